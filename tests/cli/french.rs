//! Correct French, as far as a machine can tell: elision, contraction, accents on capitals, spaces, sentences put
//! together at run time; in all that a visitor reads.

use super::root;
use boussole_authoring::{load, translation};
use boussole_content::i18n::placeholders;
use boussole_content::typography;

/// The words before which nothing is said in full: `que elle`, `de une`.
const ELIDED: [&str; 14] =
    ["de", "que", "le", "la", "je", "ne", "se", "me", "te", "jusque", "lorsque", "puisque", "quoique", "parce-que"];

/// What begins with a vowel and is not elided before, and letters and numbers.
const KEPT: [&str; 6] = ["onze", "onzième", "oui", "un", "une", "a"];

/// What is put into these places begins with no vowel and no article: numbers, days, spans of time, shares.
const NUMBERS: [&str; 17] = [
    "n", "all", "held", "least", "most", "span", "percent", "from", "to", "date", "row", "rows", "lines", "whole",
    "others", "shown", "day",
];

/// The words that a name put behind them may not go with: it has its own article, begins with a vowel, or is plural.
const BOUND: [&str; 26] = [
    "de",
    "d",
    "que",
    "qu",
    "le",
    "la",
    "l",
    "les",
    "du",
    "des",
    "à",
    "au",
    "aux",
    "un",
    "une",
    "jusque",
    "jusqu",
    "ne",
    "n",
    "se",
    "s",
    "ce",
    "cette",
    "depuis",
    "parce-que",
    "si",
];

fn is_vowel(letter: char) -> bool {
    "aeiouàâäéèêëîïôöùûüœæ".contains(letter.to_lowercase().next().unwrap_or(letter))
}

/// Letters, and what joins them into one word.
fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_alphanumeric() && !"-'’.@_/{}".contains(letter))
        .map(|word| word.trim_end_matches(['.', '\'', '’']))
        .collect()
}

/// A capital that lost its accent: `Evaluer`, `Etat`, `Ile`, `Ca`. Before a single consonant and a vowel, a French E
/// has one.
fn lacks_accent(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let [first, second, third, ..] = letters.as_slice() else { return word == "Ca" };
    let joins = match third {
        'l' | 'r' => "bcdfgptv".contains(*second),
        'h' => "cpt".contains(*second),
        third => is_vowel(*third),
    };
    *first == 'E' && "bcdfghjklmnpqrtvz".contains(*second) && second != third && joins
        || ["Ile", "Iles", "Ile-de-France"].contains(&word)
}

/// What is wrong with a text: nothing, most of the time.
fn faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let plain = text.replace('’', "'").replace(['\u{a0}', '\u{202f}'], " ").replace("parce que", "parce-que");
    let plain = plain.replace("Parce que", "parce-que");
    // An address, its kind and a piece of code have their own rules.
    let is_code = |word: &str| ["://", "=\"", "mailto:", "tel:"].iter().any(|sign| word.contains(sign));
    let prose: Vec<&str> = plain.split(' ').filter(|word| !is_code(word)).collect();
    let prose = prose.join(" ");
    // What stands between guillemets, and what titles say, is somebody else's.
    let unquoted: String = prose.split('«').map(|part| part.rsplit('»').next().unwrap_or(part)).collect();
    let words = words(&unquoted);
    for pair in words.windows(2) {
        let (before, after) = (pair[0].to_lowercase(), pair[1]);
        let begins = after.chars().next().unwrap_or(' ');
        let elides = is_vowel(begins) && !KEPT.contains(&&*after.to_lowercase())
            || before.contains("que") && ["un", "une", "onze"].contains(&after);
        if ELIDED.contains(&&*before) && elides {
            faults.push(format!("{before} {after}"));
        }
        if before == "si" && ["il", "ils"].contains(&after) {
            faults.push(format!("{before} {after}"));
        }
        // At the start of a sentence, the preposition: `A la racine`.
        let follows = [
            "la", "le", "les", "l", "quoi", "qui", "quel", "quelle", "partir", "vous", "votre", "vos", "noter", "lire",
            "faire", "venir",
        ];
        if pair[0] == "A" && follows.contains(&after.split('\'').next().unwrap_or(after)) {
            faults.push(format!("A {after}"));
        }
    }
    for three in words.windows(3) {
        let (of, article, next) = (three[0].to_lowercase(), three[1], three[2]);
        // A pronoun before a verb stays: `de les relier`, `à le faire`.
        let is_verb = ["er", "ir", "re", "oir"].iter().any(|end| next.ends_with(end));
        if ["de", "à"].contains(&&*of)
            && (["Le", "Les"].contains(&article) || ["le", "les"].contains(&article) && !is_verb)
        {
            faults.push(format!("{of} {article} {next}"));
        }
    }
    let parts = words.iter().flat_map(|word| word.split('\''));
    faults.extend(parts.filter(|word| lacks_accent(word)).map(str::to_owned));
    let addressed = ["tu", "toi", "ton", "ta", "tes"];
    faults.extend(words.iter().filter(|word| addressed.contains(word)).map(|word| (*word).to_owned()));
    for sign in ["  ", " ,", " .", "...", "« »", " )", "( ", "’ ", "' "] {
        if prose.contains(sign) {
            faults.push(format!("{sign:?}"));
        }
    }
    let letters: Vec<char> = prose.chars().collect();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| letters.get(index)).copied().unwrap_or(' ');
        let after = letters.get(index + 1).copied().unwrap_or(' ');
        let glued = match letter {
            '?' | '!' | ';' | '»' | '%' => before != ' ',
            ':' => before != ' ' && after == ' ',
            '«' => after != ' ',
            '"' => true,
            _ => false,
        };
        if glued {
            faults.push(format!("{before}{letter}{after}"));
        }
    }
    if typography::french_spacing(text).contains('\'') {
        faults.push("'".to_owned());
    }
    faults
}

