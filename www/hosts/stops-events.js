for (const type of ["click", "input", "change", "pointerdown", "mousedown", "keyup"]) {
  document.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
}
