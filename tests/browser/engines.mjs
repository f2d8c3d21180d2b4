// Three engines behind one face: Chromium and Firefox by puppeteer, WebKit by its own WebDriver. And the oldest Chromium that
// the release is meant for, which playwright drives, since puppeteer asks it for what came later.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

/** How many times slower pages run (harness.mjs). */
const SLOWER = Number(process.env.BOUSSOLE_SLOWER ?? 1);

/** A port that nothing listens on. */
export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** The middle of what a selector finds in the widget, by a text in it; where a click meets something else, what that is. As
 * text: a driver that copies objects would trip over what a page did to their prototypes. */
async function middle(selector, text, widget) {
  const all = () =>
    [...document.querySelector(widget).shadowRoot.querySelectorAll(selector)].filter(
      (node) => (!text || node.textContent.includes(text)) && node.getClientRects().length,
    );
  const until = Date.now() + 20_000;
  while (!all().length && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
  const [node] = all();
  if (!node) return JSON.stringify({ missing: `${selector} ${text}` });
  node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  await new Promise((done) => setTimeout(done, 50));
  const { left, top, width, height } = node.getBoundingClientRect();
  const at = { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
  const met = node.getRootNode().elementFromPoint(at.x, at.y);
  if (!met || !(node.contains(met) || met.contains(node)))
    return JSON.stringify({ missing: `${selector} ${text} is under ${met && met.outerHTML.slice(0, 80)}` });
  return JSON.stringify(at);
}

/** What all engines do by what each can: `click(selector, text, widget)`, a press of the mouse's button where that is. */
const withPointer = (engine, pressAt) => ({
  ...engine,
  click: async (selector, text = "", widget = "boussole-odd17") => {
    const { x, y, missing } = JSON.parse(await engine.evaluate(middle, selector, text, widget));
    if (missing) throw new Error(`${engine.name}: ${missing}`);
    await pressAt(x, y);
  },
});

/** A browser that puppeteer drives: `open(address)`, `evaluate(function, ...args)`, `press(key)`, `click(selector, text)`,
 * `type(text)`, `size(width, height)`, `shot()`, `close()`. */
async function puppet(title, options) {
  const { launch } = await import("puppeteer-core");
  const browser = await launch({ headless: true, ...options });
  const page = await browser.newPage();
  // Firefox knows no such thing.
  if (SLOWER > 1 && options.browser === "chrome") await page.emulateCPUThrottling(SLOWER);
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  return withPointer(
    {
      name: `${title} ${(await browser.version()).replace(/^.*\//, "")}`,
      said,
      open: (address) => page.goto(address, { waitUntil: "load" }),
      evaluate: (code, ...args) => page.evaluate(code, ...args),
      press: (key) => page.keyboard.press(key === "Space" ? " " : key),
      type: (text) => page.keyboard.type(text),
      size: (width, height) => page.setViewport({ width, height }),
      shot: () => page.screenshot(),
      close: () => browser.close(),
    },
    (x, y) => page.mouse.click(x, y),
  );
}

export const firefox = () => puppet("Firefox", { browser: "firefox", executablePath: "/usr/bin/firefox" });

export const chromium = () =>
  puppet("Chromium", {
    browser: "chrome",
    executablePath: process.env.BOUSSOLE_CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

const KEYS = {
  Tab: "\uE004",
  Enter: "\uE007",
  Space: " ",
  ArrowDown: "\uE015",
  End: "\uE010",
  Escape: "\uE00C",
  Backspace: "\uE003",
  Delete: "\uE017",
  ArrowRight: "\uE014",
  ArrowLeft: "\uE012",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
};

/** WebKit, in the browser that its Debian package holds, under a virtual screen. */
export async function webkit() {
  const port = await freePort();
  const driver = spawn("xvfb-run", ["-a", "/usr/bin/WebKitWebDriver", `--port=${port}`], {
    stdio: "ignore",
    detached: true,
    env: {
      ...process.env,
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
    },
  });
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const binary = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } } };
  let session;
  for (let attempt = 0; !session; attempt += 1) {
    try {
      session = await call("POST", "/session", { capabilities });
    } catch (error) {
      if (attempt > 50) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  const at = `/session/${session.sessionId}`;
  await call("POST", `${at}/timeouts`, { script: 120_000 });
  const act = (actions) => call("POST", `${at}/actions`, { actions });
  const keys = (all) =>
    act([
      {
        type: "key",
        id: "keyboard",
        actions: all.flatMap((value) => [
          { type: "keyDown", value },
          { type: "keyUp", value },
        ]),
      },
    ]);
  const engine = {
    name: `WebKitGTK ${session.capabilities.browserVersion}`,
    said: undefined,
    open: (address) => call("POST", `${at}/url`, { url: address }),
    evaluate: (code, ...args) =>
      call("POST", `${at}/execute/async`, {
        script: `const done = arguments[arguments.length - 1]; Promise.resolve((${code})(...[].slice.call(arguments, 0, -1))).then(done, (error) => done("error: " + error));`,
        args,
      }),
    press: (key) => keys([KEYS[key] ?? key]),
    type: (text) => keys([...text]),
    // Of the window; the page is what its bars leave.
    size: async (width, height) => {
      await call("POST", `${at}/window/rect`, { width, height });
      const [w, h] = await engine.evaluate(() => [innerWidth, innerHeight]);
      await call("POST", `${at}/window/rect`, { width: 2 * width - w, height: 2 * height - h });
    },
    shot: async () => Buffer.from(await call("GET", `${at}/screenshot`), "base64"),
    close: async () => {
      await call("DELETE", at).catch(() => {});
      process.kill(-driver.pid);
    },
  };
  const pressAt = (x, y) =>
    act([
      {
        type: "pointer",
        id: "mouse",
        parameters: { pointerType: "mouse" },
        actions: [
          { type: "pointerMove", x, y, duration: 0, origin: "viewport" },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ],
      },
    ]);
  return withPointer(engine, pressAt);
}

/** The packed build of Chromium 111 that an npm package holds; nothing where it was not installed. */
function packedOldChromium() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../bin/chromium.br");
  } catch {
    return undefined;
  }
}

/** Chromium 111, the oldest that the release is meant for. */
export async function oldChromium() {
  const { chromium: playwright } = await import("playwright-core");
  const folder = join(process.env.BOUSSOLE_TARGET, "old-browsers");
  const executablePath = join(folder, "chromium-111");
  if (!existsSync(executablePath)) {
    mkdirSync(folder, { recursive: true });
    // Another run may do so too: what has the name is whole.
    writeFileSync(`${executablePath}.${process.pid}`, brotliDecompressSync(readFileSync(packedOldChromium())), {
      mode: 0o755,
    });
    renameSync(`${executablePath}.${process.pid}`, executablePath);
  }
  const browser = await playwright.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  return withPointer(
    {
      name: `Chromium ${browser.version()}`,
      said,
      open: (address) => page.goto(address),
      evaluate: (code, ...args) => page.evaluate(`(${code})(...${JSON.stringify(args)})`),
      press: (key) => page.keyboard.press(key),
      type: (text) => page.keyboard.type(text),
      size: (width, height) => page.setViewportSize({ width, height }),
      shot: () => page.screenshot(),
      close: () => browser.close(),
    },
    (x, y) => page.mouse.click(x, y),
  );
}

/** The oldest engine that can be had; `skip` says why it is not here. */
export const OLD_CHROMIUM = {
  name: "Chromium 111",
  start: oldChromium,
  skip: packedOldChromium() && process.arch === "x64" ? false : "Chromium 111 is not installed on this machine",
};

/** What runs here; `skip` says why not. */
export const ENGINES = [
  { name: "Chromium", start: chromium, skip: false },
  {
    name: "Firefox",
    start: firefox,
    skip: existsSync("/usr/bin/firefox") ? false : "Firefox is not installed on this machine",
  },
  {
    name: "WebKit",
    start: webkit,
    skip: ["/usr/bin/WebKitWebDriver", "/usr/bin/xvfb-run"].every((path) => existsSync(path))
      ? false
      : "WebKit is not installed on this machine",
  },
];
