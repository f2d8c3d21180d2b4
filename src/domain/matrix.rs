//! The trajectory matrix (French: *matrice des trajectoires*): levers × impacts (report, L811-818).

use super::heading::Heading;
use super::rounding::largest_remainder;
use super::standing::Standing;
use super::vocabulary::{Impact, Lever, PerImpact, PerLever, Position};

/// The reference matrix: a weight in percent and a position for each lever and impact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ReferenceMatrix {
    /// The cells: weight in percent, position.
    pub cells: PerLever<PerImpact<(u8, Position)>>,
}

impl ReferenceMatrix {
    /// The weight in percent: every row and every column of them sums to 100.
    #[must_use]
    pub fn percent(&self, lever: Lever, impact: Impact) -> u8 {
        self.cells.get(lever).get(impact).0
    }

    /// Whether the lever carries, prepares or spreads the impact.
    #[must_use]
    pub fn position(&self, lever: Lever, impact: Impact) -> Position {
        self.cells.get(lever).get(impact).1
    }
}

/// The visitor's own matrix: the reference matrix, weighed by her heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonalMatrix {
    /// Each cell in parts per 100,000; the nine sum to 100,000.
    pub parts: PerLever<PerImpact<u32>>,
    /// The sum of each row, in parts per 100,000.
    pub levers: PerLever<u32>,
    /// The cells in whole percent, rounded within each row: a row sums to its lever's percent, so
    /// that the nine sum to 100.
    pub percents: PerLever<PerImpact<u32>>,
    /// The rows in whole percent, rounded together: the three sum to 100.
    pub lever_percents: PerLever<u32>,
    /// What may be said of the levers in words.
    pub standing: Standing<Lever>,
}

/// Parts of a matrix for each per mille of a heading.
const PARTS_PER_PERMILLE: u32 = 100;

/// The personal matrix of a heading. A lead of a lever counts from the same share as that of an impact.
#[must_use]
pub fn personalize(reference: &ReferenceMatrix, heading: &Heading, lead_permille: u32) -> PersonalMatrix {
    let parts = PerLever::from_fn(|lever| {
        PerImpact::from_fn(|impact| u32::from(reference.percent(lever, impact)) * heading.permille.get(impact))
    });
    let levers = PerLever::from_fn(|lever| parts.get(lever).values().into_iter().sum());

    let [x, y, z] = largest_remainder(100, Lever::ALL.map(|lever| u64::from(*levers.get(lever)))).map(small);
    let lever_percents = PerLever { gestion_regulatrice: x, action_collective_transformatrice: y, vision_partagee: z };
    let percents = PerLever::from_fn(|lever| {
        let row = parts.get(lever).values().map(u64::from);
        largest_remainder(u64::from(*lever_percents.get(lever)), row).map(small).into()
    });
    let standing = Standing::from_shares(
        Lever::ALL.map(|lever| (lever, *levers.get(lever))),
        lead_permille.saturating_mul(PARTS_PER_PERMILLE),
    );
    PersonalMatrix { parts, levers, percents, lever_percents, standing }
}

fn small(part: u64) -> u32 {
    u32::try_from(part).unwrap_or(u32::MAX)
}
