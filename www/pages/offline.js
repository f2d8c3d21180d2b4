// The service worker of the standalone page. The build fills in the name, which changes with every
// byte it keeps, and the list of files.
"use strict";

const NAME = "{{NAME}}";
const FILES = {{FILES}};

/** The file that an address asks for, of those that are kept. Some hosts take `.html` off. */
function fileOf(address) {
  const name = new URL(address).pathname.split("/").pop();
  return [name, `${name}.html`].find((file) => FILES.includes(file));
}

/** Keeps a file. The answer to a redirection would be refused to whoever opens the page: its content is kept. */
async function keep(cache, file) {
  const answer = await fetch(new Request(file, { cache: "no-cache" }));
  if (!answer.ok) throw new Error(`${file} answered ${answer.status}.`);
  await cache.put(file, answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer);
}

const kept = async (file) => (await caches.open(NAME)).match(file);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME)
    .then((cache) => Promise.all(FILES.map((file) => keep(cache, file))))
    .then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("boussole-") && name !== NAME).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

// A page asks whether it is kept, with all it needs, before it says so.
self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const wanted = [fileOf(event.data), ...FILES];
  event.waitUntil(Promise.all(wanted.map((file) => file && kept(file)))
    .then((found) => port.postMessage(found.every(Boolean)), () => port.postMessage(false)));
});

// The page first from the network, so that a new version shows at once; what never changes from the device.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const file = fileOf(request.url);
  if (request.method !== "GET" || !file) return;
  event.respondWith(/-[0-9a-f]{16}\./.test(file)
    ? kept(file).then((found) => found || fetch(request))
    : fetch(request).catch(() => kept(file).then((found) => found || Response.error())));
});
