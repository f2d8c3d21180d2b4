// Ours and what a page would use instead: how each is built, served, answered and looked at.
import { transformAsync } from "./peers/node_modules/@babel/core/lib/index.js";
import solid from "./peers/node_modules/babel-preset-solid/index.js";
import { build, transform } from "./peers/node_modules/esbuild/lib/main.js";
import { compile } from "./peers/node_modules/svelte/src/compiler/index.js";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, constants, gunzipSync } from "node:zlib";
import { entries } from "./catalogue.mjs";
import { random } from "./statistics.mjs";

const RELEASE = process.env.BOUSSOLE_DIST;
/** How many options each of the peers' questions has. */
export const OPTIONS = [10, 16, 5, 4, 4];

/** Selectors of one contestant. `option`: a choice of the first question; `turning`: one of a question that turns the
 * needle; `choice`: one of each question. */
const peer = (name, own) => ({
  name,
  path: `/${name}/`,
  option: "input[name=q0][value='1']",
  turning: "input[name=q0][value='1']",
  questions: OPTIONS.map((_, place) => `input[name=q${place}]`),
  needle: ".needle",
  list: ".results",
  title: "a",
  summary: "p",
  count: ".count",
  ...own,
});
/** What a page would use instead. SurveyJS has no list, and names of its own for its fields. */
export const PEERS = [
  peer("vanilla", { label: "hand-written JavaScript" }),
  peer("preact", { label: "Preact" }),
  peer("lit", { label: "Lit" }),
  peer("solid", { label: "Solid" }),
  peer("svelte", { label: "Svelte" }),
  peer("preact-minisearch", { label: "Preact + MiniSearch" }),
  peer("surveyjs", {
    label: "SurveyJS (no list)",
    option: "[data-name=q0] input[value='1']",
    turning: "[data-name=q0] input[value='1']",
    questions: OPTIONS.map((_, place) => `[data-name=q${place}] input`),
    list: undefined,
  }),
];
const QUESTIONS = ["profile", "domains", "level", "maturity", "usage"];
/** The questions and the needle stand in the first view, the list in another one: two visits. */
export const START = {
  name: "boussole",
  label: "Boussole",
  path: "/boussole/",
  shadow: "boussole-odd17",
  option: "[data-question=profile] .option:nth-child(2) input",
  turning: "[data-question=maturity] .option:nth-child(2) input",
  questions: QUESTIONS.map((name) => `[data-question=${name}] input`),
  needle: ".needle",
};
export const LIST = {
  name: "boussole-list",
  label: "Boussole, opened at its list",
  path: "/boussole/?start-view=explore",
  shadow: "boussole-odd17",
  list: ".resources",
  title: ".resource-title",
  summary: ".resource-summary",
  count: ".explore-count",
};
export const CONTESTANTS = [START, LIST, ...PEERS];

/** Solid's templates and Svelte's components, compiled by their own compilers. Svelte asks a package whether it is being
 * developed: no, said where the bundler sees it, so that its words for developers stay out, as its users ship it. */
const compilers = {
  name: "compilers",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]svelte[\\/]src[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replace(/import \{.*\} from 'esm-env';/, "const BROWSER = true;")
        .replace(/\bDEV\b/g, "false"),
      loader: "js",
    }));
    onLoad({ filter: /solid\.tsx$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), {
        loader: "tsx",
        jsx: "preserve",
        target: "es2022",
      });
      return {
        contents: (await transformAsync(code, { presets: [solid], filename: path, configFile: false, babelrc: false }))
          .code,
        loader: "js",
      };
    });
    onLoad({ filter: /\.svelte$/ }, ({ path }) => ({
      contents: compile(readFileSync(path, "utf8"), { filename: path, generate: "client" }).js.code,
      loader: "js",
    }));
  },
};

