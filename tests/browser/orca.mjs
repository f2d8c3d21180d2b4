// A real screen reader, heard as text: Orca with a browser that has a window, on a screen, a bus and a home of its own. Keys
// are pressed as a keyboard presses them; what Orca has spoken is written down (`tests/orca/speechd`).
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What each needs, as the project's command installs it (`src/cli/browsers.rs`). */
const NEEDED = {
  Orca: "/usr/bin/orca",
  "Orca’s words in French": "/usr/share/locale/fr/LC_MESSAGES/orca.mo",
  "the accessibility bus": "/usr/libexec/at-spi-bus-launcher",
  "dbus-daemon": "/usr/bin/dbus-daemon",
  Xvfb: "/usr/bin/Xvfb",
  xdotool: "/usr/bin/xdotool",
  openbox: "/usr/bin/openbox",
  "the French locale": "/usr/share/i18n/locales/fr_FR",
};
const LISTENED = [
  { name: "Firefox", path: "/usr/bin/firefox-esr" },
  { name: "Chromium", path: process.env.BOUSSOLE_CHROMIUM ?? "/usr/bin/chromium" },
];
/** The browsers that Orca can be heard in here; `skip` says why not. */
export const LISTENERS = LISTENED.map(({ name, path }) => {
  const missing = Object.entries({ ...NEEDED, [name]: path }).find(([, file]) => !existsSync(file));
  return { name, path, skip: missing ? `${missing[0]} is not installed on this machine` : false };
});

const SCREEN = ["1280", "1600"];
/** How long something is waited for. */
const PATIENCE_MS = 180_000;
/** Orca tells each 40 ms that it has nothing left to do (`tests/orca/speechd`). After so many times in a row without a word, a
 * key has had it say all; on a slow machine they take their time. */
const QUIET_BEATS = 5;
/** After so long a key that is to say something says nothing: words in another language are fetched and read first, on a machine
 * that has much to do. */
const SILENCE_MS = 20_000;
/** In how long a key comes to Orca, on a machine that has much to do. */
const KEY_MS = 10_000;
/** Key by key, as somebody writes. */
const TYPING_MS = 90;

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
async function until(what, isSo) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
    const found = await isSo();
    if (found) return found;
  }
  throw new Error(`never: ${what}`);
}

const FIREFOX_PREFERENCES = {
  "accessibility.force_disabled": -1,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.newtabpage.enabled": false,
  "browser.preonboarding.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "http://127.0.0.1:9/",
  "termsofuse.bypassNotification": true,
  "toolkit.telemetry.enabled": false,
  "ui.prefersReducedMotion": 1,
};

/** Somebody who listens to a page in a browser. */
export class Listener {
  /** @param {{ name: string, path: string }} browser
   * @param {string} address a page whose title says `title` once it is ready
   * @param {string} title
   * @param {"fr" | "en"} language of Orca and of the browser */
  static async start(browser, address, title, language = "fr") {
    const listener = new Listener(language);
    try {
      await listener._start(browser, address, title);
    } catch (error) {
      await listener.stop();
      throw error;
    }
    return listener;
  }

  constructor(language) {
    this._language = language;
    this.home = mkdtempSync(join(tmpdir(), "boussole-orca-"));
    this._children = [];
    this._speech = join(this.home, "speech");
    writeFileSync(this._speech, "");
    /** What Orca has told so far: an utterance, `true` for a key, `null` where nothing is left to do.
     * @type {(string | true | null)[]} */
    this._lines = [];
    this._read = { offset: 0, rest: Buffer.alloc(0) };
    this._since = 0;
    /** All keys, each with what was said.
     * @type {[key: string, said: string][]} */
    this.transcript = [];
  }

