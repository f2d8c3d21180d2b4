// What RGAA asks of the structure, in every view: what the checkers do not judge, or judge only in part.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { test } from "node:test";
import { open, serve, settled } from "./harness.mjs";
import { FULLER, VIEWS, give, show, speak } from "./views.mjs";

const address = await serve();

/** What `look` finds wrong, run in the page in every view, empty and answered, in these languages. */
async function everywhere(look, languages = ["fr"]) {
  const { page } = await open(address);
  await settled(page);
  const found = [];
  for (const lang of languages) {
    await speak(page, lang);
    for (const answers of [{}, FULLER]) {
      await give(page, answers);
      for (const view of VIEWS) {
        await show(page, view);
        found.push(
          ...(await page.evaluate(look)).map(
            (what) => `${view} in ${lang}, ${Object.keys(answers).length} answers: ${what}`,
          ),
        );
      }
    }
  }
  await page.context().close();
  return found;
}

test("RGAA 1.1, 1.2, 1.6: every drawing is decoration, and stands beside words that say the same [rgaa:drawings-are-decoration]", async () => {
  assert.deepEqual(
    await everywhere(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const wrong = [...root.querySelectorAll("svg, img, canvas, object, embed")]
        .filter(
          (own) =>
            own.getAttribute("aria-hidden") !== "true" &&
            !(own.getAttribute("role") === "img" && own.getAttribute("aria-label")),
        )
        .map((own) => own.outerHTML.slice(0, 80));
      // The drawings that carry something, and where their words stand.
      const said = {
        ".dial": [".compass, .crowd, [data-paper]", "p, table"],
        ".scale": [".timeline", "time"],
        ".bar": ["tr", "td, .bar-said"],
      };
      for (const [drawing, [around, words]] of Object.entries(said)) {
        for (const own of root.querySelectorAll(drawing)) {
          if (!own.closest(around)?.querySelector(words)?.textContent.trim()) wrong.push(`nothing beside ${drawing}`);
        }
      }
      return wrong;
    }),
    [],
  );
});

test("RGAA 5.4 to 5.7: every table of data has a title, and headings that say what they head [rgaa:tables-with-headings]", async () => {
  assert.deepEqual(
    await everywhere(() =>
      [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("table")].flatMap((table) => {
        const wrong = [];
        if (
          !table.caption?.textContent.trim() &&
          !table.getAttribute("aria-label") &&
          !table.getAttribute("aria-labelledby")
        )
          wrong.push(`no title: ${table.className}`);
        for (const head of table.querySelectorAll("th"))
          if (!["row", "col", "rowgroup", "colgroup"].includes(head.scope))
            wrong.push(`no scope: ${table.className} ${head.textContent}`);
        if (!table.querySelector("th")) wrong.push(`no headings: ${table.className}`);
        if (!["table", null].includes(table.getAttribute("role"))) wrong.push(`a role: ${table.className}`);
        return wrong;
      }),
    ),
    [],
  );
});

test("RGAA 6.1, 13.2: every link says where it goes, and that it opens a new tab when it does [rgaa:links-say-where]", async () => {
  assert.deepEqual(
    await everywhere(
      () =>
        [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("a[href]")]
          .filter((link) => {
            const text = link.textContent.trim();
            const warned = link.target !== "_blank" || /nouvel onglet|new tab/.test(text);
            return text.length < 3 || !warned || (link.target === "_blank" && !/noopener/.test(link.rel));
          })
          .map((link) => link.outerHTML.slice(0, 120)),
      ["fr", "en"],
    ),
    [],
  );
});

test("RGAA 8.2: no id stands twice, and the tree is what its own source gives again [rgaa:valid-tree]", async () => {
  assert.deepEqual(
    await everywhere(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const ids = [...root.querySelectorAll("[id]")].map(({ id }) => id);
      const wrong = ids.filter((id, place) => ids.indexOf(id) !== place);
      const html = root.querySelector(".widget").outerHTML;
      const again = new DOMParser().parseFromString(html, "text/html").body.innerHTML;
      if (again !== html) {
        const at = [...html].findIndex((letter, place) => again[place] !== letter);
        wrong.push(`nested wrong near ${html.slice(at - 60, at + 40)}`);
      }
      for (const own of root.querySelectorAll("[aria-labelledby], [aria-describedby], [aria-controls], label[for]")) {
        for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
          for (const id of (own.getAttribute(name) ?? "").split(/\s+/).filter(Boolean))
            if (!ids.includes(id)) wrong.push(`${name}="${id}" names nothing`);
        }
      }
      return wrong;
    }),
    [],
  );
});

