//! The state of one widget and everything that can happen to it, without a browser: messages are
//! facts in the past tense, effects are data that only `element` runs.

pub mod answer;
pub mod answers;
pub mod columns;
pub mod difference;
pub mod explore;
pub mod facet;
pub mod instrument;
pub mod keep;
pub mod library;
pub mod link;
pub mod model;
pub mod outcome;
pub mod overlay;
pub mod partner;
pub mod pasted;
pub mod plan;
pub mod preset;
pub mod record;
pub mod result;
pub mod update;
pub mod value;
pub mod wish;
pub mod workshop;

pub use answer::Answer;
pub use instrument::Recorded;
pub use library::Sought;
pub use model::{Brought, Indexing, Model, Notice, View};
pub use update::{Effect, Msg, UNFINISHED, update};
pub use wish::Wished;
