// Where the figures of each part go: `results.json`, with their date and machine, and the pages that are written from it.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { README, readmeLines, report } from "./report.mjs";

/** The folder of `results.json`. Without it nothing is kept: the parts that are tests too run in the test suite. */
const FOLDER = process.env.BOUSSOLE_FIGURES;
const begun = Date.now();
const loadAtStart = loadavg()[0];

/** How many runs were asked for, or as many as the part takes by itself. */
export const runs = (usual) => Number(process.env.BOUSSOLE_RUNS || usual);
/** From which number the order of visits is drawn. */
export const seed = Number(process.env.BOUSSOLE_SEED || Date.now() % 1_000_000);
/** Whether this is a trial of the bench itself: smaller catalogues, fewer networks and clicks. */
export const isTrial = Boolean(process.env.BOUSSOLE_TRIAL);

/** Of which state of the project the figures are. */
function revision() {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], {
      cwd: import.meta.dirname,
      stdio: ["ignore", "pipe", "ignore"],
    })
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}

/** JSON with one line for each list of numbers. */
const text = (results) =>
  `${JSON.stringify(results, null, 2).replace(/\[\s+([^[\]{}]*?)\s+\]/g, (_, list) => `[${list.replace(/\s+/g, " ")}]`)}\n`;

/** Keeps the figures of one part, in place of those it had, and writes the page anew. */
export function record(part, browser, figures) {
  if (!FOLDER) return;
  const path = join(FOLDER, "results.json");
  const results = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  results[part] = {
    date: new Date().toISOString().slice(0, 10),
    revision: revision(),
    minutes: Number(((Date.now() - begun) / 60_000).toFixed(1)),
    ...(isTrial && { trial: true }),
    machine: {
      processor: cpus()[0].model.trim(),
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      browser,
      loadAtStart: Number(loadAtStart.toFixed(1)),
      loadAtEnd: Number(loadavg()[0].toFixed(1)),
    },
    ...figures,
  };
  writeFileSync(path, text(results));
  write(FOLDER);
}

/** Writes what is written from `results.json`: the page beside it and, of the project's own, the lines of the README. */
export function write(folder) {
  const results = JSON.parse(readFileSync(join(folder, "results.json"), "utf8"));
  writeFileSync(join(folder, "RESULTS.md"), report(results));
  if (join(folder) !== join(import.meta.dirname)) return;
  const readme = readFileSync(README, "utf8");
  writeFileSync(README, readmeLines(readme, results));
}

// `cargo run -- bench report`.
if (process.argv[1] === import.meta.filename) write(FOLDER);
