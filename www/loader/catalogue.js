// A partner's resources, as the page gives them: fetched whole, or piece by piece.

/** A partner's catalogue may weigh so much, in bytes, and take so long, in milliseconds. */
const HEAVIEST = 5_000_000;
const LONGEST_WAIT = 10_000;

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
    const reader = answer.body.getReader();
    const parts = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > HEAVIEST) { patience.abort(); throw new Error(`${address} is heavier than ${HEAVIEST / 1e6} MB.`); }
      parts.push(part.value);
    }
    return await new Blob(parts).text();
  } catch (error) {
    if (error.name === "AbortError") throw new Error(`${address} did not come within ${LONGEST_WAIT / 1000} seconds.`);
    const directive = error instanceof TypeError && await violated();
    throw directive ? new Error(`The page's policy refuses ${address}: add its origin to ${directive}.`) : error;
  } finally {
    clearTimeout(timer);
    violated.stop();
  }
}

/** A piece of a large catalogue may weigh so much, inflated, in bytes. */
const HEAVIEST_PIECE = 2_000_000;

/** A piece of a large catalogue, inflated, or why there is none. Its root may be sealed: ADDRESS#sha384-SUM. */
async function piece(given, name, folder, anew) {
  let timer;
  let violated;
  const patience = new AbortController();
  try {
    const root = new URL(given, document.baseURI);
    const [, integrity = ""] = /^#(sha\d+-.+)$/.exec(root.hash) || [];
    root.hash = "";
    if (!/^https?:$/.test(root.protocol)) return { problem: `${given} is not an address that can be fetched.` };
    const address = name ? new URL(`${folder}/${name}`, root) : root;
    timer = setTimeout(() => patience.abort(), LONGEST_WAIT);
    violated = watchPolicy(address.href);
    // A piece never changes under its name; the root does.
    const cache = anew ? "reload" : name ? "default" : "no-cache";
    const answer = await fetch(address, { integrity: name ? "" : integrity, signal: patience.signal, credentials: "omit", cache });
    if (!answer.ok) return { problem: `${address} answered ${answer.status}.` };
    const reader = inflated(await answer.arrayBuffer()).getReader();
    const parts = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > HEAVIEST_PIECE) return { bytes: new Uint8Array(0), problem: `${address} is heavier than a piece can be.` };
      parts.push(part.value);
    }
    return { bytes: new Uint8Array(await new Blob(parts).arrayBuffer()) };
  } catch (error) {
    if (patience.signal.aborted) return { late: true, problem: `A piece of ${given} did not come within ${LONGEST_WAIT / 1000} seconds.` };
    const directive = violated && await violated();
    if (directive) return { problem: `The page's policy refuses ${given}: add its origin to ${directive}.` };
    // What came and cannot be inflated is no piece.
    const came = error instanceof TypeError && /fetch|load/i.test(error.message) ? undefined : new Uint8Array(0);
    return { bytes: came, problem: `A piece of ${given} cannot be had: ${error.message}` };
  } finally {
    clearTimeout(timer);
    if (violated) violated.stop();
  }
}

/** A catalogue as the module takes it: an object for JSON, else the text of a spreadsheet. */
function catalogueIn(text) {
  return /^\s*[{[]/.test(text.replace(/^\ufeff/, "")) ? JSON.parse(text.replace(/^\ufeff/, "")) : text;
}
