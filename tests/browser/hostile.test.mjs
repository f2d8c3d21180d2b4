// Hostile hosts. The numbers are those of the reliability cases: T2 to T16 (T1, T5, T8, T10 and T14 stand
// in element.test.mjs), T19, T24, T25, T57, T58, T64.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, partner, release, state, STRICT, two_lines } from "./harness.mjs";

const listen = () => {
  window.heard = [];
  window.wild = [];
  addEventListener("boussole-error", (event) => window.heard.push(event.detail));
  addEventListener("error", (event) => window.wild.push(event.message));
  addEventListener("unhandledrejection", (event) => window.wild.push(String(event.reason)));
};
const bins = (answer) => ({ fault: (path, content) => (path.endsWith(".bin") ? answer(content, path) : undefined) });

/** The widget works on this page: it draws, takes a click, and nothing wild happened. */
async function works(address, { before, policyNoise = false } = {}) {
  const { page, said } = await open("about:blank");
  await page.addInitScript(listen);
  if (before) await page.addInitScript(before);
  await page.goto(address);
  await state(page);
  await page.locator("boussole-odd17").first().getByText("Association", { exact: true }).click();
  assert.equal(await page.evaluate(() => document.querySelector("boussole-odd17").answers.profile), "association");
  assert.deepEqual(await page.evaluate(() => [window.heard, window.wild]), [[], []]);
  if (!policyNoise) assert.deepEqual(said, []);
  return page;
}

/** The widget cannot start: one error that names why, the fallback in view in time, nothing wild. */
async function fails(address, expected, { before, within = 3000 } = {}) {
  const { page } = await open("about:blank");
  await page.addInitScript(listen);
  if (before) await page.addInitScript(before);
  const begun = Date.now();
  await page.goto(address);
  await state(page, "error");
  assert.ok(Date.now() - begun <= within, `${Date.now() - begun} ms`);
  assert.ok(await page.getByText("Ouvrir la boussole").isVisible());
  await page.waitForTimeout(200);
  const { heard, wild } = await page.evaluate(() => ({ heard: window.heard, wild: window.wild }));
  assert.deepEqual(heard.map(({ code, directive }) => (directive ? { code, directive } : { code })), [expected]);
  assert.ok(heard[0].help.length > 20, heard[0].help);
  assert.deepEqual(wild, []);
}

test("T2, T3: a wrong type, with nosniff, makes no difference", async () => {
  const wrong = { "content-type": "text/plain", "x-content-type-options": "nosniff" };
  await works(await partner(two_lines(await release(bins(() => ({ headers: wrong }))))));
});

test("T4: a release host that allows no other origin", async () => {
  await fails(await partner(two_lines(await release({ headers: {} }))), { code: "fetch" });
});

test("T6: a file cut at half", async () => {
  await fails(await partner(two_lines(await release(bins((content) => ({ content: content.subarray(0, content.length / 2) }))))), { code: "integrity" });
});

test("T7: a file that never comes", async () => {
  await fails(await partner(two_lines(await release(bins(() => ({ hang: true }))))), { code: "timeout" }, { within: 8500 });
});

test("T9: a policy that allows no connection to the release", async () => {
  const there = await release();
  const policy = `default-src 'none'; script-src 'self' ${there} 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'`;
  await fails(await partner(two_lines(there), { "content-security-policy": policy }), { code: "fetch", directive: "connect-src" });
});

test("T11: trusted types are enforced and no policy may be made", async () => {
  const policy = `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'`;
  await works(await partner(two_lines(), { "content-security-policy": policy }));
});

test("T12: a browser without WebAssembly", async () => {
  await fails(await partner(two_lines()), { code: "wasm-unsupported" }, { before: () => { delete window.WebAssembly; } });
});

test("T13: a page that pollutes Object.prototype", async () => {
  const before = () => {
    Object.prototype.extra = "polluted";
    Object.prototype.integrity = "sha384-wrong";
    Object.prototype.data = "AAAA";
    Object.defineProperty(Object.prototype, "profile", { set() { throw new Error("a setter"); }, get() { return "polluted"; }, configurable: true });
  };
  const page = await works(await partner(two_lines()), { before });
  assert.deepEqual(await page.evaluate(() => Object.keys(document.querySelector("boussole-odd17").answers)), ["profile"]);
});

test("T15: the script before or after the element", async () => {
  const element = '<boussole-odd17 loading="eager"></boussole-odd17>';
  await works(await partner(`</head><body>${element}<script src="boussole.js"></script></body>`));
  await works(await partner(`<script src="boussole.js"></script></head><body>${element}</body>`));
});

test("T16: a sandboxed frame without storage", async () => {
  const there = await release();
  const { page, said } = await open("about:blank");
  await page.goto(await partner(`</head><body><iframe sandbox="allow-scripts" width="600" height="700" src="${there}iframe.html?lang=fr&preset=profile%3Dmedia"></iframe></body>`));
  const frame = page.frames().find((each) => each.url().includes("iframe.html"));
  await frame.waitForFunction(() => document.querySelector("boussole-odd17")?.state === "ready", null, { timeout: 15_000 });
  assert.deepEqual(await frame.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "media" });
  await frame.locator("boussole-odd17").getByText("Local", { exact: true }).click();
  assert.equal(await frame.evaluate(() => document.querySelector("boussole-odd17").answers.level), "local");
  assert.deepEqual(said, []);
});

