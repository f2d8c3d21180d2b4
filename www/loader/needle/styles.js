// The style sheets of all elements, in every document that has them, as more of them comes.

import { release } from "boussole:boot";
import { styles } from "boussole:needle";
import { hasLightDark, knownSheets, styleTexts } from "../boot/styles.js";

/** Styles for this browser: where it does not know `light-dark()`, all is light.
 * @param {string} text */
const withoutLightDark = (text) => (hasLightDark ? text : text.replace(/light-dark\(([^,]+),[^)]+\)/g, "$1"));

/** Adds styles behind those that came later than the first question's.
 * @param {string} text */
export const addStyles = (text) => {
  setStyles(1, styleTexts[1] + text);
};

/** Gives one of the two style sheets another text.
 * @param {0 | 1} index
 * @param {string} text */
function setStyles(index, text) {
  styleTexts[index] = withoutLightDark(text);
  for (const known of knownSheets) {
    const sheets = known.deref();
    if (sheets) sheets[index].replaceSync(styleTexts[index]);
  }
}

addStyles(styles);
if (!hasLightDark) setStyles(0, release.styles);

/** All styles that are there, for a page that has none. */
export const allStyles = () => styleTexts.join("");
