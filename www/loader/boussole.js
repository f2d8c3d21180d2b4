// The custom element, its attributes, properties and events. The build puts it, with the other files of
// this folder, behind RELEASE (file names with their integrity, styles, views), SOURCE (where the script
// came from) and bindings() (the wasm-bindgen glue, as a factory: each call gives a module of its own).
//
// Attributes: lang, preset, lock, start-view, views, heading-level, theme, loading, partner, catalogue,
// library, share, hash-key, storage, journey (the link of a journey to begin with); state is reflected. Slots: the default one (fallback), partner, intro, legal; overlay, catalogue (JSON scripts).
// Properties: answers, overlay, catalogue, result, version, whenReady. Methods: reset, goTo, focus,
// toLink, export, import, merge, destroy.
// Events, bubbling and composed: boussole-ready, -change, -step, -result, -navigate and -export (cancelable), -error.

const NAME = "boussole-odd17";
const LEVELS = ["2", "3", "4", "5"];
const THEMES = ["auto", "light", "dark"];
const LOADINGS = ["lazy", "eager"];
const SHARES = ["none", "fragment"];
const STORAGES = ["none", "session", "local"];
/** A longer link than this stays out of the page's address, or goes without its words. */
const LONGEST_ADDRESS = 8000;
/** What a page may have set on the element before this script came. */
const SETTABLE = ["answers", "overlay", "catalogue"];

let sheets;
let laterStyles = "";
/** The style sheets that all share: of the first view, and of what comes with the module; `undefined` in a browser
    that cannot make any. */
function styles() {
  try {
    if (!sheets) {
      sheets = [new CSSStyleSheet(), new CSSStyleSheet()];
      sheets[0].replaceSync(RELEASE.styles);
    }
    return sheets;
  } catch {
    return undefined;
  }
}

/** The styles of all views are there. */
function dress(later) {
  laterStyles = later;
  sheets[1].replaceSync(later);
}

/** When the frame to come was shown; a page that nobody sees has none. */
const seen = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); setTimeout(done, UNSEEN); });

/** A drawing that no frame shows is taken as done after so long: milliseconds. */
const UNSEEN = 500;

/** Where in `RELEASE.said` a sentence and the words of its button stand. */
const SAID_STOPPED = 0;
const SAID_CUT = 2;

/** A lazy element starts this near to the window: CSS pixels. */
const NEAR = 400;
let looked = false;

/** How an instance tells its element, which it must not keep alive: a function that sees nothing else. */
const teller = (weak) => (name, detail) => {
  const element = weak.deref();
  if (element) element._emit(name, detail);
};

