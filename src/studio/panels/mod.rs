//! The panels, one a tab: each draws a part of the project and says what was done to it.

mod coverage;
mod facts;
mod form;
mod grid;
pub mod instruments;
pub mod journey;
pub mod look;
pub mod out;
pub mod resources;
pub mod weights;
pub mod words;
