// Between the first view and the widget: what is answered while the module is on its way, and what it finds when it comes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, partner, reads, release, state, two_lines } from "./harness.mjs";

/** A page with the whole first view; the module comes when `go` is called, or as `fault` says. */
async function waiting({ attributes = 'lang="fr"', fault, before, fragment = "" } = {}) {
  let go;
  const went = new Promise((done) => {
    go = done;
  });
  const slow = await release({
    fault: (path) => fault?.(path) ?? (/^\/widget-.*\.bin$/.test(path) ? went.then(() => undefined) : undefined),
  });
  const { page, said } = await open("about:blank", {
    before: [before, watch]
      .filter(Boolean)
      .map((own) => `(${own})();`)
      .join("\n"),
  });
  await page.goto((await partner(two_lines(slow, `loading="eager" ${attributes}`))) + fragment);
  const widget = page.locator("boussole-odd17");
  await widget.locator(".compass").waitFor();
  return { page, said, go: () => go(), widget };
}

/** In the page before anything else: the modules that run, and what the page hears. */
const watch = () => {
  const own = WebAssembly.instantiate;
  window.modules = 0;
  WebAssembly.instantiate = async (...given) => {
    const made = await own(...given);
    window.modules += 1;
    return made;
  };
  window.heard = [];
  for (const type of ["ready", "change", "step", "result", "error"])
    addEventListener(`boussole-${type}`, ({ detail }) =>
      window.heard.push([type, detail.field ?? detail.view ?? detail.code].filter(Boolean).join(" ")),
    );
};
const heard = (page) => page.evaluate(() => window.heard);
const answers = (page) => page.evaluate(() => document.querySelector("boussole-odd17").answers);
const domain = (widget, place) => widget.locator("[data-question=domains] input").nth(place);

test("what is answered and pressed meanwhile is told once the widget is there, each once, in the order of the questions", async () => {
  const { page, go, widget, said } = await waiting();
  await widget.getByText("Association", { exact: true }).click();
  await widget.getByText("Niveau 2").click();
  assert.equal(await widget.getAttribute("state"), "loading");
  assert.deepEqual(await heard(page), []);
  const onwards = widget.locator(".foot-on button");
  await onwards.click();
  assert.equal(await onwards.getAttribute("aria-busy"), "true");
  go();
  await state(page);
  await reads(widget.locator("#view-title"), "Fixer le cap");
  assert.deepEqual(await answers(page), { profile: "association", maturity: 2 });
  assert.deepEqual(
    (await heard(page)).filter((one) => one !== "result"),
    ["ready", "change profile", "change maturity", "step heading"],
  );
  assert.equal(await widget.locator("[aria-busy=true]").count(), 0);
  assert.equal(await page.evaluate(() => window.modules), 1);
  assert.deepEqual(said, []);
});

test("whatever is chosen and taken back meanwhile, in whatever order, is what the widget has", async () => {
  for (const [lang, seed] of [
    ["fr", 11],
    ["en", 12],
    ["fr", 13],
  ]) {
    const { page, go, widget, said } = await waiting({ attributes: `lang="${lang}"` });
    const expected = await widget.evaluate((own, seed) => {
      let last = seed;
      const below = (limit) => {
        last = (last * 48271) % 2147483647;
        return last % limit;
      };
      const questions = [...own.shadowRoot.querySelectorAll("[data-question]")];
      for (let time = 0; time < 60; time += 1) {
        const inputs = questions[below(questions.length)].querySelectorAll("input:enabled");
        inputs[below(inputs.length)].click();
      }
      const chosen = (question) => [...question.querySelectorAll("input:checked")].map(({ value }) => value);
      return questions
        .map((question) => [question.dataset.question, chosen(question).map((value) => value.replace(/^m(\d)$/, "$1"))])
        .filter(([, values]) => values.length);
    }, seed);
    assert.ok(expected.length > 3);
    go();
    await state(page);
    const found = Object.entries(await answers(page)).map(([question, value]) => [
      question,
      [value].flat().map(String),
    ]);
    assert.deepEqual(new Map(found), new Map(expected), `${lang}, ${seed}`);
    assert.deepEqual(said, []);
    await page.context().close();
  }
});

