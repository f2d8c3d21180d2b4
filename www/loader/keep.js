// What a visitor asks to keep: in the address, on this device. Each journey has a key of its own, so that
// two tabs cannot overwrite each other's; each is the text of a link, which knows when it was cut.

/** What all keys of this widget begin with. */
const SHELF = "boussole:1:";
/** How long answers may change before they are written: milliseconds. */
const CALM = 250;
const SHARES = ["none", "fragment"];
const STORAGES = ["none", "session", "local"];
/** A longer link than this stays out of the page's address, or goes without its words. */
const LONGEST_ADDRESS = 8000;

/** Where journeys are kept: a storage of the page, or nothing when the browser or a sandbox forbids it. */
function shelf(name) {
  try {
    const storage = name === "local" ? localStorage : name === "session" ? sessionStorage : undefined;
    if (storage) storage.getItem(SHELF);
    return storage;
  } catch {
    return undefined;
  }
}

/** Why a storage took nothing, in the module's words. */
const refusal = (error) => (error && error.name === "QuotaExceededError" ? "full" : "refused");

/** All journeys of a storage, the oldest first; what cannot be read is counted. */
function journeysIn(storage, shelved) {
  const found = [];
  let corrupt = 0;
  for (let at = 0; at < storage.length; at += 1) {
    const key = storage.key(at);
    if (!key.startsWith(shelved)) continue;
    try {
      const { name, link, turn, made } = JSON.parse(storage.getItem(key));
      if (typeof name !== "string" || typeof link !== "string") throw new TypeError();
      found.push({ id: key.slice(shelved.length), name, link, turn: Number(turn) || 0, made: Number(made) || 0 });
    } catch {
      corrupt += 1;
    }
  }
  found.sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1));
  return { found, corrupt };
}

