// The keyboard alone, in every view: everything is reached, in the order of the page, seen, and left again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, open, reads, serve, settled } from "./harness.mjs";
import { FULLER, VIEWS, give, show, speak } from "./views.mjs";

const address = await serve();

/** Presses Tab through the widget and tells each stop: its place among what can be reached, how it is drawn. */
async function stops(page) {
  await page.evaluate(() => {
    const marks = (node) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(node);
      return [outlineStyle === "none" ? "0px" : outlineWidth, boxShadow, borderColor].join(" ");
    };
    // A radio or a box is drawn by the card around it.
    window.drawn = (own) => [own, own.closest("label")].filter(Boolean).map(marks).join(" | ");
    window.atRest = new Map(
      [
        ...document
          .querySelector("boussole-odd17")
          .shadowRoot.querySelectorAll("button, a, input, select, textarea, summary, [tabindex]"),
      ].map((own) => [own, window.drawn(own)]),
    );
  });
  const found = [];
  for (let count = 0; count < 400; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const own = root.activeElement;
      if (!own) return null;
      const box = own.getBoundingClientRect();
      return {
        name: `${own.localName}#${own.id}.${own.className} ${(own.labels?.[0] ?? own).textContent.trim().slice(0, 30)}`,
        order: [...root.querySelectorAll("*")].indexOf(own),
        seen: window.drawn(own) !== window.atRest.get(own),
        there: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
      };
    });
    if (!stop) {
      if (found.length) return found;
      continue;
    }
    found.push(stop);
  }
  return [...found, { name: "no way out", order: Infinity, seen: false, there: false }];
}

test("T52: in every view Tab reaches everything in the order of the page, the focus is seen, and there is a way out [rgaa:tab-order]", async () => {
  const { page } = await open(address);
  await settled(page);
  await give(page, FULLER);
  for (const view of VIEWS) {
    await show(page, view);
    await page.evaluate(() => {
      document.activeElement?.blur();
      const first = document.createElement("a");
      first.href = "#";
      first.id = "before-all";
      document.querySelector("boussole-odd17").before(first);
      first.focus();
    });
    const found = await stops(page);
    await page.evaluate(() => document.querySelector("#before-all").remove());
    assert.ok(found.length > 8, `${view}: ${found.length} stops`);
    assert.deepEqual(
      found
        .filter(({ seen, there }) => !seen || !there)
        .map(({ name, seen }) => `${name} ${seen ? "is out of sight" : "shows no focus"}`),
      [],
      view,
    );
    const orders = found.map(({ order }) => order);
    assert.deepEqual(
      orders,
      [...orders].sort((a, b) => a - b),
      `${view}: the order of the page`,
    );
    // A set of radios is one stop; everything else that can be used is one of its own.
    const missed = await page.evaluate((reached) => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const all = [...root.querySelectorAll("*")];
      const usable = all.filter(
        (own) =>
          own.matches("button, a[href], input, select, textarea, summary") && !own.disabled && own.checkVisibility(),
      );
      const sets = new Set(reached.map((place) => all[place]?.name).filter(Boolean));
      return usable
        .filter((own) => !reached.includes(all.indexOf(own)) && !(own.type === "radio" && sets.has(own.name)))
        .map((own) => own.outerHTML.slice(0, 80));
    }, orders);
    assert.deepEqual(missed, [], `${view}: never reached`);
  }
});

test("no single letter, digit or sign does anything outside a field [rgaa:no-single-key]", async () => {
  const { page } = await open(address);
  await settled(page);
  await give(page, FULLER);
  for (const view of VIEWS) {
    await show(page, view);
    const before = await page.evaluate(() => {
      const element = document.querySelector("boussole-odd17");
      element.shadowRoot.querySelector("#view-title").focus();
      return element.shadowRoot.querySelector(".widget").textContent;
    });
    for (const key of "azertyuiopqsdfghjklmwxcvbn0123456789?/.,-+") await page.keyboard.press(key);
    await holds(
      () =>
        page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.querySelector(".widget").textContent),
      before,
      view,
    );
  }
});

test("a press that is not let go of on the spot does nothing [rgaa:press-cancelled]", async () => {
  const { page } = await open(address);
  await settled(page);
  const title = page.locator("boussole-odd17 #view-title");
  const button = page.locator("boussole-odd17 .foot-on button");
  await button.scrollIntoViewIfNeeded();
  const before = await title.textContent();
  const box = await button.boundingBox();
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.mouse.down();
  await page.mouse.move(box.x + 5, box.y - 120);
  await page.mouse.up();
  await reads(title, before);
});

test("the words that are easy to read come and go by one button, which keeps the focus; the answers stay", async () => {
  const { page } = await open(address);
  await settled(page);
  await give(page, FULLER);
  const widget = page.locator("boussole-odd17 .widget");
  const answers = () => page.evaluate(() => JSON.stringify(document.querySelector("boussole-odd17").answers));
  const before = await answers();
  await page.locator("boussole-odd17").getByRole("button", { name: "Facile à lire" }).press("Enter");
  await page.locator("boussole-odd17").getByRole("button", { name: "Texte normal" }).waitFor();
  await holds(() => widget.getAttribute("lang"), "fr-x-falc");
  // Said again, it ends otherwise: Orca says nothing of a text that it said last.
  await reads(page.locator("boussole-odd17 [role=status]"), /^Les textes sont faciles à lire\.\u00a0?$/);
  await reads(widget, /Les personnes concernées ne l’ont pas encore relue/);
  await holds(async () => (await page.locator("boussole-odd17 .option-picture svg").count()) > 30, true, "pictures");
  await holds(() => answers(), before);
  await holds(
    () => page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement.textContent),
    "Texte normal",
  );
  await page.keyboard.press("Enter");
  await page.locator("boussole-odd17").getByRole("button", { name: "Facile à lire" }).waitFor();
  await holds(() => widget.getAttribute("lang"), "fr");
  await holds(() => page.locator("boussole-odd17 .picture").count(), 0);
  // A page that names a language itself has the last word.
  await page.keyboard.press("Enter");
  await page.locator("boussole-odd17").getByRole("button", { name: "Texte normal" }).waitFor();
  await speak(page, "en");
});
