// For everyone: a second checker, other colours, other spacing, larger text, and what a screen reader would say.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { holds, open, serve, settled } from "./harness.mjs";
import { FULL, FULLER, VIEWS, cut, give, show, speak } from "./views.mjs";

const address = await serve();
const need = createRequire(import.meta.url);
const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const ace = readFileSync(need.resolve("accessibility-checker-engine/ace.js"), "utf8");
const TRANSCRIPTS = new URL("../data/transcripts/", import.meta.url);

test("T51: IBM Equal Access finds no violation in any view, light, dark, narrow, in each language, empty and answered [rgaa:ibm-equal-access]", async () => {
  const few = [
    ["light", 1280, "fr", FULLER],
    ["light", 1280, "en", {}],
    ["dark", 320, "fr", FULLER],
    ["light", 390, "fr-x-falc", FULLER],
  ];
  const more = [
    ["light", 1280, "fr", {}],
    ["light", 1280, "en", FULLER],
    ["dark", 1280, "fr", FULLER],
    ["light", 320, "en", {}],
  ];
  // Each view takes seconds: named on the command line, the test does all of them.
  for (const [scheme, width, lang, answers] of process.env.BOUSSOLE_WHOLE === "1" ? [...few, ...more] : few) {
    const { page } = await open(address, { scheme, width });
    await settled(page);
    await page.evaluate(ace);
    await speak(page, lang);
    await give(page, answers);
    for (const view of VIEWS) {
      await show(page, view);
      const found = await page.evaluate(async () => {
        const { results } = await new ace.Checker().check(document, ["WCAG_2_2"]);
        // What the engine itself says a person must look at is no verdict.
        const failed = results.filter(
          ({ value, path }) => value[0] === "VIOLATION" && value[1] === "FAIL" && path.dom.includes("boussole-odd17"),
        );
        return failed.map(
          ({ ruleId, message, path }) => `${ruleId}: ${message} ${path.dom.split("#document-fragment[1]")[1]}`,
        );
      });
      assert.deepEqual(found, [], `${view} in ${lang}, ${scheme}, ${width} px`);
    }
    await page.context().close();
  }
});

