// What an older browser lacks, taken away one at a time from today's before any script of the page runs: it works, or the
// page's own words stay and the reason is told. What the oldest Chromium itself does is in `engines.test.mjs`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { parse } from "acorn";
import { chromium } from "./engines.mjs";
import { holds, partner, two_lines } from "./harness.mjs";
import { listen } from "./hostile.mjs";
import { FULLER, VIEWS } from "./views.mjs";

const engine = await chromium();
after(() => engine.close());

/** Takes names away, each a path from the window on: `Array.prototype.at`. */
function takeNames(...paths) {
  for (const path of paths) {
    const names = path.split(".");
    const last = names.pop();
    let owner = window;
    for (const name of names) owner = owner && owner[name];
    if (!owner) continue;
    // What stands on a prototype is taken away there.
    for (let own = owner; own; own = Object.getPrototypeOf(own))
      if (Object.getOwnPropertyDescriptor(own, last)?.configurable) delete own[last];
    if (last in owner) throw new Error(`${path} stays`);
  }
}

/** Makes words of style sheets unknown: what holds one is dropped where an older browser drops it, and `CSS.supports` says so. */
function takeStyles(...words) {
  const { replaceSync } = CSSStyleSheet.prototype;
  window.taken = 0;
  CSSStyleSheet.prototype.replaceSync = function (text) {
    for (const word of words) {
      const parts = text.split(word);
      window.taken += parts.length - 1;
      text = parts.join(word.replace(/[a-z]/, "x-$&"));
    }
    return replaceSync.call(this, text);
  };
  const { supports } = CSS;
  CSS.supports = (...asked) => !words.some((word) => asked.join(": ").includes(word)) && supports.apply(CSS, asked);
}

/** Makes a browser know no such kind of link. */
function takeModulePreload() {
  const { supports } = DOMTokenList.prototype;
  DOMTokenList.prototype.supports = function (name) {
    return name !== "modulepreload" && supports.call(this, name);
  };
}

const names = (...paths) => `(${takeNames})(${JSON.stringify(paths).slice(1, -1)})`;
const styles = (...words) => `(${takeStyles})(${JSON.stringify(words).slice(1, -1)})`;

