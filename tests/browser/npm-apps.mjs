// Projects that use the npm package as it was built now: installed once, built, served.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, extname, join } from "node:path";
import { after } from "node:test";
import { STRICT } from "./harness.mjs";

const DIST = process.env.BOUSSOLE_DIST;
/** Where projects are installed and built. */
export const WORK = join(
  process.env.BOUSSOLE_TARGET ?? new URL("../../target/", import.meta.url).pathname,
  "frameworks",
);
export const PACKAGE = join(DIST, JSON.parse(readFileSync(join(DIST, "manifest.json"))).packages.npm);
/** The icon of these pages is none. */
export const OWN = STRICT.replace("img-src 'self'", "img-src 'self' data:");
/** What writes scripts into its pages needs to be allowed to. */
export const INLINE = OWN.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'");
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};
/** Frameworks count nobody here. */
export const QUIET = {
  ...process.env,
  NO_COLOR: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  ASTRO_TELEMETRY_DISABLED: "1",
  NG_CLI_ANALYTICS: "false",
  CI: "1",
};

/** Installs a project by its lock, once, and the package anew; a reason when that cannot be had. */
export function install(at) {
  const lock = readFileSync(join(at, "package-lock.json"), "utf8");
  const mark = join(at, "node_modules/.boussole-lock");
  // Where the examples have the package from: two folders above their own.
  mkdirSync(join(WORK, "dist"), { recursive: true });
  copyFileSync(PACKAGE, join(WORK, "dist", basename(PACKAGE)));
  if (!existsSync(mark) || readFileSync(mark, "utf8") !== lock) {
    const { status, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: at,
      encoding: "utf8",
    });
    if (status !== 0) {
      if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|EBADENGINE/.test(stderr)) return stderr.trim().split("\n").pop();
      throw new Error(stderr);
    }
    writeFileSync(mark, lock);
  }
  // What Vite has prepared of an earlier package goes with it.
  for (const name of ["boussole-odd17", ".vite"])
    rmSync(join(at, "node_modules", name), { recursive: true, force: true });
  const own = join(at, "node_modules/boussole-odd17");
  mkdirSync(own);
  execFileSync("tar", ["-xzf", PACKAGE, "-C", own, "--strip-components=1"]);
  return undefined;
}

/** Builds a project without a warning. */
export function build(at, script = "build") {
  const { status, stdout, stderr } = spawnSync("npm", ["run", script], { cwd: at, encoding: "utf8", env: QUIET });
  const said = stdout + stderr;
  assert.equal(status, 0, said);
  // What checks types counts the warnings that it has not found, and npm says its commands.
  assert.deepEqual(
    said.split("\n").filter((line) => /warn/i.test(line) && !/\b0 warnings|^> /.test(line)),
    [],
    said,
  );
}

const closing = [];
after(() => {
  for (const close of closing) close();
});

/** A static server of a folder under a path, with a policy for all but pages that a visitor keeps. */
export async function served(folder, policy, path = "/sub/") {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://site");
    if (pathname === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const file = join(folder, pathname.slice(path.length - 1).replace(/\/$/, "/index.html") || "index.html");
    if (!pathname.startsWith(path.slice(0, -1)) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] || "application/octet-stream",
      ...(file.endsWith("kept.html") ? {} : { "content-security-policy": policy }),
    });
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}${path}`;
}
