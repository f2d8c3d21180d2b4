//! Texts in one language, where they come from, and places in a vocabulary.

use crate::source::{Confidence, LanguageFile, Term, Text};
use boussole_content::entry::Origin;
use boussole_content::typography::french_spacing;
use boussole_domain::vocabulary::TermSet;

/// The text in a language and whether it had to fall back to French.
pub(super) fn spoken(language: &LanguageFile, text: &Text) -> (String, bool) {
    let translated = language.texts.get(&text.fr).and_then(serde_json::Value::as_str);
    let own = translated.or(if language.code == "en" { text.en.as_deref() } else { None });
    let in_french = language.code.starts_with("fr");
    match own {
        Some(text) if in_french => (french_spacing(text), false),
        Some(text) => (text.to_owned(), false),
        None => (french_spacing(&text.fr), !in_french),
    }
}

pub(super) fn origin(source: &[String], confidence: Confidence) -> Origin {
    let mut source = source.to_vec();
    source.dedup();
    Origin { source, to_confirm: confidence.to_confirm() }
}

pub(super) fn place<T>(terms: &[Term<T>], id: &str) -> Option<usize> {
    terms.iter().position(|term| term.id == id)
}

/// The places of these ids in a vocabulary; what it does not have is left out, since `check` has told it.
pub(super) fn mask<T>(terms: &[Term<T>], ids: &[String]) -> TermSet {
    TermSet::of(ids.iter().filter_map(|id| place(terms, id)))
}
