// The service worker of the standalone page. The build fills in the name, which changes with every
// byte it keeps, and the list of files.
"use strict";

const NAME = "{{NAME}}";
const FILES = {{FILES}};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME)
    .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" }))))
    .then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("boussole-") && name !== NAME).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

// The page first from the network, so that a new version shows at once; what never changes from the device.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = new URL(request.url).pathname.split("/").pop();
  if (request.method !== "GET" || !FILES.includes(name)) return;
  const kept = () => caches.open(NAME).then((cache) => cache.match(name));
  event.respondWith(/-[0-9a-f]{16}\./.test(name)
    ? kept().then((found) => found || fetch(request))
    : fetch(request).catch(() => kept().then((found) => found || Response.error())));
});
