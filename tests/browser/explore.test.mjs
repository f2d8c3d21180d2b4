// Looking through all the resources, by keyboard and by mouse.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { holds, open, partner, reads, release, serve, settled, two_lines } from "./harness.mjs";

/** What the content has; what repeats another resource is found, and not listed. */
const CONTENT = JSON.parse(readFileSync(new URL("../../www/content/resources.json", import.meta.url))).items;
const LISTED = CONTENT.filter((item) => !item.duplicate_of);
const RESOURCES = LISTED.length;
const address = await serve();

async function explore(answers = {}, options) {
  const opened = await open(address, options);
  await settled(opened.page);
  await opened.page.evaluate(async (answers) => {
    const element = document.querySelector("boussole-odd17");
    element.answers = answers;
    await element.goTo("explore");
  }, answers);
  return { ...opened, widget: opened.page.locator("boussole-odd17") };
}
const count = async (widget) => Number.parseInt(await widget.locator(".explore-count").textContent(), 10);
const titles = (widget) => widget.locator(".resource-title").allTextContents();
const focus = (page) =>
  page.evaluate(() => {
    const active = document.querySelector("boussole-odd17").shadowRoot.activeElement;
    return active && active.isConnected && (active.id || active.className || active.localName);
  });
/** Writes words, and waits for the index that finds them. */
async function search(widget, words) {
  await widget.getByLabel("Vos mots").fill(words);
  await widget.getByText("Un instant : la recherche arrive.").waitFor({ state: "detached" });
}

test("T23: words as you type: folded, marked, mended, counted aloud; the field keeps the focus", async () => {
  const { page, widget, said } = await explore();
  await holds(() => count(widget), RESOURCES);
  await widget.getByLabel("Vos mots").focus();
  await page.keyboard.type("EVALUATION partenariale");
  await holds(async () => (await titles(widget))[0], /[ée]valuation partenariale/i);
  await holds(async () =>
    (await widget.locator(".resource").first().locator("mark").allTextContents()).includes("partenariale"),
  );
  await holds(() => focus(page), "explore-words");
  await holds(
    async () =>
      /^\S+ ressources?/.exec(await widget.locator(".explore-count").textContent())[0] ===
      (await widget.locator("[role=status]").textContent()),
    true,
    "what is said is what shows",
  );

  await search(widget, "partneriat");
  await widget.getByRole("button", { name: "Écrire « partenariat »" }).click();
  await reads(widget.getByLabel("Vos mots"), "partenariat");
  assert.deepEqual(said, []);
});

test("what is typed stays, though the page has the widget draw while it hears of the same key", async () => {
  const { page, widget, said } = await explore();
  await page.evaluate(() => {
    let levels = 0;
    const change = () => {
      levels += 1;
      document.querySelector("boussole-odd17").answers = { level: ["local", "regional"][levels % 2] };
    };
    for (const type of ["beforeinput", "input"]) addEventListener(type, change, true);
  });
  await widget.getByLabel("Vos mots").focus();
  await page.keyboard.type("evaluation");
  await reads(widget.getByLabel("Vos mots"), "evaluation");
  await page.keyboard.press("Backspace");
  await reads(widget.getByLabel("Vos mots"), "evaluatio");
  await holds(async () => (await titles(widget))[0], /[ée]valuation/i);
  assert.deepEqual(said, []);
});

