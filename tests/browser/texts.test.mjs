// What is shown of the resources besides their titles comes in a file of its own: late, never, wrong, once for a page.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { holds, open, partner, reads, release, state, two_lines } from "./harness.mjs";

const COMING = "Un instant : la description et l’adresse arrivent.";
const MISSING = "La description et l’adresse n’ont pas pu se charger.";
/** All that a visitor needs to have a path. */
const ANSWERED =
  'loading="eager" preset="profile=association;domains=d01;level=local;maturity=2;objectives=hybrider;usage=agir;horizons=40,40,20" start-view="path"';
const gone = { status: 404, content: "" };
const isDetails = (path) => /\/resources-/.test(path);

/** A page with the widget, the release on another origin with a fault; and what was asked there of this file. */
async function opened(fault, body = (served) => two_lines(served, ANSWERED)) {
  const served = await release({ fault });
  const asked = [];
  const { page, said } = await open("about:blank", {
    before: () => {
      window.heard = [];
      addEventListener("boussole-error", ({ detail }) => window.heard.push(detail.code));
    },
  });
  page.on("request", (request) => {
    if (isDetails(request.url())) asked.push(request.url().replace(/.*\/(resources-.*)-[0-9a-f]{16}\.bin$/, "$1"));
  });
  await page.goto(await partner(body(served)));
  await state(page);
  return { page, said, asked, widget: page.locator("boussole-odd17") };
}

/** An answer that waits until it is let go. */
function gate() {
  let go;
  const open = new Promise((done) => {
    go = done;
  });
  return { fault: (path) => (isDetails(path) ? open.then(() => undefined) : undefined), go };
}

const cards = (widget) => widget.locator("[role=list].resources .resource");

/** Adds up how far what shows is moved from now on, in `window.shifts`. */
const countShifts = (page) =>
  page.evaluate(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) window.shifts += value;
    }).observe({ type: "layout-shift", buffered: false });
  });

test("titles do not wait for the rest, which takes its place without a jump of what stands before it", async () => {
  const late = gate();
  const { page, said, asked, widget } = await opened(late.fault);
  await widget.getByText(COMING).first().waitFor();
  const titles = await widget.locator(".resource-title").allTextContents();
  const why = await widget.locator(".resource .why summary").count();
  assert.ok(titles.length >= 9 && titles.every((title) => title.trim()), "all are named");
  await holds(() => widget.locator(".resource-title a").count(), 0);
  await holds(() => widget.locator(".no-address").count(), 0, "nobody knows yet who has no address");
  const result = await page.evaluate(() => JSON.stringify(document.querySelector("boussole-odd17").result));
  await countShifts(page);
  late.go();
  await widget.getByText(COMING).first().waitFor({ state: "detached" });
  await holds(async () => (await widget.locator(".resource-title a").count()) > 0, true, "they open now");
  const named = (text) => text.replace(/\s*\(.*\)$/, "").trim();
  await holds(
    async () =>
      (await widget.locator(".resource-title > span, .resource-title > a > span:first-child").allTextContents()).map(
        named,
      ),
    titles.map(named),
    "the same, in the same order",
  );
  await holds(() => widget.locator(".resource .why summary").count(), why);
  await holds(async () =>
    (await widget.locator(".resource-summary").allTextContents()).every((text) => text.length > 20),
  );
  await holds(
    () => page.evaluate(() => JSON.stringify(document.querySelector("boussole-odd17").result)),
    result,
    "the result never depended on it",
  );
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  assert.ok(
    (await page.evaluate(() => window.shifts)) < 0.1,
    `layout shift ${await page.evaluate(() => window.shifts)}`,
  );
  assert.deepEqual(asked, ["resources-fr"]);
  assert.deepEqual(said, []);
});

test("what does not come is said where it is missing, and comes when it is asked for again, for every element and once", async () => {
  let fault = (path) => (isDetails(path) ? gone : undefined);
  const two = (served) =>
    two_lines(served, ANSWERED).replace("</body>", `<boussole-odd17 ${ANSWERED} id="second"></boussole-odd17></body>`);
  const { page, asked, widget } = await opened((path) => fault(path), two);
  await state(page, "ready", "#second");
  const [first, second] = [widget.first(), widget.nth(1)];
  await first.getByText(MISSING).first().waitFor();
  await second.getByText(MISSING).first().waitFor();
  await holds(() => first.locator(".resource-title a").count(), 0);
  await holds(async () => [...new Set(await page.evaluate(() => window.heard))], ["fetch"], "the page is told why");
  const before = asked.length;
  const late = gate();
  fault = late.fault;
  await first
    .getByRole("button", { name: /^Réessayer/ })
    .first()
    .click();
  await first.getByText(COMING).first().waitFor();
  late.go();
  await first.locator(".resource-title a").first().waitFor();
  await second
    .getByRole("button", { name: /^Réessayer/ })
    .first()
    .click();
  await second.locator(".resource-title a").first().waitFor();
  assert.equal(asked.length, before + 1, "once for the page");
});

