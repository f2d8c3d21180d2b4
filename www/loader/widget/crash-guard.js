// Nothing that goes wrong within the module reaches the page. A module that crashed is replaced by a fresh one, with what each
// visitor had answered.

/** An element that crashes again within so long waits for its visitor. */
const CRASH_LOOP_MS = 10_000;

/** @typedef {import("./session.js").Session} Session */

/** Sessions with a drawing of the module.
 * @type {Set<Session>} */
const mounted = new Set();
/** Whose the last act was, weakly.
 * @type {WeakRef<Session> | undefined} */
let lastActor;

/** @param {Session} session */
export const addMounted = (session) => {
  mounted.add(session);
};
/** @param {Session} session */
export const removeMounted = (session) => {
  mounted.delete(session);
};
/** @param {Session} session */
export const isMounted = (session) => mounted.has(session);

/** Remembers whose act the module is about to hear: if it falls of it, that visitor decides when to go on.
 * @param {WeakRef<Session>} session */
export const setLastActor = (session) => {
  lastActor = session;
};

/** Whether an element that crashed at a time crashes again too soon.
 * @param {number} crashedAt milliseconds since 1970
 * @returns {boolean} */
export const isCrashLoop = (crashedAt) => Date.now() - crashedAt < CRASH_LOOP_MS;

/** Stops the camera that a module showed, which can do nothing more itself.
 * @param {HTMLElement | undefined} content */
export const stopCamera = (content) => {
  for (const { srcObject } of content ? content.querySelectorAll("video") : [])
    if (srcObject instanceof MediaStream) for (const track of srcObject.getTracks()) track.stop();
};

/** What stands between one module and all who call it.
 * @param {(message: string) => void} onCrash called once, after which the module does nothing more */
export function createGuard(onCrash) {
  const guard = {
    /** What the module said when it panicked. */
    panicMessage: "",
    hasCrashed: false,
    /** The exports of a module, none of which throws. After a crash each returns `[]`: the glue destructures, measures or
     * stringifies what they return, and an empty list survives all three.
     * @param {WebAssembly.Exports} exports */
    wrap: (exports) => {
      const wrapped = Object.create(null);
      for (const name of Object.keys(exports)) {
        const call = exports[name];
        wrapped[name] =
          typeof call !== "function"
            ? call
            : (...args) => {
                if (guard.hasCrashed) return [];
                try {
                  return call(...args);
                } catch (error) {
                  guard.hasCrashed = true;
                  onCrash(guard.panicMessage || String(error));
                  return [];
                }
              };
      }
      return wrapped;
    },
  };
  return guard;
}

/** Tells all sessions that their module crashed: the one whose act it was waits for its visitor, the others go on.
 * @param {string} message */
export function reportCrash(message) {
  // What called the module is still on its way out.
  setTimeout(() => {
    const sessions = [...mounted];
    const actor = lastActor && lastActor.deref();
    const culprit = mounted.has(actor) ? actor : sessions[0];
    for (const session of sessions) {
      try {
        session.onCrash(message, session === culprit);
      } catch {
        // A page that lets nothing be made any more still has its own words there.
      }
    }
  });
}
