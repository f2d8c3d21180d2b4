// A large catalogue as static files on a real nginx of another origin: what a search finds and costs, and what
// happens when a piece is missing, slow, changed or another. LIBRARY_SIZE says how many resources (a million
// in `cargo run -- bench`, which keeps the figures).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { entries, lines, sessions } from "../bench/catalogue.mjs";
import { record } from "../bench/results.mjs";
import { freePort } from "./engines.mjs";
import { browser, holds, open, partner, reads, settled, two_lines } from "./harness.mjs";
import { configure, run, skip } from "./nginx.mjs";

const SIZE = Number(process.env.LIBRARY_SIZE || 20_000);
const FOLDER = mkdtempSync(join(tmpdir(), "boussole-library-"));
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const stops = [];
after(() => {
  for (const stop of stops) stop();
  rmSync(FOLDER, { recursive: true });
});

/** The library, its server with a folder for each fault, and how many resources hold a word that starts so. */
async function prepare() {
  const list = join(FOLDER, "list.jsonl");
  const file = openSync(list, "w");
  let part = [];
  const flush = () => {
    writeSync(file, part.join("\n") + "\n");
    part = [];
  };
  for (const line of lines(SIZE)) if (part.push(line) === 5000) flush();
  if (part.length) flush();
  closeSync(file);
  mkdirSync(join(FOLDER, "www"));
  console.log(
    execFileSync(process.env.BOUSSOLE_BIN, ["index", list, "--out", join(FOLDER, "www/ok")])
      .toString()
      .trim(),
  );
  rmSync(list);
  for (const name of ["missing", "slow", "other", "broken"])
    symlinkSync(join(FOLDER, "www/ok"), join(FOLDER, "www", name));

  const port = await freePort();
  const silence = createServer(() => {});
  await new Promise((done) => silence.listen(0, "127.0.0.1", done));
  const cors = "add_header Access-Control-Allow-Origin * always;";
  configure(
    FOLDER,
    `server {
    listen 127.0.0.1:${port}; root ${FOLDER}/www; ${cors}
    location ~ ^/missing/[0-9a-f]+/w { ${cors} return 404; }
    location ~ ^/slow/[0-9a-f]+/w { proxy_pass http://127.0.0.1:${silence.address().port}; proxy_read_timeout 60s; }
    location ~ ^/broken/[0-9a-f]+/w { ${cors} return 200 "not a piece"; }
    location ~ ^/other/[0-9a-f]+/w { ${cors} rewrite ^/other/([0-9a-f]+)/ /ok/$1/w0.bin break; }
    location ~ ^/[a-z]+/[0-9a-f]+/ { ${cors} add_header Cache-Control "public, max-age=31536000, immutable" always; }
  }`,
  );
  const origin = `http://127.0.0.1:${port}/`;
  const stop = await run(FOLDER, `${origin}ok/library.bin`);
  stops.push(() => {
    stop();
    silence.close();
  });
  return origin;
}
const origin = skip ? "" : await prepare();

/** A partner's page with the library, in the explore view; what it fetches from there is kept. */
async function looking(folder) {
  const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self' ${origin}`;
  const address = await partner(two_lines("", `lang="fr" loading="eager" library="${origin}${folder}/library.bin"`), {
    "content-security-policy": policy,
  });
  const { page, said } = await open(address);
  await settled(page);
  const fetched = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) return;
    // What was given up has no size.
    const bytes = request
      .response()
      .then((response) => response?.finished())
      .then(() => request.sizes())
      .then(
        ({ responseBodySize }) => responseBodySize,
        () => 0,
      );
    fetched.push({ path: new URL(request.url()).pathname.split("/").at(-1), bytes });
  });
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("explore"));
  const widget = page.locator("boussole-odd17");
  const words = widget.getByLabel("Vos mots");
  const stacks = widget.locator(".stacks");
  /** Waits for the library's last word: what is typed is asked for after a pause, which is over when a longer one is. */
  const answered = async (patience = 20_000) => {
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    await stacks.locator("xpath=self::*[@aria-busy='false']").waitFor({ timeout: patience });
  };
  /** Types, and waits for the last word on it. */
  const ask = async (query, patience) => {
    fetched.length = 0;
    await words.fill(query);
    await answered(patience);
    const came = await Promise.all(fetched.map(async ({ path, bytes }) => ({ path, bytes: await bytes })));
    return {
      pieces: came.filter(({ path }) => path !== "library.bin"),
      said: await stacks.locator(".stacks-count").textContent(),
    };
  };
  return { page, widget, words, stacks, answered, ask, fetched, said };
}

