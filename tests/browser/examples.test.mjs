// The examples, as `cargo run` serves them: each does what it says.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, test } from "node:test";
import { holds, open, reads, serve, settled, state } from "./harness.mjs";

const site = `${await serve()}examples/`;
const tried = new Set(["index.html"]);
/** An example, started; what it said is nothing. */
async function example(name) {
  tried.add(name);
  const { page, said } = await open(site + name);
  await page.locator("boussole-odd17").scrollIntoViewIfNeeded();
  await settled(page);
  return { page, said, widget: page.locator("boussole-odd17") };
}
const give = (page, answers) =>
  page.evaluate((answers) => {
    document.querySelector("boussole-odd17").answers = answers;
  }, answers);

test("two lines, and two lines under a strict policy with Trusted Types", async () => {
  for (const name of ["plain.html", "strict-policy.html"]) {
    const { page, said } = await example(name);
    await give(page, { maturity: 2 });
    await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").result.answers.maturity), 2);
    assert.deepEqual(said, []);
  }
});

test("two languages: the compass follows the page and keeps the answers", async () => {
  const { page, said, widget } = await example("two-languages.html");
  await give(page, { maturity: 2 });
  await page.getByRole("button", { name: "English" }).click();
  await reads(widget.locator("h2").first(), /compass/i);
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").answers.maturity), 2);
  assert.deepEqual(said, []);
});

test("a partner's table joins our resources", async () => {
  const { said, widget } = await example("catalogue.html");
  await widget.getByLabel("Vos mots").fill("petits pas");
  await reads(widget.locator(".resource-title").first(), /Fonds des petits pas/);
  assert.deepEqual(said, []);
});

test("statistics are told of views, and of no answer", async () => {
  const { page, said, widget } = await example("statistics.html");
  await page.evaluate(() => {
    window._paq = [];
  });
  await give(page, { profile: "association", maturity: 2 });
  await widget.evaluate((element) => element.goTo("heading"));
  await holds(() => page.evaluate(() => window._paq), [["trackEvent", "Boussole", "step", "heading"]]);
  await reads(page.locator("#told"), /heading/);
  assert.deepEqual(said, []);
});

test("a form of the site takes the heading and the link, when it is sent", async () => {
  const { page, said } = await example("form.html");
  await give(page, { maturity: 2 });
  await holds(() => page.locator("#heading").inputValue(), /^performance \d+ %, innovation \d+ %, confiance \d+ %$/);
  await holds(() => page.locator("#journey").inputValue(), /#b=/);
  await page.locator("body > form button").click();
  await reads(page.locator("body > form [role=status]"), /Envoyé à votre site/);
  assert.deepEqual(said, []);
});

test("the frame has the height of what is in it", async () => {
  tried.add("frame.html");
  const { page, said } = await open(`${site}frame.html`);
  await state(page.frames()[1]);
  await holds(() => page.evaluate(() => Number(document.querySelector("iframe").height) !== 760), true);
  assert.deepEqual(said, []);
});

after(() => {
  const there = readdirSync(new URL("../../www/examples/", import.meta.url)).filter((name) => name.endsWith(".html"));
  assert.deepEqual([...tried].sort(), there.sort(), "each example is tried");
});