test("what a script puts into a field is still there when it tells so, though the widget drew between", async () => {
  const { page, widget, said } = await explore();
  const fill = (words) =>
    page.evaluate(async (words) => {
      const element = document.querySelector("boussole-odd17");
      const field = element.shadowRoot.querySelector("#explore-words");
      field.value = words;
      for (const level of ["local", "regional"]) {
        element.answers = { level };
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      }
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, words);
  for (const words of ["evaluation", "partenariat", "evaluation"]) {
    await fill(words);
    await reads(widget.getByLabel("Vos mots"), words);
    await holds(async () => (await titles(widget))[0], words === "evaluation" ? /[ée]valuation/i : /partenaria/i);
  }
  // What is known comes back where it changes.
  await fill("zzzz");
  await widget.getByRole("button", { name: "Effacer mes mots" }).click();
  await reads(widget.getByLabel("Vos mots"), "");
  assert.deepEqual(said, []);
});

test("what looks the same is found as the same, both ways, and marked; a number is never another; half found is said", async () => {
  // Each title, what finds it, and what is marked in it then.
  const cases = [
    ["Zurb ﬁnancement eﬃcace", "zurb financement efficace", "Zurb|ﬁnancement|eﬃcace"],
    ["Zurb financement solidaire", "zurb ﬁnancement solidaire", "Zurb|financement|solidaire"],
    ["Zurb part\u00adena\u200briat", "zurb partenariat", "Zurb|part\u00adena\u200briat"],
    ["Zurb Ｂｏｕｓｓｏｌｅ", "zurb boussole", "Zurb|Ｂｏｕｓｓｏｌｅ"],
    ["Zurb 𝗯𝗶𝗹𝗮𝗻 de l’E.S.S.", "zurb bilan ESS", "Zurb|𝗯𝗶𝗹𝗮𝗻|E.S.S"],
    ["Zurb SCIC lʼutile", "zurb S.C.I.C. utile", "Zurb|SCIC|utile"],
    ["Zurb entr’aide", "zurb entraide", "Zurb|entr’aide"],
    ["Zurb éco‑quartier", "zurb ecoquartier", "Zurb|éco‑quartier"],
    ["Zurb covoiturage", "zurb co voiturage", "Zurb|covoiturage"],
    ["Zurb Łódź, Čapek, Bayrūt", "zurb lodz capek bayrut", "Zurb|Łódź|Čapek|Bayrūt"],
    ["Zurb 1er prix de 10 000 km²", "zurb premier prix 10000 km2", "Zurb|1er|prix|10 000|km|²"],
  ];
  const items = cases.map(([title]) => ({
    title,
    kind: "outils",
    summary: { fr: "Essai." },
    publisher: "Maison",
    url: "https://exemple.org/",
    profiles: ["association"],
  }));
  const { page, widget, said } = await explore();
  await widget.getByText("Essayer mon catalogue").click();
  await widget.getByLabel("Votre fichier").setInputFiles({
    name: "aides.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify({ schema: "boussole/catalogue/1", items })),
  });
  await widget.getByText(`${cases.length} ressources s’ajoutent`).first().waitFor();
  await search(widget, "zurb");
  await widget.locator(".shelf .resource-title mark", { hasText: "Zurb" }).first().waitFor();
  for (const [title, query, marked] of cases) {
    await search(widget, query);
    const first = widget.locator(".shelf .resource").first();
    await holds(
      async () => (await first.locator(".resource-title").textContent()).slice(0, title.length),
      title,
      query,
    );
    await holds(async () => (await first.locator(".resource-title mark").allTextContents()).join("|"), marked, query);
    await holds(async () => !/de vos/.test(await first.locator(".resource-meta").textContent()), true, query);
    await holds(() => widget.locator(".asking .banner").count(), 0, query);
  }
  await search(widget, "zurb prix 10001");
  await reads(widget.locator(".explore-count"), /aucune n’a tous vos mots, au mieux 2 sur 3/);
  await reads(widget.locator(".resource-meta").first(), /2 de vos 3 mots/);
  await reads(widget.locator(".asking .banner"), /Aucune ressource ne contient «\s10001\s»/);
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").state), "ready");
  assert.deepEqual(said, []);
});

test("facets narrow, their counts follow the others, and every way out of nothing works", async () => {
  const { widget } = await explore();
  const fold = (facet) => widget.locator(`[data-facet=${facet}]`);
  const value = (facet, name) => fold(facet).locator(".facet-value", { hasText: name });
  const tally = async (facet, name) => Number(await value(facet, name).locator(".facet-count").textContent());
  await fold("kind").locator("summary").click();
  await fold("year").locator("summary").click();
  const tools = await tally("kind", "Outils");
  await value("year", "2025").locator("input").check();
  await holds(async () => (await tally("kind", "Outils")) < tools, true, "the kinds count what is of that year");
  await holds(async () => (await count(widget)) - (await tally("year", "2025")), 0);
  const next = await tally("kind", "Méthodes");
  await value("kind", "Méthodes").locator("input").check();
  await holds(() => count(widget), next);
  // Within a facet, any value will do.
  const more = next + (await tally("kind", "Outils"));
  await value("kind", "Outils").locator("input").check();
  await holds(() => count(widget), more);
  await widget.getByRole("button", { name: "Retirer 2025" }).click();
  await holds(async () => (await count(widget)) > more);
  await search(widget, "zzzzzz");
  await holds(() => widget.getByText("Aucune ressource").isVisible());
  await widget.getByRole("button", { name: "Effacer mes mots" }).click();
  await widget.getByRole("button", { name: "Tout retirer" }).click();
  await holds(() => count(widget), RESOURCES);
});

test("T23: more results come after those that were there, and the first new one has the focus", async () => {
  const { page, widget } = await explore();
  const before = await titles(widget);
  assert.equal(before.length, 20);
  await widget.getByRole("button", { name: "En voir 20 de plus" }).click();
  await holds(async () => (await titles(widget)).length, 40);
  await holds(async () => (await titles(widget)).slice(0, 20), before);
  await holds(() => focus(page), "result-20");
});

test("the slider goes from the words to the heading; the orders are what they say", async () => {
  const { widget } = await explore({ profile: "entreprise", maturity: 4, objectives: ["accelerer"], usage: "agir" });
  await search(widget, "territoire");
  const slider = widget.getByLabel("Au plus près de mes mots, ou de mon cap");
  await slider.fill("0");
  const words = await titles(widget);
  await slider.fill("100");
  await holds(async () => (await titles(widget)).join() !== words.join());
  const heading = await titles(widget);
  await widget.getByLabel("Ordre").selectOption("newest");
  await holds(async () => (await titles(widget)).join() !== heading.join());
  const years = (await widget.locator(".resource-meta").allTextContents()).map((meta) =>
    Number(/20\d\d/.exec(meta)?.[0] ?? 0),
  );
  assert.deepEqual(
    years,
    [...years].sort((a, b) => b - a),
  );
  const newest = await titles(widget);
  await widget.getByLabel("Ordre").selectOption("title");
  await holds(async () => (await titles(widget)).join() !== newest.join());
  const sorted = await titles(widget);
  const key = (title) =>
    title
      .normalize("NFD")
      .replace(/[^a-zA-Z0-9 ]/g, "")
      .toLowerCase()
      .trim();
  assert.ok(key(sorted[0]) < key(sorted.at(-1)));
});

test("pin, compare, less of this: each can be undone, pins wait in the path", async () => {
  const { page, widget, said } = await explore();
  await search(widget, "boussole");
  const [first, second] = await titles(widget);
  const all = await count(widget);
  const card = (place) => widget.locator(".shelf .resource").nth(place);
  await card(0).getByRole("button", { name: "Épingler" }).click();
  await holds(() => card(0).getByRole("button", { name: "Épinglée" }).getAttribute("aria-pressed"), "true");
  await card(0).getByRole("button", { name: "Comparer" }).click();
  await card(1).getByRole("button", { name: "Comparer" }).click();
  const table = widget.getByRole("table");
  await holds(
    async () => await table.locator("thead th").allTextContents(),
    [first, second].map((title) => title.replace("(nouvel onglet)", "").trim()),
  );
  await widget.getByRole("button", { name: "Fermer la comparaison" }).click();
  await card(1).getByRole("button", { name: "Écarter" }).click();
  await holds(() => count(widget), all - 1);
  await widget.getByRole("button", { name: "Les remontrer" }).click();
  await holds(() => count(widget), all);
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("path"));
  await holds(() => widget.getByRole("heading", { name: "Mes épingles" }).isVisible());
  assert.deepEqual(said, []);
});

