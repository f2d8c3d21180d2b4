// What stands behind the first question in the first view.

import { rest } from "boussole:needle";
import { createNode, offsetHeading } from "../boot/prerendered.js";
import { turnQuestion } from "./questions.js";

/** The first views that have all that stands behind the first question. */
const wholeViews = new WeakSet();

/** Adds what comes behind the first question, once: at the end of the node that holds all, then of the last one in it, and
 * so on.
 * @param {import("../boot/render-root.js").RenderRoot} renderRoot */
export function appendRest(renderRoot) {
  const { prerendered, content } = renderRoot;
  if (!prerendered || wholeViews.has(prerendered)) return;
  wholeViews.add(prerendered);
  /** @type {any} */
  let tree = prerendered.tree;
  let node = prerendered.node;
  for (const children of JSON.parse(rest[prerendered.lang])) {
    const last = tree[tree.length - 1];
    const lastNode = node && node.lastChild;
    tree.push(...children);
    if (node && node.append) node.append(...children.map((child) => createNode(child, prerendered.headingOffset)));
    tree = last;
    node = lastNode;
  }
  content.addEventListener("change", enforceMaxChoices);
  // Behind the one that keeps the press (`boot/prerendered.js`); the module turns its own drawing.
  const { shadow } = renderRoot;
  const onTurn = (event) => {
    if (renderRoot.prerendered === prerendered) turnQuestion(prerendered, event);
    else shadow.removeEventListener("click", onTurn, true);
  };
  shadow.addEventListener("click", onTurn, true);
  content.classList.remove("opening");
  renderRoot.restoreAnswers();
}

/** Whether a node still stands as it was created: translators and extensions put nodes of their own into pages.
 * @param {import("../boot/prerendered.js").TreeNode} tree
 * @param {number} headingOffset
 * @param {any} node
 * @returns {boolean} */
export function isUnmodified(tree, headingOffset, node) {
  if (typeof tree === "string") return node.nodeType === Node.TEXT_NODE;
  const [tag, , ...children] = tree;
  return (
    node.localName === offsetHeading(tag, headingOffset) &&
    node.childNodes.length === children.length &&
    children.every((child, index) => isUnmodified(child, headingOffset, node.childNodes[index]))
  );
}

/** Disables the other choices at the limit of a question.
 * @param {Event} event */
export function enforceMaxChoices(event) {
  /** @type {HTMLElement | null} */
  const question = /** @type {Element} */ (event.target).closest("[data-most]");
  if (!question) return;
  const boxes = [...question.querySelectorAll("input")];
  const isFull = boxes.filter((box) => box.checked).length >= Number(question.dataset.most);
  for (const box of boxes) box.disabled = isFull && !box.checked;
}
