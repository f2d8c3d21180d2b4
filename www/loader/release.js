// The files of the release, read: inflated, compiled; and why one cannot be had.

function inflated(sent) {
  return new Blob([sent]).stream().pipeThrough(new DecompressionStream("gzip"));
}

/** All of a file, inflated. */
async function bytes(described) {
  return new Uint8Array(await new Response(inflated(await blob(described))).arrayBuffer());
}

const codes = new Map();
/** Half of the module as code, from which more than one can start; a failed try may be made again. */
function compile(half) {
  if (!codes.has(half)) {
    const made = compilation(half);
    codes.set(half, made);
    made.catch(() => codes.delete(half));
  }
  return codes.get(half);
}

async function compilation(half) {
  const stream = inflated(await blob(half));
  try {
    const answer = new Response(stream, { headers: { "Content-Type": "application/wasm" } });
    const code = await WebAssembly.compileStreaming(answer);
    if (half.file) files.delete(addressOf(half.file));
    return code;
  } catch (error) {
    throw unsupported(error);
  }
}

const unsupported = (error) => new Failure("wasm-unsupported", `WebAssembly did not start: ${error}`);

/** Tells a file that was changed from one that cannot be had. */
async function unchanged(address, integrity) {
  let answer;
  try { answer = await fetch(address, { credentials: "omit" }); } catch { /* Told below. */ }
  if (!answer) return new Failure("fetch", `${address} cannot be had: does its host send Access-Control-Allow-Origin?`);
  if (!answer.ok) return new Failure("fetch", `${address} answered ${answer.status}.`);
  const type = answer.headers.get("content-type");
  if (/\.js$/.test(address) && !/javascript/.test(type)) return new Failure("fetch", `${address} is sent as ${type}: a script has to be text/javascript.`);
  return new Failure("integrity", `${address} is not the file this version was built with (${integrity}).`);
}
