// axe-core on each step, light and dark, narrow and wide, in both languages; and what it cannot see.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { holds, open, serve, settled } from "./harness.mjs";
import { FULLER as FULL, VIEWS } from "./views.mjs";

const address = await serve();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

for (const scheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    test(`no violation on any step, ${scheme}, ${width} px, French and English, empty and answered [rgaa:axe-on-each-step]`, async () => {
      const { page } = await open(address, { width, scheme });
      await settled(page);
      await page.evaluate(axe);
      for (const lang of ["fr", "en"]) {
        await page.evaluate((lang) => document.querySelector("boussole-odd17").setAttribute("lang", lang), lang);
        for (const answers of [{}, FULL]) {
          for (const view of VIEWS) {
            const found = await page.evaluate(
              async ({ answers, view }) => {
                const element = document.querySelector("boussole-odd17");
                element.answers = answers;
                await element.goTo(view);
                for (const details of element.shadowRoot.querySelectorAll("details")) details.open = true;
                for (const animation of document.getAnimations({ subtree: true })) animation.finish();
                const { violations } = await axe.run(element, { resultTypes: ["violations"] });
                return violations.map(
                  ({ id, nodes }) =>
                    `${id}: ${nodes
                      .slice(0, 3)
                      .map((node) => node.target.flat().join(" "))
                      .join(", ")}`,
                );
              },
              { answers, view },
            );
            assert.deepEqual(found, [], `${view} in ${lang}, ${Object.keys(answers).length} answers`);
          }
        }
      }
    });
  }
}

test("nothing is wider than the window from 320 px up, every target is at least 24 px high, and no field makes a telephone zoom [rgaa:reflow-at-320]", async () => {
  for (const width of [320, 390, 768, 1280]) {
    const { page } = await open(address, { width });
    await settled(page);
    // Pages that count in tenths of their root's size, and have small words.
    if (width === 390) await page.addStyleTag({ content: "html { font-size: 62.5%; } body { font-size: 13px; }" });
    await page.evaluate((answers) => {
      document.querySelector("boussole-odd17").answers = answers;
    }, FULL);
    let fields = 0;
    for (const view of VIEWS) {
      const found = await page.evaluate(async (view) => {
        const element = document.querySelector("boussole-odd17");
        await element.goTo(view);
        for (const details of element.shadowRoot.querySelectorAll("details")) details.open = true;
        const small = [
          ...element.shadowRoot.querySelectorAll(
            "button, select, summary, label.option, input[type=range], input[type=number], input[type=date], input[type=search], label.facet-value",
          ),
        ]
          .filter((target) => target.checkVisibility())
          .filter((target) => {
            const { width, height } = target.getBoundingClientRect();
            return width < 24 || height < 24;
          })
          .map((target) => target.textContent || target.id);
        const all = [...element.shadowRoot.querySelectorAll("input, select, textarea")];
        const zoomed = all
          .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16)
          .map((field) => `${field.localName} ${field.id || field.type}: ${getComputedStyle(field).fontSize}`);
        // What the widget clips is out of reach too.
        const edge = element.getBoundingClientRect().right + 1;
        const cut = [...element.shadowRoot.querySelectorAll("*")]
          .filter(
            (own) =>
              own.checkVisibility() &&
              !own.closest("svg, .visually-hidden, thead, .paper-only") &&
              own.getBoundingClientRect().right > edge,
          )
          .map((own) => `${own.localName}.${own.className}: ${own.textContent.slice(0, 40)}`);
        return {
          over: document.documentElement.scrollWidth - innerWidth,
          small,
          cut: cut.slice(0, 3),
          fields: all.length,
          zoomed,
        };
      }, view);
      fields += found.fields;
      delete found.fields;
      assert.deepEqual(found, { over: 0, small: [], cut: [], zoomed: [] }, `${view} at ${width}`);
    }
    assert.ok(fields > 150, `${fields} fields`);
    await page.context().close();
  }
});

test("with reduced motion nothing moves [rgaa:reduced-motion]", async () => {
  const { page } = await open(address);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await settled(page);
  const running = await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    await element.goTo("heading");
    element.answers = { horizons: [0, 0, 100] };
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return document.getAnimations({ subtree: true }).length + element.shadowRoot.getAnimations().length;
  });
  assert.equal(running, 0);
});

test("a change is said aloud in a region that was there before [rgaa:announcements-have-a-region]", async () => {
  const { page } = await open(address);
  await settled(page);
  const voice = page.locator("boussole-odd17 [role=status]");
  await holds(() => voice.textContent(), "");
  await page.locator("boussole-odd17").getByText("Niveau 1").click();
  const plain = (text) => text.replaceAll("\u00a0", " ");
  await holds(
    async () => plain(await voice.textContent()),
    "Votre cap : performance d’abord, à 18 mois. Performance 60 %, Innovation 25 % et Confiance 15 %",
  );
});
