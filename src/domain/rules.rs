//! Every number of scoring, as data. The values are content (`www/content`), never code.

use super::date::Date;
use super::instrument::InstrumentRules;
use super::matrix::ReferenceMatrix;
use super::workshop::WorkshopRules;

/// All that scoring needs besides the situation, the resources and [`HeadingRules`](super::heading::HeadingRules).
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rules {
    /// The reference matrix (report, L813-815).
    pub matrix: ReferenceMatrix,
    /// Reviews, fixed marks and seasons.
    pub calendar: Calendar,
    /// How resources are ranked and chosen.
    pub path: PathRules,
    /// What the levels of an instrument come to.
    pub instruments: InstrumentRules,
    /// What a workshop comes to.
    pub workshop: WorkshopRules,
}

/// Dates that stand beside the three horizons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Calendar {
    /// Months from the start to each review.
    pub reviews_months: Vec<u32>,
    /// Fixed marks: their dates, in order.
    pub marks: Vec<Date>,
    /// First and last day of each season.
    pub seasons: Vec<(Date, Date)>,
}

/// Points of the path, in hundredths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PathRules {
    /// The visitor's objectives.
    pub objective: ObjectivePoints,
    /// The heading's impacts.
    pub impact: ImpactPoints,
    /// The visitor's profile.
    pub profile: EveryPoints,
    /// The visitor's fields of action.
    pub domain: DomainPoints,
    /// The maturity level.
    pub maturity: NeighbourPoints,
    /// The need.
    pub usage: FullPoints,
    /// The level.
    pub level: FullPoints,
    /// Added when the resource is announced, not yet published: hundredths of a point, negative.
    pub announced: i32,
    /// Added when the resource has no address: hundredths of a point, negative.
    pub without_address: i32,
    /// How many resources a path has.
    pub length: usize,
    /// How many of one kind at most.
    pub per_kind: usize,
    /// How many without an address at most.
    pub most_without_address: usize,
    /// How many from outside the circle of Le RAMEAU at most.
    pub most_third_party: usize,
    /// With fields answered: how many that list one of them are sought before the best left.
    pub own_domain: usize,
    /// With two objectives: how many that serve the second are sought before the best left.
    pub second_objective: usize,
    /// The least level that the highest maturity of an explorer must have.
    pub explorer_from_maturity: u8,
    /// How many reasons a resource gives at most.
    pub reasons: usize,
}

/// Points for the objective.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ObjectivePoints {
    /// The first objective.
    pub full: u32,
    /// The second objective.
    pub second: u32,
    /// A resource that serves every objective.
    pub transversal: u32,
}

/// Points for the impact: full × the heading's share of the resource's best impact / the greatest
/// share × `share_by_count` / 100.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ImpactPoints {
    /// The most that can be had.
    pub full: u32,
    /// In percent, for a resource with one, two, three impacts.
    pub share_by_count: [u32; 3],
}

/// Points for the profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct EveryPoints {
    /// The profile is listed.
    pub full: u32,
    /// The resource is for every profile.
    pub every: u32,
}

/// Points for the field of action. With a shared field: full × `share_by_count` / 100.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct DomainPoints {
    /// A field is shared.
    pub full: u32,
    /// In percent, for a resource that lists one, two, three, four or more fields.
    pub share_by_count: [u32; 4],
    /// The resource is for every field.
    pub every: u32,
    /// No shared field, but the resource is about SDG 17 itself.
    pub sdg17: u32,
}

/// Points for the maturity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct NeighbourPoints {
    /// The level is listed.
    pub full: u32,
    /// A neighbour of the level is listed.
    pub neighbour: u32,
}

/// Points for a term that is listed or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct FullPoints {
    /// The term is listed.
    pub full: u32,
}
