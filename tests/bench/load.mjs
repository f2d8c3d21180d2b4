// How soon somebody can answer, and see what it changes, beside what a page would use instead: the same questions,
// matrix, compass and list written with other tools (`peers`). Cold, in one run, in an order drawn anew each time; what
// counts are the ratios. "answerable": a choice of the first question is there and, chosen, is kept. "needle": it turns.
// ONLY="4G lente, CPU 4×" measures one network alone.
import { readFileSync, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { chromium } from "playwright-core";
import { entries } from "./catalogue.mjs";
import { build } from "./peers/node_modules/esbuild/lib/main.js";

const RUNS = Number(process.env.RUNS || 9);
const ENTRIES = 248;
/** What the peers' page may ask for, and the choice that turns the needle; ours has the release. */
const PEERS = ["vanilla", "preact", "lit", "preact-minisearch"];
const CONTESTANTS = [
  { name: "boussole", path: "/boussole/", shadow: "boussole-odd17", first: "[data-question=profile] input", option: (at) => `[data-question=maturity] .option:nth-child(${at + 1}) input`, needle: ".needle", list: undefined },
  { name: "boussole, la liste", path: "/boussole/?start-view=explore", shadow: "boussole-odd17", list: ".resources" },
  ...PEERS.map((name) => ({ name, path: `/${name}/?n=${ENTRIES}`, first: "input[name=q0]", option: (at) => `input[name=q0][value="${at}"]`, needle: ".needle", list: ".results" })),
];
const NETWORKS = {
  "rapide": { cpu: 1 },
  "4G lente, CPU 4×": { cpu: 4, latency: 150, kbps: 1600 },
  "4G lente, CPU 6×": { cpu: 6, latency: 150, kbps: 1600 },
  "3G, CPU 4×": { cpu: 4, latency: 300, kbps: 700 },
};

const small = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };
const files = new Map();
const put = (path, content) => files.set(path, small(Buffer.from(content)));

for (const name of PEERS) {
  const extension = existsSync(new URL(`peers/${name}.ts`, import.meta.url)) ? "ts" : "tsx";
  const { outputFiles } = await build({ entryPoints: [new URL(`peers/${name}.${extension}`, import.meta.url).pathname], bundle: true, minify: true, format: "esm", target: "es2022", jsx: "automatic", jsxImportSource: "preact", outfile: "main.js", write: false });
  for (const { path, contents } of outputFiles) put(`/${name}/main${extname(path)}`, contents);
  put(`/${name}/`, `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${name}</title><meta name="viewport" content="width=device-width"><script type="module" src="main.js"></script><link rel="stylesheet" href="main.css"></head><body><div id="bw"></div></body></html>`);
}
let seed = 1;
const some = (most, count) => Array.from({ length: count }, () => (seed = (seed * 48271) % 2147483647) % most);
put(`/data/cat-${ENTRIES}.json`, JSON.stringify([...entries(ENTRIES)].map(({ title, summary }, at) => ({ title, summary, type: at % 5, parcours: at % 3, profiles: some(10, 2), domains: some(16, 2), levels: some(5, 2), year: 2000 + (at % 26), url: `https://exemple.org/${at}` }))));

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://bench");
  let body = files.get(pathname);
  let encoding = { "content-encoding": "br" };
  if (!body && pathname === "/boussole/") {
    const view = searchParams.get("start-view") ?? "situate";
    body = small(Buffer.from(`<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>boussole</title><meta name="viewport" content="width=device-width"><script src="boussole.js" async></script></head><body><boussole-odd17 lang="fr" start-view="${view}"><a href="https://www.lerameau.fr/">Découvrir la démarche</a></boussole-odd17></body></html>`));
  } else if (!body && pathname.startsWith("/boussole/")) {
    const path = join(process.env.BOUSSOLE_DIST, pathname.slice("/boussole/".length));
    if (!existsSync(path)) { response.writeHead(404).end(); return; }
    body = readFileSync(path);
    // The binaries are compressed inside.
    if (path.endsWith(".bin")) encoding = {};
    else { body = small(body); files.set(pathname, body); }
  }
  if (!body) { response.writeHead(404).end(); return; }
  const type = pathname.endsWith("/") ? TYPES[".html"] : TYPES[extname(pathname)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "content-length": body.length, "cache-control": "no-store", ...encoding });
  response.end(body);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

