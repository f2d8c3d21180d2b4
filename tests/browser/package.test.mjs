// The npm package as tools know it: editors, the checks that people run before they take a package.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const DIST = process.env.BOUSSOLE_DIST;
const need = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "boussole-package-"));
after(() => rmSync(folder, { recursive: true }));
const tarball = join(
  DIST,
  readdirSync(DIST).find((name) => name.endsWith(".tgz")),
);
execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", folder]);
const json = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const { contract } = JSON.parse(
  readFileSync(new URL(`../../www/versions/${json("package.json").version}.json`, import.meta.url)),
);

test("publint has nothing to say", async () => {
  const { publint } = await import("publint");
  const { formatMessage } = await import("publint/utils");
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: false });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test("the types are found by every way of resolving modules", async () => {
  const { checkPackage, createPackageFromTarballData } = await import("@arethetypeswrong/core");
  const { problems, types } = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
  assert.equal(types.kind, "included");
  // An ES module can't be required before Node.js 22, and resolution that knows no `exports` finds the main file alone: both
  // are so by design.
  const told = problems.filter(
    ({ kind, resolutionKind }) => kind !== "CJSResolvesToESM" && resolutionKind !== "node10",
  );
  assert.deepEqual(told, []);
});

test("the manifest of custom elements is of its schema, and tells of all that is promised", () => {
  const manifest = json("custom-elements.json");
  const schema = need("custom-elements-manifest/schema.json");
  const types = need("ajv");
  const check = new (types.default ?? types)({ allowUnionTypes: true, strict: false }).compile(schema);
  assert.ok(check(manifest), JSON.stringify(check.errors));
  const [{ declarations }] = manifest.modules;
  const [element] = declarations;
  assert.equal(element.tagName, "boussole-odd17");
  const names = (list) => list.map(({ name }) => name);
  assert.deepEqual(names(element.attributes), contract.attributes);
  assert.deepEqual(names(element.members), [...contract.properties, ...contract.methods]);
  assert.deepEqual(names(element.events).sort(), Object.keys(contract.events).sort());
  assert.deepEqual(names(element.slots), ["", ...contract.slots]);
  assert.deepEqual(names(element.cssProperties), contract.styles);
  assert.deepEqual(names(element.cssParts), contract.parts);
  for (const { name, description } of [...element.attributes, ...element.members, ...element.events])
    assert.ok(description.length > 2, name);
  const fields = new Set(contract.properties);
  for (const { name, fieldName } of element.attributes)
    assert.ok(fields.has(fieldName) || ["lang"].includes(name), fieldName);
});

test("VS Code offers the element, its attributes and their values, and tells what they are", async () => {
  const { getLanguageService, newHTMLDataProvider, TextDocument } = need("vscode-html-languageservice");
  const service = getLanguageService({
    useDefaultDataProvider: false,
    customDataProviders: [newHTMLDataProvider("boussole", json("vscode.html-custom-data.json"))],
  });
  const offered = (text) => {
    const offset = text.indexOf("|");
    const document = TextDocument.create("file:///page.html", "html", 1, text.replace("|", ""));
    return service
      .doComplete(document, document.positionAt(offset), service.parseHTMLDocument(document))
      .items.map(({ label }) => label.replaceAll('"', ""));
  };
  assert.ok(offered("<bous|").includes("boussole-odd17"));
  const attributes = offered("<boussole-odd17 |></boussole-odd17>");
  for (const name of contract.attributes) assert.ok(attributes.includes(name), name);
  assert.deepEqual(offered('<boussole-odd17 theme="|"></boussole-odd17>'), ["auto", "light", "dark"]);
  assert.deepEqual(offered('<boussole-odd17 share="|"></boussole-odd17>'), ["none", "fragment"]);
  assert.deepEqual(offered('<boussole-odd17 history="|"></boussole-odd17>'), ["off", "on"]);
  assert.deepEqual(offered('<boussole-odd17 heading-level="|"></boussole-odd17>'), ["2", "3", "4", "5"]);
  assert.ok(offered('<boussole-odd17 start-view="|"></boussole-odd17>').includes("trajectory"));
  const text = '<boussole-odd17 storage="local"></boussole-odd17>';
  const document = TextDocument.create("file:///page.html", "html", 1, text);
  const hover = service.doHover(document, document.positionAt(20), service.parseHTMLDocument(document));
  assert.match(JSON.stringify(hover.contents), /keep on their device/);
});

test("JetBrains' web-types name the same", () => {
  const { contributions, name, version } = json("web-types.json");
  const [element] = contributions.html.elements;
  assert.deepEqual([name, version, element.name], ["boussole-odd17", json("package.json").version, "boussole-odd17"]);
  assert.deepEqual(
    element.attributes.map((own) => own.name),
    contract.attributes,
  );
  assert.deepEqual(element.js.events.map((own) => own.name).sort(), Object.keys(contract.events).sort());
});
