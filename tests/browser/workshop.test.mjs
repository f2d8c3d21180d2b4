// A workshop of thirty on a page that can reach nothing but itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { holds, open, partner, reads, settled, two_lines } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PROFILES = ["association", "entreprise", "collectivite"];
/** What participant number `at` answers: 20 associations, 7 companies, 3 local authorities. */
const journey = (at) => ({
  profile: PROFILES[at < 20 ? 0 : at < 27 ? 1 : 2],
  maturity: 1 + (at % 4),
  objectives: [at % 2 ? "hybrider" : "co-construire"],
  horizons: at % 3 ? [80, 10, 10] : [10, 10, 80],
  usage: "agir",
});

async function facilitator(options) {
  const page_address = await partner(two_lines("", 'lang="fr" loading="eager" start-view="workshop"'));
  const opened = await open(page_address, options);
  await settled(opened.page);
  return { ...opened, page_address, widget: opened.page.locator("boussole-odd17") };
}

/** The links of so many participants, each made by a widget of its own. */
async function links(page, count) {
  return page.evaluate(
    async (journeys) => {
      const element = document.createElement("boussole-odd17");
      element.setAttribute("loading", "eager");
      document.body.append(element);
      await element.whenReady;
      const links = journeys.map((answers) => {
        element.answers = answers;
        return element.toLink();
      });
      element.remove();
      return links;
    },
    Array.from({ length: count }, (_, at) => journey(at)),
  );
}

