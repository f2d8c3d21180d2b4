// As soon as it is drawn: into a section, out of the page, and back.
addEventListener("boussole-ready", ({ target }) => {
  const section = document.createElement("section");
  document.body.append(section);
  section.append(target);
  target.remove();
  setTimeout(() => document.body.append(target), 100);
});
