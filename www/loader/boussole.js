// The custom element, its attributes, properties and events. The build puts it, with the other files of
// this folder, behind RELEASE (file names with their integrity, styles, views), SOURCE (where the script
// came from) and bindings() (the wasm-bindgen glue, as a factory: each call gives a module of its own).
//
// Attributes: lang, preset, lock, start-view, views, heading-level, theme, loading, partner, catalogue,
// library; state is reflected. Slots: the default one (fallback), partner, intro, legal; overlay, catalogue (JSON scripts).
// Properties: answers, overlay, catalogue, result, version, whenReady. Methods: reset, goTo, focus, destroy.
// Events, bubbling and composed: boussole-ready, -change, -step, -result, -navigate (cancelable), -error.

const NAME = "boussole-odd17";
const LEVELS = ["2", "3", "4", "5"];
const THEMES = ["auto", "light", "dark"];
const LOADINGS = ["lazy", "eager"];
/** What a page may have set on the element before this script came. */
const SETTABLE = ["answers", "overlay", "catalogue"];

let sheet;
/** The style sheet that all share; `undefined` in a browser that cannot make one. */
function styles() {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(RELEASE.styles);
    }
    return sheet;
  } catch {
    return undefined;
  }
}

const living = new Set();
/** A panic stops every widget of the module; their answers are kept for whoever asks. */
function panicked(message) {
  engine = undefined;
  contents.clear();
  for (const element of [...living]) element._panicked(message);
}