test("RGAA 9.1: titles go down one level at a time, and each says something [rgaa:headings]", async () => {
  assert.deepEqual(
    await everywhere(() => {
      const wrong = [];
      let before = 1;
      for (const title of document
        .querySelector("boussole-odd17")
        .shadowRoot.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
        if (title.closest(".paper-only, [data-paper]")) continue;
        const level = Number(title.localName[1]);
        if (level > before + 1) wrong.push(`${title.localName} after h${before}: ${title.textContent}`);
        if (!title.textContent.trim()) wrong.push(`an empty ${title.localName}`);
        before = level;
      }
      return wrong;
    }, ["fr", "en"]),
    [],
  );
});

test("RGAA 9.3: lists hold their items and nothing else [rgaa:lists]", async () => {
  assert.deepEqual(
    await everywhere(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const lists = [...root.querySelectorAll("ul, ol")].filter((list) =>
        [...list.children].some((child) => child.localName !== "li"),
      );
      const items = [...root.querySelectorAll("li")].filter(
        (item) => !["ul", "ol"].includes(item.parentElement.localName),
      );
      const pairs = [...root.querySelectorAll("dl")].filter((list) =>
        [...list.children].some((child) => !["dt", "dd", "div"].includes(child.localName)),
      );
      return [...lists, ...items, ...pairs].map((own) => own.outerHTML.slice(0, 80));
    }),
    [],
  );
});

test("RGAA 10.2, 10.3: without style sheets the same words stand in the same order [rgaa:without-styles]", async () => {
  const { page } = await open(address);
  await settled(page);
  await give(page, FULLER);
  for (const view of VIEWS) {
    await show(page, view);
    const [styled, plain] = await page.evaluate(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const words = () =>
        [...root.querySelectorAll(".page *")]
          .filter((own) => !own.closest("svg, .paper-only, [data-paper], option, select") && own.checkVisibility())
          .flatMap((own) =>
            [...own.childNodes]
              .filter(({ nodeType }) => nodeType === 3)
              .map(({ textContent }) => textContent.trim())
              .filter(Boolean),
          );
      const before = words();
      const sheets = root.adoptedStyleSheets;
      root.adoptedStyleSheets = [];
      const after = words();
      root.adoptedStyleSheets = sheets;
      return [before, after];
    });
    // Without styles more may show, never less, and in the same order.
    let place = 0;
    for (const word of styled) {
      place = plain.indexOf(word, place);
      assert.notEqual(place, -1, `${view}: "${word}" is lost or moved`);
    }
  }
});

test("RGAA 10.6: a link in a sentence is underlined, not only coloured [rgaa:links-underlined]", async () => {
  assert.deepEqual(
    await everywhere(() =>
      [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("p a[href], p button.link")]
        .filter((link) => link.checkVisibility() && !getComputedStyle(link).textDecorationLine.includes("underline"))
        .map((link) => link.outerHTML.slice(0, 80)),
    ),
    [],
  );
});

test("RGAA 10.13, 10.14: nothing shows by hovering alone [rgaa:nothing-by-hovering]", async () => {
  assert.deepEqual(
    await everywhere(() =>
      [
        // The menu is a popover that a press opens.
        ...document
          .querySelector("boussole-odd17")
          .shadowRoot.querySelectorAll("[title], [popover=hint], [interestfor], [onmouseover]"),
      ].map((own) => own.outerHTML.slice(0, 80)),
    ),
    [],
  );
  const { page } = await open(address);
  await settled(page);
  const hovering = await page.evaluate(() =>
    [...document.querySelector("boussole-odd17").shadowRoot.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules])]
      .flatMap(function flat(rule) {
        return rule.cssRules?.length && !rule.selectorText ? [...rule.cssRules].flatMap(flat) : [rule];
      })
      .filter(
        (rule) =>
          rule.selectorText?.includes(":hover") && /(display|visibility|opacity|content|clip)/.test(rule.style.cssText),
      )
      .map((rule) => rule.cssText),
  );
  assert.deepEqual(hovering, []);
});

