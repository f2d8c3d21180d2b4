// Pages that break what a script relies on. What is asked each time: nothing uncaught on the page, no answer lost,
// and either a widget that works or the page's own words.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { ENGINES } from "./engines.mjs";
import { STRICT, holds, open, partner, reads, release, serve, settled, state, two_lines } from "./harness.mjs";
import { WORKS, listen } from "./hostile.mjs";
import { FULLER, VIEWS, show } from "./views.mjs";

const address = await serve();

/** The two lines on a page that did `attack` first. */
async function attacked(attack, headers = {}) {
  const { page, said } = await open("about:blank", { before: listen });
  if (attack) await page.addInitScript(attack);
  await page.goto(await partner(two_lines(), headers));
  return { page, said, widget: page.locator("boussole-odd17") };
}
/** As text: a driver that copies objects would trip over what the page did to their prototypes. */
const found = async (page) =>
  JSON.parse(
    await page.evaluate(() =>
      Reflect.apply(JSON.stringify, undefined, [
        { answers: document.querySelector("boussole-odd17").answers, heard: window.heard, wild: window.wild },
      ]),
    ),
  );

/** A choice, a step, another language, by clicks alone. */
async function journey({ page, widget }) {
  await state(page);
  await widget.getByText("Association", { exact: true }).click();
  await widget.getByText("Niveau 3").click();
  await widget.locator(".foot-on button").click();
  await widget.getByRole("heading", { name: "Fixer le cap" }).waitFor();
  await page.evaluate(() => document.querySelector("boussole-odd17").setAttribute("lang", "en"));
  await widget.locator("[lang=en]").first().waitFor();
  await holds(() => found(page), { answers: { profile: "association", maturity: 3 }, heard: [], wild: [] });
}

for (const [what, attack] of Object.entries(WORKS)) {
  test(`it works where ${what}`, async () => {
    const there = await attacked(attack);
    if (what.startsWith("a listener"))
      await there.page.evaluate(() => {
        const { push } = window.wild;
        window.wild.push = function keep(said) {
          return /theirs/.test(said) ? 0 : push.call(this, said);
        };
      });
    await state(there.page);
    if (what.startsWith("a listener"))
      await there.page.evaluate(() => {
        window.wild.length = 0;
      });
    await journey(there);
  });
}

const FALLS_BACK = {
  "fetch throws": [
    () => {
      window.fetch = () => {
        throw new Error("theirs");
      };
    },
    ["fetch"],
  ],
  "fetch answers nonsense": [
    () => {
      window.fetch = async () => "nonsense";
    },
    ["fetch"],
  ],
  "fetch never answers": [
    () => {
      window.fetch = () => new Promise(() => {});
    },
    ["timeout"],
  ],
  "no element can be defined": [
    () => {
      customElements.define = () => {
        throw new Error("theirs");
      };
    },
    [],
  ],
  "instances of a module cannot be made": [
    () => {
      WebAssembly.instantiate = async () => {
        throw new Error("theirs");
      };
    },
    ["wasm-unsupported"],
  ],
  "the module was swapped for another": [
    () => {
      WebAssembly.compileStreaming = async () => new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    },
    ["wasm-unsupported"],
  ],
};
for (const [what, [attack, codes]] of Object.entries(FALLS_BACK)) {
  test(`where ${what} the page's own words stand, and its code is told once`, { timeout: 120_000 }, async () => {
    const { page, widget } = await attacked(attack);
    const wanted = codes.length;
    await page.waitForFunction((wanted) => window.heard.length >= wanted, wanted, { timeout: 20_000 });
    await page.waitForTimeout(300);
    await holds(() => widget.locator("a").isVisible());
    assert.deepEqual(await page.evaluate(() => [window.heard, window.wild]), [codes, []]);
  });
}

