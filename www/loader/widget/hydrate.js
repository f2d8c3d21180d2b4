// How the widget takes the first view over: the very nodes, where they stand as they were created.

import { checkedAnswers } from "../boot/prerendered.js";
import { enforceMaxChoices, isUnmodified } from "../needle/prerendered-rest.js";
import { adoptNodes } from "./dom-guard.js";
import { followFields } from "./fields.js";

/** @typedef {import("../boot/render-root.js").RenderRoot} RenderRoot */
/** Draws the widget into an element, over its very nodes when it hydrates; the element that shows it.
 * @typedef {(content: HTMLElement, hydrates: boolean) => HTMLElement} Draw */

/** How often the end of a drawing is looked for, within this turn of the page and then in turns of its own. */
const DRAWING_TURNS = 20;

/** What was chosen before the widget was there: in the first view, or in one that was taken away. Kept until it is ready: a
 * start that falls is made again.
 * @param {RenderRoot} renderRoot */
export function answersBefore(renderRoot) {
  if (renderRoot.prerendered) renderRoot.checkedAnswers = checkedAnswers(renderRoot.content);
  return renderRoot.checkedAnswers;
}

/** Draws in place of the first view where there is one, over its very nodes unless the page has said meanwhile that it is
 * another.
 * @param {RenderRoot} renderRoot
 * @param {Draw} draw
 * @returns {Promise<(() => void) | undefined>} what presses again the button that was pressed */
export async function mountOrHydrate(renderRoot, draw) {
  const { prerendered, cannotPrerender } = renderRoot;
  const queuedClick = prerendered && prerendered.queuedClick;
  renderRoot.prerendered = undefined;
  renderRoot.hydrated = prerendered;
  if (prerendered) hydrate(prerendered, draw, cannotPrerender);
  else if (!renderRoot.content) renderRoot.showContent((content) => draw(content, false));
  followFields(renderRoot.content);
  await whenDrawn(renderRoot.content);
  if (!prerendered) return undefined;
  if (queuedClick && queuedClick.isConnected) prerendered.queueClick(queuedClick);
  return () => {
    const last = prerendered.queuedClick;
    renderRoot.hydrated = undefined;
    if (!last || !last.isConnected) return;
    last.removeAttribute("aria-busy");
    last.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  };
}

/** Hydrates where the nodes are as they were created, else draws anew. Buttons wait until they are pressed again.
 * @param {import("../boot/prerendered.js").Prerendered} prerendered
 * @param {Draw} draw
 * @param {boolean} isOther whether the page wants another first view than this */
function hydrate(prerendered, draw, isOther) {
  const { content, queuedClick } = prerendered;
  content.removeEventListener("change", enforceMaxChoices);
  const canHydrate =
    !isOther &&
    content.childNodes.length === 3 &&
    isUnmodified(prerendered.tree, prerendered.headingOffset, prerendered.node);
  if (queuedClick) queuedClick.removeAttribute("aria-busy");
  if (canHydrate) adoptNodes(content);
  else content.replaceChildren();
  draw(content, canHydrate);
}

/** Resolves when Yew has drawn, or has hydrated what stands there, whose marks go then: a few turns from now and before
 * anything is painted. Where several widgets are drawn for long it lets the page go on between them.
 * @param {HTMLElement} content */
async function whenDrawn(content) {
  const isPending = () => !content.firstChild || content.firstChild.nodeType === Node.COMMENT_NODE;
  for (let turn = 0; turn < DRAWING_TURNS && isPending(); turn += 1) await undefined;
  for (let turn = 0; turn < DRAWING_TURNS && isPending(); turn += 1)
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
}
