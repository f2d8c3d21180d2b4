// What a visitor does, as Orca says it, in Firefox and in Chromium: each key with what must be heard. Three ways through: the
// whole in French, the journey in English (Orca and browser too), and easy words where there is little room.
import assert from "node:assert/strict";
import { test } from "node:test";
import { partner } from "./harness.mjs";
import { LISTENERS, Listener } from "./orca.mjs";

const READY = "Boussole entendue";
const SCRIPT = `customElements.whenDefined("boussole-odd17")
  .then(() => document.querySelector("boussole-odd17").whenReady)
  .then(() => { document.title = ${JSON.stringify(READY)}; });`;
const page = (lang, title, widget = lang) =>
  `<script src="boussole.js" async></script><script src="ready.js" defer></script><link rel="stylesheet" href="narrow.css">
  <main lang="${lang}"><h1>${title}</h1><boussole-odd17 loading="eager" lang="${widget}"></boussole-odd17></main>`;
const NARROW = "main { max-width: 24em; }";

/** What is heard nowhere: titles called something to click, signs read out, words that touch. */
const NEVER = [
  /cliquable|clickable/,
  /point médian|middle dot/,
  /petit cercle|white bullet/,
  /\p{Ll}(?:intitulé|liste) à confirmer/u,
  /\p{L}\d+ (?:mois|ans|months|years)/u,
  /\d sur \d\p{L}/u,
  /%\p{L}/u,
];

/** All ways in each engine take six minutes: without this, the two short ones are heard in Chromium alone. */
const ALL = process.env.BOUSSOLE_WHOLE === "1";

/** The ways through, each with how few keys it may have: what is heard less is no longer tried. */
const WAYS = [
  { name: "everything in French", body: page("fr", "Agir ensemble"), way: everything, fewest: 120 },
  {
    name: "the journey in English",
    body: page("en", "Act together"),
    language: "en",
    isShort: true,
    way: english,
    fewest: 50,
  },
  {
    name: "easy words, one question at a time where there is little room",
    body: page("fr", "Agir ensemble", "fr-x-falc"),
    style: NARROW,
    isShort: true,
    way: narrow,
    fewest: 50,
  },
];

for (const listened of LISTENERS) {
  for (const { name, body, style = "", language = "fr", isShort, way, fewest } of WAYS) {
    const isLeft =
      !ALL && isShort && listened.name !== "Chromium" && "heard in Chromium; here by `cargo run -- test orca`";
    const skip = listened.skip || isLeft;
    test(`Orca with ${listened.name}: ${name} [rgaa:heard-by-orca]`, { skip }, async (t) => {
      const address = await partner(body, {}, { "/ready.js": SCRIPT, "/narrow.css": style });
      const ears = await Listener.start(listened, address, READY, language);
      try {
        await way(ears);
        const said = ears.transcript.map((key) => key.join(": "));
        for (const words of NEVER)
          assert.deepEqual(
            said.filter((text) => words.test(text)),
            [],
            String(words),
          );
        assert.ok(said.length >= fewest, `${said.length} keys`);
        t.diagnostic(`${said.length} keys`);
      } catch (error) {
        for (const [key, said] of ears.transcript) t.diagnostic(`${key.padEnd(16)} ${said}`);
        throw error;
      } finally {
        await ears.stop();
      }
    });
  }
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

/** The same in English. */
async function toEnglishHead(ears, name) {
  await hears(ears, ["ctrl+Home", "Act together"]);
  await ears.find("b", `${name} push button`);
}

/** From the end of the page to the way on at the foot of a step. */
async function toFoot(ears, name) {
  await hears(ears, ["ctrl+End"]);
  await ears.find("shift+b", `${name} bouton`);
}

async function everything(ears) {
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
    // By Tab: a button that has just come may not yet be in what Orca looks through.
    ["Tab", "Effacer cette réponse Profil bouton"],
    // Where she is now Orca says too, but not each time: what she pressed is gone, and it may go on by itself.
    ["Return", "Votre réponse est effacée."],
    ["Tab", "Association. | non sélectionné bouton radio | 1 sur 10."],
  );

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
  // A number that is none: why, and which cap stays, at once and when its field is come back to.
  await ears.find("Tab", "Performance, en points sur 100");
  await ears.typed("900", ["Il faut un nombre entier, de 0 à 100."]);
  await hears(
    ears,
    ["Tab", "Innovation 7 ans", " %"],
    ["shift+Tab", "Performance, en points sur 100", "saisie non valable", "Il faut un nombre entier, de 0 à 100."],
  );
  await ears.typed("60", ["Votre cap : performance d’abord"]);
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
    ["alt+shift+Down", "Gestion régulatrice", "les acteurs publics", "au total", "Ligne 2, colonne 1"],
    ["alt+shift+Right", "votre part", "officiel 60 %", "au cœur", "Ligne 2, colonne 2"],
    ["alt+shift+Right", "Innovation 7 ans", "votre part", "officiel 25 %", "en aval", "Ligne 2, colonne 3"],
    ["alt+shift+Right", "Confiance 28 ans", "votre part", "officiel 15 %", "en amont", "Ligne 2, colonne 4"],
    [
      "alt+shift+Down",
      "Action collective transformatrice les organisations privées et publiques",
      "en aval",
      "Ligne 3, colonne 4",
    ],
    ["alt+shift+Down", "Vision partagée les personnes", "officiel 60 %", "au cœur", "Ligne 4, colonne 4"],
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

  // A workshop says what it could not take.
  await ears.find("Tab", "Animer un atelier bouton");
  await hears(ears, ["Return", "Atelier en-tête niveau 3"], ["Tab", "Projeter bouton"]);
  await ears.find("Tab", "Liens des participants, ou leurs messages entiers");
  await ears.typed("bonjour");
  await hears(
    ears,
    ["Tab", "Réunir bouton"],
    // The field takes the focus, with what is left in it.
    [
      "Return",
      "1 texte n’est pas un parcours. Ce qui n’a pas été pris reste dans le champ.",
      "Liens des participants, ou leurs messages entiers zone de saisie bonjour",
    ],
    ["Tab", "Réunir bouton. | Mode navigation"],
  );

  // The charter, a way of the instruments.
  await toHead(ears, "Instruments");
  await hears(ears, ["Return", "Les instruments de la méthode en-tête niveau 3"], ["h", "en-tête niveau 4"]);
  await ears.find("b", "Commencer Charte d’engagement réciproque bouton");
  await hears(ears, ["Return", "Charte d’engagement réciproque en-tête niveau 3"]);
  await ears.find("Tab", "7 principes d’Action tableau de bord. | Respect et confiance case à cocher non cochée");
  await hears(ears, ["space", "cochée"], ["Tab", "ODD comme langue commune case à cocher non cochée"]);

  // Step 5: the page to take along, and the question that it waits for.
  await toHead(ears, "En une page");
  await hears(
    ears,
    ["Return", "Votre cap en une page en-tête niveau 3"],
    ["Tab", "Maturité du territoire bouton"],
    ["h", "À ouvrir en-tête niveau 4"],
    ["h", "Emporter cette page en-tête niveau 4"],
  );

  // Starting over says what brings the answers back, which is what Tab reaches next.
  await toHead(ears, "Recommencer");
  await hears(
    ears,
    ["Return", "Se situer en-tête niveau 3", "Vos réponses sont effacées. Les retrouver"],
    ["Tab", "Les retrouver bouton"],
    ["Return", "Vos réponses sont revenues."],
  );

  // Easy words, on the way.
  await toHead(ears, "Facile à lire");
  await hears(
    ears,
    ["Return", "Les textes sont faciles à lire."],
    ["ctrl+Home", "Agir ensemble"],
    ["h", "La boussole pour agir ensemble en-tête niveau 2"],
    ["h", "Qui êtes-vous ? en-tête niveau 3"],
  );
}

