//! The direction of the layers: `element → view → app → {catalogue, i18n} → domain`.

use super::root;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The code of a file without its comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

fn names_none_of(layer: &str, words: &[&str]) {
    let files = sources(&root().join("src").join(layer));
    assert!(!files.is_empty(), "{layer} has no source");
    for file in files {
        let code = code(&file);
        for word in words {
            assert!(!code.contains(word), "{} names {word}", file.display());
        }
    }
}

const BROWSER: [&str; 5] = ["web_sys", "js_sys", "wasm_bindgen", "gloo", "crate::element"];

#[test]
fn the_domain_knows_nothing_outside() {
    names_none_of("domain", &BROWSER);
    names_none_of(
        "domain",
        &["crate::app", "crate::view", "crate::i18n", "crate::catalogue", "serde_json", "yew", "std::time"],
    );
}

#[test]
fn words_know_only_the_domain() {
    names_none_of("i18n", &BROWSER);
    names_none_of("i18n", &["crate::app", "crate::view", "crate::catalogue", "yew"]);
}

#[test]
fn the_catalogue_knows_no_state_and_no_drawing() {
    names_none_of("catalogue", &BROWSER);
    names_none_of("catalogue", &["crate::app", "crate::view", "yew"]);
}

#[test]
fn the_state_knows_no_drawing_and_no_browser() {
    names_none_of("app", &BROWSER);
    names_none_of("app", &["crate::view", "yew", "serde_json"]);
}

#[test]
fn the_views_name_no_browser_type_and_no_inline_style() {
    names_none_of("view", &BROWSER);
    names_none_of("view", &["style=", "set_inner_html", "Html::from_html_unchecked", "dangerously"]);
}

#[test]
fn no_number_of_a_rule_stands_in_the_rules_code() {
    // The report's own weights and the proposal's points: content, never code.
    names_none_of("domain", &["3000", "2400", "1400", "840", "336"]);
}
