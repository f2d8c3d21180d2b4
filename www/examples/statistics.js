// What the site's tool is told: the view alone. Matomo takes a list, Plausible a name and properties.
const told = document.querySelector("#told");
addEventListener("boussole-step", ({ detail }) => {
  window._paq?.push(["trackEvent", "Boussole", "step", detail.view]);
  window.plausible?.("Boussole", { props: { step: detail.view } });
  told.append(Object.assign(document.createElement("li"), { textContent: detail.view }));
});