/** A part of an address as it was before somebody encoded it on its way. */
function plain(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** The parts of an address's fragment, `key=value` each; `undefined` when it is the page's own. */
function fragment() {
  const text = location.hash.slice(1);
  if (!text) return new Map();
  const parts = text.split("&").map((part) => new RegExp(`^(${KEY})=(\\d+\\..*)$`, "i").exec(plain(part)));
  return parts.every(Boolean) ? new Map(parts.map(([, key, value]) => [key, value])) : undefined;
}

/** Who writes each key of this page's fragment. */
const writers = new Map();

/** Puts a link into the page's fragment under a key; the page's history stays as it is. */
function putFragment(key, link) {
  const parts = fragment();
  if (!parts) return;
  if (link) parts.set(key, link); else parts.delete(key);
  const text = [...parts].map(([name, value]) => `${name}=${value}`).join("&");
  if (`#${text}` === location.hash || (!text && !location.hash)) return;
  try {
    history.replaceState(history.state, "", location.pathname + location.search + (text ? `#${text}` : ""));
  } catch {
    // A sandboxed page has no history to write to.
  }
}

/** What is kept of one element. */
class Keeping {
  constructor(session) {
    this._session = session;
    this._stage = session.stage;
    this._host = session.host;
    this._onTurn = () => this._turned();
    this._onLeave = () => this.flush();
  }

  get _instance() { return this._session.instance; }

  /** The element stands on a page. */
  connect() {
    window.addEventListener("hashchange", this._onTurn);
    window.addEventListener("pagehide", this._onLeave);
  }

  /** It stands on none any more. */
  disconnect() {
    this.flush();
    window.removeEventListener("hashchange", this._onTurn);
    window.removeEventListener("pagehide", this._onLeave);
    if (writers.get(this._stage.hashKey) === this) writers.delete(this._stage.hashKey);
  }

  /** What was there before this visit: a link in the address goes before what is kept here. */
  remember(before) {
    this._instance.address(`${this._stage.base}#${this._stage.hashKey}=`);
    const parts = fragment();
    const linked = before ? before.link : (parts && parts.get(this._stage.hashKey)) || this._host.getAttribute("journey");
    const named = this._host.getAttribute("hash-key");
    if (named && named !== this._stage.hashKey) this._stage.tell("attribute", `hash-key="${named}" is no name: letters, digits and hyphens, a letter first.`);
    if (linked) this.resume(linked, false);
    if (before) { if (this._shelf) this._shelved(); return; }
    if (choice(this._stage, "share", SHARES) === "fragment") {
      if (!this.claim()) this._stage.tell("attribute", `hash-key="${this._stage.hashKey}" is taken by another widget of this page: this one does not write its link.`);
    }
    if (choice(this._stage, "storage", STORAGES) === "none") return;
    const storage = shelf(this._host.getAttribute("storage"));
    if (!storage) { this._shelved("refused"); return; }
    this._shelf = storage;
    const { found, corrupt } = journeysIn(storage, this._shelfKey());
    const last = found.reduce((best, own) => (best && best.turn >= own.turn ? best : own), undefined);
    // A link in the address may be that of a journey kept here, with less in it.
    const same = linked && found.find((own) => this._instance.sameLink(own.link, plain(linked)));
    const taken = same || (!linked && last);
    if (taken && this._instance.resume(taken.link, false)) this._current = { ...taken };
    this._shelved(corrupt ? "corrupt" : "");
  }

  /** The fragment has one writer for each key, as long as it is on the page. */
  claim() {
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
    if (this._session.runs && linked && linked !== this._addressed && linked !== this._instance.link) this.resume(linked, false);
  }

  /** Something that a link holds has changed. */
  touched() {
    clearTimeout(this._calm);
    this._calm = setTimeout(() => this.flush(), CALM);
  }

  /** Writes at once what waits to be written: the page may go. */
  flush() {
    if (this._calm === undefined) return;
    clearTimeout(this._calm);
    this._calm = undefined;
    if (!this._instance) return;
    if (writers.get(this._stage.hashKey) === this) {
      const whole = this._instance.wholeLink;
      this._addressed = this._instance.link && (whole.length <= LONGEST_ADDRESS ? whole : this._instance.link);
      putFragment(this._stage.hashKey, this._addressed);
    }
    if (this._current) this._write();
  }

  resume(text, asked) {
    if (!this._instance) return false;
    const taken = this._instance.resume(text, asked);
    if (!taken) this._stage.tell("link", "What was given is no link of this widget, was cut on its way, or is of a later version.");
    return taken;
  }

  /** What the visitor asks of this device. */
  keep(what, which) {
    if (what === "leave") { this.flush(); this._left = this._current; this._current = undefined; if (this._shelf) this._shelved(); return; }
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
        this._current = { id: this._newId(), turn: 0, name: this._instance.journeyName(which, false).slice(0, 80) };
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
        if (found && this.resume(found.link, true)) this._current = { id: found.id, turn: found.turn, name: found.name, made: found.made };
      }
    } catch (error) {
      if (what === "keep") this._current = undefined;
      trouble = refusal(error);
      this._stage.tell("storage", `Nothing is kept: ${error}`);
    }
    this._shelved(trouble);
  }

  /** What is kept here and can be read. */
  _journeys() { return this._shelf ? journeysIn(this._shelf, this._shelfKey()).found : []; }

  /** Tells the module what is kept here. */
  _shelved(trouble = "") {
    this._instance.kept(this._journeys().flatMap(({ id, name }) => [id, name]), this._current && this._current.id, trouble);
  }

  /** Writes the journey; another tab that wrote it meanwhile keeps its own. */
  _write() {
    const key = this._shelfKey() + this._current.id;
    let trouble = "";
    try {
      const there = JSON.parse(this._shelf.getItem(key) || "null");
      if (!there) { this._current = undefined; this._shelved("gone"); return; }
      if (there.turn !== this._current.turn) {
        this._current = { id: this._newId(), turn: 0, name: this._instance.journeyName(this._current.name, true), made: Date.now() };
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
    this._shelf.setItem(this._shelfKey() + id, JSON.stringify({ name, link: this._instance.wholeLink, turn: next, made }));
    this._current.turn = next;
    this._current.made = made;
  }

  _newId() { return Date.now().toString(36) + Math.random().toString(36).slice(2, 8); }

  /** Two widgets of a page keep apart what they keep. */
  _shelfKey() { return `${SHELF}${this._stage.hashKey}:`; }
}
