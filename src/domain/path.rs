//! The path (French: *parcours*): a few resources, each with its reasons and its limit.

use super::heading::Heading;
use super::order;
use super::rules::{PathRules, Rules};
use super::situation::Situation;
use super::vocabulary::{Impact, Kind, Mask};
use serde::{Deserialize, Serialize};

/// What ranking needs to know of a resource. Resources come in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// Method, example, data, tool or skill.
    pub kind: Kind,
    /// The needs it meets.
    pub usages: Mask,
    /// The objectives it serves.
    pub objectives: Mask,
    /// It serves every objective.
    pub transversal: bool,
    /// The impacts it helps to get.
    pub impacts: Mask,
    /// The profiles it is for.
    pub profiles: Mask,
    /// It is for every profile.
    pub every_profile: bool,
    /// The fields it is about.
    pub domains: Mask,
    /// It is for every field.
    pub every_domain: bool,
    /// It is about SDG 17 itself.
    pub sdg17: bool,
    /// The levels it works at.
    pub levels: Mask,
    /// The maturity levels it fits.
    pub maturity: Mask,
    /// It is announced, not yet published.
    pub announced: bool,
    /// It is not proposed any more.
    pub retired: bool,
    /// It has an address that begins with `https:`, the only one that is shown as a link.
    pub has_address: bool,
    /// It comes from outside the circle of Le RAMEAU.
    pub third_party: bool,
    /// It repeats another one, so that it is found but never proposed.
    pub duplicate: bool,
}

/// What a resource is judged by. The order settles ties between reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// The visitor's objectives.
    Objective,
    /// The heading's impacts.
    Impact,
    /// The visitor's profile.
    Profile,
    /// The visitor's fields.
    Domain,
    /// The maturity level.
    Maturity,
    /// The need.
    Usage,
    /// The level.
    Level,
}

impl Criterion {
    /// The criteria, in the order that settles ties.
    pub const ALL: [Self; 7] =
        [Self::Objective, Self::Impact, Self::Profile, Self::Domain, Self::Maturity, Self::Usage, Self::Level];

    /// The name used in results.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Objective => "objective",
            Self::Impact => "impact",
            Self::Profile => "profile",
            Self::Domain => "domain",
            Self::Maturity => "maturity",
            Self::Usage => "usage",
            Self::Level => "level",
        }
    }
}

/// What one criterion gives to one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which criterion.
    pub criterion: Criterion,
    /// Whether the visitor answered it; without an answer it gives nothing and is no limit.
    pub answered: bool,
    /// Points got, in hundredths.
    pub points: u32,
    /// Points that could be had, in hundredths.
    pub full: u32,
}

/// A resource of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its place in the catalogue.
    pub resource: usize,
    /// Its points, in hundredths, deductions included.
    pub score: i32,
    /// Up to three reasons, the strongest first.
    pub why: Vec<Mark>,
    /// The one answered criterion it meets least; `None` when it meets all in full.
    pub limit: Option<Mark>,
}

/// A visitor's path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// The best of each kind, then the best left.
    pub stops: Vec<Stop>,
    /// A resource that looks elsewhere: for the mature, and not for the main impact.
    pub explorer: Option<Stop>,
}

/// The path of a situation through a catalogue; empty when the situation says nothing. Equal scores stand in the order
/// of the catalogue.
#[must_use]
pub fn path<'a>(
    situation: &Situation,
    heading: Option<&Heading>,
    catalogue: impl IntoIterator<Item = &'a Facets>,
    rules: &Rules,
) -> Path {
    let rules = &rules.path;
    if situation.is_silent() {
        return Path::default();
    }

    let mut left: Vec<(usize, &Facets, i32)> = catalogue
        .into_iter()
        .enumerate()
        .map(|(place, facets)| (place, facets, score(facets, &marks(situation, heading, facets, rules), rules)))
        .filter(|(_, facets, score)| *score > 0 && !facets.retired && !facets.duplicate)
        .collect();
    order::by_key(&mut left, |(place, _, score)| (core::cmp::Reverse(*score), *place));

    let mut chosen: Vec<(usize, &Facets, i32)> = Vec::with_capacity(rules.length);
    for kind in Kind::ALL {
        if let Some(best) = left.iter().position(|(_, facets, _)| facets.kind == kind) {
            chosen.push(left.remove(best));
        }
    }
    while chosen.len() < rules.length {
        let of_kind = |kind| chosen.iter().filter(|(_, facets, _)| facets.kind == kind).count();
        match left.iter().position(|(_, facets, _)| of_kind(facets.kind) < rules.per_kind) {
            Some(next) => chosen.push(left.remove(next)),
            None => break,
        }
    }

    let explorer = heading.and_then(|heading| {
        left.into_iter().find(|(_, facets, _)| {
            // Place 0 is level 1.
            let highest = facets.maturity.greatest().map_or(0, |place| place + 1);
            highest >= usize::from(rules.explorer_from_maturity) && !facets.impacts.has_impact(heading.main())
        })
    });
    let stop = |(resource, facets, _): (usize, &Facets, i32)| judged(resource, situation, heading, facets, rules);
    Path { stops: chosen.into_iter().map(stop).collect(), explorer: explorer.map(stop) }
}

