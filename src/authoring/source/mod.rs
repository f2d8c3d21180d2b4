//! The content files of `www/content` as types: these types *are* the schema (`www/schema`).

mod instrument;
mod text;

pub use instrument::{
    Answers, FactsFile, GridFile, GroupFile, InstrumentFile, InterpretationFile, ItemFile, MomentFile,
    RecommendationFile,
};
pub use text::{Confidence, Text};

use boussole_content::search::Ranking;
use boussole_domain::heading::Weights;
use boussole_domain::instrument::InstrumentRules;
use boussole_domain::rules::PathRules;
use boussole_domain::vocabulary::{Circle, Impact, Kind, Lever, PerImpact, Position};
use boussole_domain::workshop::WorkshopRules;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A file that lists terms or resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List<T> {
    /// The address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// For whoever edits the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The terms, in the order that people read them.
    pub items: Vec<T>,
}

/// The file `resources.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResourcesFile {
    /// The address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// For whoever edits the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The circles whose resources show: those of the others are neither proposed, nor listed, nor found.
    #[serde(default = "every_circle")]
    pub circles: Vec<Circle>,
    /// The resources, sorted by id.
    pub items: Vec<ResourceFile>,
}

fn every_circle() -> Vec<Circle> {
    Circle::ALL.to_vec()
}

/// A term of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Term<Extra> {
    /// Stable: used in data, links and results.
    pub id: String,
    /// Name of the term.
    pub label: Text,
    /// One sentence, in our own words.
    pub description: Text,
    /// Lines of the report (`seed:L811`), addresses of pages, or what it was inferred from.
    pub source: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// What only this vocabulary has.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Nothing more than a term has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plain {}

/// What an impact has besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImpactExtra {
    /// Months from the start to its horizon.
    pub months: u32,
}

/// What a lever has besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeverExtra {
    /// Who carries it first.
    pub carrier: Text,
}

/// What a domain has besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DomainExtra {
    /// The Sustainable Development Goal it is tied to, 1 to 16.
    #[schemars(range(min = 1, max = 16))]
    pub sdg: u8,
}

/// What a maturity level has besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MaturityExtra {
    /// Vector of the maturity level in the heading, in percent: sums to 100.
    pub heading: PerImpact<u8>,
}

/// What an objective has besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveExtra {
    /// Vector of the objective in the heading, in percent: sums to 100.
    pub affinity: PerImpact<u8>,
}

/// What a kind has besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KindExtra {
    /// Letter of the kind in MEDOC.
    pub letter: String,
}

/// What a season has besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeasonExtra {
    /// First day, `2026-01-01`.
    pub start: String,
    /// The day after the last, but for the last season, whose last day it is.
    pub end: String,
}

/// One cell of the reference matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// The row.
    pub lever: Lever,
    /// The column.
    pub impact: Impact,
    /// The weight: rows and columns sum to 100.
    #[schemars(range(min = 0, max = 100))]
    pub percent: u8,
    /// Whether the lever carries, prepares or spreads the impact.
    pub position: Position,
    /// Lines of the report.
    pub source: Vec<String>,
}

/// The file `rules.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// The address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// For whoever edits the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The heading's weighted mean.
    pub heading: HeadingFile,
    /// The path's points.
    pub path: PathFile,
    /// Reviews and fixed marks.
    pub calendar: CalendarFile,
    /// Full-text search.
    pub search: Ranking,
    /// The short way.
    pub quick: QuickFile,
    /// What the levels of an instrument come to.
    pub instruments: InstrumentRules,
    /// What a workshop comes to.
    pub workshop: WorkshopRules,
}

/// The short way (*en 60 secondes*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuickFile {
    /// The profile it proposes: an id of `profiles.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The level it proposes: an id of `levels.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// How many resources it shows.
    pub resources: usize,
}

/// The weights of the heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadingFile {
    /// The weight of each term.
    pub weights: Weights,
    /// Of two objectives: the weight of the first and of the second.
    pub pair: [u32; 2],
    /// Below this sharpness, per mille, the heading is called balanced.
    pub balanced_below_permille: u32,
    /// A share that is ahead by less than this, per mille, is not called the first.
    pub lead_permille: u32,
    /// A change of horizons that counts as one other answer, in points of percent.
    pub step: u8,
    /// Where it comes from.
    pub source: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// The points of the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PathFile {
    /// The numbers.
    #[serde(flatten)]
    pub rules: PathRules,
    /// Where they come from.
    pub source: Vec<String>,
    /// How sure they are.
    pub confidence: Confidence,
}

