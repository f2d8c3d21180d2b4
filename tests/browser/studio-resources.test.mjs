// The studio's resources, weights and instruments, by keyboard: rows of a real workbook, five thousand pasted, an
// instrument of her own.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import writeWorkbook from "write-excel-file/node";
import { holds, open, partner } from "./harness.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = { fr: "studio.html", en: "studio-en.html" };
const WORDS = Object.fromEntries(
  await Promise.all(
    Object.keys(PAGES).map(async (lang) => [
      lang,
      JSON.parse(await readFile(new URL(`../../www/i18n/studio/${lang}.json`, import.meta.url), "utf8")),
    ]),
  ),
);
/** The page itself, whose policy is a tag in it. */
const served = await partner("");

/** Twenty resources, as somebody keeps them: a title above the names, a formula, a date, names instead of ids. */
const COUNT = 20;
async function workbook(rows = []) {
  const names = ["Titre", "Type", "Date", "Lien", "Profils", "Résumé"];
  const data = [
    [{ value: "Nos ressources, à jour" }],
    [],
    names.map((value) => ({ value, fontWeight: "bold" })),
    ...Array.from({ length: COUNT }, (_, index) => [
      { value: `Guide de l’alliance ${index + 1}` },
      { value: index % 2 ? "Méthodes" : "outils" },
      { value: new Date(Date.UTC(2024, 10, 5)), type: Date, format: "dd/mm/yyyy" },
      { value: `https://exemple.org/guide/${index + 1}` },
      { value: "association" },
      index === 0 ? { value: "=1+1", type: "Formula" } : { value: "Un guide ; en deux lignes." },
    ]),
    ...rows,
  ];
  return writeWorkbook(data, { sheet: "Ressources" }).toBuffer();
}

async function studio(lang = "fr", tab = "resources", options = {}) {
  const opened = await open(`${served}${PAGES[lang]}`, options);
  const { page } = opened;
  await page.locator("#tab-look").waitFor();
  // From the first tab along, as the keyboard goes.
  await page.locator("#tab-look").focus();
  while (!(await page.locator(`#tab-${tab}`).evaluate((node) => node === document.activeElement)))
    await page.keyboard.press("ArrowRight");
  await page.waitForFunction(
    (tab) => document.querySelector("#panel")?.getAttribute("aria-labelledby") === `tab-${tab}`,
    tab,
  );
  return opened;
}
/** Brings a file. */
const bring = (page, buffer, name = "ressources.xlsx") =>
  page.locator("#panel input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
const said = (page) => page.locator("#panel section [role=status]").first().textContent();
const filled = (text, places) =>
  Object.entries(places).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), text);
const cell = (page, row, name) => page.locator(`[role=row][aria-rowindex="${row}"] td.${name}`);
/** Pastes at what has the focus, as the browser does. */
const paste = (page, text) =>
  page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
async function findings(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run("#panel", { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
  });
}
/** What the console says is wrong: a policy that is broken is said there. */
const trouble = (lines) => lines.filter((line) => /^(error|warning)/.test(line));

test("twenty resources of a workbook are taken, corrected and added to by keyboard", async () => {
  const { page, said: console } = await studio();
  const words = WORDS.fr;
  await bring(page, await workbook());
  await holds(() => said(page), filled(words["resources-fine"], { count: COUNT }));
  assert.equal(await cell(page, 2, "title").textContent(), "Guide de l’alliance 1");
  assert.equal(await cell(page, 3, "kind").textContent(), "methodes", "a name is an id, read in every language");
  assert.equal(await cell(page, 2, "date").textContent(), "2024-11-05");

  // The focus is on the first cell; down to the last row and one further.
  await page.waitForFunction(() => document.activeElement?.id === "cell-0-0");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Home");
  await page.waitForFunction((count) => document.activeElement?.id === `cell-${count}-0`, COUNT);
  await page.keyboard.type("Une fiche à nous");
  await page.keyboard.press("Tab");
  await page.keyboard.type("pas une sorte");
  await page.keyboard.press("Enter");
  await holds(() => said(page), filled(words["resources-wrong"], { count: 1 }));
  assert.match(await page.locator("#panel section .findings li").first().textContent(), /22.*pas une sorte/);
  assert.equal(await cell(page, 22, "kind").getAttribute("aria-invalid"), "true");

  // The finding leads to its row; the cell is mended there.
  await page.locator("#panel section .findings li button").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "cell-20-0");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F2");
  await page.waitForFunction(() => document.activeElement?.id === "cell-field");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Exemples");
  await page.keyboard.press("Enter");
  await holds(() => cell(page, 22, "kind").textContent(), "exemples");
  await holds(() => said(page), filled(words["resources-fine"], { count: COUNT + 1 }));

  // Escape leaves a cell as it was, Delete empties it, and what was done is undone.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("autre");
  await page.keyboard.press("Escape");
  await holds(() => cell(page, 22, "kind").textContent(), "exemples");
  await page.keyboard.press("Delete");
  await holds(() => cell(page, 22, "kind").textContent(), "");
  await page.keyboard.press("Control+z");
  await holds(() => cell(page, 22, "kind").textContent(), "exemples");

  // The preview has them: the widget of the release accepts what the grid accepts.
  await holds(
    () =>
      page
        .locator("boussole-odd17")
        .evaluate((element) => element.catalogue?.items?.length ?? JSON.parse(element.catalogue ?? "{}").items?.length),
    COUNT + 1,
  );
  assert.deepEqual(await findings(page), []);
  assert.deepEqual(trouble(console), []);
});