test("files are right where lists were taught to write themselves as texts", async () => {
  const { page } = await attacked(() => {
    Array.prototype.toJSON = function old() {
      return this.join();
    };
  });
  await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "ready");
  const text = await page.evaluate(async (answers) => {
    const own = document.querySelector("boussole-odd17");
    own.answers = answers;
    return (await own.export("json")).text();
  }, FULLER);
  const file = JSON.parse(text);
  assert.ok(JSON.stringify(file).includes('"domains":["'), "lists are lists");
  await holds(() => page.evaluate(() => typeof Array.prototype.toJSON), "function", "and the page has what it had");
});

test("values that throw when they are looked at are refused, and the answers stay", async () => {
  const { page } = await attacked();
  await state(page);
  const { answers, heard, wild } = await page.evaluate(() => {
    const own = document.querySelector("boussole-odd17");
    own.answers = { profile: "media", maturity: 2 };
    const throws = {
      get() {
        throw new Error("get");
      },
      ownKeys() {
        throw new Error("ownKeys");
      },
      getPrototypeOf() {
        throw new Error("getPrototypeOf");
      },
      has() {
        throw new Error("has");
      },
      getOwnPropertyDescriptor() {
        throw new Error("describe");
      },
    };
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const round = {};
    round.instruments = round;
    for (const value of [
      new Proxy({}, throws),
      new Proxy([], throws),
      proxy,
      { domains: new Proxy([], throws) },
      { profile: new Proxy({}, throws) },
      {
        get level() {
          throw new Error("getter");
        },
      },
      round,
      Symbol("s"),
      10n,
      () => {},
      document,
    ]) {
      try {
        own.answers = value;
      } catch (error) {
        window.wild.push(String(error));
      }
      for (const name of ["overlay", "catalogue"])
        try {
          own[name] = value;
        } catch (error) {
          window.wild.push(`${name}: ${error}`);
        }
    }
    return { answers: own.answers, heard: [...new Set(window.heard)].sort(), wild: window.wild };
  });
  assert.deepEqual({ answers, wild }, { answers: { profile: "media", maturity: 2 }, wild: [] });
  assert.ok(!heard.includes("panic"), heard.join());
  assert.ok(heard.includes("answers"));
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => [window.wild, document.querySelector("boussole-odd17").state]), [
    [],
    "ready",
  ]);
});

test("a listener may destroy the element, take it out or answer for it while it is told something", async () => {
  const { page } = await attacked();
  await state(page);
  const seen = await page.evaluate(async () => {
    const turn = () => new Promise((done) => setTimeout(done, 50));
    const fresh = async () => {
      const own = document.createElement("boussole-odd17");
      own.setAttribute("loading", "eager");
      document.body.append(own);
      await own.whenReady;
      return own;
    };
    const out = [];
    for (const act of [
      (own) => own.destroy(),
      (own) => own.remove(),
      (own) => {
        own.answers = { level: "national" };
      },
      (own) => own.reset(),
      (own) => own.goTo("explore"),
    ]) {
      const own = await fresh();
      let times = 0;
      own.addEventListener("boussole-change", () => {
        times += 1;
        if (times === 1) act(own);
      });
      own.answers = { profile: "media", maturity: 2 };
      await turn();
      out.push(own.state);
      own.remove();
    }
    return { out, heard: window.heard, wild: window.wild, first: document.querySelector("boussole-odd17").state };
  });
  assert.deepEqual(seen, { out: ["idle", "ready", "ready", "ready", "ready"], heard: [], wild: [], first: "ready" });
});

