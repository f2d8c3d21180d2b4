//! What a visitor keeps: on this device when she asks, in links and files; and what she takes up again.

mod calendar;
pub(crate) mod update;

use crate::app::journey::link::{DecodedLink, LinkError};
use crate::app::journey::plan::{PlanId, Published};
use crate::app::runtime::effect::FocusTarget;

/// Why a picture could not be made, as an error says it: the browser gives none back as it was painted.
pub const UNFAITHFUL_CANVAS: &str = "canvas";

/// What a visitor keeps, shares and takes up.
#[derive(Clone, Debug, Default)]
pub struct Share {
    /// What is kept on this device.
    pub saved: SavedJourneys,
    /// The name that she is giving to a journey.
    pub journey_name: String,
    /// The address that links begin with.
    pub link_base: String,
    /// What stands in the field for a link.
    pub typed_link: String,
    /// The text that she asked to copy last.
    pub copied: Option<String>,
    /// The page has no address that a link could begin with.
    pub is_addressless: bool,
    /// The name of the last file that was asked for, or why it could not be made.
    pub export_outcome: Option<Result<String, String>>,
    /// What became of something that was taken up.
    pub import: Option<ImportOutcome>,
    /// The device has a sheet of its own to share texts with.
    pub has_share_sheet: bool,
    /// What she was offered, and said to it.
    pub keep_offer: KeepOffer,
    /// The id of the plan, once something made of it carries it.
    pub plan: Option<PlanId>,
    /// The last calendar of it.
    pub published: Option<Published>,
}

/// The offer to keep the journey on this device: it is made once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeepOffer {
    /// The visitor has not answered it.
    #[default]
    Open,
    /// The visitor has just answered it: what came of that shows in its place.
    Answered,
    /// Nothing is offered any more in this visit.
    Closed,
}

impl KeepOffer {
    /// The visitor goes on: an answer has been read.
    pub fn leave(&mut self) {
        if *self == Self::Answered {
            *self = Self::Closed;
        }
    }
}

/// What is kept on this device, as far as the page may keep anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedJourneys {
    /// The host lets visitors keep something here.
    pub offered: bool,
    /// The journey that follows the answers.
    pub current: Option<String>,
    /// All that is kept.
    pub journeys: Vec<SavedJourney>,
    /// Why something is not kept.
    pub error: Option<StorageError>,
}

/// A journey that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedJourney {
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
        is_same_content: bool,
        /// How many things of it are not here any more.
        dropped: usize,
    },
    /// The text holds no journey, and why.
    Rejected(LinkError),
    /// The file is too large to be a journey.
    TooLarge,
    /// The browser could not read the file.
    Unreadable,
}

impl ImportOutcome {
    /// Whether nothing was taken up.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        !matches!(self, Self::Imported { .. })
    }
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
    JourneyImported(Result<DecodedLink, LinkError>, bool),
    /// What was just taken up is what somebody sent.
    JourneyReceived,
    /// The visitor has read that somebody sent something, and wants to see this of it.
    ReceivedRead(FocusTarget),
    /// The device has a sheet of its own to share texts with.
    ShareSheetDetected,
    /// The visitor wants to share this text by that sheet.
    ShareSheetRequested(String),
    /// The sheet did not open.
    ShareSheetFailed,
    /// The visitor wants nothing kept on this device.
    KeepDeclined,
    /// A file of this name is handed to the browser.
    ExportFinished(String),
    /// A file cannot be made, and why.
    ExportFailed(String),
    /// The file is too large to be read as a journey.
    ImportTooLarge,
    /// The browser could not read the file of a journey.
    ImportUnreadable,
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
