// Keeping and sharing: the address, this device, files re-read by others, and taking up again.
import "./windowed.mjs";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import ICAL from "ical.js";
import jsqr from "jsqr";
import { browser, holds, open, paperOf, partner, reads, settled, state, two_lines } from "./harness.mjs";
import { FULL as ANSWERS } from "./views.mjs";

const FULL = {
  ...ANSWERS,
  instruments: {
    charte: [
      { moment: "debut", levels: { "charte-p1": 3 }, commitments: { "charte-p1": "Un point; chaque mois, à l’école" } },
    ],
    modele: [{ levels: { "richesses-humaines-1": 1 } }],
  },
};
const answers = (page) => page.evaluate(() => document.querySelector("boussole-odd17").answers);
const give = (page, answers) =>
  page.evaluate((answers) => {
    document.querySelector("boussole-odd17").answers = answers;
  }, answers);
const go = (page, view) => page.evaluate((view) => document.querySelector("boussole-odd17").goTo(view), view);
const file = (page, format) =>
  page
    .evaluate(
      async (format) => [
        ...new Uint8Array(await (await document.querySelector("boussole-odd17").export(format)).arrayBuffer()),
      ],
      format,
    )
    .then(Buffer.from);
const take = (page, bytes, type = "") =>
  page.evaluate(
    ([bytes, type]) => document.querySelector("boussole-odd17").import(new Blob([new Uint8Array(bytes)], { type })),
    [[...bytes], type],
  );

async function at(attributes = "", { headers, hash = "", context } = {}) {
  const page_address = await partner(two_lines("", `lang="fr" loading="eager" ${attributes}`), headers);
  if (!context) {
    const opened = await open(page_address + hash);
    await settled(opened.page);
    return { ...opened, page_address, widget: opened.page.locator("boussole-odd17") };
  }
  const page = await context.newPage();
  await page.goto(page_address + hash);
  await settled(page);
  return { page, page_address, widget: page.locator("boussole-odd17") };
}

test("a link holds everything, opens elsewhere, and the page's address is never touched unless the host says so", async () => {
  const { page, page_address } = await at();
  await give(page, FULL);
  const link = await page.evaluate(() => document.querySelector("boussole-odd17").toLink());
  assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/#b=1\./);
  await page.waitForTimeout(400);
  assert.equal(page.url(), page_address, "the address stays");
  const other = await at("", { hash: link.slice(link.indexOf("#")) });
  await holds(() => answers(other.page), FULL);
  await reads(other.widget.locator(".notice"), /le cap que contient ce lien/);
  // Only what follows the sign: no server sees it.
  assert.ok(!new URL(link).search && new URL(link).pathname === "/");
});

test('share="fragment" follows the answers by replaceState alone; two widgets have keys of their own; a foreign fragment stays', async () => {
  const body =
    '<script src="boussole.js" async></script></head><body><h1>P</h1><boussole-odd17 lang="fr" loading="eager" share="fragment"></boussole-odd17><boussole-odd17 class="second" lang="fr" loading="eager" share="fragment" hash-key="c"></boussole-odd17></body>';
  const page_address = await partner(body);
  const { page } = await open(page_address);
  await state(page, "ready", "boussole-odd17");
  await state(page, "ready", ".second");
  const before = await page.evaluate(() => history.length);
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").answers = { maturity: 1 };
    document.querySelector(".second").answers = { maturity: 4 };
  });
  await page.waitForFunction(() => /b=1.*c=1/.test(location.hash));
  assert.match(page.url(), /#b=1\.[^&]+&c=1\.[^&]+$/);
  await holds(() => page.evaluate(() => history.length), before);
  await page.reload();
  await state(page, "ready", ".second");
  await holds(
    () =>
      page.evaluate(() => [
        document.querySelector("boussole-odd17").answers,
        document.querySelector(".second").answers,
      ]),
    [{ maturity: 1 }, { maturity: 4 }],
  );
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("boussole-odd17")) each.reset();
  });
  await holds(async () => page.url(), page_address, "nothing left when there is nothing");

  const foreign = await at('share="fragment"', { hash: "#section-2" });
  await give(foreign.page, { maturity: 3 });
  await foreign.page.waitForTimeout(500);
  assert.match(foreign.page.url(), /#section-2$/);
  // Two with one key: the second does not write, and says so.
  const { said } = await open(await partner(body.replace('hash-key="c"', "")));
  await holds(async () => said.join(), /hash-key="b" is taken/);
});

