// The files of the release: each fetched once for the page, checked and inflated.

/** A file that has not come after so long will not: milliseconds. */
const PATIENCE = 7500;
/** A policy violation is told a little after the refusal it explains: milliseconds. */
const POLICY_DELAY = 120;

/** Why the widget cannot start, or cannot take what it was given. What asking again may cure has a `fault`: that of the
    "host", or of the "network", which comes back by itself. */
class Failure extends Error {
  constructor(code, help, directive, fault) {
    super(help);
    this.code = code;
    this.directive = directive;
    this.fault = fault;
  }
}

/** What came, and what is on its way: each once for the page. */
const files = new Map();
const coming = new Map();

/** One file of the release as it was sent, checked; of a script, what it left. The single file has it within. */
async function blob(described) {
  // Own properties only: a page may have put its own into Object.prototype.
  const { file, integrity, left, data } = Object.assign(Object.create(null), described);
  if (data) return Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const address = addressOf(file);
  if (!files.has(address)) {
    if (!coming.has(address)) {
      // A script that was asked for twice leaves what it leaves once.
      const asked = (left ? script(address, integrity, left) : fetched(address, integrity)).then((came) => { if (came) files.set(address, came); });
      const over = () => { if (coming.get(address) === asked) coming.delete(address); };
      coming.set(address, asked);
      asked.then(over, over);
    }
    await inTime(coming.get(address), address);
  }
  return files.get(address);
}

let given, pageAddress;
/** Hears where an element says that the release is: its folder, or its script, from the address that the page has now. The
    first that says so counts for the page. */
function locate(before, now) {
  if (given && !before) return;
  const place = now && now.trim().replace(/[?#].*/, "");
  given = place && (/(\/|\.js)$/i.test(place) ? place : `${place}/`);
  pageAddress = document.baseURI;
}

/** The address of a file of the release, which stands where an element says, else beside the script. Where the script
    happens to run, which may be any page or a file that it was joined to, says nothing of that. */
function addressOf(name) {
  try {
    return new URL(name, given ? new URL(given, pageAddress) : SOURCE).href;
  } catch {
    throw new Failure("fetch", `The address of the release is not known. ${ADVICE}`);
  }
}

/** What comes later than one can wait for is a failure now, and a new start when it comes. */
async function inTime(arriving, address) {
  let timer;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => {
      arriving.then(revive, () => {});
      refuse(new Failure("timeout", `${address} did not come within ${PATIENCE / 1000} seconds.`, "", "network"));
    }, PATIENCE);
  });
  // Waited for by the language, whatever the page has made of its promises.
  try { return await Promise.race([arriving, late]); } finally { clearTimeout(timer); }
}

async function fetched(address, integrity) {
  return allowed(address, integrity, async () => (await fetch(address, { integrity, credentials: "omit" })).blob());
}

/** A later script: it leaves one function on the window, which is taken from there at once. `import` cannot check what
    it brings, but takes what a checked `modulepreload` brought, and needs no word more where Trusted Types are asked for.
    A host that sends a wrong type, and a browser that knows no such link, are served as of old. */
async function script(address, integrity, left) {
  await allowed(address, integrity, async (violated) => {
    try {
      await loaded(document.createElement("link"), { rel: "modulepreload", href: address }, integrity);
      await import(address);
    } catch (error) {
      if (await violated()) throw error;
      await loaded(document.createElement("script"), { src: address }, integrity);
    }
  });
  const make = window[left];
  delete window[left];
  return make;
}

/** When the page has loaded what an element names. */
async function loaded(element, named, integrity) {
  if (named.rel && !element.relList.supports(named.rel)) throw new TypeError(named.rel);
  try {
    await new Promise((came, failed) => {
      Object.assign(element, { integrity, crossOrigin: "anonymous", nonce: (SCRIPT && SCRIPT.nonce) || "", onload: came, onerror: failed, ...named });
      document.head.append(element);
    });
  } finally {
    element.remove();
  }
}

