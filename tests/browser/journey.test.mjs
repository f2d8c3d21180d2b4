// The whole journey on the served page: by mouse, by keyboard alone, and on a phone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, open, reads, serve, settled } from "./harness.mjs";

const address = await serve();
const result = (page) => page.evaluate(() => document.querySelector("boussole-odd17").result);

test("the whole journey by mouse: situation, heading, trajectory, path, and back without loss", async () => {
  const { page, said } = await open(address);
  await settled(page);
  const widget = page.locator("boussole-odd17");
  for (const label of ["Association", "Éducation et formation", "Climat", "Local", "Niveau 2", "Agir"]) {
    await widget
      .getByText(label, { exact: label !== "Niveau 2" })
      .first()
      .click();
  }
  await widget.locator(".foot").getByRole("button", { name: "Fixer le cap" }).click();
  await widget.getByText("Co-construire un Projet de territoire").click();
  await widget.getByText("Hybrider son modèle socio-économique").click();
  await widget.getByRole("button", { name: "Inverser l’ordre" }).click();
  await widget.getByLabel("Confiance, en points sur 100").fill("50");
  await widget.locator(".foot").getByRole("button", { name: "Tracer la trajectoire" }).click();
  await widget.getByLabel("Date de départ").fill("2026-12-01");

  await holds(async () => (await result(page)).answers, {
    profile: "association",
    domains: ["d04", "d13"],
    level: "local",
    maturity: 2,
    usage: "agir",
    objectives: ["hybrider", "co-construire"],
    horizons: [25, 25, 50],
    start: "2026-12-01",
  });
  const found = await result(page);
  assert.deepEqual(found.trajectory, { performance: "2028-06-01", innovation: "2033-12-01", confiance: "2054-12-01" });
  // What shows is what the result says.
  await holds(
    async () =>
      (await widget.locator(".cell-own").allTextContents())
        .map((said) => Number.parseInt(said.replace(/^\D+/, ""), 10))
        .reduce((sum, cell) => sum + cell, 0),
    100,
  );
  // One number a cell, until she asks; what is read aloud has the official ones all along.
  const weight = widget.locator(".cell-official").first();
  const isSeen = () => weight.evaluate((node) => node.getBoundingClientRect().width > 10);
  await holds(isSeen, false);
  await reads(weight, /^officiel 60/);
  const officials = widget.locator(".official-weights summary");
  await officials.click();
  await holds(isSeen, true);
  await officials.click();
  await holds(isSeen, false);
  await reads(widget.locator(".contribution").first(), /^Demandez à votre mairie/);
  await holds(() => widget.getByText("1er décembre 2054").first().isVisible());

  await widget.locator(".foot").getByRole("button", { name: "S’équiper" }).click();
  await holds(() => widget.locator(".path-stops > .resources > li").count(), 5);
  await holds(() => widget.locator(":is(.path-more, .ask) .resource").count(), 4);
  await holds(() => widget.locator(".path-more .resource").first().isVisible(), false);
  await widget.locator(".path-more > summary").press("Enter");
  await holds(() => widget.locator(".path-more .resource").first().isVisible());
  await holds(() => widget.locator(".path-more > summary").evaluate((own) => own.getRootNode().activeElement === own));
  await holds(() => widget.locator(".explorer .resource").count(), 1);
  const card = widget.locator(".resource").first();
  await card.getByText("Pourquoi").click();
  await holds(() => card.locator(".why li").count(), 3);
  await holds(() => card.locator(".limit").isVisible());

  await widget.locator(".steps").getByRole("button", { name: "Se situer" }).click();
  await holds(() => widget.getByLabel("Association", { exact: false }).first().isChecked());
  await holds(() => result(page), found);
  await widget.getByRole("button", { name: "Recommencer" }).click();
  await holds(async () => (await result(page)).answers, {});
  await widget.getByRole("button", { name: "Les retrouver" }).click();
  await holds(() => result(page), found);
  assert.deepEqual(said, []);
});

/** Presses Tab until the focus is on something that fits; the labels on the way, when it never is. */
async function tabTo(page, fits) {
  const seen = [];
  for (let press = 0; press < 120; press += 1) {
    await page.keyboard.press("Tab");
    // The name of a set of radios ends with the visit.
    const on = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return {
        text: (element?.closest("label")?.textContent || element?.textContent || "").trim(),
        value: element?.value,
        id: element?.id,
        type: element?.type,
        name: element?.name?.replace(/-\d+$/, ""),
      };
    });
    if (fits(on)) return on;
    seen.push(on.text || on.id);
  }
  throw new Error(`never reached; passed ${seen.join(" | ")}`);
}

