// The contact sheet: every view, empty, half and whole, as people see it, in one page to look at. `cargo run -- gallery`
// calls it; nothing is compared, somebody looks.
import { writeFile } from "node:fs/promises";
import { browser, close, site } from "./site.mjs";

const { BOUSSOLE_GALLERY } = process.env;
/** The views, unless some are named. */
const VIEWS = process.argv.slice(2).length
  ? process.argv.slice(2)
  : [
      "situate",
      "heading",
      "trajectory",
      "path",
      "summary",
      "quick",
      "explore",
      "keep",
      "workshop",
      "instruments",
      "charte",
      "method",
    ];
/** What somebody has answered. */
const STATES = {
  empty: {},
  half: { profile: "association", maturity: 2 },
  full: {
    profile: "collectivite",
    domains: ["d04", "d11"],
    level: "local",
    maturity: 2,
    objectives: ["co-construire", "hybrider"],
    usage: "agir",
    horizons: [30, 50, 20],
    start: "2027-01-04",
  },
};
/** The pages that are looked at: all states in French by day and by night, and the rest where it may differ. */
const PAGES = [
  ...[320, 390, 768, 1280, 1600].flatMap((width) =>
    ["light", "dark"].map((scheme) => ({ lang: "fr", width, scheme, states: Object.keys(STATES) })),
  ),
  ...["en", "fr-x-falc"].flatMap((lang) =>
    [390, 1280].map((width) => ({ lang, width, scheme: "light", states: ["full"] })),
  ),
  ...[390, 1280].map((width) => ({ lang: "fr", width, scheme: "light", forced: true, states: ["full"] })),
];
/** A picture is no taller than so many windows. */
const MOST_WINDOWS = 4;

/** The pictures of a view in a state: what stands under each, and the picture. */
const figures = new Map();
for (const { lang, width, scheme, forced, states } of PAGES) {
  const height = width < 700 ? 844 : 900;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    forcedColors: forced ? "active" : "none",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(`${site}app.html?lang=${lang}`);
  await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "ready");
  for (const state of states)
    for (const view of VIEWS) {
      await page.evaluate(
        async ([answers, view]) => {
          const element = document.querySelector("boussole-odd17");
          element.answers = answers;
          await element.goTo(view);
        },
        [STATES[state], view],
      );
      // The needle comes to rest, and what the view has asked for is there.
      await page.waitForLoadState("networkidle");
      await page.waitForTimeout(250);
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      const picture = await page.screenshot({
        type: "jpeg",
        quality: 60,
        fullPage: true,
        clip: { x: 0, y: 0, width, height: Math.min(tall, height * MOST_WINDOWS) },
      });
      const name = `${view} · ${state}`;
      const words = [lang, `${width} px`, forced ? "forced colours" : scheme].join(" · ");
      figures.set(name, [...(figures.get(name) ?? []), { words, width, data: picture.toString("base64") }]);
    }
  await context.close();
  console.log(`  ${lang}, ${width} px, ${forced ? "forced colours" : scheme}`);
}
await close();

const figure = ({ words, width, data }) =>
  `<figure><img loading="lazy" width="${Math.round(width / 2)}" alt="${words}" src="data:image/jpeg;base64,${data}"><figcaption>${words}</figcaption></figure>`;
const section = ([name, pictures]) => `<h2>${name}</h2><div>${pictures.map(figure).join("")}</div>`;
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Boussole: every view</title><style>body{font:15px/1.4 system-ui;margin:2em;background:#ddd}div{display:flex;gap:1em;align-items:start;overflow-x:auto}figure{margin:0}img{display:block;height:auto;border:1px solid #999}</style><h1>Boussole: every view</h1>${[...figures].map(section).join("")}</html>`;
await writeFile(BOUSSOLE_GALLERY, html);
console.log(
  `${BOUSSOLE_GALLERY}: ${[...figures.values()].flat().length} pictures, ${(html.length / 1e6).toFixed(1)} MB`,
);
