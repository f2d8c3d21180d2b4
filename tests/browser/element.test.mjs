// The element as a partner's page sees it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { open, partner, serve, state, STRICT, two_lines } from "./harness.mjs";

const served = await serve();
const vectors = JSON.parse(await readFile(new URL("../data/vectors.json", import.meta.url)));

test("every worked case is reproduced by the element's result, on the next line", async () => {
  const { page, said } = await open(await partner(two_lines()));
  await state(page);
  for (const [place, expected] of vectors.entries()) {
    const found = await page.evaluate((answers) => {
      const element = document.querySelector("boussole-odd17");
      element.answers = answers;
      return element.result;
    }, expected.answers);
    assert.deepEqual(found, expected, `case ${place}`);
  }
  assert.deepEqual(said, []);
});

test("it works under a strict content policy, from the page's own origin", async () => {
  const { page, said } = await open(await partner(two_lines(), { "content-security-policy": STRICT }));
  await state(page);
  assert.equal(await page.locator("boussole-odd17 .view-title").textContent(), "Se situer");
  const background = await page.locator("boussole-odd17 .root").evaluate((root) => getComputedStyle(root).backgroundColor);
  assert.equal(background, "rgb(251, 248, 242)", "the adopted style sheet applies");
  assert.deepEqual(said, []);
});

test("the script works from another origin, and asks for nothing but the release", async () => {
  const address = await partner(two_lines(served));
  const { page, said } = await open("about:blank");
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address);
  await state(page);
  await page.locator("boussole-odd17").getByText("Association", { exact: true }).click();
  await page.waitForTimeout(300);
  const release = asked.filter((url) => url.startsWith(served)).map((url) => url.slice(served.length).replace(/-[0-9a-f]{16}/, "-HASH"));
  assert.deepEqual(release.sort(), ["boussole-HASH.bin", "boussole-HASH.js", "boussole.js", "content-fr-HASH.bin", "more-HASH.bin", "more-HASH.js"]);
  assert.equal(asked.length, 8, `the page, its icon and the release: ${asked}`);
  const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
  assert.deepEqual(kept, ["", 0, 0]);
  assert.deepEqual(said, []);
});

