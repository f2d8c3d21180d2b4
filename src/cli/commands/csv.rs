//! `csv`: the catalogue as a spreadsheet, and back.

use crate::{content, project};
use anyhow::{Context, Error, Result, bail};
use boussole::app::features::content::invalid_field::{InvalidField, Problem};
use boussole::app::features::content::{partner_catalogue, partner_resource};

use boussole_authoring::diagnostic::Findings;
use boussole_authoring::resource_table;
use boussole_authoring::{check, compile, load};
use boussole_content::table::Table;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

/// Writes the resources as a spreadsheet.
pub fn export(www: Option<&Path>, out: &Path) -> Result<ExitCode> {
    let content = content::load_sources(www)?;
    let text = resource_table::write(&content.resources).map_err(Error::msg)?;
    project::write(out, &text)?;
    println!("{}: {} resources", out.display(), content.resources.len());
    Ok(ExitCode::SUCCESS)
}

/// Reads a spreadsheet into `content/resources.json`, or says all that is wrong with it and changes nothing.
pub fn import(www: Option<&Path>, table: &Path, replace: bool) -> Result<ExitCode> {
    let www = www.map_or_else(project::www, Path::to_path_buf);
    let name = table.display().to_string();
    // The words of the content, or of ours where what the table is to mend cannot be read.
    let packs = load::load(&www).and_then(|content| compile::compile(&content));
    let packs = packs.or_else(|_| load::load(&project::www()).and_then(|content| compile::compile(&content)));
    let packs = packs.map_err(|findings| content::findings_error(&findings))?;
    let pack = packs.into_iter().next().context("content has no language")?;
    let text = match project::read_any(table)? {
        Ok(text) => text,
        Err(foreign) => return Ok(content::print_problems(pack, &[InvalidField::at(&name, Problem::File(foreign))])),
    };
    // Which addresses the content may have, its own check says.
    let misfits: Vec<InvalidField> = partner_catalogue::validate(&pack, &text)
        .into_iter()
        .filter(|misfit| misfit.problem != Problem::Address)
        .collect();
    let Some(rows) = Table::read(&text).ok().filter(|_| misfits.is_empty()) else {
        return Ok(content::print_problems(pack, &misfits));
    };
    let values = match resource_table::parse_rows(&name, &rows, &|field, name| {
        partner_resource::id(&pack.vocabulary, field, name)
    }) {
        Ok(values) => values,
        Err(findings) => return Ok(print_findings(&findings)),
    };
    let file = www.join("content/resources.json");
    let before = project::read(&file)?;
    let mut frame: Value = serde_json::from_str(&before).with_context(|| file.display().to_string())?;
    let count = values.len();
    let ids = |items: &[Value]| -> BTreeSet<String> {
        items.iter().filter_map(|item| item.get("id")?.as_str().map(str::to_owned)).collect()
    };
    let (old, new) = (ids(frame.get("items").and_then(Value::as_array).map_or(&[], Vec::as_slice)), ids(&values));
    let (gone, come) = (old.difference(&new).count(), new.difference(&old).count());
    set_items(&mut frame, json!(values));
    project::write(&file, pretty_json(&frame))?;
    // Checked where it stands, with all that refers to it; a wrong one goes away again.
    let (resources, findings) = match load::load(&www) {
        Ok(content) => {
            let findings = check::check(&content);
            (content.resources, findings)
        }
        Err(findings) => (Vec::new(), findings),
    };
    if findings.errors() > 0 {
        project::write(&file, &before)?;
        return Ok(print_findings(&findings));
    }
    if gone > 0 && !replace {
        project::write(&file, &before)?;
        bail!(
            "{gone} of {} resources are not in the table, which stands for the whole list: nothing was changed. To drop them: --replace",
            old.len()
        );
    }
    // As the types write it: a field that says nothing is left out.
    set_items(&mut frame, json!(resources));
    project::write(&file, pretty_json(&frame))?;
    println!("{}: {count} resources, {come} new, {gone} gone", file.display());
    Ok(ExitCode::SUCCESS)
}

fn print_findings(findings: &Findings) -> ExitCode {
    for finding in findings.all().iter().take(partner_catalogue::MAX_REPORTED) {
        println!("{finding}");
    }
    println!("{} errors: nothing was changed", findings.errors());
    ExitCode::FAILURE
}

/// JSON as the files of content are written: two spaces, and lists of plain values on one line.
fn pretty_json(value: &Value) -> String {
    fn lay(value: &Value, depth: usize, out: &mut String) {
        let line = |depth: usize| ["\n", &"  ".repeat(depth)].concat();
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                out.push('{');
                for (index, (name, value)) in fields.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    out.push_str(&line(depth + 1));
                    out.push_str(&json!(name).to_string());
                    out.push_str(": ");
                    lay(value, depth + 1, out);
                }
                out.push_str(&line(depth));
                out.push('}');
            }
            Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    out.push_str(&line(depth + 1));
                    lay(item, depth + 1, out);
                }
                out.push_str(&line(depth));
                out.push(']');
            }
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(Value::to_string).collect();
                out.push_str(&["[", &items.join(", "), "]"].concat());
            }
            other => out.push_str(&other.to_string()),
        }
    }
    let mut out = String::new();
    lay(value, 0, &mut out);
    out.push('\n');
    out
}

fn set_items(frame: &mut Value, items: Value) {
    if let Some(frame) = frame.as_object_mut() {
        frame.insert("items".to_owned(), items);
    }
}
