// Source maps: from each place of a script to the line that it comes from, for who debugs; no visitor fetches one.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { SourceMap } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { open, serve, settled } from "./harness.mjs";

const DIST = process.env.BOUSSOLE_DIST;
const LOADER = new URL("../../www/loader/", import.meta.url);
const SCRIPTS = readdirSync(DIST).filter((name) => /^(boussole|(needle|widget)-[0-9a-f]{16})\.js$/.test(name));
/** The folders of `www/loader` that a script is bundled from. */
const folderOf = (script) => (script === "boussole.js" ? "boot" : script.split("-")[0]);

test("each text of a script is traced to a line of ours that has it", () => {
  assert.equal(SCRIPTS.length, 3);
  for (const script of SCRIPTS) {
    const payload = JSON.parse(readFileSync(join(DIST, `${script}.map`), "utf8"));
    const map = new SourceMap(payload);
    const content = new Map(payload.sources.map((source, index) => [source, payload.sourcesContent[index]]));
    for (const [source, text] of content) {
      if (!source.startsWith("boussole:")) assert.equal(text, readFileSync(new URL(source, LOADER), "utf8"), source);
    }
    const folder = folderOf(script);
    // An entry may do nothing but hand on.
    for (const file of readdirSync(new URL(`${folder}/`, LOADER)).filter((name) => name !== "main.js"))
      assert.ok(content.has(`${folder}/${file}`), `${script}.map knows ${folder}/${file}`);

    const ours = [...content.values()].join("\n");
    // The minifier puts a text where its constant stood.
    const has = (line, text) =>
      line.includes(text) ||
      [...line.matchAll(/\b[A-Z][A-Z_]+\b/g)].some(([name]) => ours.includes(`const ${name} = "${text}"`));
    const traced = new Set();
    readFileSync(join(DIST, script), "utf8")
      .split("\n")
      .forEach((line, row) => {
        for (const { 1: text, index } of line.matchAll(/["`]([a-z][\w-]{5,}(?: [\w-]+)*)["`]/gi)) {
          const { originalSource, originalLine } = map.findEntry(row, index);
          const found = content.get(originalSource)?.split("\n")[originalLine];
          assert.ok(
            found && has(found, text),
            `${script}:${row + 1}:${index + 1} ${text}: ${originalSource}: ${found}`,
          );
          traced.add(originalSource);
        }
      });
    assert.ok(traced.size > 3, `${script}: ${[...traced]}`);
  }
});

test("tools for developers are told where the maps are, and a visit fetches none", async () => {
  const address = await serve();
  const { page } = await open("about:blank");
  const told = new Map();
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const session = await page.context().newCDPSession(page);
  session.on("Debugger.scriptParsed", ({ url, sourceMapURL }) => told.set(url, sourceMapURL));
  await session.send("Debugger.enable");
  await page.goto(`${address}examples/plain.html`);
  await page.locator("boussole-odd17").scrollIntoViewIfNeeded();
  await settled(page);
  for (const script of SCRIPTS) {
    assert.equal(told.get(address + script), `${script}.map`);
    const answer = await fetch(`${address}${script}.map`);
    assert.equal((await answer.json()).version, 3);
  }
  assert.deepEqual(
    asked.filter((path) => path.endsWith(".map")),
    [],
  );
});
