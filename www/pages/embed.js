// The snippet generator: options in, snippets out, a live preview, and a reading of the site's policy.
// Everything stays in this page.
(async () => {
  "use strict";
  const $ = (selector) => document.querySelector(selector);
  const HERE = new URL("./", location.href).href;
  const PAGE_LANGUAGE = document.documentElement.lang;
  // What this script says, in the language of the page; and what a snippet says, in each.
  const { words, snippets: snippetWords } = JSON.parse($("#words").textContent);
  const word = (key) => words[key];
  const say = (text) => {
    $("#said").textContent = "";
    setTimeout(() => {
      $("#said").textContent = text;
    }, 50);
  };

  const load = (name) =>
    fetch(name).then((answer) => {
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.json();
    });
  let manifest, vocabulary;
  try {
    [manifest, vocabulary] = await Promise.all([load("manifest.json"), load("vocabulary.json")]);
  } catch (error) {
    $("#trouble").textContent = word("trouble").replace("{reason}", () => error.message);
    $("#trouble").hidden = false;
    return;
  }

  // The choices that the release itself knows.
  const choices = (entries) => entries.map(({ id, label }) => new Option(label[PAGE_LANGUAGE], id));
  for (const [question, entries] of Object.entries(vocabulary)) {
    const select = $(`[data-answer="${question}"]`);
    if (select) select.append(...choices(entries));
  }
  $("[name=view]").append(...choices(vocabulary.views));
  $("[name=view]").value = "situate";
  $("[name=lang]").value = PAGE_LANGUAGE;
  const { packages } = manifest;
  for (const [name, file] of Object.entries(packages)) {
    for (const link of document.querySelectorAll(`[data-package="${name}"]`)) {
      link.href = file;
      link.textContent = file;
    }
  }
  $("#host").value = HERE;

  const form = $("#options");
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

  /** The attributes that are asked for, in the order of the contract. */
  function attributes() {
    const chosen = Object.fromEntries(new FormData(form));
    const answers = [...document.querySelectorAll("[data-answer]")].filter((select) => select.value);
    const preset = answers.map((select) => `${select.dataset.answer}=${select.value}`).join(";");
    const lock = chosen.lock ? answers.map((select) => select.dataset.answer).join(" ") : "";
    const asked = {
      lang: chosen.lang,
      preset,
      lock,
      "start-view": chosen.view,
      "heading-level": chosen.level,
      theme: chosen.theme,
      loading: chosen.loading,
      partner: chosen.partner.trim(),
    };
    // What is the default needs no word.
    const usual = { "start-view": "situate", "heading-level": "2", theme: "auto", loading: "lazy" };
    return Object.entries(asked).filter(([name, value]) => value && value !== usual[name]);
  }

  /** The folder of the release, as the partner gives it; ours when it is no address. */
  function host() {
    const asked = form.host.value.trim();
    try {
      return new URL(asked.endsWith("/") ? asked : `${asked}/`).href;
    } catch {
      return HERE;
    }
  }

  /** The accent colour, when it is one. */
  function accent() {
    const colour = form.accent.value.trim();
    return CSS.supports("color", colour) ? colour : "";
  }

  function snippets() {
    const at = host();
    const { origin } = new URL(at);
    const written = (pairs) => pairs.map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
    const asked = attributes();
    const language = form.elements.lang.value || PAGE_LANGUAGE;
    const said = snippetWords[language];
    const app = language === "fr" ? "app.html" : `app.html?lang=${language}`;
    const seal = (name) =>
      form.sealed.checked ? ` integrity="${manifest.integrity[name]}" crossorigin="anonymous"` : "";
    const element = `<boussole-odd17${written(asked)}><a href="${at}${app}">${said["snippet-link"]}</a></boussole-odd17>`;
    const script = (name) => `<script src="${at}${name}"${seal(name)} async></script>\n${element}`;
    const query = new URLSearchParams(
      asked.filter(([name]) => ["lang", "preset", "lock", "start-view", "heading-level", "theme"].includes(name)),
    );
    const colour = accent();
    if (colour) query.set("accent", colour);
    return {
      script: { text: script("boussole.js"), policy: `script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}` },
      single: { text: script("boussole.single.js"), policy: `script-src ${origin} 'wasm-unsafe-eval'` },
      iframe: {
        text: `<iframe src="${at}iframe.html${query.size ? `?${escaped(String(query))}` : ""}" title="${said["snippet-title"]}" width="100%" height="760" loading="lazy"></iframe>`,
        policy: `frame-src ${origin}`,
      },
      wordpress: {
        text: `[boussole${written(asked)}]`,
        policy: "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
      },
      npm: {
        text: `npm install ./${packages.npm}\n\nimport { define } from "boussole-odd17";\ndefine();\n\n${element}`,
        policy: "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
      },
    };
  }

  /** What guides give to copy, with a place for the address of the release. */
  const hosted = [...document.querySelectorAll("[data-host]")].map((code) => [code, code.textContent]);
  let preview;
  function draw() {
    const way = new FormData(form).get("way");
    const all = snippets();
    $("#snippet").textContent = all[way].text;
    $("#policy-line").textContent = all[way].policy;
    for (const [code, text] of hosted) code.textContent = text.replaceAll("https://HOST/", host());
    for (const hint of document.querySelectorAll("[data-way]")) hint.hidden = hint.dataset.way !== way;
    const colour = form.accent.value.trim();
    const right = !colour || Boolean(accent());
    form.accent.setAttribute("aria-invalid", String(!right));
    $("#accent-wrong").hidden = right;
    // A frame takes no style of the page: its colour goes in its address.
    const rule = accent() && way !== "iframe" ? `boussole-odd17 { --boussole-accent: ${colour}; }` : "";
    $("#rule").textContent = rule;
    $("#rule-block").hidden = !rule;

    // A new element: what it starts from is read once.
    const element = document.createElement("boussole-odd17");
    for (const [name, value] of attributes()) element.setAttribute(name, value);
    element.setAttribute("heading-level", "3");
    element.setAttribute("loading", "eager");
    if (accent()) element.style.setProperty("--boussole-accent", colour);
    if (preview) preview.destroy();
    preview = element;
    $("#preview").replaceChildren(element);
  }

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 250);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  draw();

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const from = $(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(from.textContent);
      say(word("copied-said"));
      button.textContent = word("copied-button");
      setTimeout(() => {
        button.textContent = word("copy-button");
      }, 2000);
    } catch {
      getSelection().selectAllChildren(from);
      say(word("copy-refused"));
    }
  });

  // "Check my site": words in, words out.
  const NEEDS = {
    script: word("need-script"),
    rest: word("need-rest"),
    wasm: word("need-wasm"),
    connect: word("need-connect"),
    frame: word("need-frame"),
  };
  const WAYS = {
    script: word("take-script"),
    single: word("take-single"),
    iframe: word("take-frame"),
    link: word("take-link"),
  };
  function check() {
    const text = $("#policy").value;
    $("#mended-block").hidden = true;
    let page;
    try {
      page = new URL($("#site").value.trim()).href;
    } catch {
      $("#verdict").replaceChildren(line("wrong", word("verify-address")));
      return;
    }
    if (!text.trim()) {
      $("#verdict").replaceChildren(line("right", word("verify-none")));
      return;
    }
    if (!window.boussolePolicy.isPolicy(text)) {
      $("#verdict").replaceChildren(line("wrong", word("verify-unread")));
      return;
    }
    const verdict = window.boussolePolicy.judge(text, { release: host(), page });
    const lines = Object.entries(NEEDS).map(([need, name]) => {
      const found = verdict[need];
      const about = (sentence) => sentence.replace("{need}", () => name);
      if (found === true) return line("right", about(word("need-allowed")));
      return found.nonce
        ? line("wrong", about(word("need-nonce")), { nonce: "nonce", tag: "<script>" })
        : line("wrong", about(word("need-refused")), found);
    });
    $("#verdict").replaceChildren(line("way", WAYS[verdict.way]), ...lines);
    const mended = verdict.way === "script" ? "" : window.boussolePolicy.mended(text, { release: host(), page });
    $("#mended").textContent = mended;
    $("#mended-block").hidden = !mended;
  }
  /** A line of the verdict; what is given for its places is code. */
  function line(kind, text, given = {}) {
    const item = document.createElement("li");
    item.className = kind;
    item.append(
      ...text.split(/\{(\w+)\}/).map((part, place) => {
        if (place % 2 === 0) return part;
        const code = document.createElement("code");
        code.textContent = given[part];
        return code;
      }),
    );
    return item;
  }
  $("#check").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
})();
