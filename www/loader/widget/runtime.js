// The running module: one for all elements of the page, with the content of each language.

import { release } from "boussole:boot";
import { bindings, otherStyles, parts } from "boussole:widget";
import { Failure } from "../boot/failure.js";
import { runtimeState } from "../boot/support.js";
import { compileModule, decompressed, startFailure } from "../needle/artifact.js";
import { addStyles } from "../needle/styles.js";
import { createGuard, reportCrash } from "./crash-guard.js";

/** @typedef {typeof import("boussole:wasm")} Wasm */
/** @typedef {import("boussole:wasm").Content} Content */
/** What comes in files of its own: `detailed`, what is shown of the resources besides their titles; `indexed`, the index of
 * the words.
 * @typedef {"detailed" | "indexed"} Part */

// The styles of the other views come with this script.
addStyles(otherStyles);

/** The module that runs, or is about to.
 * @type {Promise<Wasm> | undefined} */
export let runtime;
/** The crash of the module that runs: what it hears ends with it, and what it promised.
 * @type {AbortController} */
let crash;
/** Starts the module; a failed start may be tried again.
 * @returns {Promise<Wasm>} */
export function startRuntime() {
  runtime =
    runtime ||
    instantiate().catch((error) => {
      runtime = undefined;
      throw error;
    });
  return runtime;
}

async function instantiate() {
  const code = await compileModule(release.wasm);
  try {
    crash = new AbortController();
    const guard = createGuard(onCrash);
    const wasm = bindings(guard.wrap, crash.signal);
    await wasm(code);
    wasm.onPanic((message) => {
      guard.panicMessage = message;
    });
    if (guard.hasCrashed) throw new Error(guard.panicMessage);
    runtimeState.isRunning = true;
    return wasm;
  } catch (error) {
    throw startFailure(error);
  }
}

/** What the module that runs promises; rejected when it crashes, since it keeps no promise then.
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>} */
export async function untilCrash(promise) {
  const { signal } = crash;
  const settled = new AbortController();
  /** @type {Promise<never>} */
  const crashed = new Promise((_, reject) => {
    const tell = () => reject(new Error("The widget crashed."));
    if (signal.aborted) tell();
    signal.addEventListener("abort", tell, { signal: settled.signal });
  });
  try {
    return await Promise.race([crashed, promise]);
  } finally {
    settled.abort();
  }
}

/** @param {string} message */
function onCrash(message) {
  crash.abort();
  runtime = undefined;
  runtimeState.isRunning = false;
  contents.clear();
  partsByLanguage.clear();
  reportCrash(message);
}

/** @type {Map<string, Promise<Content>>} */
const contents = new Map();
/** The content of one language, one for the page.
 * @param {string} lang
 * @returns {Promise<Content>} */
export function contentFor(lang) {
  if (!contents.has(lang)) {
    const loading = Promise.all([startRuntime(), decompressed(release.content[lang])]);
    const content = loading.then(([wasm, bytes]) => new wasm.Content(bytes));
    contents.set(lang, content);
    content.catch(() => contents.delete(lang));
  }
  return contents.get(lang);
}

/** @type {Map<string, Promise<void>>} */
const partsByLanguage = new Map();
/** The content of a language with one of its parts, which is fetched once for the page; from then on all have it.
 * @param {string} lang
 * @param {Part} part */
export async function contentWith(lang, part) {
  const key = `${part} ${lang}`;
  if (!partsByLanguage.has(key)) {
    const adding = decompressed(parts[part][lang]).then((bytes) =>
      addToContent(lang, (content) => content[part](bytes)),
    );
    partsByLanguage.set(key, adding);
    adding.catch(() => partsByLanguage.delete(key));
  }
  await partsByLanguage.get(key);
  // What else came meanwhile is in it too.
  return contentFor(lang);
}

/** Adds something to the content of a language, behind what is being added to it; the content stays as it is when that is
 * not of it.
 * @param {string} lang
 * @param {(content: Content) => Content} add */
async function addToContent(lang, add) {
  let problem;
  const adding = contentFor(lang).then((content) => {
    try {
      return add(content);
    } catch (error) {
      problem = error;
      return content;
    }
  });
  contents.set(lang, adding);
  adding.catch(() => {
    if (contents.get(lang) === adding) contents.delete(lang);
  });
  await adding;
  if (problem) throw new Failure("integrity", String(problem));
}
