//! The state of one widget and everything that can happen to it, without a browser: messages are
//! facts in the past tense, effects are data that only `element` runs.

pub mod answer;
pub mod answers;
pub mod columns;
pub mod difference;
pub mod explore;
pub mod explore_update;
pub mod facet;
pub mod instrument;
pub mod keep;
pub mod library;
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

pub use answer::Answer;
pub use explore_update::ExploreMsg;
pub use instrument::InstrumentMsg;
pub use library::LibraryMsg;
pub use model::{Announcement, Model, SearchIndexState, UploadedCatalogue, View};
pub use update::{Effect, Msg, UNFINISHED, update};