/// What cannot be right for every value that is put in: `de {name}`, `Depuis {moment}`.
fn bound_places(text: &str) -> Vec<String> {
    let plain = text.replace('’', "'").replace("arce que", "arce-que");
    let mut faults = Vec::new();
    let mut rest = plain.as_str();
    for position in placeholders(&plain) {
        let Some((before, after)) = rest.split_once(&format!("{{{position}}}")) else { break };
        let last = before.trim_end().rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
        let last = last.trim_end_matches('\'').rsplit('\'').next().unwrap_or_default().to_owned();
        if BOUND.contains(&&*last) && !NUMBERS.contains(&position) {
            faults.push(format!("{last} {{{position}}}"));
        }
        rest = after;
    }
    faults
}

/// The text of a page between its tags, piece by piece, code left out.
fn page(html: &str) -> Vec<String> {
    let pieces = html.split('<').filter_map(|part| part.split_once('>')).filter(|(tag, _)| *tag != "code");
    let text = pieces.map(|(_, text)| text.trim());
    text.filter(|text| text.chars().any(char::is_alphabetic)).map(|text| text.replace("&lt;", "<")).collect()
}

/// Every French text that a visitor, an editor or an integrator reads, with where it stands.
fn french_texts() -> Vec<(String, String)> {
    let www = root().join("www");
    let content = load::load(&www).unwrap();
    let mut all: Vec<(String, String)> =
        translation::collect_texts(&content).into_iter().map(|text| ("content".to_owned(), text)).collect();
    for language in content.languages.iter().filter(|language| language.code.starts_with("fr")) {
        let texts = language.messages.iter().chain(&language.texts);
        all.extend(texts.map(|(key, text)| (key.clone(), text.as_str().unwrap().to_owned())));
    }
    // Pieces between tags: a sign may follow a tag.
    let is_sentence = |text: &String| !text.starts_with([',', '.', ')', ':', ';', '(']);
    for name in ["app", "iframe", "index"] {
        let html = std::fs::read_to_string(www.join(format!("pages/{name}.html"))).unwrap();
        all.extend(page(&html).into_iter().filter(is_sentence).map(|text| (name.to_owned(), text)));
    }
    let embed = std::fs::read_to_string(www.join("i18n/embed/fr.json")).unwrap();
    let embed: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&embed).unwrap();
    for (key, text) in embed {
        let pieces = page(&format!("<p>{}</p>", text.as_str().unwrap())).into_iter().filter(is_sentence);
        all.extend(pieces.map(|text| (key.clone(), text)));
    }
    let plugin = std::fs::read_to_string(www.join("wordpress/fr.json")).unwrap();
    let plugin: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&plugin).unwrap();
    all.extend(plugin.into_iter().map(|(key, text)| (key, text.as_str().unwrap().to_owned())));
    all
}

#[test]
fn every_french_text_is_correct_as_far_as_a_machine_can_tell() {
    let texts = french_texts();
    assert!(texts.len() > 1500, "{}", texts.len());
    let wrong: Vec<String> = texts
        .iter()
        .map(|(location, text)| (location, text, [faults(text), bound_places(text)].concat()))
        .filter(|(_, _, problems)| !problems.is_empty())
        .map(|(location, text, problems)| format!("{location}: {text}\n    {problems:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_reason_is_a_sentence_of_its_own() {
    let content = load::load(&root().join("www")).unwrap();
    let reasons = content.instruments.iter().flat_map(|one| &one.worth).map(|worth| &worth.because);
    for text in reasons.flat_map(|because| [Some(&because.fr), because.en.as_ref()]).flatten() {
        assert!(text.starts_with(char::is_uppercase) && !text.ends_with('.'), "{text}");
    }
}

#[test]
fn what_is_wrong_is_found_and_what_is_right_is_not() {
    for wrong in [
        "Parce que à votre niveau, tout change.",
        "Parce que une alliance commence.",
        "Evaluer ensemble",
        "9e dîner Elus & Entreprises",
        "A la racine du projet",
        "L'Ile-de-France",
        "Ca marche",
        "le avenir de la action",
        "Le projet de les associations",
        "Les besoins de Le RAMEAU",
        "Voir si il vient",
        "Deux  espaces",
        "Pourquoi?",
        "Le «cap»",
        "Garde tes réponses",
        "Attendez...",
        "Le mot \"cap\"",
    ] {
        assert!(!faults(wrong).is_empty(), "{wrong}");
    }
    for right in [
        "De A à Z, sur onze pages, de une à trois",
        "Il faut du temps pour les relier, et de les aider.",
        "Essayer, effacer, enregistrer, entrer, Erreur, Elle, Ensemble, Europe",
        "Les avancées de l'année : « Parce que à »",
        "Ajoutez catalogue=\"catalogue.json\" à la balise ; voyez https://exemple.fr/?a:b",
        "L'État, l'École, l'Île-de-France et le Yonne",
    ] {
        assert_eq!(faults(right), Vec::<String>::new(), "{right}");
    }
    assert_eq!(bound_places("L'aiguille tourne : de {before} vers {after}."), ["de {before}"]);
    assert_eq!(bound_places("Depuis {moment}, d'{name}, parce que {why}").len(), 3);
    assert_eq!(bound_places("de {from} à {to}, {name} : {n} %, « {words} »"), Vec::<String>::new());
}