/** The element, as a class of its own for each tag: made late, since a server has no HTMLElement. */
const boussole = () => class Boussole extends HTMLElement {
  static get observedAttributes() { return ["lang", "preset", "heading-level", "theme", "catalogue", "library"]; }

  constructor() {
    super();
    this._root = this.attachShadow({ mode: "open" });
    // Holds the place of the drawing, with the fallback in it, so that the page does not jump later.
    this._waiting = document.createElement("div");
    this._waiting.append(document.createElement("slot"));
    this._root.append(this._waiting);
    const adopted = styles();
    if (adopted) this._root.adoptedStyleSheets = adopted;
    this._wait(Boolean(adopted));
    this._root.addEventListener("click", (event) => this._navigate(event));
    // Enter in a field would send the form that the page of the widget is.
    this._root.addEventListener("submit", (event) => event.preventDefault());
    this._root.addEventListener("change", (event) => {
      if (event.target.dataset.own === "file") this._try(event.target.files[0]);
      if (event.target.dataset.own === "resume") this._takeUp(event.target.files[0], true);
      if (event.target.dataset.own === "workshop") this.merge([...event.target.files]);
    });
    this._root.addEventListener("click", (event) => {
      if (event.target.dataset && event.target.dataset.own === "scan") this._scan(event.target.dataset.stop);
    });
    for (const type of ["click", "input", "change"]) this._root.addEventListener(type, () => { acting = this._weak; }, true);
    this._onTurn = () => this._turned();
    this._onLeave = () => this._flush();
    this._onDrop = (event) => this._dropped(event);
    this._pending = Object.create(null);
    this._settle();
  }

  get version() { return RELEASE.version; }
  get whenReady() { return this._ready; }
  get state() { return this.getAttribute("state") || "idle"; }

  get answers() { return this._instance ? this._instance.answers : this._pending.answers || {}; }
  set answers(value) {
    if (!this._instance) { this._pending.answers = value; return; }
    acting = this._weak;
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
    return seen();
  }

  /** Puts the focus on the title of the view that shows. */
  focus(options) {
    const title = this._drawing && this._drawing.querySelector("#view-title");
    if (title) title.focus(options); else super.focus(options);
  }

  /** Lets go of everything; the children show again, and the element stays at rest. */
  destroy() {
    this._destroyed = true;
    this._flush();
    this._refuse(new Failure("destroyed", "This element was destroyed."));
    this._unmount();
    if (writers.get(this._hashKey()) === this) writers.delete(this._hashKey());
    const instance = this._instance;
    this._instance = undefined;
    // A listener may destroy the element while the module is telling it something.
    if (instance) setTimeout(() => instance.free());
    living.delete(this);
    stuck.delete(this);
    this._notice();
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
    window.addEventListener("hashchange", this._onTurn);
    window.addEventListener("pagehide", this._onLeave);
    // At the window, where no host can stop them before: a file dropped into the page would replace it.
    for (const type of ["dragover", "drop"]) window.addEventListener(type, this._onDrop, true);
    if (this._instance) { living.add(this); this._claim(); this._mount(); return; }
    if (!this.hasAttribute("state")) this._setState("idle");
    const now = this._choice("loading", LOADINGS) === "eager" || typeof IntersectionObserver !== "function";
    if (now || this._isFirstAndNear()) { this._start(); return; }
    this._watch = this._watch || new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) { this._watch.disconnect(); this._start(); }
    }, { rootMargin: `${NEAR}px` });
    this._watch.observe(this);
  }

  /** Whether it stands near the window, asked for the first element of a page alone: it need not wait for a frame to
      be told, and the layout is read once. */
  _isFirstAndNear() {
    if (looked || !this.getClientRects().length) return false;
    looked = true;
    const { top, bottom } = this.getBoundingClientRect();
    return top < innerHeight + NEAR && bottom > -NEAR;
  }

  disconnectedCallback() {
    if (this._watch) this._watch.disconnect();
    // A move takes the element out and puts it back at once; only a real removal lets go of the drawing.
    setTimeout(() => {
      if (this.isConnected) return;
      // Whoever still holds it may put it back; nothing here holds it any more.
      living.delete(this);
      stuck.delete(this);
      this._flush();
      window.removeEventListener("hashchange", this._onTurn);
      window.removeEventListener("pagehide", this._onLeave);
      for (const type of ["dragover", "drop"]) window.removeEventListener(type, this._onDrop, true);
      if (writers.get(this._hashKey()) === this) writers.delete(this._hashKey());
      this._unmount();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this._instance) return;
    // What the page says last goes before what the visitor asked for.
    if (name === "lang") { this._asked = undefined; this._speak(); }
    if (name === "preset") this._propose();
    if (name === "catalogue") this._fetchCatalogue();
    if (name === "library") this._instance.libraryOffered(Boolean(now));
    if (name === "heading-level") this._instance.setHeadingLevel(Number(this._choice(name, LEVELS)));
    if (name === "theme") { this._choice(name, THEMES); this._correct(); }
  }

  async _start() {
    if (this._starting || this._instance || this._destroyed) return;
    this._starting = true;
    stuck.delete(this);
    this._notice();
    // A page that asks again waits for this start.
    if (this.state === "error") this._settle();
    this._setState("loading");
    if (this.hasAttribute("catalogue")) this._fetchCatalogue();
    try {
      const lang = this._language();
      this._plant(RELEASE.first[lang]);
      // The first frame shows the first question. Laying out the others, and asking for the first file, each cost as
      // much again.
      if (this._first) {
        await seen();
        if (this._drawing) this._drawing.classList.remove("opening");
      }
      const [wasm, words] = await Promise.all([start(), content(lang).then((found) => this._made(found))]);
      if (this._destroyed) return;
      // The module fell while this one waited for it.
      if (!running) { this._starting = false; await this._start(); return; }
      // Here and no sooner: a browser that lacks it must still show the page's own words.
      this._weak = this._weak || new WeakRef(this);
      acting = this._weak;
      this._lang = lang;
      this._instance = new wasm.Instance(words, teller(this._weak));
      living.add(this);
      this._instance.setHeadingLevel(Number(this._choice("heading-level", LEVELS)));
      this._choice("theme", THEMES);
      this._quiet = true;
      // A locked answer comes from the preset alone; other answers of the page go before it.
      if (this.hasAttribute("lock")) { this._propose(false); this._lock(); }
      if (this.hasAttribute("views")) this._offer();
      if ("answers" in this._pending) this.answers = this._pending.answers;
      this._remember();
      if (scans()) this._instance.canScan();
      this._propose();
      if (this.getAttribute("library")) this._instance.libraryOffered(true);
      this._instance.show(this._pending.view || (this._before && this._before.view) || this._choice("start-view", RELEASE.views));
      this._quiet = false;
      this._pending = Object.create(null);
      const again = await this._mount();
      if (!running) return;
      this._setState("ready");
      this._before = undefined;
      this._safe();
      this._settleWith(this);
      this._emit("boussole-ready", { version: RELEASE.version });
      if (again) again();
      if (Object.keys(this.answers).length) this._emit("boussole-result", this.result);
      if (this._hostRefused) this._instance.hostRefused(true);
      if (this._fetched || this._language() !== lang) this._speak(Boolean(this._fetched));
    } catch (error) {
      // Of a module that fell, `fell` tells.
      if (running || !living.has(this)) this._fail(error);
    } finally {
      this._starting = false;
      this._quiet = false;
    }
  }

  /** Shows the first view, where it is the one that was built in, until the module takes it over. */
  _plant(tree) {
    if (!tree || running || this._drawing || this._before) return;
    const otherwise = OTHERWISE.some((name) => this.hasAttribute(name)) || this._pending.answers || this._pending.view || this._overlay
      || this.querySelector(':scope > script[slot="overlay"]') || (this.getAttribute("start-view") || "situate") !== "situate"
      || location.hash.includes(`${this._hashKey()}=`);
    if (otherwise || !this.isConnected || hindrance()) return;
    this._draw((drawing) => { this._first = new First(drawing, JSON.parse(tree), Number(this._choice("heading-level", LEVELS)) - 2); });
    this._drawing.classList.add("opening");
  }

  /** Draws the widget, in place of the first view where there is one; then a promise of what does again what was done there. */
  _mount() {
    if (!this.isConnected || !this._instance) return undefined;
    const first = this._first;
    this._first = undefined;
    if (first) return first._handOver((takenOver) => { this._instance.mount(this._drawing, takenOver); });
    if (this._drawing) return undefined;
    this._draw((drawing) => this._instance.mount(drawing, false));
    return undefined;
  }

  /** The ground of a drawing, with what `fill` puts on it, in place of the fallback. */
  _draw(fill) {
    const ground = document.createElement("div");
    ground.className = "root";
    const drawn = fill(ground);
    this._drawing = drawn && drawn.nodeType ? drawn : ground;
    // One that is used again has the colours of another host.
    this._drawing.removeAttribute("style");
    this._root.append(this._drawing);
    // Colours need the styles computed, and with them the layout: of the first view, with the frame that shows it.
    if (this._first) requestAnimationFrame(() => this._correct());
    else this._correct();
    // The scheme of the system changes the ground that a host's colours stand on.
    this._scheme = matchMedia("(prefers-color-scheme: dark)");
    this._scheme.onchange = () => this._correct();
    guard(this._drawing);
    this._waiting.hidden = true;
  }

  _unmount() {
    if (!this._drawing) return;
    this._first = undefined;
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
  _made(words) {
    let made = words;
    const inline = (slot) => {
      const script = this.querySelector(`:scope > script[slot="${slot}"]`);
      return script ? catalogueIn(script.textContent) : undefined;
    };
    const told = (problems) => (Array.isArray(problems) ? problems.join("; ") : problems);
    let overlay = this._overlay;
    try {
      overlay = overlay || inline("overlay");
      if (overlay) made = words.with(overlay);
    } catch (problems) {
      overlay = undefined;
      made = words;
      this._tell("overlay", `The overlay is left out: ${told(problems)}`);
    }
    this._takenOverlay = overlay;
    try {
      // What somebody tries in the page goes before what the page brings.
      const catalogue = this._tried || this._catalogue || inline("catalogue") || this._fetched;
      if (catalogue) made = words.with(overlay, catalogue);
      this._takenCatalogue = catalogue;
      if (this._hostRefused) this._refused(false);
    } catch (problems) {
      this._takenCatalogue = undefined;
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
    try {
      this._printed(frame, paper);
    } catch (error) {
      // A sandbox may keep even an empty frame from us.
      frame.remove();
      this._tell("export", `Nothing can be printed here: ${error.message}`);
      this._instance.exportFailed(error.message);
    }
  }

  _printed(frame, paper) {
    const page = frame.contentWindow;
    const sheet = new page.CSSStyleSheet();
    // The tokens stand on the host of the shadow tree, which a page has not.
    sheet.replaceSync((RELEASE.styles + laterStyles).replaceAll(":host", ":root"));
    page.document.adoptedStyleSheets = [sheet];
    page.document.title = frame.title;
    page.document.documentElement.lang = this._lang;
    page.document.body.className = "root paper";
    page.document.body.append(page.document.importNode(paper, true));
    page.addEventListener("afterprint", () => setTimeout(() => frame.remove()));
    page.focus();
    page.print();
    // Where nothing tells that printing ended, the frame goes with the next one.
    for (const other of this._root.querySelectorAll(".paper-frame")) if (other !== frame) other.remove();
  }

  /** The address that brings somebody to this page and this journey. */
  toLink() {
    const link = this._instance ? this._instance.link : "";
    return this._base() + (link ? `#${this._hashKey()}=${link}` : "");
  }

  /** A file of ours: json, csv, ics, svg, png or html. */
  async export(format) {
    await this._ready;
    const types = { json: "application/json", csv: "text/csv", ics: "text/calendar", svg: "image/svg+xml" };
    if (!this._instance) throw new Error("This element was destroyed.");
    if (format === "json") return new Blob([json(this._instance.fileOfData(RELEASE.version), 2)], { type: types.json });
    if (format === "html") {
      // The page is the host's own: her words, her resources, what she fixed.
      const attributes = ["preset", "lock", "views", "heading-level", "theme", "partner"].filter((name) => this.hasAttribute(name));
      const inline = [["overlay", this._takenOverlay], ["catalogue", this._takenCatalogue]].filter(([, value]) => value && typeof value === "object");
      return page(this._instance.wholeLink, this._lang, this._instance.title, attributes.map((name) => [name, this.getAttribute(name)]), inline);
    }
    const text = this._instance.file(format);
    if (format === "workshop") return new Blob([text], { type: types.csv });
    if (text === undefined) throw new RangeError(`No format "${format}": there are json, csv, ics, svg, png, html.`);
    return format === "png" ? painted(text, this._instance.wholeLink) : new Blob([text], { type: types[format] });
  }

  /** Takes up a link, or a file of ours; false when it is none, and the answers stay. */
  async import(given) {
    await this._ready;
    if (!this._instance) return false;
    return given instanceof Blob ? this._takeUp(given, false) : this._resume(String(given), false);
  }

  /** Brings journeys to the workshop: links, texts or files of ours; how many were taken. */
  async merge(given) {
    await this._ready;
    if (!this._instance) return 0;
    const light = (typeof given === "string" || given instanceof Blob ? [given] : [...given]).map((one) => (one instanceof Blob ? (one.size > HEAVIEST_JOURNEY ? "" : one.text()) : String(one)));
    const texts = await Promise.all(light);
    return this._instance ? this._instance.merge(texts) : 0;
  }

  async _scan(stop) {
    const place = this._drawing && this._drawing.querySelector('[data-own="scanner"]');
    if (!place || this._scanning) return;
    this._scanning = true;
    const ended = () => {
      this._scanning = false;
      const button = this._drawing && this._drawing.querySelector('[data-own="scan"]');
      if (button) button.focus();
    };
    try {
      await scan(place, stop, (text) => this._instance && this._instance.merge([text]), ended);
    } catch (error) {
      this._scanning = false;
      this._tell("export", `The camera cannot be used: ${error.message}`);
      if (this._instance) this._instance.exportFailed(error.message);
    }
  }

  _base() { return location.href.split("#")[0]; }
  _hashKey() {
    const key = this.getAttribute("hash-key") || "b";
    return new RegExp(`^${KEY}$`, "i").test(key) ? key : "b";
  }
  /** Two widgets of a page keep apart what they keep. */
  _shelfKey() { return `${SHELF}${this._hashKey()}:`; }

  /** The fragment has one writer for each key, as long as it is on the page. */
  _claim() {
    if (this.getAttribute("share") !== "fragment") return true;
    const writer = writers.get(this._hashKey());
    if (writer && writer !== this && writer.isConnected) return false;
    writers.set(this._hashKey(), this);
    return true;
  }

  /** Somebody opened another link on this page. */
  _turned() {
    const parts = fragment();
    const linked = parts && parts.get(this._hashKey());
    if (this._instance && linked && linked !== this._addressed && linked !== this._instance.link) this._resume(linked, false);
  }

  /** Writes at once what waits to be written: the page may go. */
  _flush() {
    if (this._calm === undefined) return;
    clearTimeout(this._calm);
    this._calm = undefined;
    if (!this._instance) return;
    if (writers.get(this._hashKey()) === this) {
      const whole = this._instance.wholeLink;
      this._addressed = this._instance.link && (whole.length <= LONGEST_ADDRESS ? whole : this._instance.link);
      putFragment(this._hashKey(), this._addressed);
    }
    if (this._current) this._write();
  }

  _resume(text, asked) {
    if (!this._instance) return false;
    const taken = this._instance.resume(text, asked);
    if (!taken) this._tell("link", "What was given is no link of this widget, was cut on its way, or is of a later version.");
    return taken;
  }

  async _takeUp(file, asked) {
    if (!file) return false;
    if (file.size > HEAVIEST_JOURNEY) { this._instance.tooHeavy(); return false; }
    // Any file of ours carries its link as plain letters, an image too.
    return this._resume(await file.text(), asked);
  }

  /** What was there before this visit: a link in the address goes before what is kept here. */
  _remember() {
    this._instance.address(`${this._base()}#${this._hashKey()}=`);
    const parts = fragment();
    const before = this._before;
    const linked = before ? before.link : (parts && parts.get(this._hashKey())) || this.getAttribute("journey");
    const named = this.getAttribute("hash-key");
    if (named && named !== this._hashKey()) this._tell("attribute", `hash-key="${named}" is no name: letters, digits and hyphens, a letter first.`);
    if (linked) this._resume(linked, false);
    if (before) { if (this._shelf) this._shelved(); return; }
    if (this._choice("share", SHARES) === "fragment") {
      if (!this._claim()) this._tell("attribute", `hash-key="${this._hashKey()}" is taken by another widget of this page: this one does not write its link.`);
    }
    if (this._choice("storage", STORAGES) === "none") return;
    const storage = shelf(this.getAttribute("storage"));
    if (!storage) { this._shelved("refused"); return; }
    this._shelf = storage;
    const { found, corrupt } = journeysIn(storage, this._shelfKey());
    const last = found.reduce((best, own) => (best && best.turn >= own.turn ? best : own), undefined);
    // A link in the address may be that of a journey kept here, with less in it.
    const same = linked && found.find((own) => this._instance.sameLink(own.link, plain(linked)));
    const taken = same || (!linked && last);
    if (taken && this._instance.resume(taken.link, false)) this._current = { ...taken };
    this._shelved(corrupt ? "corrupt" : "");
  }

  /** What is kept here and can be read. */
  _journeys() { return this._shelf ? journeysIn(this._shelf, this._shelfKey()).found : []; }

  /** Tells the module what is kept here. */
  _shelved(trouble = "") {
    this._instance.kept(this._journeys().flatMap(({ id, name }) => [id, name]), this._current && this._current.id, trouble);
  }

  /** What a fresh module is given if this one falls: as it was before the act that made it fall. */
  _safe() {
    clearTimeout(this._saving);
    this._saving = setTimeout(() => { if (running && this._instance) this._saved = this._instance.wholeLink; });
  }

  /** Something that a link holds has changed. */
  _touched() {
    this._safe();
    clearTimeout(this._calm);
    this._calm = setTimeout(() => this._flush(), CALM);
  }

  /** Writes the journey; another tab that wrote it meanwhile keeps its own. */
  _write() {
    const key = this._shelfKey() + this._current.id;
    let trouble = "";
    try {
      const there = JSON.parse(this._shelf.getItem(key) || "null");
      if (!there) { this._current = undefined; this._shelved("gone"); return; }
      if (there.turn !== this._current.turn) {
        this._current = { id: this._newId(), turn: 0, name: this._instance.journeyName(this._current.name, true), made: Date.now() };
      }
      this._put();
    } catch (error) {
      trouble = refusal(error);
      this._tell("storage", `The journey is not kept: ${error}`);
    }
    this._shelved(trouble);
  }

  _put() {
    const { id, name, turn } = this._current;
    const made = this._current.made || Date.now();
    // Larger than any turn before, in this tab or another.
    const next = Math.max(turn + 1, Date.now());
    this._shelf.setItem(this._shelfKey() + id, JSON.stringify({ name, link: this._instance.wholeLink, turn: next, made }));
    this._current.turn = next;
    this._current.made = made;
  }

  _newId() { return Date.now().toString(36) + Math.random().toString(36).slice(2, 8); }

  /** What the visitor asks of this device. */
  _keep(what, which) {
    if (what === "leave") { this._flush(); this._left = this._current; this._current = undefined; if (this._shelf) this._shelved(); return; }
    if (what === "back") {
      // What was there is there again, and follows the answers as it did.
      this._current = this._left && this._journeys().find(({ id }) => id === this._left.id);
      if (this._shelf) this._shelved();
      return;
    }
    if (!this._shelf) { this._shelved("refused"); return; }
    let trouble = "";
    try {
      if (what === "keep") {
        this._current = { id: this._newId(), turn: 0, name: this._instance.journeyName(which, false).slice(0, 80) };
        this._put();
      }
      if (what === "erase" || what === "all") {
        if (what === "erase") this._shelf.removeItem(this._shelfKey() + which);
        // What cannot be read goes with the rest.
        if (what === "all") for (const key of Object.keys(this._shelf)) if (key.startsWith(this._shelfKey())) this._shelf.removeItem(key);
        if (this._current && (what === "all" || this._current.id === which)) this._current = undefined;
      }
      if (what === "open") {
        const found = this._journeys().find(({ id }) => id === which);
        if (found && this._resume(found.link, true)) this._current = { id: found.id, turn: found.turn, name: found.name, made: found.made };
      }
    } catch (error) {
      if (what === "keep") this._current = undefined;
      trouble = refusal(error);
      this._tell("storage", `Nothing is kept: ${error}`);
    }
    this._shelved(trouble);
  }

  /** Saves a file that the visitor asked for, unless the host says no. */
  async _saveFile(format) {
    if (!this._emit("boussole-export", { format })) return;
    try {
      const made = this._instance.fileOfData(RELEASE.version).made || "";
      save(await this.export(format), `boussole-odd17${made && `-${made}`}.${format === "workshop" ? "workshop.csv" : format}`);
    } catch (error) {
      this._tell("export", `The ${format} file cannot be made here: ${error.message}`);
      if (this._instance) this._instance.exportFailed(error.message);
    }
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
    const zone = event.composedPath().some((node) => node.dataset && node.dataset.own === "zone" && this._root.contains(node));
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
      if (this._instance) this._instance.fileRefused(file.name, false);
      return;
    }
    const words = await content(this._lang);
    if (this._instance && this._instance.tryWith(words, this._takenOverlay, tried)) this._tried = tried;
  }

  /** Brings the index of the content's words, or says that it did not come. */
  async _bringIndex() {
    const lang = this._lang;
    try {
      const words = await indexed(lang);
      // Another language, and a catalogue, have an index of their own.
      if (!this._instance || this._lang !== lang || this._takenCatalogue || this._tried) return;
      this._instance.indexCame(this._takenOverlay ? words.with(this._takenOverlay) : words);
    } catch (error) {
      this._tell(error.code || "fetch", error.message);
      if (this._instance && this._lang === lang) this._instance.indexMissing();
    }
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
    save(new Blob([json(catalogue, 2)], { type: "application/json" }), "catalogue.json");
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
    if (known.includes(this._asked)) return this._asked;
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
    const waits = (failure.code === "fetch" || failure.code === "timeout") && !failure.directive;
    if (waits) {
      stuck.add(this);
      window.addEventListener("online", online);
    }
    // Whoever has begun to answer goes on; what she chose is taken over when the module comes.
    if (!waits || !this._first || !this._first._begun) this._unmount();
    this._wait(false);
    this._setState("error");
    if (waits) this._notice(SAID_CUT);
    this._refuse(failure);
    this._tell(failure.code, failure.message, failure.directive);
  }

  /** The module fell. If the last act was here, the visitor decides when to go on. */
  _fell(message, acted) {
    const restless = Date.now() - this._fellAt < RESTLESS;
    this._fellAt = Date.now();
    living.delete(this);
    this._before = { link: this._saved, view: this._view };
    this._instance = undefined;
    this._unmount();
    if (!acted && !restless) { this._start(); return; }
    this._wait(false);
    this._setState("error");
    this._tell("panic", message);
    this._notice(SAID_STOPPED);
  }

  /** A sentence and a button, where the module has none; without a place in `RELEASE.said`, none any more. */
  _notice(place) {
    if (this._noticed) this._noticed.remove();
    this._noticed = undefined;
    if (place === undefined) return;
    const [said, press] = RELEASE.said[this._language()].slice(place);
    const notice = document.createElement("div");
    const text = document.createElement("p");
    const button = document.createElement("button");
    notice.className = "root stopped";
    notice.setAttribute("role", "alert");
    [button.type, button.className, button.textContent, text.textContent] = ["button", "button", press, said];
    // What hangs is asked for anew.
    button.addEventListener("click", () => { coming.clear(); this._start(); });
    notice.append(text, button);
    this._root.append(notice);
    this._noticed = notice;
  }

  _tell(code, help, directive) {
    if (code === "attribute") console.warn(`<${this.localName}> ${help}`);
    this._emit("boussole-error", directive ? { code, directive, help } : { code, help });
  }

  /** Tells the host; false when it says no to what can be refused. */
  _emit(name, detail) {
    // Between the module and this element alone.
    if (name === "_print") { this._print(); return true; }
    if (name === "_touched") { this._touched(); return true; }
    if (name === "_export") { this._saveFile(detail.format); return true; }
    if (name === "_speak") { this._asked = detail.lang; this._speak(); return true; }
    if (name === "_keep") { this._keep(detail.what, detail.which); return true; }
    if (name === "_index") { this._bringIndex(); return true; }
    if (name === "_fetch") { this._fetchPiece(detail); return true; }
    if (name[0] === "_") { this._ofTried(name); return true; }
    if (name === "boussole-step") this._view = detail.view;
    // What the element gives itself while it starts is no news to the page, but for errors.
    if (this._quiet && name !== "boussole-error") return true;
    const partner = this.getAttribute("partner");
    if (partner) detail = { ...detail, partner };
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name === "boussole-navigate" || name === "boussole-export" }));
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