test("the whole journey by keyboard alone, in under two minutes [rgaa:journey-by-keyboard]", async () => {
  const { page, said } = await open(address);
  await settled(page);
  const begun = Date.now();
  const radio = async (name, downs) => {
    await tabTo(page, (on) => on.type === "radio" && on.name === name);
    await page.keyboard.press("Space");
    for (let step = 0; step < downs; step += 1) await page.keyboard.press("ArrowDown");
  };
  const press = async (text) => {
    await tabTo(page, (on) => on.text.includes(text) && on.type === "button");
    await page.keyboard.press("Enter");
  };
  /** A step that is asked for takes the focus to its title. */
  const step = async (text, view) => {
    await press(text);
    await page.locator(`boussole-odd17 #view-title:focus:has(~ [data-view=${view}])`).waitFor();
  };
  await radio("profile", 3);
  await tabTo(page, (on) => on.name === "domains" && on.value === "d11");
  await page.keyboard.press("Space");
  await radio("level", 0);
  await radio("maturity", 1);
  await radio("usage", 2);
  await step("Fixer le cap →", "heading");
  await tabTo(page, (on) => on.name === "objectives" && on.value === "co-construire");
  await page.keyboard.press("Space");
  await tabTo(page, (on) => on.id === "horizon-innovation");
  await page.keyboard.press("End");
  await page.keyboard.press("PageDown");
  await step("Tracer la trajectoire →", "trajectory");
  await press("Partir aujourd’hui");
  // The button goes with the press, and the focus to the question.
  await page.locator("boussole-odd17 [data-question=start] :focus").waitFor();
  await step("S’équiper →", "path");
  const found = await result(page);
  assert.deepEqual(
    { ...found.answers, start: "today" },
    {
      profile: "collectivite",
      domains: ["d11"],
      level: "local",
      maturity: 2,
      usage: "agir",
      objectives: ["co-construire"],
      horizons: [5, 90, 5],
      start: "today",
    },
  );
  assert.equal(found.path.length, 9);
  await tabTo(page, (on) => on.text.startsWith("Pourquoi"));
  await page.keyboard.press("Enter");
  await holds(async () => Boolean(await page.locator("boussole-odd17 .why[open]").count()));
  const seconds = (Date.now() - begun) / 1000;
  assert.ok(seconds < 120, `${seconds} s`);
  assert.deepEqual(said, []);
});

test("the 60-second way: three questions, one heading, three resources", async () => {
  const { page, said } = await open(address, { width: 390, height: 844 });
  await settled(page);
  const widget = page.locator("boussole-odd17");
  await widget.getByRole("button", { name: "En 60 secondes" }).click();
  // What is proposed is seen, changes where it stands, and is no answer before she says so.
  const answers = () => page.evaluate(() => document.querySelector("boussole-odd17").answers);
  await widget.getByText("Nous proposons : Collectivité territoriale, Local").waitFor();
  await holds(() => answers(), {});
  await widget.getByLabel("Échelon").selectOption({ label: "National" });
  await widget.getByText("Nous proposons : Collectivité territoriale.").waitFor();
  await holds(() => answers(), { level: "national" });
  await widget.getByRole("button", { name: "Oui, c’est mon cas" }).click();
  await widget.locator(".proposal:empty").waitFor({ state: "attached" });
  await holds(() => answers(), { profile: "collectivite", level: "national" });
  await holds(
    () =>
      page.evaluate(
        () =>
          document.querySelector("boussole-odd17").shadowRoot.activeElement?.closest("[data-question]")?.dataset
            .question,
      ),
    "profile",
    "the focus stays where she was",
  );
  for (const label of ["Niveau 1", "Co-construire un Projet", "Agir"]) await widget.getByText(label).first().click();
  await holds(() => widget.locator(".resource").count(), 3);
  await widget.getByRole("button", { name: "Voir toutes mes ressources" }).click();
  await holds(() => widget.locator(":is(.path-stops, .ask) .resource").count(), 9);
  assert.deepEqual(said, []);
});

