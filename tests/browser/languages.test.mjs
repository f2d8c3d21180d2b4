// Languages: what the browser's own rules say of ours, and a language made up to find what no file says.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { browser, holds, open, partner, settled, two_lines } from "./harness.mjs";
import { FULLER, VIEWS, cut, give, show } from "./views.mjs";

const BOUSSOLE = process.env.BOUSSOLE_BIN;
const WWW = new URL("../../www/", import.meta.url).pathname;
const work = mkdtempSync(join(tmpdir(), "boussole-languages-"));
after(() => rmSync(work, { recursive: true, force: true }));

/** What keeps its name in every language: titles and publishers of resources, hosts of pages, dates as data. */
const { items: RESOURCES } = JSON.parse(readFileSync(join(WWW, "content/resources.json"), "utf8"));
const french = (text) =>
  text
    .replaceAll(/ (?=[;!?»])|(?<=«) /g, "\u202f")
    .replaceAll(/ (?=[:%€])/g, "\u00a0")
    .replaceAll(/(?<=\p{L})'(?=[\p{L}\d])/gu, "’");
// And what the visitor wrote herself.
const PROPER = [
  ...new Set([
    "La commune",
    "Un point chaque mois",
    ...RESOURCES.flatMap(({ title, publisher }) => [title, french(title), publisher, french(publisher)]),
  ]),
].sort((a, b) => b.length - a.length);

test("the forms of counts, the digits and the months are those that Intl has for each language", async () => {
  const page = await (await browser.newContext()).newPage();
  for (const file of readdirSync(join(WWW, "i18n")).filter((name) => name.endsWith(".json"))) {
    const { code, messages } = JSON.parse(readFileSync(join(WWW, "i18n", file), "utf8"));
    const ours = JSON.parse(execFileSync(BOUSSOLE, ["language-rules", code], { encoding: "utf8" }));
    const theirs = await page.evaluate(
      ([code, counts]) => {
        const plural = new Intl.PluralRules(code);
        const digits = new Intl.NumberFormat(code);
        return {
          plurals: counts.map((count) => plural.select(count)),
          numbers: counts.map((count) => digits.format(count)),
          months: Array.from({ length: 12 }, (_, month) =>
            new Intl.DateTimeFormat(code, { month: "long" }).format(new Date(2026, month, 15)),
          ),
        };
      },
      [code, ours.counts],
    );
    assert.deepEqual(ours.plurals, theirs.plurals, code);
    assert.deepEqual(ours.numbers, theirs.numbers, code);
    if (messages["month-1"])
      assert.deepEqual(
        theirs.months,
        Array.from({ length: 12 }, (_, month) => messages[`month-${month + 1}`]),
        code,
      );
  }
});

for (const rtl of [false, true]) {
  test(`a language made up, ${rtl ? "from right to left" : "a third longer"}: no word stands in code, nothing is cut [rgaa:made-up-language]`, async () => {
    const www = join(work, rtl ? "rtl" : "ltr");
    const dist = join(work, rtl ? "rtl-dist" : "ltr-dist");
    cpSync(WWW, www, { recursive: true, filter: (path) => !path.startsWith(join(WWW, "dist")) });
    // One file is all that a language takes.
    execFileSync(BOUSSOLE, ["translate", "qaa", "--www", www, rtl ? "--made-up-from-right-to-left" : "--made-up"]);
    execFileSync(BOUSSOLE, ["build", "--www", www, "--out", dist], { stdio: "ignore" });
    const address = await partner(two_lines("", 'lang="qaa" loading="eager" storage="local"'), {}, {}, dist);
    const found = [];
    for (const width of [320, 1280]) {
      const { page } = await open(address, { width });
      await settled(page);
      for (const answers of [{}, FULLER]) {
        await give(page, answers);
        for (const view of VIEWS) {
          await show(page, view);
          const strays = await page.evaluate((proper) => {
            const root = document.querySelector("boussole-odd17").shadowRoot;
            const stray = (text) => {
              // Names of their own: titles and publishers of resources, addresses, figures, ids, years.
              let rest = text;
              for (let before; before !== rest;) {
                before = rest;
                rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, "");
              }
              rest = rest.replaceAll(/https?:\S+/g, "");
              for (const name of proper) rest = rest.replaceAll(name, "");
              return /\p{L}{3,}/u.test(rest) && rest.trim();
            };
            const found = [];
            // A sentence made of messages is fenced part by part: read the smallest block that holds it.
            for (const own of root.querySelectorAll(".widget *")) {
              if (own.closest("script, style, tspan, code, textarea, [lang]:not(.widget)")) continue;
              for (const name of ["aria-label", "placeholder", "alt", "title", "aria-valuetext"])
                if (own.hasAttribute(name) && stray(own.getAttribute(name)))
                  found.push(`${name}="${own.getAttribute(name).slice(0, 60)}"`);
              // Examples are one message, parted into buttons.
              const examples =
                own.matches(".examples button") &&
                [...own.parentElement.querySelectorAll("button")].map(({ textContent }) => textContent).join();
              const direct =
                examples || own.localName === "text"
                  ? examples || own.textContent
                  : [...own.childNodes]
                      .filter(({ nodeType }) => nodeType === 3)
                      .map(({ textContent }) => textContent)
                      .join("");
              if (stray(direct)) found.push(`${own.localName}.${own.className}: ${stray(direct).slice(0, 60)}`);
            }
            return [...new Set(found)];
          }, PROPER);
          found.push(
            ...strays.map((what) => `${view}: no language file says ${what}`),
            ...(await cut(page)).map((what) => `${view} at ${width}: cut ${what}`),
          );
          if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
            found.push(`${view} at ${width} scrolls sideways`);
        }
      }
      await holds(
        () => page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.querySelector(".widget").dir),
        rtl ? "rtl" : "ltr",
      );
      if (rtl) {
        await show(page, "situate");
        const { box, label, back, on } = await page.evaluate(() => {
          const root = document.querySelector("boussole-odd17").shadowRoot;
          const x = (selector) => root.querySelector(selector).getBoundingClientRect().x;
          const first = x(".option input") - x(".option .option-text");
          return {
            box: first,
            label: getComputedStyle(root.querySelector(".option-text")).textAlign,
            back: x(".foot-back"),
            on: x(".foot-on"),
          };
        });
        assert.ok(box > 0, "a box stands right of its words");
        assert.equal(label, "start");
        if (width === 1280) assert.ok(on < back, "the way on is on the left");
      }
      await page.context().close();
    }
    assert.deepEqual([...new Set(found)], []);
  });
}

