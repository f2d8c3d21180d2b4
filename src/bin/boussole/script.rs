//! The scripts of a release: what was generated, the glue, and the loader, as one file each.

use super::bundle::Binary;
use super::{build::Module, glue, minify, project};
use serde_json::{Map, Value, json};

/// The style sheets of the first view, in the order of the cascade.
const STYLES: [&str; 5] = ["tokens", "base", "widget", "fields", "compass"];
/// Those of the others, which come with the module.
const LATER_STYLES: [&str; 3] = ["trajectory", "explore", "instruments"];
/// The files of the loader; each uses what stands in those before it.
const LOADER: [&str; 8] = ["contrast", "rescue", "wall", "start", "first", "keep", "scan", "boussole"];

/// What all scripts hold.
pub struct Parts<'a> {
    /// The wasm-bindgen glue.
    pub module: &'a Module,
    /// The module, as a file.
    pub wasm: &'a Binary,
    /// The content of each language, by its code.
    pub contents: &'a [(String, Binary)],
    /// The index of each language's words.
    pub indexes: &'a [(String, Binary)],
    /// The first view of the languages that have one, by their codes.
    pub first: Map<String, Value>,
    /// What the loader says when the module cannot, by language: see `SAID` in `bundle`.
    pub said: Map<String, Value>,
    /// The names of all views.
    pub views: Vec<String>,
}

impl Parts<'_> {
    /// A classic script: no module, so that it loads from another origin and in old content systems.
    pub fn classic(&self, described: fn(&Binary) -> String) -> Result<String, String> {
        let body = self.body(described)?;
        minify::script(&format!(
            "{}(() => {{\n\"use strict\";\nconst SCRIPT = document.currentScript, SOURCE = SCRIPT && SCRIPT.src;\n{body}\
             try {{ if (define()) window.Boussole = Object.freeze({{ version }}); }} catch (error) {{ console.error(\"Boussole:\", error); }}\n}})();\n",
            banner(),
        ))
    }

    /// A module that does nothing until `define` is called: it may be imported on a server.
    pub fn esm(&self) -> Result<String, String> {
        let body = self.body(Binary::beside)?;
        minify::module(&format!(
            "{}const SCRIPT = undefined, SOURCE = import.meta.url;\n{body}export {{ define, version }};\n",
            banner()
        ))
    }

    fn body(&self, described: fn(&Binary) -> String) -> Result<String, String> {
        let by_code = |files: &[(String, Binary)]| {
            let files = files.iter().map(|(code, file)| format!("{}: {}", json!(code), described(file)));
            files.collect::<Vec<_>>().join(", ")
        };
        Ok(format!(
            "const RELEASE = {{ version: {}, single: \"boussole.single.js\", wasm: {}, content: {{ {} }}, index: {{ {} }}, views: {}, first: {}, said: {}, styles: {} }};\n{}{}",
            json!(env!("CARGO_PKG_VERSION")),
            described(self.wasm),
            by_code(self.contents),
            by_code(self.indexes),
            json!(self.views),
            Value::Object(self.first.clone()),
            Value::Object(self.said.clone()),
            json!(minify::styles(&all("styles", &STYLES, "css")?)?),
            glue::factory(&self.module.glue)?,
            all("loader", &LOADER, "js")?,
        ))
    }
}

/// The styles that come with the module.
pub fn later_styles() -> Result<String, String> {
    minify::styles(&all("styles", &LATER_STYLES, "css")?)
}

fn all(folder: &str, names: &[&str], ending: &str) -> Result<String, String> {
    let folder = project::www().join(folder);
    names.iter().map(|name| project::read(&folder.join(format!("{name}.{ending}")))).collect()
}

fn banner() -> String {
    format!("/*! Boussole {} | MIT */\n", env!("CARGO_PKG_VERSION"))
}
