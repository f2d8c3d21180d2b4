// The journey as Orca says it, in French: each key with what must be heard, in Firefox and in Chromium.
import assert from "node:assert/strict";
import { test } from "node:test";
import { partner } from "./harness.mjs";
import { LISTENERS, Listener } from "./orca.mjs";

const READY = "Boussole entendue";
const SCRIPT = `customElements.whenDefined("boussole-odd17")
  .then(() => document.querySelector("boussole-odd17").whenReady)
  .then(() => { document.title = ${JSON.stringify(READY)}; });`;
const BODY = `<script src="boussole.js" async></script><script src="ready.js" defer></script>
  <main><h1>Agir ensemble</h1><boussole-odd17 loading="eager"></boussole-odd17></main>`;

/** What is heard nowhere: titles called something to click, signs read out, words that touch. */
const NEVER = [
  /cliquable/,
  /point médian/,
  /petit cercle/,
  /\p{Ll}(?:intitulé|liste) à confirmer/u,
  /\p{L}\d+ (?:mois|ans)/u,
  /%\p{L}/u,
];
/** How few keys the journey may have. */
const FEWEST_KEYS = 40;

for (const listened of LISTENERS) {
  test(`Orca with ${listened.name}: the journey by keyboard is heard`, { skip: listened.skip }, async (t) => {
    const address = await partner(BODY, {}, { "/ready.js": SCRIPT });
    const ears = await Listener.start(listened, address, READY);
    try {
      await journey(ears);
      const said = ears.transcript.map((key) => key.join(": "));
      for (const words of NEVER)
        assert.deepEqual(
          said.filter((text) => words.test(text)),
          [],
          String(words),
        );
      assert.ok(said.length >= FEWEST_KEYS, `${said.length} keys`);
      t.diagnostic(`${said.length} keys`);
    } catch (error) {
      for (const [key, said] of ears.transcript) t.diagnostic(`${key.padEnd(16)} ${said}`);
      throw error;
    } finally {
      await ears.stop();
    }
  });
}

/** Presses each key in turn; all that stands beside it must be heard.
 * @param {Listener} ears
 * @param {string[][]} keys */
async function hears(ears, ...keys) {
  for (const [key, ...words] of keys) {
    const said = await ears.after(key, words);
    for (const part of words) assert.ok(said.includes(part), `${key}: « ${part} » is not in « ${said} »`);
  }
}

/** From the top of the page to a button of the head. */
async function toHead(ears, name) {
  await hears(ears, ["ctrl+Home", "Agir ensemble"]);
  await ears.find("b", `${name} bouton`);
}

/** From the end of the page to the way on at the foot of a step. */
async function toFoot(ears, name) {
  await hears(ears, ["ctrl+End"]);
  await ears.find("shift+b", `${name} bouton`);
}

