// What a widget does once the module is there: it keeps the module's instance of one element, tells it what the page says
// and the page what it says, and outlives it when it crashes.

import { release } from "boussole:boot";
import { crashMessages } from "boussole:widget";
import { stopWaiting, waitForNetwork } from "../boot/network.js";
import { afterPaint } from "../boot/render-root.js";
import { runtimeState } from "../boot/support.js";
import { applyContrast } from "../needle/content-watch.js";
import { handClick, keepClickListeners } from "./clicks.js";
import { addMounted, isCrashLoop, isMounted, removeMounted, setLastActor, stopCamera } from "./crash-guard.js";
import { isInstance } from "./dom-guard.js";
import { commitFields } from "./fields.js";
import { answersBefore, mountOrHydrate } from "./hydrate.js";
import { checkAttributes, checkChoice, checkLanguage, isCut } from "./inputs.js";
import { PartLoader } from "./part-loader.js";
import { Port } from "./port.js";
import { contentFor, runtime, startRuntime, untilCrash } from "./runtime.js";

/** @typedef {import("../boot/render-root.js").RenderRoot} RenderRoot */

/** The session of an element. */
export class Session {
  /** @param {RenderRoot} renderRoot */
  constructor(renderRoot) {
    this.renderRoot = renderRoot;
    this.element = renderRoot.element;
    this._weak = new WeakRef(this);
    this._port = new Port(this._weak);
    this._end = new AbortController();
    /** The element may be used again once it was destroyed, by another session. */
    this.listening = { signal: this._end.signal };
    /** What the module has drawn, and knows of this element.
     * @type {import("boussole:wasm").Instance | undefined} */
    this.instance = undefined;
    /** The module of the instance.
     * @type {unknown} */
    this._runtime = undefined;
    this.partLoader = new PartLoader(this);
    /** The language of the instance. */
    this.lang = "";
    /** The catalogue that somebody tries in the page: it outlives a crash.
     * @type {any} */
    this.triedCatalogue = undefined;
    /** Whether the content must be read again though its language is the same. */
    this._forcesReload = false;
    this._isReloading = false;
    /** Reads the content again once the network is back. */
    this._retryContent = {
      start: () => {
        this.reloadContent();
      },
    };
    /** Whether words or resources in the page were cut where it has not arrived yet. */
    this._isCut = false;
    /** Events that wait until the page was told that the widget is there.
     * @type {[name: string, detail: object][] | undefined} */
    this._queuedEvents = undefined;
    /** What the element gives itself while it starts is no news to the page. */
    this._isMuted = false;
    /** Presses again the button that was pressed in the first view.
     * @type {(() => void) | undefined} */
    this._replayClick = undefined;
    /** What a fresh module is given if this one crashes: the link of the whole journey.
     * @type {string | undefined} */
    this.backup = undefined;
    this._view = "";
    /** What the module keeps of this element besides the link, in its own form.
     * @type {object | undefined} */
    this.recovery = undefined;
    /** What a fresh instance is given after a crash.
     * @type {{ link: string | undefined, view: string, recovery: object | undefined } | undefined} */
    this._restorePoint = undefined;
    this._crashedAt = -Infinity;
    this._isDestroyed = false;
    renderRoot.shadow.addEventListener("click", (event) => this._onLinkClick(event), this.listening);
    for (const type of ["click", "input", "change"])
      renderRoot.shadow.addEventListener(type, () => setLastActor(this._weak), { ...this.listening, capture: true });
    const onClick = (event) => {
      // Until it presses again, a button that was pressed waits (`boot/prerendered.js`).
      if (!renderRoot.hydrated) handClick(renderRoot.content, event);
    };
    renderRoot.shadow.addEventListener("click", onClick, { ...this.listening, capture: true });
    renderRoot.unmountInstance = () => {
      if (this.instance) this.instance.unmount();
    };
    this._languages = new MutationObserver(() => this._followPageLanguage());
    this._observeLanguages();
    this._children = new MutationObserver((records) => {
      const isOurs = (node) => node.localName === "script" && node.slot;
      if (records.some((record) => [...record.addedNodes, ...record.removedNodes].some(isOurs)))
        this._onChildrenChanged();
    });
    this._children.observe(this.element, { childList: true });
    this._onPageLeave = () => this.commitFields();
    this._onPageProgress = () => {
      if (this._isCut) this._onChildrenChanged();
    };
    if (this.element.isConnected) this._listenToPage("addEventListener");
  }

