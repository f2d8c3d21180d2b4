// RESULTS.md and the figures of the README, from results.json: nobody writes them by hand. `GOALS` says what is aimed at.
import { join } from "node:path";
import { median, rounded } from "./statistics.mjs";

export const README = join(import.meta.dirname, "../../README.md");
const NETWORKS = { slow: "slow 4G, CPU 4×", full: "full speed", slower: "slow 4G, CPU 6×", "3g": "3G, CPU 4×" };
const MOMENTS = {
  answerable: "first question",
  readable: "drawn",
  needle: "needle",
  list: "list",
  texts: "list, with summaries",
};
/** Which of our two visits a moment belongs to. */
const OURS = {
  answerable: "boussole",
  readable: "boussole",
  needle: "boussole",
  list: "boussole-list",
  texts: "boussole-list",
};
/** How many runs a goal that is set for slow 4G is judged by. */
const RUNS = 15;

/** A moment of ours beside the peers': the ratio of the medians to the best peer of that column, and the ratios run by run to
 * that peer and to whichever peer was the fastest in each run. */
function beside({ load }, network, moment) {
  const { contestants } = load?.networks[network] ?? {};
  const ours = contestants?.[OURS[moment]]?.[moment];
  if (!ours) return undefined;
  const peers = load.contestants.filter(({ name, isPeer }) => isPeer && contestants[name][moment]);
  const best = peers.reduce((best, own) =>
    median(contestants[own.name][moment]) < median(contestants[best.name][moment]) ? own : best,
  );
  const toBest = ours.map((value, run) => value / contestants[best.name][moment][run]);
  const toFastest = ours.map(
    (value, run) => value / Math.min(...peers.map(({ name }) => contestants[name][moment][run])),
  );
  return { best, ratio: median(ours) / median(contestants[best.name][moment]), toBest, toFastest };
}
/** What had been received by a moment of the first visit on slow 4G. */
const received = ({ load }, moment, kind) => load?.networks.slow?.contestants.boussole.received[moment]?.[kind];
const engine = ({ search }, slowdown, size) =>
  search?.measured.find((own) => own.slowdown === slowdown && own.size === size);
const versus = (own, what) => own && own.boussole[what] / own.minisearch[what];

/** Each goal: what, its figure, and whether that is the most or the least it may be. `figure` is undefined as long as its part
 * was not measured. */