test("when the network is back, or the file comes after all, nobody has to ask", { timeout: 120_000 }, async () => {
  let fault = (path) => (isDetails(path) ? gone : undefined);
  const { page, widget } = await opened((path) => fault(path));
  await page.route("**/resources-*", (route) => route.abort());
  await page.reload();
  await state(page);
  await widget.getByText(MISSING).first().waitFor();
  await page.unroute("**/resources-*");
  fault = () => undefined;
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await widget.locator(".resource-title a").first().waitFor();

  const late = gate();
  fault = late.fault;
  await page.reload();
  await state(page);
  await widget.getByText(MISSING).first().waitFor({ timeout: 20_000 });
  await holds(() => page.evaluate(() => window.heard), ["timeout"]);
  late.go();
  await widget.locator(".resource-title a").first().waitFor();
});

test("sentences come with it, where a place was kept for them, or leave none", async () => {
  const late = gate();
  const levers = ANSWERED.replace('"path"', '"trajectory"');
  const { page, said, widget } = await opened(late.fault, (served) => two_lines(served, levers));
  const sentences = widget.locator(".contribution");
  await holds(() => sentences.allTextContents(), ["", "", ""]);
  await countShifts(page);
  late.go();
  await reads(sentences.last(), /^Invitez adhérents et habitants/);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const shifts = await page.evaluate(() => window.shifts);
  assert.ok(shifts < 0.02, `layout shift ${shifts}`);
  assert.deepEqual(said, []);

  const failing = await opened(
    (path) => (isDetails(path) ? gone : undefined),
    (served) => two_lines(served, levers),
  );
  await holds(() => failing.widget.locator(".contribution").count(), 0);
  await holds(() => failing.widget.locator(".cell-own").count(), 9, "the matrix does not need them");
});

test("two elements fetch it once", async () => {
  const two = (served) =>
    two_lines(served, ANSWERED).replace("</body>", `<boussole-odd17 ${ANSWERED} id="second"></boussole-odd17></body>`);
  const { page, asked, widget } = await opened(() => undefined, two);
  await state(page, "ready", "#second");
  for (const which of [0, 1]) await widget.nth(which).locator(".resource-title a").first().waitFor();
  assert.deepEqual(asked, ["resources-fr"]);
});

test("a file that is not the one of the release is refused, and the journey goes on", async () => {
  const { page, widget } = await opened((path) => (isDetails(path) ? { content: Buffer.from("not it") } : undefined));
  await widget.getByText(MISSING).first().waitFor();
  await holds(() => page.evaluate(() => window.heard), ["integrity"]);
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("explore"));
  await widget.locator("#explore-words").fill("charte");
  await reads(widget.locator(".explore-count"), /^(?!352)\d/);
  await holds(async () => (await widget.locator(".resource-title").count()) > 0, true, "words still find");
});

test("another language brings its own, and an unfinished one is left", async () => {
  const late = gate();
  const { page, asked, widget } = await opened((path) =>
    path.includes("resources-fr") ? late.fault(path) : undefined,
  );
  await widget.getByText(COMING).first().waitFor();
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").lang = "en";
  });
  await widget.locator(".resource-title a").first().waitFor();
  const summary = await widget.locator(".resource-summary").first().textContent();
  late.go();
  await page.waitForFunction(() =>
    performance
      .getEntriesByType("resource")
      .some(({ name, responseEnd }) => /resources-fr/.test(name) && responseEnd > 0),
  );
  await reads(widget.locator(".resource-summary").first(), summary, "still English");
  assert.deepEqual(asked, ["resources-fr", "resources-en"]);
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").lang = "fr";
  });
  await reads(widget.locator(".view-title"), /S’équiper/);
  await widget.locator(".resource-title a").first().waitFor();
  await holds(async () => (await widget.locator(".resource-summary").first().textContent()) !== summary);
  assert.deepEqual(asked, ["resources-fr", "resources-en"], "it is there");
});

