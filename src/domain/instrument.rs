//! What an instrument says of the levels that somebody gave: means, the weakest, the stage reached, agreement
//! between several. Integers only; unanswered is not zero.

/// The numbers of these rules: content, never code. Our reading, to confirm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct InstrumentRules {
    /// A statement holds from this share of the highest level on, per mille; a stage is reached when all of its
    /// statements hold.
    pub holds: u32,
    /// Groups whose means are no further apart than this, per mille, are even.
    pub even: u32,
    /// A group whose mean is less than this above the lowest, per mille, is as weak as that one.
    pub tied_below: u32,
    /// Levels so far apart, or further, are a disagreement worth talking about: in levels.
    pub apart: u8,
}

/// The levels given to the items of a group; `None` where there is no answer.
pub type Levels = Vec<Option<u8>>;

/// A mean of levels, exactly: what they sum to, and what they would if all were the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mean {
    sum: u32,
    max: u32,
}

impl Mean {
    /// The mean of what is answered.
    #[must_use]
    pub fn from_levels<'l>(levels: impl Iterator<Item = &'l Option<u8>>, highest: u8) -> Option<Self> {
        let (sum, count) = levels.flatten().fold((0, 0), |(sum, count), level| (sum + u32::from(*level), count + 1));
        let max = count * u32::from(highest);
        (max > 0).then_some(Self { sum, max })
    }

    /// Per mille of the highest level, rounded down: to compare.
    #[must_use]
    pub fn permille(self) -> u32 {
        self.sum * 1000 / self.max
    }

    /// Per cent of the highest level, rounded half up: what is shown, and what sentences go by.
    #[must_use]
    pub fn percent(self) -> u32 {
        (self.sum * 200 + self.max) / (self.max * 2)
    }
}

/// What the levels of an instrument come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Per group, the mean of its answered items.
    pub means: Vec<Option<Mean>>,
    /// Per group, how many items are answered, and how many there are.
    pub answered_of: Vec<(usize, usize)>,
    /// Per group, how many of its items are statements that hold.
    pub satisfied: Vec<usize>,
    /// The mean of all answered items, likewise.
    pub overall: Option<Mean>,
    /// How many items are answered.
    pub answered: usize,
    /// How many there are.
    pub items: usize,
    /// The groups with the lowest mean, once all is answered and the means are not even.
    pub weakest_groups: Vec<usize>,
    /// All is answered, and the groups are even.
    pub is_balanced: bool,
}

/// What levels come to.
#[must_use]
pub fn scores(groups: &[Levels], highest: u8, rules: &InstrumentRules) -> Scores {
    let means: Vec<Option<Mean>> = groups.iter().map(|group| Mean::from_levels(group.iter(), highest)).collect();
    let scores = || means.iter().enumerate().filter_map(|(index, mean)| Some((index, mean.as_ref()?.permille())));
    let lowest = scores().map(|(_, mean)| mean).min().unwrap_or(0);
    let greatest = scores().map(|(_, mean)| mean).max().unwrap_or(0);
    let answered = groups.iter().flatten().flatten().count();
    let items = groups.iter().map(Vec::len).sum();
    // Before all is answered, the weakest would be a verdict about what nobody said.
    let is_whole = answered == items && items > 0;
    let is_even = greatest - lowest <= rules.even;
    let holds = |level: &&Option<u8>| level.is_some_and(|level| holds(level, highest, rules));
    Scores {
        answered_of: groups.iter().map(|group| (group.iter().flatten().count(), group.len())).collect(),
        satisfied: groups.iter().map(|group| group.iter().filter(holds).count()).collect(),
        overall: Mean::from_levels(groups.iter().flatten(), highest),
        answered,
        items,
        weakest_groups: if is_whole && !is_even {
            scores().filter(|(_, mean)| mean - lowest < rules.tied_below.max(1)).map(|(index, _)| index).collect()
        } else {
            Vec::new()
        },
        is_balanced: is_whole && is_even,
        means,
    }
}

/// Whether a statement with this level holds.
fn holds(level: u8, highest: u8, rules: &InstrumentRules) -> bool {
    u32::from(level) * 1000 >= u32::from(highest) * rules.holds
}

