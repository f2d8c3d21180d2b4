//! What is wrong with what a partner brings, and where: told to integrators in English, to visitors in their language.

use boussole_content::encoding::UnsupportedFormat;
use core::fmt;

/// The longest text, in characters (Unicode scalar values). Our limit.
pub const MAX_PARTNER_TEXT_CHARS: usize = 2000;

/// One thing that is wrong with an overlay or a catalogue, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidField {
    /// The rows of a table that have it, as the spreadsheet program numbers them; none when it is of no row.
    pub rows: Vec<usize>,
    /// Where: `fr › messages › step-path`, the field of a resource, `column D › colour`.
    pub path: String,
    /// What stands there, when that is what is wrong: no more than [`MAX_SHOWN`] of them are told.
    pub values: Vec<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// So many values, and stretches of rows, are told of one problem. Our choice.
pub const MAX_SHOWN: usize = 5;

impl InvalidField {
    /// A problem of no row.
    #[must_use]
    pub fn at(path: impl Into<String>, problem: Problem) -> Self {
        Self { rows: Vec::new(), path: path.into(), values: Vec::new(), problem }
    }

    /// The rows in few words, `2–11, 14`, and how many more there are.
    #[must_use]
    pub fn row_ranges(&self) -> (String, usize) {
        let mut row_ranges: Vec<(usize, usize)> = Vec::new();
        for row in &self.rows {
            match row_ranges.last_mut() {
                Some((_, last)) if *last + 1 == *row => *last = *row,
                _ => row_ranges.push((*row, *row)),
            }
        }
        let count = |(first, last): &(usize, usize)| last - first + 1;
        // One stretch more is told rather than counted.
        let shown = if row_ranges.len() == MAX_SHOWN + 1 { MAX_SHOWN + 1 } else { MAX_SHOWN };
        let shown_ranges = row_ranges.iter().take(shown).map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        });
        (shown_ranges.collect::<Vec<_>>().join(", "), row_ranges.iter().skip(shown).map(count).sum())
    }

    /// The values in few words.
    #[must_use]
    pub fn values_text(&self) -> String {
        let shown = self.values.iter().take(MAX_SHOWN).map(String::as_str);
        shown.chain((self.values.len() > MAX_SHOWN).then_some("…")).collect::<Vec<_>>().join(", ")
    }
}

/// Problems as they are found: what many rows have is one problem.
#[derive(Clone, Debug, Default)]
pub struct InvalidFields(Vec<InvalidField>);

impl InvalidFields {
    /// So many different problems are told apart, each with all its rows. Our limit: a hostile catalogue has any number.
    const MAX_DISTINCT: usize = 500;