test("a mistake is reported to whom the partner names, in a mail written here", async () => {
  const overlay = {
    schema: "boussole/overlay/1",
    fr: { contact: { label: "Contact", address: "mailto:contact@exemple.org" } },
  };
  const body = two_lines("", 'loading="eager" start-view="explore"').replace(
    "<a href",
    `<script type="application/json" slot="overlay">${JSON.stringify(overlay)}</script><a href`,
  );
  const { page } = await open(await partner(body));
  await settled(page);
  const link = page
    .locator("boussole-odd17")
    .getByRole("link", { name: /^Signaler une erreur/ })
    .first();
  const mail = new URL(await link.getAttribute("href"));
  assert.equal(mail.protocol, "mailto:");
  assert.match(mail.searchParams.get("subject"), /^Boussole.*une erreur dans «/);
  assert.match(mail.searchParams.get("body"), /Ressource.*\(.+\)\nAdresse/);
});

/** Twenty rows, as a spreadsheet saves them. */
const TABLE = `\ufefftitle;kind;summary_fr;publisher;url;profiles\r\n${Array.from({ length: 20 }, (_, n) => `"Aide locale n° ${n + 1}";outils;"Pour le bassin; numéro ${n + 1}";Maison des associations;https://exemple.org/${n + 1};association`).join("\r\n")}\r\n`;

