// The loader of <boussole-odd17>: the custom element, its attributes, properties and events. The
// build puts it behind RELEASE (file names with their integrity, styles, views) and bindings() (the
// wasm-bindgen glue, as a factory: each call gives a module of its own).
//
// Attributes: lang, preset, lock, start-view, views, heading-level, theme, loading, partner; state is
// reflected. Slots: the default one (fallback), partner, intro, legal.
// Properties: answers, result, version, whenReady. Methods: reset, goTo, destroy.
// Events, bubbling and composed: boussole-ready, -change, -step, -result, -error.

const NAME = "boussole-odd17";
const SOURCE = document.currentScript && document.currentScript.src;
/** A file that has not come after so long will not: milliseconds. */
const PATIENCE = 8000;
/** A policy violation is told a little after the refusal it explains: milliseconds. */
const POLICY_DELAY = 120;
const LEVELS = ["2", "3", "4", "5"];
const THEMES = ["auto", "light", "dark"];
const LOADINGS = ["lazy", "eager"];

/** Why the widget cannot start, or cannot take what it was given. */
class Failure extends Error {
  constructor(code, help, directive) {
    super(help);
    this.code = code;
    this.directive = directive;
  }
}

/** One file of the release, checked and inflated. The single file has it within. */
async function file(described) {
  // Own properties only: a page may have put its own into Object.prototype.
  const { file, integrity, data } = Object.assign(Object.create(null), described);
  if (data) return inflated(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
  const address = new URL(file, SOURCE || document.baseURI).href;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  const violated = watchPolicy();
  try {
    const answer = await fetch(address, { integrity, signal: patience.signal, credentials: "omit" });
    return inflated(await answer.arrayBuffer());
  } catch (error) {
    if (patience.signal.aborted) throw new Failure("timeout", `${address} did not come within ${PATIENCE / 1000} seconds.`);
    const directive = await violated();
    if (directive) throw new Failure("fetch", `The page's policy refuses ${address}: add its origin to ${directive}.`, directive);
    throw await unchanged(address, integrity);
  } finally {
    clearTimeout(timer);
    violated.stop();
  }
}

function inflated(bytes) {
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
}

/** Tells a file that was changed from one that cannot be had. */
async function unchanged(address, integrity) {
  const answer = await fetch(address, { credentials: "omit" }).catch(() => undefined);
  if (!answer) return new Failure("fetch", `${address} cannot be had: does its host send Access-Control-Allow-Origin?`);
  if (!answer.ok) return new Failure("fetch", `${address} answered ${answer.status}.`);
  return new Failure("integrity", `${address} is not the file this version was built with (${integrity}).`);
}

/** Listens for what the page's content policy refuses; the answer names the directive. */
function watchPolicy() {
  let directive = "";
  const hear = (event) => { directive = directive || event.effectiveDirective || event.violatedDirective; };
  document.addEventListener("securitypolicyviolation", hear);
  const ask = async () => {
    if (!directive) await new Promise((done) => setTimeout(done, POLICY_DELAY));
    return directive;
  };
  ask.stop = () => document.removeEventListener("securitypolicyviolation", hear);
  return ask;
}

let engine;
/** The wasm module, one for the page; a failed start may be tried again. */
function start() {
  engine = engine || boot().catch((error) => { engine = undefined; throw error; });
  return engine;
}

async function boot() {
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
    throw new Failure("wasm-unsupported", "This browser cannot run WebAssembly or inflate gzip: a newer one can.");
  }
  if (!runs()) {
    throw new Failure("wasm-blocked", "The page's policy refuses WebAssembly: add 'wasm-unsafe-eval' to script-src.", "script-src");
  }
  const stream = await file(RELEASE.wasm);
  try {
    const wasm = bindings();
    const answer = new Response(stream, { headers: { "Content-Type": "application/wasm" } });
    await wasm({ module_or_path: answer });
    wasm.onPanic(panicked);
    return wasm;
  } catch (error) {
    throw new Failure("wasm-unsupported", `WebAssembly did not start: ${error}`);
  }
}

/** Whether the page's policy lets an empty module run: known before anything is fetched, and the same in
    engines that tell no violation of it (WebKit refuses the instance, the others the module). */
function runs() {
  try {
    return Boolean(new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))));
  } catch {
    return false;
  }
}

