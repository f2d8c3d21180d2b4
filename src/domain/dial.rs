//! What the dial shows of a heading, in whole numbers: where the needle turns, how far the petals reach.

/// A petal of no share still shows its pole; a full one touches the ring.
const PETAL_LEAST: f64 = 0.16;

/// Where a needle turns to, in tenths of a degree since the start, by the shorter way: it grows past a full turn.
#[must_use]
pub fn turned(needle: i32, bearing_tenths: u32) -> i32 {
    let bearing = i32::try_from(bearing_tenths).unwrap_or(0);
    let arc = (bearing - needle).rem_euclid(3600);
    needle + if arc > 1800 { arc - 3600 } else { arc }
}

/// How far a petal reaches for a share of so many per mille, in thousandths of the ring: its area follows the share.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // From 160 to 1000 by construction.
pub fn petal_thousandths(permille: u32) -> u32 {
    let share = f64::from(permille.min(1000)) / 1000.0;
    ((PETAL_LEAST + (1.0 - PETAL_LEAST) * share.sqrt()) * 1000.0).round() as u32
}
