//! Answers as plain values: read with every problem named, written in one order.

use super::bad_answer::{AnswerProblem, BadAnswer};
use super::record::{self, Responses};
use crate::app::Answer;
use crate::app::runtime::value::Value;
use boussole_content::entry::Entry;
use boussole_content::pack::{Pack, Vocabulary, entry, find};
use boussole_domain::date::Date;
use boussole_domain::situation::{Horizons, Question, Situation};
use boussole_domain::vocabulary::Term;

/// The answer that the choice of an entry stands for; nothing for what is not chosen from a list.
#[must_use]
pub fn answer_for(question: Question, id: &str, vocabulary: &Vocabulary) -> Option<Answer> {
    match question {
        Question::Profile => find(&vocabulary.profiles, id).map(Answer::Profile),
        Question::Domains => find(&vocabulary.domains, id).map(Answer::Domain),
        Question::Level => find(&vocabulary.levels, id).map(Answer::Level),
        Question::Maturity => find(&vocabulary.maturity, id).map(Answer::Maturity),
        Question::Usage => find(&vocabulary.usages, id).map(Answer::Usage),
        Question::Objectives => find(&vocabulary.objectives, id).map(Answer::Objective),
        Question::Horizons | Question::Start => None,
    }
}

/// Reads answers.
///
/// # Errors
/// Every problem, in the order of the fields.
pub fn read(value: &Value, vocabulary: &Vocabulary) -> Result<Situation, Vec<BadAnswer>> {
    let Value::Map(entries) = value else {
        return Err(vec![BadAnswer { field: "answers".to_owned(), problem: AnswerProblem::Expected("an object") }]);
    };
    let mut situation = Situation::default();
    let mut problems = Vec::new();
    for (index, (name, value)) in entries.iter().enumerate() {
        let outcome = match Question::ALL.into_iter().find(|question| question.id() == name) {
            None => Err(AnswerProblem::UnknownField),
            Some(_) if entries.iter().take(index).any(|(before, _)| before == name) => Err(AnswerProblem::Twice),
            Some(question) => read_one(&mut situation, question, value, vocabulary),
        };
        if let Err(problem) = outcome {
            problems.push(BadAnswer { field: name.clone(), problem });
        }
    }
    if problems.is_empty() { Ok(situation) } else { Err(problems) }
}

/// The name under which answers hold what the instruments were given.
const INSTRUMENTS: &str = "instruments";

/// Reads answers, with what the instruments were given.
///
/// # Errors
/// All problems, in the order met, each with its path: then nothing is taken.
pub fn read_all(value: &Value, content: &Pack) -> Result<(Situation, Responses), Vec<BadAnswer>> {
    let (mut answers, mut responses_value) = (value.clone(), Value::Null);
    if let Value::Map(entries) = &mut answers
        && let Some(at) = entries.iter().position(|(name, _)| name == INSTRUMENTS)
    {
        responses_value = entries.remove(at).1;
    }
    match (read(&answers, &content.vocabulary), record::read(&responses_value, &content.instruments)) {
        (Ok(situation), Ok(responses)) => Ok((situation, responses)),
        (situation, responses) => Err([situation.err(), responses.err()].into_iter().flatten().flatten().collect()),
    }
}

/// Answers as a plain value, with what the instruments were given.
#[must_use]
pub fn write_all(situation: &Situation, responses: &Responses, content: &Pack) -> Value {
    let mut all = write(situation, &content.vocabulary);
    if let (Value::Map(entries), false) = (&mut all, responses.is_empty()) {
        entries.push((INSTRUMENTS.to_owned(), record::write(responses, &content.instruments)));
    }
    all
}

/// Reads the answer to one question into a situation, which a problem leaves as it was.
///
/// # Errors
/// The problem.
pub fn read_one(
    situation: &mut Situation,
    question: Question,
    value: &Value,
    vocabulary: &Vocabulary,
) -> Result<(), AnswerProblem> {
    if value.is_nothing() {
        *situation = situation.clone().without(question);
        return Ok(());
    }
    match question {
        Question::Profile => situation.profile = Some(term(value, &vocabulary.profiles)?),
        Question::Domains => {
            situation.domains = terms(value, &vocabulary.domains, Situation::MAX_DOMAINS)?;
        }
        Question::Level => situation.level = Some(term(value, &vocabulary.levels)?),
        Question::Maturity => situation.maturity = Some(maturity(value, &vocabulary.maturity)?),
        Question::Usage => situation.usage = Some(term(value, &vocabulary.usages)?),
        Question::Objectives => {
            situation.objectives = terms(value, &vocabulary.objectives, Situation::MAX_OBJECTIVES)?;
        }
        Question::Horizons => situation.horizons = Some(horizons(value)?),
        Question::Start => situation.start = Some(start(value)?),
    }
    Ok(())
}

