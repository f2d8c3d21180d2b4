// What hosts do to the release, and what stands in addresses: compression that is declared, addresses that lose their
// ending, isolated pages, fragments with other words in them, pages without an address.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { holds, open, partner, release, state, two_lines } from "./harness.mjs";
import { ENGINES } from "./engines.mjs";

const DIST = process.env.BOUSSOLE_DIST;
const EAGER = 'lang="fr" loading="eager"';
const answers = (page) => page.evaluate(() => document.querySelector("boussole-odd17").answers);
const give = (page, answers) =>
  page.evaluate((answers) => {
    document.querySelector("boussole-odd17").answers = answers;
  }, answers);
const link = (page) => page.evaluate(() => document.querySelector("boussole-odd17").toLink());
const listen = () => {
  window.heard = [];
  addEventListener("boussole-error", ({ detail }) => window.heard.push(detail));
};

/** How a host may give a packed file, each with its headers and bytes. */
const GIVEN = {
  gzip: (content) => ({ headers: { "content-encoding": "gzip" }, content }),
  "x-gzip": (content) => ({ headers: { "content-encoding": "x-gzip", "content-type": "application/gzip" }, content }),
  "unpacked on disk": (content) => ({
    content: gunzipSync(content),
    headers: { "content-type": "text/plain; charset=iso-8859-1" },
  }),
};

for (const engine of ENGINES) {
  test(
    `a host that declares the compression of files, or unpacked them, changes nothing: ${engine.name}`,
    { skip: engine.skip, timeout: 120_000 },
    async () => {
      const driven = await engine.start();
      try {
        for (const [name, given] of Object.entries(GIVEN)) {
          const far = await release({ fault: (path, content) => (path.endsWith(".bin") ? given(content) : undefined) });
          await driven.open(await partner(two_lines(far, EAGER)));
          const ended = await driven.evaluate(async () => {
            const own = document.querySelector("boussole-odd17");
            await customElements.whenDefined("boussole-odd17");
            try {
              await own.whenReady;
            } catch (error) {
              return `${error.code}: ${error.message}`;
            }
            await own.goTo("explore");
            return own.state;
          });
          assert.equal(ended, "ready", `${driven.name}: ${name}`);
        }
        // One that is declared packed otherwise than it is cannot be read, but where the browser leaves it as it came: that is said.
        for (const encoding of ["deflate", "br"]) {
          const far = await release({
            fault: (path, content) =>
              path.endsWith(".bin") ? { headers: { "content-encoding": encoding }, content } : undefined,
          });
          await driven.open(await partner(two_lines(far, EAGER)));
          const said = await driven.evaluate(() =>
            customElements
              .whenDefined("boussole-odd17")
              .then(() => document.querySelector("boussole-odd17").whenReady)
              .then(
                () => "ready",
                (error) => `${error.code}: ${error.message}`,
              ),
          );
          assert.match(
            said,
            engine.name === "WebKit" ? /^(ready$|fetch: .*Content-Encoding)/ : /^fetch: .*Content-Encoding/,
            `${driven.name}: ${encoding}`,
          );
        }
      } finally {
        await driven.close();
      }
    },
  );
}

test("another file in the place of ours is refused, declared or not", async () => {
  for (const headers of [{}, { "content-encoding": "gzip" }]) {
    const far = await release({
      fault: (path, content) => {
        if (!path.endsWith(".bin") || !path.includes("widget-")) return undefined;
        const changed = Buffer.from(gunzipSync(content));
        changed[changed.length - 1] ^= 1;
        return { headers, content: headers["content-encoding"] ? gzipSync(changed) : changed };
      },
    });
    const { page } = await open(await partner(two_lines(far, EAGER)), { before: listen });
    await page.waitForFunction(() => document.querySelector("boussole-odd17").state === "error");
    await holds(async () => ["integrity", "fetch"].includes(await page.evaluate(() => window.heard[0].code)));
  }
});

