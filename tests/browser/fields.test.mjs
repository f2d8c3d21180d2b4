// Fields: what one shows is what is known, and an entry that is not finished is no answer.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ENGINES } from "./engines.mjs";
import { holds, partner, two_lines } from "./harness.mjs";
import { FULLER } from "./views.mjs";

/** Follows what an element is told by its fields, and what it tells. */
const watch = () => {
  window.element = document.querySelector("boussole-odd17");
  window.told = [];
  window.element.addEventListener("boussole-change", (event) => window.told.push(event.detail.field));
  return window.element.whenReady.then(() => "");
};

/** What every field shows that is not what a fresh drawing of the same shows, after an act in each that the host takes
    back at once, or leaves. */
async function actInEach([views, answers, refuses]) {
  const { element } = window;
  const turn = () => new Promise((done) => setTimeout(done));
  const most = 8;
  const fields = () =>
    [...element.shadowRoot.querySelectorAll(".page input:not([type=file]), .page select, .page textarea")].filter(
      // A partner's link is taken where it is pasted, and kept nowhere.
      (own) => !own.closest(".paper-only") && !own.readOnly && own.id !== "party-link",
    );
  const shown = () =>
    fields().map(
      (own) =>
        `${own.localName} ${own.type} ${own.id || own.name.replace(/-\d+$/, "") || own.getAttribute("aria-label") || ""}: ${/radio|checkbox/.test(own.type) ? own.checked : own.value}`,
    );
  const refuse = () => {
    if (refuses) element.answers = answers;
  };
  element.addEventListener("boussole-change", refuse);
  const wrong = [];
  const kinds = new Set();
  for (const view of views) {
    element.answers = answers;
    await element.goTo(view);
    await turn();
    // What is committed to stands in the round of a lever.
    element.shadowRoot.querySelector(".rounds-on button")?.click();
    await turn();
    const step = Math.max(1, Math.floor(fields().length / most));
    for (let place = 0; place < fields().length; place += step) {
      const field = fields()[place];
      if (field.disabled) continue;
      kinds.add(field.type);
      const say = (name) => field.dispatchEvent(new Event(name, { bubbles: true, composed: name === "input" }));
      if (field.localName === "select") {
        field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
        say("input");
        say("change");
      } else if (/radio|checkbox/.test(field.type)) field.click();
      else {
        field.value = { range: "70", number: "45", date: "2031-03-03" }[field.type] ?? "mots tapés";
        say("input");
        say("change");
      }
      await turn();
      await turn();
      const here = shown();
      element.remove();
      await turn();
      await turn();
      document.body.append(element);
      await turn();
      await turn();
      const known = shown();
      if (here.length !== known.length) wrong.push(`${view} ${field.type}: ${here.length} fields, not ${known.length}`);
      else
        for (const [at, text] of here.entries())
          if (text !== known[at]) wrong.push(`${view}, after ${field.type} ${place}: ${text}, not ${known[at]}`);
    }
  }
  element.removeEventListener("boussole-change", refuse);
  return { wrong: wrong.slice(0, 5), kinds: [...kinds].sort().join(" ") };
}

