//! Resources as rows of a spreadsheet, and back: nothing is lost either way.

use super::diagnostic::{Finding, Findings};
use super::source::ResourceFile;
use boussole_content::csv;
use boussole_content::table::{self, Table};
use serde_json::{Map, Value, json};

/// Between the parts of a cell that holds several.
const PART_SEPARATOR: &str = " | ";
/// What stands for "all of them" in a cell that could list some.
const ALL: &str = "*";

/// How a column's cells become JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A text; empty is none.
    Text,
    /// Several texts.
    List,
    /// Several texts, or [`ALL`], which another field holds.
    ListOrAll(&'static str),
    /// Several whole numbers.
    Numbers,
    /// `oui` or nothing.
    Yes,
}

/// The columns, in order: the name in the first row, where the value stands, and its form.
const COLUMNS: [(&str, &str, Form); 32] = [
    ("id", "/id", Form::Text),
    ("title", "/title", Form::Text),
    ("kind", "/kind", Form::Text),
    ("summary_fr", "/summary/fr", Form::Text),
    ("summary_en", "/summary/en", Form::Text),
    ("keywords_fr", "/keywords/fr", Form::List),
    ("keywords_en", "/keywords/en", Form::List),
    ("publisher", "/publisher", Form::Text),
    ("date", "/date", Form::Text),
    ("date_basis", "/date_basis", Form::Text),
    ("url", "/url", Form::Text),
    ("url_role", "/url_role", Form::Text),
    ("language", "/language", Form::Text),
    ("usages", "/usages", Form::List),
    ("objectives", "/objectives", Form::ListOrAll("transversal")),
    ("impacts", "/impacts", Form::List),
    ("profiles", "/profiles", Form::ListOrAll("all_profiles")),
    ("domains", "/domains", Form::ListOrAll("all_domains")),
    ("sdg17", "/sdg17", Form::Yes),
    ("levels", "/levels", Form::List),
    ("maturity", "/maturity", Form::Numbers),
    ("status", "/status", Form::Text),
    ("checked", "/checked", Form::Text),
    ("until", "/until", Form::Text),
    ("source", "/source", Form::List),
    ("circle", "/circle", Form::Text),
    ("duplicate_of", "/duplicate_of", Form::Text),
    ("basis", "/basis", Form::Text),
    ("domains_basis", "/domains_basis", Form::Text),
    ("title_basis", "/title_basis", Form::Text),
    ("evidence", "/evidence", Form::List),
    ("note", "/note", Form::Text),
];

/// The resources as a table.
///
/// # Errors
/// When one is no JSON, which none is.
pub fn write(resources: &[ResourceFile]) -> Result<String, String> {
    let mut rows = vec![COLUMNS.map(|(name, _, _)| name.to_owned()).to_vec()];
    for resource in resources {
        let value = serde_json::to_value(resource).map_err(|error| error.to_string())?;
        rows.push(COLUMNS.map(|(_, pointer, form)| format_cell(&value, pointer, form)).to_vec());
    }
    Ok(csv::write(&rows))
}

fn format_cell(value: &Value, pointer: &str, form: Form) -> String {
    let to_text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let field = value.pointer(pointer);
    let list = || {
        let items = field.and_then(Value::as_array).into_iter().flatten();
        items.map(to_text).collect::<Vec<_>>().join(PART_SEPARATOR)
    };
    match form {
        Form::Text => field.map(to_text).unwrap_or_default(),
        Form::List | Form::Numbers => list(),
        // Both may hold: a transversal resource still names the objectives it serves most.
        Form::ListOrAll(every) => match (value.get(every), list()) {
            (Some(Value::Bool(true)), some) if some.is_empty() => ALL.to_owned(),
            (Some(Value::Bool(true)), some) => [ALL, &some].join(PART_SEPARATOR),
            (_, some) => some,
        },
        Form::Yes => field.filter(|value| **value == Value::Bool(true)).map_or_else(String::new, |_| "oui".to_owned()),
    }
}

/// The resources of a table, sorted by id, as JSON values whose shape is still to be checked. `id` tells which id a
/// name in a column means.
///
/// # Errors
/// Every cell that has not the form of its column.
pub fn parse_rows(
    file: &str,
    table: &Table,
    id: &dyn Fn(&str, &str) -> Option<String>,
) -> Result<Vec<Value>, Findings> {
    let mut findings = Findings::default();
    let mut values = Vec::new();
    for row in &table.rows {
        let mut value = Map::new();
        for (name, text) in table.cells(row) {
            if let Some((name, at, form)) = COLUMNS.iter().find(|(column, _, _)| *column == name)
                && let Err(problem) = set_value(&mut value, at, *form, text, &|part| id(name, part))
            {
                findings.push(Finding::error(file, problem).item(&format!("row {}", row.number)).field(name));
            }
        }
        values.push(Value::Object(value));
    }
    values.sort_by(|a, b| a["id"].as_str().cmp(&b["id"].as_str()));
    if findings.errors() == 0 { Ok(values) } else { Err(findings) }
}

fn set_value(
    value: &mut Map<String, Value>,
    pointer: &str,
    form: Form,
    text: &str,
    id: &dyn Fn(&str) -> Option<String>,
) -> Result<(), String> {
    let is_name = |part: &str| part == ALL || id(part).is_some();
    // Sources and addresses are texts: commas are theirs.
    let items = || match pointer {
        "/source" | "/evidence" => text.split('|').map(str::trim).filter(|part| !part.is_empty()).collect(),
        _ => table::split_names(text, &is_name),
    };
    let parts = || items().into_iter().map(|part| id(part).unwrap_or_else(|| part.to_owned()));
    if table::is_error_value(text) || table::is_garbled(text) {
        return Err(format!("\"{text}\" is what a program wrote instead of a value"));
    }
    let read = match form {
        Form::Text => json!(id(text).unwrap_or_else(|| text.to_owned())),
        Form::List => json!(parts().collect::<Vec<_>>()),
        Form::ListOrAll(every) => {
            if parts().any(|part| part == ALL) {
                value.insert(every.to_owned(), json!(true));
            }
            json!(parts().filter(|part| *part != ALL).collect::<Vec<_>>())
        }
        Form::Numbers => {
            let numbers: Result<Vec<u64>, _> = items().into_iter().map(str::parse).collect();
            json!(numbers.map_err(|_| format!("\"{text}\" is not a list of whole numbers such as 1 | 2"))?)
        }
        Form::Yes => match table::parse_bool(text) {
            Some(true) => json!(true),
            Some(false) => return Ok(()),
            None => return Err(format!("\"{text}\" is neither oui nor non")),
        },
    };
    // At most one level deep: `/summary/fr`.
    let mut names = pointer.split('/').skip(1);
    match (names.next(), names.next()) {
        (Some(outer), Some(inner)) => {
            let within = value.entry(outer).or_insert_with(|| json!({}));
            within[inner] = read;
        }
        (Some(name), None) => {
            value.insert(name.to_owned(), read);
        }
        _ => {}
    }
    Ok(())
}