test("nodes that a page takes out of the drawing: the widget goes on, or says that it stopped and goes on when asked", async () => {
  const { page, widget } = await attacked();
  await state(page);
  await page.evaluate((answers) => {
    document.querySelector("boussole-odd17").answers = answers;
  }, FULLER);
  await settled(page);
  const before = (await found(page)).answers;
  for (const selector of [".page", ".steps ol", "h3", ".widget", "form > *"]) {
    for (const step of [2, 3, 1]) {
      await page.evaluate(
        ([selector, step]) => {
          const root = document.querySelector("boussole-odd17").shadowRoot;
          root.querySelector(selector)?.remove();
          const button = root.querySelector(`.steps li:nth-child(${step}) button`);
          if (button) button.click();
          else document.querySelector("boussole-odd17").goTo("path");
        },
        [selector, step],
      );
      await page.waitForTimeout(60);
      const again = widget.getByRole("button", { name: "Reprendre" });
      if (await again.count()) {
        await again.click();
        await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "ready");
      }
    }
  }
  const { answers, heard, wild } = await found(page);
  assert.deepEqual({ answers, wild }, { answers: before, wild: [] });
  assert.ok(
    heard.every((code) => code === "panic"),
    heard.join(),
  );
});

test("a drop that the page stops on its way still tries the catalogue, and never replaces the page", async () => {
  const { page } = await attacked(() => {
    for (const type of ["dragover", "drop"])
      document.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
  });
  await state(page);
  await show(page, "explore");
  const prevented = await page.evaluate(async () => {
    const zone = document.querySelector("boussole-odd17").shadowRoot.querySelector("[data-own=zone]");
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(
      new File(
        ['{"schema":"boussole/catalogue/1","items":[{"title":"Un puits partagé","kind":"methodes"}]}'],
        "mine.json",
        { type: "application/json" },
      ),
    );
    const event = new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true });
    zone.dispatchEvent(event);
    await new Promise((done) => setTimeout(done, 100));
    return event.defaultPrevented;
  });
  assert.ok(prevented);
  await page
    .locator("boussole-odd17")
    .getByText(/1 ressource s’ajoute/)
    .first()
    .waitFor({ state: "attached", timeout: 20_000 });
});

test(
  "trusted types and no eval, from the first view to the last file and the paper",
  { timeout: 120_000 },
  async () => {
    const { page, said } = await attacked(
      () => {
        document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
          window.wild.push(`${violatedDirective} ${blockedURI} ${sample}`),
        );
        window.print = () => {};
      },
      {
        "content-security-policy": `${STRICT.replace("img-src 'self'", "img-src 'self' blob:")}; require-trusted-types-for 'script'; trusted-types 'none'`,
      },
    );
    await state(page);
    await page.evaluate((answers) => {
      document.querySelector("boussole-odd17").answers = answers;
    }, FULLER);
    for (const view of VIEWS) await show(page, view);
    const made = await page.evaluate(async () => {
      const out = {};
      for (const format of ["json", "csv", "ics", "svg", "html", "png"])
        out[format] = await document
          .querySelector("boussole-odd17")
          .export(format)
          .then(({ size }) => size > 100, String);
      return out;
    });
    assert.deepEqual(made, { json: true, csv: true, ics: true, svg: true, html: true, png: true });
    await show(page, "keep");
    await page.evaluate(() => {
      const root = document.querySelector("boussole-odd17").shadowRoot;
      [...root.querySelectorAll("button")].find((button) => /Imprimer/.test(button.textContent)).click();
    });
    await page.waitForTimeout(100);
    assert.deepEqual(await page.evaluate(() => window.wild), []);
    assert.deepEqual(
      said.filter((line) => line.startsWith("error")),
      [],
    );
  },
);

