// A partner's editor makes her own compass in the studio, by keyboard alone, and puts what she takes away on a page of
// another origin: it shows what the studio showed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { holds, open, partner, release, serve, settled, state } from "./harness.mjs";

const served = await serve();
const need = createRequire(import.meta.url);
const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const ace = readFileSync(need.resolve("accessibility-checker-engine/ace.js"), "utf8");
const PAGES = { fr: "studio.html", en: "studio-en.html" };
const WORDS = Object.fromEntries(
  Object.keys(PAGES).map((lang) => [
    lang,
    JSON.parse(readFileSync(new URL(`../../www/i18n/studio/${lang}.json`, import.meta.url), "utf8")),
  ]),
);
const TABS = ["look", "words", "resources", "journey", "instruments", "weights", "out"];

async function studio({ lang = "fr", address = served, ...options } = {}) {
  const opened = await open(`${address}${PAGES[lang]}`, options);
  await opened.page.locator("[role=tablist]").waitFor();
  await state(opened.page);
  return opened;
}

/** Opens a tab by the keys that a list of tabs has. */
async function go(page, tab) {
  await page.locator("[role=tab][aria-selected=true]").focus();
  await page.keyboard.press("Home");
  for (let at = 0; at < TABS.indexOf(tab); at += 1) await page.keyboard.press("ArrowRight");
  await holds(() => page.locator("[role=tab][aria-selected=true]").getAttribute("id"), `tab-${tab}`);
  await holds(() => page.evaluate(() => document.activeElement.id), `tab-${tab}`);
}

