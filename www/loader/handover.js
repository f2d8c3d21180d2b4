// How the widget takes the first view over: the very nodes, where they stand as they were planted.

/** What was chosen before the widget was there: in the first view, or in one that was taken away. Kept until it is ready:
    a start that falls is made again. */
function chosenBefore(stage) {
  if (stage.first) stage.chosen = chosenIn(stage.drawing);
  return stage.chosen;
}

/** Draws with `draw(ground, takenOver)`, in place of the first view where there is one, over its very nodes unless the
    page has said meanwhile that it is another; then a promise of what presses again the button that was pressed. */
async function mount(stage, draw) {
  const { first, otherwise } = stage;
  stage.first = undefined;
  stage.taken = first;
  if (first) return handOver(first, draw, otherwise);
  if (!stage.drawing) stage.draw((ground) => draw(ground, false));
  follow(stage.drawing);
  await whenDrawn(stage.drawing);
  return undefined;
}

/** Hands over to what hears, where the nodes are as they were planted. Buttons wait until they are pressed again. */
async function handOver(first, draw, anew) {
  const { drawing, pressed } = first;
  drawing.removeEventListener("change", keepToMost);
  follow(drawing);
  const same = !anew && drawing.childNodes.length === 3 && untouched(first.tree, first.lower, first.planted);
  if (pressed) pressed.removeAttribute("aria-busy");
  if (same) adopt(drawing); else drawing.replaceChildren();
  draw(drawing, same);
  await whenDrawn(drawing);
  if (pressed && pressed.isConnected) first.press(pressed);
  return () => {
    const last = first.pressed;
    first.release();
    if (!last || !last.isConnected) return;
    last.removeAttribute("aria-busy");
    last.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  };
}

/** When Yew has drawn, or taken over what stands there, whose marks go then: a few turns from now and before anything is
    painted. Where several widgets are drawn for long it lets the page go on between them. */
async function whenDrawn(drawing) {
  const waits = () => !drawing.firstChild || drawing.firstChild.nodeType === Node.COMMENT_NODE;
  for (let turn = 0; turn < 20 && waits(); turn += 1) await undefined;
  for (let turn = 0; turn < 20 && waits(); turn += 1) await new Promise((done) => { setTimeout(done); });
}
