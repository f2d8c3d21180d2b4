//! Sorting by one routine for every type. The standard library makes a routine of several kilobytes for each type
//! and each comparison; a visitor pays for every one of them. Numbers alone, of which there may be many, are sorted
//! by the standard library, as `u64` everywhere.

use core::cmp::Ordering;

/// Sorts, equals in the order they were.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let swaps = swaps(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    for (a, b) in swaps {
        items.swap(a, b);
    }
}

/// Sorts by a key, equals in the order they were.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The swaps that put so many items in order, one after the other.
fn swaps(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    // At each place, where what belongs there stands.
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_by(|a, b| compare(*a, *b));
    let mut swaps = Vec::new();
    for begin in 0..count {
        let mut index = begin;
        // What belongs at a place comes there, and what stood there goes on to where that came from, until the round ends.
        while let Some(from) =
            indices.get_mut(index).map(|slot| core::mem::replace(slot, index)).filter(|from| *from != begin)
        {
            swaps.push((index, from));
            index = from;
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::sort_by_key;

    #[test]
    fn equals_stay_in_their_order_and_nothing_is_lost() {
        for list in [vec![], vec![1], (0..500).map(|index| (index * 7919) % 101).collect::<Vec<i32>>()] {
            let mut pairs: Vec<(i32, usize)> = list.iter().copied().zip(0..).collect();
            let mut expected = pairs.clone();
            sort_by_key(&mut pairs, |(value, _)| *value);
            expected.sort_by_key(|(value, _)| *value);
            assert_eq!(pairs, expected);
        }
    }
}
