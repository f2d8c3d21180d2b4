// From the compiled module to what runs in the page: one for all its elements, with the content of each language.

// The styles of the other views come with this script.
dress(OTHER_STYLES);

let engine;
/** The running module; a failed start may be tried again. */
function start() {
  engine = engine || boot().catch((error) => { engine = undefined; throw error; });
  return engine;
}

async function boot() {
  const code = await compile(RELEASE.wasm);
  try {
    const around = wall();
    const wasm = bindings(around.within);
    await wasm(code);
    wasm.onPanic((message) => { around.said = message; });
    if (around.fallen) throw new Error(around.said);
    module.running = true;
    return wasm;
  } catch (error) {
    throw unsupported(error);
  }
}

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
