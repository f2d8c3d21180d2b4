// In every box: as wide as a paragraph would be there, from its first frame, in three engines; it goes with its styles to
// another document and back, and into frames that have no address; and nothing of the page's styles comes in.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ENGINES } from "./engines.mjs";
import { partner } from "./harness.mjs";

/** A box around `@`, by what it is. `from`: the least room in which a paragraph has 280 px there; `shared`: another text
    wants room too, and what each gets goes by how much it wants; `nested`: the box is as wide as its content, and asks for
    280 px in less; `own`: what a page says of the element itself. */
const BOXES = [
  ["block", "<div>@</div>"],
  ["flex row", '<div style="display:flex">@</div>'],
  ["flex row, centred", '<div style="display:flex;justify-content:center;align-items:center">@</div>'],
  ["flex row that wraps", '<div style="display:flex;flex-wrap:wrap;gap:1rem">@</div>'],
  ["flex row, room between", '<div style="display:flex;justify-content:space-between">@</div>'],
  [
    "flex row beside a fixed column",
    '<div style="display:flex"><div style="flex:none;width:60px">menu</div>@</div>',
    { from: 360 },
  ],
  ["flex row beside a text", '<div style="display:flex">@<p>TEXT</p></div>', { shared: true }],
  ["flex row, margin auto", '<div style="display:flex"><div style="margin:auto">@</div></div>', { nested: true }],
  ["inline flex", '<div style="display:inline-flex">@</div>', { nested: true }],
  ["flex column, centred", '<div style="display:flex;flex-direction:column;align-items:center">@</div>'],
  ["flex column, at its start", '<div style="display:flex;flex-direction:column;align-items:flex-start">@</div>'],
  [
    "two flex columns",
    '<div style="display:flex;gap:10px"><div style="flex:1">@</div><div style="flex:1">TEXT</div></div>',
    { from: 600 },
  ],
  [
    "columns of an editor",
    '<div style="display:flex;flex-wrap:wrap;gap:2em;align-items:normal"><div style="flex:1 1 0;min-width:0">@</div><div style="flex:1 1 0;min-width:0">TEXT</div></div>',
    { from: 600 },
  ],
  [
    "boxes of a page builder",
    '<div style="display:flex;flex-direction:column"><div style="display:flex;width:100%;max-width:min(100%,1140px);margin:0 auto"><div style="display:flex;flex-direction:column;align-items:center;width:100%;padding:10px"><div style="max-width:100%">@</div></div></div></div>',
    { from: 320 },
  ],
  ["grid", '<div style="display:grid">@</div>'],
  ["grid, all centred", '<div style="display:grid;place-items:center">@</div>'],
  ["grid, at its start", '<div style="display:grid;justify-items:start;justify-content:center">@</div>'],
  [
    "grid of automatic columns",
    '<div style="display:grid;grid-template-columns:auto auto">@<p>TEXT</p></div>',
    { shared: true, from: 1000 },
  ],
  [
    "grid of equal columns",
    '<div style="display:grid;grid-template-columns:1fr 1fr">@<p>TEXT</p></div>',
    { from: 600 },
  ],
  [
    "grid of as many columns as fit",
    '<div style="display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,290px),1fr))">@</div>',
  ],
  ["inline-block", '<div style="display:inline-block">@</div>', { nested: true }],
  ["float", '<div style="float:left">@</div>', { nested: true }],
  ["beside a float", '<div><div style="float:right;width:60px;height:40px"></div>@</div>'],
  [
    "absolute",
    '<div style="position:relative;height:50px"><div style="position:absolute">@</div></div>',
    { nested: true },
  ],
  ["fixed", '<div style="transform:scale(1)"><div style="position:fixed;top:0">@</div></div>', { nested: true }],
  [
    "centred by a transform",
    '<div style="position:relative;height:50px"><div style="position:absolute;left:0;right:0;margin:auto;width:fit-content">@</div></div>',
    { nested: true },
  ],
  ["as wide as its content", '<div style="width:fit-content;margin-inline:auto">@</div>', { nested: true }],
  ["table, its width left to its content", "<table><tr><td>@</td></tr></table>", { nested: true }],
  [
    "table over all, two cells",
    '<table style="width:100%"><tr><td>@</td><td style="width:20px">1</td></tr></table>',
    { from: 360 },
  ],
  [
    "table beside a text",
    '<table style="width:100%"><tr><td>@</td><td>TEXT</td></tr></table>',
    { shared: true, from: 600 },
  ],
  [
    "table of equal columns",
    '<table style="width:100%;table-layout:fixed"><tr><td>@</td><td>TEXT</td></tr></table>',
    { from: 600 },
  ],
  ["display: table-cell", '<div style="display:table-cell">@</div>', { nested: true }],
  ["dialog", "<dialog open>@</dialog>", { nested: true }],
  ["popover", '<div popover="manual">@</div>', { nested: true }],
  ["columns of a newspaper", '<div style="columns:2">@</div>', { from: 600 }],
  ["fieldset", "<fieldset>@</fieldset>", { nested: true }],
  ["item of a list", "<ul><li>@</li></ul>"],
  ["what is folded", "<details open><summary>Plus</summary>@</details>"],
  ["centre", "<center>@</center>"],
  ["from right to left", '<div dir="rtl" style="display:flex">@</div>'],
  [
    "a container of the page",
    '<div style="container-type:inline-size"><div style="float:left">@</div></div>',
    { nested: true },
  ],
  ["what scrolls", '<div style="overflow-y:scroll;height:300px;display:flex">@</div>'],
  // What a page says of the element itself.
  ["itself a float", "<div>@</div>", { own: "float:left" }],
  ["itself inline-block", "<div>@</div>", { own: "display:inline-block" }],
  ["itself a flex box", "<div>@</div>", { own: "display:flex;justify-content:center;align-items:center" }],
  ["itself a flex column", "<div>@</div>", { own: "display:flex;flex-direction:column;align-items:center" }],
  ["itself a grid", "<div>@</div>", { own: "display:grid;place-items:center" }],
  [
    "itself a grid of columns and rows",
    "<div>@</div>",
    { own: "display:grid;grid-template:50px 50px / 1fr 2fr;gap:10px", shared: true },
  ],
  [
    "itself a subgrid",
    '<div style="display:grid;grid-template-columns:1fr 2fr">@</div>',
    { own: "grid-column:1/-1;display:grid;grid-template-columns:subgrid", shared: true, from: 320 },
  ],
  ["itself of two columns", "<div>@</div>", { own: "columns:2", shared: true }],
  ["itself vertical", "<div>@</div>", { own: "writing-mode:vertical-rl", shared: true }],
  ["itself inline-flex", "<div>@</div>", { own: "display:inline-flex;flex-direction:column;align-items:center" }],
  ["itself absolute", '<div style="position:relative;height:50px">@</div>', { own: "position:absolute" }],
  ["itself as wide as its content", "<div>@</div>", { own: "width:fit-content;margin-inline:auto" }],
  ["itself of half the width", "<div>@</div>", { own: "width:50%", from: 600 }],
  ["itself wider than its box", "<div>@</div>", { own: "margin-inline:-10px", from: 320 }],
  ["itself with room around", '<div style="display:flex">@</div>', { own: "padding:10px;margin:5px", from: 320 }],
];
/** Where the drawing is less wide than the element. */
const INSIDE = ["beside a float", "columns of a newspaper", "itself with room around"];
const TEXT =
  "Une boussole situe une organisation face aux trois dimensions de l’objectif dix-sept, puis propose un cap et un chemin. ".repeat(
    12,
  );
