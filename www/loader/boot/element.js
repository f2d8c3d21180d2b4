// The custom element: its attributes, properties and events, and its life on the page. All that needs the module is the
// session's affair (`widget/session.js`), which comes with the third script.
//
// Attributes: lang, preset, lock, start-view, views, heading-level, theme, loading, partner, catalogue, library, share,
// hash-key, history, storage, journey (the link of a journey to begin with), base (where the release is); state is reflected. Slots: the default one (fallback), partner, intro, legal; overlay, catalogue (JSON scripts).
// Properties: answers, overlay, catalogue, result, version, whenReady, and one for each attribute (startView). Methods: reset,
// goTo, focus, toLink, export, import, merge, destroy.
// Events, bubbling and composed: boussole-ready, -change, -step, -result, -navigate and -export (cancelable), -error.

import { release } from "boussole:boot";
import { setBase } from "./base.js";
import { download, loadNeedleStage, needleStage } from "./download.js";
import { Failure } from "./failure.js";
import { stopWaiting, waitForNetwork } from "./network.js";
import { afterPaint, RenderRoot } from "./render-root.js";
import { sharedStyles } from "./styles.js";
import { unsupportedReason } from "./support.js";

/** When an element starts. */
export const LOADINGS = ["lazy", "eager"];
/** Attributes that a property of the same name sets: frameworks set properties where there are any. */
const REFLECTED_ATTRIBUTES = [
  "lang",
  "base",
  "preset",
  "lock",
  "views",
  "start-view",
  "heading-level",
  "theme",
  "loading",
  "library",
  "share",
  "hash-key",
  "history",
  "storage",
  "journey",
  "partner",
];
/** Properties that can only be read. A framework may set them all the same: that must not throw. */
const READ_ONLY_PROPERTIES = ["state", "version", "result", "whenReady"];
/** Properties that a page may have set on the element before this script came. */
const UPGRADED_PROPERTIES = ["answers", "overlay", "catalogue"];

/** A lazy element starts this near to the window. */
const LAZY_MARGIN_PX = 400;
/** Whether an element has shown its first question before its place was known. Only the first of a page does: measuring
 * first would lay the page out a second time. */
let hasFirstShown = false;

/** @param {unknown} value */
const isEmpty = (value) => value === undefined || value === null || value === "";

