//! How three shares stand to each other: what may be said of them in words.

use core::cmp::Reverse;

/// How three shares stand to each other. A lead too small to be seen makes no winner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<T> {
    /// None of the three prevails.
    Balanced,
    /// One is well ahead of the others.
    First(T),
    /// Two prevail, the greater share first; it is not well ahead of the other.
    Between(T, T),
}

impl<T: Copy + Ord> Standing<T> {
    /// How shares stand when a difference of `lead` is the least that counts; ties go to the first in the order of
    /// their names.
    #[must_use]
    pub fn from_shares(shares: [(T, u32); 3], lead: u32) -> Self {
        let ordered = |a: (T, u32), b: (T, u32)| {
            if (Reverse(b.1), b.0) < (Reverse(a.1), a.0) { (b, a) } else { (a, b) }
        };
        let [a, b, c] = shares;
        let (a, b) = ordered(a, b);
        let (b, (_, min)) = ordered(b, c);
        let ((first, max), (second, next)) = ordered(a, b);
        match () {
            () if max - min < lead => Self::Balanced,
            () if max - next >= lead => Self::First(first),
            () => Self::Between(first, second),
        }
    }

    /// Whether both say the same, whichever of two comes first.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        let swapped = match other {
            Self::Between(first, second) => Self::Between(second, first),
            other => other,
        };
        self == other || self == swapped
    }
}

#[cfg(test)]
mod tests {
    use super::Standing::{self, Balanced, Between, First};

    #[test]
    fn a_tie_or_a_small_lead_is_no_winner() {
        for (shares, expected) in [
            ([400, 400, 200], Between(0, 1)),
            ([200, 400, 400], Between(1, 2)),
            ([400, 200, 400], Between(0, 2)),
            ([390, 410, 200], Between(1, 0)),
            ([340, 330, 330], Balanced),
            ([349, 351, 300], Between(1, 0)),
            ([349, 349, 302], Balanced),
            ([350, 350, 300], Between(0, 1)),
            ([383, 333, 284], First(0)),
            ([382, 333, 285], Between(0, 1)),
            ([284, 333, 383], First(2)),
            ([0, 0, 1000], First(2)),
        ] {
            let [a, b, c] = shares;
            assert_eq!(Standing::from_shares([(0, a), (1, b), (2, c)], 50), expected, "{shares:?}");
        }
    }

    #[test]
    fn two_that_prevail_agree_in_either_order() {
        assert!(Between(0, 1).agrees_with(Between(1, 0)));
        assert!(!Between(0, 1).agrees_with(Between(0, 2)));
        assert!(!First(0).agrees_with(Between(0, 1)));
        assert!(First(0).agrees_with(First(0)) && !First(0).agrees_with(First(1)));
        assert!(Balanced::<u8>.agrees_with(Balanced));
    }
}