test("links that are cut, foreign or of a later version are refused with a sentence; what was there stays", async () => {
  const { page, widget } = await at();
  await give(page, { maturity: 3 });
  await go(page, "keep");
  const link = await widget.getByLabel("Votre lien").inputValue();
  for (const [text, said] of [
    [link.slice(0, -2), /coupé ou changé/],
    ["bonjour", /ni un de nos liens/],
    ["https://exemple.org/page.html?a=1.2.3", /ni un de nos liens|coupé/],
  ]) {
    await widget.getByLabel("Lien à reprendre").fill(text);
    await widget.getByRole("button", { name: "Reprendre ce lien" }).click();
    await reads(widget.locator("#resume-said"), said, "where the hand is");
    await reads(widget.getByLabel("Lien à reprendre"), text, "and the text stays");
    await reads(widget.locator("[role=status]"), said);
    await holds(() => answers(page), { maturity: 3 });
  }
  await give(page, { maturity: 1, profile: "media" });
  await widget.getByLabel("Lien à reprendre").fill(`Regarde : ${link} !`);
  await widget.getByRole("button", { name: "Reprendre ce lien" }).click();
  await holds(() => answers(page), { maturity: 3 });
  await widget.getByRole("button", { name: "Revenir à ce que j’avais" }).click();
  await holds(() => answers(page), { profile: "media", maturity: 1 });
  await go(page, "keep");
  await widget
    .locator("#resume-file")
    .setInputFiles({ name: "x.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(20_000_001) });
  await widget.locator("#resume-said", { hasText: "trop lourd" }).waitFor();
  await holds(() => answers(page), { profile: "media", maturity: 1 });
});

test("every file is taken up again as it was, by an import and by the field; what is none is refused", async () => {
  const { page, widget } = await at();
  await give(page, FULL);
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("explore"));
  await widget
    .getByRole("button", { name: /^Épingler/ })
    .first()
    .click();
  const pinned = await page.evaluate(() => document.querySelector("boussole-odd17").toLink());
  for (const format of ["json", "csv", "ics", "svg", "png", "html"]) {
    const bytes = await file(page, format);
    const other = await at();
    assert.equal(await take(other.page, bytes), true, format);
    await holds(() => answers(other.page), FULL, format);
    await holds(
      async () => (await other.page.evaluate(() => document.querySelector("boussole-odd17").toLink())).split("#")[1],
      pinned.split("#")[1],
      `${format}: pins too`,
    );
    await other.page.context().close();
  }
  await give(page, { maturity: 2 });
  for (const bytes of [
    Buffer.from(""),
    Buffer.from("{}"),
    Buffer.alloc(300_000, "1."),
    Buffer.from([0x89, 0x50, 0, 255]),
  ])
    assert.equal(await take(page, bytes), false);
  await holds(() => answers(page), { maturity: 2 });
  await assert.rejects(
    page.evaluate(() => document.querySelector("boussole-odd17").export("docx")),
    /RangeError|No format/,
  );
});

test("a text file that an editor saved again is taken up again: other line ends, a mark, UTF-16", async () => {
  const { page } = await at();
  await give(page, FULL);
  // Saved again in the page itself: the page of its own is heavy.
  const found = await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    const wide = (text) => Uint16Array.from(text, (letter) => letter.charCodeAt(0));
    const saves = {
      LF: (text) => text,
      CRLF: (text) => text.replaceAll("\n", "\r\n"),
      CR: (text) => text.replaceAll("\n", "\r"),
      tabulations: (text) => text.replaceAll("\n ", "\r\n\t"),
      mark: (text) => `\ufeff${text}`,
      "UTF-16": (text) => wide(`\ufeff${text}`),
      "UTF-16 without a mark": wide,
      "Windows-1252": (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    };
    const before = JSON.stringify(element.answers);
    const files = await Promise.all(
      ["json", "csv", "ics", "svg", "html"].map(async (format) => [
        format,
        (await (await element.export(format)).text()).replaceAll("\r\n", "\n"),
      ]),
    );
    const wrong = [];
    for (const [format, text] of files) {
      for (const [how, save] of Object.entries(saves)) {
        element.reset();
        const taken = await element.import(new Blob([save(text)]));
        if (!taken || JSON.stringify(element.answers) !== before) wrong.push(`${format}, ${how}`);
      }
    }
    return [wrong, await element.merge(files.map(([, text]) => new Blob([wide(text)])))];
  });
  assert.deepEqual(found, [[], 5]);
});