const goal = (what, unit, bound, figure) => ({ what, unit, ...bound, figure });
export const GOALS = [
  goal(
    "first question beside the best peer, slow 4G and CPU 4×",
    "×",
    { most: 0.95 },
    (results) => beside(results, "slow", "answerable")?.ratio,
  ),
  goal(
    `runs of ${RUNS} in which the first question came no later than the best peer's`,
    "",
    { least: 10 },
    (results) => {
      const ratios = beside(results, "slow", "answerable")?.toBest;
      return ratios && (ratios.filter((ratio) => ratio <= 1).length * RUNS) / ratios.length;
    },
  ),
  goal(
    "needle beside the best peer, slow 4G and CPU 4×",
    "×",
    { most: 1.35 },
    (results) => beside(results, "slow", "needle")?.ratio,
  ),
  goal(
    "list beside the best peer, slow 4G and CPU 4×",
    "×",
    { most: 2.6 },
    (results) => beside(results, "slow", "list")?.ratio,
  ),
  goal("code received before the first question", "kB", { most: 8 }, (results) =>
    received(results, "answerable", "code"),
  ),
  goal("code received before the needle turned", "kB", { most: 32 }, (results) => received(results, "needle", "code")),
  goal("all code, first view to ready", "kB", { most: 285 }, (results) => received(results, "ready", "code")),
  goal("content received by ready", "kB", { most: 40 }, (results) => received(results, "ready", "content")),
  goal(
    "tasks over 50 ms at start, full speed (median of the runs)",
    "",
    { most: 0 },
    ({ load }) => load?.networks.full && median(load.networks.full.contestants.boussole.tasks),
  ),
  goal("growth of the module's memory over 28,800 clicks", "%", { most: 10 }, ({ clicks }) =>
    clicks?.clicks === 28_800 ? (clicks.after.module / clicks.before.module - 1) * 100 : undefined,
  ),
  goal("memory of the index of 100,000 resources beside one written by hand", "×", { most: 0.5 }, (results) => {
    const own = engine(results, 1, 100_000);
    return own && own.boussole.memory / own.byHand.memory;
  }),
  ...[1200, 10_000, 100_000].map((size) =>
    goal(`key p95 at ${thousands(size)} resources beside MiniSearch`, "×", { most: 0.1 }, (results) =>
      versus(engine(results, 1, size), "cost"),
    ),
  ),
  goal(
    "key p95 at 100,000 resources, CPU 4×",
    "ms",
    { most: 16 },
    (results) => engine(results, 4, 100_000)?.boussole.cost,
  ),
  ...[1200, 10_000, 100_000].map((size) =>
    goal(`index of ${thousands(size)} resources opened, beside MiniSearch`, "×", { most: 0.05 }, (results) =>
      versus(engine(results, 1, size), "opened"),
    ),
  ),
  ...[1200, 10_000, 100_000].map((size) =>
    goal(`bytes of the index of ${thousands(size)} resources beside MiniSearch's`, "×", { most: 0.7 }, (results) => {
      const own = engine(results, 1, size);
      return own && own.shipped.boussole / own.shipped.minisearch;
    }),
  ),
  goal("power to which a key grows with the catalogue", "", { most: 0.8 }, ({ search }) => search?.growth?.boussole),
  goal("requests for one word among a million resources, at most", "", { most: 2 }, ({ library }) =>
    library?.resources === 1_000_000 ? library.queries.one.requests.most : undefined,
  ),
  goal("bytes for one word among a million resources, at most", "kB", { most: 60 }, ({ library }) =>
    library?.resources === 1_000_000 ? library.queries.one.bytes.most / 1000 : undefined,
  ),
  goal(
    "cold `cargo run`, two cores, dependencies downloaded before",
    "min",
    { most: 5 },
    ({ cold }) => cold && cold.seconds / 60,
  ),
  goal("cold `cargo run -- test`", "min", { most: 20 }, ({ suite }) => suite && suite.seconds / 60),
];

function thousands(number) {
  return number.toLocaleString("en");
}
const digits = (value) =>
  Math.abs(value) >= 100
    ? rounded(value, 0)
    : Math.abs(value) >= 10
      ? rounded(value, 1)
      : rounded(value, Math.abs(value) < 0.1 ? 3 : 2);
const figure = (value, unit) => `${digits(value)}${unit && ` ${unit}`}`;
const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const section = (title, ...parts) => `## ${title}\n\n${parts.filter(Boolean).join("\n\n")}\n`;

/** The goals with what was measured: those missed, those met, those not measured. */
export function judged(results) {
  const all = GOALS.map((own) => ({ ...own, value: own.figure(results) }));
  const isMet = ({ value, most, least }) => (most === undefined ? value >= least : value <= most);
  // A part may have been measured without a figure that a ratio needs.
  const measured = all.filter(({ value }) => Number.isFinite(value));
  return {
    missed: measured.filter((own) => !isMet(own)),
    met: measured.filter(isMet),
    unmeasured: all.filter((own) => !measured.includes(own)),
  };
}
const aim = ({ most, least, unit }) => (most === undefined ? `≥ ${figure(least, unit)}` : `≤ ${figure(most, unit)}`);
/** By how much a goal is missed. */
function missedBy({ value, most, least, unit }) {
  const bound = most ?? least;
  const by = `${value > bound ? "+" : "−"}${figure(Math.abs(value - bound), unit)}`;
  return bound ? `${by} (${value > bound ? "+" : "−"}${digits(Math.abs(value / bound - 1) * 100)} %)` : by;
}