test("a resource that is clicked in the preview opens its row", async () => {
  const { page } = await studio("fr");
  const words = WORDS.fr;
  await bring(page, await workbook());
  await holds(() => said(page), filled(words["resources-fine"], { count: COUNT }));
  await page.locator("#tab-look").click();
  const compass = page.locator("boussole-odd17");
  await compass.evaluate((element) => element.goTo("explore"));
  const pick = page.getByLabel(words.pick);
  // One title begins with the other; and the same twice takes the focus twice.
  for (const [title, row] of [
    ["Guide de l’alliance 1", 0],
    ["Guide de l’alliance 17", 16],
    ["Guide de l’alliance 17", 16],
  ]) {
    await compass.locator("#explore-words").fill(`${title.replace("’", " ")}`);
    const card = compass.locator(".resource").filter({ has: page.getByText(title, { exact: true }) });
    await card.first().waitFor();
    await pick.check();
    await card.first().locator(".resource-meta").click();
    await page.waitForFunction((id) => document.activeElement?.id === id, `cell-${row}-0`);
    assert.equal(await page.locator("[role=tab][aria-selected=true]").getAttribute("id"), "tab-resources");
    assert.equal(await cell(page, row + 2, "title").textContent(), title);
  }
  // A resource of ours is in no row.
  await compass.locator("#explore-words").fill("charte");
  await compass.locator(".resource-summary").first().waitFor();
  await pick.check();
  await compass.locator(".resource-summary").first().click();
  await page.getByText(words["pick-none"]).waitFor();
});

test("what a file has beside is asked about, and what is no table is refused by a sentence", async () => {
  const { page } = await studio("en");
  const words = WORDS.en;
  const csv = (text) => Buffer.from(text, "latin1");
  await bring(page, csv("Titre;Type;Couleur\r\nL\u2019\u00e9t\u00e9;outils;bleu\r\n".replace("\u2019", "'")), "a.csv");
  await page.getByRole("button", { name: words["file-below"] }).waitFor();
  assert.match(await page.locator("#panel .drop .findings").textContent(), /Couleur/);
  await page.getByRole("button", { name: words["file-below"] }).press("Enter");
  await holds(() => cell(page, 2, "title").textContent(), "L'été");
  for (const [buffer, name, key] of [
    [Buffer.from("%PDF-1.7 …"), "a.pdf", "table-foreign"],
    [(await workbook()).subarray(0, 1500), "a.xlsx", "table-damaged"],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]), "a.xls", "table-other"],
    [Buffer.alloc(0), "a.csv", "table-empty"],
  ]) {
    await bring(page, buffer, name);
    await holds(() => page.locator("#panel .drop [role=alert]").textContent(), words[key], name);
  }
  assert.equal(await cell(page, 2, "title").textContent(), "L'été", "nothing is lost");
});

