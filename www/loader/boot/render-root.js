// Where a widget is drawn: its shadow root, with the page's own words, the first view, the module's drawing or a notice in
// it; and how it tells its page. The element and its session share it.

import { release } from "boussole:boot";
import { needleStage } from "./download.js";
import { inFlight } from "./network.js";
import { mayFollow, STATES } from "./phase.js";
import { checkedAnswers, Prerendered } from "./prerendered.js";
import { hasLightDark, sharedStyles } from "./styles.js";
import { hasRequiredApis, runtimeState, unsupportedReason } from "./support.js";

/** The levels that the widget's title may have; the first is the default, like in the lists that follow. */
export const HEADING_LEVELS = ["2", "3", "4", "5"];

/** Attributes that change the first view: with one of them the prerendered one would be wrong. */
const PRERENDER_BLOCKING_ATTRIBUTES = ["preset", "lock", "views", "journey", "storage"];

/** Properties with which a page may make it unreadable, until `needle/contrast.js` has corrected them. */
const HOST_COLOUR_PROPERTIES = ["--boussole-paper", "--boussole-ink"];

/** What the name of a widget in the fragment looks like. */
const HASH_KEY_PATTERN = "[a-z][a-z0-9-]*";

/** After so long a drawing that no frame shows is taken as painted. */
const HIDDEN_PAGE_DELAY_MS = 500;

/** Resolves when the next frame was shown; a page that nobody sees has none.
 * @returns {Promise<void>} */
export const afterPaint = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, HIDDEN_PAGE_DELAY_MS);
  });

/** Says something to the developer, which decides nothing: a page may have taken the console's words away.
 * @param {string} message */
export const warn = (message) => {
  try {
    console.warn(message);
  } catch {
    /* Nobody hears it. */
  }
};

/** What the page said before the module could hear it.
 * @typedef {{ answers?: any, view?: string }} Queued */

