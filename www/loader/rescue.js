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

/** Keys in our fields look to the page as if they were typed nowhere, since it sees the element alone: it would take them
    for its own shortcuts. They stop on the window, before the page hears of them; what they do to the field they do
    all the same. Whoever listens to the window in capture before us still has them. */
const KEYED = ["keydown", "keypress", "keyup"];
const TYPED_IN = /^(textarea|select|search|text|number|date)$/;
const MOVED_IN = /^(radio|range)$/;
const PRESSED = /^(button|summary|a|checkbox|file|radio|range)$/;
const MOVES = /^(Arrow|Home$|End$|Page)/;
const EDITS = /^(Enter|Backspace|Delete|Dead|Process|Unidentified)$/;
/** What writing takes besides letters: all, copy, cut, paste, undo, redo; moves and erasing by words. */
const WRITES = /^([acvxyz]|Backspace|Delete)$/i;
/** Option makes letters, and Alt none. */
const APPLE = /^(Mac|iP)/.test(navigator.platform);
/** The keys that are down in our fields. */
const down = new Set();

/** Whether a key does something in a field of ours. With Ctrl, Alt or Meta it is the page's, unless they make a letter or
    are used in writing. */
function isOurs(event, field) {
  const { key } = event;
  const type = field.localName === "input" ? field.type : field.localName;
  const held = event.ctrlKey || event.metaKey;
  const makesLetter = event.getModifierState("AltGraph") || (APPLE && event.altKey && !held);
  if ((held || event.altKey) && !makesLetter) return held && type !== "select" && TYPED_IN.test(type) && (MOVES.test(key) || WRITES.test(key));
  if (TYPED_IN.test(type)) return event.isComposing || [...key].length === 1 || MOVES.test(key) || EDITS.test(key);
  if (MOVED_IN.test(type) && MOVES.test(key)) return true;
  return PRESSED.test(type) && (key === "Enter" || (key === " " && type !== "a"));
}

function keepKey(event) {
  const { type, code } = event;
  const path = event.composedPath();
  // Whoever has seen a key go down sees it come up, wherever the focus is by then.
  const wasDown = type !== "keypress" && down.delete(code);
  const ours = type === "keyup" ? wasDown : path.some((node) => guarded.has(node)) && isOurs(event, path[0]);
  if (ours && type === "keydown") down.add(code);
  if (ours) event.stopImmediatePropagation();
}

/** Seen from the page, a pointer or a text in our fields and buttons is one on the element itself: libraries that move what
    they hold, and pages that forbid to copy, let go of fields alone. So what they take hold by stays within. Whoever
    captures it before us still has it, and a click goes out as ever. */
const HELD = ["pointerdown", "mousedown", "touchstart", "touchend", "selectstart", "copy", "cut", "paste"];

function hold(event) {
  const { target } = event;
  // A selection begins in a text.
  const control = (target.closest ? target : target.parentNode).closest("input, textarea, select, button, label, summary, a");
  // What the host itself put into a slot of ours stays the host's.
  if (control && event.currentTarget.contains(control)) event.stopPropagation();
}

/** Watches over a drawing; the window is listened to only while there is one. */
function guard(drawing) {
  for (const type of STOPPABLE) {
    drawing.addEventListener(type, arrive, true);
    if (!guarded.size) window.addEventListener(type, bringAgain, true);
  }
  if (!guarded.size) for (const type of KEYED) window.addEventListener(type, keepKey, true);
  for (const type of HELD) drawing.addEventListener(type, hold, { passive: true });
  guarded.add(drawing);
}

function unguard(drawing) {
  guarded.delete(drawing);
  if (guarded.size) return;
  for (const type of STOPPABLE) window.removeEventListener(type, bringAgain, true);
  for (const type of KEYED) window.removeEventListener(type, keepKey, true);
}
