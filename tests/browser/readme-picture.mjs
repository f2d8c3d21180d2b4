// The picture that opens the README: the heading of an association as the demonstration shows it, by day and by night.
// `cargo run -- gallery --readme` calls it.
import { join } from "node:path";
import { browser, close, site } from "./site.mjs";

const { BOUSSOLE_GALLERY } = process.env;
const WIDTH = 1120;
const HEIGHT = 720;

for (const colorScheme of ["light", "dark"]) {
  const context = await browser.newContext({
    viewport: { width: WIDTH, height: HEIGHT },
    colorScheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(`${site}app.html?lang=fr`);
  await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "ready");
  await page.evaluate(async () => {
    const element = document.querySelector("boussole-odd17");
    element.answers = { profile: "association", maturity: 2, objectives: ["hybrider"] };
    await element.goTo("heading");
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(BOUSSOLE_GALLERY, `widget-${colorScheme}.png`) });
  await context.close();
}
await close();
process.exit(0);
