// The first view before the module is there: the same nodes that the module draws, and then takes over as they are. Its
// first question comes with this script, the rest with the second (`behind.js`), the hand-over with the third (`handover.js`).
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

/** What is chosen in a drawing: questions and entries, by their names. */
const chosenIn = (drawing) => [...drawing.querySelectorAll("input:checked")].map((own) => [own.closest("[data-question]").dataset.question, own.value]);

/** The first view in a drawing, between the marks that Yew looks for. */
class First {
  constructor(drawing, tree, lower, lang) {
    this.drawing = drawing;
    this.tree = tree;
    this.lower = lower;
    this.lang = lang;
    this.planted = planted(tree, lower);
    drawing.append(document.createComment("<[]>"), this.planted, document.createComment("</[]>"));
    this._onClick = (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      this.press(button);
      // What it does may not be here yet.
      event.stopPropagation();
    };
    drawing.addEventListener("click", this._onClick, true);
  }

  /** The last button that was pressed is pressed again later. */
  press(button) {
    if (this.pressed) this.pressed.removeAttribute("aria-busy");
    this.pressed = button;
    button.setAttribute("aria-busy", "true");
  }

  /** Buttons do again what they do. */
  release() { this.drawing.removeEventListener("click", this._onClick, true); }

  /** Whether somebody has done something here. */
  get begun() { return Boolean(this.pressed || this.drawing.querySelector("input:checked")); }
}
