// The module comes in two: the needle turns with the first half, the page and every button wait for the second.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, partner, reads, release, state, two_lines } from "./harness.mjs";

/** A page on which the first half of the module is at work; the second comes when `go` is called, or is not found. */
async function half({ attributes = 'lang="fr"', fault, before, first } = {}) {
  let go;
  let went = new Promise((done) => { go = done; });
  const slow = await release({ fault: (path) => (path.startsWith("/more-") ? fault?.(path) ?? went.then(() => undefined) : undefined) });
  const { page, said } = await open("about:blank", { before: [before, watch].filter(Boolean).map((own) => `(${own})();`).join("\n") });
  await page.goto(await partner(two_lines(slow, `loading="eager" ${attributes}`)));
  const widget = page.locator("boussole-odd17");
  if (first) await first(widget);
  await page.waitForFunction(() => window.running && document.querySelector("boussole-odd17").shadowRoot.querySelector(".needle, .dial"));
  await page.waitForTimeout(200);
  return { page, said, go: () => go(), widget };
}

/** In the page before anything else: the running module, what the page hears, and what is caught by nobody. */
const watch = () => {
  const own = WebAssembly.instantiate;
  window.modules = [];
  WebAssembly.instantiate = async (...given) => { const made = await own(...given); window.modules.push(made); window.running ??= made; return made; };
  window.heard = [];
  for (const type of ["ready", "change", "step", "result", "error"]) addEventListener(`boussole-${type}`, ({ detail }) => window.heard.push([type, detail.field ?? detail.view ?? detail.code].filter(Boolean).join(" ")));
};
const heard = (page) => page.evaluate(() => window.heard);
const turned = (widget) => widget.evaluate((own) => own.shadowRoot.querySelector(".needle")?.outerHTML ?? "");

test("with half of the module the needle turns at each answer; the page hears of it, and buttons act, when it is whole", async () => {
  const { page, go, widget, said } = await half();
  const before = await turned(widget);
  await widget.getByText("Association", { exact: true }).click();
  await widget.getByText("Niveau 2").click();
  await page.waitForTimeout(100);
  assert.notEqual(await turned(widget), before);
  assert.equal(await widget.getAttribute("state"), "loading");
  assert.deepEqual(await heard(page), []);
  const onwards = widget.locator(".foot-on button");
  await onwards.click();
  assert.equal(await onwards.getAttribute("aria-busy"), "true");
  await page.waitForTimeout(100);
  await reads(widget.locator("#view-title"), "Se situer");
  assert.equal(await page.evaluate(() => window.modules.length), 1);
  go();
  await state(page);
  await page.waitForTimeout(100);
  await reads(widget.locator("#view-title"), "Fixer le cap");
  assert.deepEqual(await page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "association", maturity: 2 });
  const told = await heard(page);
  assert.deepEqual(told.filter((one) => one !== "result"), ["ready", "change profile", "change maturity", "step heading"]);
  assert.equal(await widget.locator("[aria-busy=true]").count(), 0);
  assert.equal(await page.evaluate(() => window.modules.length), 2, "one first half, one second");
  assert.deepEqual(said, []);
});

test("whatever is chosen, the first half needs nothing of the second", async () => {
  for (const [lang, seed] of [["fr", 11], ["en", 12], ["fr", 13], ["en", 14], ["fr", 15]]) {
    const { page, go, widget, said } = await half({ attributes: `lang="${lang}"`, first: async (own) => { await own.locator("legend").nth(4).waitFor(); await own.locator("[data-question] input").nth(seed).check({ force: true }); } });
    const left = await widget.evaluate(async (own, seed) => {
      let last = seed;
      const below = (limit) => { last = (last * 48271) % 2147483647; return last % limit; };
      for (let time = 0; time < 120; time += 1) {
        for (let left = 1 + below(1 + (time % 9)); left > 0; left -= 1) {
          const questions = own.shadowRoot.querySelectorAll("[data-question]");
          // It fell: nothing is drawn any more.
          if (!questions.length) return time;
          const inputs = questions[below(questions.length)].querySelectorAll("input:enabled");
          inputs[below(inputs.length)].click();
        }
        await new Promise((done) => setTimeout(done));
      }
      return undefined;
    }, seed);
    assert.equal(left, undefined, `${lang}, ${seed}: it fell; has the code changed? cargo run -- profile`);
    go();
    await state(page);
    assert.equal(await page.evaluate(() => window.modules.length), 2);
    assert.deepEqual(said, []);
    await page.context().close();
  }
});

test("a first half that needs the second before it is there begins anew with it, and nothing that was chosen is lost", async () => {
  const domain = (own, place) => own.locator("[data-question=domains] input").nth(place);
  const { page, go, widget, said } = await half({ first: (own) => domain(own, 3).check() });
  await widget.getByText("Association", { exact: true }).click();
  await domain(widget, 5).check();
  await domain(widget, 3).uncheck();
  await domain(widget, 8).check();
  await page.evaluate(() => {
    // As if nothing of it were there.
    const tables = Object.values(window.running.exports).filter((own) => own instanceof WebAssembly.Table);
    for (const table of tables) for (let place = 1; place < table.length; place += 1) try { table.set(place, null); } catch { /* Not one of functions. */ }
  });
  await widget.getByText("Niveau 2").click();
  await page.waitForTimeout(200);
  assert.equal(await widget.getAttribute("state"), "loading");
  assert.ok(await widget.getByText("Ouvrir la boussole").isVisible());
  go();
  await state(page);
  await page.waitForTimeout(100);
  assert.deepEqual(await page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "association", domains: ["d06", "d09"], maturity: 2 });
  assert.deepEqual((await heard(page)).filter((one) => one !== "result").sort(), ["change domains", "change domains", "change maturity", "change profile", "ready"]);
  await widget.getByText("Niveau 3").click();
  await widget.locator(".foot-on button").click();
  await reads(widget.locator("#view-title"), "Fixer le cap");
  assert.deepEqual(said, []);
});

