// Pages that break what a script relies on. What is asked each time: nothing uncaught on the page, no answer lost,
// and either a widget that works or the page's own words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { STRICT, open, partner, serve, state, two_lines } from "./harness.mjs";
import { FULLER, VIEWS, show } from "./views.mjs";

const address = await serve();
const listen = () => {
  window.heard = [];
  window.wild = [];
  addEventListener("boussole-error", ({ detail }) => window.heard.push(detail.code));
  addEventListener("error", ({ message }) => window.wild.push(message));
  addEventListener("unhandledrejection", ({ reason }) => window.wild.push(String(reason)));
};

/** The two lines on a page that did `attack` first. */
async function attacked(attack, headers = {}) {
  const { page, said } = await open("about:blank", { before: listen });
  if (attack) await page.addInitScript(attack);
  await page.goto(await partner(two_lines(), headers));
  return { page, said, widget: page.locator("boussole-odd17") };
}
/** As text: a driver that copies objects would trip over what the page did to their prototypes. */
const found = async (page) => JSON.parse(await page.evaluate(() => Reflect.apply(JSON.stringify, undefined, [{ answers: document.querySelector("boussole-odd17").answers, heard: window.heard, wild: window.wild }])));

/** A choice, a step, another language, by clicks alone. */
async function journey({ page, widget }) {
  await state(page);
  await widget.getByText("Association", { exact: true }).click();
  await widget.getByText("Niveau 3").click();
  await widget.locator(".foot-on button").click();
  await widget.getByRole("heading", { name: "Fixer le cap" }).waitFor();
  await page.evaluate(() => document.querySelector("boussole-odd17").setAttribute("lang", "en"));
  await widget.locator("[lang=en]").first().waitFor();
  assert.deepEqual(await found(page), { answers: { profile: "association", maturity: 3 }, heard: [], wild: [] });
}

const WORKS = {
  "everything that scripts share is frozen": () => {
    for (const own of [Object, Array, Function, String, Number, Promise, Map, Set, Event, CustomEvent, Node, Element, HTMLElement, Document, EventTarget, URL, Blob]) {
      Object.freeze(own);
      Object.freeze(own.prototype);
    }
    for (const own of [Math, JSON, Reflect, WebAssembly, customElements]) Object.freeze(own);
  },
  "lists and objects were taught names that loops meet": () => {
    for (const own of [Object.prototype, Array.prototype, Function.prototype, String.prototype]) own.taught = function taught() { return "taught"; };
    Object.prototype.answers = { profile: "media" };
    Object.prototype.view = "explore";
    for (const name of ["name", "what", "code", "help"]) Object.defineProperty(Object.prototype, name, { configurable: true, get: () => "polluted", set() {} });
  },
  "the name of our global is taken for good": () => { Object.defineProperty(window, "Boussole", { value: "theirs", writable: false }); },
  "a listener throws at each of our events": () => {
    for (const name of ["ready", "change", "step", "result"]) addEventListener(`boussole-${name}`, () => { throw new Error("theirs"); });
    addEventListener("error", (event) => { if (/theirs/.test(event.message)) event.stopImmediatePropagation(); }, true);
    window.wild.length = 0;
  },
};
for (const [what, attack] of Object.entries(WORKS)) {
  test(`it works where ${what}`, async () => {
    const there = await attacked(attack);
    if (what.startsWith("a listener")) await there.page.evaluate(() => { const { push } = window.wild; window.wild.push = function keep(said) { return /theirs/.test(said) ? 0 : push.call(this, said); }; });
    await state(there.page);
    if (what.startsWith("a listener")) await there.page.evaluate(() => { window.wild.length = 0; });
    await journey(there);
  });
}

const FALLS_BACK = {
  "fetch throws": [() => { window.fetch = () => { throw new Error("theirs"); }; }, ["fetch"]],
  "fetch answers nonsense": [() => { window.fetch = async () => "nonsense"; }, ["fetch"]],
  "fetch never answers": [() => { window.fetch = () => new Promise(() => {}); }, ["timeout"]],
  "no element can be defined": [() => { customElements.define = () => { throw new Error("theirs"); }; }, []],
  "instances of a module cannot be made": [() => { WebAssembly.instantiate = async () => { throw new Error("theirs"); }; }, ["wasm-unsupported"]],
  "the module was swapped for another": [() => { WebAssembly.compileStreaming = async () => new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); }, ["wasm-unsupported"]],
};
for (const [what, [attack, codes]] of Object.entries(FALLS_BACK)) {
  test(`where ${what} the page's own words stand, and its code is told once`, { timeout: 30_000 }, async () => {
    const { page, widget } = await attacked(attack);
    const wanted = codes.length;
    await page.waitForFunction((wanted) => window.heard.length >= wanted, wanted, { timeout: 15_000 });
    await page.waitForTimeout(300);
    assert.ok(await widget.locator("a").isVisible());
    assert.deepEqual(await page.evaluate(() => [window.heard, window.wild]), [codes, []]);
  });
}

