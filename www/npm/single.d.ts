/** The same with everything within: for bundlers that copy no file beside the script. */
export * from "./index.js";
