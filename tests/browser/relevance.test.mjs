// Search judged on queries as people type them, with the resources they expect, beside MiniSearch on the same catalogue in
// the same run, each way it can be set: given the same fields (keywords and names of tags too), and the same thesaurus as
// alternatives to each term of the query, the longest term first.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import MiniSearch from "minisearch";
import { Thesaurus, fold } from "../bench/expansion.mjs";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url)));
const content = (name) => read(`../../www/content/${name}.json`);
const { items } = content("resources");
const { search: weights } = content("rules");

const FILES = { kind: "kinds", domains: "domains", objectives: "objectives", profiles: "profiles", levels: "levels" };
/** The weights of the fields: as is usual, and as ours are. */
const BOOSTS = [
  { title: 3, summary: 1, keywords: 1, tags: 0.5 },
  Object.fromEntries(["title", "summary", "keywords", "tags"].map((field) => [field, weights[field]])),
];

/** MiniSearch in a language, and its thesaurus. */
function rival(language) {
  const names = Object.entries(FILES).map(([field, file]) => [
    field,
    new Map(content(file).items.map(({ id, label }) => [id, label[language]])),
  ]);
  const engine = new MiniSearch({ fields: Object.keys(BOOSTS[0]), processTerm: fold });
  engine.addAll(
    items.map((own) => ({
      id: own.id,
      title: own.title,
      summary: own.summary[language],
      keywords: (own.keywords?.[language] || []).join(" · "),
      tags: [own.publisher, ...names.flatMap(([field, known]) => [own[field]].flat().map((id) => known.get(id)))]
        .filter(Boolean)
        .join(" · "),
    })),
  );
  return { engine, thesaurus: new Thesaurus(content(`thesaurus/${language}`).items, weights) };
}
const RIVALS = { fr: rival("fr"), en: rival("en") };

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

const ours = (file) =>
  JSON.parse(
    execFileSync(process.env.BOUSSOLE_BIN, ["search", "--queries", file], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );

for (const name of ["queries", "real_queries"]) {
  const file = new URL(`../data/${name}.json`, import.meta.url).pathname;
  test(
    `what people look for comes first, more often than with MiniSearch however it is set: ${name}`,
    { skip: !existsSync(file) },
    () => {
      const all = JSON.parse(readFileSync(file));
      const lists = ours(file);
      const none = lists.flatMap((found, place) => (found.length ? [] : [all[place].query]));
      console.log(
        `${name}: ${all.length} queries, ${none.length} find nothing${none.length ? `: ${none.join(", ")}` : ""}`,
      );
      assert.ok(none.length <= all.length * 0.02, none.join(", "));
      const is = (place) => all[place].expected?.length > 0;
      const queries = all.filter((_, place) => is(place));
      assert.ok(queries.length >= 60);
      const figures = [
        [
          "ours",
          judged(
            queries,
            lists.filter((_, place) => is(place)),
          ),
        ],
      ];
      for (const [at, boost] of BOOSTS.entries()) {
        for (const given of ["thesaurus", "same alone", "no thesaurus"]) {
          for (const fuzzy of [false, 0.2]) {
            for (const combineWith of ["AND", "OR"]) {
              const options = { prefix: true, fuzzy, combineWith, boost };
              const found = ({ query, language = "fr" }) => {
                const { engine, thesaurus } = RIVALS[language];
                const asked =
                  given === "no thesaurus"
                    ? query
                    : thesaurus.expanded(query, combineWith, boost, given === "thesaurus");
                return engine.search(asked, options).map(({ id }) => id);
              };
              figures.push([
                `MiniSearch, ${given}, ${["its weights", "our weights"][at]}, fuzzy ${fuzzy}, ${combineWith}`,
                judged(queries, queries.map(found)),
              ]);
            }
          }
        }
      }
      for (const [name, { rank, recall }] of figures)
        console.log(`${name}: MRR ${rank.toFixed(3)}, recall@5 ${recall.toFixed(3)}`);
      const [, mine] = figures[0];
      for (const [name, { rank, recall }] of figures.slice(1)) {
        assert.ok(mine.rank > rank, `${name}: MRR`);
        assert.ok(mine.recall > recall, `${name}: recall@5`);
      }
    },
  );
}

test("the index weighs at most 0.7 of MiniSearch's of the same fields, the thesaurus with both", () => {
  const files = readdirSync(process.env.BOUSSOLE_DIST);
  for (const [language, { engine }] of Object.entries(RIVALS)) {
    const own = readFileSync(
      join(
        process.env.BOUSSOLE_DIST,
        files.find((name) => new RegExp(`^index-${language}-[0-9a-f]+\\.bin$`).test(name)),
      ),
    );
    // Compressed as ours is: the words alone, as short as JSON has them.
    const compressed = (value) => gzipSync(JSON.stringify(value), { level: 9 }).length;
    const groups = content(`thesaurus/${language}`).items.map(({ term, same = [], near = [] }) => [term, same, near]);
    const theirs = compressed(engine) + compressed(groups);
    console.log(
      `index-${language}: ours ${own.length} bytes, MiniSearch ${compressed(engine)} and ${compressed(groups)} of thesaurus: ratio ${(own.length / theirs).toFixed(2)}`,
    );
    assert.ok(own.length <= 0.7 * theirs, language);
  }
});