/** The shadow root of an element, and what is in it. */
export class RenderRoot {
  /**
   * @param {HTMLElement} element
   * @param {() => void} start starts the element, or starts it again
   */
  constructor(element, start) {
    this.element = element;
    this.start = start;
    /** @type {import("./phase.js").Phase} */
    this.phase = "idle";
    this.shadow = element.attachShadow({ mode: "open" });
    // Of an element that hears clicks, screen readers say that all in it can be clicked: a shadow root is none.
    const keepPress = (event) => {
      const view = this.prerendered || this.hydrated;
      if (view) view.onClick(event);
    };
    this.shadow.addEventListener("click", keepPress, true);
    /** @type {Queued} */
    this.queued = Object.create(null);
    /** The element that holds what shows: the first view or the module's drawing.
     * @type {HTMLElement | undefined} */
    this.content = undefined;
    /** The first view, until the module takes it over.
     * @type {Prerendered | undefined} */
    this.prerendered = undefined;
    /** The first view that the module took over.
     * @type {Prerendered | undefined} */
    this.hydrated = undefined;
    /** Takes the module's drawing back; the session puts it here.
     * @type {(() => void) | undefined} */
    this.unmountInstance = undefined;
    /** What was chosen in a first view that was taken away.
     * @type {import("./prerendered.js").CheckedAnswer[]} */
    this.checkedAnswers = [];
    /** Whether the module fell here: the drawing to come is not the first. */
    this.hasCrashed = false;
    /** The language that the visitor asked for.
     * @type {string | undefined} */
    this.requestedLanguage = undefined;
    /** A partner's own words, and her resources, as the page gave them.
     * @type {any} */
    this.overlay = undefined;
    /** @type {any} */
    this.catalogue = undefined;
    /** What the second script looks at the host's colours with.
     * @type {HTMLElement | undefined} */
    this.colourProbe = undefined;
    /** Whether the page's developer was told of colours that had to be corrected. */
    this.hasReportedColours = false;
    /** @type {HTMLElement | undefined} */
    this._notice = undefined;
    // Holds the place of the drawing, with the fallback in it, so that the page does not jump later.
    this._placeholder = document.createElement("div");
    this._placeholder.append(document.createElement("slot"));
    // As wide as the page wants the widget, whatever becomes of the host's own `display`.
    this._box = document.createElement("div");
    this._box.className = "box";
    this._box.append(this._placeholder);
    this.shadow.append(this._box);
    // Where `light-dark()` is unknown, text could be unreadable until the second script has replaced it.
    this._needsContrastCheck = !hasLightDark;
    this.reserveSpace(Boolean(sharedStyles(document)));
    // Enter in a field would send the form that the page of the widget is.
    this.shadow.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Takes the style sheets of the document that the element stands in: that of a frame, of another window, and back. Where
   * they were taken before it stood there, WebKit laid it out without them. */
  adoptStyles() {
    const sheets = sharedStyles(this.element.ownerDocument);
    if (sheets) this.shadow.adoptedStyleSheets = sheets;
  }

  /** Keeps the place of a drawing to come, or shows the fallback alone.
   * @param {boolean} isExpected */
  reserveSpace(isExpected) {
    this._placeholder.className = isExpected ? "waiting" : "";
  }

  /** Shows the first question, where the first view is the one that was built in, until the module takes it over. */
  showPrerendered() {
    const lang = this.language();
    const tree = release.opening[lang];
    if (
      !tree ||
      (this._needsContrastCheck && !needleStage) ||
      runtimeState.isRunning ||
      this.content ||
      this.hasCrashed ||
      this.cannotPrerender ||
      !this.element.isConnected ||
      !hasRequiredApis()
    )
      return;
    this.showContent((content) => {
      this.prerendered = new Prerendered(content, JSON.parse(tree), this._headingOffset, lang);
    });
    this.content.classList.add("opening");
    this.restoreAnswers();
    unsupportedReason().then((reason) => {
      if (reason) this.removeContent();
    });
    // Asked with the frame that would show it, since that computes the styles anyway.
    if (!needleStage) requestAnimationFrame(() => this._checkHostColours());
  }

  /** Chooses in this first view what was chosen in one before. */
  restoreAnswers() {
    for (const [question, entry] of this.checkedAnswers) {
      /** @type {HTMLInputElement | null} */
      const input = this.content.querySelector(`[data-question=${question}] input[value="${entry}"]`);
      if (!input || input.checked) continue;
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  /** Takes the first view away where the page gives the colours of paper or ink: it shows again with the second script, which
   * can correct them. */
  _checkHostColours() {
    if (!this.prerendered || needleStage) return;
    const style = getComputedStyle(this.element);
    this._needsContrastCheck = HOST_COLOUR_PROPERTIES.some((name) => style.getPropertyValue(name));
    if (this._needsContrastCheck) this.removeContent();
  }

  /** Whether the first view is not the one that was built in: the page says so, by now. */
  get cannotPrerender() {
    const { element } = this;
    return Boolean(
      PRERENDER_BLOCKING_ATTRIBUTES.some((name) => element.hasAttribute(name)) ||
      this.queued.answers ||
      this.queued.view ||
      this.overlay ||
      element.querySelector(':scope > script[slot="overlay"]') ||
      (element.getAttribute("start-view") || "situate") !== "situate" ||
      this.hasLink ||
      (element.hasAttribute("history") && Object(history.state).boussole) ||
      (this.prerendered &&
        (this.prerendered.headingOffset !== this._headingOffset || this.prerendered.lang !== this.language())),
    );
  }

  /** How many levels lower than ours titles stand. */
  get _headingOffset() {
    return Number(this.choice("heading-level", HEADING_LEVELS)) - 2;
  }

  /** Whether somebody has done something here, before the module was there. */
  get hasInput() {
    return this.content && (!this.prerendered || this.prerendered.hasInput);
  }

  /** Shows what `fill` puts into an element, in place of the fallback. It may return another element to show instead.
   * @param {(content: HTMLElement) => HTMLElement | void} fill */
  showContent(fill) {
    const element = document.createElement("div");
    element.className = "root";
    const filled = fill(element);
    this.content = filled && filled.nodeType ? filled : element;
    // One that is used again has the colours of another host.
    this.content.removeAttribute("style");
    this._box.append(this.content);
    this._placeholder.hidden = true;
    this.watchContent();
  }

  /** Has the content looked after, by what the second script brings for that. */
  watchContent() {
    if (needleStage && this.content && !this.colourProbe) needleStage.watchContent(this);
  }

  /** Takes the content away: the fallback shows. */
  removeContent() {
    if (!this.content) return;
    if (this.prerendered) this.checkedAnswers = checkedAnswers(this.content);
    this.prerendered = this.hydrated = undefined;
    if (this.unmountInstance) this.unmountInstance();
    if (this.colourProbe) needleStage.unwatchContent(this);
    this.content.remove();
    this.content = undefined;
    this._placeholder.hidden = false;
  }

  /** Shows a sentence and a button to try again, where the module has none; or none any more.
   * @param {Record<string, [text: string, retry: string, promise?: string]>} [messages] by language
   * @param {boolean} [isPromised] whether it comes back with the network, which the promise says */
  showNotice(messages, isPromised) {
    if (this._notice) this._notice.remove();
    this._notice = undefined;
    if (!messages) return;
    const [message, retry, promise] = messages[this.language()];
    const notice = document.createElement("div");
    const text = document.createElement("p");
    const button = document.createElement("button");
    notice.className = "root stopped";
    notice.setAttribute("role", "alert");
    text.textContent = isPromised ? `${message} ${promise}` : message;
    button.textContent = retry;
    button.type = button.className = "button";
    // What hangs is asked for anew.
    button.addEventListener("click", () => {
      inFlight.clear();
      this.start();
    });
    notice.append(text, button);
    this._box.append(notice);
    this._notice = notice;
  }

  /** Whether the address of the page holds a journey for this widget. */
  get hasLink() {
    return new RegExp(`\\b${this.hashKey}(=|%3D)\\d`, "i").test(location.hash);
  }

  /** The name of this widget in the fragment. */
  get hashKey() {
    const key = this.element.getAttribute("hash-key") || "b";
    return new RegExp(`^${HASH_KEY_PATTERN}$`, "i").test(key) ? key : "b";
  }

  /** Our language that a code means, as pages and systems write it (`fr-CA`, `fr_FR.UTF-8`), or nothing.
   * @param {string} code */
  supportedLanguage(code) {
    const [whole] = code.trim().toLowerCase().replace(/_/g, "-").split(/[.@]/);
    return [whole, whole.split("-")[0]].find((lang) => Object.keys(release.content).includes(lang));
  }

  /** The language that the visitor asked for, else that of the element, else of the nearest around it that we know, else
   * French.
   * @returns {string} */
  language() {
    let lang = this.requestedLanguage && this.supportedLanguage(this.requestedLanguage);
    for (
      let node = this.element;
      node && !lang;
      node = node.parentElement || /** @type {any} */ (node.getRootNode()).host
    )
      lang = this.supportedLanguage(node.getAttribute("lang") || "");
    return lang || "fr";
  }

  /** The value of an attribute that has a list of them; the first is the default.
   * @param {string} name
   * @param {string[]} values */
  choice(name, values) {
    const value = this.element.getAttribute(name);
    return values.includes(value) ? value : values[0];
  }

  /** Enters a phase, if that may follow the present one; the attribute `state` follows.
   * @param {import("./phase.js").Phase} phase
   * @returns {boolean} whether it may */
  enter(phase) {
    if (!mayFollow(this.phase, phase)) return false;
    this.phase = phase;
    this.reflectState();
    return true;
  }

  /** What the attribute `state` says. */
  get state() {
    return STATES[this.phase];
  }

  /** Writes the attribute `state`, whoever else has written it. */
  reflectState() {
    if (this.element.getAttribute("state") !== this.state) this.element.setAttribute("state", this.state);
  }

  /** Tells the page that something went wrong: `boussole-error`.
   * @param {string} code
   * @param {string} message
   * @param {string} [directive] */
  reportError(code, message, directive) {
    // No more than 500 letters, with how it ends.
    const help = message.replace(/^(.{300}).{2,}(.{199})$/s, "$1…$2");
    if (code === "attribute") warn(`<${this.element.localName}> ${help}`);
    this.emit("boussole-error", directive ? { code, directive, help } : { code, help });
  }

  /** Dispatches an event of ours on the element.
   * @param {string} name
   * @param {object} detail
   * @param {boolean} [cancelable]
   * @returns {boolean} false when the page says no to what can be refused */
  emit(name, detail, cancelable = false) {
    const partner = this.element.getAttribute("partner");
    if (partner) detail = { ...detail, partner };
    return this.element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }
}