async function journey(ears) {
  // Step 1: the titles, the question before its first answer, name, state and place before what describes it.
  await hears(
    ears,
    ["ctrl+Home", "Agir ensemble"],
    ["h", "Boussole de l’ODD 17 en-tête niveau 2"],
    ["h", "Se situer en-tête niveau 3"],
    ["Tab", "En 60 secondes bouton"],
    [
      "Tab",
      "Profil Au nom de qui agissez-vous ? tableau de bord. | Association. | non sélectionné bouton radio | 1 sur 10. | Structure d’intérêt général",
    ],
    ["space", "sélectionné"],
  );
  await ears.find("b", "Effacer cette réponse Profil bouton");
  // Within its group the group is not said again.
  await hears(ears, ["Return", "Profil."]);

  // Step 2, by the button at the foot: the title is heard; so are the limit, and units of sliders.
  await toFoot(ears, "Fixer le cap");
  await hears(
    ears,
    ["Return", "Fixer le cap en-tête niveau 3"],
    [
      "Tab",
      "Objectifs Un ou deux, du plus important au moins important. tableau de bord. | Concilier performance et engagement case à cocher non cochée. | Nouer des partenariats",
    ],
    ["space", "cochée", "Votre cap : performance d’abord, à 18 mois"],
    ["Tab", "Hybrider son modèle socio-économique case à cocher non cochée"],
    ["space", "cochée", "Deux objectifs sont choisis. Retirez-en un pour en prendre un autre. Votre cap :"],
    ["Tab", "Effacer cette réponse Objectifs bouton"],
    ["Tab", "Inverser l’ordre bouton"],
    ["Tab", "Horizons Répartissez 100 points entre trois temps", "Performance 18 mois", "Sans réponse"],
    ["Right", " %", "Votre cap : performance d’abord"],
    ["Right", " %", "Votre cap : performance d’abord"],
  );
  await ears.find("Tab", "Parts égales bouton");

  // Step 3: the matrix, cell by cell, with whole headers.
  await toFoot(ears, "Tracer la trajectoire");
  await hears(
    ears,
    ["Return", "Tracer la trajectoire en-tête niveau 3"],
    [
      "t",
      "Matrice des trajectoires : la part de chaque levier dans chaque impact",
      "Performance 18 mois",
      "Innovation 7 ans",
      "Confiance 28 ans",
    ],
    ["alt+shift+Down", "Gestion régulatrice", "acteurs publics", "au total", "Ligne 2, colonne 1"],
    ["alt+shift+Right", "votre part", "officiel 60 %", "au cœur", "Ligne 2, colonne 2"],
    ["alt+shift+Right", "Innovation 7 ans", "votre part", "officiel 25 %", "en aval", "Ligne 2, colonne 3"],
    ["alt+shift+Right", "Confiance 28 ans", "votre part", "officiel 15 %", "en amont", "Ligne 2, colonne 4"],
    [
      "alt+shift+Down",
      "Action collective transformatrice organisations privées et publiques",
      "en aval",
      "Ligne 3, colonne 4",
    ],
    ["alt+shift+Down", "Vision partagée personnes", "officiel 60 %", "au cœur", "Ligne 4, colonne 4"],
  );

  // Step 4: a link says that it opens another tab; why a resource is there; a pin, and none.
  await toFoot(ears, "S’équiper");
  await hears(ears, ["Return", "S’équiper en-tête niveau 3"], ["k", "lien en-tête niveau 4", "(nouvel onglet)"]);
  await ears.find("b", "Pourquoi ?");
  await hears(ears, ["Return", "étendu"], ["Down", "Liste à ", "puce Elle "]);
  await ears.find("b", "Épingler");
  await hears(
    ears,
    ["Return", "pressé", "Épinglée à votre parcours."],
    ["Return", "non pressé", "Retirée de vos épingles."],
  );

  // Search: how many are left is heard, not at each letter.
  await toHead(ears, "Toutes les ressources");
  await hears(ears, ["Return", "Explorer les ressources en-tête niveau 3"], ["Tab", "Vos mots zone de saisie"]);
  const counts = await ears.typed("territoire", ["265 ressources"]);
  assert.ok(counts.split(" | ").length <= 4, counts);
  await ears.find("shift+Tab", "bouton. | Mode navigation");

  // The link, copied twice and heard twice; a wrong one, and its field.
  await toHead(ears, "Garder, partager");
  await hears(ears, ["Return", "Garder et partager en-tête niveau 3"]);
  await ears.find("b", "Copier le lien bouton");
  await hears(ears, ["Return", "Copié."], ["Return", "Copié."]);
  await ears.find("Tab", "Lien à reprendre zone de saisie");
  await ears.typed("bonjour");
  await hears(
    ears,
    ["Tab", "Reprendre ce lien bouton"],
    ["Return", "Ce n’est ni un de nos liens ni un de nos fichiers."],
    ["shift+Tab", "Lien à reprendre zone de saisie", "Ce n’est ni un de nos liens ni un de nos fichiers."],
  );
  await ears.find("Tab", "Animer un atelier bouton");

  // Starting over says what brings the answers back, which is what Tab reaches next.
  await toHead(ears, "Recommencer");
  await hears(
    ears,
    ["Return", "Se situer en-tête niveau 3", "Vos réponses sont effacées. Les retrouver"],
    ["Tab", "Les retrouver bouton"],
    ["Return", "Vos réponses sont revenues."],
  );
}