test("thirty journeys by links and files: needles, mean, spread, what to talk about; small groups stay whole", async () => {
  const { page, widget, said } = await facilitator();
  const all = await links(page, 30);
  await page.context().setOffline(true);
  await widget.getByLabel("Liens des participants").fill(all.slice(0, 20).join("\n\n"));
  await widget.getByRole("button", { name: "Réunir" }).click();
  await reads(widget.locator("[role=status]"), /^20 participants\./);
  await widget
    .getByLabel("Ajouter des fichiers")
    .setInputFiles(
      all
        .slice(20)
        .map((link, at) => ({ name: `${at}.txt`, mimeType: "text/plain", buffer: Buffer.from(`Voici : ${link}\n`) })),
    );
  await widget.getByText("30 participants.").first().waitFor();
  await holds(() => widget.locator(".crowd-needle").count(), 30);
  const mean = await widget.locator(".crowd tbody tr").first().textContent();
  assert.match(mean, /Performance\d+\s%de \d+\s% à \d+\s%/);
  const shares = await widget.locator(".crowd .profile tbody td:nth-child(2)").allTextContents();
  assert.equal(
    shares.map((text) => Number.parseInt(text, 10)).reduce((a, b) => a + b),
    100,
  );
  await reads(widget.locator(".talk"), /Sur l’impact «\sperformance\s», les\sparts vont de/);
  await reads(widget.locator(".talk"), /Les réponses se partagent\. /);
  await holds(
    async () => (await widget.locator(".talk-card").count()) === (await widget.locator(".talk-ask").count()),
    true,
    "each has a question",
  );
  // Three local authorities could be guessed, and their number from that of the companies: neither is told.
  const groups = await widget.locator(".page-workshop").textContent();
  assert.match(groups, /Association \(20\)/);
  assert.ok(!/\((7|3)\)/.test(groups));
  assert.match(groups, /10 autres personnes\. On ne détaille pas les groupes de moins de 5/);
  assert.match(groups, /Entreprise5 ou plus/);
  assert.match(groups, /Collectivité territorialemoins de 5/);
  assert.ok(!groups.includes("votre part") && groups.includes("part du groupe"), "the matrix is the group's");
  await holds(async () => (await widget.locator(".page-workshop .journeys li").count()) > 0, true, "common resources");

  const csv = await page.evaluate(async () =>
    (await document.querySelector("boussole-odd17").export("workshop")).text(),
  );
  assert.match(csv, /Participants;30/);
  assert.match(csv, /moins de 5/);
  assert.ok(!/;[1-4]\r?\n/.test(csv), "no small count");
  assert.ok(csv.split("\n").length < 60, "counts, nobody's own answers");
  await page.evaluate(axe);
  assert.deepEqual(
    await page.evaluate(async () =>
      (await axe.run(document.querySelector("boussole-odd17"), { resultTypes: ["violations"] })).violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0].target}`,
      ),
    ),
    [],
  );
  await widget.getByRole("button", { name: "Retirer le dernier" }).click();
  await reads(widget.locator("[role=status]"), /^29 participants/);
  await widget.getByRole("button", { name: "Vider l’atelier" }).click();
  await holds(() => widget.locator(".crowd-needle").count(), 0);
  assert.deepEqual(
    said.filter((line) => line.startsWith("error:")),
    [],
  );
});

test("whole mails in the field: everybody once, and what was cut stays there with a sentence", async () => {
  const { page, widget } = await facilitator();
  const all = await links(page, 3);
  const cut = all[2].slice(0, -2);
  const wrapped = `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(all[1])}&data=05%7C02&reserved=0`;
  await widget
    .getByLabel("Liens des participants")
    .fill(
      `De : Alice\nObjet : mon parcours\n\nBonjour,\nvoici : ${all[0]} <${all[0]}>\nBien à toi\n\nDe : Bob\n\n> Qui n’a pas répondu ?\n${wrapped.match(/.{1,70}/g).join("\n> ")}\n\nDe : Carole\n${cut}\n`,
    );
  await widget.getByRole("button", { name: "Réunir" }).click();
  await reads(
    widget.locator(".keep .reading-main"),
    /^2 participants\. 1 texte n’est pas un parcours\. Ce qui n’a pas été pris reste dans le champ\.$/,
  );
  await reads(widget.getByLabel("Liens des participants"), cut);
  await widget.getByLabel("Liens des participants").fill(all[2]);
  await widget.getByRole("button", { name: "Réunir" }).click();
  await reads(widget.locator(".keep .reading-main"), /^3 participants\.$/);
  await holds(() => widget.getByLabel("Liens des participants").inputValue(), "");
});

test("ten thousand participants, cut links and heavy files: a sentence each, and what was there stays", async () => {
  const { page, widget } = await facilitator();
  const [one, two] = await links(page, 2);
  assert.equal(
    await page.evaluate(
      (texts) => document.querySelector("boussole-odd17").merge(texts),
      [one, two, "bonjour", one.slice(0, -1), "", "{}"],
    ),
    2,
  );
  await reads(widget.locator(".keep .reading-main"), /2 participants\. 4 textes ne sont pas des parcours/);
  const taken = await page.evaluate(
    (one) => document.querySelector("boussole-odd17").merge(Array.from({ length: 10_000 }, () => one)),
    one,
  );
  assert.equal(taken, 198);
  await reads(widget.locator(".keep .reading-main"), /200 participants\. 9802 de trop/);
  assert.equal(
    await page.evaluate(() => document.querySelector("boussole-odd17").merge([new Blob([new Uint8Array(20_000_001)])])),
    0,
  );
  await holds(() => widget.locator(".crowd-needle").count(), 200);
});

test("where the browser reads codes the camera gathers them; elsewhere nothing offers it", async () => {
  const { widget } = await facilitator();
  await holds(() => widget.getByRole("button", { name: "Scanner les codes" }).count(), 0);
  const before = () => {
    globalThis.BarcodeDetector = class {
      detect() {
        return Promise.resolve((globalThis.codes || []).map((rawValue) => ({ rawValue })));
      }
    };
    const canvas = document.createElement("canvas");
    setInterval(() => canvas.getContext("2d").fillRect(Math.random() * 99, 0, 9, 9), 50);
    const devices = navigator.mediaDevices || {};
    devices.getUserMedia = () => Promise.resolve(canvas.captureStream());
    if (!navigator.mediaDevices) Object.defineProperty(navigator, "mediaDevices", { value: devices });
  };
  const scanning = await facilitator({ before });
  const all = await links(scanning.page, 3);
  await scanning.widget.getByRole("button", { name: "Scanner les codes" }).click();
  const show = (link) =>
    scanning.page.evaluate((link) => {
      globalThis.codes = [link];
    }, link);
  for (const [at, link] of all.entries()) {
    await show(link);
    await reads(scanning.widget.locator(".keep .reading-main"), new RegExp(`^${at + 1} participant`));
  }
  await show(all[0]);
  await scanning.page.waitForTimeout(450);
  await reads(scanning.widget.locator(".keep .reading-main"), /^3 participants/, "the same code twice is one person");
  await scanning.widget.getByRole("button", { name: "Arrêter la caméra" }).click();
  await holds(() => scanning.widget.locator("video").count(), 0);
});

/** What a room cannot read: texts under 1/40 of the height of the screen, and whatever stands beyond its edges. */
const unreadable = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("boussole-odd17").shadowRoot;
    const texts = [...root.querySelectorAll(".slide :is(h2, h3, li, td, th, p:not(.hint))")];
    const small = texts.filter(
      (node) => node.textContent && Number.parseFloat(getComputedStyle(node).fontSize) < innerHeight / 40,
    );
    const beyond = [
      ...root.querySelectorAll(".slide :is(h2, h3, li, td, th, p, svg), .projection button:not([hidden])"),
    ].filter((node) => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
    });
    return [
      ...small.map((node) => `small: ${node.textContent}`),
      ...beyond.map((node) => `beyond: ${node.textContent}`),
    ];
  });

/** Whether the drawing has the whole screen. */
const isWhole = (page) =>
  page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.fullscreenElement?.className ?? "");

test("projected, a room reads one thing at a time from five metres; Escape gives the page back", async () => {
  const { page, widget, page_address, said } = await facilitator({ width: 1920, height: 1080 });
  const project = widget.getByRole("button", { name: "Projeter" });
  await project.click();
  await reads(widget.getByRole("heading", { name: "Pour participer" }), /./);
  await holds(async () => (await isWhole(page)).includes("root"), true);
  await holds(() => widget.getByRole("img", { name: "Code à scanner" }).count(), 1);
  await reads(widget.locator(".slide-address"), page_address.replace("http://", ""));
  await holds(() => widget.locator(".slide li").count(), 3, "open, answer, send");
  await holds(() => widget.getByRole("button", { name: "Continuer" }).count(), 0, "nobody is there yet");
  await widget.getByRole("button", { name: "Quitter la projection" }).click();
  await holds(() => isWhole(page), "");

  const all = await links(page, 30);
  await page.evaluate((all) => document.querySelector("boussole-odd17").merge(all), all);
  await project.click();
  const title = widget.locator("#view-title");
  const titles = [];
  for (;;) {
    await holds(() => unreadable(page).then((found) => found.join("; ")), "");
    titles.push(await title.textContent());
    assert.ok(await title.evaluate((node) => node.getRootNode().activeElement === node), "what is new is read aloud");
    if ((await widget.getByRole("button", { name: "Continuer" }).count()) === 0) break;
    // As a presenter's remote does.
    await page.keyboard.press("PageDown");
    await holds(async () => (await title.textContent()) === titles.at(-1), false);
  }
  assert.deepEqual(titles.slice(0, 3), ["Pour participer", "Le cap ensemble", "Performance"]);
  await holds(() => widget.locator(".talk-ask").count(), 1);
  await page.evaluate(axe);
  assert.deepEqual(
    await page.evaluate(async () =>
      (await axe.run(document.querySelector("boussole-odd17"), { resultTypes: ["violations"] })).violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0].target}`,
      ),
    ),
    [],
  );
  await page.keyboard.press("PageUp");
  await reads(title, titles.at(-2));
  await page.keyboard.press("Escape");
  await reads(title, "Atelier");
  await holds(() => isWhole(page), "");
  await holds(() => project.evaluate((node) => node.getRootNode().activeElement === node), true, "the focus is back");
  assert.deepEqual(
    said.filter((line) => line.startsWith("error:")),
    [],
  );
});

test("where there is no whole screen the projection fills the page, on a telephone too", async () => {
  const before = () => {
    delete Element.prototype.requestFullscreen;
  };
  const { page, widget } = await facilitator({ width: 390, height: 844, before });
  const all = await links(page, 12);
  await page.evaluate((all) => document.querySelector("boussole-odd17").merge(all), all);
  await widget.getByRole("button", { name: "Projeter" }).click();
  await reads(widget.locator("#view-title"), "Pour participer");
  const box = await widget.locator(".widget").boundingBox();
  assert.ok(box.height >= 844 && box.width <= 390, JSON.stringify(box));
  await widget.getByRole("button", { name: "Continuer" }).click();
  await holds(() => widget.locator(".crowd-needle").count(), 12);
  await holds(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "no overflow");
  // Pressed beside every button, the keys still work.
  await widget.locator(".slide-drawing").click();
  await page.keyboard.press("Escape");
  await reads(widget.locator("#view-title"), "Atelier");
});