async function english(ears) {
  await hears(
    ears,
    ["ctrl+Home", "Act together"],
    ["h", "SDG 17 compass heading level 2"],
    ["h", "Find where you stand heading level 3"],
    ["Tab", "In 60 seconds push button"],
    [
      "Tab",
      "Profile On whose behalf do you act? panel. | Non-profit association. | not selected radio button | 1 of 10. | Public-interest body",
    ],
    ["space", "selected"],
    ["Tab", "Clear this answer Profile push button"],
    ["Return", "Your answer is cleared."],
    ["Tab", "Non-profit association. | not selected radio button | 1 of 10."],
    ["ctrl+End"],
  );
  await ears.find("shift+b", "Set the heading push button");
  await hears(
    ears,
    ["Return", "Set the heading heading level 3"],
    [
      "Tab",
      "Objectives One or two, the most important first. panel. | Reconcile performance and commitment check box not checked. | Build partnerships",
    ],
    ["space", "checked", "Your heading: performance first"],
    ["Tab", "Hybridise your socio-economic model check box not checked"],
    ["space", "checked", "Two objectives are chosen. Remove one to take another. Your heading:"],
    ["Tab", "Clear this answer Objectives push button"],
    ["Tab", "Swap the order push button"],
    ["Tab", "Horizons ", "Performance 18 months", "No answer"],
    ["Right", "%", "Your heading: performance first"],
  );
  // A slider would take the key to the end for itself.
  await ears.find("Tab", "Equal parts push button");
  await hears(ears, ["ctrl+End"]);
  await ears.find("shift+b", "Plot the trajectory push button");
  await hears(
    ears,
    ["Return", "Plot the trajectory heading level 3"],
    [
      "t",
      "Trajectory matrix: the share of each lever in each impact",
      "Performance 18 months",
      "Innovation 7 years",
      "Trust 28 years",
    ],
    ["alt+shift+Down", "Regulating stewardship", "public bodies", "in all", "Row 2, column 1"],
    ["alt+shift+Right", "your share", "official 60%", "core", "Row 2, column 2"],
    ["alt+shift+Right", "Innovation 7 years", "your share", "official 25%", "downstream", "Row 2, column 3"],
    ["alt+shift+Right", "Trust 28 years", "your share", "official 15%", "upstream", "Row 2, column 4"],
    ["ctrl+End"],
  );
  await ears.find("shift+b", "Get equipped push button");
  await hears(ears, ["Return", "Get equipped heading level 3"], ["k", "link heading level 4", "(new tab)"]);
  await ears.find("b", "Why? ");
  await hears(ears, ["Return", "expanded"]);
  await toEnglishHead(ears, "All resources");
  await hears(ears, ["Return", "Explore the resources heading level 3"], ["Tab", "entry"]);
  await ears.typed("territory", ["resources"]);
  await ears.find("shift+Tab", "button. | Browse mode");
  await toEnglishHead(ears, "Keep, share");
  await hears(ears, ["Return", "Keep and share heading level 3"]);
  await ears.find("b", "Copy the link push button");
  await hears(ears, ["Return", "Copied."], ["Return", "Copied."]);
  await toEnglishHead(ears, "Start over");
  await hears(
    ears,
    ["Return", "Find where you stand heading level 3", "Your answers are erased. Bring them back"],
    ["Tab", "Bring them back push button"],
    ["Return", "Your answers are back."],
  );
}

