// Which functions of the module run until the needle turns: the first half of the module is made of these. Visitors
// choose in every question of the first view, before the module is there and after, while its second half does not come.
// BOUSSOLE_DIST is a build whose module remembers what ran (`cargo run -- profile`); prints the places of its functions.
import { open, release, partner, two_lines } from "../browser/harness.mjs";

/** Keeps the running module at hand. */
const before = () => {
  const own = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...given) => { const made = await own(...given); window.running ??= made; return made; };
};

/** Each choice of each question, there and back. */
async function chooseAll(widget) {
  for (const question of await widget.locator("[data-question]").all()) {
    const inputs = question.locator("input");
    for (let turn = 0; turn < 2; turn += 1) {
      for (let place = 0; place < await inputs.count(); place += 1) {
        if (await inputs.nth(place).isEnabled()) await inputs.nth(place).click({ force: true });
      }
    }
  }
}

/** Chooses here and there, `most` times at once or fewer; the same places for the same seed. */
const choose = (times, most, seed) => (widget) => widget.evaluate(async (own, [times, most, seed]) => {
  let last = seed;
  const below = (limit) => { last = (last * 48271) % 2147483647; return last % limit; };
  for (let time = 0; time < times; time += 1) {
    for (let left = 1 + below(most); left > 0; left -= 1) {
      const questions = own.shadowRoot.querySelectorAll("[data-question]");
      const inputs = questions[below(questions.length)].querySelectorAll("input:enabled");
      inputs[below(inputs.length)].click();
    }
    await new Promise((done) => setTimeout(done));
  }
}, [times, most, seed]);

const both = (...acts) => async (widget) => { for (const act of acts) await act(widget); };
const touch = (widget) => widget.evaluate((own) => { own.shadowRoot.querySelector("legend").append(document.createElement("b")); });
const move = (widget) => widget.evaluate((own) => { const home = own.parentNode; own.remove(); home.append(own); });
const remove = (widget) => widget.evaluate(async (own) => { const home = own.parentNode; own.remove(); await new Promise((done) => setTimeout(done, 100)); home.append(own); });
const many = Array.from({ length: 12 }, (_, place) => ({ attributes: `lang="${place % 2 ? "fr" : "en"}"`, first: choose(1, place, 100 + place), then: choose(20, 1 + place, 200 + place) }));
const VISITS = [
  { attributes: 'lang="fr"', width: 390, then: both(chooseAll, choose(600, 1, 1), choose(300, 6, 2)) },
  { attributes: 'lang="en"', width: 1280, then: both(choose(300, 2, 3), move, choose(300, 12, 4), remove, choose(50, 3, 8)) },
  { attributes: 'lang="fr" heading-level="3" theme="dark"', first: choose(5, 2, 5) },
  { attributes: 'lang="en"', first: both(choose(4, 4, 6), touch), then: choose(100, 3, 7) },
  ...many,
];

const ran = new Set();
for (const { attributes, width, first, then } of VISITS) {
  let go;
  const when = new Promise((done) => { go = done; });
  const slow = await release({ fault: (path) => (path.includes("/more-") ? { hang: true } : path.endsWith(".bin") ? when.then(() => undefined) : undefined) });
  const { page, said } = await open("about:blank", { width, before });
  await page.goto(await partner(two_lines(slow, `loading="eager" ${attributes}`)));
  const widget = page.locator("boussole-odd17");
  await widget.locator("legend").nth(4).waitFor();
  if (first) await first(widget);
  go();
  await page.waitForFunction(() => window.running);
  await page.waitForTimeout(500);
  if (then) await then(widget);
  await page.waitForTimeout(500);
  const places = await page.evaluate(() => Object.entries(window.running.exports).filter(([name, own]) => name.startsWith("hit") && own.value).map(([name]) => Number(name.slice(3))));
  if (!places.length) throw new Error(`nothing ran: ${said.join("\n")}`);
  for (const place of places) ran.add(place);
  await page.context().close();
}
console.log(JSON.stringify([...ran].sort((a, b) => a - b)));
process.exit();
