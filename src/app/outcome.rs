//! What follows from a situation: everything the views show and the result holds.

use crate::catalogue::pack::Pack;
use crate::domain::firmness::{Firmness, firmness};
use crate::domain::heading::{Heading, heading};
use crate::domain::matrix::{Personal, personal};
use crate::domain::path::{Path, path};
use crate::domain::rules::Weights;
use crate::domain::situation::Situation;
use crate::domain::trajectory::trajectory;
use crate::domain::{Date, PerImpact};

/// What follows from a situation.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Where effort should go.
    pub heading: Option<Heading>,
    /// The official matrix weighed by the heading.
    pub matrix: Option<Personal>,
    /// The date of each horizon, when there is a start.
    pub trajectory: Option<PerImpact<Date>>,
    /// The resources.
    pub path: Path,
    /// Whether one answer could turn the heading.
    pub firmness: Option<Firmness>,
}

impl Outcome {
    /// The outcome of a situation under the rules of the content.
    #[must_use]
    pub fn of(situation: &Situation, content: &Pack) -> Self {
        Self::weighed(situation, content, content.rules.heading.weights)
    }

    /// The same with other weights for the terms of the heading.
    #[must_use]
    pub fn weighed(situation: &Situation, content: &Pack, weights: Weights) -> Self {
        let mut rules = content.rules.heading.clone();
        rules.weights = weights;
        let heading = heading(situation, &rules);
        Self {
            matrix: heading.map(|heading| personal(&content.rules.matrix, &heading)),
            trajectory: situation.start.map(|start| trajectory(start, &content.rules)),
            path: path(situation, heading.as_ref(), &content.facets, &content.rules),
            firmness: firmness(situation, &rules),
            heading,
        }
    }
}
