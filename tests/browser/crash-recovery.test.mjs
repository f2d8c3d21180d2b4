// When the module falls, or the network does: other widgets live, nothing reaches the page, no answer is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, open, partner, release, settled, state, two_lines } from "./harness.mjs";
import { FULLER, show } from "./views.mjs";

const TWO = `<script src="boussole.js"></script></head><body>${["a", "b"].map((id) => `<boussole-odd17 id="${id}" loading="eager"><a href="https://exemple.org/">Ouvrir</a></boussole-odd17>`).join("")}</body>`;

/** In the page before anything: what the host hears, a module's memory in sight, and nodes that cannot be made when told so. */
function watch() {
  window.heard = [];
  window.wild = [];
  addEventListener("boussole-error", ({ target, detail }) => window.heard.push([target.id, detail.code]));
  addEventListener("boussole-ready", ({ target }) => window.heard.push([target.id, "ready"]));
  addEventListener("error", ({ message }) => window.wild.push(message));
  addEventListener("unhandledrejection", ({ reason }) => window.wild.push(String(reason)));
  for (const name of ["createElement", "createElementNS"]) {
    const make = Document.prototype[name];
    Document.prototype[name] = function (...given) {
      if (window.refusing?.test(given.join(" "))) throw new Error("no such node here");
      return make.apply(this, given);
    };
  }
  const { instantiate } = WebAssembly;
  window.memories = [];
  WebAssembly.instantiate = async (...all) => {
    const made = await instantiate.apply(WebAssembly, all);
    const memory = Object.values((made.instance ?? made).exports).find((own) => own instanceof WebAssembly.Memory);
    if (memory) window.memories.push(memory);
    return made;
  };
}

/** A page with two widgets that have answers. */
async function two() {
  const begun = Date.now();
  const { page, said } = await open(await partner(TWO), { before: watch });
  await state(page, "ready", "#a");
  await state(page, "ready", "#b");
  const start = Date.now() - begun;
  await page.evaluate((answers) => {
    document.querySelector("#a").answers = answers;
    document.querySelector("#b").answers = { profile: "media", level: "national" };
    window.heard.length = 0;
  }, FULLER);
  for (const id of ["#a", "#b"]) await settled(page, id);
  const given = await answers(page);
  return { page, said, given, start };
}
const answers = (page) => page.evaluate(() => ["a", "b"].map((id) => document.querySelector(`#${id}`).answers));
const press = (page, id, selector) =>
  page.evaluate(
    ([id, selector]) => document.querySelector(`#${id}`).shadowRoot.querySelector(selector).click(),
    [id, selector],
  );
/** Overwrites the module's memory and presses, in one task: a timer of the module's own could fall between. */
const fell = (page, id, selector) =>
  page.evaluate(
    ([id, selector]) => {
      for (const { buffer } of window.memories) new Uint8Array(buffer).fill(0xff);
      document.querySelector(`#${id}`).shadowRoot.querySelector(selector).click();
    },
    [id, selector],
  );
const heard = (page) => page.evaluate(() => ({ heard: window.heard, wild: window.wild }));

test("T20, T21: a panic while one widget is drawn: the other answers again within a second, the first when its visitor wants, with what she had answered", async () => {
  const { page, given, start } = await two();
  await page.evaluate(() => {
    window.refusing = /^table$/;
  });
  const before = Date.now();
  // Its path holds a table.
  await press(page, "a", ".steps li:nth-child(3) button");
  await page.waitForFunction(
    () => document.querySelector("#a").state === "error" && document.querySelector("#b").state === "ready",
  );
  await press(page, "b", "[data-question=maturity] input");
  await page.waitForFunction(() => document.querySelector("#b").answers.maturity === 1);
  // A machine that takes longer to start one takes longer to start it again.
  assert.ok(Date.now() - before < Math.max(1000, start), `${Date.now() - before} ms, ${start} ms for the first start`);
  await holds(() => heard(page), {
    heard: [
      ["a", "panic"],
      ["b", "ready"],
    ],
    wild: [],
  });

  const a = page.locator("#a");
  const notice = a.getByRole("alert");
  await holds(() => notice.innerText(), /La boussole s’est arrêtée. Vos réponses ne sont pas perdues.\s+Reprendre/);
  await holds(() => a.locator("a", { hasText: "Ouvrir" }).isVisible(), true, "the page's own words show meanwhile");
  await page.evaluate(() => {
    window.refusing = undefined;
  });
  await notice.getByRole("button").click();
  await page.waitForFunction(() => document.querySelector("#a").state === "ready");
  await holds(() => notice.count(), 0);
  await holds(() => answers(page), [given[0], { ...given[1], maturity: 1 }]);
  assert.deepEqual(await page.evaluate(() => window.wild), []);
  await show(page, "path", "#a");
});

