// A journey goes to a colleague and is met there: the device's own sheet, the letter, the result first, two needles on one dial,
// and the offer to keep.
import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, open, partner, reads, serve, settled, two_lines } from "./harness.mjs";
import { FULL, give, show } from "./views.mjs";

const OWN = { profile: "collectivite", maturity: 3, objectives: ["accelerer"] };
const answers = (page) => page.evaluate(() => document.querySelector("boussole-odd17").answers);
const view = (page) =>
  page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.querySelector("[data-view]")?.dataset.view);
const focus = (page) =>
  page.evaluate(() => document.querySelector("boussole-odd17").shadowRoot.activeElement?.id ?? "");

async function at(attributes = "", hash = "", prepare) {
  const address = await partner(two_lines("", `lang="fr" loading="eager" ${attributes}`));
  const opened = await open(address);
  if (prepare) await opened.page.addInitScript(prepare);
  await opened.page.goto("about:blank");
  await opened.page.goto(address + hash);
  await settled(opened.page);
  return { ...opened, address, widget: opened.page.locator("boussole-odd17") };
}
/** The fragment of a link to these answers. */
async function linkTo(given) {
  const { page } = await at();
  await give(page, given);
  const link = await page.evaluate(() => document.querySelector("boussole-odd17").toLink());
  return link.slice(link.indexOf("#"));
}

test("who opens a colleague's link meets the result, makes her own, and compares both", async () => {
  const link = await linkTo(FULL);
  const { page, said, widget } = await at("", link);
  await holds(() => view(page), "summary");
  const banner = widget.locator(".notice .banner");
  await reads(banner, /Voici le cap que contient ce lien/);
  await reads(widget.locator("[role=status]"), /Voici le cap que contient ce lien/);
  const notice = (name) => banner.getByRole("button", { name });
  assert.deepEqual(await banner.getByRole("button").allTextContents(), ["Voir", "Faire le mien", "Comparer"]);
  await notice("Comparer").click();
  await holds(() => focus(page), "comparison");
  await reads(widget.locator("#comparison"), /Pour comparer, faites le vôtre/);
  await widget.locator("#comparison").getByRole("button", { name: "Faire le mien" }).click();
  await holds(() => view(page), "situate");
  await holds(() => answers(page), {});
  await reads(banner, /Le cap reçu est gardé/);
  await reads(widget.locator("[role=status]"), /Le cap reçu est gardé/);
  await notice("Les retrouver").click();
  await holds(() => answers(page), FULL, "nothing is lost on the way");
  await show(page, "summary");
  await widget.locator("#comparison").getByRole("button", { name: "Faire le mien" }).click();
  await give(page, OWN);
  await show(page, "summary");
  const compared = widget.locator("#comparison");
  await holds(() => compared.locator("svg.dial .ghost-other").count(), 2, "an outline, and the ring at its end");
  await holds(() => compared.locator("dd").count(), 2);
  const [own, other] = await compared.locator("dd").allTextContents();
  assert.match(own, /Performance \d+\s%/);
  assert.notEqual(own, other);
  await reads(compared, /Le plus proche\s: .+ \(\d+\s% et \d+\s%\)\. Le plus éloigné\s: .+ \(\d+\s% et \d+\s%\)\./);
  assert.deepEqual(said, []);
});

test("what she had is there to go back to and to compare with, whatever was sent while she was there", async () => {
  const link = await linkTo(FULL);
  const { page, widget } = await at();
  await give(page, OWN);
  await page.evaluate((link) => {
    location.hash = link;
  }, link);
  await holds(() => view(page), "summary");
  const banner = widget.locator(".notice .banner");
  assert.deepEqual(await banner.getByRole("button").allTextContents(), [
    "Voir",
    "Comparer",
    "Revenir à ce que j’avais",
  ]);
  await holds(() => widget.locator("#comparison svg.dial").count(), 1);
  await banner.getByRole("button", { name: "Voir" }).click();
  await holds(() => banner.count(), 0);
  await holds(() => focus(page), "view-title");
  await page.evaluate(
    (link) => {
      location.hash = link;
    },
    await linkTo({ ...FULL, maturity: 4 }),
  );
  await banner.getByRole("button", { name: "Revenir à ce que j’avais" }).click();
  await holds(() => answers(page), OWN, "hers, not what was sent before");
});