test("an image carries its link whatever the link", async () => {
  const { page } = await at();
  for (let month = 1; month <= 12; month += 1) {
    for (const day of ["03", "17"]) {
      const given = { start: `2027-${String(month).padStart(2, "0")}-${day}` };
      await give(page, given);
      const taken = await page.evaluate(async () => {
        const element = document.querySelector("boussole-odd17");
        const png = await element.export("png");
        element.reset();
        return element.import(png);
      });
      assert.deepEqual([taken, await answers(page)], [true, given]);
    }
  }
});

test("what is kept stays as it was when something else is taken up, opened, and undone", async () => {
  const context = await browser.newContext();
  const { page, widget } = await at('storage="local"', { context });
  const kept = () =>
    page.evaluate(() =>
      Object.fromEntries(
        Object.keys(localStorage)
          .map((key) => JSON.parse(localStorage.getItem(key)))
          .map(({ name, link }) => [name, link.split(".")[1]]),
      ),
    );
  for (const profile of ["association", "media"]) {
    await page.evaluate(() => document.querySelector("boussole-odd17").reset());
    await give(page, { profile });
    await go(page, "keep");
    if ((await widget.getByRole("button", { name: "Garder mon parcours sur cet appareil" }).count()) === 0) {
      await page.evaluate(
        (link) => document.querySelector("boussole-odd17").import(link),
        await page.evaluate(() => document.querySelector("boussole-odd17").toLink()),
      );
      await go(page, "keep");
    }
    await widget.getByLabel("Nom du parcours").fill(profile);
    await widget.getByRole("button", { name: "Garder mon parcours sur cet appareil" }).click();
    await holds(async () => (await kept())[profile], profile);
  }
  const before = await kept();
  // A colleague's link: nothing that is kept changes.
  const other = await at();
  await give(other.page, { profile: "etat" });
  const link = await other.page.evaluate(() => document.querySelector("boussole-odd17").toLink());
  await go(page, "keep");
  await widget.getByLabel("Lien à reprendre").fill(link);
  await widget.getByRole("button", { name: "Reprendre ce lien" }).click();
  await page.waitForTimeout(400);
  await holds(() => kept(), before);
  await widget.getByRole("button", { name: "Revenir à ce que j’avais" }).click();
  await page.waitForTimeout(400);
  await holds(() => kept(), before);
  // Another kept journey, opened and left again.
  await go(page, "keep");
  await widget
    .getByRole("button", { name: /^Ouvrir/ })
    .first()
    .click();
  await page.waitForTimeout(400);
  await widget.getByRole("button", { name: "Revenir à ce que j’avais" }).click();
  await page.waitForTimeout(400);
  await holds(() => kept(), before);
  // What changed just before the page goes is kept too; what another tab erases is said.
  await give(page, { profile: "citoyen" });
  await page.reload();
  await settled(page);
  await holds(() => answers(page), { profile: "citoyen" });
  await page.evaluate(() => localStorage.clear());
  await give(page, { profile: "etat" });
  await go(page, "keep");
  await widget.locator(".banner", { hasText: "effacé de cet appareil" }).waitFor();
  await context.close();
});

test("a kept journey goes on after a reload with its link in the address; words are not lost there", async () => {
  const context = await browser.newContext();
  const { page, widget } = await at('storage="local" share="fragment"', { context });
  const commitments = Object.fromEntries(
    [...Array(7).keys()].flatMap((at) =>
      ["p", "m", "y"].map((kind) => [
        `charte-${kind}${at + 1}`,
        "Un point chaque mois avec tous les partenaires, à l’école",
      ]),
    ),
  );
  await give(page, { maturity: 2, instruments: { charte: [{ moment: "debut", commitments }] } });
  await go(page, "keep");
  await widget.getByRole("button", { name: "Garder mon parcours sur cet appareil" }).click();
  await page.waitForFunction(() => localStorage.length);
  await page.reload();
  await settled(page);
  await holds(async () => (await answers(page)).instruments.charte, [{ moment: "debut", commitments }]);
  await give(page, { maturity: 4 });
  await holds(
    () => page.evaluate(() => Object.values(localStorage).every((text) => JSON.parse(text).link.startsWith("1....4"))),
    true,
    "it still follows",
  );
  await context.close();
});