test("the children show until it is ready, and for good when it cannot start", async () => {
  const body = two_lines("", "");
  const address = await partner(body);
  const { page } = await open("about:blank");
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(() => { window.heard = []; addEventListener("boussole-error", (event) => window.heard.push(event.detail)); });
  await page.route("**/*.bin", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(address);
  await state(page, "error");
  assert.ok(await page.getByText("Ouvrir la boussole").isVisible());
  const heard = await page.evaluate(() => window.heard);
  assert.equal(heard.length, 1);
  assert.equal(heard[0].code, "fetch");
  assert.match(heard[0].help, /404/);
  assert.equal(await page.evaluate(() => document.querySelector("boussole-odd17").whenReady.then(() => "ready", () => "refused")), "refused");
  assert.deepEqual(errors, []);
});

test("a changed file is not run, and a missing one is told from it: of the module, and of each later script", async () => {
  const changed = { status: 200, contentType: "text/javascript", body: "window.foreign = true;" };
  const cases = [["boussole-*.bin", changed, "integrity"], ["boussole-*.js", changed, "integrity"], ["more-*.js", changed, "integrity"], ["boussole-*.js", { status: 404, body: "" }, "fetch"], ["boussole-*.js", { status: 200, contentType: "text/html", body: "<p>Wi-Fi" }, "fetch"], ["more-*.js", { status: 404, body: "" }, "fetch"]];
  for (const [file, answer, code] of cases) {
    const { page } = await open("about:blank");
    await page.addInitScript(() => { window.heard = []; addEventListener("boussole-error", (event) => window.heard.push(event.detail)); });
    await page.route(`**/${file}`, (route) => route.fulfill(answer));
    await page.goto(await partner(two_lines()));
    await state(page, "error");
    assert.deepEqual((await page.evaluate(() => window.heard)).map((error) => error.code), [code], file);
    assert.equal(await page.evaluate(() => window.foreign), undefined, file);
    await page.context().close();
  }
});

test("a partner's catalogue comes with a start that is made again after the last script did not", async () => {
  const { page } = await open("about:blank");
  await page.addInitScript(() => { window.heard = []; addEventListener("boussole-error", (event) => window.heard.push(event.detail.code)); });
  let down = true;
  await page.route("**/more-*.js", (route) => (down ? route.fulfill({ status: 503, body: "" }) : route.fallback()));
  const files = { "/catalogue.json": JSON.stringify({ schema: "boussole/catalogue/1", mode: "replace", items: [{ title: "Une seule", kind: "outils" }] }) };
  await page.goto(await partner(two_lines("", `loading="eager" start-view="explore" catalogue="catalogue.json"`), {}, files));
  await state(page, "error");
  down = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await state(page);
  await page.locator("boussole-odd17 .resource-title").getByText("Une seule").waitFor();
  assert.equal(await page.locator("boussole-odd17 .resource-title").count(), 1);
  assert.deepEqual(await page.evaluate(() => window.heard), ["fetch"]);
});

test("a policy without WebAssembly is named, and no frame shows what could not go on", async () => {
  const policy = STRICT.replace(" 'wasm-unsafe-eval'", "");
  const { page } = await open(await partner(two_lines(), { "content-security-policy": policy }), {
    before: () => {
      window.heard = [];
      addEventListener("boussole-error", (event) => window.heard.push(event.detail));
      window.drawn = { all: 0, ours: 0 };
      const look = () => {
        window.drawn.all += 1;
        if (document.querySelector("boussole-odd17")?.shadowRoot?.querySelector("legend")) window.drawn.ours += 1;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
  });
  await state(page, "error");
  const heard = await page.evaluate(() => window.heard);
  assert.deepEqual(heard.map(({ code, directive }) => ({ code, directive })), [{ code: "wasm-blocked", directive: "script-src" }]);
  assert.ok(await page.getByText("Ouvrir la boussole").isVisible());
  const drawn = await page.evaluate(() => window.drawn);
  assert.ok(drawn.all > 1);
  assert.equal(drawn.ours, 0);
});

test("two elements on one page are independent, and share the files", async () => {
  const body = `<script src="boussole.js" async></script></head><body><boussole-odd17 id="a" loading="eager" preset="profile=media"></boussole-odd17><boussole-odd17 id="b" loading="eager" lang="en"></boussole-odd17></body>`;
  const { page } = await open("about:blank");
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(await partner(body));
  await state(page, "ready", "#a");
  await state(page, "ready", "#b");
  assert.deepEqual(await page.evaluate(() => [document.querySelector("#a").answers, document.querySelector("#b").answers]), [{ profile: "media" }, {}]);
  assert.equal(await page.locator("#b .view-title").textContent(), "Locate yourself");
  await page.locator("#b").getByText("Company").click();
  assert.deepEqual(await page.evaluate(() => [document.querySelector("#a").answers, document.querySelector("#b").answers]), [{ profile: "media" }, { profile: "entreprise" }]);
  // One that comes when all is there asks for nothing more.
  await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", '<boussole-odd17 id="c" loading="eager"></boussole-odd17>'));
  await state(page, "ready", "#c");
  assert.equal(asked.filter((url) => /boussole-.*\.bin/.test(url)).length, 1, "one module for the page");
});

test("it can be moved, removed and put back without losing an answer", async () => {
  const { page, said } = await open(await partner(two_lines()));
  await state(page);
  await page.locator("boussole-odd17").getByText("Association", { exact: true }).click();
  await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    await element.goTo("path");
    window.kept = element;
    const box = document.createElement("section");
    document.body.append(box);
    box.append(element);
  });
  assert.equal(await page.locator("section boussole-odd17 .view-title").textContent(), "S’équiper");
  await page.evaluate(async () => {
    window.kept.remove();
    await new Promise((done) => setTimeout(done, 100));
    document.body.append(window.kept);
    await new Promise((done) => setTimeout(done, 100));
  });
  assert.equal(await page.locator("boussole-odd17 .view-title").textContent(), "S’équiper");
  assert.deepEqual(await page.evaluate(() => window.kept.answers), { profile: "association" });
  await page.locator("boussole-odd17").locator(".steps").getByRole("button", { name: "Se situer" }).click();
  await page.locator("boussole-odd17").getByText("Entreprise", { exact: true }).click();
  assert.deepEqual(await page.evaluate(() => window.kept.answers), { profile: "entreprise" });
  assert.deepEqual(said, []);
});

test("properties set before the script comes are not lost", async () => {
  const body = `</head><body><boussole-odd17 loading="eager"></boussole-odd17></body>`;
  const { page } = await open(await partner(body));
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").answers = { profile: "etat" };
    const script = document.createElement("script");
    script.src = "boussole.js";
    document.head.append(script);
  });
  await state(page);
  assert.deepEqual(await page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "etat" });
});

