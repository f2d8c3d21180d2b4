// What is drawn, beyond the light page of a wide window: in the reader's own colours, by night, on paper, where there is
// little room. What only an eye can judge is in `cargo run -- gallery`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, open, partner, settled, two_lines } from "./harness.mjs";
import { FULLER, give, show } from "./views.mjs";

async function at(options, media = {}, attributes = "") {
  const opened = await open(await partner(two_lines("", `lang="fr" loading="eager" ${attributes}`)), options);
  await opened.page.emulateMedia(media);
  await settled(opened.page);
  return { ...opened, widget: opened.page.locator("boussole-odd17") };
}

/** Each statement of an instrument gets a rating, another one each time. */
const rate = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("boussole-odd17").shadowRoot;
    const all = [...root.querySelectorAll(".item input[type=radio]")];
    const names = [...new Set(all.map(({ name }) => name))];
    for (const [place, name] of names.entries()) {
      const ratings = all.filter((input) => input.name === name);
      ratings[place % ratings.length].click();
    }
  });

/** A group of ten on the page of the workshop. */
const gather = (page) =>
  page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    const { answers } = element;
    const links = Array.from({ length: 10 }, (_, at) => {
      element.answers = {
        profile: "association",
        maturity: 1 + (at % 4),
        horizons: at % 2 ? [80, 10, 10] : [10, 10, 80],
      };
      return element.toLink();
    });
    element.answers = answers;
    element.merge(links);
  });

/** What is drawn in a colour that is not one of the reader's. */
const ownColours = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("boussole-odd17").shadowRoot;
    const probe = document.body.appendChild(document.createElement("span"));
    const theirs = new Set(
      ["Canvas", "CanvasText", "GrayText", "Highlight", "HighlightText", "LinkText", "ButtonText", "ButtonFace"].map(
        (name) => {
          probe.style.backgroundColor = name;
          return getComputedStyle(probe).backgroundColor;
        },
      ),
    );
    probe.remove();
    const found = [];
    // A code must be dark on light to be read.
    for (const shape of root.querySelectorAll("svg:not(.code) :is(path, rect, circle, line, polygon, text)")) {
      if (!shape.getClientRects().length) continue;
      const style = getComputedStyle(shape);
      const drawn = [
        ["fill", style.fill, shape.localName === "line" ? "0" : style.fillOpacity],
        ["stroke", style.stroke, style.strokeWidth === "0px" ? "0" : style.strokeOpacity],
      ];
      for (const [what, colour, opacity] of drawn)
        if (colour !== "none" && opacity !== "0" && !theirs.has(colour))
          found.push(
            `${what} ${colour} of ${shape.localName}.${shape.getAttribute("class") ?? ""} in .${shape.closest("svg").getAttribute("class") ?? ""}`,
          );
    }
    return [...new Set(found)];
  });

for (const colorScheme of ["light", "dark"])
  test(`in forced colours every drawing takes the reader's own, ${colorScheme}`, async () => {
    const { page } = await at({ width: 1280 }, { forcedColors: "active", colorScheme });
    await give(page, FULLER);
    const found = {};
    const look = async (view) => {
      const own = await ownColours(page);
      if (own.length) found[view] = own;
    };
    for (const view of ["heading", "trajectory", "path", "summary", "quick", "explore", "keep"]) {
      await show(page, view);
      await look(view);
    }
    for (const view of ["modele", "agir-vite", "changement", "innovation", "gouvernance", "charte", "saisons"]) {
      await show(page, view);
      await rate(page);
      await page.waitForTimeout(100);
      await look(view);
    }
    await show(page, "workshop");
    await gather(page);
    await holds(() => page.locator("boussole-odd17").locator(".crowd-needle").count(), 10);
    await look("workshop");
    await page.evaluate(() => document.querySelector("boussole-odd17").setAttribute("lang", "fr-x-falc"));
    await show(page, "situate");
    await page.locator("boussole-odd17").locator(".option-picture svg").first().waitFor();
    await look("easy words");
    assert.deepEqual(found, {});
  });

