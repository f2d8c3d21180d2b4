//! `replay`: computes again what a file holds, and says whether the result is the same, and under which content.

use crate::{content, project};
use anyhow::{Context, Result};
use boussole::app::journey::link::LinkError;
use boussole::app::journey::outcome::Outcome;
use boussole::app::journey::pasted;
use boussole::app::journey::result;
use boussole_content::encoding;
use serde_json::Value;
use std::path::Path;
use std::process::ExitCode;

/// Replays a file of ours, or a link in a text; ends in 1 when the result differs, in 2 when the file is none.
pub fn replay(file: &Path) -> Result<ExitCode> {
    let bytes = project::read_bytes(file)?;
    // An image carries its link as plain letters.
    let text = encoding::decode_text(&bytes, None, &encoding::decode);
    let text = text.unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into_owned());
    let text = text.trim_start_matches('\u{feff}');
    let packs = content::compile_packs(&project::www())?;
    let stored: Option<Value> = serde_json::from_str(text).ok();
    let code = stored.as_ref().and_then(|stored| stored.get("language")).and_then(Value::as_str).unwrap_or("fr");
    let pack = packs.iter().find(|pack| pack.messages.code == code).or_else(|| packs.first()).context("no content")?;
    let state = match pasted::find_link(text, pack) {
        Ok(state) => state,
        Err(reason) => {
            eprintln!(
                "{}: {}",
                file.display(),
                match reason {
                    LinkError::NotALink => "holds no link of ours",
                    LinkError::ChecksumMismatch => "holds a link that was cut or changed",
                    LinkError::Lowered => "holds a link that lost its capitals, and with them what was written in it",
                    LinkError::NewerVersion => "holds a link of a later version",
                }
            );
            return Ok(ExitCode::from(2));
        }
    };
    let outcome = Outcome::new(&state.situation, pack);
    let again = result::result(&state.situation, &outcome, &state.responses, pack);
    let again = serde_json::to_value(&again)?;
    println!("content now: {}", pack.content_hash);
    let then = stored.as_ref().and_then(|stored| stored.get("content")).and_then(Value::as_str);
    let is_same = then.map_or(state.is_same_content, |then| then == pack.content_hash);
    match (then, is_same) {
        (Some(_), true) => println!("content then: the same"),
        (Some(then), false) => println!("content then: {then}, another"),
        (None, true) => println!("content then: the same, by its first half"),
        (None, false) => println!("content then: another"),
    }
    if state.dropped > 0 {
        println!("{} things of the file are not in this content", state.dropped);
    }
    let Some(then) = stored.as_ref().and_then(|stored| stored.get("result")) else {
        println!("the file holds no result to compare; computed again:");
        println!("{}", serde_json::to_string_pretty(&again)?);
        return Ok(ExitCode::SUCCESS);
    };
    let mut differences = Vec::new();
    compare("result", then, &again, &mut differences);
    if differences.is_empty() {
        println!("the result is the same{}", if is_same { "" } else { ", under another content" });
        return Ok(ExitCode::SUCCESS);
    }
    println!("the result differs{}:", if is_same { "" } else { ", under another content" });
    for difference in &differences {
        println!("  {difference}");
    }
    Ok(ExitCode::FAILURE)
}

fn compare(path: &str, then: &Value, now: &Value, differences: &mut Vec<String>) {
    match (then, now) {
        (Value::Object(a), Value::Object(b)) => {
            for name in a.keys().chain(b.keys().filter(|name| !a.contains_key(*name))) {
                let none = Value::Null;
                let (a, b) = (a.get(name).unwrap_or(&none), b.get(name).unwrap_or(&none));
                compare(&format!("{path} › {name}"), a, b, differences);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                compare(&format!("{path} › {}", at + 1), a, b, differences);
            }
        }
        // JSON of other hands writes 2 for 2.0.
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => {}
        (a, b) if a == b => {}
        (a, b) => differences.push(format!("{path}: {a} then, {b} now")),
    }
}