/** The acts of case 39 on lists that somebody has chosen in, and what they show then. */
async function chooseInLists() {
  const { element } = window;
  const root = element.shadowRoot;
  const turn = async () => {
    for (let turns = 0; turns < 3; turns += 1) await new Promise((done) => setTimeout(done));
  };
  const choose = async (list, place) => {
    list.selectedIndex = place;
    list.dispatchEvent(new Event("change", { bubbles: true }));
    await turn();
  };
  const press = async (words) => {
    [...root.querySelectorAll("button")].find((own) => own.textContent.includes(words)).click();
    await turn();
  };
  const shown = (list) => list.selectedOptions[0].textContent;
  const found = [];
  element.answers = {};
  await element.goTo("gouvernance");
  await press("Partir du tableau");
  const [, second] = root.querySelectorAll(".grid select");
  const example = shown(second);
  await choose(second, (second.selectedIndex + 1) % second.options.length);
  await press("Partir du tableau");
  found.push(shown(second) === example || `the example: ${shown(second)}, not ${example}`);
  await choose(second, (second.selectedIndex + 1) % second.options.length);
  element.answers = {};
  await turn();
  found.push(second.value === "" || `no answers: ${shown(second)}`);
  await element.goTo("trajectory");
  await turn();
  const [question, value] = [
    () => root.querySelectorAll(".what-if select")[0],
    () => root.querySelectorAll(".what-if select")[1],
  ];
  const first = [shown(question()), shown(value())];
  await choose(question(), 1);
  await choose(value(), 2);
  await press("Revenir à mes réponses");
  found.push(
    [shown(question()), shown(value())].join() === first.join() ||
      `the trial: ${shown(question())}, ${shown(value())}, not ${first}`,
  );
  return found.filter((own) => own !== true);
}

/** What the date field shows, what is known, and what the host was told since, with what it read then. */
const start_field = () => {
  const { element } = window;
  const field = element.shadowRoot.querySelector("#start");
  const found = {
    shown: field.value,
    known: element.answers.start ?? "",
    told: window.read.join(),
    wrong: field.getAttribute("aria-invalid") === "true",
  };
  window.read = [];
  return found;
};

/** Puts the focus on a field, or off it, once the drawing has come to rest. */
const focus = async ([selector, view]) => {
  const { element } = window;
  if (view) await element.goTo(view);
  if (!element.shadowRoot.querySelector(selector)) {
    // A commitment stands in the round of its lever.
    element.shadowRoot.querySelector(".rounds-on button").click();
    await new Promise((done) => setTimeout(done, 20));
  }
  const field = element.shadowRoot.querySelector(selector);
  await new Promise((done) => setTimeout(done, 20));
  field.focus();
  return "";
};
const leave = async (selector) => {
  window.element.shadowRoot.querySelector(selector).blur();
  await new Promise((done) => setTimeout(done, 20));
  return "";
};

/** Fills fields as dictation, managers of passwords and scripts do, who say `input` alone, in one that nobody is in and in
    one that somebody leaves then: what is known of it. */
async function fill([answers]) {
  const { element } = window;
  const rest = () => new Promise((done) => setTimeout(done, 30));
  const put = async (selector, write, focused) => {
    await rest();
    const field = element.shadowRoot.querySelector(selector);
    if (focused) field.focus();
    write(field);
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    await rest();
    if (focused) field.blur();
    await rest();
  };
  const found = [];
  element.answers = answers;
  const commitment = () => element.answers.instruments.charte[0].commitments["charte-p1"];
  await element.goTo("charte");
  element.shadowRoot.querySelector(".rounds-on button").click();
  await rest();
  await put("#commitment-0", (field) => {
    field.value = "Dite";
  });
  found.push(commitment());
  await put(
    "#commitment-0",
    (field) => {
      field.value = "Collée";
    },
    true,
  );
  found.push(commitment());
  await element.goTo("gouvernance");
  await put(".grid textarea", (field) => {
    field.value = "Le conseil";
  });
  found.push(Object.values(element.answers.instruments.gouvernance[0].columns || {})[0]);
  await element.goTo("trajectory");
  await put("#start", (field) => {
    field.value = "2027-05-05";
  });
  found.push(element.answers.start);
  await element.goTo("explore");
  await put("#explore-order", (field) => {
    field.selectedIndex = 1;
  });
  await element.goTo("charte");
  await element.goTo("explore");
  found.push(String(element.shadowRoot.querySelector("#explore-order").selectedIndex));
  return found;
}

/** How a field goes in which somebody is typing. */
const LEAVINGS = ["view", "export", "move", "removal", "hidden"];

