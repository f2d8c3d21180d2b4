// Many and long: a thousand mounts, a day of clicks, and how little of the page a click touches. Counted, not timed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { record } from "../bench/results.mjs";
import { browser, holds, open, serve, settled } from "./harness.mjs";
import { FULLER, give, show } from "./views.mjs";

const address = await serve();
/** A click a second for eight hours, when there is the time for it. */
const CLICKS = process.env.BOUSSOLE_LONG ? 28_800 : 3_000;

/** Elements that come and go before garbage is collected. */
const BATCH = 50;

/** Keeps what the module remembers in sight. */
const watchMemory = () => {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...all) => {
    const made = await instantiate.apply(WebAssembly, all);
    const memory = Object.values((made.instance ?? made).exports).find((own) => own instanceof WebAssembly.Memory);
    if (memory) window.moduleMemory = memory;
    return made;
  };
};

/** The largest array that is counted, in bytes. Larger ones are tables of Chromium's (of a WeakMap, of the small numbers
 * made texts), which double and halve by themselves, 32 kB at once; what a table of ours would hold is counted. */
const TABLE_BYTES = 10_000;

/** The bytes of the objects, functions, texts and shapes of JavaScript that a snapshot of the heap holds. Machine code,
 * which the browser makes when it likes, and its tables come and go by half a megabyte; of ours nothing does. */
async function script(devtools) {
  const chunks = [];
  const take = ({ chunk }) => chunks.push(chunk);
  devtools.on("HeapProfiler.addHeapSnapshotChunk", take);
  await devtools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  devtools.off("HeapProfiler.addHeapSnapshotChunk", take);
  const {
    snapshot: { meta },
    nodes,
  } = JSON.parse(chunks.join(""));
  const [type, size] = ["type", "self_size"].map((field) => meta.node_fields.indexOf(field));
  const left = new Set(["code", "native", "hidden", "synthetic"].map((name) => meta.node_types[type].indexOf(name)));
  const array = meta.node_types[type].indexOf("array");
  let held = 0;
  for (let at = 0; at < nodes.length; at += meta.node_fields.length) {
    const isTable = nodes[at + type] === array && nodes[at + size] > TABLE_BYTES;
    if (!isTable && !left.has(nodes[at + type])) held += nodes[at + size];
  }
  return held;
}

/** What is held once all that can go has gone: bytes of JavaScript and of the module, nodes, listeners. */
async function held(devtools, page) {
  for (let round = 0; round < 3; round += 1) await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
  return {
    script: await script(devtools),
    module: await page.evaluate(() => window.moduleMemory.buffer.byteLength),
    nodes: of("Nodes"),
    listeners: of("JSEventListeners"),
  };
}