test("addresses: encoded on the way, opened on the page, with a base, with a bad name, with a new element, after the end", async () => {
  const { page } = await at();
  await give(page, FULL);
  const link = await page.evaluate(() => document.querySelector("boussole-odd17").toLink());
  const encoded = link.replaceAll(",", "%2C").replaceAll("*", "%2A").replaceAll("!", "%21");
  const other = await at("", { hash: encoded.slice(encoded.indexOf("#")) });
  await holds(() => answers(other.page), FULL);
  await page.evaluate(() => document.querySelector("boussole-odd17").reset());
  await page.goto(link);
  await holds(() => answers(page), FULL, "another link on the same page");

  const based = await partner(
    `<base href="/sub/"><script src="/boussole.js" async></script></head><body><boussole-odd17 lang="fr" loading="eager" share="fragment"></boussole-odd17></body>`,
  );
  const opened = await open(`${based}?x=1`);
  await settled(opened.page);
  await give(opened.page, { maturity: 2 });
  await holds(async () => opened.page.url(), /\/\?x=1#b=1\./);
  await opened.page.evaluate(() => {
    document.body.innerHTML = '<boussole-odd17 lang="fr" loading="eager" share="fragment"></boussole-odd17>';
  });
  await settled(opened.page);
  await give(opened.page, { maturity: 3 });
  await holds(async () => opened.page.url(), /#b=1\.\.\.\.3/, "a new element takes over");
  const named = await at('share="fragment" hash-key="ma_cle"');
  await holds(async () => named.said.join(), /hash-key="ma_cle" is not a name/);

  const ends = await page.evaluate(async () => {
    const element = document.createElement("boussole-odd17");
    document.body.append(element);
    element.setAttribute("loading", "eager");
    const waiting = element.import("x");
    element.destroy();
    // Asking for it anew makes it begin anew; what waited is answered then.
    const out = [element.state, (await element.whenReady).state, await waiting];
    const first = document.querySelector("boussole-odd17");
    first.destroy();
    return [...out, first.state, await first.import("x"), await first.merge(["x"]), (await first.export("csv")).type];
  });
  assert.deepEqual(ends, ["idle", "ready", false, "idle", false, 0, "text/csv"]);
});

test("last year's file taken up beside today's answers says what moved", async () => {
  const { page, widget } = await at();
  await give(page, { maturity: 1, horizons: [80, 10, 10] });
  const last = await file(page, "json");
  await give(page, { maturity: 4, horizons: [20, 20, 60] });
  await take(page, last);
  const said = await widget.locator(".notice").textContent();
  assert.match(said, /De ce parcours à celui que vous aviez\s:.*confiance/i);
  await widget.getByRole("button", { name: "Revenir à ce que j’avais" }).click();
  await holds(() => answers(page), { maturity: 4, horizons: [20, 20, 60] });
});

test("T46 to T49: table, calendar and drawings are what other programs expect", async () => {
  const { page } = await at();
  await give(page, FULL);
  const csv = (await file(page, "csv")).toString();
  const rows = JSON.parse(
    execFileSync("python3", [
      "-c",
      "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline=''), delimiter=';'))))",
      saved("x.csv", csv),
    ]),
  );
  assert.ok(rows.length > 30 && rows.every((row) => row.length === 6));
  assert.ok(
    rows.flat().every((cell) => !/^[=+\-@\t]/.test(cell)),
    "no cell runs",
  );
  assert.equal(rows.filter(([part]) => part === "S’équiper").length, 9);

  const ics = (await file(page, "ics")).toString();
  assert.ok(
    ics.split("\r\n").every((line) => Buffer.byteLength(line) <= 75),
    "lines of 75 bytes",
  );
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const events = calendar.getAllSubcomponents("vevent").map((own) => new ICAL.Event(own));
  assert.ok(events.length > 10);
  const start = events.find(({ summary }) => /Départ|départ/.test(summary));
  assert.equal(start.startDate.toString(), "2026-12-01");
  // What to do before eighteen months ends on the day of that horizon, and is something else.
  const dates = events.filter(({ uid }) => !uid.startsWith("gesture-")).map(({ startDate }) => startDate.toString());
  assert.equal(new Set(dates).size, dates.length, "each date once");
  assert.ok(
    events.some(({ summary, startDate }) => /innovation/i.test(summary) && startDate.toString() === "2033-12-01"),
    events.map(({ summary }) => summary).join("\n"),
  );
  assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
  assert.ok(
    events.every(({ summary }) => !/\\/.test(summary)),
    "escapes are read back",
  );
  assert.ok(
    events.every(
      ({ startDate, endDate }) => startDate.isDate && endDate.subtractDate(startDate).toSeconds() === 86_400,
    ),
    "each lasts a day",
  );
  assert.ok(
    events.every(
      ({ component, sequence }) =>
        Math.abs(component.getFirstPropertyValue("last-modified").toUnixTime() - Date.now() / 1000) < 600 &&
        sequence + Date.UTC(2020) / 1000 === component.getFirstPropertyValue("dtstamp").toUnixTime(),
    ),
  );

  const svg = (await file(page, "svg")).toString();
  execFileSync("python3", [
    "-c",
    "import sys, xml.dom.minidom as d; doc = d.parse(sys.argv[1]); names = {e.tagName for e in doc.getElementsByTagName('*')}; assert not names & {'script', 'foreignObject', 'image', 'use'}, names; assert sum(disc.getAttribute('cy') == '34' for disc in doc.getElementsByTagName('circle')) == 9",
    saved("x.svg", svg),
  ]);
  assert.ok(!/ on\w+=|javascript:/.test(svg));
  // One drawing: the dial of the file has the shapes, the words and the colours of the dial of the screen.
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("heading"));
  await page.locator("boussole-odd17 svg.dial").first().waitFor();
  const [shown, taken] = await page.evaluate(async (svg) => {
    const host = document.createElement("div");
    document.body.append(host);
    const file = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    host.attachShadow({ mode: "open" }).append(file);
    const screen = document.querySelector("boussole-odd17").shadowRoot.querySelector("svg.dial");
    const shapes = (root) =>
      [...root.querySelectorAll("circle, path, text")]
        .filter((shape) => !shape.closest(".ghost, .range-none, [opacity='0']"))
        .map((shape) => {
          const { fill, stroke, strokeWidth, fillOpacity, fontSize, fontWeight, textAnchor } = getComputedStyle(shape);
          const place = ["d", "r", "x", "y"].map((name) => shape.getAttribute(name));
          const turned = [shape, shape.parentElement]
            .map((own) => own.getAttribute("transform"))
            .map((turn) => (turn?.startsWith("translate") ? null : turn));
          const write =
            shape.localName === "text"
              ? [shape.textContent, fontSize, fontWeight, textAnchor]
              : [stroke, stroke === "none" || strokeWidth];
          return [
            shape.localName,
            ...place,
            ...turned,
            fill,
            fillOpacity,
            ...write,
            getComputedStyle(shape.parentElement).opacity,
          ].join(" | ");
        });
    let found;
    // The dial of the screen turns to where it points.
    for (const until = Date.now() + 20_000; Date.now() < until && String(found?.[0]) !== String(found?.[1] ?? null);) {
      await new Promise((done) => setTimeout(done, 50));
      found = [shapes(screen), shapes(file.querySelector("g"))];
    }
    host.remove();
    return found;
  }, svg);
  assert.ok(shown.length > 25, `${shown.length} shapes`);
  assert.deepEqual(taken, shown);
  assert.ok(svg.includes("Votre cap"), "and says the heading");
  const png = await file(page, "png");
  assert.deepEqual(
    [png.readUInt32BE(16), png.readUInt32BE(20)],
    [1920, 2 * Number(svg.match(/ height="(\d+)" role/)[1])],
  );
  execFileSync("python3", [
    "-c",
    "import sys, zlib, struct\nb = open(sys.argv[1], 'rb').read(); at = 8; kinds = []\nwhile at < len(b):\n    n, k = struct.unpack('>I4s', b[at:at+8]); body = b[at+8:at+8+n]; assert struct.unpack('>I', b[at+8+n:at+12+n])[0] == zlib.crc32(k + body), k; kinds.append(k); at += 12 + n\nassert kinds[-2:] == [b'tEXt', b'IEND'], kinds",
    saved("x.png", png),
  ]);
  const json = JSON.parse(await file(page, "json"));
  assert.deepEqual(
    [json.schema, json.result.schema, json.result.answers.maturity, json.made],
    [
      "boussole/export/1",
      "boussole/result/1",
      2,
      await page.evaluate(() => {
        const now = new Date();
        return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
      }),
    ],
  );
});

test("an agenda without a start asks for it in place, and a host hears why there is none", async () => {
  const { page } = await at();
  await give(page, { maturity: 1 });
  assert.match(
    await page.evaluate(() =>
      document
        .querySelector("boussole-odd17")
        .export("ics")
        .then(
          () => "a file",
          (error) => error.message,
        ),
    ),
    /start date/,
  );
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("keep"));
  const widget = page.locator("boussole-odd17");
  const agenda = widget.getByRole("button", { name: "Dates pour votre agenda" });
  await agenda.click();
  await page.waitForFunction(() => document.querySelector("boussole-odd17").shadowRoot.activeElement?.id === "start");
  await widget.getByRole("button", { name: "Partir aujourd’hui" }).click();
  await widget.getByRole("button", { name: "Partir aujourd’hui" }).waitFor({ state: "detached" });
  const [made] = await Promise.all([page.waitForEvent("download"), agenda.click()]);
  assert.match(made.suggestedFilename(), /\.ics$/);
  await page.context().close();
});

