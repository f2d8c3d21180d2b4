//! The path (French: *parcours*): a few resources, each with its reasons and its limit.

use super::heading::Heading;
use super::order;
use super::rounding::share;
use super::rules::{PathRules, Rules};
use super::situation::Situation;
use super::vocabulary::{Domain, Impact, Kind, Objective, Term, TermSet};

/// What ranking needs to know of a resource. Resources come in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ResourceAttributes {
    /// Method, example, data, tool or skill.
    pub kind: Kind,
    /// The needs it meets.
    pub usages: TermSet,
    /// The objectives it serves.
    pub objectives: TermSet,
    /// Whether the resource serves every objective.
    pub transversal: bool,
    /// The impacts it helps to get.
    pub impacts: TermSet,
    /// The profiles it is for.
    pub profiles: TermSet,
    /// Whether the resource is for every profile.
    pub every_profile: bool,
    /// The fields it is about.
    pub domains: TermSet,
    /// Whether the resource is for every field.
    pub every_domain: bool,
    /// Whether the resource is about SDG 17 itself.
    pub sdg17: bool,
    /// The levels it works at.
    pub levels: TermSet,
    /// The maturity levels it fits.
    pub maturity: TermSet,
    /// Whether the resource is announced, not yet published.
    pub announced: bool,
    /// Whether the resource is not proposed any more.
    pub retired: bool,
    /// Whether the resource has an address that begins with `https:`, the only one that is shown as a link.
    pub has_address: bool,
    /// Whether the resource comes from outside the circle of Le RAMEAU.
    pub third_party: bool,
    /// Whether the resource repeats another one, so that it is found but never proposed.
    pub duplicate: bool,
}

impl ResourceAttributes {
    /// Whether the resource is about a field, and not about all of them.
    fn is_about(&self, domain: Term<Domain>) -> bool {
        !self.every_domain && self.domains.contains(domain)
    }

    fn is_about_any(&self, domains: &[Term<Domain>]) -> bool {
        domains.iter().any(|domain| self.is_about(*domain))
    }

    fn serves(&self, objective: Term<Objective>) -> bool {
        self.transversal || self.objectives.contains(objective)
    }
}

/// What a resource is judged by. The order settles ties between reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// The visitor's objectives.
    Objective,
    /// The heading's impacts.
    Impact,
    /// The visitor's fields.
    Domain,
    /// The visitor's profile.
    Profile,
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
        [Self::Objective, Self::Impact, Self::Domain, Self::Profile, Self::Maturity, Self::Usage, Self::Level];

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

/// How a resource meets a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The resource does not meet the criterion.
    None,
    /// The resource is for what the visitor answered: her first objective, her heading's greatest share, her fields.
    Full,
    /// The resource is for what the visitor answered, among other things.
    Part,
    /// The resource serves the visitor's second objective alone.
    Second,
    /// The resource is for all: every objective, profile or field.
    Every,
    /// The resource is for what is next to the visitor's answer: the neighbour level, or cooperation itself for a
    /// field.
    Near,
}

/// What one criterion gives to one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Which criterion.
    pub criterion: Criterion,
    /// How the resource meets it.
    pub meets: Match,
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
    /// Place of the resource in the catalogue.
    pub resource: usize,
    /// Points of the resource, in hundredths, deductions included.
    pub score: i32,
    /// Up to three reasons, the strongest first.
    pub why: Vec<Contribution>,
    /// The one answered criterion it meets least; `None` when it meets all in full.
    pub limit: Option<Contribution>,
    /// Whether the resource has an address that opens.
    pub opens: bool,
    /// Whether the resource is about one of the visitor's fields, and not about all of them.
    pub own_domain: bool,
    /// Whether the resource serves each of the visitor's objectives, in her order.
    pub objectives: Vec<bool>,
}

