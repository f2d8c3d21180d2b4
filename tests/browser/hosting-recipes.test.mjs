// The recipes for web servers (`www/hosting`), on the servers they are for: what each file is sent with, and a compass on a
// page of another origin that is isolated.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { freePort } from "./engines.mjs";
import { holds, open, partner, state, two_lines } from "./harness.mjs";
import { configure } from "./nginx.mjs";

const DIST = process.env.BOUSSOLE_DIST;
const RECIPES = new URL("../../www/hosting/", import.meta.url).pathname;
const recipe = (name) => readFileSync(join(RECIPES, name), "utf8");
const folder = mkdtempSync(join(tmpdir(), "boussole-hosting-"));
after(() => rmSync(folder, { recursive: true, force: true }));
/** A file named after its own sum. */
const isHashed = (file) => /-[0-9a-f]{16}\.(bin|js|js\.map)$/.test(file);
/** A script that has a source map. */
const MAPPED = /^(boussole|(needle|widget)-[0-9a-f]{16})\.js$/;
const MODULES = "/usr/lib/apache2/modules";

/** What starts each server in a folder, on a port, for a copy of the release. */
const SERVERS = {
  nginx: {
    program: "/usr/sbin/nginx",
    begin(at, site, port) {
      configure(at, `server { listen 127.0.0.1:${port}; root ${site}; ${recipe("nginx.conf")} }`);
      return ["-c", join(at, "nginx.conf"), "-p", at];
    },
  },
  Apache: {
    program: "/usr/sbin/apache2",
    begin(at, site, port) {
      copyFileSync(join(RECIPES, "apache.htaccess"), join(site, ".htaccess"));
      const modules = ["mpm_event", "authz_core", "dir", "mime", "headers", "setenvif", "filter", "deflate"];
      writeFileSync(
        join(at, "apache.conf"),
        `${modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join("\n")}
        ServerName localhost
        Listen 127.0.0.1:${port}
        PidFile ${at}/apache.pid
        DefaultRuntimeDir ${at}
        ErrorLog ${at}/error.log
        TypesConfig ${at}/types
        DocumentRoot ${site}
        SetOutputFilter DEFLATE
        <Directory ${site}>
          AllowOverride FileInfo
          Require all granted
        </Directory>`,
      );
      writeFileSync(join(at, "types"), "text/html html\ntext/javascript js\ntext/css css\napplication/json json\n");
      return ["-f", join(at, "apache.conf"), "-DFOREGROUND"];
    },
  },
  Caddy: {
    program: "/usr/bin/caddy",
    begin(at, site, port) {
      copyFileSync(join(RECIPES, "Caddyfile"), join(at, "recipe"));
      writeFileSync(
        join(at, "Caddyfile"),
        `{\n\tadmin off\n\tauto_https off\n}\nimport recipe\nhttp://127.0.0.1:${port} {\n\troot * ${site}\n\timport boussole\n}\n`,
      );
      return ["run", "--config", join(at, "Caddyfile"), "--adapter", "caddyfile"];
    },
  },
};

for (const [name, { program, begin }] of Object.entries(SERVERS)) {
  test(
    `${name} serves the release by its recipe`,
    { skip: existsSync(program) ? false : `${name} is not installed on this machine`, timeout: 120_000 },
    async () => {
      const at = join(folder, name);
      const site = join(at, "site");
      mkdirSync(at);
      cpSync(DIST, site, { recursive: true });
      const port = await freePort();
      const child = spawn(program, begin(at, site, port), {
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, HOME: at, XDG_DATA_HOME: at, XDG_CONFIG_HOME: at },
      });
      let said = "";
      child.stderr.on("data", (part) => {
        said += part;
      });
      try {
        const address = `http://127.0.0.1:${port}/`;
        await holds(() =>
          fetch(`${address}manifest.json`).then(
            ({ ok }) => ok,
            () => said,
          ),
        );

        for (const file of readdirSync(DIST)) {
          // As a browser asks, without having it unpacked.
          const { headers, status } = await fetch(address + file, {
            method: "HEAD",
            headers: { "accept-encoding": "gzip, br, zstd" },
          });
          assert.equal(status, 200, file);
          const given = (header) => headers.get(header);
          assert.equal(given("access-control-allow-origin"), "*", file);
          assert.equal(given("cross-origin-resource-policy"), "cross-origin", file);
          assert.equal(given("cross-origin-embedder-policy"), file === "iframe.html" ? "require-corp" : null, file);
          assert.equal(
            given("cache-control"),
            isHashed(file) ? "public, max-age=31536000, immutable" : "no-cache",
            file,
          );
          const map = given("sourcemap");
          assert.equal(map && new URL(map, address + file).pathname, MAPPED.test(file) ? `/${file}.map` : null, file);
          if (/\.(bin|zip|tgz)$/.test(file)) assert.equal(given("content-encoding"), null, `${file}: packed once`);
          const tag = given("etag");
          if (tag && !isHashed(file) && !given("content-encoding")) {
            const again = await fetch(address + file, { headers: { "if-none-match": tag } });
            assert.equal(again.status, 304, `${file}: the same`);
          }
        }

        const { page, said: told } = await open(
          await partner(
            `${two_lines(address)}<iframe src="${address}iframe.html?lang=fr" width="600" height="700" title="B"></iframe>`,
            { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" },
          ),
        );
        await state(page);
        assert.equal(await page.evaluate(() => crossOriginIsolated), true);
        await state(page.frames()[1]);
        assert.deepEqual(told, []);
        await page.context().close();
      } finally {
        child.kill();
      }
    },
  );
}

test("Netlify reads the headers as they are meant, and each file has its own", async () => {
  const { parseAllHeaders } = await import("@netlify/headers-parser");
  const { headers, errors } = await parseAllHeaders({
    headersFiles: [join(RECIPES, "_headers")],
    minimal: true,
    configHeaders: [],
  });
  assert.deepEqual(errors, []);
  const given = (file) => {
    const own = {};
    for (const { for: path, values } of headers) {
      const matches = path.endsWith("*") ? `/${file}`.startsWith(path.slice(0, -1)) : path === `/${file}`;
      if (!matches) continue;
      for (const [header, value] of Object.entries(values)) {
        assert.ok(!(header in own), `${file}: ${header} twice`);
        own[header] = value;
      }
    }
    return own;
  };
  for (const file of readdirSync(DIST)) {
    const own = given(file);
    assert.equal(own["Access-Control-Allow-Origin"], "*", file);
    // A rule ends with its star: that of the studio’s script would take `studio-en.html` too.
    assert.equal("Cache-Control" in own, isHashed(file) && !file.startsWith("studio-"), file);
    // Rules of this kind cannot say a name that they match: the other two scripts have none.
    assert.equal(own.SourceMap, file === "boussole.js" ? "boussole.js.map" : undefined, file);
    assert.equal("Cross-Origin-Embedder-Policy" in own, file === "iframe.html", file);
  }
});