test("twenty resources from a spreadsheet, without a developer: tried in the page, saved, served, shown", async () => {
  const { page, widget, said } = await explore();
  await widget.getByText("Essayer mon catalogue").click();
  const field = widget.getByLabel("Votre fichier");
  await field.setInputFiles({
    name: "mes-aides.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("title;kind\nUne;recette\n"),
  });
  await widget.getByText("à corriger").first().waitFor();
  await reads(widget.locator(".problems"), /Ligne 2 › kind › recette\s: rien ne porte ce nom \(methodes/);
  await holds(() => count(widget), RESOURCES, "what was there stays");

  await field.setInputFiles({ name: "mes-aides.csv", mimeType: "text/csv", buffer: Buffer.from(TABLE) });
  await widget.getByText("20 ressources s’ajoutent à la liste.").first().waitFor();
  await holds(() => count(widget), RESOURCES + 20);
  await search(widget, "bassin numéro 12");
  await holds(async () => (await titles(widget))[0], /Aide locale n° 12/);
  await reads(widget.locator(".resource-meta").first(), /ajoutée par ce site/);

  const saving = page.waitForEvent("download");
  await widget.getByRole("button", { name: "Enregistrer pour mon site" }).click();
  const saved = await saving;
  assert.equal(saved.suggestedFilename(), "catalogue.json");
  const { readFile } = await import("node:fs/promises");
  const catalogue = await readFile(await saved.path(), "utf8");
  await widget.getByRole("button", { name: "Retirer", exact: true }).click();
  await search(widget, "");
  await holds(() => count(widget), RESOURCES);
  assert.deepEqual(said, []);

  // What was saved, served by the partner; as a spreadsheet; and inline.
  const shown = async (body, files) => {
    const { page } = await open(await partner(body, {}, files));
    await settled(page);
    await page
      .locator("boussole-odd17")
      .getByText(`${RESOURCES + 20} ressources`)
      .waitFor();
  };
  await shown(two_lines("", 'loading="eager" start-view="explore" catalogue="catalogue.json"'), {
    "/catalogue.json": catalogue,
  });
  await shown(two_lines("", 'loading="eager" start-view="explore" catalogue="aides.csv"'), { "/aides.csv": TABLE });
  await shown(
    two_lines("", 'loading="eager" start-view="explore"').replace(
      "<a href",
      `<script type="application/json" slot="catalogue">${catalogue}</script><a href`,
    ),
  );
});

/** One resource as programs write it, in bytes; `plain` has what the page shall show. */
const ONE = "title;kind\r\nÉcole des mères à l’œuvre;outils\r\n";
const bytes_of = (text, page) => Buffer.from([...text].map((letter) => page[letter] ?? letter.charCodeAt(0)));
const WINDOWS = bytes_of(ONE, { "’": 0x92, œ: 0x9c });
const MAC = bytes_of(ONE, { É: 0x83, è: 0x8f, à: 0x88, "’": 0xd5, œ: 0xcf });
const UTF_16 = Buffer.from(ONE, "utf16le");

test("a table is read whatever program wrote it; what is none, and each column at fault, is named as on the command line", async () => {
  const { widget, said } = await explore();
  await widget.getByText("Essayer mon catalogue").click();
  const field = widget.getByLabel("Votre fichier");
  const shown = widget.locator(".own-zone > div:last-child");
  const given = async (name, buffer) => {
    await field.setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(buffer) });
  };
  const taken = async (name, buffer) => {
    await given(name, buffer);
    await widget.getByText("1 ressource s’ajoute à la liste.").first().waitFor();
    await search(widget, "mères œuvre");
    await holds(async () => (await titles(widget))[0], "École des mères à l’œuvre", name);
    await search(widget, "");
    await widget.getByRole("button", { name: "Retirer", exact: true }).click();
  };
  for (const [name, buffer] of [
    ["windows.csv", WINDOWS],
    ["mac.csv", MAC],
    ["utf-16.csv", UTF_16],
    ["utf-16-big.csv", Buffer.from(UTF_16).swap16()],
    ["sep.csv", `sep=;\r\n${ONE}`],
    ["cr.csv", ONE.replaceAll("\r\n", "\r")],
    ["titre.csv", `Nos ressources, nos aides;\n\n${ONE.replace("title;kind", "TITRE;Type;;")}`],
    ["ctrl-z.csv", `${ONE}\u001a`],
    ["bars.txt", ONE.replaceAll(";", "|")],
    [
      "catalogue.json",
      Buffer.from(
        `\ufeff${JSON.stringify({ schema: "boussole/catalogue/1", items: [{ title: "École des mères à l’œuvre", kind: "outils" }] })}`,
        "utf16le",
      ),
    ],
  ])
    await taken(name, buffer);

  const named = async (name, buffer, expected) => {
    await given(name, buffer);
    await shown.locator(".problems li").filter({ hasText: expected }).waitFor();
    return (await shown.locator(".problems li").allTextContents()).map((line) => line.replace("\u202f", " "));
  };
  for (const [name, buffer, expected] of [
    [
      "aides.xlsx",
      "PK\u0003\u0004 [Content_Types].xml xl/workbook.xml",
      /^aides\.xlsx.: c’est un classeur\. Dans votre tableur, faites «.Enregistrer sous… CSV UTF-8.»/,
    ],
    ["aides.ods", "PK\u0003\u0004 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", /c’est un classeur/],
    ["photo.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), /c’est une image/],
    ["aides.pdf", "%PDF-1.7", /c’est un PDF/],
    ["page.csv", "<!doctype html><title>Connexion</title>", /c’est une page web/],
    ["aides.zip", "PK\u0003\u0004 aides.csv", /c’est une archive/],
    ["vide.csv", "", /le fichier est vide/],
  ])
    assert.equal((await named(name, buffer, expected)).length, 1, name);

  const rows = Array.from({ length: 400 }, (_, at) => `Titre ${at};recette`);
  for (const [table, expected, count] of [
    [`title;kind;couleur\n${rows.join("\n")}\n`, /^Lignes 2–401 › kind › recette.: rien ne porte ce nom/, 2],
    ["title;kind\n\nUn;outils\n;\n;tarte;reste\n", /^Ligne 5 › kind › tarte/, 3],
    ["a;b\n1;2\n", /aucune ligne ne porte les noms des colonnes/, 1],
  ]) {
    const found = await named("faux.csv", table, expected);
    assert.equal(found.length, count, found.join("\n"));
    const folder = mkdtempSync(join(tmpdir(), "boussole-table-"));
    writeFileSync(join(folder, "faux.csv"), table);
    const { status, stdout } = spawnSync(process.env.BOUSSOLE_BIN, ["csv", "--in", join(folder, "faux.csv")], {
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.deepEqual(
      stdout
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.replace("\u202f", " ")),
      found,
    );
  }
  assert.deepEqual(said, []);
});

test("a catalogue that is fetched is read in its own encoding, with what the server says of it where that is true", async () => {
  const { page } = await open(await partner(two_lines("", 'loading="eager" start-view="explore"')));
  await page.evaluate(() => {
    window.heard = [];
    addEventListener("boussole-error", ({ detail }) => window.heard.push(detail));
  });
  await settled(page);
  for (const [name, body, contentType] of [
    ["a.csv", WINDOWS, "text/csv; charset=windows-1252"],
    ["b.csv", WINDOWS, "text/csv"],
    ["c.csv", WINDOWS, "text/csv;charset=utf-8"],
    ["d.csv", Buffer.from(ONE), 'text/csv; charset="ISO-8859-1"'],
    ["e.csv", MAC, "text/csv; charset=macintosh"],
    ["f.csv", UTF_16, "application/octet-stream"],
  ]) {
    await page.route(`**/${name}`, (route) => route.fulfill({ body, contentType }));
    await page.evaluate((name) => document.querySelector("boussole-odd17").setAttribute("catalogue", name), name);
    await page
      .locator("boussole-odd17")
      .getByText(`${RESOURCES + 1} ressources`)
      .first()
      .waitFor();
    await search(page.locator("boussole-odd17"), "mères œuvre");
    await holds(async () => (await titles(page.locator("boussole-odd17")))[0], "École des mères à l’œuvre", name);
    await search(page.locator("boussole-odd17"), "");
    await page.evaluate(() => document.querySelector("boussole-odd17").removeAttribute("catalogue"));
    await page.locator("boussole-odd17").getByText(`${RESOURCES} ressources`).first().waitFor();
  }
  for (const [name, body, expected] of [
    ["g.csv", "", /g\.csv: the file is empty/],
    ["h.xlsx", "PK\u0003\u0004xl/workbook.xml", /h\.xlsx: this is a workbook: save it as CSV UTF-8/],
    ["i.csv", "<html>", /this is a web page/],
  ]) {
    await page.route(`**/${name}`, (route) => route.fulfill({ body, contentType: "text/csv" }));
    await page.evaluate((name) => document.querySelector("boussole-odd17").setAttribute("catalogue", name), name);
    await page.waitForFunction((help) => window.heard.some((own) => new RegExp(help).test(own.help)), expected.source);
  }
  await holds(async () => (await page.evaluate(() => window.heard)).every(({ code }) => code === "catalogue"));
});

test("a file dropped on its zone is tried too", async () => {
  const { page, widget } = await explore();
  await widget.getByText("Essayer mon catalogue").click();
  await page.evaluate((table) => {
    const data = new DataTransfer();
    data.items.add(new File([table], "mes-aides.csv"));
    const zone = document.querySelector("boussole-odd17").shadowRoot.querySelector("[data-own=zone]");
    zone.dispatchEvent(new DragEvent("drop", { bubbles: true, composed: true, cancelable: true, dataTransfer: data }));
  }, TABLE);
  await widget.getByText("20 ressources s’ajoutent à la liste.").first().waitFor();
});

test("T30 to T34: a hostile catalogue costs the page nothing: ours stays, the visitor and the host are told", async () => {
  const listen = () => {
    window.heard = [];
    window.wild = [];
    addEventListener("boussole-error", (event) => window.heard.push(event.detail));
    addEventListener("error", (event) => window.wild.push(event.message));
    addEventListener("unhandledrejection", (event) => window.wild.push(String(event.reason)));
  };
  const item = (over) =>
    JSON.stringify({ schema: "boussole/catalogue/1", items: [{ title: "Une", kind: "outils", ...over }] });
  const cases = [
    ["missing.json", undefined, /answered 404/],
    ["heavy.json", Buffer.alloc(50_000_000, " "), /heavier than 5 MB/],
    ["deep.json", "[".repeat(100_000), /catalogue/],
    [
      "deep2.json",
      `{"schema":"boussole/catalogue/1","items":${"[".repeat(5000)}${"]".repeat(5000)}}`,
      /row 2: expected an object/,
    ],
    [
      "many.json",
      JSON.stringify({
        schema: "boussole/catalogue/1",
        items: Array.from({ length: 20_001 }, (_, n) => ({ title: `t${n}`, kind: "outils" })),
      }),
      /20 000 resources at most/,
    ],
    ["number.json", item({ title: 1e999, maturity: 1e300 }), /row 2 › title: expected a text/],
    [
      "proto.json",
      '{"schema":"boussole/catalogue/1","items":[{"title":"Une","kind":"outils","__proto__":{"x":1}}]}',
      /__proto__: nothing has this name/,
    ],
    ["scheme.json", item({ url: "java\tscript:alert(1)" }), /only https:, mailto: and tel:/],
    ["cut.json", '{"schema":"boussole/catalogue/1","items":[{"title":', /JSON/],
    ["quotes.csv", 'title;kind\n"Une;outils', /quotes that close/],
  ];
  const files = Object.fromEntries(
    cases.filter(([, content]) => content !== undefined).map(([name, content]) => [`/${name}`, content]),
  );
  const address = await partner(two_lines("", 'loading="eager" start-view="explore"'), {}, files);
  for (const [name, , expected] of cases) {
    const { page } = await open("about:blank", { before: listen });
    await page.goto(address);
    await settled(page);
    await page.evaluate((name) => document.querySelector("boussole-odd17").setAttribute("catalogue", name), name);
    await page.locator("boussole-odd17").getByText("Le catalogue de ce site n’a pas pu être lu").first().waitFor();
    await page.waitForFunction(() => window.heard.length);
    const { heard, wild } = await page.evaluate(() => ({ heard: window.heard, wild: window.wild }));
    assert.deepEqual([heard.length, heard[0].code, wild], [1, "catalogue", []], name);
    assert.match(heard[0].help, expected, name);
    await holds(
      () => page.locator("boussole-odd17").getByText(`${RESOURCES} ressources`).first().isVisible(),
      true,
      name,
    );
    await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").state), "ready");
    // A right one later makes it good, and leaves the focus where it was.
    await page.evaluate((table) => {
      document.querySelector("boussole-odd17").removeAttribute("catalogue");
      document.querySelector("boussole-odd17").catalogue = table;
    }, TABLE);
    await page
      .locator("boussole-odd17")
      .getByText(`${RESOURCES + 20} ressources`)
      .first()
      .waitFor();
    await holds(() => page.locator("boussole-odd17").getByText("n’a pas pu être lu").count(), 0, name);
    await holds(
      () => page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement),
      null,
      name,
    );
    await page.context().close();
  }
});

