//! Files made from the types and the French messages, and committed: the JSON Schemas for editors,
//! and the enum of message keys.

use super::source::{
    Cell, DomainExtra, GestureExtra, ImpactExtra, InstrumentFile, KindExtra, LanguageFile, LeverExtra, List,
    MaturityExtra, ObjectiveExtra, Picture, Plain, ResourcesFile, RulesFile, SeasonExtra, SentenceFile, SynonymGroup,
    Term,
};
use boussole_domain::vocabulary::Circle;
use schemars::{JsonSchema, schema_for};
use serde_json::{Map, Value, json};
use std::fmt::Write;
use std::path::Path;

/// Paths from the project's folder, with the text that each must hold.
///
/// # Errors
/// When the French messages cannot be read.
pub fn generated_files(www: &Path) -> Result<Vec<(String, String)>, String> {
    let file = www.join("i18n/fr.json");
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let french: LanguageFile = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut files = vec![("src/content/i18n/keys.rs".to_owned(), keys(&french)?)];
    let mut schema = |name: &str, text: String| files.push((format!("www/schema/{name}.json"), text));
    schema("impacts", list::<ImpactExtra>()?);
    schema("levers", list::<LeverExtra>()?);
    schema("profiles", list::<Plain>()?);
    schema("domains", list::<DomainExtra>()?);
    schema("levels", list::<Plain>()?);
    schema("maturity", list::<MaturityExtra>()?);
    schema("objectives", list::<ObjectiveExtra>()?);
    schema("usages", list::<Plain>()?);
    schema("kinds", list::<KindExtra>()?);
    schema("seasons", list::<SeasonExtra>()?);
    schema("matrix", of::<List<Cell>>()?);
    schema("instrument", of::<InstrumentFile>()?);
    schema("resources", of::<ResourcesFile>()?);
    schema("thesaurus", of::<List<SynonymGroup>>()?);
    schema("portraits", of::<List<SentenceFile<Plain>>>()?);
    schema("gestures", of::<List<SentenceFile<GestureExtra>>>()?);
    schema("contributions", of::<List<SentenceFile<Plain>>>()?);
    schema("workshop", of::<List<SentenceFile<Plain>>>()?);
    schema("pictures", of::<List<Picture>>()?);
    schema("rules", of::<RulesFile>()?);
    schema("language", of::<LanguageFile>()?);
    schema("overlay", overlay(&french)?);
    Ok(files)
}

/// What a partner's overlay may hold: every message by its key, and words of terms.
fn overlay(french: &LanguageFile) -> Result<String, String> {
    let text = json!({ "type": "string", "minLength": 1, "maxLength": 2000 });
    let object =
        |properties: Value| json!({ "type": "object", "additionalProperties": false, "properties": properties });
    let terms =
        json!({ "type": "object", "additionalProperties": object(json!({ "label": text, "description": text })) });
    let messages: Map<String, Value> = french
        .messages
        .iter()
        .map(|(slug, message)| (slug.clone(), json!({ "type": "string", "maxLength": 2000, "description": message })))
        .collect();
    let section = object(json!({
        "messages": object(Value::Object(messages)),
        "introduction": text,
        "contact": { "type": "object", "additionalProperties": false, "required": ["label"], "properties": { "label": text, "address": text } },
        "profiles": terms, "domains": terms, "levels": terms, "maturity": terms, "objectives": terms, "usages": terms,
    }));
    // The form of a file of the content, whose parts are named beside it.
    let mut instrument = serde_json::to_value(schema_for!(InstrumentFile)).map_err(|error| error.to_string())?;
    let parts = instrument.as_object_mut().and_then(|whole| whole.remove("$defs")).unwrap_or_default();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": parts,
        "title": "A partner's own words",
        "type": "object",
        "required": ["schema"],
        "properties": {
            "schema": { "const": "boussole/overlay/1" },
            "$schema": { "type": "string" },
            "circles": {
                "type": "array",
                "minItems": 1,
                "items": { "enum": Circle::ALL.map(Circle::id) },
                "description": "The circles whose resources show; without it, all that the content shows.",
            },
            "instruments": {
                "type": "array",
                "items": instrument,
                "description": "Instruments in place of ours with the same id, or after ours.",
            },
        },
        "additionalProperties": section,
    });
    let text = serde_json::to_string_pretty(&schema).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}

fn list<Extra: JsonSchema>() -> Result<String, String> {
    of::<List<Term<Extra>>>()
}

fn of<T: JsonSchema>() -> Result<String, String> {
    let text = serde_json::to_string_pretty(&schema_for!(T)).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}

fn keys(french: &LanguageFile) -> Result<String, String> {
    let mut out =
        String::from("// Generated from www/i18n/fr.json by `cargo run -- generate`: do not edit.\n\nkeys! {\n");
    for (slug, message) in &french.messages {
        let text = message.as_str().unwrap_or_default();
        writeln!(out, "    {} {slug:?} {text:?},", camel(slug)).map_err(|error| error.to_string())?;
    }
    out.push_str("}\n");
    Ok(out)
}

/// `step-path` is `StepPath`.
fn camel(slug: &str) -> String {
    slug.split('-')
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}
