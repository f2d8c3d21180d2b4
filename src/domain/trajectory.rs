//! Dates: the three horizons from the start, and what stands on the way.

use super::date::Date;
use super::order;
use super::rules::Calendar;
use super::vocabulary::{Impact, PerImpact};

/// The date of each impact's horizon, so many months from the start.
#[must_use]
pub fn trajectory(start: Date, months: &PerImpact<u32>) -> PerImpact<Date> {
    PerImpact::from_fn(|impact| start.plus_months(*months.get(impact)))
}

/// A date worth knowing between the start and the last horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// The day.
    pub date: Date,
    /// What happens.
    pub kind: MilestoneKind,
}

/// What happens on a milestone. Places refer to the lists of [`Calendar`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MilestoneKind {
    /// The start itself.
    Start,
    /// A season begins: its place.
    Season(usize),
    /// A review, so many months after the start.
    Review(u32),
    /// The horizon of an impact.
    Horizon(Impact),
    /// A fixed mark: its place.
    Mark(usize),
}

/// All milestones from the start to the last horizon, by date, then in the order of [`MilestoneKind`].
#[must_use]
pub fn milestones(start: Date, months: &PerImpact<u32>, calendar: &Calendar) -> Vec<Milestone> {
    let horizons = trajectory(start, months);
    let last = horizons.values().into_iter().max().unwrap_or(start);

    let mut all = vec![Milestone { date: start, kind: MilestoneKind::Start }];
    all.extend(
        Impact::ALL.map(|impact| Milestone { date: *horizons.get(impact), kind: MilestoneKind::Horizon(impact) }),
    );
    all.extend(
        calendar
            .reviews_months
            .iter()
            .map(|months| Milestone { date: start.plus_months(*months), kind: MilestoneKind::Review(*months) }),
    );
    all.extend(
        calendar
            .marks
            .iter()
            .enumerate()
            .map(|(index, date)| Milestone { date: *date, kind: MilestoneKind::Mark(index) }),
    );
    all.extend(
        calendar
            .seasons
            .iter()
            .enumerate()
            .map(|(index, (first, _))| Milestone { date: *first, kind: MilestoneKind::Season(index) }),
    );
    all.retain(|milestone| start <= milestone.date && milestone.date <= last);
    order::sort_by_key(&mut all, |milestone| (milestone.date, milestone.kind));
    all
}

/// The season of a day: first day included, last day excluded but for the last season; outside the
/// table, none.
#[must_use]
pub fn season(day: Date, calendar: &Calendar) -> Option<usize> {
    let last = calendar.seasons.len().checked_sub(1);
    calendar
        .seasons
        .iter()
        .enumerate()
        .position(|(index, (first, end))| *first <= day && (day < *end || (day == *end && Some(index) == last)))
}