/** In the page before anything else. */
function probe({ shadow, first, options, needle, list }) {
  const seen = { answerable: 0, needle: 0, list: 0, long: 0, over: 0, shift: 0 };
  window.seen = seen;
  new PerformanceObserver((found) => { for (const { duration } of found.getEntries()) { seen.long = Math.max(seen.long, duration); seen.over += 1; } }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((found) => { for (const { value } of found.getEntries()) seen.shift += value; }).observe({ type: "layout-shift", buffered: true });
  const root = () => (shadow ? document.querySelector(shadow)?.shadowRoot : document);
  const turned = () => { const found = root()?.querySelector(needle); return found ? (found.getAttribute("style") ?? "") + (found.getAttribute("transform") ?? "") : null; };
  let before = null;
  let clicks = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    const early = first && !seen.answerable && root()?.querySelector(first);
    if (early) {
      early.click();
      if (early.checked) seen.answerable = now;
    }
    if (options && !seen.needle) {
      const option = root()?.querySelector(options[clicks % 2]);
      if (option) {
        const state = turned();
        if (before !== null && state !== before) seen.needle = now;
        else { before = state; option.click(); clicks += 1; }
      }
    }
    if (list && !seen.list && (root()?.querySelector(list)?.firstElementChild?.textContent.length ?? 0) > 5) seen.list = now;
    if ((!options || seen.needle) && (!list || seen.list)) { clearInterval(timer); console.debug("seen"); }
  }, 8);
}

const browser = await chromium.launch({ executablePath: process.env.BOUSSOLE_CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info", "--js-flags=--expose-gc"] });
console.log(await browser.version());
const found = [];
const measured = Object.entries(NETWORKS).filter(([network]) => [undefined, network].includes(process.env.ONLY));
for (let run = 0; run <= RUNS; run += 1) {
  for (const [network, { cpu, latency, kbps }] of measured) {
    for (const contestant of CONTESTANTS.map((own) => [Math.random(), own]).sort(([a], [b]) => a - b).map(([, own]) => own)) {
      const context = await browser.newContext({ viewport: { width: 1000, height: 1400 }, reducedMotion: "reduce" });
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send("Network.enable");
      if (kbps) await devtools.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: kbps * 125, uploadThroughput: kbps * 62 });
      if (cpu > 1) await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
      let bytes = 0;
      devtools.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
      const { shadow, first, option, needle, list } = contestant;
      await page.addInitScript(probe, { shadow, first, needle, list, options: option && [option(1), option(3)] });
      // The page itself says when it has seen all: asking it would take of the time that is measured.
      const all = page.waitForEvent("console", { predicate: (said) => said.text() === "seen", timeout: 60_000 });
      await page.goto(origin + contestant.path, { waitUntil: "commit" });
      await all;
      await page.waitForTimeout(300);
      // What was chosen before anything could hear it is an answer.
      if (contestant.name === "boussole" && !(await page.evaluate(() => document.querySelector("boussole-odd17").whenReady.then(({ answers }) => answers.maturity)))) throw new Error("an answer was lost");
      const seen = await page.evaluate(() => window.seen);
      await devtools.send("HeapProfiler.collectGarbage");
      const { usedSize } = await devtools.send("Runtime.getHeapUsage");
      // The first run warms up.
      if (run) found.push({ ...seen, run, name: contestant.name, network, bytes, heap: usedSize });
      await context.close();
    }
  }
}
await browser.close();
server.close();

const median = (values) => { const sorted = [...values].sort((a, b) => a - b); return sorted[sorted.length >> 1]; };
const of = (name, network, what) => median(found.filter((own) => own.name === name && own.network === network).map((own) => own[what]));
for (const [network] of measured) {
  console.log(`\n${network}, ${RUNS} exécutions, médianes (ms) ; rapport au meilleur pair\n\n| | répondre | rapport | l'aiguille | rapport | la liste | rapport | ko | tâches de plus de 50 ms, la plus longue | saut |\n|---|---|---|---|---|---|---|---|---|---|`);
  const best = (what) => Math.min(...PEERS.map((name) => of(name, network, what)));
  for (const { name } of CONTESTANTS) {
    const cells = ["answerable", "needle", "list"].flatMap((what) => { const value = of(name, network, what); return value ? [value.toFixed(0), (value / best(what)).toFixed(2)] : ["", ""]; });
    console.log(`| ${name} | ${cells.join(" | ")} | ${(of(name, network, "bytes") / 1000).toFixed(0)} | ${of(name, network, "over")}, ${of(name, network, "long").toFixed(0)} | ${of(name, network, "shift").toFixed(3)} |`);
  }
  // A goal holds when it holds in eight runs of nine, beside the best peer of its column; what the fastest of all peers did
  // in each run, which is another one each time, stands beside it.
  for (const [what, name] of [["answerable", "boussole"], ["needle", "boussole"], ["list", "boussole, la liste"]]) {
    const column = PEERS.reduce((best, peer) => (of(peer, network, what) < of(best, network, what) ? peer : best));
    for (const [beside, peers] of [[column, [column]], ["le plus rapide de chaque exécution", PEERS]]) {
      const ratios = Array.from({ length: RUNS }, (_, run) => {
        const here = found.filter((own) => own.network === network && own.run === run + 1);
        return here.find((own) => own.name === name)[what] / Math.min(...here.filter((own) => peers.includes(own.name)).map((own) => own[what]));
      });
      console.log(`${what}, à côté de ${beside} : médiane ${median(ratios).toFixed(2)}, au plus 1,00 dans ${ratios.filter((ratio) => ratio <= 1).length} sur ${RUNS} (${ratios.map((ratio) => ratio.toFixed(2)).join(" ")})`);
    }
  }
}
