// Looks after a drawing, whoever made it: its host's colours are made readable, whatever changes them later, and its host
// cannot keep what happens there from us.

import { correctColours } from "./contrast.js";
import { guardEvents, unguardEvents } from "./event-guard.js";

/** @typedef {import("../boot/render-root.js").RenderRoot} RenderRoot */

/** @param {RenderRoot} renderRoot */
export function watchContent(renderRoot) {
  const { prerendered, content, shadow } = renderRoot;
  // Colours need the styles computed, and with them the layout: of the first view, with the frame that shows it.
  if (prerendered) requestAnimationFrame(() => applyContrast(renderRoot));
  else applyContrast(renderRoot);
  // It has the colours of the host as they are (frame.css) and says when one changes, or when it shows again, whether a
  // class, a style sheet or the system does it. Not within the drawing, where the corrected ones stand.
  renderRoot.colourProbe = document.createElement("span");
  renderRoot.colourProbe.className = "probe";
  // A colour that is back before its way to another has begun tells only that this way was cancelled.
  for (const type of ["transitionrun", "transitioncancel", "animationstart"])
    renderRoot.colourProbe.addEventListener(type, () => applyContrast(renderRoot));
  content.after(renderRoot.colourProbe);
  shadow.addEventListener("click", closeMenu);
  content.addEventListener("toggle", onToggle, true);
  guardEvents(content);
}

/** Closes the menu in which something was chosen: what it does is seen.
 * @param {MouseEvent} event */
function closeMenu({ target }) {
  const button = /** @type {Element} */ (target).closest("[popover] button");
  const menu = button && /** @type {HTMLElement} */ (button.closest("[popover]"));
  if (menu && menu.hidePopover) menu.hidePopover();
}

/** The focus goes back to what opened the menu, unless it has gone on: Chromium 156 forgets it in a shadow tree.
 * @param {ToggleEvent} event */
function onToggle(event) {
  const menu = /** @type {HTMLElement} */ (event.target);
  const { activeElement } = /** @type {ShadowRoot} */ (menu.getRootNode());
  if (menu.popover && event.newState === "closed" && (!activeElement || menu.contains(activeElement)))
    /** @type {HTMLElement} */ (menu.previousElementSibling).focus();
}

/** @param {RenderRoot} renderRoot */
export function unwatchContent(renderRoot) {
  unguardEvents(renderRoot.content);
  renderRoot.colourProbe.remove();
  renderRoot.colourProbe = undefined;
}

/** Makes the host's colours readable, and says once what it had to change.
 * @param {RenderRoot} renderRoot */
export function applyContrast(renderRoot) {
  if (!renderRoot.content) return;
  const changes = correctColours(renderRoot.element, renderRoot.content);
  if (!changes.length || renderRoot.hasReportedColours) return;
  renderRoot.hasReportedColours = true;
  renderRoot.reportError("attribute", `${changes.join("; ")}.`);
}
