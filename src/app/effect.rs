//! What is to be done outside of a model, as data: `element` runs it.

use super::model::View;
use boussole_content::library::Shard;
use boussole_domain::situation::Question;

/// A place of the drawing that can take the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusTarget {
    /// The words of a search.
    SearchInput,
    /// What narrows a list: the first of them.
    ActiveFilters,
    /// Two resources side by side.
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
}

/// Something to be done outside: `element` does it, or the loader that it tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Tell the host that an answer changed.
    EmitAnswerChanged(Question),
    /// Tell the host that an instrument was given something.
    EmitInstrumentChanged(u8),
    /// Bring the words of this language, then say [`super::Msg::ContentLoaded`].
    LoadLanguage(String),
    /// Put the result on paper.
    Print,
    /// Make a file.
    Export(&'static str),
    /// Change what is kept on this device: what to do, and with which journey or name.
    Store(&'static str, String),
    /// What a link holds is not what it was.
    JourneyChanged,
    /// Put the focus on an item of an instrument.
    FocusItem(u8),
    /// Tell the host which view shows.
    EmitViewChanged(View),
    /// Tell the host the result.
    EmitResult,
    /// Put the focus on something: what the visitor pressed is not there any more.
    Focus(FocusTarget),
    /// Put the focus on the title of the view: the visitor asked for it.
    FocusTitle,
    /// Put the focus on a result of the list: the visitor asked for more, this is the first of them.
    FocusResult(usize),
    /// Put the focus on a result of the large catalogue: the visitor asked for more, this is the first of them.
    FocusFound(usize),
    /// Put the focus on a question of the view: the visitor asked for it.
    FocusQuestion(Question),
    /// Save the catalogue that was tried, as a file.
    DownloadUploadedCatalogue,
    /// Take the catalogue that was tried away.
    DiscardUploadedCatalogue,
    /// Bring what is shown of the resources besides their titles, then say [`super::Msg::DetailsLoaded`].
    LoadDetails,
    /// Bring the index of the content's words, then say [`super::Msg::SearchIndexLoaded`].
    LoadSearchIndex,
    /// Say [`super::library::LibraryMsg::QuerySettled`] once the visitor pauses.
    DebounceLibraryQuery,
    /// Fetch a piece of the large catalogue, past every cache when `anew`, then say [`super::library::LibraryMsg::ShardLoaded`].
    FetchShard {
        /// Which.
        piece: Shard,
        /// Past every cache.
        anew: bool,
    },
    /// Put a text into the clipboard, then say [`super::Msg::CopyFinished`].
    Copy(String),
}
