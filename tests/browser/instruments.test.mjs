// The instruments of the method: by keyboard, with partners, on paper, and as part of answers.
import "./windowed.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, open, partner, reads, serve, settled, two_lines } from "./harness.mjs";

const address = await serve();

async function at(view, answers = {}, options) {
  const opened = await open(address, options);
  await settled(opened.page);
  await opened.page.evaluate(
    async ({ view, answers }) => {
      const element = document.querySelector("boussole-odd17");
      element.answers = answers;
      globalThis.heard = [];
      for (const name of ["change", "result", "step"])
        element.addEventListener(`boussole-${name}`, ({ detail }) =>
          heard.push(`${name} ${detail.field ?? detail.view ?? ""}`.trim()),
        );
      await element.goTo(view);
    },
    { view, answers },
  );
  return { ...opened, widget: opened.page.locator("boussole-odd17") };
}
const go = (page, view) => page.evaluate((view) => document.querySelector("boussole-odd17").goTo(view), view);
const answers = (page) => page.evaluate(() => document.querySelector("boussole-odd17").answers);
const active = (page) =>
  page.evaluate(() => {
    const on = document.querySelector("boussole-odd17").shadowRoot.activeElement;
    return on && (on.id || on.textContent.trim() || on.localName);
  });

/** Opens who answers, when, by which name. */
const openParties = (widget) => widget.locator(".respondents > summary").click();
/** Opens a subject of the governance. */
const openSubject = (widget, name) => widget.locator(".grid > details > summary", { hasText: name }).click();
/** The next lever, or the first. */
const on = (widget) => widget.locator(".rounds-on .button").click();

test("an instrument is done by keyboard alone, says what it comes to, and gives the answer to maturity [rgaa:instrument-by-keyboard]", async () => {
  const { page, widget, said } = await at("maturite-territoire");
  await widget.locator("#item-0 input").first().focus();
  for (let item = 0; item < 8; item += 1) {
    // Oui for the first four, Non for the others.
    await page.keyboard.press("Space");
    if (item < 4) {
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
    }
    await reads(widget.locator("[role=status]"), new RegExp(`^${item + 1} réponses? sur 8`));
    for (
      let presses = 0;
      item < 7 &&
      !(await page.evaluate(
        (next) => document.querySelector("boussole-odd17").shadowRoot.activeElement?.name.startsWith(`item-${next}-`),
        item + 1,
      ));
      presses += 1
    ) {
      assert.ok(presses < 6, "the next item is a few tabs away");
      await page.keyboard.press("Tab");
    }
  }
  await reads(widget.locator(".reading-main"), /Coopérations à structurer/);
  await reads(widget.locator("[role=status]"), /^8 réponses sur 8\. Niveau atteint\s: Coopérations à structurer$/);
  await widget.getByRole("button", { name: /comme réponse à la question de maturité/ }).click();
  await holds(async () => (await answers(page)).maturity, 2);
  await holds(
    async () => Boolean(await active(page)),
    true,
    "the button goes with the press, the focus stays somewhere",
  );
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("situate"));
  await holds(() => widget.locator("[data-question=maturity] input").nth(1).isChecked());
  assert.deepEqual(said, []);
});

