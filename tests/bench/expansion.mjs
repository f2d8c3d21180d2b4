// A thesaurus as MiniSearch can be given one: the query expanded, each term by its alternatives, the longest term first.
// Runs in Node and in the browser.

export const fold = (word) =>
  word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("œ", "oe");
const wordsOf = (text) =>
  fold(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** The thesaurus of a list of groups, with the weights of the content. */
export class Thesaurus {
  constructor(groups, { stop, same, near }) {
    this.stop = new Set(stop);
    this.shares = { same: same / 1000, near: near / 1000 };
    this.groups = new Map();
    for (const { term, same: own = [], near: close = [] } of groups) {
      for (const name of [term, ...own]) {
        const key = this.key(name);
        if (!this.groups.has(key))
          this.groups.set(key, { same: [term, ...own].filter((other) => other !== name), near: close });
      }
    }
  }

  /** What a term is compared as: without plurals, elided articles and words that tell nothing. */
  key(text) {
    const words = wordsOf(text.replace(/(^|[^\p{L}])(?:l|d|qu|j|n|s)['’]/giu, "$1"));
    return words
      .filter((word) => !this.stop.has(word))
      .map((word) => word.replace(/[sx]$/, ""))
      .join(" ");
  }

  /** A query as MiniSearch takes alternatives: each term, one used for the same, or behind, one that is close. */
  expanded(query, combineWith, boost, near = true) {
    const words = query.split(/[\s,;]+/).filter(Boolean);
    const terms = [];
    const times = (factor) =>
      Object.fromEntries(Object.entries(boost).map(([field, weight]) => [field, weight * factor]));
    const alternative = (text, factor) => ({
      queries: [text],
      combineWith: "AND",
      boost: times(factor),
      prefix: factor === 1,
    });
    for (let from = 0; from < words.length;) {
      let to = Math.min(words.length, from + 8);
      while (to > from + 1 && !this.groups.has(this.key(words.slice(from, to).join(" ")))) to -= 1;
      const typed = words.slice(from, to).join(" ");
      const key = this.key(typed);
      const group = this.groups.get(key) || { same: [], near: [] };
      const close = near ? group.near : [];
      if (key)
        terms.push({
          combineWith: "OR",
          queries: [
            alternative(typed, 1),
            ...group.same.map((text) => alternative(text, this.shares.same)),
            ...close.map((text) => alternative(text, this.shares.near)),
          ],
        });
      from = to;
    }
    return { queries: terms.length ? terms : [query], combineWith };
  }
}
