#![doc = include_str!("ARCHITECTURE.md")]
#![recursion_limit = "1024"]

pub mod app;
#[cfg(all(target_arch = "wasm32", feature = "element"))]
pub mod element;
pub mod view;
