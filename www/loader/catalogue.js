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

/** A catalogue as the module takes it: an object for JSON, else the text of a spreadsheet. */
function catalogueIn(text) {
  return /^\s*[{[]/.test(text.replace(/^\ufeff/, "")) ? JSON.parse(text.replace(/^\ufeff/, "")) : text;
}
