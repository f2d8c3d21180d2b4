// The element as a partner's page sees it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { STRICT, holds, open, partner, reads, serve, settled, state, two_lines } from "./harness.mjs";

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
  await reads(page.locator("boussole-odd17 .view-title"), "Se situer");
  const background = await page
    .locator("boussole-odd17 .root")
    .evaluate((root) => getComputedStyle(root).backgroundColor);
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
  await settled(page);
  const release = asked
    .filter((url) => url.startsWith(served))
    .map((url) => url.slice(served.length).replace(/-[0-9a-f]{16}/, "-HASH"));
  assert.deepEqual(release.sort(), [
    "boussole.js",
    "content-fr-HASH.bin",
    "needle-HASH.bin",
    "needle-HASH.js",
    "resources-fr-HASH.bin",
    "widget-HASH.bin",
    "widget-HASH.js",
  ]);
  // A Chromium without windows shows no icon, and asks for none.
  const others = asked.filter((url) => !url.startsWith(served) && !url.endsWith("/favicon.svg"));
  assert.deepEqual(others, [address], "nothing but the page itself");
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
  await page.addInitScript(() => {
    window.heard = [];
    addEventListener("boussole-error", (event) => window.heard.push(event.detail));
  });
  await page.route("**/*.bin", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(address);
  await state(page, "error");
  await holds(() => page.getByText("Ouvrir la boussole").isVisible());
  const heard = await page.evaluate(() => window.heard);
  assert.equal(heard.length, 1);
  assert.equal(heard[0].code, "fetch");
  assert.match(heard[0].help, /404/);
  assert.equal(
    await page.evaluate(() =>
      document.querySelector("boussole-odd17").whenReady.then(
        () => "ready",
        () => "refused",
      ),
    ),
    "refused",
  );
  assert.deepEqual(errors, []);
});

test("a changed file is not run, and a missing one is told from it: of the module, and of each later script", async () => {
  const changed = { status: 200, contentType: "text/javascript", body: "window.foreign = true;" };
  const cases = [
    ["widget-*.bin", changed, "integrity"],
    ["needle-*.js", changed, "integrity"],
    ["widget-*.js", changed, "integrity"],
    ["needle-*.js", { status: 404, body: "" }, "fetch"],
    ["needle-*.js", { status: 200, contentType: "text/html", body: "<p>Wi-Fi" }, "fetch"],
    ["widget-*.js", { status: 404, body: "" }, "fetch"],
  ];
  for (const [file, answer, code] of cases) {
    const { page } = await open("about:blank");
    await page.addInitScript(() => {
      window.heard = [];
      addEventListener("boussole-error", (event) => window.heard.push(event.detail));
    });
    await page.route(`**/${file}`, (route) => route.fulfill(answer));
    await page.goto(await partner(two_lines()));
    await state(page, "error");
    await holds(async () => (await page.evaluate(() => window.heard)).map((error) => error.code), [code], file);
    assert.equal(await page.evaluate(() => window.foreign), undefined, file);
    await page.context().close();
  }
});