test("five thousand rows are pasted within two seconds, and among twenty thousand a key is answered at once", async () => {
  const { page } = await studio();
  const rows = (from, count) =>
    Array.from({ length: count }, (_, at) => `Ressource ${from + at}\toutils\tCe que c’est, en une phrase ${at}.`).join(
      "\r\n",
    );
  // From a press to what is drawn after it.
  const drawn = (page, act, argument) =>
    page.evaluate(
      async ([act, argument]) => {
        const begun = performance.now();
        const target = document.activeElement;
        if (act === "paste") {
          const data = new DataTransfer();
          data.setData("text/plain", argument);
          target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        } else target.dispatchEvent(new KeyboardEvent("keydown", { key: argument, bubbles: true, cancelable: true }));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return performance.now() - begun;
      },
      [act, argument],
    );
  await page.locator("#cell-0-0").focus();
  const pasted = await drawn(page, "paste", rows(0, 5000));
  await holds(() => said(page), filled(WORDS.fr["resources-fine"], { count: 5000 }));
  assert.ok(pasted <= 2000, `a paste of 5 000 rows took ${Math.round(pasted)} ms`);
  for (const from of [5000, 10_000, 15_000]) {
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Home");
    await page.waitForFunction((row) => document.activeElement?.id === `cell-${row}-0`, from);
    await paste(page, rows(from, 5000));
    await holds(() => said(page), filled(WORDS.fr["resources-fine"], { count: from + 5000 }));
  }
  assert.ok((await page.locator("#panel .grid tbody tr").count()) < 50, "rows out of sight are not drawn");
  await page.keyboard.press("Control+Home");
  await page.waitForFunction(() => document.activeElement?.id === "cell-0-0");
  await page.waitForTimeout(1500);
  const keys = [];
  for (let press = 0; press < 15; press += 1) keys.push(await drawn(page, "key", "ArrowDown"));
  keys.sort((a, b) => a - b);
  assert.ok(keys[7] <= 50, `an arrow among 20 000 rows took ${keys.map(Math.round)} ms`);
  await page.keyboard.press("F2");
  await page.waitForFunction(() => document.activeElement?.id === "cell-field");
  const letters = [];
  for (let press = 0; press < 15; press += 1)
    letters.push(
      await page.evaluate(async () => {
        const begun = performance.now();
        const field = document.activeElement;
        field.value += "a";
        field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return performance.now() - begun;
      }),
    );
  letters.sort((a, b) => a - b);
  assert.ok(letters[7] <= 50, `a letter among 20 000 rows took ${letters.map(Math.round)} ms`);
  console.log(
    `paste of 5 000 rows ${Math.round(pasted)} ms; arrow ${Math.round(keys[7])} ms, letter ${Math.round(letters[7])} ms among 20 000`,
  );
});

for (const lang of Object.keys(PAGES))
  test(`the map, the weights and an instrument are made by keyboard, without a finding (${lang})`, async () => {
    const words = WORDS[lang];
    const { page, said: console } = await studio(lang);
    await page.locator("#panel summary").first().press("Enter");
    await page.locator(".heat td").first().waitFor();
    const count = await page.locator(".heat tbody tr").count();
    assert.ok(count > 3);
    await page.locator("#panel summary").nth(1).press("Enter");
    await holds(() => page.locator("#panel details").nth(1).locator("h3").count(), count);
    assert.deepEqual(await findings(page), []);

    // Weights: one number, a thousand situations, a file that says why.
    const go = async (tab) => {
      await page.locator(`#panel`).waitFor();
      await page.locator("[role=tab][aria-selected=true]").focus();
      while (!(await page.locator(`#tab-${tab}`).evaluate((node) => node === document.activeElement)))
        await page.keyboard.press("ArrowRight");
    };
    await go("weights");
    const horizons = page.getByLabel(words["weight-horizons"]);
    await horizons.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("500");
    await page.getByRole("button", { name: words.trial }).press("Enter");
    await page.locator("#trial-title").waitFor();
    assert.match(await page.locator("#trial-title").textContent(), /1000/);
    const download = page.getByRole("button", { name: words["weights-export"] });
    assert.ok(await download.isDisabled(), "no file without a reason");
    await page.getByLabel(words.why, { exact: true }).focus();
    await page.keyboard.type("Essai");
    const [file] = await Promise.all([page.waitForEvent("download"), download.press("Enter")]);
    const text = await readFile(await file.path(), "utf8");
    const rules = JSON.parse(text);
    assert.equal(rules.heading.weights.horizons, 500);
    assert.match(rules.note, /\n\d{4}-\d\d-\d\d: heading\.weights\.horizons \d+ → 500\. Essai$/);
    // The content's own file: the note, the number, and nothing else.
    const ours = (await readFile(new URL("../../www/content/rules.json", import.meta.url), "utf8")).split("\n");
    assert.equal(text.split("\n").filter((line, at) => line !== ours[at]).length, 2);
    assert.deepEqual(await findings(page), []);

    // An instrument: its name, its words, a sentence.
    await go("instruments");
    await page.locator("#instrument-name").focus();
    await page.keyboard.type("Écoute du territoire");
    await page.getByRole("button", { name: words["instrument-new"] }).press("Enter");
    await page.getByRole("button", { name: words["sentence-add"] }).press("Enter");
    const french = page.locator("#panel textarea[lang=fr]");
    await holds(() => french.count(), 9);
    for (let index = 0; index < 9; index += 1) {
      await french.nth(index).focus();
      if (!(await french.nth(index).inputValue())) await page.keyboard.type(`Texte ${index}`);
    }
    await page.getByText(words["instrument-fine"]).waitFor();
    assert.deepEqual(await findings(page), []);
    // One step back takes the last text away again, and the check says so.
    await page.locator("[role=tab][aria-selected=true]").focus();
    await page.keyboard.press("Control+z");
    await holds(async () => (await page.getByText(words["instrument-fine"]).count()) === 0);
    assert.deepEqual(trouble(console), []);
  });