test("T35: hostile texts in every field stay texts", async () => {
  const nasty = [
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "javascript:alert(1)",
    "\u202Egnp.exe",
    "\u0000nul",
    "<script>alert(1)</script>",
    "' onclick='alert(1)",
    "é".repeat(1999),
    "mot".repeat(600),
  ];
  const items = nasty.map((text, n) => ({ id: `n${n}`, title: text, kind: "outils", summary: text, publisher: text }));
  const { page, widget } = await explore();
  let dialogs = 0;
  page.on("dialog", (dialog) => {
    dialogs += 1;
    dialog.dismiss();
  });
  await page.evaluate((items) => {
    document.querySelector("boussole-odd17").catalogue = { schema: "boussole/catalogue/1", mode: "replace", items };
  }, items);
  await widget.getByText(`${nasty.length} ressources`).first().waitFor();
  const shown = await widget.locator(".resource-summary").allTextContents();
  assert.deepEqual(shown.sort(), nasty.map((text) => text.trim()).sort());
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  assert.equal(dialogs, 0);
});

test("words that name a facet lead to it when no resource has them among those that were chosen", async () => {
  const { widget } = await explore();
  await widget.locator("[data-facet=kind] summary").click();
  await widget.locator("[data-facet=kind] .facet-value", { hasText: "Compétences" }).locator("input").check();
  await search(widget, "eau potable");
  await widget.getByRole("button", { name: /^Domaines\s: Eau \(/ }).click();
  await widget.locator(".empty").waitFor({ state: "detached" });
  await holds(async () => (await count(widget)) > 0);
  await holds(() => widget.getByLabel("Vos mots").inputValue(), "");
});

test("no press leaves the focus nowhere [rgaa:focus-is-kept]", async () => {
  const { page, widget } = await explore({
    profile: "association",
    maturity: 1,
    objectives: ["hybrider"],
    horizons: [60, 25, 15],
  });
  const go = (view) => page.evaluate((view) => document.querySelector("boussole-odd17").goTo(view), view);
  const press = async (name, expected = /./, scope = widget) => {
    await scope.getByRole("button", { name }).first().focus();
    await page.keyboard.press("Enter");
    // The focus must not go later either.
    await page.waitForTimeout(120);
    await holds(() => focus(page), expected, `${name}: the focus is nowhere`);
  };
  await go("situate");
  await press("Effacer cette réponse Profil");
  await go("trajectory");
  await press(/^Partir aujourd/, "start");
  for (const ending of ["Garder cette réponse", "Revenir à mes réponses"]) {
    await widget
      .locator(".what-if-fields select")
      .nth(1)
      .selectOption({ index: ending.startsWith("Garder") ? 4 : 2 });
    await press(ending);
  }
  await press("Recommencer");
  await press("Les retrouver");
  await go("explore");
  await widget.locator("[data-facet=kind] summary").click();
  await widget.locator("[data-facet=kind] .facet-value input").first().check();
  await widget.locator("[data-facet=kind] .facet-value input").nth(1).check();
  await press(/^Retirer /);
  await press("Tout retirer");
  await press(/^Écarter/, /^result-/);
  await press("Les remontrer");
  await press(/^Comparer/);
  await press(/^Comparer/, "comparison", widget.locator(".shelf .resource").nth(1));
  await press("Fermer la comparaison", "result-1");
  await search(widget, "partneriat");
  await press(/^Écrire/, "explore-words");
  await search(widget, "zzzzz");
  await press("Effacer mes mots", "explore-words");
});

test("never an empty page: what words were taken for, what comes near and why, what empties the list, words to try", async () => {
  const { page, widget, said } = await explore();
  const field = widget.getByLabel("Vos mots");
  const focused = () => holds(() => focus(page), "explore-words");
  const empty = widget.locator(".empty");
  const found = () => widget.locator(".explore-count", { hasText: /^(?!0 )/ }).waitFor();

  // Nothing typed: examples, each of which finds something and says what it took it for.
  const examples = widget.locator(".asking .examples button");
  const words = await examples.allTextContents();
  assert.ok(words.length >= 3);
  for (const word of words) {
    await field.fill("");
    await examples.filter({ hasText: word }).click();
    await focused();
    await reads(field, word);
    await widget.locator(".explore-count", { hasNotText: String(RESOURCES) }).waitFor();
    await holds(async () => (await count(widget)) > 3, true, word);
  }

  // No text has the word: what comes near, and on each card what found it.
  await field.fill("hôpital");
  await widget
    .locator(".asking .banner", { hasText: /Rien pour «.hôpital.».; voici, de sens voisin.: «.santé.»/ })
    .waitFor();
  await found();
  await widget.locator(".explore-count", { hasText: "par des mots de sens voisin" }).waitFor();
  await widget
    .locator(".resource-meta", { hasText: /trouvée par «.santé.»/ })
    .first()
    .waitFor();

  // Words for the same are told, quietly where the word itself is there.
  await field.fill("dispositif local d'accompagnement");
  await widget.locator(".asking .hint", { hasText: /la recherche prend aussi «.DLA.»/ }).waitFor();

  // A keyword shows nowhere: the card says that it was one.
  await field.fill("QPV");
  await widget.locator(".resource-meta", { hasText: "trouvée par ses mots-clés" }).first().waitFor();

  // Choices that leave nothing are named, each with a button.
  await field.fill("");
  await widget.locator("[data-facet=kind] summary").click();
  await widget.locator("[data-facet=kind] .facet-value", { hasText: "Compétences" }).locator("input").check();
  await field.fill("eau potable");
  await empty.getByText("Vos choix ne laissent rien").waitFor();
  await empty.getByRole("button", { name: "Retirer Compétences" }).click();
  await focused();
  await found();
  await empty.waitFor({ state: "detached" });

  // What means nothing: words to try, and domains to look through.
  await field.fill("xqzt");
  await empty.getByText("Aucune ressource ne contient").waitFor();
  await holds(() => empty.locator(".examples").first().locator("button").allTextContents(), words);
  const domains = empty.locator(".examples").last().locator("button");
  await holds(() => domains.count(), 16);
  await domains.first().click();
  await focused();
  await found();
  await holds(() => field.inputValue(), "");
  assert.deepEqual(said, []);
});

test("a catalogue that joins the list is found beside ours, by keywords and synonyms too; the index comes for it", async () => {
  const items = [{ title: "Zurb : aide aux quartiers prioritaires", kind: "outils" }];
  const { page } = await open(
    await partner(
      two_lines("", 'loading="eager" start-view="explore" catalogue="aides.json"'),
      {},
      { "/aides.json": JSON.stringify({ schema: "boussole/catalogue/1", items }) },
    ),
  );
  await settled(page);
  const widget = page.locator("boussole-odd17");
  await widget.getByText(`${RESOURCES + 1} ressources`).waitFor();
  await widget.getByLabel("Vos mots").fill("QPV");
  await widget.locator(".resource-title", { hasText: "Zurb" }).waitFor();
  await holds(async () => (await count(widget)) > 3, true, "ours are there by their keywords");
});

test("the index comes when somebody looks, and once; words typed before it wait, and a lost one is said and asked again", async () => {
  const served = await release({ fault: (path) => held(path) });
  let held = () => undefined;
  const asked = [];
  const { page } = await open("about:blank");
  page.on("request", (request) => {
    if (/\/index-/.test(request.url())) asked.push(request.url());
  });
  await page.goto(await partner(two_lines(served)));
  await settled(page);
  const widget = page.locator("boussole-odd17");
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("path"));
  assert.equal(asked.length, 0, "nobody looked yet");
  held = (path) => (path.includes("/index-") ? { status: 404, content: "" } : undefined);
  await page.evaluate(() => {
    window.heard = [];
    addEventListener("boussole-error", ({ detail }) => window.heard.push(detail.code));
  });
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("explore"));
  await widget.getByText("La recherche par mots n’a pas pu se charger").waitFor();
  await holds(() => page.evaluate(() => window.heard), ["fetch"]);
  // All is there, and can be narrowed.
  await holds(() => count(widget), RESOURCES);
  let go;
  const when = new Promise((done) => {
    go = done;
  });
  held = (path) => (path.includes("/index-") ? when.then(() => undefined) : undefined);
  await widget.getByRole("button", { name: "Réessayer" }).click();
  await widget.locator("#explore-words").fill("charte");
  await widget.getByText("Un instant : la recherche arrive.").waitFor();
  await holds(() => count(widget), RESOURCES);
  go();
  await widget.locator(".explore-count", { hasNotText: String(RESOURCES) }).waitFor();
  await holds(async () => (await count(widget)) < 60);
  await reads(widget.locator("[role=status]"), /ressources?$/);
  await holds(() => widget.getByText("Un instant").count(), 0);
  // Another element on the page has it already.
  const before = asked.length;
  await page.evaluate(async () => {
    const other = document.createElement("boussole-odd17");
    other.setAttribute("loading", "eager");
    document.body.append(other);
    await other.whenReady;
    await other.goTo("explore");
  });
  assert.equal(asked.length, before);
});

