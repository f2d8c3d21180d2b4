// The first view once the second script is there: what stands behind its first question, and how the module takes it over.

/** Adds what comes behind the first question, once: at the end of the node that holds all, then of the last one in it, and
    so on. */
function grow({ first, drawing }) {
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
}

/** Draws with `draw(ground, takenOver)`, in place of the first view where there is one, over its very nodes unless the
    page has said meanwhile that it is another; then a promise of what was chosen there, and of what presses again the
    button that was pressed. */
function mount(stage, draw) {
  const { first, otherwise } = stage;
  stage.first = undefined;
  stage.taken = first;
  if (first) return handOver(first, draw, otherwise);
  if (!stage.drawing) stage.draw((ground) => draw(ground, false));
  return undefined;
}

/** Hands over to what hears, where the nodes are as they were planted. Buttons wait until they are pressed again. */
async function handOver(first, draw, anew) {
  const { drawing, pressed } = first;
  drawing.removeEventListener("change", keepToMost);
  const same = !anew && drawing.childNodes.length === 3 && untouched(first.tree, first.lower, first.planted);
  const chosen = chosenIn(drawing);
  if (pressed) pressed.removeAttribute("aria-busy");
  if (same) adopt(drawing); else drawing.replaceChildren();
  draw(drawing, same);
  // The marks go when Yew has taken over, a few turns from now and before anything is painted.
  for (let turn = 0; turn < 20 && (!drawing.firstChild || drawing.firstChild.nodeType === Node.COMMENT_NODE); turn += 1) await undefined;
  if (pressed && pressed.isConnected) first.press(pressed);
  const press = () => {
    const last = first.pressed;
    first.release();
    if (!last || !last.isConnected) return;
    last.removeAttribute("aria-busy");
    last.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  };
  return { chosen, press };
}

/** Whether it still stands as it was planted: translators and extensions put nodes of their own into pages. */
function untouched(node, lower, there) {
  if (typeof node === "string") return there.nodeType === Node.TEXT_NODE;
  const [tag, , ...children] = node;
  return there.localName === named(tag, lower) && there.childNodes.length === children.length
    && children.every((child, place) => untouched(child, lower, there.childNodes[place]));
}

/** What is chosen in a drawing, so that it is found in another. */
function chosenIn(drawing) {
  return [...drawing.querySelectorAll("input:checked")].map((own) => `[name^="${own.name.replace(/-\d+$/, "")}"][value="${own.value}"]`);
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
  for (const type of ["transitionrun", "animationstart"]) stage.scheme.addEventListener(type, () => correct(stage));
  drawing.after(stage.scheme);
  guard(drawing);
  follow(drawing);
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
