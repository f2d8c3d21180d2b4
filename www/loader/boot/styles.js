// The style sheets that all elements of a document share: that of the first question, and that of what comes later.

import { release } from "boussole:boot";

/** Whether the browser knows colours of two schemes. */
export const hasLightDark = typeof CSS === "object" && CSS.supports && CSS.supports("color", "light-dark(#000, #fff)");

/** What the two style sheets say; the second script changes it (`needle/styles.js`). */
export const styleTexts = [release.styles, ""];

/** The sheets of each document, since no document takes those of another.
 * @type {WeakMap<Document, CSSStyleSheet[]>} */
const byDocument = new WeakMap();
/** All of them, for whoever changes their text.
 * @type {WeakRef<CSSStyleSheet[]>[]} */
export const knownSheets = [];

/** The style sheets of a document; `undefined` where none can be made.
 * @param {Document} document */
export function sharedStyles(document) {
  try {
    if (!byDocument.has(document)) {
      const sheets = styleTexts.map((text) => {
        const sheet = new /** @type {any} */ (document.defaultView).CSSStyleSheet();
        sheet.replaceSync(text);
        return sheet;
      });
      // The first to fail where there is no such thing, before anything counts as made.
      knownSheets.push(new WeakRef(sheets));
      byDocument.set(document, sheets);
    }
    return byDocument.get(document);
  } catch {
    return undefined;
  }
}