/// Reviews and fixed marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarFile {
    /// Months from the start to each review.
    pub reviews_months: Vec<u32>,
    /// Fixed marks.
    pub marks: Vec<MarkFile>,
    /// Where the reviews come from.
    pub source: Vec<String>,
    /// How sure they are.
    pub confidence: Confidence,
}

/// A fixed mark on the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkFile {
    /// Stable.
    pub id: String,
    /// The day, `2030-01-01`.
    pub date: String,
    /// Name of the mark.
    pub label: Text,
    /// Where it comes from.
    pub source: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A MEDOC resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResourceFile {
    /// Stable; the list is sorted by it.
    pub id: String,
    /// The resource's own title.
    pub title: String,
    /// Method, example, data, tool or skill.
    pub kind: Kind,
    /// Two sentences at most, in our own words, of at most 300 letters.
    pub summary: Text,
    /// Words that people type to find it and that its title and summary may lack.
    #[serde(default, skip_serializing_if = "Keywords::is_empty")]
    pub keywords: Keywords,
    /// Who published it.
    pub publisher: String,
    /// `2024`, `2024-11` or `2024-11-05`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Whether a source states the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_basis: Option<DateBasis>,
    /// `https:`; one that is only `http:` is shown as text, not as a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whether the address is the resource or a page about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url_role: Option<UrlRole>,
    /// The language of the resource, BCP 47.
    pub language: String,
    /// Needs it meets: ids of `usages.json`.
    pub usages: Vec<String>,
    /// Objectives it serves: ids of `objectives.json`.
    pub objectives: Vec<String>,
    /// Whether the resource serves every objective.
    #[serde(default, skip_serializing_if = "is_false")]
    pub transversal: bool,
    /// Impacts it helps to get.
    pub impacts: Vec<Impact>,
    /// Profiles it is for: ids of `profiles.json`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<String>,
    /// Whether the resource is for every profile.
    #[serde(default, skip_serializing_if = "is_false")]
    pub all_profiles: bool,
    /// Fields it is about: ids of `domains.json`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Whether the resource is for every field.
    #[serde(default, skip_serializing_if = "is_false")]
    pub all_domains: bool,
    /// Whether the resource is about SDG 17 itself.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sdg17: bool,
    /// Levels it works at: ids of `levels.json`.
    pub levels: Vec<String>,
    /// Maturity levels it fits, 1 to 4.
    pub maturity: Vec<u8>,
    /// Published, announced, or retired.
    pub status: Status,
    /// The day somebody last looked whether it is still right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
    /// The last day it is worth proposing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Lines of the report or addresses where it was found.
    pub source: Vec<String>,
    /// Who proposes it.
    #[serde(default, skip_serializing_if = "is_rameau")]
    pub circle: Circle,
    /// The resource that it repeats, by id: this one is found, and never proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    /// What the summary rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// What the fields rest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domains_basis: Option<DomainsBasis>,
    /// Where the title was read, when it is not the source's own writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_basis: Option<TitleBasis>,
    /// Addresses of the pages that were read for the summary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// For whoever edits it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Words that people type, by language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keywords {
    /// French.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fr: Vec<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub en: Vec<String>,
}

impl Keywords {
    /// Whether there is none in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fr.is_empty() && self.en.is_empty()
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature.
fn is_rameau(circle: &Circle) -> bool {
    *circle == Circle::Rameau
}

/// What a summary rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A page that was read.
    Page,
    /// The activity report.
    Seed,
    /// The title alone: to be confirmed.
    Title,
}

/// What the fields of a resource rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DomainsBasis {
    /// The source says so.
    Stated,
    /// A page that was read.
    Page,
    /// The title alone.
    Title,
}

/// Where a title was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TitleBasis {
    /// On the page.
    Page,
    /// In its address: accents and capitals were restored, to be confirmed.
    Address,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature.
fn is_false(value: &bool) -> bool {
    !value
}

/// Whether a source states a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DateBasis {
    /// A source states it.
    Stated,
    /// The date follows from the events described.
    Deduced,
}

/// What an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum UrlRole {
    /// The resource.
    #[serde(rename = "the page itself or its stored copy")]
    Itself,
    /// A page about it.
    #[serde(rename = "page about the resource")]
    About,
}

