// The files of the release, read: inflated, compiled.

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
