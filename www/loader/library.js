// A host's large catalogue, piece by piece.

/** A piece of a large catalogue may weigh so much, inflated, in bytes. */
const HEAVIEST_PIECE = 2_000_000;

/** A piece of a large catalogue, inflated, or why there is none. Its root may be sealed:
    ADDRESS#sha384-SUM, or with the sums of the file as it is sent and as it is unpacked, joined by a comma. */
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
    const answer = await fetch(address, { integrity: name ? "" : integrity.replaceAll(",", " "), signal: patience.signal, credentials: "omit", cache });
    if (!answer.ok) return { problem: `${address} answered ${answer.status}.` };
    const found = await upTo(HEAVIEST_PIECE, await inflated(await answer.arrayBuffer()));
    if (!found) return { bytes: new Uint8Array(0), problem: `${address} is heavier than a piece can be.` };
    return { bytes: new Uint8Array(await found.arrayBuffer()) };
  } catch (error) {
    if (patience.signal.aborted) return { late: true, problem: `A piece of ${given} did not come within ${LONGEST_WAIT / 1000} seconds.` };
    const directive = violated && await violated();
    if (directive) return { problem: `The page's policy refuses ${given}: add its origin to ${directive}.` };
    // What came and cannot be inflated is no piece.
    const came = error instanceof TypeError && /fetch|load/i.test(error.message) ? undefined : new Uint8Array(0);
    return { bytes: came, problem: `A piece of ${given} cannot be fetched: ${error.message}` };
  } finally {
    clearTimeout(timer);
    if (violated) violated.stop();
  }
}