test("circles that a partner does not name are neither proposed, nor listed, nor found; a wrong name is told", async () => {
  const theirs = CONTENT.filter((item) => item.circle === "third-party");
  const ours = LISTED.length - LISTED.filter((item) => item.circle === "third-party").length;
  const overlay = { schema: "boussole/overlay/1", circles: ["rameau"] };
  const answers = { profile: "association", maturity: 1, level: "local", objectives: ["co-construire"] };
  const third = (page) =>
    page.evaluate(
      async ([answers, domains, theirs]) => {
        const element = document.querySelector("boussole-odd17");
        return domains.filter((domain) => {
          element.answers = { ...answers, domains: [domain] };
          return element.result.path.some(({ id }) => theirs.includes(id)) || theirs.includes(element.result.explorer);
        });
      },
      [
        answers,
        Array.from({ length: 16 }, (_, at) => `d${String(at + 1).padStart(2, "0")}`),
        theirs.map(({ id }) => id),
      ],
    );
  const gone = async (page, widget, listed) => {
    await page.waitForFunction(
      (listed) =>
        document
          .querySelector("boussole-odd17")
          .shadowRoot.querySelector(".explore-count")
          ?.textContent.startsWith(`${listed} ressources`),
      listed,
    );
    assert.deepEqual(await third(page), [], "none is proposed");
    await page.evaluate(() => {
      document.querySelector("boussole-odd17").answers = null;
    });
    // The index of the words comes only now, and is the one of all resources.
    await search(widget, theirs[0].title);
    await page.waitForFunction(
      (listed) =>
        !document
          .querySelector("boussole-odd17")
          .shadowRoot.querySelector(".explore-count")
          ?.textContent.startsWith(`${listed} ressources`),
      listed,
    );
    await holds(async () => !(await titles(widget)).includes(theirs[0].title));
    await search(widget, "");
  };

  // Given with the page, then as a property, then taken back.
  const body = two_lines("", 'loading="eager" start-view="explore"').replace(
    "<a href",
    `<script type="application/json" slot="overlay">${JSON.stringify(overlay)}</script><a href`,
  );
  const first = await open(await partner(body));
  await settled(first.page);
  await gone(first.page, first.page.locator("boussole-odd17"), ours);
  assert.deepEqual(first.said, []);

  const { page, widget, said } = await explore();
  assert.ok((await third(page)).length > 0, "they are proposed otherwise");
  const given = (value, name = "overlay") =>
    page.evaluate(
      ([name, value]) => {
        document.querySelector("boussole-odd17")[name] = value;
      },
      [name, value],
    );
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").answers = null;
  });
  await given(overlay);
  await gone(page, widget, ours);
  await given(null);
  await widget.locator(".explore-count", { hasText: `${LISTED.length} ressources` }).waitFor();
  const own = [
    { title: "Le puits", kind: "outils" },
    { title: "La mare", kind: "outils", circle: "third-party" },
  ];
  await given({ schema: "boussole/catalogue/1", circles: ["rameau"], items: own }, "catalogue");
  await gone(page, widget, ours + 1);
  await given(null, "catalogue");
  await widget.locator(".explore-count", { hasText: `${LISTED.length} ressources` }).waitFor();
  assert.deepEqual(said, []);

  await page.evaluate(() => {
    window.heard = [];
    document.addEventListener("boussole-error", ({ detail }) => window.heard.push(`${detail.code}: ${detail.help}`));
  });
  await given({ ...overlay, circles: ["tiers"] });
  await page.waitForFunction(() => window.heard.length === 1);
  await given({ schema: "boussole/catalogue/1", circles: [], items: own }, "catalogue");
  await page.waitForFunction(() => window.heard.length >= 2);
  for (const [at, code] of ["overlay", "catalogue"].entries()) {
    const help = await page.evaluate((code) => window.heard.find((help) => help.startsWith(code)), code);
    assert.match(help, /circles: expected a list of circles: rameau, third-party or both/, String(at));
  }
  await holds(() => count(widget), LISTED.length);
});