const contents = new Map();
/** The content of one language, one for the page. */
function content(lang) {
  if (!contents.has(lang)) {
    const loaded = Promise.all([start(), file(RELEASE.content[lang]).then((stream) => new Response(stream).arrayBuffer())]);
    const read = loaded.then(([wasm, bytes]) => new wasm.Content(new Uint8Array(bytes)));
    contents.set(lang, read);
    read.catch(() => contents.delete(lang));
  }
  return contents.get(lang);
}

let sheet;
function styles() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(RELEASE.styles);
  }
  return sheet;
}

const living = new Set();
/** A panic stops every widget of the module; their answers are kept for whoever asks. */
function panicked(message) {
  engine = undefined;
  contents.clear();
  for (const element of [...living]) element._panicked(message);
}

class Boussole extends HTMLElement {
  static get observedAttributes() { return ["lang", "preset", "heading-level", "theme"]; }

  constructor() {
    super();
    this._root = this.attachShadow({ mode: "open" });
    this._root.adoptedStyleSheets = [styles()];
    this._slot = document.createElement("slot");
    this._root.append(this._slot);
    this._pending = {};
    this._settle();
  }

  get version() { return RELEASE.version; }
  get whenReady() { return this._ready; }
  get state() { return this.getAttribute("state") || "idle"; }

  get answers() { return this._instance ? this._instance.answers : this._pending.answers || {}; }
  set answers(value) {
    if (!this._instance) { this._pending.answers = value; return; }
    const problems = this._instance.setAnswers(value);
    if (problems.length) this._tell("answers", problems.join("; "));
  }
  get result() { return this._instance ? this._instance.result : null; }

  /** Erases the answers. */
  reset() {
    delete this._pending.answers;
    if (this._instance) this._instance.reset();
  }

  /** Shows a view; resolved when it is drawn. */
  goTo(view) {
    if (!RELEASE.views.includes(view)) throw new RangeError(`No view "${view}": there are ${RELEASE.views.join(", ")}.`);
    if (!this._instance) { this._pending.view = view; return this._ready.then(() => undefined); }
    this._instance.show(view);
    return new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  }

  /** Lets go of everything; the children show again, and the element stays at rest. */
  destroy() {
    this._destroyed = true;
    this._unmount();
    if (this._instance) this._instance.free();
    this._instance = undefined;
    living.delete(this);
    if (this._watch) this._watch.disconnect();
    this._setState("idle");
  }

