// The third script: what binds the widget, the module in WebAssembly, to its element.

export { Session } from "./session.js";
