// What stands in a field is what is known, except where somebody is typing: the module writes into fields through here
// (`glue.rs`).

/** An option that is chosen is so at once: once somebody has chosen in a list, its attributes change nothing any more. */
function writeAttribute(element, name, value) {
  element.setAttribute(name, value);
  if (name === "selected") element.selected = true;
}

/** Fields in which somebody types what they do not tell yet. */
const typing = new WeakSet();
/** What was written into a field while somebody typed there. */
const owed = new WeakMap();

/** Whether an entry is on its way in a field: a text that is told when it is left, or a date that is none yet. */
function isUnfinished(field) {
  return field.matches(":focus") && (typing.has(field) || (field.type === "date" && !(field.value && field.validity.valid)));
}

/** What is known shows in a field, as soon as nobody is typing there. */
function writeValue(field, value) {
  if (isUnfinished(field)) owed.set(field, value); else field.value = value;
}

function typed({ target }) {
  if (/^text/.test(target.type)) typing.add(target);
}

function told({ target }) {
  typing.delete(target);
  owed.delete(target);
  // A choice that was not taken shows no longer, once it is drawn.
  const known = () => target.querySelector("option[selected]");
  if (target.localName === "select") setTimeout(() => { if (known()) known().selected = true; });
}

function left({ target }) {
  typing.delete(target);
  if (owed.has(target)) target.value = owed.get(target);
  owed.delete(target);
}

/** Follows what is typed in a drawing; a second time changes nothing. */
function follow(drawing) {
  drawing.addEventListener("input", typed);
  drawing.addEventListener("change", told);
  drawing.addEventListener("focusout", left);
}
