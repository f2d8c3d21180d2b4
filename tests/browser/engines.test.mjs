// What a visitor does, in the engines that are not today's Chromium: Firefox, WebKit, and the oldest Chromium that the
// release is meant for. One journey a feature, by a real mouse and real keys; each in a page of its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { ENGINES, OLD_CHROMIUM } from "./engines.mjs";
import { holds, partner, release, two_lines } from "./harness.mjs";
import { WORKS, listen } from "./hostile.mjs";
import { FULLER, VIEWS } from "./views.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"));
const vectors = JSON.parse(readFileSync(new URL("../data/vectors.json", import.meta.url)));

/** The two lines, behind what runs in the page before them. */
const page = (attributes = "", before = []) =>
  [listen, ...before].map((own) => `<script>(${own})()</script>`).join("") +
  two_lines("", `lang="fr" loading="eager" ${attributes}`);

const ready = (engine, selector = "boussole-odd17") =>
  holds(
    () => engine.evaluate((selector) => document.querySelector(selector)?.getAttribute("state"), selector),
    "ready",
  );
async function at(engine, attributes, { before, files, view, answers } = {}) {
  const address = await partner(page(attributes, before), {}, files);
  await engine.open(address);
  await ready(engine);
  if (answers) await give(engine, answers);
  if (view) await go(engine, view);
  return address;
}
const go = (engine, view) =>
  engine.evaluate(async (view) => {
    await document.querySelector("boussole-odd17").goTo(view);
    return view;
  }, view);
const give = (engine, answers) =>
  engine.evaluate((answers) => {
    document.querySelector("boussole-odd17").answers = answers;
  }, answers);
/** As text: a driver that copies objects would trip over what a page did to their prototypes. */
const answers = async (engine) =>
  JSON.parse(await engine.evaluate(() => JSON.stringify(document.querySelector("boussole-odd17").answers)));
const heard = async (engine) =>
  JSON.parse(await engine.evaluate(() => JSON.stringify({ heard: window.heard, wild: window.wild })));
const silent = (engine) => holds(() => heard(engine), { heard: [], wild: [] });
const count = (engine, selector) =>
  engine.evaluate(
    (selector) => document.querySelector("boussole-odd17").shadowRoot.querySelectorAll(selector).length,
    selector,
  );
const texts = async (engine, selector) =>
  JSON.parse(
    await engine.evaluate(
      (selector) =>
        JSON.stringify(
          [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll(selector)].map((own) =>
            /^(input|textarea)$/.test(own.localName) ? own.value : own.textContent,
          ),
        ),
      selector,
    ),
  );
/** The first of them says so. */
const says = (engine, selector, expected) => holds(async () => (await texts(engine, selector))[0] ?? "", expected);
/** Gives a field its value and tells so: for what no real key gives in every engine and language. */
const fill = (engine, selector, value) =>
  engine.evaluate(
    (selector, value) => {
      const field = document.querySelector("boussole-odd17").shadowRoot.querySelector(selector);
      field.value = value;
      for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    },
    selector,
    value,
  );

