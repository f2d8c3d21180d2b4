//! Content: what editors write ([`content`]), what the browser reads ([`pack`]), and how the first
//! becomes the second (native only: `load`, `check`, `resources`, `assemble`, `generated`,
//! `spreadsheet`, `thesaurus`, `translation`).

pub mod address;
#[cfg(not(target_arch = "wasm32"))]
pub mod assemble;
#[cfg(not(target_arch = "wasm32"))]
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod content;
pub mod encoding;
#[cfg(not(target_arch = "wasm32"))]
pub mod generated;
pub mod index;
pub mod instrument;
#[cfg(not(target_arch = "wasm32"))]
pub mod instruments;
pub mod later;
pub mod library;
#[cfg(not(target_arch = "wasm32"))]
pub mod load;
pub mod pack;
#[cfg(not(target_arch = "wasm32"))]
pub mod resources;
pub mod sheet;
#[cfg(not(target_arch = "wasm32"))]
pub mod spreadsheet;
pub mod table;
#[cfg(not(target_arch = "wasm32"))]
pub mod thesaurus;
#[cfg(not(target_arch = "wasm32"))]
pub mod translation;
pub mod typography;

pub use boussole_search as search;
