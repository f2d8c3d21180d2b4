// T63: many visitors at once on a plain web server, with the headers of `www/hosting/nginx.conf`.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { freePort } from "./engines.mjs";
import { configure, run, skip } from "./nginx.mjs";

const DIST = process.env.BOUSSOLE_DIST;
const VISITORS = 500;
const RECIPE = new URL("../../www/hosting/nginx.conf", import.meta.url);

test(
  "T63: five hundred visitors at once: no error, whole files, and headers as written",
  { skip, timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "boussole-visitors-"));
    const port = await freePort();
    configure(
      folder,
      `server { listen 127.0.0.1:${port} backlog=1024; root ${DIST}; ${readFileSync(RECIPE, "utf8")} }`,
    );
    const address = `http://127.0.0.1:${port}/`;
    const end = await run(folder, `${address}manifest.json`);
    after(() => {
      end();
      rmSync(folder, { recursive: true, force: true });
    });

    const { files } = JSON.parse(readFileSync(join(DIST, "manifest.json")));
    // Nor the studio, nor the maps of scripts, are fetched by a visit.
    const visited = /^(boussole\.js|(needle|widget|(content|resources|index)-fr)-[0-9a-f]{16}\.(js|bin))$/;
    const asked = files.map(({ name }) => name).filter((name) => visited.test(name));
    assert.equal(asked.length, 8, "three scripts, two modules, the content, the rest of its resources and its index");
    const agent = new Agent({ keepAlive: true, maxSockets: VISITORS });
    after(() => agent.destroy());
    const fetched = (name, headers = {}) =>
      new Promise((done, failed) => {
        get(address + name, { agent, headers }, (answer) => {
          let length = 0;
          answer.on("data", (part) => {
            length += part.length;
          });
          answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, length }));
          answer.on("error", failed);
        }).on("error", failed);
      });
    const begun = performance.now();
    const waits = [];
    const all = await Promise.allSettled(
      Array.from({ length: VISITORS }, async () => {
        const came = performance.now();
        const answers = [];
        for (const name of asked) answers.push([name, await fetched(name)]);
        waits.push(performance.now() - came);
        return answers;
      }),
    );
    const errors = all.filter(({ status }) => status === "rejected");
    assert.deepEqual(
      errors.map(({ reason }) => String(reason)),
      [],
    );
    const sizes = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
    let bytes = 0;
    for (const { value } of all) {
      for (const [name, { status, headers, length }] of value) {
        assert.deepEqual([status, length, headers["access-control-allow-origin"]], [200, sizes[name], "*"], name);
        assert.equal(
          headers["cache-control"],
          name === "boussole.js" ? "no-cache" : "public, max-age=31536000, immutable",
          name,
        );
        bytes += length;
      }
    }
    waits.sort((a, b) => a - b);
    console.log(
      `T63 ${VISITORS} visitors, ${VISITORS * asked.length} answers, ${(bytes / 1e6).toFixed(0)} MB in ${((performance.now() - begun) / 1000).toFixed(1)} s; half had all within ${(waits[VISITORS / 2] / 1000).toFixed(1)} s`,
    );

    // Who comes back with what keeps its name is told that it is the same.
    const { headers } = await fetched("boussole.js");
    assert.equal((await fetched("boussole.js", { "if-none-match": headers.etag })).status, 304);
  },
);
