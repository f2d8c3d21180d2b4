// The first view before the module is there: shown at once, answered, handed over as it stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, partner, reads, release, state, two_lines } from "./harness.mjs";

/** A page of which the files that `waits` names come when they are told to: the second script, where nothing is said. */
async function late(body, { waits = /^\/needle-.*\.js$/, fault = () => undefined, options = {}, headers = {} } = {}) {
  let go;
  const when = new Promise((done) => {
    go = done;
  });
  const slow = await release({
    fault: (path) => fault(path) ?? (waits.test(path) ? when.then(() => undefined) : undefined),
  });
  const { page, said } = await open("about:blank", options);
  await page.goto(await partner(body(slow), headers));
  return { page, said, go, widget: page.locator("boussole-odd17") };
}
/** A page whose module and content do. */
const held = (attributes = "", options = {}, headers = {}) =>
  late((slow) => two_lines(slow, `loading="eager" ${attributes}`), { waits: /\.bin$/, options, headers });
const answers = (page) => page.evaluate(() => document.querySelector("boussole-odd17").answers);

test("the first view shows before anything else came, and the module takes over the very nodes: no pixel, no focus, no word changes", async () => {
  for (const [width, scheme, lang] of [
    [390, "light", "fr"],
    [1280, "dark", "en"],
  ]) {
    const { page, go, widget, said } = await held(`lang="${lang}"`, { width, scheme });
    await widget.locator("legend").first().waitFor();
    // The first question comes with the first script, the rest of the view with the second.
    await widget.locator("[role=status]").waitFor({ state: "attached" });
    assert.equal(await widget.getAttribute("state"), "loading");
    assert.equal(
      await page.evaluate(
        () =>
          performance
            .getEntriesByType("resource")
            .filter(({ name, responseEnd }) => name.endsWith(".bin") && responseEnd > 0).length,
      ),
      0,
    );
    await page.evaluate(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      window.nodes = [...root.querySelectorAll("*")];
      window.heard = [];
      new MutationObserver((changes) => window.heard.push(...changes.map(({ target }) => target.textContent))).observe(
        root.querySelector("[role=status]"),
        { childList: true, characterData: true, subtree: true },
      );
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
      root.querySelector("input").focus();
    });
    await page.waitForTimeout(100);
    const arriving = await page.evaluate(() => window.shift);
    const before = await widget.screenshot();
    // Taking a picture of what is higher than the window moves the page.
    await page.waitForTimeout(100);
    await page.evaluate(() => {
      window.shift = 0;
    });
    go();
    await state(page);
    await page.waitForTimeout(200);
    const shift = arriving + (await page.evaluate(() => window.shift));
    const after = await widget.screenshot();
    assert.ok(before.equals(after), `${width} px, ${scheme}: a pixel moved`);
    const found = await page.evaluate(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      return {
        gone: window.nodes.filter((node) => !node.isConnected).length,
        made: root.querySelectorAll("*").length - window.nodes.length,
        focus: root.activeElement?.type,
        heard: window.heard.filter(Boolean),
      };
    });
    assert.deepEqual({ ...found, shift }, { gone: 0, made: 0, focus: "radio", heard: [], shift: 0 });
    assert.deepEqual(said, []);
    await page.context().close();
  }
});

test("what is chosen in the first view is an answer, at the limit the others wait, and the button that was pressed is pressed", async () => {
  const { page, go, widget } = await held();
  await widget.getByText("Association", { exact: true }).click();
  await widget.getByText("Niveau 2").click();
  const domains = widget.locator("[data-question=domains] input");
  for (const place of [3, 4, 5]) await domains.nth(place).check();
  assert.equal(await widget.locator("[data-question=domains] input:disabled").count(), (await domains.count()) - 3);
  await domains.nth(5).uncheck();
  assert.equal(await widget.locator("[data-question=domains] input:disabled").count(), 0);
  const onwards = widget.locator(".foot-on button");
  await onwards.click();
  assert.equal(await onwards.getAttribute("aria-busy"), "true");
  await page.evaluate(() => {
    window.events = [];
    for (const type of ["boussole-ready", "boussole-change", "boussole-step", "click"])
      addEventListener(type, ({ detail }) =>
        window.events.push([type, detail?.field ?? detail?.view].filter(Boolean).join(" ")),
      );
  });
  go();
  await state(page);
  assert.deepEqual(await answers(page), { profile: "association", domains: ["d04", "d05"], maturity: 2 });
  await reads(widget.locator("#view-title"), "Fixer le cap");
  // The page hears what it would have heard, and of no press that nobody made.
  assert.deepEqual(await page.evaluate(() => window.events), [
    "boussole-ready",
    "boussole-change profile",
    "boussole-change domains",
    "boussole-change domains",
    "boussole-change maturity",
    "boussole-step heading",
  ]);
  assert.equal(await widget.locator("[aria-busy=true]").count(), 0);
});

