//! What many headings have in common, and where they part: the mean, the spread, and what is worth talking about.
//! Integers only.

use super::heading::{Heading, of_permille};
use super::rounding::largest_remainder;
use super::rules::HeadingRules;
use super::vocabulary::{Impact, PerImpact};
use serde::{Deserialize, Serialize};

/// The numbers of these rules: content, never code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkshopRules {
    /// More participants than this are not taken.
    pub most: usize,
    /// Smaller groups are not told apart: who is in them could be guessed.
    pub least_group: usize,
    /// An impact whose shares lie so far apart, or further, per mille, is worth talking about.
    pub apart: u32,
    /// So is a question whose commonest answer has less than this share, per cent.
    pub shared_below: u32,
    /// A resource is common to all when at least this share of the paths has it, per cent.
    pub common: u32,
}

/// What headings come to together.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// Their mean.
    pub mean: Heading,
    /// Per impact, the least and the greatest share, per mille.
    pub range: PerImpact<(u32, u32)>,
}

impl Together {
    /// Whether the shares of an impact lie so far apart that it is worth talking about.
    #[must_use]
    pub fn is_apart(&self, impact: Impact, rules: &WorkshopRules) -> bool {
        let (least, most) = *self.range.get(impact);
        most - least >= rules.apart
    }
}

/// What headings come to together; nothing when there is none.
#[must_use]
pub fn together(headings: &[Heading], rules: &HeadingRules) -> Option<Together> {
    let shares = |impact: Impact| headings.iter().map(move |heading| *heading.permille.get(impact));
    let range = PerImpact::from_fn(|impact| (shares(impact).min().unwrap_or(0), shares(impact).max().unwrap_or(0)));
    let sums = Impact::ALL.map(|impact| shares(impact).map(u64::from).sum::<u64>());
    if sums == [0; 3] {
        return None;
    }
    let permille = largest_remainder(1000, sums).map(|part| u32::try_from(part).unwrap_or(0)).into();
    Some(Together { mean: of_permille(permille, rules), range })
}

/// How often each answer to one question was given, and whether it is worth talking about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Per answer, how many gave it.
    pub counts: Vec<usize>,
    /// How many answered at all.
    pub answered: usize,
    /// The commonest answer has too small a share, or two are as common.
    pub parted: bool,
}

/// How answers spread; each participant may have given several.
#[must_use]
pub fn spread(given: &[Vec<usize>], answers: usize, rules: &WorkshopRules) -> Spread {
    let mut counts = vec![0; answers];
    for place in given.iter().flatten() {
        if let Some(count) = counts.get_mut(*place) {
            *count += 1;
        }
    }
    let answered = given.iter().filter(|own| !own.is_empty()).count();
    let most = counts.iter().copied().max().unwrap_or(0);
    let small = most as u64 * 100 < answered as u64 * u64::from(rules.shared_below);
    Spread { parted: answered > 1 && small, counts, answered }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: WorkshopRules = WorkshopRules { most: 200, least_group: 5, apart: 250, shared_below: 60, common: 50 };

    fn rules() -> HeadingRules {
        HeadingRules {
            weights: super::super::rules::Weights { horizons: 1, objectives: 1, maturity: 1 },
            pair: [2, 1],
            balanced_below_permille: 100,
            lead_permille: 50,
            step: 10,
            affinities: Vec::new(),
            maturity: Vec::new(),
        }
    }

    fn heading(a: u32, b: u32, c: u32) -> Heading {
        of_permille([a, b, c].into(), &rules())
    }

    #[test]
    fn the_mean_sums_to_a_thousand_and_the_range_is_seen() {
        let all = [heading(1000, 0, 0), heading(0, 1000, 0), heading(0, 1000, 0)];
        let together = together(&all, &rules()).map(|own| (own.mean.permille.values(), own.range.values()));
        assert_eq!(together, Some(([333, 667, 0], [(0, 1000), (0, 1000), (0, 0)])));
        assert_eq!(super::together(&[], &rules()), None);
        let one = super::together(&all[..1], &rules()).map(|own| own.mean);
        assert_eq!(one, Some(all[0]));
    }

    #[test]
    fn answers_are_parted_when_no_one_of_them_prevails() {
        for (given, counts, parted) in [
            (vec![vec![0], vec![0], vec![1]], vec![2, 1], false),
            (vec![vec![0], vec![1]], vec![1, 1], true),
            (vec![vec![0]], vec![1, 0], false),
            (vec![vec![], vec![]], vec![0, 0], false),
            (vec![vec![0, 1], vec![0, 1], vec![1]], vec![2, 3], false),
            (vec![vec![7]], vec![0, 0], false),
        ] {
            let spread = spread(&given, 2, &RULES);
            assert_eq!((spread.counts, spread.parted), (counts, parted), "{given:?}");
        }
    }
}
