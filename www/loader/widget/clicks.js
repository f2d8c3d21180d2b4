// Where clicks in a drawing are heard. An element that hears them makes all that stands in it something to click for a screen
// reader, which says so of each title that can have the focus. A shadow root is no element: clicks are heard there, and handed
// to what Yew listens with on the root that it draws into.

/** What hears the clicks in a root, by the root: it goes on hearing where the root is used again.
 * @type {WeakMap<HTMLElement, ((event: Event) => void)[]>} */
const clickListeners = new WeakMap();

/** Keeps what will listen to clicks on a root, instead of having it listen there.
 * @param {HTMLElement} root
 * @returns {HTMLElement} the root */
export function keepClickListeners(root) {
  if (clickListeners.has(root)) return root;
  /** @type {((event: Event) => void)[]} */
  const kept = [];
  const { addEventListener } = root;
  clickListeners.set(root, kept);
  const value = (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) => {
    if (type === "click") kept.push(listener);
    else addEventListener.call(root, type, listener, options);
  };
  // A page may have frozen what all elements share: assigned, it would be refused.
  Object.defineProperty(root, "addEventListener", { value });
  return root;
}

/** Hands a click to what would listen on the root.
 * @param {HTMLElement | undefined} root
 * @param {Event} event */
export function handClick(root, event) {
  for (const listener of (root && clickListeners.get(root)) || []) listener(event);
}
