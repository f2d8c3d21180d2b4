//! Native tests, one crate: the rules against worked cases, the content, the views, the layers and
//! the command line.

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
mod check;
mod command_line;
mod conformity;
mod content;
mod domain;
mod editors;
mod every_situation;
mod explore;
mod french;
mod headings;
mod instruments;
mod instruments_swept;
mod journey;
mod layers;
mod library;
mod link;
mod mutated;
mod needle;
mod overlay;
mod partner;
mod pasted;
mod path;
mod readability;
mod thesaurus;
mod trust;
mod update;
mod vectors;
mod views;
mod workshop;

use boussole::catalogue::pack::Pack;
use boussole::catalogue::{assemble, load};
use std::path::{Path, PathBuf};
use std::rc::Rc;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn packs() -> Vec<Rc<Pack>> {
    // Read once for each thread: properties are tried hundreds of times.
    thread_local! { static PACKS: Vec<Rc<Pack>> = read(); }
    PACKS.with(Clone::clone)
}

fn read() -> Vec<Rc<Pack>> {
    let content = load::load(&root().join("www")).unwrap_or_else(|findings| panic!("{:#?}", findings.all()));
    assemble::packs(&content)
        .unwrap_or_else(|findings| panic!("{:#?}", findings.all()))
        .into_iter()
        .map(Rc::new)
        .collect()
}

fn french() -> Rc<Pack> {
    packs().remove(0)
}

/// The same as a first visit has it: what names the resources, without what is shown of them besides.
fn named() -> Rc<Pack> {
    let parts = (*french()).clone().parted().unwrap();
    Rc::new(parts.content.with_index(parts.index).unwrap())
}

/// A copy of the content that a test may change.
fn copy(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("content").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    for part in ["content", "content/instruments", "content/thesaurus", "i18n", "versions"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
        let entries = std::fs::read_dir(root().join("www").join(part)).unwrap().flatten();
        for entry in entries.filter(|entry| entry.path().is_file()) {
            std::fs::copy(entry.path(), folder.join(part).join(entry.file_name())).unwrap();
        }
    }
    folder
}

fn data(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)).unwrap()
}

/// Numbers below a bound that look random and are the same in each run: xorshift.
fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |most| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 11).unwrap() % most.max(1)
    }
}
