//! `check` finds everything, with its place: each case breaks one thing in a copy of the content.

use super::{copy, root};
use boussole::catalogue::{check, load};
use std::fs;
use std::path::Path;

fn errors(www: &Path) -> Vec<String> {
    let findings = match load::load(www) {
        Ok(content) => check::check(&content),
        Err(findings) => findings,
    };
    findings.all().iter().map(ToString::to_string).filter(|line| line.starts_with("error")).collect()
}

/// Breaks one thing in a copy of the content, and looks for what is said of it.
fn check(name: &str, file: &str, before: &str, now: &str, expected: &str) {
    let www = copy(name);
    let path = www.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(before), "{name}: {file} does not hold {before}");
    fs::write(&path, text.replacen(before, now, 1)).unwrap();
    let errors = errors(&www);
    assert!(errors.iter().any(|line| line.contains(expected)), "{name}: expected {expected:?} in {errors:#?}");
}

/// Where the French thesaurus stands.
const WORDS: &str = "content/thesaurus/fr.json";

#[test]
fn a_word_of_the_thesaurus_means_one_thing_and_stands_once() {
    check(
        "synonym-twice",
        WORDS,
        "\"mission de service civique\"",
        "\"Asso\"",
        "\"Asso\" means the same in the group \"association\" already",
    );
    check(
        "synonym-own",
        WORDS,
        "\"probono\"",
        "\"Bénévolat de competences\"",
        "stands here twice: \"bénévolat de compétences\"",
    );
    check(
        "synonym-near",
        WORDS,
        "\"club\"",
        "\"ASSOS\"",
        "fr.json › association › near: \"ASSOS\" stands here twice: \"assos\"",
    );
    check("synonym-empty", WORDS, "\"club\"", "\" – \"", "fr.json › association › near: \" – \" has no word");
    check(
        "synonym-alone",
        WORDS,
        ", \"same\": [\"ONG\"], \"near\": [\"association\", \"organisation de solidarité internationale\"]",
        "",
        "it says nothing",
    );
    check("synonym-field", WORDS, "\"near\"", "\"nears\"", "fr.json › association: unknown field");
}

#[test]
fn each_thing_that_is_wrong_is_found_at_its_place() {
    check("json", "content/levers.json", "\"items\"", "items", "content/levers.json: is not JSON");
    check("field", "content/profiles.json", "\"label\"", "\"lable\"", "content/profiles.json › association");
    check(
        "unknown",
        "content/kinds.json",
        "\"letter\": \"M\"",
        "\"letter\": \"M\", \"colour\": \"red\"",
        "kinds.json › methodes › colour: is not a known field",
    );
    check(
        "sum",
        "content/matrix.json",
        "\"percent\": 60",
        "\"percent\": 61",
        "content/matrix.json › gestion-regulatrice › percent",
    );
    check(
        "vector",
        "content/objectives.json",
        "\"performance\": 60",
        "\"performance\": 70",
        "content/objectives.json › concilier › affinity: must sum to 100, sums to 110",
    );
    check("date", "content/seasons.json", "2026-04-09", "2026-02-30", "content/seasons.json › hiver › end");
    check(
        "backwards",
        "content/seasons.json",
        "2026-01-01",
        "2026-05-01",
        "seasons.json › hiver › end: ends before it starts",
    );
    check("url", "content/resources.json", "\"url\": \"https://", "\"url\": \"javascript://", "› url:");
    check(
        "tag",
        "content/resources.json",
        "\"profiles\": [\"collectivite\"",
        "\"profiles\": [\"mairie\"",
        "› profiles: unknown id \"mairie\"",
    );
    check(
        "order",
        "content/impacts.json",
        "\"id\": \"performance\"",
        "\"id\": \"performances\"",
        "content/impacts.json › items: must list exactly",
    );
    check("message", "i18n/en.json", "\"copy\": \"Copy\",", "", "i18n/en.json › copy: the message is missing");
    check(
        "places",
        "i18n/en.json",
        "{impact} first, in {span}",
        "{impact} first",
        "i18n/en.json › heading-main: its {places} differ",
    );
    check(
        "quick",
        "content/rules.json",
        "\"level\": \"local\"",
        "\"level\": \"lunaire\"",
        "content/rules.json › quick.level: unknown id",
    );
}

#[test]
fn all_findings_are_listed_not_only_the_first() {
    let www = copy("several");
    let path = www.join("content/resources.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"maturity\": [1, 2]", "\"maturity\": [1, 9]")).unwrap();
    fs::remove_file(www.join("content/usages.json")).unwrap();
    assert!(errors(&www).len() == 1, "what cannot be read hides what depends on it: {:#?}", errors(&www));
    fs::copy(root().join("www/content/usages.json"), www.join("content/usages.json")).unwrap();
    assert!(errors(&www).len() > 5);
}