test("a sandbox that keeps even an empty frame from us: printing says why it cannot, nothing breaks", async () => {
  const inner = await partner(
    `<script src="${address}boussole.js" async></script><body><boussole-odd17 loading="eager"><a href="https://exemple.org/">Ouvrir</a></boussole-odd17>`,
  );
  const { page, said } = await open("about:blank", { before: listen });
  await page.goto(
    await partner(
      `</head><body><iframe title="boussole" sandbox="allow-scripts allow-modals" width="800" height="900" src="${inner}"></iframe>`,
    ),
  );
  const frame = page.frames()[1];
  await frame.waitForFunction(() => document.querySelector("boussole-odd17")?.state === "ready");
  await frame.evaluate((answers) => {
    const own = document.querySelector("boussole-odd17");
    own.answers = answers;
    return own.goTo("keep");
  }, FULLER);
  await frame.evaluate(() =>
    [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("button")]
      .find((button) => /Imprimer/.test(button.textContent))
      .click(),
  );
  // What is said aloud is taken away again after a while.
  const told = await frame
    .waitForFunction(
      () => document.querySelector("boussole-odd17").shadowRoot.querySelector("[role=status]").textContent,
    )
    .then((said) => said.jsonValue());
  const { heard, wild, frames } = await frame.evaluate(() => ({
    heard: window.heard,
    wild: window.wild,
    frames: document.querySelector("boussole-odd17").shadowRoot.querySelectorAll("iframe").length,
  }));
  assert.deepEqual({ heard, wild, frames }, { heard: ["export"], wild: [], frames: 0 });
  assert.ok(told.length > 20, told);
  assert.deepEqual(
    said.filter((line) => line.startsWith("error:")),
    [],
  );
});

/** Texts of the widget in a page that are read at less than 4.4:1. */
const unreadable = () => {
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  const channels = (colour) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((own) => own / 255);
  };
  const luminance = (colour) =>
    channels(colour)
      .map((own) => (own <= 0.04045 ? own / 12.92 : ((own + 0.055) / 1.055) ** 2.4))
      .reduce((sum, own, place) => sum + own * [0.2126, 0.7152, 0.0722][place], 0);
  const ground = (node) => {
    for (let own = node; own; own = own.parentElement) {
      const { backgroundColor } = getComputedStyle(own);
      if (!/, 0\)|transparent|\/ 0\)/.test(backgroundColor)) return backgroundColor;
    }
    return "#fff";
  };
  const texts = [...document.querySelector("boussole-odd17").shadowRoot.querySelectorAll(".root *")].filter(
    (own) =>
      own.getClientRects().length &&
      !own.matches(".visually-hidden, svg *, [disabled], option") &&
      [...own.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
  );
  const poor = texts.filter((own) => {
    const [dark, light] = [luminance(getComputedStyle(own).color), luminance(ground(own))].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05) < 4.4;
  });
  return JSON.stringify([
    texts.length > 10,
    poor.map((own) => `${own.localName}.${own.className}: ${own.textContent.trim().slice(0, 30)}`),
  ]);
};

