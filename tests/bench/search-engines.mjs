// What a page would use instead, each behind the same face: build(entries) → index, find(index, query) → count,
// dump(index) → bytes to ship, load(bytes) → index. Runs in the browser.
import MiniSearch from "/minisearch.js";
import { Thesaurus, fold } from "/expansion.mjs";

const tokens = (text) =>
  fold(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

const BOOST = { title: 3, summary: 1, keywords: 1 };
const OPTIONS = {
  fields: Object.keys(BOOST),
  processTerm: fold,
  searchOptions: { prefix: true, combineWith: "AND", boost: BOOST },
};
let thesaurus;
export const minisearch = {
  prepare: async () => {
    const [{ items }, { search }] = await Promise.all(
      ["/thesaurus.json", "/rules.json"].map(async (path) => (await fetch(path)).json()),
    );
    thesaurus = new Thesaurus(items, search);
  },
  build: (entries) => {
    const index = new MiniSearch(OPTIONS);
    index.addAll(entries.map((entry, id) => ({ id, ...entry })));
    return index;
  },
  find: (index, query) =>
    index.search(thesaurus.expanded(query, "AND", BOOST), OPTIONS.searchOptions).slice(0, 20).length,
  dump: (index) => JSON.stringify(index),
  load: (text) => MiniSearch.loadJSON(text, OPTIONS),
};

/** An inverted index by hand, with prefixes: the "no library" answer. */
class Inverted {
  constructor(entries) {
    const map = new Map();
    const add = (id, word, weight) => {
      let postings = map.get(word);
      if (!postings) map.set(word, (postings = []));
      const last = postings.length;
      if (last && postings[last - 2] === id) postings[last - 1] += weight;
      else postings.push(id, weight);
    };
    entries.forEach(({ title, summary, keywords }, id) => {
      for (const word of tokens(title)) add(id, word, 3);
      for (const word of tokens(`${summary} ${keywords}`)) add(id, word, 1);
    });
    this.size = entries.length;
    this.words = [...map.keys()].sort();
    this.postings = this.words.map((word) => Uint32Array.from(map.get(word)));
  }

  from(word) {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  find(query) {
    const asked = tokens(query);
    if (!asked.length) return [];
    const total = new Float32Array(this.size);
    const held = new Uint8Array(this.size);
    asked.forEach((word, place) => {
      const best = new Float32Array(this.size);
      for (let at = this.from(word), end = this.from(`${word}\uffff`); at < end; at += 1) {
        const postings = this.postings[at];
        const rarity =
          Math.log(1 + this.size / (postings.length / 2)) * (this.words[at].length === word.length ? 1.5 : 1);
        for (let each = 0; each < postings.length; each += 2) {
          const score = postings[each + 1] * rarity;
          if (score > best[postings[each]]) best[postings[each]] = score;
        }
      }
      for (let id = 0; id < this.size; id += 1)
        if (best[id]) {
          total[id] += best[id];
          if (held[id] === place) held[id] += 1;
        }
    });
    const top = [];
    for (let id = 0; id < this.size; id += 1) {
      if (held[id] !== asked.length) continue;
      const score = total[id];
      if (top.length === 20 && score <= total[top[19]]) continue;
      let at = top.length;
      while (at > 0 && total[top[at - 1]] < score) at -= 1;
      top.splice(at, 0, id);
      top.length = Math.min(20, top.length);
    }
    return top;
  }
}
export const byHand = { build: (entries) => new Inverted(entries), find: (index, query) => index.find(query).length };

let module;
let memory;
export const boussole = {
  // Built ahead by the command line: nothing to build in the page. A classic script defines the module, as a
  // lexical global.
  prepare: async () => {
    module = wasm_bindgen;
    ({ memory } = await module({ module_or_path: "/finder.wasm" }));
  },
  load: (bytes) => module.Finder.open(bytes),
  // In the bytes of a file, as the widget has them: a text that JavaScript hands over takes three times the room on its way.
  titled: (index, entries) => {
    index.setTitles(new TextEncoder().encode(entries.map(({ title }) => `${title}\n`).join("")));
    return index;
  },
  find: (index, query) => index.find(query, 20).length - 1,
  /** What the page does not count as its own heap. */
  memory: () => memory.buffer.byteLength,
};