/** What is taken away: how, and with which code the page is told that nothing works, where nothing does. */
const TAKEN = {
  // Later than the oldest browsers that are meant: each has to work.
  "light-dark() (Chrome 123, Firefox 120, Safari 17.5)": [styles("light-dark(")],
  "light-dark(), where a host's paper is dark": [
    styles("light-dark("),
    undefined,
    'style="--boussole-paper: #101820; --boussole-accent: #135"',
  ],
  "popover (Chrome 114, Firefox 125, Safari 17)": [
    `${names("HTMLElement.prototype.popover", "HTMLElement.prototype.showPopover", "HTMLElement.prototype.hidePopover", "HTMLElement.prototype.togglePopover", "ToggleEvent")};${styles(":popover-open")}`,
  ],
  "modulepreload (Firefox 115, Safari 17)": [`(${takeModulePreload})()`],
  "anchor positions, details-content, text-wrap, field-sizing": [
    styles("position-area", "anchor-name", "::details-content", "text-wrap", "field-sizing"),
  ],
  "promises with resolvers, groups, sorted copies, sets": [
    names(
      "Promise.withResolvers",
      "Promise.try",
      "Object.groupBy",
      "Map.groupBy",
      "Array.prototype.toSorted",
      "Array.prototype.toReversed",
      "Array.prototype.with",
      "Array.fromAsync",
      "Set.prototype.union",
      "String.prototype.isWellFormed",
    ),
  ],
  "AbortSignal.timeout and any": [names("AbortSignal.timeout", "AbortSignal.any")],
  "checkVisibility, moveBefore, view transitions, scheduler": [
    names(
      "Element.prototype.checkVisibility",
      "Element.prototype.moveBefore",
      "Document.prototype.startViewTransition",
      "scheduler",
    ),
  ],
  "URL.canParse and parse": [names("URL.canParse", "URL.parse")],

  // Never in all browsers, or not on all pages: a feature less, and no word of it.
  "Trusted Types": [names("trustedTypes", "TrustedTypePolicyFactory")],
  "the share sheet, the clipboard": [
    names(
      "Navigator.prototype.share",
      "Navigator.prototype.canShare",
      "Navigator.prototype.clipboard",
      "ClipboardItem",
    ),
  ],
  "locks, channels, storage estimates": [
    names("Navigator.prototype.locks", "BroadcastChannel", "Navigator.prototype.storage"),
  ],
  "the camera, a reader of codes": [names("Navigator.prototype.mediaDevices", "BarcodeDetector")],
  "the whole screen": [names("Element.prototype.requestFullscreen")],
  "pickers, idle callbacks": [
    names("HTMLInputElement.prototype.showPicker", "HTMLSelectElement.prototype.showPicker", "requestIdleCallback"),
  ],
  "subtle cryptography, random UUIDs": [names("Crypto.prototype.subtle", "Crypto.prototype.randomUUID")],
  "all of Intl": [names("Intl")],
  "observers of size and place": [names("ResizeObserver", "IntersectionObserver")],
  "element internals": [names("HTMLElement.prototype.attachInternals", "ElementInternals")],
  "structured clones, idle detection, user activation": [
    names("structuredClone", "Navigator.prototype.userActivation"),
  ],

  // Older than the oldest: what works without all the same, or says why it does not.
  "container queries, and their units": [styles("@container", "cqi", "container-type", "container:")],
  ":has()": [styles(":has(")],
  "mixed colours": [styles("color-mix(")],
  "dynamic viewport units, logical insets, clip": [styles("svh", "inset-block", "overflow: clip", "overflow:clip")],
  ":is() and :where()": [styles(":is(", ":where(")],
  "at(), hasOwn(), findLast()": [
    names(
      "Array.prototype.at",
      "String.prototype.at",
      "Object.hasOwn",
      "Array.prototype.findLast",
      "Array.prototype.findLastIndex",
    ),
  ],
  "allSettled(), any()": [names("Promise.allSettled", "Promise.any")],
  "replaceChildren()": [names("Element.prototype.replaceChildren", "DocumentFragment.prototype.replaceChildren")],
  queueMicrotask: [names("queueMicrotask")],
  "compiling while it comes": [names("WebAssembly.compileStreaming", "WebAssembly.instantiateStreaming")],
  "weak references (Chrome 84, Firefox 79, Safari 14.1)": [
    names("WeakRef", "FinalizationRegistry"),
    "wasm-unsupported",
  ],
  "gzip streams": [names("DecompressionStream"), "wasm-unsupported"],
  "adopted style sheets": [names("CSSStyleSheet.prototype.replaceSync"), "wasm-unsupported"],
  WebAssembly: [names("WebAssembly"), "wasm-unsupported"],
  "custom elements": [names("customElements"), "nothing"],
};

const seen = () => {
  const element = document.querySelector("boussole-odd17");
  const link = element.querySelector("a");
  return {
    state: element.getAttribute("state"),
    heard: window.heard,
    wild: window.wild,
    words: Boolean(link.getClientRects().length),
  };
};
const answers = () => engine.evaluate(() => document.querySelector("boussole-odd17").answers);

/** What a visitor does: answers by clicks, goes on, looks for something, takes it away; where styles are lacking, in every
 * view, in a narrow window too. */
