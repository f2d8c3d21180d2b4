//! `translate`: the file of a language, begun or brought up to date.

use crate::{content, project};
use anyhow::{Context, Result, bail};
use boussole_authoring::translation;
use boussole_content::i18n::Plural;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// What a language is made of.
#[derive(Clone, Copy)]
pub enum Words {
    /// A translator's, French where there is none yet.
    Translated,
    /// Made up, to find what no file says; from right to left or not.
    MadeUp { right_to_left: bool },
}

/// Writes `i18n/CODE.json` below `www`, keeping what is translated, and says how much is left.
pub fn translate(www: Option<&Path>, code: &str, words: Words) -> Result<ExitCode> {
    let plain = code.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-');
    if code.is_empty() || !plain {
        bail!("{code:?} is no language code such as es, pt-BR or oc");
    }
    let content = content::load_sources(www)?;
    let language = match words {
        Words::Translated => translation::template(&content, code),
        Words::MadeUp { right_to_left } => translation::pseudolocalize(&content, code, right_to_left),
    };
    let file = www.map_or_else(project::www, Path::to_path_buf).join(format!("i18n/{code}.json"));
    let text = serde_json::to_string_pretty(&language)?;
    project::write(&file, text + "\n")?;
    let french = content.languages.first().map(|language| &language.messages);
    let same = |(key, text): (&String, &serde_json::Value)| french.and_then(|french| french.get(key)) == Some(text);
    let messages = language.messages.iter().filter(|entry| same(*entry)).count();
    let texts = language.texts.iter().filter(|(french, entry)| entry.as_str() == Some(french.as_str())).count();
    println!(
        "{}: {messages} of {} messages and {texts} of {} texts are as in French",
        file.display(),
        language.messages.len(),
        language.texts.len()
    );
    Ok(ExitCode::SUCCESS)
}

/// Prints the form and the digits of many counts in a language, as JSON.
pub fn rules(code: &str) -> Result<ExitCode> {
    let packs = content::compile_packs(&project::www())?;
    let pack = packs.iter().find(|pack| pack.messages.code == code).with_context(|| format!("no language {code}"))?;
    let words = &pack.messages;
    let counts: Vec<u32> = (0..=320).chain([999, 1000, 1001, 1002, 1111, 4096, 20_000, 100_001, 999_999]).collect();
    let name = |count: &u32| match words.plural(*count) {
        Plural::One => "one",
        Plural::Other => "other",
        Plural::Zero => "zero",
        Plural::Two => "two",
        Plural::Few => "few",
        Plural::Many => "many",
    };
    let plurals: Vec<&str> = counts.iter().map(name).collect();
    let numbers: Vec<String> = counts.iter().map(|count| words.number(*count)).collect();
    println!("{}", json!({ "counts": counts, "plurals": plurals, "numbers": numbers }));
    Ok(ExitCode::SUCCESS)
}
