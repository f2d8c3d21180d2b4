// What the third script imports from the build (`src/cli/loader.rs`).

import type { Artifact } from "../boot/download.js";
import type { Part } from "../widget/runtime.js";
/** Creates the glue of a module; `wrap` may put something between its exports and whoever calls them, and what it hears ends
 * with `signal`. */
export const bindings: (
  wrap: (exports: WebAssembly.Exports) => object,
  signal: AbortSignal,
) => typeof import("boussole:wasm") & ((module: WebAssembly.Module) => Promise<void>);
/** The styles of the other views. */
export const otherStyles: string;
export const parts: Record<Part, Record<string, Artifact>>;
/** What is said when the module crashed. */
export const crashMessages: Record<string, [text: string, retry: string]>;
/** Where the single file is: on its own, in this very script, or to be put together. */
export const singleFile: Artifact | null;
export const singleFileFunction: Function | undefined;
export const assembleSingleFile: (() => Promise<string>) | undefined;
export const singleFileTemplate: Artifact;
