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
import { Features, transform } from "lightningcss";
import { rolldown } from "rolldown";
import { minifySync, parseSync } from "rolldown/utils";

const ROOT = dirname(fileURLToPath(import.meta.url));
/** The stages, in their order: folders, and scripts. */
const STAGES = ["boot", "needle", "widget"];
/** What a browser must at least read to say, in words, that it is too old for the rest. */
const OLDEST = "es2019";
/** The first browsers that run the rest (README.md, « Navigateurs »): the major version, and the minor one. */
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
      const id = imported(specifier, importer.startsWith("\0") ? "index.js" : relative(ROOT, importer));
      if (stageOf(id) < stage) return `\0earlier ${id}`;
      return id.startsWith("boussole:") ? `\0${id}` : join(ROOT, id);
    },
    load(id) {
      if (id === "\0boussole:shared") return sharing(stage);
      const [, earlier] = /^\0earlier (.*)$/.exec(id) || [];
      if (earlier) return `export const { ${[...(taken[stage].get(earlier) || [])].join(", ")} } = earlier;`;
      return id.startsWith("\0") ? modules[id.slice(1)] : undefined;
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
    esModule: false,
    generatedCode: { symbols: false },
    comments: { legal: true, jsdoc: false },
  });
  await build.close();
  return output[0].code.trim().replace(/;$/, "").replaceAll(IMPORT_META, "import.meta");
}

/** Short names of private properties, alike in all scripts: one finds there what another has written. */
let shortNames = {};

/** A classic script or a module, made short. */
function minify(source, isModule) {
  const { code, errors, mangleCache } = minifySync(isModule ? "script.mjs" : "script.cjs", source, {
    compress: { target: OLDEST },
    mangleProps: { include: PRIVATE, cache: shortNames },
    codegen: { legalComments: "inline" },
  });
  if (errors.length) throw Error(`the loader is no JavaScript: ${errors[0].codeframe || errors[0].message}`);
  shortNames = mangleCache;
  return code;
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
  bundle: (request) => bundle(request),
  script: ({ source }) => minify(source, false),
  module: ({ source }) => minify(source, true),
  styles: ({ source }) => styles(source),
};

async function answer(request) {
  try {
    return { code: await KINDS[request.kind](request) };
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