for (const { name, start, skip } of ENGINES) {
  test(
    `${name}: what the page does to colours leaves every text readable: its own switch, names it registers, no doctype`,
    { skip, timeout: 120_000 },
    async () => {
      const engine = await start();
      after(() => engine.close());
      const turn = (act) =>
        engine.evaluate((act) => {
          const { documentElement } = document;
          const own = document.querySelector("boussole-odd17");
          const rule = () => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("html { color-scheme: dark !important }");
            document.adoptedStyleSheets = [sheet];
          };
          const acts = {
            dark: () => {
              documentElement.className = "dark";
            },
            light: () => {
              documentElement.className = "";
            },
            rule,
            // What is not seen changes nothing until it is seen.
            unseen: async () => {
              document.adoptedStyleSheets = [];
              own.style.display = "none";
              await new Promise((done) => setTimeout(done, 100));
              documentElement.className = "dark";
              await new Promise((done) => setTimeout(done, 100));
              own.style.display = "";
            },
          };
          return Promise.resolve(acts[act]())
            .then(() => new Promise((done) => setTimeout(done, 400)))
            .then(() => "");
        }, act);
      const ready = () =>
        engine.evaluate(() =>
          customElements
            .whenDefined("boussole-odd17")
            .then(() => document.querySelector("boussole-odd17").whenReady)
            .then(() => ""),
        );
      const REGISTERED = ["accent", "ink", "muted", "card"]
        .map((own) => `@property --${own} { syntax: "<color>"; inherits: false; initial-value: #eee }`)
        .join(" ");
      const own =
        "boussole-odd17 { --boussole-paper: #fff; --boussole-ink: #1a1a2e; --boussole-accent: #0b5fff } html.dark { color-scheme: dark } html.dark boussole-odd17 { --boussole-paper: #0b0f19; --boussole-ink: #e6e6f0; --boussole-accent: #7aa2ff }";
      const once =
        "boussole-odd17 { --boussole-ink: #22223a; --boussole-accent: #123f7a } html.dark { color-scheme: dark }";
      for (const style of [own, once]) {
        await engine.open(await partner(`<style>${REGISTERED} ${style}</style>${two_lines()}`));
        await ready();
        for (const act of ["as it is", "dark", "light", "rule", "unseen"]) {
          if (act !== "as it is") await turn(act);
          await holds(
            async () => JSON.parse(await engine.evaluate(unreadable)),
            [true, []],
            `${name}: ${act}: ${style}`,
          );
        }
      }
      const quirky = `<html lang="fr"><head><meta charset="utf-8"><title>Ancienne</title>${two_lines("", 'loading="eager" theme="dark"').replace("<body>", '<body text="#000000" bgcolor="#ffffff">')}</html>`;
      await engine.open(`${await partner("", {}, { "/old.html": quirky })}old.html`);
      await ready();
      for (const view of ["trajectory", "method"]) {
        await engine.evaluate(
          (view) =>
            document
              .querySelector("boussole-odd17")
              .goTo(view)
              .then(() => new Promise((done) => setTimeout(done, 100)))
              .then(() => ""),
          view,
        );
        await holds(
          async () => JSON.parse(await engine.evaluate(unreadable)),
          [true, []],
          `${name}: ${view} without doctype`,
        );
        await holds(
          () =>
            engine.evaluate(() => {
              const table = document.querySelector("boussole-odd17").shadowRoot.querySelector("table");
              return document.compatMode + (getComputedStyle(table).lineHeight !== "normal");
            }),
          "BackCompattrue",
        );
      }
    },
  );
}

test("a console without warnings, and a picture that stands for the script, decide nothing about the start", async () => {
  const { page } = await open("about:blank", { before: listen });
  await page.addInitScript(() => {
    delete console.warn;
    console.warn = undefined;
  });
  // A visitor's comment may hold such a picture.
  await page.goto(
    await partner(
      `</head><body><img name="currentScript" alt="" src="https://exemple.org/x/y.png"><script src="boussole.js"></script><script src="boussole.js"></script><boussole-odd17 loading="eager" theme="nonsense"></boussole-odd17></body>`,
    ),
  );
  await state(page);
  assert.deepEqual(await page.evaluate(() => [window.heard, window.wild]), [["attribute"], []]);
});

test("pages that take hold of pointers, touches, selections and the clipboard let go of our fields and buttons", async () => {
  const { page, widget } = await attacked(() => {
    // What libraries for sorting, quick touches and against copying do: only fields are let go.
    const cancel = (event) => {
      if (!/^(INPUT|TEXTAREA|SELECT|BUTTON)$/.test(event.target.tagName)) event.preventDefault();
    };
    for (const type of ["pointerdown", "mousedown", "touchstart", "touchend", "selectstart", "copy", "cut", "paste"])
      document.addEventListener(type, cancel, { passive: false });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey && "acxv".includes(event.key)) cancel(event);
    });
    addEventListener("DOMContentLoaded", () =>
      document.body.addEventListener("pointerdown", () => {
        window.taken = (window.taken || 0) + 1;
      }),
    );
  });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await state(page);
  await show(page, "explore");
  const field = widget.locator("#explore-words");
  await field.click();
  await page.keyboard.type("eau");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await page.keyboard.press("End");
  await page.keyboard.press("Control+v");
  await reads(field, "eaueau");
  await show(page, "heading");
  const slider = widget.locator("#horizon-confiance");
  const before = await slider.inputValue();
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await holds(async () => (await slider.inputValue()) !== before, true, "the slider goes with the hand");
  assert.equal(await page.evaluate(() => window.taken), undefined);
  await widget.locator("h2").first().click();
  assert.equal(await page.evaluate(() => window.taken), 1, "what is no control of ours is the page's, as ever");
});