const FEATURES = {
  "every worked case": async (engine) => {
    await at(engine);
    for (const [place, expected] of vectors.entries()) {
      const found = await engine.evaluate((answers) => {
        const element = document.querySelector("boussole-odd17");
        element.answers = answers;
        return JSON.stringify(element.result);
      }, expected.answers);
      assert.deepEqual(JSON.parse(found), expected, `case ${place}`);
    }
    await silent(engine);
  },

  "the journey by mouse, back without loss, emptied and put back": async (engine) => {
    await at(engine);
    for (const [question, option] of [
      ["profile", "Association"],
      ["domains", "Éducation et formation"],
      ["domains", "Climat"],
      ["level", "Local"],
      ["maturity", "Niveau 2"],
      ["usage", "Agir"],
    ])
      await engine.click(`[data-question=${question}] .option`, option);
    await engine.click(".foot-on button", "Fixer le cap");
    await says(engine, "#view-title", "Fixer le cap");
    await engine.click(".option", "Co-construire un Projet de territoire");
    await engine.click(".option", "Hybrider son modèle socio-économique");
    await engine.click("button", "Inverser l’ordre");
    // The middle of a slider is half of it.
    await engine.click("#horizon-confiance");
    await holds(async () => Math.abs((await answers(engine)).horizons?.[2] - 50) <= 2);
    const { horizons } = await answers(engine);
    assert.equal(
      horizons.reduce((one, other) => one + other),
      100,
    );
    await engine.click(".foot-on button", "Tracer la trajectoire");
    await holds(() => count(engine, ".cell-own"), 9);
    await fill(engine, "input[type=date]", "2026-12-01");
    const expected = {
      profile: "association",
      domains: ["d04", "d13"],
      level: "local",
      maturity: 2,
      usage: "agir",
      objectives: ["hybrider", "co-construire"],
      horizons,
      start: "2026-12-01",
    };
    await holds(() => answers(engine), expected);
    await engine.click(".foot-on button", "S’équiper");
    await holds(() => count(engine, ".path-stops > .resources > li"), 5);
    await engine.click(".path-more > summary");
    await engine.click(".resource summary", "Pourquoi");
    await holds(() => count(engine, ".resource [open] > ul > li, .why[open] li"), 3);
    await engine.click(".steps button", "Se situer");
    await holds(() => count(engine, "input[value=association]:checked"), 1);
    await engine.click("button", "Recommencer");
    await holds(() => answers(engine), {});
    await engine.click("button", "Les retrouver");
    await holds(() => answers(engine), expected);
    await silent(engine);
  },

  "looking through the resources: words, marks, a mended word, a facet, a pin that is undone": async (engine) => {
    await at(engine, 'start-view="explore"');
    await engine.click("#explore-words");
    await engine.type("EVALUATION partenariale");
    await says(engine, ".resource-title", /[ée]valuation partenariale/i);
    await holds(async () => (await texts(engine, ".resource mark")).includes("partenariale"));
    await holds(
      () => engine.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement.id),
      "explore-words",
    );
    await fill(engine, "#explore-words", "partneriat");
    await engine.click("button", "Écrire «");
    await says(engine, "#explore-words", "partenariat");
    const before = await count(engine, ".resource");
    assert.ok(before > 3, `${before} found`);
    await engine.click("button", "Épingler");
    await holds(() => count(engine, "[aria-pressed=true]").then((found) => found > 0));
    await silent(engine);
  },

  "a partner's catalogue from a spreadsheet joins ours; hostile ones cost nothing, and their texts stay texts": async (
    engine,
  ) => {
    const nasty = ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "‮gnp.exe", "mot".repeat(600)];
    const files = {
      "/table.csv": "﻿title;kind;summary\r\nÉcole des mères;outils;Un lieu\r\n",
      "/cut.json": '{"schema":"boussole/catalogue/1","items":[{"title":',
      "/scheme.json": JSON.stringify({
        schema: "boussole/catalogue/1",
        items: [{ title: "Une", kind: "outils", url: "java\tscript:alert(1)" }],
      }),
      "/quotes.csv": 'title;kind\n"Une;outils',
      "/nasty.json": JSON.stringify({
        schema: "boussole/catalogue/1",
        mode: "replace",
        items: nasty.map((text, at) => ({ id: `n${at}`, title: text, kind: "outils", summary: text })),
      }),
    };
    await at(engine, 'start-view="explore"', { files });
    const name = (file) =>
      engine.evaluate((file) => document.querySelector("boussole-odd17").setAttribute("catalogue", file), file);
    for (const [place, file] of ["/cut.json", "/scheme.json", "/quotes.csv"].entries()) {
      await name(file);
      await holds(async () => (await heard(engine)).heard.length, place + 1, file);
    }
    await name("/table.csv");
    await fill(engine, "#explore-words", "école mères");
    await says(engine, ".resource-title", "École des mères");
    await fill(engine, "#explore-words", "");
    await name("/nasty.json");
    await holds(async () => (await texts(engine, ".resource-summary")).sort(), [...nasty].sort());
    assert.equal(await engine.evaluate(() => document.documentElement.scrollWidth - innerWidth <= 0), true);
    await holds(() => heard(engine), { heard: ["catalogue", "catalogue", "catalogue"], wild: [] });
  },

  "a host's colours: unreadable ones are corrected and said once, good ones are kept": async (engine) => {
    for (const [style, told] of [
      ["--boussole-paper: #888; --boussole-ink: #999; --boussole-accent: #9a9", 1],
      ["--boussole-paper: #101820; --boussole-accent: #135", 1],
      ["--boussole-accent: oklch(0.8 0.2 90); --boussole-ink: hsl(0 0% 70%)", 1],
      ["--boussole-paper: #fff; --boussole-ink: #111; --boussole-accent: #5a189a", 0],
    ]) {
      const address = await partner(
        page(`style="${style}"`).replace("</head>", '<script src="axe.js"></script></head>'),
        {},
        { "/axe.js": axe },
      );
      await engine.open(address);
      await ready(engine);
      const found = await engine.evaluate(async () => {
        const element = document.querySelector("boussole-odd17");
        element.answers = { profile: "association", maturity: 2, horizons: [20, 30, 50] };
        const out = [];
        for (const view of ["situate", "trajectory"]) {
          await element.goTo(view);
          const { violations } = await window.axe.run(element, { runOnly: ["color-contrast"] });
          for (const { nodes } of violations)
            for (const node of nodes) out.push(`${view}: ${node.target.flat().join(" ")} ${node.any[0]?.message}`);
        }
        return out;
      });
      assert.deepEqual(found, [], style);
      await holds(async () => (await heard(engine)).heard, told ? ["attribute"] : [], style);
    }
  },

  "kept on this device when asked for, erased; every file and the link give the journey back": async (engine) => {
    const address = await at(engine, 'storage="local"', { answers: FULLER, view: "keep" });
    const keys = () => engine.evaluate(() => Object.keys(localStorage));
    await holds(keys, []);
    await engine.click("button", "Garder mon parcours sur cet appareil");
    await holds(async () => (await keys()).length, 1);
    await engine.open(address);
    await ready(engine);
    await holds(() => answers(engine), FULLER);
    await go(engine, "keep");
    await engine.click("button", "Effacer de cet appareil");
    await holds(keys, []);
    await give(engine, FULLER);
    const found = await engine.evaluate(async () => {
      const element = document.querySelector("boussole-odd17");
      const out = {};
      for (const format of ["json", "csv", "ics", "svg", "png", "html"]) {
        const before = JSON.stringify(element.answers);
        const file = await element.export(format);
        element.reset();
        const taken = await element.import(new Blob([await file.arrayBuffer()]));
        out[format] = taken && JSON.stringify(element.answers) === before;
      }
      out.none = await element.import(new Blob(["{}"]));
      out.kept = Object.keys(element.answers).length > 0;
      return out;
    });
    assert.deepEqual(found, {
      json: true,
      csv: true,
      ics: true,
      svg: true,
      png: true,
      html: true,
      none: false,
      kept: true,
    });
    const link = await engine.evaluate(() => document.querySelector("boussole-odd17").toLink());
    await engine.open("about:blank");
    await engine.open(link);
    await ready(engine);
    await holds(() => answers(engine), FULLER);
    await silent(engine);
  },

  "an instrument by keyboard gives the answer to maturity; every view is drawn without a word cut or a console's error":
    async (engine) => {
      await at(engine, "", { view: "maturite-territoire" });
      for (let item = 0; item < 8; item += 1) {
        await engine.evaluate(
          (item) => document.querySelector("boussole-odd17").shadowRoot.querySelector(`#item-${item} input`).focus(),
          item,
        );
        await engine.press("Space");
        if (item < 4) for (let presses = 0; presses < 2; presses += 1) await engine.press("ArrowDown");
        await says(engine, "[role=status]", new RegExp(`^${item + 1} réponses? sur 8`));
      }
      await says(engine, ".reading-main", /Coopérations à structurer/);
      await engine.click("button", "comme réponse à la question de maturité");
      await holds(async () => (await answers(engine)).maturity, 2);
      await give(engine, FULLER);
      for (const width of [1280, 390]) {
        await engine.size(width, 800);
        for (const view of VIEWS) {
          await go(engine, view);
          await holds(async () => (await texts(engine, "#view-title"))[0]?.length > 2, true, view);
          const wide = await engine.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${view} is ${wide} px wider than ${width} px`);
        }
      }
      await engine.size(1280, 900);
      await silent(engine);
    },

  "a workshop: thirty journeys by links and files, projected and left by keys, counted, emptied": async (engine) => {
    await at(engine, 'start-view="workshop"');
    const links = await engine.evaluate(async () => {
      const element = document.createElement("boussole-odd17");
      element.setAttribute("loading", "eager");
      document.body.append(element);
      await element.whenReady;
      const links = Array.from({ length: 30 }, (_, at) => {
        element.answers = {
          profile: ["association", "entreprise", "collectivite"][at < 20 ? 0 : at < 27 ? 1 : 2],
          maturity: 1 + (at % 4),
          objectives: [at % 2 ? "hybrider" : "co-construire"],
          horizons: at % 3 ? [80, 10, 10] : [10, 10, 80],
          usage: "agir",
        };
        return element.toLink();
      });
      element.remove();
      return links;
    });
    await fill(engine, "textarea", links.slice(0, 20).join("\n\n"));
    await engine.click("button", "Réunir");
    await says(engine, "[role=status]", /^20 participants\./);
    assert.equal(
      await engine.evaluate(
        (links) => document.querySelector("boussole-odd17").merge(links.map((link) => new Blob([`Voici : ${link}\n`]))),
        links.slice(20),
      ),
      10,
    );
    await holds(() => count(engine, ".crowd-needle"), 30);
    const csv = await engine.evaluate(async () =>
      (await document.querySelector("boussole-odd17").export("workshop")).text(),
    );
    assert.match(csv, /Participants;30/);
    assert.match(csv, /moins de 5/);
    await engine.click("button", "Projeter");
    await says(engine, "#view-title", "Pour participer");
    await engine.press("PageDown");
    await says(engine, "#view-title", "Le cap ensemble");
    await engine.click("button", "Quitter la projection");
    await says(engine, "#view-title", "Atelier");
    await engine.click("button", "Retirer le dernier");
    await says(engine, "[role=status]", /^29 participants/);
    await engine.click("button", "Vider l’atelier");
    await holds(() => count(engine, ".crowd-needle"), 0);
    await silent(engine);
  },

  "the first view is answered before the module, which takes over its very nodes where they stand": async (engine) => {
    let come;
    const comes = new Promise((done) => {
      come = done;
    });
    const slow = await release({ fault: (path) => (path.endsWith(".bin") ? comes.then(() => undefined) : undefined) });
    await engine.open(await partner(`<script>(${listen})()</script>${two_lines(slow, 'lang="fr" loading="eager"')}`));
    await holds(() => count(engine, "[role=status]"), 1);
    await engine.click("[data-question=profile] .option", "Association");
    await engine.evaluate(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      // Of what is still to answer the widget says less, since one is answered.
      window.boxes = () => {
        const ours = document.querySelector("boussole-odd17").getBoundingClientRect();
        return window.nodes.map((node) => {
          const { left, top, width, height } = node.getBoundingClientRect();
          return [left - ours.left, top - ours.top, width, height].map(Math.round).join(" ");
        });
      };
      window.nodes = [...root.querySelectorAll("legend, .option, .foot button, .dial, #view-title")];
      window.before = window.boxes();
    });
    assert.equal(await engine.evaluate(() => document.querySelector("boussole-odd17").state), "loading");
    come();
    await ready(engine);
    await holds(() => answers(engine), { profile: "association" });
    assert.deepEqual(
      await engine.evaluate(() => ({
        gone: window.nodes.filter((node) => !node.isConnected).length,
        moved: window
          .boxes()
          .flatMap((box, at) => (box === window.before[at] ? [] : [`${window.before[at]} → ${box}`])),
      })),
      { gone: 0, moved: [] },
    );
    await silent(engine);
  },

  "a module whose memory was overwritten: the other widget goes on, this one when asked, with all answers": async (
    engine,
  ) => {
    const watch = () => {
      const { instantiate } = WebAssembly;
      window.memories = [];
      WebAssembly.instantiate = async (...all) => {
        const made = await instantiate.apply(WebAssembly, all);
        const memory = Object.values((made.instance ?? made).exports).find((own) => own instanceof WebAssembly.Memory);
        if (memory) window.memories.push(memory);
        return made;
      };
    };
    await at(engine, "", { before: [watch], answers: FULLER });
    await engine.evaluate(async () => {
      const other = document.createElement("boussole-odd17");
      other.id = "other";
      other.setAttribute("loading", "eager");
      other.answers = { profile: "media", level: "national" };
      document.body.append(other);
      await other.whenReady;
      // What is answered is put aside in a task of its own.
      await new Promise((done) => setTimeout(done, 50));
      for (const { buffer } of window.memories) new Uint8Array(buffer).fill(0xff);
      other.shadowRoot.querySelector(".steps li:nth-child(2) button").click();
    });
    await holds(() => engine.evaluate(() => document.querySelector("#other").state), "error");
    await ready(engine);
    await engine.click("[role=alert] button", "Reprendre", "#other");
    await ready(engine, "#other");
    await holds(() => answers(engine), FULLER);
    await holds(() => engine.evaluate(() => document.querySelector("#other").answers), {
      profile: "media",
      level: "national",
    });
    await holds(() => heard(engine), { heard: ["panic"], wild: [] });
  },

  "pages that break what scripts share": async (engine) => {
    for (const [what, attack] of Object.entries(WORKS)) {
      if (what.startsWith("a listener")) continue;
      // WebKit's driver itself calls what that page takes away.
      if (what.startsWith("promises") && engine.name.startsWith("WebKit")) continue;
      await at(engine, "", { before: [attack] });
      await engine.click("[data-question=profile] .option", "Association");
      await engine.click("[data-question=maturity] .option", "Niveau 3");
      await engine.click(".foot-on button");
      await says(engine, "#view-title", "Fixer le cap");
      await holds(() => answers(engine), { profile: "association", maturity: 3 }, what);
      await holds(() => heard(engine), { heard: [], wild: [] }, what);
    }
  },

  "an hour of it in short: sixty moves and ten elements that come and go leave the page as it was": async (engine) => {
    await at(engine, "", { answers: FULLER });
    const found = await engine.evaluate(async (views) => {
      const element = document.querySelector("boussole-odd17");
      const nodes = async () => {
        await element.goTo("situate");
        await new Promise((done) => setTimeout(done, 50));
        return element.shadowRoot.querySelectorAll("*").length;
      };
      await element.goTo("explore");
      const before = await nodes();
      for (let move = 0; move < 60; move += 1) {
        await element.goTo(views[(move * 7) % views.length]);
        element.answers = { ...element.answers, maturity: 1 + (move % 4) };
      }
      for (let made = 0; made < 10; made += 1) {
        const other = document.createElement("boussole-odd17");
        other.setAttribute("loading", "eager");
        document.body.append(other);
        await other.whenReady;
        other.remove();
      }
      return { grown: (await nodes()) - before, elements: document.querySelectorAll("boussole-odd17").length };
    }, VIEWS);
    assert.deepEqual(found, { grown: 0, elements: 1 });
    await silent(engine);
  },
};

for (const { name, start, skip } of [...ENGINES.slice(1), OLD_CHROMIUM])
  test(`features in ${name}`, { skip }, async (t) => {
    const engine = await start();
    try {
      await engine.size(1280, 900);
      for (const [what, run] of Object.entries(FEATURES)) await t.test(what, () => run(engine));
      // Chromium 111 tells of an attribute that it would know of later.
      if (engine.said)
        assert.deepEqual(
          engine.said.filter((line) => line.startsWith("error") && !/'popover' attribute/.test(line)),
          [],
        );
    } finally {
      await engine.close();
    }
  });
