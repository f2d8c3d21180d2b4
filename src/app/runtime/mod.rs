//! What every feature may use, and what knows none of them.

pub mod action;
pub mod announcement;
pub mod context;
pub mod effect;
pub mod host;
pub mod navigation;
pub mod value;
