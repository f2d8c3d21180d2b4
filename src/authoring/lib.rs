//! What editors write in `www/content` and `www/i18n` ([`source`]), how it is read ([`load`]) and checked ([`check`]), and
//! how it becomes packs ([`compile`]). Beside that, what editors work with: translations, tables, schemas, and the
//! files of a remote catalogue ([`shards`]).

pub mod check;
pub mod codegen;
pub mod compile;
pub mod coverage;
pub mod diagnostic;
pub mod duplicates;
pub mod load;
pub mod resource_table;
mod sentences;
pub mod shards;
pub mod source;
pub mod thesaurus;
pub mod translation;
pub mod weights;
