// Search judged on queries as people type them, with the resources they expect, beside MiniSearch on the same catalogue in
// the same run, each way it can be set: given the same fields (keywords and names of tags too), and the same thesaurus as
// alternatives to each term of the query, the longest term first.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import MiniSearch from "minisearch";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url)));
const content = (name) => read(`../../www/content/${name}.json`);
const labels = (name) => new Map(content(name).items.map(({ id, label }) => [id, label.fr]));
const { items } = content("resources");
const { search: weights } = content("rules");

const fold = (word) => word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("œ", "oe");
const wordsOf = (text) => fold(text).split(/[^a-z0-9]+/).filter(Boolean);
/** What a term of the thesaurus is compared as: without plurals, elided articles and words that tell nothing. */
const plain = (text) => wordsOf(text.replace(/(^|[^\p{L}])(?:l|d|qu|j|n|s)['’]/giu, "$1")).filter((word) => !weights.stop.includes(word)).map((word) => word.replace(/[sx]$/, "")).join(" ");

const NAMES = { kind: labels("kinds"), domains: labels("domains"), objectives: labels("objectives"), profiles: labels("profiles"), levels: labels("levels") };
const documents = items.map((own) => ({
  id: own.id, title: own.title, summary: own.summary.fr, keywords: (own.keywords?.fr || []).join(" · "),
  tags: [own.publisher, ...Object.entries(NAMES).flatMap(([field, names]) => [own[field]].flat().map((id) => names.get(id)))].filter(Boolean).join(" · "),
}));

/** By what a term is compared as: the others of its group, and those that are close. */
const groups = new Map();
for (const { term, same = [], near = [] } of content("thesaurus/fr").items) {
  for (const own of [term, ...same]) if (!groups.has(plain(own))) groups.set(plain(own), { same: [term, ...same].filter((other) => other !== own), near });
}

/** A query as MiniSearch takes alternatives: each term or one used for the same, or behind, one that is close. */
function expanded(query, combineWith, boost) {
  const words = query.split(/[\s,;]+/).filter(Boolean);
  const terms = [];
  const times = (factor) => Object.fromEntries(Object.entries(boost).map(([field, weight]) => [field, weight * factor]));
  const alternative = (text, factor) => ({ queries: [text], combineWith: "AND", boost: times(factor), prefix: factor === 1 });
  for (let from = 0; from < words.length;) {
    let to = words.length;
    while (to > from + 1 && !groups.has(plain(words.slice(from, to).join(" ")))) to -= 1;
    const typed = words.slice(from, to).join(" ");
    const { same = [], near = [] } = groups.get(plain(typed)) || {};
    if (plain(typed)) {
      terms.push({ combineWith: "OR", queries: [alternative(typed, 1), ...same.map((text) => alternative(text, weights.same / 1000)), ...near.map((text) => alternative(text, weights.near / 1000))] });
    }
    from = to;
  }
  return { queries: terms.length ? terms : [query], combineWith };
}

const BOOST = { title: 3, summary: 1, keywords: 1, tags: 0.5 };
const FIELDS = Object.keys(BOOST);
const engine = (fields) => {
  const engine = new MiniSearch({ fields, processTerm: fold });
  engine.addAll(documents);
  return engine;
};

/** Mean reciprocal rank of the first expected resource; mean share of the expected ones in the first five. */
function judged(queries, lists) {
  let rank = 0;
  let recall = 0;
  for (const [place, ids] of lists.entries()) {
    const { expected } = queries[place];
    const first = ids.findIndex((id) => expected.includes(id));
    rank += first < 0 ? 0 : 1 / (first + 1);
    recall += ids.slice(0, 5).filter((id) => expected.includes(id)).length / Math.min(5, expected.length);
  }
  return { rank: rank / lists.length, recall: recall / lists.length };
}

const ours = (file) => JSON.parse(execFileSync(process.env.BOUSSOLE_BIN, ["search", "--queries", file], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));

for (const name of ["queries", "real_queries"]) {
  const file = new URL(`../data/${name}.json`, import.meta.url).pathname;
  test(`what people look for comes first, more often than with MiniSearch however it is set: ${name}`, { skip: !existsSync(file) }, () => {
    const all = JSON.parse(readFileSync(file));
    const lists = ours(file);
    const is = (place) => all[place].expected?.length > 0;
    const queries = all.filter((_, place) => is(place));
    assert.ok(queries.length >= 60);
    const figures = [["ours", judged(queries, lists.filter((_, place) => is(place)))]];
    const theirs = engine(FIELDS);
    for (const thesaurus of [true, false]) {
      for (const fuzzy of [false, 0.2]) {
        for (const combineWith of ["AND", "OR"]) {
          const options = { prefix: true, fuzzy, combineWith, boost: BOOST };
          const found = ({ query }) => theirs.search(thesaurus ? expanded(query, combineWith, BOOST) : query, options).map(({ id }) => id);
          figures.push([`MiniSearch, ${thesaurus ? "thesaurus, " : ""}fuzzy ${fuzzy}, ${combineWith}`, judged(queries, queries.map(found))]);
        }
      }
    }
    for (const [name, { rank, recall }] of figures) console.log(`${name}: MRR ${rank.toFixed(3)}, recall@5 ${recall.toFixed(3)}`);
    const [, mine] = figures[0];
    for (const [name, { rank, recall }] of figures.slice(1)) {
      assert.ok(mine.rank > rank, `${name}: MRR`);
      assert.ok(mine.recall > recall, `${name}: recall@5`);
    }
  });
}
