// The npm package in the projects of others (`tests/frameworks`): installed, type-checked, built, served under a path of
// their own and a strict policy, and used. The quick ones run with all tests, all of them with `test frameworks`.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { open, state } from "./harness.mjs";
import { INLINE, OWN, PACKAGE, WORK, build, install, served } from "./npm-apps.mjs";

const SOURCES = new URL("../frameworks/", import.meta.url).pathname;

/** Each app: the script that builds it, where that puts it, and the policy it is served under. */
const APPS = {
  "vite-react": { quick: true },
  webpack: { quick: true },
  rspack: { quick: true },
  esbuild: { quick: true },
  rollup: {},
  parcel: {},
  vite: {},
  "vite-vue": {},
  "vite-svelte": {},
  // It writes styles into its pages too.
  sveltekit: { policy: INLINE.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") },
  astro: {},
  angular: { policy: OWN.replace("base-uri 'none'", "base-uri 'self'") },
  next: { out: "out", policy: INLINE },
  "next with webpack": { folder: "next", script: "build:webpack", out: "out", policy: INLINE },
};
const all = process.env.BOUSSOLE_WHOLE === "1";

/** An app with its sources as they are now, installed; a reason when that cannot be had. */
function prepare(name) {
  const at = join(WORK, name);
  for (const old of ["src", "app", "dist", "out", ".next", ".parcel-cache", ".svelte-kit", ".astro"])
    rmSync(join(at, old), { recursive: true, force: true });
  cpSync(join(SOURCES, name), at, { recursive: true });
  cpSync(join(SOURCES, "shared"), join(at, "src"), {
    recursive: true,
    filter: (from) => !from.endsWith("main.js") || existsSync(join(SOURCES, name, "src/boussole.js")),
  });
  return install(at);
}

const before = () => {
  window.told = [];
  addEventListener("boussole-error", ({ detail }) => window.told.push(`${detail.code}: ${detail.help}`));
  addEventListener("unhandledrejection", ({ reason }) => window.told.push(`unhandled: ${reason}`));
};
/** Waits for what a page says. */
const until = (page, ask, given) => page.waitForFunction(ask, given, { timeout: 20_000 });

/** Uses an app as its visitors and its own code do. */
async function use(page, said) {
  const own = page.locator("#stage boussole-odd17");
  await state(page, "ready", "#stage boussole-odd17");
  await own.locator("input[type=radio]").first().check({ force: true });
  await until(page, () =>
    ["boussole-ready", "boussole-change", "boussole-result"].every((type) => window.heard?.includes(type)),
  );
  await page.click("#answers");
  await until(page, () => {
    const { profile, level, maturity } = document.querySelector("boussole-odd17").answers;
    return `${profile} ${level} ${maturity}` === "association local 2";
  });
  await page.click("#overlay");
  await own.getByText("La Boussole de la Ligue").first().waitFor();
  await page.click("#lang");
  await own.getByText("The League’s compass").first().waitFor();
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("explore"));
  await page.click("#catalogue");
  await own.getByText("Guide servi").first().waitFor();
  for (let time = 0; time < 21; time += 1) await page.click("#toggle");
  await own.waitFor({ state: "detached" });
  await page.click("#toggle");
  await own.scrollIntoViewIfNeeded();
  await state(page, "ready", "#stage boussole-odd17");
  await page.click("#second");
  await until(page, () => document.querySelectorAll("boussole-odd17").length === 2);
  await page.evaluate(() => document.querySelectorAll("boussole-odd17")[1].scrollIntoView());
  await until(page, () => [...document.querySelectorAll("boussole-odd17")].every((one) => one.state === "ready"));
  assert.deepEqual(await page.evaluate(() => window.told.splice(0)), []);
  assert.deepEqual(
    said.filter((line) => /^(error|warning)/.test(line)),
    [],
  );
}

/** A page to keep, which has the single file in it. */
async function keep(page, folder, address) {
  writeFileSync(
    join(folder, "kept.html"),
    await page.evaluate(async () => {
      const own = document.querySelector("boussole-odd17");
      own.answers = { profile: "media", maturity: 3 };
      return (await own.export("html")).text();
    }),
  );
  const kept = await open(`${address}kept.html`);
  await state(kept.page);
  assert.deepEqual(await kept.page.evaluate(() => document.querySelector("boussole-odd17").answers), {
    profile: "media",
    maturity: 3,
  });
  assert.deepEqual(kept.said, []);
}

