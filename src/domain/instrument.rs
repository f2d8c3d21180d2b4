//! What an instrument says of the levels that somebody gave: means, the weakest, the stage reached, agreement
//! between several. Integers only; unanswered is not zero.

use serde::{Deserialize, Serialize};

/// The numbers of these rules: content, never code. Our reading, to confirm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InstrumentRules {
    /// A stage is reached from this mean on, per mille.
    pub reached: u32,
    /// Groups whose means are no further apart than this, per mille, are even.
    pub even: u32,
    /// Levels so far apart, or further, are a disagreement worth talking about: in levels.
    pub apart: u8,
}

/// The levels given to the items of a group; `None` where there is no answer.
pub type Levels = Vec<Option<u8>>;

/// What the levels of an instrument come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Per group, the mean of its answered items, per mille of the highest level.
    pub means: Vec<Option<u32>>,
    /// Per group, how many items are answered, and how many there are.
    pub given: Vec<(usize, usize)>,
    /// The mean of all answered items, likewise.
    pub whole: Option<u32>,
    /// How many items are answered.
    pub answered: usize,
    /// How many there are.
    pub items: usize,
    /// The group with the lowest mean, when it is lower than another; of several, the first.
    pub least: Option<usize>,
    /// All groups are answered, and even.
    pub even: bool,
}

/// The mean of what is answered, per mille of the highest level, rounded down.
#[must_use]
pub fn mean<'l>(levels: impl Iterator<Item = &'l Option<u8>>, highest: u8) -> Option<u32> {
    let (sum, count) = levels.flatten().fold((0, 0), |(sum, count), level| (sum + u32::from(*level), count + 1));
    (sum * 1000).checked_div(count * u32::from(highest))
}

/// What levels come to.
#[must_use]
pub fn profile(groups: &[Levels], highest: u8, rules: &InstrumentRules) -> Profile {
    let means: Vec<Option<u32>> = groups.iter().map(|group| mean(group.iter(), highest)).collect();
    let known = || means.iter().enumerate().filter_map(|(place, mean)| Some((place, (*mean)?)));
    let lowest = known().map(|(_, mean)| mean).min();
    let greatest = known().map(|(_, mean)| mean).max();
    let apart = greatest.zip(lowest).map_or(0, |(greatest, lowest)| greatest - lowest);
    Profile {
        given: groups.iter().map(|group| (group.iter().flatten().count(), group.len())).collect(),
        whole: mean(groups.iter().flatten(), highest),
        answered: groups.iter().flatten().flatten().count(),
        items: groups.iter().map(Vec::len).sum(),
        least: (apart > rules.even)
            .then(|| known().find(|(_, mean)| Some(*mean) == lowest).map(|(at, _)| at))
            .flatten(),
        even: !means.is_empty() && means.iter().all(Option::is_some) && apart <= rules.even,
        means,
    }
}

/// The stage reached, 1 for the first: as far as every stage up to it is reached. Whoever answers at all
/// is at the first.
#[must_use]
pub fn stage(profile: &Profile, rules: &InstrumentRules) -> Option<usize> {
    let reached = profile.means.iter().take_while(|mean| mean.is_some_and(|mean| mean >= rules.reached)).count();
    (profile.answered > 0).then_some(reached.max(1))
}

/// How far several are in agreement about one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Accord {
    /// Too far apart.
    Apart,
    /// Not far apart.
    Near,
    /// All at the same level.
    Same,
    /// Somebody has not said.
    Unsaid,
}

/// How far these are in agreement.
#[must_use]
pub fn accord(levels: &[Option<u8>], rules: &InstrumentRules) -> Accord {
    let known: Vec<u8> = levels.iter().flatten().copied().collect();
    let (Some(least), Some(most)) = (known.iter().min(), known.iter().max()) else { return Accord::Unsaid };
    // Two who are too far apart are, whatever a third would say.
    if most - least >= rules.apart {
        Accord::Apart
    } else if known.len() < levels.len() || levels.len() < 2 {
        Accord::Unsaid
    } else if most == least {
        Accord::Same
    } else {
        Accord::Near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: InstrumentRules = InstrumentRules { reached: 500, even: 150, apart: 2 };

    fn levels(text: &str) -> Vec<Levels> {
        let group = |group: &str| {
            group.chars().map(|level| level.to_digit(10).and_then(|level| u8::try_from(level).ok())).collect()
        };
        text.split(' ').map(group).collect()
    }

    #[test]
    fn a_mean_is_of_what_is_answered() {
        for (text, means, whole, answered) in [
            ("33 00", [Some(1000), Some(0)], Some(500), 4),
            ("3- --", [Some(1000), None], Some(1000), 1),
            ("-- --", [None, None], None, 0),
            ("01 12", [Some(166), Some(500)], Some(333), 4),
        ] {
            let profile = profile(&levels(text), 3, &RULES);
            assert_eq!(
                (profile.means.as_slice(), profile.whole, profile.answered),
                (&means[..], whole, answered),
                "{text}"
            );
        }
    }

    #[test]
    fn the_least_is_one_that_is_clearly_lower_and_even_needs_all() {
        for (text, least, even) in [
            ("33 00 11", Some(1), false),
            ("22 22 22", None, true),
            ("22 22 2-", None, true),
            ("22 22 --", None, false),
            ("00 00 33", Some(0), false),
            ("-- 00 33", Some(1), false),
            ("--", None, false),
        ] {
            let profile = profile(&levels(text), 3, &RULES);
            assert_eq!((profile.least, profile.even), (least, even), "{text}");
        }
    }

    #[test]
    fn a_stage_is_reached_when_all_before_it_are() {
        for (text, expected) in [
            ("22 22 00 00", Some(2)),
            ("22 00 22 22", Some(1)),
            ("00 00 00 00", Some(1)),
            ("-- -- -- --", None),
            ("-- 22 -- --", Some(1)),
            ("11 11 11 11", Some(4)),
            ("20 10 00 00", Some(1)),
        ] {
            assert_eq!(stage(&profile(&levels(text), 2, &RULES), &RULES), expected, "{text}");
        }
    }

    #[test]
    fn several_agree_when_all_said_the_same() {
        for (text, expected) in [
            ("33", Accord::Same),
            ("32", Accord::Near),
            ("31", Accord::Apart),
            ("3-", Accord::Unsaid),
            ("30-", Accord::Apart),
            ("--", Accord::Unsaid),
            ("3", Accord::Unsaid),
        ] {
            assert_eq!(accord(&levels(text).concat(), &RULES), expected, "{text}");
        }
    }
}
