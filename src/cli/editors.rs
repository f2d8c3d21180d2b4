//! What editors ask of the catalogue: a spreadsheet of it and back, what it lacks, which addresses answer.

use super::project;
use boussole::app::overlay::{InvalidField, Problem};
use boussole::app::partner_catalogue;
use boussole::view;
use boussole_authoring::check;
use boussole_authoring::compile;
use boussole_authoring::diagnostic::{Finding, Findings};
use boussole_authoring::load;
use boussole_authoring::resource_table;
use boussole_authoring::source::Content;
use boussole_content::pack::Pack;
use boussole_content::table::Table;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// Writes the resources as a spreadsheet.
pub fn export(www: Option<&Path>, out: &Path) -> Result<ExitCode, String> {
    let content = content(www)?;
    let text = resource_table::write(&content.resources)?;
    save(out, &text)?;
    println!("{}: {} resources", out.display(), content.resources.len());
    Ok(ExitCode::SUCCESS)
}

/// Reads a spreadsheet into `content/resources.json`, or says all that is wrong with it and changes nothing.
pub fn import(www: Option<&Path>, table: &Path, replace: bool) -> Result<ExitCode, String> {
    let www = www.map_or_else(project::www, Path::to_path_buf);
    let name = table.display().to_string();
    // The words of the content, or of ours where what the table is to mend cannot be read.
    let packs = load::load(&www).and_then(|content| compile::packs(&content));
    let packs = packs.or_else(|_| load::load(&project::www()).and_then(|content| compile::packs(&content)));
    let packs = packs.map_err(|findings| problems(&findings))?;
    let pack = packs.into_iter().next().ok_or_else(|| "content has no language".to_owned())?;
    let text = match project::read_any(table)? {
        Ok(text) => text,
        Err(foreign) => return Ok(refused(pack, &[InvalidField::at(&name, Problem::File(foreign))])),
    };
    // Which addresses the content may have, its own check says.
    let misfits: Vec<InvalidField> = partner_catalogue::problems(&pack, &text)
        .into_iter()
        .filter(|misfit| misfit.problem != Problem::Address)
        .collect();
    let Some(rows) = Table::read(&text).ok().filter(|_| misfits.is_empty()) else {
        return Ok(refused(pack, &misfits));
    };
    let values =
        match resource_table::values(&name, &rows, &|field, name| partner_catalogue::id(&pack.vocabulary, field, name))
        {
            Ok(values) => values,
            Err(findings) => return Ok(told(&findings)),
        };
    let file = www.join("content/resources.json");
    let before = project::read(&file)?;
    let mut frame: Value = serde_json::from_str(&before).map_err(|error| format!("{}: {error}", file.display()))?;
    let count = values.len();
    let ids = |items: &[Value]| -> BTreeSet<String> {
        items.iter().filter_map(|item| item.get("id")?.as_str().map(str::to_owned)).collect()
    };
    let (old, new) = (ids(frame.get("items").and_then(Value::as_array).map_or(&[], Vec::as_slice)), ids(&values));
    let (gone, come) = (old.difference(&new).count(), new.difference(&old).count());
    set_items(&mut frame, json!(values));
    save(&file, &laid_out(&frame))?;
    // Checked where it stands, with all that refers to it; a wrong one goes away again.
    let (resources, findings) = match load::load(&www) {
        Ok(content) => {
            let findings = check::check(&content);
            (content.resources, findings)
        }
        Err(findings) => (Vec::new(), findings),
    };
    if findings.errors() > 0 {
        save(&file, &before)?;
        return Ok(told(&findings));
    }
    if gone > 0 && !replace {
        save(&file, &before)?;
        return Err(format!(
            "{gone} of {} resources are not in the table, which stands for the whole list: nothing was changed. To drop them: --replace",
            old.len()
        ));
    }
    // As the types write it: a field that says nothing is left out.
    set_items(&mut frame, json!(resources));
    save(&file, &laid_out(&frame))?;
    println!("{}: {count} resources, {come} new, {gone} gone", file.display());
    Ok(ExitCode::SUCCESS)
}

