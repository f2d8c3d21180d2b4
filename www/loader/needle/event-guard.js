// A host that stops events in capture (menus, overlays, trackers do) would leave our buttons dead: the
// event stops before it reaches the shadow tree. Whoever watches the window sees it first, and brings
// it again to where it was going, where the host can no longer see it.

/** The events that a host can stop: `change` never leaves the shadow tree. */
const STOPPABLE_EVENTS = ["click", "input"];
const seenEvents = new WeakSet();
const guardedRoots = new Set();

const markSeen = (event) => {
  seenEvents.add(event);
};

function redispatchIfStopped(event) {
  const path = event.composedPath();
  // A host that also prevents the default means it: then nothing happens.
  if (!event.isTrusted || !path.some((node) => guardedRoots.has(node))) return;
  setTimeout(() => {
    if (!seenEvents.has(event) && !event.defaultPrevented)
      path[0].dispatchEvent(new Event(event.type, { bubbles: true }));
  });
}

/** Keys in our fields look to the page as if they were typed nowhere, since it sees the element alone: it would take them
 * for its own shortcuts. They stop on the window, before the page hears of them; what they do to the field they do
 * all the same. Whoever listens to the window in capture before us still has them. */
const KEY_EVENTS = ["keydown", "keypress", "keyup"];
const TEXT_FIELDS = /^(textarea|select|search|text|number|date)$/;
const ARROW_FIELDS = /^(radio|range)$/;
const PRESSED_CONTROLS = /^(button|summary|a|checkbox|file|radio|range)$/;
const MOVE_KEYS = /^(Arrow|Home$|End$|Page)/;
const EDIT_KEYS = /^(Enter|Backspace|Delete|Dead|Process|Unidentified)$/;
/** What writing takes besides letters: all, copy, cut, paste, undo, redo; moves and erasing by words. */
const TEXT_SHORTCUTS = /^([acvxyz]|Backspace|Delete)$/i;
/** Option makes letters, and Alt none. */
const IS_APPLE = /^(Mac|iP)/.test(navigator.platform);
/** The keys that are down in our fields. */
const pressedKeys = new Set();

/** Whether a key does something in a field of ours. With Ctrl, Alt or Meta it is the page's, unless they make a letter or
 * are used in writing. */
function isOurs(event, field) {
  const { key } = event;
  const type = field.localName === "input" ? field.type : field.localName;
  const hasModifier = event.ctrlKey || event.metaKey;
  const makesLetter = event.getModifierState("AltGraph") || (IS_APPLE && event.altKey && !hasModifier);
  if ((hasModifier || event.altKey) && !makesLetter)
    return (
      hasModifier && type !== "select" && TEXT_FIELDS.test(type) && (MOVE_KEYS.test(key) || TEXT_SHORTCUTS.test(key))
    );
  if (TEXT_FIELDS.test(type))
    return event.isComposing || [...key].length === 1 || MOVE_KEYS.test(key) || EDIT_KEYS.test(key);
  if (ARROW_FIELDS.test(type) && MOVE_KEYS.test(key)) return true;
  return PRESSED_CONTROLS.test(type) && (key === "Enter" || (key === " " && type !== "a"));
}

function stopKey(event) {
  const { type, code } = event;
  const path = event.composedPath();
  // Whoever has seen a key go down sees it come up, wherever the focus is by then.
  const wasDown = type !== "keypress" && pressedKeys.delete(code);
  const ours = type === "keyup" ? wasDown : path.some((node) => guardedRoots.has(node)) && isOurs(event, path[0]);
  if (ours && type === "keydown") pressedKeys.add(code);
  if (ours) event.stopImmediatePropagation();
}

/** Seen from the page, a pointer or a text in our fields and buttons is one on the element itself: libraries that move what
 * they hold, and pages that forbid to copy, let go of fields alone. So what they take hold by stays within. Whoever
 * captures it before us still has it, and a click goes out as ever. */
const HOLD_EVENTS = ["pointerdown", "mousedown", "touchstart", "touchend", "selectstart", "copy", "cut", "paste"];

function stopHold(event) {
  const { target } = event;
  // A selection begins in a text.
  const control = (target.closest ? target : target.parentNode).closest(
    "input, textarea, select, button, label, summary, a",
  );
  // What the host itself put into a slot of ours stays the host's.
  if (control && event.currentTarget.contains(control)) event.stopPropagation();
}

/** Watches over a drawing; the window is listened to only while there is one. Within, the shadow root listens: of an element
 * that hears presses, screen readers say that all in it can be clicked. */
export function guardEvents(content) {
  const shadow = content.getRootNode();
  for (const type of STOPPABLE_EVENTS) {
    shadow.addEventListener(type, markSeen, true);
    if (!guardedRoots.size) window.addEventListener(type, redispatchIfStopped, true);
  }
  if (!guardedRoots.size) for (const type of KEY_EVENTS) window.addEventListener(type, stopKey, true);
  for (const type of HOLD_EVENTS) shadow.addEventListener(type, stopHold, { passive: true });
  guardedRoots.add(content);
}

export function unguardEvents(content) {
  guardedRoots.delete(content);
  if (guardedRoots.size) return;
  for (const type of STOPPABLE_EVENTS) window.removeEventListener(type, redispatchIfStopped, true);
  for (const type of KEY_EVENTS) window.removeEventListener(type, stopKey, true);
}
