// Parts of the content that an instance asks for.

import { stopWaiting, waitForNetwork } from "../boot/network.js";
import { contentWith } from "./runtime.js";

/** @typedef {import("./runtime.js").Part} Part */

/** Loads the parts of one element's content. */
export class PartLoader {
  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this._session = session;
    /** Parts that are on their way, with their language. */
    this._loading = new Set();
    this._retryDetails = {
      start: () => {
        this.load("detailed");
      },
    };
  }

  /** Waits for the network no longer. */
  stop() {
    stopWaiting(this._retryDetails);
  }

  /** Loads a part, or tells the visitor that it did not come.
   * @param {Part} part */
  async load(part) {
    const { lang, renderRoot } = this._session;
    if (this._loading.has(part + lang)) return;
    this._loading.add(part + lang);
    if (part === "detailed") this.stop();
    try {
      await this.loadPart(part);
    } catch (error) {
      renderRoot.reportError(error.code || "fetch", error.message);
      const { instance } = this._session;
      if (!instance) return;
      if (part === "indexed") {
        instance.searchIndexFailed();
        return;
      }
      if (!instance.isDetailed) instance.detailsFailed();
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
    const { instance } = this._session;
    if (!instance) return;
    // Another language has its own.
    if (!content || lang !== this._session.lang) {
      await this.loadPart(part);
      return;
    }
    if (part === "indexed") instance.searchIndexLoaded(content);
    else if (!instance.isDetailed) instance.detailsLoaded(content);
  }
}