/** Takes a field away so: what is known of what stood in it. */
async function depart([how]) {
  const { element } = window;
  const rest = () => new Promise((done) => setTimeout(done, 60));
  const home = element.parentNode;
  let text;
  if (how === "view") await element.goTo("explore");
  if (how === "export") {
    const file = await element.export("json");
    text = typeof file === "string" ? file : await file.text();
  }
  if (how === "move") home.append(element);
  if (how === "removal") {
    element.remove();
    await rest();
    home.append(element);
  }
  if (how === "hidden") window.dispatchEvent(new Event("pagehide"));
  await rest();
  return text ? text.match(/Collée\d*/)[0] : element.answers.instruments.charte[0].commitments["charte-p1"];
}

/** A page with shortcuts for letters, digits, Space, arrows and Enter, heard everywhere and prevented: the target tells it
    that nobody is typing. Those on the window in capture come when the widget is there. */
const SHORTCUTS = `<script>
  window.heard = [];
  window.shortcut = (event) => {
    if (/INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
    window.heard.push(event.type + " " + event.key);
    if (event.key.length === 1 || /Arrow|Enter|Home|End/.test(event.key)) event.preventDefault();
  };
  for (const type of ["keydown", "keypress", "keyup"]) {
    document.addEventListener(type, shortcut);
    document.addEventListener(type, shortcut, true);
    window.addEventListener(type, shortcut);
  }
</script>`;

