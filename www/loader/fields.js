// What stands in a field is what is known, except where somebody is typing: the module writes into fields through here
// (`glue.rs`).

/** An option that is chosen is so at once: once somebody has chosen in a list, its attributes change nothing any more. */
function writeAttribute(element, name, value) {
  element.setAttribute(name, value);
  if (name === "selected") element.selected = true;
}

/** Fields that hold what they have not told yet. */
const untold = new WeakSet();
/** What was written into a field while somebody typed there. */
const owed = new WeakMap();

/** Whether an entry is on its way in a field: one that is not told yet, or a date that is none yet. A date that is left
    shows what is known, told or not. */
function isUnfinished(field) {
  return field.type === "date" ? field.matches(":focus") && !(field.value && field.validity.valid) : untold.has(field);
}

/** What is known shows in a field, as soon as nobody is typing there. */
function writeValue(field, value) {
  if (isUnfinished(field)) owed.set(field, value); else field.value = value;
}

/** A choice that is told a second time is taken back: choices are told by the browser alone. */
const WRITTEN = /^(text|date|select)/;

function typed({ target }) {
  if (!WRITTEN.test(target.type)) return;
  untold.add(target);
  // Managers of passwords, dictation and scripts fill a field that nobody is in, and say no more.
  setTimeout(() => { if (!target.matches(":focus")) tell(target); });
}

/** Has a field tell what it holds. Browsers do when somebody leaves it who typed there herself, and no browser does where
    something else filled it, or where it is taken away. */
function tell(field) {
  if (untold.has(field)) field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Has all fields of a drawing tell what they hold. */
function tellAll(drawing) {
  if (drawing) for (const field of drawing.querySelectorAll("input, textarea, select")) tell(field);
}

/** A number is replaced by what is typed: nobody means to add digits to one that the program put there. */
function entered({ target }) {
  // A press of the mouse puts the caret there after the focus came.
  if (target.type === "number") setTimeout(() => { if (target.matches(":focus")) target.select(); });
}

function told({ target }) {
  untold.delete(target);
  owed.delete(target);
  // A choice that was not taken shows no longer, once it is drawn.
  const known = () => target.querySelector("option[selected]");
  if (target.localName === "select") setTimeout(() => { if (known()) known().selected = true; });
}

function left({ target }) {
  if (untold.has(target)) { tell(target); return; }
  if (owed.has(target)) target.value = owed.get(target);
  owed.delete(target);
}

/** Follows what is typed in a drawing; a second time changes nothing. */
function follow(drawing) {
  drawing.addEventListener("input", typed);
  drawing.addEventListener("change", told);
  drawing.addEventListener("focusin", entered);
  drawing.addEventListener("focusout", left);
}