async function watched() {
  const { page } = await open("about:blank", { before: watchMemory });
  await page.goto(address);
  await settled(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  return { page, devtools };
}

test("T17: a thousand elements come and go, and nothing of them stays", { timeout: 300_000 }, async () => {
  const { page, devtools } = await watched();
  const comeAndGo = async (count) => {
    // The module's memory grows to what was held at most: what is gone goes before more comes.
    for (let made = 0; made < count; made += BATCH) {
      await mount(BATCH);
      for (let round = 0; round < 2; round += 1) await devtools.send("HeapProfiler.collectGarbage");
    }
  };
  const mount = (count) =>
    page.evaluate(async (count) => {
      for (let made = 0; made < count; made += 1) {
        const element = document.createElement("boussole-odd17");
        element.setAttribute("loading", "eager");
        document.body.append(element);
        await element.whenReady;
        element.answers = { profile: "association", maturity: 1 + (made % 4) };
        await element.goTo(["situate", "trajectory", "path", "explore"][made % 4]);
        element.remove();
        await new Promise((done) => setTimeout(done));
      }
    }, count);
  // By then the browser has compiled what it will compile.
  await comeAndGo(500);
  const before = await held(devtools, page);
  await comeAndGo(500);
  const after = await held(devtools, page);
  console.log("T17", JSON.stringify({ before, after }));
  assert.ok(after.nodes <= before.nodes + 50, `nodes ${before.nodes} → ${after.nodes}`);
  assert.ok(after.listeners <= before.listeners + 10, `listeners ${before.listeners} → ${after.listeners}`);
  assert.ok(after.script <= before.script * 1.03, `bytes of JavaScript ${before.script} → ${after.script}`);
  assert.ok(after.module <= before.module * 1.1, `bytes of the module ${before.module} → ${after.module}`);
});

test("T18: a day of clicks through the journey leaves memory as it was at noon", { timeout: 1_800_000 }, async () => {
  const { page, devtools } = await watched();
  const click = (from, to) =>
    page.evaluate(
      async ([from, to]) => {
        const root = document.querySelector("boussole-odd17").shadowRoot;
        const turn = () => new Promise((done) => setTimeout(done));
        for (let done = from; done < to; done += 1) {
          // Round and round: an answer, another, on to the next step, a trial, back to the first step.
          const buttons = [...root.querySelectorAll(".page input, .page button, .steps button")].filter(
            (own) => !own.disabled && !own.closest(".paper-only"),
          );
          const steps = [...root.querySelectorAll(".steps button")];
          (done % 10 === 9 ? steps[((done / 10) % steps.length) | 0] : buttons[(done * 7919) % buttons.length]).click();
          await turn();
        }
      },
      [from, to],
    );
  // The clicks turn easy words on and off: their content is there from the start, and both counts are made in the usual ones.
  const words = async (pressed, shown) => {
    await page.evaluate((pressed) => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      [...root.querySelectorAll("button")].find((button) => button.textContent.trim() === pressed)?.click();
    }, pressed);
    await page
      .locator("boussole-odd17")
      .getByRole("button", { name: shown, exact: true })
      .waitFor({ state: "attached" });
  };
  await words("Facile à lire", "Texte normal");
  await words("Texte normal", "Facile à lire");
  // What the visitor made is erased before both counts: filled instruments stand in what is printed.
  const count = async () => {
    await page.evaluate(async () => {
      const element = document.querySelector("boussole-odd17");
      element.reset();
      // Without a printer nobody says that printing ended, and the last frame waits for the next.
      for (const frame of element.shadowRoot.querySelectorAll(".paper-frame"))
        frame.contentWindow.dispatchEvent(new Event("afterprint"));
      await new Promise((done) => setTimeout(done, 50));
    });
    await words("Texte normal", "Facile à lire");
    await show(page, "situate");
    return held(devtools, page);
  };
  // By then each instrument has been opened, which the module keeps: its memory was the same after 1,500, 3,000, 4,500 and
  // 6,000 clicks, and less after 375.
  await click(0, CLICKS / 2);
  const before = await count();
  await click(CLICKS / 2, CLICKS);
  const after = await count();
  console.log("T18", CLICKS, JSON.stringify({ before, after }));
  record("clicks", browser.version(), { clicks: CLICKS, before, after });
  await holds(() => page.locator("boussole-odd17").getAttribute("state"), "ready");
  assert.ok(after.nodes <= before.nodes * 1.2 + 200, `nodes ${before.nodes} → ${after.nodes}`);
  // Chromium keeps some 200 bytes of its own for each visit of a view that has a drop-down list or a date.
  assert.ok(after.script <= before.script * 1.05, `bytes of JavaScript ${before.script} → ${after.script}`);
  assert.ok(after.module <= before.module * 1.1, `bytes of the module ${before.module} → ${after.module}`);
});

/** How many nodes an act adds, takes away or changes. */
const touched = (page, act) =>
  page.evaluate(async (act) => {
    const root = document.querySelector("boussole-odd17").shadowRoot;
    const counts = { added: 0, removed: 0, changed: 0, turns: 0 };
    const watch = new MutationObserver((records) => {
      counts.turns += 1;
      for (const { type, addedNodes, removedNodes } of records) {
        counts.added += addedNodes.length;
        counts.removed += removedNodes.length;
        if (type !== "childList") counts.changed += 1;
      }
    });
    watch.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    new Function("root", act)(root);
    await new Promise((done) => setTimeout(done, 100));
    watch.disconnect();
    return counts;
  }, act);

test("an answer, a key and a change of nothing touch what they change, once", async () => {
  const { page } = await open(address);
  await settled(page);
  await give(page, FULLER);
  await show(page, "situate");
  const most = async (what, act, bound) => {
    const { added, removed, changed, turns } = await touched(page, act);
    console.log(`${what}: ${added} added, ${removed} removed, ${changed} changed, in ${turns} turns`);
    assert.ok(added + removed + changed <= bound, `${what}: ${added} added, ${removed} removed, ${changed} changed`);
    assert.ok(turns <= 2, `${what}: ${turns} drawings`);
  };
  await most("another maturity", "root.querySelectorAll('[data-question=maturity] input')[2].click()", 60);
  await most(
    "the same again",
    "root.querySelectorAll('[data-question=maturity] input')[2].dispatchEvent(new Event('change', { bubbles: true }))",
    8,
  );
  // What is kept in the address follows a little later, and takes nothing away that was said.
  await page.waitForTimeout(400);
  await most("the focus", "root.querySelectorAll('[data-question=maturity] input')[2].focus()", 0);
  await show(page, "path");
  await most("a pin", "[...root.querySelectorAll('.resource-actions button')][0].click()", 70);
  await show(page, "explore");
  // The first key brings the index, which is drawn when it comes.
  await touched(
    page,
    "const field = root.querySelector('#explore-words'); field.value = 'c'; field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
  );
  await page.locator("boussole-odd17").getByText("Un instant : la recherche arrive.").waitFor({ state: "detached" });
  await page.waitForTimeout(1_500);
  await most(
    "a key that changes the list",
    "const field = root.querySelector('#explore-words'); field.value = 'charte'; field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
    1500,
  );
  await most(
    "a key that changes nothing",
    "const field = root.querySelector('#explore-words'); field.value = 'charte '; field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
    8,
  );
});
