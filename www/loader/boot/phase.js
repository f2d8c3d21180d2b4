// The phases of an element, from its first question to the whole widget. The attribute `state` tells the page which of
// four kinds it is; the diagram stands in `www/loader/README.md`.

/** What an element is doing.
 * @typedef {"idle" | "prerendered" | "needle" | "ready" | "waiting" | "crashed" | "destroyed"} Phase */

/** The phases that may follow each.
 * @type {Readonly<Record<Phase, readonly Phase[]>>} */
const TRANSITIONS = {
  // Its first question may show, and nothing else was asked for.
  idle: ["prerendered", "destroyed"],
  // Started, with the first script alone.
  prerendered: ["needle", "waiting", "crashed", "destroyed"],
  // The second script is there: the needle follows the answers.
  needle: ["ready", "prerendered", "waiting", "crashed", "destroyed"],
  // The widget is drawn, and hears.
  ready: ["prerendered", "crashed", "destroyed"],
  // A file did not come: the network, its host or the visitor may change that.
  waiting: ["prerendered", "destroyed"],
  // The module cannot run here, or fell: the visitor says when to go on.
  crashed: ["prerendered", "destroyed"],
  // The page destroyed it, and may use it again.
  destroyed: ["idle"],
};

/** The value of the attribute `state` in each phase.
 * @type {Readonly<Record<Phase, "idle" | "loading" | "ready" | "error">>} */
export const STATES = {
  idle: "idle",
  prerendered: "loading",
  needle: "loading",
  ready: "ready",
  waiting: "error",
  crashed: "error",
  destroyed: "idle",
};

/** Whether a phase may follow another.
 * @param {Phase} phase
 * @param {Phase} next */
export const mayFollow = (phase, next) => TRANSITIONS[phase].includes(next);
