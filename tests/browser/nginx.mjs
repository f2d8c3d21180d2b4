// A real web server with its own types and headers: partners' pages on one origin, the release on a
// second with a folder for each way it can misbehave, and on a third an address that it moved from.
import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./engines.mjs";

const NGINX = "/usr/sbin/nginx";
const DIST = process.env.BOUSSOLE_DIST;
const HOSTS = new URL("../../www/hosts/", import.meta.url).pathname;
export const skip = existsSync(NGINX) ? false : "nginx is not installed on this machine";
export const cases = JSON.parse(readFileSync(join(HOSTS, "hosts.json")));

const CORS = "add_header Access-Control-Allow-Origin * always;";
const NOSNIFF = "add_header X-Content-Type-Options nosniff always;";
/** How the release is served from each folder; what is not said is as it should be. */
const RELEASES = {
  open: CORS,
  missing: `${CORS} location ~ \\.bin$ { return 404; }`,
  "wrong-type": `${CORS} types { } default_type text/html;`,
  nosniff: `${CORS} ${NOSNIFF} location ~ \\.bin$ { ${CORS} ${NOSNIFF} types { } default_type text/plain; }`,
  closed: "",
  changed: CORS,
  half: CORS,
  hanging: CORS,
};

/** Writes its configuration into a folder, around these servers. */
export function configure(folder, servers) {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join(" ");
  writeFileSync(
    join(folder, "nginx.conf"),
    `
    user root; worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
    events { worker_connections 1024; }
    http {
      include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; gzip on; ${temporary}
      ${servers}
    }`,
  );
}

/** Starts it on a folder's configuration; the answer stops it. */
export async function run(folder, probe) {
  const child = spawn(NGINX, ["-c", join(folder, "nginx.conf"), "-p", folder], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (part) => {
    said += part;
  });
  for (let attempt = 0; ; attempt += 1) {
    const up = await fetch(probe).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return () => child.kill("SIGQUIT");
    if (attempt > 50 || child.exitCode !== null) throw new Error(`nginx did not start: ${said}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Starts it: `{ address(case) }`, and a way to end it. */
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), "boussole-nginx-"));
  const [hosts, release, old] = [await freePort(), await freePort(), await freePort()];
  // Takes the request and never answers.
  const silence = createServer(() => {});
  await new Promise((done) => silence.listen(0, "127.0.0.1", done));

  for (const name of Object.keys(RELEASES)) {
    mkdirSync(join(folder, "release"), { recursive: true });
    const at = join(folder, "release", name);
    if (!["changed", "half"].includes(name)) {
      symlinkSync(DIST, at);
      continue;
    }
    cpSync(DIST, at, { recursive: true });
    for (const file of readdirSync(at).filter((file) => file.endsWith(".bin"))) {
      const bytes = readFileSync(join(at, file));
      writeFileSync(
        join(at, file),
        name === "half" ? bytes.subarray(0, bytes.length / 2) : Buffer.from(bytes).fill(0, 100, 200),
      );
    }
  }

  const origin = (port) => `http://127.0.0.1:${port}`;
  const where = (at) => (at.startsWith("old/") ? `${origin(old)}/${at.slice(4)}/` : `${origin(release)}/${at}/`);
  const headers = [];
  for (const [place, { page, release: at, policy }] of cases.entries()) {
    const own = join(folder, "hosts", String(place));
    mkdirSync(own, { recursive: true });
    for (const file of readdirSync(HOSTS)) {
      const text = readFileSync(join(HOSTS, file), "utf8").replaceAll("{{RELEASE}}", where(at));
      writeFileSync(join(own, file === `${page}.html` ? "index.html" : file), text);
    }
    const allowed = policy?.replaceAll("{{ORIGIN}}", new URL(where(at)).origin);
    headers.push(`location /${place}/ { ${allowed ? `add_header Content-Security-Policy "${allowed}" always;` : ""} }`);
  }

  const locations = Object.entries(RELEASES).map(([name, rules]) =>
    name === "hanging"
      ? `location ~ ^/hanging/.*\\.bin$ { proxy_pass ${origin(silence.address().port)}; proxy_read_timeout 60s; } location /hanging/ { ${rules} }`
      : `location /${name}/ { ${rules} }`,
  );
  const moved = readFileSync(new URL("../../www/hosting/nginx-moved.conf", import.meta.url), "utf8").replaceAll(
    "{{NEW}}",
    `${origin(release)}/open/`,
  );
  configure(
    folder,
    `
      server { listen 127.0.0.1:${hosts}; root ${folder}/hosts; ${headers.join("\n")} }
      server { listen 127.0.0.1:${release}; root ${folder}/release; ${locations.join("\n")} }
      server { listen 127.0.0.1:${old}; ${moved} }`,
  );

  const stop = await run(folder, `${origin(hosts)}/0/`);
  return {
    address: (place) => `${origin(hosts)}/${place}/`,
    release: where("open"),
    close: () => {
      stop();
      silence.close();
      rmSync(folder, { recursive: true });
    },
  };
}