  /** Hears the page, or no longer: only while the element stands there, since the page would hold it for as long as it lives.
   * @param {"addEventListener" | "removeEventListener"} method */
  _listenToPage(method) {
    document[method]("visibilitychange", this._onPageLeave);
    document[method]("readystatechange", this._onPageProgress);
    window[method]("pagehide", this._onPageLeave);
  }

  /** The page has put words or resources into the element, or taken them out. */
  _onChildrenChanged() {
    this._isCut = false;
    this.reloadContent(true);
  }

  /** Follows the language of all that the element stands in. */
  _observeLanguages() {
    this._languages.disconnect();
    for (
      let root = this.element.getRootNode();
      root;
      root = /** @type {any} */ (root).host && /** @type {any} */ (root).host.getRootNode()
    )
      this._languages.observe(root, { subtree: true, attributeFilter: ["lang"] });
    this._followPageLanguage();
  }

  /** The page speaks another language, which goes before what the visitor asked for. */
  _followPageLanguage() {
    const { renderRoot } = this;
    const { requestedLanguage } = renderRoot;
    renderRoot.requestedLanguage = undefined;
    const pageLanguage = renderRoot.language();
    if (pageLanguage === this._pageLanguage || !this._pageLanguage) renderRoot.requestedLanguage = requestedLanguage;
    this._pageLanguage = pageLanguage;
    this.reloadContent();
  }

  /** Draws a new instance, over the first view where that stands.
   * @param {string} lang
   * @returns {Promise<boolean>} false when the module crashed meanwhile, which {@link onCrash} tells */
  async start(lang) {
    const { renderRoot } = this;
    try {
      if (this._isOrphaned) this._detachInstance();
      if (!this.instance) {
        const [wasm, content] = await Promise.all([startRuntime(), contentFor(lang)]);
        if (this._isDestroyed) return false;
        // The module crashed while this one waited for it.
        if (!runtimeState.isRunning) return await this.start(lang);
        setLastActor(this._weak);
        this.lang = lang;
        this._forcesReload = false;
        const instance = new wasm.Instance(content, this._port);
        // A page that heard of a problem may have.
        if (this._isDestroyed) {
          instance.free();
          return false;
        }
        this.instance = instance;
        this._runtime = runtime;
        addMounted(this);
        if (this.element.isConnected) this.instance.connect();
        checkAttributes(renderRoot);
      }
      setLastActor(this._weak);
      // Told with the page's own way, once it knows that the widget is there.
      this._queuedEvents = [];
      // The first view is taken over as it stands, with what was chosen in it, before it hears of what it does not show.
      const { prerendered } = renderRoot;
      const hydrates = prerendered && !renderRoot.cannotPrerender;
      if (hydrates) {
        this._replayAnswers();
        await this._draw();
        if (this._isDestroyed) return false;
        // The module crashed meanwhile: its visitor decides when to go on, or it was another one's fault.
        if (!this.instance || this._isOrphaned) return renderRoot.state === "error" ? false : await this.start(lang);
        setLastActor(this._weak);
      }
      this._isMuted = true;
      this.instance.begin(renderRoot.queued.answers, renderRoot.queued.view, this._restorePoint, Boolean(prerendered));
      this._isMuted = false;
      if (!hydrates) {
        this._replayAnswers();
        await this._draw();
      }
      return runtimeState.isRunning;
    } catch (error) {
      // Of a module that crashed, `onCrash` tells.
      if (runtimeState.isRunning || !isMounted(this)) throw error;
      return false;
    } finally {
      this._isMuted = false;
    }
  }

  /** Tells the page that the widget is there. */
  ready() {
    this._restorePoint = undefined;
    // Kept until here: a start that crashes is made again.
    this.renderRoot.queued = Object.create(null);
    this.renderRoot.checkedAnswers = [];
    this.renderRoot.emit("boussole-ready", { version: release.version });
    const events = this._queuedEvents;
    this._queuedEvents = undefined;
    for (const [name, detail] of events) this.renderRoot.emit(name, detail);
    if (Object.keys(this.answers).length) this.renderRoot.emit("boussole-result", this.instance.result);
    if (this._replayClick) this._replayClick();
    this._replayClick = undefined;
    this.instance.ready();
    // What the page said while nobody could hear it.
    this.reloadContent();
  }