test("what the page says meanwhile goes behind what was answered, and what was answered stands in the address", async () => {
  const { page, go, widget, said } = await waiting({ attributes: 'lang="fr" share="fragment"' });
  await widget.getByText("Niveau 2").click();
  await domain(widget, 3).check();
  await page.evaluate(() => {
    const own = document.querySelector("boussole-odd17");
    own.answers = { profile: "entreprise", maturity: 4, domains: ["d04"] };
    own.setAttribute("heading-level", "4");
    own.overlay = { schema: "boussole/overlay/1", fr: { messages: { "widget-title": "Notre boussole" } } };
    own.goTo("path").then(() => {
      window.gone = true;
    });
  });
  go();
  await state(page);
  await page.waitForFunction(() => window.gone);
  assert.deepEqual(await answers(page), { profile: "entreprise", domains: ["d04"], maturity: 2 });
  assert.equal(await widget.locator(".brand").evaluate((own) => own.localName), "h4");
  await widget.getByText("Notre boussole", { exact: true }).waitFor();
  await page.waitForFunction(
    () => location.hash === document.querySelector("boussole-odd17").toLink().replace(/.*#/, "#"),
  );
  assert.equal(await widget.evaluate((own) => own.shadowRoot.querySelector("form").dataset.view), "path");
  assert.deepEqual(said, []);
});

test("moved or taken away meanwhile, it keeps what was answered; destroyed, it keeps nothing", async () => {
  for (const act of ["move", "remove", "destroy"]) {
    const { page, go, widget, said } = await waiting();
    await widget.getByText("Niveau 2").click();
    await domain(widget, 3).check();
    await page.evaluate(async (act) => {
      const own = (window.own = document.querySelector("boussole-odd17"));
      const home = own.parentNode;
      if (act === "destroy") {
        own.destroy();
        return;
      }
      own.remove();
      if (act === "remove") await new Promise((done) => setTimeout(done, 100));
      home.append(own);
    }, act);
    go();
    if (act === "destroy") {
      await page.waitForTimeout(500);
      assert.equal(await widget.getAttribute("state"), "idle");
      // Another one is drawn where it was.
      await page.evaluate(() => {
        const next = document.createElement("boussole-odd17");
        next.setAttribute("loading", "eager");
        window.own.replaceWith(next);
      });
      await state(page);
      assert.deepEqual(await answers(page), {});
    } else {
      await state(page);
      assert.deepEqual(await page.evaluate(() => window.own.answers), { maturity: 2, domains: ["d04"] }, act);
    }
    await widget.locator(".foot-on button").click();
    await reads(widget.locator("#view-title"), "Fixer le cap");
    assert.deepEqual(said, [], act);
    await page.context().close();
  }
});

test("a module that does not come is told, what is answered stays, and all is there when it comes", async () => {
  for (const which of [/^\/widget-.*\.bin$/, /^\/widget-.*\.js$/, /^\/content-/]) {
    let lost = true;
    let stop;
    const stopped = new Promise((done) => {
      stop = done;
    });
    const { page, widget } = await waiting({
      fault: (path) => (which.test(path) ? stopped.then(() => (lost ? { status: 503, content: "" } : {})) : {}),
    });
    await widget.getByText("Niveau 2").click();
    stop();
    await widget.getByRole("alert").waitFor();
    assert.equal(await widget.getAttribute("state"), "error");
    await widget.getByText("Association", { exact: true }).click();
    await domain(widget, 3).check();
    lost = false;
    await widget.getByRole("alert").getByRole("button").click();
    await state(page);
    assert.deepEqual(await answers(page), { profile: "association", domains: ["d04"], maturity: 2 });
    assert.equal(await widget.getByRole("alert").count(), 0);
    await widget.locator(".foot-on button").click();
    await reads(widget.locator("#view-title"), "Fixer le cap");
    await page.context().close();
  }
});

test("a module that falls while it takes the first view over begins anew, with what was answered", async () => {
  const { page, go, widget } = await waiting({
    before: () => {
      // The first module has lost its functions when it begins.
      const { instantiate } = WebAssembly;
      let first = true;
      WebAssembly.instantiate = async (...given) => {
        const made = await instantiate.apply(WebAssembly, given);
        const tables = Object.values(made.exports).filter((own) => first && own instanceof WebAssembly.Table);
        if (tables.length) first = false;
        for (const table of tables)
          for (let place = 1; place < table.length; place += 1)
            try {
              table.set(place, null);
            } catch {
              /* Not one of functions. */
            }
        return made;
      };
    },
  });
  await widget.getByText("Association", { exact: true }).click();
  go();
  await widget.getByRole("alert").or(widget.locator(":scope[state=ready]")).first().waitFor();
  if ((await widget.getAttribute("state")) === "error") await widget.getByRole("alert").getByRole("button").click();
  await state(page);
  assert.deepEqual(await answers(page), { profile: "association" });
});

test("a link that somebody encoded on its way opens over the first view, and one that is none is refused there", async () => {
  const { page: first, go } = await waiting();
  go();
  await state(first);
  const journey = await first.evaluate(() => {
    const own = document.querySelector("boussole-odd17");
    own.answers = { maturity: 3 };
    return own.toLink().split("#b=")[1];
  });
  for (const [fragment, expected] of [
    [`#b%253D${encodeURIComponent(journey)}`, { maturity: 3 }],
    [`#x=1%26b=${journey}`, { maturity: 3 }],
    ["#b%253D1zzzz", {}],
  ]) {
    const { page, go: come, widget, said } = await waiting({ fragment });
    come();
    await state(page);
    assert.deepEqual(await answers(page), expected, fragment);
    // What was sent lands on what it comes to.
    if (expected.maturity) await reads(widget.locator("#view-title"), "Votre cap en une page");
    else {
      await widget.locator(".foot-on button").click();
      await reads(widget.locator("#view-title"), "Fixer le cap");
    }
    assert.deepEqual(said, [], fragment);
    await page.context().close();
  }
});
