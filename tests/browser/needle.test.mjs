// The needle moves before the widget is there, by a module of the rules alone; and the widget finds it where it is.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { open, partner, release, state, two_lines } from "./harness.mjs";

const DIST = process.env.BOUSSOLE_DIST;
const files = await readdir(DIST);
const built = (name) =>
  readFile(
    join(
      DIST,
      files.find((own) => name.test(own)),
    ),
  );
const code = new WebAssembly.Module(gunzipSync(await built(/^needle-.*\.bin$/)));
const [, list] = /rules\W{1,5}\[([\d,]+)\]/.exec(await built(/^needle-.*\.js$/));
const RULES = list.split(",").map(Number);
const { objectives, maturity } = JSON.parse(await built(/^vocabulary\.json$/));
const vectors = JSON.parse(await readFile(new URL("../data/vectors.json", import.meta.url)));
const NOTHING = Array(15).fill(0);

/** The numbers of bytes; `length` of them, where it is another than they have. */
const { memory, input, output, turn } = new WebAssembly.Instance(code).exports;
function shown(bytes, length = bytes.length) {
  new Uint8Array(memory.buffer).set(bytes, input());
  turn(length);
  return [...new Int32Array(memory.buffer, output(), 15)];
}
/** Answers as bytes, with the rules behind them. */
const laid = (answers) => {
  const places = (answers.objectives ?? []).map((id) => 1 + objectives.findIndex((own) => own.id === id));
  return [1, ...(answers.horizons ?? [0, 0, 0]), places[0] ?? 0, places[1] ?? 0, answers.maturity ?? 0, ...RULES];
};
const IMPACTS = ["performance", "innovation", "confiance"];
/** What a heading of a result is in numbers, without how firm it is. */
function numbers(heading) {
  if (!heading) return NOTHING.slice(0, 10);
  const shares = IMPACTS.map((impact) => heading.permille[impact]);
  const percents = shares.map((share) => Math.floor(share / 10));
  // What is missing goes to the greatest remainders, the first of equal ones.
  const order = [0, 1, 2].sort((a, b) => (shares[b] % 10) - (shares[a] % 10) || a - b);
  for (const place of order.slice(0, 100 - percents.reduce((sum, own) => sum + own))) percents[place] += 1;
  const tenths = Math.round(heading.bearing_degrees * 10);
  const petals = shares.map((share) => Math.round(1000 * Math.sqrt(share / 1000)));
  const [first, second, third] = [0, 1, 2].sort((a, b) => shares[b] - shares[a] || a - b);
  let standing = [first + 1, second + 1];
  if (shares[first] - shares[second] >= 50) standing = [first + 1, 0];
  if (heading.balanced || shares[first] - shares[third] < 50) standing = [0, 0];
  return [1, ...percents, tenths > 1800 ? tenths - 3600 : tenths, ...petals, ...standing];
}
const chance = (seed) => {
  let last = seed;
  return (limit) => {
    last = (last * 48271) % 2147483647;
    return last % limit;
  };
};

/** A page on which the large module comes when `go` is called; `fault` as in `release`. */
async function held(attributes = "", { fault = () => undefined, options = {}, headers } = {}) {
  let go;
  const when = new Promise((done) => {
    go = done;
  });
  const slow = await release({
    fault: (path) => fault(path) ?? (/^\/widget-.*\.bin$/.test(path) ? when.then(() => undefined) : undefined),
  });
  const { page, said } = await open("about:blank", options);
  await page.goto(await partner(two_lines(slow, `loading="eager" ${attributes}`), headers));
  const widget = page.locator("boussole-odd17");
  return {
    page,
    said,
    go,
    widget,
    answer: (level) =>
      widget
        .locator("[data-question=maturity] input")
        .nth(level - 1)
        .check({ force: true }),
  };
}
const pointing = (page, text) =>
  page.waitForFunction(
    (text) =>
      document.querySelector("boussole-odd17").shadowRoot.querySelector(".compass-main")?.textContent.includes(text),
    text,
  );
const SAID = {
  fr: ["performance d’abord", "entre performance et innovation", "innovation d’abord", "confiance d’abord"],
  en: ["performance first", "between performance and innovation", "innovation first", "trust first"],
};

test("the module has no imports, and gives every worked case", () => {
  assert.deepEqual(WebAssembly.Module.imports(code), []);
  assert.equal(vectors.length, 35);
  for (const [place, { answers, heading }] of vectors.entries()) {
    assert.deepEqual(shown(laid(answers)).slice(0, 10), numbers(heading), `case ${place}`);
  }
});

