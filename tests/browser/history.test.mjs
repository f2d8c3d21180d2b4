// Back, Forward and reloading, where the host lets the widget use the history of its page, and where it does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, open, partner, serve, settled, two_lines } from "./harness.mjs";

const ANSWERS = { profile: "association", maturity: 3 };
const answers = (page) => page.evaluate(() => document.querySelector("boussole-odd17").answers);
const give = (page) =>
  page.evaluate((answers) => {
    document.querySelector("boussole-odd17").answers = answers;
  }, ANSWERS);
const view = (page) =>
  page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.querySelector("[data-view]")?.dataset.view);
const focus = (page) =>
  page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement?.id ?? "");
const step = (page, name) =>
  page.locator("boussole-odd17").getByRole("navigation").getByRole("button", { name }).click();

async function at(attributes) {
  const address = await partner(two_lines("", `lang="fr" loading="eager" ${attributes}`));
  const opened = await open(address);
  await settled(opened.page);
  return { ...opened, address };
}

test("a host that says nothing keeps its history, and what it put there", async () => {
  const { page, said } = await at("");
  await page.evaluate(() => history.replaceState({ route: 1 }, ""));
  const before = await page.evaluate(() => history.length);
  await give(page);
  await step(page, "Fixer le cap");
  await holds(() => view(page), "heading");
  await page.waitForTimeout(400);
  assert.deepEqual(await page.evaluate(() => [history.length, history.state]), [before, { route: 1 }]);
  assert.deepEqual(said, []);
});

for (const share of ["", ' share="fragment"'])
  test(`history="on"${share}: Back and Forward lead from view to view, the answers stay, a reload loses nothing`, async () => {
    const { page, said, address } = await at(`history="on"${share}`);
    await page.evaluate(() => history.replaceState({ ...history.state, route: 1 }, ""));
    await give(page);
    await step(page, "Fixer le cap");
    await step(page, "Tracer la trajectoire");
    await holds(() => view(page), "trajectory");
    await page.waitForTimeout(400);
    await page.evaluate(() => {
      document.querySelector("boussole-odd17").answers = { profile: "association", maturity: 4 };
    });
    await page.goBack();
    await holds(() => view(page), "heading");
    await holds(() => focus(page), "view-title");
    await holds(() => answers(page), { ...ANSWERS, maturity: 4 }, "what was answered since stays");
    await page.waitForTimeout(400);
    await holds(() => answers(page), { ...ANSWERS, maturity: 4 });
    assert.equal(await page.evaluate(() => history.state.route), 1, "what the page put there");
    await page.goForward();
    await holds(() => view(page), "trajectory");
    await page.reload();
    await settled(page);
    await holds(() => view(page), "trajectory");
    await holds(() => answers(page), { ...ANSWERS, maturity: 4 });
    // Away, and back again.
    await page.goto("about:blank");
    await page.goBack();
    await settled(page);
    await holds(() => view(page), "trajectory");
    await holds(() => answers(page), { ...ANSWERS, maturity: 4 });
    await page.goBack();
    await page.goBack();
    await holds(() => view(page), "situate");
    await holds(() => answers(page), { ...ANSWERS, maturity: 4 });
    assert.ok(page.url().startsWith(address));
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
    assert.deepEqual(said, []);
  });

test("two widgets of a page have an entry each; a state that is no plain object stays, and an integrator hears of it once", async () => {
  const body =
    '<script src="boussole.js" async></script></head><body><h1>P</h1><boussole-odd17 lang="fr" loading="eager" history="on"></boussole-odd17><boussole-odd17 class="second" lang="fr" loading="eager" history="on" hash-key="c"></boussole-odd17></body>';
  const { page } = await open(await partner(body));
  const second = () =>
    page.evaluate(() => document.querySelector(".second").shadowRoot.querySelector("[data-view]")?.dataset.view);
  for (const name of ["boussole-odd17", ".second"])
    await page.evaluate((name) => document.querySelector(name).whenReady.then(() => ""), name);
  await page.evaluate(() => document.querySelector(".second").goTo("path"));
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("explore"));
  await page.goBack();
  await holds(() => view(page), "situate");
  await holds(second, "path");
  await page.goBack();
  await holds(second, "situate");

  await page.evaluate(() => {
    window.heard = [];
    addEventListener("boussole-error", ({ detail }) => window.heard.push(detail.help));
    history.replaceState([1, 2], "");
  });
  for (const name of ["heading", "path"])
    await page.evaluate((name) => document.querySelector("boussole-odd17").goTo(name), name);
  await holds(() => view(page), "path");
  const [heard, state] = await page.evaluate(() => [window.heard, history.state]);
  assert.deepEqual(state, [1, 2]);
  assert.equal(heard.length, 1);
  assert.match(heard[0], /history of this page does not follow the views/);
});

test("the page of its own loses neither view nor answers when it is left, reloaded or gone back in", async () => {
  const site = await serve();
  const { page } = await open(`${site}app.html`);
  await settled(page);
  await give(page);
  await step(page, "S’équiper");
  await holds(() => view(page), "path");
  await page.waitForTimeout(400);
  await page.reload();
  await settled(page);
  await holds(() => view(page), "path");
  await holds(() => answers(page), ANSWERS);
  await page.goBack();
  await holds(() => view(page), "situate");
  await holds(() => answers(page), ANSWERS);
  assert.match(page.url(), /app\.html#b=1\./);
});

test("entries of the page's own end nothing: the views after them are recorded, and Back leads to them", async () => {
  const { page, said } = await at('history="on"');
  await step(page, "Fixer le cap");
  await holds(() => view(page), "heading");
  await page.evaluate(() => {
    history.pushState({ mine: 1 }, "");
    history.back();
  });
  await holds(() => page.evaluate(() => history.state.boussole?.b?.view), "heading");
  await page.evaluate(() => {
    location.hash = "section";
  });
  await step(page, "S’équiper");
  await holds(() => view(page), "path");
  await page.goBack();
  await holds(() => page.evaluate(() => location.hash), "#section");
  await page.goForward();
  await holds(() => view(page), "path");
  await step(page, "Tracer la trajectoire");
  await holds(() => view(page), "trajectory");
  await page.goBack();
  await holds(() => view(page), "path");
  assert.deepEqual(said, []);
});
