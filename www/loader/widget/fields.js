// What stands in a field is what is known, except where somebody is typing: the module writes into fields through here
// (`src/cli/bindgen_patch.rs`).

/** An option that is chosen is so at once: once somebody has chosen in a list, its attributes change nothing any more. */
export function writeAttribute(element, name, value) {
  element.setAttribute(name, value);
  if (name === "selected") element.selected = true;
}

/** Fields that hold what they have not told yet. */
const uncommitted = new WeakSet();
/** What was written into a field while somebody typed there. */
const deferredValues = new WeakMap();
/** What the module knows of each field: what it wrote there last, or read. */
const knownValues = new WeakMap();
/** The field of the last entry.
 * @type {HTMLInputElement | undefined} */
let enteredField;

/** Whether an entry is on its way in a field: one that is not told yet, or a date that is none yet. A date that is left
 * shows what is known, told or not. */
function isUnfinished(field) {
  return field.type === "date"
    ? field.matches(":focus") && !(field.value && field.validity.valid)
    : uncommitted.has(field);
}

/** What is known shows in a field, as soon as nobody is typing there. What the module knew before is not written over what
 * was entered since and is still on its way: browsers run what waits, a drawing too, between two listeners of one event,
 * and the module would read its own old value. */
export function writeValue(field, value) {
  const known = knownValues.get(field) ?? field.defaultValue;
  if (value === known && field.value !== known) return;
  knownValues.set(field, value);
  if (isUnfinished(field)) deferredValues.set(field, value);
  else field.value = value;
}

/** A choice that is told a second time is taken back: choices are told by the browser alone. */
const COMMITTED_TYPES = /^(text|date|select)/;

/** The module has read the field that an event came from. */
export function onFieldRead() {
  if (enteredField) knownValues.set(enteredField, enteredField.value);
  enteredField = undefined;
}

function onEntry({ target }) {
  enteredField = target;
}

function onInput({ target }) {
  if (!COMMITTED_TYPES.test(target.type)) return;
  uncommitted.add(target);
  // Managers of passwords, dictation and scripts fill a field that nobody is in, and say no more.
  setTimeout(() => {
    if (!target.matches(":focus")) commit(target);
  });
}

/** Has a field tell what it holds. Browsers do when somebody leaves it who typed there herself, and no browser does where
 * something else filled it, or where it is taken away. */
function commit(field) {
  if (uncommitted.has(field)) field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Has all fields of a drawing tell what they hold. */
export function commitFields(content) {
  if (content) for (const field of content.querySelectorAll("input, textarea, select")) commit(field);
}

/** A number is replaced by what is typed: nobody means to add digits to one that the program put there. */
function onFocusIn({ target }) {
  // A press of the mouse puts the caret there after the focus came.
  if (target.type === "number")
    setTimeout(() => {
      if (target.matches(":focus")) target.select();
    });
}

function onChange({ target }) {
  uncommitted.delete(target);
  deferredValues.delete(target);
  // A choice that was not taken shows no longer, once it is drawn.
  const selected = () => target.querySelector("option[selected]");
  if (target.localName === "select")
    setTimeout(() => {
      if (selected()) selected().selected = true;
    });
}

function onFocusOut({ target }) {
  if (uncommitted.has(target)) {
    commit(target);
    return;
  }
  if (deferredValues.has(target)) target.value = deferredValues.get(target);
  deferredValues.delete(target);
}

/** Follows what is typed in a drawing; a second time changes nothing. */
export function followFields(content) {
  for (const type of ["input", "change"]) content.addEventListener(type, onEntry, true);
  content.addEventListener("input", onInput);
  content.addEventListener("change", onChange);
  content.addEventListener("focusin", onFocusIn);
  content.addEventListener("focusout", onFocusOut);
}