  /** Chooses now what was chosen before somebody could hear it. */
  _replayAnswers() {
    const { prerendered, content } = this.renderRoot;
    /** @type {HTMLElement | null} */
    const current = prerendered && content.querySelector(".current");
    if (current) this.instance.reach(current.dataset.question);
    for (const [question, entry] of answersBefore(this.renderRoot)) this.instance.choose(question, entry);
  }

  async _draw() {
    if (!this.element.isConnected || !this.instance) return;
    this._replayClick =
      (await mountOrHydrate(
        this.renderRoot,
        (content, hydrates) => /** @type {HTMLElement} */ (this.instance.mount(keepClickListeners(content), hydrates)),
      )) || this._replayClick;
  }

  /** The element stands on a page. */
  connect() {
    this._listenToPage("addEventListener");
    this._observeLanguages();
    if (!this.instance || this._isOrphaned) return;
    addMounted(this);
    this.instance.connect();
    this.instance.claimFragment();
    this._draw();
  }

  /** Has the module hear what fields hold, while they stand on the page. */
  commitFields() {
    commitFields(this.renderRoot.content);
  }

  /** The element is taken from where it stands, perhaps to be put back at once. What waits is written: the page may have made it anew,
   * and the new one reads that, and takes over what it writes. */
  leavePage() {
    this.commitFields();
    if (this.isRunning) this.instance.disconnect();
  }

  /** The element stands on no page any more. */
  disconnect() {
    removeMounted(this);
    this._listenToPage("removeEventListener");
    this._languages.disconnect();
    this.partLoader.stop();
    stopWaiting(this._retryContent);
    if (this.isRunning) this.instance.disconnect();
  }

  destroy() {
    this._isDestroyed = true;
    this._children.disconnect();
    this._end.abort();
    this.disconnect();
    this.renderRoot.removeContent();
    const { instance } = this;
    const isOrphaned = this._isOrphaned;
    this.instance = undefined;
    if (!instance || isOrphaned) return;
    // A listener may destroy the element while the module is telling it something.
    setTimeout(() => instance.free());
  }

  /** The module crashed.
   * @param {string} message
   * @param {boolean} isActor whether the last act was here: then the visitor decides when to go on */
  onCrash(message, isActor) {
    const { renderRoot } = this;
    const isLoop = isCrashLoop(this._crashedAt);
    this._crashedAt = Date.now();
    this._detachInstance();
    if (!isActor && !isLoop) {
      renderRoot.start();
      return;
    }
    renderRoot.reserveSpace(false);
    renderRoot.enter("crashed");
    renderRoot.reportError("panic", message);
    renderRoot.showNotice(crashMessages);
  }

  /** Whether the module of the instance crashed while this one stood on no page. */
  get _isOrphaned() {
    return Boolean(this.instance && this._runtime !== runtime);
  }

  /** Whether the instance is there, and its module runs. */
  get isRunning() {
    return Boolean(this.instance && !this._isOrphaned);
  }

  /** Keeps what was answered; the drawing goes. */
  _detachInstance() {
    removeMounted(this);
    this._restorePoint = { link: this.backup, view: this._view, recovery: this.recovery };
    this.renderRoot.hasCrashed = true;
    this._queuedEvents = undefined;
    this.instance = undefined;
    stopCamera(this.renderRoot.content);
    this.renderRoot.removeContent();
  }

  /** An attribute that is followed has another value.
   * @param {string} name */
  attributeChanged(name) {
    if (name === "catalogue" && !this.instance.fetchCatalogue()) this.reloadContent(true);
    if (name === "theme") applyContrast(this.renderRoot);
    this.instance.attributeChanged(name);
    checkChoice(this.renderRoot, name);
    // What the page says last goes before what the visitor asked for.
    if (name === "lang") {
      this.renderRoot.requestedLanguage = undefined;
      checkLanguage(this.renderRoot);
      this.reloadContent();
    }
  }

  /** Tells the page what the instance tells.
   * @param {string} name
   * @param {any} detail */
  emit(name, detail) {
    if (name === "boussole-step") this._view = detail.view;
    if (this._isMuted) return;
    if (this._queuedEvents) this._queuedEvents.push([name, detail]);
    else this.renderRoot.emit(name, detail);
  }

