// What the module asks of the page, and what the page asks of it: files, paper, the camera, catalogues that somebody brings,
// pieces of a large one, and what is kept.

/** The errands of one element. */
class Errands {
  constructor(session) {
    const { stage } = session;
    this._session = session;
    this._stage = stage;
    this._host = session.host;
    this._keeping = new Keeping(session);
    this._bringing = new Set();
    this._waiting = { begin: () => this.bring("detailed") };
    this._onDrop = (event) => this._dropped(event);
    // Behind a closed shadow root around ours, the window does not see our nodes.
    for (const type of ["dragover", "drop"]) stage.root.addEventListener(type, this._onDrop, session.until);
    stage.root.addEventListener("change", (event) => {
      const { own } = event.target.dataset;
      if (own === "file") this._try(event.target.files[0]);
      if (own === "resume") this._takeUp(event.target.files[0], true);
      if (own === "workshop") this.merge([...event.target.files]);
    }, session.until);
    stage.root.addEventListener("click", (event) => {
      if (event.target.dataset && event.target.dataset.own === "scan") this._scan(event.target.dataset.stop);
    }, session.until);
    if (this._host.isConnected) this.connect();
  }

  get _instance() { return this._session.instance; }

  /** The element stands on a page. */
  connect() {
    this._keeping.connect();
    this._listen(this._host.ownerDocument.defaultView || window);
  }

  /** It stands on none any more. */
  disconnect() {
    stuck.delete(this._waiting);
    this._keeping.disconnect();
    this._listen(undefined);
  }

  /** At the window, where no host can stop them before: a file dropped into the page would replace it. */
  _listen(page) {
    for (const type of ["dragover", "drop"]) {
      if (this._page) this._page.removeEventListener(type, this._onDrop, true);
      if (page) page.addEventListener(type, this._onDrop, true);
    }
    this._page = page;
  }

  /** The fragment is this element's to write, if it may write there. */
  claim() { this._keeping.claim(); }

  /** A fresh instance is given what was there before it fell, or before this visit. */
  remember(before) {
    this._keeping.remember(before);
    if (scans()) this._instance.canScan();
  }

  /** The address that brings somebody to this place and this journey. */
  get address() { return this._keeping.address; }

  /** Something that a link holds has changed. */
  touched() { this._keeping.touched(); }

  /** What waits to be written is written. */
  flush() { this._keeping.flush(); }

  /** What an instance asks. */
  heard(name, detail) {
    if (name === "_print") this._print();
    else if (name === "_export") this._saveFile(detail.format);
    else if (name === "_keep") this._keeping.keep(detail.what, detail.which);
    else if (name === "_index") this.bring("indexed");
    else if (name === "_details") this.bring("detailed");
    else if (name === "_fetch") this._fetchPiece(detail);
    else this._ofTried(name);
  }

  async export(format) {
    const types = { json: "application/json", csv: "text/csv", ics: "text/calendar", svg: "image/svg+xml" };
    if (!this._instance) throw new Error("This element was destroyed.");
    if (format === "json") return new Blob([json(this._instance.fileOfData(RELEASE.version), 2)], { type: types.json });
    if (format === "html") {
      // The page is the host's own: her words, her resources, what she fixed.
      const attributes = ["preset", "lock", "views", "heading-level", "theme", "partner"].filter((name) => this._host.hasAttribute(name));
      const inline = [["overlay", this._session.takenOverlay], ["catalogue", this._session.takenCatalogue]].filter(([, value]) => value && typeof value === "object");
      return page(this._instance.wholeLink, this._session.lang, this._instance.title, attributes.map((name) => [name, this._host.getAttribute(name)]), inline);
    }
    // The table has addresses and dates in it.
    if (format === "csv" && !this._instance.isDetailed) await this._brought("detailed");
    if (!this._instance) throw new Error("This element was destroyed.");
    const text = this._instance.file(format);
    if (format === "workshop") return new Blob([text], { type: types.csv });
    if (text === undefined && format === "ics") throw new Error("A calendar needs a start date: there is none in `answers.start`.");
    if (text === undefined) throw new RangeError(`No format "${format}": there are json, csv, ics, svg, png, html.`);
    return format === "png" ? painted(text, this._instance.wholeLink) : new Blob([text], { type: types[format] });
  }

  async import(given) {
    if (!this._instance) return false;
    return given instanceof Blob ? this._takeUp(given, false) : this._keeping.resume(String(given), false);
  }

  async merge(given) {
    if (!this._instance) return 0;
    const light = (typeof given === "string" || given instanceof Blob ? [given] : [...given]).map((one) => (one instanceof Blob ? (one.size > HEAVIEST_JOURNEY ? "" : lettersOf(one)) : String(one)));
    const texts = await Promise.all(light);
    return this._instance ? this._instance.merge(texts) : 0;
  }

  /** Saves a file that the visitor asked for, unless the host says no. */
  async _saveFile(format) {
    if (!this._stage.emit("boussole-export", { format }, true)) return;
    try {
      const made = this._instance.fileOfData(RELEASE.version).made || "";
      save(await this.export(format), `boussole-odd17${made && `-${made}`}.${format === "workshop" ? "workshop.csv" : format}`);
    } catch (error) {
      this._stage.tell("export", `The ${format} file cannot be made here: ${error.message}`);
      if (this._instance) this._instance.exportFailed(error.message);
    }
  }