test("a table and facts of ours are edited, instruments are put in order, and each step is undone", async () => {
  const words = WORDS.fr;
  const { page, said: console } = await studio("fr", "instruments");
  const undo = async () => {
    await page.locator("[role=tab][aria-selected=true]").focus();
    await page.keyboard.press("Control+z");
  };
  await page.getByLabel(words["instrument-adapt"]).selectOption("gouvernance");
  const rows = page.locator(".example tbody tr");
  await rows.first().waitFor();
  const count = await rows.count();
  await page.getByRole("button", { name: words["table-row-add"] }).press("Enter");
  await holds(() => rows.count(), count + 1);
  const cell = rows.last().locator("select").first();
  await cell.selectOption("valide");
  await undo();
  await holds(() => cell.inputValue(), "");
  await undo();
  await holds(() => rows.count(), count);
  assert.deepEqual(await findings(page), []);
  // What goes leaves the focus beside it, whichever row it was, and the table too.
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  const removal = (number) => words["table-row-remove"].replace("{number}", number);
  await page.getByRole("button", { name: removal(2), exact: true }).press("Enter");
  await holds(() => rows.count(), count - 1);
  await holds(focused, removal(2));
  await page.getByRole("button", { name: removal(count - 1), exact: true }).press("Enter");
  await holds(() => rows.count(), count - 2);
  await holds(focused, words["table-row-add"]);
  // What adds keeps the focus, as long as more may be added.
  const columns = page.locator(".example thead th");
  await page.getByRole("button", { name: words["table-column-remove"].replace("{number}", 2), exact: true }).click();
  await holds(() => columns.count(), 6);
  const add = page.getByRole("button", { name: words["table-column-add"] });
  await add.press("Enter");
  await holds(() => columns.count(), 7);
  await holds(focused, words["table-column-add"]);
  await page.keyboard.press("Enter");
  await holds(() => columns.count(), 8);
  await holds(() => add.count(), 0, "no more columns than the widget takes");
  // Beside it: a press follows another before what the first came to is drawn.
  const beside = [6, 7].map((number) => words["table-column-remove"].replace("{number}", number));
  await holds(async () => beside.includes(await focused()));
  await page.getByRole("button", { name: words["table-remove"] }).press("Enter");
  await page.getByRole("button", { name: words["table-add"] }).waitFor();
  await holds(() => page.evaluate(() => document.activeElement.localName), "button");
  assert.equal(await rows.count(), 0);
  await undo();
  await holds(() => rows.count(), count - 2);

  await page.getByLabel(words["instrument-adapt"]).selectOption("saisons");
  const until = page.getByLabel(words["fact-until"]).first();
  await until.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("hier");
  await holds(() => until.getAttribute("aria-invalid"), "true");
  const described = () =>
    until.evaluate((field) => document.getElementById(field.getAttribute("aria-describedby"))?.textContent ?? "");
  await holds(described, /2026-11-30$/);
  assert.deepEqual(await findings(page), []);
  await undo();
  await holds(() => until.getAttribute("aria-invalid"), null);

  await page.locator("[role=tab][aria-selected=true]").focus();
  await page.keyboard.press("ArrowLeft");
  const listed = page.locator("ol.order li");
  const first = () => listed.first().locator(".tick").textContent();
  await listed.first().waitFor();
  const [ours, second] = [await first(), await listed.nth(1).locator(".tick").textContent()];
  await listed.nth(1).getByRole("button").first().press("Enter");
  await holds(first, second);
  await holds(() => listed.first().evaluate((item) => item.contains(document.activeElement)));
  await holds(async () => (await page.locator(".said").textContent()).startsWith(second));
  const views = () => page.locator("boussole-odd17").getAttribute("views");
  await holds(async () => (await views())?.startsWith("situate heading"));
  // At the end it is a button still, and does nothing.
  await page.keyboard.press("Enter");
  await holds(first, second);
  assert.deepEqual(await findings(page), []);
  await undo();
  await holds(first, ours);
  await holds(views, null);
  assert.deepEqual(trouble(console), []);
});
