// The build's one call to tools that are not Rust: a request in each line of the standard input, its answer in a line.
// Rolldown bundles and shortens scripts, Lightning CSS shortens style sheets.
//
// Three scripts come one after the other (`boot`, `needle`, `widget`): each is bundled from the folder of its name, and may
// import from the folders before it. What it imports there is handed over by the script before, under names that are read
// from the imports themselves. What only the npm package has (`package`) goes into whichever script asks for it. What the
// build alone knows (sums, styles, words) are modules named `boussole:…` (`types`).
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import remapping from "@jridgewell/remapping";
import { decode, encode } from "@jridgewell/sourcemap-codec";
import { Features, transform } from "lightningcss";
import { rolldown } from "rolldown";
import { minifySync, parseSync } from "rolldown/utils";

const ROOT = dirname(fileURLToPath(import.meta.url));
/** The stages, in their order: folders, and scripts. */
const STAGES = ["boot", "needle", "widget"];
/** What a browser must at least read to say, in words, that it is too old for the rest. */
const OLDEST = "es2019";
/** The first browsers that run the rest (`www/docs/en/integrate.md`, “Browsers”): the major version, and the minor one. */
const BROWSERS = { chrome: [111, 0], edge: [111, 0], firefox: [121, 0], safari: [16, 4], ios_saf: [16, 4] };
const TARGETS = Object.fromEntries(
  Object.entries(BROWSERS).map(([name, [major, minor]]) => [name, (major << 16) | (minor << 8)]),
);
/** Names of properties that nobody outside the scripts knows. */
const PRIVATE = /^_[a-z]/;

/** What goes into whichever script asks for it; it may import what the last stage may. */
const PACKAGE = "package";

/** The stage of a file or of a module of the build's, by the path from here or the name. */
function stageOf(id) {
  if (id.startsWith(`${PACKAGE}/`)) return STAGES.length - 1;
  const stage = STAGES.indexOf(id.replace(/^boussole:/, "").split("/")[0]);
  if (stage < 0) throw Error(`www/loader: ${id} stands in no stage: there are ${STAGES.join(", ")}`);
  return stage;
}

/** A file or a module of the build's that another imports, by the path from here or the name. */
const imported = (specifier, importer) =>
  specifier.startsWith("boussole:")
    ? specifier
    : relative(ROOT, join(ROOT, dirname(importer), specifier))
        .split(sep)
        .join("/");

/** The entry of the npm package. */
const PACKAGE_ENTRY = `${PACKAGE}/main.js`;

/** What each stage takes from those before it: names, by the stage that has them and the module that exports them. */
const taken = STAGES.map(() => new Map());
for (const folder of [...STAGES, PACKAGE]) {
  for (const file of readdirSync(join(ROOT, folder))) {
    const importer = `${folder}/${file}`;
    if (importer === PACKAGE_ENTRY) continue;
    for (const { moduleRequest, entries } of parseSync(file, readFileSync(join(ROOT, importer), "utf8")).module
      .staticImports) {
      const id = imported(moduleRequest.value, importer);
      if (id === "boussole:shared" || stageOf(id) === stageOf(importer)) continue;
      if (stageOf(id) > stageOf(importer)) throw Error(`www/loader: ${importer} imports ${id}, which comes later`);
      const names = taken[stageOf(importer)].get(id) || new Set();
      for (const { importName } of entries) names.add(importName.name);
      taken[stageOf(importer)].set(id, names);
    }
  }
}

/** What a stage hands to those behind it, by the module that exports it. */
function handed(stage) {
  const names = new Map();
  for (const later of taken.slice(stage + 1)) {
    for (const [id, some] of later)
      if (stageOf(id) === stage) names.set(id, new Set([...(names.get(id) || []), ...some]));
  }
  return names;
}

/** The module `boussole:shared` of a stage: what it hands to those behind it, in one object. */
function sharing(stage) {
  const modules = [...handed(stage)];
  const all = modules.flatMap(([, names]) => [...names]);
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice) throw Error(`www/loader: two modules of ${STAGES[stage]} share ${twice}`);
  for (const [id, names] of modules) {
    if (id.startsWith("boussole:")) continue;
    const variable = [...readFileSync(join(ROOT, id), "utf8").matchAll(/^export let (\w+)/gm)].find(([, name]) =>
      names.has(name),
    );
    if (variable) throw Error(`www/loader: ${id} changes ${variable[1]}, which another script has from when it came`);
  }
  const imports = modules.map(
    ([id, names]) =>
      `import { ${[...names].join(", ")} } from ${JSON.stringify(id.startsWith("boussole:") ? id : `./${id}`)};\n`,
  );
  return `${imports.join("")}export const shared = () => ({ ${[...(stage ? ["...earlier"] : []), ...all].join(", ")} });\n`;
}

/** Tells Rolldown what the modules of the build's are, and what stands in the scripts before. */
function linking(stage, modules) {
  return {
    name: "boussole",
    resolveId(specifier, importer) {
      if (!importer) return undefined;
      if (specifier === "boussole:shared") return `\0${specifier}`;
      const id = imported(specifier, /^(\0|boussole:)/.test(importer) ? "index.js" : relative(ROOT, importer));
      if (stageOf(id) < stage) return `\0earlier ${id}`;
      return id.startsWith("boussole:") ? id : join(ROOT, id);
    },
    load(id) {
      if (id === "\0boussole:shared") return sharing(stage);
      const [, earlier] = /^\0earlier (.*)$/.exec(id) || [];
      if (earlier) return `export const { ${[...(taken[stage].get(earlier) || [])].join(", ")} } = earlier;`;
      return modules[id];
    },
  };
}

