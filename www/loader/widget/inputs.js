// What a page gives the element, read and checked.

import { release } from "boussole:boot";

/** @typedef {import("../boot/render-root.js").RenderRoot} RenderRoot */

/** An address in one line, which neither JSON nor a table is; else an empty text. A table may have its header alone.
 * @param {unknown} source */
export function urlIn(source) {
  let text = "";
  try {
    if (typeof source === "string" || source instanceof URL) text = String(source).trim();
  } catch {
    // A proxy may throw at whatever looks at it.
  }
  return /^(?![^/.]*[;,|\t])[^{[].*$/.test(text) ? text : "";
}

/** Whether the page is still arriving and nothing has come behind a node yet: it may not be whole.
 * @param {Node} node */
export function isCut(node) {
  let last = node;
  while (last && !last.nextSibling) last = last.parentNode;
  return !last && node.ownerDocument.readyState === "loading";
}

/** What a page gives as an object, or as its text in JSON.
 * @param {unknown} source */
export function parseObject(source) {
  if (typeof source !== "string") return source;
  try {
    return JSON.parse(source);
  } catch {
    throw new Error("expected an object, or its text in JSON");
  }
}

/** The value of an attribute that has a list of them; another one is named.
 * @param {RenderRoot} renderRoot
 * @param {string} name
 * @param {string[]} values */
export function checkedChoice(renderRoot, name, values) {
  const value = renderRoot.element.getAttribute(name);
  if (value !== null && !values.includes(value))
    renderRoot.reportError("attribute", `${name}="${value}" is not one of ${values.join(", ")}.`);
  return renderRoot.choice(name, values);
}

/** Names a language that an element gives itself and that is not known.
 * @param {RenderRoot} renderRoot */
export function checkLanguage(renderRoot) {
  const lang = renderRoot.element.getAttribute("lang");
  if (lang && !renderRoot.requestedLanguage && !renderRoot.supportedLanguage(lang))
    renderRoot.reportError("attribute", `lang="${lang}" is not one of ${Object.keys(release.content).join(", ")}.`);
}