/** What `get` brings, or why the page or the network refuses it. */
async function allowed(address, integrity, get) {
  const violated = watchPolicy(address);
  try {
    return await get(violated);
  } catch {
    const directive = (await violated()).replace("-elem", "");
    if (directive) throw new Failure("fetch", `The page's policy refuses ${address}: add its origin to ${directive}.`, directive);
    // Whoever asks again meanwhile does not wait for the reason.
    coming.delete(address);
    // A host that declares how its files are packed has them unpacked on their way.
    const found = /\.bin$/.test(address) && await (await rest()).unpacked(address, integrity);
    if (found) return found;
    throw await missed(address, integrity);
  } finally {
    violated.stop();
  }
}

/** Why a file did not come: it was changed, its host does not give it, or nobody answers. */
async function missed(address, integrity) {
  const get = async (mode) => fetch(address, { mode, credentials: "omit" });
  const { ok, status, headers } = await get("cors").catch(() => get("no-cors")).catch(() => ({}));
  const type = ok && headers.get("content-type");
  // A host may answer its start page for what it has not.
  if (ok && (/\.js$/.test(address) ? /javascript/ : /^(?!text\/html)/).test(type)) return new Failure("integrity", `${address} is not the file this version was built with (${integrity}).`);
  const said = ok ? `is sent as ${type}` : status ? `answered ${status}` : "cannot be fetched (does its host send Access-Control-Allow-Origin, or a script of the page add headers?)";
  return new Failure("fetch", `${address} ${said}. ${ADVICE}`, "", status === undefined ? "network" : /429|5../.test(status) && "host");
}

/** Listens for the page's content policy refusing an address; the answer names the directive. */
function watchPolicy(address) {
  let directive = "";
  const hear = (event) => {
    // The page may be refused other things at the same time. Some engines tell the origin alone.
    const ours = event.disposition !== "report" && event.blockedURI && address.startsWith(event.blockedURI);
    if (ours) directive = directive || event.effectiveDirective || event.violatedDirective;
  };
  document.addEventListener("securitypolicyviolation", hear);
  const ask = async () => {
    if (!directive) await new Promise((done) => setTimeout(done, POLICY_DELAY));
    return directive;
  };
  ask.stop = () => document.removeEventListener("securitypolicyviolation", hear);
  return ask;
}

/** What all elements of the page share of the module: whether it runs, so that nobody has to wait for it. */
const module = { running: false };

/** Whether the browser has what all of this stands on. */
const able = () => typeof WebAssembly === "object" && typeof DecompressionStream === "function" && Boolean(styles(document));

let hindered;
/** Why the module cannot run here, or nothing: known before anything is fetched. A policy that refuses it says so before
    the next frame; whatever else has to be made ready for it is, meanwhile. */
function hindrance() {
  hindered = hindered || looked();
  return hindered;
}

async function looked() {
  if (!able()) return new Failure("wasm-unsupported", "This browser lacks WebAssembly, gzip streams or adopted style sheets: one of 2023 or later has them.");
  try {
    // An empty module. WebKit tells no violation and refuses the instance, the others the code.
    new WebAssembly.Instance(await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return new Failure("wasm-blocked", "The page's policy refuses WebAssembly: add 'wasm-unsafe-eval' to script-src.", "script-src");
  }
  return undefined;
}

/** The second script: what stands behind the first question, and moves the needle. The single file has it within. */
let brought;
async function rest() {
  const make = LATER || await blob(RELEASE.later);
  brought = brought || make(shared());
  return brought;
}

/** Widgets, and errands of theirs, that wait for the network. */
const stuck = new Set();

/** The network is back: what was asked for before is asked for anew. */
function online() {
  coming.clear();
  revive();
}

/** Whoever waits for the network tries again. */
function revive() {
  for (const stage of [...stuck]) stage.begin();
}
