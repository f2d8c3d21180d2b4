//! An instrument of the method as the browser reads it: what is asked, what is told, what follows. One shape for
//! all of them; what tells them apart is content (`www/content/instruments`).

use super::entry::{Entry, Origin};
use boussole_domain::vocabulary::TermSet;
use serde::{Deserialize, Serialize};

/// The most instruments of a widget. Our limit: links and views number them in a byte.
pub const MAX_INSTRUMENTS: usize = 100;
/// The most items that an instrument asks, and the most matters of a grid. Our limit: responses number them in a byte.
pub const MAX_ITEMS: usize = 100;
/// The most bodies of a grid, which stand side by side. Our limit.
pub const MAX_COLUMNS: usize = 8;

/// Something to do, a result, a next step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// The id used in attributes, answers and links: also the name of its view.
    pub id: String,
    /// Name of the instrument.
    pub label: String,
    /// What it is for.
    pub lead: String,
    /// How long it takes.
    pub minutes: u8,
    /// Where it comes from.
    pub origin: Origin,
    /// What to know of its limits.
    pub remarks: Vec<String>,
    /// What its answers come to.
    pub result_kind: ResultKind,
    /// When it may be answered, if more than once.
    pub moments: Vec<Moment>,
    /// How many may answer side by side.
    pub parties: u8,
    /// Whether each item takes a commitment in words.
    pub commits: bool,
    /// The levels of an item, the lowest first.
    pub scale: Vec<String>,
    /// The level from which somebody has agreed to an item.
    pub agreed_from: u8,
    /// What is asked.
    pub groups: Vec<Group>,
    /// Who does what.
    pub grid: Option<Grid>,
    /// What is told.
    pub facts: Vec<Facts>,
    /// What to say of the result.
    pub interpretations: Vec<Interpretation>,
    /// Whether the stage reached may become the answer to *maturity*.
    pub feeds_maturity: bool,
    /// The kinds of resources it leads to.
    pub kinds: TermSet,
    /// For whom it is worth doing next, and why: the first that fits.
    pub recommendations: Vec<Recommendation>,
}

/// What the answers of an instrument come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", schemars(rename = "Reading"))]
pub enum ResultKind {
    /// A bar for each group.
    Profile,
    /// How far one is along the groups, which are stages.
    Stage,
    /// Whether the groups hold together.
    Balance,
    /// Where several agree.
    Accord,
    /// What moved between two moments.
    Progress,
    /// A table.
    Grid,
    /// Where one is among dates.
    Calendar,
    /// Nothing: it only tells.
    None,
}

/// What the answers come to, by the words of the files of the content.
pub const READINGS: [(&str, ResultKind); 8] = [
    ("profile", ResultKind::Profile),
    ("stage", ResultKind::Stage),
    ("balance", ResultKind::Balance),
    ("accord", ResultKind::Accord),
    ("progress", ResultKind::Progress),
    ("grid", ResultKind::Grid),
    ("calendar", ResultKind::Calendar),
    ("none", ResultKind::None),
];

/// A time to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Stable.
    pub id: String,
    /// Name of the moment.
    pub label: String,
    /// Months from the start, where it has a date.
    pub months: Option<u32>,
}

/// Items that go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What they are about.
    pub entry: Entry,
    /// Words that find resources about it.
    pub words: String,
    /// What is asked; a description may be empty.
    pub items: Vec<Entry>,
}

/// Who does what: rows are matters, columns are bodies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The matters.
    pub rows: Vec<Entry>,
    /// The bodies, as the example names them.
    pub columns: Vec<String>,
    /// What a body may do in a matter.
    pub marks: Vec<Entry>,
    /// The mark of whoever steers: each matter wants exactly one.
    pub steers: u8,
    /// The mark of those who steer together, where there is one.
    pub shares: Option<u8>,
    /// The example: per row and column, the place of a mark.
    pub example: Vec<Vec<Option<u8>>>,
}

/// Facts that go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What they are about.
    pub label: String,
    /// In order.
    pub items: Vec<Fact>,
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is; the description may be empty.
    pub entry: Entry,
    /// When, or from when: `2026`, `2026-11`, `2026-11-17`.
    pub date: Option<String>,
    /// The day it is over.
    pub until: Option<String>,
    /// A number worth drawing large.
    pub figure: Option<String>,
}

/// When something is said of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", schemars(rename = "When"))]
pub enum Condition {
    /// The group with this id is the weakest, and no other is as weak.
    Least(String),
    /// The given stage is reached and no further, 1 for the first, 0 for none.
    Stage(usize),
    /// The whole is below so many per cent.
    Below(u32),
    /// The whole is at so many per cent or more.
    From(u32),
    /// All groups are even.
    Even,
    /// So many per cent of the items or more are agreed between all parties.
    Agreed(u32),
    /// All of these.
    All(Vec<Condition>),
}

/// Something to say of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpretation {
    /// When.
    pub condition: Condition,
    /// What.
    pub text: String,
}

/// For whom an instrument is worth doing: all that is named must fit, within a list any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Places of profiles.
    pub profiles: TermSet,
    /// Places of objectives.
    pub objectives: TermSet,
    /// Places of needs.
    pub usages: TermSet,
    /// Places of maturity levels.
    pub maturity: TermSet,
    /// Places of questions, in the order of [`boussole_domain::situation::Question::ALL`], that have an answer.
    pub answered: TermSet,
    /// Places of questions, in the order of [`boussole_domain::situation::Question::ALL`], that have no answer.
    pub unanswered: TermSet,
    /// Why: a sentence that begins with a capital, without its full stop.
    pub reason: String,
}

impl Instrument {
    /// How many items there are.
    #[must_use]
    pub fn items(&self) -> usize {
        self.groups.iter().map(|group| group.items.len()).sum()
    }

    /// The highest level.
    #[must_use]
    pub fn highest(&self) -> u8 {
        u8::try_from(self.scale.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// Whether there is something to fill in.
    #[must_use]
    pub fn is_answerable(&self) -> bool {
        self.items() > 0 || self.grid.is_some()
    }
}
