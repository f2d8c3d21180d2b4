// What stands behind the first question, and what looks after a drawing whoever made it: the host's colours are corrected,
// and its events come through. This is the second script, which also moves the needle and brings the third.

/** The third script: what binds the widget. The single file has it within. */
let bound;
async function widget() {
  const make = LAST || await blob(WIDGET);
  bound = bound || make(handed());
  return bound;
}

/** Adds what comes behind the first question, once: at the end of the node that holds all, then of the last one in it, and
    so on. */
function grow(stage) {
  const { first, drawing } = stage;
  if (!first || first.whole) return;
  first.whole = true;
  let node = first.tree;
  let there = first.planted;
  for (const more of JSON.parse(BEHIND[first.lang])) {
    const last = node[node.length - 1];
    const lastThere = there && there.lastChild;
    node.push(...more);
    if (there && there.append) there.append(...more.map((child) => planted(child, first.lower)));
    node = last;
    there = lastThere;
  }
  drawing.addEventListener("change", keepToMost);
  drawing.classList.remove("opening");
  stage.restore();
}

/** Whether it still stands as it was planted: translators and extensions put nodes of their own into pages. */
function untouched(node, lower, there) {
  if (typeof node === "string") return there.nodeType === Node.TEXT_NODE;
  const [tag, , ...children] = node;
  return there.localName === named(tag, lower) && there.childNodes.length === children.length
    && children.every((child, place) => untouched(child, lower, there.childNodes[place]));
}

/** At the limit of a question the other choices wait. */
function keepToMost(event) {
  const question = event.target.closest("[data-most]");
  if (!question) return;
  const boxes = [...question.querySelectorAll("input")];
  const full = boxes.filter((box) => box.checked).length >= Number(question.dataset.most);
  for (const box of boxes) box.disabled = full && !box.checked;
}

/** Looks after a drawing: its host's colours are made readable, whatever changes them later, and its host cannot keep what
    happens there from us. */
function tend(stage) {
  const { first, drawing } = stage;
  // Colours need the styles computed, and with them the layout: of the first view, with the frame that shows it.
  if (first) requestAnimationFrame(() => correct(stage));
  else correct(stage);
  // It has the colours of the host as they are (frame.css) and says when one changes, or when it shows again, whether a
  // class, a style sheet or the system does it. Not within the drawing, where the corrected ones stand.
  stage.scheme = document.createElement("span");
  stage.scheme.className = "probe";
  // A colour that is back before its way to another has begun tells only that this way was cancelled.
  for (const type of ["transitionrun", "transitioncancel", "animationstart"]) stage.scheme.addEventListener(type, () => correct(stage));
  drawing.after(stage.scheme);
  guard(drawing);
}

/** Leaves it. */
function leave(stage) {
  unguard(stage.drawing);
  stage.scheme.remove();
  stage.scheme = undefined;
}

/** Makes the host's colours readable, and says once what it had to change. */
function correct(stage) {
  if (!stage.drawing) return;
  const changed = correctColours(stage.element, stage.drawing);
  if (!changed.length || stage.corrected) return;
  stage.corrected = true;
  stage.tell("attribute", `${changed.join("; ")}.`);
}
