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

/** The window whose address leads to this page. A frame without one of its own (`srcdoc`, `blob:`, `data:`, written by
    its page) has that of the page around it, where the browser lets it be asked; else nothing. */
function addressed() {
  for (let place = window; ; place = place.parent) {
    let around;
    try { around = place.parent.location.href.split("#")[0]; } catch { /* Another site. */ }
    const own = place.location.href.split("#")[0];
    const top = place === place.parent;
    if (!/^(about|blob|data|javascript):/.test(own) && (top || own !== around)) return place;
    if (top || around === undefined) return undefined;
  }
}

/** A text as it was before somebody encoded it on its way, once. */
function plain(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** How often a fragment may have been encoded on its way. */
const DEEPEST = 4;
/** The letters of a link, as they are or encoded. */
const LETTERS = "(?:[\\w.,!+*-]|%(?:21|2[a-e]|5f))*";

/** What stands before the link under a key of a fragment, the link, and what stands behind: whatever else is there. */
function partOf(text, key) {
  const found = new RegExp(`^(|.*?[^\\w-])${key}=(\\d+\\.${LETTERS})(.*)$`, "is").exec(text);
  return found && { before: found[1], link: found[2], behind: found[3] };
}

/** The same of the whole fragment, which somebody may have encoded on its way. */
function linkIn(fragment, key) {
  for (let turn = 0, text = fragment; turn <= DEEPEST; turn += 1, text = plain(text)) {
    const part = partOf(text, key);
    // What reads it knows where it ends.
    if (part) return part.link + part.behind.split("&")[0];
  }
  return undefined;
}

/** A fragment without a part, and without the sign that joined it. */
function without({ before, behind }) {
  if (before.endsWith("&") || (before.endsWith("?") && !behind)) return before.slice(0, -1) + behind;
  return before + (behind.startsWith("&") ? behind.slice(1) : behind);
}

/** The fragment of a page without what widgets put there. */
function ownFragment(text) {
  const part = partOf(text, KEY);
  return part ? ownFragment(without(part)) : text;
}

/** Who writes each key of this page's fragment. */
const writers = new Map();
/** Where a key stood in a fragment that has others too, so that it comes back there. */
const gaps = new Map();

/** Whether a fragment is a list of values, so that one more changes nothing for whoever reads the others. */
const isList = (text) => text.split("&").every((part) => /^[\w.~%-]+=[^/]*$/.test(part));

/** Puts a link into the fragment of a page under a key: the rest of it, and the page's history, stay as they are. Why it
    cannot be done, or nothing. */
function putFragment(place, key, link) {
  if (!place) return "this frame has no address of its own.";
  const text = place.location.hash.slice(1);
  const whole = partOf(plain(text), key);
  const part = partOf(text, key) || (whole && !whole.before && !whole.behind && whole);
  const mine = link ? `${key}=${link}` : "";
  const gap = gaps.get(key);
  let now;
  if (part) now = link ? part.before + mine + part.behind : without(part);
  else if (!link || !text) now = mine || text;
  else if (gap && gap.text === text) now = gap.before + mine + gap.behind;
  else if (isList(text)) now = `${text}&${mine}`;
  else return `#${text} is the page's own.`;
  if (part && !link) gaps.set(key, { ...part, text: now });
  if (now === text) return undefined;
  try {
    // Made of the whole address: with a base of another site, or two slashes, a path alone would be somebody else's.
    place.history.replaceState(place.history.state, "", place.location.href.split("#")[0] + (now && `#${now}`));
  } catch (error) {
    return String(error);
  }
  return undefined;
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
    this._place = addressed();
    if (this._place) this._place.addEventListener("hashchange", this._onTurn);
    window.addEventListener("pagehide", this._onLeave);
  }

  /** It stands on none any more. */
  disconnect() {
    this.flush();
    if (this._place) this._place.removeEventListener("hashchange", this._onTurn);
    window.removeEventListener("pagehide", this._onLeave);
    if (writers.get(this._stage.hashKey) === this) writers.delete(this._stage.hashKey);
  }

  /** The link under this widget's key in the address of the page. */
  get _linked() { return this._place && linkIn(this._place.location.hash.slice(1), this._stage.hashKey); }

  /** What links to this widget's place begin with: the page with its own fragment, which may be its router's, and the key.
      Nothing where the page has no address: then the link is a code, for whoever takes it up by hand. */
  get _prefix() {
    if (!this._place) return "";
    const { href, hash } = this._place.location;
    const own = ownFragment(hash.slice(1));
    const sign = own && (/^[!/][^?]*$/.test(own) ? "?" : "&");
    return `${href.split("#")[0]}#${own}${sign}${this._stage.hashKey}=`;
  }

  /** The address that brings somebody to this place and this journey. */
  get address() {
    const { link } = this._instance;
    if (link && link !== this._instance.wholeLink && !this._shortTold) {
      this._shortTold = true;
      this._stage.tell("link", 'Names and commitments would make this link too long, and are not in it: export("json") holds them.');
    }
    return link ? this._prefix + link : this._prefix.replace(/#?[?&]?[\w-]+=$/, "");
  }

  /** Shows the widget to whoever opened a link to it, without taking the focus. */
  _reveal() {
    if (this._place !== window || parent !== window) return;
    const { top } = this._host.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this._host.scrollIntoView();
  }

  /** What was there before this visit: a link in the address goes before what is kept here. */
  remember(before) {
    this._instance.address(this._prefix);
    const opened = before ? undefined : this._linked;
    const linked = before ? before.link : opened || this._host.getAttribute("journey");
    const named = this._host.getAttribute("hash-key");
    if (named && named !== this._stage.hashKey) this._stage.tell("attribute", `hash-key="${named}" is not a name: letters, digits and hyphens, a letter first.`);
    const taken = linked && this.resume(linked, false);
    const [visit] = performance.getEntriesByType("navigation");
    // Who comes back, or has scrolled, is where she was.
    if (opened && taken && !window.scrollY && !(visit && visit.type !== "navigate")) this._reveal();
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
    const same = linked && found.find((own) => this._instance.sameLink(own.link, linked));
    const current = same || (!linked && last);
    if (current && this._instance.resume(current.link, false)) this._current = { ...current };
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
    if (!this._session.runs) return;
    this._instance.address(this._prefix);
    const linked = this._linked;
    if (linked && linked !== this._addressed && linked !== this._instance.link && this.resume(linked, false)) this._reveal();
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
      const refused = putFragment(this._place, this._stage.hashKey, this._addressed);
      if (refused && !this._refusalTold) this._stage.tell("link", `The address of this page does not follow the answers: ${refused}`);
      this._refusalTold = this._refusalTold || Boolean(refused);
    }
    this._instance.address(this._prefix);
    if (this._current) this._write();
  }

  resume(text, asked) {
    if (!this._instance) return false;
    const taken = this._instance.resume(text, asked);
    if (!taken) this._stage.tell("link", "What was given is not a link of this widget, was cut on its way, or is of a later version.");
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
