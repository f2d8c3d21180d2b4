// The style sheets of all elements, in every document that has them, as more of them comes.

/** Styles for this browser: where it does not know `light-dark()`, all is light. */
const readable = (styles) => (twoSchemes ? styles : styles.replace(/light-dark\(([^,]+),[^)]+\)/g, "$1"));

/** Adds styles behind those that came later than the first question's. */
const dress = (styles) => { wear(1, sheets.texts[1] + styles); };

/** Gives one of the two style sheets another text. */
function wear(place, text) {
  sheets.texts[place] = readable(text);
  for (const known of sheets.known) {
    const own = known.deref();
    if (own) own[place].replaceSync(sheets.texts[place]);
  }
}

dress(STYLES);
if (!twoSchemes) wear(0, RELEASE.styles);

/** All styles that are there, for a page that has none. */
const allStyles = () => sheets.texts.join("");
