//! Full-text search over the catalogue: an index built ahead, read where it lies.
//!
//! [`tokens`] folds and splits text, [`stem`] brings the forms of a word together, [`index`] reads an index
//! that was made elsewhere and finds, `cache` remembers the last words, [`rank`] orders, [`Ranking`]
//! holds every weight, [`synonyms`] knows which terms mean the same. Integers only: the same
//! query on the same bytes gives the same order on every machine.
//!
//! A package of its own, since all the rest of the module is compiled for few bytes, and this for speed. It knows nothing
//! of the compass.
//!
//! # What a weight does at its extremes
//! - `title`, `summary`, `keywords`, `tags`: 0 leaves the field out of the index; ten times the others makes
//!   a word in that field win whatever else matches.
//! - `exact`, `stem`, `prefix`, `typo` (per mille, of a match of that kind): 0 turns the kind off; all at
//!   1000 ranks "partner" typed for "partenariat" as high as the word itself.
//! - `same`, `near` (per mille, of a term that the thesaurus gives for the same, for something close): 0 turns it off;
//!   1000 ranks what only a synonym finds like what the word itself finds.
//! - `phrase`, `opening` (per mille, added when the words follow each other in the title, when they
//!   open it): 0 ignores their order; 10000 puts every title that holds the phrase before all others.
//! - `coverage` (per mille, for the share of the title that the words fill): 0 treats long titles like short
//!   ones; 10000 puts a title of one matching word before everything.
//! - `saturation`: 1 counts a word once however often it comes; 100 makes repetition win.
//! - `mix` (0 to 100, the slider's resting place): 0 ranks by the words alone, 100 by the visitor's answers.

mod cache;
mod folds;
pub mod index;
mod query;
pub mod rank;
mod ranking;
pub mod stem;
pub mod synonyms;
pub mod tokens;

pub use index::{Hit, Index, Matches};
pub use query::{QueryTerm, Spelling};
pub use rank::{corrected_query, find_ranked, highlight_ranges};
pub use ranking::Ranking;
pub use synonyms::Synonyms;