/** Creates the class of the element, one for each tag; late, since a server has no HTMLElement. */
export function createElementClass() {
  const elementClass = class Boussole extends HTMLElement {
    static get observedAttributes() {
      return ["lang", "preset", "lock", "views", "heading-level", "theme", "catalogue", "library", "base", "state"];
    }

    constructor() {
      super();
      this._renderRoot = new RenderRoot(this, () => {
        this._start();
      });
      /** The session, once the third script is there.
       * @type {import("../widget/session.js").Session | undefined} */
      this._session = undefined;
      /** The start that is on its way: another value, or none, says that it is over.
       * @type {object | undefined} */
      this._attempt = undefined;
      /** The answers as the page gave them, for an element that is used again.
       * @type {any} */
      this._hostAnswers = undefined;
      /** @type {IntersectionObserver | undefined} */
      this._visibility = undefined;
      this._resetReady();
    }

    get version() {
      return release.version;
    }
    get state() {
      return this._renderRoot.state;
    }
    get whenReady() {
      this._reviveIfDestroyed();
      return this._ready;
    }

    /** Whether the module's instance of this element is there. */
    get _isRunning() {
      return Boolean(this._session && this._session.isRunning);
    }

    get answers() {
      return this._isRunning ? this._session.answers : this._renderRoot.queued.answers || {};
    }
    set answers(value) {
      this._reviveIfDestroyed();
      this._hostAnswers = value;
      if (this._isRunning) this._session.answers = value;
      else if (isEmpty(value)) delete this._renderRoot.queued.answers;
      else this._renderRoot.queued.answers = value;
    }
    get result() {
      return this._isRunning ? this._session.instance.result : null;
    }

    /** A partner's own words, `boussole/overlay/1` as an object or as text; all of them, or none if one is wrong. */
    get overlay() {
      return this._renderRoot.overlay || null;
    }
    set overlay(value) {
      this._reviveIfDestroyed();
      this._renderRoot.overlay = value;
      if (this._session) this._session.reloadContent(true);
    }

    /** A partner's own resources: `boussole/catalogue/1` as an object or as text, the text of a spreadsheet, or the address
     * of one of these, as in the attribute. */
    get catalogue() {
      return this._renderRoot.catalogue || this.getAttribute("catalogue");
    }
    set catalogue(value) {
      this._reviveIfDestroyed();
      this._renderRoot.catalogue = value;
      if (isEmpty(value)) this.removeAttribute("catalogue");
      if (this._isRunning) this._session.attributeChanged("catalogue");
    }

    /** Erases the answers. */
    reset() {
      delete this._renderRoot.queued.answers;
      this._hostAnswers = undefined;
      if (this._isRunning) this._session.instance.reset();
    }

    /** Shows a view; resolved when it is drawn.
     * @param {string} view */
    async goTo(view) {
      // The module takes texts alone.
      const name = String(view);
      if (this._isRunning) return this._session.goTo(name);
      this._renderRoot.queued.view = name;
      return (await this._whenSession()).checkView(name);
    }

    /** Puts the focus on the title of the view that shows.
     * @param {FocusOptions} [options] */
    focus(options) {
      const { content } = this._renderRoot;
      /** @type {HTMLElement | undefined} */
      const title = content && content.querySelector("#view-title");
      if (title) title.focus(options);
      else super.focus(options);
    }

    /** The address that brings somebody to this page and this journey. */
    toLink() {
      return this._isRunning ? this._session.link : location.href.split("#")[0];
    }

    /** A file of ours: json, csv, ics, svg, png or html.
     * @param {string} format */
    async export(format) {
      return (await this._whenSession()).export(String(format));
    }

    /** Takes up a link, or a file of ours; false when it is none, and the answers stay.
     * @param {string | Blob} source */
    async import(source) {
      return (await this._whenSession()).import(source);
    }

    /** Brings journeys to the workshop: links, texts or files of ours; how many were taken.
     * @param {string | Blob | Iterable<string | Blob>} sources */
    async merge(sources) {
      return (await this._whenSession()).merge(sources);
    }

    /** The session once the widget is ready. Throws where the element was destroyed meanwhile. */
    async _whenSession() {
      await this.whenReady;
      if (this._session) return this._session;
      throw new Error("This element was destroyed.");
    }

    /** Lets go of everything; the children show again, and the element rests until it is connected or used anew, with what
     * the page gave it. */
    destroy() {
      const renderRoot = this._renderRoot;
      this._attempt = undefined;
      if (this._session) this._session.destroy();
      this._session = renderRoot.requestedLanguage = undefined;
      if (!isEmpty(this._hostAnswers)) renderRoot.queued.answers = this._hostAnswers;
      renderRoot.removeContent();
      renderRoot.checkedAnswers = [];
      stopWaiting(renderRoot);
      renderRoot.showNotice();
      if (this._visibility) this._visibility.disconnect();
      renderRoot.reserveSpace(false);
      renderRoot.enter("destroyed");
      // Who waits for it already goes on waiting.
      if (this._isReadySettled) this._resetReady();
    }

    /** Whoever listens uses it.
     * @param {string} type
     * @param {...any} rest */
    addEventListener(type, ...rest) {
      if (String(type).startsWith("boussole-")) this._reviveIfDestroyed();
      super.addEventListener(type, .../** @type {[any]} */ (rest));
    }

    /** Begins anew where it was destroyed and is used all the same: a framework may destroy what it goes on using, to see
     * whether that works (the strict mode of React). */
    _reviveIfDestroyed() {
      if (this._renderRoot.phase === "destroyed" && this.isConnected) this.connectedCallback();
    }

    connectedCallback() {
      const renderRoot = this._renderRoot;
      renderRoot.adoptStyles();
      for (const name of UPGRADED_PROPERTIES) {
        if (!Object.prototype.hasOwnProperty.call(this, name)) continue;
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      if (renderRoot.enter("idle")) renderRoot.reserveSpace(Boolean(sharedStyles(document)));
      if (this._session) this._session.connect();
      if (this._isRunning) return;
      renderRoot.reflectState();
      if (
        renderRoot.choice("loading", LOADINGS) === "eager" ||
        typeof IntersectionObserver !== "function" ||
        renderRoot.hasLink
      ) {
        this._start();
        return;
      }
      const isFirst = !hasFirstShown;
      hasFirstShown = true;
      if (isFirst) renderRoot.showPrerendered();
      // A page that nobody sees has no frame, and a frame within another page may have no height yet.
      if (isFirst && (document.hidden || parent !== window) && this._isNear()) {
        this._start();
        return;
      }
      // Told with the frame that shows it, and without a layout of its own.
      this._visibility =
        this._visibility ||
        new IntersectionObserver(
          (entries) => {
            if (entries.some((entry) => entry.isIntersecting)) {
              this._visibility.disconnect();
              this._start(true);
            }
          },
          { rootMargin: `${LAZY_MARGIN_PX}px` },
        );
      this._visibility.observe(this);
    }

    _isNear() {
      if (!this.getClientRects().length) return false;
      const { top, bottom } = this.getBoundingClientRect();
      return top < innerHeight + LAZY_MARGIN_PX && bottom > -LAZY_MARGIN_PX;
    }

    disconnectedCallback() {
      if (this._visibility) this._visibility.disconnect();
      if (this._session) this._session.leavePage();
      // A move takes the element out and puts it back at once; only a real removal lets go of the drawing.
      setTimeout(() => {
        if (this.isConnected) return;
        // Whoever still holds it may put it back; nothing here holds it any more.
        stopWaiting(this._renderRoot);
        if (this._session) this._session.disconnect();
        this._renderRoot.removeContent();
      });
    }

    /**
     * @param {string} name
     * @param {string | null} before
     * @param {string | null} now
     */
    attributeChangedCallback(name, before, now) {
      if (name === "base") {
        setBase(before, now);
        if (this.state === "error") this._start();
      }
      // A copy, or what a page draws over it, says what is not. In a task: a page that insists must not hold the page up.
      if (name === "state" && now !== this.state) setTimeout(() => this._renderRoot.reflectState());
      if (before !== now && this._isRunning) this._session.attributeChanged(name);
    }

    /** Starts, unless it runs or is about to.
     * @param {boolean} [isShown] whether a frame has shown the first view */
    async _start(isShown) {
      const renderRoot = this._renderRoot;
      if (this._attempt || this._isRunning || renderRoot.phase === "destroyed") return;
      const attempt = (this._attempt = {});
      /** Whether it failed, or the element was destroyed. */
      const isOver = () => this._attempt !== attempt;
      stopWaiting(renderRoot);
      renderRoot.showNotice();
      // A page that asks again waits for this start.
      if (this.state === "error") this._resetReady();
      renderRoot.enter("prerendered");
      try {
        const lang = renderRoot.language();
        isShown = isShown && Boolean(renderRoot.prerendered);
        renderRoot.showPrerendered();
        // The first frame shows the first question. Asking for the first file costs as much again.
        if (renderRoot.prerendered && !isShown) await afterPaint();
        const unsupported = await unsupportedReason();
        if (isOver()) return;
        if (unsupported) throw unsupported;
        // The needle does not wait for the widget, nor the widget for the needle.
        download(release.needle).catch(() => {});
        const needle = loadNeedleStage();
        const widget = needle.then((stage) => {
          stage.compileModule(release.wasm).catch(() => {});
          if (!isOver()) {
            renderRoot.enter("needle");
            renderRoot.showPrerendered();
          }
          renderRoot.watchContent();
          stage.appendRest(renderRoot);
          stage.followAnswers(renderRoot);
          return stage.loadWidgetStage();
        });
        // What is large is asked for behind what moves a needle that shows: they would share the line. What the session asks
        // for again is there by then. The second script keeps what it compiled.
        const large = async () => {
          if (renderRoot.prerendered) await needle;
          await Promise.all([needleStage || download(release.wasm), download(release.content[lang])]);
        };
        const [{ Session }] = await Promise.all([widget, large()]);
        if (isOver()) return;
        const session = (this._session = this._session || new Session(renderRoot));
        if (!(await session.start(lang)) || isOver()) return;
        renderRoot.enter("ready");
        this._isReadySettled = true;
        this._resolveReady(this);
        session.ready();
      } catch (error) {
        if (!isOver()) this._fail(error);
      } finally {
        if (!isOver()) this._attempt = undefined;
      }
    }

    /** Makes a new promise of {@link whenReady}. */
    _resetReady() {
      this._isReadySettled = false;
      this._ready = new Promise((resolve, reject) => {
        this._resolveReady = resolve;
        this._rejectReady = reject;
      });
      // A page that never asks is not told of a failure twice.
      this._ready.catch(() => {});
    }

    /** @param {unknown} error */
    _fail(error) {
      const renderRoot = this._renderRoot;
      const failure = error instanceof Failure ? error : new Failure("panic", String(error));
      const waits = Boolean(failure.fault);
      if (waits) waitForNetwork(renderRoot);
      // Whoever has begun to answer goes on; what she chose is taken over when the module comes.
      if (!waits || !renderRoot.hasInput) renderRoot.removeContent();
      renderRoot.reserveSpace(false);
      renderRoot.enter(waits ? "waiting" : "crashed");
      if (waits) renderRoot.showNotice(release.failureMessages, failure.fault === "network");
      this._isReadySettled = true;
      this._rejectReady(failure);
      renderRoot.reportError(failure.code, failure.message, failure.directive);
    }
  };
  reflectAttributes(elementClass);
  return elementClass;
}

/** Gives a class of elements a property for each attribute, and lets what can only be read be set in vain.
 * @param {{ prototype: object }} elementClass */
function reflectAttributes({ prototype }) {
  for (const attribute of [...REFLECTED_ATTRIBUTES, ...READ_ONLY_PROPERTIES]) {
    const name = attribute.replace(/-(.)/, (_, letter) => letter.toUpperCase());
    const { get } = Object.getOwnPropertyDescriptor(prototype, name) || {};
    let isReported = false;
    UPGRADED_PROPERTIES.push(name);
    Object.defineProperty(prototype, name, {
      // The browser's own property of that name is never null.
      get:
        get ||
        function () {
          return /** @type {Element} */ (this).getAttribute(attribute) || (name === "lang" ? "" : null);
        },
      set(value) {
        if (!get) {
          if (isEmpty(value)) this.removeAttribute(attribute);
          else this.setAttribute(attribute, value);
        } else if (!isReported) {
          isReported = true;
          this._renderRoot.reportError("attribute", `${name} can be read, not set: it stays as it is.`);
        }
      },
    });
  }
}
