//! Rounding that keeps sums: what people add up adds up.

use super::order::by_key;

/// `amount * times / whole`, without the part after the point and without running over: `u32::MAX` at most. A whole
/// of 0 counts as 1.
#[must_use]
pub fn share(amount: u32, times: u32, whole: u32) -> u32 {
    let share = u64::from(amount) * u64::from(times) / u64::from(whole.max(1));
    u32::try_from(share).unwrap_or(u32::MAX)
}

/// Splits `total` in proportion to `shares`, in whole numbers whose sum is `total`, by largest
/// remainder; equal remainders go to the first shares. Without any positive share, all parts are 0.
#[must_use]
pub fn largest_remainder<const N: usize>(total: u64, shares: [u64; N]) -> [u64; N] {
    let sum: u64 = shares.iter().sum();
    if sum == 0 {
        return [0; N];
    }
    let mut parts = shares.map(|share| share * total / sum);
    let remainders = shares.map(|share| share * total % sum);
    let missing = total - parts.iter().sum::<u64>();

    let mut order: Vec<(usize, u64)> = remainders.into_iter().enumerate().collect();
    by_key(&mut order, |(place, remainder)| (core::cmp::Reverse(*remainder), *place));
    for (place, _) in order.into_iter().take(usize::try_from(missing).unwrap_or(N)) {
        if let Some(part) = parts.get_mut(place) {
            *part += 1;
        }
    }
    parts
}