/** What stands for `import.meta` while it is bundled: an expression has none, and becomes part of a module that has. */
const IMPORT_META = "IMPORT_META";

/** A script from its entry: a module, or an expression that runs it and gives what it exports. A later one takes what those
 * before it share as `earlier`. */
async function bundle({ entry, modules, format }) {
  const stage = entry === PACKAGE_ENTRY ? 0 : stageOf(entry);
  const build = await rolldown({
    input: join(ROOT, entry),
    plugins: [linking(stage, modules)],
    transform: { define: { "import.meta": IMPORT_META } },
    // An expression needs no name.
    onLog(level, log) {
      if (log.code !== "MISSING_NAME_OPTION_FOR_IIFE_EXPORT") throw Error(`www/loader: ${log.message}`);
    },
  });
  const { output } = await build.generate({
    format,
    sourcemap: "hidden",
    esModule: false,
    generatedCode: { symbols: false },
    comments: { legal: true, jsdoc: false },
  });
  await build.close();
  const [{ code, map }] = output;
  const script = code.trim().replace(/;$/, "").replaceAll(IMPORT_META, "import.meta");
  bundled = { script, map, begins: code.split("\n").findIndex((line) => line.trim()) };
  return script;
}

/** What was bundled last, with its source map, and the line on which it begins there. */
let bundled;

/** Short names of private properties, alike in all scripts: one finds there what another has written. */
let shortNames = {};

/** A classic script or a module, made short; with its source map on demand. */
function minify(source, isModule, sourcemap = false) {
  const { code, map, errors, mangleCache } = minifySync(isModule ? "script.mjs" : "script.cjs", source, {
    compress: { target: OLDEST },
    mangleProps: { include: PRIVATE, cache: shortNames },
    codegen: { legalComments: "inline" },
    sourcemap,
  });
  if (errors.length) throw Error(`the loader is no JavaScript: ${errors[0].codeframe || errors[0].message}`);
  shortNames = mangleCache;
  return { code, map };
}

/** Letters that mean the same in a page of any encoding: a script may be joined to others there. */
const escaped = (letter) => {
  const code = letter.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16)}` : `\\u${code.toString(16).padStart(4, "0")}`;
};
const FOREIGN = /[^\0-\x7f]/g;
const ascii = (code) => code.replaceAll(FOREIGN, escaped);

/** The way from what is made short to the modules of `www/loader`, for the script around what was bundled last. */
function mapped(source, { code, map }) {
  const at = source.indexOf(bundled.script);
  const before = source.slice(0, at).split("\n").length - 1;
  // What is bundled opens with a function, which comes from no module: only whole lines move.
  const skipped = bundled.map.mappings.slice(0, bundled.begins + 1);
  if (at < 0 || skipped.replaceAll(";", "")) throw Error("www/loader: the script is not around what was bundled last");
  const moved = { ...bundled.map, mappings: ";".repeat(before) + bundled.map.mappings.slice(bundled.begins) };
  const traced = remapping({ ...map, sources: ["script"] }, (name) => (name === "script" ? moved : null));
  const lines = code.split("\n");
  const mappings = decode(traced.mappings).map((segments, line) => {
    const letters = [...lines[line].matchAll(FOREIGN)];
    let passed = 0;
    let grown = 0;
    return segments.map(([column, ...rest]) => {
      for (; passed < letters.length && letters[passed].index < column; passed += 1)
        grown += escaped(letters[passed][0]).length - 1;
      return [column + grown, ...rest];
    });
  });
  // As they stand in `www/loader`; those of the build's keep their names.
  const named = (name) => name.replace(/^(\.\.\/)+/, "");
  return JSON.stringify({
    version: 3,
    sources: traced.sources.map(named),
    sourcesContent: traced.sourcesContent,
    names: traced.names,
    mappings: encode(mappings),
  });
}

/** A classic script, made short, and its map on demand. */
function classic({ source, sourcemap }) {
  const made = minify(source, false, sourcemap);
  return { code: ascii(made.code), map: sourcemap ? mapped(source, made) : undefined };
}

/** A style sheet. */
function styles(source) {
  try {
    const code = Buffer.from(source);
    // A browser that does not know `light-dark()` gets the light colours from `needle/styles.js`.
    return transform({
      filename: "styles.css",
      code,
      minify: true,
      targets: TARGETS,
      exclude: Features.LightDark,
    }).code.toString();
  } catch (error) {
    throw Error(`a style sheet: ${error.message}`);
  }
}

const KINDS = {
  bundle: async (request) => ({ code: await bundle(request) }),
  script: classic,
  module: ({ source }) => ({ code: minify(source, true).code }),
  styles: ({ source }) => ({ code: styles(source) }),
};

async function answer(request) {
  try {
    return await KINDS[request.kind](request);
  } catch (error) {
    return { problem: error.message };
  }
}

let unread = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) {
  const lines = (unread + chunk).split("\n");
  unread = lines.pop();
  for (const line of lines) process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
