// What a content policy (CSP) does to the compass: which words are missing, and which way in is left.
// A function of texts alone. Follows the matching rules of CSP level 3; the browser tests compare
// each verdict with what a browser does.
window.boussolePolicy = (() => {
  "use strict";

  /** A policy as pasted (header lines, a meta's content, several policies): a list of Map(directive → sources). */
  function read(text) {
    // A meta that was pasted whole: its content is the policy.
    const meta = /<meta\b[^>]*\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/is.exec(text);
    return (
      (meta ? (meta[1] ?? meta[2]) : text)
        .replace(
          /^\s*(?:add_header\s+|Header\s+(?:always\s+)?set\s+)?content-security-policy(-report-only)?\s*[: ]\s*/gim,
          (_, reports) => (reports ? "\u0000" : "\n"),
        )
        .split(/[\n,]/)
        // A policy that only reports refuses nothing.
        .filter((line) => !line.startsWith("\u0000"))
        .map((line) => line.trim().replace(/^"([^"]*)".*$/, "$1"))
        .filter(Boolean)
        .map((line) => {
          const directives = new Map();
          for (const directive of line
            .split(";")
            .map((part) => part.trim())
            .filter(Boolean)) {
            const [name, ...sources] = directive.split(/\s+/);
            if (!directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
          }
          return directives;
        })
    );
  }

  /** Whether a text is a policy at all: it names a directive. */
  const isPolicy = (text) =>
    read(text).some((policy) =>
      [...policy.keys()].some((name) =>
        /-src(-elem|-attr)?$|^(sandbox|require-trusted-types-for|trusted-types|upgrade-insecure-requests|frame-ancestors|base-uri|form-action|report-uri|report-to)$/.test(
          name,
        ),
      ),
    ) || /content-security-policy-report-only/i.test(text);

  /** The first of these directives that the policy has: the one that decides. */
  const deciding = (policy, names) => names.find((name) => policy.has(name));

  /** Whether a list of sources lets an address load on a page. */
  function allows(sources, address, page) {
    const url = new URL(address);
    const home = new URL(page);
    return sources.some((source) => {
      const word = source.toLowerCase();
      if (word === "'none'") return false;
      if (word === "'self'")
        return url.host === home.host && (url.protocol === home.protocol || url.protocol === "https:");
      if (word === "*") return /^https?:$/.test(url.protocol) || url.protocol === home.protocol;
      if (/^[a-z][a-z0-9+.-]*:$/.test(word))
        return url.protocol === word || (word === "http:" && url.protocol === "https:");
      const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9.-]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source);
      if (!parts) return false;
      const [, scheme, host, port, path] = parts;
      const wanted = `${(scheme || home.protocol.slice(0, -1)).toLowerCase()}:`;
      if (url.protocol !== wanted && !(wanted === "http:" && url.protocol === "https:")) return false;
      const name = host.toLowerCase();
      if (name !== "*" && (name.startsWith("*.") ? !url.hostname.endsWith(name.slice(1)) : url.hostname !== name))
        return false;
      const own = url.port || (url.protocol === "https:" ? "443" : "80");
      if (
        port !== "*" &&
        own !== (port || (url.protocol === "https:" ? "443" : "80")) &&
        !(port === "80" && own === "443")
      )
        return false;
      return !path || path === "/"
        ? !path || path === "/"
        : path.endsWith("/")
          ? url.pathname.startsWith(path)
          : url.pathname === path;
    });
  }

  /**
   * What the policy refuses. `release` is the folder of the release, `page` an address of the site.
   * Returns { script, rest, wasm, connect, frame }: each true, or { directive, missing } with the words to add;
   * and `way`: "script", "single", "iframe" or "link".
   */
  function judge(text, { release, page }) {
    const policies = read(text);
    const origin = new URL(release).origin;
    const word = origin === new URL(page).origin ? "'self'" : origin;
    const refused = (names, passes, missing) => {
      for (const policy of policies) {
        const name = deciding(policy, names);
        if (name && !passes(policy.get(name), policy))
          return { directive: names.find((each) => each !== "script-src-elem" || name === each), missing };
      }
      return true;
    };
    const within = (file) => new URL(file, release).href;
    const script = (file) =>
      refused(["script-src-elem", "script-src", "default-src"], (sources) => allows(sources, within(file), page), word);
    const sandboxed = policies.some(
      (policy) =>
        policy.has("sandbox") && !policy.get("sandbox").some((token) => token.toLowerCase() === "allow-scripts"),
    );
    const compiles = (sources) =>
      sources.some((source) => ["'wasm-unsafe-eval'", "'unsafe-eval'"].includes(source.toLowerCase()));
    // The script tag itself must then carry the page's nonce: no word in the policy helps.
    const strict = policies.some((policy) =>
      (policy.get(deciding(policy, ["script-src-elem", "script-src", "default-src"])) || []).some(
        (source) => source.toLowerCase() === "'strict-dynamic'",
      ),
    );
    const found = {
      script: strict
        ? { directive: "script-src", missing: "nonce", nonce: true }
        : sandboxed
          ? { directive: "sandbox", missing: "allow-scripts" }
          : script("boussole.js"),
      rest: script("boussole-0.js"),
      wasm: refused(["script-src", "default-src"], compiles, "'wasm-unsafe-eval'"),
      connect: refused(
        ["connect-src", "default-src"],
        (sources) => allows(sources, within("boussole-0.bin"), page),
        word,
      ),
      frame: refused(
        ["frame-src", "child-src", "default-src"],
        (sources) => allows(sources, within("iframe.html"), page),
        word,
      ),
    };
    const runs = found.script === true && found.wasm === true;
    const ways = [
      ["script", runs && found.rest === true && found.connect === true],
      ["single", runs && script("boussole.single.js") === true],
      ["iframe", found.frame === true],
      ["link", true],
    ];
    [found.way] = ways.find(([, open]) => open);
    return found;
  }

  /** The policies with the missing words, for the way by script, one a line; empty when words do not help. */
  function mended(text, { release, page }) {
    const all = read(text).map((policy) => {
      const own = [...policy].map(([name, sources]) => [name, ...sources].join(" ")).join("; ");
      const { script, rest, wasm, connect } = judge(own, { release, page });
      if (script.nonce || script.directive === "sandbox") return "";
      const directives = new Map([...policy].map(([name, sources]) => [name, [...sources]]));
      for (const { directive, missing } of [script, rest, wasm, connect].filter((need) => need !== true)) {
        // A directive that was not there starts from what decided until now.
        if (!directives.has(directive)) directives.set(directive, [...(directives.get("default-src") || [])]);
        const sources = directives.get(directive).filter((source) => source.toLowerCase() !== "'none'");
        if (!sources.includes(missing)) sources.push(missing);
        directives.set(directive, sources);
      }
      return [...directives].map(([name, sources]) => [name, ...sources].join(" ")).join("; ");
    });
    return all.every(Boolean) ? all.join("\n") : "";
  }

  return Object.freeze({ isPolicy, judge, mended });
})();
