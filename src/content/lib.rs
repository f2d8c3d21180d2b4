//! Content as the browser reads it: one [`pack`] for each language, its messages by key ([`i18n`]), the tables that
//! visitors and partners bring ([`table`], [`encoding`], [`fetch`]), catalogues too large to send whole ([`library`]).
//!
//! What editors write, and how it becomes packs, is the affair of `boussole-authoring`.

pub mod csv;
mod decode;
pub mod digest;
pub mod encoding;
pub mod entry;
pub mod fetch;
pub mod i18n;
pub mod index;
pub mod instrument;
pub mod lazy;
pub mod library;
pub mod pack;
pub mod safe_url;
pub mod sentences;
pub mod table;
pub mod typography;

pub use boussole_search as search;
