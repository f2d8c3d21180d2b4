// What a widget does once the module is there: it keeps the module's instance of one element, brings what the instance
// asks of the page (files, storage, address, printing, camera, network), and outlives it when it falls. This is the second
// script; the first hands it what both use (`rest`, in `start.js`).

const SHARES = ["none", "fragment"];
const STORAGES = ["none", "session", "local"];
/** A longer link than this stays out of the page's address, or goes without its words. */
const LONGEST_ADDRESS = 8000;

/** How an instance tells its session, which it must not keep alive: a function that sees nothing else. */
const teller = (weak) => (name, detail) => {
  const session = weak.deref();
  if (session) session._heard(name, detail);
};

class Session {
  constructor(stage) {
    this._stage = stage;
    this._host = stage.element;
    this._weak = new WeakRef(this);
    this._onTurn = () => this._turned();
    this._onLeave = () => this._flush();
    this._onDrop = (event) => this._dropped(event);
    for (const type of ["click", "input", "change"]) stage.root.addEventListener(type, () => { acting = this._weak; }, true);
    stage.root.addEventListener("change", (event) => {
      if (event.target.dataset.own === "file") this._try(event.target.files[0]);
      if (event.target.dataset.own === "resume") this._takeUp(event.target.files[0], true);
      if (event.target.dataset.own === "workshop") this.merge([...event.target.files]);
    });
    stage.root.addEventListener("click", (event) => {
      if (event.target.dataset && event.target.dataset.own === "scan") this._scan(event.target.dataset.stop);
    });
    /** What was chosen while nobody could hear it. */
    this._chosen = [];
    stage.undraw = () => { if (this.instance) this.instance.unmount(); };
    if (this._host.isConnected) this.connect();
    if (this._host.hasAttribute("catalogue")) this._fetchCatalogue();
  }

  /** Draws a new instance; false when the module fell meanwhile, which `fell` tells. It takes the first view over as soon
      as half of the module is there: answers count from then on, buttons and the page wait for the other half. */
  async start(lang) {
    const stage = this._stage;
    try {
      if (this._orphaned) this._setAside();
      if (!this.instance) {
        const early = this._isPlain;
        if (!early) await complete();
        const [wasm, words] = await Promise.all([start(), content(lang).then((found) => this._made(found))]);
        if (this._destroyed) return false;
        // The module fell while this one waited for it.
        if (!module.running) return await this.start(lang);
        acting = this._weak;
        this._lang = lang;
        this.instance = new wasm.Instance(words, teller(this._weak));
        this._module = engine;
        living.add(this);
        this._level();
        stage.choice("theme", THEMES);
        if (early) await this._takeOver();
      }
      await complete();
      if (this._destroyed) return false;
      if (!this.instance || this._orphaned) return await this.start(lang);
      acting = this._weak;
      // What the page says of answers goes behind what was answered here meanwhile.
      const own = this._taken ? this.answers : {};
      if (this._taken) this._level();
      stage.quiet = true;
      // A locked answer comes from the preset alone; other answers of the page go before it.
      if (this._host.hasAttribute("lock")) { this._propose(false); this._lock(); }
      if (this._host.hasAttribute("views")) this._offer();
      if ("answers" in stage.pending) this.answers = { ...stage.pending.answers, ...own };
      this._remember();
      if (scans()) this.instance.canScan();
      this._propose();
      if (this._host.getAttribute("library")) this.instance.libraryOffered(true);
      // What was done in the first view is done again there, before the page's own way.
      const begun = this._taken || stage.first;
      this._goal = begun && stage.pending.view;
      if (!begun) this.instance.show(stage.pending.view || (this._before && this._before.view) || stage.choice("start-view", RELEASE.views));
      stage.quiet = false;
      await this._draw();
      return module.running;
    } catch (error) {
      // Of a module that fell, `fell` tells.
      if (module.running || !living.has(this)) throw error;
      return false;
    }
  }

