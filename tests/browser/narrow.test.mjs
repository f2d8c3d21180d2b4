// Where there is little room: one question at a time, a compass that follows, one menu; and nothing of that elsewhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, open, partner, release, settled, state, two_lines } from "./harness.mjs";
import { cut } from "./views.mjs";

const PHONE = { width: 390, height: 844 };
const QUESTIONS = ["profile", "domains", "level", "maturity", "usage", "objectives", "horizons"];
/** The element at the top of a page made for telephones, with what a host has above and below it. */
const page_of = (above = "", attributes = 'loading="eager"', style = "") =>
  `<meta name="viewport" content="width=device-width, initial-scale=1"><style>body { margin: 0; } ${style}</style><script src="boussole.js" async></script></head><body>${above}<boussole-odd17 ${attributes}></boussole-odd17></body>`;

/** A page with the widget at rest, and what a visitor sees of it. */
async function visit(body = page_of(), options = PHONE) {
  const { page, said } = await open(await partner(body), options);
  await settled(page);
  const widget = page.locator("boussole-odd17");
  return { page, said, widget, on: widget.locator(".turn-on"), current: widget.locator(".question.current") };
}
/** What stands where, in the window. */
const seen = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("boussole-odd17").shadowRoot;
    const box = (node) => {
      if (!node || !node.checkVisibility()) return null;
      const { top, bottom } = node.getBoundingClientRect();
      return [Math.round(top), Math.round(bottom)];
    };
    const question = root.querySelector(".question.current");
    return {
      question: question?.dataset.question,
      shown: [...root.querySelectorAll(".question")].filter((own) => own.checkVisibility()).length,
      height: question?.offsetHeight,
      legend: box(question?.querySelector("legend")),
      title: box(root.querySelector("#view-title")),
      first: box(question?.querySelector(".option, .amount")),
      bar: box(root.querySelector(".turn-on")?.parentNode),
      dial: box(root.querySelector(".compass-bar .dial-ring")),
      needle: root.querySelector(".compass-bar .needle")?.getAttribute("transform"),
      over: document.documentElement.scrollWidth - innerWidth,
      atEnd: scrollY + innerHeight >= document.documentElement.scrollHeight - 1,
      focused: root.activeElement?.localName,
    };
  });
const viewOf = (page) =>
  page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.querySelector(".page").dataset.view);
const shows = (page, question) => holds(async () => (await seen(page)).question, question);

test("the first option stands within the first screen of a telephone, in each language, and no question is higher than it", async () => {
  for (const lang of ["fr", "en", "fr-x-falc"]) {
    const { page, on } = await visit(page_of("", `loading="eager" lang="${lang}"`));
    const { first, bar } = await seen(page);
    assert.ok(
      first[0] > 0 && first[1] <= bar[0],
      `${lang}: the first option ends at ${first[1]}, the bar begins at ${bar[0]}`,
    );
    for (const question of QUESTIONS) {
      await shows(page, question);
      const { height, shown, over } = await seen(page);
      assert.deepEqual([shown, over], [1, 0], `${lang}, ${question}`);
      assert.ok(height <= PHONE.height, `${lang}, ${question}: ${height} px`);
      await on.click();
    }
    await holds(() => viewOf(page), "trajectory");
    await page.context().close();
  }
});

test("a new title or question stands at the top of what is seen, under the host's own head too", async () => {
  const head = `<header>Une mairie</header><p class="long">Avant</p>`;
  const style =
    "html { scroll-padding-top: 60px; } header { position: sticky; top: 0; height: 60px; background: #fff; z-index: 9; } .long { height: 900px; margin: 0; } boussole-odd17 { margin-bottom: 900px; }";
  const { page, widget, on, current } = await visit(page_of(head, 'loading="eager"', style));
  await current.scrollIntoViewIfNeeded();
  for (const question of QUESTIONS.slice(1, 5)) {
    await on.click();
    await shows(page, question);
    await holds(async () => (await seen(page)).focused, "legend");
    const { legend } = await seen(page);
    assert.ok(legend[0] >= 60 && legend[0] < 100, `${question} at ${legend[0]}`);
  }
  await on.click();
  await shows(page, "objectives");
  await holds(async () => (await seen(page)).focused, "h3");
  const { title } = await seen(page);
  assert.ok(title[0] >= 60 && title[0] < 100, `the title at ${title[0]}`);
  // Back is the last question of the step before, and its own answer.
  await widget.getByRole("button", { name: "Retour" }).click();
  await shows(page, "usage");
  const { legend } = await seen(page);
  assert.ok(legend[0] >= 60 && legend[0] < 100, `back at ${legend[0]}`);
});

