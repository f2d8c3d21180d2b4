// The pages of www/hosts, each as hosts.json says it ends, served by nginx from two origins, in every
// engine that is here. The numbers are those of the reliability cases.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ENGINES } from "./engines.mjs";
import { holds } from "./harness.mjs";
import { cases, skip as noNginx, start } from "./nginx.mjs";

const nginx = noNginx ? undefined : await start();
after(() => nginx?.close());

const seen = () => {
  const element = document.querySelector("boussole-odd17");
  const link = element?.querySelector("a");
  return {
    state: element?.getAttribute("state"),
    heard: window.heard,
    wild: window.wild,
    height: window.height,
    fallback: Boolean(link && link.getClientRects().length && link.checkVisibility()),
  };
};
async function until(engine, what, fits, patience) {
  const begun = Date.now();
  for (;;) {
    const found = await engine.evaluate(seen);
    if (fits(found)) return { ...found, took: Date.now() - begun };
    assert.ok(Date.now() - begun < patience, `${what}: never, but ${JSON.stringify(found)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
/** Puts the focus on something in the shadow tree as soon as it is there, and presses a real key. */
async function press(engine, selector, key) {
  await holds(
    () =>
      engine.evaluate((selector) => {
        const found = document.querySelector("boussole-odd17").shadowRoot.querySelector(selector);
        found?.focus();
        return Boolean(found);
      }, selector),
    true,
    `${selector} is not there`,
  );
  await engine.press(key);
}

/** A choice, a button and a slider, by real keys: what a host could break. */
async function works(engine) {
  await until(engine, "ready", ({ state }) => state === "ready", 20_000);
  await press(engine, "input[value=association]", "Space");
  await press(engine, ".foot-on button", "Enter");
  // The focus follows to the next view: what is focused before would lose it again.
  await holds(
    () => engine.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement?.id),
    "view-title",
  );
  await press(engine, "#horizon-confiance", "End");
  const found = () =>
    engine.evaluate(() => {
      const element = document.querySelector("boussole-odd17");
      const button = element.shadowRoot.querySelector(".foot-on button").getBoundingClientRect();
      // As text: a driver that copies the object would trip over a polluted prototype.
      return JSON.stringify({
        answers: element.answers,
        title: element.shadowRoot.querySelector("#view-title").textContent,
        high: button.height >= 44 && button.width >= 44,
        wide: element.getBoundingClientRect().right <= innerWidth,
        heard: window.heard,
        wild: window.wild,
      });
    });
  await holds(async () => JSON.parse(await found()), {
    answers: { profile: "association", horizons: [0, 0, 100] },
    title: "Fixer le cap",
    high: true,
    wide: true,
    heard: [],
    wild: [],
  });
}

async function ends(engine, { ends, within = 3000 }) {
  if (ends === "works") return works(engine);
  if (ends === "framed") {
    // A frame of another origin shows nothing but its height: a drawn widget is tall.
    const found = await until(engine, "a drawn frame", ({ height }) => height > 900, 20_000);
    return assert.deepEqual([found.heard, found.wild], [[], []]);
  }
  if (ends === "untouched") {
    await new Promise((done) => setTimeout(done, 1500));
    const { state, fallback, heard } = await engine.evaluate(seen);
    return assert.deepEqual({ state: state ?? null, fallback, heard }, { state: null, fallback: true, heard: [] });
  }
  const found = await until(engine, "an error", ({ state }) => state === "error", within + 7000);
  assert.ok(found.took <= within, `${found.took} ms`);
  await new Promise((done) => setTimeout(done, 250));
  const { heard, wild, fallback } = await engine.evaluate(seen);
  assert.deepEqual(
    heard.map(({ code, directive }) => (directive ? { code, directive } : { code })),
    [ends],
  );
  assert.ok(heard[0].help.length > 20, heard[0].help);
  assert.ok(fallback, "the fallback is in view");
  assert.deepEqual(wild, []);
}

for (const { name, start: begin, skip } of ENGINES) {
  test(`hosts in ${name}`, { skip: noNginx || skip }, async (t) => {
    const engine = await begin();
    try {
      for (const [place, each] of cases.entries()) {
        await t.test(`${each.case}: ${each.what}`, async () => {
          await engine.open(nginx.address(place));
          await ends(engine, each);
        });
      }
    } finally {
      await engine.close();
    }
  });
}