test("T51: forced colours: no violation, and what is chosen is still seen without colour [rgaa:forced-colours]", async () => {
  const { page } = await open(address, { width: 390 });
  await page.emulateMedia({ forcedColors: "active" });
  await settled(page);
  await page.evaluate(axe);
  await give(page, FULL);
  for (const view of VIEWS) {
    await show(page, view);
    const found = await page.evaluate(async () =>
      (await axe.run(document.querySelector("boussole-odd17"), { resultTypes: ["violations"] })).violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0].target.flat().join(" ")}`,
      ),
    );
    assert.deepEqual(found, [], view);
  }
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("situate"));
  const radios = await page.evaluate(() =>
    [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("input[type=radio]")].every(
      (radio) =>
        getComputedStyle(radio).appearance !== "none" || getComputedStyle(radio.parentElement).borderStyle !== "none",
    ),
  );
  assert.ok(radios);
});

/** In every view, answered: what is cut at this width. */
async function cutAnywhere(page, width) {
  await give(page, FULL);
  const found = [];
  for (const view of VIEWS) {
    await show(page, view);
    found.push(...(await cut(page)).map((what) => `${view} at ${width}: ${what}`));
  }
  return found;
}

test("T55: with the spacing of WCAG 1.4.12 nothing is cut [rgaa:text-spacing]", async () => {
  for (const width of [320, 1280]) {
    const { page } = await open(address, { width });
    await settled(page);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }",
      );
      const root = document.querySelector("boussole-odd17").shadowRoot;
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    });
    assert.deepEqual(await cutAnywhere(page, width), []);
    await page.context().close();
  }
});

test("T59: with text twice as large nothing is cut, and nothing scrolls sideways [rgaa:text-twice-as-large]", async () => {
  for (const width of [640, 768, 1280]) {
    const { page } = await open(address, { width });
    await page.addStyleTag({ content: "html { font-size: 200%; }" });
    await settled(page);
    assert.deepEqual(await cutAnywhere(page, width), []);
    await page.context().close();
  }
});

/** What a screen reader meets, in order: role, name, state; from the browser's own accessibility tree. */
async function transcript(page) {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const SILENT = new Set([
    "none",
    "generic",
    "InlineTextBox",
    "LineBreak",
    "RootWebArea",
    "StaticText",
    "paragraph",
    "listitem",
    "ListMarker",
    "LabelText",
    "Legend",
    "DescriptionListDetail",
    "DescriptionListTerm",
    "DescriptionList",
    "rowgroup",
    "cell",
    "row",
    "time",
    "strong",
    "mark",
  ]);
  // The browser's tree has no word for "the one where I am".
  const current = await page.evaluate(() =>
    [
      ...document
        .querySelector("boussole-odd17")
        .shadowRoot.querySelectorAll("[aria-current]:not([aria-current=false])"),
    ].map((own) => own.textContent.trim()),
  );
  const lines = [];
  const walk = (id) => {
    const node = byId.get(id);
    if (!node) return;
    const role = node.role?.value;
    const name = (node.name?.value ?? "").replaceAll(/\s+/g, " ").trim();
    const property = (wanted) => node.properties?.find(({ name }) => name === wanted)?.value?.value;
    if (!node.ignored) {
      if (role === "StaticText" && name && !lines.at(-1)?.endsWith(`« ${name} »`)) lines.push(name);
      else if (!SILENT.has(role)) {
        const states = [
          property("checked") === "true" && "coché",
          property("pressed") === "true" && "enfoncé",
          property("expanded") === true && "ouvert",
          property("expanded") === false && "fermé",
          role === "button" && current.some((text) => text.endsWith(name)) && "en cours",
          property("disabled") === true && "indisponible",
          role === "heading" && `niveau ${property("level")}`,
          node.value?.value !== undefined && `valeur ${node.value.value}`,
        ].filter(Boolean);
        lines.push([role, name && `« ${name} »`, ...states].filter(Boolean).join(" "));
        // A name that says the whole is not said again by what is in it.
        if (["button", "link", "radio", "checkbox", "option", "DisclosureTriangle"].includes(role)) return;
        // Of a title, what else it is: a link.
        if (role === "heading") {
          const within = (id) => [byId.get(id)?.role?.value, ...(byId.get(id)?.childIds ?? []).flatMap(within)];
          if (within(id).includes("link")) lines.push("qui est un lien");
          return;
        }
      }
    }
    for (const child of node.childIds ?? []) walk(child);
  };
  walk(nodes[0].nodeId);
  return `${lines.join("\n")}\n`;
}

test("T53: what a screen reader meets in each view, as kept: UPDATE=1 writes it anew [rgaa:screen-reader-transcripts]", async () => {
  const { page } = await open(address);
  // The day is part of what is said.
  await page.clock.setFixedTime(new Date("2026-11-24T10:00:00"));
  await page.reload();
  await settled(page);
  await give(page, FULLER);
  const kept = async (name) => {
    // The port is whichever was free.
    const said = async () =>
      (await transcript(page))
        .replaceAll(new URL(address).origin, "https://exemple.fr")
        // Another word of the content is not another thing said.
        .replace(/\*[0-9a-f]{8}\.\w+/g, "*SOMME")
        .replace(/(contenu\s:|content version:)\s[0-9a-f]{8}/g, "$1 SOMME");
    const path = new URL(`${name}.txt`, TRANSCRIPTS);
    await settled(page);
    if (process.env.UPDATE) writeFileSync(path, await said());
    assert.ok(existsSync(path), `${name} has no transcript`);
    await holds(said, readFileSync(path, "utf8"), name);
  };
  for (const view of VIEWS) {
    await page.evaluate((view) => document.querySelector("boussole-odd17").goTo(view), view);
    // One reason is asked for: the others are like it.
    if (view === "path") await page.locator("boussole-odd17 summary", { hasText: "Pourquoi" }).first().click();
    await kept(view);
  }
  await speak(page, "fr-x-falc");
  for (const view of ["situate", "heading", "trajectory", "path"]) {
    await page.evaluate((view) => document.querySelector("boussole-odd17").goTo(view), view);
    await kept(`${view}-facile`);
  }
});

test("what is said aloud after each change is one short sentence or two, said once [rgaa:announcements-are-short]", async () => {
  const { page } = await open(address);
  await settled(page);
  await page.evaluate(() => {
    window.said = [];
    const region = document.querySelector("boussole-odd17").shadowRoot.querySelector("[role=status]");
    new MutationObserver(() => window.said.push(region.textContent)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  const widget = page.locator("boussole-odd17");
  const told = async (act) => {
    await page.evaluate(() => {
      window.said = [];
    });
    await act();
    // What many keys come to is said after the last of them (`src/element/store.rs`).
    await page.waitForTimeout(700);
    return page.evaluate(() => window.said.filter(Boolean));
  };
  const acts = {
    "a level of maturity": () => widget.locator("[data-question=maturity] input").first().check(),
    "the same again": () => widget.locator("[data-question=maturity] input").first().press("Space"),
    "a third domain": async () => {
      for (const at of [0, 1, 2]) await widget.locator("[data-question=domains] input").nth(at).check();
    },
    "another page": () => widget.locator(".foot-on button").click(),
    "an objective": () => widget.locator("[data-question=objectives] input").nth(1).check(),
    "a slider": () => widget.locator("input[type=range]").first().press("ArrowRight"),
    "a field of its own": () => widget.locator("input[type=number]").nth(1).fill("40"),
    "starting over": () => widget.getByRole("button", { name: "Recommencer" }).click(),
    "coming back": () => widget.getByRole("button", { name: "Les retrouver" }).click(),
  };
  for (const [what, act] of Object.entries(acts)) {
    const said = await told(act);
    assert.ok(said.length <= (what === "a third domain" ? 3 : 1), `${what}: ${said.join(" / ")}`);
    for (const text of said) assert.ok(text.split(/\s+/).length <= 30, `${what}: ${text}`);
  }
});
