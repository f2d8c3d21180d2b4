//! How firm a heading is: would one answer more, or one answer changed, change what is said of it?

use super::heading::{Bases, HeadingRules, of_bases};
use super::situation::{Horizons, Question, Situation};
use super::vocabulary::{Impact, Term};

/// How a single answer could turn the heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensitivity {
    /// Unanswered questions whose answer could change what is said of it.
    pub open: Vec<Question>,
    /// Answered questions where another answer would change it.
    pub sensitive: Vec<Question>,
}

/// The questions whose answers the heading goes by, in the order in which they are named.
pub const QUESTIONS: [Question; 3] = [Question::Maturity, Question::Objectives, Question::Horizons];

/// How firm the heading of a situation is; `None` when there is no heading.
#[must_use]
pub fn firmness(situation: &Situation, rules: &HeadingRules) -> Option<Sensitivity> {
    let turning = turning(situation.into(), rules)?;
    let turned = QUESTIONS.into_iter().zip(turning).filter(|(_, turns)| *turns).map(|(question, _)| question);
    let (sensitive, open) = turned.partition(|question| situation.answers(*question));
    Some(Sensitivity { open, sensitive })
}

/// Whether an answer to each of [`QUESTIONS`], or another answer, could change what is said of the heading; `None` when
/// there is no heading.
///
/// The heading is linear in the horizons, so the three extremes stand for all of them when unanswered; when answered, a
/// step of ten points does.
#[must_use]
pub fn turning(bases: Bases<'_>, rules: &HeadingRules) -> Option<[bool; 3]> {
    let standing = of_bases(bases, rules)?.standing;
    let turns = |other: Bases<'_>| of_bases(other, rules).is_some_and(|other| !other.standing.agrees(standing));
    let maturity =
        (0..rules.maturity.len()).filter_map(Term::at).any(|level| turns(Bases { maturity: Some(level), ..bases }));
    let objectives = (0..rules.affinities.len())
        .filter_map(Term::at)
        .any(|objective| turns(Bases { objectives: &[objective], ..bases }));
    let horizons = Impact::ALL.into_iter().any(|impact| {
        let moved = match bases.horizons {
            None => Horizons::even().with(impact, 100),
            Some(horizons) => horizons.with(impact, horizons.amounts().get(impact).saturating_add(rules.step)),
        };
        turns(Bases { horizons: Some(moved), ..bases })
    });
    Some([maturity, objectives, horizons])
}
