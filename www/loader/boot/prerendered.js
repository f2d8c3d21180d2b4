// The first view before the module is there: the very nodes that the module draws, and later takes over as they are. Its
// first question comes with the first script, the rest with the second (`needle/prerendered-rest.js`), hydration with the
// third (`widget/hydrate.js`). What is chosen meanwhile, and the last button pressed, are done again by the widget.

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** A node of the first view as the build writes it: a text, or a tag, its attributes and its children.
 * @typedef {string | [tag: string, attributes: Record<string, string>, ...children: any[]]} TreeNode */

/** An answer as the first view has it: the question's name and the entry's.
 * @typedef {[question: string, entry: string]} CheckedAnswer */

/** Creates a node of the first view.
 * @param {TreeNode} tree
 * @param {number} headingOffset how many levels lower titles stand than was built in
 * @param {string} [namespace]
 * @returns {any} an element, or a text */
export function createNode(tree, headingOffset, namespace) {
  if (typeof tree === "string") return document.createTextNode(tree);
  const [tag, attributes, ...children] = tree;
  const inner = tag === "svg" ? SVG_NAMESPACE : namespace;
  const name = offsetHeading(tag, headingOffset);
  const element = inner ? document.createElementNS(inner, name) : document.createElement(name);
  for (const attribute of Object.keys(attributes)) element.setAttribute(attribute, attributes[attribute]);
  for (const child of children) element.append(createNode(child, headingOffset, inner));
  return element;
}

/** A tag, its heading level lowered by an offset: `h6` at most.
 * @param {string} tag
 * @param {number} headingOffset */
export function offsetHeading(tag, headingOffset) {
  const [, level] = /^h(\d)$/.exec(tag) || [];
  return level ? `h${Math.min(6, Number(level) + headingOffset)}` : tag;
}

/** The answers that are chosen in a view.
 * @param {Element} content
 * @returns {CheckedAnswer[]} */
export const checkedAnswers = (content) =>
  [...content.querySelectorAll("input:checked")].map((input) => [
    /** @type {HTMLElement} */ (input.closest("[data-question]")).dataset.question,
    /** @type {HTMLInputElement} */ (input).value,
  ]);

/** The first view in an element, between the marks that Yew looks for when it hydrates. */
export class Prerendered {
  /**
   * @param {HTMLElement} content the element that holds it
   * @param {TreeNode} tree
   * @param {number} headingOffset
   * @param {string} lang
   */
  constructor(content, tree, headingOffset, lang) {
    this.content = content;
    this.tree = tree;
    this.headingOffset = headingOffset;
    this.lang = lang;
    /** @type {HTMLElement | undefined} */
    this.queuedClick = undefined;
    this.node = createNode(tree, headingOffset);
    content.append(document.createComment("<[]>"), this.node, document.createComment("</[]>"));
  }

  /** A button waits for what it does, which may not be here yet.
   * @param {any} event a click */
  onClick(event) {
    const button = event.target.closest(".widget button:not(.menu)");
    if (!button) return;
    this.queueClick(button);
    event.stopPropagation();
  }

  /** Keeps the last button that was pressed, which the widget presses again.
   * @param {HTMLElement} button */
  queueClick(button) {
    if (this.queuedClick) this.queuedClick.removeAttribute("aria-busy");
    this.queuedClick = button;
    button.setAttribute("aria-busy", "true");
  }

  /** Whether somebody has done something here. */
  get hasInput() {
    return Boolean(this.queuedClick || this.content.querySelector("input:checked"));
  }
}