/** Widths of what the boxes stand in: CSS pixels. */
const ROOMS = [1000, 620, 320, 240];

/** In the page: what each box makes of a paragraph, and then of the element, at every frame until it is ready. */
async function measure(boxes, text, rooms) {
  const frame = () =>
    new Promise((done) => {
      requestAnimationFrame(done);
    });
  const wide = (one) => (one.getClientRects()[0] ?? { width: 0 }).width;
  const found = [];
  for (const room of rooms) {
    const stand = document.createElement("section");
    stand.style.cssText = `width:${room}px;position:relative`;
    document.body.append(stand);
    const all = boxes
      .filter(([, , { from = 0 } = {}]) => room >= from)
      .map(([name, markup, { own = "", shared = false, nested = false } = {}]) => {
        const place = document.createElement("div");
        place.style.cssText = "position:relative;overflow:clip";
        place.innerHTML = markup.replace("@", '<p class="own"></p>').replaceAll("TEXT", text);
        stand.append(place);
        place.querySelector("[popover]")?.showPopover();
        const paragraph = place.querySelector(".own");
        paragraph.style.cssText = `margin:0;${own}`;
        paragraph.textContent = text;
        const element = document.createElement("boussole-odd17");
        element.style.cssText = own;
        // One room is enough for what starts: nothing here waits for it.
        if (room === rooms[0]) element.setAttribute("loading", "eager");
        return { name, shared, nested, place, paragraph, element, expected: wide(paragraph), widths: new Set() };
      });
    for (const one of all) one.paragraph.replaceWith(one.element);
    const starting = room === rooms[0] ? all : [];
    for (let frames = 0; frames < 300; frames += 1) {
      await frame();
      for (const one of all) one.widths.add(wide(one.element));
      if (frames > 2 && starting.every(({ element }) => element.state === "ready")) break;
    }
    for (const { name, shared, nested, element, expected, widths } of all) {
      const [drawn] = element.shadowRoot.querySelectorAll(".root");
      found.push({
        name,
        room,
        shared,
        nested,
        expected,
        widths: [...widths],
        state: element.state,
        drawn: drawn && wide(drawn),
        high: element.offsetHeight,
      });
    }
    // What it shows without its drawing is as wide.
    for (const { element } of starting) element.destroy();
    for (const [place, { element, widths }] of starting.entries()) found[place].after = widths.has(wide(element));
    stand.remove();
  }
  return found;
}