test("a partner's catalogue comes with a start that is made again after the last script did not", async () => {
  const { page } = await open("about:blank");
  await page.addInitScript(() => {
    window.heard = [];
    addEventListener("boussole-error", (event) => window.heard.push(event.detail.code));
  });
  let down = true;
  await page.route("**/widget-*.js", (route) => (down ? route.fulfill({ status: 503, body: "" }) : route.fallback()));
  const files = {
    "/catalogue.json": JSON.stringify({
      schema: "boussole/catalogue/1",
      mode: "replace",
      items: [{ title: "Une seule", kind: "outils" }],
    }),
  };
  await page.goto(
    await partner(two_lines("", `loading="eager" start-view="explore" catalogue="catalogue.json"`), {}, files),
  );
  await state(page, "error");
  down = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await state(page);
  await page.locator("boussole-odd17 .resource-title").getByText("Une seule").waitFor();
  await holds(() => page.locator("boussole-odd17 .resource-title").count(), 1);
  await holds(() => page.evaluate(() => window.heard), ["fetch"]);
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
  assert.deepEqual(
    heard.map(({ code, directive }) => ({ code, directive })),
    [{ code: "wasm-blocked", directive: "script-src" }],
  );
  await holds(() => page.getByText("Ouvrir la boussole").isVisible());
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
  await holds(
    () => page.evaluate(() => [document.querySelector("#a").answers, document.querySelector("#b").answers]),
    [{ profile: "media" }, {}],
  );
  await reads(page.locator("#b .view-title"), "Find where you stand");
  await page.locator("#b").getByText("Company").click();
  await holds(
    () => page.evaluate(() => [document.querySelector("#a").answers, document.querySelector("#b").answers]),
    [{ profile: "media" }, { profile: "entreprise" }],
  );
  // One that comes when all is there asks for nothing more.
  await page.evaluate(() =>
    document.body.insertAdjacentHTML("beforeend", '<boussole-odd17 id="c" loading="eager"></boussole-odd17>'),
  );
  await state(page, "ready", "#c");
  assert.equal(asked.filter((url) => /widget-.*\.bin/.test(url)).length, 1, "one module for the page");
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
  await reads(page.locator("section boussole-odd17 .view-title"), "S’équiper");
  await page.evaluate(async () => {
    window.kept.remove();
    await new Promise((done) => setTimeout(done, 100));
    document.body.append(window.kept);
  });
  await reads(page.locator("boussole-odd17 .view-title"), "S’équiper");
  await holds(() => page.evaluate(() => window.kept.answers), { profile: "association" });
  await page.locator("boussole-odd17").locator(".steps").getByRole("button", { name: "Se situer" }).click();
  await page.locator("boussole-odd17").getByText("Entreprise", { exact: true }).click();
  await holds(() => page.evaluate(() => window.kept.answers), { profile: "entreprise" });
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
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "etat" });
});

test("attributes: preset, start view, title level, language, theme; a wrong one is named and has no effect", async () => {
  const attributes = `loading="eager" preset="profile=media;level=lune" start-view="path" heading-level="4" theme="dark" lang="en-GB"`;
  const { page, said } = await open(await partner(two_lines("", attributes)), {
    before: () => {
      window.heard = [];
      addEventListener("boussole-error", (event) => window.heard.push(event.detail));
    },
  });
  await state(page);
  const widget = page.locator("boussole-odd17");
  await reads(widget.locator("h4"), "SDG 17 compass");
  await reads(widget.locator("h5.view-title"), "Get equipped");
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "media" });
  const paper = () => widget.locator(".root").evaluate((root) => getComputedStyle(root).backgroundColor);
  await holds(() => paper(), "rgb(20, 29, 36)");
  await page.evaluate(() => document.querySelector("boussole-odd17").setAttribute("theme", "light"));
  await holds(() => paper(), "rgb(251, 248, 242)");
  await holds(() => page.evaluate(() => window.heard.map((error) => error.code)), ["attribute"]);
  await holds(() => page.evaluate(() => window.heard[0].help), /level: unknown id "lune"/);
  assert.equal(said.length, 1, said.join("\n"));
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").state), "ready");
});

test("each attribute that has none of its values is named once, and an unknown view asked for early is refused", async () => {
  const wrong = {
    lang: "tlh",
    loading: "slow",
    "heading-level": "9",
    theme: "pink",
    "start-view": "nowhere",
    share: "all",
    storage: "here",
  };
  const { page } = await open(
    await partner(
      two_lines(
        "",
        Object.entries(wrong)
          .map(([name, value]) => `${name}="${value}"`)
          .join(" "),
      ),
    ),
    {
      before: () => {
        window.heard = [];
        addEventListener("boussole-error", (event) => window.heard.push(event.detail.help));
        document.addEventListener("DOMContentLoaded", () => {
          window.refused = customElements
            .whenDefined("boussole-odd17")
            .then(() => document.querySelector("boussole-odd17").goTo("nowhere"))
            .then(
              () => "shown",
              ({ name }) => name,
            );
        });
      },
    },
  );
  await state(page);
  await holds(() => page.evaluate(() => window.refused), "RangeError");
  await reads(page.locator("boussole-odd17 .view-title"), "Se situer");
  const named = () =>
    page.evaluate(() =>
      window.heard
        .splice(0)
        .map((help) => help.split(" is not one of")[0])
        .sort(),
    );
  assert.deepEqual(
    await named(),
    Object.entries(wrong)
      .map(([name, value]) => `${name}="${value}"`)
      .sort(),
  );
  // Where the first view as it was built in is taken over, too.
  await page.evaluate(() => {
    document.body.innerHTML =
      '<boussole-odd17 loading="eager" heading-level="0" theme="pink" lang="french"></boussole-odd17>';
  });
  await state(page);
  assert.deepEqual(await named(), ['heading-level="0"', 'lang="french"', 'theme="pink"']);
});