/** The script and the style sheet of a peer, as its users would ship them. */
async function bundle(name) {
  const source = ["ts", "tsx"]
    .map((ending) => join(import.meta.dirname, "peers", `${name}.${ending}`))
    .find(existsSync);
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [compilers],
    outfile: "main.js",
    write: false,
    logLevel: "warning",
  });
  return outputFiles;
}

/** Bytes as brotli 11 makes them. */
export const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

const GZIP = Buffer.from([0x1f, 0x8b]);
const WASM = Buffer.from("\0asm");
/** What is inside of a file that may be compressed inside. */
const inside = (bytes) => (bytes.subarray(0, 2).equals(GZIP) ? gunzipSync(bytes) : bytes);
/** `code` or `content`: scripts, styles and modules, or the rest. Of a page neither. */
function kindOf(path, bytes) {
  if (path.endsWith("/")) return undefined;
  return [".js", ".css"].includes(extname(path)) || inside(bytes).subarray(0, 4).equals(WASM) ? "code" : "content";
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};
const page = (title, head, body) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width">${head}</head><body>${body}</body></html>`;

/** The files of every contestant as they are sent, and what each weighs and is. */
async function files() {
  const all = new Map();
  const put = (path, content) => {
    const bytes = Buffer.from(content);
    const small = brotli(inside(bytes));
    // The files of a release that are compressed inside are sent as they are.
    const sent =
      inside(bytes) === bytes ? { body: small, encoding: { "content-encoding": "br" } } : { body: bytes, encoding: {} };
    all.set(path, { ...sent, kind: kindOf(path, bytes), weight: small.length });
  };
  for (const { name, path } of PEERS) {
    for (const own of await bundle(name)) put(`${path}${basename(own.path)}`, own.contents);
    put(
      path,
      page(
        name,
        '<script type="module" src="main.js"></script><link rel="stylesheet" href="main.css">',
        '<div id="bw"></div>',
      ),
    );
  }
  for (const view of ["", "?start-view=explore"]) {
    const attribute = view
      .slice(1)
      .replace("=", '="')
      .concat(view && '"');
    put(
      `/boussole/${view}`,
      page(
        "boussole",
        '<script src="boussole.js" async></script>',
        `<boussole-odd17 lang="fr" ${attribute}><a href="https://www.lerameau.fr/">Découvrir la démarche</a></boussole-odd17>`,
      ),
    );
  }
  const manifest = JSON.parse(readFileSync(join(RELEASE, "manifest.json"), "utf8"));
  for (const { name } of manifest.files)
    if ([".js", ".bin"].includes(extname(name))) put(`/boussole/${name}`, readFileSync(join(RELEASE, name)));
  return { all, put };
}

/** A server of all of them. `stock(count)` gives the peers a catalogue of so many resources. */
export async function serve() {
  const { all, put } = await files();
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url, "http://bench");
    const file = all.get(pathname + (pathname === "/boussole/" ? search : ""));
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const type = pathname.endsWith("/") ? TYPES[".html"] : (TYPES[extname(pathname)] ?? "application/octet-stream");
    response.writeHead(200, {
      "content-type": type,
      "content-length": file.body.length,
      "cache-control": "no-store",
      ...file.encoding,
    });
    response.end(file.body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const stock = (count) => {
    const next = random(1);
    const some = (most, length) => Array.from({ length }, () => Math.floor(next() * most));
    const resources = [...entries(count)].map(({ title, summary }, at) => ({
      title,
      summary,
      type: at % 5,
      parcours: at % 3,
      profiles: some(10, 2),
      domains: some(16, 2),
      levels: some(5, 2),
      year: 2000 + (at % 26),
      url: `https://exemple.org/${at}`,
    }));
    put(`/data/cat-${count}.json`, JSON.stringify(resources));
    for (const own of PEERS) own.path = `/${own.name}/?n=${count}`;
  };
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stock,
    file: (path) => all.get(path),
    close: () => server.close(),
  };
}