/// A visitor's path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// In the order in which they were taken: the best of each kind, those of her fields, those of her second
    /// objective, then the best left.
    pub stops: Vec<Stop>,
    /// A resource that looks elsewhere: for the mature, and not for the main impact.
    pub explorer: Option<Stop>,
    /// The visitor's fields that nothing in the catalogue is about and opens.
    pub empty_domains: Vec<Term<Domain>>,
}

/// A resource that may be proposed: its place in the catalogue and its points.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    index: usize,
    attributes: &'a ResourceAttributes,
    score: i32,
}

/// The choice of a path, under way.
struct Selection<'a> {
    rules: &'a PathRules,
    /// The candidates that are not taken, the first in rank first.
    candidates: Vec<Candidate<'a>>,
    selected: Vec<Candidate<'a>>,
}

impl<'a> Selection<'a> {
    fn count(&self, is_counted: impl Fn(&ResourceAttributes) -> bool) -> usize {
        self.selected.iter().filter(|candidate| is_counted(candidate.attributes)).count()
    }

    /// Whether one more such resource keeps to the limits.
    fn fits(&self, attributes: &ResourceAttributes) -> bool {
        self.count(|selected| selected.kind == attributes.kind) < self.rules.per_kind
            && (attributes.has_address
                || self.count(|selected| !selected.has_address) < self.rules.most_without_address)
            && (!attributes.third_party || self.count(|selected| selected.third_party) < self.rules.most_third_party)
    }

    /// Takes the best that is wanted and fits, one without an address only when there is none with one; says whether
    /// there was any.
    fn take(&mut self, is_wanted: impl Fn(&ResourceAttributes) -> bool) -> bool {
        if self.selected.len() >= self.rules.length {
            return false;
        }
        let best = |has_address: bool| {
            let suits = |candidate: &Candidate<'a>| {
                candidate.attributes.has_address == has_address
                    && is_wanted(candidate.attributes)
                    && self.fits(candidate.attributes)
            };
            self.candidates.iter().position(suits)
        };
        let Some(best) = best(true).or_else(|| best(false)) else { return false };
        self.selected.push(self.candidates.remove(best));
        true
    }

    /// Takes the best that are wanted until so many of all that are taken are such.
    fn take_until(&mut self, count: usize, is_wanted: impl Fn(&ResourceAttributes) -> bool) {
        while self.count(&is_wanted) < count && self.take(&is_wanted) {}
    }
}

/// The path of a situation through a catalogue; empty when the situation says nothing. Equal scores stand in the order
/// of the catalogue.
#[must_use]
pub fn build_path<'a>(
    situation: &Situation,
    heading: Option<&Heading>,
    catalogue: impl IntoIterator<Item = &'a ResourceAttributes>,
    rules: &'a Rules,
) -> Path {
    let rules = &rules.path;
    if situation.is_empty() {
        return Path::default();
    }

    let mut empty_domains = situation.domains.clone();
    let mut candidates: Vec<Candidate<'_>> = catalogue
        .into_iter()
        .enumerate()
        .filter(|(_, attributes)| !attributes.retired && !attributes.duplicate)
        .map(|(index, attributes)| {
            empty_domains.retain(|domain| !attributes.has_address || !attributes.is_about(*domain));
            let score = score(attributes, &contributions(situation, heading, attributes, rules), rules);
            Candidate { index, attributes, score }
        })
        .filter(|candidate| candidate.score > 0)
        .collect();
    order::sort_by_key(&mut candidates, |candidate| (core::cmp::Reverse(candidate.score), candidate.index));

    let mut choice = Selection { rules, candidates, selected: Vec::with_capacity(rules.length) };
    for kind in Kind::ALL {
        choice.take(|attributes| attributes.kind == kind);
    }
    choice.take_until(rules.own_domain, |attributes| attributes.is_about_any(&situation.domains));
    if let [_, second, ..] = situation.objectives.as_slice() {
        choice.take_until(rules.second_objective, |attributes| attributes.serves(*second));
    }
    while choice.take(|_| true) {}

    let explorer = heading.and_then(|heading| {
        choice.candidates.into_iter().find(|candidate| {
            // Place 0 is level 1.
            let highest = candidate.attributes.maturity.last_index().map_or(0, |index| index + 1);
            candidate.attributes.has_address
                && highest >= usize::from(rules.explorer_from_maturity)
                && !candidate.attributes.impacts.has_impact(heading.main())
        })
    });
    let stop = |candidate: Candidate<'_>| scored(candidate.index, situation, heading, candidate.attributes, rules);
    Path { stops: choice.selected.into_iter().map(stop).collect(), explorer: explorer.map(stop), empty_domains }
}

