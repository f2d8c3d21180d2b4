// The custom element: its attributes, properties and events, and its life on the page. All that needs the module is the
// session's affair (`session.js`), which comes in the third script. The build puts it, with the other files of this folder, behind
// RELEASE (file names with their integrity, styles, views), SCRIPT and SOURCE (where the script came from) and LATER.
//
// Attributes: lang, preset, lock, start-view, views, heading-level, theme, loading, partner, catalogue,
// library, share, hash-key, storage, journey (the link of a journey to begin with), base (where the release is); state is
// reflected. Slots: the default one (fallback), partner, intro, legal; overlay, catalogue (JSON scripts).
// Properties: answers, overlay, catalogue, result, version, whenReady, and one for each attribute (startView). Methods: reset,
// goTo, focus, toLink, export, import, merge, destroy.
// Events, bubbling and composed: boussole-ready, -change, -step, -result, -navigate and -export (cancelable), -error.

const NAME = "boussole-odd17";
const LOADINGS = ["lazy", "eager"];
/** Attributes that a property of the same name sets: frameworks set properties where there are any. */
const REFLECTED = ["lang", "base", "preset", "lock", "views", "start-view", "heading-level", "theme", "loading", "library", "share", "hash-key", "storage", "journey", "partner"];
/** What can only be read. A framework may set it all the same: that must not throw. */
const FIXED = ["state", "version", "result", "whenReady"];
/** What a page may have set on the element before this script came. */
const SETTABLE = ["answers", "overlay", "catalogue"];

/** A lazy element starts this near to the window: CSS pixels. */
const NEAR = 400;
/** The first element of a page shows its first question before anybody knows whether it is near: the page is laid out
    once for both. */
let sown = false;

