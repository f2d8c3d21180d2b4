// A real browser, the release served by our own command, and a partner's page on another origin.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after } from "node:test";
import { chromium } from "playwright-core";

const DIST = process.env.BOUSSOLE_DIST;
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
/** The content policy that a partner cannot change. */
export const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

const closing = [];
after(async () => { for (const close of closing.reverse()) await close(); });

export const browser = await chromium.launch({
  executablePath: process.env.BOUSSOLE_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
closing.push(() => browser.close());

/** `boussole serve`: the address it says. */
export async function serve() {
  const child = spawn(process.env.BOUSSOLE_BIN, ["serve"], { stdio: ["ignore", "pipe", "inherit"] });
  closing.push(() => { child.kill(); });
  let said = "";
  for await (const part of child.stdout) {
    said += part;
    const found = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
    if (found) return found[0];
  }
  throw new Error("boussole serve said no address");
}

/** A partner's server: one page made of `body`, the release (or another build) and other files beside it, headers as given. */
export async function partner(body, headers = {}, files = {}, folder = DIST) {
  const page = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Partenaire</title><link rel="icon" href="favicon.svg">${body}</html>`;
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://partner").pathname;
    try {
      const content = path === "/" ? page : files[path] ?? await readFile(join(folder, path));
      response.writeHead(200, { "content-type": path === "/" ? TYPES[".html"] : TYPES[extname(path)] || "application/octet-stream", ...headers });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => { server.closeAllConnections(); server.close(); });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** The release on an origin of its own, which may misbehave: `fault(path, content)` may answer instead. */
export async function release({ headers = { "access-control-allow-origin": "*" }, fault = () => undefined } = {}) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://release").pathname;
    try {
      const content = await readFile(join(DIST, path));
      const answer = await fault(path, content);
      if (answer?.hang) return;
      response.writeHead(answer?.status ?? 200, { "content-type": TYPES[extname(path)] || "application/octet-stream", ...headers, ...answer?.headers });
      response.end(answer?.content ?? content);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => { server.closeAllConnections(); server.close(); });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A page, with all that its console and its errors say. */
export async function open(address, { width = 1280, height = 900, scheme = "light", before } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  closing.push(() => context.close());
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
  for (const until = Date.now() + 15_000; ;) {
    const found = await page.evaluate(is, selector);
    if (found === expected) return;
    if (found === "error" || Date.now() > until) {
      const why = (selector) => document.querySelector(selector)?.whenReady?.then(() => "", (error) => `${error.code}: ${error.message}`);
      throw new Error(`${page.url()}: ${selector} never ${expected}, but ${found}: ${found === "error" && await page.evaluate(why, selector)}`);
    }
    await page.waitForTimeout(25);
  }
}

/** Waits until an element reads as expected, a text or an expression, and says what it reads otherwise. What a field
 * holds is its value. A part of the widget may come late on a slow machine, so nothing is read right after an act. */
export async function reads(locator, expected, message) {
  const is = (text) => (typeof expected === "string" ? text === expected : expected.test(text));
  let text;
  for (const until = Date.now() + 5000; Date.now() < until; await new Promise((done) => setTimeout(done, 50))) {
    text = await locator.evaluate((node) => (node.matches("input, textarea, select") ? node.value : node.textContent));
    if (is(text)) return;
  }
  const check = typeof expected === "string" ? assert.equal : assert.match;
  check(text, expected, message);
}

/** The whole release on one line, as a partner pastes it. */
export const two_lines = (address = "", attributes = 'loading="eager"') =>
  `<script src="${address}boussole.js" async></script></head><body><h1>Partenaire</h1><boussole-odd17 ${attributes}><a href="https://exemple.org/">Ouvrir la boussole</a></boussole-odd17></body>`;
