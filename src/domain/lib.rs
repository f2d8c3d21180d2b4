//! The rules of the compass: from a [`Situation`] to a heading, a matrix, dates and a path.
//!
//! A crate of its own, since three programs have these rules: the widget, the command line, and the module of the rules
//! alone that moves the needle before the widget is there (`src/needle`), which has no allocator: nothing on the way to a
//! [`heading`], its [`sensitivity`] and what the [`dial`] shows of it allocates.
//!
//! Everything here is a total function over plain data. Numbers come from [`rules::Rules`], which is
//! content; the shapes of the computations follow Le RAMEAU's trajectory matrix (report, L811-818) and,
//! where the report is silent, a proposal that the content marks "à confirmer".
//!
//! *Report* is Le RAMEAU's *Rapport d'activité 2025*, as text; `L812` is its line 812. The content calls it `seed:L812`.

pub mod amounts;
pub mod date;
pub mod dial;
pub mod heading;
pub mod instrument;
pub mod matrix;
pub mod order;
pub mod path;
pub mod rounding;
pub mod rules;
pub mod sensitivity;
pub mod situation;
pub mod standing;
pub mod trajectory;
pub mod vocabulary;
pub mod workshop;

pub use date::Date;
pub use heading::Heading;
pub use rules::Rules;
pub use situation::Situation;
pub use standing::Standing;
pub use vocabulary::{Impact, Kind, Lever, PerImpact, PerLever};