test("the contract of properties and methods: answers, goTo, reset, destroy, version", async () => {
  const { page } = await open(await partner(two_lines()), {
    before: () => {
      window.heard = [];
      for (const name of ["ready", "change", "step", "result", "error"])
        addEventListener(`boussole-${name}`, (event) => window.heard.push([name, event.detail]));
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
    try {
      await element.goTo("nowhere");
    } catch (error) {
      out.thrown = error.name;
    }
    element.reset();
    out.reset = element.answers;
    element.destroy();
    out.destroyed = [element.state, element.shadowRoot.querySelector(".root"), element.result];
    return out;
  });
  assert.deepEqual(found, {
    version: found.version,
    frozen: true,
    kept: { maturity: 2 },
    drawn: "Fixer le cap",
    thrown: "RangeError",
    reset: {},
    destroyed: ["idle", null, null],
  });
  assert.match(found.version, /^\d+\.\d+\.\d+$/);
  const heard = await page.evaluate(() => window.heard);
  assert.deepEqual(
    heard.map(([name]) => name),
    ["ready", "change", "result", "error", "step", "change", "result", "step"],
  );
  assert.equal(heard[3][1].code, "answers");
  assert.match(heard[3][1].help, /maturity: .*; profile: unknown id "x"/);
  await holds(() => page.getByText("Ouvrir la boussole").isVisible());
});

test("lock, views, partner and slots: what a host decides stays decided", async () => {
  const body = `<script src="boussole.js" async></script></head><body><boussole-odd17 loading="eager" preset="profile=collectivite;level=local" lock="profile level couleur" views="situate, path" partner="ville-42">
    <span slot="partner">Notre ville</span><p slot="intro">Bienvenue</p><p slot="legal">Mentions</p><a href="https://exemple.org/">Ouvrir</a></boussole-odd17></body>`;
  const { page } = await open(await partner(body), {
    before: () => {
      window.heard = [];
      for (const name of ["ready", "result", "error"])
        addEventListener(`boussole-${name}`, (event) =>
          window.heard.push([name, event.detail.code, event.detail.partner]),
        );
    },
  });
  await state(page);
  const widget = page.locator("boussole-odd17");
  for (const text of ["Notre ville", "Bienvenue", "Mentions"])
    await holds(() => widget.getByText(text).isVisible(), true, text);
  await holds(async () => !(await widget.getByText("Ouvrir").isVisible()));
  await holds(() => widget.locator("[data-question=profile], [data-question=level]").count(), 0);
  await holds(() => widget.locator(".step-name").allTextContents(), ["Se situer", "S’équiper"]);
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").answers = { profile: "media", maturity: 2 };
  });
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").answers), {
    profile: "collectivite",
    level: "local",
    maturity: 2,
  });
  const heard = await page.evaluate(() => window.heard);
  assert.deepEqual(heard[0], ["error", "attribute", "ville-42"]);
  assert.ok(heard.every(([, , partner]) => partner === "ville-42"));
});

