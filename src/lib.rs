#![doc = include_str!("ARCHITECTURE.md")]
#![recursion_limit = "1024"]

pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod element;
pub mod view;
