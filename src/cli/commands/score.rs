//! `score`: answers in, result out. Bad answers: a sentence for each, exit 2.

use crate::{content, project};
use anyhow::{Context, Result, anyhow};
use boussole::app::features::content::invalid_field::in_english;
use boussole::app::journey::outcome::Outcome;
use boussole::app::journey::{answers, result};
use boussole::app::runtime::value::Value;
use boussole_content::encoding;
use boussole_content::pack::Pack;
use boussole_domain::Date;
use boussole_domain::trajectory::{MilestoneKind, milestones};
use std::ffi::OsString;
use std::io::{Read, Write};
use std::process::ExitCode;

/// Exit code for answers that cannot be taken.
const BAD_ANSWERS: u8 = 2;

/// Scores the answers of a file, or of standard input.
pub fn score(file: Option<OsString>, with_milestones: bool) -> ExitCode {
    match scored(file, with_milestones) {
        Ok(text) => {
            // Whoever reads it may have read enough.
            let _ = writeln!(std::io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        Err(problems) => {
            for problem in problems {
                eprintln!("boussole: {problem}");
            }
            ExitCode::from(BAD_ANSWERS)
        }
    }
}

fn scored(file: Option<OsString>, with_milestones: bool) -> Result<String, Vec<String>> {
    let text = read(file).map_err(|error| vec![format!("{error:#}")])?;
    let value: Value = serde_json::from_str(&text).map_err(|error| vec![format!("answers: not JSON: {error}")])?;
    let packs = content::compile_packs(&project::www()).map_err(|error| vec![format!("{error:#}")])?;
    let pack = packs.first().ok_or_else(|| vec!["content has no language".to_owned()])?;
    let (situation, records) = answers::read_all(&value, pack)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let mut result = result::result(&situation, &Outcome::new(&situation, pack), &records, pack);
    if with_milestones && situation.start.is_none() {
        eprintln!(
            "boussole: start: no answer, so there are no milestones; give a date such as \"start\": \"2026-09-01\""
        );
    }
    if let (true, Some(start), Value::Map(entries)) = (with_milestones, situation.start, &mut result) {
        entries.push(("milestones".to_owned(), dated(start, pack)));
    }
    serde_json::to_string_pretty(&result).map_err(|error| vec![error.to_string()])
}

fn read(file: Option<OsString>) -> Result<String> {
    let mut bytes = Vec::new();
    match file {
        Some(path) if path != "-" => {
            bytes = std::fs::read(&path).with_context(|| format!("answers: {}", path.display()))?;
        }
        _ => {
            std::io::stdin().read_to_end(&mut bytes).context("answers: standard input")?;
        }
    }
    let text = encoding::decode_text(&bytes, None, &encoding::decode);
    text.map_err(|foreign| anyhow!("answers: not JSON: {}", in_english(foreign)))
}

fn dated(start: Date, pack: &Pack) -> Value {
    let id = |entries: &[boussole_content::entry::Entry], index: usize| {
        Value::text(entries.get(index).map_or("", |entry| entry.id.as_str()))
    };
    let described = milestones(start, &pack.months, &pack.rules.calendar).into_iter().map(|milestone| {
        let (kind, id) = match milestone.kind {
            MilestoneKind::Start => ("start", Value::Null),
            MilestoneKind::Season(index) => ("season", id(&pack.vocabulary.seasons, index)),
            MilestoneKind::Review(months) => ("review", Value::text(format!("m{months}"))),
            MilestoneKind::Horizon(impact) => ("horizon", Value::text(impact.id())),
            MilestoneKind::Mark(index) => ("mark", id(&pack.vocabulary.marks, index)),
        };
        Value::map([("date", Value::text(milestone.date.to_string())), ("kind", Value::text(kind)), ("id", id)])
    });
    Value::List(described.collect())
}
