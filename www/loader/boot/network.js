// Who waits for the network, and starts again once it is back.

/** Whoever can be started again.
 * @typedef {{ start: () => void }} Startable */

/** What is on its way, by its address: a file is asked for once, however many elements need it.
 * @type {Map<string, Promise<void>>} */
export const inFlight = new Map();

/** Widgets, and downloads of theirs, that wait for the network.
 * @type {Set<Startable>} */
const retries = new Set();

/** Starts something again as soon as the network is back, or what was late has come.
 * @param {Startable} startable */
export function waitForNetwork(startable) {
  retries.add(startable);
  window.addEventListener("online", onOnline);
}

/** @param {Startable} startable */
export function stopWaiting(startable) {
  retries.delete(startable);
}

/** Starts all again that wait. */
export function retryWaiting() {
  for (const startable of [...retries]) startable.start();
}

/** What was asked for while there was no network hangs: it is asked for anew. */
function onOnline() {
  inFlight.clear();
  retryWaiting();
}
