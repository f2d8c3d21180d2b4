//! Scripts put together from their modules, and made short like the style sheets: what the page does with them stays the
//! same. Rolldown and Lightning CSS do it, in one Node.js process a build (`www/loader/build.mjs`): they come compiled.

use crate::project;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// A classic script, in letters that mean the same in a page of any encoding: it may be joined to others there.
pub fn script(source: &str) -> Result<String> {
    let mut ascii = String::with_capacity(source.len());
    for letter in minified("script", source)?.chars() {
        match u32::from(letter) {
            0..0x80 => ascii.push(letter),
            code @ 0x80..0x100 => {
                let _ = write!(ascii, "\\x{code:02x}");
            }
            _ => letter.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                let _ = write!(ascii, "\\u{unit:04x}");
            }),
        }
    }
    Ok(ascii)
}

/// A script from its entry, a file of `www/loader`: an expression that runs it and gives what it exports (`iife`), or a module
/// (`es`). `modules` is the code of what it imports as `boussole:…`.
pub fn bundle(entry: &str, modules: &Value, format: &str) -> Result<String> {
    request(&json!({ "kind": "bundle", "entry": entry, "modules": modules, "format": format }))
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
    request(&json!({ "kind": kind, "source": source }))
}

fn request(request: &Value) -> Result<String> {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let minifier = match &mut *running {
        Some(minifier) => minifier,
        none => none.insert(Minifier::start()?),
    };
    let answer = minifier.ask(request).context("www/loader/build.mjs gives no answer")?;
    let text = |name: &str| answer.get(name).and_then(Value::as_str).map(str::to_owned);
    text("code").with_context(|| text("problem").unwrap_or_default())
}
