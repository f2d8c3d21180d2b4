//! The thesauri of `www/content/thesaurus`: what is wrong with them, and how they become what search looks queries up in.

use super::diagnostic::{Finding, Findings};
use super::source::{Content, SynonymGroup};
use boussole_content::search::synonyms::{SourceGroup, Synonyms};
use boussole_content::search::tokens::tokenize;
use std::collections::BTreeMap;

/// The thesaurus of a language: that of the language itself, or of the one that it only says more simply.
#[must_use]
pub fn build_synonyms(content: &Content, language: &str) -> Synonyms {
    let language = language.split('-').next().unwrap_or_default();
    let gathered = |group: &SynonymGroup| -> (String, Vec<String>, Vec<String>) {
        (group.term.clone(), group.same.clone(), group.near.clone())
    };
    let groups: Vec<_> = content.thesauri.get(language).into_iter().flatten().map(gathered).collect();
    let lent: Vec<SourceGroup<'_>> = groups
        .iter()
        .map(|(term, same, near)| {
            (term.as_str(), same.iter().map(String::as_str).collect(), near.iter().map(String::as_str).collect())
        })
        .collect();
    Synonyms::from_groups(language == "en", &lent, &content.rules.search)
}

/// Everything that is wrong with the thesauri: accents, capitals and hyphens do not make another word.
pub fn check(content: &Content, findings: &mut Findings) {
    for (language, groups) in &content.thesauri {
        let file = format!("content/thesaurus/{language}.json");
        let mut homes: BTreeMap<String, &str> = BTreeMap::new();
        for group in groups {
            let mut error = |field: &str, problem: String| {
                findings.push(Finding::error(&file, problem).item(&group.term).field(field));
            };
            if group.same.is_empty() && group.near.is_empty() {
                error("same", "has neither a word for the same nor a close one: it says nothing".to_owned());
            }
            let mut terms: Vec<(String, &str)> = Vec::new();
            let term = ("term", &group.term);
            let same = group.same.iter().map(|word| ("same", word));
            let near = group.near.iter().map(|word| ("near", word));
            for (field, word) in core::iter::once(term).chain(same).chain(near) {
                let folded = fold_term(word);
                if folded.is_empty() {
                    error(field, format!("\"{word}\" has no word"));
                    continue;
                }
                if let Some((_, first)) = terms.iter().find(|(other, _)| *other == folded) {
                    error(field, format!("\"{word}\" stands here twice: \"{first}\""));
                    continue;
                }
                if field != "near" {
                    if let Some(home) = homes.get(&folded) {
                        error(field, format!("\"{word}\" means the same in the group \"{home}\" already"));
                    }
                    homes.insert(folded.clone(), &group.term);
                }
                terms.push((folded, word));
            }
        }
    }
}

fn fold_term(word: &str) -> String {
    tokenize(word).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}
