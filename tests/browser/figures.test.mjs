// The figures that the project tells are those that were measured: the pages are written from them, and judge them right.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { GOALS, README, judged, readmeLines, report } from "../bench/report.mjs";

const read = (name) => readFileSync(new URL(`../bench/${name}`, import.meta.url), "utf8");
const results = JSON.parse(read("results.json"));

test("RESULTS.md and the README tell what results.json holds, nothing else", () => {
  const again = "is written by `cargo run -- bench report`";
  assert.equal(read("RESULTS.md"), report(results), `RESULTS.md ${again}`);
  const readme = readFileSync(README, "utf8");
  assert.equal(readme, readmeLines(readme, results), `what stands in README.md between its marks ${again}`);
});

/** A cold start in which ours takes so many times what the best peer takes. */
function coldStart({ needle, tasks = [0, 0, 0] }) {
  const seen = (factor, own) => ({
    answerable: [100, 110, 90],
    readable: [120, 130, 110],
    needle: [100, 110, 90].map((value) => value * factor),
    list: [200, 220, 180],
    texts: [200, 220, 180],
    received: {
      answerable: { code: 5, content: 0 },
      needle: { code: 20, content: 0 },
      ready: { code: 200, content: 30 },
    },
    wire: 230,
    tasks,
    longest: [0, 0, 0],
    shift: 0,
    ...own,
  });
  const contestants = {
    boussole: seen(needle, { list: undefined }),
    "boussole-list": seen(1, { answerable: undefined, readable: undefined, needle: undefined }),
    quick: seen(1),
    slow: seen(3),
  };
  const network = { cpu: 4, runs: 3, contestants };
  const listed = Object.keys(contestants).map((name) => ({
    name,
    label: name,
    isPeer: ["quick", "slow"].includes(name),
  }));
  return {
    load: {
      date: "2026-01-02",
      minutes: 1,
      seed: 7,
      machine: { processor: "one", cores: 2, memoryGb: 4, browser: "1", loadAtStart: 0, loadAtEnd: 0 },
      resources: 300,
      contestants: listed,
      networks: { slow: network, full: { ...network, cpu: 1 } },
    },
  };
}

test("a goal is judged beside the best peer, and what is missed comes first, with by how much", () => {
  const needle = GOALS.find(({ what }) => what.startsWith("needle beside"));
  const names = (goals) => goals.map(({ what }) => what);
  const good = judged(coldStart({ needle: 1.3 }));
  assert.deepEqual([names(good.missed).includes(needle.what), names(good.met).includes(needle.what)], [false, true]);
  const bad = coldStart({ needle: 2.7, tasks: [1, 1, 0] });
  assert.deepEqual(names(judged(bad).missed), [
    names(GOALS)[0],
    needle.what,
    names(GOALS).find((what) => what.startsWith("tasks over 50 ms")),
  ]);
  const page = report(bad);
  assert.match(page, /needle beside the best peer.* \| ≤ 1\.35 × \| 2\.7 × \| \+1\.35 × \(\+100 %\) \|/);
  assert.ok(
    page.indexOf("## Goals missed") < page.indexOf("## Goals met") &&
      page.indexOf("## Goals met") < page.indexOf("## Method"),
  );
  assert.match(page, /A trial, not a measurement/, "three runs are no fifteen");
  // What nobody measured is neither met nor missed, and said.
  assert.match(page, /Not measured: .*growth of the module's memory/);
  assert.equal(judged({}).unmeasured.length, GOALS.length);
  assert.match(report({}), /Nothing was measured yet/);
});
