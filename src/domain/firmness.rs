//! How firm a heading is: would one answer more, or one answer changed, change what is said of it?

use super::heading::heading;
use super::rules::HeadingRules;
use super::situation::{Horizons, Question, Situation};
use super::vocabulary::{Impact, Term};

/// How a single answer could turn the heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firmness {
    /// Unanswered questions whose answer could change what is said of it.
    pub open: Vec<Question>,
    /// Answered questions where another answer would change it.
    pub sensitive: Vec<Question>,
}

/// How firm the heading of a situation is; `None` when there is no heading.
#[must_use]
pub fn firmness(situation: &Situation, rules: &HeadingRules) -> Option<Firmness> {
    let standing = heading(situation, rules)?.standing;
    let (mut open, mut sensitive) = (Vec::new(), Vec::new());
    for question in [Question::Maturity, Question::Objectives, Question::Horizons] {
        let turns = alternatives(situation, question, rules)
            .iter()
            .filter_map(|other| heading(other, rules))
            .any(|other| !other.standing.agrees(standing));
        match (turns, situation.answers(question)) {
            (true, false) => open.push(question),
            (true, true) => sensitive.push(question),
            (false, _) => {}
        }
    }
    Some(Firmness { open, sensitive })
}

/// The situation with each other answer to one question. The heading is linear in the horizons, so
/// the three extremes stand for all of them when unanswered; when answered, a step of ten points does.
fn alternatives(situation: &Situation, question: Question, rules: &HeadingRules) -> Vec<Situation> {
    let with = |change: &dyn Fn(&mut Situation)| {
        let mut other = situation.clone();
        change(&mut other);
        other
    };
    match question {
        Question::Maturity => (0..rules.maturity.len())
            .filter_map(Term::at)
            .map(|level| with(&|other| other.maturity = Some(level)))
            .collect(),
        Question::Objectives => (0..rules.affinities.len())
            .filter_map(Term::at)
            .map(|objective| with(&|other| other.objectives = vec![objective]))
            .collect(),
        Question::Horizons => Impact::ALL
            .into_iter()
            .map(|impact| {
                let moved = match situation.horizons {
                    None => Horizons::even().with(impact, 100),
                    Some(horizons) => horizons.with(impact, horizons.amounts().get(impact).saturating_add(rules.step)),
                };
                with(&|other| other.horizons = Some(moved))
            })
            .collect(),
        _ => Vec::new(),
    }
}