/** The element, as a class of its own for each tag: made late, since a server has no HTMLElement. */
const boussole = () => class Boussole extends HTMLElement {
  static get observedAttributes() { return ["lang", "preset", "heading-level", "theme", "catalogue", "library"]; }

  constructor() {
    super();
    this._root = this.attachShadow({ mode: "open" });
    const adopted = styles();
    if (adopted) this._root.adoptedStyleSheets = [adopted];
    // Holds the place of the drawing, with the fallback in it, so that the page does not jump later.
    this._waiting = document.createElement("div");
    this._waiting.append(document.createElement("slot"));
    this._root.append(this._waiting);
    this._wait(Boolean(adopted));
    this._root.addEventListener("click", (event) => this._navigate(event));
    this._root.addEventListener("change", (event) => {
      if (event.target.dataset.own === "file") this._try(event.target.files[0]);
    });
    for (const type of ["dragover", "drop"]) this._root.addEventListener(type, (event) => this._dropped(event));
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

  /** A partner's own words, a plain object `boussole/overlay/1`; all of them, or none if one is wrong. */
  get overlay() { return this._overlay || null; }
  set overlay(value) {
    this._overlay = value;
    if (this._instance) this._speak(true);
  }

  /** A partner's own resources: a plain object `boussole/catalogue/1`, or the text of a spreadsheet. */
  get catalogue() { return this._catalogue || null; }
  set catalogue(value) {
    this._catalogue = value;
    if (this._instance) this._speak(true);
  }

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

  /** Puts the focus on the title of the view that shows. */
  focus(options) {
    const title = this._drawing && this._drawing.querySelector("#view-title");
    if (title) title.focus(options); else super.focus(options);
  }

  /** Lets go of everything; the children show again, and the element stays at rest. */
  destroy() {
    this._destroyed = true;
    this._unmount();
    if (this._instance) this._instance.free();
    this._instance = undefined;
    living.delete(this);
    if (this._watch) this._watch.disconnect();
    this._wait(false);
    this._setState("idle");
  }

  connectedCallback() {
    for (const name of SETTABLE) {
      if (!Object.prototype.hasOwnProperty.call(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
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
    if (name === "catalogue") this._fetchCatalogue();
    if (name === "library") this._instance.libraryOffered(Boolean(now));
    if (name === "heading-level") this._instance.setHeadingLevel(Number(this._choice(name, LEVELS)));
    if (name === "theme") { this._choice(name, THEMES); this._correct(); }
  }

  async _start() {
    if (this._starting || this._instance || this._destroyed) return;
    this._starting = true;
    this._setState("loading");
    if (this.hasAttribute("catalogue")) this._fetchCatalogue();
    try {
      const lang = this._language();
      const [wasm, words] = await Promise.all([start(), content(lang).then((found) => this._made(found))]);
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
      if (this.getAttribute("library")) this._instance.libraryOffered(true);
      this._instance.show(this._pending.view || this._choice("start-view", RELEASE.views));
      this._quiet = false;
      this._pending = {};
      this._mount();
      this._setState("ready");
      this._settleWith(this);
      this._emit("boussole-ready", { version: RELEASE.version });
      if (Object.keys(this.answers).length) this._emit("boussole-result", this.result);
      if (this._hostRefused) this._instance.hostRefused(true);
      if (this._fetched || this._language() !== lang) this._speak(Boolean(this._fetched));
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
    this._correct();
    // The scheme of the system changes the ground that a host's colours stand on.
    this._scheme = matchMedia("(prefers-color-scheme: dark)");
    this._scheme.onchange = () => this._correct();
    guard(this._drawing);
    this._instance.mount(this._drawing);
    this._waiting.hidden = true;
  }

  _unmount() {
    if (!this._drawing) return;
    if (this._instance) this._instance.unmount();
    unguard(this._drawing);
    this._scheme.onchange = null;
    this._drawing.remove();
    this._drawing = undefined;
    this._waiting.hidden = false;
  }

  /** Makes the host's colours readable, and says once what it had to change. */
  _correct() {
    if (!this._drawing) return;
    const changed = correctColours(this, this._drawing);
    if (!changed.length || this._corrected) return;
    this._corrected = true;
    this._tell("attribute", `${changed.join("; ")}.`);
  }

  /** Keeps the place of a drawing to come, or shows the fallback alone. */
  _wait(expected) { this._waiting.className = expected ? "waiting" : ""; }

  /** Asks the host before a link opens. */
  _navigate(event) {
    const link = event.composedPath().find((node) => node.localName === "a" && node.href && this._root.contains(node));
    if (link && !this._emit("boussole-navigate", { url: link.href })) event.preventDefault();
  }

  /** The content of the release, with the partner's own words over it and her catalogue in it. */
  _made({ bytes, words, Content }) {
    let made = words;
    const inline = (slot) => {
      const script = this.querySelector(`:scope > script[slot="${slot}"]`);
      return script ? catalogueIn(script.textContent) : undefined;
    };
    const told = (problems) => (Array.isArray(problems) ? problems.join("; ") : problems);
    let overlay = this._overlay;
    try {
      overlay = overlay || inline("overlay");
      if (overlay) made = Content.with(bytes, overlay);
    } catch (problems) {
      overlay = undefined;
      made = words;
      this._tell("overlay", `The overlay is left out: ${told(problems)}`);
    }
    this._takenOverlay = overlay;
    try {
      // What somebody tries in the page goes before what the page brings.
      const catalogue = this._tried || this._catalogue || inline("catalogue") || this._fetched;
      if (catalogue) made = Content.with(bytes, overlay, catalogue);
      if (this._hostRefused) this._refused(false);
    } catch (problems) {
      this._refuseCatalogue(told(problems));
    }
    return made;
  }

  _refuseCatalogue(problem) {
    this._tell("catalogue", `The catalogue is left out: ${problem}`);
    this._refused(true);
  }

  /** Tells visitors that they see our catalogue instead of the host's, or no longer. */
  _refused(refused) {
    this._hostRefused = refused;
    if (this._instance) this._instance.hostRefused(refused);
  }

  /** Fetches the catalogue that the attribute names; the widget does not wait for it. */
  async _fetchCatalogue() {
    const address = this.getAttribute("catalogue");
    this._fetched = undefined;
    try {
      const text = address && await fetchedCatalogue(address);
      if (address !== this.getAttribute("catalogue")) return;
      this._fetched = text ? catalogueIn(text) : undefined;
      if (this._instance) await this._speak(true);
    } catch (error) {
      this._refuseCatalogue(error.message);
    }
  }

  /** Prints what is marked for paper alone, in a frame of its own: the host's page stays out of it. */
  _print() {
    const paper = this._drawing && this._drawing.querySelector("[data-paper]");
    if (!paper) return;
    const frame = document.createElement("iframe");
    frame.className = "paper-frame";
    frame.title = paper.querySelector("h1, h2, h3, h4, h5, h6").textContent;
    frame.setAttribute("aria-hidden", "true");
    this._root.append(frame);
    const page = frame.contentWindow;
    const sheet = new page.CSSStyleSheet();
    // The tokens stand on the host of the shadow tree, which a page has not.
    sheet.replaceSync(RELEASE.styles.replaceAll(":host", ":root"));
    page.document.adoptedStyleSheets = [sheet];
    page.document.title = frame.title;
    page.document.documentElement.lang = this._lang;
    page.document.body.className = "paper";
    page.document.body.append(page.document.importNode(paper, true));
    page.addEventListener("afterprint", () => setTimeout(() => frame.remove()));
    page.focus();
    page.print();
    // Where nothing tells that printing ended, the frame goes with the next one.
    for (const other of this._root.querySelectorAll(".paper-frame")) if (other !== frame) other.remove();
  }

  /** Fetches a piece of the large catalogue that the attribute names. */
  async _fetchPiece({ name, folder, anew }) {
    const given = this.getAttribute("library");
    const { bytes, late, problem } = await piece(given, name, folder, Boolean(anew));
    if (!this._instance || given !== this.getAttribute("library")) return;
    if (problem) this._tell("library", problem);
    this._instance.libraryCame(name, bytes, Boolean(late));
  }

  /** A file dropped on the zone for it is tried; elsewhere a drop is the page's affair. */
  _dropped(event) {
    const zone = event.composedPath().some((node) => node.dataset && node.dataset.own === "zone");
    if (!zone || !event.dataTransfer) return;
    event.preventDefault();
    if (event.type === "drop") this._try(event.dataTransfer.files[0]);
  }

  /** Tries a catalogue that somebody brought: it joins the list, or the page says what is wrong with it. */
  async _try(file) {
    if (!file || !this._instance) return;
    if (file.size > HEAVIEST) { this._instance.fileRefused(file.name, true); return; }
    let tried;
    try {
      tried = catalogueIn(await file.text());
    } catch {
      this._instance.fileRefused(file.name, false);
      return;
    }
    const { bytes } = await content(this._lang);
    if (this._instance.tryWith(bytes, this._takenOverlay, tried)) this._tried = tried;
  }

  /** What the visitor asks of the catalogue she tried. */
  async _ofTried(what) {
    if (what === "_drop") {
      this._tried = undefined;
      this._instance.forgetTried();
      await this._speak(true);
      return;
    }
    const { catalogueOf } = await start();
    const catalogue = typeof this._tried === "string" ? catalogueOf(this._tried) : this._tried;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(catalogue, undefined, 2)], { type: "application/json" }));
    link.download = "catalogue.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /** Follows the language and the overlay, once for all that changes together. */
  async _speak(anew = false) {
    this._anew = this._anew || anew;
    if (this._speaking) return;
    this._speaking = true;
    try {
      let lang = this._language();
      while (this._instance && (lang !== this._lang || this._anew)) {
        const found = await content(lang);
        const now = this._language();
        if (now !== lang) { lang = now; continue; }
        if (!this._instance) return;
        this._lang = lang;
        this._anew = false;
        this._instance.setContent(this._made(found));
      }
    } catch (error) {
      this._anew = false;
      this._tell(error.code || "fetch", error.message);
    } finally {
      this._speaking = false;
    }
  }

  _lock() {
    const unknown = this._instance.lock(this.getAttribute("lock"));
    if (unknown.length) this._tell("attribute", `lock: no answer is named ${unknown.join(", ")}.`);
  }

  _offer() {
    const named = this.getAttribute("views").split(/[\s,]+/).filter(Boolean);
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
    if (!found && own && own !== this._unknown) this._tell("attribute", `lang="${own}" is not one of ${known.join(", ")}.`);
    this._unknown = found ? undefined : own;
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
    this._wait(false);
    this._setState("error");
    this._refuse(failure);
    this._tell(failure.code, failure.message, failure.directive);
  }

  _panicked(message) {
    living.delete(this);
    this._instance = undefined;
    this._unmount();
    this._wait(false);
    this._setState("error");
    this._tell("panic", message);
  }

  _tell(code, help, directive) {
    if (code === "attribute") console.warn(`<${this.localName}> ${help}`);
    this._emit("boussole-error", directive ? { code, directive, help } : { code, help });
  }

  /** Tells the host; false when it says no to what can be refused. */
  _emit(name, detail) {
    // Between the module and this element alone.
    if (name === "_print") { this._print(); return true; }
    if (name === "_fetch") { this._fetchPiece(detail); return true; }
    if (name[0] === "_") { this._ofTried(name); return true; }
    // What the element gives itself while it starts is no news to the page, but for errors.
    if (this._quiet && name !== "boussole-error") return true;
    const partner = this.getAttribute("partner");
    if (partner) detail = { ...detail, partner };
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name === "boussole-navigate" }));
  }
};

/** The version of the release. */
const version = RELEASE.version;

/** Defines the element under a tag. */
function define(tag = NAME) {
  if (typeof customElements === "undefined") return;
  if (customElements.get(tag)) console.warn(`<${tag}> is already defined: this second copy of Boussole is ignored.`);
  else customElements.define(tag, boussole());
}
