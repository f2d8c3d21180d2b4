// Defines the element under a tag.

import { release } from "boussole:boot";
import { createElementClass } from "./element.js";
import { warn } from "./render-root.js";

/** The tag of the element. */
const TAG = "boussole-odd17";

/** The version of the release. */
export const version = release.version;

/** Tags that this script defined. */
const defined = new Set();

/** Defines the element under a tag, unless it is defined already.
 * @param {string} [tag]
 * @returns {boolean} whether the tag is ours */
export function define(tag = TAG) {
  if (defined.has(tag)) return true;
  // A server has no page, though some draw elements there, with classes of their own in the place of those of browsers.
  if (typeof document === "undefined" || !window.customElements) return false;
  if (customElements.get(tag)) {
    warn(`<${tag}> is already defined: this second copy of Boussole is ignored.`);
    return false;
  }
  customElements.define(tag, createElementClass());
  defined.add(tag);
  return true;
}
