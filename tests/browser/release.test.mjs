// The files of a release.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const DIST = process.env.BOUSSOLE_DIST;
const folder = mkdtempSync(join(tmpdir(), "boussole-release-"));
after(() => rmSync(folder, { recursive: true }));
const boussole = (...args) => spawnSync(process.env.BOUSSOLE_BIN, args, { encoding: "utf8" });
const sha384 = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

test("two builds of one commit are the same bytes", () => {
  const again = join(folder, "again");
  execFileSync(process.env.BOUSSOLE_BIN, ["build", "--out", again], { stdio: "ignore" });
  assert.deepEqual(readdirSync(again).sort(), readdirSync(DIST).sort());
  for (const name of readdirSync(DIST)) assert.ok(readFileSync(join(DIST, name)).equals(readFileSync(join(again, name))), name);
});

test("the manifest lists every file with its size and hash, and snippets that name real files", () => {
  const manifest = JSON.parse(readFileSync(join(DIST, "manifest.json")));
  assert.deepEqual(manifest.files.map(({ name }) => name).sort(), readdirSync(DIST).filter((name) => name !== "manifest.json").sort());
  for (const { name, bytes, sha384: expected } of manifest.files) {
    const content = readFileSync(join(DIST, name));
    assert.equal(content.length, bytes, name);
    assert.equal(sha384(content), expected, name);
  }
  assert.ok(manifest.snippets.sealed.includes(sha384(readFileSync(join(DIST, "boussole.js")))));
  for (const snippet of Object.values(manifest.snippets)) {
    for (const [, name] of snippet.matchAll(/https:\/\/HOST\/([\w.]+)/g)) assert.ok(readdirSync(DIST).includes(name), name);
  }
});

test("release lays out a version that never changes and a channel that floats", () => {
  const out = join(folder, "channels");
  assert.equal(boussole("release", "--out", out).status, 0);
  const { version } = JSON.parse(readFileSync(join(DIST, "manifest.json")));
  const [major] = version.split(".");
  assert.deepEqual(readdirSync(out).sort(), [`v${major}`, `v${version}`].sort());
  assert.deepEqual(readdirSync(join(out, `v${version}`)).sort(), readdirSync(DIST).sort());
  assert.equal(boussole("release", "--out", out).status, 0, "the same release again is no change");
  writeFileSync(join(out, `v${version}`, "boussole.js"), "published before");
  const refused = boussole("release", "--out", out);
  assert.notEqual(refused.status, 0);
  assert.match(refused.stderr, /a version never changes/);
});