test("the frame tells its height to a host that listens", async () => {
  const there = await release();
  const { page } = await open("about:blank", { before: () => { window.heights = []; addEventListener("message", (event) => window.heights.push([event.origin, event.data.type, event.data.height])); } });
  await page.goto(await partner(`</head><body><iframe width="600" height="700" src="${there}iframe.html"></iframe></body>`));
  await page.waitForFunction(() => window.heights.some(([, , height]) => height > 1000), null, { timeout: 15_000 });
  const [origin, type] = await page.evaluate(() => window.heights.at(-1));
  assert.deepEqual([origin, type], [new URL(there).origin, "boussole-height"]);
});

test("the single file runs from file: and where nothing may be fetched", async () => {
  const body = two_lines().replace("boussole.js", "boussole.single.js");
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self'; connect-src 'none'";
  await works(await partner(body, { "content-security-policy": policy }));

  const { mkdtemp, writeFile, copyFile, rm } = await import("node:fs/promises");
  const folder = await mkdtemp(`${(await import("node:os")).tmpdir()}/boussole-`);
  try {
    await copyFile(`${process.env.BOUSSOLE_DIST}/boussole.single.js`, `${folder}/boussole.single.js`);
    await writeFile(`${folder}/page.html`, `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>x</title>${body}</html>`);
    await works(`file://${folder}/page.html`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("T19: fifty widgets on a page share one module and one content", async () => {
  const body = `<script src="boussole.js" async></script></head><body>${'<boussole-odd17 loading="eager"></boussole-odd17>'.repeat(50)}</body>`;
  const { page } = await open("about:blank");
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(await partner(body));
  await page.waitForFunction(() => document.querySelectorAll('boussole-odd17[state="ready"]').length === 50, null, { timeout: 20_000 });
  assert.equal(asked.filter((url) => url.endsWith(".bin")).length, 2);
});

test("T25: a host that stops events in capture costs clicks on our fields nothing", async () => {
  const before = () => {
    for (const type of ["change", "input"]) document.addEventListener(type, (event) => event.stopPropagation(), true);
  };
  await works(await partner(two_lines()), { before });
});

test("T57, T58: hostile styles and a right-to-left page leave it readable, and it leaves the page's own styles alone", async () => {
  const page = await works(await partner(two_lines().replace("</head>", '<link rel="stylesheet" href="hostile.css"></head>')).then((address) => address), {
    before: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { all: unset !important } button, input, label { display: none !important } svg { fill: red !important }");
      document.adoptedStyleSheets = [sheet];
      addEventListener("DOMContentLoaded", () => { document.documentElement.dir = "rtl"; });
    },
    policyNoise: true,
  });
  const button = page.locator("boussole-odd17 .foot .button");
  assert.ok(await button.isVisible());
  assert.ok((await button.boundingBox()).height >= 44);
});

test("a host's colours that cannot be read are corrected to 4.5:1, and said once; good ones are kept", async () => {
  const axe = await (await import("node:fs/promises")).readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
  const cases = [
    { style: "--boussole-paper: #888; --boussole-ink: #999; --boussole-accent: #9a9", told: 1 },
    { style: "--boussole-paper: #101820; --boussole-accent: #135", told: 1 },
    { style: "--boussole-accent: gold", told: 1 },
    { style: "--boussole-paper: #fff; --boussole-ink: #111; --boussole-accent: #5a189a", told: 0 },
  ];
  for (const { style, told } of cases) {
    const { page } = await open("about:blank", { before: listen });
    await page.goto(await partner(two_lines("", `loading="eager" style="${style}"`)));
    await state(page);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const element = document.querySelector("boussole-odd17");
      element.answers = { profile: "association", maturity: 2, horizons: [20, 30, 50] };
      const out = [];
      for (const view of ["situate", "trajectory", "path"]) {
        await element.goTo(view);
        const { violations } = await axe.run(element, { runOnly: ["color-contrast"] });
        out.push(...violations.flatMap(({ nodes }) => nodes.map((node) => `${view}: ${node.target.flat().join(" ")} ${node.any[0]?.message}`)));
      }
      return out;
    });
    assert.deepEqual(found, [], style);
    assert.equal(await page.evaluate(() => window.heard.length), told, style);
  }
});

test("the host's own styles are the same with the widget and without", async () => {
  const styles = (page) => page.evaluate(() => [document.documentElement, document.body, document.querySelector("h1")].map((element) => {
    const computed = getComputedStyle(element);
    return [...computed].filter((name) => !/^(block-size|height|perspective-origin|transform-origin|inline-size|width)$/.test(name)).map((name) => `${name}: ${computed[name]}`);
  }));
  const { page: bare } = await open(await partner("</head><body><h1>Partenaire</h1></body>"));
  const { page } = await open(await partner(two_lines()));
  await state(page);
  assert.deepEqual(await styles(page), await styles(bare));
});

test("no trace: no cookie, no stored key, no global but Boussole, no request after the start", async () => {
  const globals = () => Object.getOwnPropertyNames(window);
  const { page: bare } = await open(await partner("</head><body></body>"));
  const known = new Set(await bare.evaluate(globals));
  const { page } = await open(await partner(two_lines()));
  await state(page);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    element.answers = { profile: "association", maturity: 2 };
    for (const view of ["heading", "trajectory", "path", "method", "quick"]) await element.goTo(view);
  });
  const found = await page.evaluate(async () => ({
    cookie: document.cookie, local: localStorage.length, session: sessionStorage.length, databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length, address: location.href.replace(location.origin, ""),
  }));
  assert.deepEqual(found, { cookie: "", local: 0, session: 0, databases: 0, caches: 0, address: "/" });
  assert.deepEqual((await page.evaluate(globals)).filter((name) => !known.has(name)), ["Boussole"]);
  assert.deepEqual(asked, []);
});
