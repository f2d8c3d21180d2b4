// What pages do to what scripts rely on, before the widget's script runs, and how a page hears of what became of it.

/** Hears our errors, and what nobody caught. */
export const listen = () => {
  window.heard = [];
  window.wild = [];
  addEventListener("boussole-error", ({ detail }) => window.heard.push(detail.code));
  addEventListener("error", ({ message }) => window.wild.push(message));
  addEventListener("unhandledrejection", ({ reason }) => window.wild.push(String(reason)));
};

/** Where it works all the same. */
export const WORKS = {
  "everything that scripts share is frozen": () => {
    for (const own of [
      Object,
      Array,
      Function,
      String,
      Number,
      Promise,
      Map,
      Set,
      Event,
      CustomEvent,
      Node,
      Element,
      HTMLElement,
      Document,
      EventTarget,
      URL,
      Blob,
    ]) {
      Object.freeze(own);
      Object.freeze(own.prototype);
    }
    for (const own of [Math, JSON, Reflect, WebAssembly, customElements]) Object.freeze(own);
  },
  "lists and objects were taught names that loops meet": () => {
    for (const own of [Object.prototype, Array.prototype, Function.prototype, String.prototype])
      own.taught = function taught() {
        return "taught";
      };
    Object.prototype.answers = { profile: "media" };
    Object.prototype.view = "explore";
    for (const name of ["name", "what", "code", "help"])
      Object.defineProperty(Object.prototype, name, { configurable: true, get: () => "polluted", set() {} });
  },
  "the name of our global is taken for good": () => {
    Object.defineProperty(window, "Boussole", { value: "theirs", writable: false });
  },
  "promises, the console, answers and names of kinds are of an older library": () => {
    delete Promise.prototype.finally;
    window.console = { log() {} };
    window.Response = function Response() {
      throw new TypeError("unsupported BodyInit type");
    };
    for (const name of ["Window", "Element", "Document", "ShadowRoot", "HTMLScriptElement"])
      window[name] = function Type() {};
  },
  "a listener throws at each of our events": () => {
    for (const name of ["ready", "change", "step", "result"])
      addEventListener(`boussole-${name}`, () => {
        throw new Error("theirs");
      });
    addEventListener(
      "error",
      (event) => {
        if (/theirs/.test(event.message)) event.stopImmediatePropagation();
      },
      true,
    );
    window.wild.length = 0;
  },
};
