// Pages that a translator works on. Two widgets stand on a page, a translator works on one; the same acts are done in
// both. Whatever the translator does to its nodes, both must know the same and, but for the translation, say the same.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ENGINES } from "./engines.mjs";
import { partner } from "./harness.mjs";
import { FULLER, VIEWS } from "./views.mjs";

/** Far below the window, the first question shows before the module is asked for. */
const BODY = `<script src="boussole.js" async></script></head><body><h1>P</h1><div style="height: 9000px"></div>
  <boussole-odd17 id="translated" lang="fr"></boussole-odd17><boussole-odd17 id="plain" lang="fr" hash-key="c"></boussole-odd17></body>`;

/** Brings both to the window; resolved when both are there. */
async function arrive() {
  const all = [...document.querySelectorAll("boussole-odd17")];
  const early = all[0].shadowRoot.querySelectorAll("input[type=radio]").length;
  if (early) all[0].shadowRoot.querySelector("input[type=radio]").click();
  for (const element of all) {
    element.scrollIntoView();
    await element.whenReady;
  }
  if (early) all[1].shadowRoot.querySelector("input[type=radio]").click();
  return early > 0;
}

/** What each translator does with a text that it has not translated, and how it makes its own. */
function translate(how) {
  const { shadowRoot: root } = document.querySelector("#translated");
  const own = new WeakSet();
  const made = (text) => {
    const node = new Text(`⟦${text}⟧`);
    own.add(node);
    return node;
  };
  const wrapped = (node) => {
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.append(node);
    outer.append(inner);
    return outer;
  };
  const HOW = {
    // Google in Chrome: two elements in place of the text.
    wrap: (text) => text.replaceWith(wrapped(made(text.data))),
    // Others move the text into an element of theirs and change it there.
    move: (text) => {
      const font = document.createElement("font");
      text.before(font);
      font.append(text);
      own.add(text);
      text.data = `⟦${text.data}⟧`;
    },
    // The same, again at each change of anything.
    again: (text) => {
      if (text.parentNode.localName !== "option") {
        const font = document.createElement("font");
        text.before(font);
        font.append(text);
      }
    },
    replace: (text) => text.replaceWith(made(text.data)),
    // A text goes out of the element that it alone is in.
    lift: (text) => {
      const block = text.parentNode;
      own.add(text);
      text.data = `⟦${text.data}⟧`;
      if (
        /^(span|strong|em)$/.test(block.localName) &&
        block.parentNode !== root &&
        !block.querySelector("input, svg, slot")
      )
        block.before(text);
    },
    // Edge.
    edit: (text) => {
      own.add(text);
      text.data = `⟦${text.data}⟧`;
    },
    // The translation beside a text that is emptied.
    beside: (text) => {
      text.after(wrapped(made(text.data)));
      own.add(text);
      text.data = "";
    },
    // Firefox: a block is filled anew, its inline elements in another order, every text a new one.
    block: (text) => {
      const block = text.parentNode;
      if (block.localName === "option" || block.querySelector("input, select, textarea, button")) {
        text.replaceWith(made(text.data));
        return;
      }
      const parts = [...block.childNodes]
        .reverse()
        .map((node) => (node.nodeType === Node.TEXT_NODE && !own.has(node) ? made(node.data) : node));
      block.replaceChildren(...parts);
    },
    // The children of a sentence are made anew from its text.
    anew: (text) => {
      const block = text.parentNode;
      if (
        !/^(p|span|li|dd|dt|h[1-6]|legend|summary)$/.test(block.localName) ||
        block.querySelector("input, select, textarea, button, a, slot, svg")
      ) {
        text.replaceWith(made(text.data));
        return;
      }
      const copy = block.cloneNode(true);
      const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const now = texts.currentNode;
        if (!now.data.startsWith("⟦") && now.data.trim()) now.data = `⟦${now.data}⟧`;
        own.add(now);
      }
      block.replaceChildren(...copy.childNodes);
    },
  };
  const see = () => {
    const found = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
      node.parentNode.closest("style, script") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    while (texts.nextNode()) found.push(texts.currentNode);
    // A text that was changed since is translated anew.
    for (const text of found)
      if (text.isConnected && text.data.trim() && !(own.has(text) && text.data.startsWith("⟦"))) HOW[how](text);
    watch.takeRecords();
  };
  const watch = new MutationObserver(see);
  watch.observe(root, { childList: true, characterData: true, subtree: true });
  see();
  window.stopTranslation = () => watch.disconnect();
}