/** What shows that styles are whole: of the first question, of the rest of the first view, of the other views. In the page, as
    text. */
const LOOK = `async (element) => {
  const root = element.shadowRoot;
  const of = (which, name) => { const one = root.querySelector(which); return one && one.ownerDocument.defaultView.getComputedStyle(one)[name]; };
  const first = [of(".option", "borderTopStyle"), of(".steps ol", "display"), of(".foot", "display"), of(".compass", "display")];
  await element.goTo("explore");
  const later = [of(".asking", "display"), of(".facets", "display")];
  await element.goTo("situate");
  return [element.state, ...first, ...later, element.offsetWidth >= 280].join(" ");
}`;
const WHOLE = "ready solid flex flex grid grid flex true";

/** In the page: where the element is taken, how it looks there, and what it knows. */
async function travel(look) {
  const looks = (0, eval)(look);
  const element = document.querySelector("boussole-odd17");
  await element.whenReady;
  element.answers = { profile: "association", maturity: 2 };
  const home = element.parentNode;
  const found = [];
  const choose = (which) => element.shadowRoot.querySelector(which).click();
  const frame = document.body.appendChild(document.createElement("iframe"));
  frame.width = 900;
  const own = window.open("about:blank", "", "popup,width=900,height=500");
  const places = [
    ["frame", frame.contentDocument.body],
    ["home", home],
    ...(own
      ? [
          ["window", own.document.body],
          ["home", home],
        ]
      : []),
  ];
  for (const [name, place] of places) {
    place.append(element);
    choose('[value="social"], [value="entreprise"], [name^="maturity"][value="m1"]');
    choose('[name^="maturity"][value="m2"]');
    found.push([name, await looks(element), JSON.stringify(element.answers)]);
  }
  const nowhere = document.implementation.createHTMLDocument();
  for (const keep of [
    (one) => nowhere.adoptNode(one),
    (one) => nowhere.body.appendChild(one),
    (one) => document.createElement("template").content.appendChild(one),
  ]) {
    keep(element);
    home.append(element);
    found.push(["from nowhere", await looks(element), JSON.stringify(element.answers)]);
  }
  // One that was never at home, and is there before the styles of the rest are.
  const abroad = document.createElement("boussole-odd17");
  abroad.setAttribute("loading", "eager");
  frame.contentDocument.body.append(abroad);
  await abroad.whenReady;
  found.push(["born abroad", await looks(abroad), JSON.stringify(abroad.answers)]);
  frame.remove();
  if (own) own.close();
  return found;
}