async function works(lacksStyles, told) {
  const views = lacksStyles ? VIEWS : ["path", "keep", "workshop", "charte"];
  await holds(async () => (await engine.evaluate(seen)).state, "ready");
  await engine.click("[data-question=profile] .option", "Association");
  await engine.click("[data-question=maturity] .option", "Niveau 2");
  await engine.click(".foot-on button");
  await engine.click(".option", "Hybrider son modèle");
  await engine.click(".foot-on button");
  await holds(answers, { profile: "association", maturity: 2, objectives: ["hybrider"] });
  const found = await engine.evaluate(
    async (views, fuller) => {
      const element = document.querySelector("boussole-odd17");
      const root = element.shadowRoot;
      const out = { files: [], wide: [], unreadable: [], search: "" };
      // An agenda needs a day to start from.
      element.answers = { ...element.answers, start: "2026-12-01" };
      const given = JSON.stringify(element.answers);
      for (const format of ["json", "csv", "ics", "png", "html"]) {
        const file = await element.export(format);
        element.reset();
        if (!(await element.import(new Blob([await file.arrayBuffer()]))) || JSON.stringify(element.answers) !== given)
          out.files.push(format);
      }
      await element.goTo("explore");
      const words = root.querySelector("#explore-words");
      words.value = "EVALUATION partenariale";
      words.dispatchEvent(new Event("input", { bubbles: true }));
      const title = () => root.querySelector(".resource-title")?.textContent ?? "";
      for (let tries = 0; tries < 100 && !/valuation partenariale/i.test(title()); tries += 1)
        await new Promise((done) => setTimeout(done, 50));
      out.search = title();
      element.answers = fuller;
      // Colours as they are computed, over the nearest ground that has one.
      const brightness = (colour) => {
        const [r, g, b] = colour.match(/[\d.]+/g).map((own) => Number(own) / (colour.startsWith("rgb") ? 255 : 1));
        const [x, y, z] = [r, g, b].map((own) => (own <= 0.04045 ? own / 12.92 : ((own + 0.055) / 1.055) ** 2.4));
        return 0.2126 * x + 0.7152 * y + 0.0722 * z + 0.05;
      };
      const ground = (node) => {
        for (let own = node; own; own = own.parentElement ?? own.getRootNode().host) {
          const { backgroundColor } = getComputedStyle(own);
          if (!/, 0\)|transparent|\/ 0\)/.test(backgroundColor)) return backgroundColor;
        }
        return "rgb(255, 255, 255)";
      };
      for (const view of views) {
        await element.goTo(view);
        if (document.documentElement.scrollWidth > innerWidth) out.wide.push(view);
        for (const node of root.querySelectorAll("#view-title, .lead p, legend, .option, .button, .link")) {
          if (!node.getClientRects().length) continue;
          const [one, other] = [brightness(getComputedStyle(node).color), brightness(ground(node))];
          if (Math.max(one, other) / Math.min(one, other) < 4.5) out.unreadable.push(`${view} ${node.className}`);
        }
      }
      return out;
    },
    views,
    FULLER,
  );
  assert.deepEqual({ ...found, search: "" }, { files: [], wide: [], unreadable: [], search: "" });
  assert.match(found.search, /valuation partenariale/i);
  if (lacksStyles) await engine.size(360, 740);
  const narrow = await engine.evaluate(async (views) => {
    const element = document.querySelector("boussole-odd17");
    const wide = [];
    for (const view of views) {
      await element.goTo(view);
      if (document.documentElement.scrollWidth > innerWidth) wide.push(view);
    }
    await element.goTo("situate");
    const { shadowRoot: root } = element;
    const reachable = [...root.querySelectorAll(".menu, .tools .link")].some((own) => own.getClientRects().length);
    return { wide, reachable };
  }, views);
  assert.deepEqual(narrow, { wide: [], reachable: true });
  const { heard, wild } = await engine.evaluate(seen);
  assert.deepEqual({ heard, wild }, { heard: told, wild: [] });
}

for (const [what, [take, ends, attributes]] of Object.entries(TAKEN))
  test(`without ${what}: ${ends ? "the page's own words, and the reason" : "it works"}`, async () => {
    await engine.size(1280, 900);
    await engine.open(
      await partner(
        `<script>(${listen})();${take}</script>${two_lines("", `lang="fr" loading="eager" ${attributes ?? ""}`)}`,
      ),
    );
    // A script that changes nothing would hold nothing.
    if (take.includes("takeStyles")) await holds(async () => (await engine.evaluate(() => window.taken)) > 0);
    if (!ends) {
      await works(take.includes("takeStyles"), attributes ? ["attribute"] : []);
      return;
    }
    if (ends === "nothing") {
      await new Promise((done) => setTimeout(done, 1000));
      assert.deepEqual(await engine.evaluate(seen), { state: null, heard: [], wild: [], words: true });
      return;
    }
    await holds(() => engine.evaluate(seen), { state: "error", heard: [ends], wild: [], words: true });
    assert.match(
      await engine.evaluate(() => document.querySelector("boussole-odd17").whenReady.catch(({ message }) => message)),
      /WebAssembly|2023/,
    );
  });

test("the first script is read by browsers of 2019, which are told in words that they are too old", () => {
  const script = readFileSync(join(process.env.BOUSSOLE_DIST, "boussole.js"), "utf8");
  // They knew `import()` before the language did (ECMAScript 2020).
  const known = script.replaceAll("import(", "load(");
  assert.notEqual(known, script);
  assert.doesNotThrow(() => parse(known, { ecmaVersion: 2019 }));
  assert.throws(() => parse(`${known};a?.b`, { ecmaVersion: 2019 }), "what came later is found");
});