impl UrlRole {
    /// Whether the address is a page about the resource.
    #[must_use]
    pub fn is_about(self) -> bool {
        self == Self::About
    }
}

/// Whether a resource can be had yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The resource can be had.
    Published,
    /// Not yet.
    Announced,
    /// Not any more: it is proposed to nobody, and old links to it still resolve.
    Retired,
}

/// A sentence that speaks to one visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentenceFile<Extra> {
    /// Whom it speaks to or of, by ids with strokes between: `profile/association`, `vision-partagee/association`.
    pub id: String,
    /// One sentence, or two short ones, without numbers: the page shows those.
    pub text: Text,
    /// Lines of the report (`seed:L811`), or `inference`.
    pub source: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// What only these sentences have.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a gesture has besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GestureExtra {
    /// Who does it.
    pub who: Text,
    /// How long it takes.
    pub duration: Text,
}

/// A file of `www/i18n`: one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageFile {
    /// The address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// BCP 47: the name of the file.
    pub code: String,
    /// The language's own name.
    pub name: String,
    /// Whether the language is read from right to left.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub right_to_left: bool,
    /// The language that this one only says more simply: whatever is missing here is taken from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub easy_form_of: Option<String>,
    /// The messages of the interface by key, in the order of the French file. Beside one that ends in `-other`, a
    /// language that needs them has the forms `-zero`, `-two`, `-few`, `-many`.
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub messages: serde_json::Map<String, serde_json::Value>,
    /// The texts of `www/content` by what they are in French; one that is missing shows in French.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub texts: serde_json::Map<String, serde_json::Value>,
}

/// A picture of `pictures.json`: what an easy-to-read language shows beside a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// What it stands beside: a question and one of its answers (`profile/association`), a question
    /// (`question/profile`), or a title by its message (`title/step-path`).
    pub id: String,
    /// The lines of the drawing, as an SVG path in a square of 48 by 48.
    pub path: String,
}

/// A group of a thesaurus: words that people use for one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SynonymGroup {
    /// The word that it is named after.
    pub term: String,
    /// Words used for the same: what one of them finds, the others find, close behind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same: Vec<String>,
    /// Words used for something close: what they find comes when there is little else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<String>,
}

/// All content files together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Content {
    /// `impacts.json`.
    pub impacts: Vec<Term<ImpactExtra>>,
    /// `levers.json`.
    pub levers: Vec<Term<LeverExtra>>,
    /// `matrix.json`.
    pub matrix: Vec<Cell>,
    /// `profiles.json`.
    pub profiles: Vec<Term<Plain>>,
    /// `domains.json`.
    pub domains: Vec<Term<DomainExtra>>,
    /// `levels.json`.
    pub levels: Vec<Term<Plain>>,
    /// `maturity.json`.
    pub maturity: Vec<Term<MaturityExtra>>,
    /// `objectives.json`.
    pub objectives: Vec<Term<ObjectiveExtra>>,
    /// `usages.json`.
    pub usages: Vec<Term<Plain>>,
    /// `kinds.json`.
    pub kinds: Vec<Term<KindExtra>>,
    /// `seasons.json`.
    pub seasons: Vec<Term<SeasonExtra>>,
    /// `instruments/*.json`.
    pub instruments: Vec<InstrumentFile>,
    /// `portraits.json`: what is said of each heading, profile and objective.
    pub portraits: Vec<SentenceFile<Plain>>,
    /// `gestures.json`: what to do for each objective at each maturity level, and when.
    pub gestures: Vec<SentenceFile<GestureExtra>>,
    /// `contributions.json`: what each profile can do on each lever.
    pub contributions: Vec<SentenceFile<Plain>>,
    /// `workshop.json`: what a workshop says, and what it asks a group.
    pub workshop: Vec<SentenceFile<Plain>>,
    /// `rules.json`.
    pub rules: RulesFile,
    /// `resources.json`.
    pub resources: Vec<ResourceFile>,
    /// The circles whose resources show, in `resources.json`.
    pub circles: Vec<Circle>,
    /// `thesaurus/*.json`, by language.
    pub thesauri: BTreeMap<String, Vec<SynonymGroup>>,
    /// `pictures.json`.
    pub pictures: Vec<Picture>,
    /// `www/i18n/*.json`, French first.
    pub languages: Vec<LanguageFile>,
    /// The first 16 hexadecimal digits of the SHA-256 of all content files but the languages.
    pub hash: String,
}