test("what if: the needle moves, the words say so, and the answers stay until the change is kept", async () => {
  const { page, said } = await open(address);
  await settled(page);
  await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    element.answers = { profile: "association", maturity: 1, horizons: [60, 25, 15] };
    await element.goTo("trajectory");
  });
  const before = await result(page);
  const widget = page.locator("boussole-odd17");
  await widget.locator(".what-if-fields select").nth(1).selectOption({ label: "Niveau 4 – Écosystème pionnier" });
  await holds(() => widget.locator(".difference p").first().isVisible());
  await holds(() => widget.locator(".ghost:not(.ghost-none)").count(), 1);
  await holds(() => result(page), before, "a trial is no answer");
  await widget.getByRole("button", { name: "Revenir à mes réponses" }).click();
  await holds(() => widget.locator(".difference").count(), 0);
  await widget.locator(".what-if-fields select").nth(1).selectOption({ label: "Niveau 4 – Écosystème pionnier" });
  await widget.getByRole("button", { name: "Garder cette réponse" }).click();
  await holds(async () => (await result(page)).answers.maturity, 4);
  assert.deepEqual(said, []);
});

test("the horizons are typed in order, stepped and erased, and what was typed stays", async () => {
  const { page, said } = await open(address);
  await settled(page);
  const widget = page.locator("boussole-odd17");
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("heading"));
  const numbers = widget.locator("input[type=number]");
  const shows = (...values) =>
    page.waitForFunction(
      (values) =>
        [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("input[type=number]")]
          .map(({ value }) => value)
          .join() === values.join(),
      values,
    );
  const horizons = async () => (await result(page)).answers.horizons;
  await numbers.nth(2).waitFor();
  await shows("", "", "");
  // By mouse: what the program put there is replaced, not gone on with.
  for (const [at, [typed, seen]] of [
    ["60", [60, 20, 20]],
    ["25", [60, 25, 15]],
    ["15", [60, 25, 15]],
  ].entries()) {
    await numbers.nth(at).click();
    // What a field holds is selected by a timer of the page's own, which comes before a later one.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    await page.keyboard.type(typed);
    await shows(...seen);
  }
  await holds(() => horizons(), [60, 25, 15]);
  await numbers.nth(2).focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowUp");
  await shows(60, 25, 20);
  await widget.locator("#amounts-state").filter({ hasText: "Le total fait 105 : il faut 100." }).waitFor();
  await holds(() => horizons(), [60, 25, 15], "what is no answer is none");
  await widget.getByRole("button", { name: "Garder le dernier nombre" }).click();
  await shows(56, 24, 20);
  await holds(() => horizons(), [56, 24, 20]);
  // Erased while one types another.
  await numbers.first().focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await shows("", 24, 20);
  await page.keyboard.type("50");
  await shows(50, 30, 20);
  // A slider goes with the hand from where there was no answer, and the others with it.
  await widget.getByRole("button", { name: "Effacer cette réponse Horizons" }).click();
  await shows("", "", "");
  const slider = widget.locator("#horizon-performance");
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await shows(100, 0, 0);
  assert.deepEqual(said, []);
});

test("numbers and dates that cannot be are refused in words and nothing is lost [rgaa:refusals-in-words]", async () => {
  const { page } = await open(address);
  await settled(page);
  await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    element.answers = { horizons: [60, 25, 15], start: "2026-09-01" };
    await element.goTo("heading");
  });
  const widget = page.locator("boussole-odd17");
  const number = widget.getByLabel("Innovation, en points sur 100");
  await number.fill("");
  await number.blur();
  await page.waitForFunction(
    () => document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("input[type=number]")[1].value === "25",
  );
  await number.fill("999");
  await number.blur();
  await widget
    .locator("#amounts-state")
    .filter({ hasText: "Il faut un nombre entier, de 0 à 100. Votre cap suit encore 60 / 25 / 15." })
    .waitFor();
  await holds(async () => (await result(page)).answers.horizons, [60, 25, 15], "a number out of range is not taken");
  await holds(() => number.getAttribute("aria-invalid"), "true");
  await page.evaluate(() => document.querySelector("boussole-odd17").goTo("trajectory"));
  await widget.getByLabel("Date de départ").fill("1950-01-01");
  await holds(() => widget.getByText("Cette date n’existe pas").isVisible());
  await holds(async () => (await result(page)).answers.start, "2026-09-01");
});
