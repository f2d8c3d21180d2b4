// Search while typing, ours beside MiniSearch and an index by hand, in one Chromium, in one run, the order
// drawn anew each time. Ratios inside a run hold; absolute times belong to the machine of the day.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { chromium } from "playwright-core";
import { catalogue, sessions } from "./catalogue.mjs";
import { isTrial, record, runs, seed } from "./results.mjs";
import { median, quantile, random, rounded, shuffled } from "./statistics.mjs";

const FOLDER = process.env.BOUSSOLE_BENCH;
const SIZES = isTrial ? [1200, 10_000] : [1200, 10_000, 100_000];
const RUNS = runs(3);
const SLOWDOWNS = [1, 4];
const NAMES = ["boussole", "minisearch", "byHand"];
/** A library that takes longer than this for one catalogue is cut short: milliseconds. */
const BUDGET = 6000;

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 5e6 ? 5 : 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  }).length;
const next = random(seed);

mkdirSync(join(FOLDER, "data"), { recursive: true });
for (const size of SIZES) {
  const list = join(FOLDER, "data", `${size}.json`);
  const entries = catalogue(size);
  writeFileSync(list, JSON.stringify(entries));
  writeFileSync(join(FOLDER, "data", `sessions-${size}.json`), JSON.stringify(sessions(entries)));
  execFileSync(process.env.BOUSSOLE_BIN, ["bench-index", list, "--out", join(FOLDER, "data", `${size}.bin`)]);
}

const own = (name) => new URL(name, import.meta.url);
const FILES = {
  "/": ["text/html", '<!doctype html><title>bench</title><script src="finder.js"></script>'],
  "/finder.js": ["text/javascript", readFileSync(join(FOLDER, "finder.js"))],
  "/finder.wasm": ["application/wasm", readFileSync(join(FOLDER, "finder.wasm"))],
  "/search-engines.mjs": ["text/javascript", readFileSync(own("search-engines.mjs"))],
  "/expansion.mjs": ["text/javascript", readFileSync(own("expansion.mjs"))],
  "/thesaurus.json": ["application/json", readFileSync(own("../../www/content/thesaurus/fr.json"))],
  "/rules.json": ["application/json", readFileSync(own("../../www/content/rules.json"))],
  "/minisearch.js": ["text/javascript", readFileSync(own("../node_modules/minisearch/dist/es/index.js"))],
};
const server = createServer((request, response) => {
  const path = new URL(request.url, "http://bench").pathname;
  if (!FILES[path] && !path.startsWith("/data/")) {
    response.writeHead(404).end();
    return;
  }
  const [type, content] = FILES[path] ?? ["application/octet-stream", readFileSync(join(FOLDER, path))];
  // Fine timers need an isolated page.
  response
    .writeHead(200, {
      "content-type": type,
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    })
    .end(content);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({
  executablePath: process.env.BOUSSOLE_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc"],
});

async function measure(name, size, slowdown) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.goto(address);
  const result = await page.evaluate(
    async ({ name, size, budget, slow }) => {
      const peer = (await import("/search-engines.mjs"))[name];
      const entries = await (await fetch(`/data/${size}.json`)).json();
      const sessions = await (await fetch(`/data/sessions-${size}.json`)).json();
      if (peer.prepare) await peer.prepare();
      const bytes =
        name === "boussole" ? new Uint8Array(await (await fetch(`/data/${size}.bin`)).arrayBuffer()) : undefined;
      window.run = () => {
        gc();
        const used = () => performance.memory.usedJSHeapSize + (peer.memory ? peer.memory() : 0);
        const heap = used();
        let begun = performance.now();
        let index = bytes ? peer.load(bytes) : peer.build(entries);
        const built = performance.now() - begun;
        let opened = bytes ? built : undefined;
        let dumped;
        if (peer.dump && slow === 1) {
          dumped = peer.dump(index);
          begun = performance.now();
          index = peer.load(dumped);
          opened = performance.now() - begun;
        }
        if (peer.titled) peer.titled(index, entries);
        gc();
        const memory = used() - heap;
        const keys = [];
        const started = performance.now();
        let found = 0;
        typing: for (const session of sessions) {
          for (let length = 1; length <= session.length; length += 1) {
            if (session[length - 1] === " ") continue;
            const pressed = performance.now();
            found = peer.find(index, session.slice(0, length));
            keys.push(performance.now() - pressed);
            if (performance.now() - started > budget) break typing;
          }
        }
        return { built, opened, keys, found, memory, dumped };
      };
    },
    { name, size, budget: BUDGET * slowdown, slow: slowdown },
  );
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const found = await page.evaluate(() => window.run());
  await context.close();
  return { ...result, ...found };
}

console.log(`Chromium ${browser.version()}, ${RUNS} runs, each engine in a page of its own; seed ${seed}`);
const dumped = {};
const measured = [];
for (const slowdown of SLOWDOWNS) {
  for (const size of SIZES) {
    const of = Object.fromEntries(NAMES.map((name) => [name, []]));
    for (let run = 0; run < RUNS; run += 1) {
      for (const name of shuffled(NAMES, next)) {
        const found = await measure(name, size, slowdown);
        if (found.dumped) dumped[size] = brotli(Buffer.from(found.dumped));
        of[name].push(found);
      }
    }
    const figures = { slowdown, size };
    if (slowdown === 1)
      figures.shipped = {
        boussole: rounded(brotli(readFileSync(join(FOLDER, "data", `${size}.bin`))) / 1000),
        minisearch: rounded(dumped[size] / 1000),
      };
    for (const name of NAMES) {
      const over = (what) => median(of[name].map(what));
      // A machine that does something else for a moment slows a key in twenty, whatever it costs: of each key the median of
      // all runs, each in a fresh page, is what it costs.
      const keys = Math.min(...of[name].map(({ keys }) => keys.length));
      const costs = Array.from({ length: keys }, (_, key) => over((run) => run.keys[key]));
      figures[name] = {
        keys,
        p50: rounded(
          over(({ keys }) => median(keys)),
          3,
        ),
        p95: rounded(
          over(({ keys }) => quantile(keys, 0.95)),
          3,
        ),
        cost: rounded(quantile(costs, 0.95), 3),
        built: rounded(over(({ built }) => built)),
        opened: rounded(
          over(({ opened }) => opened),
          2,
        ),
        memory: rounded(over(({ memory }) => memory) / 1e6, 2),
      };
      console.log(`CPU ${slowdown}×`, String(size).padStart(6), name.padEnd(10), JSON.stringify(figures[name]));
    }
    measured.push(figures);
  }
}
await browser.close();
server.close();

/** To which power the cost of a key grows with the catalogue. */
const growth = (name) => {
  const [least, most] = [SIZES[0], SIZES.at(-1)].map(
    (wanted) => measured.find(({ slowdown, size }) => slowdown === 1 && size === wanted)[name].p95,
  );
  return rounded(Math.log(most / least) / Math.log(SIZES.at(-1) / SIZES[0]), 2);
};
record("search", browser.version(), {
  seed,
  runs: RUNS,
  engines: NAMES,
  measured,
  growth: isTrial ? undefined : Object.fromEntries(NAMES.map((name) => [name, growth(name)])),
});
