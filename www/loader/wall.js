// The wall around the module: nothing that goes wrong in there reaches the page. A module that fell is replaced by a
// fresh one, with what each visitor had answered.

/** An element that falls again within so long waits for its visitor: milliseconds. */
const RESTLESS = 10_000;

/** Sessions with a drawing of the module. */
const living = new Set();
/** Whose the last act was, weakly. */
let acting;

/** What stands between one module and all who call it. Once it has fallen it does nothing more: an empty list stands
    for each answer that it no longer gives, since that has no length, no entries and no text. */
function wall() {
  const around = {
    said: "",
    fallen: false,
    within: (exports) => {
      const own = Object.create(null);
      for (const name of Object.keys(exports)) {
        const act = exports[name];
        own[name] = typeof act !== "function" ? act : (...given) => {
          if (around.fallen) return [];
          try {
            return act(...given);
          } catch (error) {
            around.fallen = true;
            fell(around.said || String(error));
            return [];
          }
        };
      }
      return own;
    },
  };
  return around;
}

/** One widget tells what happened, and waits for its visitor: the one whose act it was. The others go on. */
function fell(message) {
  engine = undefined;
  module.running = false;
  contents.clear();
  parts.clear();
  // What called the module is still on its way out.
  setTimeout(() => {
    const all = [...living];
    const acted = acting && acting.deref();
    const culprit = living.has(acted) ? acted : all[0];
    for (const session of all) {
      try {
        session.fell(message, session === culprit);
      } catch {
        // A page that lets nothing be made any more still has its own words there.
      }
    }
  });
}
