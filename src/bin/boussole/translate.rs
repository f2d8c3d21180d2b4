//! `translate`: the file of a language, begun or brought up to date.

use super::project;
use boussole::catalogue::{load, translation};
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
pub fn translate(www: Option<&Path>, code: &str, words: Words) -> Result<ExitCode, String> {
    let plain = code.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-');
    if code.is_empty() || !plain {
        return Err(format!("{code:?} is no language code such as es, pt-BR or oc"));
    }
    let www = www.map_or_else(project::www, Path::to_path_buf);
    let content = load::load(&www)
        .map_err(|findings| findings.all().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let language = match words {
        Words::Translated => translation::skeleton(&content, code),
        Words::MadeUp { right_to_left } => translation::pseudo(&content, code, right_to_left),
    };
    let file = www.join(format!("i18n/{code}.json"));
    let text = serde_json::to_string_pretty(&language).map_err(|error| error.to_string())?;
    std::fs::write(&file, text + "\n").map_err(|error| format!("{}: {error}", file.display()))?;
    let french = content.languages.first().map(|language| &language.messages);
    let same = |(key, text): (&String, &serde_json::Value)| french.and_then(|french| french.get(key)) == Some(text);
    let messages = language.messages.iter().filter(|own| same(*own)).count();
    let texts = language.texts.iter().filter(|(french, own)| own.as_str() == Some(french.as_str())).count();
    println!(
        "{}: {messages} of {} messages and {texts} of {} texts are as in French",
        file.display(),
        language.messages.len(),
        language.texts.len()
    );
    Ok(ExitCode::SUCCESS)
}