  async _start({ name, path }, address, title) {
    const folder = (...parts) => {
      const made = join(this.home, ...parts);
      mkdirSync(made, { recursive: true, mode: 0o700 });
      return made;
    };
    const locales = folder("locales");
    execFileSync("localedef", ["-i", "fr_FR", "-f", "UTF-8", join(locales, "fr_FR.UTF-8")], { stdio: "ignore" });
    this._env = {
      PATH: "/usr/bin:/bin",
      HOME: this.home,
      XDG_RUNTIME_DIR: folder("run"),
      LOCPATH: locales,
      // English is what Orca’s words are written in: they need no locale.
      LANG: this._language === "fr" ? "fr_FR.UTF-8" : "C.UTF-8",
      LANGUAGE: this._language,
      GTK_MODULES: "gail:atk-bridge",
      GNOME_ACCESSIBILITY: "1",
      GSETTINGS_BACKEND: "memory",
      LIBGL_ALWAYS_SOFTWARE: "1",
      MOZ_ENABLE_WAYLAND: "0",
      ORCA_SPEECH: this._speech,
      PYTHONPATH: new URL("../orca", import.meta.url).pathname,
      PYTHONDONTWRITEBYTECODE: "1",
    };
    const screen = this._run("Xvfb", ["-displayfd", "1", "-screen", "0", `${SCREEN.join("x")}x24`, "-nolisten", "tcp"]);
    this._env.DISPLAY = `:${await line(screen)}`;
    const bus = this._run("dbus-daemon", ["--session", "--nofork", "--print-address=1"]);
    this._env.DBUS_SESSION_BUS_ADDRESS = await line(bus);
    spawnSync("setxkbmap", ["us"], { env: this._env, stdio: "ignore" });
    this._run("/usr/libexec/at-spi-bus-launcher", ["--launch-immediately", "--a11y=1", "--screen-reader=1"]);
    // A window manager that keeps no key for itself.
    const manager = join(this.home, "openbox.xml");
    writeFileSync(
      manager,
      '<openbox_config xmlns="http://openbox.org/3.4/rc"><keyboard/><applications><application class="*"><decor>no</decor><maximized>yes</maximized></application></applications></openbox_config>',
    );
    this._run("openbox", ["--config-file", manager]);
    const profile = ["Default", "default"];
    const general = {
      enableBraille: false,
      enableKeyEcho: false,
      enablePositionSpeaking: true,
      enableSound: false,
      enableSpeech: true,
      pageSummaryOnLoad: false,
      presentToolTips: false,
      sayAllOnLoad: false,
      speechServerFactory: "speechdispatcherfactory",
      startingProfile: profile,
    };
    writeFileSync(
      join(folder(".local/share/orca"), "user-settings.conf"),
      JSON.stringify({ general, profiles: { default: { profile } }, pronunciations: {}, keybindings: {} }),
    );
    this._run("orca", []);
    await until("Orca speaks", () => this._said());
    if (name === "Firefox") {
      const preferences = Object.entries({ ...FIREFOX_PREFERENCES, "intl.accept_languages": this._language }).map(
        (entry) => `user_pref(${entry.map((part) => JSON.stringify(part)).join(", ")});`,
      );
      writeFileSync(join(folder("firefox"), "user.js"), preferences.join("\n"));
      this._run(path, ["--no-remote", "--new-instance", "--profile", join(this.home, "firefox"), address]);
    } else {
      this._run(path, [
        "--no-sandbox",
        "--force-renderer-accessibility",
        "--no-first-run",
        "--test-type",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-features=Translate",
        "--force-prefers-reduced-motion",
        "--password-store=basic",
        `--lang=${this._language}`,
        `--user-data-dir=${folder("chromium")}`,
        `--app=${address}`,
      ]);
    }
    const found = await until(`${name} shows the page`, () =>
      this._xdotool("search", "--onlyvisible", "--name", title),
    );
    const window = found.trim().split("\n").at(-1);
    this._xdotool("windowactivate", "--sync", window);
    this._xdotool("windowsize", window, ...SCREEN);
    await this._quiet(20);
    // What it began to read ends with a key.
    this._press("Control_L");
    await this._quiet(10);
  }

  /** What was said after a key, until `expected` was heard in it and all was quiet; without it, until Orca has said what it
   * has to say. All white space is one space.
   * @param {string} key as xdotool names it: `Tab`, `shift+Tab`, `ctrl+Home`
   * @param {string[]} expected */
  async after(key, expected = []) {
    return this._after(key, () => this._press(key), expected);
  }

