// The projection of a workshop: on the whole screen where the browser can, turned and left by keys too.

/** What keys press: Escape, and those of a presenter's remote.
 * @type {Record<string, string>} */
const PRESSED_BY = { Escape: "leave", PageDown: "on", PageUp: "back" };

/** Drawings that were projected once. */
const listening = new WeakSet();

/** Presses a button of the projection, where it shows.
 * @param {HTMLElement} content
 * @param {string} name */
function press(content, name) {
  const button = /** @type {HTMLElement | null} */ (content.querySelector(`[data-projection="${name}"]:not([hidden])`));
  if (button) button.click();
  return !!button;
}

/** Shows a drawing on the whole screen, or no longer.
 * @param {HTMLElement} content
 * @param {boolean} isProjected */
export function setProjected(content, isProjected) {
  const isWhole = () => /** @type {ShadowRoot} */ (content.getRootNode()).fullscreenElement === content;
  if (!listening.has(content)) {
    listening.add(content);
    content.addEventListener("keydown", (event) => {
      if (press(content, PRESSED_BY[event.key])) event.preventDefault();
    });
    // The browser takes Escape for itself there.
    content.addEventListener("fullscreenchange", () => {
      if (!isWhole()) press(content, "leave");
    });
  }
  // A frame may be refused it, and a telephone may have none.
  if (isProjected && content.requestFullscreen) content.requestFullscreen().catch(() => {});
  if (!isProjected && isWhole()) document.exitFullscreen();
}
