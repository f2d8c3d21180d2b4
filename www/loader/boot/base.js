// Where an element says that the release is.

/** A folder, or a script in it, as the attribute `base` says; the first element that says so counts for the page.
 * @type {string | null | undefined} */
let base;
/** The address of the page when it said so.
 * @type {string} */
let documentUrl;

/** Whether an element says where the release is. */
export const hasBase = () => Boolean(base);

/** The address that files of the release are relative to, where an element says it. Throws where it is none.
 * @returns {URL | undefined} */
export const baseUrl = () => (base ? new URL(base, documentUrl) : undefined);

/** Takes the folder of the release from an element's attribute `base`: that folder, or its script, from the address that the
 * page has now.
 * @param {string | null} before the attribute's value until now
 * @param {string | null} now */
export function setBase(before, now) {
  if (base && !before) return;
  const folder = now && now.trim().replace(/[?#].*/, "");
  base = folder && (/(\/|\.js)$/i.test(folder) ? folder : `${folder}/`);
  documentUrl = document.baseURI;
}
