//! Scripts put together from their modules, and made short like the style sheets: what the page does with them stays the
//! same. Rolldown and Lightning CSS do it, in one Node.js process a build (`www/loader/build.mjs`): they come compiled.

use crate::project;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// A classic script, in letters that mean the same in a page of any encoding: it may be joined to others there.
pub fn script(source: &str) -> Result<String> {
    minified("script", source)
}

/// A classic script around what was bundled last, and its source map.
pub fn mapped_script(source: &str) -> Result<(String, String)> {
    let answer = request(&json!({ "kind": "script", "source": source, "sourcemap": true }))?;
    Ok((text(&answer, "code")?, text(&answer, "map")?))
}

/// A script from its entry, a file of `www/loader`: an expression that runs it and gives what it exports (`iife`), or a module
/// (`es`). `modules` is the code of what it imports as `boussole:…`.
pub fn bundle(entry: &str, modules: &Value, format: &str) -> Result<String> {
    text(&request(&json!({ "kind": "bundle", "entry": entry, "modules": modules, "format": format }))?, "code")
}

/// A module.
pub fn module(source: &str) -> Result<String> {
    minified("module", source)
}

/// A style sheet.
pub fn styles(source: &str) -> Result<String> {
    minified("styles", source)
}

/// Ends the process: nothing is left to minify.
pub fn finish() {
    // It ends with its input.
    if let Some(Minifier { mut process, input, .. }) = RUNNING.lock().unwrap_or_else(PoisonError::into_inner).take() {
        drop(input);
        let _ = process.wait();
    }
}

/// The process that minifies, once something was to minify.
static RUNNING: Mutex<Option<Minifier>> = Mutex::new(None);

struct Minifier {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Minifier {
    fn start() -> Result<Self> {
        let folder = project::www().join("loader");
        project::ensure_packages(&folder)?;
        let mut process = Command::new("node")
            .current_dir(folder)
            .arg("build.mjs")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("node cannot be run")?;
        match (process.stdin.take(), process.stdout.take()) {
            (Some(input), Some(output)) => Ok(Self { process, input, output: BufReader::new(output) }),
            _ => bail!("node has no input and output"),
        }
    }

    /// The answer to a request, each a line.
    fn ask(&mut self, request: &Value) -> std::io::Result<Value> {
        self.input.write_all(format!("{request}\n").as_bytes())?;
        let mut answer = String::new();
        self.output.read_line(&mut answer)?;
        Ok(serde_json::from_str(&answer)?)
    }
}

fn minified(kind: &str, source: &str) -> Result<String> {
    text(&request(&json!({ "kind": kind, "source": source }))?, "code")
}

/// A part of an answer.
fn text(answer: &Value, name: &str) -> Result<String> {
    let part = |name| answer.get(name).and_then(Value::as_str).map(str::to_owned);
    part(name).with_context(|| part("problem").unwrap_or_default())
}

fn request(request: &Value) -> Result<Value> {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let minifier = match &mut *running {
        Some(minifier) => minifier,
        none => none.insert(Minifier::start()?),
    };
    minifier.ask(request).context("www/loader/build.mjs gives no answer")
}