test("a page that was translated meanwhile, or given nodes by an extension, loses no answer", async () => {
  const { page, go, widget, said } = await held();
  await widget.getByText("Association", { exact: true }).click();
  await page.evaluate(() => {
    const root = document.querySelector("boussole-odd17").shadowRoot;
    for (const label of root.querySelectorAll(".option-label")) {
      const font = document.createElement("font");
      font.append(...label.childNodes);
      label.append(font);
    }
    root.querySelector("#view-title").prepend(document.createElement("i"));
  });
  go();
  await state(page);
  assert.deepEqual(await answers(page), { profile: "association" });
  await widget.getByText("Entreprise", { exact: true }).click();
  assert.deepEqual(await answers(page), { profile: "entreprise" });
  assert.deepEqual(said, []);
});

test("titles stand at the host's level; what the host decides otherwise waits for the module", async () => {
  const { page, go, widget } = await held('heading-level="4"');
  assert.equal(await widget.locator("#view-title").evaluate((title) => title.localName), "h5");
  go();
  await state(page);
  assert.equal(await widget.locator("#view-title").evaluate((title) => title.localName), "h5");
  for (const attributes of [
    'preset="profile=association"',
    'views="quick"',
    'start-view="path"',
    'storage="local"',
    'lang="fr-x-falc"',
  ]) {
    const other = await held(attributes);
    await other.page.waitForTimeout(100);
    assert.equal(await other.widget.locator("legend").count(), 0, attributes);
    other.go();
    await state(other.page);
  }
});

test("the first view asks for no word more than the published policy, and stands where strings may not become nodes", async () => {
  const { page, go, widget, said } = await held(
    "",
    {},
    { "content-security-policy": "require-trusted-types-for 'script'; trusted-types 'none'" },
  );
  await widget.getByText("Association", { exact: true }).click();
  go();
  await state(page);
  assert.deepEqual(await answers(page), { profile: "association" });
  assert.deepEqual(said, []);
});

test("a page that is not in UTF-8 shows our words as they are, the first question too", async () => {
  const { page, go, widget, said } = await held("", {}, { "content-type": "text/html; charset=windows-1252" });
  const title = () => widget.locator(".view-title, [data-question=profile] .option-label").allTextContents();
  await widget.locator("legend").first().waitFor();
  assert.equal(await page.evaluate(() => document.characterSet), "windows-1252");
  const before = await title();
  assert.ok(before.includes("Collectivité territoriale"), before.join());
  go();
  await state(page);
  assert.deepEqual(await title(), before);
  assert.deepEqual(said, []);
});

test("what the page says while the first view stands there is drawn anew, with what was chosen meanwhile", async () => {
  const late = [
    [
      (element) => {
        element.answers = { level: "local", domains: ["d01"] };
      },
      { level: "local", domains: ["d01"], profile: "association" },
    ],
    [
      (element) => {
        element.overlay = { schema: "boussole/overlay/1", fr: { profiles: { association: { label: "Club" } } } };
      },
      { profile: "association" },
    ],
    [
      (element) => {
        element.setAttribute("heading-level", "4");
        element.goTo("heading");
      },
      { profile: "association" },
    ],
    [
      (element) => {
        element.setAttribute("preset", "level=local");
      },
      { level: "local", profile: "association" },
    ],
  ];
  for (const [act, expected] of late) {
    const { page, go, widget, said } = await held();
    await widget.getByText("Niveau 2").waitFor();
    await widget.getByText("Association", { exact: true }).click();
    await widget.evaluate(act);
    await page.evaluate(() => {
      window.told = [];
      addEventListener("boussole-error", ({ detail }) => window.told.push(detail.help));
    });
    go();
    await state(page);
    assert.deepEqual(await answers(page), expected);
    if (await widget.getAttribute("heading-level")) {
      await reads(widget.locator("h5.view-title"), "Fixer le cap");
      continue;
    }
    const checked = await widget
      .locator("input:checked")
      .evaluateAll((inputs) => inputs.map(({ value }) => value).sort());
    assert.deepEqual(checked, Object.values(expected).flat().map(String).sort());
    assert.deepEqual(await page.evaluate(() => window.told), []);
    assert.deepEqual(said, []);
  }
});

