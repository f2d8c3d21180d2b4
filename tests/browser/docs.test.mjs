// The documentation: what a reader copies from it is run as it stands there, each command it names is known, and each page
// can be read by everybody.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { holds, open, partner, reads, release, serve, settled, state } from "./harness.mjs";

const DIST = process.env.BOUSSOLE_DIST;
const LANGUAGES = ["fr", "en"];
const PAGES = ["integrate", "host", "customize", "content", "trust"];
const root = (path) => new URL(`../../${path}`, import.meta.url);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "boussole-docs-"));
after(() => rmSync(folder, { recursive: true }));

const texts = Object.fromEntries(
  LANGUAGES.map((lang) => [
    lang,
    Object.fromEntries(PAGES.map((name) => [name, readFileSync(root(`www/docs/${lang}/${name}.md`), "utf8")])),
  ]),
);
/** The blocks of code of a page, in their order. */
const blocksOf = (text) => [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, kind, code]) => ({ kind, code }));
/** The two lines and the policy that a page shows, for a release at an address. */
const linesOf = (text, address) => {
  const [lines, policy] = blocksOf(text).map(({ code }) =>
    code.replaceAll(/https:\/\/(HOST|HÔTE)\/?/g, (found) => (found.endsWith("/") ? address : new URL(address).origin)),
  );
  return { lines, policy: policy.trim() };
};

test("the two lines start a compass under the policy beside them, on the pages and in the README", async () => {
  const address = await release();
  for (const text of [texts.fr.integrate, texts.en.integrate, readFileSync(root("README.md"), "utf8")]) {
    const { lines, policy } = linesOf(text, address);
    const { page, said } = await open(
      await partner(`</head><body>${lines}</body>`, {
        "content-security-policy": `default-src 'none'; img-src 'self'; ${policy}`,
      }),
    );
    await state(page);
    assert.deepEqual(said, []);
    await page.context().close();
  }
});

