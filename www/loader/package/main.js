// The module for bundlers, which does nothing until `define` is called: it may be imported on a server.

export { define, version } from "../boot/define.js";
