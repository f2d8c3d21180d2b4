// A partner's resources, fetched as a whole.

/** A partner's catalogue may weigh so much, in bytes, and take so long, in milliseconds. */
const HEAVIEST = 5_000_000;
const LONGEST_WAIT = 10_000;

/** What a stream brings; nothing when that weighs more than it may, in bytes. */
async function upTo(most, stream) {
  const reader = stream.getReader();
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > most) { reader.cancel().catch(() => {}); return undefined; }
    parts.push(part.value);
  }
  return new Blob(parts);
}

/** The text of a file of any encoding; what it is when it is no text, as the `name` of what is thrown. */
async function textOf(file, charset, address) {
  const [wasm, bytes] = await Promise.all([start(), file.arrayBuffer()]);
  try {
    return wasm.textOf(new Uint8Array(bytes), charset, (name, encoded) => new TextDecoder(name, { fatal: true }).decode(encoded));
  } catch (error) {
    error.message = `${address}: ${error.message}.`;
    throw error;
  }
}

/** The text of a partner's catalogue, read no further than the limit. */
async function fetchedCatalogue(given) {
  const address = new URL(given, document.baseURI);
  if (!/^https?:$/.test(address.protocol)) throw new Error(`${given} is not an address that can be fetched.`);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), LONGEST_WAIT);
  const violated = watchPolicy(address.href);
  try {
    const answer = await fetch(address, { signal: patience.signal, credentials: "omit" });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
    const found = await upTo(HEAVIEST, answer.body);
    if (!found) throw new Error(`${address} is heavier than ${HEAVIEST / 1e6} MB.`);
    const [, charset] = /charset="?([^\s;"]+)/i.exec(answer.headers.get("content-type")) || [];
    return await textOf(found, charset, address);
  } catch (error) {
    if (error.name === "AbortError") throw new Error(`${address} did not come within ${LONGEST_WAIT / 1000} seconds.`);
    const directive = error instanceof TypeError && await violated();
    throw directive ? new Error(`The page's policy refuses ${address}: add its origin to ${directive}.`) : error;
  } finally {
    clearTimeout(timer);
    violated.stop();
  }
}
