//! The studio, a page of the release where a partner's editor changes what may be changed and sees it at once.
//!
//! What she makes is a [`project::Project`]; what she does is an [`edit::Edit`], which a [`history::History`] can undo.
//! [`base::Base`] is the content that it is laid over, and the checks of the build. All of that is pure. What touches the
//! browser is `page` and `panels`, in the module alone.

pub mod base;
pub mod colour;
pub mod edit;
pub mod history;
pub mod instrument;
pub mod journey;
pub mod out;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod panels;
pub mod project;
pub mod rows;
pub mod spreadsheet;
#[cfg(test)]
mod tests;
pub mod trial;
pub mod typography;