  /** Tells the page that the widget is there. */
  ready() {
    this._before = undefined;
    // Kept until here: a start that falls is made again.
    this._stage.pending = Object.create(null);
    this._safe();
    const { held } = this._stage;
    this._stage.held = undefined;
    this._stage.emit("boussole-ready", { version: RELEASE.version });
    for (const [name, detail] of held || []) this._stage.emit(name, detail);
    if (!this._taken) this._choose();
    if (this._press) this._press();
    this._press = this._taken = undefined;
    this._chosen = [];
    this._flush();
    if (this._goal) this.instance.show(this._goal);
    if (Object.keys(this.answers).length) this._stage.emit("boussole-result", this.instance.result);
    if (this._hostRefused) this.instance.hostRefused(true);
    // What the page said of words and resources while nobody could hear it.
    const anew = Boolean(this._fetched || this._stage.overlay !== this._saw.overlay || this._stage.catalogue !== this._saw.catalogue);
    if (anew || this._stage.language() !== this._lang) this.speak(anew);
    if ((this._host.getAttribute("catalogue") || "") !== (this._asked || "")) this._fetchCatalogue();
  }

  /** Nothing but the first view as it was built in is asked for. */
  get _isPlain() {
    const stage = this._stage;
    return Boolean(alone && stage.first && !stage.otherwise && !stage.catalogue && !this._tried && !this._fetched
      && !this._host.querySelector(':scope > script[slot="catalogue"]'));
  }

  /** Takes the first view over with half of the module. */
  async _takeOver() {
    this._stage.held = [];
    this._taken = true;
    await this._draw();
    this._choose();
    // Once it is drawn, the drawing has it.
    setTimeout(() => { if (this._taken && !this._orphaned) this._chosen = []; });
  }

