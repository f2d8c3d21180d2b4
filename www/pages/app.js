// The standalone page: the same widget, kept on the device so that it opens without a network. The
// worker serves this page and nothing else; a partner's page never gets one.
(() => {
  "use strict";
  const element = document.querySelector("boussole-odd17");
  const lang = new URLSearchParams(location.search).get("lang");
  if (lang) { element.setAttribute("lang", lang); document.documentElement.lang = lang; }
  const words = document.documentElement.lang.startsWith("en")
    ? "This page is kept on your device: it opens without a network."
    : "Cette page est gardée sur votre appareil : elle s’ouvre sans réseau.";
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  // Once the visitor has what she came for. Where workers are refused the page works with a network.
  customElements.whenDefined("boussole-odd17")
    .then(() => element.whenReady)
    .then(() => navigator.serviceWorker.register("offline.js", { scope: "app.html" }))
    .then(({ installing, active }) => new Promise((kept) => {
      if (active) kept();
      else if (installing) installing.onstatechange = () => { if (installing.state === "activated") kept(); };
    }))
    .then(() => { document.querySelector(".offline").textContent = words; }, () => {});
})();