    /// Adds one.
    pub fn push(&mut self, row: Option<usize>, path: &str, value: Option<&str>, problem: Problem) {
        let like = |earlier: &InvalidField| earlier.path == path && earlier.problem.is_like(&problem);
        let at = self.0.iter().position(like).filter(|_| row.is_some()).unwrap_or(self.0.len());
        if at == self.0.len() && at < Self::MAX_DISTINCT {
            self.0.push(InvalidField::at(path, problem));
        }
        let Some(earlier) = self.0.get_mut(at) else { return };
        if let Some(row) = row.filter(|row| earlier.rows.last() != Some(row)) {
            earlier.rows.push(row);
        }
        if let Some(value) = value
            && earlier.values.len() <= MAX_SHOWN
            && !earlier.values.iter().any(|known| known == value)
        {
            earlier.values.push(value.to_owned());
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one is of this place.
    #[must_use]
    pub fn has_path(&self, path: &str) -> bool {
        self.0.iter().any(|earlier| earlier.path == path)
    }

    /// All of them.
    #[must_use]
    pub fn into_vec(self) -> Vec<InvalidField> {
        self.0
    }
}

/// What is wrong with one part of an overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The value is not of this form.
    Expected(Expected),
    /// Nothing has this name.
    Unknown,
    /// The text has no letter, or more than may be shown.
    Length(usize),
    /// The message has no such place to fill.
    Placeholder(String),
    /// The address may not be opened.
    Address,
    /// The value is none of these names.
    Choice(Vec<&'static str>),
    /// The value is no whole number from the one to the other.
    Range(usize, usize),
    /// The file is no table, but content of this kind.
    File(UnsupportedFormat),
}

impl Problem {
    /// Whether many rows that have either have one problem.
    fn is_like(&self, other: &Self) -> bool {
        self == other || matches!((self, other), (Self::Length(_), Self::Length(_)))
    }
}

/// A form that something should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Boussole/overlay/1.
    Overlay,
    /// Boussole/catalogue/1.
    Catalogue,
    /// An object.
    Object,
    /// An object, or a spreadsheet.
    ObjectOrTable,
    /// An object of words for this language.
    LanguageSection,
    /// An object of texts by message key.
    Messages,
    /// An object of terms by id.
    Terms,
    /// An object with a label or a description.
    Term,
    /// An object with a label and an address.
    Contact,
    /// A text.
    Text,
    /// Merge or replace.
    Mode,
    /// A list of resources.
    ResourceList,
    /// 20 000 resources at most.
    MaxResources,
    /// One resource at least.
    MinResources,
    /// An id that stands once.
    UniqueId,
    /// One kind: methodes, exemples, donnees, outils or competences.
    OneKind,
    /// Published, announced or retired.
    Status,
    /// A value: no resource goes without.
    RequiredValue,
    /// A year, a month or a day such as 2024, 2024-11, 2024-11-05.
    Date,
    /// Ids, separated by |.
    Ids,
    /// Words, separated by |.
    Keywords,
    /// A list of circles of resources.
    Circles,
    /// A list.
    List,
    /// Small letters from a to z, digits and hyphens.
    Slug,
    /// A source at least.
    Source,
    /// A condition of an instrument's sentence.
    Condition,
    /// The example of a grid.
    GridExample,
    /// The reading "stage", with no more groups than levels.
    StageReading,
    /// A level above the lowest, of the reading "accord".
    AgreedLevel,
    /// The id of another resource.
    OtherId,
    /// The id of a resource that repeats none itself.
    OriginalId,
    /// Whole numbers from 1 to 4, separated by |.
    Maturity,
    /// Quotes that close.
    ClosedQuotes,
    /// A row of column names.
    HeaderRow,
    /// A column: no resource goes without.
    RequiredColumn,
    /// A name above what stands in the column.
    ColumnName,
    /// One column of this name.
    UniqueColumn,
    /// Yes, or nothing.
    YesOrEmpty,
    /// JSON that can be read, or a spreadsheet.
    Json,
    /// A file of 5 MB at most.
    FileUnder5Mb,
    /// A file that the browser can read.
    ReadableFile,
}

impl Expected {
    /// For integrators, who are told in English.
    #[must_use]
    pub fn in_english(self) -> &'static str {
        match self {
            Self::Overlay => "boussole/overlay/1",
            Self::Catalogue => "boussole/catalogue/1",
            Self::Object => "an object",
            Self::ObjectOrTable => "an object, or a spreadsheet",
            Self::LanguageSection => "an object of words for this language",
            Self::Messages => "an object of texts by message key",
            Self::Terms => "an object of terms by id",
            Self::Term => "an object with a label or a description",
            Self::Contact => "an object with a label and an address",
            Self::Text => "a text",
            Self::Mode => "merge or replace",
            Self::ResourceList => "a list of resources",
            Self::MaxResources => "20 000 resources at most",
            Self::MinResources => "one resource at least",
            Self::UniqueId => "an id that stands once",
            Self::OneKind => "one kind: methodes, exemples, donnees, outils or competences",
            Self::Status => "published, announced or retired",
            Self::RequiredValue => "a value: no resource goes without",
            Self::Date => "a year, a month or a day such as 2024, 2024-11, 2024-11-05",
            Self::Ids => "ids, separated by |",
            Self::Keywords => "words, separated by |",
            Self::Circles => "a list of circles: rameau, third-party or both",
            Self::List => "a list",
            Self::Slug => "small letters a-z, digits and hyphens only",
            Self::Source => "a list of sources, if only [\"inference\"]",
            Self::Condition => {
                "\"even\", or one of: least, stage (reading stage), below, from, agreed (reading accord), all"
            }
            Self::GridExample => "for each row a list, with a mark or null for each column",
            Self::StageReading => "the reading stage, with no more groups than levels of maturity",
            Self::AgreedLevel => "a level above the lowest where the reading is accord, and nowhere else",
            Self::OtherId => "the id of another resource",
            Self::OriginalId => "the id of a resource that repeats no other itself",
            Self::Maturity => "whole numbers from 1 to 4, separated by |",
            Self::ClosedQuotes => "quotes that close",
            Self::HeaderRow => "a row of column names, title and kind at least",
            Self::RequiredColumn => "a column of this name: no resource goes without",
            Self::ColumnName => "a name above what stands in this column",
            Self::UniqueColumn => "one column of this name",
            Self::YesOrEmpty => "yes, or nothing",
            Self::Json => "JSON that can be read, or a spreadsheet",
            Self::FileUnder5Mb => "a file of 5 MB at most",
            Self::ReadableFile => "a file that this browser can read: choose it again",
        }
    }
}

