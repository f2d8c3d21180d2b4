// Fingers, two keys alone, and a window that is enlarged to 400 %: what the tests of keyboards and layouts do not hold.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, holds, open, serve, settled } from "./harness.mjs";
import { FULLER, VIEWS, show } from "./views.mjs";

const address = await serve();
const answers = (page) => page.evaluate(() => document.querySelector("boussole-odd17").answers);

/** Lower than 44 px, each with its reason. */
const LOW = [
  // In a sentence, or a line of text that is a link.
  ".short-way .link",
  "p .link",
  "p a",
  "li > a",
  ".resource-title a",
  ".brief-title a",
  // Beside the options of the first view, which would no longer stand on one screen.
  ".clear .link",
  ".words > summary",
  // The links of the head where there is no menu.
  ".tools .link",
];

test("under fingers every control is 44 px high where there is room, and a tap answers", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await page.goto(address);
  await settled(page);
  await page.locator("boussole-odd17").getByText("Association", { exact: true }).tap();
  await holds(() => answers(page), { profile: "association" });
  await page.evaluate((answers) => {
    document.querySelector("boussole-odd17").answers = answers;
  }, FULLER);
  for (const view of VIEWS) {
    await show(page, view);
    const low = await page.evaluate(
      (LOW) =>
        [
          ...document
            .querySelector("boussole-odd17")
            .shadowRoot.querySelectorAll("button, summary, a, select, textarea, label.option, input[type=range]"),
        ]
          .filter((node) => {
            const { width, height } = node.getBoundingClientRect();
            return width > 1 && height < 43.5 && !LOW.some((own) => node.matches(own));
          })
          .map((node) => `${node.outerHTML.slice(0, 90)} ${node.getBoundingClientRect().height}`),
      LOW,
    );
    assert.deepEqual(low, [], view);
  }
});

test("two keys, one that moves and one that acts, lead from the first question to the resources", async () => {
  const { page } = await open(address);
  await settled(page);
  const focused = () =>
    page.evaluate(() => {
      const node = document.querySelector("boussole-odd17").shadowRoot.activeElement;
      return node ? `${node.id} ${node.value ?? ""} ${node.localName === "button" ? node.textContent : ""}` : "";
    });
  const reach = async (wanted) => {
    for (let presses = 0; presses < 90; presses += 1) {
      await page.keyboard.press("Tab");
      if ((await focused()).includes(wanted)) return page.keyboard.press("Space");
    }
    throw new Error(`${wanted} is never reached`);
  };
  await reach("association");
  await reach("d04");
  await reach("m1");
  await reach("Fixer le cap");
  await reach("hybrider");
  await reach("Tracer la trajectoire");
  await reach("S’équiper");
  await holds(() => page.locator("boussole-odd17 .path-stops > .resources > li").count(), 5);
  await holds(() => answers(page), {
    profile: "association",
    domains: ["d04"],
    maturity: 1,
    objectives: ["hybrider"],
  });
});

test("at 400 % of a laptop's window nothing that stays in place hides the focus, nor is anything wider", async () => {
  const { page } = await open(address, { width: 320, height: 256 });
  await settled(page);
  await page.evaluate((answers) => {
    document.querySelector("boussole-odd17").answers = answers;
  }, FULLER);
  const hidden = [];
  for (const view of VIEWS) {
    await page.evaluate((view) => document.querySelector("boussole-odd17").goTo(view), view);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press("Tab");
      const found = await page.evaluate(() => {
        const root = document.querySelector("boussole-odd17").shadowRoot;
        const node = root.activeElement;
        if (!node) return "";
        const { left, right, top, bottom } = node.getBoundingClientRect();
        // Some of it is to be seen: WCAG 2.2, 2.4.11.
        const x = Math.min(Math.max((left + right) / 2, 1), innerWidth - 1);
        for (const y of [top + 3, (top + bottom) / 2, bottom - 3]) {
          const met = y >= 0 && y < innerHeight && root.elementFromPoint(x, y);
          if (met && (node.contains(met) || met.contains(node) || node.closest("label")?.contains(met))) return "";
        }
        return `${node.localName} ${node.id || node.name || node.textContent.trim()} at ${Math.round(top)}`;
      });
      if (found) hidden.push(`${view}: ${found}`);
    }
  }
  assert.deepEqual(hidden, []);
});
