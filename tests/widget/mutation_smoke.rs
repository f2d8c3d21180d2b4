//! Whatever comes from outside, no reader panics: seeds and what the fuzzer kept, bytes changed at random but the same
//! each time.

#[path = "../fuzz/readers.rs"]
pub mod readers;

use super::{data, packs, random, root};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use readers::{Door, READERS};
use std::fs;

/// The last input that a reader was given: what to keep when it panics.
fn tried(data: &[u8], door: &Door) {
    if std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| readers::read(data, door))).is_err() {
        let name = std::env::temp_dir().join("boussole-found");
        let _ = fs::write(&name, data);
        panic!("a reader panicked: copy {} into tests/fuzz/found", name.display());
    }
}

fn seeds(door: &Door) -> Vec<Vec<u8>> {
    let with = |which: u8, body: &[u8]| [&[which], body].concat();
    let links: serde_json::Value = serde_json::from_str(&data("links.json")).unwrap();
    let mut seeds: Vec<Vec<u8>> =
        links.as_array().unwrap().iter().map(|link| with(0, link["link"].as_str().unwrap().as_bytes())).collect();
    seeds.push(with(1, &door.file));
    let parts = door.pack.clone().split().unwrap();
    seeds.push(with(2, &parts.index));
    seeds.push(with(1, &parts.details));
    let catalogue = r#"{"schema":"boussole/catalogue/1","mode":"merge","circles":["rameau"],"items":[{"title":"Une mare","kind":"outils","keywords":{"fr":["eau"]},"circle":"third-party","duplicate_of":"un-puits","basis":"title","evidence":["https://exemple.org/"]},{"title":"Un puits","kind":"outils","profiles":["association"],"objectives":["hybrider"],"maturity":[1,2],"date":"2026-01","url":"https://exemple.org/"}]}"#;
    seeds.push(with(3, catalogue.as_bytes()));
    seeds.push(with(
        4,
        "title;kind;profiles;date\nUn puits;outils;association | media;2026\n\"à; b\";méthodes;*;\n".as_bytes(),
    ));
    seeds.push(with(5, b"not a root"));
    let overlay = r#"{"schema":"boussole/overlay/1","circles":["rameau"],"fr":{"introduction":"Bonjour","messages":{"step-path":"Agir"},"profiles":{"media":{"label":"Presse"}}}}"#;
    seeds.push(with(6, overlay.as_bytes()));
    let answers = r#"{"profile":"media","domains":["d01"],"maturity":2,"horizons":[60,25,15],"start":"2026-02-28","instruments":{"charte":[{"moment":"debut","levels":{"charte-p1":3}}]}}"#;
    seeds.push(with(7, answers.as_bytes()));
    seeds.push(with(7, b"profile=media;domains=d01,d02;start=2028-02-29"));
    seeds
}

#[test]
fn whatever_bytes_come_no_reader_panics() {
    let door = Door::to(&packs()[0]);
    let seeds = seeds(&door);
    assert!((0..READERS).all(|which| seeds.iter().any(|seed| seed[0] == which)), "each reader has a seed");
    let kept = fs::read_to_string(root().join("tests/fuzz/corpus.txt")).unwrap();
    assert!(kept.lines().count() > 1000, "what the fuzzer kept is there");
    for line in kept.lines() {
        tried(&BASE64_STANDARD.decode(line).unwrap(), &door);
    }
    for entry in fs::read_dir(root().join("tests/fuzz/found")).into_iter().flatten().flatten() {
        tried(&fs::read(entry.path()).unwrap(), &door);
    }
    let mut next = random(0x2545_f491_4f6c_dd1d);
    let count = if std::env::var_os("BOUSSOLE_LONG").is_some() { 200_000 } else { 4_000 };
    for round in 0..count {
        let seed = &seeds[round % seeds.len()];
        let mut bytes = seed[1..].to_vec();
        for _ in 0..=next(4) {
            let index = next(bytes.len());
            match next(6) {
                0 if !bytes.is_empty() => bytes[index] = u8::try_from(next(256)).unwrap(),
                1 if !bytes.is_empty() => drop(bytes.remove(index)),
                2 => bytes.insert(index, b"\0\xff\"{}[];,|*\xc3"[next(12)]),
                3 => bytes.truncate(index.max(1)),
                4 if !bytes.is_empty() => bytes[index] ^= 1 << next(8),
                _ => {
                    let part = bytes[index..(index + next(64)).min(bytes.len())].to_vec();
                    bytes.splice(index..index, part);
                }
            }
        }
        bytes.insert(0, seed[0]);
        tried(&bytes, &door);
    }
}
