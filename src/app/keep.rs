//! What a visitor keeps: on this device when she asks, in links and files; and what she takes up again.

use super::link::{BadLink, State};
use super::model::{Erased, Model, Notice, View};
use super::update::{Effect, Place};

/// What is kept on this device, as far as the page may keep anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// The host lets visitors keep something here.
    pub offered: bool,
    /// The journey that follows the answers.
    pub current: Option<String>,
    /// All that is kept.
    pub journeys: Vec<Journey>,
    /// Why something is not kept.
    pub trouble: Option<Trouble>,
}

/// A journey that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// Its key.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Why something is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no room.
    Full,
    /// The browser or the site forbids it.
    Refused,
    /// What was kept cannot be read.
    Corrupt,
}

/// What became of a journey that was taken up.
#[derive(Clone, Debug, PartialEq)]
pub enum Resumed {
    /// It is there.
    Taken {
        /// It was made with this content.
        same_content: bool,
        /// How many things of it are not here any more.
        lost: usize,
    },
    /// It is none.
    Refused(BadLink),
    /// It is too heavy to be one.
    TooHeavy,
}

/// Something that happens to what is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// What is kept here, now.
    Listed(Keeping),
    /// The visitor wants her journey kept, under this name.
    Wanted(String),
    /// She opens a journey.
    Opened(String),
    /// She erases one.
    Erased(String),
    /// She erases all.
    AllErased,
    /// She wants a file.
    FileWanted(&'static str),
    /// The address that links begin with.
    Addressed(String),
    /// Something was taken up, or cannot be; whether the visitor asked for it.
    Resumed(Result<State, BadLink>, bool),
    /// A file cannot be made, and why.
    FileFailed(String),
    /// It is too heavy to be read.
    TooHeavy,
    /// The visitor wants what she had before.
    ResumeUndone,
    /// Something stands in the field for a link.
    LinkTyped(String),
}

/// The model after it; what is taken up itself is [`super::update()`]'s.
pub(super) fn changed(mut next: Model, kept: Kept) -> (Model, Vec<Effect>) {
    let effects = match kept {
        Kept::Listed(keeping) => {
            next.keeping = keeping;
            Vec::new()
        }
        Kept::Wanted(name) => {
            next.notice = Notice::Kept;
            vec![Effect::Keep("keep", name)]
        }
        Kept::Opened(id) => vec![Effect::Keep("open", id)],
        Kept::Erased(id) => vec![Effect::Keep("erase", id), Effect::Focus(Place::Device)],
        Kept::AllErased => vec![Effect::Keep("all", String::new()), Effect::Focus(Place::Device)],
        Kept::FileWanted(format) => {
            next.file_failed = None;
            vec![Effect::Export(format)]
        }
        Kept::FileFailed(why) => {
            next.file_failed = Some(why);
            next.notice = Notice::FileFailed;
            Vec::new()
        }
        Kept::Addressed(address) => {
            next.address = address;
            Vec::new()
        }
        Kept::TooHeavy => {
            next.resumed = Some(Resumed::TooHeavy);
            next.notice = Notice::Resumed;
            Vec::new()
        }
        Kept::LinkTyped(text) => {
            next.typed_link = text;
            Vec::new()
        }
        // Answers change with these.
        Kept::Resumed(..) | Kept::ResumeUndone => Vec::new(),
    };
    (next, effects)
}

/// What there is before something else is taken up; nothing when there is nothing to lose.
pub(super) fn before(model: &Model) -> Option<Erased> {
    model.has_something().then(|| Erased::of(model))
}

/// Where a visitor who opens a journey goes on: where its answers lead.
pub(super) fn landing(model: &Model) -> View {
    let wanted = if model.outcome.path.stops.is_empty() { View::Situate } else { View::Trajectory };
    if model.offers(wanted) { wanted } else { model.view }
}
