import { define, version } from "./boussole.js";
// Types alone: a bundler has nothing to say of it.
import "boussole-odd17/jsx";
import { ANSWERS, CATALOGUE, OVERLAY, heard } from "./given.js";

if (!define() || !/^\d/.test(version)) throw new Error("not defined");
const stage = document.getElementById("stage");
const own = () => document.querySelector("boussole-odd17");
const listen = (element) => { for (const name of ["boussole-ready", "boussole-change", "boussole-result"]) element.addEventListener(name, heard); };
const on = (id, act) => document.getElementById(id).addEventListener("click", act);
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
on("second", () => document.getElementById("more").append(document.createElement("boussole-odd17")));