/** In the page: frames that have no address of their own, and how the element looks in each. */
async function unaddressed(look) {
  const looks = (0, eval)(look);
  const page = `<!doctype html><html lang="fr"><meta charset="utf-8"><script src="${new URL("boussole.js", location.href)}"></${"script"}><body><boussole-odd17 loading="eager"></boussole-odd17>`;
  const frames = {
    srcdoc: (frame) => {
      frame.srcdoc = page;
    },
    blob: (frame) => {
      frame.src = URL.createObjectURL(new Blob([page], { type: "text/html" }));
    },
    written: (frame) => {
      frame.contentDocument.open();
      frame.contentDocument.write(page);
      frame.contentDocument.close();
    },
    "written twice": (frame) => {
      for (const text of ["<p>", page]) {
        frame.contentDocument.open();
        frame.contentDocument.write(text);
        frame.contentDocument.close();
      }
    },
    // The script is there before the document that it is for: the window outlives its first one.
    "filled by its parent": async (frame) => {
      const inner = frame.contentDocument;
      const script = inner.createElement("script");
      script.src = new URL("boussole.js", location.href);
      const there = new Promise((done) => {
        script.onload = done;
      });
      inner.head.append(script);
      await there;
      inner.body.innerHTML = '<boussole-odd17 loading="eager"></boussole-odd17>';
    },
  };
  // A frame of an origin of its own tells it itself.
  const telling = `${page}<script>addEventListener("boussole-ready", async ({ target }) => parent.postMessage(await (${look})(target), "*"));</${"script"}>`;
  const apart = {
    data: (frame) => {
      frame.src = `data:text/html;charset=utf-8,${encodeURIComponent(telling)}`;
    },
    sandboxed: (frame) => {
      frame.sandbox = "allow-scripts";
      frame.srcdoc = telling;
    },
  };
  const told = Object.entries(apart).map(async ([name, fill]) => {
    const frame = document.createElement("iframe");
    frame.width = 900;
    fill(frame);
    const heard = new Promise((done) => {
      addEventListener("message", ({ source, data }) => {
        if (source === frame.contentWindow) done(data);
      });
      setTimeout(done, 15000, "nothing");
    });
    document.body.append(frame);
    return [name, await heard];
  });
  return Promise.all(
    told.concat(
      Object.entries(frames).map(async ([name, fill]) => {
        const frame = document.createElement("iframe");
        frame.width = 900;
        document.body.append(frame);
        await fill(frame);
        const until = performance.now() + 15000;
        let element;
        do {
          await new Promise((done) => setTimeout(done, 50));
          element = frame.contentDocument && frame.contentDocument.querySelector("boussole-odd17");
        } while (performance.now() < until && !(element && (element.state === "ready" || element.state === "error")));
        return [
          name,
          element && element.state === "ready" ? await looks(element) : `state ${element && element.state}`,
        ];
      }),
    ),
  );
}