test("what hears of results, the frame that tells its height, and the import run as they are written", async () => {
  const address = await release();
  for (const lang of LANGUAGES) {
    const text = texts[lang].integrate;
    const [heard, framed, imported] = blocksOf(text)
      .filter(({ kind }) => kind === "js")
      .map(({ code }) => code);

    const listening = await open(
      await partner(`<script>${heard}</script>${linesOf(text, address).lines.replace("<boussole", "</head><body>$&")}`),
    );
    await state(listening.page);
    await listening.page.evaluate(() => {
      document.querySelector("boussole-odd17").answers = { maturity: 2 };
    });
    await holds(() => listening.said.join("\n"), /log: .*(permille|Object)/);

    const frame = /<iframe [^`]*<\/iframe>/.exec(text)[0].replace(/https:\/\/(HOST|HÔTE)\//, address);
    const own = framed.replace(/https:\/\/(HOST|HÔTE)/, new URL(address).origin);
    const { page, said } = await open(await partner(`</head><body>${frame}<script>${own}</script></body>`));
    await holds(() => page.evaluate(() => Number(document.querySelector("iframe").height) !== 760), true);
    assert.deepEqual(said, []);

    const at = join(folder, lang, "node_modules/boussole-odd17");
    mkdirSync(at, { recursive: true });
    const packed = readdirSync(DIST).find((name) => name.endsWith(".tgz"));
    execFileSync("tar", ["-xzf", join(DIST, packed), "--strip-components=1", "-C", at]);
    writeFileSync(join(folder, lang, "page.mjs"), imported);
    execFileSync("node", ["page.mjs"], { cwd: join(folder, lang) });
    await Promise.all([page.context().close(), listening.page.context().close()]);
  }
});

test("a partner's own words, colours and table are taken as they are written", async () => {
  for (const lang of LANGUAGES) {
    const [words, colours, table] = blocksOf(texts[lang].customize).map(({ code }) => code);
    const { page, said } = await open(
      await partner(
        `<style>${colours}</style><script src="boussole.js" async></script></head><body>${words.replace("<boussole-odd17", '$& start-view="explore" loading="eager"')}</body>`,
      ),
    );
    await settled(page);
    const widget = page.locator("boussole-odd17");
    await reads(widget.locator("h2").first(), /Ligue|League/);
    assert.equal(
      await widget.evaluate((element) => getComputedStyle(element).getPropertyValue("--boussole-accent").trim()),
      "#7a1f5c",
    );
    await widget.getByText(lang === "fr" ? "Essayer mon catalogue" : "Try my catalogue").click();
    await widget
      .getByLabel(lang === "fr" ? "Votre fichier" : "Your file")
      .setInputFiles({ name: "table.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
    await widget
      .getByLabel(lang === "fr" ? "Vos mots" : "Your words")
      .fill(lang === "fr" ? "aide locale" : "local help");
    await reads(widget.locator(".resource-title").first(), /Aide locale|Local help/);
    assert.deepEqual(said, []);
    await page.context().close();
  }
});

test("each command that a page names is known, with each of its options", () => {
  const help = new Map();
  const written = [
    ...LANGUAGES.flatMap((lang) => Object.values(texts[lang])),
    ...["README.md", ".github/CONTRIBUTING.md", "tests/README.md"].map((path) => readFileSync(root(path), "utf8")),
  ].join("\n");
  const commands = [...written.matchAll(/cargo run -- ([a-z][\w-]*)([^`#\n]*)/g)];
  assert.ok(commands.length > 40);
  for (const [whole, name, options] of commands) {
    if (!help.has(name)) {
      const { status, stdout } = spawnSync(process.env.BOUSSOLE_BIN, [name, "--help"], { encoding: "utf8" });
      assert.equal(status, 0, whole);
      help.set(name, stdout);
    }
    for (const [option] of options.matchAll(/--\w[\w-]*/g)) assert.ok(help.get(name).includes(option), whole);
  }
});

test("no block of code is left without somebody who runs it", () => {
  const kinds = (name) =>
    LANGUAGES.map((lang) =>
      blocksOf(texts[lang][name])
        .map(({ kind }) => kind || "text")
        .join(" "),
    );
  assert.deepEqual(kinds("integrate"), ["html text js js js", "html text js js js"]);
  assert.deepEqual(kinds("customize"), ["html css text", "html css text"]);
  for (const name of ["host", "content"]) assert.deepEqual(kinds(name), ["sh", "sh"]);
  assert.deepEqual(kinds("trust"), ["", ""]);
});

test("each page is without a finding of axe, has its way about, and nothing on it is wider than a phone", async () => {
  const site = await serve();
  for (const lang of LANGUAGES) {
    for (const name of PAGES) {
      for (const [width, scheme] of [
        [1280, "light"],
        [320, "dark"],
      ]) {
        const { page, said } = await open(`${site}docs-${name}-${lang}.html`, { width, scheme });
        if (name === "integrate") {
          await page.locator("boussole-odd17").scrollIntoViewIfNeeded();
          await settled(page);
        }
        await page.evaluate(axe);
        const found = await page.evaluate(async () =>
          (await axe.run({ resultTypes: ["violations"] })).violations.map(
            ({ id, nodes }) => `${id}: ${nodes[0].target.flat().join(" ")}`,
          ),
        );
        assert.deepEqual(found, [], `${name} in ${lang} at ${width}`);
        assert.equal(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          0,
          `${name} in ${lang} at ${width}`,
        );
        assert.deepEqual(said, []);
        if (width === 1280) {
          const last = page.locator(".contents a").last();
          await last.click();
          await holds(() => page.locator("h2:target").textContent(), await last.textContent());
          const other = LANGUAGES.find((own) => own !== lang);
          await page.locator("header .other a").click();
          assert.equal(new URL(page.url()).pathname, `/docs-${name}-${other}.html`);
          assert.equal(await page.locator("html").getAttribute("lang"), other);
        }
        await page.context().close();
      }
    }
  }
});
