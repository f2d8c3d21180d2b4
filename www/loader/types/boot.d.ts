// What the first script imports from the build (`src/cli/loader.rs`).

import type { Artifact } from "../boot/download.js";
/** The release: its files, and what the first script must say and show without any other. */
export const release: {
  version: string;
  needleScript: Artifact;
  wasm: Artifact;
  needle: Artifact;
  content: Record<string, Artifact>;
  /** The first question of each language, as the text of a `TreeNode`: a browser reads that faster than a script. */
  opening: Record<string, string>;
  /** What is said when a file does not come. */
  failureMessages: Record<string, [text: string, retry: string, promise: string]>;
  styles: string;
};
/** The element that this script came with, and its address; a module has none. */
export const script: HTMLScriptElement | undefined;
export const sourceUrl: string | undefined;
/** What to do when the files are not where the script looks for them. */
export const advice: string;
export const importScript: (url: string) => Promise<unknown>;
/** The second script, where it stands within this one. */
export const needleFactory: ((earlier: object) => typeof import("../needle/main.js")) | undefined;
