//! The state of one widget and everything that can happen to it, without a browser: messages are
//! facts in the past tense, effects are data that only `element` runs.

pub mod answer;
mod answer_code;
pub mod answers;
pub mod bad_answer;
mod calendar;
pub mod columns;
pub mod difference;
pub mod effect;
pub mod explore;
pub mod explore_update;
pub mod facet;
pub mod instrument;
mod journey;
pub mod keep;
mod keep_update;
pub mod library;
mod library_update;
pub mod link;
pub mod model;
pub mod outcome;
pub mod overlay;
pub mod partner_catalogue;
pub mod pasted;
pub mod plan;
pub mod preset;
pub mod record;
pub mod result;
pub mod update;
pub mod value;
pub mod workshop;
mod workshop_update;

pub use answer::Answer;
pub use effect::Effect;
pub use explore_update::ExploreMsg;
pub use instrument::InstrumentMsg;
pub use library::LibraryMsg;
pub use model::{Announcement, Model, SearchIndexState, UploadedCatalogue, View};
pub use update::{Msg, UNFINISHED, update};
