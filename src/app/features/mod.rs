//! What a visitor does in the widget beside her answers: each feature has its state, its messages, and what these make
//! of it.

pub mod content;
pub mod explore;
pub mod instruments;
pub mod library;
pub mod share;
pub mod what_if;
pub mod workshop;
