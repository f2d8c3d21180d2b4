// What the second script imports from the build (`src/cli/loader.rs`).

import type { Artifact } from "../boot/download.js";
/** The rest of the first view's styles. */
export const styles: string;
/** What stands behind the first question, by language. */
export const rest: Record<string, string>;
/** Where and how the needle is moved in the first view, by language. */
export const headingView: Record<string, string>;
/** The sum of each file as it is decompressed, by the first letters of its sum as it is sent. */
export const decompressedIntegrity: Record<string, string>;
/** What the names of our style variables begin with. */
export const tokenPrefix: string;
export const widgetScript: Artifact;
/** The third script, where it stands within this one. */
export const widgetFactory: ((earlier: object) => typeof import("../widget/main.js")) | undefined;
