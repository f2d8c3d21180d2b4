//! What a visitor keeps: on this device when she asks, in links and files; and what she takes up again.

use super::link::{LinkError, State};

/// What is kept on this device, as far as the page may keep anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedJourneys {
    /// The host lets visitors keep something here.
    pub offered: bool,
    /// The journey that follows the answers.
    pub current: Option<String>,
    /// All that is kept.
    pub journeys: Vec<Journey>,
    /// Why something is not kept.
    pub trouble: Option<StorageError>,
}

/// A journey that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// Key of the journey.
    pub id: String,
    /// Name of the journey.
    pub name: String,
}

/// Why something is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// There is no room.
    QuotaExceeded,
    /// The browser or the site forbids it.
    Denied,
    /// What was kept cannot be read.
    Corrupt,
    /// Another tab, or the visitor, has erased it.
    Deleted,
}

/// What became of a journey that was taken up.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportOutcome {
    /// The journey was resumed.
    Imported {
        /// Whether the journey was made with this content.
        same_content: bool,
        /// How many things of it are not here any more.
        lost: usize,
    },
    /// The text holds no journey, and why.
    Rejected(LinkError),
    /// The file is too large to be a journey.
    TooLarge,
}

/// Something that happens to what is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum ShareMsg {
    /// What is kept here, now.
    JourneysListed(SavedJourneys),
    /// The visitor wants her journey kept, under this name.
    SaveRequested(String),
    /// The visitor opened the saved journey with this key.
    JourneyOpened(String),
    /// The visitor deleted the saved journey with this key.
    JourneyDeleted(String),
    /// The visitor deleted all saved journeys.
    AllJourneysDeleted,
    /// The visitor asked for a file in this format.
    ExportRequested(&'static str),
    /// The address that links begin with.
    LinkBaseSet(String),
    /// Something was taken up, or cannot be; whether the visitor asked for it.
    JourneyImported(Result<State, LinkError>, bool),
    /// A file cannot be made, and why.
    ExportFailed(String),
    /// The file is too large to be read as a journey.
    ImportTooLarge,
    /// The visitor wants what she had before.
    ImportUndone,
    /// Something stands in the field for a link.
    LinkTyped(String),
    /// The visitor asked to resume the journey of the link in the field.
    LinkSubmitted,
    /// The visitor gave a journey a name.
    NameTyped(String),
    /// The visitor asked to print what is drawn for paper.
    PrintRequested,
    /// A calendar of the plan is made, at a time in seconds since 1970.
    CalendarExported(u32),
    /// The visitor wants a text in her clipboard.
    CopyRequested(String),
    /// Whether the clipboard took it.
    CopyFinished(bool),
}
