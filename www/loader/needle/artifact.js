// The binaries of the release, read: decompressed, compiled.

import { decompressedIntegrity } from "boussole:needle";
import { download, downloaded, fileUrl } from "../boot/download.js";
import { Failure } from "../boot/failure.js";

/** @typedef {import("../boot/download.js").Artifact} Artifact */

/** A file as it is meant: a host may have declared its compression, and the browser undone it.
 * @param {BlobPart} sent
 * @returns {Promise<ReadableStream<Uint8Array>>} */
export async function decompressedStream(sent) {
  const blob = new Blob([sent]);
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  const isGzip = first === 0x1f && second === 0x8b;
  return isGzip ? blob.stream().pipeThrough(new DecompressionStream("gzip")) : blob.stream();
}

/** All of a file, decompressed.
 * @param {Artifact} artifact
 * @returns {Promise<Uint8Array>} */
export async function decompressed(artifact) {
  // A page's own `Response` may not know what a stream is.
  const reader = (await decompressedStream(await download(artifact))).getReader();
  const parts = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @type {Map<Artifact, Promise<WebAssembly.Module>>} */
const modules = new Map();
/** A module as code, from which more than one can start; a failed try may be made again.
 * @param {Artifact} artifact */
export function compileModule(artifact) {
  if (!modules.has(artifact)) {
    const compiling = compileDownload(artifact);
    modules.set(artifact, compiling);
    compiling.catch(() => modules.delete(artifact));
  }
  return modules.get(artifact);
}

/** @param {Artifact} artifact */
async function compileDownload(artifact) {
  const stream = await decompressedStream(await download(artifact));
  try {
    let module;
    try {
      module = await WebAssembly.compileStreaming(
        new Response(stream, { headers: { "Content-Type": "application/wasm" } }),
      );
    } catch {
      module = await WebAssembly.compile(/** @type {any} */ (await decompressed(artifact)));
    }
    if (artifact.file) downloaded.delete(fileUrl(artifact.file));
    return module;
  } catch (error) {
    throw startFailure(error);
  }
}

/** @param {unknown} error */
export const startFailure = (error) => new Failure("wasm-unsupported", `WebAssembly did not start: ${error}`);

/** The file as it is once the browser has decompressed it, because its host declares how it is packed; nothing where another
 * file stands, or none. One that its host declares packed otherwise than it is cannot be read at all.
 * @param {string} url
 * @param {string} integrity */
export async function fetchDecompressed(url, integrity) {
  const sum = decompressedIntegrity[integrity.slice(7, 15)];
  /** @param {RequestInit} [options] */
  const get = async (options) => fetch(url, { credentials: "omit", ...options });
  try {
    return sum && (await (await get({ integrity: `sha384-${sum}` })).blob());
  } catch {
    const answer = await get().catch(() => /** @type {Partial<Response>} */ ({}));
    if (answer.ok)
      await answer.blob().catch(() => {
        throw new Failure(
          "fetch",
          `${url} came and cannot be read: its host declares another compression (Content-Encoding) than it has, or the connection was cut.`,
          "",
          "network",
        );
      });
    return undefined;
  }
}
