// Deterministic French-looking catalogues: words by Zipf-Mandelbrot, a vocabulary that grows as the square
// root of the text; and sessions of typing taken from their entries.

import { random } from "./statistics.mjs";

const FREQUENT =
  "de la et des les le à en pour du l'action une un par au sur dans avec qui aux territoire trajectoire alliance partenariat association collectivité entreprise engagement impact innovation confiance performance transition commun gouvernance économie intérêt général projet outil méthode exemple donnée compétence ressource acteur élu citoyen jeunesse santé emploi logement énergie culture numérique éducation solidarité mobilité alimentation biodiversité climat eau insertion handicap sport recherche formation évaluation pilotage coopération financement mécénat bénévolat fondation guide référentiel boussole matrice saison charte levier vision régulation collectif durable inclusif".split(
    " ",
  );
const ONSETS = "b c ch cr d f fl g gr j l m n p pl pr qu r s t tr v br dr".split(" ");
const VOWELS = "a e i o u é è ai au ou on an en in eu oi".split(" ");
const ENDS = ["", "r", "l", "s", "n", "t", "c", ""];
const SUFFIXES = "tion ité ement aire eur euse isme able ique age ance if ive oir er é ée s x ette".split(" ");

function vocabulary(size) {
  const next = random(17);
  const pick = (list) => list[(next() * list.length) | 0];
  const words = new Set(FREQUENT);
  while (words.size < size) {
    let word = "";
    for (let syllable = 1 + ((next() * 2.4) | 0); syllable; syllable -= 1)
      word += pick(ONSETS) + pick(VOWELS) + pick(ENDS);
    word += pick(SUFFIXES);
    if (word.length > 3) words.add(word);
  }
  return [...words];
}

/** So many entries one by one, each with a title, a summary and keywords. */
export function* entries(size) {
  let next = random(2033);
  const keyed = random(2050);
  const words = vocabulary(Math.min(60_000, Math.round(60 * Math.sqrt(size * 30))));
  const reach = new Float64Array(words.length);
  let sum = 0;
  for (let place = 0; place < words.length; place += 1) reach[place] = sum += 1 / (place + 3.7);
  const word = () => {
    const wanted = next() * sum;
    let low = 0;
    let high = reach.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (reach[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return words[low];
  };
  const some = (least, most) => Array.from({ length: least + ((next() * (most - least + 1)) | 0) }, word).join(" ");
  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  const drawn = next;
  for (let made = 0; made < size; made += 1) {
    next = drawn;
    const entry = { title: capital(some(4, 9)), summary: `${capital(some(9, 18))}. ${capital(some(6, 17))}.` };
    // Drawn apart: with them or without, titles and summaries are the same.
    next = keyed;
    yield { ...entry, keywords: some(6, 12) };
  }
}

/** All of them at once. */
export const catalogue = (size) => [...entries(size)];

const KINDS = ["methodes", "exemples", "donnees", "outils", "competences"];

/** The same as resources of a library, one line of JSON each. */
export function* lines(size) {
  let at = 0;
  for (const entry of entries(size)) {
    at += 1;
    const date = `${1990 + ((at * 7) % 37)}-${String(1 + (at % 12)).padStart(2, "0")}`;
    yield JSON.stringify({
      title: entry.title,
      summary: entry.summary,
      id: `r${at}`,
      kind: KINDS[at % 5],
      publisher: `Maison ${at % 997}`,
      date,
      url: `https://exemple.org/r/${at}`,
    });
  }
}

/** Sessions of typing: one to three words of four letters or more, taken from one entry each. */
export function sessions(entries, count = 60) {
  const next = random(7);
  const out = [];
  while (out.length < count) {
    const { title, summary } = entries[(next() * entries.length) | 0];
    const words = `${title} ${summary}`
      .replace(/[.,]/g, "")
      .split(" ")
      .filter((word) => word.length > 3 && !word.includes("'"));
    out.push(
      Array.from({ length: 1 + ((next() * 3) | 0) }, () => words[(next() * words.length) | 0])
        .join(" ")
        .toLowerCase(),
    );
  }
  return out;
}