test(
  "one word is found in one request, its beginning too; nothing is fetched before, nothing twice",
  { skip },
  async () => {
    const { ask, fetched, stacks, said } = await looking("ok");
    assert.deepEqual(fetched, [], "nothing before a word");
    const having = { partenariat: 0, handicap: 0, both: 0 };
    for (const { title, summary } of entries(SIZE)) {
      const own = fold(`${title} ${summary}`).split(/[^\p{L}\d]+/u);
      const has = (start) => own.some((word) => word.startsWith(start));
      const [first, second] = [has("partenariat"), has("handicap")];
      having.partenariat += first;
      having.handicap += second;
      having.both += first && second;
    }
    const count = (said) => Number(said.replace(/\D/g, ""));
    const one = await ask("partenariat");
    assert.equal(one.pieces.length, 1, JSON.stringify(one.pieces));
    assert.ok(one.pieces[0].bytes < 60_000);
    assert.equal(count(one.said), having.partenariat);
    await holds(() => stacks.locator(".resource").count(), 20);
    await reads(stacks.locator(".resource-title").first(), /partenariat/i);
    await holds(() => stacks.locator(".resource a").first().getAttribute("href"), /^https:\/\/exemple\.org\/r\/\d+$/);

    const again = await ask("partenariats");
    assert.deepEqual(
      [again.pieces.length, count(again.said)],
      [0, having.partenariat],
      "the plural is the same stem: nothing more to fetch",
    );
    const both = await ask("partenariat handicap");
    assert.ok(both.pieces.length <= 3, JSON.stringify(both.pieces));
    if (SIZE <= 20_000) assert.equal(count(both.said), having.both);
    const beginning = await ask("par");
    assert.ok(beginning.pieces.length <= 1 && count(beginning.said) >= having.partenariat);
    const short = await ask("pa");
    assert.deepEqual([short.pieces.length <= 1, short.said], [true, ""], "two letters are a word or nothing");
    assert.deepEqual(said, []);
  },
);

test("no query of many costs more than it may", { skip, timeout: 400_000 }, async () => {
  const { ask } = await looking("ok");
  assert.ok(statSync(join(FOLDER, "www/ok/library.bin")).size <= 20_000);
  const sample = [];
  for (const entry of entries(2000)) sample.push(entry);
  const cost = { one: [], more: [], mistyped: [] };
  const taken = sessions(sample, SIZE > 20_000 ? 60 : 12);
  for (const query of taken) {
    const word = query.split(" ")[0];
    cost.one.push(await ask(word));
    cost.one.push(await ask(word.slice(0, 3)));
    if (query.includes(" ")) cost.more.push(await ask(query));
    // A letter left out in the middle.
    if (word.length > 6) cost.mistyped.push(await ask(word.slice(0, 4) + word.slice(5)));
  }
  const figures = Object.fromEntries(
    Object.entries(cost).map(([kind, asked]) => {
      const spread = (values) => {
        const sorted = values.sort((a, b) => a - b);
        return { median: sorted[Math.floor((sorted.length - 1) / 2)], most: sorted.at(-1) };
      };
      return [
        kind,
        {
          count: asked.length,
          requests: spread(asked.map(({ pieces }) => pieces.length)),
          bytes: spread(asked.map(({ pieces }) => pieces.reduce((sum, piece) => sum + piece.bytes, 0))),
        },
      ];
    }),
  );
  record("library", browser.version(), { resources: SIZE, queries: figures });
  for (const [kind, { requests, bytes }] of Object.entries(figures)) {
    console.log(`${SIZE} resources, ${kind}: ${JSON.stringify({ requests, bytes })}`);
    assert.ok(requests.most <= (kind === "one" ? 2 : 4), kind);
    if (kind === "one") assert.ok(bytes.most <= 60_000);
  }
});

