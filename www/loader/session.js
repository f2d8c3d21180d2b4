// What a widget does once the module is there: it keeps the module's instance of one element, tells it what the page says
// and the page what it says, and outlives it when it falls. This is the third script; what it shares with those before has
// plain names.

/** How an instance tells its session, which it must not keep alive: a function that sees nothing else. */
const teller = (weak) => (name, detail) => {
  const session = weak.deref();
  if (session) session._heard(name, detail);
};

/** A catalogue as the module takes it: an object for JSON, else the text of a spreadsheet. */
function catalogueIn(text) {
  return /^\s*[{[]/.test(text.replace(/^\ufeff/, "")) ? JSON.parse(text.replace(/^\ufeff/, "")) : text;
}

/** An address in one line, which neither JSON nor a table is; else nothing. A table may have its header alone. */
function addressIn(given) {
  let text = "";
  try {
    if (typeof given === "string" || given instanceof URL) text = String(given).trim();
  } catch {
    // A proxy may throw at whatever looks at it.
  }
  return /^(?![^/.]*[;,|\t])[^{[].*$/.test(text) ? text : "";
}

/** Whether the page is still arriving and nothing has come behind a node yet: it may not be whole. */
function isCut(node) {
  let last = node;
  while (last && !last.nextSibling) last = last.parentNode;
  return !last && node.ownerDocument.readyState === "loading";
}

/** What a page gives as an object, or as its text in JSON. */
function objectIn(given) {
  if (typeof given !== "string") return given;
  try {
    return JSON.parse(given);
  } catch {
    throw new Error("expected an object, or its text in JSON");
  }
}

/** The value of an attribute that has a list of them; another one is named. */
function choice(stage, name, values) {
  const value = stage.element.getAttribute(name);
  if (value !== null && !values.includes(value)) stage.tell("attribute", `${name}="${value}" is not one of ${values.join(", ")}.`);
  return stage.choice(name, values);
}

/** Names a language that an element gives itself and that is not known. */
function checkLanguage(stage) {
  const own = stage.element.getAttribute("lang");
  if (own && !stage.asked && !stage.spoken(own)) stage.tell("attribute", `lang="${own}" is not one of ${Object.keys(RELEASE.content).join(", ")}.`);
}

const THEMES = ["auto", "light", "dark"];

class Session {
  constructor(stage) {
    this.stage = stage;
    this.host = stage.element;
    this._weak = new WeakRef(this);
    this._end = new AbortController();
    /** The element may be used again once it was destroyed, by another session. */
    this.until = { signal: this._end.signal };
    stage.root.addEventListener("click", (event) => this._navigate(event), this.until);
    for (const type of ["click", "input", "change"]) stage.root.addEventListener(type, () => { acting = this._weak; }, { ...this.until, capture: true });
    stage.undraw = () => { if (this.instance) this.instance.unmount(); };
    if (this._address) this._fetchCatalogue();
    this._languages = new MutationObserver(() => this._followPage());
    this._observeLanguages();
    this._children = new MutationObserver((records) => {
      const isOurs = (node) => node.localName === "script" && node.slot;
      if (records.some((record) => [...record.addedNodes, ...record.removedNodes].some(isOurs))) this._followChildren();
    });
    this._children.observe(this.host, { childList: true });
    this._onLeave = () => this.leave();
    this._onRead = () => { if (this._cut) this._followChildren(); };
    if (this.host.isConnected) this._hear("addEventListener");
  }

  /** Hears the page, or no longer: only while the element stands there, since the page would hold it for as long as it lives. */
  _hear(does) {
    document[does]("visibilitychange", this._onLeave);
    document[does]("readystatechange", this._onRead);
    window[does]("pagehide", this._onLeave);
  }

  /** The page has put words or resources into the element, or taken them out. */
  _followChildren() {
    this._cut = false;
    this._anew = true;
    // Until then, `ready` looks.
    if (this.runs) this.speak(true);
  }

  /** Follows the language of all that the element stands in. */
  _observeLanguages() {
    this._languages.disconnect();
    for (let root = this.host.getRootNode(); root; root = root.host && root.host.getRootNode()) this._languages.observe(root, { subtree: true, attributeFilter: ["lang"] });
    this._followPage();
  }

  /** The page speaks another language, which goes before what the visitor asked for. */
  _followPage() {
    const { stage } = this;
    const { asked } = stage;
    stage.asked = undefined;
    const named = stage.language();
    if (named === this._named || !this._named) stage.asked = asked;
    this._named = named;
    // Until then, `ready` looks.
    if (this.runs) this.speak();
  }

  /** Draws a new instance, over the first view where that stands; false when the module fell meanwhile, which `fell` tells. */
  async start(lang) {
    const stage = this.stage;
    try {
      if (this._orphaned) this._setAside();
      if (!this.instance) {
        const [wasm, words] = await Promise.all([start(), content(lang).then((found) => this._made(found))]);
        if (this._destroyed) return false;
        // The module fell while this one waited for it.
        if (!module.running) return await this.start(lang);
        acting = this._weak;
        this.lang = lang;
        this.instance = new wasm.Instance(words, teller(this._weak));
        this._module = engine;
        living.add(this);
        this._errands = this._errands || new Errands(this);
        this._level();
        choice(stage, "theme", THEMES);
        choice(stage, "loading", LOADINGS);
        choice(stage, "heading-level", LEVELS);
        checkLanguage(stage);
      }
      acting = this._weak;
      // Told with the page's own way, once it knows that the widget is there.
      this._held = [];
      // The first view is taken over as it stands, with what was chosen in it, before it hears of what it does not show.
      const begun = stage.first;
      const taken = begun && !stage.otherwise;
      if (taken) {
        this._choose();
        await this._draw();
        if (this._destroyed) return false;
        // The module fell meanwhile: its visitor decides when to go on, or it was another one's fault.
        if (!this.instance || this._orphaned) return stage.state === "error" ? false : await this.start(lang);
        acting = this._weak;
      }
      this._quiet = true;
      // A locked answer comes from the preset alone; other answers of the page go before it.
      if (this.host.hasAttribute("lock")) { this._propose(false); this._lock(); }
      if (this.host.hasAttribute("views")) this._offer();
      if ("answers" in stage.pending) this._assign(stage.pending.answers);
      this._errands.remember(this._before);
      this._propose();
      if (this.host.getAttribute("library")) this.instance.libraryOffered(true);
      // What was done in the first view is done again there, before the page's own way.
      const asked = VIEWS.includes(stage.pending.view) && stage.pending.view;
      this._goal = begun && asked;
      if (!begun) this.instance.show(asked || (this._before && this._before.view) || choice(stage, "start-view", VIEWS));
      this._quiet = false;
      if (!taken) {
        this._choose();
        await this._draw();
      }
      return module.running;
    } catch (error) {
      // Of a module that fell, `fell` tells.
      if (module.running || !living.has(this)) throw error;
      return false;
    } finally {
      this._quiet = false;
    }
  }

  /** Tells the page that the widget is there. */
  ready() {
    this._before = undefined;
    // Kept until here: a start that falls is made again.
    this.stage.pending = Object.create(null);
    this.stage.chosen = [];
    this._safe();
    this.stage.emit("boussole-ready", { version: RELEASE.version });
    const held = this._held;
    this._held = undefined;
    for (const [name, detail] of held) this.stage.emit(name, detail);
    if (Object.keys(this.answers).length) this.stage.emit("boussole-result", this.instance.result);
    if (this._press) this._press();
    this._press = undefined;
    this._errands.flush();
    if (this._goal) this.instance.show(this._goal);
    if (this._hostRefused) this.instance.hostRefused(true);
    // What the page said of words and resources while nobody could hear it.
    const anew = Boolean(this._anew || this._fetched || this.stage.overlay !== this._saw.overlay || this.stage.catalogue !== this._saw.catalogue);
    if (anew || this.stage.language() !== this.lang) this.speak(anew);
    if (this._address !== (this._asked || "")) this._fetchCatalogue();
    this.detail();
  }

  /** Asks for what is shown of the resources besides their titles, which nothing before has to wait for. */
  detail() { if (this.instance && !this.instance.isDetailed) this._errands.bring("detailed"); }

  /** What was chosen before somebody could hear it is chosen now. */
  _choose() { for (const [question, entry] of chosenBefore(this.stage)) this.instance.choose(question, entry); }

  async _draw() {
    if (!this.host.isConnected || !this.instance) return;
    this._press = await mount(this.stage, (ground, takenOver) => this.instance.mount(ground, takenOver)) || this._press;
  }

  /** The element stands on a page. */
  connect() {
    if (this._errands) this._errands.connect();
    this._hear("addEventListener");
    this._observeLanguages();
    if (!this.instance || this._orphaned) return;
    living.add(this);
    if (this._errands) this._errands.claim();
    this._draw();
  }

  /** It is taken from where it stands, perhaps to be put back: the module must hear while it is there what fields hold. */
  leave() { tellAll(this.stage.drawing); }

  /** It stands on none any more. */
  disconnect() {
    living.delete(this);
    this._hear("removeEventListener");
    this._languages.disconnect();
    if (this._errands) this._errands.disconnect();
  }

  destroy() {
    this._destroyed = true;
    this._children.disconnect();
    this._end.abort();
    this.disconnect();
    this.stage.clear();
    const instance = this.instance;
    const orphaned = this._orphaned;
    this.instance = undefined;
    if (!instance || orphaned) return;
    // A listener may destroy the element while the module is telling it something.
    setTimeout(() => instance.free());
  }

  /** The module fell. If the last act was here, the visitor decides when to go on. */
  fell(message, acted) {
    const stage = this.stage;
    const restless = Date.now() - this._fellAt < RESTLESS;
    this._fellAt = Date.now();
    this._setAside();
    if (!acted && !restless) { stage.begin(); return; }
    stage.wait(false);
    stage.setState("error");
    stage.tell("panic", message);
    stage.notice(STOPPED);
  }

  /** The module of the instance fell while this one stood on no page. */
  get _orphaned() { return Boolean(this.instance && this._module !== engine); }

  /** The instance is there, and its module runs. */
  get runs() { return Boolean(this.instance && !this._orphaned); }

  /** Keeps what was answered; the drawing goes. */
  _setAside() {
    living.delete(this);
    this._before = { link: this._saved, view: this._view };
    this.stage.fallen = true;
    this._held = undefined;
    this.instance = undefined;
    this.stage.clear();
  }

  /** An attribute that is followed has another value. */
  changed(name, now) {
    // What the page says last goes before what the visitor asked for.
    if (name === "lang") { this.stage.asked = undefined; checkLanguage(this.stage); this.speak(); }
    if (name === "preset") this._propose();
    if (name === "catalogue") this._fetchCatalogue();
    if (name === "library") this.instance.libraryOffered(Boolean(now));
    if (name === "heading-level") { choice(this.stage, name, LEVELS); this._level(); }
    if (name === "theme") { choice(this.stage, name, THEMES); correct(this.stage); }
  }

  /** What an instance tells: what is between it and the session alone, and what its page hears. */
  _heard(name, detail) {
    if (name === "boussole-step") this._view = detail.view;
    if (name[0] !== "_") this._tell(name, detail);
    // Once it is ready, it tells the last.
    else if (name === "_resulted") { if (!this._held) this._tell("boussole-result", this.instance.result); }
    else if (name === "_touched") this._touched();
    else if (name === "_speak") { this.stage.asked = detail.lang; this.speak(); }
    else if (this._errands) this._errands.heard(name, detail);
  }

  /** Tells the page what the instance tells. What the element gives itself while it starts is no news to the page. */
  _tell(name, detail) {
    if (this._quiet) return;
    if (this._held) this._held.push([name, detail]); else this.stage.emit(name, detail);
  }

  _level() { this.instance.setHeadingLevel(Number(this.stage.choice("heading-level", LEVELS))); }

  /** Shows a view; resolved when it is drawn. */
  goTo(view) {
    this.known(view);
    tellAll(this.stage.drawing);
    this.instance.show(view);
    return seen();
  }

  known(view) {
    if (!VIEWS.includes(view)) throw new RangeError(`No view "${view}": there are ${VIEWS.join(", ")}.`);
  }

  /** Asks the host before a link opens. */
  _navigate(event) {
    const link = event.composedPath().find((node) => node.localName === "a" && node.href && this.stage.root.contains(node));
    if (link && !this.stage.emit("boussole-navigate", { url: link.href }, true)) event.preventDefault();
  }

  /** What was made of this element, by what came with all of the module. */
  export(format) {
    tellAll(this.stage.drawing);
    return this._errands.export(format);
  }

  import(given) { return this._errands.import(given); }
  merge(given) { return this._errands.merge(given); }

  /** What waits to be written is written. */
  flush() { if (this._errands) this._errands.flush(); }

  get answers() { return this.instance.answers; }
  set answers(value) { this._assign(value); }

  /** Answers with what the page gives; nothing stands for no answer. */
  _assign(given) {
    acting = this._weak;
    let problems;
    try {
      problems = this.instance.setAnswers(objectIn([undefined, null, ""].includes(given) ? {} : given));
    } catch (error) {
      problems = [error.message];
    }
    if (problems.length) this.stage.tell("answers", problems.join("; "));
  }

  /** The address that brings somebody to this place and this journey. */
  get address() { return this._errands.address; }

  /** The content of the release, with the partner's own words over it and her catalogue in it. */
  _made(words) {
    let made = words;
    this._anew = false;
    const inline = (slot) => {
      const script = this.host.querySelector(`:scope > script[slot="${slot}"]`);
      if (!script) return undefined;
      const cut = isCut(script);
      this._cut = this._cut || cut;
      return cut ? undefined : catalogueIn(script.textContent);
    };
    const told = (problems) => (Array.isArray(problems) ? problems.join("; ") : problems.message || problems);
    let { overlay } = this.stage;
    this._saw = { overlay, catalogue: this.stage.catalogue };
    try {
      overlay = overlay ? objectIn(overlay) : inline("overlay");
      if (overlay) made = words.with(overlay);
    } catch (problems) {
      overlay = undefined;
      made = words;
      this.stage.tell("overlay", `The overlay is left out: ${told(problems)}`);
    }
    this.takenOverlay = overlay;
    try {
      // What somebody tries in the page goes before what the page brings.
      const given = this.stage.catalogue;
      const own = addressIn(given) ? undefined : given;
      const catalogue = this.tried || (typeof own === "string" ? catalogueIn(own) : own) || inline("catalogue") || this._fetched;
      if (catalogue) made = words.with(overlay, catalogue);
      this.takenCatalogue = catalogue;
      if (this._hostRefused) this._refused(false);
    } catch (problems) {
      this.takenCatalogue = undefined;
      this._refuseCatalogue(told(problems));
    }
    return made;
  }

  /** The same content with more in it, as it was made before. */
  with(words) {
    const catalogue = this.tried || this.takenCatalogue;
    return this.takenOverlay || catalogue ? words.with(this.takenOverlay, catalogue) : words;
  }

  _refuseCatalogue(problem) {
    this.stage.tell("catalogue", `The catalogue is left out: ${problem}`);
    this._refused(true);
  }

  /** Tells visitors that they see our catalogue instead of the host's, or no longer. */
  _refused(refused) {
    this._hostRefused = refused;
    if (this.runs) this.instance.hostRefused(refused);
  }

  /** Where the page says that its catalogue is: what its script says goes before the attribute. */
  get _address() {
    const { catalogue } = this.stage;
    return catalogue ? addressIn(catalogue) : this.host.getAttribute("catalogue") || "";
  }

  /** Fetches the catalogue that the page names; the widget does not wait for it. */
  async _fetchCatalogue() {
    const address = this._address;
    this._asked = address;
    this._fetched = undefined;
    try {
      const text = address && await fetchedCatalogue(address);
      if (address !== this._address) return;
      this._fetched = text ? catalogueIn(text) : undefined;
      if (this.runs) await this.speak(true);
    } catch (error) {
      // What fetches it did not come, as the start tells too: the next start asks again.
      if (error instanceof Failure) { this._asked = undefined; return; }
      // What it had before is not what the page asks for now.
      if (this.runs) await this.speak(true);
      this._refuseCatalogue(error.message);
    }
  }

  /** What a fresh module is given if this one falls: as it was before the act that made it fall. */
  _safe() {
    clearTimeout(this._saving);
    this._saving = setTimeout(() => { if (module.running && this.instance) this._saved = this.instance.wholeLink; });
  }

  /** Something that a link holds has changed. */
  _touched() {
    this._safe();
    this._errands.touched();
  }

  /** Follows the language and the overlay, once for all that changes together. */
  async speak(anew = false) {
    this._anew = this._anew || anew;
    if (this._speaking) return;
    this._speaking = true;
    try {
      let lang = this.stage.language();
      while (this.instance && (lang !== this.lang || this._anew)) {
        const found = await content(lang);
        const now = this.stage.language();
        if (now !== lang) { lang = now; continue; }
        if (!this.instance) return;
        this.lang = lang;
        this._anew = false;
        this.instance.setContent(this._made(found));
        this.detail();
      }
    } catch (error) {
      this._anew = false;
      this.stage.tell(error.code || "fetch", error.message);
    } finally {
      this._speaking = false;
    }
  }

  _lock() {
    const unknown = this.instance.lock(this.host.getAttribute("lock"));
    if (unknown.length) this.stage.tell("attribute", `lock: no answer is named ${unknown.join(", ")}.`);
  }

  _offer() {
    const named = this.host.getAttribute("views").split(/[\s,]+/).filter(Boolean);
    const unknown = named.filter((view) => !VIEWS.includes(view));
    if (unknown.length) this.stage.tell("attribute", `views: no view is named ${unknown.join(", ")}.`);
    this.instance.offer(named.join(" "));
  }

  _propose(tell = true) {
    const preset = this.host.getAttribute("preset");
    if (!preset) return;
    const problems = this.instance.propose(preset);
    if (tell && problems.length) this.stage.tell("attribute", `preset: ${problems.join("; ")}`);
  }
}

/** The session of an element. */
const session = (stage) => new Session(stage);
