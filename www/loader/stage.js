// Where a widget is drawn: its shadow root, with the page's own words, the first view, the module's drawing or a notice
// in it; and how it tells its page. The element and its session share it, across two scripts: what both use has a plain
// name, since the names with an underscore are shortened in each script apart.

const LEVELS = ["2", "3", "4", "5"];

/** With one of these the first view is not the one that was built in. */
const OTHERWISE = ["preset", "lock", "views", "journey", "storage"];

/** With one of these it may not be readable as it is. */
const GROUNDS_ASKED = ["--boussole-paper", "--boussole-ink"];

/** What the name of a widget in the fragment looks like. */
const KEY = "[a-z][a-z0-9-]*";

/** A drawing that no frame shows is taken as done after so long: milliseconds. */
const UNSEEN = 500;

/** When the frame to come was shown; a page that nobody sees has none. */
const seen = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); setTimeout(done, UNSEEN); });

/** Whether the browser knows colours of two schemes. */
const twoSchemes = typeof CSS === "object" && CSS.supports && CSS.supports("color", "light-dark(#000, #fff)");

/** What the style sheets say, of the first question and of what comes later; and the sheets themselves, by their document,
    since no document takes those of another. */
const sheets = { texts: [RELEASE.styles, ""], own: new WeakMap(), known: [] };

/** The style sheets that all in a document share; `undefined` where none can be made. */
function styles(page) {
  try {
    if (!sheets.own.has(page)) {
      const own = sheets.texts.map((text) => {
        const sheet = new page.defaultView.CSSStyleSheet();
        sheet.replaceSync(text);
        return sheet;
      });
      sheets.own.set(page, own);
      sheets.known.push(new WeakRef(own));
    }
    return sheets.own.get(page);
  } catch {
    return undefined;
  }
}

/** A word to the developer, which decides nothing: a page may have taken the console's words away. */
const warn = (said) => { try { console.warn(said); } catch { /* Nobody hears it. */ } };

