//! The content as it is published.

use super::{packs, root};
use boussole_authoring::diagnostic::Severity;
use boussole_authoring::{check, codegen, load, translation};
use boussole_content::i18n::Key;

#[test]
fn generated_files_are_fresh() {
    for (path, text) in codegen::generated_files(&root().join("www")).unwrap() {
        let actual = std::fs::read_to_string(root().join(&path)).unwrap_or_default();
        assert!(actual == text, "{path} is stale: run `cargo run -- generate`");
    }
}

#[test]
fn every_content_file_obeys_its_published_schema() {
    for folder in ["content", "content/instruments", "content/thesaurus", "i18n"] {
        let entries = std::fs::read_dir(root().join("www").join(folder)).unwrap().flatten();
        for path in entries.map(|entry| entry.path()).filter(|path| path.is_file()) {
            let value: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let schema = path.parent().unwrap().join(value["$schema"].as_str().unwrap());
            let schema: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
            let validator = jsonschema::validator_for(&schema).unwrap();
            let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        }
    }
}

#[test]
fn the_published_content_has_no_error() {
    let findings = check::check(&load::load(&root().join("www")).unwrap());
    let errors: Vec<String> =
        findings.all().iter().filter(|finding| finding.severity == Severity::Error).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn all_that_was_promised_is_there() {
    let packs = packs();
    let codes: Vec<&str> = packs.iter().map(|pack| pack.messages.code.as_str()).collect();
    assert!(["fr", "en", "fr-x-falc"].iter().all(|code| codes.contains(code)), "{codes:?}");
    let listed: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(root().join("www/content/resources.json")).unwrap()).unwrap();
    let resources = listed["items"].as_array().unwrap().len();
    for pack in packs {
        let words = &pack.vocabulary;
        let counts = [
            words.profiles.len(),
            words.domains.len(),
            words.levels.len(),
            words.maturity.len(),
            words.objectives.len(),
            words.usages.len(),
        ];
        assert_eq!(counts, [10, 16, 5, 4, 4, 3]);
        assert_eq!(pack.resources.len(), resources);
        assert_eq!(pack.messages.texts.len(), Key::ALL.len());
        assert!(pack.messages.texts.iter().all(|text| !text.is_empty()));
    }
}

#[test]
fn french_high_signs_never_start_a_line() {
    let pack = packs().remove(0);
    for text in &pack.messages.texts {
        for sign in [" ;", " !", " ?", " :", " %", "« ", " »"] {
            assert!(!text.contains(sign), "{text:?} has a breaking space at {sign:?}");
        }
        assert!(!text.contains('\''), "{text:?} has a typewriter apostrophe");
    }
}

#[test]
fn english_has_no_typewriter_apostrophe_either() {
    let pack = packs().remove(1);
    assert_eq!(pack.messages.code, "en");
    let words = &pack.vocabulary;
    let labels = words.profiles.iter().chain(&words.domains).flat_map(|entry| [&entry.label, &entry.description]);
    let summaries = pack.resources.iter().filter(|resource| !resource.summary_untranslated).map(|shown| &shown.summary);
    for text in pack.messages.texts.iter().chain(labels).chain(summaries) {
        assert!(!text.contains('\''), "{text:?} has a typewriter apostrophe");
    }
    assert!(words.profiles.iter().any(|profile| profile.label.ends_with("residents’ group")));
}

#[test]
fn a_language_is_begun_in_french_and_an_easy_form_stays_as_short_as_it_is() {
    let content = load::load(&root().join("www")).unwrap();
    let begun = translation::template(&content, "x-new");
    assert_eq!(begun.messages.len(), Key::ALL.len());
    assert_eq!(begun.texts.len(), translation::collect_texts(&content).len());
    assert_eq!(begun.messages, content.languages[0].messages);
    let english = translation::template(&content, "en");
    assert_eq!(english.messages, content.languages[1].messages);
    let easy = content.languages.iter().find(|language| language.easy_form_of.is_some()).unwrap();
    assert_eq!(translation::template(&content, &easy.code), *easy);
}