/** Does the same in both, as the seed says; what the first difference was, or nothing. */
async function act([seed, acts, answers, views]) {
  const elements = [document.querySelector("#translated"), document.querySelector("#plain")];
  const turn = () => new Promise((done) => setTimeout(done));
  const words = (element) => {
    const root = element.shadowRoot.querySelector(".widget");
    const texts = [];
    const walk = document.createTreeWalker(root || element, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode.data);
    // Words, since a translator may put them in another order.
    return texts.join(" ").replace(/[⟦⟧]/g, " ").split(/\s+/).filter(Boolean).sort();
  };
  const differ = () => {
    if (elements.some((element) => element.getAttribute("state") !== "ready"))
      return elements.map((element) => element.getAttribute("state")).join();
    const [one, other] = elements.map((element) => JSON.stringify(element.answers));
    if (one !== other) return `knows ${one}, not ${other}`;
    const [said, true_] = elements.map(words);
    if (said.join(" ") === true_.join(" ")) return "";
    const without = (all, some) => {
      const rest = [...some];
      return all.filter((word) => {
        const at = rest.indexOf(word);
        if (at >= 0) rest.splice(at, 1);
        return at < 0;
      });
    };
    return `says ${without(said, true_).join(" ")}, not ${without(true_, said).join(" ")}`;
  };
  let state = seed;
  const random = (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const typed = ["part", "partenariat", "évaluer un projet", "zzzz", "", "association commune", "partenariat évaluer"];
  for (const element of elements) {
    element.addEventListener("boussole-export", (event) => event.preventDefault());
    element.addEventListener("boussole-navigate", (event) => event.preventDefault());
  }
  const log = [];
  for (const view of views) {
    for (let done = 0; done < acts; done += 1) {
      const pick = random(1000);
      const text = typed[random(typed.length)];
      const what = done === 0 ? "view" : done === 1 && answers ? "answers" : "field";
      for (const element of elements) {
        if (what === "view") {
          await element.goTo(view);
          continue;
        }
        if (what === "answers") {
          element.answers = answers;
          continue;
        }
        const fields = [
          ...element.shadowRoot.querySelectorAll(
            ".page input:not([type=file]), .page select, .page textarea, .page button, .page summary, .notice button",
          ),
        ].filter(
          (own) =>
            !own.disabled &&
            !own.closest(".paper-only") &&
            !/Imprimer|Enregistrer|Télécharger|Copier|Garder|Exporter|fichier|page|calendrier|signatures/i.test(
              own.localName === "button" ? own.textContent : "",
            ),
        );
        const field = fields[pick % Math.max(1, fields.length)];
        if (!field) continue;
        if (element === elements[0])
          log.push(
            `${view} ${field.localName} ${field.type || ""} ${(field.id || field.name || field.textContent).slice(0, 30)}`,
          );
        const say = (name) => field.dispatchEvent(new Event(name, { bubbles: true }));
        if (field.localName === "select") {
          field.selectedIndex = pick % field.options.length;
          say("change");
        } else if (field.type === "range") {
          field.value = String(pick % 100);
          say("input");
          say("change");
        } else if (/^(search|text|textarea)$/.test(field.type)) {
          field.value = text;
          say("input");
          say("change");
        } else if (field.type === "date") {
          field.value = `2027-0${1 + (pick % 9)}-01`;
          say("input");
          say("change");
        } else if (field.type === "number") {
          field.value = String(pick % 50);
          say("input");
          say("change");
        } else field.click();
      }
      await turn();
      await turn();
      let found = differ();
      // The large index, or another script, may still be on its way.
      for (let wait = 0; found && wait < 400; wait += 1) {
        await new Promise((done) => setTimeout(done, 50));
        found = differ();
      }
      if (found) return `after ${log.slice(-3).join(", ")}: ${found}`;
    }
  }
  return "";
}

const TRANSLATORS = ["wrap", "move", "again", "replace", "edit", "beside", "block", "anew", "lift"];

for (const { start, skip, name } of ENGINES) {
  test(
    `${name}: a translator that wraps, moves, replaces or edits every text, again at each change, costs no answer and leaves nothing untrue`,
    { skip },
    async () => {
      const engine = await start();
      after(() => engine.close());
      const address = await partner(BODY);
      const all = name === "Chromium";
      for (const [place, how] of TRANSLATORS.entries()) {
        await engine.open(address);
        // Half of them come before the module does.
        if (place % 2) await engine.evaluate(translate, how);
        assert.equal(await engine.evaluate(arrive), true, `${name}, ${how}`);
        if (place % 2 === 0) await engine.evaluate(translate, how);
        const views = all && (place < 3 || how === "lift") ? VIEWS : ["situate", "path", "gouvernance"];
        const found = await engine.evaluate(act, [7 + place, all ? 6 : 5, FULLER, [...views, "explore", "situate"]]);
        assert.equal(found, "", `${name}, ${how}`);
      }
      if (engine.said)
        assert.deepEqual(
          engine.said.filter((line) => line.startsWith("error")),
          [],
        );
    },
  );
}