async function narrow(ears) {
  // One question at a time: which of how many, before what it asks.
  await hears(
    ears,
    ["ctrl+Home", "Agir ensemble"],
    ["h", "La boussole pour agir ensemble en-tête niveau 2"],
    ["h", "Qui êtes-vous ? en-tête niveau 3"],
    ["Tab", "En une minute bouton"],
    [
      "Tab",
      "1 sur 7 Vous êtes… Choisissez une réponse. tableau de bord. | Association. | non sélectionné bouton radio | 1 sur 10. | Des personnes qui agissent ensemble",
    ],
    ["space", "sélectionné"],
    ["Tab", "Effacer ma réponse Vous êtes… bouton"],
    ["Tab", "Toutes les questions bouton"],
    ["Tab", "Continuer bouton"],
    ["Return", "2 sur 7", "Vos sujets"],
    ["Tab", "La pauvreté case à cocher non cochée"],
    ["space", "cochée"],
    ["Tab", "case à cocher non cochée"],
    ["space", "cochée"],
    ["Tab", "case à cocher non cochée"],
    ["space", "cochée", "Vous avez choisi 3 sujets. Pour en choisir un autre, enlevez un sujet."],
  );
  // The second step, by its name.
  await toHead(ears, "Que voulez-vous ?");
  await hears(
    ears,
    ["Return", "Que voulez-vous ? en-tête niveau 3"],
    [
      "Tab",
      "6 sur 7 Votre but Choisissez 1 ou 2 buts. Choisissez d’abord le plus important. tableau de bord. | Être utile et bien travailler case à cocher non cochée",
    ],
    ["space", "cochée", "Votre direction : mieux faire d’abord, en 18 mois"],
    ["Tab", "Avoir plusieurs sources d’argent case à cocher non cochée"],
    ["space", "cochée", "Vous avez choisi 2 buts. Pour en choisir un autre, enlevez un but. Votre direction :"],
    ["Tab", "Effacer ma réponse Votre but bouton"],
  );
  // The matrix, where it is no table to the eye: each part under its own header.
  await toHead(ears, "Vos dates");
  await hears(
    ears,
    ["Return", "Vos dates en-tête niveau 3"],
    [
      "t",
      "Tableau : la part de chaque moyen d’agir",
      "Mieux faire 18 mois",
      "Faire autrement 7 ans",
      "Se faire confiance 28 ans",
    ],
    ["alt+shift+Down", "Les règles", "l’État et les mairies", "en tout", "Ligne 2, colonne 1"],
    ["alt+shift+Right", "pour vous", "pour tous 60 %", "Ligne 2, colonne 2"],
    ["alt+shift+Right", "Faire autrement 7 ans", "pour vous", "pour tous 25 %", "Ligne 2, colonne 3"],
    ["alt+shift+Right", "Se faire confiance 28 ans", "pour vous", "pour tous 15 %", "Ligne 2, colonne 4"],
    ["alt+shift+Left", "Faire autrement 7 ans", "pour vous", "Ligne 2, colonne 3"],
  );
  await toHead(ears, "Vos aides");
  await hears(ears, ["Return", "Vos aides en-tête niveau 3"], ["k", "(s’ouvre dans une autre page)"]);
  await ears.find("b", "Pourquoi cette aide ?");
  await hears(ears, ["Return", "étendu"]);
  // What is in the menu; all answers erased, and back.
  await hears(ears, ["ctrl+Home", "Agir ensemble"]);
  await ears.find("b", "Menu réduit bouton");
  await hears(ears, ["Return", "étendu"], ["Tab", "Toutes les aides bouton"]);
  await ears.find("Tab", "Tout effacer bouton");
  await hears(
    ears,
    ["Return", "Qui êtes-vous ? en-tête niveau 3", "Vos réponses sont effacées. Revoir mes réponses"],
    ["Tab", "Revoir mes réponses bouton"],
    ["Return", "Vos réponses sont revenues."],
  );
}
