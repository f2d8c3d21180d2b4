// The files of the release, read: inflated, compiled.

/** A file as it is meant: a host may have declared its compression, and the browser undone it. */
async function inflated(sent) {
  const blob = new Blob([sent]);
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  const packed = first === 0x1f && second === 0x8b;
  return packed ? blob.stream().pipeThrough(new DecompressionStream("gzip")) : blob.stream();
}

/** All of a file, inflated. */
async function bytes(described) {
  // A page's own `Response` may not know what a stream is.
  const reader = (await inflated(await blob(described))).getReader();
  const parts = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const codes = new Map();
/** A module as code, from which more than one can start; a failed try may be made again. */
function compile(wasm) {
  if (!codes.has(wasm)) {
    const made = compilation(wasm);
    codes.set(wasm, made);
    made.catch(() => codes.delete(wasm));
  }
  return codes.get(wasm);
}

async function compilation(wasm) {
  const stream = await inflated(await blob(wasm));
  try {
    let code;
    try {
      code = await WebAssembly.compileStreaming(new Response(stream, { headers: { "Content-Type": "application/wasm" } }));
    } catch {
      code = await WebAssembly.compile(await bytes(wasm));
    }
    if (wasm.file) files.delete(addressOf(wasm.file));
    return code;
  } catch (error) {
    throw unsupported(error);
  }
}

const unsupported = (error) => new Failure("wasm-unsupported", `WebAssembly did not start: ${error}`);

/** The file as it is when the browser has unpacked it, because its host declares how it is packed; nothing where another
    file stands, or none. One that its host declares packed otherwise than it is cannot be read at all. */
async function unpacked(address, integrity) {
  const sum = UNPACKED[integrity.slice(7, 15)];
  const get = async (more) => fetch(address, { credentials: "omit", ...more });
  try {
    return sum && await (await get({ integrity: `sha384-${sum}` })).blob();
  } catch {
    const answer = await get().catch(() => ({}));
    if (answer.ok) await answer.blob().catch(() => { throw new Failure("fetch", `${address} came and cannot be read: its host declares another compression (Content-Encoding) than it has, or the connection was cut.`, "", "network"); });
    return undefined;
  }
}
