//! What a visitor keeps: on this device when she asks, in links and files; and what she takes up again.

use super::link::{BadLink, State};
use super::model::{Erased, Model, Notice, View};
use super::pasted;
use super::plan::PlanId;
use super::update::{Effect, Place, answered, go};
use boussole_domain::amounts::Amounts;
use boussole_domain::situation::Question;
use std::rc::Rc;

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
    /// Key of the journey.
    pub id: String,
    /// Name of the journey.
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
    /// Another tab, or the visitor, has erased it.
    Gone,
}

/// What became of a journey that was taken up.
#[derive(Clone, Debug, PartialEq)]
pub enum Resumed {
    /// The journey was resumed.
    Taken {
        /// Whether the journey was made with this content.
        same_content: bool,
        /// How many things of it are not here any more.
        lost: usize,
    },
    /// The text holds no journey, and why.
    Refused(BadLink),
    /// The file is too large to be a journey.
    TooHeavy,
}

/// Something that happens to what is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// What is kept here, now.
    Listed(Keeping),
    /// The visitor wants her journey kept, under this name.
    Wanted(String),
    /// The visitor opened the saved journey with this key.
    Opened(String),
    /// The visitor deleted the saved journey with this key.
    Erased(String),
    /// The visitor deleted all saved journeys.
    AllErased,
    /// The visitor asked for a file in this format.
    FileWanted(&'static str),
    /// The address that links begin with.
    Addressed(String),
    /// Something was taken up, or cannot be; whether the visitor asked for it.
    Resumed(Result<State, BadLink>, bool),
    /// A file cannot be made, and why.
    FileFailed(String),
    /// The file is too large to be read as a journey.
    TooHeavy,
    /// The visitor wants what she had before.
    ResumeUndone,
    /// Something stands in the field for a link.
    LinkTyped(String),
    /// The visitor asked to resume the journey of the link in the field.
    LinkTaken,
    /// The visitor gave a journey a name.
    Named(String),
}

/// The model after it.
pub(super) fn changed(mut next: Model, kept: Kept) -> (Model, Vec<Effect>) {
    let effects = match kept {
        Kept::Listed(keeping) => {
            let begins = keeping.current.is_some() && keeping.current != next.keeping.current;
            let fails = keeping.trouble.is_some() && keeping.trouble != next.keeping.trouble;
            if begins || fails {
                next.notice = Notice::Kept;
            } else if next.notice == Notice::Kept && keeping != next.keeping {
                // What was said of another list.
                next.notice = Notice::None;
            }
            next.keeping = keeping;
            Vec::new()
        }
        Kept::Wanted(name) => vec![Effect::Keep("keep", name), Effect::Focus(Place::Device)],
        Kept::Opened(id) => vec![Effect::Keep("open", id)],
        Kept::Erased(id) => vec![Effect::Keep("erase", id), Effect::Focus(Place::Device)],
        Kept::AllErased => vec![Effect::Keep("all", String::new()), Effect::Focus(Place::Device)],
        // An agenda of no dates is no agenda: the date is asked for where she is.
        Kept::FileWanted("ics") if next.situation.start.is_none() => {
            next.start_wanted = true;
            next.notice = Notice::StartWanted;
            vec![Effect::FocusQuestion(Question::Start)]
        }
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
            next.addressless = address.is_empty();
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
            // What was said of another text says nothing of this one.
            if matches!(next.resumed, Some(Resumed::Refused(_) | Resumed::TooHeavy)) {
                next.resumed = None;
            }
            Vec::new()
        }
        Kept::Named(name) => {
            next.journey_name = name;
            Vec::new()
        }
        Kept::LinkTaken => {
            let taken = pasted::found(&next.typed_link, &next.content);
            if taken.is_ok() {
                next.typed_link = String::new();
            }
            return resume(next, taken, true);
        }
        Kept::Resumed(taken, asked) => return resume(next, taken, asked),
        Kept::ResumeUndone => return undo_resume(next),
    };
    (next, effects)
}

/// The model with a journey that was taken up, in the place of what was there; or why it cannot be.
fn resume(mut next: Model, taken: Result<State, BadLink>, asked: bool) -> (Model, Vec<Effect>) {
    next.notice = Notice::Resumed;
    let state = match taken {
        Ok(state) => state,
        Err(reason) => {
            next.resumed = Some(Resumed::Refused(reason));
            return (next, Vec::new());
        }
    };
    next.before = before(&next);
    let taken = Resumed::Taken { same_content: state.same_content, lost: state.lost };
    next.erased = None;
    next.emptied = None;
    next.bad_start = None;
    next.amounts = Amounts::default();
    next.records = Rc::new(state.records);
    next.pinned = state.pinned;
    next.plan = Some(state.plan.unwrap_or_else(|| PlanId::of(&state.situation, &next.content)));
    let (mut next, mut effects) = answered(next, state.situation);
    effects.push(Effect::Resulted);
    // What is kept under the journey before stays as it was.
    effects.insert(0, Effect::Keep("leave", String::new()));
    if asked {
        let landing = landing(&next);
        effects.extend(go(&mut next, landing));
        effects.push(Effect::FocusTitle);
    }
    next.resumed = Some(taken);
    next.notice = Notice::Resumed;
    (next, effects)
}

/// What was there before something was taken up is there again.
fn undo_resume(mut next: Model) -> (Model, Vec<Effect>) {
    next.resumed = None;
    next.notice = Notice::Restored;
    let Some(before) = next.before.take() else { return (next, Vec::new()) };
    next.pinned = before.pinned;
    next.plan = before.plan;
    next.wish = before.wish;
    next.records = before.records;
    let (next, mut effects) = answered(next, before.situation);
    effects.extend([Effect::Keep("back", String::new()), Effect::Resulted, Effect::FocusTitle]);
    (next, effects)
}

/// What there is before something else is taken up; nothing when there is nothing to lose.
fn before(model: &Model) -> Option<Erased> {
    model.has_something().then(|| Erased::of(model))
}

/// Where a visitor who opens a journey goes on: where its answers lead.
fn landing(model: &Model) -> View {
    let wanted =
        if model.outcome.plan(&model.content).path.stops.is_empty() { View::Situate } else { View::Trajectory };
    if model.offers(wanted) { wanted } else { model.view }
}
