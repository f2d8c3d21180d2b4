//! The `preset` attribute: `profile=association;domains=d01,d04;start=2026-09-01`.

use super::answers::read_one;
use super::bad_answer::{AnswerProblem, BadAnswer};
use crate::app::runtime::value::Value;
use boussole_content::pack::Vocabulary;
use boussole_domain::situation::{Question, Situation};

/// Reads a preset: an invalid entry is left out and named, the others apply.
#[must_use]
pub fn read(text: &str, vocabulary: &Vocabulary) -> (Situation, Vec<BadAnswer>) {
    let mut situation = Situation::default();
    let mut problems = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for entry in text.split(';').map(str::trim).filter(|entry| !entry.is_empty()) {
        let (name, value) = entry.split_once('=').unwrap_or((entry, ""));
        let (name, value) = (name.trim(), value.trim());
        let outcome = match Question::ALL.into_iter().find(|question| question.id() == name) {
            None => Err(AnswerProblem::UnknownField),
            Some(_) if seen.contains(&name) => Err(AnswerProblem::Twice),
            Some(question) => {
                seen.push(name);
                read_one(&mut situation, question, &plain(question, value), vocabulary)
            }
        };
        if let Err(problem) = outcome {
            problems.push(BadAnswer { field: name.to_owned(), problem });
        }
    }
    (situation, problems)
}

/// The text of an entry in the form that the question's answer has elsewhere.
fn plain(question: Question, text: &str) -> Value {
    let number = |text: &str| text.parse().map_or_else(|_| Value::text(text), Value::Integer);
    let parts = || text.split(',').map(str::trim).filter(|part| !part.is_empty());
    match question {
        _ if text.is_empty() => Value::Null,
        Question::Domains | Question::Objectives => Value::List(parts().map(Value::text).collect()),
        Question::Horizons => Value::List(parts().map(number).collect()),
        Question::Maturity => number(text),
        Question::Profile | Question::Level | Question::Usage | Question::Start => Value::text(text),
    }
}