  /** Tells the page the result; once it is ready, it is told the last. */
  emitResult() {
    if (!this._queuedEvents) this.emit("boussole-result", this.instance.result);
  }

  /** Speaks the language that the visitor asks for.
   * @param {string} lang */
  setRequestedLanguage(lang) {
    this.renderRoot.requestedLanguage = lang;
    this.reloadContent();
  }

  /** Shows a view; resolved when it is drawn.
   * @param {string} view */
  goTo(view) {
    this.checkView(view);
    this.commitFields();
    this.instance.show(view);
    return afterPaint();
  }

  /** Throws at the name of a view that there is not.
   * @param {string} view */
  checkView(view) {
    const { views } = this.instance;
    if (!views.includes(view)) throw new RangeError(`No view "${view}": there are ${views.join(", ")}.`);
  }

  /** Asks the host before a link opens.
   * @param {Event} event */
  _onLinkClick(event) {
    const link = /** @type {any} */ (
      event
        .composedPath()
        .find((/** @type {any} */ node) => node.localName === "a" && node.href && this.renderRoot.shadow.contains(node))
    );
    if (link && !this.renderRoot.emit("boussole-navigate", { url: link.href }, true)) event.preventDefault();
  }

  /** A file of the journey.
   * @param {string} format
   * @returns {Promise<Blob>} */
  async export(format) {
    this.commitFields();
    if (!this.instance) throw new Error("This element was destroyed.");
    return untilCrash(this.instance.export(format));
  }

  /** Takes up a link or a file.
   * @param {string | Blob} source
   * @returns {Promise<boolean>} false when it is no journey */
  async import(source) {
    if (!this.instance) return false;
    return isInstance(source, "Blob")
      ? untilCrash(this.instance.upload("", [source]))
      : this.instance.resume(String(source));
  }

  /** Brings journeys to the workshop.
   * @param {string | Blob | Iterable<string | Blob>} sources
   * @returns {Promise<number>} how many were taken */
  async merge(sources) {
    if (!this.instance) return 0;
    // A file may be of another window, whose `Blob` is not ours.
    const isOne = typeof sources === "string" || isInstance(sources, "Blob");
    const list = isOne ? [sources] : [.../** @type {Iterable<string | Blob>} */ (sources || [])];
    const given = list.map((source) => (isInstance(source, "Blob") ? source : String(source)));
    return untilCrash(this.instance.upload("workshop", given));
  }

  get answers() {
    return this.instance.answers;
  }
  set answers(value) {
    setLastActor(this._weak);
    this.instance.setAnswers(value);
  }

  /** The address that brings somebody to this place and this journey. */
  get link() {
    return this.instance.address;
  }

  /** The text of the script in the element with this slot; nothing where it has not arrived as a whole.
   * @param {string} slot */
  script(slot) {
    const script = this.element.querySelector(`:scope > script[slot="${slot}"]`);
    if (!script) return undefined;
    const cut = isCut(script);
    this._isCut = this._isCut || cut;
    return cut ? undefined : script.textContent;
  }

  /** Shows the widget to whoever opened a link to it, without taking the focus. */
  scrollIntoView() {
    const { top } = this.element.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this.element.scrollIntoView();
  }

  /** Follows the language and the host's words and resources, once for all that changes together.
   * @param {boolean} [isForced] whether the words are read again in the same language too */
  async reloadContent(isForced = false) {
    this._forcesReload = this._forcesReload || isForced;
    // What is asked before the instance is there is done when it is ready.
    if (!this.isRunning || this._isReloading) return;
    this._isReloading = true;
    stopWaiting(this._retryContent);
    try {
      let lang = this.renderRoot.language();
      while (this.instance && (lang !== this.lang || this._forcesReload)) {
        const content = await contentFor(lang);
        const now = this.renderRoot.language();
        if (now !== lang) {
          lang = now;
          continue;
        }
        if (!this.instance) return;
        this.lang = lang;
        this._forcesReload = false;
        this.instance.setContent(content);
      }
    } catch (error) {
      this._forcesReload = false;
      if (error.fault) waitForNetwork(this._retryContent);
      this.renderRoot.reportError(error.code || "fetch", error.message);
    } finally {
      this._isReloading = false;
    }
  }
}