test("attributes: preset, start view, title level, language, theme; a wrong one is named and has no effect", async () => {
  const attributes = `loading="eager" preset="profile=media;level=lune" start-view="path" heading-level="4" theme="dark" lang="en-GB"`;
  const { page, said } = await open(await partner(two_lines("", attributes)), {
    before: () => { window.heard = []; addEventListener("boussole-error", (event) => window.heard.push(event.detail)); },
  });
  await state(page);
  const widget = page.locator("boussole-odd17");
  assert.equal(await widget.locator("h4").textContent(), "SDG 17 compass");
  assert.equal(await widget.locator("h5.view-title").textContent(), "Get equipped");
  assert.deepEqual(await page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "media" });
  const paper = () => widget.locator(".root").evaluate((root) => getComputedStyle(root).backgroundColor);
  assert.equal(await paper(), "rgb(20, 29, 36)");
  await page.evaluate(() => document.querySelector("boussole-odd17").setAttribute("theme", "light"));
  assert.equal(await paper(), "rgb(251, 248, 242)");
  assert.deepEqual(await page.evaluate(() => window.heard.map((error) => error.code)), ["attribute"]);
  assert.match(await page.evaluate(() => window.heard[0].help), /level: unknown id "lune"/);
  assert.equal(said.length, 1, said.join("\n"));
  assert.equal(await page.evaluate(() => document.querySelector("boussole-odd17").state), "ready");
});

test("each attribute that has none of its values is named once, and an unknown view asked for early is refused", async () => {
  const wrong = { lang: "tlh", loading: "slow", "heading-level": "9", theme: "pink", "start-view": "nowhere", share: "all", storage: "here" };
  const { page } = await open(await partner(two_lines("", Object.entries(wrong).map(([name, value]) => `${name}="${value}"`).join(" "))), {
    before: () => {
      window.heard = [];
      addEventListener("boussole-error", (event) => window.heard.push(event.detail.help));
      document.addEventListener("DOMContentLoaded", () => { window.refused = customElements.whenDefined("boussole-odd17").then(() => document.querySelector("boussole-odd17").goTo("nowhere")).then(() => "shown", ({ name }) => name); });
    },
  });
  await state(page);
  assert.equal(await page.evaluate(() => window.refused), "RangeError");
  assert.equal(await page.locator("boussole-odd17 .view-title").textContent(), "Se situer");
  const named = () => page.evaluate(() => window.heard.splice(0).map((help) => help.split(" is not one of")[0]).sort());
  assert.deepEqual(await named(), Object.entries(wrong).map(([name, value]) => `${name}="${value}"`).sort());
  // Where the first view as it was built in is taken over, too.
  await page.evaluate(() => { document.body.innerHTML = '<boussole-odd17 loading="eager" heading-level="0" theme="pink" lang="french"></boussole-odd17>'; });
  await state(page);
  assert.deepEqual(await named(), ['heading-level="0"', 'lang="french"', 'theme="pink"']);
});

