//! The plugin for `WordPress`: the release, a block and a shortcode, and their words in French in the forms that it reads.

use crate::artifact::{File, SINGLE, is_needed, licence, short_hash, sources};
use crate::project;
use anyhow::{Context, Result};
use serde_json::json;
use std::collections::BTreeMap;

/// The folder of the plugin.
const FOLDER: &str = "boussole-odd17";
/// Where its words in French are, by what they are in English: no file of the plugin.
const WORDS: &str = "fr.json";
/// A French site takes the words of its own region alone.
const LOCALES: [&str; 3] = ["fr_FR", "fr_BE", "fr_CA"];
/// What the words are for a reader of them.
const HEADER: &str =
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n";

/// The files of the plugin; `release` is what is served.
pub fn files(release: &[File]) -> Result<Vec<File>> {
    let served = |name: &str| {
        release.iter().find(|file| file.name == name).with_context(|| format!("the release has no {name}"))
    };
    let vocabulary = String::from_utf8_lossy(&served("vocabulary.json")?.bytes).trim().to_owned();
    let script_sum = short_hash(&served("boussole.js")?.bytes);
    let mut all = sources("wordpress")?;
    all.retain(|file| file.name != WORDS);
    fill(&mut all, "\"{{VOCABULARY}}\"", &vocabulary);
    let editor = all.iter().find(|file| file.name == "editor.js").context("www/wordpress has no editor.js")?;
    let editor_sum = short_hash(&editor.bytes);
    fill(&mut all, "{{SCRIPT_SUM}}", &script_sum);
    fill(&mut all, "{{EDITOR_SUM}}", &editor_sum);
    all.extend(translations()?);
    all.push(licence()?);
    let run = release.iter().filter(|file| is_needed(file) || file.name == SINGLE);
    all.extend(run.map(|file| File { name: format!("release/{}", file.name), bytes: file.bytes.clone() }));
    Ok(all.into_iter().map(|file| File { name: format!("{FOLDER}/{}", file.name), ..file }).collect())
}

/// Puts a text in its places.
fn fill(files: &mut [File], placeholder: &str, text: &str) {
    for file in files {
        file.bytes = String::from_utf8_lossy(&file.bytes).replace(placeholder, text).into_bytes();
    }
}

/// The words for the server (`.mo`) and for the editor (`.json`), in each region.
fn translations() -> Result<Vec<File>> {
    let mut words: BTreeMap<String, String> = project::json(&project::www().join("wordpress").join(WORDS))?;
    let mut files = Vec::new();
    for locale in LOCALES {
        let listed = words.iter().map(|(english, french)| (english.clone(), json!([french])));
        let mut messages: serde_json::Map<_, _> = listed.collect();
        messages.insert(
            String::new(),
            json!({ "domain": "messages", "lang": locale, "plural-forms": "nplurals=2; plural=(n > 1);" }),
        );
        let read = json!({ "domain": "messages", "locale_data": { "messages": messages } });
        files.push(File {
            name: format!("languages/{FOLDER}-{locale}-{FOLDER}-editor.json"),
            bytes: read.to_string().into_bytes(),
        });
    }
    words.insert(String::new(), HEADER.to_owned());
    let bytes = machine_object(&words)?;
    files.extend(LOCALES.map(|locale| File { name: format!("languages/{FOLDER}-{locale}.mo"), bytes: bytes.clone() }));
    Ok(files)
}

/// A catalogue of GNU gettext: two tables of lengths and places, then the texts, each ended by a zero.
fn machine_object(words: &BTreeMap<String, String>) -> Result<Vec<u8>> {
    const HEAD: usize = 28;
    let sized = |size: usize| u32::try_from(size).context(WORDS);
    let tables = HEAD + 16 * words.len();
    let head = [0x9504_12de, 0, sized(words.len())?, sized(HEAD)?, sized(HEAD + 8 * words.len())?, 0, sized(tables)?];
    let mut table: Vec<u32> = head.to_vec();
    let mut texts = Vec::new();
    for text in words.keys().chain(words.values()) {
        table.extend([sized(text.len())?, sized(tables + texts.len())?]);
        texts.extend(text.bytes().chain([0]));
    }
    Ok(table.into_iter().flat_map(u32::to_le_bytes).chain(texts).collect())
}