test("two partners and more say how far they are; agreement and gaps show, and the paper holds them", async () => {
  const { page, widget } = await at("charte");
  const side = (party) => widget.locator(".side").nth(party);
  const choose = (party, level) => side(party).getByText(level, { exact: true }).click();
  const verdict = () => widget.locator(".round .verdict");
  for (const lever of ["Respect et confiance", "ODD comme langue commune", "Données"])
    await widget.locator(".rounds").getByText(lever, { exact: true }).click();
  await on(widget);
  await reads(widget.locator(".round > legend"), /^1 sur 3\s*Respect et confiance/);
  await choose(0, "Acquis");
  await widget.locator("#commitment-0").fill("Un point chaque mois");
  await widget.locator("#commitment-0").blur();
  await holds(() => side(1).locator("input:checked").count(), 0, "each party has a sheet of her own");
  await holds(() => side(1).locator("input[type=text]").inputValue(), "");
  await reads(verdict(), /À compléter/);
  await choose(1, "Pas encore abordé");
  await reads(verdict(), /Écart à discuter/);
  await reads(widget.locator("[role=status]"), /^Ensemble\s: Écart à discuter$/);
  await openParties(widget);
  await widget.getByLabel("Nom de qui répond").fill("La commune <b>de Lys</b>");
  await widget.getByLabel("Nom de qui répond").blur();
  await reads(side(1).locator("legend"), /^La commune <b>de Lys<\/b>$/);
  await on(widget);
  await reads(widget.locator(".round > legend"), /^2 sur 3\s*ODD comme langue commune/);
  await choose(0, "Engagé");
  await choose(1, "Engagé");
  await reads(verdict(), /D’accord/);
  // Moments have sheets of their own, and the same names.
  await widget.getByText("En cours", { exact: true }).click();
  await holds(() => widget.locator(".side input:checked").count(), 0);
  await widget.getByText("Au début", { exact: true }).click();
  await holds(() => widget.locator(".side input:checked").count(), 2);
  await on(widget);
  await on(widget);
  await holds(() => active(page), "instrument-result");
  const row = (name) => widget.locator(".accord tbody tr", { hasText: name });
  await holds(() => widget.locator(".accord tbody tr").count(), 3, "what matters first is what the contract has");
  await reads(row("Respect et confiance"), /Écart à discuter/);
  await reads(row("ODD comme langue commune"), /D’accord/);
  await reads(row("Données"), /À compléter/);
  await reads(widget.locator(".accords"), /À discuter d’abord\s: Respect et confiance/);

  await widget.getByRole("button", { name: "Ajouter un partenaire" }).click();
  await holds(() => active(page), "party-name");
  await widget.getByRole("button", { name: /^Retirer/ }).click();
  await holds(() => active(page), "party-name");
  await holds(
    async () => (await answers(page)).instruments.charte.map(({ party, name }) => [party ?? 0, name]),
    [
      [0, undefined],
      [1, "La commune <b>de Lys</b>"],
    ],
  );

  await page.evaluate(() => {
    globalThis.printed = undefined;
  });
  await widget.getByRole("button", { name: "Imprimer ou enregistrer en PDF" }).click();
  await widget.locator("iframe.paper-frame").waitFor({ state: "attached" });
  const paper = await page.evaluate(() => {
    const frame = document.querySelector("boussole-odd17").shadowRoot.querySelector("iframe.paper-frame");
    const page = frame.contentDocument;
    return {
      text: page.body.innerText,
      title: page.title,
      styled: page.defaultView.getComputedStyle(page.querySelector(".signatures")).display,
      head: page.querySelector("h1, h2, h3, h4, h5, h6").innerText,
      border: page.defaultView.getComputedStyle(page.body).borderTopWidth,
      bold: page.querySelectorAll(".accord b").length,
      lang: page.documentElement.lang,
    };
  });
  assert.match(paper.text, /Un point chaque mois/);
  assert.match(paper.text, /La commune <b>de Lys<\/b>/);
  assert.match(paper.text, /Nom et signature/);
  assert.match(paper.text, /rapport d’activité, lignes 1012, 1062/);
  assert.deepEqual([paper.styled, paper.bold, paper.lang], ["grid", 0, "fr"]);
  // Its title heads it, and no border stands against the text.
  assert.deepEqual(
    [paper.head, paper.title, paper.border],
    ["Charte d’engagement réciproque", "Charte d’engagement réciproque", "0px"],
  );
});

