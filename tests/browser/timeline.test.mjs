// The strip of the dates: 28 years at one scale, moved by hand; and the list that says the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, open, serve, settled } from "./harness.mjs";

const address = await serve();
const START = "2026-12-01";

/** The trajectory from a start, at a width. */
async function visit(width, start = START) {
  const { page, said } = await open(address, { width, height: 800 });
  await settled(page);
  await begin(page, start);
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("trajectory"));
  await page.locator("boussole-odd17 .strip").scrollIntoViewIfNeeded();
  return { page, said, strip: page.locator("boussole-odd17 .strip") };
}
const begin = (page, start) =>
  page.evaluate((start) => {
    document.querySelector("boussole-odd17").answers = { start };
  }, start);

test("the strip is many screens long, is moved by hand and by keys, and the page stays where it is", async () => {
  for (const width of [320, 390, 768, 1280, 1600]) {
    const { page, said, strip } = await visit(width);
    const at = () =>
      strip.evaluate((own) => ({
        left: Math.round(own.scrollLeft),
        long: own.scrollWidth / own.clientWidth > 2,
        page: document.documentElement.scrollWidth - innerWidth,
        down: scrollY,
      }));
    const before = await at();
    assert.deepEqual([before.left, before.long, before.page], [0, true, 0], `${width} px`);
    await strip.focus();
    await page.keyboard.press("ArrowRight");
    await holds(async () => (await at()).left > 20);
    for (let press = 0; press < 80; press += 1) await page.keyboard.press("ArrowRight");
    await holds(() => strip.evaluate((own) => Math.abs(own.scrollLeft + own.clientWidth - own.scrollWidth) < 2));
    await strip.evaluate((own) => own.scrollTo({ left: 0, behavior: "instant" }));
    await strip.hover();
    await page.mouse.wheel(300, 0);
    await holds(async () => (await at()).left > 100);
    const after = await at();
    assert.deepEqual([after.page, after.down], [0, before.down], `${width} px`);
    assert.deepEqual(said, []);
    await page.context().close();
  }
});

test("on the strip nothing is drawn through a word, at any width and start, and nothing jumps while it moves", async () => {
  const { page, strip } = await visit(320);
  const crossed = () => {
    const scale = document.querySelector("boussole-odd17").shadowRoot.querySelector(".scale");
    const box = (own) => {
      const { left, right, top, bottom } = own.getBoundingClientRect();
      return { left, right, top, bottom, name: own.textContent.trim() || own.getAttribute("class") || own.localName };
    };
    const words = [...scale.querySelectorAll("text")].filter((own) => own.textContent).map(box);
    const shapes = [...scale.querySelectorAll("line, rect, circle")].map(box);
    const meet = (a, b) => a.left < b.right + 2 && b.left < a.right + 2 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
    return {
      first: words.length > 30 && scale.querySelectorAll("circle").length,
      crossed: words.flatMap((word, at) =>
        [...words.slice(at + 1), ...shapes]
          .filter((other) => meet(word, other))
          .map((other) => `${word.name} × ${other.name}`),
      ),
      cut: words
        .filter(
          (word) => word.right > scale.getBoundingClientRect().right || word.left < scale.getBoundingClientRect().left,
        )
        .map((word) => word.name),
    };
  };
  const age = page.getByLabel("Votre âge");
  await age.fill("45");
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const start of ["2026-12-01", "2028-07-01", "2029-11-30", "2029-12-31", "2031-06-15", "2004-06-01"]) {
      await begin(page, start);
      await holds(
        () =>
          page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.querySelector(".date time").dateTime),
        start,
      );
      const found = await page.evaluate(crossed);
      assert.ok(found.first >= 10, `${found.first} marks`);
      assert.deepEqual([found.crossed, found.cut], [[], []], `${width} px, ${start}`);
    }
  }
  await page.evaluate(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      // Lines that come where she types are no jump.
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts += value;
    }).observe({ type: "layout-shift", buffered: false });
  });
  await age.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("61");
  await strip.evaluate((own) => own.scrollTo({ left: 900, behavior: "instant" }));
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.shifts), 0);
});

test("on paper and in what is read aloud the list stands alone, with all that the strip says", async () => {
  // Next year whenever this runs: of a start that is today it would say so.
  const { page, strip } = await visit(390, `${new Date().getFullYear() + 1}-12-01`);
  await page.getByLabel("Votre âge").fill("45");
  assert.deepEqual(
    await strip.evaluate((own) => [
      own.getAttribute("role"),
      own.getAttribute("aria-label"),
      own.querySelector("svg").getAttribute("aria-hidden"),
    ]),
    ["region", "Vos dates", "true"],
  );
  const said = () => page.locator("boussole-odd17 .chapters").innerText();
  await holds(
    async () => (await said()).replaceAll(/\s/g, " "),
    /Un enfant né au départ aura 28 ans\..*Vous aurez environ 74 ans\./,
  );
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(
    [
      await strip.isVisible(),
      await page.getByLabel("Votre âge").isVisible(),
      await page.locator("boussole-odd17 .chapters").isVisible(),
    ],
    [false, false, true],
  );
});