test("a lazy element waits until it is near the window", async () => {
  const body = `<script src="boussole.js" async></script><link rel="stylesheet" href="demo.css"></head><body><h1>Loin</h1>${"<p>…</p>".repeat(120)}<boussole-odd17><a href="https://exemple.org/">Ouvrir</a></boussole-odd17></body>`;
  const { page } = await open(await partner(body));
  await page.waitForTimeout(400);
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").state), "idle");
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

/** All errors, warnings and rejections that nobody caught. */
const hearing = () => {
  window.heard = [];
  addEventListener("boussole-error", ({ detail }) => window.heard.push(detail));
  addEventListener("unhandledrejection", ({ reason }) =>
    window.heard.push({ code: "unhandled", help: String(reason) }),
  );
};

test("a property that can only be read is set in vain, said once, before the script as after it", async () => {
  const { page, said } = await open(
    await partner('</head><body><boussole-odd17 loading="eager"></boussole-odd17></body>'),
    { before: hearing },
  );
  const found = await page.evaluate(async () => {
    "use strict";
    const own = document.querySelector("boussole-odd17");
    Object.assign(own, { version: "0", state: "x" });
    const script = document.createElement("script");
    script.src = "boussole.js";
    document.head.append(script);
    await customElements.whenDefined("boussole-odd17");
    const names = ["state", "version", "result", "whenReady"];
    const set = () => {
      for (const name of names) for (const value of [null, undefined, "x", {}]) own[name] = value;
    };
    set();
    const ready = await own.whenReady;
    set();
    return {
      same: ready === own,
      state: own.state,
      version: own.version,
      result: own.result.schema,
      own: Object.keys(own).filter((name) => names.includes(name)),
      told: window.heard.map(({ code, help }) => `${code}: ${help.split(" ")[0]}`),
    };
  });
  assert.deepEqual(found, {
    same: true,
    state: "ready",
    version: found.version,
    result: "boussole/result/1",
    own: [],
    told: ["attribute: state", "attribute: version", "attribute: result", "attribute: whenReady"],
  });
  assert.match(found.version, /^\d+\.\d+\.\d+$/);
  assert.equal(said.filter((line) => /can be read, not set/.test(line)).length, 4);
});

test("a property named like an attribute sets it, and nothing takes it away; also where it was set before the script came", async () => {
  const { page } = await open(await partner('</head><body><boussole-odd17 storage="local"></boussole-odd17></body>'), {
    before: hearing,
  });
  const found = await page.evaluate(async () => {
    const own = document.querySelector("boussole-odd17");
    Object.assign(own, {
      lang: "en",
      preset: "profile=media",
      startView: "path",
      headingLevel: 3,
      theme: "dark",
      loading: "eager",
      views: ["situate", "path"],
      storage: undefined,
    });
    const script = document.createElement("script");
    script.src = "boussole.js";
    document.head.append(script);
    await customElements.whenDefined("boussole-odd17");
    await own.whenReady;
    const drawn = () => ({
      heading: own.shadowRoot.querySelector(".brand").localName,
      title: own.shadowRoot.querySelector(".view-title").textContent,
      profile: own.answers.profile,
      attributes: own
        .getAttributeNames()
        .filter((name) => name !== "state")
        .sort()
        .map((name) => `${name}=${own.getAttribute(name)}`),
    });
    const out = { first: drawn() };
    for (const gone of [undefined, null, ""]) {
      Object.assign(own, { theme: "dark", partner: "p", hashKey: "k", library: "/l.bin", lang: "en" });
      for (const name of [
        "theme",
        "partner",
        "hashKey",
        "library",
        "lang",
        "preset",
        "lock",
        "views",
        "startView",
        "headingLevel",
        "loading",
        "share",
        "storage",
        "journey",
        "base",
      ])
        own[name] = gone;
    }
    // The words of another language may come late.
    for (const until = Date.now() + 20_000; Date.now() < until && drawn().title !== "S’équiper";)
      await new Promise((done) => setTimeout(done, 50));
    out.last = drawn();
    out.read = [own.theme, own.startView, own.lang, own.catalogue];
    out.heard = window.heard;
    return out;
  });
  assert.deepEqual(found.first, {
    heading: "h3",
    title: "Get equipped",
    profile: "media",
    attributes: [
      "heading-level=3",
      "lang=en",
      "loading=eager",
      "preset=profile=media",
      "start-view=path",
      "theme=dark",
      "views=situate,path",
    ],
  });
  assert.deepEqual(found.last, { heading: "h2", title: "S’équiper", profile: "media", attributes: [] });
  assert.deepEqual(found.read, [null, null, "", null]);
  assert.deepEqual(found.heard, []);
});

test("a catalogue is given as an object, as its text, as a table or by its address; what is none is named as what it was taken for", async () => {
  const one = {
    schema: "boussole/catalogue/1",
    mode: "replace",
    items: [{ title: "Guide local", kind: "outils", url: "https://exemple.org/" }],
  };
  const table = "title;kind;url\nTable locale;outils;https://exemple.org/\n";
  const files = {
    "/c.json": JSON.stringify({ ...one, items: [{ ...one.items[0], title: "Guide servi" }] }),
    "/c.csv": `${table}Seconde;outils;https://exemple.org/2\n`,
  };
  const wanted = {
    object: ["Guide local", null],
    text: ["Guide local", null],
    marked: ["Guide local", null],
    table: ["ours and 1", null],
    "/c.json": ["Guide servi", null],
    address: ["ours and 2", "c.json"],
    url: ["Guide servi", "c.json"],
    set: ["Guide servi", "c.json"],
    undefined: ["ours", null],
    again: ["Guide local", null],
    null: ["ours", null],
    empty: ["ours", null],
  };
  const { page } = await open(await partner(two_lines(), {}, files), { before: hearing });
  await state(page);
  const found = await page.evaluate(
    async ({ one, table, wanted }) => {
      const own = document.querySelector("boussole-odd17");
      await own.goTo("explore");
      const count = () => Number(own.shadowRoot.querySelector(".explore-count").textContent.match(/\d+/)[0]);
      const all = count();
      /** The title that the catalogue brings, by how much a table adds to ours, or what is told instead: as soon as it is
        what is wanted, else what it is in the end. */
      const shown = async (wanted) => {
        let seen;
        for (let turn = 0; turn < 400 && (turn < 3 || seen !== wanted); turn += 1) {
          await new Promise((done) => setTimeout(done, 50));
          const [title] = /Guide (local|servi)/.exec(own.shadowRoot.textContent) || [];
          const [error] = window.heard.splice(0);
          if (error) return error.help;
          seen = title || (count() === all ? "ours" : `ours and ${count() - all}`);
        }
        return seen;
      };
      const out = {};
      const given = {
        object: one,
        text: JSON.stringify(one),
        marked: `\ufeff ${JSON.stringify(one)}`,
        table,
        "/c.json": "/c.json",
        set: null,
        address: " c.csv ",
        url: new URL("/c.json", location.href),
        undefined,
        again: one,
        null: null,
        header: "title;kind;url",
        wrong: "/none.json",
        broken: '{"schema":',
        empty: "",
      };
      for (const name of Object.keys(given)) {
        // One replaces the other, whatever it was.
        own.catalogue = given[name];
        if (name === "set") own.setAttribute("catalogue", "c.json");
        out[name] = [await shown(wanted[name]?.[0]), own.getAttribute("catalogue")];
      }
      return out;
    },
    { one, table, wanted },
  );
  const { wrong, broken, header, ...right } = found;
  assert.deepEqual(right, wanted);
  assert.match(wrong[0], /\/none\.json answered 404/);
  assert.match(broken[0], /JSON/);
  assert.match(header[0], /one resource at least/);
});

test("answers and words are taken as text too; nothing takes them away, and what is no object is refused in one sentence", async () => {
  const { page } = await open(await partner(two_lines("", 'loading="lazy"') + '<div id="more"></div>'), {
    before: hearing,
  });
  await state(page);
  const found = await page.evaluate(async () => {
    const words = { schema: "boussole/overlay/1", fr: { messages: { "widget-title": "La Boussole de la Ligue" } } };
    const own = document.querySelector("boussole-odd17");
    const out = {};
    const told = () => window.heard.splice(0).map(({ code, help }) => `${code}: ${help}`);
    own.answers = '{ "profile": "association", "maturity": 2 }';
    out.text = own.answers;
    for (const wrong of ["profile=association", 7, false, [], '"text"', "[1]"]) own.answers = wrong;
    out.refused = told().filter((line) => line.length < 120 && /^answers: .*expected an object/.test(line)).length;
    out.kept = own.answers;
    out.gone = [undefined, null, ""].map((none) => {
      own.answers = { maturity: 2 };
      own.answers = none;
      return Object.keys(own.answers).length;
    });
    const brand = () => own.shadowRoot.querySelector(".brand").textContent;
    for (const [name, given] of Object.entries({ text: JSON.stringify(words), wrong: "x", object: words, undefined })) {
      const before = brand();
      own.overlay = given;
      for (const until = Date.now() + 20_000; Date.now() < until && brand() === before;)
        await new Promise((done) => setTimeout(done, 50));
      out[`words ${name}`] = brand();
    }
    out.words = told();
    // The same before it is ready.
    out.early = [];
    for (const given of [undefined, null, '{"maturity":3}', "maturity=3", 7]) {
      const next = document.createElement("boussole-odd17");
      next.setAttribute("loading", "eager");
      Object.assign(next, { answers: given, overlay: JSON.stringify(words) });
      document.querySelector("#more").replaceChildren(next);
      await next.whenReady;
      for (
        const until = Date.now() + 20_000;
        Date.now() < until && next.shadowRoot.querySelector(".brand").textContent !== words.fr.messages["widget-title"];
      )
        await new Promise((done) => setTimeout(done, 50));
      out.early.push([next.answers, next.shadowRoot.querySelector(".brand").textContent, told().length]);
    }
    return out;
  });
  const league = "La Boussole de la Ligue";
  assert.deepEqual(found, {
    text: { profile: "association", maturity: 2 },
    refused: 6,
    kept: { profile: "association", maturity: 2 },
    gone: [0, 0, 0],
    "words text": league,
    "words wrong": "Boussole de l’ODD 17",
    "words object": league,
    "words undefined": "Boussole de l’ODD 17",
    words: ["overlay: The overlay is left out: expected an object, or its text in JSON"],
    early: [
      [{}, league, 0],
      [{}, league, 0],
      [{ maturity: 3 }, league, 0],
      [{}, league, 1],
      [{}, league, 1],
    ],
  });
});

test("an element is used again after destroy(): connected anew, or by whoever goes on using it, without a rejection that nobody caught", async () => {
  const { page, said } = await open(await partner(two_lines("", 'share="fragment"')), { before: hearing });
  await state(page);
  const found = await page.evaluate(async () => {
    const home = document.body;
    const fresh = () => {
      const own = document.createElement("boussole-odd17");
      own.setAttribute("loading", "eager");
      return own;
    };
    const turn = (wait = 0) => new Promise((done) => setTimeout(done, wait));
    const out = {};
    // As the strict mode of React does: made, destroyed in the clean-up, used again where it stands.
    const ways = {
      connected: (own) => {
        own.remove();
        home.append(own);
      },
      later: async (own) => {
        own.remove();
        await turn(60);
        home.append(own);
      },
      listened: (own) => own.addEventListener("boussole-result", () => {}),
      awaited: (own) => {
        own.whenReady.then(() => {});
      },
      answered: (own) => {
        own.answers = { maturity: 2 };
      },
      shown: (own) => {
        own.goTo("situate");
      },
    };
    for (const [name, again] of Object.entries(ways)) {
      for (const wait of [0, 1, 30]) {
        const own = fresh();
        own.answers = { maturity: 2 };
        home.append(own);
        const first = own.whenReady.then((ready) => ready === own);
        await turn(wait);
        own.destroy();
        const rested = own.state;
        await again(own);
        await own.whenReady;
        out[`${name} ${wait}`] = [rested, own.state, own.answers.maturity, await first];
        own.remove();
      }
    }
    // Twenty times, quickly, then once more when it was ready and answered.
    const own = fresh();
    for (let time = 0; time < 20; time += 1) {
      home.append(own);
      own.whenReady.then(() => {});
      own.destroy();
      if (time % 2) own.remove();
      if (time % 5 === 0) await turn();
    }
    home.append(own);
    own.whenReady.then(() => {});
    await own.whenReady;
    let navigated = 0;
    let results = 0;
    own.addEventListener("boussole-navigate", (event) => {
      navigated += 1;
      event.preventDefault();
    });
    own.addEventListener("boussole-result", () => {
      results += 1;
    });
    own.answers = { profile: "media" };
    own.destroy();
    out.rests = [own.state, own.answers, own.result, own.shadowRoot.querySelector(".root")];
    await turn(100);
    out.still = own.state;
    own.remove();
    home.append(own);
    await own.whenReady;
    out.anew = own.answers;
    await turn(50);
    const before = results;
    own.shadowRoot.querySelectorAll("[data-question=level] input")[1].click();
    for (const until = Date.now() + 20_000; Date.now() < until && results === before;) await turn(50);
    await own.goTo("path");
    own.shadowRoot.querySelector("a[href]").click();
    out.once = [results - before, navigated, (await own.export("json")).type];
    out.heard = window.heard;
    return out;
  });
  const { rests, still, anew, once, heard, ...ways } = found;
  for (const [name, way] of Object.entries(ways)) assert.deepEqual(way, ["idle", "ready", 2, true], name);
  assert.deepEqual(
    { rests, still, anew, once, heard },
    {
      rests: ["idle", { profile: "media" }, null, null],
      still: "idle",
      anew: { profile: "media" },
      once: [1, 1, "application/json"],
      heard: [],
    },
  );
  assert.deepEqual(said, []);
});

test("what is told of an error is never longer than 500 letters, and says how it began and how it ended", async () => {
  const { page, said } = await open(await partner(two_lines("", `loading="eager" theme="${"t".repeat(3000)}"`)), {
    before: hearing,
  });
  await state(page);
  const found = await page.evaluate(async () => {
    const own = document.querySelector("boussole-odd17");
    const long = "x".repeat(60_000);
    own.answers = { profile: long, [long]: 1 };
    own.overlay = { schema: long };
    /** Waits until something of that code was told so often. */
    const told = async (code, times = 1) => {
      for (
        const until = Date.now() + 20_000;
        Date.now() < until && window.heard.filter((own) => own.code === code).length < times;
      )
        await new Promise((done) => setTimeout(done, 50));
    };
    await told("overlay");
    own.overlay = null;
    own.catalogue = { schema: long };
    await told("catalogue");
    own.catalogue = `/${long}`;
    await own.import(long);
    own.preset = `profile=${long}`;
    await told("catalogue", 2);
    await told("link");
    return window.heard;
  });
  assert.deepEqual([...new Set(found.map(({ code }) => code))].sort(), [
    "answers",
    "attribute",
    "catalogue",
    "link",
    "overlay",
  ]);
  for (const { code, help } of found) assert.ok(help.length <= 500, `${code}: ${help.length}`);
  assert.match(found.find(({ help }) => /^theme="t+…t+" is not one of/.test(help))?.help ?? "", /auto, light, dark\.$/);
  for (const line of said.filter((line) => line.startsWith("warning"))) assert.ok(line.length < 600, line.slice(0, 80));
});

test("a value that is no text is refused as any that is none of the list: nothing falls", async () => {
  const { page, said } = await open(await partner(two_lines("", 'lang="fr" loading="eager"')));
  const early = await page.evaluate(() =>
    Promise.all(
      [1, {}, true, Symbol("a"), ["path", "x"]].map((view) =>
        document
          .querySelector("boussole-odd17")
          .goTo(view)
          .catch(({ name }) => name),
      ),
    ),
  );
  assert.deepEqual(new Set(early), new Set(["RangeError"]));
  await state(page);
  const late = await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    const names = [];
    for (const format of [1, true, null, undefined, {}, Symbol("a"), new Blob(["x"])])
      names.push(
        await element.export(format).then(
          () => "made",
          ({ name }) => name,
        ),
      );
    for (const view of [1, {}, null]) names.push(await element.goTo(view).catch(({ name }) => name));
    return names;
  });
  assert.deepEqual(new Set(late), new Set(["RangeError"]));
  await state(page);
  assert.deepEqual(said, []);
});

