// What a page gives the element, checked.

import { release } from "boussole:boot";
import { LOADINGS } from "../boot/element.js";
import { HEADING_LEVELS } from "../boot/render-root.js";

/** @typedef {import("../boot/render-root.js").RenderRoot} RenderRoot */

/** What an attribute may say that has a list of values.
 * @type {Record<string, string[]>} */
const CHOICES = {
  theme: ["auto", "light", "dark"],
  loading: LOADINGS,
  "heading-level": HEADING_LEVELS,
};

/** Names what attributes say that they cannot.
 * @param {RenderRoot} renderRoot */
export function checkAttributes(renderRoot) {
  for (const name of Object.keys(CHOICES)) checkChoice(renderRoot, name);
  checkLanguage(renderRoot);
}

/** Names the value of an attribute that is none of its list.
 * @param {RenderRoot} renderRoot
 * @param {string} name */
export function checkChoice(renderRoot, name) {
  const values = CHOICES[name];
  const value = renderRoot.element.getAttribute(name);
  if (values && value !== null && !values.includes(value))
    renderRoot.reportError("attribute", `${name}="${value}" is not one of ${values.join(", ")}.`);
}

/** Names a language that an element gives itself and that is not known.
 * @param {RenderRoot} renderRoot */
export function checkLanguage(renderRoot) {
  const lang = renderRoot.element.getAttribute("lang");
  if (lang && !renderRoot.requestedLanguage && !renderRoot.supportedLanguage(lang))
    renderRoot.reportError("attribute", `lang="${lang}" is not one of ${Object.keys(release.content).join(", ")}.`);
}

/** Whether the page is still arriving and nothing has come behind a node yet: it may not be whole.
 * @param {Node} node */
export function isCut(node) {
  let last = node;
  while (last && !last.nextSibling) last = last.parentNode;
  return !last && node.ownerDocument.readyState === "loading";
}
