// Search judged on queries as people type them, with the resources they expect (tests/data/queries.json),
// beside MiniSearch on the same catalogue in the same run, each way it can be set.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import MiniSearch from "minisearch";

const file = new URL("../data/queries.json", import.meta.url).pathname;
const queries = JSON.parse(readFileSync(file));
const { items } = JSON.parse(readFileSync(new URL("../../www/content/resources.json", import.meta.url)));

/** Mean reciprocal rank of the first expected resource; mean share of the expected ones in the first five. */
function judged(lists) {
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

test("what people look for comes first, more often than with MiniSearch however it is set", () => {
  assert.ok(queries.length >= 60);
  const ours = judged(JSON.parse(execFileSync(process.env.BOUSSOLE_BIN, ["search", "--queries", file], { encoding: "utf8" })));
  const fold = (word) => word.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("œ", "oe");
  const figures = [["ours", ours]];
  for (const fuzzy of [false, 0.2]) {
    for (const combineWith of ["AND", "OR"]) {
      const theirs = new MiniSearch({ fields: ["title", "summary", "publisher"], processTerm: fold, searchOptions: { prefix: true, fuzzy, combineWith, boost: { title: 3 } } });
      theirs.addAll(items.map(({ id, title, summary, publisher }) => ({ id, title, summary: summary.fr, publisher })));
      figures.push([`MiniSearch, fuzzy ${fuzzy}, ${combineWith}`, judged(queries.map(({ query }) => theirs.search(query).map(({ id }) => id)))]);
    }
  }
  for (const [name, { rank, recall }] of figures) console.log(`${name}: MRR ${rank.toFixed(3)}, recall@5 ${recall.toFixed(3)}`);
  for (const [name, theirs] of figures.slice(1)) {
    assert.ok(ours.rank > theirs.rank, `${name}: MRR`);
    assert.ok(ours.recall > theirs.recall, `${name}: recall@5`);
  }
});