test("the needle is in sight, and turns, after each answer; the bar takes a sixth of the window at most", async () => {
  for (const [width, height] of [
    [390, 844],
    [320, 568],
  ]) {
    const { page, on, current } = await visit(page_of(), { width, height });
    let turns = 0;
    for (const question of QUESTIONS) {
      await shows(page, question);
      const before = await seen(page);
      if (question === "horizons") await current.getByRole("button", { name: "Parts égales" }).click();
      else
        await current
          .locator(".option")
          .nth(question === "maturity" ? 0 : 1)
          .click();
      await holds(() => on.innerText(), "Continuer");
      const { dial, bar, needle, over } = await seen(page);
      if (before.needle !== needle) turns += 1;
      assert.ok(dial[0] >= 0 && dial[1] <= height, `${question}: the dial from ${dial[0]} to ${dial[1]}`);
      assert.ok(bar[1] - bar[0] <= height / 6, `${question} at ${width}: a bar of ${bar[1] - bar[0]} px`);
      assert.equal(over, 0);
      assert.deepEqual(await cut(page), [], `${question} at ${width}`);
      await on.click();
    }
    assert.ok(turns >= 3, `the needle turned ${turns} times`);
    await page.context().close();
  }
});

test("by the keyboard alone from the first question to the trajectory, and the bar is never over the focus", async () => {
  const { page, widget } = await visit();
  const focus = () =>
    page.evaluate(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const own = root.activeElement;
      const bar = root.querySelector(".compass-bar");
      const frame = own && (own.closest(".option") ?? own).getBoundingClientRect();
      return {
        type: own?.type ?? own?.localName,
        text: own?.innerText,
        isOn: Boolean(own?.matches(".turn-on")),
        // What stands in the bar is not under it.
        covered:
          Boolean(own) &&
          !bar?.contains(own) &&
          bar?.checkVisibility() &&
          frame.bottom > bar.getBoundingClientRect().top + 1,
        view: root.querySelector(".page").dataset.view,
      };
    });
  await widget.locator(".question.current input").first().focus();
  const asked = new Set();
  for (let press = 0; press < 160; press += 1) {
    const found = await focus();
    assert.ok(!found.covered, `${found.type} ${found.text} under the bar`);
    if (found.view === "trajectory") break;
    const { question } = await seen(page);
    if ((found.type === "radio" || found.type === "checkbox") && !asked.has(question)) {
      await page.keyboard.press("Space");
      asked.add(question);
    }
    if (found.isOn) {
      await page.keyboard.press("Enter");
      if (question === "horizons") await holds(async () => (await focus()).view, "trajectory");
      else await shows(page, QUESTIONS[QUESTIONS.indexOf(question) + 1]);
      await holds(async () => (await seen(page)).focused, /legend|h3/);
    } else await page.keyboard.press("Tab");
  }
  assert.equal((await focus()).view, "trajectory");
  assert.deepEqual([...asked], QUESTIONS.slice(0, 6));
  // There is one way on at a time.
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("situate"));
  await holds(() => widget.getByRole("button", { name: /Continuer|Passer|Fixer le cap →/ }).count(), 1);
});

test("arrows choose among the options of a question and lead nowhere else", async () => {
  const { page, current } = await visit();
  await current.locator("input").first().focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowDown");
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").answers.profile !== undefined));
  assert.equal((await seen(page)).question, "profile");
});

test("before the module is there the next question comes at once, and the widget finds it so, node by node, with nothing that jumps", async () => {
  let go;
  const when = new Promise((done) => {
    go = done;
  });
  const slow = await release({
    fault: (path) => (/^\/widget-.*\.bin$/.test(path) ? when.then(() => undefined) : undefined),
  });
  const { page } = await open("about:blank", {
    ...PHONE,
    before: () => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    },
  });
  await page.goto(await partner(two_lines(slow, 'loading="eager"')));
  const widget = page.locator("boussole-odd17");
  const on = widget.locator(".turn-on");
  await on.waitFor();
  await widget.locator(".question.current .option").nth(0).click();
  for (const question of ["domains", "level", "maturity"]) {
    await on.click();
    await shows(page, question);
    const { shown, focused } = await seen(page);
    assert.deepEqual([shown, focused], [1, "legend"]);
  }
  await widget.locator(".question.current .option").nth(2).click();
  await holds(() => widget.locator(".compass-main").innerText(), /innovation/);
  await on.click();
  await widget.getByRole("button", { name: "Retour" }).click();
  await shows(page, "maturity");
  // What it shows and does not know yet: the menu opens, and waits with the rest.
  await widget.getByRole("button", { name: "Menu" }).click();
  await widget.getByRole("button", { name: "Garder, partager" }).waitFor();
  await page.keyboard.press("Escape");
  await widget.getByRole("button", { name: "Garder, partager" }).waitFor({ state: "hidden" });
  await page.waitForTimeout(700);
  const before = await seen(page);
  await page.evaluate(() => {
    const root = document.querySelector("boussole-odd17").shadowRoot;
    window.nodes = [...root.querySelectorAll(".question, .turn-on, .tools, .dial")];
  });
  go();
  await state(page);
  await settled(page);
  const after = await seen(page);
  assert.deepEqual(after, before);
  assert.ok(await page.evaluate(() => window.nodes.length > 6 && window.nodes.every((node) => node.isConnected)));
  assert.equal(await page.evaluate(() => window.shift), 0);
  assert.deepEqual(await page.evaluate(() => Object.keys(document.querySelector("boussole-odd17").answers)), [
    "profile",
    "maturity",
  ]);
  await on.click();
  await shows(page, "usage");
});