/** The element, as a class of its own for each tag: made late, since a server has no HTMLElement. */
const boussole = () => class Boussole extends HTMLElement {
  static get observedAttributes() { return ["lang", "preset", "heading-level", "theme", "catalogue", "library", "base", "state"]; }

  constructor() {
    super();
    this._stage = new Stage(this);
    this._stage.begin = () => this._start();
    this._settle();
  }

  get version() { return RELEASE.version; }
  get state() { return this._stage.state; }
  get whenReady() {
    this._use();
    return this._ready;
  }

  /** The module's instance of this element is there. */
  get _runs() { return Boolean(this._session && this._session.runs); }

  get answers() { return this._runs ? this._session.answers : this._stage.pending.answers || {}; }
  set answers(value) {
    this._use();
    this._given = value;
    if (this._runs) this._session.answers = value;
    else if (isNone(value)) delete this._stage.pending.answers;
    else this._stage.pending.answers = value;
  }
  get result() { return this._runs ? this._session.instance.result : null; }

  /** A partner's own words, `boussole/overlay/1` as an object or as text; all of them, or none if one is wrong. */
  get overlay() { return this._stage.overlay || null; }
  set overlay(value) {
    this._use();
    this._stage.overlay = value;
    if (this._runs) this._session.speak(true);
  }

  /** A partner's own resources: `boussole/catalogue/1` as an object or as text, the text of a spreadsheet, or the address
      of one of these, as in the attribute. */
  get catalogue() { return this._stage.catalogue || this.getAttribute("catalogue"); }
  set catalogue(value) {
    this._use();
    this._stage.catalogue = value;
    if (isNone(value)) this.removeAttribute("catalogue");
    if (this._runs) this._session.changed("catalogue");
  }

  /** Erases the answers. */
  reset() {
    delete this._stage.pending.answers;
    this._given = undefined;
    if (this._runs) this._session.instance.reset();
  }

  /** Shows a view; resolved when it is drawn. */
  async goTo(view) {
    if (this._runs) return this._session.goTo(view);
    this._stage.pending.view = view;
    await this.whenReady;
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
    await this.whenReady;
    return this._session.export(format);
  }

  /** Takes up a link, or a file of ours; false when it is none, and the answers stay. */
  async import(given) {
    await this.whenReady;
    return this._session.import(given);
  }

  /** Brings journeys to the workshop: links, texts or files of ours; how many were taken. */
  async merge(given) {
    await this.whenReady;
    return this._session.merge(given);
  }

  /** Lets go of everything; the children show again, and the element rests until it is connected or used anew, with what
      the page gave it. */
  destroy() {
    const stage = this._stage;
    this._rests = true;
    this._starting = undefined;
    if (this._session) this._session.destroy();
    this._session = stage.asked = undefined;
    if (!isNone(this._given)) stage.pending.answers = this._given;
    stage.clear();
    stage.chosen = [];
    stuck.delete(stage);
    stage.notice();
    if (this._watch) this._watch.disconnect();
    stage.wait(false);
    stage.setState("idle");
    // Who waits for it already goes on waiting.
    if (this._settled) this._settle();
  }

  /** Whoever listens uses it. */
  addEventListener(type, ...rest) {
    if (/^boussole-/.test(type)) this._use();
    super.addEventListener(type, ...rest);
  }

  /** Begins anew where it was destroyed and is used all the same: a framework may destroy what it goes on using, to see
      whether that works (the strict mode of React). */
  _use() { if (this._rests && this.isConnected) this.connectedCallback(); }

  connectedCallback() {
    this._stage.dress();
    for (const name of SETTABLE) {
      if (!Object.prototype.hasOwnProperty.call(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (this._rests) this._stage.wait(Boolean(styles(document)));
    this._rests = false;
    if (this._session) this._session.connect();
    if (this._runs) return;
    this._stage.setState(this.state);
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
    // The page may have made it anew, and the new one reads what this one has not written yet.
    if (this._session) { this._session.leave(); this._session.flush(); }
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
    if (name === "base") {
      locate(before, now);
      if (this.state === "error") this._start();
    }
    // A copy, or what a page draws over it, says what is not. In a task: a page that insists must not hold the page up.
    if (name === "state" && now !== this.state) setTimeout(() => this._stage.setState(this.state));
    if (before !== now && this._runs) this._session.changed(name, now);
  }

  /** Starts; `shown` when a frame has shown what was planted before. */
  async _start(shown) {
    const stage = this._stage;
    if (this._starting || this._runs || this._rests) return;
    const mine = this._starting = {};
    /** It failed, or the element was destroyed. */
    const isOver = () => this._starting !== mine;
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
      if (isOver()) return;
      if (hindered) throw hindered;
      // The needle does not wait for the widget, nor the widget for the needle.
      blob(RELEASE.needle).catch(() => {});
      const second = rest();
      const bound = second.then((later) => {
        later.compile(RELEASE.wasm).catch(() => {});
        if (!isOver()) stage.plant();
        stage.tend();
        later.grow(stage);
        later.turn(stage);
        return later.widget();
      });
      // What is large is asked for behind what moves a needle that shows: they would share the line. What the session asks
      // for again is there by then. The second script keeps what it compiled.
      const large = async () => {
        if (stage.first) await second;
        await Promise.all([brought || blob(RELEASE.wasm), blob(RELEASE.content[lang])]);
      };
      const [widget] = await Promise.all([bound, large()]);
      if (isOver()) return;
      const session = this._session = this._session || widget.session(stage);
      if (!await session.start(lang) || isOver()) return;
      stage.setState("ready");
      this._settled = true;
      this._settleWith(this);
      session.ready();
    } catch (error) {
      if (!isOver()) this._fail(error);
    } finally {
      if (!isOver()) this._starting = undefined;
    }
  }

  _settle() {
    this._settled = false;
    this._ready = new Promise((resolve, reject) => { this._settleWith = resolve; this._refuse = reject; });
    // A page that never asks is not told of a failure twice.
    this._ready.catch(() => {});
  }

  _fail(error) {
    const stage = this._stage;
    const failure = error instanceof Failure ? error : new Failure("panic", String(error));
    const waits = failure.fault;
    if (waits) {
      stuck.add(stage);
      window.addEventListener("online", online);
    }
    // Whoever has begun to answer goes on; what she chose is taken over when the module comes.
    if (!waits || !stage.begun) stage.clear();
    stage.wait(false);
    stage.setState("error");
    if (waits) stage.notice(RELEASE.cut, waits === "network");
    this._settled = true;
    this._refuse(failure);
    stage.tell(failure.code, failure.message, failure.directive);
  }
};

const isNone = (value) => value === undefined || value === null || value === "";

/** Gives a class of elements a property for each attribute, and lets what can only be read be set in vain. */
function reflect({ prototype }) {
  for (const attribute of [...REFLECTED, ...FIXED]) {
    const name = attribute.replace(/-(.)/, (_, letter) => letter.toUpperCase());
    const { get } = Object.getOwnPropertyDescriptor(prototype, name) || {};
    let told = false;
    SETTABLE.push(name);
    Object.defineProperty(prototype, name, {
      // The browser's own property of that name is never null.
      get: get || function () { return this.getAttribute(attribute) || (name === "lang" ? "" : null); },
      set(value) {
        if (!get) {
          if (isNone(value)) this.removeAttribute(attribute); else this.setAttribute(attribute, value);
        } else if (!told) {
          told = true;
          this._stage.tell("attribute", `${name} can be read, not set: it stays as it is.`);
        }
      },
    });
  }
}

/** The version of the release. */
const version = RELEASE.version;

/** Tags that this script defined. */
const defined = new Set();

/** Defines the element under a tag, unless it is defined already; whether the tag is ours. */
function define(tag = NAME) {
  if (defined.has(tag)) return true;
  // A server has no page, though some draw elements there, with classes of their own in the place of those of browsers.
  if (typeof document === "undefined" || !window.customElements) return false;
  if (customElements.get(tag)) {
    warn(`<${tag}> is already defined: this second copy of Boussole is ignored.`);
    return false;
  }
  const made = boussole();
  reflect(made);
  customElements.define(tag, made);
  defined.add(tag);
  return true;
}