const row = (cells) => cells.map((cell) => cell ?? "–");
const ms = (list) => (list ? rounded(median(list), 0) : undefined);
/** One network of the cold start. */
function network(results, name) {
  const { load } = results;
  const { runs, contestants } = load.networks[name];
  const moments = Object.keys(MOMENTS);
  const best = Object.fromEntries(moments.map((moment) => [moment, beside(results, name, moment)]));
  const rows = load.contestants.map((own) => {
    const seen = contestants[own.name];
    const at = (moment) => {
      const value = ms(seen[moment]);
      if (value === undefined || !best[moment]) return value;
      return `${value} (${rounded(median(seen[moment]) / median(contestants[best[moment].best.name][moment]), 2).toFixed(2)})`;
    };
    return row([
      own.label,
      ...moments.map(at),
      ms(seen.ready),
      `${median(seen.tasks)}, ${ms(seen.longest)} ms`,
      seen.shift,
    ]);
  });
  const weights = load.contestants.map((own) => {
    const seen = contestants[own.name];
    const by = (moment) => seen.received[moment] && `${seen.received[moment].code} + ${seen.received[moment].content}`;
    return row([own.label, by("answerable"), by("needle"), by("list"), by("ready"), seen.wire]);
  });
  const ratios = ["answerable", "needle", "list"]
    .map((moment) => {
      const { most } = { answerable: { most: 1 }, needle: { most: 1.35 }, list: { most: 2.6 } }[moment];
      const { best: peer, toBest, toFastest } = best[moment];
      const told = (ratios) => [
        rounded(median(ratios), 2).toFixed(2),
        `${ratios.filter((ratio) => ratio <= most).length} of ${runs}`,
        ratios.map((ratio) => ratio.toFixed(2)).join(" "),
      ];
      return [
        [MOMENTS[moment], `${peer.label} (best median)`, `≤ ${most}`, ...told(toBest)],
        [MOMENTS[moment], "the fastest peer of each run", `≤ ${most}`, ...told(toFastest)],
      ];
    })
    .flat();
  return [
    `### ${NETWORKS[name]}, ${runs} runs`,
    table(
      [
        "median ms (beside the best peer)",
        ...Object.values(MOMENTS),
        "ready",
        "tasks over 50 ms, the longest",
        "layout shift",
      ],
      rows,
    ),
    name === "slow" || name === "full"
      ? table(
          ["beside", "peer", "within", "median ratio", "runs within", "run by run"].map((own, place) =>
            place ? own : "moment",
          ),
          ratios,
        )
      : "",
    name === "slow"
      ? table(
          [
            "kB received whole by then: code + content (brotli 11)",
            "first question",
            "needle",
            "list",
            "ready",
            "on the wire in all",
          ],
          weights,
        )
      : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

const PARTS = {
  load(results) {
    const { load } = results;
    return section(
      `Cold start beside peers (${thousands(load.resources)} resources)`,
      ...Object.keys(load.networks).map((name) => network(results, name)),
    );
  },
  search({ search }) {
    const rows = search.measured.flatMap((own) =>
      search.engines.map((name) =>
        row([
          thousands(own.size),
          `${own.slowdown}×`,
          name,
          own[name].p50,
          own[name].p95,
          own[name].cost,
          name === "boussole" ? undefined : rounded(own.boussole.cost / own[name].cost, 3),
          own[name].opened ?? `${own[name].built} (built)`,
          own[name].memory,
          own.shipped?.[name],
        ]),
      ),
    );
    const growth =
      search.growth &&
      `A key's p95 grows with the catalogue to the power ${Object.entries(search.growth)
        .map(([name, value]) => `${value} (${name})`)
        .join(", ")}.`;
    return section(
      `The search engine alone, ${search.runs} runs`,
      table(
        [
          "resources",
          "CPU",
          "engine",
          "key p50, ms",
          "key p95, ms",
          "p95 of each key's median, ms",
          "ours beside it",
          "opened, ms",
          "memory, MB",
          "index shipped, kB",
        ],
        rows,
      ),
      growth,
    );
  },
  page({ page }) {
    const rows = page.measured.map((own) => [
      thousands(own.size),
      `${own.slowdown}×`,
      own.what,
      own.count,
      own.work.p50,
      own.work.p95,
      own.frame.p50,
      own.frame.p95,
    ]);
    return section(
      "The whole page while somebody searches",
      table(
        ["resources", "CPU", "what", "times", "work p50, ms", "work p95", "to the frame p50", "to the frame p95"],
        rows,
      ),
    );
  },
  library({ library }) {
    const rows = Object.entries(library.queries).map(([kind, { count, requests, bytes }]) => [
      kind,
      count,
      requests.median,
      requests.most,
      rounded(bytes.median / 1000),
      rounded(bytes.most / 1000),
    ]);
    return section(
      `A large catalogue as static files: ${thousands(library.resources)} resources`,
      table(["query", "times", "requests, median", "most", "kB, median", "most"], rows),
    );
  },
  clicks({ clicks: { clicks, before, after } }) {
    const rows = [
      ["nodes", "nodes"],
      ["listeners", "listeners"],
      ["script", "JavaScript, bytes"],
      ["module", "module, bytes"],
    ].map(([name, label]) => [
      label,
      thousands(before[name]),
      thousands(after[name]),
      `${rounded((after[name] / before[name] - 1) * 100)} %`,
    ]);
    return section(
      `${thousands(clicks)} clicks through the journey`,
      table(["held", "after an eighth of them", "after all", "growth"], rows),
    );
  },
  cold: ({ cold }) =>
    section(
      "Cold build",
      `\`cargo run\` into an empty target folder, dependencies downloaded before: ${figure(cold.seconds / 60, "min")} (the program ${figure(cold.programSeconds / 60, "min")}, then the release ${figure((cold.seconds - cold.programSeconds) / 60, "min")}).`,
    ),
  suite: ({ suite }) =>
    section(
      "Cold tests",
      `\`cargo run -- test\` into an empty target folder: ${figure(suite.seconds / 60, "min")}${suite.isGreen ? "" : "; not all of them passed"}.`,
    ),
};

const METHOD = [
  "Everything in one run runs in one headless Chromium, on one machine, all contestants in an order drawn anew for each run (the seed is in the table below): ratios hold inside a run, absolute times belong to the machine of the day. Each contestant is checked before it is timed: the same five questions take answers, the needle moves, the list shows; all peers turn the needle to the same angle and list the same titles.",
  "Cold start: a new browser context each time, nothing cached, files sent in brotli 11 (ours that are compressed inside as they are); networks are those of DevTools, per request. *First question*: a choice of it is there and, chosen, stays; *drawn*: the frame after that. *Needle*: that choice (ours also needs one of the question of maturity, made as soon as it is there) is the only one, and the needle points elsewhere than at rest. *List*: the first twenty results have their titles, ours opened in the view that has the list, peers on the same page; *with summaries*: also what they say. Layout shift of ours is the card of the heading, which grows with the first answer.",
  "Bytes are files that had come whole by that moment, each as brotli 11 makes what is inside of it: code is scripts, styles and WebAssembly; content the rest; the page itself is not counted.",
  "Search: generated catalogues, sessions typed key by key, each engine in a fresh page; the index of ours is built ahead. MiniSearch looks for beginnings, all words, titles three times, with the thesaurus as alternatives; byHand is an inverted index of 60 lines without typos, families of words or phrases. *p95 of each key's median*: of each key the median of all runs, then the 95th percentile. Memory is the heap of JavaScript and the module's memory after the index is there, titles included in ours.",
  "The whole page: a partner's catalogue in the explore view; work is script, style and layout, forced; *to the frame*: what somebody waits for. The library is on a real nginx of another origin; *one* is a word, or its beginning from three letters on. Clicks: a click at a time through every step; the first eighth warms up.",
];

/** The page, from the figures. */
export function report(results) {
  const { missed, met, unmeasured } = judged(results);
  const parts = Object.keys(PARTS).filter((part) => results[part]);
  const short = parts.filter(
    (part) => results[part].trial || (part === "load" && results.load.networks.slow?.runs < RUNS),
  );
  // `cold` and `suite` know of no browser.
  const { machine } = results[parts.find((part) => results[part].machine.browser) ?? parts[0]] ?? {};
  const dates = parts.map((part) => results[part].date).sort();
  const when = dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} to ${dates.at(-1)}`;
  const where =
    machine &&
    `${when}, ${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB${machine.browser ? `, Chromium ${machine.browser}` : ""}.`;
  const lines = [
    "# Figures\n",
    `Written by \`cargo run -- bench\` from \`results.json\`; not by hand. ${where ?? "Nothing was measured yet."}\n`,
    short.length
      ? `**A trial, not a measurement**: ${short.join(", ")} ran with fewer runs or smaller catalogues than the goals are judged by.\n`
      : "",
    section(
      `Goals missed: ${missed.length} of ${missed.length + met.length} measured`,
      missed.length
        ? table(
            ["goal", "aim", "measured", "by"],
            missed.map((own) => [own.what, aim(own), figure(own.value, own.unit), missedBy(own)]),
          )
        : "None.",
      unmeasured.length ? `Not measured: ${unmeasured.map(({ what }) => what).join("; ")}.` : "",
    ),
    section(
      "Goals met",
      met.length
        ? table(
            ["goal", "aim", "measured"],
            met.map((own) => [own.what, aim(own), figure(own.value, own.unit)]),
          )
        : "None.",
    ),
    section(
      "Method",
      METHOD.map((line) => `- ${line}`).join("\n"),
      table(
        ["part", "date", "revision", "minutes", "seed", "load of the machine, before and after"],
        parts.map((part) => {
          const own = results[part];
          return row([
            `${part}${own.trial ? " (trial)" : ""}`,
            own.date,
            own.revision,
            own.minutes,
            own.seed,
            `${own.machine.loadAtStart}, ${own.machine.loadAtEnd}`,
          ]);
        }),
      ),
    ),
    ...parts.map((part) => PARTS[part](results)),
  ];
  return `${lines.filter(Boolean).join("\n").trimEnd()}\n`;
}

const BEGIN = "<!-- bench -->";
const END = "<!-- /bench -->";
const told = (value) => (value === undefined ? "?" : String(digits(value)));
/** The README with the lines that stand between its marks. */
export function readmeLines(readme, results) {
  const { missed, met } = judged(results);
  const { load, search } = results;
  const ratio = (moment) => told(beside(results, "slow", moment)?.ratio);
  const lines = [
    `- Cold, slow 4G, a processor slowed four times, as a multiple of the best peer: first question ${ratio("answerable")}, needle`,
    `  ${ratio("needle")}, list ${ratio("list")} (${load?.networks.slow?.runs ?? "?"} runs, ${load?.date ?? "?"}).`,
    `- Code: ${told(received(results, "ready", "code"))} kB, ${told(received(results, "needle", "code"))} of them before the needle; content: ${told(received(results, "ready", "content"))} kB (brotli). A key among 100,000`,
    `  resources: ${told(engine(results, 1, 100_000)?.boussole.cost)} ms (95th percentile${search ? "" : ", ?"}).`,
    `- ${met.length} of ${met.length + missed.length} goals are met; the missed ones first, then method and tables: [RESULTS.md](tests/bench/RESULTS.md), by`,
    "  `cargo run -- bench`.",
  ];
  const [before, rest] = readme.split(`${BEGIN}\n`);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`README.md has no ${BEGIN} … ${END}`);
  return `${before}${BEGIN}\n${lines.join("\n")}\n${END}${after}`;
}