test("the state is what it is, whatever copies it, writes it or takes it away; a page that insists does not hold anything up", async () => {
  const { page } = await attacked();
  await state(page);
  const seen = await page.evaluate(async () => {
    const turn = () => new Promise((done) => setTimeout(done, 60));
    const own = document.querySelector("boussole-odd17");
    const out = [];
    own.removeAttribute("state");
    out.push(own.state);
    await turn();
    out.push(own.getAttribute("state"));
    own.setAttribute("state", "error");
    await turn();
    out.push(own.getAttribute("state"));
    const copy = own.cloneNode(true);
    out.push(copy.state);
    const below = document.createElement("div");
    below.className = "below";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".below { margin-top: 9000px }");
    document.adoptedStyleSheets = [sheet];
    copy.removeAttribute("loading");
    below.append(copy);
    document.body.append(below);
    out.push(copy.getAttribute("state"));
    let times = 0;
    const insists = new MutationObserver(() => {
      if (own.hasAttribute("state") && times < 1000) {
        times += 1;
        own.removeAttribute("state");
      }
    });
    insists.observe(own, { attributeFilter: ["state"] });
    own.removeAttribute("state");
    await turn();
    insists.disconnect();
    await turn();
    out.push(own.getAttribute("state"), times < 100);
    return out;
  });
  assert.deepEqual(seen, ["ready", "ready", "ready", "idle", "idle", "ready", true]);
});

test("a page that makes the element anew after a change: the answer is there, and of a kept journey there is one", async () => {
  for (const attributes of ['loading="eager" share="fragment"', 'loading="eager" storage="session"']) {
    const { page } = await open("about:blank", { before: listen });
    await page.goto(
      await partner(
        `<script src="boussole.js" async></script></head><body><div id="app"><boussole-odd17 ${attributes}></boussole-odd17></div></body>`,
      ),
    );
    await state(page);
    if (attributes.includes("storage")) {
      await page.evaluate(() => {
        document.querySelector("boussole-odd17").answers = { maturity: 2 };
      });
      await show(page, "keep");
      await page
        .locator("boussole-odd17")
        .getByRole("button", { name: /^Garder mon/ })
        .first()
        .click();
      await page.waitForFunction(() => sessionStorage.length === 1);
      await show(page, "situate");
    }
    await page.evaluate(() =>
      document.querySelector("#app").addEventListener(
        "boussole-change",
        () =>
          setTimeout(() => {
            document.querySelector("#app").innerHTML += "<p>Merci</p>";
          }, 20),
        { once: true },
      ),
    );
    await page.locator("boussole-odd17").getByText("Association", { exact: true }).click();
    await page.locator("#app > p").waitFor();
    await state(page);
    assert.deepEqual(
      await page.evaluate(() => [
        document.querySelector("boussole-odd17").answers.profile,
        Object.keys(sessionStorage).length,
        window.wild,
      ]),
      ["association", Number(attributes.includes("storage")), []],
      attributes,
    );
  }
});