test("RGAA 11.1, 11.5 to 11.7: every field has a label that shows or a name, and what belongs together has a legend [rgaa:field-labels]", async () => {
  assert.deepEqual(
    await everywhere(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const wrong = [];
      for (const field of root.querySelectorAll("input, select, textarea")) {
        const label =
          field.labels?.[0]?.textContent.trim() ||
          field.getAttribute("aria-label") ||
          field.getAttribute("aria-labelledby");
        if (!label) wrong.push(`no label: ${field.outerHTML.slice(0, 80)}`);
        if (
          ["radio", "checkbox"].includes(field.type) &&
          field.name &&
          root.querySelectorAll(`[name="${field.name}"]`).length > 1 &&
          !field.closest("fieldset")?.querySelector("legend")?.textContent.trim() &&
          !field.closest("[role=group]")?.getAttribute("aria-label")
        )
          wrong.push(`no legend: ${field.outerHTML.slice(0, 80)}`);
      }
      for (const button of root.querySelectorAll("button"))
        if ((button.getAttribute("aria-label") ?? button.textContent).trim().length < 2)
          wrong.push(`no name: ${button.outerHTML.slice(0, 80)}`);
      return wrong;
    }, ["fr", "en"]),
    [],
  );
});

test("RGAA 13.1, 13.8: nothing changes by itself, and nothing moves for long [rgaa:nothing-moves-by-itself]", async () => {
  const { page } = await open(address);
  await settled(page);
  await give(page, FULLER);
  await show(page, "heading");
  const drawing = () =>
    page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.querySelector(".widget").outerHTML);
  const before = await drawing();
  await page.waitForTimeout(3000);
  assert.equal(await drawing(), before);
  assert.equal(
    await page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.getAnimations().length),
    0,
  );
});

test("RGAA 13.9: no style asks how the screen is held [rgaa:any-orientation]", async () => {
  const { page } = await open(address);
  await settled(page);
  const asked = await page.evaluate(
    () =>
      [
        ...document
          .querySelector("boussole-odd17")
          .shadowRoot.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]),
      ].filter((rule) => /orientation|aspect-ratio/.test(rule.conditionText ?? "")).length,
  );
  assert.equal(asked, 0);
});

test("sliders have a number beside them: nothing needs dragging [rgaa:numbers-beside-sliders]", async () => {
  assert.deepEqual(
    await everywhere(() =>
      [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("input[type=range]")]
        .filter((range) => {
          const near = range.closest(".amount, label, p, div, fieldset");
          // A slider moves by arrow keys and by a press on its line; a value that must be exact has a field.
          return range.max === "100" && range.step === "1" && !near.querySelector("input[type=number]");
        })
        .map((range) => range.outerHTML.slice(0, 80)),
    ),
    [],
  );
});

test("every word of the method that a view uses is one tap from its meaning", async () => {
  const { facts } = JSON.parse(
    readFileSync(new URL("../../www/content/instruments/glossaire.json", import.meta.url), "utf8"),
  );
  // These are also plain words, used as such: « en commun », « un objectif », « la confiance ».
  const PLAIN = ["commun", "confiance", "innovation", "performance", "objectif", "alliance", "charte", "saison"];
  const words = facts
    .flatMap(({ items }) => items)
    .filter(({ id }) => !PLAIN.includes(id))
    .map(({ label }) => label.fr.replace(/\(.*\)/, ""));
  const { page } = await open(address);
  await settled(page);
  await give(page, FULLER);
  const missing = [];
  for (const view of VIEWS.filter((view) => view !== "glossaire")) {
    await show(page, view);
    missing.push(
      ...(await page.evaluate(
        ([view, words]) => {
          const root = document.querySelector("boussole-odd17").shadowRoot;
          const own = [...root.querySelectorAll(".words dt")].map(({ textContent }) =>
            textContent.replace(/\(.*\)/, ""),
          );
          const copy = root.querySelector(".page").cloneNode(true);
          // Titles of resources are not ours.
          for (const part of copy.querySelectorAll(".words, [data-paper], .paper-only, .resource")) part.remove();
          const text = copy.textContent.replaceAll(/[’]/g, "'");
          return words
            .filter(
              (word) =>
                new RegExp(`(?<![\\p{L}-])${word.replaceAll(/[’]/g, "'")}s?(?![\\p{L}-])`, "iu").test(text) &&
                !own.includes(word),
            )
            .map((word) => `${view}: ${word}`);
        },
        [view, words],
      )),
    );
  }
  assert.deepEqual(missing, []);
});

test("the statement of conformity has no violation itself", async () => {
  const folder = mkdtempSync(join(tmpdir(), "boussole-rgaa-"));
  execFileSync(process.env.BOUSSOLE_BIN, ["rgaa", "--out", folder], { stdio: "ignore" });
  const { page } = await open(`file://${join(folder, "rgaa.html")}`, { width: 390 });
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const found = await page.evaluate(async () =>
    (await axe.run(document, { resultTypes: ["violations"] })).violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0].target.flat().join(" ")}`,
    ),
  );
  assert.deepEqual(found, []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
});
