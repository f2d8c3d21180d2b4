import { chromium, oldChromium } from "./engines.mjs";
import { partner, two_lines, browser } from "./harness.mjs";
import { writeFileSync } from "node:fs";
for (const start of [oldChromium, chromium]) {
  const e = await start();
  console.log(e.name);
  await e.open(await partner(two_lines("", 'loading="eager" style="--boussole-paper: #888; --boussole-ink: #999; --boussole-accent: #9a9"')));
  await new Promise(d => setTimeout(d, 2500));
  console.log(await e.evaluate(() => { const el = document.querySelector("boussole-odd17"); return [el.state, el.shadowRoot.querySelector(".root").style.cssText]; }));
  console.log(await e.evaluate(() => { const el = document.querySelector("boussole-odd17"); const out=[]; const p=document.createElement("span"); el.shadowRoot.querySelector(".root").append(p); for (const c of ["#9a9","rgb(1 2 3)","white"]) { p.style.color=`color-mix(in srgb, ${c} 100%, transparent 0%)`; out.push(getComputedStyle(p).color);} p.remove(); return out; }));
  await e.open(await partner(two_lines()));
  await new Promise(d => setTimeout(d, 1500));
  console.log(await e.evaluate(async () => {
    const el = document.querySelector("boussole-odd17"); await el.whenReady; el.answers = {profile:"association"};
      const other = document.createElement("boussole-odd17");
      other.id = "other";
      other.setAttribute("loading", "eager");
      other.answers = { profile: "media", level: "national" };
      document.body.append(other);
      await other.whenReady;
      return [other.answers, await new Promise(d=>setTimeout(()=>d(other.answers), 500))];
  }));
  await e.size(1280, 900);
  await e.evaluate(async () => { await document.querySelector("boussole-odd17").goTo("situate"); scrollTo(0,0); });
  writeFileSync(`/tmp/eng-old/${e.name.replace(/\W/g,"")}-1280.png`, await e.shot());
  await e.size(390, 844);
  await new Promise(d => setTimeout(d, 500));
  writeFileSync(`/tmp/eng-old/${e.name.replace(/\W/g,"")}-390.png`, await e.shot());
  await e.evaluate(async () => { await document.querySelector("boussole-odd17").goTo("trajectory"); document.querySelector("boussole-odd17").scrollIntoView(); });
  writeFileSync(`/tmp/eng-old/${e.name.replace(/\W/g,"")}-390t.png`, await e.shot());
  await e.close();
}
process.exit(0);
