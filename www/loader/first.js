// The first view before the module is there: the same nodes that the module draws, and then takes over as they are. Its
// first question comes with this script, the rest with the second.
// What is chosen meanwhile, and the button that was pressed last, is done again once somebody can hear it.

const SVG = "http://www.w3.org/2000/svg";

/** A node of the first view; titles stand `lower` levels lower than was built in. */
function planted(node, lower, space) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, ...children] = node;
  const own = tag === "svg" ? SVG : space;
  const name = named(tag, lower);
  const element = own ? document.createElementNS(own, name) : document.createElement(name);
  for (const attribute of Object.keys(attributes)) element.setAttribute(attribute, attributes[attribute]);
  for (const child of children) element.append(planted(child, lower, own));
  return element;
}

function named(tag, lower) {
  const [, level] = /^h(\d)$/.exec(tag) || [];
  return level ? `h${Math.min(6, Number(level) + lower)}` : tag;
}

/** Whether it still stands as it was planted: translators and extensions put nodes of their own into pages. */
function untouched(node, lower, there) {
  if (typeof node === "string") return there.nodeType === Node.TEXT_NODE;
  const [tag, , ...children] = node;
  return there.localName === named(tag, lower) && there.childNodes.length === children.length
    && children.every((child, place) => untouched(child, lower, there.childNodes[place]));
}

/** The first view in a drawing, between the marks that Yew looks for. */
class First {
  constructor(drawing, tree, lower) {
    this._drawing = drawing;
    this._tree = tree;
    this._lower = lower;
    this._planted = planted(tree, lower);
    drawing.append(document.createComment("<[]>"), this._planted, document.createComment("</[]>"));
    this._onChange = (event) => keepToMost(event.target.closest("[data-most]"));
    this._onClick = (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      this._press(button);
      // What it does may not be here yet.
      event.stopPropagation();
    };
    drawing.addEventListener("change", this._onChange);
    drawing.addEventListener("click", this._onClick, true);
  }

  /** Adds what comes behind the first question, once: at the end of the node that holds all, then of the last one in it, and
      so on. */
  _grow(behind) {
    if (this._whole) return;
    this._whole = true;
    let node = this._tree;
    let there = this._planted;
    for (const more of behind) {
      const last = node[node.length - 1];
      const lastThere = there && there.lastChild;
      node.push(...more);
      if (there && there.append) there.append(...more.map((child) => planted(child, this._lower)));
      node = last;
      there = lastThere;
    }
  }

  /** The last button that was pressed is pressed again later. */
  _press(button) {
    if (this._pressed) this._pressed.removeAttribute("aria-busy");
    this._pressed = button;
    button.setAttribute("aria-busy", "true");
  }

  /** Buttons do again what they do. */
  _release() { this._drawing.removeEventListener("click", this._onClick, true); }

  /** Whether somebody has done something here. */
  get _begun() { return Boolean(this._pressed || this._drawing.querySelector("input:checked")); }

  /** Hands over to what hears: `mount(takenOver)` draws, over these nodes where they are as they were planted. Returns
      what was chosen here, and what presses the button that was pressed last: until then, all of them wait. */
  async _handOver(mount, anew) {
    const drawing = this._drawing;
    drawing.removeEventListener("change", this._onChange);
    const same = !anew && drawing.childNodes.length === 3 && untouched(this._tree, this._lower, this._planted);
    const chosen = chosenIn(drawing);
    const pressed = this._pressed;
    if (pressed) pressed.removeAttribute("aria-busy");
    if (!same) drawing.replaceChildren();
    mount(same);
    // The marks go when Yew has taken over, a few turns from now and before anything is painted.
    for (let turn = 0; turn < 20 && (!drawing.firstChild || drawing.firstChild.nodeType === Node.COMMENT_NODE); turn += 1) await undefined;
    if (pressed && pressed.isConnected) this._press(pressed);
    const press = () => {
      const last = this._pressed;
      this._release();
      if (!last || !last.isConnected) return;
      last.removeAttribute("aria-busy");
      last.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    };
    return { chosen, press };
  }
}

/** What is chosen in a drawing, so that it is found in another. */
function chosenIn(drawing) {
  return [...drawing.querySelectorAll("input:checked")].map((own) => `[name^="${own.name.replace(/-\d+$/, "")}"][value="${own.value}"]`);
}

/** At the limit of a question the other choices wait. */
function keepToMost(question) {
  if (!question) return;
  const boxes = [...question.querySelectorAll("input")];
  const full = boxes.filter((box) => box.checked).length >= Number(question.dataset.most);
  for (const box of boxes) box.disabled = full && !box.checked;
}
