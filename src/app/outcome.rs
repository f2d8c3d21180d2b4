//! What follows from a situation: everything the views show and the result holds.
//!
//! The needle is what is seen at each answer; how to go there is worked out when it is first looked at.

use boussole_content::pack::Pack;
use boussole_domain::firmness::{Sensitivity, firmness};
use boussole_domain::heading::{Heading, heading};
use boussole_domain::heading::{HeadingRules, Weights};
use boussole_domain::matrix::{PersonalMatrix, personal};
use boussole_domain::path::{Path, path};
use boussole_domain::situation::Situation;
use boussole_domain::trajectory::trajectory;
use boussole_domain::{Date, PerImpact};
use core::cell::OnceCell;

/// What follows from a situation.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Where effort should go.
    pub heading: Option<Heading>,
    /// Whether one answer could turn the heading.
    pub firmness: Option<Sensitivity>,
    situation: Situation,
    plan: OnceCell<Plan>,
}

/// How to go where the heading points.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The official matrix weighed by the heading.
    pub matrix: Option<PersonalMatrix>,
    /// The date of each horizon, when there is a start.
    pub trajectory: Option<PerImpact<Date>>,
    /// The resources.
    pub path: Path,
}

/// The plan follows from the rest.
impl PartialEq for Outcome {
    fn eq(&self, other: &Self) -> bool {
        self.heading == other.heading && self.firmness == other.firmness && self.situation == other.situation
    }
}

impl Outcome {
    /// The outcome of a situation under the rules of the content.
    #[must_use]
    pub fn of(situation: &Situation, content: &Pack) -> Self {
        Self::weighed(situation, content, content.heading.weights)
    }

    /// The outcome of a situation, with other weights for the terms of the heading.
    #[must_use]
    pub fn weighed(situation: &Situation, content: &Pack, weights: Weights) -> Self {
        let rules = HeadingRules { weights, ..content.heading };
        Self {
            heading: heading(situation, &rules),
            firmness: firmness(situation, &rules),
            situation: situation.clone(),
            plan: OnceCell::new(),
        }
    }

    /// How to go there, with the rules and resources of the content that the outcome is of.
    #[must_use]
    pub fn plan(&self, content: &Pack) -> &Plan {
        let Self { situation, heading, .. } = self;
        self.plan.get_or_init(|| Plan {
            matrix: heading.map(|heading| personal(&content.rules.matrix, &heading, content.heading.lead_permille)),
            trajectory: situation.start.map(|start| trajectory(start, &content.months)),
            path: path(situation, heading.as_ref(), content.facets.iter(), &content.rules),
        })
    }
}
