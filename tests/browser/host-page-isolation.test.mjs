// How it behaves on a page that is not its own: T19, T45, T64, colours, words, links, focus. What hosts do
// to it stands in host-fixtures.test.mjs.
import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { STRICT, holds, open, partner, reads, release, settled, state, two_lines } from "./harness.mjs";
import { FULLER, give, show, VIEWS } from "./views.mjs";

const axe = await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

const listen = () => {
  window.heard = [];
  window.wild = [];
  addEventListener("boussole-error", (event) => window.heard.push(event.detail));
  addEventListener("error", (event) => window.wild.push(event.message));
  addEventListener("unhandledrejection", (event) => window.wild.push(String(event.reason)));
};

/** The widget works on this page: it draws, takes a click, and nothing wild happened. */
async function works(address) {
  const { page, said } = await open("about:blank");
  await page.addInitScript(listen);
  await page.goto(address);
  await state(page);
  await page.locator("boussole-odd17").first().getByText("Association", { exact: true }).click();
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").answers.profile), "association");
  assert.deepEqual(await page.evaluate(() => [window.heard, window.wild]), [[], []]);
  assert.deepEqual(said, []);
}

test("the frame tells its height to a host that listens", async () => {
  const there = await release();
  const { page } = await open("about:blank", {
    before: () => {
      window.heights = [];
      addEventListener("message", (event) => window.heights.push([event.origin, event.data.type, event.data.height]));
    },
  });
  await page.goto(
    await partner(`</head><body><iframe width="600" height="700" src="${there}iframe.html"></iframe></body>`),
  );
  await page.waitForFunction(() => window.heights.some(([, , height]) => height > 1000), null, { timeout: 20_000 });
  const [origin, type] = await page.evaluate(() => window.heights.at(-1));
  assert.deepEqual([origin, type], [new URL(there).origin, "boussole-height"]);
});