test("a table waits for addresses and dates, and is refused when they cannot be had; other files need none", async () => {
  const late = gate();
  let fault = late.fault;
  const { page, widget } = await opened((path) => fault(path));
  await widget.getByText(COMING).first().waitFor();
  const made = (format) =>
    page.evaluate(
      (format) =>
        document
          .querySelector("boussole-odd17")
          .export(format)
          .then(
            (blob) => blob.text(),
            (error) => `refused: ${error.message}`,
          ),
      format,
    );
  const pins = JSON.parse(await made("json"));
  assert.equal(pins.schema, "boussole/export/1");
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").answers = {
      ...document.querySelector("boussole-odd17").answers,
      start: "2026-09-01",
    };
  });
  assert.match(await made("ics"), /BEGIN:VCALENDAR/);
  const waiting = made("csv");
  assert.equal(await Promise.race([waiting, page.waitForTimeout(300).then(() => "waits")]), "waits");
  late.go();
  assert.match(await waiting, /https:\/\//);

  fault = (path) => (isDetails(path) ? gone : undefined);
  await page.reload();
  await state(page);
  assert.match(await made("csv"), /^refused: .*resources-fr.* answered 404/);
  assert.match(await made("html"), /boussole-link:/, "the page has all of it within");
  fault = () => undefined;
  assert.match(await made("csv"), /https:\/\//, "asked again, it comes");
  await widget.locator(".resource-title a").first().waitFor();
});

test("paper waits for it too, and says what is missing", async () => {
  const late = gate();
  const { page, widget } = await opened(late.fault);
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("keep"));
  await page.evaluate(() => {
    const { appendChild } = Node.prototype;
    Node.prototype.appendChild = function (frame) {
      appendChild.call(this, frame);
      if (frame.localName === "iframe")
        frame.contentWindow.print = () => {
          window.printed = frame.contentDocument.body.textContent;
        };
      return frame;
    };
  });
  await widget.getByRole("button", { name: /Imprimer/ }).click();
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => window.printed), undefined, "it waits");
  late.go();
  const printed = await page.waitForFunction(() => window.printed).then((handle) => handle.jsonValue());
  assert.match(printed, /https:\/\//);
  assert.ok(!printed.includes(COMING));
});

test("a partner's resources and ours stand side by side whichever comes first, and both are found", async () => {
  const catalogue = {
    schema: "boussole/catalogue/1",
    mode: "merge",
    items: [
      {
        title: "Un puits partagé",
        summary: "Creuser ensemble.",
        publisher: "La commune",
        kind: "outils",
        profiles: ["association"],
        url: "https://exemple.org/puits",
      },
    ],
  };
  for (const before of [true, false]) {
    const late = gate();
    const { page, widget } = await opened(late.fault);
    await widget.getByText(COMING).first().waitFor();
    if (!before) {
      late.go();
      await widget.locator(".resource-title a").first().waitFor();
    }
    await page.evaluate((catalogue) => {
      document.querySelector("boussole-odd17").catalogue = catalogue;
    }, catalogue);
    await page.evaluate(() => document.querySelector("boussole-odd17").goTo("explore"));
    await widget.locator("[data-facet=origin]").waitFor({ state: "attached" });
    if (before) late.go();
    await cards(widget).locator(".resource-title a").first().waitFor();
    await widget.getByText(COMING).first().waitFor({ state: "detached" });
    await widget.locator("#explore-words").fill("puits");
    await cards(widget).filter({ hasText: "Un puits partagé" }).filter({ hasText: "La commune" }).waitFor();
    await widget.locator("#explore-words").fill("boussole ODD 17");
    await cards(widget).filter({ hasNotText: "Un puits" }).first().locator("a").first().waitFor();
  }
});

test("one file has them within, and the page says nothing of a file", async () => {
  const address = await partner(
    `<script src="boussole.single.js" async></script></head><body><boussole-odd17 ${ANSWERED}></boussole-odd17></body>`,
    {
      "content-security-policy":
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'; img-src 'self'",
    },
  );
  const { page, said } = await open(address);
  await state(page);
  await page.locator("boussole-odd17 .resource-title a").first().waitFor();
  assert.deepEqual(said, []);
});

test("the release has one such file for each language, named in its manifest and kept for offline", () => {
  const dist = process.env.BOUSSOLE_DIST;
  const names = readdirSync(dist).filter((name) => /^resources-.*\.bin$/.test(name));
  assert.deepEqual(
    names.map((name) => name.replace(/-[0-9a-f]{16}\.bin$/, "")),
    ["resources-en", "resources-fr-x-falc", "resources-fr"].sort(),
  );
  const listed = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8")).files.map(({ name }) => name);
  const offline = readFileSync(join(dist, "offline.js"), "utf8");
  for (const name of names) assert.ok(listed.includes(name) && offline.includes(name), name);
});
