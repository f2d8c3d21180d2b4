//! Rounding that keeps sums: what people add up adds up.

use core::cmp::Reverse;
use core::num::NonZeroU64;

/// `amount * times / total`, without the part after the point and without running over: `u32::MAX` at most. A total
/// of 0 counts as 1.
#[must_use]
pub fn share(amount: u32, times: u32, total: u32) -> u32 {
    let share = u64::from(amount) * u64::from(times) / u64::from(total.max(1));
    u32::try_from(share).unwrap_or(u32::MAX)
}

/// `amount / total` in so many parts, rounded; halves up. A total of 0 counts as 1.
#[must_use]
pub fn round_div(amount: u32, total: u32, parts: u32) -> u32 {
    let total = u64::from(total.max(1));
    let doubled = (u64::from(amount) * u64::from(parts)).saturating_mul(2);
    u32::try_from(doubled.saturating_add(total) / (total * 2)).unwrap_or(u32::MAX)
}

/// So many of a whole in per cent, rounded. What is shown beside the other parts of its whole is rounded with them:
/// [`largest_remainder`].
#[must_use]
pub fn percent(amount: u32, total: u32) -> u32 {
    round_div(amount, total, 100)
}

/// Per mille in per cent, rounded; halves up.
#[must_use]
pub fn percent_of_permille(permille: u32) -> u32 {
    percent(permille, 1000)
}

/// Splits `total` in proportion to `shares`, in whole numbers whose sum is `total`, by largest
/// remainder; equal remainders go to the first shares. Without any positive share, all parts are 0.
#[must_use]
pub fn largest_remainder<const N: usize>(total: u64, shares: [u64; N]) -> [u64; N] {
    let Some(sum) = NonZeroU64::new(shares.iter().sum()) else { return [0; N] };
    let mut parts = shares.map(|share| share * total / sum);
    let remainders = shares.map(|share| share * total % sum);
    let missing = total - parts.iter().sum::<u64>();

    for (index, (part, current)) in parts.iter_mut().zip(remainders).enumerate() {
        let goes_before = |(other, remainder): &(usize, u64)| (Reverse(*remainder), *other) < (Reverse(current), index);
        let rank = remainders.into_iter().enumerate().filter(goes_before).count();
        *part += u64::from((rank as u64) < missing);
    }
    parts
}

/// The square root, rounded to a whole number.
#[must_use]
pub fn root(square: u32) -> u32 {
    // √n never ends in .5 for a whole n: rounding up when n > floor² + floor is exact.
    let floor = square.isqrt();
    floor + u32::from(square - floor * floor > floor)
}

#[cfg(test)]
mod tests {
    use super::{percent, percent_of_permille};

    #[test]
    fn a_percent_is_the_nearest() {
        for (amount, total, expected) in
            [(7, 9, 78), (2, 3, 67), (1, 6, 17), (1, 3, 33), (1, 200, 1), (0, 5, 0), (5, 5, 100), (0, 0, 0)]
        {
            assert_eq!(percent(amount, total), expected, "{amount} of {total}");
            // A mean is kept per mille, the part after the point cut: that moves no percent.
            assert_eq!(percent_of_permille(amount * 1000 / total.max(1)), expected, "{amount} of {total}");
        }
        assert_eq!(percent(u32::MAX, u32::MAX), 100);
    }
}
