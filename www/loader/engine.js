// From the compiled module to what runs in the page: one for all its elements, with the content of each language.

let engine;
/** The running module; a failed start may be tried again. */
function start() {
  engine = engine || boot().catch((error) => { engine = undefined; throw error; });
  return engine;
}

async function boot() {
  const code = await compile(RELEASE.wasm);
  // Asked for when nothing waits for the network any more.
  more();
  try {
    const before = alone;
    const around = wall();
    const wasm = bindings(around.within);
    await wasm(code);
    wasm.onPanic((message) => { around.said = message; });
    // One that falls at once is tried a second time, and no more.
    if (around.fallen && !before) throw new Error(around.said);
    module.running = !around.fallen;
    return wasm;
  } catch (error) {
    throw unsupported(error);
  }
}

/** Asks for the second half, and for the script that comes with it. */
function more() {
  compile(MORE).catch(() => {});
  third().catch(() => {});
}

let last;
/** What the third script brings; the single file has it within. */
async function third() {
  const make = LAST || await blob(ERRANDS);
  last = last || make(handed());
  return last;
}

let whole;
/** All of the running module: its second half has joined it. */
function complete() {
  if (!whole) {
    const mine = joined(start());
    whole = mine;
    mine.catch(() => { if (whole === mine) whole = undefined; });
  }
  return whole;
}

async function joined(started) {
  const [wasm, code] = await Promise.all([started, compile(MORE), third()]);
  try {
    // The styles of the other views travel with it.
    if (laterStyles === STYLES) dress(STYLES + new TextDecoder().decode(WebAssembly.Module.customSections(code, "styles")[0]));
    await wasm.join(code);
  } catch (error) {
    throw unsupported(error);
  }
  // The one that it joined may have fallen.
  if (engine !== started) return complete();
  module.whole = true;
  return wasm;
}

/** Styles for this browser: where it does not know `light-dark()`, all is light. */
const readable = (styles) => (twoSchemes ? styles : styles.replace(/light-dark\(([^,]+),[^)]+\)/g, "$1"));

let laterStyles = "";
/** The styles of what comes after the first question. */
function dress(styles) {
  laterStyles = styles;
  wear(1, styles);
}
dress(STYLES);
if (!twoSchemes) wear(0, RELEASE.styles);

/** Gives one of the two style sheets another text, in every document that has them. */
function wear(place, text) {
  sheets.texts[place] = readable(text);
  for (const known of sheets.known) {
    const own = known.deref();
    if (own) own[place].replaceSync(sheets.texts[place]);
  }
}

/** All styles that are there, for a page that has none. */
const allStyles = () => sheets.texts.join("");

const contents = new Map();
/** The content of one language, one for the page. */
function content(lang) {
  if (!contents.has(lang)) {
    const loaded = Promise.all([start(), bytes(RELEASE.content[lang])]);
    const read = loaded.then(([wasm, words]) => new wasm.Content(words));
    contents.set(lang, read);
    read.catch(() => contents.delete(lang));
  }
  return contents.get(lang);
}

const parts = new Map();
/** The content of a language with what comes in a file of its own: `detailed`, what is shown of its resources besides
    their titles, or `indexed`, the index of its words. Each is fetched once for the page; from then on all have it. */
async function enriched(lang, part) {
  const key = `${part} ${lang}`;
  if (!parts.has(key)) {
    const added = bytes(PARTS[part][lang]).then((sent) => add(lang, (words) => words[part](sent)));
    parts.set(key, added);
    added.catch(() => parts.delete(key));
  }
  await parts.get(key);
  // What else came meanwhile is in it too.
  return content(lang);
}

/** Adds something to the content of a language, behind what is being added to it; the content stays as it is when that is
    not of it. */
async function add(lang, adding) {
  let problem;
  const made = content(lang).then((words) => {
    try { return adding(words); } catch (error) { problem = error; return words; }
  });
  contents.set(lang, made);
  made.catch(() => { if (contents.get(lang) === made) contents.delete(lang); });
  await made;
  if (problem) throw new Failure("integrity", String(problem));
}