test("her own page, loaded again or gone back to, is nothing that somebody sent", async () => {
  const site = await serve();
  const { page } = await open(`${site}app.html`);
  await settled(page);
  await give(page, OWN);
  await page.waitForTimeout(400);
  const notice = page.locator("boussole-odd17 .notice");
  const is_hers = async () => {
    await settled(page);
    await holds(() => answers(page), OWN);
    await holds(() => view(page), "situate");
    assert.doesNotMatch(await notice.textContent(), /envoyé/);
  };
  await page.reload();
  await is_hers();
  await page.goto("about:blank");
  await page.goBack();
  await is_hers();
  // The page makes its element anew.
  await page.evaluate(() => {
    const old = document.querySelector("boussole-odd17");
    old.replaceWith(old.cloneNode(true));
  });
  await is_hers();
});

test("Envoyer opens the device's own sheet by a press, silent when it is closed; elsewhere a mail is written", async () => {
  const sheet = () => {
    window.shared = [];
    window.refusal = "";
    navigator.canShare = (data) => typeof data.text === "string";
    navigator.share = async (data) => {
      window.shared.push({ ...data, active: navigator.userActivation.isActive });
      if (window.refusal) throw new DOMException("no", window.refusal);
    };
  };
  const { page, said, widget } = await at("", "", sheet);
  await give(page, FULL);
  const shared = () => page.evaluate(() => window.shared);
  const send = widget.getByRole("button", { name: "Envoyer" });
  await show(page, "keep");
  await send.waitFor();
  await show(page, "summary");
  await widget.locator(".gesture input").first().waitFor();
  assert.deepEqual(await shared(), [], "never by itself");
  await send.click();
  await holds(async () => (await shared()).length, 1);
  const [{ title, text, active }] = await shared();
  assert.deepEqual([title, active], ["Notre cap pour agir ensemble", true]);
  const link = await page.evaluate(() => document.querySelector("boussole-odd17").toLink());
  assert.ok(text.includes(link), text);
  assert.match(text, /Voici notre cap pour agir ensemble\s: /);
  assert.doesNotMatch(text, /Vous (cherchez|êtes|voulez)|[Vv]otre cap/, "it speaks as who sends it");
  const gesture = await widget.locator(".gesture-what").first().textContent();
  assert.ok(text.includes(gesture), text);
  for (const address of await widget
    .locator(".brief a[href^=http]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href"))))
    assert.ok(text.includes(address), address);
  await page.evaluate(() => {
    window.refusal = "AbortError";
  });
  await send.click();
  await holds(async () => (await shared()).length, 2);
  await page.waitForTimeout(100);
  await send.waitFor();
  assert.equal(await widget.locator("[role=status]").textContent(), "");
  await page.evaluate(() => {
    window.refusal = "NotAllowedError";
  });
  await send.click();
  const mail = widget.getByRole("link", { name: "Envoyer" });
  await mail.waitFor();
  await holds(() => focus(page), "send");
  const letter = new URL(await mail.getAttribute("href")).searchParams;
  assert.equal(letter.get("body"), text);
  assert.deepEqual(said, []);
});

test("after the third answer it offers, once, to keep on this device where the page allows it", async () => {
  const none = await at();
  await give(none.page, FULL);
  await holds(() => none.widget.locator(".keep-offer").count(), 0, "not where nothing may be kept");
  const { page, widget } = await at('storage="local"');
  const offer = widget.locator(".keep-offer");
  const kept = () => page.evaluate(() => localStorage.length);
  await give(page, { profile: "association", maturity: 2 });
  await show(page, "situate");
  await holds(() => offer.count(), 0);
  await give(page, OWN);
  await reads(offer, /Voulez-vous retrouver vos réponses plus tard/);
  assert.equal(await kept(), 0, "nothing unasked");
  await offer.getByRole("button", { name: "Non merci" }).click();
  await reads(offer, /Rien n’est gardé tant que vous ne le demandez pas/);
  await holds(() => focus(page), "device");
  await show(page, "heading");
  await holds(() => offer.count(), 0);
  await give(page, FULL);
  await holds(() => offer.count(), 0, "for the whole visit");
  assert.equal(await kept(), 0);
  await page.reload();
  await settled(page);
  await give(page, OWN);
  await offer.getByRole("button", { name: "Garder" }).click();
  await reads(offer, /gardé ici sous le nom «\sMon parcours\s»/);
  await holds(() => focus(page), "device");
  assert.equal(await kept(), 1);
});