class Stage {
  constructor(element) {
    this.element = element;
    this.state = "idle";
    this.root = element.attachShadow({ mode: "open" });
    /** What the page said before the module could hear it: `answers`, `view`. */
    this.pending = Object.create(null);
    /** Starts the element; the element itself puts it here. */
    this.begin = undefined;
    /** What takes the module's drawing back; the session puts it here. */
    this.undraw = undefined;
    /** What was chosen in a first view that was taken away. */
    this.chosen = [];
    /** The module fell here, and the drawing to come is not the first. */
    this.fallen = false;
    /** The language that the visitor asked for. */
    this.asked = undefined;
    // Holds the place of the drawing, with the fallback in it, so that the page does not jump later.
    this._waiting = document.createElement("div");
    this._waiting.append(document.createElement("slot"));
    // As wide as the page wants the widget, whatever becomes of the host's own `display`.
    this._box = document.createElement("div");
    this._box.className = "box";
    this._box.append(this._waiting);
    this.root.append(this._box);
    /** Its colours may not be readable before the second script. */
    this._grounded = !twoSchemes;
    this.wait(Boolean(styles(document)));
    // Enter in a field would send the form that the page of the widget is.
    this.root.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Takes the style sheets of the document that the element stands in: that of a frame, of another window, and back. Where
      they were taken before it stood there, WebKit laid it out without them. */
  dress() {
    const own = styles(this.element.ownerDocument);
    if (own) this.root.adoptedStyleSheets = own;
  }

  /** Keeps the place of a drawing to come, or shows the fallback alone. */
  wait(expected) { this._waiting.className = expected ? "waiting" : ""; }

  /** Shows the opening of the first view, where that is the one that was built in, until the module takes it over. */
  plant() {
    const lang = this.language();
    const tree = RELEASE.opening[lang];
    if (!tree || (this._grounded && !brought) || module.running || this.drawing || this.fallen || this.otherwise || !this.element.isConnected || !able()) return;
    this.draw((drawing) => { this.first = new First(drawing, JSON.parse(tree), this._lower, lang); });
    this.drawing.classList.add("opening");
    this.restore();
    hindrance().then((hindered) => { if (hindered) this.clear(); });
    // Asked with the frame that would show it, since that computes the styles anyway.
    if (!brought) requestAnimationFrame(() => this._ask());
  }

  /** What was chosen in a first view before is chosen in this one. */
  restore() {
    for (const [question, entry] of this.chosen) {
      const input = this.drawing.querySelector(`[data-question=${question}] input[value="${entry}"]`);
      if (!input || input.checked) continue;
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  /** Whether the page gives the colours of ground or ink, which may have to be corrected before anything can be read: what
      does that comes with the second script, and so does the first view then. */
  _ask() {
    if (!this.first || brought) return;
    const own = getComputedStyle(this.element);
    this._grounded = GROUNDS_ASKED.some((name) => own.getPropertyValue(name));
    if (this._grounded) this.clear();
  }

  /** The first view is not the one that was built in: the page says so, by now. */
  get otherwise() {
    const host = this.element;
    return Boolean(OTHERWISE.some((name) => host.hasAttribute(name)) || this.pending.answers || this.pending.view || this.overlay
      || host.querySelector(':scope > script[slot="overlay"]') || (host.getAttribute("start-view") || "situate") !== "situate"
      || this.linked || (this.first && (this.first.lower !== this._lower || this.first.lang !== this.language())));
  }

  /** So many levels under ours do titles stand. */
  get _lower() { return Number(this.choice("heading-level", LEVELS)) - 2; }

  /** Somebody has done something here, before the module was there. */
  get begun() { return this.drawing && (!this.first || this.first.begun); }

  /** The ground of a drawing, with what `fill` puts on it, in place of the fallback. */
  draw(fill) {
    const ground = document.createElement("div");
    ground.className = "root";
    const drawn = fill(ground);
    this.drawing = drawn && drawn.nodeType ? drawn : ground;
    // One that is used again has the colours of another host.
    this.drawing.removeAttribute("style");
    this._box.append(this.drawing);
    this._waiting.hidden = true;
    this.tend();
  }

  /** Has the drawing looked after, by what the second script brings for that. */
  tend() { if (brought && this.drawing && !this.scheme) brought.tend(this); }

  /** Takes the drawing away: the fallback shows. */
  clear() {
    if (!this.drawing) return;
    if (this.first) this.chosen = chosenIn(this.drawing);
    this.first = undefined;
    // The module uses the ground of a drawing again.
    if (this.taken) this.taken.release();
    this.taken = undefined;
    if (this.undraw) this.undraw();
    if (this.scheme) brought.leave(this);
    this.drawing.remove();
    this.drawing = undefined;
    this._waiting.hidden = false;
  }

  /** A sentence and a button, where the module has none, by language; without them, none any more. What is promised when
      the network comes back is said where that is what is missing. */
  notice(words, promised) {
    if (this._noticed) this._noticed.remove();
    this._noticed = undefined;
    if (!words) return;
    const [said, press, promise] = words[this.language()];
    const notice = document.createElement("div");
    const text = document.createElement("p");
    const button = document.createElement("button");
    notice.className = "root stopped";
    notice.setAttribute("role", "alert");
    text.textContent = promised ? `${said} ${promise}` : said;
    button.textContent = press;
    button.type = button.className = "button";
    // What hangs is asked for anew.
    button.addEventListener("click", () => { coming.clear(); this.begin(); });
    notice.append(text, button);
    this._box.append(notice);
    this._noticed = notice;
  }

  /** The address of the page holds a journey for this widget. */
  get linked() { return new RegExp(`\\b${this.hashKey}(=|%3D)\\d`, "i").test(location.hash); }

  get hashKey() {
    const key = this.element.getAttribute("hash-key") || "b";
    return new RegExp(`^${KEY}$`, "i").test(key) ? key : "b";
  }

  /** Our language that a code means, as pages and systems write it (`fr-CA`, `fr_FR.UTF-8`), or nothing. */
  spoken(code) {
    const [whole] = code.trim().toLowerCase().replace(/_/g, "-").split(/[.@]/);
    return [whole, whole.split("-")[0]].find((lang) => Object.keys(RELEASE.content).includes(lang));
  }

  /** The language that the visitor asked for, else that of the element, else of the nearest around it that we know, else
      French. */
  language() {
    let found = this.asked && this.spoken(this.asked);
    for (let near = this.element; near && !found; near = near.parentElement || near.getRootNode().host) found = this.spoken(near.getAttribute("lang") || "");
    return found || "fr";
  }

  /** The value of an attribute that has a list of them; the first is the default. */
  choice(name, values) {
    const value = this.element.getAttribute(name);
    return values.includes(value) ? value : values[0];
  }

  /** What state it is in; the attribute says so, whoever else writes it. */
  setState(state) {
    this.state = state;
    if (this.element.getAttribute("state") !== state) this.element.setAttribute("state", state);
  }

  tell(code, told, directive) {
    // No more than 500 letters, with how it ends.
    const help = told.replace(/^(.{300}).{2,}(.{199})$/s, "$1…$2");
    if (code === "attribute") warn(`<${this.element.localName}> ${help}`);
    this.emit("boussole-error", directive ? { code, directive, help } : { code, help });
  }

  /** Tells the host; false when it says no to what can be refused. */
  emit(name, detail, cancelable = false) {
    const partner = this.element.getAttribute("partner");
    if (partner) detail = { ...detail, partner };
    return this.element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }
}
