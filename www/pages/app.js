// The standalone page: the same widget, kept on the device so that it opens without a network. The
// worker serves this page and nothing else; a partner's page never gets one.
(() => {
  "use strict";
  const element = document.querySelector("boussole-odd17");
  const lang = new URLSearchParams(location.search).get("lang");
  if (lang) {
    element.setAttribute("lang", lang);
    document.documentElement.lang = lang;
  }
  const words = document.documentElement.lang.startsWith("en")
    ? "The compass can open without a network on this device."
    : "La boussole peut s’ouvrir sans réseau sur cet appareil.";
  const workers = navigator.serviceWorker;
  if (!workers || !window.isSecureContext) return;
  /** The worker that answers for this page, once there is one. */
  const controller = () =>
    new Promise((found) => {
      const look = () => {
        if (workers.controller) found(workers.controller);
      };
      workers.addEventListener("controllerchange", look);
      look();
    });
  /** Whether that worker has this very page, and all it needs. */
  const kept = (worker) =>
    new Promise((told) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => told(data);
      worker.postMessage(location.href, [port2]);
    });
  // Once the visitor has what she came for. Where workers are refused the page works with a network. Some hosts take
  // `.html` off the address: the scope is what both have in common.
  customElements
    .whenDefined("boussole-odd17")
    .then(() => element.whenReady)
    .then(() => workers.register("offline.js", { scope: "app" }))
    .then(controller)
    .then(kept)
    .then((whole) => {
      if (whole) document.querySelector(".offline").textContent = words;
    })
    .catch(() => {});
})();