/// How far somebody is along the groups of an instrument, which are stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// How many stages are reached, the first ones, in order: each needs all before it.
    pub reached: usize,
    /// No answer that is still missing could change that.
    pub is_settled: bool,
}

/// The stage reached, when anything is answered.
#[must_use]
pub fn stage(scores: &Scores) -> Option<Stage> {
    let stages = || scores.satisfied.iter().zip(&scores.answered_of);
    let reached = stages().take_while(|(satisfied, (_, all))| *satisfied == all).count();
    let is_settled = stages().nth(reached).is_none_or(|(satisfied, (answered, _))| answered > satisfied);
    (scores.answered > 0).then_some(Stage { reached, is_settled })
}

/// How far several are in agreement about one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// All have agreed to it.
    Agreed,
    /// The item is talked about, and not all have agreed.
    Discussed,
    /// Nobody has raised it.
    Unraised,
    /// Too far apart.
    Apart,
    /// Somebody has not said.
    Unsaid,
}

impl Agreement {
    /// All of them, the best first.
    pub const ALL: [Self; 5] = [Self::Agreed, Self::Discussed, Self::Unraised, Self::Apart, Self::Unsaid];
}

/// How far these are in agreement, where whoever is at `agreed_from` or above has agreed.
#[must_use]
pub fn agreement(levels: &[Option<u8>], agreed_from: u8, rules: &InstrumentRules) -> Agreement {
    let answered: Vec<u8> = levels.iter().flatten().copied().collect();
    let (Some(min), Some(max)) = (answered.iter().min(), answered.iter().max()) else { return Agreement::Unsaid };
    // Two who are too far apart are, whatever a third would say.
    if max - min >= rules.apart && *min < agreed_from {
        Agreement::Apart
    } else if answered.len() < levels.len() || levels.len() < 2 {
        Agreement::Unsaid
    } else if *min >= agreed_from {
        Agreement::Agreed
    } else if *max == 0 {
        Agreement::Unraised
    } else {
        Agreement::Discussed
    }
}

/// Who steers a matter of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steering {
    /// Nobody said who does what.
    Open,
    /// Nobody steers.
    Missing,
    /// Several steer, each for herself.
    Doubled,
    /// One steers, or several together.
    Steered,
}

/// Who steers, by what each does: `steers` alone, `shares` together with others.
#[must_use]
pub fn steering(marks: impl Iterator<Item = u8>, steers: u8, shares: Option<u8>) -> Steering {
    let (mut all, mut alone, mut together) = (0, 0, 0);
    for mark in marks {
        all += 1;
        alone += i32::from(mark == steers);
        together += i32::from(Some(mark) == shares);
    }
    match (all, alone, together) {
        (0, ..) => Steering::Open,
        // One alone steers together with nobody.
        (_, 0, 0 | 1) => Steering::Missing,
        (_, 0 | 1, _) => Steering::Steered,
        _ => Steering::Doubled,
    }
}