for (const { start, skip, name } of ENGINES) {
  test(
    `${name}: letters, Space, arrows and Enter in a field stay the field's, whoever listens; all other keys stay the page's`,
    { skip },
    async () => {
      const engine = await start();
      after(() => engine.close());
      await engine.open(await partner(SHORTCUTS + two_lines("", 'lang="fr" loading="eager"')));
      await engine.evaluate(watch);
      await engine.evaluate(() => {
        for (const type of ["keydown", "keypress", "keyup"]) window.addEventListener(type, window.shortcut, true);
        return "";
      });
      const press = async (...keys) => {
        for (const key of keys) await engine.press(key);
      };
      const query = (selector) => engine.evaluate(focus, [selector]);
      await query("[data-question=profile] input");
      await press("Space");
      const known = () => JSON.stringify(window.element.answers);
      const first = JSON.parse(await engine.evaluate(known)).profile;
      assert.ok(first, `${name}: Space chooses`);
      await press("ArrowDown");
      await holds(
        async () => JSON.parse(await engine.evaluate(known)).profile !== first,
        true,
        `${name}: an arrow moves`,
      );
      await query("[data-question=domains] input");
      await press("Space");
      await holds(async () => JSON.parse(await engine.evaluate(known)).domains?.length, 1, `${name}: Space checks`);
      await query(".foot-on button");
      await press("Enter");
      await holds(
        () => engine.evaluate(() => window.element.shadowRoot.querySelector(".page").dataset.view),
        "heading",
        `${name}: Enter presses`,
      );
      await query("#horizon-innovation");
      await press("End");
      await holds(async () => JSON.parse(await engine.evaluate(known)).horizons[1], 100, `${name}: End moves`);
      await engine.evaluate(focus, ["#explore-words", "explore"]);
      await press(
        ..."associations / suivi".split("").map((letter) => (letter === " " ? "Space" : letter)),
        "Backspace",
      );
      await holds(
        () => engine.evaluate(() => window.element.shadowRoot.querySelector("#explore-words").value),
        "associations / suiv",
        name,
      );
      await query("#explore-order");
      await press("ArrowDown");
      await holds(
        () => engine.evaluate(() => window.element.shadowRoot.querySelector("#explore-order").selectedIndex),
        1,
        `${name}: an arrow chooses`,
      );
      await holds(() => engine.evaluate(() => window.heard), [], name);
      // On a button a letter does nothing of ours, nor do Escape and Tab anywhere.
      await press("Escape");
      await query(".tools button");
      await press("s", "Tab");
      await holds(
        () => engine.evaluate(() => [...new Set(window.heard)].filter((own) => own.startsWith("keydown"))),
        ["keydown Escape", "keydown s", "keydown Tab"],
        name,
      );
      // With a modifier it is the page's, unless that makes a letter.
      const modified = await engine.evaluate(() => {
        const field = window.element.shadowRoot.querySelector("#explore-words");
        const [ctrl, meta, alt] = [{ ctrlKey: true }, { metaKey: true }, { altKey: true }];
        const writing = ["a", "c", "V", "x", "y", "z", "Backspace", "Delete", "ArrowLeft", "Home"].map((key) => ({
          ...(key < "c" ? meta : ctrl),
          key,
        }));
        return [
          ctrl,
          meta,
          alt,
          { ...ctrl, key: "Enter" },
          { ...alt, ...ctrl, modifierAltGraph: true },
          {},
          ...writing,
        ].map((more) => {
          window.heard = [];
          const event = new KeyboardEvent("keydown", {
            key: "k",
            code: "KeyK",
            bubbles: true,
            composed: true,
            cancelable: true,
            ...more,
          });
          field.dispatchEvent(event);
          // Not every engine makes one with that modifier.
          return window.heard.length > 0 && event.getModifierState("AltGraph") === Boolean(more.modifierAltGraph);
        });
      });
      assert.deepEqual(modified, [true, true, true, true, ...Array(12).fill(false)], name);

      // Option is how a keyboard of Apple makes letters.
      await engine.open(
        await partner(
          `<script>Object.defineProperty(navigator, "platform", { get: () => "MacIntel" })</script>${SHORTCUTS}${two_lines("", 'lang="fr" loading="eager"')}`,
        ),
      );
      await engine.evaluate(watch);
      assert.deepEqual(
        await engine.evaluate(() => {
          return window.element.goTo("explore").then(() => {
            const words = window.element.shadowRoot.querySelector("#explore-words");
            return [
              [words, "{", { altKey: true }],
              [words, "ArrowLeft", { altKey: true }],
              [words, "a", { metaKey: true }],
              [words, "k", { metaKey: true }],
            ].map(([where, key, more]) => {
              window.heard = [];
              where.dispatchEvent(
                new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }),
              );
              return window.heard.length > 0;
            });
          });
        }),
        [false, false, false, true],
        name,
      );
    },
  );

  test(`${name}: what something else fills in is told, and what is typed where the field goes`, { skip }, async () => {
    const engine = await start();
    after(() => engine.close());
    await engine.open(await partner(two_lines("", 'lang="fr" loading="eager"')));
    await engine.evaluate(watch);
    const found = await engine.evaluate(fill, [FULLER]);
    assert.deepEqual(found, ["Dite", "Collée", "Le conseil", "2027-05-05", "1"], name);
    const field = "#commitment-0";
    for (const [place, go] of LEAVINGS.entries()) {
      await engine.evaluate(focus, [field, "charte"]);
      await engine.press("End");
      await engine.press(String(place));
      assert.equal(
        await engine.evaluate(depart, [go, field]),
        `Collée${"0123456".slice(0, place + 1)}`,
        `${name}, ${go}`,
      );
    }
  });

  test(
    `${name}: an entry that is not finished is no answer and takes none back; one that is erased and left is`,
    { skip },
    async () => {
      const engine = await start();
      after(() => engine.close());
      await engine.open(await partner(two_lines("", 'lang="fr" loading="eager"')));
      await engine.evaluate(watch);
      await engine.evaluate((answers) => {
        const { element } = window;
        element.answers = { ...answers, start: "2026-09-01" };
        window.read = [];
        element.addEventListener("boussole-change", () => window.read.push(element.answers.start ?? "nothing"));
        return element.goTo("trajectory").then(() => "");
      }, FULLER);
      const press = async (...keys) => {
        for (const key of keys) await engine.press(key);
      };
      const same = () =>
        engine.evaluate(() => {
          window.element.answers = window.element.answers;
          return new Promise((done) => setTimeout(() => done(""), 20));
        });

      // Half a year, of which a browser makes an empty field, or the year 26; and the host gives its answers again.
      await engine.evaluate(focus, ["#start"]);
      await press("ArrowRight", "ArrowRight", "0");
      await same();
      await press("2", "6");
      assert.deepEqual(
        { ...(await engine.evaluate(start_field)), shown: "" },
        { shown: "", known: "2026-09-01", told: "", wrong: false },
        name,
      );
      // Left so, it is wrong, and said so.
      await engine.evaluate(leave, "#start");
      const left = await engine.evaluate(start_field);
      assert.deepEqual([left.known, left.told, left.wrong], ["2026-09-01", "", true], name);
      // The whole year is told once, as it is.
      await engine.evaluate(focus, ["#start"]);
      await press("ArrowRight", "ArrowRight", "2", "0", "2", "7");
      await engine.evaluate(leave, "#start");
      assert.deepEqual(
        await engine.evaluate(start_field),
        { shown: "2027-09-01", known: "2027-09-01", told: "2027-09-01", wrong: false },
        name,
      );
      // A part erased and left: what is known shows again.
      await engine.evaluate(focus, ["#start"]);
      await press("Backspace");
      assert.equal((await engine.evaluate(start_field)).known, "2027-09-01");
      await engine.evaluate(leave, "#start");
      assert.deepEqual(
        await engine.evaluate(start_field),
        { shown: "2027-09-01", known: "2027-09-01", told: "", wrong: false },
        name,
      );
      // All of it erased: no answer any more, once it is left.
      await engine.evaluate(focus, ["#start"]);
      await press("Backspace", "ArrowRight", "Backspace", "ArrowRight", "Backspace");
      assert.deepEqual(
        await engine.evaluate(start_field),
        { shown: "", known: "2027-09-01", told: "", wrong: false },
        name,
      );
      await engine.evaluate(leave, "#start");
      assert.deepEqual(
        await engine.evaluate(start_field),
        { shown: "", known: "", told: "nothing", wrong: false },
        name,
      );

      // A number erased is none, and the answer is what it was; another text of the host does not disturb one that is being typed.
      const number = ".amount-number input";
      const amounts = () => {
        const { element } = window;
        return `${element.shadowRoot.querySelector(".amount-number input").value} ${element.answers.horizons}`;
      };
      await engine.evaluate(focus, [number, "heading"]);
      const known = await engine.evaluate(amounts);
      assert.match(known, /^(\d+) \1,\d+,\d+$/);
      await press("End", "Backspace", "Backspace");
      await holds(() => engine.evaluate(amounts), /^ \d+,\d+,\d+$/, `${name}: it stays empty as long as she is there`);
      await engine.evaluate(leave, number);
      await holds(() => engine.evaluate(amounts), known, name);
      await engine.evaluate(focus, ["#commitment-0", "charte"]);
      await press("End", "x", "y");
      await same();
      await press("z");
      const words = () =>
        `${window.element.shadowRoot.querySelector("#commitment-0").value}|${window.element.answers.instruments.charte[0].commitments["charte-p1"]}`;
      await holds(() => engine.evaluate(words), "Un point chaque moisxyz|Un point chaque mois", name);
      await engine.evaluate(leave, "#commitment-0");
      await holds(() => engine.evaluate(words), "Un point chaque moisxyz|Un point chaque moisxyz", name);
    },
  );

  test(
    `${name}: what a field shows is what is known, of every kind, also when the host puts answers back at once`,
    { skip },
    async () => {
      const engine = await start();
      after(() => engine.close());
      await engine.open(await partner(two_lines("", 'lang="fr" loading="eager"')));
      await engine.evaluate(watch);
      assert.deepEqual(await engine.evaluate(chooseInLists), []);
      const views = ["situate", "heading", "trajectory", "explore", "gouvernance", "charte"];
      for (const refuses of name === "Chromium" ? [true, false] : [true]) {
        const { wrong, kinds } = await engine.evaluate(actInEach, [views, FULLER, refuses]);
        assert.deepEqual(wrong, [], `${name}, ${refuses ? "put back" : "left"}`);
        assert.equal(kinds, "checkbox date number radio range search select-one text textarea");
      }
    },
  );
}
