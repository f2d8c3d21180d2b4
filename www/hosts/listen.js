// What the tests ask of a host: what it was told, what went wild, what height its frame said.
window.heard = [];
window.wild = [];
window.height = 0;
addEventListener("boussole-error", (event) => window.heard.push(event.detail));
addEventListener("error", (event) => window.wild.push(event.message));
addEventListener("unhandledrejection", (event) => window.wild.push(String(event.reason)));
addEventListener("message", (event) => { if (event.data.type === "boussole-height") window.height = event.data.height; });