/// Any resource of the catalogue, judged as the path judges it.
#[must_use]
pub fn scored(
    resource: usize,
    situation: &Situation,
    heading: Option<&Heading>,
    attributes: &ResourceAttributes,
    rules: &PathRules,
) -> Stop {
    let marks = contributions(situation, heading, attributes, rules);
    Stop {
        resource,
        score: score(attributes, &marks, rules),
        why: reasons(&marks, rules.reasons),
        limit: limit(&marks),
        opens: attributes.has_address,
        own_domain: attributes.is_about_any(&situation.domains),
        objectives: situation.objectives.iter().map(|objective| attributes.serves(*objective)).collect(),
    }
}

/// How well a resource fits a visitor, per mille of what her answers could give; 0 without an answer.
#[must_use]
pub fn relevance(
    situation: &Situation,
    heading: Option<&Heading>,
    attributes: &ResourceAttributes,
    rules: &PathRules,
) -> u32 {
    let marks = contributions(situation, heading, attributes, rules);
    let full: u32 = marks.iter().filter(|mark| mark.answered).map(|mark| mark.full).sum();
    let points = u32::try_from(score(attributes, &marks, rules)).unwrap_or(0);
    (points * 1000).checked_div(full).unwrap_or(0)
}

/// What each criterion gives to a resource, in the order of [`Criterion::ALL`].
#[must_use]
pub fn contributions(
    situation: &Situation,
    heading: Option<&Heading>,
    attributes: &ResourceAttributes,
    rules: &PathRules,
) -> [Contribution; 7] {
    Criterion::ALL.map(|criterion| {
        let (answered, full) = match criterion {
            Criterion::Objective => (!situation.objectives.is_empty(), rules.objective.full),
            Criterion::Impact => (heading.is_some(), rules.impact.full),
            Criterion::Domain => (!situation.domains.is_empty(), rules.domain.full),
            Criterion::Profile => (situation.profile.is_some(), rules.profile.full),
            Criterion::Maturity => (situation.maturity.is_some(), rules.maturity.full),
            Criterion::Usage => (situation.usage.is_some(), rules.usage.full),
            Criterion::Level => (situation.level.is_some(), rules.level.full),
        };
        let (points, meets) = match criterion {
            _ if !answered => (0, Match::None),
            Criterion::Objective => objective_points(situation, attributes, rules),
            Criterion::Impact => heading.map_or((0, Match::None), |heading| impact_points(heading, attributes, rules)),
            Criterion::Domain => domain_points(situation, attributes, rules),
            Criterion::Profile if attributes.every_profile => (rules.profile.every, Match::Every),
            Criterion::Profile => {
                listed_points(full, situation.profile.is_some_and(|term| attributes.profiles.contains(term)))
            }
            Criterion::Maturity => maturity_points(situation, attributes, rules),
            Criterion::Usage => {
                listed_points(full, situation.usage.is_some_and(|term| attributes.usages.contains(term)))
            }
            Criterion::Level => {
                listed_points(full, situation.level.is_some_and(|term| attributes.levels.contains(term)))
            }
        };
        Contribution { criterion, meets, answered, points, full }
    })
}

fn listed_points(full: u32, is_listed: bool) -> (u32, Match) {
    if is_listed { (full, Match::Full) } else { (0, Match::None) }
}