test("a language is followed wherever the page says it, at any time, and means what it says", async () => {
  const body = `<script src="boussole.js" async></script></head><body><section><boussole-odd17 loading="eager"></boussole-odd17></section></body>`;
  const { page } = await open(await partner(body), {
    before: () => {
      window.heard = [];
      addEventListener("boussole-error", (event) => window.heard.push(event.detail.help));
      // While it starts.
      customElements.whenDefined("boussole-odd17").then(() =>
        setTimeout(() => {
          document.documentElement.lang = "en";
        }),
      );
    },
  });
  await settled(page);
  const speaks = (lang, why) =>
    page
      .waitForFunction(
        (lang) => document.querySelector("boussole-odd17").shadowRoot.querySelector(".widget").lang === lang,
        lang,
        { timeout: 20_000 },
      )
      .catch(() => assert.fail(why));
  await speaks("en", "said during the start");
  const say = (where, lang) =>
    page.evaluate(
      ([where, lang]) => {
        const own = document.querySelector(where);
        if (lang === null) own.removeAttribute("lang");
        else own.setAttribute("lang", lang);
      },
      [where, lang],
    );
  const [own, near, whole] = ["boussole-odd17", "section", "html"];
  for (const [where, lang, expected] of [
    [whole, "fr_FR", "fr"],
    [whole, "EN", "en"],
    [whole, "fr-CA", "fr"],
    [whole, "en-US", "en"],
    [whole, "FR_fr.UTF-8", "fr"],
    [whole, "en_GB@euro", "en"],
    [near, "fr", "fr"],
    [near, "de", "en"],
    [whole, "ja", "fr"],
    [whole, "en", "en"],
    [near, "fr-x-falc", "fr-x-falc"],
    [near, null, "en"],
    [own, "fr_BE", "fr"],
    [whole, "fr", "fr"],
    [own, "en-US", "en"],
    [own, "FR_X_FALC", "fr-x-falc"],
    [own, null, "fr"],
  ]) {
    await say(where, lang);
    await speaks(expected, `${where} ${lang}: ${expected}`);
  }
  await holds(() => page.evaluate(() => window.heard), []);
  // One that we do not know is named once, and the nearest that we know is spoken.
  await say(whole, "en");
  await say(own, "klingon");
  await speaks("en", "unknown");
  assert.deepEqual(await page.evaluate(() => window.heard.splice(0).map((help) => help.split(" is not")[0])), [
    'lang="klingon"',
  ]);
  // What the page says last goes before what the visitor asked for; another page language that changes nothing does not.
  await say(own, null);
  await say(whole, "fr");
  await speaks("fr", "page");
  const easy = page.locator("boussole-odd17").getByRole("button", { name: "Facile à lire" });
  await easy.click();
  await speaks("fr-x-falc", "asked");
  await say(whole, "fr-CH");
  await page.waitForTimeout(50);
  await speaks("fr-x-falc", "the same language");
  await say(whole, "en");
  await speaks("en", "another language");
  // In a shadow tree of the page, and moved to another language; taken away, nobody is heard any more.
  await page.evaluate(() => {
    const host = document.createElement("div");
    host.lang = "fr";
    document.body.append(host);
    host.attachShadow({ mode: "open" }).append(document.createElement("main"));
    window.moved = document.querySelector("boussole-odd17");
    window.host = host;
    host.shadowRoot.firstChild.append(window.moved);
  });
  const said = () => page.evaluate(() => window.moved.shadowRoot.querySelector(".widget")?.lang);
  const soon = (lang, why) => holds(said, lang, why);
  await soon("fr", "moved");
  await page.evaluate(() => {
    window.host.lang = "en";
  });
  await soon("en", "around the tree");
  await page.evaluate(() => {
    window.host.shadowRoot.firstChild.lang = "fr";
  });
  await soon("fr", "within the tree");
});