test("the single file runs from file: and where nothing may be fetched", async () => {
  const body = two_lines().replace("boussole.js", "boussole.single.js");
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self'; connect-src 'none'";
  await works(await partner(body, { "content-security-policy": policy }));

  const folder = await mkdtemp(`${tmpdir()}/boussole-`);
  try {
    await copyFile(`${process.env.BOUSSOLE_DIST}/boussole.single.js`, `${folder}/boussole.single.js`);
    await writeFile(
      `${folder}/page.html`,
      `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>x</title>${body}</html>`,
    );
    await works(`file://${folder}/page.html`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("T19: fifty widgets on a page share one module and one content", async () => {
  const body = `<script src="boussole.js" async></script></head><body>${'<boussole-odd17 loading="eager"></boussole-odd17>'.repeat(50)}</body>`;
  const { page } = await open("about:blank");
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(await partner(body));
  await page.waitForFunction(() => document.querySelectorAll('boussole-odd17[state="ready"]').length === 50, null, {
    timeout: 20_000,
  });
  await settled(page);
  const binaries = asked
    .filter((url) => url.endsWith(".bin"))
    .map((url) => url.replace(/.*\/(.*)-[0-9a-f]{16}\.bin$/, "$1"));
  assert.deepEqual(binaries.sort(), ["content-fr", "needle", "resources-fr", "widget"]);
});

test("a host's colours that cannot be read are corrected to 4.5:1, and said once; good ones are kept [rgaa:host-colours-corrected]", async () => {
  const cases = [
    { style: "--boussole-paper: #888; --boussole-ink: #999; --boussole-accent: #9a9", told: 1 },
    { style: "--boussole-paper: #101820; --boussole-accent: #135", told: 1 },
    { style: "--boussole-accent: gold", told: 1 },
    { style: "--boussole-accent: oklch(0.8 0.2 90); --boussole-ink: hsl(0 0% 70%)", told: 1 },
    { style: "--boussole-ink: banane; --boussole-paper: 12px", told: 1 },
    { style: "--boussole-paper: #fff; --boussole-ink: #111; --boussole-accent: #5a189a", told: 0 },
  ];
  for (const { style, told } of cases) {
    const { page } = await open("about:blank", { before: listen });
    await page.goto(await partner(two_lines("", `loading="eager" style="${style}"`)));
    await settled(page);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const element = document.querySelector("boussole-odd17");
      element.answers = { profile: "association", maturity: 2, horizons: [20, 30, 50] };
      const out = [];
      for (const view of ["situate", "trajectory", "path"]) {
        await element.goTo(view);
        const { violations } = await axe.run(element, { runOnly: ["color-contrast"] });
        out.push(
          ...violations.flatMap(({ nodes }) =>
            nodes.map((node) => `${view}: ${node.target.flat().join(" ")} ${node.any[0]?.message}`),
          ),
        );
      }
      return out;
    });
    assert.deepEqual(found, [], style);
    await holds(() => page.evaluate(() => window.heard.length), told, style);
  }
});

test("on paper, printed by the host too: dark on white whatever theme, colours and scheme; no card is cut", async () => {
  const { page } = await open("about:blank", { scheme: "dark" });
  const style = "--boussole-paper: #101820; --boussole-ink: #fff; --boussole-accent: gold";
  await page.goto(
    await partner(
      two_lines("", `loading="eager" theme="dark" style="${style}"`).replace(
        "</head>",
        "<style>:root { color-scheme: dark; background: #000; color: #fff }</style></head>",
      ),
    ),
  );
  await settled(page);
  await give(page, FULLER);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  let texts = 0;
  for (const view of VIEWS) {
    await show(page, view);
    const found = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("boussole-odd17");
      const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      // As it comes out on white.
      const drawn = (colour) => {
        context.fillStyle = "#fff";
        context.fillRect(0, 0, 1, 1);
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const light = (colour) => {
        const [red, green, blue] = drawn(colour).map((own) => {
          const share = own / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const contrast = (one, other) => {
        const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
      };
      const ground = (own) => {
        for (let at = own; at && at.nodeType === 1; at = at.parentElement) {
          const { backgroundColor } = getComputedStyle(at);
          if (!/, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
        }
        return "#fff";
      };
      const said = [...shadowRoot.querySelectorAll(".root *")].filter(
        (own) => own.checkVisibility() && [...own.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
      );
      const bad = said.flatMap((own) => {
        const styles = getComputedStyle(own);
        // A word of the dial that is not said is not drawn.
        if (own.closest("svg") && styles.fill === "none") return [];
        const pale = [contrast(own.closest("svg") ? styles.fill : styles.color, "#fff")];
        if (!own.closest("svg") && !own.matches(":disabled, option")) pale.push(contrast(styles.color, ground(own)));
        return pale.some((one) => one < 4.5)
          ? [
              `${own.localName}.${own.className.baseVal ?? own.className} ${own.textContent.trim().slice(0, 20)}: ${styles.color} on ${ground(own)}`,
            ]
          : [];
      });
      const cut = [...shadowRoot.querySelectorAll(".resource, .compass, .option, .instrument, .chapter, tr, svg")]
        .filter((own) => getComputedStyle(own).breakInside !== "avoid")
        .map((own) => own.className);
      return { texts: said.length, bad: bad.slice(0, 5), cut };
    });
    texts += found.texts;
    assert.deepEqual([found.bad, found.cut], [[], []], view);
  }
  assert.ok(texts > 1000, `${texts} texts`);
});

test("the host's own styles are the same with the widget and without", async () => {
  const styles = (page) =>
    page.evaluate(() =>
      [document.documentElement, document.body, document.querySelector("h1")].map((element) => {
        const computed = getComputedStyle(element);
        return [...computed]
          .filter((name) => !/^(block-size|height|perspective-origin|transform-origin|inline-size|width)$/.test(name))
          .map((name) => `${name}: ${computed[name]}`);
      }),
    );
  const { page: bare } = await open(await partner("</head><body><h1>Partenaire</h1></body>"));
  const { page } = await open(await partner(two_lines()));
  await settled(page);
  assert.deepEqual(await styles(page), await styles(bare));
});

test("no trace: no cookie, no stored key, no global but Boussole, no request after the start but for the index of the words", async () => {
  const globals = () => Object.getOwnPropertyNames(window);
  const { page: bare } = await open(await partner("</head><body></body>"));
  const known = new Set(await bare.evaluate(globals));
  const address = await partner(two_lines());
  const { page } = await open(address);
  await settled(page);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    element.answers = { profile: "association", maturity: 2 };
    for (const view of ["heading", "trajectory", "path", "method", "quick", "explore"]) await element.goTo(view);
  });
  const found = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    address: location.href.replace(location.origin, ""),
  }));
  assert.deepEqual(found, { cookie: "", local: 0, session: 0, databases: 0, caches: 0, address: "/" });
  await holds(async () => (await page.evaluate(globals)).filter((name) => !known.has(name)), ["Boussole"]);
  assert.deepEqual(
    asked.map((url) => url.replace(/-[0-9a-f]{16}\./, "-HASH.")),
    [`${address}index-fr-HASH.bin`],
  );
});

test("a dark scheme, or a theme set later, corrects the colours again [rgaa:scheme-changed-later]", async () => {
  const { page } = await open("about:blank", { scheme: "dark" });
  await page.goto(
    await partner(
      two_lines("", 'loading="eager" style="--boussole-accent: #0b3d5c"').replace(
        "</head>",
        "<style>:root { color-scheme: light dark; }</style></head>",
      ),
    ),
  );
  await settled(page);
  const button = page.locator("boussole-odd17 .foot .button");
  // The page hears of another scheme a moment after it is there, and the colours are corrected a moment after that.
  const becomes = (colour) =>
    holds(() => button.evaluate((button) => getComputedStyle(button).backgroundColor), colour);
  const own = "rgb(11, 61, 92)";
  // The host's own colour is corrected on a dark ground; one on its way there is none of ours, however long it takes.
  const another = await page.waitForFunction((own) => {
    const button = document.querySelector("boussole-odd17").shadowRoot.querySelector(".foot .button");
    const { backgroundColor } = getComputedStyle(button);
    return backgroundColor !== own && !button.getAnimations().length && backgroundColor;
  }, own);
  const dark = await another.jsonValue();
  await page.evaluate(() => document.querySelector("boussole-odd17").setAttribute("theme", "light"));
  await becomes(own);
  await page.evaluate(() => document.querySelector("boussole-odd17").removeAttribute("theme"));
  await page.emulateMedia({ colorScheme: "light" });
  await becomes(own);
  await page.emulateMedia({ colorScheme: "dark" });
  await becomes(dark);
});

test("T64: nothing on the page jumps, on a slow network too; with one rule not even before the script", async () => {
  const watch = () => {
    window.shift = 0;
    window.moved = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        window.shift += entry.value;
        window.moved.push(
          ...entry.sources.map(
            ({ node, previousRect, currentRect }) =>
              `${node?.outerHTML?.slice(0, 60)} ${previousRect.y}+${previousRect.height} → ${currentRect.y}+${currentRect.height}`,
          ),
        );
      }
    }).observe({ type: "layout-shift", buffered: true });
  };
  const below = `${"<p>Ce qui suit la boussole sur la page du partenaire.</p>".repeat(30)}</body>`;
  const later = (part, delay) => ({
    fault: (path) => (path.endsWith(part) ? new Promise((done) => setTimeout(done, delay)) : undefined),
  });
  for (const width of [390, 1280]) {
    // The script is there from the first paint; the module and the content come late.
    const slow = await release(later(".bin", 600));
    const { page } = await open("about:blank", { width, before: watch });
    // On the wide one, in a box that is as wide as its content asks.
    const box =
      width > 390
        ? "<style>body { display: flex; flex-direction: column; align-items: center; }</style></head>"
        : "</head>";
    await page.goto(
      await partner(two_lines(slow).replace(" async", "").replace("</head>", box).replace("</body>", below)),
    );
    await state(page);
    await page.waitForTimeout(400);
    assert.deepEqual(await page.evaluate(() => [window.shift, window.moved]), [0, []], `${width} px`);
  }
  const late = await release(later("boussole.js", 600));
  const rule = "<style>boussole-odd17:not(:defined) { display: block; min-height: 100vh; }</style></head>";
  const { page } = await open("about:blank", { before: watch });
  await page.goto(await partner(two_lines(late).replace("</head>", rule).replace("</body>", below)));
  await state(page);
  await page.waitForTimeout(400);
  assert.deepEqual(await page.evaluate(() => [window.shift, window.moved]), [0, []], "with the rule of the README");
});

