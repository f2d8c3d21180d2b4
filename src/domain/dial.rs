//! What the dial shows of a heading, in whole numbers: where the needle turns and how long it is, how far the petals
//! reach, and where on the dial what is said of a heading is true.

use super::heading::HeadingRules;
use super::rounding::root;

/// The sharpness, per mille, at which a needle has half the length that it would have if it could grow on.
const HALF_LENGTH_PERMILLE: u32 = 300;
/// The corners of one side of a zone.
const SIDE_CORNERS: u32 = 6;

/// Where a needle turns to, in tenths of a degree since the start, by the shorter way: it grows past a full turn.
#[must_use]
pub fn rotate(needle: i32, bearing_tenths: u32) -> i32 {
    let bearing = i32::try_from(bearing_tenths).unwrap_or(0);
    let arc = (bearing - needle).rem_euclid(3600);
    needle + if arc > 1800 { arc - 3600 } else { arc }
}

/// How long a needle is that leans so far, in thousandths of the dial: the less a heading leans, the shorter, and what
/// leans little shows more of it than what leans much.
#[must_use]
pub fn needle_thousandths(sharpness_permille: u32) -> u32 {
    let sharpness = sharpness_permille.min(1000);
    let below = sharpness + HALF_LENGTH_PERMILLE;
    ((1000 + HALF_LENGTH_PERMILLE) * sharpness + below / 2) / below
}

/// How far a petal reaches for a share of so many per mille, in thousandths of the dial: its area is as the share.
#[must_use]
pub fn petal_thousandths(permille: u32) -> u32 {
    root(permille.min(1000) * 1000)
}

/// One side of the zone between two impacts, from its foot to the rim: the tip of a needle stands in that zone exactly
/// where neither of the two is ahead of the other by the lead that counts. In parts of 100,000 of the dial: how far
/// each corner is from the line half way between the two, and how far out along it.
pub fn side_of_zone(rules: &HeadingRules) -> impl Iterator<Item = (u32, u32)> {
    let foot = rules.balanced_below_permille.min(1000);
    // Two shares that differ by d per mille are √3/2 × d away from that line, whatever the third.
    let across = rules.lead_permille.min(1000) * 866;
    (0..SIDE_CORNERS).map(move |corner| {
        // Closer to each other near the foot, where the side is bent.
        let sharpness = foot + (1000 - foot) * corner * corner / ((SIDE_CORNERS - 1) * (SIDE_CORNERS - 1));
        let square = u64::from(sharpness * 1000).pow(2).saturating_sub(u64::from(across).pow(2));
        let along = u32::try_from(square.isqrt()).unwrap_or(0);
        // As much longer or shorter as the needle is than the sharpness.
        let scaled = |length: u32| {
            let parts = u64::from(length) * u64::from(1000 + HALF_LENGTH_PERMILLE);
            u32::try_from(parts / u64::from(sharpness + HALF_LENGTH_PERMILLE) / 10).unwrap_or(0)
        };
        (scaled(across), scaled(along))
    })
}