test("a press on the way on that the first view cannot answer is answered by the widget", async () => {
  let go;
  const when = new Promise((done) => {
    go = done;
  });
  const slow = await release({
    fault: (path) => (/^\/widget-.*\.bin$/.test(path) ? when.then(() => undefined) : undefined),
  });
  const { page } = await open(await partner(two_lines(slow, 'loading="eager"')), PHONE);
  const widget = page.locator("boussole-odd17");
  for (const question of QUESTIONS.slice(1, 5)) {
    await widget.locator(".turn-on").click();
    await shows(page, question);
  }
  await widget.locator(".turn-on").click();
  await holds(() => widget.locator(".turn-on").getAttribute("aria-busy"), "true");
  go();
  await shows(page, "objectives");
});

test("all questions on one page for who prefers, and one at a time again", async () => {
  const { page, widget } = await visit();
  await widget.getByRole("button", { name: "Toutes les questions de l’étape" }).click();
  await holds(async () => (await seen(page)).shown, 5);
  assert.ok((await seen(page)).bar, "the compass follows there too");
  await widget.locator(".turn-on").click();
  await holds(async () => (await seen(page)).shown, 2);
  await widget.getByRole("button", { name: "Une question à la fois" }).click();
  await holds(async () => (await seen(page)).shown, 1);
  // It is kept nowhere.
  await page.reload();
  await settled(page);
  await holds(async () => (await seen(page)).shown, 1);
});

test("the count is of the questions that are asked: not those that are locked, nor those of a step that is not offered", async () => {
  const progress = (widget) => widget.locator(".question.current .progress").innerText();
  const locked = await visit(page_of("", 'loading="eager" preset="profile=association" lock="profile"'));
  await holds(() => progress(locked.widget), /^1 sur 6/);
  await shows(locked.page, "domains");
  const fewer = await visit(page_of("", 'loading="eager" views="situate trajectory"'));
  await holds(() => progress(fewer.widget), /^1 sur 5/);
  for (let turn = 0; turn < 5; turn += 1) await fewer.on.click();
  await holds(() => viewOf(fewer.page), "trajectory");
});

test("the keyboard of the screen has the room of the bar, and a low window too", async () => {
  const position = (page) =>
    page.evaluate(
      () =>
        getComputedStyle(document.querySelector("boussole-odd17").shadowRoot.querySelector(".compass-bar")).position,
    );
  const { page, widget } = await visit(page_of("", 'loading="eager" start-view="heading"'));
  await widget.locator(".turn-on").click();
  await shows(page, "horizons");
  assert.equal(await position(page), "sticky");
  await widget.locator("input[type=number]").first().focus();
  assert.equal(await position(page), "static");
  await widget.locator("input[type=range]").first().focus();
  assert.equal(await position(page), "sticky");
  await page.setViewportSize({ width: 390, height: 400 });
  assert.equal(await position(page), "static");
});

test("one menu holds the links of a narrow head: the one of the view that shows is marked, and a choice closes it", async () => {
  const { page, widget } = await visit();
  const menu = widget.getByRole("button", { name: "Menu" });
  const link = widget.getByRole("button", { name: "Toutes les ressources" });
  assert.ok(!(await link.isVisible()));
  await menu.press("Enter");
  await link.waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await holds(() => viewOf(page), "explore");
  await link.waitFor({ state: "hidden" });
  await menu.click();
  assert.equal(await link.getAttribute("aria-current"), "page");
  assert.equal(await widget.locator(".tools button").count(), 6);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await link.waitFor({ state: "hidden" });
  await holds(
    () => page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement?.textContent),
    "Menu",
  );
  await menu.click();
  await widget.getByRole("button", { name: "Recommencer" }).waitFor();
  await page.mouse.click(20, 700);
  await link.waitFor({ state: "hidden" });
  // Other words come, and the focus is where the menu was opened.
  await menu.press("Enter");
  await widget.getByRole("button", { name: "Facile à lire" }).press("Enter");
  await holds(() => widget.locator(".widget").getAttribute("lang"), "fr-x-falc");
  await holds(
    () => page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement?.textContent),
    "Menu",
  );
});

test("where there is room all is as it was: every question, the links in the head, no bar; on paper the questions, and nothing to press", async () => {
  const { page, widget } = await visit(page_of(), { width: 1280, height: 900 });
  const parts = () =>
    page.evaluate(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const count = (selector) => [...root.querySelectorAll(selector)].filter((own) => own.checkVisibility()).length;
      return {
        questions: count(".question"),
        narrow: count(".progress, .turns, .turn-on, .needle-waits, .menu"),
        links: count(".tools button"),
        foot: count(".foot"),
      };
    });
  const all = { questions: 5, narrow: 0, links: 6, foot: 1 };
  assert.deepEqual(await parts(), all);
  await widget.getByRole("button", { name: "Comment ça marche" }).click();
  await holds(async () => (await parts()).links, 6);
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("situate"));
  await page.setViewportSize(PHONE);
  await holds(async () => (await parts()).questions, 1);
  await page.emulateMedia({ media: "print" });
  await holds(parts, { ...all, links: 0, foot: 0 });
});