/** Presses Tab until what is wanted has the focus. */
async function tabTo(page, locator) {
  for (let presses = 0; presses < 400; presses += 1) {
    if (await locator.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail("never reached by Tab");
}

const widget = (page) => page.locator("boussole-odd17");

/** The archive, as files in a folder. */
async function taken(page) {
  const button = page.locator("button.main");
  await tabTo(page, button);
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const folder = mkdtempSync(join(tmpdir(), "boussole-studio-"));
  const archive = join(folder, "studio.zip");
  await download.saveAs(archive);
  execFileSync("python3", ["-m", "zipfile", "-e", archive, folder]);
  return { folder, archive, read: (name) => readFileSync(join(folder, name), "utf8") };
}

for (const lang of Object.keys(PAGES))
  test(`colours, words and the archive by keyboard; a page of another origin shows the same (${lang})`, async () => {
    const { page, said } = await studio({ lang });
    const accent = page.locator("#panel input[aria-describedby=about-accent]");
    await page.locator("#tab-look").focus();
    await tabTo(page, accent);
    await page.keyboard.type("#ffd200");
    // Too pale for text: the nearest colour that passes is one key away.
    const nearest = page.locator("#about-accent button").first();
    await tabTo(page, nearest);
    await page.keyboard.press("Enter");
    await holds(() => accent.inputValue(), /^#(?!ffd200)[0-9a-f]{6}$/);
    const colour = await accent.inputValue();
    const painted = (element) => element.evaluate((node) => node.style.getPropertyValue("--boussole-accent"));
    await holds(() => painted(widget(page)), colour);

    await go(page, "words");
    const search = page.locator("#panel input[type=search]");
    await tabTo(page, search);
    await page.keyboard.type("messages/widget-title");
    const field = page.locator('[id="text-messages/widget-title"]');
    await tabTo(page, field);
    await page.keyboard.type("La boussole de la Ligue <b>");
    await holds(
      () => widget(page).evaluate((node) => node.shadowRoot.textContent.includes("La boussole de la Ligue <b>")),
      true,
    );

    await go(page, "journey");
    const start = page.locator("#panel section:nth-of-type(2) select").first();
    await tabTo(page, start);
    await start.selectOption("method");
    await holds(() => widget(page).getAttribute("start-view"), "method");

    // One of ours, under her own name.
    await go(page, "instruments");
    const adapted = page.getByLabel(WORDS[lang]["instrument-adapt"]);
    await tabTo(page, adapted);
    await adapted.selectOption("agir-vite");
    const name = page.locator(`#panel textarea[lang=${lang}]`).first();
    await tabTo(page, name);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Notre VITE");

    await go(page, "out");
    const host = await release();
    const place = page.locator("#panel input[type=url]");
    await tabTo(page, place);
    await page.keyboard.press("Control+A");
    await page.keyboard.type(host);
    const { read, archive } = await taken(page);
    const { instruments, ...words } = JSON.parse(read("overlay.json"));
    assert.deepEqual(words, {
      schema: "boussole/overlay/1",
      [lang]: { messages: { "widget-title": "La boussole de la Ligue <b>" } },
    });
    assert.deepEqual(instruments, [JSON.parse(read("instruments/agir-vite.json"))]);
    const body = /<body>([^]*)<\/body>/.exec(read("page.html"))[1];
    const css = read("boussole.css");
    const own = await partner(
      `</head><body>${body.replace("<boussole-odd17", '<boussole-odd17 loading="eager"')}</body>`,
      {
        "content-security-policy": `default-src 'none'; img-src 'self'; style-src 'self'; ${read("snippets/policy.txt").trim()}`,
      },
      { "/boussole.css": css },
    );
    const shown = await open(own);
    await settled(shown.page);
    const seen = await widget(shown.page).evaluate((node) => node.shadowRoot.textContent);
    assert.match(seen, /La boussole de la Ligue <b>/);
    assert.equal(await widget(shown.page).getAttribute("start-view"), "method");
    assert.equal(
      await widget(shown.page).evaluate((node) => getComputedStyle(node).getPropertyValue("--boussole-accent").trim()),
      colour,
    );
    await shown.page.evaluate(() => document.querySelector("boussole-odd17").goTo("agir-vite"));
    await holds(() => widget(shown.page).locator("#view-title").textContent(), /Notre VITE/);
    assert.deepEqual(shown.said, []);

    // All of it is undone, step by step, and comes back with the archive.
    const undo = page.locator(".steps button").first();
    await undo.focus();
    for (let presses = 0; presses < 30 && (await undo.isEnabled()); presses += 1) await page.keyboard.press("Enter");
    await holds(() => painted(widget(page)), "");
    await holds(() => undo.isEnabled(), false);
    const file = page.locator("#panel input[type=file]");
    await tabTo(page, file);
    await file.setInputFiles(archive);
    await holds(() => painted(widget(page)), colour);
    // The build makes spaces of French typography of those that stand there.
    const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");
    await holds(async () => plain(await page.locator(".said").textContent()), plain(WORDS[lang]["in-done"]));
    // The widget says what it makes of a colour that is half typed, or pale.
    const remark = /^warning: <boussole-odd17> --boussole-accent/;
    assert.deepEqual(
      said.filter((line) => !remark.test(line)),
      [],
    );
  });

test("a file that is not ours, or of a later version, is refused by a sentence, and nothing is lost", async () => {
  const { page, said } = await studio({ lang: "en" });
  const accent = page.locator("#panel input[aria-describedby=about-accent]");
  await accent.fill("#7a1f5c");
  await go(page, "out");
  const folder = mkdtempSync(join(tmpdir(), "boussole-studio-"));
  for (const [name, content, word] of [
    ["notes.json", "{}", "refused-foreign"],
    ["holiday.zip", "PK\u0003\u0004 no archive", "refused-damaged"],
    ["later.json", JSON.stringify({ schema: "boussole/studio/9", project: {} }), "refused-later"],
    ["picture.png", "\u0089PNG\u0000", "refused-foreign"],
  ]) {
    const path = join(folder, name);
    writeFileSync(path, content, "latin1");
    await page.locator("#panel input[type=file]").setInputFiles(path);
    const sentence = WORDS.en[word].split("{")[0];
    await holds(
      () => page.locator("#panel p[role=alert]").textContent(),
      new RegExp(`^${sentence.replace(/[().]/g, "\\$&")}`),
    );
  }
  await go(page, "look");
  assert.equal(await accent.inputValue(), "#7a1f5c");
  assert.deepEqual(said, []);
});

test("each panel is without a finding of axe and IBM Equal Access, light and dark, and nothing is wider than a phone", async () => {
  const shots = process.env.BOUSSOLE_SHOTS;
  for (const [lang, scheme, width] of [
    ["fr", "light", 1280],
    ["en", "dark", 390],
  ]) {
    const { page, said } = await studio({ lang, scheme, width });
    await page.evaluate(axe);
    await page.evaluate(ace);
    for (const tab of TABS) {
      await go(page, tab);
      const found = await page.evaluate(async () =>
        (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
        ),
      );
      assert.deepEqual(found, [], `${lang} ${tab}`);
      const failed = await page.evaluate(async () => {
        const { results } = await new ace.Checker().check(document, ["WCAG_2_2"]);
        // The widget in the preview has tests of its own.
        return results
          .filter(({ value, path }) => value.join() === "VIOLATION,FAIL" && !path.dom.includes("boussole-odd17"))
          .map(({ ruleId, message, path }) => `${ruleId}: ${message} ${path.dom}`);
      });
      assert.deepEqual(failed, [], `${lang} ${tab}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${lang} ${tab}: ${wide} px wider than the window`);
      if (shots) await page.screenshot({ path: join(shots, `studio-${tab}-${width}-${scheme}.png`), fullPage: true });
    }
    assert.deepEqual(said, []);
  }
});

test("what is kept on this device comes back, only when she says so", async () => {
  const { page } = await studio();
  const accent = page.locator("#panel input[aria-describedby=about-accent]");
  await accent.fill("#7a1f5c");
  const stored = () => page.evaluate(() => Object.keys(localStorage));
  await page.waitForTimeout(1000);
  assert.deepEqual(await stored(), []);
  await page.locator(".bar .tick input").check();
  await holds(async () => (await stored()).length, 1);
  await page.reload();
  await page.locator("[role=tablist]").waitFor();
  await holds(() => accent.inputValue(), "#7a1f5c");
  await page.locator(".bar .tick input").uncheck();
  await holds(stored, []);
});

test("the browser asks before work is lost that is neither kept nor taken away", async () => {
  const { page } = await studio();
  const asked = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.accept();
  });
  const accent = page.locator("#panel input[aria-describedby=about-accent]");
  const reload = async () => {
    await page.reload();
    await page.locator("[role=tablist]").waitFor();
    return asked.length;
  };
  await accent.click();
  assert.equal(await reload(), 0, "nothing was made");
  await accent.fill("#7a1f5c");
  assert.equal(await reload(), 1);
  assert.equal(await accent.inputValue(), "");
  await accent.fill("#7a1f5c");
  await page.locator("#tab-out").click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("#panel button.main").click()]);
  assert.equal(file.suggestedFilename(), "boussole-studio.zip");
  await page.locator("#tab-look").click();
  assert.equal(await reload(), 1, "it was taken away");
  await accent.fill("#7a1f5c");
  await page.locator(".bar .tick input").check();
  await holds(() => page.evaluate(() => Object.keys(localStorage).length), 1);
  assert.equal(await reload(), 1, "it is kept");
  assert.deepEqual(asked, ["beforeunload"]);
});

