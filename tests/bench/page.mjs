// The whole page while somebody searches: from the key or the click to the frame that shows what it found, with
// a partner's catalogue of each size in the explore view. Facets, order, cards and drawing included (T61).
import { spawn } from "node:child_process";
import { chromium } from "playwright-core";
import { lines, entries, sessions } from "./catalogue.mjs";
import { isTrial, record } from "./results.mjs";
import { quantile, rounded } from "./statistics.mjs";

const SIZES = isTrial ? [1200] : [1200, 10_000, 20_000];
const server = spawn(process.env.BOUSSOLE_BIN, ["serve"], { stdio: ["ignore", "pipe", "inherit"] });
const address = await new Promise((found) => {
  let said = "";
  server.stdout.on("data", (part) => {
    said += part;
    const at = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
    if (at) found(at[0]);
  });
});
const browser = await chromium.launch({
  executablePath: process.env.BOUSSOLE_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu"],
});
const measured = [];
for (const slowdown of [1, 4]) {
  for (const size of SIZES) {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(address);
    const items = [...lines(size)].map((line) => JSON.parse(line));
    await page.evaluate(async (items) => {
      const element = document.querySelector("boussole-odd17");
      await element.whenReady;
      element.catalogue = { schema: "boussole/catalogue/1", mode: "replace", items };
      await element.goTo("explore");
      await new Promise((done) => setTimeout(done, 1000));
    }, items);
    const shown = await page.locator("boussole-odd17 .explore-count").textContent();
    if (!shown.replace(/\D/g, "").startsWith(String(size))) throw new Error(`the catalogue did not load: ${shown}`);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const found = await page.evaluate(
      async (queries) => {
        const root = document.querySelector("boussole-odd17").shadowRoot;
        const frame = () =>
          new Promise((done) =>
            requestAnimationFrame(() => {
              const channel = new MessageChannel();
              channel.port1.onmessage = done;
              channel.port2.postMessage(0);
            }),
          );
        const field = root.querySelector("#explore-words");
        const work = [];
        const frames = [];
        // The work alone: script, then style and layout, forced; the frame: what somebody waits for.
        const measure = async (act) => {
          await frame();
          const begun = performance.now();
          act();
          await Promise.resolve();
          root.querySelector(".explore-count").getBoundingClientRect();
          work.push(performance.now() - begun);
          await frame();
          frames.push(performance.now() - begun);
        };
        const type = (text) => () => {
          field.value = text;
          field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        };
        for (const query of queries)
          for (let length = 1; length <= query.length; length += 1) await measure(type(query.slice(0, length)));
        const keys = { work: work.splice(0), frames: frames.splice(0) };
        await measure(type(""));
        work.length = 0;
        frames.length = 0;
        // One fold open, as a visitor has it.
        root.querySelector("[data-facet=kind]").open = true;
        for (let round = 0; round < 4; round += 1) {
          for (const facet of ["kind", "level", "year"]) {
            const boxes = () => root.querySelectorAll(`[data-facet=${facet}] input`);
            for (let at = 0; at < Math.min(4, boxes().length); at += 1) await measure(() => boxes()[at].click());
          }
        }
        return { keys, clicks: { work, frames } };
      },
      sessions([...entries(500)], 12),
    );
    const told = (values) => ({ p50: rounded(quantile(values, 0.5)), p95: rounded(quantile(values, 0.95)) });
    for (const [what, { work, frames }] of Object.entries(found)) {
      measured.push({ slowdown, size, what, count: work.length, work: told(work), frame: told(frames) });
      console.log(JSON.stringify(measured.at(-1)));
    }
    await page.context().close();
  }
}
await browser.close();
server.kill();
record("page", browser.version(), { measured });
