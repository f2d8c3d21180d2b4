// What an integrator copies is tested as it is copied; what the page says of a policy is compared with
// what a browser does under it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { holds, open, partner, reads, release, serve, state } from "./harness.mjs";

const served = await serve();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const manifest = JSON.parse(await readFile(`${process.env.BOUSSOLE_DIST}/manifest.json`, "utf8"));
/** The page of each language. */
const PAGES = { fr: "embed.html", en: "embed-en.html" };
const LANGUAGES = Object.keys(PAGES);
const WORDS = Object.fromEntries(
  await Promise.all(
    LANGUAGES.map(async (lang) => [
      lang,
      JSON.parse(await readFile(new URL(`../../www/i18n/embed/${lang}.json`, import.meta.url), "utf8")),
    ]),
  ),
);

async function generator({ lang = "fr", ...options } = {}) {
  const opened = await open(`${served}${PAGES[lang]}`, options);
  await opened.page.waitForFunction(() => document.querySelector("#snippet")?.textContent);
  return opened;
}
/** How the snippet of each way is known. */
const WAYS = {
  script: /\/boussole\.js"/,
  single: /\/boussole\.single\.js"/,
  iframe: /^<iframe/,
  wordpress: /^\[boussole/,
  npm: /^npm install/,
};
const choose = async (page, way) => {
  await page.locator(`[name=way][value=${way}]`).check({ force: true });
  await reads(page.locator("#snippet"), WAYS[way]);
  return {
    text: await page.locator("#snippet").textContent(),
    policy: await page.locator("#policy-line").textContent(),
  };
};
/** A partner's page with a snippet in it, under the policy that goes with it, and nothing more. */
const hosting = (snippet, policy) =>
  partner(`</head><body><h1>Partenaire</h1>${snippet}</body>`, {
    "content-security-policy": `default-src 'none'; img-src 'self'; ${policy}`,
  });

for (const lang of LANGUAGES)
  test(`each snippet works as it is generated, under the policy that stands beside it (${lang})`, () =>
    triesSnippets(lang));

async function triesSnippets(lang) {
  const { page, said } = await generator({ lang });
  await page.locator("[name=host]").evaluate((field) => {
    field.closest("details").open = true;
  });
  assert.equal(
    (await choose(page, "script")).text,
    lang === "fr"
      ? manifest.snippets.script.replaceAll("https://HOST/", served)
      : `<script src="${served}boussole.js" async></script>\n<boussole-odd17 lang="en"><a href="${served}app.html?lang=en">Open the SDG 17 compass</a></boussole-odd17>`,
    "the manifest says the same",
  );

  await page.locator("[data-answer=profile]").selectOption("collectivite");
  await page.locator("[data-answer=level]").selectOption("local");
  await page.locator("[name=lock]").check();
  await page.locator("[name=view]").selectOption("quick");
  await page.locator("[name=accent]").fill("#5a189a");
  await page.locator("input[name=partner]").fill('ville "42" & <b>');
  await reads(page.locator("#snippet"), /ville &quot;42/);
  for (const sealed of [false, true]) {
    await page.locator("[name=sealed]").setChecked(sealed);
    for (const way of ["script", "single"]) {
      const { text, policy } = await choose(page, way);
      assert.equal(/integrity="sha384-/.test(text), sealed);
      const { page: host, said } = await open(await hosting(text, policy));
      await host.locator("boussole-odd17").scrollIntoViewIfNeeded();
      await state(host);
      const found = await host.evaluate(() => {
        const element = document.querySelector("boussole-odd17");
        return {
          lang: element.lang,
          answers: element.answers,
          partner: element.getAttribute("partner"),
          view: element.shadowRoot.querySelector("[data-view]").dataset.view,
        };
      });
      assert.deepEqual(
        found,
        { lang, answers: { profile: "collectivite", level: "local" }, partner: 'ville "42" & <b>', view: "quick" },
        way,
      );
      assert.deepEqual(said, [], way);
    }
  }
  const { text, policy } = await choose(page, "iframe");
  assert.ok(text.includes(`title="${WORDS[lang]["snippet-title"]}"`));
  const { page: host } = await open(await hosting(text, policy));
  // A lazy frame takes its time to be there at all.
  const framed = () => host.frames().find((each) => each.url().includes("iframe.html"));
  await holds(async () => Boolean(framed()));
  const frame = framed();
  await state(frame);
  await holds(() => frame.evaluate(() => document.querySelector("boussole-odd17").answers), {
    profile: "collectivite",
    level: "local",
  });
  await holds(
    () =>
      frame.evaluate(
        () => document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("[data-question=profile]").length,
      ),
    0,
    "locked in the frame too",
  );
  await holds(
    () => frame.evaluate(() => document.querySelector("boussole-odd17").style.getPropertyValue("--boussole-accent")),
    "#5a189a",
  );
  await holds(() => page.locator("#rule-block").isHidden(), true, "a frame takes no style of the page");
  assert.equal(
    (await choose(page, "wordpress")).text,
    `[boussole lang="${lang}" preset="profile=collectivite;level=local" lock="profile level" start-view="quick" partner="ville &quot;42&quot; &amp; &lt;b>"]`,
  );
  assert.match((await choose(page, "npm")).text, new RegExp(manifest.packages.npm));
  assert.deepEqual(said, []);
}

test("a snippet speaks the language that it asks for, not that of the page", async () => {
  const { page } = await generator();
  await page.locator("[name=lang]").selectOption("en");
  await reads(page.locator("#snippet"), /app\.html\?lang=en">Open the SDG 17 compass</);
  await page.locator("[name=lang]").selectOption("");
  await reads(page.locator("#snippet"), /app\.html">Ouvrir la boussole de l’ODD 17</);
});

test("each language leads to the other, and each link to something", async () => {
  for (const lang of LANGUAGES) {
    const other = LANGUAGES.find((each) => each !== lang);
    const { page } = await generator({ lang });
    assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
    for (const link of ["link[rel=alternate]", ".kind a"])
      assert.deepEqual(
        await page.locator(link).evaluate((each) => [each.getAttribute("href"), each.hreflang]),
        [PAGES[other], other],
        link,
      );
    const options = await page.locator("[name=view] option").allTextContents();
    assert.ok(options.includes(lang === "fr" ? "Se situer" : "Find where you stand"), options.join());
    assert.ok((await page.locator("#spip").textContent()).includes(`src="${served}boussole.js"`));
    const links = await page.locator("main a").evaluateAll((all) => all.map((each) => each.href));
    for (const link of new Set(links)) {
      const answer = await fetch(link);
      assert.ok(answer.ok, link);
      const { hash } = new URL(link);
      if (hash) assert.ok((await answer.text()).includes(`id="${decodeURIComponent(hash.slice(1))}"`), link);
    }
    await page.context().close();
  }
});

test("the preview follows, a colour that is none is said, and copying says what happened", async () => {
  for (const lang of LANGUAGES) await triesPreview(lang);
});

async function triesPreview(lang) {
  const { page } = await generator({ lang });
  const preview = page.locator("#preview boussole-odd17");
  await preview.locator(".view-title").waitFor();
  const [other, title] = lang === "fr" ? ["en", "Find where you stand"] : ["fr", "Se situer"];
  await page.locator("[name=lang]").selectOption(other);
  await preview.getByRole("heading", { name: title }).waitFor();
  await page.locator("[name=accent]").fill("bleu");
  await page.locator("#accent-wrong").waitFor();
  await page.locator("[name=accent]").fill("#5a189a");
  await page.waitForFunction(() => document.querySelector("#rule").textContent.includes("#5a189a"));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator("[data-copy='#snippet']").click();
  await page.waitForFunction(
    (copied) => document.querySelector("#said").textContent === copied,
    WORDS[lang]["copied-said"],
  );
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await page.locator("#snippet").textContent());
  await page.context().close();
}

/** Policies as sites have them; SELF and RELEASE stand for the two origins. */
const POLICIES = [
  "default-src 'self'",
  "default-src 'none'",
  "script-src 'self' RELEASE 'wasm-unsafe-eval'; connect-src RELEASE",
  "default-src 'self'; script-src 'self' RELEASE 'wasm-unsafe-eval'; connect-src 'self'",
  "default-src 'self'; script-src RELEASE; connect-src RELEASE",
  "default-src * 'unsafe-eval'",
  "default-src http: 'unsafe-inline' 'unsafe-eval'",
  "script-src http://127.0.0.1:* 'wasm-unsafe-eval'; connect-src 127.0.0.1:*",
  "script-src-elem RELEASE; script-src 'self' 'wasm-unsafe-eval'; connect-src RELEASE",
  "script-src-elem 'self'; script-src RELEASE 'wasm-unsafe-eval'",
  "script-src 'nonce-abc' 'strict-dynamic' RELEASE 'wasm-unsafe-eval'",
  "script-src RELEASE/boussole.js 'wasm-unsafe-eval'; connect-src RELEASE/",
  "script-src RELEASE/boussole.js RELEASE/boussole.single.js 'wasm-unsafe-eval'; connect-src RELEASE/",
  "script-src RELEASE/ailleurs/ 'wasm-unsafe-eval'",
  "script-src *.exemple.org 'wasm-unsafe-eval'",
  "script-src RELEASE 'wasm-unsafe-eval', connect-src 'none'",
  "style-src 'self'; img-src 'none'; font-src 'none'",
  "default-src 'none'; frame-src RELEASE",
  "child-src 'self'; default-src 'none'",
  "sandbox allow-same-origin",
  "SCRIPT-SRC RELEASE 'WASM-UNSAFE-EVAL'; Connect-Src *",
];

test("what it says of a policy is what a browser does under it, and the mended policy works", async () => {
  const there = await release();
  const origin = new URL(there).origin;
  const { page } = await generator();
  const judge = (policy, site) =>
    page.evaluate(
      ({ policy, release, page }) => {
        const verdict = window.boussolePolicy.judge(policy, { release, page });
        return {
          ...verdict,
          mended: verdict.way === "script" ? "" : window.boussolePolicy.mended(policy, { release, page }),
        };
      },
      { policy, release: there, page: site },
    );
  const snippet = (file) =>
    `<script src="${there}${file}" async></script><boussole-odd17 loading="eager"><a href="https://exemple.org/">Ouvrir</a></boussole-odd17>`;
  /** What happens: the state, and for an error its code. */
  async function happens(policy, body) {
    const address = await partner(`</head><body>${body}</body>`, { "content-security-policy": policy });
    const { page } = await open(address);
    // A sandboxed page runs nothing, so it is watched from outside.
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const state = await page
        .locator("boussole-odd17")
        .getAttribute("state")
        .catch(() => null);
      if (state === "ready") return "ready";
      if (state === "error")
        return page.evaluate(() => document.querySelector("boussole-odd17").whenReady.catch((error) => error.code));
      await page.waitForTimeout(attempt < 5 ? 100 : 50);
      if (attempt > 12 && state === null) return "untouched";
    }
    return "nothing";
  }
  for (const template of POLICIES) {
    const policy = template.replaceAll("RELEASE", origin);
    const said = await judge(policy, origin.replace(/:\d+$/, ":1"));
    const expected =
      said.script !== true
        ? "untouched"
        : said.wasm !== true
          ? "wasm-blocked"
          : said.rest !== true || said.connect !== true
            ? "fetch"
            : "ready";
    assert.equal(await happens(policy, snippet("boussole.js")), expected, policy);
    if (said.way === "single")
      assert.equal(await happens(policy, snippet("boussole.single.js")), "ready", `single: ${policy}`);
    const framed = await open(
      await partner(`</head><body><iframe src="${there}iframe.html"></iframe></body>`, {
        "content-security-policy": policy,
      }),
    );
    const shown = said.frame === true;
    if (!shown) await framed.page.waitForTimeout(200);
    await holds(
      async () => framed.page.frames().some((frame) => frame.url().startsWith(there)),
      shown,
      `frame: ${policy}`,
    );
    if (/strict-dynamic|sandbox/.test(policy)) assert.equal(said.mended, "", policy);
    else if (said.mended)
      assert.equal(
        await happens(said.mended.replaceAll("\n", ", "), snippet("boussole.js")),
        "ready",
        `mended: ${said.mended}`,
      );
    await framed.page.context().close();
  }
});

test("a script tag that carries the page's nonce hands it on: the second script needs no word more", async () => {
  const there = await release();
  for (const dynamic of ["", " 'strict-dynamic'"]) {
    const policy = `script-src 'nonce-abc'${dynamic} 'wasm-unsafe-eval'; connect-src ${new URL(there).origin}`;
    const body = `<script src="${there}boussole.js" nonce="abc" async></script></head><body><boussole-odd17 loading="eager"><a href="https://exemple.org/">Ouvrir</a></boussole-odd17></body>`;
    const { page, said } = await open(await partner(body, { "content-security-policy": policy }));
    await state(page);
    assert.deepEqual(said, [], policy);
  }
});

test("pasted as servers write it, a policy is read; one that only reports refuses nothing", async () => {
  const { page } = await generator();
  const way = (policy) =>
    page.evaluate(
      (policy) =>
        window.boussolePolicy.judge(policy, { release: "https://boussole.exemple/v1/", page: "https://site.exemple/" })
          .way,
      policy,
    );
  assert.equal(await way("Content-Security-Policy: default-src 'self'"), "link");
  assert.equal(
    await way(
      `add_header Content-Security-Policy "script-src https://boussole.exemple 'wasm-unsafe-eval'; connect-src https:" always;`,
    ),
    "script",
  );
  assert.equal(await way(`Header always set Content-Security-Policy "script-src 'self'"`), "iframe");
  assert.equal(await way("Content-Security-Policy-Report-Only: default-src 'none'"), "script");
  assert.equal(
    await way(`<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'">`),
    "link",
  );
});

test("what it says of a policy that was pasted is said in the language of the page", async () => {
  for (const lang of LANGUAGES) await triesVerdicts(lang);
});

async function triesVerdicts(lang) {
  const { page } = await generator({ lang });
  await page.locator("#policy").fill("bonjour je ne sais pas");
  await page.locator("#check button").click();
  await reads(page.locator("#verdict"), lang === "fr" ? /n’est pas une politique/ : /is not a content policy/);
  await page.locator("#policy").fill("script-src 'nonce-abc' 'strict-dynamic' https:");
  await page.locator("#check button").click();
  await reads(page.locator("#verdict"), /nonce/);
  await holds(() => page.locator("#mended-block").isHidden());
  await page.locator("#policy").fill("default-src 'self'");
  await page.locator("#check button").click();
  await reads(
    page.locator("#verdict"),
    lang === "fr" ? /Il manque http:\/\/127.* dans script-src/ : /What is missing is http:\/\/127.* in script-src/,
  );
  await reads(page.locator("#mended"), /script-src 'self' http:\/\/127.*'wasm-unsafe-eval'/);
  await page.locator("#site").fill("exemple");
  await page.locator("#check button").click();
  await reads(page.locator("#verdict"), lang === "fr" ? /adresse complète/ : /not a full address/);
  await holds(() => page.locator("#mended-block").isHidden());
  await page.context().close();
}

test("the generator has no violation, light and dark, narrow and wide", async () => {
  for (const [lang, width, scheme] of [
    ["fr", 320, "light"],
    ["fr", 1280, "dark"],
    ["en", 320, "dark"],
    ["en", 1280, "light"],
  ]) {
    const { page, said } = await generator({ lang, width, scheme });
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      for (const details of document.querySelectorAll("details")) details.open = true;
      const { violations } = await axe.run(document, { resultTypes: ["violations"] });
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map((node) => node.target.flat().join(" "))
            .join(", ")}`,
      );
    });
    assert.deepEqual(found, []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    assert.deepEqual(said, []);
  }
});

test("the frame speaks English where it is asked to, also when the compass cannot open", async () => {
  const there = await release();
  const { page } = await open("about:blank");
  await page.route(/widget-.*\.bin/, (route) => route.abort());
  await page.goto(`${there}iframe.html?lang=en`);
  await state(page, "error");
  assert.equal(await page.title(), "Compass of SDG 17");
  await page.getByText("The compass could not open here").waitFor();
  assert.equal(await page.getByText("La boussole n’a pas pu s’ouvrir").isVisible(), false);
  await page.goto(`${there}iframe.html`);
  await state(page, "error");
  await page.getByText("La boussole n’a pas pu s’ouvrir").waitFor();
});
