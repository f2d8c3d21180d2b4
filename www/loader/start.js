// From files to a running module: each fetched once for the page, checked and inflated.

/** A file that has not come after so long will not: milliseconds. */
const PATIENCE = 7500;
/** A policy violation is told a little after the refusal it explains: milliseconds. */
const POLICY_DELAY = 120;

/** Why the widget cannot start, or cannot take what it was given. */
class Failure extends Error {
  constructor(code, help, directive) {
    super(help);
    this.code = code;
    this.directive = directive;
  }
}

/** Files that came, and those on their way: each once for the page. */
const files = new Map();
const coming = new Map();

/** One file of the release, checked and inflated. The single file has it within. */
async function file(described) {
  // Own properties only: a page may have put its own into Object.prototype.
  const { file, integrity, data } = Object.assign(Object.create(null), described);
  if (data) return inflated(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
  const address = addressOf(file);
  if (!files.has(address)) {
    if (!coming.has(address)) {
      const asked = fetched(address, integrity).then((blob) => { files.set(address, blob); });
      const over = () => { if (coming.get(address) === asked) coming.delete(address); };
      coming.set(address, asked);
      asked.then(over, over);
    }
    await inTime(coming.get(address), address);
  }
  return inflated(files.get(address));
}

const addressOf = (name) => new URL(name, SOURCE || document.baseURI).href;

/** What comes later than one can wait for is a failure now, and a new start when it comes. */
function inTime(arriving, address) {
  let timer;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => {
      arriving.then(revive, () => {});
      refuse(new Failure("timeout", `${address} did not come within ${PATIENCE / 1000} seconds.`));
    }, PATIENCE);
  });
  return Promise.race([arriving, late]).finally(() => clearTimeout(timer));
}

async function fetched(address, integrity) {
  const violated = watchPolicy(address);
  try {
    const answer = await fetch(address, { integrity, credentials: "omit" });
    return await answer.blob();
  } catch {
    const directive = await violated();
    if (directive) throw new Failure("fetch", `The page's policy refuses ${address}: add its origin to ${directive}.`, directive);
    throw await unchanged(address, integrity);
  } finally {
    violated.stop();
  }
}

function inflated(bytes) {
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
}

/** Tells a file that was changed from one that cannot be had. */
async function unchanged(address, integrity) {
  let answer;
  try { answer = await fetch(address, { credentials: "omit" }); } catch { /* Told below. */ }
  if (!answer) return new Failure("fetch", `${address} cannot be had: does its host send Access-Control-Allow-Origin?`);
  if (!answer.ok) return new Failure("fetch", `${address} answered ${answer.status}.`);
  return new Failure("integrity", `${address} is not the file this version was built with (${integrity}).`);
}

/** Listens for the page's content policy refusing an address; the answer names the directive. */
function watchPolicy(address) {
  let directive = "";
  const hear = (event) => {
    // The page may be refused other things at the same time. Some engines tell the origin alone.
    const ours = event.blockedURI && address.startsWith(event.blockedURI);
    if (ours) directive = directive || event.effectiveDirective || event.violatedDirective;
  };
  document.addEventListener("securitypolicyviolation", hear);
  const ask = async () => {
    if (!directive) await new Promise((done) => setTimeout(done, POLICY_DELAY));
    return directive;
  };
  ask.stop = () => document.removeEventListener("securitypolicyviolation", hear);
  return ask;
}

let engine;
/** The module is there: nobody has to wait for it. */
let running = false;
/** The wasm module, one for the page; a failed start may be tried again. */
function start() {
  engine = engine || boot().catch((error) => { engine = undefined; throw error; });
  return engine;
}

/** Why the module cannot run here, known before anything is fetched. */
function hindrance() {
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function" || !styles()) {
    return new Failure("wasm-unsupported", "This browser lacks WebAssembly, gzip streams or adopted style sheets: one of 2023 or later has them.");
  }
  return runs() ? undefined : new Failure("wasm-blocked", "The page's policy refuses WebAssembly: add 'wasm-unsafe-eval' to script-src.", "script-src");
}

let compiled;
/** The module as code, from which more than one can start. */
async function compile() {
  const stream = await file(RELEASE.wasm);
  const answer = new Response(stream, { headers: { "Content-Type": "application/wasm" } });
  const module = await WebAssembly.compileStreaming(answer);
  if (RELEASE.wasm.file) files.delete(addressOf(RELEASE.wasm.file));
  dress(new TextDecoder().decode(WebAssembly.Module.customSections(module, "styles")[0]));
  return module;
}

