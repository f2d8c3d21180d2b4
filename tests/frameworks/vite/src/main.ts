import { define, version, type BoussoleElement } from "boussole-odd17";
import { ANSWERS, CATALOGUE, OVERLAY, heard } from "./given.js";

if (!define() || !/^\d/.test(version)) throw new Error("not defined");
const stage = document.getElementById("stage")!;
const own = (): BoussoleElement => document.querySelector("boussole-odd17")!;
const listen = (element: BoussoleElement) => { 
  element.addEventListener("boussole-ready", (event) => { const given: string = event.detail.version; heard(given ? event : new Event("none")); });
  element.addEventListener("boussole-change", heard);
  element.addEventListener("boussole-result", (event) => { const bearing: number | undefined = event.detail.heading?.bearing_degrees; heard(bearing === undefined ? event : event); });
 };
const on = (id: string, act: () => void) => document.getElementById(id)!.addEventListener("click", act);
listen(own());
on("answers", () => { own().answers = ANSWERS; });
on("overlay", () => { own().overlay = OVERLAY; });
on("catalogue", () => { own().catalogue = CATALOGUE; });
on("lang", () => { own().lang = "en"; });
on("toggle", () => {
  if (stage.firstElementChild) { own().remove(); return; }
  const element = document.createElement("boussole-odd17");
  element.answers = ANSWERS;
  listen(element);
  stage.append(element);
});
on("second", () => document.getElementById("more")!.append(document.createElement("boussole-odd17")));
const typed = () => {
  // @ts-expect-error there is no such profile
  own().answers = { profile: "martien" };
  // @ts-expect-error nor such a theme
  own().theme = "pink";
  own().startView = undefined;
};
void typed;