test("a mistyped word is mended, more results come on demand, what is found is said aloud", { skip }, async () => {
  const { page, answered, ask, stacks, widget, words } = await looking("ok");
  const mended = await ask("partnariat");
  assert.ok(mended.pieces.length <= 4);
  await holds(async () => (await stacks.locator(".resource").count()) > 0);
  await reads(widget.locator("[role=status]"), /grand catalogue/);
  await page.evaluate(axe);
  assert.deepEqual(
    await page.evaluate(async () =>
      (await axe.run(document.querySelector("boussole-odd17"), { resultTypes: ["violations"] })).violations.map(
        ({ id }) => id,
      ),
    ),
    [],
  );
  await stacks.getByRole("button", { name: "Écrire « partenariat »" }).click();
  await reads(words, "partenariat");
  await answered();
  await stacks.getByRole("button", { name: "Afficher la suite" }).click();
  await holds(() => stacks.locator(".resource").count(), 40);
  await holds(
    () => page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement.id),
    "found-20",
  );
  const nothing = await ask("zzqkwx");
  assert.match(nothing.said, /n’a rien pour «\szzqkwx\s»/);
});

for (const [folder, why] of [
  ["missing", /n’est pas arrivée/],
  ["other", /telle que son éditeur/],
  ["broken", /telle que son éditeur/],
]) {
  test(`a piece that is ${folder} is said in words, and the rest works`, { skip }, async () => {
    const { page, answered, ask, stacks, widget } = await looking(folder);
    await page.evaluate(() => {
      globalThis.heard = [];
      document.addEventListener("boussole-error", ({ detail }) => heard.push(detail.code));
    });
    await ask("engagement");
    await reads(stacks.locator(".banner"), why);
    await holds(() => stacks.locator(".resource").count(), 0);
    await holds(
      async () => Number.parseInt(await widget.locator(".explore-count").textContent(), 10) > 0,
      true,
      "our own list answers all the same",
    );
    if (folder === "missing") await holds(() => page.evaluate(() => heard), ["library"]);
    await stacks.getByRole("button", { name: "Réessayer" }).click();
    await answered();
    await reads(stacks.locator(".banner"), why);
    await holds(
      () => page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement.id),
      "stacks",
    );
  });
}

test("a piece that never comes is given up, and said", { skip, timeout: 120_000 }, async () => {
  const { ask, stacks } = await looking("slow");
  await ask("engagement");
  await reads(stacks.locator(".banner"), /trop de temps/);
});

test(
  "a page without the attribute asks for nothing, a wrong address is said, a seal is checked",
  { skip },
  async () => {
    const { page, stacks } = await looking("ok");
    const show = (value) =>
      page.evaluate((value) => {
        const element = document.querySelector("boussole-odd17");
        if (value === null) element.removeAttribute("library");
        else element.setAttribute("library", value);
      }, value);
    await show(null);
    await holds(() => stacks.count(), 0);
    await page.locator("boussole-odd17").getByLabel("Vos mots").fill("engagement");
    await show("javascript:alert(1)");
    await stacks.locator(".banner").waitFor();
    await show(`${origin}ok/library.bin#sha384-${Buffer.alloc(48).toString("base64")}`);
    await stacks.locator(".banner").waitFor();
    const sum = execFileSync("openssl", ["dgst", "-sha384", "-binary", join(FOLDER, "www/ok/library.bin")]).toString(
      "base64",
    );
    await show(`${origin}ok/library.bin#sha384-${sum}`);
    await stacks.locator(".resource").first().waitFor();
  },
);
