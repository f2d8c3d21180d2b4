//! Content, the files that editors write, and the command line.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod check;
mod command_line;
mod comments;
#[path = "../common/mod.rs"]
mod common;
mod conformity;
mod content;
mod easy_words;
mod editors;
mod french;
mod layers;
mod readability;
mod release_contract;

use common::{copy, data, packs, root, third_parties};