test("a text that is clicked in the preview is edited", async () => {
  const { page } = await studio({ lang: "en" });
  await page.locator(".preview-head .tick input").check();
  const title = await widget(page).evaluate((node) => node.shadowRoot.querySelector("#view-title").textContent.trim());
  await widget(page).locator("#view-title").click();
  await holds(() => page.locator("[role=tab][aria-selected=true]").getAttribute("id"), "tab-words");
  await holds(
    () =>
      page.evaluate(() => document.activeElement.closest(".text")?.querySelector(".ours").textContent.trim() ?? null),
    title,
  );
});

test("a text that does not fit at the width of the preview is named, and leads to its field", async () => {
  const { page } = await studio();
  const named = page.locator(".overflowing li");
  await page.getByLabel(WORDS.fr["preview-width"]).selectOption("320");
  // None of ours is named, in no view.
  for (const view of ["situate", "heading", "trajectory", "path", "summary", "explore", "keep", "instruments"]) {
    await widget(page).evaluate(async (element, view) => {
      element.answers = { profile: "association", maturity: 2, objectives: ["hybrider"], level: "local" };
      await element.goTo(view);
    }, view);
    await settled(page);
    await page.locator(".place").click({ position: { x: 3, y: 3 } });
    await page.waitForTimeout(1_000);
    assert.deepEqual(await named.allTextContents(), [], view);
  }
  await widget(page).evaluate((element) => element.goTo("situate"));
  await go(page, "words");
  await page.locator("#panel input[type=search]").fill("widget-title");
  const long = "Anticonstitutionnellementetpourtouslesautresgensaussi";
  const field = page.locator('[id="text-messages/widget-title"]');
  await field.fill(long);
  await named.getByText(long).waitFor();
  await go(page, "look");
  await named.getByRole("button").press("Enter");
  await holds(() => page.evaluate(() => document.activeElement.value ?? null), long);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Boussole");
  await named.waitFor({ state: "detached" });
});

test("the studio opens from a folder, without a server", async () => {
  const folder = pathToFileURL(`${process.env.BOUSSOLE_DIST}/`).href;
  const { page, said } = await studio({ address: folder });
  await page.locator("#panel input[aria-describedby=about-accent]").fill("#7a1f5c");
  await holds(() => widget(page).evaluate((node) => node.style.getPropertyValue("--boussole-accent")), "#7a1f5c");
  assert.deepEqual(said, []);
  assert.ok(readdirSync(process.env.BOUSSOLE_DIST).some((name) => /^studio-[0-9a-f]{16}\.js$/.test(name)));
});
