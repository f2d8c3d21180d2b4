//! What one change moves: the outcome before and after, as facts that a view can put into words.

use super::outcome::{Outcome, Plan};
use boussole_content::pack::Pack;
use boussole_domain::heading::Heading;
use boussole_domain::order;
use boussole_domain::path::Path;
use boussole_domain::{Impact, Lever, Standing};

/// What differs between two outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What is said of the heading before and after, when both have one.
    pub standing: Option<(Standing<Impact>, Standing<Impact>)>,
    /// How far each impact's share moved, in per mille, the greatest move first; none that stayed.
    pub shares: Vec<(Impact, i32)>,
    /// The matrix cell that moved most, in points of percent as shown.
    pub largest_cell_change: Option<(Lever, Impact, i32)>,
    /// Resources that enter the path: their indices in the catalogue.
    pub added: Vec<usize>,
    /// Resources that leave it.
    pub removed: Vec<usize>,
}

impl Difference {
    /// What differs.
    #[must_use]
    pub fn between(before: &Outcome, after: &Outcome, content: &Pack) -> Self {
        let headings = before.heading.zip(after.heading);
        let mut shares: Vec<(Impact, i32)> =
            headings.map(|(before, after)| moves(&before, &after)).into_iter().flatten().collect();
        shares.retain(|(_, moved)| *moved != 0);
        let (before, after) = (before.plan(content), after.plan(content));
        let (old, new) = (resource_indices(&before.path), resource_indices(&after.path));
        Self {
            standing: headings.map(|(before, after)| (before.standing, after.standing)),
            shares,
            largest_cell_change: largest_cell_change(before, after),
            added: new.iter().copied().filter(|index| !old.contains(index)).collect(),
            removed: old.iter().copied().filter(|index| !new.contains(index)).collect(),
        }
    }

    /// Nothing moved.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.shares.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }
}

/// How far each impact's share is in one heading from what it is in another, in per mille, the farthest first.
#[must_use]
pub fn moves(before: &Heading, after: &Heading) -> [(Impact, i32); 3] {
    let mut moves =
        Impact::ALL.map(|impact| (impact, moved(*before.permille.get(impact), *after.permille.get(impact))));
    order::sort_by_key(&mut moves, |(impact, moved)| (core::cmp::Reverse(moved.unsigned_abs()), *impact));
    moves
}

fn moved(before: u32, after: u32) -> i32 {
    i32::try_from(i64::from(after) - i64::from(before)).unwrap_or(0)
}

fn resource_indices(path: &Path) -> Vec<usize> {
    path.stops.iter().map(|stop| stop.resource).collect()
}

fn largest_cell_change(before: &Plan, after: &Plan) -> Option<(Lever, Impact, i32)> {
    let (before, after) = before.matrix.zip(after.matrix)?;
    let mut largest: Option<(Lever, Impact, i32)> = None;
    for lever in Lever::ALL {
        for impact in Impact::ALL {
            let change = moved(*before.percents.get(lever).get(impact), *after.percents.get(lever).get(impact));
            if change != 0 && largest.is_none_or(|(_, _, best)| change.unsigned_abs() > best.unsigned_abs()) {
                largest = Some((lever, impact, change));
            }
        }
    }
    largest
}
