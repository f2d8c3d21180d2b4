// The custom element: its attributes, properties and events, and its life on the page. All that needs the module is the
// session's affair (`session.js`), which comes with it. The build puts it, with the other files of this folder, behind
// RELEASE (file names with their integrity, styles, views), SCRIPT and SOURCE (where the script came from) and LATER.
//
// Attributes: lang, preset, lock, start-view, views, heading-level, theme, loading, partner, catalogue,
// library, share, hash-key, storage, journey (the link of a journey to begin with); state is reflected. Slots: the default one (fallback), partner, intro, legal; overlay, catalogue (JSON scripts).
// Properties: answers, overlay, catalogue, result, version, whenReady. Methods: reset, goTo, focus,
// toLink, export, import, merge, destroy.
// Events, bubbling and composed: boussole-ready, -change, -step, -result, -navigate and -export (cancelable), -error.

const NAME = "boussole-odd17";
const LOADINGS = ["lazy", "eager"];
/** What a page may have set on the element before this script came. */
const SETTABLE = ["answers", "overlay", "catalogue"];

/** A lazy element starts this near to the window: CSS pixels. */
const NEAR = 400;
/** The first element of a page shows its first question before anybody knows whether it is near: the page is laid out
    once for both. */
let sown = false;

/** The element, as a class of its own for each tag: made late, since a server has no HTMLElement. */
const boussole = () => class Boussole extends HTMLElement {
  static get observedAttributes() { return ["lang", "preset", "heading-level", "theme", "catalogue", "library"]; }

  constructor() {
    super();
    this._stage = new Stage(this);
    this._stage.begin = () => this._start();
    this._settle();
  }

  get version() { return RELEASE.version; }
  get whenReady() { return this._ready; }
  get state() { return this.getAttribute("state") || "idle"; }

  /** The module's instance of this element is there, and all of the module. */
  get _runs() { return Boolean(this._session && this._session.runs); }

  get answers() { return this._runs ? this._session.answers : this._stage.pending.answers || {}; }
  set answers(value) {
    if (this._runs) this._session.answers = value;
    else this._stage.pending.answers = value;
  }
  get result() { return this._runs ? this._session.instance.result : null; }

  /** A partner's own words, a plain object `boussole/overlay/1`; all of them, or none if one is wrong. */
  get overlay() { return this._stage.overlay || null; }
  set overlay(value) {
    this._stage.overlay = value;
    if (this._runs) this._session.speak(true);
  }

  /** A partner's own resources: a plain object `boussole/catalogue/1`, or the text of a spreadsheet. */
  get catalogue() { return this._stage.catalogue || null; }
  set catalogue(value) {
    this._stage.catalogue = value;
    if (this._runs) this._session.speak(true);
  }

  /** Erases the answers. */
  reset() {
    delete this._stage.pending.answers;
    if (this._runs) this._session.instance.reset();
  }

  /** Shows a view; resolved when it is drawn. */
  async goTo(view) {
    if (this._runs) return this._session.goTo(view);
    this._stage.pending.view = view;
    await this._ready;
    return this._session.known(view);
  }

  /** Puts the focus on the title of the view that shows. */
  focus(options) {
    const title = this._stage.drawing && this._stage.drawing.querySelector("#view-title");
    if (title) title.focus(options); else super.focus(options);
  }

  /** The address that brings somebody to this page and this journey. */
  toLink() { return this._runs ? this._session.address : location.href.split("#")[0]; }

  /** A file of ours: json, csv, ics, svg, png or html. */
  async export(format) {
    await this._ready;
    return this._session.export(format);
  }

  /** Takes up a link, or a file of ours; false when it is none, and the answers stay. */
  async import(given) {
    await this._ready;
    return this._session.import(given);
  }

  /** Brings journeys to the workshop: links, texts or files of ours; how many were taken. */
  async merge(given) {
    await this._ready;
    return this._session.merge(given);
  }

  /** Lets go of everything; the children show again, and the element stays at rest. */
  destroy() {
    this._destroyed = true;
    this._refuse(new Failure("destroyed", "This element was destroyed."));
    if (this._session) this._session.destroy();
    this._stage.clear();
    stuck.delete(this._stage);
    this._stage.notice();
    if (this._watch) this._watch.disconnect();
    this._stage.wait(false);
    this._stage.setState("idle");
  }

  connectedCallback() {
    for (const name of SETTABLE) {
      if (!Object.prototype.hasOwnProperty.call(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (this._destroyed) return;
    if (this._session) this._session.connect();
    if (this._runs) return;
    if (!this.hasAttribute("state")) this._stage.setState("idle");
    if (this._stage.choice("loading", LOADINGS) === "eager" || typeof IntersectionObserver !== "function" || this._stage.linked) { this._start(); return; }
    const first = !sown;
    sown = true;
    if (first) this._stage.plant();
    // A page that nobody sees has no frame, and a frame within another page may have no height yet.
    if (first && (document.hidden || parent !== window) && this._isNear()) { this._start(); return; }
    // Told with the frame that shows it, and without a layout of its own.
    this._watch = this._watch || new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) { this._watch.disconnect(); this._start(true); }
    }, { rootMargin: `${NEAR}px` });
    this._watch.observe(this);
  }

  _isNear() {
    if (!this.getClientRects().length) return false;
    const { top, bottom } = this.getBoundingClientRect();
    return top < innerHeight + NEAR && bottom > -NEAR;
  }

  disconnectedCallback() {
    if (this._watch) this._watch.disconnect();
    // A move takes the element out and puts it back at once; only a real removal lets go of the drawing.
    setTimeout(() => {
      if (this.isConnected) return;
      // Whoever still holds it may put it back; nothing here holds it any more.
      stuck.delete(this._stage);
      if (this._session) this._session.disconnect();
      this._stage.clear();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before !== now && this._runs) this._session.changed(name, now);
  }

  /** Starts; `shown` when a frame has shown what was planted before. */
  async _start(shown) {
    const stage = this._stage;
    if (this._starting || this._runs || this._destroyed) return;
    this._starting = true;
    stuck.delete(stage);
    stage.notice();
    // A page that asks again waits for this start.
    if (this.state === "error") this._settle();
    stage.setState("loading");
    try {
      const lang = stage.language();
      shown = shown && stage.first;
      stage.plant();
      // The first frame shows the first question. Asking for the first file costs as much again.
      if (stage.first && !shown) await seen();
      const hindered = await hindrance();
      if (this._destroyed) return;
      if (hindered) throw hindered;
      // All at once; what the session asks for again is there by then. The second script keeps what it compiled.
      const grown = rest().then((later) => {
        later.compile(RELEASE.wasm);
        // The start may be over: it failed, or the element was destroyed.
        if (this._starting && !this._destroyed) stage.plant();
        stage.tend();
        later.grow(stage);
        // Without a first view nothing can be done with half of the module.
        if (!stage.first) later.more();
        return later;
      });
      const [later] = await Promise.all([grown, brought || blob(RELEASE.wasm), blob(RELEASE.content[lang])]);
      if (this._destroyed) return;
      this._session = this._session || later.session(stage);
      if (!await this._session.start(lang)) return;
      stage.setState("ready");
      this._settleWith(this);
      this._session.ready();
    } catch (error) {
      if (!this._destroyed) this._fail(error);
    } finally {
      this._starting = false;
    }
  }

  _settle() {
    this._ready = new Promise((resolve, reject) => { this._settleWith = resolve; this._refuse = reject; });
    // A page that never asks is not told of a failure twice.
    this._ready.catch(() => {});
  }

  _fail(error) {
    const stage = this._stage;
    const failure = error instanceof Failure ? error : new Failure("panic", String(error));
    const waits = (failure.code === "fetch" || failure.code === "timeout") && !failure.directive;
    if (waits) {
      stuck.add(stage);
      window.addEventListener("online", online);
    }
    // Whoever has begun to answer goes on; what she chose is taken over when the module comes, or its second half.
    if (!waits || !stage.begun) stage.clear();
    stage.wait(false);
    stage.setState("error");
    if (waits) stage.notice(RELEASE.cut);
    this._refuse(failure);
    stage.tell(failure.code, failure.message, failure.directive);
  }
};

/** The version of the release. */
const version = RELEASE.version;

/** Defines the element under a tag, unless it is defined already. */
function define(tag = NAME) {
  if (typeof customElements === "undefined") return false;
  if (customElements.get(tag)) {
    console.warn(`<${tag}> is already defined: this second copy of Boussole is ignored.`);
    return false;
  }
  customElements.define(tag, boussole());
  return true;
}
