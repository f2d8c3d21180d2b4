// The page for hosts that forbid scripts: the query sets the element's attributes before the deferred
// loader runs, and the height is told to the host that framed the page, which may listen or not.
(() => {
  "use strict";
  const ATTRIBUTES = ["lang", "preset", "start-view", "heading-level", "theme", "lock", "views"];
  const element = document.querySelector("boussole-odd17");
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (ATTRIBUTES.includes(name)) element.setAttribute(name, value);
    if (name === "accent" && CSS.supports("color", value)) element.style.setProperty("--boussole-accent", value);
  }
  const lang = element.getAttribute("lang");
  if (lang) document.documentElement.lang = lang;
  if (/^en\b/i.test(lang)) {
    document.title = "Compass of SDG 17";
    for (const text of element.children) text.hidden = text.lang !== "en";
  }
  if (window.parent === window || typeof ResizeObserver !== "function") return;
  // A height tells nothing of the visitor: any host that frames this page may hear it.
  const tell = () =>
    window.parent.postMessage(
      { type: "boussole-height", height: Math.ceil(document.documentElement.getBoundingClientRect().height) },
      "*",
    );
  new ResizeObserver(tell).observe(document.documentElement);
})();