test("a calendar made again moves its events, on another device too, and shares none with another plan's", async () => {
  const events = async (page, answers) => {
    if (answers) await give(page, answers);
    const calendar = new ICAL.Component(ICAL.parse((await file(page, "ics")).toString()));
    const all = calendar.getAllSubcomponents("vevent").map((own) => new ICAL.Event(own));
    return {
      ids: all.map(({ uid }) => uid).sort(),
      days: new Map(all.map(({ uid, startDate }) => [uid, startDate.toString()])),
      sequence: all[0].sequence,
    };
  };
  const { page } = await at();
  const ours = await events(page, FULL);
  await holds(() => events(page), ours, "again, the same");
  const other = await events(page, { ...FULL, profile: "collectivite", maturity: 4, horizons: [30, 50, 20] });
  assert.ok(!other.ids.some((id) => ours.ids.includes(id)));
  const later = await events(page, { ...FULL, start: "2026-12-02" });
  assert.deepEqual(later.ids, ours.ids);
  assert.ok(
    later.sequence > ours.sequence && [...later.days].filter(([id, day]) => ours.days.get(id) !== day).length >= 10,
  );
  await give(page, { ...FULL, horizons: [10, 10, 80] });
  const [calendar, link] = [
    await file(page, "ics"),
    await page.evaluate(() => document.querySelector("boussole-odd17").toLink()),
  ];
  for (const given of [calendar, link]) {
    const { page: elsewhere } = await at();
    if (typeof given === "string")
      await elsewhere.evaluate((link) => document.querySelector("boussole-odd17").import(link), given);
    else assert.equal(await take(elsewhere, given), true);
    await holds(async () => (await events(elsewhere)).ids, ours.ids);
    await elsewhere.context().close();
  }
  // On a fresh page, without a link.
  const { page: fresh } = await at();
  assert.deepEqual((await events(fresh, { ...FULL, start: "2027-03-01" })).ids, ours.ids);
});