test("who asks for a file and destroys the element is told so", async () => {
  const { page } = await open(await partner(two_lines()));
  await state(page);
  const told = await page.evaluate(() => {
    const element = document.querySelector("boussole-odd17");
    const asked = [element.export("json"), element.import("x"), element.merge("x")];
    element.destroy();
    return Promise.all(asked.map((promise) => promise.then(String, ({ message }) => message)));
  });
  assert.deepEqual(new Set(told), new Set(["This element was destroyed."]));
});

test("a file of another window is a file", async () => {
  const { page } = await open(await partner(two_lines()));
  await state(page);
  await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    element.answers = { profile: "media" };
    const text = await (await element.export("json")).text();
    element.reset();
    const frame = document.body.appendChild(document.createElement("iframe"));
    window.taken = await element.import(new frame.contentWindow.File([text], "a.json"));
    window.merged = await element.merge(new frame.contentWindow.File([text], "a.json"));
  });
  assert.deepEqual(await page.evaluate(() => [window.taken, window.merged]), [true, 1]);
});

test("a language that is asked for without a network comes with the network", async () => {
  const { page } = await open(await partner(two_lines("", 'lang="en" loading="eager"')));
  await state(page);
  await settled(page);
  await page.context().setOffline(true);
  const told = page.evaluate(
    () =>
      new Promise((done) =>
        document.addEventListener("boussole-error", ({ detail }) => done(detail.code), { once: true }),
      ),
  );
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").lang = "fr";
  });
  assert.equal(await told, "fetch");
  await reads(page.locator("boussole-odd17 .view-title"), "Find where you stand");
  await page.context().setOffline(false);
  await reads(page.locator("boussole-odd17 .view-title"), "Se situer");
});
