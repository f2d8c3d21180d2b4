//! What is wrong with the sentences: each situation has its own, in each language, and none says what a number says.

use super::fields::{check_source, check_text};
use crate::diagnostic::{Finding, Findings};
use crate::sentences::{ask_ids, contribution_ids, gesture_ids, guide_ids, heading_ids, join_ids, term_ids};
use crate::source::{Content, SentenceFile, Text};
use boussole_domain::Lever;
use std::collections::BTreeSet;

/// The longest sentence, in characters: four lines on a phone.
const MAX_SENTENCE_CHARS: usize = 130;

/// Everything that is wrong with the sentences.
pub(super) fn check(content: &Content, findings: &mut Findings) {
    let profiles = term_ids("profile", &content.profiles);
    let objectives = term_ids("objective", &content.objectives);
    check_list(
        "content/portraits.json",
        &content.portraits,
        heading_ids().chain(profiles).chain(objectives).collect(),
        findings,
    );
    let gestures = content.objectives.iter().flat_map(|objective| gesture_ids(content, &objective.id));
    check_list("content/gestures.json", &content.gestures, gestures.collect(), findings);
    for gesture in &content.gestures {
        check_text("content/gestures.json", &gesture.id, "who", &gesture.extra.who, findings);
        check_text("content/gestures.json", &gesture.id, "duration", &gesture.extra.duration, findings);
    }
    let contributions = Lever::ALL.into_iter().flat_map(|lever| contribution_ids(content, lever));
    check_list("content/contributions.json", &content.contributions, contributions.collect(), findings);
    let workshop = guide_ids().chain(join_ids()).chain(ask_ids());
    check_list("content/workshop.json", &content.workshop, workshop.collect(), findings);
}

fn check_list<T>(file: &str, sentences: &[SentenceFile<T>], mut missing: BTreeSet<String>, findings: &mut Findings) {
    for sentence in sentences {
        let id = &sentence.id;
        if !missing.remove(id) {
            let problem = "speaks of nothing that there is, or stands here twice";
            findings.push(Finding::error(file, problem).item(id).field("id"));
        }
        check_text(file, id, "text", &sentence.text, findings);
        check_sentence(file, id, &sentence.text, findings);
        check_source(file, id, &sentence.source, findings);
    }
    for id in missing {
        findings.push(Finding::error(file, "has no sentence: one is due").item(&id).field("items"));
    }
}

fn check_sentence(file: &str, id: &str, text: &Text, findings: &mut Findings) {
    for (language, text) in [("fr", Some(&text.fr)), ("en", text.en.as_ref())] {
        let text = text.map_or("", String::as_str);
        let mut error = |problem: String| {
            findings.push(Finding::error(file, problem).item(id).field(&["text.", language].concat()));
        };
        if text.contains(|letter: char| letter.is_ascii_digit() || letter == '%') {
            error("holds a number: the page shows it already".to_owned());
        }
        if text.chars().count() > MAX_SENTENCE_CHARS {
            error(format!("is longer than {MAX_SENTENCE_CHARS} characters"));
        }
    }
}
