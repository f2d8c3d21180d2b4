//! What many headings have in common, and where they part: the mean, the spread, and what is worth talking about.
//! Integers only.

use super::heading::{Heading, HeadingRules, from_permille};
use super::rounding::largest_remainder;
use super::situation::Question;
use super::vocabulary::{Impact, PerImpact};

/// The numbers of these rules: content, never code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct WorkshopRules {
    /// More participants than this are not taken.
    pub most: usize,
    /// Of fewer people nothing is told that could show who answered what ([`disclosed_counts`]).
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Of fewer people nothing is told that could show who answered what (`disclosed_counts`)."
        )
    )]
    pub least_group: usize,
    /// An impact whose shares lie so far apart, or further, per mille, is worth talking about.
    pub apart: u32,
    /// So is a question whose commonest answer has less than this share, per cent.
    pub shared_below: u32,
    /// A resource is common to all when at least this share of the paths has it, per cent.
    pub common: u32,
}

/// How many gave an answer, as far as it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(usize),
    /// Enough to tell that, but the exact number would show how many others there are.
    Enough,
    /// Too few to tell.
    Few,
    /// Some, and not even whether few or enough: the others would give it away.
    Suppressed,
}

impl Count {
    /// How many there are at least, as far as it may be told.
    #[must_use]
    pub fn lower_bound(self, rules: &WorkshopRules) -> usize {
        match self {
            Self::Exactly(count) => count,
            Self::Enough => rules.least_group,
            Self::Few | Self::Suppressed => 0,
        }
    }
}

/// Counts of `all` people as far as they may be told: never one from 1 to below `least_group`, nor one from which such
/// a count follows, be it of those who did not give that answer or, when each counts once at most, of all whose answer
/// is not told.
#[must_use]
pub fn disclosed_counts(counts: &[usize], all: usize, is_once_each: bool, rules: &WorkshopRules) -> Vec<Count> {
    let few = |count: usize| count > 0 && count < rules.least_group;
    let mut disclosed: Vec<Count> = counts
        .iter()
        .map(|count| match *count {
            0 => Count::Exactly(0),
            count if few(count) => Count::Few,
            count if few(all.saturating_sub(count)) => Count::Enough,
            count => Count::Exactly(count),
        })
        .collect();
    let did_all_answer = counts.iter().sum::<usize>() == all;
    while is_once_each && follows(&disclosed, all, did_all_answer, rules) {
        let smallest = |item: &&mut Count| if let Count::Exactly(count) = item { *count } else { usize::MAX };
        let exact = disclosed.iter_mut().filter(|item| matches!(item, Count::Exactly(1..)));
        let Some(hidden) = exact.min_by_key(smallest) else {
            disclosed.iter_mut().filter(|item| **item != Count::Exactly(0)).for_each(|item| *item = Count::Suppressed);
            break;
        };
        *hidden = Count::Enough;
    }
    disclosed
}

/// Whether a count that is not told follows from those that are, or that of all who gave no answer.
fn follows(disclosed: &[Count], all: usize, did_all_answer: bool, rules: &WorkshopRules) -> bool {
    let count_of = |wanted: Count| disclosed.iter().filter(|item| **item == wanted).count();
    let exact: usize = disclosed.iter().map(|item| if let Count::Exactly(count) = item { *count } else { 0 }).sum();
    let (few, enough, rest) = (count_of(Count::Few), count_of(Count::Enough), all.saturating_sub(exact));
    if rest > 0 && rest < rules.least_group {
        return true;
    }
    // Whoever supposes that all answered is right then. One count alone is what is left, and several are known when all
    // are at one end of what they may be.
    let is_at_an_end =
        rest <= few + enough * rules.least_group || (enough == 0 && rest >= few * rules.least_group.saturating_sub(1));
    did_all_answer && few + enough > 0 && (few + enough == 1 || is_at_an_end)
}

/// What headings come to together.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupHeading {
    /// Mean of the headings.
    pub mean: Heading,
    /// Per impact, the least and the greatest share, per mille; of twice as many as a group needs, since both are
    /// somebody's own.
    pub range: Option<PerImpact<(u32, u32)>>,
    /// Impacts whose shares lie so far apart that it is worth talking about.
    pub contested_impacts: Vec<Impact>,
}