test("by night the boxes to tick are those of the questions, not the browser's grey ones", async () => {
  const { page, widget } = await at({ width: 1280, scheme: "dark" });
  await give(page, FULLER);
  await show(page, "situate");
  const ground = (selector) =>
    widget
      .locator(selector)
      .first()
      .evaluate((box) => [getComputedStyle(box).backgroundColor, getComputedStyle(box).borderTopColor].join());
  const asked = await ground(".option input[type=checkbox]:not(:checked)");
  await show(page, "summary");
  await holds(() => ground(".gesture input"), asked);
  await widget.locator(".gesture input").first().check();
  await holds(
    () =>
      widget
        .locator(".gesture input")
        .first()
        .evaluate((box) => getComputedStyle(box).appearance),
    "auto",
  );
});

test("between a telephone and a desk no link of the head stands alone on its line", async () => {
  for (const width of [768, 834, 900]) {
    const { page } = await at({ width });
    const lines = await page.evaluate(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const tops = [...root.querySelectorAll(".tools .link")].map((link) =>
        Math.round(link.getBoundingClientRect().top),
      );
      return [...new Set(tops)].map((top) => tops.filter((other) => other === top).length);
    });
    assert.ok(lines.length > 0 && Math.min(...lines) > 1, `${width}: ${lines.join(" and ")}`);
    await page.context().close();
  }
});

test("at 320 px who does what stands beside its choice, never under it", async () => {
  const { page, widget } = await at({ width: 320 });
  await show(page, "gouvernance");
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").shadowRoot.querySelector(".grid details").open = true;
  });
  await widget.locator(".body select").first().waitFor();
  const under = await page.evaluate(() => {
    const root = document.querySelector("boussole-odd17").shadowRoot;
    return [...root.querySelectorAll(".body")]
      .filter((body) => body.getClientRects().length)
      .filter((body) => {
        const range = document.createRange();
        range.selectNodeContents(body.firstElementChild);
        return range.getBoundingClientRect().right > body.querySelector("select").getBoundingClientRect().left;
      })
      .map((body) => body.firstElementChild.textContent);
  });
  assert.deepEqual(under, []);
});

test("on paper nothing is to be pressed in the charter nor in the workshop, and no mark of the focus", async () => {
  const { page, widget } = await at({ width: 794 });
  await show(page, "charte");
  await page.emulateMedia({ media: "print" });
  await holds(() => widget.locator(".rounds-on").isVisible(), false);
  await page.emulateMedia({ media: "screen" });
  await show(page, "workshop");
  await gather(page);
  await page.emulateMedia({ media: "print" });
  await holds(() => widget.locator("#workshop-links").isVisible(), false);
  await holds(() => widget.getByText("10 participants.").first().isVisible(), true);
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => {
    const { activeElement } = document.querySelector("boussole-odd17").shadowRoot;
    return activeElement ? getComputedStyle(activeElement).outlineStyle : "none";
  });
  assert.equal(outline, "none");
});

test("from right to left a bar begins on the right, and what unfolds points where the reading goes", async () => {
  const { page } = await at({ width: 1280 }, { reducedMotion: "reduce" });
  await give(page, FULLER);
  await show(page, "agir-vite");
  await rate(page);
  await page.evaluate(() => {
    document.querySelector("boussole-odd17").shadowRoot.querySelector(".widget").dir = "rtl";
  });
  const seen = () =>
    page.evaluate(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      const sides = [...root.querySelectorAll(".bar")].map((bar) => {
        const [whole, part] = [bar, bar.querySelector(".bar-value")].map((own) => own?.getBoundingClientRect());
        return !part?.width || Math.abs(whole.right - part.right) < 1;
      });
      const details = root.querySelector("details");
      const turned = (open) => {
        details.open = open;
        return Math.sign(new DOMMatrix(getComputedStyle(details.firstElementChild, "::before").transform).b);
      };
      return { bars: sides.length > 0 && sides.every(Boolean), closed: turned(false), open: turned(true) };
    });
  // Its two borders are those of the end of the line and of the block: turned by 45° they point left, by -45° down.
  await holds(seen, { bars: true, closed: 1, open: -1 });
});
