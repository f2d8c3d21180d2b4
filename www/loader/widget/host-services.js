// What the page asks of the module, and the module of the page: files and catalogues that somebody brings, the page of a
// journey, parts of the content.

import { stopWaiting, waitForNetwork } from "../boot/network.js";
import { contentFor, contentWith } from "./runtime.js";
import { standalonePage } from "./standalone-page.js";

/** @typedef {import("./runtime.js").Part} Part */

/** Attributes that the page of a journey has too: it is the host's own, with her words, her resources, what she fixed. */
const STANDALONE_ATTRIBUTES = ["preset", "lock", "views", "heading-level", "theme", "partner"];

/** The services that one element's page gives to its instance. */
export class HostServices {
  /** @param {import("./session.js").Session} session */
  constructor(session) {
    const { renderRoot } = session;
    this._session = session;
    this._renderRoot = renderRoot;
    this._element = session.element;
    /** Parts that are on their way, with their language. */
    this._loading = new Set();
    this._retryDetails = {
      start: () => {
        this.load("detailed");
      },
    };
    /** @type {Event | undefined} */
    this._lastDrag = undefined;
    /** @type {Window | undefined} */
    this._window = undefined;
    this._onDrag = (event) => this._onDragOrDrop(event);
    // Behind a closed shadow root around ours, the window does not see our nodes.
    for (const type of ["dragover", "drop"]) renderRoot.shadow.addEventListener(type, this._onDrag, session.listening);
    renderRoot.shadow.addEventListener(
      "change",
      (event) => {
        const input = /** @type {HTMLInputElement} */ (event.target);
        const { own } = input.dataset;
        if (own === "file") this._tryCatalogue(input.files[0]);
        else if (own && input.files[0] && this._instance) this._instance.upload(own, [...input.files]);
      },
      session.listening,
    );
    if (this._element.isConnected) this.connect();
  }

  get _instance() {
    return this._session.instance;
  }

  /** The element stands on a page. */
  connect() {
    this._listenForDrops(this._element.ownerDocument.defaultView || window);
  }

  /** It stands on none any more. */
  disconnect() {
    stopWaiting(this._retryDetails);
    this._listenForDrops(undefined);
  }

  /** Listens at the window, where no host can stop them before: a file dropped into the page would replace it.
   * @param {Window | undefined} page */
  _listenForDrops(page) {
    for (const type of ["dragover", "drop"]) {
      if (this._window) this._window.removeEventListener(type, this._onDrag, true);
      if (page) page.addEventListener(type, this._onDrag, true);
    }
    this._window = page;
  }

  /** The whole widget as a page with the journey in it. */
  standalonePage() {
    const attributes = STANDALONE_ATTRIBUTES.filter((name) => this._element.hasAttribute(name)).map((name) => [
      name,
      this._element.getAttribute(name),
    ]);
    const parsed = (value) => (typeof value === "string" && /^\s*[{[]/.test(value) ? JSON.parse(value.trim()) : value);
    const inline = [
      ["overlay", parsed(this._session.appliedOverlay)],
      ["catalogue", parsed(this._session.appliedCatalogue)],
    ].filter(([, value]) => value && typeof value === "object");
    return standalonePage({
      link: this._instance.wholeLink,
      lang: this._session.lang,
      title: this._instance.title,
      attributes,
      inline,
    });
  }

  /** Tries a catalogue that somebody brought: it joins the list, or the page says what is wrong with it.
   * @param {File | undefined} file */
  async _tryCatalogue(file) {
    if (!file || !this._instance) return;
    const catalogue = await this._instance.upload("catalogue", [file]);
    if (!catalogue) return;
    const content = await contentFor(this._session.lang);
    if (!this._instance || !this._instance.tryCatalogue(content, this._session.appliedOverlay, catalogue)) return;
    this._session.triedCatalogue = catalogue;
    this._session.loadDetails();
  }

  /** Tries a file dropped on the zone for it; elsewhere a drop is the page's affair.
   * @param {DragEvent} event */
  _onDragOrDrop(event) {
    const isInZone = event
      .composedPath()
      .some(
        (/** @type {any} */ node) =>
          node.dataset && node.dataset.own === "zone" && this._renderRoot.shadow.contains(node),
      );
    if (!isInZone || !event.dataTransfer || this._lastDrag === event) return;
    this._lastDrag = event;
    event.preventDefault();
    if (event.type === "drop") this._tryCatalogue(event.dataTransfer.files[0]);
  }

  /** Takes the catalogue away that the visitor tried. */
  async discardTriedCatalogue() {
    this._session.triedCatalogue = undefined;
    this._instance.discardTriedCatalogue();
    await this._session.reloadContent(true);
  }

  /** Loads a part of the content, or tells the visitor that it did not come.
   * @param {Part} part */
  async load(part) {
    const { lang } = this._session;
    if (this._loading.has(part + lang)) return;
    this._loading.add(part + lang);
    if (part === "detailed") stopWaiting(this._retryDetails);
    try {
      await this.loadPart(part);
    } catch (error) {
      this._renderRoot.reportError(error.code || "fetch", error.message);
      if (!this._instance) return;
      if (part === "indexed") {
        this._instance.searchIndexFailed();
        return;
      }
      if (!this._instance.isDetailed) this._instance.detailsFailed();
      if (error.fault) waitForNetwork(this._retryDetails);
    } finally {
      this._loading.delete(part + lang);
    }
  }

  /** Loads a part for whoever waits for it; throws when it did not come.
   * @param {Part} part
   * @returns {Promise<void>} */
  async loadPart(part) {
    const { lang } = this._session;
    const content = await contentWith(lang, part).catch((error) => {
      if (lang === this._session.lang) throw error;
    });
    if (!this._instance) return;
    // Another language has its own.
    if (!content || lang !== this._session.lang) {
      await this.loadPart(part);
      return;
    }
    if (part === "indexed") this._instance.searchIndexLoaded(this._session.withHostContent(content));
    else if (!this._instance.isDetailed) this._instance.detailsLoaded(this._session.withHostContent(content));
  }
}