/** What a page may say of its own text, and what all in it inherits; with a prefix as without. */
const LEAKY = `text-fill-color: transparent; text-stroke: 2px red; text-security: disc; line-break: anywhere; hyphens: auto; user-select: none; text-size-adjust: 300%;
  font-smoothing: antialiased; text-shadow: 1px 1px red; text-indent: 2em; text-align: center; text-align-last: justify; text-transform: uppercase; text-emphasis: dot; text-underline-offset: 9px;
  text-underline-position: under; text-decoration-skip-ink: none; text-orientation: upright; text-rendering: geometricPrecision; text-wrap: nowrap; text-anchor: end; text-justify: none;
  font-style: italic; font-variant: small-caps; font-weight: 900; font-stretch: 50%; font-size-adjust: 0.9; font-kerning: none; font-feature-settings: "zero"; font-variation-settings: "wght" 900; font-synthesis: none; font-optical-sizing: none;
  letter-spacing: 3px; word-spacing: 9px; word-break: break-all; overflow-wrap: anywhere; white-space: nowrap; line-height: 3; tab-size: 1; quotes: none; orphans: 9; widows: 9; hanging-punctuation: first;
  list-style: square inside; border-collapse: collapse; border-spacing: 9px; caption-side: bottom; empty-cells: hide; cursor: wait; caret-color: transparent; accent-color: red; color: red;
  fill: red; stroke: red; stroke-width: 3px; stroke-dasharray: 2; fill-opacity: 0.1; paint-order: stroke; shape-rendering: crispEdges; image-rendering: pixelated; dominant-baseline: hanging; forced-color-adjust: none; print-color-adjust: exact; scrollbar-color: red blue; ruby-position: under`;

/** In the page: what changes in the widget when the page says so of its body, and what may change with it. */
async function inherit(leaky) {
  const [drawn, waiting] = document.querySelectorAll("boussole-odd17");
  await drawn.whenReady;
  await drawn.goTo("heading");
  const root = drawn.shadowRoot.querySelector(".root");
  // One of a kind is enough.
  const kinds = new Map(
    [root, ...root.querySelectorAll("*")].map((one) => [`${one.localName} ${one.getAttribute("class")}`, one]),
  );
  const all = (one) => {
    const styles = getComputedStyle(one);
    return Object.fromEntries(
      [...styles].filter((name) => !name.startsWith("--")).map((name) => [name, styles.getPropertyValue(name)]),
    );
  };
  const look = () => [...kinds].map(([kind, one]) => [kind, all(one)]);
  const before = look();
  const sheet = document.createElement("style");
  const said = leaky.split(";").map((one) => one.trim());
  sheet.textContent = `body.loud { ${[...said, ...said.map((one) => `-webkit-${one}`)].join("; ")} } boussole-odd17 { --heat: 90%; --tint: red; --paper: red; --ink: red; --font: fantasy }`;
  document.head.append(sheet);
  document.body.className = "loud";
  const after = look();
  const changed = before.flatMap(([kind, own], place) =>
    Object.keys(own)
      .filter((name) => own[name] !== after[place][1][name])
      .map((name) => `${kind} ${name}: ${own[name]} -> ${after[place][1][name]}`),
  );
  // A fallback is the page's: it looks as it would beside the element.
  const [beside, within] = [waiting.previousElementSibling, waiting.firstElementChild].map(all);
  const other = Object.keys(beside).filter(
    (name) => beside[name] !== within[name] && !/size|width|height|origin/.test(name),
  );
  const heard = Object.keys(all(document.body)).filter(
    (name) => all(document.body)[name] !== all(document.documentElement)[name],
  );
  document.body.className = "";

  const of = (name) => getComputedStyle(root)[name];
  const passes = [];
  for (const [name, value] of [
    ["fontFamily", "Georgia"],
    ["fontSize", "20px"],
    ["colorScheme", "dark"],
    ["visibility", "hidden"],
    ["pointerEvents", "none"],
    ["direction", "rtl"],
  ]) {
    document.body.style[name] = value;
    passes.push(`${name} ${of(name)}`);
    document.body.style[name] = "";
  }
  document.body.style.fontSize = "11px";
  passes.push(`least ${of("fontSize")}`);
  document.body.style.fontSize = "";
  document.body.style.writingMode = "vertical-rl";
  passes.push(of("writingMode"), drawn.offsetWidth >= 280 && root.offsetWidth > drawn.offsetWidth - 2);
  document.body.style.writingMode = "";
  // What the page says of the element itself holds.
  sheet.textContent = "boussole-odd17 { display: inline-block; margin: 7px; width: 400px }";
  const host = getComputedStyle(drawn);
  passes.push(host.display, host.marginTop, host.width, root.offsetWidth);
  sheet.textContent = "boussole-odd17 { display: none }";
  passes.push(host.display);
  sheet.remove();
  drawn.parentNode.inert = true;
  root.querySelector(".steps button").focus();
  passes.push(drawn.shadowRoot.activeElement === null);
  drawn.parentNode.inert = false;
  root.querySelector(".steps button").focus();
  passes.push(drawn.shadowRoot.activeElement !== null);
  return { kinds: kinds.size, heard: heard.length, changed, other, passes };
}

