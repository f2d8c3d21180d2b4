//! What can be brought back after it was taken away.

use super::features::explore::ExploreQuery;
use super::journey::plan::PlanId;
use super::journey::record::Responses;
use boussole_domain::situation::Situation;
use std::rc::Rc;

/// What can be brought back.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    /// What was there before the last "start over", as long as it can be undone.
    pub before_start_over: Option<Snapshot>,
    /// What was there before a journey was taken up, as long as it can be undone.
    pub before_import: Option<Snapshot>,
}

/// What starting over takes away.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The answers.
    pub situation: Situation,
    /// The pins.
    pub pinned: Vec<usize>,
    /// What was looked for.
    pub query: ExploreQuery,
    /// What the instruments were given.
    pub responses: Rc<Responses>,
    /// The id of the plan.
    pub plan: Option<PlanId>,
}
