// What a content policy (CSP) does to the compass: which words are missing, and which way in is left.
// A function of texts alone. Follows the matching rules of CSP level 3; the browser tests compare
// each verdict with what a browser does.
window.boussolePolicy = (() => {
  "use strict";

  /** A policy as pasted (header lines, a meta's content, several policies): a list of Map(directive → sources). */
  function read(text) {
    return text
      .replace(/^\s*(?:add_header\s+|Header\s+(?:always\s+)?set\s+)?content-security-policy(-report-only)?\s*[: ]\s*/gim, (_, reports) => (reports ? "\u0000" : "\n"))
      .split(/[\n,]/)
      // A policy that only reports refuses nothing.
      .filter((line) => !line.startsWith("\u0000"))
      .map((line) => line.trim().replace(/^"([^"]*)".*$/, "$1"))
      .filter(Boolean)
      .map((line) => {
        const directives = new Map();
        for (const part of line.split(";").map((part) => part.trim()).filter(Boolean)) {
          const [name, ...sources] = part.split(/\s+/);
          if (!directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
        }
        return directives;
      });
  }

  /** The first of these directives that the policy has: the one that decides. */
  const deciding = (policy, names) => names.find((name) => policy.has(name));

  /** Whether a list of sources lets an address load on a page. */
  function allows(sources, address, page) {
    const url = new URL(address);
    const home = new URL(page);
    return sources.some((source) => {
      const word = source.toLowerCase();
      if (word === "'none'") return false;
      if (word === "'self'") return url.host === home.host && (url.protocol === home.protocol || url.protocol === "https:");
      if (word === "*") return /^https?:$/.test(url.protocol) || url.protocol === home.protocol;
      if (/^[a-z][a-z0-9+.-]*:$/.test(word)) return url.protocol === word || (word === "http:" && url.protocol === "https:");
      const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9.-]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source);
      if (!parts) return false;
      const [, scheme, host, port, path] = parts;
      const wanted = `${(scheme || home.protocol.slice(0, -1)).toLowerCase()}:`;
      if (url.protocol !== wanted && !(wanted === "http:" && url.protocol === "https:")) return false;
      const name = host.toLowerCase();
      if (name !== "*" && (name.startsWith("*.") ? !url.hostname.endsWith(name.slice(1)) : url.hostname !== name)) return false;
      const own = url.port || (url.protocol === "https:" ? "443" : "80");
      if (port !== "*" && own !== (port || (url.protocol === "https:" ? "443" : "80")) && !(port === "80" && own === "443")) return false;
      return !path || path === "/" ? !path || path === "/" : path.endsWith("/") ? url.pathname.startsWith(path) : url.pathname === path;
    });
  }

  /**
   * What the policy refuses. `release` is the folder of the release, `page` an address of the site.
   * Returns { script, wasm, connect, frame }: each true, or { directive, missing } with the words to add;
   * and `way`: "script", "single", "iframe" or "link".
   */
  function judge(text, { release, page }) {
    const policies = read(text);
    const origin = new URL(release).origin;
    const word = origin === new URL(page).origin ? "'self'" : origin;
    const refused = (names, passes, missing) => {
      for (const policy of policies) {
        const name = deciding(policy, names);
        if (name && !passes(policy.get(name), policy)) return { directive: names.find((each) => each !== "script-src-elem" || name === each), missing };
      }
      return true;
    };
    const within = (file) => new URL(file, release).href;
    const scripts = (sources) => {
      // With 'strict-dynamic' only a script with the page's own nonce or hash loads: addresses are ignored.
      const strict = sources.some((source) => source.toLowerCase() === "'strict-dynamic'");
      return !strict && allows(sources, within("boussole.js"), page);
    };
    const sandboxed = policies.some((policy) => policy.has("sandbox") && !policy.get("sandbox").some((token) => token.toLowerCase() === "allow-scripts"));
    const compiles = (sources) => sources.some((source) => ["'wasm-unsafe-eval'", "'unsafe-eval'"].includes(source.toLowerCase()));
    const found = {
      script: sandboxed ? { directive: "sandbox", missing: "allow-scripts" } : refused(["script-src-elem", "script-src", "default-src"], scripts, word),
      wasm: refused(["script-src", "default-src"], compiles, "'wasm-unsafe-eval'"),
      connect: refused(["connect-src", "default-src"], (sources) => allows(sources, within("boussole-0.bin"), page), word),
      frame: refused(["frame-src", "child-src", "default-src"], (sources) => allows(sources, within("iframe.html"), page), word),
    };
    const runs = found.script === true && found.wasm === true;
    found.way = runs ? (found.connect === true ? "script" : "single") : found.frame === true ? "iframe" : "link";
    return found;
  }

  /** The policy with the missing words, for the way by script. One policy only: several must each be mended. */
  function mended(text, verdict) {
    const [policy] = read(text);
    if (!policy) return "";
    const directives = new Map([...policy].map(([name, sources]) => [name, [...sources]]));
    for (const { directive, missing } of [verdict.script, verdict.wasm, verdict.connect].filter((need) => need !== true)) {
      // A directive that was not there starts from what decided until now.
      if (!directives.has(directive)) directives.set(directive, [...(directives.get("default-src") || [])]);
      const sources = directives.get(directive).filter((source) => source.toLowerCase() !== "'none'");
      if (!sources.includes(missing)) sources.push(missing);
      directives.set(directive, sources);
    }
    return [...directives].map(([name, sources]) => [name, ...sources].join(" ")).join("; ");
  }

  return Object.freeze({ judge, mended });
})();
