//! Texts in one language, where they come from, and places in a vocabulary.

use crate::source::{Confidence, LanguageFile, Term, Text};
use boussole_content::entry::Origin;
use boussole_content::typography::{english_apostrophes, french_spacing};
use boussole_domain::vocabulary::TermSet;

/// The text in a language and whether it had to fall back to French.
pub(super) fn localize(language: &LanguageFile, text: &Text) -> (String, bool) {
    let translated = language.texts.get(&text.fr).and_then(serde_json::Value::as_str);
    let english = text.en.as_deref().filter(|text| language.code == "en" && !text.trim().is_empty());
    let localized = translated.or(english);
    match localized {
        Some(text) => (typeset(language, text), false),
        None => (french_spacing(&text.fr), !language.code.starts_with("fr")),
    }
}

/// A text as its language is printed, so that editors type plain spaces and apostrophes.
pub(super) fn typeset(language: &LanguageFile, text: &str) -> String {
    match language.code.as_str() {
        code if code.starts_with("fr") => french_spacing(text),
        "en" => english_apostrophes(text),
        _ => text.to_owned(),
    }
}

pub(super) fn origin(source: &[String], confidence: Confidence) -> Origin {
    let mut source = source.to_vec();
    source.dedup();
    Origin { source, to_confirm: confidence.to_confirm() }
}

pub(super) fn term_index<T>(terms: &[Term<T>], id: &str) -> Option<usize> {
    terms.iter().position(|term| term.id == id)
}

/// The places of these ids in a vocabulary; what it does not have is left out, since `check` has told it.
pub(super) fn term_set<T>(terms: &[Term<T>], ids: &[String]) -> TermSet {
    TermSet::from_indices(ids.iter().filter_map(|id| term_index(terms, id)))
}
