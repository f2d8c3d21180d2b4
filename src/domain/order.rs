//! Sorting by one routine for every type. The standard library makes a routine of several kilobytes for each type
//! and each comparison; a visitor pays for every one of them. Numbers alone, of which there may be many, are sorted
//! by the standard library, as `u64` everywhere.

use core::cmp::Ordering;

/// Sorts, equals in the order they were.
pub fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let swaps = swaps(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    for (a, b) in swaps {
        items.swap(a, b);
    }
}

/// Sorts by a key, equals in the order they were.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// The swaps that put so many items in order, one after the other.
fn swaps(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    // At each place, where what belongs there stands.
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    let mut swaps = Vec::new();
    for begin in 0..count {
        let mut at = begin;
        // What belongs at a place comes there, and what stood there goes on to where that came from, until the round ends.
        while let Some(from) =
            places.get_mut(at).map(|place| core::mem::replace(place, at)).filter(|from| *from != begin)
        {
            swaps.push((at, from));
            at = from;
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::by_key;

    #[test]
    fn equals_stay_in_their_order_and_nothing_is_lost() {
        for list in [vec![], vec![1], (0..500).map(|at| (at * 7919) % 101).collect::<Vec<i32>>()] {
            let mut pairs: Vec<(i32, usize)> = list.iter().copied().zip(0..).collect();
            let mut expected = pairs.clone();
            by_key(&mut pairs, |(value, _)| *value);
            expected.sort_by_key(|(value, _)| *value);
            assert_eq!(pairs, expected);
        }
    }
}
