// The embed and the journey in the other two engines, with real keys.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { ENGINES } from "./engines.mjs";
import { STRICT, holds, partner, release, two_lines } from "./harness.mjs";

const vectors = JSON.parse(await readFile(new URL("../data/vectors.json", import.meta.url)));
const state = () => document.querySelector("boussole-odd17")?.getAttribute("state");
async function until(engine, code, expected) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = await engine.evaluate(code);
    if (found === expected) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`${engine.name}: never ${expected}, but ${await engine.evaluate(code)}`);
}

/** Presses Tab until the focus is on the field or button that is named. */
async function tabTo(engine, wanted) {
  const focused = () => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    // The name of a set of radios ends with the visit.
    return [
      element?.name?.replace(/-\d+$/, ""),
      element?.value,
      element?.id,
      element?.type === "button" ? element.textContent.trim() : "",
    ].join(" ");
  };
  const seen = [];
  for (let press = 0; press < 90; press += 1) {
    await engine.press("Tab");
    const on = await engine.evaluate(focused);
    if (on.includes(wanted)) return;
    seen.push(on);
  }
  assert.fail(`${engine.name}: ${wanted} never reached; passed ${seen.join(" | ")}`);
}

// Chromium has its own journeys, with the mouse too.
for (const { start, skip, name } of ENGINES.slice(1)) {
  test(
    `${name}: two lines from another origin under the published policy, every worked case, the journey by keyboard`,
    { skip },
    async () => {
      const engine = await start();
      after(() => engine.close());
      // The rules alone move the needle before the widget is there, which finds it where it is.
      let come;
      const comes = new Promise((done) => {
        come = done;
      });
      const slow = await release({
        fault: (path) => (/^\/widget-.*\.bin$/.test(path) ? comes.then(() => undefined) : undefined),
      });
      await engine.open(await partner(two_lines(slow)));
      const part = (name) => document.querySelector("boussole-odd17").shadowRoot.querySelector(name)?.outerHTML ?? "";
      await until(
        engine,
        () => Boolean(document.querySelector("boussole-odd17").shadowRoot.querySelector("[value=m3]")),
        true,
      );
      await engine.evaluate(() =>
        document.querySelector("boussole-odd17").shadowRoot.querySelector("[value=m3]").click(),
      );
      await until(
        engine,
        () =>
          /innovation d’abord/.test(
            document.querySelector("boussole-odd17").shadowRoot.querySelector(".compass-main")?.textContent,
          ),
        true,
      );
      const moved = [await engine.evaluate(part, ".dial"), await engine.evaluate(part, ".compass-words")];
      assert.match(moved[0], /rotate\(120\.0\)/);
      assert.equal(await engine.evaluate(state), "loading");
      come();
      await until(engine, state, "ready");
      assert.deepEqual(
        [await engine.evaluate(part, ".dial"), await engine.evaluate(part, ".compass-words")],
        moved,
        engine.name,
      );

      const there = await release();
      const origin = new URL(there).origin;
      const policy = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; style-src 'none'; img-src 'self'`;
      await engine.open(await partner(two_lines(there), { "content-security-policy": policy }));
      await until(engine, state, "ready");

      for (const [place, expected] of vectors.entries()) {
        const found = await engine.evaluate((answers) => {
          const element = document.querySelector("boussole-odd17");
          element.answers = answers;
          return JSON.stringify(element.result);
        }, expected.answers);
        assert.deepEqual(JSON.parse(found), expected, `${engine.name}, case ${place}`);
      }
      await engine.evaluate(() => document.querySelector("boussole-odd17").reset());

      await tabTo(engine, "profile association");
      await engine.press("Space");
      await tabTo(engine, "maturity m1");
      await engine.press("Space");
      await engine.press("ArrowDown");
      await tabTo(engine, "Fixer le cap →");
      await engine.press("Enter");
      await tabTo(engine, "objectives hybrider");
      await engine.press("Space");
      await tabTo(engine, "horizon-confiance");
      await engine.press("End");
      await tabTo(engine, "Tracer la trajectoire →");
      await engine.press("Enter");
      await tabTo(engine, "S’équiper →");
      await engine.press("Enter");
      await until(
        engine,
        () =>
          document
            .querySelector("boussole-odd17")
            .shadowRoot.querySelectorAll(".column-main :not(.explorer) > .resources > li").length,
        9,
      );
      await holds(() => engine.evaluate(() => document.querySelector("boussole-odd17").answers), {
        profile: "association",
        maturity: 2,
        objectives: ["hybrider"],
        horizons: [0, 0, 100],
      });
      await holds(
        () => engine.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement.id),
        "view-title",
      );
      assert.equal(
        await engine.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        0,
      );

      // A catalogue as Excel, a Mac and Windows' Notepad save it; and a workbook.
      const one = "title;kind\r\nÉcole des mères;outils\r\n";
      const files = {
        "/windows.csv": Buffer.from(one, "latin1"),
        "/mac.csv": Buffer.from([...one].map((letter) => ({ É: 0x83, è: 0x8f })[letter] ?? letter.charCodeAt(0))),
        "/utf-16.csv": Buffer.from(one, "utf16le"),
        "/aides.xlsx": "PK\u0003\u0004xl/workbook.xml",
      };
      await engine.open(await partner(two_lines("", 'loading="eager" start-view="explore"'), {}, files));
      await until(engine, state, "ready");
      await engine.evaluate(() => {
        window.heard = [];
        addEventListener("boussole-error", ({ detail }) => window.heard.push(detail.help));
      });
      await engine.evaluate(() => {
        const words = document.querySelector("boussole-odd17").shadowRoot.querySelector("#explore-words");
        words.value = "école mères";
        words.dispatchEvent(new Event("input", { bubbles: true }));
      });
      for (const name of Object.keys(files)) {
        await engine.evaluate((name) => document.querySelector("boussole-odd17").setAttribute("catalogue", name), name);
        if (name === "/aides.xlsx") await until(engine, () => /this is a workbook/.test(window.heard[0]), true);
        else
          await until(
            engine,
            () =>
              [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll(".resource-title")].some(
                (own) => own.textContent === "École des mères",
              ),
            true,
          );
        await engine.evaluate(() => document.querySelector("boussole-odd17").removeAttribute("catalogue"));
        await until(
          engine,
          () =>
            [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll(".resource-title")].some(
              (own) => own.textContent === "École des mères",
            ),
          false,
        );
      }

      // A policy without WebAssembly: named, with the fallback in view.
      await engine.open(
        await partner(two_lines(), { "content-security-policy": STRICT.replace(" 'wasm-unsafe-eval'", "") }),
      );
      await until(engine, state, "error");
      assert.equal(
        await engine.evaluate(() => document.querySelector("boussole-odd17").whenReady.catch((error) => error.code)),
        "wasm-blocked",
      );

      // A file that is not the one this version was built with.
      const changed = await release({ fault: (path) => (path.endsWith(".bin") ? { content: "changed" } : undefined) });
      await engine.open(await partner(two_lines(changed)));
      await until(engine, state, "error");
      assert.equal(
        await engine.evaluate(() => document.querySelector("boussole-odd17").whenReady.catch((error) => error.code)),
        "integrity",
      );
      console.log(`ran in ${engine.name}`);
      if (engine.said)
        assert.deepEqual(
          engine.said.filter((line) => /^error: (?!.*(integrity|Content-Security|blocked))/.test(line)),
          [],
        );
    },
  );
}
