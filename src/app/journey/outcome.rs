//! What follows from a situation: everything the views show and the result holds.
//!
//! The needle is what is seen at each answer; how to go there is worked out when it is first looked at.

use boussole_content::pack::Pack;
use boussole_content::sentences::{Gesture, Sentence, Timeframe};
use boussole_domain::heading::{Heading, heading};
use boussole_domain::heading::{HeadingRules, Weights};
use boussole_domain::matrix::{PersonalMatrix, personalize};
use boussole_domain::path::{Path, Stop, build_path, scored};
use boussole_domain::sensitivity::{BearingRange, Sensitivity, bearing_range, sensitivity};
use boussole_domain::situation::Situation;
use boussole_domain::trajectory::trajectory;
use boussole_domain::{Date, Kind, PerImpact, order};
use core::cell::OnceCell;

/// What follows from a situation.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Where effort should go.
    pub heading: Option<Heading>,
    /// Whether one answer could turn the heading.
    pub sensitivity: Option<Sensitivity>,
    /// How far the needle may still turn.
    pub bearing_range: BearingRange,
    situation: Situation,
    plan: OnceCell<Plan>,
}

/// How to go where the heading points.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The reference matrix weighed by the heading.
    pub matrix: Option<PersonalMatrix>,
    /// The date of each horizon, when there is a start.
    pub trajectory: Option<PerImpact<Date>>,
    /// The resources.
    pub path: Path,
}

/// The plan follows from the rest.
impl PartialEq for Outcome {
    fn eq(&self, other: &Self) -> bool {
        self.heading == other.heading && self.sensitivity == other.sensitivity && self.situation == other.situation
    }
}

impl Outcome {
    /// The outcome of a situation under the rules of the content.
    #[must_use]
    pub fn new(situation: &Situation, content: &Pack) -> Self {
        Self::with_weights(situation, content, content.heading.weights)
    }

    /// The outcome of a situation, with other weights for the terms of the heading.
    #[must_use]
    pub fn with_weights(situation: &Situation, content: &Pack, weights: Weights) -> Self {
        let rules = HeadingRules { weights, ..content.heading };
        Self {
            heading: heading(situation, &rules),
            sensitivity: sensitivity(situation, &rules),
            bearing_range: bearing_range(situation.into(), &rules).unwrap_or_default(),
            situation: situation.clone(),
            plan: OnceCell::new(),
        }
    }

    /// How to go there, with the rules and resources of the content that the outcome is of.
    #[must_use]
    pub fn plan(&self, content: &Pack) -> &Plan {
        let Self { situation, heading, .. } = self;
        self.plan.get_or_init(|| Plan {
            matrix: heading.map(|heading| personalize(&content.rules.matrix, &heading, content.heading.lead_permille)),
            trajectory: situation.start.map(|start| trajectory(start, &content.months)),
            path: build_path(situation, heading.as_ref(), content.attributes.iter(), &content.rules),
        })
    }

    /// What the journey comes to, in sentences; none before there is a heading, nor before the sentences are there.
    #[must_use]
    pub fn portrait<'a>(&self, content: &'a Pack) -> Vec<&'a Sentence> {
        let Some((sentences, heading)) = content.sentences().zip(self.heading.as_ref()) else { return Vec::new() };
        let objective = self.situation.objectives.first().copied();
        sentences.portrait(heading.standing, self.situation.profile, objective).collect()
    }

    /// What to open first: of the best of each kind that open, those whose address is the resource itself before those
    /// that have a page about it, as far as that is known already.
    #[must_use]
    pub fn first_to_open(&self, content: &Pack) -> Vec<&Stop> {
        let stops = self.plan(content).path.stops.iter().filter(|stop| stop.opens);
        let mut stops: Vec<&Stop> = stops.take(Kind::ALL.len()).collect();
        let is_about = |stop: &Stop| content.resources.get(stop.resource).is_some_and(|shown| shown.url_is_about);
        order::sort_by_key(&mut stops, |stop| is_about(stop));
        stops.truncate(content.quick.resources);
        stops
    }

    /// A resource beside those of the path, with why it fits; nothing for one that there is not.
    #[must_use]
    pub fn stop(&self, resource: usize, content: &Pack) -> Option<Stop> {
        let attributes = content.attributes.get(resource)?;
        Some(scored(resource, &self.situation, self.heading.as_ref(), attributes, &content.rules.path))
    }

    /// What to do, the nearest first ([`boussole_content::sentences::Timeframe::ALL`]); nothing without an objective and
    /// a maturity level, nor before the sentences are there.
    #[must_use]
    pub fn gestures<'a>(&self, content: &'a Pack) -> &'a [Gesture] {
        let asked = self.situation.objectives.first().zip(self.situation.maturity);
        content
            .sentences()
            .zip(asked)
            .map_or(&[], |(sentences, (objective, maturity))| sentences.gestures(*objective, maturity))
    }
}

/// The day by which something is done, from a start on.
#[must_use]
pub fn due_date(timeframe: Timeframe, start: Date) -> Date {
    match timeframe {
        Timeframe::ThisWeek => (0..7).fold(start, |day, _| day.next_day()),
        Timeframe::ThreeMonths => start.plus_months(3),
        Timeframe::EighteenMonths => start.plus_months(18),
    }
}