for (const { name, start, skip } of ENGINES) {
  describe(name, { skip }, () => {
    let engine;
    before(async () => {
      engine = await start();
    });
    after(() => engine.close());

    test(
      "as wide as a paragraph in every box, at least 280 px where there is room, from the first frame",
      { timeout: 120_000 },
      async () => {
        await engine.open(await partner('<script src="boussole.js"></script></head><body style="margin:0"></body>'));
        const found = await engine.evaluate(measure, BOXES, TEXT, ROOMS);
        for (const { name, room, shared, nested, expected, widths, state, drawn, high, after } of found) {
          const said = JSON.stringify({ name, room, expected, widths, state, drawn, high, after });
          assert.equal(widths.length, 1, `nothing jumps: ${said}`);
          const [wide] = widths;
          if (shared) assert.ok(wide > Math.min(280, room) - 1 && wide <= room, said);
          else assert.ok(Math.abs(wide - (nested ? Math.max(expected, 280) : expected)) < 1, said);
          assert.ok(high < 9000, `no tower: ${said}`);
          if (room < ROOMS[0]) continue;
          assert.deepEqual([state, after], ["ready", true], said);
          assert.ok(Math.abs(drawn - wide) < 1 || INSIDE.includes(name), said);
        }
      },
    );

    test("moved to a frame, to another window, to a document that nobody shows, and back: styles and answers go with it", async () => {
      await engine.open(
        await partner(
          '<script src="boussole.js"></script></head><body><main><boussole-odd17 loading="eager"></boussole-odd17></main></body>',
        ),
      );
      const found = await engine.evaluate(travel, LOOK);
      const known = JSON.stringify({ profile: "entreprise", maturity: 2 });
      assert.ok(found.filter(([place]) => place === "home").length, "it came back");
      for (const [place, looks, answers] of found)
        assert.deepEqual([place, looks, answers], [place, WHOLE, place === "born abroad" ? "{}" : known]);
    });

    test("nothing of the page's styles comes in but what may, the fallback has them all, and what is said of the element holds", async () => {
      await engine.open(
        await partner(`<script src="boussole.js"></script></head><body><main><boussole-odd17 loading="eager"></boussole-odd17></main>
        <div style="height:300vh"></div><p><a href="#">Ouvrir</a><boussole-odd17><a href="#">Ouvrir</a></boussole-odd17></p></body>`),
      );
      const { kinds, heard, changed, other, passes } = await engine.evaluate(inherit, LEAKY);
      assert.ok(kinds > 40 && heard > 40, `${kinds} kinds of elements, ${heard} properties`);
      assert.deepEqual(changed.slice(0, 9), []);
      assert.deepEqual(other, [], "the fallback");
      assert.deepEqual(passes, [
        "fontFamily Georgia",
        "fontSize 20px",
        "colorScheme dark",
        "visibility hidden",
        "pointerEvents none",
        "direction rtl",
        "least 16px",
        "horizontal-tb",
        true,
        "inline-block",
        "7px",
        "400px",
        400,
        "none",
        true,
        true,
      ]);
    });

    test("frames that have no address show all of it", async () => {
      await engine.open(await partner("</head><body></body>", { "access-control-allow-origin": "*" }));
      const found = await engine.evaluate(unaddressed, LOOK);
      assert.equal(found.length, 7);
      for (const [kind, looks] of found) assert.deepEqual([kind, looks], [kind, WHOLE]);
    });
  });
}
