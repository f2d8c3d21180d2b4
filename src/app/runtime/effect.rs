//! What is to be done outside of a model, as data: `element` runs it.

use super::navigation::View;
use boussole_content::library::Shard;
use boussole_domain::situation::Question;

/// A place of the drawing that can take the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusTarget {
    /// The words of a search.
    SearchInput,
    /// What narrows a list: the first of them.
    ActiveFilters,
    /// Two resources, or two headings, side by side.
    Comparison,
    /// The change under trial.
    WhatIf,
    /// The file of a catalogue.
    UploadInput,
    /// What the large catalogue says.
    LibraryResults,
    /// The name of a party.
    PartyName,
    /// What is kept on this device.
    SavedJourneys,
    /// The field of a workshop.
    WorkshopField,
    /// What projects a workshop.
    ProjectButton,
    /// An item of an instrument.
    Item(u8),
    /// The item of an instrument that is gone through.
    Round,
    /// What an instrument comes to.
    InstrumentResult,
    /// The title of the view: the visitor asked for it.
    Title,
    /// The way to send the journey to somebody.
    Send,
    /// A result of the list: the visitor asked for more, this is the first of them.
    Result(usize),
    /// A result of the large catalogue: the visitor asked for more, this is the first of them.
    LibraryResult(usize),
    /// A question of the view: the visitor asked for it.
    Question(Question),
}

/// What the host is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostEvent {
    /// An answer changed.
    AnswerChanged(Question),
    /// An instrument was given something.
    InstrumentChanged(u8),
    /// Another view shows.
    ViewChanged(View),
    /// The result is another.
    ResultChanged,
}

/// What is brought from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asset {
    /// The words of a language; [`crate::app::ContentMsg::ContentLoaded`] follows.
    Language(String),
    /// What is shown of the resources besides their titles; [`crate::app::ContentMsg::DetailsLoaded`] follows.
    Details,
    /// The index of the content's words; [`crate::app::ContentMsg::SearchIndexLoaded`] follows.
    SearchIndex,
    /// A shard of the large catalogue; [`crate::app::features::library::LibraryMsg::ShardLoaded`] follows.
    Shard {
        /// The shard to load.
        shard: Shard,
        /// Whether it is fetched past every cache.
        skips_cache: bool,
    },
}

/// A change of what is kept on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageCommand {
    /// What a link holds is not what it was: the journey that is kept follows.
    Follow,
    /// Keep the journey under this name.
    Keep(String),
    /// Open the journey with this key.
    Open(String),
    /// Delete the journey with this key.
    Delete(String),
    /// Delete all journeys.
    DeleteAll,
    /// Let the journey that is kept stay as it was: another one has taken its place.
    Detach,
    /// Go back to the journey before.
    RestorePrevious,
}

/// What becomes of the catalogue that was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadedCommand {
    /// Save it as a file.
    Download,
    /// Take it away.
    Discard,
}

/// Something to be done outside: `element` does it, or the loader that it tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Tell the host.
    Emit(HostEvent),
    /// Put the focus on something: what the visitor pressed is not there any more, or she asked for it.
    Focus(FocusTarget),
    /// Change what is kept on this device.
    Storage(StorageCommand),
    /// Bring something.
    Load(Asset),
    /// Say [`crate::app::features::library::LibraryMsg::QuerySettled`] once the visitor pauses.
    DebounceLibraryQuery,
    /// Say [`crate::app::Msg::AnnouncementDue`] once nothing else was to be said for so many milliseconds.
    DebounceAnnouncement(u32),
    /// Put the result on paper.
    Print,
    /// Show the camera, then say [`crate::app::features::workshop::WorkshopMsg::JourneysAdded`] of each code.
    Scan,
    /// Show the drawing on the whole screen, where the browser can, or no longer.
    Project(bool),
    /// Make a file.
    Export(&'static str),
    /// Save the catalogue that was tried, or take it away.
    Uploaded(UploadedCommand),
    /// Open the device's own sheet to share a text; say [`crate::app::features::share::ShareMsg::ShareSheetFailed`] when it
    /// does not open.
    OpenShareSheet(String),
    /// Put a text into the clipboard, then say [`crate::app::features::share::ShareMsg::CopyFinished`].
    Copy(String),
}