test("a first half that cannot even read its content leaves all to the second, once", async () => {
  const before = () => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate.apply(WebAssembly, given);
      if (window.modules.length === 0) for (const table of Object.values(made.exports).filter((own) => own instanceof WebAssembly.Table)) for (let place = 1; place < table.length; place += 1) try { table.set(place, null); } catch { /* Not one of functions. */ }
      return made;
    };
  };
  const { page, go, widget, said } = await half({ before, first: (own) => own.getByText("Association", { exact: true }).click() });
  assert.equal(await widget.getAttribute("state"), "loading");
  go();
  await state(page);
  await page.waitForTimeout(100);
  assert.deepEqual(await page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "association" });
  assert.equal(await page.evaluate(() => window.modules.length), 3, "a first half that fell, another, and the second");
  assert.deepEqual(said, []);
});

test("what the page says meanwhile goes behind what was answered, and what was answered stands in the address", async () => {
  const { page, go, widget, said } = await half({ attributes: 'lang="fr" share="fragment"' });
  await widget.getByText("Niveau 2").click();
  await page.evaluate(() => {
    const own = document.querySelector("boussole-odd17");
    own.answers = { profile: "entreprise", maturity: 4 };
    own.setAttribute("heading-level", "4");
    own.overlay = { schema: "boussole/overlay/1", fr: { messages: { "widget-title": "Notre boussole" } } };
    own.goTo("path").then(() => { window.gone = true; });
  });
  go();
  await state(page);
  await page.waitForFunction(() => window.gone);
  assert.deepEqual(await page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "entreprise", maturity: 2 });
  assert.equal(await widget.locator(".brand").evaluate((own) => own.localName), "h4");
  await widget.getByText("Notre boussole", { exact: true }).waitFor();
  await page.waitForFunction(() => location.hash === document.querySelector("boussole-odd17").toLink().replace(/.*#/, "#"));
  assert.equal(await widget.evaluate((own) => own.shadowRoot.querySelector("form").dataset.view), "path");
  assert.deepEqual(said, []);
});

test("moved, taken away, destroyed: nothing is caught by nobody, and what was answered stays", async () => {
  for (const act of ["move", "remove", "destroy"]) {
    const { page, go, widget, said } = await half();
    await widget.getByText("Niveau 2").click();
    await page.evaluate(async (act) => {
      const own = window.own = document.querySelector("boussole-odd17");
      const home = own.parentNode;
      if (act === "destroy") { own.destroy(); return; }
      own.remove();
      if (act === "remove") await new Promise((done) => setTimeout(done, 100));
      home.append(own);
    }, act);
    await page.waitForTimeout(100);
    go();
    if (act === "destroy") {
      await page.waitForTimeout(500);
      assert.equal(await widget.getAttribute("state"), "idle");
      // Another one is drawn where it was.
      await page.evaluate(() => { const next = document.createElement("boussole-odd17"); next.setAttribute("loading", "eager"); window.own.replaceWith(next); });
      await state(page);
      await widget.locator(".foot-on button").click();
      await reads(widget.locator("#view-title"), "Fixer le cap");
    } else {
      await state(page);
      await page.waitForTimeout(100);
      assert.deepEqual(await page.evaluate(() => window.own.answers), { maturity: 2 }, act);
      await widget.locator(".foot-on button").click();
      await reads(widget.locator("#view-title"), "Fixer le cap");
    }
    assert.deepEqual(said, [], act);
    await page.context().close();
  }
});

test("a second half that does not come is told, what is answered goes on counting, and all is there when it comes", async () => {
  // Of the module, and of the scripts alone.
  for (const which of [/^/, /\.js$/]) {
    let lost = true;
    const { page, widget } = await half({ fault: (path) => (lost && which.test(path) ? { status: 503, content: "" } : {}) });
    await widget.getByText("Niveau 2").click();
    await widget.getByRole("alert").waitFor();
    assert.equal(await widget.getAttribute("state"), "error");
    const before = await turned(widget);
    await widget.getByText("Association", { exact: true }).click();
    await widget.locator("[data-question=domains] input").nth(3).check();
    await page.waitForTimeout(100);
    assert.ok(await turned(widget), before);
    lost = false;
    await widget.getByRole("alert").getByRole("button").click();
    await state(page);
    await page.waitForTimeout(100);
    assert.deepEqual(await page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "association", domains: ["d04"], maturity: 2 });
    assert.equal(await widget.getByRole("alert").count(), 0);
    await widget.locator(".foot-on button").click();
    await reads(widget.locator("#view-title"), "Fixer le cap");
    await page.context().close();
  }
});
