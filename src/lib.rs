//! **Boussole**: the compass of SDG 17, as a web component that runs wholly in the visitor's browser.
//!
//! A visitor places herself, fixes a heading, reads her trajectory and leaves with a path of real
//! resources. The layers, from the inside out; each knows only those before it:
//!
//! | layer | what it holds |
//! |---|---|
//! | [`domain`] | the rules, as pure functions over integers (but for the needle's direction): heading, matrix, trajectory, path |
//! | [`i18n`] | the words of the interface, by typed key |
//! | [`catalogue`] | content as data: what editors write in `www/content`, what the browser reads (the pack) |
//! | [`app`] | the state of one widget and everything that can happen to it: `update(&Model, Msg)` |
//! | [`view`] | the drawing of a model, in Yew: data in, messages out |
//! | `element` | the only layer that touches the browser (built for wasm only) |
//!
//! # Invariants
//! - No layer names one that comes after it; no layer but `element` names `web_sys`, `js_sys` or `gloo`.
//! - `domain` has no clock, no locale, no JSON, no DOM and no word meant for people.
//! - No rule is computed in `view`; the weights of the rules are in `www/content`, none in code.
//! - Nothing leaves the page: `app` has no effect that sends anything anywhere. It reads a host's large
//!   catalogue piece by piece, where the host offers one: whoever serves it sees which pieces.
//! - Content comes as packs ([`catalogue::pack`]); the module parses no JSON text.

#![recursion_limit = "1024"]

pub mod app;
pub mod catalogue;
#[cfg(target_arch = "wasm32")]
pub mod element;
pub mod i18n;
pub mod view;

pub use boussole_domain as domain;
