// The files of the release: each fetched once for the page, and checked.

import { advice, importScript, needleFactory, release, script as loaderScript, sourceUrl } from "boussole:boot";
import { shared } from "boussole:shared";
import { baseUrl } from "./base.js";
import { Failure } from "./failure.js";
import { inFlight, retryWaiting } from "./network.js";

/** How long a file may take; then it is a failure, and a new start when it comes all the same. */
const DOWNLOAD_TIMEOUT_MS = 7500;
/** How long after a refusal browsers tell which directive of the page's policy it was for. */
const POLICY_EVENT_DELAY_MS = 120;

/** A file of the release: fetched by its name, or, in a single file, within the script as base64. A later script leaves
 * its factory on the window under `globalName`.
 * @typedef {{ file?: string, integrity?: string, globalName?: string, data?: string, name?: string }} Artifact */

/** What has come, by its address: a binary as it was sent, or the factory that a script left.
 * @type {Map<string, any>} */
export const downloaded = new Map();

/** A file of the release as it was sent, its integrity proven; of a later script, its factory.
 * @param {Artifact} artifact
 * @returns {Promise<any>} */
export async function download(artifact) {
  // Own properties only: a page may have put its own into Object.prototype.
  const { file, integrity, globalName, data } = Object.assign(Object.create(null), artifact);
  if (data) return Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const url = fileUrl(file);
  if (!downloaded.has(url)) {
    if (!inFlight.has(url)) {
      // A script that was asked for twice leaves its factory once.
      const arriving = (globalName ? loadScript(url, integrity, globalName) : fetchFile(url, integrity)).then(
        (found) => {
          if (found) downloaded.set(url, found);
        },
      );
      const settle = () => {
        if (inFlight.get(url) === arriving) inFlight.delete(url);
      };
      inFlight.set(url, arriving);
      arriving.then(settle, settle);
    }
    await withTimeout(inFlight.get(url), url);
  }
  return downloaded.get(url);
}

/** The address of a file of the release: where an element says, else beside the script. Where the script happens to run,
 * which may be any page or a file that it was joined to, says nothing of that.
 * @param {string} name */
export function fileUrl(name) {
  try {
    return new URL(name, baseUrl() || sourceUrl).href;
  } catch {
    throw new Failure("fetch", `The address of the release is not known. ${advice}`);
  }
}

/** Rejects with the code `timeout` once the file is late. The download goes on: when it ends after all, whoever waits is
 * started again.
 * @param {Promise<void>} arriving
 * @param {string} url */
