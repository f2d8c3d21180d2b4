//! Sorting by one routine for every type. The standard library makes a routine of several kilobytes for each type
//! and each comparison; a visitor pays for every one of them. Numbers alone, of which there may be many, are sorted
//! by the standard library, as `u64` everywhere.

use core::cmp::Ordering;

/// Sorts, equals in the order they were.
pub fn by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let places = sorted(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| taken.get_mut(place)?.take()));
}

/// Sorts by a key, equals in the order they were.
pub fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
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