test("a partner's own words: inline, by property, in the visitor's language, whole or not at all", async () => {
  const overlay = {
    schema: "boussole/overlay/1",
    fr: {
      messages: { "widget-title": "La boussole de la Ligue" },
      introduction: "Bienvenue : c'est la Ligue qui vous guide !",
      contact: { label: "Maison des associations", address: "mailto:contact@exemple.org" },
      objectives: { hybrider: { label: "Diversifier nos ressources" } },
    },
    en: { messages: { "widget-title": "The League's compass" } },
  };
  const body = two_lines().replace(
    "<a href",
    `<script type="application/json" slot="overlay">${JSON.stringify(overlay)}</script><a href`,
  );
  // A data block is no script: the strict policy lets it be.
  const { page, said } = await open(await partner(body, { "content-security-policy": STRICT }), { before: listen });
  await settled(page);
  const widget = page.locator("boussole-odd17");
  await reads(widget.locator(".brand"), "La boussole de la Ligue");
  await reads(widget.locator(".introduction"), "Bienvenue\u00a0: c’est la Ligue qui vous guide\u202f!");
  await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    element.answers = { objectives: ["hybrider"] };
    await element.goTo("heading");
  });
  await holds(() => widget.getByText("Diversifier nos ressources").first().isVisible());
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("path"));
  await holds(
    () => widget.getByRole("link", { name: "Maison des associations" }).getAttribute("href"),
    "mailto:contact@exemple.org",
  );
  await page.evaluate(() => document.querySelector("boussole-odd17").setAttribute("lang", "en"));
  await widget.getByText("The League's compass").waitFor();
  assert.deepEqual(said, []);

  await page.evaluate(() => {
    const element = document.querySelector("boussole-odd17");
    element.setAttribute("lang", "fr");
    element.overlay = {
      schema: "boussole/overlay/1",
      fr: {
        messages: { "widget-title": "Autre", "step-zero": "x", percent: "{n} sur {total}" },
        contact: { label: "x", address: "javascript:alert(1)" },
        objectives: { danser: {} },
      },
    };
  });
  await widget.getByText("Boussole de l’ODD 17").waitFor();
  const heard = await page.evaluate(() => window.heard);
  assert.equal(heard.length, 1);
  assert.equal(heard[0].code, "overlay");
  for (const part of [
    /fr › messages › step-zero: nothing has this name/,
    /fr › messages › percent: the message has no place {total}/,
    /fr › contact › address: only https:/,
    /fr › objectives › danser: nothing/,
  ])
    assert.match(heard[0].help, part);
  await holds(
    () => page.evaluate(() => document.querySelector("boussole-odd17").answers),
    { objectives: ["hybrider"] },
    "no answer is lost",
  );
});

test("a host hears where a link goes and may say no; focus() goes to the title", async () => {
  const { page } = await open(await partner(two_lines()), {
    before: () => {
      window.urls = [];
      addEventListener("boussole-navigate", (event) => {
        window.urls.push(event.detail.url);
        event.preventDefault();
      });
    },
  });
  await settled(page);
  await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    element.answers = { profile: "association", maturity: 2 };
    await element.goTo("path");
    element.focus();
  });
  await holds(
    () => page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement.id),
    "view-title",
  );
  const link = page.locator("boussole-odd17 .resource-title a").first();
  const href = await link.getAttribute("href");
  await link.click();
  await page.waitForTimeout(200);
  assert.deepEqual(await page.evaluate(() => window.urls), [href]);
  assert.equal(page.context().pages().length, 1, "the host said no: nothing opened");
});
