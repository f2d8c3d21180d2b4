// The page where the journey ends: reached in a few taps, on one sheet of paper, with dates in the agenda; and the letter.
import "./windowed.mjs";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import ICAL from "ical.js";
import { holds, open, paperOf, partner, reads, serve, settled, two_lines } from "./harness.mjs";
import { FULL, give, show } from "./views.mjs";

const address = await serve();
/** A village council gets to the last page within so many taps. Ours, from the design. */
const MOST_TAPS = 12;

test("a village council reaches its page within 12 taps by the short way, on a phone", async () => {
  const { page, said } = await open(address, { width: 390, height: 844 });
  await settled(page);
  const widget = page.locator("boussole-odd17");
  let taps = 0;
  const tap = async (locator) => {
    taps += 1;
    await locator.click();
  };
  const button = (name) => widget.getByRole("button", { name });
  await tap(button("En 60 secondes"));
  await tap(button("Oui, c’est mon cas"));
  for (const label of ["Niveau 1", "Co-construire un Projet", "Agir"]) await tap(widget.getByText(label).first());
  await tap(button("Voir mon cap en une page"));
  await reads(widget.locator(".view-title"), "Votre cap en une page");
  await holds(() => widget.locator(".portrait p").count(), 3);
  await holds(() => widget.locator(".gesture :checked, .gesture input").count(), 3);
  await holds(() => widget.locator(".brief a[href^=https]").count(), 3);
  assert.ok(taps <= MOST_TAPS, `${taps} taps`);
  // What she ticks stays while she looks elsewhere.
  await widget.locator(".gesture input").nth(1).click();
  await button("S’équiper").first().click();
  await widget.locator(".foot").getByRole("button", { name: "En une page" }).click();
  await holds(
    () => widget.locator(".gesture input").evaluateAll((all) => all.map((own) => own.checked)),
    [false, true, false],
  );
  assert.deepEqual(said, []);
});

test("the last page prints on one sheet, with boxes to tick, dates and addresses", async () => {
  for (const [lang, answers] of [
    ["fr", FULL],
    ["fr", { ...FULL, profile: "collectivite", objectives: ["hybrider"], maturity: 1 }],
    ["en", FULL],
    ["fr-x-falc", FULL],
  ]) {
    const { page } = await open(await partner(two_lines("", `lang="${lang}" loading="eager"`)));
    await settled(page);
    await give(page, answers);
    await show(page, "summary");
    await page.evaluate(() => {
      globalThis.print = () => {};
    });
    await page.locator("boussole-odd17 .take-along button").first().click();
    const html = await paperOf(page);
    const paper = await page.context().newPage();
    await paper.setContent(html);
    const margin = { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" };
    const pdf = await paper.pdf({ format: "A4", margin, path: join(tmpdir(), `boussole-page-${lang}.pdf`) });
    assert.equal(pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length, 1, lang);
    await paper.emulateMedia({ media: "print" });
    await holds(() => paper.locator("input[type=checkbox]").count(), 3);
    const text = await paper.evaluate(() => document.body.innerText);
    assert.match(text, /https:\/\//);
    assert.match(text, lang === "en" ? /8 December 2026/ : /8 décembre 2026/);
    await page.context().close();
  }
});

test("the agenda without a start asks for it on the page, and with one says what to do and when", async () => {
  const { page } = await open(await partner(two_lines()));
  await settled(page);
  const widget = page.locator("boussole-odd17");
  const { start, ...rest } = FULL;
  await give(page, rest);
  await show(page, "summary");
  const saved = [];
  page.on("download", (file) => saved.push(file.suggestedFilename()));
  await widget.getByRole("button", { name: "Agenda" }).click();
  await holds(
    () => page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement?.id),
    "start",
  );
  await widget.locator(".take-start .banner").waitFor();
  await reads(widget.locator(".view-title"), "Votre cap en une page");
  assert.deepEqual(saved, [], "no file without content");
  await widget.locator("#start").fill(start);
  await reads(widget.locator(".gesture-how").first(), /avant le 8 décembre 2026/);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    widget.getByRole("button", { name: "Agenda" }).click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((own) => new ICAL.Event(own));
  const gestures = events.filter((event) => event.uid.startsWith("gesture-"));
  assert.deepEqual(
    gestures.map((event) => event.startDate.toString()),
    ["2026-12-08", "2027-03-01", "2028-06-01"],
  );
  const shown = await widget.locator(".gesture-what").allTextContents();
  for (const [index, sentence] of shown.entries()) assert.ok(gestures[index].summary.endsWith(sentence), sentence);
});

test("what does not open is asked for with one letter, copied or mailed", async () => {
  const { page } = await open(await partner(two_lines()));
  await settled(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const widget = page.locator("boussole-odd17");
  for (const answers of [{ usage: "agir" }, { profile: "fondation", usage: "agir" }, FULL]) {
    await give(page, answers);
    await show(page, "path");
    if (await widget.locator(".ask").count()) break;
  }
  const titles = await widget.locator(".ask .resource-title").allTextContents();
  const mail = new URL(await widget.locator(".ask a.button").getAttribute("href"));
  assert.equal(mail.pathname, "", "nobody is invented");
  await widget.getByRole("button", { name: "Copier la lettre" }).click();
  await reads(widget.locator("[role=status]"), /Copié/);
  await widget.getByRole("button", { name: "Copié ✓" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(titles.length > 0);
  for (const title of titles) {
    assert.ok(mail.searchParams.get("body").includes(title), title);
    assert.ok(copied.includes(title), title);
  }
});

test("what is folded of the path is on paper", async () => {
  const { page } = await open(await partner(two_lines()));
  await settled(page);
  await give(page, FULL);
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("path"));
  const folded = page.locator("boussole-odd17 .path-more .resource").first();
  await holds(() => folded.isVisible(), false);
  await page.emulateMedia({ media: "print" });
  await holds(() => folded.isVisible());
});
