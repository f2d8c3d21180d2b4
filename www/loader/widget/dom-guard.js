// The tree that the module draws, guarded against the page. Translators and extensions wrap, replace and move its nodes;
// the module (Yew) remembers its own ones and falls when it puts one before a node that stands there no more, or writes
// into a text that nobody sees. So the module inserts, removes and writes through here (`src/cli/bindgen_patch.rs`), and an element whose
// children were changed is given back its own first. What the module does not touch stays translated, and what it has
// changed is seen by a translator as any change is.

/** The children that the module gave each element, in order. */
const childrenOf = new WeakMap();
/** The element to which the module gave each node. */
const parentOf = new WeakMap();
/** What the module wrote into each text. */
const textOf = new WeakMap();

/** Gives an element its own children again, with their own words, and no others. Those that stand right are not moved: they keep the focus. */
function restore(parent) {
  for (const child of [...parent.childNodes])
    if (child.parentNode === parent && parentOf.get(child) !== parent) removeForeign(child, parent);
  let next = parent.firstChild;
  for (const child of childrenOf.get(parent) || []) {
    if (child.nodeType === Node.TEXT_NODE && child.data !== textOf.get(child)) child.data = textOf.get(child);
    if (child === next) next = next.nextSibling;
    else parent.insertBefore(child, next);
  }
}

/** Takes a foreign node out of an element; what it was of another element of ours, or holds of one, goes back there. */
function removeForeign(foreign, parent) {
  foreign.remove();
  const nodes = [foreign];
  for (const walk = document.createTreeWalker(foreign); walk.nextNode();) nodes.push(walk.currentNode);
  for (const node of nodes) {
    const owner = parentOf.get(node);
    if (owner && owner !== parent && owner !== node.parentNode) restore(owner);
  }
}

/** Whether an element has other children than the module gave it: a translation may also stand beside its text. */
const isCrowded = (parent) => parent.childNodes.length !== (childrenOf.get(parent) || []).length;

/** Whatever stands between an element and the page, where somebody took it out, stands there again. */
function reattach(node) {
  for (let parent = parentOf.get(node); parent && !node.isConnected; node = parent, parent = parentOf.get(node)) {
    if (node.parentNode !== parent) restore(parent);
  }
}

/** Remembers where the module put a node. */
function remember(parent, node) {
  parentOf.set(node, parent);
  if (node.nodeType === Node.TEXT_NODE && !textOf.has(node)) textOf.set(node, node.data);
}

/** Forgets where a node was. */
function forget(node) {
  const siblings = childrenOf.get(parentOf.get(node)) || [];
  if (siblings.includes(node)) siblings.splice(siblings.indexOf(node), 1);
  parentOf.delete(node);
}

/** What stands in an element is what the module has drawn there. */
export function adoptNodes(parent) {
  childrenOf.set(parent, [...parent.childNodes]);
  for (const child of parent.childNodes) {
    remember(parent, child);
    if (child.nodeType === Node.ELEMENT_NODE) adoptNodes(child);
  }
}

export function insertNode(parent, node, next) {
  forget(node);
  if (!childrenOf.has(parent)) childrenOf.set(parent, []);
  const siblings = childrenOf.get(parent);
  const index = next ? siblings.indexOf(next) : -1;
  siblings.splice(index < 0 ? siblings.length : index, 0, node);
  remember(parent, node);
  reattach(parent);
  if (next && next.parentNode !== parent) restore(parent);
  else parent.insertBefore(node, next);
  return node;
}

export function removeNode(parent, node) {
  forget(node);
  reattach(parent);
  const isMoved = node.parentNode !== parent;
  node.remove();
  if (isMoved || isCrowded(parent)) restore(parent);
  return node;
}

export function writeText(node, text) {
  const parent = parentOf.get(node);
  if (parent) {
    reattach(parent);
    if (node.parentNode !== parent || isCrowded(parent)) restore(parent);
  }
  textOf.set(node, text);
  node.data = text;
}

/** Whether a thing is what the browser calls so: a page may have put something else under the name. */
export function isInstance(thing, name) {
  let prototype = thing;
  while (prototype && prototype[Symbol.toStringTag] !== name) prototype = Object.getPrototypeOf(prototype);
  return Boolean(prototype);
}