  /** What was chosen before somebody could hear it is chosen now. */
  _choose() {
    for (const which of this._chosen) {
      const input = this._stage.drawing && this._stage.drawing.querySelector(which);
      if (input) input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  async _draw() {
    if (!this._host.isConnected || !this.instance) return;
    const before = await this._stage.mount((ground, takenOver) => this.instance.mount(ground, takenOver));
    if (before) { this._chosen = before.chosen; this._press = before.press; }
  }

  /** The element stands on a page. */
  connect() {
    window.addEventListener("hashchange", this._onTurn);
    window.addEventListener("pagehide", this._onLeave);
    // At the window, where no host can stop them before: a file dropped into the page would replace it.
    for (const type of ["dragover", "drop"]) window.addEventListener(type, this._onDrop, true);
    if (!this.instance || this._orphaned) return;
    living.add(this);
    this._claim();
    this._draw();
  }

  /** It stands on none any more. */
  disconnect() {
    living.delete(this);
    this._keepChosen();
    this._flush();
    window.removeEventListener("hashchange", this._onTurn);
    window.removeEventListener("pagehide", this._onLeave);
    for (const type of ["dragover", "drop"]) window.removeEventListener(type, this._onDrop, true);
    if (writers.get(this._stage.hashKey) === this) writers.delete(this._stage.hashKey);
  }

  destroy() {
    this._destroyed = true;
    this.disconnect();
    this._stage.clear();
    const instance = this.instance;
    const orphaned = this._orphaned;
    this.instance = undefined;
    if (!instance || orphaned) return;
    // A listener may destroy the element while the module is telling it something.
    const free = () => setTimeout(() => instance.free());
    if (module.whole) free(); else complete().then(free, () => {});
  }

  /** The first half of the module fell before the second was there: with both, this begins anew. */
  early() {
    this._setAside();
    this._stage.wait(true);
    // Its start may be over, without the second half.
    this._stage.begin();
  }

  /** Before the module is whole no link is written: the drawing itself has what was answered. */
  _keepChosen() {
    const { drawing } = this._stage;
    // Each once: a second choice of the same would take it back.
    if (this._taken && drawing) this._chosen = [...new Set([...this._chosen, ...chosenIn(drawing)])];
  }

  /** The module fell. If the last act was here, the visitor decides when to go on. */
  fell(message, acted) {
    const stage = this._stage;
    const restless = Date.now() - this._fellAt < RESTLESS;
    this._fellAt = Date.now();
    this._setAside();
    if (!acted && !restless) { stage.begin(); return; }
    stage.wait(false);
    stage.setState("error");
    stage.tell("panic", message);
    stage.notice(SAID_STOPPED);
  }

  /** The module of the instance fell while this one stood on no page. */
  get _orphaned() { return Boolean(this.instance && this._module !== engine); }

  /** The instance is there, and all of its module. */
  get runs() { return Boolean(this.instance && module.whole && !this._orphaned); }

  /** Keeps what was answered; the drawing goes. */
  _setAside() {
    this._keepChosen();
    living.delete(this);
    // Before the module is whole there is nothing but what the drawing has; its events are told when it is chosen again.
    if (!this._taken) this._before = { link: this._saved, view: this._view };
    this._stage.held = undefined;
    this._stage.fallen = true;
    this.instance = this._taken = undefined;
    this._stage.clear();
  }

  /** An attribute that is followed has another value. */
  changed(name, now) {
    // What the page says last goes before what the visitor asked for.
    if (name === "lang") { this._stage.asked = undefined; this.speak(); }
    if (name === "preset") this._propose();
    if (name === "catalogue") this._fetchCatalogue();
    if (name === "library") this.instance.libraryOffered(Boolean(now));
    if (name === "heading-level") this._level();
    if (name === "theme") { this._stage.choice(name, THEMES); this._stage.correct(); }
  }

  /** What an instance tells: what is between it and the session alone, and what its page hears. */
  _heard(name, detail) {
    if (name === "boussole-step") this._view = detail.view;
    if (name[0] !== "_") return this._stage.emit(name, detail);
    if (name === "_print") this._print();
    else if (name === "_touched") this._touched();
    else if (name === "_export") this._saveFile(detail.format);
    else if (name === "_speak") { this._stage.asked = detail.lang; this.speak(); }
    else if (name === "_keep") this._keep(detail.what, detail.which);
    else if (name === "_index") this._bringIndex();
    else if (name === "_fetch") this._fetchPiece(detail);
    else this._ofTried(name);
    return true;
  }

  _level() { this.instance.setHeadingLevel(Number(this._stage.choice("heading-level", LEVELS))); }

  get answers() { return this.instance.answers; }
  set answers(value) {
    acting = this._weak;
    const problems = this.instance.setAnswers(value);
    if (problems.length) this._stage.tell("answers", problems.join("; "));
  }

  /** The journey as a part of an address. */
  get fragment() {
    const link = this.instance.link;
    return link ? `#${this._stage.hashKey}=${link}` : "";
  }

  /** The content of the release, with the partner's own words over it and her catalogue in it. */
  _made(words) {
    let made = words;
    const inline = (slot) => {
      const script = this._host.querySelector(`:scope > script[slot="${slot}"]`);
      return script ? catalogueIn(script.textContent) : undefined;
    };
    const told = (problems) => (Array.isArray(problems) ? problems.join("; ") : problems);
    let { overlay } = this._stage;
    this._saw = { overlay, catalogue: this._stage.catalogue };
    try {
      overlay = overlay || inline("overlay");
      if (overlay) made = words.with(overlay);
    } catch (problems) {
      overlay = undefined;
      made = words;
      this._stage.tell("overlay", `The overlay is left out: ${told(problems)}`);
    }
    this._takenOverlay = overlay;
    try {
      // What somebody tries in the page goes before what the page brings.
      const catalogue = this._tried || this._stage.catalogue || inline("catalogue") || this._fetched;
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
    this._stage.tell("catalogue", `The catalogue is left out: ${problem}`);
    this._refused(true);
  }

  /** Tells visitors that they see our catalogue instead of the host's, or no longer. */
  _refused(refused) {
    this._hostRefused = refused;
    if (this.runs) this.instance.hostRefused(refused);
  }

  /** Fetches the catalogue that the attribute names; the widget does not wait for it. */
  async _fetchCatalogue() {
    const address = this._host.getAttribute("catalogue");
    this._asked = address;
    this._fetched = undefined;
    try {
      const text = address && await fetchedCatalogue(address);
      if (address !== this._host.getAttribute("catalogue")) return;
      this._fetched = text ? catalogueIn(text) : undefined;
      if (this.runs) await this.speak(true);
    } catch (error) {
      this._refuseCatalogue(error.message);
    }
  }

  /** Prints what is marked for paper alone, in a frame of its own: the host's page stays out of it. */
  _print() {
    const paper = this._stage.drawing && this._stage.drawing.querySelector("[data-paper]");
    if (!paper) return;
    const frame = document.createElement("iframe");
    frame.className = "paper-frame";
    frame.title = paper.querySelector("h1, h2, h3, h4, h5, h6").textContent;
    frame.setAttribute("aria-hidden", "true");
    this._stage.root.append(frame);
    try {
      this._printed(frame, paper);
    } catch (error) {
      // A sandbox may keep even an empty frame from us.
      frame.remove();
      this._stage.tell("export", `Nothing can be printed here: ${error.message}`);
      this.instance.exportFailed(error.message);
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
    for (const other of this._stage.root.querySelectorAll(".paper-frame")) if (other !== frame) other.remove();
  }

  async export(format) {
    const types = { json: "application/json", csv: "text/csv", ics: "text/calendar", svg: "image/svg+xml" };
    if (!this.instance) throw new Error("This element was destroyed.");
    if (format === "json") return new Blob([json(this.instance.fileOfData(RELEASE.version), 2)], { type: types.json });
    if (format === "html") {
      // The page is the host's own: her words, her resources, what she fixed.
      const attributes = ["preset", "lock", "views", "heading-level", "theme", "partner"].filter((name) => this._host.hasAttribute(name));
      const inline = [["overlay", this._takenOverlay], ["catalogue", this._takenCatalogue]].filter(([, value]) => value && typeof value === "object");
      return page(this.instance.wholeLink, this._lang, this.instance.title, attributes.map((name) => [name, this._host.getAttribute(name)]), inline);
    }
    const text = this.instance.file(format);
    if (format === "workshop") return new Blob([text], { type: types.csv });
    if (text === undefined) throw new RangeError(`No format "${format}": there are json, csv, ics, svg, png, html.`);
    return format === "png" ? painted(text, this.instance.wholeLink) : new Blob([text], { type: types[format] });
  }

  async import(given) {
    if (!this.instance) return false;
    return given instanceof Blob ? this._takeUp(given, false) : this._resume(String(given), false);
  }

  async merge(given) {
    if (!this.instance) return 0;
    const light = (typeof given === "string" || given instanceof Blob ? [given] : [...given]).map((one) => (one instanceof Blob ? (one.size > HEAVIEST_JOURNEY ? "" : one.text()) : String(one)));
    const texts = await Promise.all(light);
    return this.instance ? this.instance.merge(texts) : 0;
  }

  async _scan(stop) {
    const place = this._stage.drawing && this._stage.drawing.querySelector('[data-own="scanner"]');
    if (!place || this._scanning) return;
    this._scanning = true;
    const ended = () => {
      this._scanning = false;
      const button = this._stage.drawing && this._stage.drawing.querySelector('[data-own="scan"]');
      if (button) button.focus();
    };
    try {
      await scan(place, stop, (text) => this.instance && this.instance.merge([text]), ended);
    } catch (error) {
      this._scanning = false;
      this._stage.tell("export", `The camera cannot be used: ${error.message}`);
      if (this.instance) this.instance.exportFailed(error.message);
    }
  }

  /** Two widgets of a page keep apart what they keep. */
  _shelfKey() { return `${SHELF}${this._stage.hashKey}:`; }

  /** The fragment has one writer for each key, as long as it is on the page. */
  _claim() {
    if (this._host.getAttribute("share") !== "fragment") return true;
    const writer = writers.get(this._stage.hashKey);
    if (writer && writer !== this && writer._host.isConnected) return false;
    writers.set(this._stage.hashKey, this);
    return true;
  }

  /** Somebody opened another link on this page. */
  _turned() {
    const parts = fragment();
    const linked = parts && parts.get(this._stage.hashKey);
    if (this.runs && linked && linked !== this._addressed && linked !== this.instance.link) this._resume(linked, false);
  }

  /** Writes at once what waits to be written: the page may go. */
  _flush() {
    // Before the module is whole nothing can be written: it waits.
    if (this._calm === undefined || this._taken) return;
    clearTimeout(this._calm);
    this._calm = undefined;
    if (!this.instance) return;
    if (writers.get(this._stage.hashKey) === this) {
      const whole = this.instance.wholeLink;
      this._addressed = this.instance.link && (whole.length <= LONGEST_ADDRESS ? whole : this.instance.link);
      putFragment(this._stage.hashKey, this._addressed);
    }
    if (this._current) this._write();
  }

  _resume(text, asked) {
    if (!this.instance) return false;
    const taken = this.instance.resume(text, asked);
    if (!taken) this._stage.tell("link", "What was given is no link of this widget, was cut on its way, or is of a later version.");
    return taken;
  }

  async _takeUp(file, asked) {
    if (!file) return false;
    if (file.size > HEAVIEST_JOURNEY) { this.instance.tooHeavy(); return false; }
    // Any file of ours carries its link as plain letters, an image too.
    return this._resume(await file.text(), asked);
  }

  /** What was there before this visit: a link in the address goes before what is kept here. */
  _remember() {
    this.instance.address(`${this._stage.base}#${this._stage.hashKey}=`);
    const parts = fragment();
    const before = this._before;
    const linked = before ? before.link : (parts && parts.get(this._stage.hashKey)) || this._host.getAttribute("journey");
    const named = this._host.getAttribute("hash-key");
    if (named && named !== this._stage.hashKey) this._stage.tell("attribute", `hash-key="${named}" is no name: letters, digits and hyphens, a letter first.`);
    if (linked) this._resume(linked, false);
    if (before) { if (this._shelf) this._shelved(); return; }
    if (this._stage.choice("share", SHARES) === "fragment") {
      if (!this._claim()) this._stage.tell("attribute", `hash-key="${this._stage.hashKey}" is taken by another widget of this page: this one does not write its link.`);
    }
    if (this._stage.choice("storage", STORAGES) === "none") return;
    const storage = shelf(this._host.getAttribute("storage"));
    if (!storage) { this._shelved("refused"); return; }
    this._shelf = storage;
    const { found, corrupt } = journeysIn(storage, this._shelfKey());
    const last = found.reduce((best, own) => (best && best.turn >= own.turn ? best : own), undefined);
    // A link in the address may be that of a journey kept here, with less in it.
    const same = linked && found.find((own) => this.instance.sameLink(own.link, plain(linked)));
    const taken = same || (!linked && last);
    if (taken && this.instance.resume(taken.link, false)) this._current = { ...taken };
    this._shelved(corrupt ? "corrupt" : "");
  }

  /** What is kept here and can be read. */
  _journeys() { return this._shelf ? journeysIn(this._shelf, this._shelfKey()).found : []; }

  /** Tells the module what is kept here. */
  _shelved(trouble = "") {
    this.instance.kept(this._journeys().flatMap(({ id, name }) => [id, name]), this._current && this._current.id, trouble);
  }

  /** What a fresh module is given if this one falls: as it was before the act that made it fall. */
  _safe() {
    clearTimeout(this._saving);
    if (!module.whole) return;
    this._saving = setTimeout(() => { if (module.running && this.instance) this._saved = this.instance.wholeLink; });
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
        this._current = { id: this._newId(), turn: 0, name: this.instance.journeyName(this._current.name, true), made: Date.now() };
      }
      this._put();
    } catch (error) {
      trouble = refusal(error);
      this._stage.tell("storage", `The journey is not kept: ${error}`);
    }
    this._shelved(trouble);
  }

  _put() {
    const { id, name, turn } = this._current;
    const made = this._current.made || Date.now();
    // Larger than any turn before, in this tab or another.
    const next = Math.max(turn + 1, Date.now());
    this._shelf.setItem(this._shelfKey() + id, JSON.stringify({ name, link: this.instance.wholeLink, turn: next, made }));
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
        this._current = { id: this._newId(), turn: 0, name: this.instance.journeyName(which, false).slice(0, 80) };
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
      this._stage.tell("storage", `Nothing is kept: ${error}`);
    }
    this._shelved(trouble);
  }

  /** Saves a file that the visitor asked for, unless the host says no. */
  async _saveFile(format) {
    if (!this._stage.emit("boussole-export", { format })) return;
    try {
      const made = this.instance.fileOfData(RELEASE.version).made || "";
      save(await this.export(format), `boussole-odd17${made && `-${made}`}.${format === "workshop" ? "workshop.csv" : format}`);
    } catch (error) {
      this._stage.tell("export", `The ${format} file cannot be made here: ${error.message}`);
      if (this.instance) this.instance.exportFailed(error.message);
    }
  }

  /** Fetches a piece of the large catalogue that the attribute names. */
  async _fetchPiece({ name, folder, anew }) {
    const given = this._host.getAttribute("library");
    const { bytes, late, problem } = await piece(given, name, folder, Boolean(anew));
    if (!this.instance || given !== this._host.getAttribute("library")) return;
    if (problem) this._stage.tell("library", problem);
    this.instance.libraryCame(name, bytes, Boolean(late));
  }

  /** A file dropped on the zone for it is tried; elsewhere a drop is the page's affair. */
  _dropped(event) {
    const zone = event.composedPath().some((node) => node.dataset && node.dataset.own === "zone" && this._stage.root.contains(node));
    if (!zone || !event.dataTransfer) return;
    event.preventDefault();
    if (event.type === "drop") this._try(event.dataTransfer.files[0]);
  }

  /** Tries a catalogue that somebody brought: it joins the list, or the page says what is wrong with it. */
  async _try(file) {
    if (!file || !this.instance) return;
    if (file.size > HEAVIEST) { this.instance.fileRefused(file.name, true); return; }
    let tried;
    try {
      tried = catalogueIn(await file.text());
    } catch {
      if (this.instance) this.instance.fileRefused(file.name, false);
      return;
    }
    const words = await content(this._lang);
    if (this.instance && this.instance.tryWith(words, this._takenOverlay, tried)) this._tried = tried;
  }

  /** Brings the index of the content's words, or says that it did not come. */
  async _bringIndex() {
    const lang = this._lang;
    try {
      const words = await indexed(lang);
      // Another language, and a catalogue, have an index of their own.
      if (!this.instance || this._lang !== lang || this._takenCatalogue || this._tried) return;
      this.instance.indexCame(this._takenOverlay ? words.with(this._takenOverlay) : words);
    } catch (error) {
      this._stage.tell(error.code || "fetch", error.message);
      if (this.instance && this._lang === lang) this.instance.indexMissing();
    }
  }

  /** What the visitor asks of the catalogue she tried. */
  async _ofTried(what) {
    if (what === "_drop") {
      this._tried = undefined;
      this.instance.forgetTried();
      await this.speak(true);
      return;
    }
    const { catalogueOf } = await start();
    const catalogue = typeof this._tried === "string" ? catalogueOf(this._tried) : this._tried;
    save(new Blob([json(catalogue, 2)], { type: "application/json" }), "catalogue.json");
  }

  /** Follows the language and the overlay, once for all that changes together. */
  async speak(anew = false) {
    this._anew = this._anew || anew;
    if (this._speaking) return;
    this._speaking = true;
    try {
      let lang = this._stage.language();
      while (this.instance && (lang !== this._lang || this._anew)) {
        const found = await content(lang);
        const now = this._stage.language();
        if (now !== lang) { lang = now; continue; }
        if (!this.instance) return;
        this._lang = lang;
        this._anew = false;
        this.instance.setContent(this._made(found));
      }
    } catch (error) {
      this._anew = false;
      this._stage.tell(error.code || "fetch", error.message);
    } finally {
      this._speaking = false;
    }
  }

  _lock() {
    const unknown = this.instance.lock(this._host.getAttribute("lock"));
    if (unknown.length) this._stage.tell("attribute", `lock: no answer is named ${unknown.join(", ")}.`);
  }

  _offer() {
    const named = this._host.getAttribute("views").split(/[\s,]+/).filter(Boolean);
    const unknown = named.filter((view) => !RELEASE.views.includes(view));
    if (unknown.length) this._stage.tell("attribute", `views: no view is named ${unknown.join(", ")}.`);
    this.instance.offer(named.join(" "));
  }

  _propose(tell = true) {
    const preset = this._host.getAttribute("preset");
    if (!preset) return;
    const problems = this.instance.propose(preset);
    if (tell && problems.length) this._stage.tell("attribute", `preset: ${problems.join("; ")}`);
  }
}

/** The session of an element. */
const session = (stage) => new Session(stage);