impl fmt::Display for InvalidField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = match (self.row_ranges(), self.rows.len()) {
            (_, 0) => String::new(),
            ((rows, _), 1) => format!("row {rows}"),
            ((rows, 0), _) => format!("rows {rows}"),
            ((rows, more), _) => format!("rows {rows} and {more} more"),
        };
        let parts = [rows, self.path.clone(), self.values_text()];
        write!(f, "{}: ", parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › "))?;
        match &self.problem {
            Problem::File(format) => f.write_str(in_english(*format)),
            Problem::Expected(expected) => write!(f, "expected {}", expected.in_english()),
            Problem::Choice(names) => write!(f, "expected one of: {}", names.join(", ")),
            Problem::Unknown => f.write_str("nothing has this name"),
            Problem::Length(length) => {
                write!(f, "{length} characters: between 1 and {MAX_PARTNER_TEXT_CHARS} can be shown")
            }
            Problem::Placeholder(name) => write!(f, "the message has no place {{{name}}}"),
            Problem::Range(min, max) => write!(f, "expected a whole number, or so many of them, from {min} to {max}"),
            Problem::Address => f.write_str("only https:, mailto: and tel: addresses can be opened"),
        }
    }
}

/// What is no table, for integrators.
#[must_use]
pub fn in_english(format: UnsupportedFormat) -> &'static str {
    match format {
        UnsupportedFormat::Empty => "the file is empty",
        UnsupportedFormat::Workbook => "this is a workbook: save it as CSV UTF-8 in the spreadsheet program",
        UnsupportedFormat::Document => "this is a text document: a CSV or JSON file is expected",
        UnsupportedFormat::Picture => "this is a picture: a CSV or JSON file is expected",
        UnsupportedFormat::Pdf => "this is a PDF: a CSV or JSON file is expected",
        UnsupportedFormat::Page => "this is a web page, not the file: check its address",
        UnsupportedFormat::Archive => "this is an archive: take the CSV or JSON file out of it",
        UnsupportedFormat::Binary => "this is not text: a CSV or JSON file is expected",
        UnsupportedFormat::Letters => "letters cannot be read: save it as CSV UTF-8 in the spreadsheet program",
    }
}

/// A place within another: `fr › messages`.
pub(super) fn child_path(path: &str, name: &str) -> String {
    [path, name].join(" › ")
}
