// Whether the module can run in this browser and under this page's policy.

import { Failure } from "./failure.js";
import { sharedStyles } from "./styles.js";

/** The smallest module there is: WebAssembly's magic number and version. */
const EMPTY_MODULE = [0, 97, 115, 109, 1, 0, 0, 0];

/** Whether the module's runtime is there, so that no element has to wait for it. All elements of a page share it. */
export const runtimeState = { isRunning: false };

/** Whether the browser has what all of this stands on. */
export const hasRequiredApis = () =>
  typeof WebAssembly === "object" && typeof DecompressionStream === "function" && Boolean(sharedStyles(document));

/** @type {Promise<Failure | undefined> | undefined} */
let probe;

/** Why the module cannot run here, or nothing: known before anything is fetched. A policy that refuses it says so before
 * the next frame. */
export function unsupportedReason() {
  probe = probe || probeWasm();
  return probe;
}

async function probeWasm() {
  if (!hasRequiredApis())
    return new Failure(
      "wasm-unsupported",
      "This browser lacks WebAssembly, gzip streams or adopted style sheets: one of 2023 or later has them.",
    );
  try {
    // WebKit tells no violation and refuses the instance, the others the code.
    new WebAssembly.Instance(await WebAssembly.compile(Uint8Array.from(EMPTY_MODULE)));
  } catch {
    return new Failure(
      "wasm-blocked",
      "The page's policy refuses WebAssembly: add 'wasm-unsafe-eval' to script-src.",
      "script-src",
    );
  }
  return undefined;
}
