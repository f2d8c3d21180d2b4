//! The state of one widget and everything that can happen to it, without a browser: messages are
//! facts in the past tense, effects are data that only `element` runs.

pub mod features;
pub mod journey;
pub mod model;
pub mod msg;
pub mod runtime;
pub mod undo;
pub mod update;

pub use features::explore::{ExploreMsg, SearchIndexState, UploadedCatalogue};
pub use features::instruments::InstrumentMsg;
pub use features::library::LibraryMsg;
pub use features::what_if::WhatIfMsg;
pub use journey::answer::Answer;
pub use model::Model;
pub use msg::{ContentMsg, HostMsg, JourneyMsg, Msg, NavigationMsg};
pub use runtime::announcement::Announcement;
pub use runtime::effect::Effect;
pub use runtime::navigation::View;
pub use update::{UNFINISHED, update};