fn objective_points(situation: &Situation, attributes: &ResourceAttributes, rules: &PathRules) -> (u32, Match) {
    match situation.objectives.as_slice() {
        [_, ..] if attributes.transversal => (rules.objective.transversal, Match::Every),
        [first, ..] if attributes.objectives.contains(*first) => (rules.objective.full, Match::Full),
        [_, second, ..] if attributes.objectives.contains(*second) => (rules.objective.second, Match::Second),
        _ => (0, Match::None),
    }
}

/// The share kept by a resource that lists so many things: past the end of the list, the last one.
fn share_for_count(share_by_count: &[u32], count: usize) -> u32 {
    let index = count.min(share_by_count.len()).checked_sub(1);
    index.and_then(|index| share_by_count.get(index)).copied().unwrap_or(0)
}

fn partial_match(full: u32, points: u32) -> (u32, Match) {
    let meets = match points {
        0 => Match::None,
        points if points < full => Match::Part,
        _ => Match::Full,
    };
    (points, meets)
}

/// One division, at the end, rounding down.
fn impact_points(heading: &Heading, attributes: &ResourceAttributes, rules: &PathRules) -> (u32, Match) {
    let greatest = heading.permille.values().into_iter().max().unwrap_or(0);
    let best = Impact::ALL
        .into_iter()
        .filter(|impact| attributes.impacts.has_impact(*impact))
        .map(|impact| *heading.permille.get(impact))
        .max()
        .unwrap_or(0);
    let percent = share_for_count(&rules.impact.share_by_count, attributes.impacts.count());
    partial_match(rules.impact.full, share(rules.impact.full, best * percent, greatest * 100))
}

fn domain_points(situation: &Situation, attributes: &ResourceAttributes, rules: &PathRules) -> (u32, Match) {
    if attributes.every_domain {
        (rules.domain.every, Match::Every)
    } else if situation.domains.iter().any(|domain| attributes.domains.contains(*domain)) {
        let percent = share_for_count(&rules.domain.share_by_count, attributes.domains.count());
        partial_match(rules.domain.full, share(rules.domain.full, percent, 100))
    } else if attributes.sdg17 {
        (rules.domain.sdg17, Match::Near)
    } else {
        (0, Match::None)
    }
}

fn maturity_points(situation: &Situation, attributes: &ResourceAttributes, rules: &PathRules) -> (u32, Match) {
    let Some(index) = situation.maturity.map(Term::index) else { return (0, Match::None) };
    let is_near = |index: Option<usize>| index.is_some_and(|index| attributes.maturity.contains_index(index));
    if attributes.maturity.contains_index(index) {
        (rules.maturity.full, Match::Full)
    } else if is_near(index.checked_sub(1)) || is_near(index.checked_add(1)) {
        (rules.maturity.neighbour, Match::Near)
    } else {
        (0, Match::None)
    }
}

fn score(attributes: &ResourceAttributes, marks: &[Contribution; 7], rules: &PathRules) -> i32 {
    let points: u32 = marks.iter().map(|mark| mark.points).sum();
    let mut score = i32::try_from(points).unwrap_or(i32::MAX);
    if attributes.announced {
        score += rules.announced;
    }
    if !attributes.has_address {
        score += rules.without_address;
    }
    score
}

fn reasons(marks: &[Contribution; 7], max: usize) -> Vec<Contribution> {
    let mut reason: Vec<Contribution> = marks.iter().copied().filter(|mark| mark.points > 0).collect();
    order::sort_by_key(&mut reason, |mark| (core::cmp::Reverse(mark.points), mark.criterion));
    reason.truncate(max);
    reason
}

fn limit(marks: &[Contribution; 7]) -> Option<Contribution> {
    marks
        .iter()
        .copied()
        .filter(|mark| mark.answered && mark.points < mark.full)
        .min_by_key(|mark| (core::cmp::Reverse(mark.full - mark.points), mark.criterion))
}