/** The release on a host that takes `.html` off addresses. */
async function cleaning() {
  let up = true;
  const types = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
  };
  const server = createServer(async (request, response) => {
    if (!up) {
      request.socket.destroy();
      return;
    }
    const { pathname, search } = new URL(request.url, "http://host");
    if (pathname.endsWith(".html")) {
      response.writeHead(308, { location: pathname.slice(0, -5) + search }).end();
      return;
    }
    try {
      const path = extname(pathname) ? pathname : `${pathname}.html`;
      const content = await readFile(join(DIST, path));
      response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    stop: () => {
      up = false;
      server.closeAllConnections();
    },
    close: () => server.close(),
  };
}

test("where the host takes .html off, what says that it is kept is kept", async () => {
  const host = await cleaning();
  const { page } = await open(`${host.address}app.html`);
  await state(page);
  assert.match(page.url(), /\/app$/);
  await page.getByText("s’ouvrir sans réseau").waitFor();
  host.stop();
  for (const name of ["app", "app.html", "app?lang=en"]) {
    await page.goto(host.address + name);
    await state(page);
  }
  await holds(() => page.evaluate(() => document.documentElement.lang), "en");
  host.close();
  // A worker that could not keep all says nothing.
  const half = await partner(
    await readFile(join(DIST, "app.html"), "utf8").then((html) =>
      html.replace(/^[^]*<meta charset="utf-8">|<\/html>\s*$/g, ""),
    ),
    {},
    {
      "/icon.svg": undefined,
      "/offline.js":
        "self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim())); self.addEventListener('message', ({ ports }) => ports[0].postMessage(false));",
    },
  );
  const { page: other } = await open(half);
  await state(other);
  await other.waitForTimeout(500);
  await holds(() => other.locator(".offline").textContent(), "");
});

test("an isolated page takes the release, by two lines and in a frame, as the recipe serves it", async () => {
  const headers = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" };
  const far = await release({
    headers,
    fault: (path) =>
      path === "/iframe.html" ? { headers: { "cross-origin-embedder-policy": "require-corp" } } : undefined,
  });
  for (const policy of ["require-corp", "credentialless"]) {
    const isolated = { "cross-origin-embedder-policy": policy, "cross-origin-opener-policy": "same-origin" };
    const { page } = await open(
      await partner(
        `${two_lines(far, EAGER)}<iframe src="${far}iframe.html?lang=fr" width="600" height="700" title="B"></iframe>`,
        isolated,
      ),
    );
    await state(page);
    await holds(() => page.evaluate(() => crossOriginIsolated), true, policy);
    await state(page.frames()[1]);
  }
  const conf = await readFile(new URL("../../www/hosting/nginx.conf", import.meta.url), "utf8");
  assert.equal(
    conf.match(/Cross-Origin-Resource-Policy cross-origin always/g).length,
    conf.match(/^location /gm).length,
    "each answer says so",
  );
});

/** A page at this fragment, with a link to a journey in it where `LINK` stands. */
async function at(fragment, attributes = "", body = two_lines("", `${EAGER} ${attributes}`)) {
  const address = await partner(body);
  const opened = await open(address + fragment, { before: listen });
  await state(opened.page);
  return { ...opened, address };
}

test("foreign words in the fragment: the journey opens, follows in its place, and the rest stays byte by byte", async () => {
  const { page: first } = await at("");
  await give(first, { maturity: 3, profile: "media" });
  const journey = (await link(first)).split("#b=")[1];
  const kinds = [
    "#b=LINK&utm_source=nl",
    "#b=LINK&utm_medium=a%20b&xtor=EPR-1&fbclid=x.y",
    "#b=LINK&",
    "#utm_source=a&b=LINK",
    "#/route?b=LINK",
    "#/route/deep?x=1&b=LINK&y=2",
    "#!b=LINK",
    "#!/page?b=LINK",
    "#section-2&b=LINK",
    "#b=LINK/",
    "#b=LINK)",
    "#xb=2&b=LINK",
  ];
  const { page, address } = await at("#nothing", 'share="fragment"');
  for (const kind of kinds) {
    await page.goto("about:blank");
    await page.goto(address + kind.replace("LINK", journey));
    await state(page);
    await holds(() => answers(page), { profile: "media", maturity: 3 }, kind);
    await give(page, { maturity: 1 });
    await page.waitForFunction(() => location.hash.includes("1....1."));
    const [before, behind] = kind.split("LINK");
    const now = await page.evaluate(() => location.hash);
    assert.ok(now.startsWith(before) && now.endsWith(behind), `${kind}: ${now}`);
    // Gone, and back in its place.
    await page.evaluate(() => document.querySelector("boussole-odd17").reset());
    await page.waitForFunction(() => !location.hash.includes("1....1."));
    await give(page, { maturity: 2 });
    await page.waitForFunction(() => location.hash.includes("1....2."));
    const again = await page.evaluate(() => location.hash);
    assert.ok(again.replace(/1\.\.\.\.2[\w.*]*/, "").includes("b="), again);
    for (const own of kind.replace("b=LINK", "").split(/[#&?]/)) assert.ok(again.includes(own), `${kind}: ${again}`);
    await holds(() => page.evaluate(() => window.heard), [], kind);
  }
  for (const kind of [
    `#b%3D${journey}`,
    `#b%253D${encodeURIComponent(journey)}`,
    `#b=${journey}%26utm_source=nl`,
    `#b=${journey}:~:text=Boussole`,
    `#x=1%26b=${journey}`,
  ]) {
    await page.goto("about:blank");
    await page.goto(address + kind);
    await state(page);
    await holds(() => answers(page), { profile: "media", maturity: 3 }, kind);
  }
});

test("a fragment that is the page's own stays, which is said once; links lead back to its route and place", async () => {
  for (const own of ["#section-2", "#/route", "#!/page/3"]) {
    const { page, address } = await at(own, 'share="fragment"');
    for (const maturity of [1, 2]) {
      await give(page, { maturity });
      await page.waitForTimeout(350);
    }
    assert.equal(page.url(), address + own);
    await holds(async () => (await page.evaluate(() => window.heard)).map(({ code }) => code), ["link"]);
    const heard = await page.evaluate(() => window.heard);
    assert.ok(heard[0].help.includes(own), heard[0].help);
    const made = await link(page);
    assert.ok(made.startsWith(address + own), made);
    await page.goto("about:blank");
    await page.goto(made);
    await state(page);
    await holds(() => answers(page), { maturity: 2 }, made);
  }
  // Far down a page, and lazy: the link brings to it.
  const far = two_lines("", 'lang="fr"').replace("<boussole", '<div style="height: 6000px"></div><boussole');
  const { page } = await at(
    `#b=${(await link((await at("#b=1....2....*6b808758.12nbouw")).page)).split("#b=")[1]}`,
    "",
    far,
  );
  await page.waitForFunction(
    () => Math.abs(document.querySelector("boussole-odd17").getBoundingClientRect().top) < innerHeight / 2,
  );
  await holds(() => answers(page), { maturity: 2 });
});

test("two slashes and a base of another site: the address follows, and a reload keeps", async () => {
  const far = await release();
  for (const [base, path] of [
    ["", "//"],
    ["", "///"],
    ['<base href="https://ailleurs.example/">', ""],
  ]) {
    const body = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>P</title>${base}${two_lines(far, `${EAGER} share="fragment"`)}</html>`;
    const server = createServer((request, response) =>
      response.writeHead(/^\/+$/.test(request.url) ? 200 : 404, { "content-type": "text/html" }).end(body),
    );
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const address = `http://127.0.0.1:${server.address().port}/${path.slice(1)}`;
    const { page } = await open(address, { before: listen });
    await state(page);
    await give(page, { maturity: 4 });
    await page.waitForFunction(() => location.hash.includes("b=1....4"));
    assert.ok(page.url().startsWith(`${address}#`), page.url());
    await page.reload();
    await state(page);
    await holds(() => answers(page), { maturity: 4 });
    server.closeAllConnections();
    server.close();
  }
});

for (const engine of ENGINES) {
  test(
    `frames without an address: a link of the page around, or a code; never about: or blob: — ${engine.name}`,
    { skip: engine.skip, timeout: 120_000 },
    async () => {
      const far = await release();
      const address = await partner("<body><h1>P</h1>");
      const driven = await engine.start();
      try {
        await driven.open(address);
        const links = await driven.evaluate(async (far) => {
          const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><script src="${far}boussole.js"></script></head><body><boussole-odd17 loading="eager" share="fragment"></boussole-odd17><script>addEventListener("boussole-ready", ({ target }) => { target.answers = { maturity: 4 }; parent.postMessage(target.toLink(), "*"); });</script></body></html>`;
          const made = {};
          for (const [name, attributes] of [
            ["srcdoc", { srcdoc: html }],
            ["blob", { src: URL.createObjectURL(new Blob([html], { type: "text/html" })) }],
            ["sandboxed", { srcdoc: html, sandbox: "allow-scripts" }],
          ]) {
            const frame = document.createElement("iframe");
            for (const [key, value] of Object.entries(attributes)) frame.setAttribute(key, value);
            frame.width = 600;
            frame.height = 800;
            const heard = new Promise((done) => addEventListener("message", ({ data }) => done(data), { once: true }));
            document.body.append(frame);
            made[name] = await heard;
            for (const until = Date.now() + (name === "sandboxed" ? 0 : 20_000); Date.now() < until && !location.hash;)
              await new Promise((done) => setTimeout(done, 50));
            made[`${name} address`] = location.hash;
            frame.remove();
            history.replaceState(null, "", location.pathname);
          }
          return made;
        }, far);
        for (const name of ["srcdoc", "blob"]) {
          assert.ok(links[name].startsWith(`${address}#b=1....4.`), `${driven.name}, ${name}: ${links[name]}`);
          assert.match(links[`${name} address`], /^#b=1\.\.\.\.4\./, `${driven.name}: ${name}`);
        }
        assert.match(links.sandboxed, /^1\.\.\.\.4\.[^#:]*$/, driven.name);
      } finally {
        await driven.close();
      }
    },
  );
}

test("a page without an address says so beside its code, which another compass takes up", async () => {
  const far = await release();
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><script src="${far}boussole.js"></script></head><body><boussole-odd17 loading="eager"></boussole-odd17></body></html>`;
  const { page } = await open(
    await partner(
      `<body><iframe width="700" height="900" sandbox="allow-scripts" srcdoc="${html.replaceAll('"', "&quot;")}"></iframe>`,
    ),
  );
  const frame = page.frames()[1];
  await state(frame);
  await give(frame, { maturity: 2 });
  await frame.evaluate(() => document.querySelector("boussole-odd17").goTo("keep"));
  await frame.locator("boussole-odd17").getByText("Cette page n’a pas d’adresse à elle").waitFor();
  const code = await frame.locator("boussole-odd17").getByLabel("Votre lien").inputValue();
  const { page: other } = await at("");
  assert.equal(await other.evaluate((code) => document.querySelector("boussole-odd17").import(code), code), true);
  await holds(() => answers(other), { maturity: 2 });
});