test("on a telephone the charter goes lever by lever, by keyboard alone, and each is seen from its name on", async () => {
  const { page, widget, said } = await at("charte", {}, { width: 390, height: 844 });
  await page.setViewportSize({ width: 390, height: 844 });
  const press = async (wanted) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await page.evaluate(wanted)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`nothing leads to ${wanted}`);
  };
  const isOn = () =>
    document.querySelector("boussole-odd17").shadowRoot.activeElement?.matches(".rounds-on .button") ?? false;
  const top = () =>
    page.evaluate(() =>
      Math.round(
        document.querySelector("boussole-odd17").shadowRoot.querySelector(".round > legend").getBoundingClientRect()
          .top,
      ),
    );
  for (const lever of [0, 7]) {
    await widget.locator(".rounds input").nth(lever).focus();
    await page.keyboard.press("Space");
  }
  await press(isOn);
  await page.keyboard.press("Enter");
  for (const [place, name] of ["Respect et confiance", "Dialoguer"].entries()) {
    await reads(widget.locator(".round > legend"), new RegExp(`^${place + 1} sur 2\\s*${name}`));
    await holds(async () => String(await active(page)).includes(name), true, "the focus is on the lever");
    const at = await top();
    assert.ok(at >= 0 && at < 290, `the lever stands at ${at}`);
    // Each party's first radio, then the second one of hers.
    for (const party of [0, 1]) {
      await press(
        `document.querySelector("boussole-odd17").shadowRoot.activeElement?.closest(".side:nth-child(${party + 1})")?.contains(document.querySelector("boussole-odd17").shadowRoot.activeElement) && document.querySelector("boussole-odd17").shadowRoot.activeElement.type === "radio"`,
      );
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await holds(() => widget.locator(`.side:nth-child(${party + 1}) input:checked`).count(), 1);
    }
    await reads(widget.locator(".round .verdict"), /D’accord/);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(wide, 0);
    await press(isOn);
    await page.keyboard.press("Enter");
  }
  await holds(() => active(page), "instrument-result");
  await reads(widget.locator(".accord-summary"), /^D’accord\s: 2/);
  assert.deepEqual(said, []);
});

test("a long charter's link says what it leaves out where it is copied, and offers a file that holds it", async () => {
  const commitments = Object.fromEntries(
    ["p", "m", "y"].flatMap((part) =>
      [1, 2, 3, 4, 5, 6, 7].map((at) => [
        `charte-${part}${at}`,
        "Nous nous voyons chaque mois pour faire le point ensemble, et nous notons ce qui change.",
      ]),
    ),
  );
  const { page, widget } = await at("charte", {
    instruments: {
      charte: [
        { moment: "debut", commitments },
        { moment: "debut", party: 1, name: "La commune", levels: { "charte-p1": 2 } },
      ],
    },
  });
  await go(page, "keep");
  const said = /Ce lien laisse de côté\s: 21 engagements et 1 nom\./;
  await widget.locator(".banner", { hasText: said }).waitFor();
  await widget.getByRole("button", { name: "Copier le lien" }).click();
  await widget.locator("[role=status]", { hasText: said }).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    widget.getByRole("button", { name: "Enregistrer un fichier" }).click(),
  ]);
  assert.match(file.suggestedFilename(), /\.html$/);
  // What fits is all there, and nothing is said.
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").answers = { maturity: 2 };
  });
  await widget.locator(".banner", { hasText: said }).waitFor({ state: "detached" });
});

test("a partner's link brings her own sheet beside ours, and only that", async () => {
  const theirs = await at("charte", {
    maturity: 4,
    instruments: {
      charte: [
        { moment: "debut", name: "La ligue", levels: { "charte-p1": 2 }, commitments: { "charte-p1": "Deux salles" } },
      ],
    },
  });
  const link = await theirs.page.evaluate(() => document.querySelector("boussole-odd17").toLink());
  const { page, widget } = await at("charte", {
    maturity: 1,
    instruments: { charte: [{ moment: "debut", levels: { "charte-p1": 2 } }] },
  });
  await openParties(widget);
  const field = widget.getByLabel("Ou collez le lien d’un partenaire");
  await field.fill(link);
  await field.blur();
  await reads(widget.locator("[role=status]"), /Réponses reçues\s: La ligue\./);
  await reads(widget.locator(".accord tbody tr").first(), /Deux salles.*D’accord/);
  await holds(
    async () => (await answers(page)).instruments.charte.map(({ party, name }) => [party ?? 0, name]),
    [
      [0, undefined],
      [1, "La ligue"],
    ],
  );
  await holds(async () => (await answers(page)).maturity, 1, "nothing else of hers");
  await field.fill("bonjour");
  await field.blur();
  await reads(widget.locator("[role=status]"), /ni un de nos liens/);
});

