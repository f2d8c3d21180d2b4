// Where the release is: what an element says (`base`), else the script's own address, and never where the script
// happens to run. Tools of the page move it, join it to others, inline it, evaluate it, make it a module.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { STRICT, holds, open, partner, release, state } from "./harness.mjs";

const DIST = process.env.BOUSSOLE_DIST;
const OURS = readFileSync(join(DIST, "boussole.js"), "utf8");
const SINGLE = readFileSync(join(DIST, "boussole.single.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "boussole-address-"));
after(() => rmSync(folder, { recursive: true }));

const listen = () => {
  window.heard = [];
  window.wild = [];
  addEventListener("boussole-error", ({ detail }) => window.heard.push(detail));
  addEventListener("error", ({ message }) => window.wild.push(message));
};
const element = (base = "", attributes = 'loading="eager"') =>
  `<boussole-odd17 ${base && `base="${base}"`} ${attributes}><a href="https://exemple.org/">Ouvrir la boussole</a></boussole-odd17>`;

/** How a page's tools may have the script run: what they put into the page, and files beside. */
const escaped = (text) => text.replaceAll("</script", "<\\/script");
const WAYS = {
  moved: (text) => ['<script src="/cache/min/1/abc.js?ver=1" async></script>', { "/cache/min/1/abc.js": text }],
  joined: (text) => [
    '<script src="/cache/joined.js" defer></script>',
    { "/cache/joined.js": `window.before = 1\n${text}\nwindow.after = 1\n` },
  ],
  inlined: (text) => [`<script>${escaped(text)}</script>`, {}],
  "made a module": (text) => ['<script type="module" src="/rel/boussole.js"></script>', { "/rel/boussole.js": text }],
  imported: (text) => ['<script type="module">import "/rel/boussole.js";</script>', { "/rel/boussole.js": text }],
  evaluated: (text) => [
    '<script>fetch("/rel/boussole.js").then((answer) => answer.text()).then((text) => (0, eval)(text));</script>',
    { "/rel/boussole.js": text },
  ],
  "evaluated as jQuery does": (text) => [
    '<script>fetch("/rel/boussole.js").then((answer) => answer.text()).then((text) => { const own = document.createElement("script"); own.text = text; document.head.append(own); own.remove(); });</script>',
    { "/rel/boussole.js": text },
  ],
  "as a blob": (text) => [
    '<script>fetch("/rel/boussole.js").then((answer) => answer.blob()).then((blob) => { const own = document.createElement("script"); own.src = URL.createObjectURL(new Blob([blob], { type: "text/javascript" })); document.head.append(own); });</script>',
    { "/rel/boussole.js": text },
  ],
  "as data": (text) => [
    `<script src="data:text/javascript;base64,${Buffer.from(text).toString("base64")}"></script>`,
    {},
  ],
};

/** A page of a site whose release stands in another folder than all that its tools make. */
async function site([script, files], inside, headers = {}) {
  const ours = Object.fromEntries(
    readdirSync(DIST)
      .filter((name) => /\.(js|bin)$/.test(name))
      .map((name) => [`/files/release/${name}`, readFileSync(join(DIST, name))]),
  );
  ours["/favicon.svg"] = readFileSync(join(DIST, "favicon.svg"));
  const opened = await open("about:blank", { before: listen });
  await opened.page.goto(
    await partner(`${script}</head><body>${inside}</body>`, headers, { ...ours, ...files }, folder),
  );
  return opened;
}

test("with base, each way of running the script starts, and its files are its own", { timeout: 120_000 }, async () => {
  for (const [way, made] of Object.entries(WAYS)) {
    const { page, said } = await site(made(OURS), element("/files/release"));
    await state(page).catch((error) => assert.fail(`${way}: ${error.message}`));
    assert.deepEqual([await page.evaluate(() => [window.heard, window.wild]), said], [[[], []], []], way);
    // The page to keep holds everything, and starts anywhere: not the first script alone, which an inlined one is.
    const kept = await page.evaluate(async () =>
      (await document.querySelector("boussole-odd17").export("html")).text(),
    );
    assert.ok(kept.length > SINGLE.length, `${way}: ${kept.length}`);
    if (way === "joined") {
      assert.deepEqual(await page.evaluate(() => [window.before, window.after]), [1, 1]);
      const file = join(folder, "kept.html");
      writeFileSync(file, kept);
      const { page: alone } = await open(`file://${file}`);
      await state(alone);
      await alone.context().close();
    }
    await page.context().close();
  }
});

test(
  "without it, each of them says what to do and promises nothing; the page's own words show",
  { timeout: 120_000 },
  async () => {
    for (const [way, made] of Object.entries(WAYS)) {
      const { page } = await site(made(OURS), element());
      await state(page, "error");
      const [heard, ...more] = await page.evaluate(() => window.heard);
      assert.deepEqual([heard.code, more, await page.evaluate(() => window.wild)], ["fetch", [], []], way);
      assert.match(heard.help, /Add base="https:\/\/…\/"/, way);
      assert.match(
        heard.help,
        /moved|joined/.test(way) ? /cache\/.* answered 404\./ : /address of the release is not known\./,
        way,
      );
      assert.ok(heard.help.length < 500, `${way}: ${heard.help.length}`);
      await holds(() => page.getByText("Ouvrir la boussole").isVisible(), true, way);
      await holds(() => page.locator("boussole-odd17").getByRole("alert").count(), 0, `${way}: no promise`);
      await page.context().close();
    }
  },
);

test("the single file starts each way without base, and keeps itself", { timeout: 120_000 }, async () => {
  for (const [way, made] of Object.entries(WAYS)) {
    const { page } = await site(made(SINGLE), element());
    await state(page).catch((error) => assert.fail(`${way}: ${error.message}`));
    const kept = await page.evaluate(async () =>
      (await document.querySelector("boussole-odd17").export("html")).text(),
    );
    assert.ok(
      kept.length > SINGLE.length && !kept.includes("window.before"),
      `${way}: all of our own, and nothing else`,
    );
    if (!["joined", "inlined"].includes(way)) {
      await page.context().close();
      continue;
    }
    const file = join(folder, "kept.html");
    writeFileSync(file, kept);
    const { page: alone } = await open(`file://${file}`);
    await state(alone);
    // And once more from there: the same bytes.
    const again = await alone.evaluate(async () =>
      (await document.querySelector("boussole-odd17").export("html")).text(),
    );
    assert.equal(again.length, kept.length, way);
    await alone.context().close();
    await page.context().close();
  }
});

test("joined to others in a page that is not UTF-8, on a host that says no encoding: words are right, the others run", async () => {
  for (const encoding of ["iso-8859-1", "windows-1251", "shift_jis"]) {
    for (const text of [OURS, SINGLE]) {
      const made = WAYS.joined(text);
      const served = await release({
        headers: { "content-type": "text/javascript", "access-control-allow-origin": "*" },
        fault: (path) =>
          path === "/manifest.json"
            ? { content: made[1]["/cache/joined.js"], headers: { "content-type": "text/javascript" } }
            : undefined,
      });
      const body = `<script src="${served}manifest.json" defer></script></head><body>${element(served)}</body>`;
      const { page } = await open("about:blank", { before: listen });
      const where = await partner(
        "",
        { "content-type": "text/html" },
        { "/page.html": `<!doctype html><html lang="fr"><head><meta charset="${encoding}">${body}</html>` },
      );
      await page.goto(`${where}page.html`);
      await state(page);
      await holds(
        () => page.evaluate(() => document.characterSet.toLowerCase()),
        { "iso-8859-1": "windows-1252" }[encoding] ?? encoding,
      );
      assert.deepEqual(await page.evaluate(() => [window.before, window.after, window.wild]), [1, 1, []], encoding);
      const words = await page.locator("boussole-odd17 .widget").innerText();
      assert.match(words, /Boussole de l’ODD 17/);
      assert.match(words, /à quel échelon|Échelon|échelle/i);
      await page.context().close();
    }
  }
  for (const name of readdirSync(DIST).filter((name) => /^(boussole|more).*\.js$/.test(name))) {
    assert.match(readFileSync(join(DIST, name), "latin1"), /^[\0-\x7f]*$/, `${name} means the same in every encoding`);
  }
});

test("what base may be, and whose counts", { timeout: 120_000 }, async () => {
  const moved = () => WAYS.moved(OURS);
  for (const base of [
    "files/release",
    " ./files/release/ ",
    "/files/release/boussole.js?ver=1.0",
    "/files/release/#x",
  ]) {
    const { page } = await site(moved(), element(base));
    await state(page).catch((error) => assert.fail(`${base}: ${error.message}`));
    await page.context().close();
  }
  // From a page beside it, its own name is enough; what follows a question mark is no folder.
  const beside = `<!doctype html><meta charset="utf-8">${moved()[0]}${element("boussole.js")}`;
  const { page: near } = await site(
    [
      moved()[0],
      {
        ...moved()[1],
        "/files/release/page.html": beside,
        "/lists/page.html": beside.replace('boussole.js"', '../files/release?v=2/boussole.js"'),
      },
    ],
    "",
  );
  for (const path of ["files/release/page.html", "lists/page.html"]) {
    await near.goto(new URL(`/${path}`, near.url()).href);
    await state(near).catch((error) => assert.fail(`${path}: ${error.message}`));
  }
  await near.context().close();
  // A router gives the page another address: the release stays where it was.
  const { page: routed } = await site(moved(), element("files/release"));
  await state(routed);
  await routed.evaluate(() => {
    history.pushState(null, "", "/other/place/");
    document.querySelector("boussole-odd17").lang = "en";
  });
  await routed
    .locator("boussole-odd17")
    .getByText(/SDG 17 compass/)
    .first()
    .waitFor();
  await holds(() => routed.evaluate(() => window.heard), []);
  await routed.context().close();
  // One that is no address, or a wrong one, is told; a better one starts at once.
  for (const [base, help] of [
    ["http://[", /is not known/],
    ["data:,", /is not known/],
    ["javascript:alert(1)", /is not known/],
    ["  ", /cache\/.* answered 404/],
    ["?v=1", /cache\/.* answered 404/],
    ["/elsewhere", /elsewhere\/.* answered 404/],
    ["", /cache\/.* answered 404/],
  ]) {
    const { page } = await site(moved(), element(base));
    await state(page, "error");
    await holds(() => page.evaluate(() => window.heard[0].help), help);
    await page.evaluate(() => document.querySelector("boussole-odd17").setAttribute("base", "/files/release"));
    await state(page);
    await page.context().close();
  }
  // One element speaks for the page, wherever it stands; of two that disagree, the first.
  for (const inside of [
    element("/files/release") + element(),
    element("/files/release") + element("/elsewhere"),
    element("", "") + element("/files/release"),
  ]) {
    const { page } = await site(moved(), inside);
    for (const place of [1, 2]) await state(page, "ready", `boussole-odd17:nth-of-type(${place})`);
    await holds(() => page.evaluate(() => window.heard), []);
    await page.context().close();
  }
});

test("under a strict policy a release that base names is asked for nothing more than one beside the script", async () => {
  const { page, said } = await site(WAYS.moved(OURS), element("/files/release/"), {
    "content-security-policy": STRICT,
  });
  await state(page);
  assert.deepEqual(said, []);
});

test(
  "what comes back by itself is promised, and nothing else: network, host, permission, absence",
  { timeout: 120_000 },
  async () => {
    const FAULTS = [
      ["the network is cut", (route) => route.abort("internetdisconnected"), ["charger", "réseau"]],
      ["the host is busy", (route) => route.fulfill({ status: 503, body: "" }), ["charger"]],
      ["there is no such file", (route) => route.fulfill({ status: 404, body: "" }), []],
      [
        "the host shows a page instead",
        (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<p>Perdu" }),
        [],
      ],
      [
        "the host permits no other origin",
        (route) =>
          route.request().resourceType() === "script" && !route.request().headers().origin
            ? route.fulfill({ body: "" })
            : route.fulfill({ status: 200, contentType: "text/javascript", body: "1" }),
        [],
      ],
    ];
    const far = await release();
    for (const [what, answer, expected] of FAULTS) {
      for (const which of ["**/needle-*.js", "**/widget-*.js", "**/content-*.bin"]) {
        const { page } = await open("about:blank", { before: listen });
        await page.route(which, answer);
        await page.goto(
          await partner(`<script src="${far}boussole.js" async></script></head><body>${element()}</body>`),
        );
        await state(page, "error");
        const notice = page.locator("boussole-odd17").getByRole("alert");
        const text = (await notice.count()) ? await notice.innerText() : "";
        assert.deepEqual(
          [/charger/.test(text) && "charger", /réseau/.test(text) && "réseau"].filter(Boolean),
          expected,
          `${what}, ${which}: ${text}`,
        );
        await holds(() => page.getByText("Ouvrir la boussole").isVisible(), true, `${what}, ${which}`);
        await page.context().close();
      }
    }
  },
);
