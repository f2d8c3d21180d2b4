// The model of `embed.html` in a real SPIP: set up in its own pages, written into articles, seen.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { freePort } from "./engines.mjs";
import { open, release, state } from "./harness.mjs";

const DIST = process.env.BOUSSOLE_DIST;
const RECIPE = new URL("../spip/", import.meta.url).pathname;
const AT = new URL("../../target/spip", import.meta.url).pathname;
const SITE = join(AT, "site");

/** Why there is no SPIP here, or nothing. */
function missing() {
  const php = spawnSync("php", ["-m"], { encoding: "utf8" });
  const lacking = ["pdo_sqlite", "sqlite3", "mbstring", "dom"].filter((name) => !php.stdout?.includes(name));
  if (lacking.length) return `PHP lacks ${lacking.join(", ")} on this machine`;
  const made = spawnSync("bash", [join(RECIPE, "install.sh"), AT], { encoding: "utf8", timeout: 400_000 });
  return made.status === 0
    ? false
    : `SPIP cannot be had here: ${(made.stderr || String(made.error)).trim().split("\n").at(-1)}`;
}
const skip = missing();

let base;
if (!skip) {
  const unpacked = join(AT, "zip/usr/lib");
  const extension = existsSync(unpacked)
    ? readdirSync(unpacked, { recursive: true }).find((path) => path.endsWith("zip.so"))
    : undefined;
  const port = await freePort();
  base = `http://127.0.0.1:${port}/`;
  const server = spawn(
    "php",
    [...(extension ? ["-d", `extension=${join(unpacked, extension)}`] : []), "-S", `127.0.0.1:${port}`, "-t", SITE],
    {
      stdio: "ignore",
      // SPIP asks its own server for files while it answers.
      env: { ...process.env, PHP_CLI_SERVER_WORKERS: "4", LD_LIBRARY_PATH: join(unpacked, "x86_64-linux-gnu") },
      detached: true,
    },
  );
  after(() => {
    process.kill(-server.pid);
  });
  for (
    let left = 100;
    left &&
    !(await fetch(`${base}spip.png`).then(
      ({ ok }) => ok,
      () => false,
    ));
    left -= 1
  )
    await new Promise((done) => setTimeout(done, 100));
}

/** Sets SPIP up by its own pages, once. */
async function setUp() {
  if (existsSync(join(SITE, "config/connect.php"))) return;
  const { page } = await open(`${base}ecrire/?exec=install`);
  page.setDefaultTimeout(180_000);
  const next = () =>
    Promise.all([page.waitForEvent("load"), page.locator("input[type=submit]:visible").last().click()]);
  await next();
  await page.check("[name=server_db][value=sqlite3]");
  await next();
  await page.check("[name=choix_db][value=new_spip]");
  await next();
  for (const [name, value] of Object.entries({
    nom: "Admin",
    email: "admin@example.org",
    login: "admin",
    pass: "Only-For-Tests-1979!x",
    pass_verif: "Only-For-Tests-1979!x",
  }))
    await page.fill(`[name=${name}]`, value);
  await next();
  await page.goto(`${base}ecrire/?exec=install&etape=fin`);
  assert.ok(existsSync(join(SITE, "config/connect.php")), await page.locator("body").textContent());
  await page.context().close();
}

test(
  "the model of embed.html shows in articles, with its settings, and takes no markup from them",
  { skip, timeout: 600_000 },
  async () => {
    await setUp();
    const address = await release();
    const shown = /<code id="spip"[^>]*>(.*?)<\/code>/s.exec(readFileSync(join(DIST, "embed.html"), "utf8"))[1];
    const { page: reader } = await open("about:blank");
    const model = await reader.evaluate((html) => {
      return new DOMParser().parseFromString(`<pre>${html}</pre>`, "text/html").body.textContent;
    }, shown);
    writeFileSync(join(SITE, "squelettes/modeles/boussole.html"), model.replaceAll("https://HOST/", address));
    rmSync(join(SITE, "tmp/cache"), { recursive: true, force: true });
    const articles = {
      "<boussole1|>": { lang: "fr", "start-view": "situate", preset: null },
      "Avant.\n\n<boussole1|langue=en|vue=path|profil=association>\n\nAprès.": {
        lang: "en",
        "start-view": "path",
        preset: "profile=association",
      },
      '<boussole1|langue=en" onclick="alert(1)>': { onclick: null },
    };
    const ids = execFileSync("php", [join(AT, "article.php"), SITE, ...Object.keys(articles)], { encoding: "utf8" });
    for (const [index, attributes] of Object.values(articles).entries()) {
      const { page, said } = await open(`${base}spip.php?article${ids.trim().split("\n")[index]}`);
      const compass = page.locator("boussole-odd17");
      await compass.scrollIntoViewIfNeeded();
      await state(page);
      for (const [name, value] of Object.entries(attributes))
        assert.equal(await compass.getAttribute(name), value, name);
      assert.deepEqual(
        said.filter((line) => line.includes("oussole") && index < 2),
        [],
      );
      await page.context().close();
    }
  },
);
