// The way from question to question in the first view, where a narrow page asks one at a time (`src/view/steps.rs`).

/** Shows the question after the one that shows, or before it, where the first view has it: else the button waits for the
 * widget, as any other does.
 * @param {import("../boot/prerendered.js").Prerendered} prerendered
 * @param {MouseEvent} event */
export function turnQuestion(prerendered, { target }) {
  const { content } = prerendered;
  /** @type {HTMLElement | null} */
  const button = /** @type {Element} */ (target).closest("[data-turn]");
  const questions = [...content.querySelectorAll(".question")];
  const at = questions.findIndex((question) => question.matches(".current"));
  const question = button && questions[at + Number(button.dataset.turn)];
  if (!question) return;
  button.removeAttribute("aria-busy");
  prerendered.queuedClick = undefined;
  questions[at].classList.remove("current");
  question.classList.add("current");
  content.querySelector('[data-turn="-1"]').toggleAttribute("hidden", question === questions[0]);
  const legend = /** @type {HTMLElement} */ (question.firstChild);
  legend.scrollIntoView();
  legend.focus();
}