test("the first question does not wait for the second script, but where the page gives the colours of the ground", async () => {
  for (const [style, early] of [
    ["", true],
    ["--boussole-accent: #f00", true],
    ["--boussole-paper: #101418", false],
    ["--boussole-ink: #777", false],
  ]) {
    const { page, said, go, widget } = await late(
      (slow) => `<style>boussole-odd17 { ${style} }</style>${two_lines(slow)}`,
    );
    const question = widget.locator("legend").first();
    await page.waitForFunction(() => document.querySelector("boussole-odd17").getAttribute("state") === "loading");
    await page.waitForTimeout(200);
    assert.equal(await question.isVisible(), early, style);
    go();
    await question.waitFor();
    await state(page);
    if (!early) {
      const contrast = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(
          document.querySelector("boussole-odd17").shadowRoot.querySelector(".root"),
        );
        const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        const light = (text) =>
          text
            .match(/[\d.]+/g)
            .slice(0, 3)
            .reduce((sum, value, place) => sum + [0.2126, 0.7152, 0.0722][place] * channel(value / 255), 0);
        const [dark, bright] = [light(color), light(backgroundColor)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
      });
      assert.ok(contrast >= 4.5, `${style}: ${contrast}`);
    }
    assert.equal(said.filter((text) => !/boussole/.test(text)).length, 0, said.join("; "));
    await page.context().close();
  }
});

test("where a browser knows no colours of two schemes, nothing unreadable shows, and then all is light", async () => {
  const { page, go, widget } = await late((slow) => two_lines(slow, `loading="eager"`), {
    options: {
      scheme: "dark",
      before: () => {
        const { supports } = CSS;
        CSS.supports = (...asked) => !asked.join().includes("light-dark") && supports.apply(CSS, asked);
      },
    },
  });
  await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "loading");
  await page.waitForTimeout(300);
  assert.equal(await widget.locator("legend").count(), 0);
  go();
  await state(page);
  const found = await widget.evaluate(({ shadowRoot }) => ({
    schemes: shadowRoot.adoptedStyleSheets
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule.cssText.includes("light-dark")).length,
    paper: getComputedStyle(shadowRoot.querySelector(".root")).backgroundColor,
    ink: getComputedStyle(shadowRoot.querySelector(".root")).color,
    link: getComputedStyle(shadowRoot.querySelector(".link")).color,
  }));
  assert.deepEqual(found, { schemes: 0, paper: "rgb(251, 248, 242)", ink: "rgb(28, 42, 51)", link: "rgb(15, 92, 92)" });
});

test("a start that failed, or a destroyed element, draws nothing when the second script comes at last", async () => {
  const failed = await late(two_lines, {
    fault: (path) => (path.endsWith(".bin") ? { status: 404, content: "" } : undefined),
  });
  await failed.page.waitForFunction(() => document.querySelector("boussole-odd17").getAttribute("state") === "error");
  const destroyed = await late(two_lines);
  await destroyed.widget.locator("legend").first().waitFor();
  await destroyed.page.evaluate(() => document.querySelector("boussole-odd17").destroy());
  for (const { page, go, widget } of [failed, destroyed]) {
    go();
    await page.waitForTimeout(600);
    assert.equal(await widget.locator("legend").count(), 0);
    assert.ok(await widget.locator("a").first().isVisible(), "its own words show");
  }
  assert.equal(await destroyed.widget.getAttribute("state"), "idle");
});

test("a language given to an element that stands there already is the one it starts in", async () => {
  for (const [lang, title] of [
    ["en", "Find your place"],
    ["fr-x-falc", undefined],
  ]) {
    const { page, said, widget, go } = await late(
      (address) => `<script src="${address}boussole.js"></script><body><script>
      const own = document.createElement("boussole-odd17");
      document.body.append(own);
      own.lang = "${lang}";
    </script></body>`,
    );
    go();
    await state(page);
    assert.equal(await widget.locator(".widget").getAttribute("lang"), lang);
    if (title) assert.doesNotMatch(await widget.locator("#view-title").textContent(), /situer/);
    assert.deepEqual(said, []);
    await page.context().close();
  }
});

test("a script that comes later than one can wait for, asked for twice meanwhile, is taken once it is there", async () => {
  const { page, go, widget } = await late((slow) => two_lines(slow, 'loading="eager"'), { waits: /^\/widget-.*\.js$/ });
  await widget.getByText("Association", { exact: true }).click();
  await widget.getByRole("alert").waitFor({ timeout: 12_000 });
  await widget.getByRole("alert").getByRole("button").click();
  await page.waitForTimeout(200);
  go();
  await state(page);
  assert.deepEqual(await page.evaluate(() => document.querySelector("boussole-odd17").answers), {
    profile: "association",
  });
});