async function boot() {
  const hindered = hindrance();
  if (hindered) throw hindered;
  try {
    compiled = compiled || compile().catch((error) => { compiled = undefined; throw error; });
    const module = await compiled;
    const around = wall();
    const wasm = bindings(around.within);
    await wasm(module);
    wasm.onPanic((message) => { around.said = message; });
    running = true;
    return wasm;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("wasm-unsupported", `WebAssembly did not start: ${error}`);
  }
}

/** Whether the page's policy lets an empty module run: known before anything is fetched, and the same in
    engines that tell no violation of it (WebKit refuses the instance, the others the module). */
function runs() {
  try {
    return Boolean(new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))));
  } catch {
    return false;
  }
}

async function bytes(described) {
  return new Uint8Array(await new Response(await file(described)).arrayBuffer());
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

const indexes = new Map();
/** The same with the index of its words, fetched when somebody first looks for something; from then on for all. */
function indexed(lang) {
  if (!indexes.has(lang)) {
    const made = Promise.all([content(lang), bytes(RELEASE.index[lang])]).then(([words, index]) => words.indexed(index));
    indexes.set(lang, made);
    made.then((words) => contents.set(lang, Promise.resolve(words)), () => indexes.delete(lang));
  }
  return indexes.get(lang);
}

/** A partner's catalogue may weigh so much, in bytes, and take so long, in milliseconds. */
const HEAVIEST = 5_000_000;
const LONGEST_WAIT = 10_000;

/** The text of a partner's catalogue, read no further than the limit. */
async function fetchedCatalogue(given) {
  const address = new URL(given, document.baseURI);
  if (!/^https?:$/.test(address.protocol)) throw new Error(`${given} is not an address that can be fetched.`);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), LONGEST_WAIT);
  const violated = watchPolicy(address.href);
  try {
    const answer = await fetch(address, { signal: patience.signal, credentials: "omit" });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
    const reader = answer.body.getReader();
    const parts = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > HEAVIEST) { patience.abort(); throw new Error(`${address} is heavier than ${HEAVIEST / 1e6} MB.`); }
      parts.push(part.value);
    }
    return await new Blob(parts).text();
  } catch (error) {
    if (error.name === "AbortError") throw new Error(`${address} did not come within ${LONGEST_WAIT / 1000} seconds.`);
    const directive = error instanceof TypeError && await violated();
    throw directive ? new Error(`The page's policy refuses ${address}: add its origin to ${directive}.`) : error;
  } finally {
    clearTimeout(timer);
    violated.stop();
  }
}

/** A piece of a large catalogue may weigh so much, inflated, in bytes. */
const HEAVIEST_PIECE = 2_000_000;

/** A piece of a large catalogue, inflated, or why there is none. Its root may be sealed: ADDRESS#sha384-SUM. */
async function piece(given, name, folder, anew) {
  let timer;
  let violated;
  const patience = new AbortController();
  try {
    const root = new URL(given, document.baseURI);
    const [, integrity = ""] = /^#(sha\d+-.+)$/.exec(root.hash) || [];
    root.hash = "";
    if (!/^https?:$/.test(root.protocol)) return { problem: `${given} is not an address that can be fetched.` };
    const address = name ? new URL(`${folder}/${name}`, root) : root;
    timer = setTimeout(() => patience.abort(), LONGEST_WAIT);
    violated = watchPolicy(address.href);
    // A piece never changes under its name; the root does.
    const cache = anew ? "reload" : name ? "default" : "no-cache";
    const answer = await fetch(address, { integrity: name ? "" : integrity, signal: patience.signal, credentials: "omit", cache });
    if (!answer.ok) return { problem: `${address} answered ${answer.status}.` };
    const reader = inflated(await answer.arrayBuffer()).getReader();
    const parts = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > HEAVIEST_PIECE) return { bytes: new Uint8Array(0), problem: `${address} is heavier than a piece can be.` };
      parts.push(part.value);
    }
    return { bytes: new Uint8Array(await new Blob(parts).arrayBuffer()) };
  } catch (error) {
    if (patience.signal.aborted) return { late: true, problem: `A piece of ${given} did not come within ${LONGEST_WAIT / 1000} seconds.` };
    const directive = violated && await violated();
    if (directive) return { problem: `The page's policy refuses ${given}: add its origin to ${directive}.` };
    // What came and cannot be inflated is no piece.
    const came = error instanceof TypeError && /fetch|load/i.test(error.message) ? undefined : new Uint8Array(0);
    return { bytes: came, problem: `A piece of ${given} cannot be had: ${error.message}` };
  } finally {
    clearTimeout(timer);
    if (violated) violated.stop();
  }
}

/** A catalogue as the module takes it: an object for JSON, else the text of a spreadsheet. */
function catalogueIn(text) {
  return /^\s*[{[]/.test(text.replace(/^\ufeff/, "")) ? JSON.parse(text.replace(/^\ufeff/, "")) : text;
}