  /** Prints what is marked for paper alone, in a frame of its own: the host's page stays out of it. Addresses and dates are
      waited for; paper without them says so. */
  async _print() {
    if (!this._instance.isDetailed) {
      await this._brought("detailed").catch(() => {});
      await seen();
    }
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
      this._instance.exportFailed(error.message);
    }
  }

  _printed(frame, paper) {
    const page = frame.contentWindow;
    const sheet = new page.CSSStyleSheet();
    // The tokens stand on the host of the shadow tree, which a page has not.
    sheet.replaceSync(allStyles().replaceAll(":host", ":root"));
    page.document.adoptedStyleSheets = [sheet];
    page.document.title = frame.title;
    page.document.documentElement.lang = this._session.lang;
    page.document.body.className = "root paper";
    page.document.body.append(page.document.importNode(paper, true));
    page.addEventListener("afterprint", () => setTimeout(() => frame.remove()));
    page.focus();
    page.print();
    // Where nothing tells that printing ended, the frame goes with the next one.
    for (const other of this._stage.root.querySelectorAll(".paper-frame")) if (other !== frame) other.remove();
  }

  async _takeUp(file, asked) {
    if (!file) return false;
    if (file.size > HEAVIEST_JOURNEY) { this._instance.tooHeavy(); return false; }
    return this._keeping.resume(await lettersOf(file), asked);
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
      await scan(place, stop, (text) => this._instance && this._instance.merge([text]), ended);
    } catch (error) {
      this._scanning = false;
      this._stage.tell("export", `The camera cannot be used: ${error.message}`);
      if (this._instance) this._instance.exportFailed(error.message);
    }
  }

  /** Tries a catalogue that somebody brought: it joins the list, or the page says what is wrong with it. */
  async _try(file) {
    if (!file || !this._instance) return;
    if (file.size > HEAVIEST) { this._instance.fileRefused(file.name, "heavy"); return; }
    let tried;
    try {
      tried = catalogueIn(await textOf(file));
    } catch (error) {
      if (this._instance) this._instance.fileRefused(file.name, error.name);
      return;
    }
    const words = await content(this._session.lang);
    if (!this._instance || !this._instance.tryWith(words, this._session.takenOverlay, tried)) return;
    this._session.tried = tried;
    this._session.detail();
  }

  /** A file dropped on the zone for it is tried; elsewhere a drop is the page's affair. */
  _dropped(event) {
    const zone = event.composedPath().some((node) => node.dataset && node.dataset.own === "zone" && this._stage.root.contains(node));
    if (!zone || !event.dataTransfer || this._dropSeen === event) return;
    this._dropSeen = event;
    event.preventDefault();
    if (event.type === "drop") this._try(event.dataTransfer.files[0]);
  }

  /** What the visitor asks of the catalogue she tried. */
  async _ofTried(what) {
    if (what === "_drop") {
      this._session.tried = undefined;
      this._instance.forgetTried();
      await this._session.speak(true);
      return;
    }
    const { catalogueOf } = await start();
    const catalogue = typeof this._session.tried === "string" ? catalogueOf(this._session.tried) : this._session.tried;
    save(new Blob([json(catalogue, 2)], { type: "application/json" }), "catalogue.json");
  }

  /** Brings what comes in a file of its own (`enriched`), or says that it did not come. */
  async bring(part) {
    const { lang } = this._session;
    if (this._bringing.has(part + lang)) return;
    this._bringing.add(part + lang);
    if (part === "detailed") stuck.delete(this._waiting);
    try {
      await this._brought(part);
    } catch (error) {
      this._stage.tell(error.code || "fetch", error.message);
      if (!this._instance) return;
      if (part === "indexed") { this._instance.indexMissing(); return; }
      if (!this._instance.isDetailed) this._instance.detailsMissing();
      if (!error.fault) return;
      stuck.add(this._waiting);
      window.addEventListener("online", online);
    } finally {
      this._bringing.delete(part + lang);
    }
  }

  /** The same for whoever waits for it; throws when it did not come. */
  async _brought(part) {
    const { lang } = this._session;
    const words = await enriched(lang, part).catch((error) => { if (lang === this._session.lang) throw error; });
    if (!this._instance) return;
    // Another language has its own.
    if (lang !== this._session.lang) { await this._brought(part); return; }
    if (part === "indexed") this._instance.indexCame(this._session.with(words));
    else if (!this._instance.isDetailed) this._instance.detailsCame(this._session.with(words));
  }

  /** Fetches a piece of the large catalogue that the attribute names. */
  async _fetchPiece({ name, folder, anew }) {
    const given = this._host.getAttribute("library");
    const { bytes, late, problem } = await piece(given, name, folder, Boolean(anew));
    if (!this._instance || given !== this._host.getAttribute("library")) return;
    if (problem) this._stage.tell("library", problem);
    this._instance.libraryCame(name, bytes, Boolean(late));
  }
}

/** The letters of a file of ours, whichever program saved it again; an image carries its link as plain letters too. */
const lettersOf = (file) => textOf(file).catch(() => file.text());