test("bytes of another version, another length or any other kind are no heading, and no trap", () => {
  const good = laid({ maturity: 3, horizons: [40, 40, 20] });
  assert.equal(shown(good)[0], 1);
  for (const [place, value] of [
    [0, 2],
    [7, 2],
    [7, 0],
  ])
    assert.deepEqual(shown(good.with(place, value)), NOTHING);
  for (const length of [0, 6, good.length - 1, good.length + 1, 4096, 2 ** 31, 2 ** 32 - 1])
    assert.deepEqual(shown(good, length), NOTHING, `${length} bytes`);
  const below = chance(17);
  let headings = 0;
  for (let time = 0; time < 5000; time += 1) {
    const bytes =
      time % 2 ? Array.from({ length: below(200) }, () => below(256)) : good.with(below(good.length), below(256));
    const found = shown(bytes);
    headings += found[0];
    if (found[0]) assert.equal(found[1] + found[2] + found[3], 100, bytes.join());
    else assert.deepEqual(found, NOTHING, bytes.join());
  }
  assert.ok(headings > 500 && headings < 2500, `${headings}`);
});

test("whatever is answered, the module gives what the widget shows", async () => {
  const below = chance(5);
  const some = Array.from({ length: 200 }, () => {
    const first = below(101);
    const second = below(101 - first);
    const chosen = objectives
      .map(({ id }) => id)
      .sort(() => below(3) - 1)
      .slice(0, below(3));
    return {
      ...(below(3) && { maturity: 1 + below(maturity.length) }),
      ...(chosen.length && { objectives: chosen }),
      ...(below(2) && { horizons: [first, second, 100 - first - second] }),
    };
  });
  const { page } = await open(await partner(two_lines()));
  await state(page);
  const all = await page.evaluate(async (some) => {
    const own = document.querySelector("boussole-odd17");
    const found = [];
    for (const answers of some) {
      own.answers = answers;
      await new Promise((done) => setTimeout(done));
      const each = (query, read) => [...own.shadowRoot.querySelectorAll(query)].map(read);
      const number = (node, place = 0) => Number(node.getAttribute("transform").match(/-?[\d.]+/g)[place]);
      found.push({
        heading: own.result.heading,
        angle: number(own.shadowRoot.querySelector(".needle")),
        length: number(own.shadowRoot.querySelector(".needle"), 2),
        start: number(own.shadowRoot.querySelector(".range")),
        arc: Number.parseFloat(own.shadowRoot.querySelector(".range").getAttribute("stroke-dasharray")) / 576,
        petals: each(".petal", (node) => number(node)),
        poles: each(".pole-share", (node) => Number.parseInt(node.textContent || "0", 10)),
      });
    }
    return found;
  }, some);
  for (const [place, { heading, angle, length, start, arc, petals, poles }] of all.entries()) {
    const found = shown(laid(some[place]));
    const told = JSON.stringify(some[place]);
    assert.deepEqual(found.slice(0, 10), numbers(heading), told);
    assert.deepEqual(
      [found.slice(1, 4), found.slice(5, 8)],
      [poles, petals.map((scale) => Math.round(scale * 1000))],
      told,
    );
    const [long, left, right] = found.slice(12);
    assert.deepEqual([Math.round(length * 1000), Math.round(arc * 3600)], [long, right - left], told);
    if (heading) {
      assert.equal(Math.abs(Math.round(angle * 10) - found[4]) % 3600, 0, told);
      assert.equal(Math.round((start - angle) * 10), left, told);
    }
  }
});