test("files are right where lists were taught to write themselves as texts", async () => {
  const { page } = await attacked(() => { Array.prototype.toJSON = function old() { return this.join(); }; });
  await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "ready");
  const text = await page.evaluate(async (answers) => {
    const own = document.querySelector("boussole-odd17");
    own.answers = answers;
    return (await own.export("json")).text();
  }, FULLER);
  const file = JSON.parse(text);
  assert.ok(JSON.stringify(file).includes('"domains":["'), "lists are lists");
  assert.equal(await page.evaluate(() => typeof Array.prototype.toJSON), "function", "and the page has what it had");
});

test("values that throw when they are looked at are refused, and the answers stay", async () => {
  const { page } = await attacked();
  await state(page);
  const { answers, heard, wild } = await page.evaluate(() => {
    const own = document.querySelector("boussole-odd17");
    own.answers = { profile: "media", maturity: 2 };
    const throws = { get() { throw new Error("get"); }, ownKeys() { throw new Error("ownKeys"); }, getPrototypeOf() { throw new Error("getPrototypeOf"); }, has() { throw new Error("has"); }, getOwnPropertyDescriptor() { throw new Error("describe"); } };
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const round = {};
    round.instruments = round;
    for (const value of [new Proxy({}, throws), new Proxy([], throws), proxy, { domains: new Proxy([], throws) }, { profile: new Proxy({}, throws) }, { get level() { throw new Error("getter"); } }, round, Symbol("s"), 10n, () => {}, document]) {
      try { own.answers = value; } catch (error) { window.wild.push(String(error)); }
      for (const name of ["overlay", "catalogue"]) try { own[name] = value; } catch (error) { window.wild.push(`${name}: ${error}`); }
    }
    return { answers: own.answers, heard: [...new Set(window.heard)].sort(), wild: window.wild };
  });
  assert.deepEqual({ answers, wild }, { answers: { profile: "media", maturity: 2 }, wild: [] });
  assert.ok(!heard.includes("panic"), heard.join());
  assert.ok(heard.includes("answers"));
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => [window.wild, document.querySelector("boussole-odd17").state]), [[], "ready"]);
});

test("a listener may destroy the element, take it out or answer for it while it is told something", async () => {
  const { page } = await attacked();
  await state(page);
  const seen = await page.evaluate(async () => {
    const turn = () => new Promise((done) => setTimeout(done, 50));
    const fresh = async () => {
      const own = document.createElement("boussole-odd17");
      own.setAttribute("loading", "eager");
      document.body.append(own);
      await own.whenReady;
      return own;
    };
    const out = [];
    for (const act of [(own) => own.destroy(), (own) => own.remove(), (own) => { own.answers = { level: "national" }; }, (own) => own.reset(), (own) => own.goTo("explore")]) {
      const own = await fresh();
      let times = 0;
      own.addEventListener("boussole-change", () => { times += 1; if (times === 1) act(own); });
      own.answers = { profile: "media", maturity: 2 };
      await turn();
      out.push(own.state);
      own.remove();
    }
    return { out, heard: window.heard, wild: window.wild, first: document.querySelector("boussole-odd17").state };
  });
  assert.deepEqual(seen, { out: ["idle", "ready", "ready", "ready", "ready"], heard: [], wild: [], first: "ready" });
});

