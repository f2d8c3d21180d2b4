// How soon somebody can answer, and see what it changes, beside what a page would use instead: the same questions,
// matrix, compass and list written with other tools (`contestants.mjs`, `peers`). Cold, in one run, in an order drawn
// anew for each; what counts are the ratios inside a run.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { CONTESTANTS, LIST, OPTIONS, PEERS, serve } from "./contestants.mjs";
import { isTrial, record, runs, seed } from "./results.mjs";
import { median, random, rounded, shuffled } from "./statistics.mjs";

/** `cpu`: how many times slower; `latency`: milliseconds for each request. The goals are set on the first. */
const NETWORKS = {
  slow: { cpu: 4, latency: 150, kbps: 1600, runs: runs(15) },
  full: { cpu: 1, runs: runs(5) },
  slower: { cpu: 6, latency: 150, kbps: 1600, runs: runs(5) },
  "3g": { cpu: 4, latency: 300, kbps: 700, runs: runs(5) },
};
const networks = Object.entries(NETWORKS).filter(([name]) =>
  process.env.BOUSSOLE_NETWORK ? name === process.env.BOUSSOLE_NETWORK : !isTrial || ["slow", "full"].includes(name),
);
assert.ok(networks.length, `a network is one of ${Object.keys(NETWORKS).join(", ")}`);
/** How many results a list shows at first. */
const RESULTS = 20;

const site = await serve();
const browser = await chromium.launch({
  executablePath: process.env.BOUSSOLE_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu"],
});
const open = async () => {
  const context = await browser.newContext({ viewport: { width: 1000, height: 1400 }, reducedMotion: "reduce" });
  return { context, page: await context.newPage() };
};

