// A host that stops events in capture (menus, overlays, trackers do) would leave our buttons dead: the
// event stops before it reaches the shadow tree. Whoever watches the window sees it first, and brings
// it again to where it was going, where the host can no longer see it.

/** The events that a host can stop: `change` never leaves the shadow tree. */
const STOPPABLE = ["click", "input"];
const arrived = new WeakSet();
const guarded = new Set();

const arrive = (event) => { arrived.add(event); };

function bringAgain(event) {
  const path = event.composedPath();
  // A host that also prevents the default means it: then nothing happens.
  if (!event.isTrusted || !path.some((node) => guarded.has(node))) return;
  setTimeout(() => {
    if (!arrived.has(event) && !event.defaultPrevented) path[0].dispatchEvent(new Event(event.type, { bubbles: true }));
  });
}

/** Watches over a drawing; the window is listened to only while there is one. */
function guard(drawing) {
  for (const type of STOPPABLE) {
    drawing.addEventListener(type, arrive, true);
    if (!guarded.size) window.addEventListener(type, bringAgain, true);
  }
  guarded.add(drawing);
}

function unguard(drawing) {
  guarded.delete(drawing);
  if (!guarded.size) for (const type of STOPPABLE) window.removeEventListener(type, bringAgain, true);
}
