//! The drawing of a model, in Yew: data in, messages out. No rule is computed here and no browser
//! type is named; all words come from [`boussole_content::i18n`] and the content.
//!
//! Conditional children stand in elements of their own: yew 0.23 panics when an element disappears
//! beside one that renders nothing (yewstack/yew#4092).

#![allow(clippy::ignored_unit_patterns)] // What html! makes of a tag whose name is computed.

mod comparison;
mod compass;
mod ctx;
pub mod dial;
mod dispatch;
mod explore;
pub mod export;
mod facts;
mod fields;
mod figure;
#[cfg(feature = "native")]
pub mod gallery;
mod glossary;
mod grid;
mod group;
mod heading;
mod instrument;
mod instrument_result;
mod instruments;
mod item;
mod library;
mod markup;
mod matrix;
mod method;
mod path;
pub mod phrases;
mod picture;
#[cfg(feature = "native")]
pub mod prerender;
pub mod problems;
mod projection;
mod qr_code;
mod quick;
mod resource;
mod respondents;
mod rounds;
mod share;
mod situate;
mod steps;
mod summary;
mod timeline;
mod trajectory;
mod unmatched;
mod what_if;
mod widget;
mod workshop;

pub use ctx::Ctx;
pub use dispatch::Dispatch;
pub use steps::name as view_name;
pub use widget::{Widget, WidgetProps};