test("a partner's link finds her own place: by her name, else by the place that shows; nobody is renamed", async () => {
  const link = async (name, moment) => {
    const { page } = await at("charte", {
      instruments: {
        charte: [
          { moment: "debut", name },
          { moment, levels: { "charte-p2": 3 } },
        ]
          .filter((sheet, at) => at || moment !== "debut")
          .map((sheet) => (moment === "debut" ? { ...sheet, name } : sheet)),
      },
    });
    return page.evaluate(() => document.querySelector("boussole-odd17").toLink());
  };
  const { page, widget } = await at("charte", {
    instruments: {
      charte: [
        { moment: "debut", party: 1, name: "Mairie", levels: { "charte-p1": 1 } },
        { moment: "debut", party: 2, name: "Entreprise", levels: { "charte-p1": 2 } },
      ],
    },
  });
  await openParties(widget);
  await widget.getByText("En cours", { exact: true }).click();
  const field = widget.getByLabel("Ou collez le lien d’un partenaire");
  await field.fill(await link("entreprise", "en-cours"));
  await field.blur();
  await holds(async () => (await answers(page)).instruments.charte.some(({ levels }) => levels?.["charte-p2"] === 3));
  const sheets = (await answers(page)).instruments.charte;
  assert.equal(sheets.find(({ party, name }) => party === 1 && name)?.name, "Mairie");
  assert.deepEqual(sheets.find(({ moment, party }) => moment === "en-cours" && party === 2)?.levels, {
    "charte-p2": 3,
  });
  assert.equal(Math.max(...sheets.map(({ party }) => party ?? 0)), 2, "no third party");
});

test("a partner whose name is emptied stays; the example of a grid and a removed partner can be undone", async () => {
  const { page, widget } = await at("charte");
  await openParties(widget);
  await widget.getByRole("button", { name: "Ajouter un partenaire" }).click();
  for (const name of ["X", ""]) {
    await widget.getByLabel("Nom de qui répond").fill(name);
    await widget.getByLabel("Nom de qui répond").blur();
  }
  await holds(() => widget.locator("input[name^=party]").count(), 3);
  await holds(() => widget.locator("input[name^=party]").nth(2).isChecked());
  await on(widget);
  await widget.locator(".side").nth(2).locator("input").first().check();
  await widget.getByRole("button", { name: /^Retirer/ }).click();
  await widget.getByRole("button", { name: "Les retrouver" }).click();
  await holds(async () => (await answers(page)).instruments.charte.some(({ party }) => party === 2), true);
  await go(page, "gouvernance");
  await openSubject(widget, "Budget");
  await widget.getByLabel(/^Budget\s: Équipe$/).selectOption({ label: "Pilote" });
  await widget.getByRole("button", { name: "Partir du tableau du RAMEAU" }).click();
  await widget.getByRole("button", { name: "Les retrouver" }).click();
  await holds(async () => (await answers(page)).instruments.gouvernance, [{ cells: { "budget.5": "pilote" } }]);
});

