//! Scripts and style sheets as short as they can be said: what the page does with them stays the same. Rolldown's
//! minifier and Lightning CSS do it, in one Node.js process a build (`www/loader/minify.mjs`): they come compiled.

use super::project;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// A classic script, in letters that mean the same in a page of any encoding: it may be joined to others there.
pub fn script(source: &str) -> Result<String, String> {
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

/// A module.
pub fn module(source: &str) -> Result<String, String> {
    minified("module", source)
}

/// A style sheet.
pub fn styles(source: &str) -> Result<String, String> {
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
    fn start() -> Result<Self, String> {
        let folder = project::www().join("loader");
        project::ensure_packages(&folder)?;
        let mut process = Command::new("node")
            .current_dir(folder)
            .arg("minify.mjs")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("node cannot be run: {error}"))?;
        match (process.stdin.take(), process.stdout.take()) {
            (Some(input), Some(output)) => Ok(Self { process, input, output: BufReader::new(output) }),
            _ => Err("node has no input and output".to_owned()),
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

fn minified(kind: &str, source: &str) -> Result<String, String> {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let minifier = match &mut *running {
        Some(minifier) => minifier,
        none => none.insert(Minifier::start()?),
    };
    let answer = minifier
        .ask(&json!({ "kind": kind, "source": source }))
        .map_err(|error| format!("www/loader/minify.mjs gives no answer: {error}"))?;
    let text = |name: &str| answer.get(name).and_then(Value::as_str).map(str::to_owned);
    text("code").ok_or_else(|| text("problem").unwrap_or_default())
}
