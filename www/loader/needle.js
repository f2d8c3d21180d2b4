// The needle before the widget is there: the rules of the heading alone, as a module of a few kilobytes (`src/needle`),
// move it in the first view at each answer, with all that shows the heading beside it. Where the module does not come, or
// may not run, the widget does it alone: nothing of that is told.

/** The layout of its bytes, and how many numbers come out. */
const LAYOUT = 1, NUMBERS = 12;

let rules;
/** What the module exports: one for the page; a failed try may be made again. */
function heading() {
  rules = rules || started().catch((error) => { rules = undefined; throw error; });
  return rules;
}

async function started() {
  const code = await WebAssembly.compile(await bytes(RELEASE.needle));
  return new WebAssembly.Instance(code).exports;
}

/** Moves the needle in a first view that is whole, until the widget takes it over. */
async function turn(stage) {
  const { first, drawing } = stage;
  if (!first || first.turns) return;
  first.turns = true;
  try {
    const { memory, input, output, turn: work } = await heading();
    if (stage.first !== first || !untouched(first.tree, first.lower, first.planted)) return;
    const told = JSON.parse(TURNING[first.lang]);
    const at = (place) => place.reduce((node, child) => node.childNodes[child], first.planted);
    const { petals, poles, amounts, ...single } = told.places;
    const [needle, ghost, sentence, shares, firmness] = ["needle", "ghost", "sentence", "shares", "firmness"].map((name) => at(single[name]));
    const lists = [petals, poles, amounts].map((places) => places.map(at));
    const questions = told.questions.map(({ name, clear, pill }) => [name, at(clear), at(pill)]);
    let shown = 0;
    const show = () => {
      if (stage.first !== first) { drawing.removeEventListener("change", show); return; }
      for (const [name, clear, pill] of questions) {
        const isAnswered = Boolean(drawing.querySelector(`[data-question=${name}] input:checked`));
        clear.toggleAttribute("hidden", !isAnswered);
        pill.toggleAttribute("hidden", isAnswered);
      }
      // Of what the heading goes by, the first view asks the maturity alone.
      const chosen = drawing.querySelector("[data-question=maturity] input:checked");
      const level = chosen ? 1 + told.levels.indexOf(chosen.value) : 0;
      if (level === shown) return;
      shown = level;
      const asked = [LAYOUT, 0, 0, 0, 0, 0, level, ...told.rules];
      new Uint8Array(memory.buffer).set(asked, input());
      work(asked.length);
      const [is, ...numbers] = new Int32Array(memory.buffer, output(), NUMBERS);
      const percents = numbers.slice(0, 3).map((percent) => (is ? told.percent.replace("{n}", percent) : ""));
      const [one, two, open, sensitive] = numbers.slice(7);
      const angle = `rotate(${(numbers[3] / 10).toFixed(1)})`;
      for (const own of [needle, ghost]) own.setAttribute("transform", angle);
      needle.setAttribute("class", told.classes[!is ? 0 : one ? 2 : 1]);
      numbers.slice(4, 7).forEach((reach, place) => lists[0][place].setAttribute("transform", `scale(${(reach / 1000).toFixed(3)})`));
      percents.forEach((percent, place) => { for (const texts of lists.slice(1)) texts[place].firstChild.data = percent; });
      sentence.firstChild.data = is ? told.said[one][two] : told.none;
      firmness.firstChild.data = !is ? "" : open ? told.open[open] : told.sensitive[sensitive];
      for (const own of [shares, firmness]) own.toggleAttribute("hidden", !is);
    };
    drawing.addEventListener("change", show);
    show();
  } catch {
    // The widget does it.
    first.turns = false;
  }
}