test("nodes that a page takes out of the drawing: the widget goes on, or says that it stopped and goes on when asked", async () => {
  const { page, widget } = await attacked();
  await state(page);
  await page.evaluate((answers) => { document.querySelector("boussole-odd17").answers = answers; }, FULLER);
  await page.waitForTimeout(50);
  const before = (await found(page)).answers;
  for (const selector of [".page", ".steps ol", "h3", ".widget", "form > *"]) {
    for (const step of [2, 3, 1]) {
      await page.evaluate(([selector, step]) => {
        const root = document.querySelector("boussole-odd17").shadowRoot;
        root.querySelector(selector)?.remove();
        const button = root.querySelector(`.steps li:nth-child(${step}) button`);
        if (button) button.click(); else document.querySelector("boussole-odd17").goTo("path");
      }, [selector, step]);
      await page.waitForTimeout(60);
      const again = widget.getByRole("button", { name: "Reprendre" });
      if (await again.count()) {
        await again.click();
        await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "ready");
      }
    }
  }
  const { answers, heard, wild } = await found(page);
  assert.deepEqual({ answers, wild }, { answers: before, wild: [] });
  assert.ok(heard.every((code) => code === "panic"), heard.join());
});

test("a drop that the page stops on its way still tries the catalogue, and never replaces the page", async () => {
  const { page } = await attacked(() => { for (const type of ["dragover", "drop"]) document.addEventListener(type, (event) => event.stopImmediatePropagation(), true); });
  await state(page);
  await show(page, "explore");
  const prevented = await page.evaluate(async () => {
    const zone = document.querySelector("boussole-odd17").shadowRoot.querySelector("[data-own=zone]");
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['{"schema":"boussole/catalogue/1","items":[{"title":"Un puits partagé","kind":"methodes"}]}'], "mine.json", { type: "application/json" }));
    const event = new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true });
    zone.dispatchEvent(event);
    await new Promise((done) => setTimeout(done, 100));
    return event.defaultPrevented;
  });
  assert.ok(prevented);
  await page.locator("boussole-odd17").getByText(/1 ressource s’ajoute/).first().waitFor({ state: "attached", timeout: 3000 });
});

test("trusted types and no eval, from the first view to the last file and the paper", { timeout: 60_000 }, async () => {
  const { page, said } = await attacked(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => window.wild.push(`${violatedDirective} ${blockedURI} ${sample}`));
    window.print = () => {};
  }, { "content-security-policy": `${STRICT.replace("img-src 'self'", "img-src 'self' blob:")}; require-trusted-types-for 'script'; trusted-types 'none'` });
  await state(page);
  await page.evaluate((answers) => { document.querySelector("boussole-odd17").answers = answers; }, FULLER);
  for (const view of VIEWS) await show(page, view);
  const made = await page.evaluate(async () => {
    const out = {};
    for (const format of ["json", "csv", "ics", "svg", "html", "png"]) out[format] = await document.querySelector("boussole-odd17").export(format).then(({ size }) => size > 100, String);
    return out;
  });
  assert.deepEqual(made, { json: true, csv: true, ics: true, svg: true, html: true, png: true });
  await show(page, "keep");
  await page.evaluate(() => {
    const root = document.querySelector("boussole-odd17").shadowRoot;
    [...root.querySelectorAll("button")].find((button) => /Imprimer/.test(button.textContent)).click();
  });
  await page.waitForTimeout(100);
  assert.deepEqual(await page.evaluate(() => window.wild), []);
  assert.deepEqual(said.filter((line) => line.startsWith("error")), []);
});

test("a sandbox that keeps even an empty frame from us: printing says why it cannot, nothing breaks", async () => {
  const inner = await partner(`<script src="${address}boussole.js" async></script><body><boussole-odd17 loading="eager"><a href="https://exemple.org/">Ouvrir</a></boussole-odd17>`);
  const { page, said } = await open("about:blank", { before: listen });
  await page.goto(await partner(`</head><body><iframe title="boussole" sandbox="allow-scripts allow-modals" width="800" height="900" src="${inner}"></iframe>`));
  const frame = page.frames()[1];
  await frame.waitForFunction(() => document.querySelector("boussole-odd17")?.state === "ready");
  await frame.evaluate((answers) => { const own = document.querySelector("boussole-odd17"); own.answers = answers; return own.goTo("keep"); }, FULLER);
  await frame.evaluate(() => [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("button")].find((button) => /Imprimer/.test(button.textContent)).click());
  await page.waitForTimeout(150);
  const { heard, wild, frames, told } = await frame.evaluate(() => ({ heard: window.heard, wild: window.wild, frames: document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("iframe").length, told: document.querySelector("boussole-odd17").shadowRoot.querySelector("[role=status]").textContent }));
  assert.deepEqual({ heard, wild, frames }, { heard: ["export"], wild: [], frames: 0 });
  assert.ok(told.length > 20, told);
  assert.deepEqual(said.filter((line) => line.startsWith("error:")), []);
});
