// A real browser, the release served by our own command, and a partner's page on another origin.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer, request as ask } from "node:http";
import { extname, join } from "node:path";
import { after, afterEach } from "node:test";
import { chromium } from "playwright-core";

const DIST = process.env.BOUSSOLE_DIST;
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
/** The content policy that a partner cannot change. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

// Two ways to make this machine a slower one, for tests that hold on one only because it is fast.
/** BOUSSOLE_LATE_MS: so many milliseconds later come the files that the first script asks for: module, later scripts,
 * content, details, index. */
const LATE_MS = Number(process.env.BOUSSOLE_LATE_MS ?? 0);
/** BOUSSOLE_SLOWER: so many times slower runs each page that playwright drives. */
const SLOWER = Number(process.env.BOUSSOLE_SLOWER ?? 1);
/** How long a good thing is waited for; that costs nothing where it comes. */
const PATIENCE_MS = 20_000;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const late = (path) => (/-[0-9a-f]{16}\.(bin|js)$/.test(path) && LATE_MS ? sleep(LATE_MS) : undefined);

const closing = [];
after(async () => {
  for (const close of closing.reverse()) await close();
});

export const browser = await chromium.launch({
  executablePath: process.env.BOUSSOLE_HEADLESS,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
closing.push(() => browser.close());

/** What each page has asked for and not got yet. */
const flights = new WeakMap();
function follow(page) {
  const flying = new Set();
  flights.set(page, flying);
  page.on("request", (request) => flying.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => flying.delete(request));
  // What a page asked for that is left now never ends.
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) flying.clear();
  });
}
/** Slows a page down; a navigation may bring another process, which knows nothing of that. */
async function slow(page) {
  const session = await page.context().newCDPSession(page);
  const throttle = () => session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) throttle().catch(() => {});
  });
  await throttle();
}
/** Pages of the test that runs. */
const contexts = new Set();
// A page that is left open goes on taking its share of the machine.
afterEach(async () => {
  for (const context of contexts) await context.close();
  contexts.clear();
});
const newContext = browser.newContext.bind(browser);
browser.newContext = async (options) => {
  const context = await newContext(options);
  contexts.add(context);
  context.on("page", follow);
  if (SLOWER > 1) {
    const newPage = context.newPage.bind(context);
    context.newPage = async () => {
      const page = await newPage();
      await slow(page);
      return page;
    };
  }
  return context;
};

/** `boussole serve`: the address it says. */
export async function serve() {
  const child = spawn(process.env.BOUSSOLE_BIN, ["serve"], { stdio: ["ignore", "pipe", "inherit"] });
  closing.push(() => {
    child.kill();
  });
  let said = "";
  for await (const part of child.stdout) {
    said += part;
    const found = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
    if (found) return LATE_MS ? delayed(found[0]) : found[0];
  }
  throw new Error("boussole serve said no address");
}

/** Another server before this one, whose later files come late. */
async function delayed(address) {
  const server = createServer(async (request, response) => {
    await late(new URL(request.url, address).pathname);
    // As it was asked for, dots and all.
    const { hostname, port } = new URL(address);
    request.pipe(
      ask({ hostname, port, path: request.url, method: request.method, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      }).on("error", () => response.destroy()),
    );
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A partner's server: one page made of `body`, the release (or another build) and other files beside it, headers as given. */
export async function partner(body, headers = {}, files = {}, folder = DIST) {
  const page = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Partenaire</title><link rel="icon" href="favicon.svg">${body}</html>`;
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://partner").pathname;
    try {
      const content = path === "/" ? page : (files[path] ?? (await readFile(join(folder, path))));
      await late(path);
      response.writeHead(200, {
        "content-type": path === "/" ? TYPES[".html"] : TYPES[extname(path)] || "application/octet-stream",
        ...headers,
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** The release on an origin of its own, which may misbehave: `fault(path, content)` may answer instead. */
export async function release({ headers = { "access-control-allow-origin": "*" }, fault = () => undefined } = {}) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://release").pathname;
    try {
      const content = await readFile(join(DIST, path));
      await late(path);
      const answer = await fault(path, content);
      if (answer?.hang) return;
      response.writeHead(answer?.status ?? 200, {
        "content-type": TYPES[extname(path)] || "application/octet-stream",
        ...headers,
        ...answer?.headers,
      });
      response.end(answer?.content ?? content);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A page, with all that its console and its errors say. */
export async function open(address, { width = 1280, height = 900, scheme = "light", before } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  if (before) await page.addInitScript(before);
  await page.goto(address);
  return { page, said };
}

/** Waits until the element is in a state; says which it was in when it never is. */
export async function state(page, expected = "ready", selector = "boussole-odd17") {
  const is = (selector) => document.querySelector(selector)?.getAttribute("state") ?? null;
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const found = await page.evaluate(is, selector);
    if (found === expected) return;
    if (found === "error" || Date.now() > until) {
      const why = (selector) =>
        document.querySelector(selector)?.whenReady?.then(
          () => "",
          (error) => `${error.code}: ${error.message}`,
        );
      throw new Error(
        `${page.url()}: ${selector} never ${expected}, but ${found}: ${found === "error" && (await page.evaluate(why, selector))}`,
      );
    }
    await page.waitForTimeout(25);
  }
}

/** Waits until an element is ready and nothing more comes to it by itself, so that what is read once is the last: nothing
 * is on its way to the page, the details of the resources in its language are there and drawn. */
export async function settled(page, selector = "boussole-odd17") {
  await state(page, "ready", selector);
  const flying = flights.get(page.mainFrame ? page : page.page());
  const until = Date.now() + PATIENCE_MS;
  do {
    while (flying.size) {
      assert.ok(Date.now() < until, `never settled: ${[...flying].map((request) => request.url())}`);
      await sleep(25);
    }
    await page.evaluate(async (selector) => {
      // The table has addresses and dates in it: it is made when the details are there, or will not come.
      await document
        .querySelector(selector)
        .export("csv")
        .catch(() => {});
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    }, selector);
  } while (flying.size);
}

/** Waits until what is read is as expected, a value or an expression, and says what it is otherwise. Whatever comes after
 * an act may come late on a slow machine, so nothing is read right after one. */
export async function holds(read, ...given) {
  const [expected, message] = given.length ? given : [true];
  const check = async () =>
    (expected instanceof RegExp ? assert.match : assert.deepEqual)(await read(), expected, message);
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
    try {
      return await check();
    } catch {
      /* Not yet; what is read may not even be there. */
    }
  }
  return check();
}

/** The same for what an element reads; what a field holds is its value. */
export const reads = (locator, expected, message) =>
  holds(
    () => locator.evaluate((node) => (node.matches("input, textarea, select") ? node.value : node.textContent)),
    expected,
    message,
  );

/** The two lines that a partner pastes, in a page of hers. */
export const two_lines = (address = "", attributes = 'loading="eager"') =>
  `<script src="${address}boussole.js" async></script></head><body><h1>Partenaire</h1><boussole-odd17 ${attributes}><a href="https://exemple.org/">Ouvrir la boussole</a></boussole-odd17></body>`;

/** What was given to the printer, as a page of its own. */
export const paperOf = (page) =>
  page.evaluate(() => {
    const frame = document.querySelector("boussole-odd17").shadowRoot.querySelector("iframe.paper-frame");
    const styles = [...frame.contentDocument.adoptedStyleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .map((rule) => rule.cssText)
      .join("\n");
    return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>x</title><style>${styles}</style></head><body class="root paper">${frame.contentDocument.body.innerHTML}</body></html>`;
  });
