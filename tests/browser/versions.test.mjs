// What each version promised, in a real browser: the names are there, and what was saved by it is taken up for ever.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { holds, open, partner, serve, settled, two_lines } from "./harness.mjs";
import { FULLER, VIEWS, give, show } from "./views.mjs";

const address = await serve();
const manifest = JSON.parse(readFileSync(join(process.env.BOUSSOLE_DIST, "manifest.json")));
const VERSIONS = new URL("../../www/versions/", import.meta.url);
const RELEASED = new URL("../data/released/", import.meta.url);
const all = readdirSync(VERSIONS).map((name) => JSON.parse(readFileSync(new URL(name, VERSIONS))));
const major = manifest.version.split(".")[0];

for (const { version, contract } of all.filter(({ version }) => version.split(".")[0] === major)) {
  test(`what ${version} promised is there`, async () => {
    const { page } = await open(await partner(two_lines("", 'loading="eager" partner="p1"')), {
      before: () => {
        window.details = {};
        for (const name of ["ready", "change", "step", "result", "navigate", "export", "error"])
          addEventListener(`boussole-${name}`, (event) => {
            window.details[event.type] = Object.keys(event.detail);
            if (event.cancelable) event.preventDefault();
          });
      },
    });
    await settled(page);
    await give(page, FULLER);
    const lacking = await page.evaluate(({ properties, methods }) => {
      const own = document.querySelector("boussole-odd17");
      return [
        ...properties.filter((name) => !(name in own)),
        ...methods.filter((name) => typeof own[name] !== "function"),
      ];
    }, contract);
    assert.deepEqual(lacking, []);
    const parts = new Set();
    const slots = new Set();
    for (const view of VIEWS) {
      await show(page, view);
      const here = await page.evaluate(() => {
        const root = document.querySelector("boussole-odd17").shadowRoot;
        return {
          parts: [...root.querySelectorAll("[part]")].flatMap((node) => node.getAttribute("part").split(" ")),
          slots: [...root.querySelectorAll("slot")].map(({ name }) => name),
        };
      });
      for (const part of here.parts) parts.add(part);
      for (const slot of here.slots) slots.add(slot);
    }
    assert.deepEqual(
      contract.parts.filter((name) => !parts.has(name)),
      [],
    );
    // The other two are scripts, that are read and not shown.
    assert.deepEqual(
      contract.slots.filter((name) => !slots.has(name) && !["overlay", "catalogue"].includes(name)),
      [],
    );
    for (const format of contract.formats.filter((format) => format !== "png"))
      assert.ok(
        await page.evaluate(
          (format) =>
            document
              .querySelector("boussole-odd17")
              .export(format)
              .then(({ size }) => size > 100),
          format,
        ),
        format,
      );
    await page.evaluate(async () => {
      const own = document.querySelector("boussole-odd17");
      own.answers = { nonsense: 1 };
      await own.goTo("path");
      own.shadowRoot.querySelector("a[href]").click();
      await own.goTo("keep");
      [...own.shadowRoot.querySelectorAll("button")].find((button) => /CSV|tableur/i.test(button.textContent)).click();
    });
    for (const [event, names] of Object.entries(contract.events))
      await holds(
        async () => {
          const details = await page.evaluate(() => window.details);
          return names.filter((name) => !details[event]?.includes(name));
        },
        [],
        event,
      );
    const styles = readFileSync(join(process.env.BOUSSOLE_DIST, "boussole.js"), "utf8");
    assert.deepEqual(
      contract.styles.filter((name) => !styles.includes(`var(${name}`)),
      [],
    );
    assert.deepEqual(
      contract.files.filter((name) => !existsSync(join(process.env.BOUSSOLE_DIST, name))),
      [],
    );
  });
}

for (const version of readdirSync(RELEASED)) {
  test(`what was saved with ${version} is taken up as it was: its files, its link, what it kept on the device`, async () => {
    const at = (name) => new URL(`${version}/${name}`, RELEASED);
    const { answers, link, storage } = JSON.parse(readFileSync(at("kept.json")));
    const { page } = await open(address);
    await settled(page);
    for (const name of readdirSync(at("")).filter((name) => name.startsWith("journey."))) {
      await give(page, {});
      const taken = await page.evaluate(
        async (text) => [
          await document.querySelector("boussole-odd17").import(new Blob([text])),
          document.querySelector("boussole-odd17").answers,
        ],
        readFileSync(at(name), "utf8"),
      );
      assert.deepEqual(taken, [true, answers], name);
    }
    const other = await open("about:blank");
    await other.page.goto(await partner(two_lines("", 'loading="eager" storage="local"')));
    await settled(other.page);
    await other.page.evaluate((storage) => {
      localStorage.clear();
      for (const [key, value] of Object.entries(storage)) localStorage.setItem(key, value);
    }, storage);
    await other.page.reload();
    await settled(other.page);
    await holds(
      () => other.page.evaluate(() => document.querySelector("boussole-odd17").answers),
      answers,
      "kept on the device",
    );
    await other.page.evaluate(() => localStorage.clear());
    await other.page.goto(`${other.page.url().split("#")[0]}${link}`);
    await other.page.reload();
    await settled(other.page);
    const { instruments, ...rest } = await other.page.evaluate(() => document.querySelector("boussole-odd17").answers);
    for (const name of Object.keys(answers))
      if (name !== "instruments") assert.deepEqual(rest[name], answers[name], name);
    assert.deepEqual(Object.keys(instruments).sort(), Object.keys(answers.instruments).sort());
  });
}
