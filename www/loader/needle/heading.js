// The needle before the widget is there: the rules of the heading alone, a WebAssembly module of a few kilobytes
// (`src/needle`), move it in the first view at each answer, with all that shows the heading beside it. Where that module does
// not come, or may not run, the widget does it alone: nothing of that is told.

import { release } from "boussole:boot";
import { headingView } from "boussole:needle";
import { decompressed } from "./artifact.js";
import { isUnmodified } from "./prerendered-rest.js";

/** The layout of the bytes that the module reads, and how many numbers it writes (`src/needle/exports.rs`). */
const LAYOUT = 1,
  NUMBER_COUNT = 15;

/** @typedef {{ memory: WebAssembly.Memory, input: () => number, output: () => number, turn: (length: number) => void }} RulesExports */

/** @type {Promise<RulesExports> | undefined} */
let rules;
/** The exports of the rules' module: one for the page; a failed try may be made again. */
function loadRules() {
  rules =
    rules ||
    instantiateRules().catch((error) => {
      rules = undefined;
      throw error;
    });
  return rules;
}

/** @returns {Promise<RulesExports>} */
async function instantiateRules() {
  const code = await WebAssembly.compile(/** @type {any} */ (await decompressed(release.needle)));
  return /** @type {any} */ (new WebAssembly.Instance(code).exports);
}

/** The first views whose needle follows the answers. */
const following = new WeakSet();

/** Moves the needle in a first view that is whole at each answer, until the widget takes the view over.
 * @param {import("../boot/render-root.js").RenderRoot} renderRoot */
export async function followAnswers(renderRoot) {
  const { prerendered, content } = renderRoot;
  if (!prerendered || following.has(prerendered)) return;
  following.add(prerendered);
  try {
    const { memory, input, output, turn } = await loadRules();
    if (
      renderRoot.prerendered !== prerendered ||
      !isUnmodified(prerendered.tree, prerendered.headingOffset, prerendered.node)
    )
      return;
    const view = JSON.parse(headingView[prerendered.lang]);
    /** @param {number[]} path */
    const nodeAt = (path) => path.reduce((node, child) => node.childNodes[child], prerendered.node);
    /** @type {Record<string, any[]>} */
    const places = {};
    for (const [name, paths] of Object.entries(view.places)) places[name] = paths.map(nodeAt);
    const questions = view.questions.map(({ name, clear, pill }) => [name, nodeAt(clear), nodeAt(pill)]);
    let shownLevel = 0;
    const show = () => {
      if (renderRoot.prerendered !== prerendered) {
        content.removeEventListener("change", show);
        return;
      }
      for (const [name, clear, pill] of questions) {
        const isAnswered = Boolean(content.querySelector(`[data-question=${name}] input:checked`));
        clear.toggleAttribute("hidden", !isAnswered);
        pill.toggleAttribute("hidden", isAnswered);
      }
      // Of what the heading goes by, the first view asks the maturity alone.
      /** @type {HTMLInputElement | null} */
      const checked = content.querySelector("[data-question=maturity] input:checked");
      const level = checked ? 1 + view.levels.indexOf(checked.value) : 0;
      if (level === shownLevel) return;
      shownLevel = level;
      const bytes = [LAYOUT, 0, 0, 0, 0, 0, level, ...view.rules];
      new Uint8Array(memory.buffer).set(bytes, input());
      turn(bytes.length);
      const [hasHeading, ...numbers] = new Int32Array(memory.buffer, output(), NUMBER_COUNT);
      const percents = numbers.slice(0, 3).map((percent) => (hasHeading ? view.percent.replace("{n}", percent) : ""));
      const [angle, ...reaches] = numbers.slice(3, 7);
      const [one, two, open, sensitive, length, left, right] = numbers.slice(7);
      const rotation = (tenths) => `rotate(${(tenths / 10).toFixed(1)})`;
      const thousandths = (number) => (number / 1000).toFixed(3);
      for (const pointer of [...places.needles, ...places.ghosts])
        pointer.setAttribute("transform", `${rotation(angle)} scale(1 ${thousandths(length)})`);
      for (const needle of places.needles) needle.setAttribute("class", view.classes[!hasHeading ? 0 : one ? 2 : 1]);
      for (const range of places.ranges) {
        range.setAttribute("transform", rotation(angle + left));
        range.setAttribute("stroke-dasharray", `${((right - left) * 0.16).toFixed(2)} ${view.rim}`);
        range.classList.toggle("range-none", !hasHeading || left === right);
      }
      // What each dial has three of stands in the order of the impacts.
      places.petals.forEach((petal, index) =>
        petal.setAttribute("transform", `scale(${thousandths(reaches[index % 3])})`),
      );
      for (const texts of [places.poles, places.amounts])
        texts.forEach((text, index) => {
          text.firstChild.data = percents[index % 3];
        });
      const isSaid = (index) => [one, two].includes((index % 3) + 1);
      places.names.forEach((name, index) => name.classList.toggle("named", isSaid(index)));
      places.words.forEach((word, index) => word.classList.toggle("named", two > 0 && !isSaid(index)));
      for (const middle of places.middles) middle.classList.toggle("middle-said", Boolean(hasHeading && !one));
      for (const sentence of places.sentences) sentence.firstChild.data = hasHeading ? view.said[one][two] : view.none;
      for (const firmness of places.firmness)
        firmness.firstChild.data = !hasHeading ? "" : open ? view.open[open] : view.sensitive[sensitive];
      for (const element of [...places.shares, ...places.firmness]) element.toggleAttribute("hidden", !hasHeading);
    };
    content.addEventListener("change", show);
    show();
  } catch {
    // The widget does it.
    following.delete(prerendered);
  }
}
