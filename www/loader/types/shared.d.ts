// What a script hands to those behind it: the build reads it from what those import (`src/cli/loader.rs`).

/** What this script hands to those behind it. */
export const shared: () => object;
