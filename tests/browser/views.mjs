// Every view, an answer to everything, and how to go there: for the tests that look at all of them.
import { settled } from "./harness.mjs";

/** All views but the instruments that are shaped like one of these. */
export const VIEWS = [
  "situate",
  "heading",
  "trajectory",
  "path",
  "summary",
  "method",
  "quick",
  "explore",
  "keep",
  "workshop",
  "instruments",
  "charte",
  "saisons",
  "maturite-territoire",
  "modele",
  "valeur",
  "gouvernance",
  "chronologie",
  "glossaire",
];
/** Answers to every question. */
export const FULL = {
  profile: "association",
  domains: ["d04", "d11"],
  level: "local",
  maturity: 2,
  objectives: ["co-construire", "hybrider"],
  usage: "agir",
  horizons: [30, 50, 20],
  start: "2026-12-01",
};
/** The same, and something in the instruments. */
export const FULLER = {
  ...FULL,
  instruments: {
    charte: [
      { moment: "debut", levels: { "charte-p1": 3 }, commitments: { "charte-p1": "Un point chaque mois" } },
      { moment: "debut", party: 1, name: "La commune", levels: { "charte-p1": 1 } },
    ],
    "maturite-territoire": [{ levels: { "m1-1": 2, "m1-2": 2, "m2-1": 1 } }],
    modele: [{ levels: { "richesses-humaines-1": 0, "alliances-strategiques-1": 3 } }],
    valeur: [
      { moment: "depart", levels: { "territoires-performance": 1 } },
      { moment: "m9", levels: { "territoires-performance": 2 } },
    ],
    gouvernance: [{ cells: { "budget.3": "valide" } }],
  },
};

/** Shows a view with everything unfolded and at rest. */
export const show = (page, view) =>
  page.evaluate(async (view) => {
    const element = document.querySelector("boussole-odd17");
    await element.goTo(view);
    for (const details of element.shadowRoot.querySelectorAll("details")) details.open = true;
    for (const animation of document.getAnimations({ subtree: true })) animation.finish();
  }, view);
/** Replaces the answers. */
export const give = (page, answers) =>
  page.evaluate((answers) => {
    document.querySelector("boussole-odd17").answers = answers;
  }, answers);
/** Speaks another language, and waits until all of it is there. */
export const speak = async (page, lang) => {
  await page.evaluate((lang) => document.querySelector("boussole-odd17").setAttribute("lang", lang), lang);
  await page.waitForFunction(
    (lang) => document.querySelector("boussole-odd17").shadowRoot.querySelector(".widget").lang === lang,
    lang,
  );
  await settled(page);
};

/** What is cut: elements beyond the widget's edge, and text that its own box hides. */
export const cut = (page) =>
  page.evaluate(() => {
    const element = document.querySelector("boussole-odd17");
    const edge = element.getBoundingClientRect().right + 1;
    const hidden = (own) => own.closest("svg, .visually-hidden, thead, caption, .paper-only, select, textarea");
    return [...element.shadowRoot.querySelectorAll("*")]
      .filter((own) => own.checkVisibility() && !hidden(own))
      .filter((own) => {
        const { overflowX, overflowY } = getComputedStyle(own);
        // What is moved by hand, and by keys, is not cut.
        const moves = overflowX === "auto" && own.tabIndex === 0;
        const clips =
          (overflowX !== "visible" && own.scrollWidth > own.clientWidth + 1 && !moves) ||
          (overflowY === "hidden" && own.scrollHeight > own.clientHeight + 1);
        // The drawing as a whole is judged by what is in it: a box without ink may reach further.
        return (
          own.getBoundingClientRect().right > edge || (clips && own.localName !== "input" && own.className !== "root")
        );
      })
      .map((own) => `${own.localName}.${own.className}: ${own.textContent.slice(0, 40)}`)
      .slice(0, 3);
  });
