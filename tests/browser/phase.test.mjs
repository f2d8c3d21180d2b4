// The phases of an element: the table that the loader goes by, and the diagram that says so.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { mayFollow, STATES } from "../../www/loader/boot/phase.js";

const README = readFileSync(new URL("../../www/loader/README.md", import.meta.url), "utf8");
const DRAWN = [...README.matchAll(/^ {2}(\w+) --> (\w+):/gm)].map(([, from, to]) => `${from} ${to}`);
const PHASES = Object.keys(STATES);

test("every pair of phases follows where the diagram draws it, and nowhere else", () => {
  const pairs = PHASES.flatMap((from) => PHASES.map((to) => [from, to]));
  assert.equal(pairs.length, 49);
  const followed = pairs.filter(([from, to]) => mayFollow(from, to)).map((pair) => pair.join(" "));
  assert.deepEqual(followed.toSorted(), DRAWN.toSorted());
});

test("a phase never follows itself, and only a destroyed element is idle again", () => {
  for (const phase of PHASES) {
    assert.ok(!mayFollow(phase, phase), phase);
    assert.equal(mayFollow(phase, "idle"), phase === "destroyed", phase);
  }
});

test("from every phase a visitor can come to the widget, and a page can destroy it", () => {
  for (const start of PHASES) {
    const reached = new Set([start]);
    for (const from of reached) for (const to of PHASES) if (mayFollow(from, to)) reached.add(to);
    assert.deepEqual([...reached].toSorted(), PHASES.toSorted(), start);
  }
});