function saved(name, content) {
  const path = join(mkdtempSync(join(tmpdir(), "boussole-keep-")), name);
  writeFileSync(path, content);
  return path;
}

test("the page of its own opens from the disk without a network, with the journey in it, and makes pages again [rgaa:own-page-from-disk]", async () => {
  const { page } = await at();
  await give(page, FULL);
  const path = saved("boussole.html", await file(page, "html"));
  const context = await browser.newContext({ offline: true });
  const alone = await context.newPage();
  const asked = [];
  alone.on("request", (request) => {
    if (!request.url().startsWith("file:") && !request.url().startsWith("blob:") && !request.url().startsWith("data:"))
      asked.push(request.url());
  });
  await alone.goto(pathToFileURL(path).href);
  await settled(alone);
  await holds(() => answers(alone), FULL);
  await give(alone, { maturity: 4 });
  const again = saved("again.html", await file(alone, "html"));
  await alone.goto(pathToFileURL(again).href);
  await settled(alone);
  await holds(() => answers(alone), { maturity: 4 });
  assert.deepEqual(asked, []);
  await context.close();
});

test("T48: the code holds the link, in both schemes", async () => {
  for (const scheme of ["light", "dark"]) {
    const page_address = await partner(two_lines("", 'lang="fr" loading="eager"'));
    const { page } = await open(page_address, { scheme });
    await settled(page);
    await give(page, { ...FULL, instruments: undefined });
    await go(page, "keep");
    await page.locator("boussole-odd17").getByText("Code à scanner").click();
    const shot = await page.locator("boussole-odd17 .code").screenshot();
    const [width, height, pixels] = await page.evaluate(
      async (shot) => {
        const image = await createImageBitmap(new Blob([new Uint8Array(shot)], { type: "image/png" }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        return [image.width, image.height, [...context.getImageData(0, 0, image.width, image.height).data]];
      },
      [...shot],
    );
    assert.equal(
      jsqr(Uint8ClampedArray.from(pixels), width, height)?.data,
      await page.evaluate(() => document.querySelector("boussole-odd17").toLink()),
    );
  }
});

test("a file is computed again by the command line: the same, or what differs", async () => {
  const { page } = await at();
  await give(page, FULL);
  const json = JSON.parse(await file(page, "json"));
  const replay = (content) => {
    try {
      return [
        0,
        execFileSync(process.env.BOUSSOLE_BIN, ["replay", saved("journey", content)], {
          stdio: ["ignore", "pipe", "pipe"],
        }).toString(),
      ];
    } catch (error) {
      return [error.status, error.stdout.toString() + error.stderr.toString()];
    }
  };
  assert.deepEqual(
    [
      replay(JSON.stringify(json))[0],
      /content then: the same[^]*the result is the same/.test(replay(JSON.stringify(json))[1]),
    ],
    [0, true],
  );
  for (const again of [
    `\ufeff${JSON.stringify(json, null, "\r")}`,
    Buffer.from(`\ufeff${JSON.stringify(json)}`, "utf16le"),
  ])
    assert.match(replay(again)[1], /the result is the same/);
  json.result.heading.permille.performance += 1;
  const [status, said] = replay(JSON.stringify(json));
  assert.equal(status, 1);
  assert.match(said, /result › heading › permille › performance: \d+ then, \d+ now/);
  assert.equal(replay(await file(page, "png"))[0], 0);
  assert.equal(replay("nothing")[0], 2);
});

test("the page of its own keeps the host's words, resources and fixed answers", async () => {
  const { page } = await at('preset="profile=association" lock="profile" views="situate explore keep"');
  await page.evaluate(() => {
    const element = document.querySelector("boussole-odd17");
    element.overlay = {
      schema: "boussole/overlay/1",
      fr: { messages: { "widget-title": "La boussole </script><b>de la Ligue" } },
    };
    element.catalogue = {
      schema: "boussole/catalogue/1",
      mode: "replace",
      items: [{ title: "Une seule <ressource>", kind: "outils" }],
    };
  });
  await give(page, { maturity: 2 });
  const path = saved("host.html", await file(page, "html"));
  const alone = await (await browser.newContext({ offline: true })).newPage();
  await alone.goto(pathToFileURL(path).href);
  await settled(alone);
  await holds(() => answers(alone), { profile: "association", maturity: 2 });
  await reads(alone.locator("boussole-odd17 .brand"), "La boussole </script><b>de la Ligue");
  await holds(() => alone.title(), "La boussole </script><b>de la Ligue");
  await go(alone, "explore");
  await reads(alone.locator("boussole-odd17 .resource-title"), "Une seule <ressource>");
  await assert.rejects(go(alone, "nowhere"), /RangeError|No view/);
  await alone.context().close();
});

test("T50: the document is one to four pages, cuts no card, and shows its addresses", async () => {
  const { page, widget } = await at();
  await give(page, FULL);
  await go(page, "keep");
  await page.evaluate(() => {
    globalThis.print = () => {};
  });
  await widget.getByRole("button", { name: "Imprimer ou enregistrer en PDF" }).click();
  const html = await paperOf(page);
  const paper = await page.context().newPage();
  await paper.setContent(html);
  const pdf = await paper.pdf({
    format: "A4",
    margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" },
    path: join(tmpdir(), "boussole-report.pdf"),
  });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
  assert.ok(pages >= 1 && pages <= 4, `${pages} pages`);
  const text = await paper.evaluate(() => document.body.innerText);
  assert.match(text, /https:\/\//);
  assert.match(text, /1er juin 2028/);
  assert.match(text, /contenu\s: [0-9a-f]{8}/);
  await holds(
    () => paper.evaluate(() => getComputedStyle(document.querySelector(".paper-path li")).breakInside),
    "avoid",
  );
});

test("T44, T45: nothing is kept before the visitor asks; what she asks is kept by name; erasing leaves nothing", async () => {
  const context = await browser.newContext();
  const page_address = await partner(two_lines("", 'lang="fr" loading="eager" storage="local"'));
  const page = await context.newPage();
  await page.goto(page_address);
  await settled(page);
  const widget = page.locator("boussole-odd17");
  const keys = () => page.evaluate(() => Object.keys(localStorage));
  await give(page, FULL);
  await page.waitForTimeout(400);
  await holds(() => keys(), []);
  await go(page, "keep");
  await widget.getByLabel("Nom du parcours").fill("Conseil du 12");
  await widget.getByRole("button", { name: "Garder mon parcours sur cet appareil" }).click();
  await reads(widget.locator("[role=status]"), /gardé ici sous le nom «\sConseil du 12\s»/);
  await holds(async () => (await keys()).length, 1);
  const stored = () => page.evaluate(() => Object.values(localStorage).join());
  const before = await stored();
  await give(page, { ...FULL, maturity: 4 });
  await holds(async () => (await stored()) !== before);
  await page.reload();
  await settled(page);
  await holds(() => answers(page), { ...FULL, maturity: 4 }, "it follows the answers");

  // A second journey beside the first.
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("keep"));
  await page.evaluate(() => localStorage.setItem("page-own", "1"));
  await widget.getByRole("button", { name: "Effacer de cet appareil", exact: true }).click();
  await holds(() => keys(), ["page-own"], "the page's own keys stay");
  await widget.getByRole("button", { name: "Garder mon parcours sur cet appareil" }).click();
  await reads(widget.locator("[role=status]"), /«\sMon parcours\s»/);
  await widget.getByRole("button", { name: "Tout effacer de cet appareil" }).click();
  await holds(() => keys(), ["page-own"]);
  await context.close();
});

test("T43: two tabs, a hundred writes in turn: nothing of either is lost", async () => {
  const context = await browser.newContext();
  const page_address = await partner(two_lines("", 'lang="fr" loading="eager" storage="local"'));
  const tabs = [];
  for (let tab = 0; tab < 2; tab += 1) {
    const page = await context.newPage();
    await page.goto(page_address);
    await settled(page);
    if (tab === 0) {
      await give(page, { maturity: 1 });
      await go(page, "keep");
      await page
        .locator("boussole-odd17")
        .getByRole("button", { name: "Garder mon parcours sur cet appareil" })
        .click();
    }
    tabs.push(page);
  }
  await holds(() => answers(tabs[1]), { maturity: 1 }, "the second tab finds it");
  for (let turn = 0; turn < 50; turn += 1) {
    await Promise.all([
      give(tabs[0], { maturity: 1 + (turn % 4), profile: "association" }),
      give(tabs[1], { maturity: 1 + ((turn + 2) % 4), profile: "media" }),
    ]);
    if (turn % 10 === 9) await tabs[0].waitForTimeout(320);
  }
  const kept = () =>
    tabs[0].evaluate(() =>
      Object.keys(localStorage)
        .map((key) => JSON.parse(localStorage.getItem(key)))
        .map(({ name, link }) => [name, link.split(".").slice(0, 2).join(".")]),
    );
  await holds(async () => (await kept()).map(([, link]) => link).sort(), ["1.association", "1.media"]);
  // Nothing is written over what is there.
  await tabs[0].waitForTimeout(600);
  await holds(async () => (await kept()).map(([, link]) => link).sort(), ["1.association", "1.media"]);
  await holds(async () => (await kept()).some(([name]) => /autre onglet/.test(name)));
  await context.close();
});

test("T39 to T41: forbidden, full and broken storage cost a feature and a sentence, no answer", async () => {
  const page_address = await partner(two_lines("", 'lang="fr" loading="eager" storage="local"'));
  const before = {
    forbidden: () =>
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("no", "SecurityError");
        },
      }),
    full: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    },
    broken: () => {
      localStorage.setItem("boussole:1:b:a", "{");
      localStorage.setItem("boussole:1:b:b", JSON.stringify({ name: "B", link: "1.cut", turn: 1 }));
    },
  };
  for (const [name, sentence] of [
    ["forbidden", /ne permet de rien garder/],
    ["full", /place manque/],
    ["broken", /ne peut plus être lu/],
  ]) {
    const { page, said } = await open(page_address, { before: before[name] });
    await settled(page);
    const widget = page.locator("boussole-odd17");
    await give(page, { maturity: 2 });
    await go(page, "keep");
    if (name === "full") await widget.getByRole("button", { name: "Garder mon parcours sur cet appareil" }).click();
    await reads(widget.locator("#device").locator("xpath=.."), sentence, name);
    await holds(() => answers(page), { maturity: 2 });
    assert.deepEqual(
      said.filter((line) => line.startsWith("error")),
      [],
    );
  }
});
