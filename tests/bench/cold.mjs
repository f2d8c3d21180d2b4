// What a newcomer waits for: everything compiled into an empty target folder. What the package registries give is there
// before: the network is not measured. `cold.mjs suite` runs every test there too.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { record } from "./results.mjs";

const isSuite = process.argv.includes("suite");
const target = join(process.env.BOUSSOLE_BENCH, "cold");
rmSync(target, { recursive: true, force: true });
const root = join(import.meta.dirname, "../..");
// What cargo tells the programs it runs would make this build another one.
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(CARGO|BOUSSOLE)_/.test(name) || name === "CARGO_HOME"),
);
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const run = (program, ...args) =>
  spawnSync(program, args, { cwd: root, stdio: "inherit", env: { ...inherited, CARGO_TARGET_DIR: target } }).status ===
  0;

if (isSuite) {
  const isGreen = run("cargo", "run", "--quiet", "--", "test");
  record("suite", undefined, { seconds: seconds(), isGreen });
} else {
  if (!run("cargo", "build")) process.exit(1);
  const programSeconds = seconds();
  if (
    !run(
      join(
        target,
        "debug",
        readdirSync(join(target, "debug")).find((name) => /^boussole(\.exe)?$/.test(name)),
      ),
      "build",
      "--out",
      join(target, "release"),
    )
  )
    process.exit(1);
  record("cold", undefined, { seconds: seconds(), programSeconds });
}
rmSync(target, { recursive: true, force: true });