test("the contract of properties and methods: answers, goTo, reset, destroy, version", async () => {
  const { page } = await open(await partner(two_lines()), {
    before: () => {
      window.heard = [];
      for (const name of ["ready", "change", "step", "result", "error"]) addEventListener(`boussole-${name}`, (event) => window.heard.push([name, event.detail]));
    },
  });
  await state(page);
  const found = await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    await element.whenReady;
    const out = { version: element.version, frozen: Object.isFrozen(window.Boussole) };
    element.answers = { maturity: 2 };
    element.answers = { maturity: 7, profile: "x" };
    out.kept = element.answers;
    await element.goTo("heading");
    out.drawn = element.shadowRoot.querySelector(".view-title").textContent;
    try { await element.goTo("nowhere"); } catch (error) { out.thrown = error.name; }
    element.reset();
    out.reset = element.answers;
    element.destroy();
    out.destroyed = [element.state, element.shadowRoot.querySelector(".root"), element.result];
    return out;
  });
  assert.deepEqual(found, {
    version: found.version, frozen: true, kept: { maturity: 2 }, drawn: "Fixer le cap", thrown: "RangeError", reset: {}, destroyed: ["idle", null, null],
  });
  assert.match(found.version, /^\d+\.\d+\.\d+$/);
  const heard = await page.evaluate(() => window.heard);
  assert.deepEqual(heard.map(([name]) => name), ["ready", "change", "result", "error", "step", "change", "result", "step"]);
  assert.equal(heard[3][1].code, "answers");
  assert.match(heard[3][1].help, /maturity: .*; profile: unknown id "x"/);
  assert.ok(await page.getByText("Ouvrir la boussole").isVisible());
});

test("lock, views, partner and slots: what a host decides stays decided", async () => {
  const body = `<script src="boussole.js" async></script></head><body><boussole-odd17 loading="eager" preset="profile=collectivite;level=local" lock="profile level couleur" views="situate, path" partner="ville-42">
    <span slot="partner">Notre ville</span><p slot="intro">Bienvenue</p><p slot="legal">Mentions</p><a href="https://exemple.org/">Ouvrir</a></boussole-odd17></body>`;
  const { page } = await open(await partner(body), {
    before: () => { window.heard = []; for (const name of ["ready", "result", "error"]) addEventListener(`boussole-${name}`, (event) => window.heard.push([name, event.detail.code, event.detail.partner])); },
  });
  await state(page);
  const widget = page.locator("boussole-odd17");
  for (const text of ["Notre ville", "Bienvenue", "Mentions"]) assert.ok(await widget.getByText(text).isVisible(), text);
  assert.ok(!(await widget.getByText("Ouvrir").isVisible()));
  assert.equal(await widget.locator("[data-question=profile], [data-question=level]").count(), 0);
  assert.deepEqual(await widget.locator(".step-name").allTextContents(), ["Se situer", "S’équiper"]);
  await page.evaluate(() => { document.querySelector("boussole-odd17").answers = { profile: "media", maturity: 2 }; });
  assert.deepEqual(await page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "collectivite", level: "local", maturity: 2 });
  const heard = await page.evaluate(() => window.heard);
  assert.deepEqual(heard[0], ["error", "attribute", "ville-42"]);
  assert.ok(heard.every(([, , partner]) => partner === "ville-42"));
});

test("a lazy element waits until it is near the window", async () => {
  const body = `<script src="boussole.js" async></script><link rel="stylesheet" href="demo.css"></head><body><h1>Loin</h1>${"<p>…</p>".repeat(120)}<boussole-odd17><a href="https://exemple.org/">Ouvrir</a></boussole-odd17></body>`;
  const { page } = await open(await partner(body));
  await page.waitForTimeout(400);
  assert.equal(await page.evaluate(() => document.querySelector("boussole-odd17").state), "idle");
  await page.evaluate(() => document.querySelector("boussole-odd17").scrollIntoView());
  await state(page);
});

test("a second copy of the script is ignored with a warning", async () => {
  const body = two_lines().replace("</head>", `<script src="boussole.js?again"></script></head>`);
  const { page, said } = await open(await partner(body));
  await state(page);
  assert.equal(said.length, 1);
  assert.match(said[0], /^warning: .*already defined/);
});
