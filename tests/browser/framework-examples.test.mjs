// The examples with frameworks (`www/examples`), by the two commands of their own pages: installed, built, served under a
// strict policy, started for who writes, and used. Two of them take part in the run of all tests.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freePort } from "./engines.mjs";
import { open, reads, state } from "./harness.mjs";
import { INLINE, OWN, PACKAGE, QUIET, WORK, build, install, served } from "./npm-apps.mjs";

const EXAMPLES = new URL("../../www/examples/", import.meta.url).pathname;
/** Each example: where its build puts the page, and the policy it is served under. */
const FRAMEWORKS = {
  react: { quick: true },
  vue: {},
  svelte: {},
  // A small script of a page is written into it.
  astro: { policy: INLINE, quick: true },
  next: { out: "out", policy: INLINE },
  angular: { policy: OWN.replace("base-uri 'none'", "base-uri 'self'") },
};
const all = process.env.BOUSSOLE_WHOLE === "1";
const json = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Answers a question, and sees that the page has heard of the heading. */
async function use(address) {
  const { page, said } = await open(address);
  const compass = page.locator("boussole-odd17");
  await compass.waitFor();
  await compass.scrollIntoViewIfNeeded();
  await state(page);
  await compass.getByRole("radio").first().check({ force: true });
  await compass.evaluate((element) => {
    element.answers = { ...element.answers, maturity: 2 };
  });
  await reads(page.locator("main > [role=status]"), /^\s*Performance : [\d.]+ %\s*$/);
  assert.ok(await compass.evaluate((element) => element.answers.profile));
  assert.deepEqual(
    said.filter((line) => /^(error|warning)/.test(line)),
    [],
  );
  await page.context().close();
}

/** What `npm start` starts, once it answers. */
async function started(at) {
  const port = await freePort();
  const child = spawn("npm", ["start", "--", "--port", String(port)], {
    cwd: at,
    env: { ...QUIET, CI: "" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
  const address = `http://localhost:${port}/`;
  const stop = () => process.kill(-child.pid, "SIGKILL");
  for (const until = Date.now() + 120_000; ; await new Promise((done) => setTimeout(done, 250))) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return { address, stop };
    if (child.exitCode !== null || Date.now() > until) {
      if (child.exitCode === null) stop();
      throw new Error(`npm start never answered: ${said}`);
    }
  }
}

for (const [name, { quick = false, out = "dist", policy = OWN }] of Object.entries(FRAMEWORKS)) {
  const skip = !quick && !all && "with `test framework-examples`";
  test(`the example in ${name} works by its own two commands, and built`, { skip, timeout: 900_000 }, async (t) => {
    const at = join(WORK, "examples", name);
    for (const old of readdirSync(join(EXAMPLES, name)).concat("dist", "out", ".next", ".astro"))
      if (old !== "node_modules") rmSync(join(at, old), { recursive: true, force: true });
    cpSync(join(EXAMPLES, name), at, {
      recursive: true,
      filter: (from) => !/\/(node_modules|dist|out|\.next|\.astro)$/.test(from),
    });
    const lacking = install(at);
    if (lacking) {
      t.skip(lacking);
      return;
    }
    build(at);
    await use(await served(join(at, out), policy, "/"));
    const { address, stop } = await started(at);
    try {
      await use(address);
    } finally {
      stop();
    }
  });
}

test("each example says its two commands, has exact versions, and the package of this version", () => {
  const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter((one) => one.isDirectory());
  for (const { name } of folders) {
    const page = readFileSync(join(EXAMPLES, name, "README.md"), "utf8");
    const [commands] = /(?<=^```sh\n).*?(?=\n```$)/ms.exec(page);
    assert.equal(commands.split("\n").length, 2, name);
    if (!FRAMEWORKS[name]) continue;
    assert.equal(commands.replaceAll(/ *#.*/g, ""), "npm ci\nnpm start", name);
    const { dependencies, devDependencies } = json(join(EXAMPLES, name, "package.json"));
    const { "boussole-odd17": own, ...others } = { ...dependencies, ...devDependencies };
    assert.equal(own, `file:../../dist/${PACKAGE.split("/").pop()}`);
    for (const version of Object.values(others)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
  }
  assert.deepEqual(
    folders.map(({ name }) => name).filter((name) => name !== "wordpress"),
    Object.keys(FRAMEWORKS).sort(),
  );
});
