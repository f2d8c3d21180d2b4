//! Easy words: everything that a visitor may read has them, and they are easy.

use boussole_authoring::source::{Content, LanguageFile};
use boussole_authoring::{load, translation};
use serde_json::{Map, Value};

/// What keeps the name that others gave it: a programme, a site, a kind of file. Titles, publishers and addresses of
/// resources are other people's words too, but no text that is translated.
const NAMES: [&str; 21] = [
    "Le RAMEAU",
    "le RAMEAU",
    "du RAMEAU",
    "au RAMEAU",
    "Observatoire des partenariats",
    "Fondation des Territoires",
    "Fonds ODD 17",
    "« Agir ensemble en Territoire »",
    "« Impacts & Trajectoires »",
    "programme IMPACT",
    "IMPACT-Alliances",
    "ARPEA",
    "PHARE",
    "ADASI",
    "ECOSYSTEME",
    "MONALISA",
    "SOLAAL",
    "CSV UTF-8",
    "CSV",
    "JSON",
    "ODD17",
];

/// What nobody says at home, each with the word that stands for it in easy words.
const HARD: [(&str, &str); 34] = [
    ("cap", "direction"),
    ("levier", "moyen d'agir"),
    ("matrice", "tableau"),
    ("trajectoire", "chemin, dates"),
    ("échelon", "lieu"),
    ("écosystème", "lieu"),
    ("territoire", "lieu"),
    ("territorial", "d'ici"),
    ("acteur", "gens, groupes"),
    ("gouvernance", "qui décide"),
    ("ressource", "aide"),
    ("instrument", "outil"),
    ("impact", "ce qui change"),
    ("objectif", "but"),
    ("horizon", "temps"),
    ("maturité", "où vous en êtes"),
    ("capitaliser", "noter"),
    ("mutualiser", "mettre en commun"),
    ("référentiel", "livre"),
    ("hybrider", "plusieurs sources"),
    ("catalyseur", "qui fait le lien"),
    ("épingle", "garder"),
    ("épingler", "garder"),
    ("ingénierie", "savoir-faire"),
    ("pilote", "mène"),
    ("piloter", "mener"),
    ("webinaire", "réunion sur internet"),
    ("subvention", "argent"),
    ("mécénat", "argent donné"),
    ("financement", "argent"),
    ("sociétal", "utile à tous"),
    ("dispositif", "outil"),
    ("partenariat", "travail entre partenaires"),
    ("catalogue", "liste d'aides"),
];

fn easy(content: &Content) -> &LanguageFile {
    content.languages.iter().find(|language| language.easy_form_of.as_deref() == Some("fr")).unwrap()
}

/// What a visitor who asked for easy words would read in the usual French: messages by key, texts of the content.
fn in_usual_french(content: &Content) -> Vec<String> {
    let easy = easy(content);
    let usual = content.languages.iter().find(|language| language.code == "fr").unwrap();
    let lacks =
        |words: &Map<String, Value>, key: &str| words.get(key).and_then(Value::as_str).is_none_or(str::is_empty);
    let messages = usual.messages.keys().filter(|key| lacks(&easy.messages, key)).cloned();
    let texts = translation::collect_texts(content);
    messages.chain(texts.into_iter().filter(|text| lacks(&easy.texts, text))).collect()
}

/// The words of a text: without what stands in for a number or a name, without the names of others.
fn own_words(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for place in boussole_content::i18n::placeholders(&text.clone()) {
        text = text.replace(&["{", place, "}"].concat(), " ");
    }
    for name in NAMES {
        text = text.replace(name, " ");
    }
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What makes a text hard: a word that nobody says at home, in one or in many; an abbreviation.
fn hard_words(text: &str) -> Vec<String> {
    let is_hard = |word: &String| {
        let small = word.to_lowercase();
        let one = small.strip_suffix('s').unwrap_or(&small);
        let abbreviation = word.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !word.contains('-');
        abbreviation || HARD.iter().any(|(hard, _)| *hard == small || *hard == one)
    };
    own_words(text).into_iter().filter(is_hard).collect()
}

#[test]
fn everything_that_a_visitor_may_read_has_easy_words() {
    let content = load::load(&super::root().join("www")).unwrap();
    let missing = in_usual_french(&content);
    assert!(missing.is_empty(), "www/i18n/fr-x-falc.json lacks {}:\n{}", missing.len(), missing.join("\n"));
    // A message and a text that are new are missed, each.
    let mut more = content;
    let usual = more.languages.iter_mut().find(|language| language.code == "fr").unwrap();
    usual.messages.insert("new-message".to_owned(), Value::from("Une nouveauté"));
    more.profiles.first_mut().unwrap().label.fr = "Un texte nouveau".to_owned();
    assert_eq!(in_usual_french(&more), ["new-message", "Un texte nouveau"]);
}

#[test]
fn easy_words_are_everyday_words_without_abbreviations() {
    let content = load::load(&super::root().join("www")).unwrap();
    let easy = easy(&content);
    let mut found = Vec::new();
    for (key, text) in easy.messages.iter().chain(&easy.texts) {
        let hard = hard_words(text.as_str().unwrap());
        // What a table of resources must say stands there as it must be typed.
        if !hard.is_empty() && key != "own-next" {
            found.push(format!("{key}: {} in {text}", hard.join(", ")));
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
    assert_eq!(hard_words("Les leviers du SAGE, d'après Le RAMEAU ; {levers}"), ["leviers", "SAGE"]);
}