test("a widget that stands on no page when the module falls has its answers when it is put back", async () => {
  const { page, given } = await two();
  await page.evaluate(() => {
    window.away = document.querySelector("#a");
    window.away.remove();
  });
  await page.waitForTimeout(100);
  await fell(page, "b", "[data-question=maturity] input");
  await page.locator("#b").getByRole("alert").getByRole("button").click();
  await state(page, "ready", "#b");
  await page.evaluate(() => document.body.prepend(window.away));
  await page.waitForFunction(
    () => document.querySelector("#a").state === "ready" && document.querySelector("#a").answers.profile,
  );
  await holds(async () => (await answers(page))[0], given[0]);
  await press(page, "a", "[data-question=maturity] input");
  await page.waitForFunction(() => document.querySelector("#a").answers.maturity === 1);
  assert.deepEqual(await page.evaluate(() => window.wild), []);
});

test("a memory that somebody overwrote is a fall like another: one event, nothing uncaught, answers as they were", async () => {
  const { page, given } = await two();
  await fell(page, "b", ".steps li:nth-child(2) button");
  await page.waitForFunction(
    () => document.querySelector("#b").state === "error" && document.querySelector("#a").state === "ready",
  );
  await holds(() => heard(page), {
    heard: [
      ["b", "panic"],
      ["a", "ready"],
    ],
    wild: [],
  });
  await page.locator("#b").getByRole("button", { name: "Reprendre" }).click();
  await page.waitForFunction(() => document.querySelector("#b").state === "ready");
  await holds(() => answers(page), given);
});

test("answers that came with the page, a link or a kept journey, are safe from the first moment", async () => {
  const { page } = await open("about:blank", { before: watch });
  const address = await partner(two_lines("", 'loading="eager"'));
  await page.goto(address);
  await state(page);
  const link = await page.evaluate((answers) => {
    const own = document.querySelector("boussole-odd17");
    own.answers = answers;
    return own.toLink();
  }, FULLER);
  await page.goto("about:blank");
  await page.goto(link);
  await settled(page);
  const given = await page.evaluate(() => document.querySelector("boussole-odd17").answers);
  assert.equal(given.profile, FULLER.profile);
  await page.evaluate(() => {
    for (const { buffer } of window.memories) new Uint8Array(buffer).fill(0xff);
    document.querySelector("boussole-odd17").shadowRoot.querySelector(".steps li:nth-child(2) button").click();
  });
  const again = page.locator("boussole-odd17").getByRole("button", { name: "Reprendre" });
  await again.click();
  await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "ready");
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").answers), given);
});

