// The snippet generator: options in, snippets out, a live preview, and a reading of the site's policy.
// Everything stays in this page.
(async () => {
  "use strict";
  const $ = (selector) => document.querySelector(selector);
  const HERE = new URL("./", location.href).href;
  const say = (text) => { $("#said").textContent = ""; setTimeout(() => { $("#said").textContent = text; }, 50); };

  const load = (name) => fetch(name).then((answer) => { if (!answer.ok) throw new Error(`${name}: ${answer.status}`); return answer.json(); });
  let manifest, vocabulary;
  try {
    [manifest, vocabulary] = await Promise.all([load("manifest.json"), load("vocabulary.json")]);
  } catch (error) {
    $("#trouble").textContent = `Les fichiers de la version ne répondent pas (${error.message}). Rechargez la page ; si cela dure, servez le dossier entier.`;
    $("#trouble").hidden = false;
    return;
  }

  // The choices that the release itself knows.
  for (const [question, entries] of Object.entries(vocabulary)) {
    const select = $(`[data-answer="${question}"]`);
    if (select) select.append(...entries.map(({ id, label }) => new Option(label.fr, id)));
  }
  const { packages } = manifest;
  for (const [name, file] of Object.entries(packages)) {
    for (const link of document.querySelectorAll(`[data-package="${name}"]`)) { link.href = file; link.textContent = file; }
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
    const asked = { lang: chosen.lang, preset, lock, "start-view": chosen.view, "heading-level": chosen.level, theme: chosen.theme, loading: chosen.loading, partner: chosen.partner.trim() };
    // What is the default needs no word.
    const usual = { "start-view": "situate", "heading-level": "2", theme: "auto", loading: "lazy" };
    return Object.entries(asked).filter(([name, value]) => value && value !== usual[name]);
  }

  /** The folder of the release, as the partner gives it; ours when it is no address. */
  function host() {
    const asked = form.host.value.trim();
    try { return new URL(asked.endsWith("/") ? asked : `${asked}/`).href; } catch { return HERE; }
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
    const seal = (name) => (form.sealed.checked ? ` integrity="${manifest.integrity[name]}" crossorigin="anonymous"` : "");
    const element = `<boussole-odd17${written(asked)}><a href="${at}app.html">Ouvrir la boussole de l’ODD 17</a></boussole-odd17>`;
    const script = (name) => `<script src="${at}${name}"${seal(name)} async></script>\n${element}`;
    const query = new URLSearchParams(asked.filter(([name]) => ["lang", "preset", "lock", "start-view", "heading-level", "theme"].includes(name)));
    const colour = accent();
    if (colour) query.set("accent", colour);
    return {
      script: { text: script("boussole.js"), policy: `script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}` },
      single: { text: script("boussole.single.js"), policy: `script-src ${origin} 'wasm-unsafe-eval'` },
      iframe: { text: `<iframe src="${at}iframe.html${query.size ? `?${escaped(String(query))}` : ""}" title="Boussole de l’ODD 17" width="100%" height="760" loading="lazy"></iframe>`, policy: `frame-src ${origin}` },
      wordpress: { text: `[boussole${written(asked)}]`, policy: "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" },
      npm: { text: `npm install ./${packages.npm}\n\nimport { define } from "boussole-odd17";\ndefine();\n\n${element}`, policy: "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" },
    };
  }

  let preview;
  function draw() {
    const way = new FormData(form).get("way");
    const all = snippets();
    $("#snippet").textContent = all[way].text;
    $("#policy-line").textContent = all[way].policy;
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
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(draw, 250); });
  form.addEventListener("submit", (event) => event.preventDefault());
  draw();

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const from = $(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(from.textContent);
      say("Copié.");
      button.textContent = "Copié";
      setTimeout(() => { button.textContent = "Copier"; }, 2000);
    } catch {
      getSelection().selectAllChildren(from);
      say("La copie est refusée ici : le texte est sélectionné, copiez-le au clavier.");
    }
  });

  // "Vérifier mon site": words in, words out.
  const NAMES = { script: "Le script", rest: "La suite du script", wasm: "WebAssembly", connect: "Le chargement du module et du contenu", frame: "Le cadre (iframe)" };
  const WAYS = {
    script: "Le script marche tel quel.",
    single: "Prenez « Un seul fichier » : il ne charge rien d’autre.",
    iframe: "Prenez « Cadre » : votre politique refuse le script, mais pas le cadre.",
    link: "Il reste un lien vers la page de la boussole, ou les mots à ajouter ci-dessous.",
  };
  function check() {
    const text = $("#policy").value;
    $("#mended-block").hidden = true;
    let page;
    try { page = new URL($("#site").value.trim()).href; } catch { $("#verdict").replaceChildren(line("wrong", "L’adresse de votre site n’est pas une adresse complète : https://…")); return; }
    if (!text.trim()) { $("#verdict").replaceChildren(line("right", "Sans politique, rien n’est refusé. Le script marche tel quel.")); return; }
    if (!window.boussolePolicy.isPolicy(text)) { $("#verdict").replaceChildren(line("wrong", "Ce texte n’est pas une politique de contenu : elle commence par exemple par « default-src » ou « script-src ».")); return; }
    const verdict = window.boussolePolicy.judge(text, { release: host(), page });
    const lines = Object.entries(NAMES).map(([need, name]) => {
      const found = verdict[need];
      if (found.nonce) return line("wrong", `${name} : refusé. Votre politique ne laisse passer que les scripts qui portent son numéro (`, "nonce", ") : ajoutez-le à la balise ", "<script>", ". Votre site doit le faire à chaque page.");
      return found === true ? line("right", `${name} : permis.`) : line("wrong", `${name} : refusé. Il manque `, found.missing, " dans ", found.directive);
    });
    $("#verdict").replaceChildren(line("way", WAYS[verdict.way]), ...lines);
    const mended = verdict.way === "script" ? "" : window.boussolePolicy.mended(text, { release: host(), page });
    $("#mended").textContent = mended;
    $("#mended-block").hidden = !mended;
  }
  function line(kind, ...parts) {
    const item = document.createElement("li");
    item.className = kind;
    item.append(...parts.map((part, place) => {
      if (place % 2 === 0) return part;
      const code = document.createElement("code");
      code.textContent = part;
      return code;
    }));
    return item;
  }
  $("#check").addEventListener("submit", (event) => { event.preventDefault(); check(); });
})();