  connectedCallback() {
    // What a page set on the element before this script came.
    if (Object.prototype.hasOwnProperty.call(this, "answers")) {
      const value = this.answers;
      delete this.answers;
      this.answers = value;
    }
    if (this._destroyed) return;
    if (this._instance) { this._mount(); return; }
    if (!this.hasAttribute("state")) this._setState("idle");
    if (this._choice("loading", LOADINGS) === "eager" || typeof IntersectionObserver !== "function") { this._start(); return; }
    this._watch = this._watch || new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) { this._watch.disconnect(); this._start(); }
    }, { rootMargin: "400px" });
    this._watch.observe(this);
  }

  disconnectedCallback() {
    if (this._watch) this._watch.disconnect();
    // A move takes the element out and puts it back at once; only a real removal lets go of the drawing.
    setTimeout(() => { if (!this.isConnected) this._unmount(); });
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this._instance) return;
    if (name === "lang") this._speak();
    if (name === "preset") this._propose();
    if (name === "heading-level") this._instance.setHeadingLevel(Number(this._choice(name, LEVELS)));
    if (name === "theme") this._choice(name, THEMES);
  }

  async _start() {
    if (this._starting || this._instance || this._destroyed) return;
    this._starting = true;
    this._setState("loading");
    try {
      const lang = this._language();
      const [wasm, words] = await Promise.all([start(), content(lang)]);
      if (this._destroyed) return;
      this._lang = lang;
      // The instance must not keep the element alive.
      const self = new WeakRef(this);
      this._instance = new wasm.Instance(words, (name, detail) => {
        const element = self.deref();
        if (element) element._emit(name, detail);
      });
      living.add(this);
      this._instance.setHeadingLevel(Number(this._choice("heading-level", LEVELS)));
      this._choice("theme", THEMES);
      this._quiet = true;
      // A locked answer comes from the preset alone; other answers of the page go before it.
      if (this.hasAttribute("lock")) { this._propose(false); this._lock(); }
      if (this.hasAttribute("views")) this._offer();
      if ("answers" in this._pending) this.answers = this._pending.answers;
      this._propose();
      this._instance.show(this._pending.view || this._choice("start-view", RELEASE.views));
      this._quiet = false;
      this._pending = {};
      this._mount();
      this._setState("ready");
      this._settleWith(this);
      this._emit("boussole-ready", { version: RELEASE.version });
      if (Object.keys(this.answers).length) this._emit("boussole-result", this.result);
      if (this._language() !== lang) this._speak();
    } catch (error) {
      this._fail(error);
    } finally {
      this._starting = false;
      this._quiet = false;
    }
  }

  _mount() {
    if (!this.isConnected || !this._instance || this._drawing) return;
    this._drawing = document.createElement("div");
    this._drawing.className = "root";
    this._root.append(this._drawing);
    this._instance.mount(this._drawing);
    this._slot.hidden = true;
  }

  _unmount() {
    if (!this._drawing) return;
    this._instance.unmount();
    this._drawing.remove();
    this._drawing = undefined;
    this._slot.hidden = false;
  }

  async _speak() {
    const lang = this._language();
    if (lang === this._lang) return;
    try {
      const words = await content(lang);
      if (lang !== this._language() || !this._instance) return;
      this._lang = lang;
      this._instance.setContent(words);
    } catch (error) {
      this._tell(error.code || "fetch", error.message);
    }
  }

  _lock() {
    const unknown = this._instance.lock(this.getAttribute("lock"));
    if (unknown.length) this._tell("attribute", `lock: no answer is named ${unknown.join(", ")}.`);
  }

  _offer() {
    const named = this.getAttribute("views").split(/\s+/).filter(Boolean);
    const unknown = named.filter((view) => !RELEASE.views.includes(view));
    if (unknown.length) this._tell("attribute", `views: no view is named ${unknown.join(", ")}.`);
    this._instance.offer(named.join(" "));
  }

  _propose(tell = true) {
    const preset = this.getAttribute("preset");
    if (!preset) return;
    const problems = this._instance.propose(preset);
    if (tell && problems.length) this._tell("attribute", `preset: ${problems.join("; ")}`);
  }

  /** The language of the element, else of what it stands in, else French. */
  _language() {
    const own = this.getAttribute("lang");
    const near = own === null && this.closest("[lang]");
    const asked = own === null ? (near ? near.getAttribute("lang") : "") : own;
    const known = Object.keys(RELEASE.content);
    const code = (asked || "").toLowerCase();
    const found = known.find((lang) => lang === code) || known.find((lang) => lang === code.split("-")[0]);
    if (!found && own) this._tell("attribute", `lang="${own}" is not one of ${known.join(", ")}.`);
    return found || "fr";
  }

  /** The value of an attribute that has a list of them; the first is the default. */
  _choice(name, values) {
    const value = this.getAttribute(name);
    if (value === null || values.includes(value)) return value === null ? values[0] : value;
    this._tell("attribute", `${name}="${value}" is not one of ${values.join(", ")}.`);
    return values[0];
  }

  _setState(state) { if (this.getAttribute("state") !== state) this.setAttribute("state", state); }

  _settle() {
    this._ready = new Promise((resolve, reject) => { this._settleWith = resolve; this._refuse = reject; });
    // A page that never asks is not told of a failure twice.
    this._ready.catch(() => {});
  }

  _fail(error) {
    const failure = error instanceof Failure ? error : new Failure("panic", String(error));
    this._setState("error");
    this._refuse(failure);
    this._tell(failure.code, failure.message, failure.directive);
  }

  _panicked(message) {
    living.delete(this);
    this._instance = undefined;
    if (this._drawing) this._drawing.remove();
    this._drawing = undefined;
    this._slot.hidden = false;
    this._setState("error");
    this._tell("panic", message);
  }

  _tell(code, help, directive) {
    if (code === "attribute") console.warn(`<${NAME}> ${help}`);
    this._emit("boussole-error", directive ? { code, directive, help } : { code, help });
  }

  _emit(name, detail) {
    // What the element gives itself while it starts is no news to the page, but for errors.
    if (this._quiet && name !== "boussole-error") return;
    const partner = this.getAttribute("partner");
    if (partner) detail = { ...detail, partner };
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (customElements.get(NAME)) {
  console.warn(`<${NAME}> is already defined: this second copy of boussole.js is ignored.`);
} else {
  window.Boussole = Object.freeze({ version: RELEASE.version });
  customElements.define(NAME, Boussole);
}
