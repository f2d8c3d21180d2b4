// The wall around the module: nothing that goes wrong in there reaches the page. A module that fell is replaced by a
// fresh one, with what each visitor had answered; what did not come over the network is taken up when it comes.

/** An element that falls again within so long waits for its visitor: milliseconds. */
const RESTLESS = 10_000;

/** Elements with a drawing of the module. */
const living = new Set();
/** Elements that wait for the network. */
const stuck = new Set();
/** Whose the last act was, weakly. */
let acting;

/** What stands between one module and all who call it. Once it has fallen it does nothing more: an empty list stands
    for each answer that it no longer gives, since that has no length, no entries and no text. */
function wall() {
  let fallen = false;
  const around = {
    said: "",
    within: (exports) => {
      const own = Object.create(null);
      for (const name of Object.keys(exports)) {
        const act = exports[name];
        own[name] = typeof act !== "function" ? act : (...given) => {
          if (fallen) return [];
          try {
            return act(...given);
          } catch (error) {
            fallen = true;
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
  running = false;
  contents.clear();
  indexes.clear();
  // What called the module is still on its way out.
  setTimeout(() => {
    const all = [...living];
    const acted = acting && acting.deref();
    const culprit = living.has(acted) ? acted : all[0];
    for (const element of all) {
      try {
        element._fell(message, element === culprit);
      } catch {
        // A page that lets nothing be made any more still has its own words there.
      }
    }
  });
}

/** The network is back: what was asked for before is asked for anew. */
function online() {
  coming.clear();
  revive();
}

/** Whoever waits for the network tries again. */
function revive() {
  for (const element of [...stuck]) element._start();
}