fn term<V: Copy>(value: &Value, list: &[Entry]) -> Result<Term<V>, AnswerProblem> {
    match value {
        Value::Text(id) => find(list, id).ok_or_else(|| AnswerProblem::UnknownTerm(id.clone(), ids(list))),
        _ => Err(AnswerProblem::ExpectedId(ids(list))),
    }
}

/// All ids of a list, for whoever wrote none of them.
fn ids(list: &[Entry]) -> String {
    list.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(", ")
}

fn terms<V: Copy + PartialEq>(value: &Value, list: &[Entry], max: usize) -> Result<Vec<Term<V>>, AnswerProblem> {
    let Value::List(items) = value else {
        return Err(AnswerProblem::Expected("a list of ids"));
    };
    let mut terms = Vec::with_capacity(items.len().min(max));
    for item in items {
        let term = term(item, list)?;
        if terms.contains(&term) {
            return Err(AnswerProblem::Twice);
        }
        if terms.len() == max {
            return Err(AnswerProblem::TooMany(max));
        }
        terms.push(term);
    }
    Ok(terms)
}

fn maturity<V: Copy>(value: &Value, list: &[Entry]) -> Result<Term<V>, AnswerProblem> {
    match value {
        Value::Integer(level) => usize::try_from(*level)
            .ok()
            .and_then(|level| level.checked_sub(1))
            .filter(|index| *index < list.len())
            .and_then(Term::from_index),
        _ => None,
    }
    .ok_or(AnswerProblem::Expected("a whole number from 1 to 4"))
}

fn horizons(value: &Value) -> Result<Horizons, AnswerProblem> {
    const FORM: AnswerProblem = AnswerProblem::Expected("three whole numbers from 0 to 100");
    let Value::List(items) = value else {
        return Err(FORM);
    };
    let mut amounts = [0_u8; 3];
    if items.len() != amounts.len() {
        return Err(FORM);
    }
    for (amount, item) in amounts.iter_mut().zip(items) {
        *amount = match item {
            Value::Integer(number @ 0..=100) => u8::try_from(*number).unwrap_or(0),
            _ => return Err(FORM),
        };
    }
    let sum = amounts.iter().map(|amount| i64::from(*amount)).sum();
    Horizons::new(amounts).ok_or(AnswerProblem::Sum(sum))
}

fn start(value: &Value) -> Result<Date, AnswerProblem> {
    let Value::Text(text) = value else {
        return Err(AnswerProblem::Expected("a date such as \"2026-09-01\""));
    };
    let date: Date = text.parse().map_err(|_| AnswerProblem::NotADate(text.clone()))?;
    if date.is_valid_start() { Ok(date) } else { Err(AnswerProblem::Year(date.year())) }
}

/// Answers as a plain value: only what is answered, in the order of [`Question::ALL`].
#[must_use]
pub fn write(situation: &Situation, vocabulary: &Vocabulary) -> Value {
    Value::Map(
        Question::ALL
            .into_iter()
            .filter_map(|question| Some((question.id().to_owned(), write_one(situation, question, vocabulary)?)))
            .collect(),
    )
}

fn write_one(situation: &Situation, question: Question, vocabulary: &Vocabulary) -> Option<Value> {
    fn id<V: Copy>(list: &[Entry], term: Term<V>) -> Value {
        Value::text(entry(list, term).id.as_str())
    }
    fn ids<V: Copy>(list: &[Entry], terms: &[Term<V>]) -> Option<Value> {
        (!terms.is_empty()).then(|| Value::List(terms.iter().map(|term| id(list, *term)).collect()))
    }
    match question {
        Question::Profile => situation.profile.map(|term| id(&vocabulary.profiles, term)),
        Question::Domains => ids(&vocabulary.domains, &situation.domains),
        Question::Level => situation.level.map(|term| id(&vocabulary.levels, term)),
        Question::Maturity => {
            situation.maturity.and_then(|term| i64::try_from(term.index()).ok()).map(|index| Value::Integer(index + 1))
        }
        Question::Usage => situation.usage.map(|term| id(&vocabulary.usages, term)),
        Question::Objectives => ids(&vocabulary.objectives, &situation.objectives),
        Question::Horizons => situation.horizons.map(|horizons| {
            Value::List(horizons.amounts().values().map(|amount| Value::Integer(amount.into())).to_vec())
        }),
        Question::Start => situation.start.map(|date| Value::text(date.to_string())),
    }
}