test("an answer moves needle, petals, shares and words while the module is on its way, which then changes nothing of it", async () => {
  const cases = [
    ["fr", [1], 1280],
    ["fr", [2], 390],
    ["en", [3], 1280],
    ["fr", [4], 1280],
    ["en", [4, 1, 2], 800],
    ["fr", [2, 3, 1, 4], 390],
  ];
  for (const [lang, levels, width] of cases) {
    const told = `${lang}, ${levels}`;
    const { page, said, go, widget, answer } = await held(`lang="${lang}"`, { options: { width } });
    await page.waitForFunction(() =>
      document.querySelector("boussole-odd17").shadowRoot.querySelector(".compass-main"),
    );
    const rest = await widget.locator(".dial").evaluate((own) => own.outerHTML);
    // Where there is little room, it is the fourth question, and the compass is a bar.
    const isNarrow = width < 700;
    for (let turn = 0; isNarrow && turn < 3; turn += 1) await widget.locator(".turn-on").click();
    for (const level of levels) {
      await answer(level);
      await pointing(page, SAID[lang][level - 1]);
    }
    assert.equal(await widget.getAttribute("state"), "loading");
    const read = () =>
      widget.evaluate(({ shadowRoot }) =>
        [".dial", ".compass-words"].map((name) => shadowRoot.querySelector(name).outerHTML),
      );
    const [dial, words] = await read();
    assert.notEqual(dial, rest, told);
    const shares = await widget.locator(".shares dd").allTextContents();
    assert.equal(
      shares.reduce((sum, text) => sum + Number.parseInt(text, 10), 0),
      100,
      told,
    );
    assert.deepEqual(await widget.locator(".pole-share").allTextContents(), shares, told);
    assert.equal(await widget.locator(".compass-firm").isVisible(), !isNarrow, told);
    await page.waitForTimeout(800);
    // The picture on a ground of its own: where there is little room it reaches over the edge of a floating bar. And in a
    // layer of its own: Chromium keeps tiles of a page that were drawn a fraction of a pixel apart.
    const ground =
      ".dial { background: white !important; outline: 2px solid white !important; will-change: transform; }";
    const look = () => widget.locator(".dial").screenshot({ animations: "disabled", style: ground });
    const before = await look();
    await widget.evaluate(({ shadowRoot }) => {
      window.heard = [];
      window.moved = 0;
      const status = shadowRoot.querySelector("[role=status]");
      new MutationObserver(() => window.heard.push(status.textContent)).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      const count = () => {
        window.moved += shadowRoot.querySelector(".dial").getAnimations({ subtree: true }).length;
        requestAnimationFrame(count);
      };
      count();
    });
    go();
    await state(page);
    await page.waitForTimeout(300);
    assert.deepEqual(await read(), [dial, words], told);
    assert.equal(await page.evaluate(() => window.moved), 0, `${told}: something moved`);
    assert.ok(before.equals(await look()), `${told}: a pixel moved`);
    const heard = await page.evaluate(() => window.heard.filter(Boolean));
    assert.equal(heard.length, 1, `${told}: ${heard.join(" | ")}`);
    assert.ok(heard[0].includes(SAID[lang][levels.at(-1) - 1]), heard[0]);
    assert.deepEqual(await page.evaluate(() => document.querySelector("boussole-odd17").answers), {
      maturity: levels.at(-1),
    });
    // From then on it is the widget's.
    await answer((levels.at(-1) % 4) + 1);
    await pointing(page, SAID[lang][levels.at(-1) % 4]);
    assert.deepEqual(said, [], told);
    await page.context().close();
  }
});

test("what was answered before the rules came moves the needle when they come", async () => {
  let come;
  const when = new Promise((done) => {
    come = done;
  });
  const { page, go, widget, answer } = await held("", {
    fault: (path) => (/^\/needle-.*\.bin$/.test(path) ? when.then(() => ({})) : undefined),
  });
  await widget.locator("legend").nth(3).waitFor();
  await answer(1);
  await page.waitForTimeout(200);
  assert.match(await widget.locator(".needle").getAttribute("class"), /resting/);
  come();
  await pointing(page, SAID.fr[0]);
  go();
  await state(page);
  await pointing(page, SAID.fr[0]);
});

test("without the rules the needle waits for the widget, and nobody is told of it", async () => {
  const refused = () => {
    WebAssembly.Instance = class {
      constructor() {
        throw new WebAssembly.CompileError("refused");
      }
    };
  };
  const faults = [{ status: 404, content: "" }, { content: "changed" }, { hang: true }, undefined];
  for (const fault of faults) {
    const told = JSON.stringify(fault ?? "refused");
    const before = () => {
      window.errors = [];
      addEventListener("boussole-error", ({ detail }) => window.errors.push(detail.help));
    };
    const { page, said, go, widget, answer } = await held("", {
      fault: (path) => (/^\/needle-.*\.bin$/.test(path) ? fault : undefined),
      options: { before },
    });
    if (!fault) await page.evaluate(refused);
    await widget.locator("legend").nth(3).waitFor();
    await answer(1);
    await page.waitForTimeout(300);
    if (fault) assert.match(await widget.locator(".needle").getAttribute("class"), /resting/, told);
    go();
    await state(page);
    await pointing(page, SAID.fr[0]);
    assert.deepEqual(await page.evaluate(() => window.errors), [], told);
    assert.deepEqual(
      said.filter((text) => !/needle-.*\.bin/.test(text) && !/404/.test(text)),
      [],
      told,
    );
    await page.context().close();
  }
});

test("where the first view is another, nothing is moved in it; in the single file all is within", async () => {
  const { page, go, widget } = await held('preset="maturity=2"');
  await page.waitForTimeout(300);
  assert.equal(await widget.locator(".needle").count(), 0);
  go();
  await state(page);
  await pointing(page, SAID.fr[1]);
  // Nothing of the single file is fetched.
  const single = await open(
    await partner(two_lines().replace("boussole.js", "boussole.single.js"), {
      "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
    }),
  );
  await state(single.page);
  await single.page.locator("boussole-odd17").locator("[data-question=maturity] input").nth(0).check({ force: true });
  await pointing(single.page, SAID.fr[0]);
  assert.match(String(await built(/^boussole\.single\.js$/)), /needle:\{data:/);
});
