//! The widget without a browser: rules against worked cases, views, whole journeys.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod answers;
mod calendar;
#[path = "../common/mod.rs"]
mod common;
mod dial;
mod domain;
mod exhaustive_situations;
mod explore;
mod figures;
mod headings;
mod instruments;
mod instruments_swept;
mod journey;
mod library;
mod link;
mod matrix;
mod mutation_smoke;
mod needle;
mod overlay;
mod partner;
mod partner_instruments;
mod pasted;
mod path;
mod received;
mod sentences;
mod thesaurus;
mod timeline;
mod update;
mod views;
mod worked_cases;
mod workshop;

use common::{data, french, named, packs, random, root, third_parties};