/// What headings come to together; nothing when there are too few to tell.
#[must_use]
pub fn aggregate(headings: &[Heading], rules: &WorkshopRules, heading_rules: &HeadingRules) -> Option<GroupHeading> {
    if headings.is_empty() || headings.len() < rules.least_group {
        return None;
    }
    let shares = |impact: Impact| headings.iter().map(move |heading| *heading.permille.get(impact));
    let range = PerImpact::from_fn(|impact| (shares(impact).min().unwrap_or(0), shares(impact).max().unwrap_or(0)));
    let sums = Impact::ALL.map(|impact| shares(impact).map(u64::from).sum::<u64>());
    if sums == [0; 3] {
        return None;
    }
    let permille = largest_remainder(1000, sums).map(|part| u32::try_from(part).unwrap_or(0)).into();
    let is_apart = |impact: &Impact| {
        let (min, max) = *range.get(*impact);
        max - min >= rules.apart
    };
    Some(GroupHeading {
        mean: from_permille(permille, heading_rules),
        contested_impacts: Impact::ALL.into_iter().filter(is_apart).collect(),
        range: (headings.len() >= 2 * rules.least_group).then_some(range),
    })
}

/// What a group may talk about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The shares of an impact.
    Impact(Impact),
    /// The answers to a question.
    Question(Question),
}

impl Subject {
    /// All subjects: the impacts, then the questions that have answers to choose from.
    pub const ALL: [Self; 9] = [
        Self::Impact(Impact::Performance),
        Self::Impact(Impact::Innovation),
        Self::Impact(Impact::Confiance),
        Self::Question(Question::Profile),
        Self::Question(Question::Domains),
        Self::Question(Question::Level),
        Self::Question(Question::Maturity),
        Self::Question(Question::Usage),
        Self::Question(Question::Objectives),
    ];

    /// The name used in content.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Impact(impact) => impact.id(),
            Self::Question(question) => question.id(),
        }
    }
}

/// How often each answer to one question was given, and whether it is worth talking about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDistribution {
    /// Per answer, how many gave it.
    pub counts: Vec<Count>,
    /// How many answered at all.
    pub answered: usize,
    /// The commonest answer has too small a share.
    pub is_contested: bool,
}

impl AnswerDistribution {
    /// Whether any number of it may be told: else no answer is, since a list of what is not told tells nothing.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.counts.iter().any(|count| matches!(count, Count::Exactly(1..) | Count::Enough))
    }
}