for (const [name, { quick, folder = name, script = "build", out = "dist/sub", policy = OWN }] of Object.entries(APPS)) {
  test(
    `the package works in ${name}, as it is documented`,
    { skip: !quick && !all && "with `test frameworks`", timeout: 900_000 },
    async (t) => {
      const lacking = prepare(folder);
      if (lacking) {
        t.skip(lacking);
        return;
      }
      const at = join(WORK, folder);
      build(at, script);
      const built = join(at, out);
      cpSync(join(SOURCES, "shared/catalogue.json"), join(built, "catalogue.json"));
      const address = await served(built, policy);
      const { page, said } = await open(address, { before });
      await use(page, said);
      await keep(page, built, address);
      if (await page.locator("#fixed").count()) {
        await page.click("#fixed");
        await until(page, () => window.told.length === 3);
        assert.deepEqual((await page.evaluate(() => window.told)).map((line) => line.split(" ")[1]).sort(), [
          "result",
          "state",
          "version",
        ]);
        assert.equal(await page.evaluate(() => document.querySelector("boussole-odd17").state), "ready");
      }
    },
  );
}

test("where a bundler copies no file, the error says what to do, and the copied files are found by base", async (t) => {
  const lacking = prepare("esbuild");
  if (lacking) {
    t.skip(lacking);
    return;
  }
  const at = join(WORK, "esbuild");
  const out = join(at, "dist/sub");
  writeFileSync(join(at, "src/fetching.js"), 'import { define } from "boussole-odd17";\ndefine();\n');
  const made = (format) =>
    execFileSync(
      "npx",
      [
        "esbuild",
        "src/fetching.js",
        "--bundle",
        `--format=${format}`,
        `--outfile=dist/sub/${format}.js`,
        "--log-level=error",
      ],
      { cwd: at },
    );
  for (const format of ["esm", "iife"]) {
    made(format);
    writeFileSync(
      join(out, `${format}.html`),
      `<!doctype html><html lang="fr"><meta charset="utf-8"><link rel="icon" href="data:,"><script ${format === "esm" ? 'type="module"' : "defer"} src="${format}.js"></script><boussole-odd17 loading="eager"></boussole-odd17></html>`,
    );
  }
  const address = await served(out, OWN);
  for (const format of ["esm", "iife"]) {
    const { page } = await open(`${address}${format}.html`, { before });
    await state(page, "error");
    const told = await page.evaluate(() => window.told.splice(0));
    assert.equal(told.length, 1);
    assert.match(told[0], /^fetch: .*boussole-odd17\/single.*base=/s);
    for (const file of ["widget", "needle", "content-fr", "resources-fr"])
      execFileSync(
        "sh",
        ["-c", `mkdir -p dist/sub/files && cp node_modules/boussole-odd17/${file}-*.bin dist/sub/files/`],
        { cwd: at },
      );
    await page.evaluate(() => {
      document.querySelector("boussole-odd17").base = "files/";
    });
    await state(page);
    await page.context().close();
  }
});

test(
  "where a bundler puts the files into the script, they are read without asking for them",
  { skip: !all && "with `test frameworks`" },
  async (t) => {
    const lacking = prepare("vite");
    if (lacking) {
      t.skip(lacking);
      return;
    }
    const at = join(WORK, "vite");
    const out = join(at, "dist/lib");
    writeFileSync(join(at, "src/lib.js"), 'import { define } from "boussole-odd17";\ndefine();\n');
    writeFileSync(
      join(at, "lib.config.js"),
      'export default { build: { outDir: "dist/lib", lib: { entry: "src/lib.js", formats: ["es"], fileName: "lib" } } };\n',
    );
    execFileSync("npx", ["vite", "build", "--config", "lib.config.js", "--logLevel", "warn"], { cwd: at });
    writeFileSync(
      join(out, "index.html"),
      '<!doctype html><html lang="fr"><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="lib.js"></script><boussole-odd17 loading="eager"></boussole-odd17></html>',
    );
    const address = await served(out, OWN.replace("connect-src 'self'", "connect-src 'none'"));
    const { page, said } = await open(address, { before });
    await state(page);
    await keep(page, out, address);
    assert.deepEqual(said, []);
  },
);

test("what checks packages finds nothing to say", { skip: !all && "with `test frameworks`" }, (t) => {
  const lacking = prepare("checks");
  if (lacking) {
    t.skip(lacking);
    return;
  }
  const checked = (...command) => spawnSync("npx", command, { cwd: join(WORK, "checks"), encoding: "utf8" });
  const lint = checked("publint", "--strict", PACKAGE);
  assert.equal(lint.status, 0, lint.stdout);
  assert.match(lint.stdout, /All good/);
  const types = checked("attw", PACKAGE, "--profile", "esm-only", "--no-color");
  assert.equal(types.status, 0, types.stdout);
});