test("progress shows between two moments, with their days", async () => {
  const levels = (level) =>
    Object.fromEntries(["performance", "innovation", "confiance"].map((effect) => [`territoires-${effect}`, level]));
  const { widget } = await at("valeur", {
    start: "2026-12-01",
    instruments: {
      valeur: [
        { moment: "depart", levels: levels(1) },
        { moment: "m18", levels: levels(2) },
      ],
    },
  });
  await widget.getByText("À 18 mois (1er juin 2028)").click();
  await reads(widget.locator(".reading"), /Fois précédente\s: Au départ \(1er décembre 2026\)/);
  await reads(widget.locator(".profile tr", { hasText: "Le territoire" }), /67\s%, 34 points de plus/);
});

test("governance starts from the report's table, and says who is missing", async () => {
  const { page, widget } = await at("gouvernance");
  await widget.getByRole("button", { name: "Partir du tableau du RAMEAU" }).click();
  await reads(widget.locator(".grid-verdict"), /Chaque sujet a un pilote/);
  const budget = widget.locator(".matter", { hasText: "Budget" });
  await reads(budget.locator(".matter-said"), /^Pilote\s: Direction\. Valide\s: /);
  await openSubject(widget, "Budget");
  await holds(() => widget.locator(".grid select:visible").count(), 7, "one subject at a time");
  await widget.getByLabel(/^Budget\s: Direction$/).selectOption("");
  await reads(widget.locator(".grid-verdict"), /Personne ne pilote\s: Budget/);
  await widget.getByLabel(/^Budget\s: Équipe$/).selectOption({ label: "Pilote" });
  await widget.getByLabel(/^Budget\s: Direction$/).selectOption({ label: "Pilote" });
  await reads(widget.locator(".grid-verdict"), /Plusieurs pilotent\s: Budget/);
  await openSubject(widget, "Noms des instances");
  await widget.getByLabel("Nom de l’instance 6").fill("Bénévoles");
  await widget.getByLabel("Nom de l’instance 6").blur();
  await holds(() => widget.getByLabel(/^Budget\s: Bénévoles$/).count(), 1);
  await holds(async () => {
    const { columns, cells } = (await answers(page)).instruments.gouvernance[0];
    return [columns, cells["budget.5"]];
  }, [{ 5: "Bénévoles" }, "pilote"]);
});

test("the seasons know the day", async () => {
  const { page, widget } = await at("saisons");
  const now = await page.evaluate(() => new Date().toISOString().slice(0, 10));
  const inside = now >= "2026-01-01" && now < "2026-12-31";
  await holds(() => widget.locator(".fact-now").count(), inside ? 1 : 0);
  await reads(
    widget.locator(".facts .reading-main").first(),
    inside ? /Nous sommes le .*\. Saison\s: / : /hors des saisons/,
  );
  const wheel = widget.getByRole("img", { name: inside ? /Saison\s: / : /hors des saisons/ });
  await holds(() => wheel.locator(".span-now").count(), inside ? 1 : 0);
  await holds(() => wheel.locator(".hand").count(), inside ? 1 : 0);
});

test("what is worth doing next leads there, from the path and from the list; words are one tap away; a host may offer one alone", async () => {
  const { page, widget } = await at("path", { profile: "association", maturity: 1, objectives: ["hybrider"] });
  await widget.locator(".next").getByRole("button", { name: "Modèle socio-économique" }).click();
  await holds(() => active(page), "view-title");
  await widget.getByText("Les mots de cette page").click();
  await reads(widget.locator(".words"), /Hybrider/);
  await widget.locator("#item-0 input").nth(2).check();
  await widget.getByRole("button", { name: "Tous les instruments" }).last().click();
  await reads(widget.locator(".lead"), /3 réponses aux 8 questions, 1 instrument commencé/);
  await reads(widget.locator(".instrument-first"), /Modèle socio-économique.*1 sur 9.*Vous voulez hybrider/s);
  await holds(
    () => page.evaluate(() => heard),
    ["step path", "step modele", "change modele", "result", "step instruments"],
  );

  await page.evaluate(() => {
    document.body.innerHTML =
      '<boussole-odd17 lang="fr" loading="eager" views="charte" start-view="charte"></boussole-odd17>';
  });
  await settled(page);
  await reads(widget.locator(".view-title"), /Charte/);
  await holds(() => widget.getByRole("button", { name: /instruments|ressources/i }).count(), 0);
});

