// Three engines behind one face: Chromium and Firefox by puppeteer, WebKit by its own WebDriver.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";

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

/** `{ name, open(address), evaluate(function, ...args), press(key), close() }` of a browser that puppeteer drives. */
async function puppet(title, options) {
  const { launch } = await import("puppeteer-core");
  const browser = await launch({ headless: true, ...options });
  const page = await browser.newPage();
  // Firefox knows no such thing.
  if (SLOWER > 1 && options.browser === "chrome") await page.emulateCPUThrottling(SLOWER);
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  return {
    name: `${title} ${(await browser.version()).replace(/^.*\//, "")}`,
    said,
    open: (address) => page.goto(address, { waitUntil: "load" }),
    evaluate: (code, ...args) => page.evaluate(code, ...args),
    press: (key) => page.keyboard.press(key === "Space" ? " " : key),
    close: () => browser.close(),
  };
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
  return {
    name: `WebKitGTK ${session.capabilities.browserVersion}`,
    said: undefined,
    open: (address) => call("POST", `${at}/url`, { url: address }),
    evaluate: (code, ...args) =>
      call("POST", `${at}/execute/async`, {
        script: `const done = arguments[arguments.length - 1]; Promise.resolve((${code})(...[].slice.call(arguments, 0, -1))).then(done, (error) => done("error: " + error));`,
        args,
      }),
    press: (key) =>
      call("POST", `${at}/actions`, {
        actions: [
          {
            type: "key",
            id: "keyboard",
            actions: [
              { type: "keyDown", value: KEYS[key] ?? key },
              { type: "keyUp", value: KEYS[key] ?? key },
            ],
          },
        ],
      }),
    close: async () => {
      await call("DELETE", at).catch(() => {});
      process.kill(-driver.pid);
    },
  };
}

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
