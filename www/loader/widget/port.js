// What an instance of the module may call, method by method: `Port` in `src/element/port.rs` is the same list.

import { watchPolicy } from "../boot/download.js";
import { afterPaint } from "../boot/render-root.js";
import { allStyles } from "../needle/styles.js";
import { onFieldRead } from "./fields.js";
import { singleFileScript } from "./single-file.js";

/** Passes what an instance tells on to its session. The module holds it, and it holds the session weakly: else no element
 * that a page lets go of would ever be collected. */
export class Port {
  /** @param {WeakRef<import("./session.js").Session>} session */
  constructor(session) {
    this._session = session;
  }

  /** The value of an attribute of the element.
   * @param {string} name
   * @returns {string | null} */
  attribute(name) {
    const session = this._session.deref();
    return session ? session.element.getAttribute(name) : null;
  }

  /** The module has read the field that an event of the drawing came from. */
  fieldRead() {
    onFieldRead();
  }

  /** Tells the page an event.
   * @param {string} name
   * @param {object} detail */
  emit(name, detail) {
    this._with((session) => session.emit(name, detail));
  }

  /** The result is another. */
  resultChanged() {
    this._with((session) => session.emitResult());
  }

  /** What a fresh module begins with if this one crashes: the link of the whole journey.
   * @param {string} link */
  backedUp(link) {
    this._with((session) => {
      session.backup = link;
    });
  }

  /** The visitor asks for a language.
   * @param {string} lang */
  languageRequested(lang) {
    this._with((session) => session.setRequestedLanguage(lang));
  }

  /** @param {import("./runtime.js").Part} part */
  partRequested(part) {
    this._with(({ partLoader }) => partLoader.load(part));
  }

  /** An integrator is told of a problem.
   * @param {string} code
   * @param {string} help */
  problemFound(code, help) {
    this._with((session) => session.renderRoot.reportError(code, help));
  }

  /** Somebody opened a link to the widget: it is to be seen. */
  linkOpened() {
    this._with((session) => session.scrollIntoView());
  }

  /** What a fresh module is given if this one crashes has changed.
   * @param {object} recovery */
  recoveryChanged(recovery) {
    this._with((session) => {
      session.recovery = recovery;
    });
  }

  /** Tells the page an event that it may refuse; false when it does.
   * @param {string} name
   * @param {object} detail */
  ask(name, detail) {
    return this._with(({ renderRoot }) => renderRoot.emit(name, detail, true)) || false;
  }

  /** All styles of the widget, as text. */
  styles() {
    return allStyles();
  }

  /** Resolves when what is shown of the resources is there.
   * @returns {Promise<void>} */
  async details() {
    await this._with(({ partLoader }) => partLoader.loadPart("detailed"));
  }

  /** Resolves when the next frame was shown. */
  painted() {
    return afterPaint();
  }

  /** The script of the single file. */
  singleFileScript() {
    return singleFileScript();
  }

  /** Watches for the page's policy refusing an address.
   * @param {string} url */
  watchPolicy(url) {
    return watchPolicy(url);
  }

  /** What the page gave as a property.
   * @param {"overlay" | "catalogue"} name */
  property(name) {
    return this._with(({ renderRoot }) => renderRoot[name]);
  }

  /** The text of the script in the element with this slot.
   * @param {string} slot */
  script(slot) {
    return this._with((session) => session.script(slot));
  }

  /** The catalogue that the visitor tried before the module crashed. */
  triedCatalogue() {
    return this._with((session) => session.triedCatalogue);
  }

  /** The visitor tries this catalogue, or none any more.
   * @param {any} catalogue */
  catalogueTried(catalogue) {
    this._with((session) => {
      session.triedCatalogue = catalogue;
    });
  }

  /** What is done with the session, where it is still there.
   * @template T
   * @param {(session: import("./session.js").Session) => T} act
   * @returns {T | undefined} */
  _with(act) {
    const session = this._session.deref();
    return session && act(session);
  }
}