/// Prints which profile × kind × need × objective no resource serves, and how many serve the least served.
pub fn coverage(www: Option<&Path>, as_json: bool) -> Result<ExitCode, String> {
    let content = content(www)?;
    let pack = compile::packs(&content).map_err(|findings| problems(&findings))?.into_iter().next();
    let pack = pack.ok_or_else(|| "content has no language".to_owned())?;
    let words = &pack.vocabulary;
    let mut empty = Vec::new();
    let mut all = 0;
    for (profile, who) in words.profiles.iter().enumerate() {
        for (kind, what) in words.kinds.iter().enumerate() {
            for (usage, need) in words.usages.iter().enumerate() {
                for (objective, why) in words.objectives.iter().enumerate() {
                    all += 1;
                    let serves = pack.facets.iter().any(|facets| {
                        !facets.retired
                            && !facets.duplicate
                            && facets.kind as usize == kind
                            && facets.usages.holds(usage)
                            && (facets.transversal || facets.objectives.holds(objective))
                            && (facets.every_profile || facets.profiles.holds(profile))
                    });
                    if !serves {
                        empty.push([&who.id, &what.id, &need.id, &why.id]);
                    }
                }
            }
        }
    }
    if as_json {
        println!("{}", json!({ "combinations": all, "empty": empty }));
    } else {
        for [profile, kind, usage, objective] in &empty {
            println!("{profile} × {kind} × {usage} × {objective}");
        }
        println!("{} of {all} combinations have nothing", empty.len());
    }
    Ok(ExitCode::SUCCESS)
}

/// Asks each address whether it answers, a few seconds each; says so when there is no network to ask.
pub fn links(www: Option<&Path>) -> Result<ExitCode, String> {
    let content = content(www)?;
    let addresses: BTreeSet<&str> = content.resources.iter().filter_map(|resource| resource.url.as_deref()).collect();
    if Command::new("curl").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        return Err("addresses are asked with curl: install it with `apt-get install curl`".to_owned());
    }
    let mut silent = Vec::new();
    let (mut good, mut unreached) = (0, 0);
    for address in &addresses {
        let output = Command::new("curl")
            .args(["--silent", "--location", "--max-time", "10", "--proto", "=http,https", "--output"])
            .args([if cfg!(windows) { "NUL" } else { "/dev/null" }, "--write-out", "%{http_code}", "--", address])
            .output()
            .map_err(|error| format!("curl: {error}"))?;
        match String::from_utf8_lossy(&output.stdout).trim() {
            "000" | "" => {
                unreached += 1;
                silent.push(format!("{address}: no answer"));
            }
            code if code.starts_with('2') => good += 1,
            code => silent.push(format!("{address}: answers {code}")),
        }
        // Nobody answers: the network is missing, not the pages.
        if unreached == 5 && good == 0 && silent.len() == unreached {
            println!("no network from here: the first {unreached} addresses gave no answer, nothing was checked");
            return Ok(ExitCode::SUCCESS);
        }
    }
    for line in &silent {
        println!("{line}");
    }
    println!("{good} of {} addresses answer", addresses.len());
    Ok(if silent.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The content below `www`, or all that is wrong with its shape.
pub fn content(www: Option<&Path>) -> Result<Content, String> {
    load::load(&www.map_or_else(project::www, Path::to_path_buf)).map_err(|findings| problems(&findings))
}

fn problems(findings: &Findings) -> String {
    findings.all().iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}

/// Prints what is wrong with a table in the words that the page has for it.
pub fn refused(pack: Pack, misfits: &[InvalidField]) -> ExitCode {
    for sentence in view::problems::sentences(pack, misfits) {
        println!("{sentence}");
    }
    ExitCode::FAILURE
}

fn told(findings: &Findings) -> ExitCode {
    for finding in findings.all().iter().take(partner_catalogue::TOLD) {
        println!("{finding}");
    }
    println!("{} errors: nothing was changed", findings.errors());
    ExitCode::FAILURE
}

/// JSON as the files of content are written: two spaces, and lists of plain values on one line.
fn laid_out(value: &Value) -> String {
    fn lay(value: &Value, depth: usize, out: &mut String) {
        let line = |depth: usize| ["\n", &"  ".repeat(depth)].concat();
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                out.push('{');
                for (place, (name, value)) in fields.iter().enumerate() {
                    out.push_str(if place > 0 { "," } else { "" });
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
                for (place, item) in items.iter().enumerate() {
                    out.push_str(if place > 0 { "," } else { "" });
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

fn save(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn set_items(frame: &mut Value, items: Value) {
    if let Some(frame) = frame.as_object_mut() {
        frame.insert("items".to_owned(), items);
    }
}
