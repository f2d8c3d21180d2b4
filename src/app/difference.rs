//! What one change moves: the outcome before and after, as facts that a view can put into words.

use super::outcome::{Outcome, Plan};
use boussole_content::pack::Pack;
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
    pub cell: Option<(Lever, Impact, i32)>,
    /// Resources that enter the path: their places in the catalogue.
    pub entered: Vec<usize>,
    /// Resources that leave it.
    pub left: Vec<usize>,
}

impl Difference {
    /// What differs.
    #[must_use]
    pub fn between(before: &Outcome, after: &Outcome, content: &Pack) -> Self {
        let headings = before.heading.zip(after.heading);
        let mut shares: Vec<(Impact, i32)> = headings
            .map(|(before, after)| {
                Impact::ALL.map(|impact| (impact, moved(*before.permille.get(impact), *after.permille.get(impact))))
            })
            .into_iter()
            .flatten()
            .filter(|(_, moved)| *moved != 0)
            .collect();
        order::by_key(&mut shares, |(impact, moved)| (core::cmp::Reverse(moved.unsigned_abs()), *impact));
        let (before, after) = (before.plan(content), after.plan(content));
        let (old, new) = (places(&before.path), places(&after.path));
        Self {
            standing: headings.map(|(before, after)| (before.standing, after.standing)),
            shares,
            cell: most_moved(before, after),
            entered: new.iter().copied().filter(|place| !old.contains(place)).collect(),
            left: old.iter().copied().filter(|place| !new.contains(place)).collect(),
        }
    }

    /// Nothing moved.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.shares.is_empty() && self.entered.is_empty() && self.left.is_empty()
    }
}

fn moved(before: u32, after: u32) -> i32 {
    i32::try_from(i64::from(after) - i64::from(before)).unwrap_or(0)
}

fn places(path: &Path) -> Vec<usize> {
    path.stops.iter().map(|stop| stop.resource).collect()
}

fn most_moved(before: &Plan, after: &Plan) -> Option<(Lever, Impact, i32)> {
    let (before, after) = before.matrix.zip(after.matrix)?;
    let mut most: Option<(Lever, Impact, i32)> = None;
    for lever in Lever::ALL {
        for impact in Impact::ALL {
            let by = moved(*before.percents.get(lever).get(impact), *after.percents.get(lever).get(impact));
            if by != 0 && most.is_none_or(|(_, _, best)| by.unsigned_abs() > best.unsigned_abs()) {
                most = Some((lever, impact, by));
            }
        }
    }
    most
}