/// How answers spread; each participant may have given several.
#[must_use]
pub fn distribution(selections: &[Vec<usize>], answers: usize, rules: &WorkshopRules) -> AnswerDistribution {
    let mut counts = vec![0; answers];
    for index in selections.iter().flatten() {
        if let Some(count) = counts.get_mut(*index) {
            *count += 1;
        }
    }
    let answered = selections.iter().filter(|answers| !answers.is_empty()).count();
    let largest = counts.iter().copied().max().unwrap_or(0);
    let small = largest as u64 * 100 < answered as u64 * u64::from(rules.shared_below);
    let is_once_each = selections.iter().all(|answers| answers.len() < 2);
    AnswerDistribution {
        is_contested: answered >= rules.least_group && small,
        counts: disclosed_counts(&counts, selections.len(), is_once_each, rules),
        answered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vectors;

    const RULES: WorkshopRules = WorkshopRules { most: 200, least_group: 5, apart: 250, shared_below: 60, common: 50 };

    fn rules() -> HeadingRules {
        HeadingRules {
            weights: super::super::heading::Weights { horizons: 1, objectives: 1, maturity: 1 },
            pair: [2, 1],
            balanced_below_permille: 100,
            lead_permille: 50,
            step: 10,
            affinities: Vectors::default(),
            maturity: Vectors::default(),
        }
    }

    fn heading(a: u32, b: u32, c: u32) -> Heading {
        from_permille([a, b, c].into(), &rules())
    }

    #[test]
    fn the_mean_sums_to_a_thousand_and_the_range_is_seen() {
        let all = [[heading(1000, 0, 0); 4].as_slice(), &[heading(0, 1000, 0); 8]].concat();
        let together = |headings: &[Heading]| super::aggregate(headings, &RULES, &rules());
        let of_all = together(&all)
            .map(|group| (group.mean.permille.values(), group.range.map(PerImpact::values), group.contested_impacts));
        let apart = vec![Impact::Performance, Impact::Innovation];
        assert_eq!(of_all, Some(([333, 667, 0], Some([(0, 1000), (0, 1000), (0, 0)]), apart.clone())));
        // Of few, the ends are somebody's own; of fewer, the mean is.
        let first = |count: usize| all.iter().copied().take(count).collect::<Vec<Heading>>();
        let few = together(&first(9)).map(|group| (group.mean.permille.values(), group.range, group.contested_impacts));
        assert_eq!(few, Some(([444, 556, 0], None, apart)));
        assert_eq!(together(&first(4)), None);
        assert_eq!(together(&[]), None);
    }

    #[test]
    fn answers_are_parted_when_no_one_of_them_prevails() {
        let many = |answers: &[usize]| -> Vec<Vec<usize>> { answers.iter().map(|answer| vec![*answer]).collect() };
        for (selections, parted) in [
            (many(&[0, 0, 0, 0, 1]), false),
            (many(&[0, 0, 0, 1, 1, 1]), true),
            (many(&[0, 1]), false),
            (vec![vec![]; 9], false),
            (vec![vec![0, 1], vec![0, 1], vec![1], vec![1], vec![0]], false),
        ] {
            assert_eq!(distribution(&selections, 2, &RULES).is_contested, parted, "{selections:?}");
        }
    }

    #[test]
    fn a_question_is_told_where_one_of_its_numbers_is() {
        for (counts, expected) in
            [(&[4, 1][..], false), (&[5, 1], false), (&[0, 0], false), (&[5, 0], true), (&[8, 2], true)]
        {
            let selections: Vec<Vec<usize>> =
                counts.iter().enumerate().flat_map(|(answer, count)| vec![vec![answer]; *count]).collect();
            assert_eq!(distribution(&selections, 2, &RULES).is_told(), expected, "{counts:?}");
        }
    }

    #[test]
    fn no_small_count_is_told_nor_follows_from_the_others() {
        use Count::{Enough, Exactly, Few, Suppressed};
        for (counts, all, is_once_each, expected) in [
            (&[4, 0][..], 4, true, &[Suppressed, Exactly(0)][..]),
            (&[5, 0], 5, true, &[Exactly(5), Exactly(0)]),
            (&[4, 1], 5, true, &[Few, Few]),
            // All but two.
            (&[8, 2], 10, true, &[Enough, Few]),
            // Two who did not answer.
            (&[8, 0], 10, true, &[Enough, Exactly(0)]),
            // The third would be 2.
            (&[6, 5, 2], 13, true, &[Exactly(6), Enough, Few]),
            (&[20, 7, 3], 30, true, &[Exactly(20), Enough, Few]),
            (&[8, 8, 7, 7], 30, true, &[Exactly(8), Exactly(8), Exactly(7), Exactly(7)]),
            // 6 are left for "5 or more" and "fewer than 5": 5 and 1.
            (&[5, 1], 6, true, &[Suppressed, Suppressed]),
            (&[6, 5, 1], 12, true, &[Enough, Enough, Few]),
            (&[4, 4, 0], 8, true, &[Suppressed, Suppressed, Exactly(0)]),
            // Of several answers each, nothing follows from the others.
            (&[6, 5, 2], 13, false, &[Exactly(6), Exactly(5), Few]),
            (&[12, 5], 13, false, &[Enough, Exactly(5)]),
        ] {
            assert_eq!(disclosed_counts(counts, all, is_once_each, &RULES), expected, "{counts:?} of {all}");
        }
    }

    #[test]
    fn what_is_not_told_may_always_be_another_number() {
        /// All ways to part so many people among so many answers.
        fn parted(people: usize, answers: usize) -> Vec<Vec<usize>> {
            if answers == 1 {
                return vec![vec![people]];
            }
            let rest = |first: usize| parted(people - first, answers - 1).into_iter().map(move |rest| (first, rest));
            (0..=people).flat_map(rest).map(|(first, rest)| [vec![first], rest].concat()).collect()
        }
        let may_be = |shown: &Count, count: usize| match *shown {
            Count::Exactly(exact) => count == exact,
            Count::Enough => count >= RULES.least_group,
            Count::Few => count > 0 && count < RULES.least_group,
            Count::Suppressed => count > 0,
        };
        for people in 5..=17 {
            for answers in 2..=4 {
                let ways = parted(people, answers);
                for counts in ways.iter().step_by(1 + ways.len() / 200) {
                    let disclosed = disclosed_counts(counts, people, true, &RULES);
                    assert!(
                        disclosed.iter().zip(counts).all(|(shown, count)| may_be(shown, *count)),
                        "{counts:?}: {disclosed:?}"
                    );
                    let possible: Vec<&Vec<usize>> = ways
                        .iter()
                        .filter(|way| disclosed.iter().zip(*way).all(|(shown, count)| may_be(shown, *count)))
                        .collect();
                    for (index, exact) in
                        disclosed.iter().enumerate().filter(|(_, count)| !matches!(count, Count::Exactly(_)))
                    {
                        let first = possible.first().and_then(|way| way.get(index));
                        let is_open = possible.iter().any(|way| way.get(index) != first);
                        assert!(is_open, "{counts:?}: {exact:?} of {disclosed:?} is {first:?}");
                    }
                }
            }
        }
    }
}