async function withTimeout(arriving, url) {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => {
      arriving.then(retryWaiting, () => {});
      reject(
        new Failure("timeout", `${url} did not come within ${DOWNLOAD_TIMEOUT_MS / 1000} seconds.`, "", "network"),
      );
    }, DOWNLOAD_TIMEOUT_MS);
  });
  // Waited for by the language, whatever the page has made of its promises.
  try {
    return await Promise.race([arriving, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} url
 * @param {string} integrity */
async function fetchFile(url, integrity) {
  return withFailureReason(url, integrity, async () => (await fetch(url, { integrity, credentials: "omit" })).blob());
}

/** Loads a later script with its integrity proven, and takes its factory off the window. `import()` takes no integrity, so a
 * checked `modulepreload` fills the cache before it, and Trusted Types ask nothing of it. Where that fails (a host that sends
 * a wrong type, a browser that knows no such link) a classic script is used.
 * @param {string} url
 * @param {string} integrity
 * @param {string} globalName */
async function loadScript(url, integrity, globalName) {
  await withFailureReason(url, integrity, async (policy) => {
    try {
      await whenLoaded(document.createElement("link"), { rel: "modulepreload", href: url }, integrity);
      await importScript(url);
    } catch (error) {
      if (await policy.violatedDirective()) throw error;
      await whenLoaded(document.createElement("script"), { src: url }, integrity);
    }
  });
  const factory = window[globalName];
  delete window[globalName];
  return factory;
}

/** Puts an element into the page's head until what it names is loaded.
 * @param {HTMLLinkElement | HTMLScriptElement} element
 * @param {{ rel?: string, href?: string, src?: string }} named
 * @param {string} integrity */
async function whenLoaded(element, named, integrity) {
  if (named.rel && !("relList" in element && element.relList.supports(named.rel))) throw new TypeError(named.rel);
  try {
    await new Promise((resolve, reject) => {
      Object.assign(element, {
        integrity,
        crossOrigin: "anonymous",
        nonce: (loaderScript && loaderScript.nonce) || "",
        onload: resolve,
        onerror: reject,
        ...named,
      });
      document.head.append(element);
    });
  } finally {
    element.remove();
  }
}

/** What `get` brings; else why the page's policy, the host or the network refuses it.
 * @template T
 * @param {string} url
 * @param {string} integrity
 * @param {(policy: PolicyWatch) => Promise<T>} get */
async function withFailureReason(url, integrity, get) {
  const policy = watchPolicy(url);
  try {
    return await get(policy);
  } catch {
    const directive = (await policy.violatedDirective()).replace("-elem", "");
    if (directive)
      throw new Failure("fetch", `The page's policy refuses ${url}: add its origin to ${directive}.`, directive);
    // Whoever asks again meanwhile does not wait for the reason.
    inFlight.delete(url);
    // A host that declares how its files are packed has them unpacked on their way.
    const found = url.endsWith(".bin") && (await (await loadNeedleStage()).fetchDecompressed(url, integrity));
    if (found) return found;
    throw await failureReason(url, integrity);
  } finally {
    policy.stop();
  }
}

/** Why a file did not come: it was changed, its host does not give it, or nobody answers.
 * @param {string} url
 * @param {string} integrity */
export async function failureReason(url, integrity) {
  const get = async (mode) => fetch(url, { mode, credentials: "omit" });
  const { ok, status, headers } = await get("cors")
    .catch(() => get("no-cors"))
    .catch(() => /** @type {Partial<Response>} */ ({}));
  const type = ok && headers.get("content-type");
  // A host may answer its start page for what it has not.
  if (ok && (url.endsWith(".js") ? /javascript/ : /^(?!text\/html)/).test(type))
    return new Failure("integrity", `${url} is not the file this version was built with (${integrity}).`);
  const problem = ok
    ? `is sent as ${type}`
    : status
      ? `answered ${status}`
      : "cannot be fetched (does its host send Access-Control-Allow-Origin, or a script of the page add headers?)";
  return new Failure(
    "fetch",
    `${url} ${problem}. ${advice}`,
    "",
    status === undefined ? "network" : /429|5../.test(String(status)) && "host",
  );
}

/** A listener for the page's content policy.
 * @typedef {ReturnType<typeof watchPolicy>} PolicyWatch */

/** Listens for the page's content policy refusing an address, until it is stopped.
 * @param {string} url */
export function watchPolicy(url) {
  let directive = "";
  /** @param {SecurityPolicyViolationEvent} event */
  const onViolation = (event) => {
    // The page may be refused other things at the same time. Some engines tell the origin alone.
    const isOurs = event.disposition !== "report" && event.blockedURI && url.startsWith(event.blockedURI);
    if (isOurs) directive = directive || event.effectiveDirective || event.violatedDirective;
  };
  document.addEventListener("securitypolicyviolation", onViolation);
  return {
    /** The directive that refuses it, or an empty text. */
    async violatedDirective() {
      if (!directive)
        await new Promise((resolve) => {
          setTimeout(resolve, POLICY_EVENT_DELAY_MS);
        });
      return directive;
    },
    stop() {
      document.removeEventListener("securitypolicyviolation", onViolation);
    },
  };
}

/** The exports of the second script, once it is there.
 * @type {typeof import("../needle/main.js") | undefined} */
export let needleStage;

/** The second script: the rest of the first view, and what moves its needle.
 * @returns {Promise<typeof import("../needle/main.js")>} */
export async function loadNeedleStage() {
  const factory = needleFactory || (await download(release.needleScript));
  needleStage = needleStage || factory(shared());
  return needleStage;
}
