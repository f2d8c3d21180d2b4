//! The heading (French: *cap*): where effort should go, and where the needle points.

use super::rounding::{largest_remainder, root};
use super::situation::{Horizons, Situation};
use super::standing::Standing;
use super::vocabulary::{Impact, Maturity, Objective, PerImpact, Term, Vectors};

/// The heading is a weighted mean of three terms; each vector sums to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct HeadingRules {
    /// The weight of each term.
    pub weights: Weights,
    /// Of two objectives: the weight of the first and of the second.
    pub pair: [u32; 2],
    /// Below this rounded sharpness, per mille, the heading is called balanced.
    pub balanced_below_permille: u32,
    /// A share that is ahead by less than this, per mille, is not called the first.
    pub lead_permille: u32,
    /// A change of horizons that counts as one other answer, in points of percent.
    pub step: u8,
    /// The vector of each objective, by its place.
    pub affinities: Vectors,
    /// The vector of each maturity level, by its place.
    pub maturity: Vectors,
}

/// The weight of each term of the heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Weights {
    /// Of the horizons as answered.
    pub horizons: u32,
    /// Of the objectives' affinity.
    pub objectives: u32,
    /// Of the maturity level's vector.
    pub maturity: u32,
}

/// What the heading goes by, of all that a visitor has said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bases<'a> {
    /// How much each impact counts.
    pub horizons: Option<Horizons>,
    /// Why she wants to act together, in order of preference.
    pub objectives: &'a [Term<Objective>],
    /// How far cooperation has come.
    pub maturity: Option<Term<Maturity>>,
}

impl<'a> From<&'a Situation> for Bases<'a> {
    fn from(situation: &'a Situation) -> Self {
        Self { horizons: situation.horizons, objectives: &situation.objectives, maturity: situation.maturity }
    }
}

/// Where the visitor's efforts should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The share of each impact, per mille; the sum is 1000.
    pub permille: PerImpact<u32>,
    /// Where the needle points, in tenths of a degree clockwise from the top, 0 to 3599.
    pub bearing_tenths: u32,
    /// How far the heading leans, per mille: 0 rests in the middle, 1000 is one impact alone.
    pub sharpness_permille: u32,
    /// The heading leans so little that it has no direction to speak of.
    pub balanced: bool,
    /// What may be said of it in words: all that names an impact as the first goes by this.
    pub standing: Standing<Impact>,
}

impl Heading {
    /// The impact with the greatest share; ties go to the first of [`Impact::ALL`]. The path needs one in every case;
    /// words go by [`Heading::standing`].
    #[must_use]
    pub fn main(&self) -> Impact {
        self.permille.main()
    }

    /// The shares in whole percent: they sum to 100.
    #[must_use]
    pub fn percents(&self) -> PerImpact<u32> {
        whole_parts(100, self.permille.values().map(u64::from))
    }

    /// Degrees clockwise from the top, one decimal, 0 ≤ b < 360.
    #[must_use]
    pub fn bearing_degrees(&self) -> f64 {
        f64::from(self.bearing_tenths) / 10.0
    }

    /// 0 to 1, three decimals.
    #[must_use]
    pub fn sharpness(&self) -> f64 {
        f64::from(self.sharpness_permille) / 1000.0
    }
}

/// The heading of a situation; `None` when no term of it is answered.
#[must_use]
pub fn heading(situation: &Situation, rules: &HeadingRules) -> Option<Heading> {
    from_bases(situation.into(), rules)
}

/// The heading of what it goes by; `None` when none of that is answered.
///
/// A weighted mean over the answered terms: horizons, objectives, maturity.
#[must_use]
pub fn from_bases(bases: Bases<'_>, rules: &HeadingRules) -> Option<Heading> {
    let [first_weight, second_weight] = rules.pair.map(u64::from);
    let pair_sum = first_weight + second_weight;
    let affinity = |index: usize| rules.affinities.get(index).copied().unwrap_or_default();

    // Every term is scaled by the sum of the pair's weights, so that two objectives need no division.
    let mut shares = [0_u64; 3];
    let mut add = |weight: u32, vector: PerImpact<u8>, scale: u64| {
        for (share, part) in shares.iter_mut().zip(vector.values()) {
            *share += u64::from(weight) * u64::from(part) * scale;
        }
    };
    if let Some(horizons) = bases.horizons {
        add(rules.weights.horizons, horizons.amounts(), pair_sum);
    }
    match bases.objectives {
        [] => {}
        [only] => add(rules.weights.objectives, affinity(only.index()), pair_sum),
        [first, second, ..] => {
            add(rules.weights.objectives, affinity(first.index()), first_weight);
            add(rules.weights.objectives, affinity(second.index()), second_weight);
        }
    }
    if let Some(level) = bases.maturity {
        let vector = rules.maturity.get(level.index()).copied().unwrap_or_default();
        add(rules.weights.maturity, vector, pair_sum);
    }
    if shares == [0; 3] {
        return None;
    }

    Some(from_permille(whole_parts(1000, shares), rules))
}

fn whole_parts(total: u64, shares: [u64; 3]) -> PerImpact<u32> {
    largest_remainder(total, shares).map(|part| u32::try_from(part).unwrap_or(0)).into()
}

/// The heading of shares that are known, which sum to 1000.
#[must_use]
pub fn from_permille(permille: PerImpact<u32>, rules: &HeadingRules) -> Heading {
    let sharpness_permille = sharpness(permille);
    let balanced = sharpness_permille < rules.balanced_below_permille;
    let standing = if balanced {
        Standing::Balanced
    } else {
        Standing::from_shares(Impact::ALL.map(|impact| (impact, *permille.get(impact))), rules.lead_permille)
    };
    Heading { permille, bearing_tenths: bearing(permille), sharpness_permille, balanced, standing }
}

/// The length of the sum of three vectors at 0°, 120° and 240°, rounded to a whole per mille.
fn sharpness(permille: PerImpact<u32>) -> u32 {
    let [a, b, c] = permille.values().map(i64::from);
    let square = a * a + b * b + c * c - a * b - b * c - c * a;
    root(u32::try_from(square).unwrap_or(0))
}

/// The direction of the sum of three vectors at 0°, 120° and 240°, in tenths of a degree.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 ≤ value ≤ 3600 by construction.
fn bearing(permille: PerImpact<u32>) -> u32 {
    let [top, right, left] = permille.values().map(f64::from);
    let east = (right - left) * 3.0_f64.sqrt() / 2.0;
    let north = top - f64::midpoint(right, left);
    let degrees = east.atan2(north).to_degrees();
    let clockwise = if degrees < 0.0 { degrees + 360.0 } else { degrees };
    (clockwise * 10.0).round() as u32 % 3600
}