  /** What was said while a text was typed.
   * @param {string} text
   * @param {string[]} expected */
  async typed(text, expected = []) {
    const type = () => this._xdotool("type", "--delay", String(TYPING_MS), text);
    return this._after(`« ${text} »`, type, expected, text.length);
  }

  async _after(name, act, expected, keys = 1) {
    this._tell();
    this._since = this._lines.length;
    act();
    const isHeard = () => expected.every((words) => this._said().includes(words));
    const areTaken = () =>
      this._tell()
        .slice(this._since)
        .filter((line) => line === true).length >= keys;
    for (const end = Date.now() + KEY_MS; Date.now() < end && !areTaken();) await sleep(15);
    const patience = expected.length ? PATIENCE_MS / 6 : SILENCE_MS;
    for (const end = Date.now() + patience; Date.now() < end; await sleep(15))
      if (expected.length ? isHeard() : this._said()) break;
    await this._quiet(QUIET_BEATS);
    const said = this._said();
    this.transcript.push([name, said]);
    return said;
  }

  /** Presses a key until something is heard; what was said then. */
  async find(key, words, most = 30) {
    const heard = [];
    const isLost = () => heard.length >= 3 && !heard.slice(-3).join("");
    while (heard.length < most && !isLost()) {
      const said = await this.after(key);
      heard.push(said);
      if (said.includes(words)) return said;
    }
    throw new Error(`« ${words} » is not heard in ${heard.length} times ${key}: ${heard.join(" / ")}`);
  }

  /** Until Orca has had nothing to do so many times in a row. */
  async _quiet(beats) {
    const isIdle = (lines) => lines.length === beats && lines.every((line) => line === null);
    const from = this._tell().length;
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(15))
      if (isIdle(this._tell().slice(from).slice(-beats))) return;
  }

  /** All that Orca has told. */
  _tell() {
    const file = openSync(this._speech);
    const buffer = Buffer.alloc(1 << 16);
    for (let count; (count = readSync(file, buffer, 0, buffer.length, this._read.offset));) {
      this._read.offset += count;
      this._read.rest = Buffer.concat([this._read.rest, buffer.subarray(0, count)]);
    }
    closeSync(file);
    const end = this._read.rest.lastIndexOf("\n") + 1;
    const text = this._read.rest.subarray(0, end).toString("utf8");
    this._read.rest = this._read.rest.subarray(end);
    for (const line of text.split("\n").slice(0, -1)) this._lines.push(JSON.parse(line));
    return this._lines;
  }

  _said() {
    const utterances = this._tell()
      .slice(this._since)
      .filter((line) => typeof line === "string");
    return utterances.map((utterance) => utterance.replace(/\s+/g, " ").trim()).join(" | ");
  }

  _press(key) {
    this._xdotool("key", "--clearmodifiers", "--delay", "30", key);
  }

  _xdotool(...parts) {
    return spawnSync("xdotool", parts, { env: this._env, encoding: "utf8" }).stdout;
  }

  _run(program, parts) {
    const child = spawn(program, parts, { env: this._env, stdio: ["ignore", "pipe", "ignore"], detached: true });
    child.stdout.resume();
    this._children.push(child);
    return child;
  }

  /** Ends all that was started here. */
  async stop() {
    const ends = (pid, signal) => {
      try {
        process.kill(pid, signal);
      } catch {
        /* It has ended. */
      }
    };
    for (const child of this._children.reverse()) ends(-child.pid, "SIGTERM");
    await sleep(500);
    for (const child of this._children) ends(-child.pid, "SIGKILL");
    // What the bus started has a group of its own; by our home it is known as ours.
    const isOurs = (pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "latin1").split("\0").includes(`HOME=${this.home}`);
      } catch {
        return false;
      }
    };
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isOurs(name)))
      ends(Number(pid), "SIGKILL");
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The first line that a program writes. */
async function line(child) {
  let text = "";
  for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
    text += part;
    if (text.includes("\n")) break;
  }
  child.stdout.resume();
  return text.split("\n")[0];
}