test("a page where nothing can be drawn any more: no endless new starts, and it goes on when it can", async () => {
  const { page, given } = await two();
  await page.evaluate(() => {
    window.refusing = /svg/;
  });
  await press(page, "a", ".steps li:nth-child(2) button");
  await page.waitForTimeout(600);
  const { heard: events, wild } = await heard(page);
  assert.deepEqual(wild, []);
  assert.ok(events.length <= 4, JSON.stringify(events));
  const starts = await page.evaluate(() => window.memories.length);
  await page.waitForTimeout(600);
  assert.equal(await page.evaluate(() => window.memories.length), starts);
  await page.evaluate(() => {
    window.refusing = undefined;
    for (const id of ["a", "b"]) document.querySelector(`#${id}`).shadowRoot.querySelector(".stopped button")?.click();
  });
  await page.waitForFunction(() => ["a", "b"].every((id) => document.querySelector(`#${id}`).state === "ready"));
  await holds(() => answers(page), given);
  // Not even the sentence and its button: the page's own words are there.
  await page.evaluate(() => {
    window.refusing = /./;
  });
  await press(page, "a", ".steps li:nth-child(3) button");
  await page.waitForFunction(() => document.querySelector("#a").state === "error");
  await holds(() => page.locator("#a a").first().isVisible());
  assert.deepEqual(await page.evaluate(() => window.wild), []);
});

/** A page whose module and content come as `fault` says. */
async function cut(fault, attributes = "") {
  const far = await release({ fault: (path) => (path.endsWith(".bin") ? fault(path) : undefined) });
  const { page } = await open("about:blank", { before: watch });
  await page.goto(await partner(two_lines(far, `loading="eager" ${attributes}`)));
  return { page, widget: page.locator("boussole-odd17") };
}

test(
  "a network that is cut while somebody answers: she goes on answering, and nothing is lost when it is back",
  { timeout: 120_000 },
  async () => {
    let down = true;
    let told;
    const when = new Promise((done) => {
      told = done;
    });
    const { page, widget } = await cut(async () => {
      await when;
      return down ? { status: 503, content: "" } : undefined;
    });
    await widget.getByText("Association", { exact: true }).click();
    told();
    const notice = widget.getByRole("alert");
    await notice.waitFor();
    await holds(() => notice.innerText(), /n’a pas pu se charger.*vos réponses restent là/s);
    await widget.getByText("Niveau 2").click();
    const asked = await widget.locator("legend").count();
    // Once more, in vain.
    await notice.getByRole("button", { name: "Réessayer" }).click();
    await page.waitForFunction(() => window.heard.length === 2);
    await holds(() => widget.locator("legend").count(), asked, "each question once");
    down = false;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "ready");
    await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").answers), {
      profile: "association",
      maturity: 2,
    });
    await holds(() => notice.count(), 0);
    await holds(() => heard(page), {
      heard: [
        ["", "fetch"],
        ["", "fetch"],
        ["", "ready"],
      ],
      wild: [],
    });
  },
);

test(
  "a network that is slower than one can wait for: the page says so, and the widget starts by itself when its files come",
  { timeout: 120_000 },
  async () => {
    let come;
    const when = new Promise((done) => {
      come = done;
    });
    const { page, widget } = await cut(() => when.then(() => undefined));
    await page.waitForFunction(() => window.heard.length === 1, undefined, { timeout: 20_000 });
    await holds(() => widget.locator("a").isVisible());
    await holds(() => widget.getByRole("alert").isVisible());
    come();
    await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "ready");
    assert.equal(
      await page.evaluate(() => document.querySelector("boussole-odd17").whenReady.then(({ state }) => state)),
      "ready",
    );
    await holds(() => heard(page), {
      heard: [
        ["", "timeout"],
        ["", "ready"],
      ],
      wild: [],
    });
  },
);

test("a language that does not come leaves what is there, and comes when it can", async () => {
  let down = true;
  const { page, widget } = await cut((path) =>
    down && path.includes("content-en") ? { status: 503, content: "" } : undefined,
  );
  await state(page);
  await widget.getByText("Association", { exact: true }).click();
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").lang = "en";
  });
  await page.waitForFunction(() => window.heard.length === 2);
  await holds(() => widget.getByRole("heading", { name: "Se situer" }).isVisible());
  down = false;
  await page.evaluate(() => {
    const own = document.querySelector("boussole-odd17");
    own.lang = "fr";
    own.lang = "en";
  });
  await widget.locator("[lang=en]").first().waitFor();
  await holds(() => page.evaluate(() => document.querySelector("boussole-odd17").answers), { profile: "association" });
});
