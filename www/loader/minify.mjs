// The build's one call to tools that are not Rust: a request in each line of the standard input, its answer in a line.
import { analyze } from "eslint-scope";
import { Features, transform } from "lightningcss";
import { minifySync, parseSync } from "rolldown/utils";

/** What a browser must at least read to say, in words, that it is too old for the rest. */
const OLDEST = "es2019";
/** The first browsers that run the rest (README.md, « Navigateurs »): the major version, and the minor one. */
const BROWSERS = { chrome: [111, 0], edge: [111, 0], firefox: [121, 0], safari: [16, 4], ios_saf: [16, 4] };
const TARGETS = Object.fromEntries(
  Object.entries(BROWSERS).map(([name, [major, minor]]) => [name, (major << 16) | (minor << 8)]),
);
/** Names of properties that nobody outside the script knows. */
const OWN = /^_[a-z]/;

/** What a browser, or a tool that bundles, defines. */
const OF_THE_PAGE = new Set([
  "AbortController", "Array", "BarcodeDetector", "Blob", "Boolean", "CSS", "CSSStyleSheet", "CustomEvent",
  "DataView", "Date", "DecompressionStream", "Element", "Error", "Event", "FileReader", "FinalizationRegistry",
  "HTMLElement", "HTMLScriptElement", "Image", "Int32Array", "IntersectionObserver", "JSON", "Map", "Math", "MouseEvent",
  "MutationObserver", "Node", "Number", "Object", "Promise", "RangeError", "Reflect", "RegExp", "Response", "Set",
  "ShadowRoot", "String", "Symbol", "TextDecoder", "TextEncoder", "TypeError", "URL", "Uint8Array", "WeakMap",
  "WeakRef", "WeakSet", "WebAssembly", "Window", "arguments", "atob", "clearInterval", "clearTimeout", "console",
  "customElements", "decodeURIComponent", "document", "fetch", "getComputedStyle", "global", "globalThis", "history",
  "innerHeight", "localStorage", "location", "matchMedia", "navigator", "parent", "performance", "queueMicrotask",
  "requestAnimationFrame", "self", "sessionStorage", "setInterval", "setTimeout", "undefined", "window",
]);

/** A classic script or a module. */
function script(source, module) {
  const name = module ? "script.mjs" : "script.cjs";
  const { code, errors } = minifySync(name, source, {
    compress: { target: OLDEST },
    mangleProps: { include: OWN },
    codegen: { legalComments: "inline" },
  });
  if (errors.length) throw Error(`the loader is no JavaScript: ${errors[0].codeframe || errors[0].message}`);
  // The files of a script are put together by hand, and what one shares with the next is a list of names.
  const { program } = parseSync(name, source, { range: true });
  const { globalScope } = analyze(program, { ecmaVersion: 2022, sourceType: module ? "module" : "script" });
  const unknown = globalScope.through.find(({ identifier }) => !OF_THE_PAGE.has(identifier.name));
  if (unknown) throw Error(`the loader names ${unknown.identifier.name}, which nobody defines`);
  return code;
}

/** A style sheet. */
function styles(source) {
  try {
    const code = Buffer.from(source);
    // A browser that does not know `light-dark()` gets the light colours from `styles.js`.
    return transform({ filename: "styles.css", code, minify: true, targets: TARGETS, exclude: Features.LightDark }).code.toString();
  } catch (error) {
    throw Error(`a style sheet: ${error.message}`);
  }
}

const KINDS = { script: (source) => script(source, false), module: (source) => script(source, true), styles };

function answer({ kind, source }) {
  try {
    return { code: KINDS[kind](source) };
  } catch (error) {
    return { problem: error.message };
  }
}

let unread = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) {
  const lines = (unread + chunk).split("\n");
  unread = lines.pop();
  for (const line of lines) process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