test("emptying an instrument can be undone, and takes nothing else away", async () => {
  const { page, widget } = await at("agir-vite", {
    usage: "agir",
    instruments: { modele: [{ levels: { "richesses-humaines-1": 1 } }] },
  });
  await widget.locator("#item-0 input").nth(1).check();
  await widget.getByRole("button", { name: "Effacer toutes les réponses de cet instrument" }).click();
  await holds(() => active(page), "view-title");
  await holds(() => answers(page), {
    usage: "agir",
    instruments: { modele: [{ levels: { "richesses-humaines-1": 1 } }] },
  });
  await widget.getByRole("button", { name: "Les retrouver" }).click();
  await holds(async () => (await answers(page)).instruments["agir-vite"], [{ levels: { "valeur-1": 1 } }]);
  await widget
    .locator("#item-0")
    .getByRole("button", { name: /^Effacer/ })
    .click();
  await holds(async () => "agir-vite" in (await answers(page)).instruments, false);
  await holds(async () => Boolean(await active(page)));
});

test("a partner's instruments come with her words: first in the page, then by a script, and refused with their place", async () => {
  const from = { source: ["inference"], confidence: "medium" };
  const item = (id, fr) => ({ id, label: { fr }, ...from });
  const hers = (second) => ({
    id: "ligue",
    order: 1,
    label: { fr: "Notre accueil" },
    lead: { fr: "Pour voir où nous en sommes." },
    minutes: 2,
    ...from,
    reading: "profile",
    scale: [{ fr: "Non" }, { fr: "Oui" }],
    groups: [
      {
        id: "accueil",
        label: { fr: "L'accueil" },
        description: { fr: "Ce que voit qui arrive." },
        ...from,
        items: [item("porte", "La porte est-elle ouverte ?"), ...second],
      },
    ],
  });
  const overlay = (instruments) => ({ schema: "boussole/overlay/1", instruments });
  const body = two_lines("", 'loading="eager" start-view="ligue" views="situate instruments ligue seconde"').replace(
    "<a href",
    `<script type="application/json" slot="overlay">${JSON.stringify(overlay([hers([])]))}</script><a href`,
  );
  const { page, said } = await open(await partner(body));
  await settled(page);
  const widget = page.locator("boussole-odd17");
  await reads(widget.locator("#view-title"), /^Notre accueil$/);
  await widget.getByRole("radio", { name: "Oui" }).check();
  await holds(async () => (await answers(page)).instruments, { ligue: [{ levels: { porte: 1 } }] });
  assert.deepEqual(
    said.filter((text) => !/no view is named seconde/.test(text)),
    [],
  );

  const give = (value) =>
    page.evaluate((value) => {
      const element = document.querySelector("boussole-odd17");
      globalThis.problems = [];
      element.addEventListener("boussole-error", ({ detail }) =>
        globalThis.problems.push(`${detail.code}: ${detail.help}`),
      );
      element.overlay = value;
    }, value);
  await give(overlay([hers([item("heure", "L'heure est-elle dite ?")]), { ...hers([]), id: "seconde" }]));
  await widget.getByText("L’heure est-elle dite ?").first().waitFor();
  await holds(
    async () => (await answers(page)).instruments,
    { ligue: [{ levels: { porte: 1 } }] },
    "what was given stays",
  );
  await go(page, "seconde");
  await reads(widget.locator("#view-title"), /^Notre accueil$/);

  await give(overlay([{ ...hers([]), scale: [{ fr: "Oui" }] }]));
  await holds(() => page.evaluate(() => globalThis.problems.join()), /overlay: .*instruments › 1 › scale: expected/);
  await reads(widget.locator("#view-title"), /./, "the widget goes on");
});