/// By how many points each group moved, of the items that are answered at both moments; nothing where none is.
#[must_use]
pub fn progress(before: &[Levels], after: &[Levels], highest: u8) -> Vec<Option<i32>> {
    let moved = |(before, after): (&Levels, &Levels)| {
        let both = || before.iter().zip(after).filter(|(before, after)| before.is_some() && after.is_some());
        let percent = |mean: Option<Mean>| i32::try_from(mean?.percent()).ok();
        let was = percent(Mean::from_levels(both().map(|(before, _)| before), highest))?;
        Some(percent(Mean::from_levels(both().map(|(_, after)| after), highest))? - was)
    };
    before.iter().zip(after).map(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: InstrumentRules = InstrumentRules { holds: 1000, even: 150, tied_below: 50, apart: 2 };

    fn levels(text: &str) -> Vec<Levels> {
        let group = |group: &str| {
            group.chars().map(|level| level.to_digit(10).and_then(|level| u8::try_from(level).ok())).collect()
        };
        text.split(' ').map(group).collect()
    }

    #[test]
    fn a_mean_is_of_what_is_answered_and_is_rounded() {
        for (text, means, overall, answered) in [
            ("33 00", [Some(100), Some(0)], Some(50), 4),
            ("3- --", [Some(100), None], Some(100), 1),
            ("-- --", [None, None], None, 0),
            ("01 12", [Some(17), Some(50)], Some(33), 4),
            ("22 02", [Some(67), Some(33)], Some(50), 4),
        ] {
            let profile = scores(&levels(text), 3, &RULES);
            let percents: Vec<Option<u32>> = profile.means.iter().map(|mean| mean.map(Mean::percent)).collect();
            let whole_percent = profile.overall.map(Mean::percent);
            assert_eq!(
                (percents.as_slice(), whole_percent, profile.answered),
                (&means[..], overall, answered),
                "{text}"
            );
        }
    }

    #[test]
    fn the_least_are_all_that_are_as_low_and_nothing_is_said_before_all_is_answered() {
        for (text, weakest, even) in [
            ("33 00 11", &[1][..], false),
            ("22 22 22", &[], true),
            ("22 22 2-", &[], false),
            ("22 22 --", &[], false),
            ("00 00 33", &[0, 1], false),
            ("-- 00 33", &[], false),
            ("--", &[], false),
        ] {
            let profile = scores(&levels(text), 3, &RULES);
            assert_eq!((profile.weakest_groups.as_slice(), profile.is_balanced), (weakest, even), "{text}");
        }
    }

    #[test]
    fn a_stage_is_reached_when_its_statements_and_all_before_it_hold() {
        for (text, expected) in [
            ("22 22 00 00", Some((2, true))),
            ("22 00 22 22", Some((1, true))),
            ("00 00 00 00", Some((0, true))),
            ("11 11 11 11", Some((0, true))),
            ("22 22 22 22", Some((4, true))),
            ("21 22 22 22", Some((0, true))),
            ("-- -- -- --", None),
            ("-- 22 -- --", Some((0, false))),
            ("2- -- -- --", Some((0, false))),
            ("1- -- -- --", Some((0, true))),
            ("22 -- 00 --", Some((1, false))),
            ("22 2- 00 --", Some((1, false))),
            ("22 0- -- --", Some((1, true))),
        ] {
            let stage = stage(&scores(&levels(text), 2, &RULES)).map(|stage| (stage.reached, stage.is_settled));
            assert_eq!(stage, expected, "{text}");
        }
    }

    #[test]
    fn several_agree_when_all_have_agreed() {
        for (text, expected) in [
            ("33", Agreement::Agreed),
            ("22", Agreement::Agreed),
            ("32", Agreement::Agreed),
            ("21", Agreement::Discussed),
            ("11", Agreement::Discussed),
            ("10", Agreement::Discussed),
            ("00", Agreement::Unraised),
            ("31", Agreement::Apart),
            ("20", Agreement::Apart),
            ("3-", Agreement::Unsaid),
            ("30-", Agreement::Apart),
            ("--", Agreement::Unsaid),
            ("3", Agreement::Unsaid),
            ("000", Agreement::Unraised),
            ("222", Agreement::Agreed),
            ("221", Agreement::Discussed),
        ] {
            assert_eq!(agreement(&levels(text).concat(), 2, &RULES), expected, "{text}");
        }
    }

    #[test]
    fn a_matter_wants_one_who_steers_or_several_together() {
        for (marks, expected) in [
            (&[][..], Steering::Open),
            (&[2, 3], Steering::Missing),
            (&[1], Steering::Missing),
            (&[1, 1], Steering::Steered),
            (&[0, 1], Steering::Steered),
            (&[0, 2, 2], Steering::Steered),
            (&[0, 0, 1], Steering::Doubled),
        ] {
            assert_eq!(steering(marks.iter().copied(), 0, Some(1)), expected, "{marks:?}");
        }
        assert_eq!(steering([1, 1].into_iter(), 0, None), Steering::Missing);
    }

    #[test]
    fn progress_is_of_what_is_answered_at_both_moments() {
        let changes = |before: &str, after: &str| progress(&levels(before), &levels(after), 3);
        assert_eq!(changes("00 33 --", "33 00 33"), [Some(100), Some(-100), None]);
        assert_eq!(changes("300 111 3-", "3-- 222 -3"), [Some(0), Some(34), None]);
    }
}
