//! The fuzzer: the same readers as in the normal run, guided by what of their code an input reaches.

#![no_main]
#![allow(missing_docs)]

#[path = "readers.rs"]
mod readers;

use boussole_authoring::{compile, load};
use readers::Door;
use std::path::Path;
use std::sync::OnceLock;

static DOOR: OnceLock<Door> = OnceLock::new();

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let door = DOOR.get_or_init(|| {
        let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www");
        let packs = load::load(&www).and_then(|content| compile::compile(&content));
        Door::to(&packs.unwrap_or_default().remove(0))
    });
    readers::read(data, door);
});
