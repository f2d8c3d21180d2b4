// The files of the npm package, where the page's bundler put them. Only the module for bundlers has this.

import { hasBase } from "../boot/base.js";

/** The address that a bundler gave to a file, as the page knows it; an empty text when it gave none.
 * @param {() => URL} locate */
function bundledUrl(locate) {
  try {
    // Relative to the page: some bundlers (Next) name their own disk as the address of the module, or none.
    const found = new URL(locate().href, document.baseURI);
    return found.protocol === "file:" && location.protocol !== "file:"
      ? new URL(found.pathname, document.baseURI).href
      : found.href;
  } catch {
    return "";
  }
}

/** A file of the package. Nothing is asked of the page before it is needed: the module may be imported on a server.
 * @param {string} name
 * @param {string} integrity
 * @param {() => URL} locate
 * @returns {import("../boot/download.js").Artifact} */
export function bundledFile(name, integrity, locate) {
  return {
    name,
    integrity,
    get file() {
      return hasBase() ? name : bundledUrl(locate);
    },
    // A bundler may have put the file itself into the script, which a policy lets nobody fetch.
    get data() {
      return (/^data:[^,]*;base64,(.*)$/.exec(bundledUrl(locate)) || [])[1];
    },
  };
}
