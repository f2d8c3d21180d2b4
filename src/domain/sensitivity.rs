//! How firm a heading is: would one answer more, or one answer changed, change what is said of it?

use super::dial::rotate;
use super::heading::{Bases, HeadingRules, from_bases};
use super::situation::{Horizons, Question, Situation};
use super::vocabulary::{Impact, Term};

/// How a single answer could turn the heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensitivity {
    /// Unanswered questions whose answer could change what is said of it.
    pub undecided: Vec<Question>,
    /// Answered questions where another answer would change it.
    pub decisive: Vec<Question>,
}

/// The questions whose answers the heading goes by, in the order in which they are named.
pub const QUESTIONS: [Question; 3] = [Question::Maturity, Question::Objectives, Question::Horizons];

/// How firm the heading of a situation is; `None` when there is no heading.
#[must_use]
pub fn sensitivity(situation: &Situation, rules: &HeadingRules) -> Option<Sensitivity> {
    let turning = decisive_questions(situation.into(), rules)?;
    let turned = QUESTIONS.into_iter().zip(turning).filter(|(_, turns)| *turns).map(|(question, _)| question);
    let (sensitive, open) = turned.partition(|question| situation.answers(*question));
    Some(Sensitivity { undecided: open, decisive: sensitive })
}

/// Whether an answer to each of [`QUESTIONS`], or another answer, could change what is said of the heading; `None` when
/// there is no heading.
///
/// The heading is linear in the horizons, so the three extremes stand for all of them when unanswered; when answered, a
/// step of `rules.step` does.
#[must_use]
pub fn decisive_questions(bases: Bases<'_>, rules: &HeadingRules) -> Option<[bool; 3]> {
    let standing = from_bases(bases, rules)?.standing;
    let turns = |other: Bases<'_>| from_bases(other, rules).is_some_and(|other| !other.standing.agrees_with(standing));
    let maturity = (0..rules.maturity.len())
        .filter_map(Term::from_index)
        .any(|level| turns(Bases { maturity: Some(level), ..bases }));
    let objectives = (0..rules.affinities.len())
        .filter_map(Term::from_index)
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

/// How far a needle may still turn to either side, in tenths of a degree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BearingRange {
    /// Against the clock: 0 or less, no further than half a turn.
    pub left: i32,
    /// With the clock: 0 or more, no further than half a turn.
    pub right: i32,
}

impl BearingRange {
    /// Every direction.
    const WHOLE: Self = Self { left: -1800, right: 1800 };
}

/// How far the needle may still turn to either side when questions that are unanswered are answered, any of them, in any
/// way, while answers stay; `None` when there is no heading.
///
/// Every answer to maturity and objectives is looked at. Answers to the horizons fill a triangle: its directions lie
/// between those of its corners, or all around where the middle of the dial lies within.
#[must_use]
pub fn bearing_range(bases: Bases<'_>, rules: &HeadingRules) -> Option<BearingRange> {
    let needle = i32::try_from(from_bases(bases, rules)?.bearing_tenths).unwrap_or(0);
    let turn = |bases: Bases<'_>| {
        // What leans nowhere has no direction.
        let heading = from_bases(bases, rules).filter(|heading| heading.sharpness_permille > 0);
        heading.map_or(0, |heading| rotate(needle, heading.bearing_tenths) - needle)
    };
    let levels = if bases.maturity.is_some() { 0 } else { rules.maturity.len() };
    let objectives = if bases.objectives.is_empty() { rules.affinities.len() } else { 0 };
    let corners = Impact::ALL.map(|impact| Some(Horizons::even().with(impact, 100)));
    let horizons = if bases.horizons.is_some() { core::slice::from_ref(&bases.horizons) } else { &corners };
    let mut range = BearingRange::default();
    for level in 0..=levels {
        for first in 0..=objectives {
            for second in 0..=if first == 0 { 0 } else { objectives } {
                let pair = [term_from_one(first), term_from_one(second)];
                let chosen: &[_] = match &pair {
                    [None, _] => bases.objectives,
                    [Some(only), None] => core::slice::from_ref(only),
                    [Some(first), Some(second)] if first != second => &[*first, *second],
                    _ => continue,
                };
                let (mut left, mut right) = (1800, -1800);
                for horizons in horizons {
                    let maturity = bases.maturity.or_else(|| term_from_one(level));
                    let turned = turn(Bases { horizons: *horizons, objectives: chosen, maturity });
                    (left, right) = (turned.min(left), turned.max(right));
                }
                if right - left >= 1800 {
                    return Some(BearingRange::WHOLE);
                }
                range = BearingRange { left: range.left.min(left), right: range.right.max(right) };
            }
        }
    }
    Some(range)
}

/// The term at a place that counts from 1; none at 0.
fn term_from_one<V>(place: usize) -> Option<Term<V>> {
    place.checked_sub(1).and_then(Term::from_index)
}