/// Any resource of the catalogue, judged as the path judges it.
#[must_use]
pub fn judged(
    resource: usize,
    situation: &Situation,
    heading: Option<&Heading>,
    facets: &Facets,
    rules: &PathRules,
) -> Stop {
    let marks = marks(situation, heading, facets, rules);
    Stop { resource, score: score(facets, &marks, rules), why: reasons(&marks, rules.reasons), limit: limit(&marks) }
}

/// How well a resource fits a visitor, per mille of what her answers could give; 0 without an answer.
#[must_use]
pub fn fit(situation: &Situation, heading: Option<&Heading>, facets: &Facets, rules: &PathRules) -> u32 {
    let marks = marks(situation, heading, facets, rules);
    let full: u32 = marks.iter().filter(|mark| mark.answered).map(|mark| mark.full).sum();
    let points = u32::try_from(score(facets, &marks, rules)).unwrap_or(0);
    (points * 1000).checked_div(full).unwrap_or(0)
}

/// What each criterion gives to a resource, in the order of [`Criterion::ALL`].
#[must_use]
pub fn marks(situation: &Situation, heading: Option<&Heading>, facets: &Facets, rules: &PathRules) -> [Mark; 7] {
    Criterion::ALL.map(|criterion| {
        let (answered, points, full) = match criterion {
            Criterion::Objective => {
                let points = match situation.objectives.as_slice() {
                    [] => 0,
                    _ if facets.transversal => rules.objective.transversal,
                    [first, ..] if facets.objectives.has(*first) => rules.objective.full,
                    [_, second, ..] if facets.objectives.has(*second) => rules.objective.second,
                    _ => 0,
                };
                (!situation.objectives.is_empty(), points, rules.objective.full)
            }
            Criterion::Impact => {
                let points = heading.map_or(0, |heading| impact_points(heading, facets, rules));
                (heading.is_some(), points, rules.impact.full)
            }
            Criterion::Profile => {
                let points = situation.profile.map_or(0, |profile| {
                    if facets.every_profile {
                        rules.profile.every
                    } else if facets.profiles.has(profile) {
                        rules.profile.full
                    } else {
                        0
                    }
                });
                (situation.profile.is_some(), points, rules.profile.full)
            }
            Criterion::Domain => {
                let points = if situation.domains.is_empty() {
                    0
                } else if facets.every_domain {
                    rules.domain.every
                } else if situation.domains.iter().any(|domain| facets.domains.has(*domain)) {
                    rules.domain.full
                } else if facets.sdg17 {
                    rules.domain.sdg17
                } else {
                    0
                };
                (!situation.domains.is_empty(), points, rules.domain.full)
            }
            Criterion::Maturity => {
                let points = situation.maturity.map_or(0, |level| {
                    let listed = |place: Option<usize>| {
                        place
                            .and_then(super::vocabulary::Term::<super::vocabulary::Maturity>::at)
                            .is_some_and(|near| facets.maturity.has(near))
                    };
                    let place = level.index();
                    if listed(Some(place)) {
                        rules.maturity.full
                    } else if listed(place.checked_sub(1)) || listed(place.checked_add(1)) {
                        rules.maturity.neighbour
                    } else {
                        0
                    }
                });
                (situation.maturity.is_some(), points, rules.maturity.full)
            }
            Criterion::Usage => {
                let listed = situation.usage.is_some_and(|usage| facets.usages.has(usage));
                (situation.usage.is_some(), if listed { rules.usage.full } else { 0 }, rules.usage.full)
            }
            Criterion::Level => {
                let listed = situation.level.is_some_and(|level| facets.levels.has(level));
                (situation.level.is_some(), if listed { rules.level.full } else { 0 }, rules.level.full)
            }
        };
        Mark { criterion, answered, points, full }
    })
}

/// One division, at the end, rounding down.
fn impact_points(heading: &Heading, facets: &Facets, rules: &PathRules) -> u32 {
    let greatest = heading.permille.values().into_iter().max().unwrap_or(0);
    let best = Impact::ALL
        .into_iter()
        .filter(|impact| facets.impacts.has_impact(*impact))
        .map(|impact| *heading.permille.get(impact))
        .max()
        .unwrap_or(0);
    let share = facets
        .impacts
        .count()
        .checked_sub(1)
        .and_then(|count| rules.impact.share_by_count.get(count))
        .copied()
        .unwrap_or(0);
    (rules.impact.full * best * share).checked_div(greatest * 100).unwrap_or(0)
}

fn score(facets: &Facets, marks: &[Mark; 7], rules: &PathRules) -> i32 {
    let points: u32 = marks.iter().map(|mark| mark.points).sum();
    let mut score = i32::try_from(points).unwrap_or(i32::MAX);
    if facets.announced {
        score += rules.announced;
    }
    if !facets.has_address {
        score += rules.without_address;
    }
    score
}

fn reasons(marks: &[Mark; 7], most: usize) -> Vec<Mark> {
    let mut why: Vec<Mark> = marks.iter().copied().filter(|mark| mark.points > 0).collect();
    order::by_key(&mut why, |mark| (core::cmp::Reverse(mark.points), mark.criterion));
    why.truncate(most);
    why
}

fn limit(marks: &[Mark; 7]) -> Option<Mark> {
    marks
        .iter()
        .copied()
        .filter(|mark| mark.answered && mark.points < mark.full)
        .min_by_key(|mark| (core::cmp::Reverse(mark.full - mark.points), mark.criterion))
}