test("words and resources that come into the element later, or piece by piece, are read when they are whole", async () => {
  const mine = (title) =>
    `{"schema":"boussole/catalogue/1","mode":"replace","items":[{"title":"${title}","kind":"methodes"}]}`;
  const own = await release();
  let go;
  const server = createServer(async (request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.write(
      `<!doctype html><html lang="fr"><head><title>Lente</title><link rel="icon" href="data:,"><script src="${own}boussole.js"></script></head><body><boussole-odd17 loading="eager"><script type="application/json" slot="catalogue">${mine("Un puits partagé").slice(0, 60)}`,
    );
    await new Promise((done) => {
      go = done;
    });
    response.end(`${mine("Un puits partagé").slice(60)}</script></boussole-odd17></body></html>`);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { page } = await open("about:blank", { before: listen });
  await page.goto(`http://127.0.0.1:${server.address().port}/`, { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector("boussole-odd17")?.state === "ready");
  go();
  await page.waitForLoadState();
  const shows = async (title) => {
    await page.evaluate(() => document.querySelector("boussole-odd17").goTo("explore"));
    await page.locator("boussole-odd17").getByText(title).first().waitFor({ state: "attached", timeout: 20_000 });
  };
  await shows("Un puits partagé");
  await page.evaluate((text) => {
    const own = document.querySelector("boussole-odd17");
    const script = Object.assign(document.createElement("script"), {
      type: "application/json",
      slot: "catalogue",
      textContent: text,
    });
    own.querySelector("script").replaceWith(script);
  }, mine("Un four partagé"));
  await shows("Un four partagé");
  assert.deepEqual(await page.evaluate(() => [window.heard, window.wild]), [[], []]);
});

test("what is told of a file that did not come is its true reason: a page in its place, a header of the page's, not a policy that only reports", async () => {
  const told = async ({ fault, before, headers = {} }) => {
    const { page } = await open("about:blank", {
      before: () => {
        window.told = [];
        addEventListener("boussole-error", ({ detail }) => window.told.push(detail));
      },
    });
    if (before) await page.addInitScript(before);
    await page.goto(await partner(two_lines(await release({ fault })), headers));
    await page.waitForFunction(() => window.told.length);
    return page.evaluate(() => window.told[0]);
  };
  const bin = (answer) => (path) => (path.endsWith(".bin") ? answer : undefined);
  const page = await told({
    fault: bin({ content: "<!doctype html><title>Accueil</title>", headers: { "content-type": "text/html" } }),
  });
  assert.equal(page.code, "fetch");
  assert.match(page.help, /is sent as text\/html/);
  const reported = await told({
    fault: bin({ status: 404, content: "" }),
    headers: { "content-security-policy-report-only": "connect-src 'none'" },
  });
  assert.equal(reported.directive, undefined);
  assert.match(reported.help, /answered 404/);
  const traced = await told({
    before: () => {
      const { fetch } = window;
      window.fetch = (what, how) => fetch(what, { ...how, headers: { traceparent: "00-1" } });
    },
  });
  assert.match(traced.help, /add headers/);
});

test(
  "Firefox, hiding what it is: a picture that would be stripes is refused, and it is said why",
  { skip: ENGINES[1].skip, timeout: 120_000 },
  async () => {
    const { launch } = await import("puppeteer-core");
    const browser = await launch({
      browser: "firefox",
      headless: true,
      executablePath: "/usr/bin/firefox",
      extraPrefsFirefox: { "privacy.resistFingerprinting": true },
    });
    after(() => browser.close());
    const page = await browser.newPage();
    await page.goto(await partner(two_lines()));
    const seen = await page.evaluate(async (answers) => {
      const own = document.querySelector("boussole-odd17");
      await own.whenReady;
      own.answers = answers;
      await own.goTo("keep");
      const made = await own.export("png").then(
        () => "made",
        ({ message }) => message,
      );
      [...own.shadowRoot.querySelectorAll("button")].find((button) => /Image du cap/.test(button.textContent)).click();
      for (let turn = 0; turn < 400 && !/pour vous protéger/.test(own.shadowRoot.textContent); turn += 1)
        await new Promise((done) => setTimeout(done, 50));
      return [made, /pour vous protéger/.test(own.shadowRoot.textContent)];
    }, FULLER);
    assert.deepEqual(seen, ["canvas", true]);
  },
);