/** In a page, before anything else: where things are, and which way the needle points. */
function instruments({ shadow, needle }) {
  window.root = () => (shadow ? document.querySelector(shadow)?.shadowRoot : document);
  window.find = (selector) => window.root()?.querySelector(selector);
  window.angle = () => {
    const found = window.find(needle);
    const turn = /rotate\((-?[\d.]+)/.exec(`${found?.getAttribute("transform")} ${found?.getAttribute("style")}`);
    return turn ? Number(turn[1]) : undefined;
  };
}

/** Does what is measured, at full speed: the questions are there and take answers, the needle moves, the list shows.
 * Returns where the needle rests, where it points after all answers, and the titles of the list. */
async function check(contestant) {
  const { context, page } = await open();
  const { shadow, option, turning, questions, list, title, count } = contestant;
  await page.addInitScript(instruments, { shadow, needle: contestant.needle });
  await page.goto(site.origin + contestant.path);
  const found = {};
  const scope = shadow ? page.locator(shadow) : page;
  if (questions) {
    await scope.locator(questions.at(-1)).first().waitFor({ state: "attached" });
    if (shadow) await page.evaluate((host) => document.querySelector(host).whenReady, shadow);
    found.resting = await page.evaluate(() => window.angle());
    for (const [place, inputs] of questions.entries()) {
      const choices = await scope.locator(inputs).count();
      if (shadow) assert.ok(choices > 1, `${contestant.name}: ${inputs}`);
      else assert.equal(choices, OPTIONS[place], `${contestant.name}: ${inputs}`);
    }
    // By the pointer, as a visitor, who may see the label alone; at first what the measurement itself chooses.
    const choose = async (locator) =>
      (await locator.evaluateHandle((input) => input.closest("label") ?? input)).asElement().click({ force: true });
    for (const input of [option, turning]) await choose(scope.locator(input));
    await page.waitForFunction((resting) => window.angle() !== undefined && window.angle() !== resting, found.resting);
    for (const inputs of questions) await choose(scope.locator(inputs).nth(1));
    for (const inputs of questions)
      await page.waitForFunction((inputs) => [...window.root().querySelectorAll(inputs)][1].checked, inputs);
    await page.waitForTimeout(100);
    found.answered = await page.evaluate(() => window.angle());
  }
  if (list) {
    await page.waitForFunction(([list, most]) => window.find(list)?.childElementCount === most, [list, RESULTS]);
    found.titles = await page.evaluate(
      ([list, title]) => [...window.find(list).children].map((own) => own.querySelector(title)?.textContent),
      [list, title],
    );
    assert.ok(found.titles.every(Boolean), `${contestant.name}: results without a title`);
    found.count = Number(/\d+/.exec((await scope.locator(count).first().textContent()).replace(/\s/g, ""))?.[0]);
  }
  await context.close();
  return found;
}

/** In the page, while it loads: what is there when. Answers once, as soon as it can; tells when it has seen all. */
function watch({ option, turning, resting, list, title, summary, results }) {
  const seen = { answerable: 0, readable: 0, needle: 0, list: 0, texts: 0, ready: 0, tasks: 0, longest: 0, shift: 0 };
  window.seen = seen;
  new PerformanceObserver((found) => {
    for (const { duration } of found.getEntries()) {
      seen.longest = Math.max(seen.longest, duration);
      seen.tasks += 1;
    }
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((found) => {
    for (const { value } of found.getEntries()) seen.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
  document.addEventListener("boussole-ready", () => {
    seen.ready = performance.now();
  });
  let isTurning = false;
  const timer = setInterval(() => {
    const now = performance.now();
    const choice = option && !seen.answerable && window.find(option);
    if (choice) {
      choice.click();
      if (choice.checked) {
        seen.answerable = now;
        isTurning = option === turning;
        // Drawn by the end of the next frame.
        requestAnimationFrame(() =>
          setTimeout(() => {
            seen.readable = performance.now();
          }),
        );
      }
    }
    if (turning && seen.answerable && !isTurning) {
      const next = window.find(turning);
      next?.click();
      isTurning = Boolean(next?.checked);
    }
    if (turning && isTurning && !seen.needle) {
      const angle = window.angle();
      if (angle !== undefined && angle !== resting) seen.needle = performance.now();
    }
    if (list && !seen.texts) {
      const found = window.find(list);
      const isFull = found?.childElementCount === results;
      if (isFull && !seen.list && found.lastElementChild.querySelector(title)?.textContent) seen.list = now;
      if (isFull && found.lastElementChild.querySelector(summary)?.textContent.length > 5) seen.texts = now;
    }
    if ((!turning || (seen.needle && seen.readable)) && (!list || seen.texts)) {
      clearInterval(timer);
      console.debug("seen");
    }
  }, 8);
}

/** One visit: the moments, and what had come whole by then (brotli, bytes of code and of content). */
async function visit(contestant, { cpu, latency, kbps }, resting) {
  const { context, page } = await open();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  if (kbps)
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency,
      downloadThroughput: kbps * 125,
      uploadThroughput: kbps * 62,
    });
  if (cpu > 1) await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  // The clock of the network beside the one on the wall, which the page knows too.
  let clock;
  const paths = new Map();
  const received = [];
  devtools.on("Network.requestWillBeSent", ({ requestId, request, timestamp, wallTime }) => {
    clock ??= wallTime - timestamp;
    paths.set(requestId, new URL(request.url).pathname);
  });
  devtools.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) => {
    received.push({ path: paths.get(requestId), at: timestamp, bytes: encodedDataLength });
  });
  const { shadow, option, turning, needle, list, title, summary } = contestant;
  await page.addInitScript(instruments, { shadow, needle });
  await page.addInitScript(watch, { option, turning, resting, list, title, summary, results: RESULTS });
  // The page itself says when it has seen all: asking it would take of the time that is measured.
  const all = page.waitForEvent("console", { predicate: (said) => said.text() === "seen", timeout: 60_000 });
  await page.goto(site.origin + contestant.path, { waitUntil: "commit" });
  await all;
  // What was chosen before anything could hear it is an answer all the same.
  const isKept = await page.evaluate(
    async ([shadow, inputs]) => {
      const host = shadow && document.querySelector(shadow);
      await host?.whenReady;
      return (
        inputs.every((input) => window.find(input).checked) &&
        (!host || inputs.length === 0 || Object.keys(host.answers).length === inputs.length)
      );
    },
    [shadow, [option, turning].filter(Boolean)],
  );
  assert.ok(isKept, `${contestant.name}: an answer was lost`);
  await page.waitForTimeout(300);
  const [seen, origin] = await page.evaluate(() => [window.seen, performance.timeOrigin]);
  await context.close();
  const by = (moment) => {
    const weights = { code: 0, content: 0 };
    for (const { path, at } of received) {
      const { kind, weight } = site.file(path) ?? {};
      if (kind && (at + clock) * 1000 <= origin + moment) weights[kind] += weight;
    }
    return weights;
  };
  const weights = Object.fromEntries(
    ["answerable", "needle", "list", "ready"]
      .filter((moment) => seen[moment])
      .map((moment) => [moment, by(seen[moment])]),
  );
  return { ...seen, weights, wire: received.reduce((sum, { bytes }) => sum + bytes, 0) };
}

console.log(`Chromium ${browser.version()}; seed ${seed}`);
const checked = { [LIST.name]: await check(LIST) };
// The peers get as many resources as ours has.
site.stock(checked[LIST.name].count);
for (const contestant of CONTESTANTS) checked[contestant.name] ??= await check(contestant);
const [first] = PEERS;
for (const { name, list } of PEERS) {
  const { resting, answered, titles, count } = checked[name];
  const expected = checked[first.name];
  assert.deepEqual(
    { resting, answered },
    { resting: expected.resting, answered: expected.answered },
    `${name} turns the needle elsewhere than ${first.name}`,
  );
  if (list)
    assert.deepEqual(
      { titles, count },
      { titles: expected.titles, count: expected.count },
      `${name} lists others than ${first.name}`,
    );
}
console.log(`${CONTESTANTS.length} contestants checked, ${checked[LIST.name].count} resources`);

const next = random(seed);
const samples = {};
// The first visits of all warm up.
for (const contestant of CONTESTANTS) await visit(contestant, networks[0][1], checked[contestant.name].resting);
for (const [network, conditions] of networks) {
  samples[network] = Object.fromEntries(CONTESTANTS.map(({ name }) => [name, []]));
  for (let run = 0; run < conditions.runs; run += 1) {
    for (const contestant of shuffled(CONTESTANTS, next))
      samples[network][contestant.name].push(await visit(contestant, conditions, checked[contestant.name].resting));
  }
}
await browser.close();
site.close();

/** Of each contestant the moments of every run, and medians of what it had received by then. */
const summed = (visits) => {
  const all = (what) => visits.map((own) => own[what]);
  const moments = ["answerable", "readable", "needle", "list", "texts", "ready"].filter((what) => visits[0][what]);
  const weight = (moment, kind) => rounded(median(visits.map(({ weights }) => weights[moment][kind])) / 1000);
  return {
    ...Object.fromEntries(moments.map((what) => [what, all(what).map((value) => rounded(value))])),
    received: Object.fromEntries(
      Object.keys(visits[0].weights).map((moment) => [
        moment,
        { code: weight(moment, "code"), content: weight(moment, "content") },
      ]),
    ),
    wire: rounded(median(all("wire")) / 1000),
    tasks: all("tasks"),
    longest: all("longest").map((value) => rounded(value)),
    shift: rounded(median(all("shift")), 3),
  };
};
record("load", browser.version(), {
  seed,
  resources: checked[LIST.name].count,
  contestants: CONTESTANTS.map(({ name, label }) => ({ name, label, isPeer: PEERS.some((own) => own.name === name) })),
  networks: Object.fromEntries(
    networks.map(([network, { cpu, latency, kbps, runs }]) => [
      network,
      {
        cpu,
        latency,
        kbps,
        runs,
        contestants: Object.fromEntries(CONTESTANTS.map(({ name }) => [name, summed(samples[network][name])])),
      },
    ]),
  ),
});