test("a card says once what is to be confirmed, why one touch away; what repeats another is found by its words", async () => {
  const { widget, said } = await explore();
  const find = async (item) => {
    await search(widget, item.title);
    // As far as no sign of typography stands in it.
    const card = widget.locator(".resource", { hasText: item.title.split(/[^\p{L} ]/u)[0].trim() }).first();
    await card.waitFor();
    return card;
  };
  for (const [item, why] of [
    [CONTENT.find((item) => item.basis === "title"), "Ce résumé est tiré du titre seul"],
    [CONTENT.find((item) => item.title_basis === "address"), "Ce titre est tiré de l’adresse de la page"],
  ]) {
    const card = await find(item);
    await holds(() => card.locator(".doubt").count(), 1);
    await holds(() => card.getByText(why).isVisible(), false);
    await card.locator(".doubt summary").click();
    await card.getByText(why).waitFor();
  }
  const sure = await find(CONTENT.find((item) => item.basis === "page" && !item.title_basis && !item.duplicate_of));
  await holds(() => sure.locator(".doubt").count(), 0);
  const again = CONTENT.find((item) => item.duplicate_of);
  const card = await find(again);
  const original = CONTENT.find((item) => item.id === again.duplicate_of);
  await card
    .locator(".resource-meta")
    .getByText(new RegExp(`reprend.: ${original.title.split(/[^\p{L} ]/u)[0].trim()}`))
    .waitFor();
  assert.deepEqual(said, []);
});
