//! Scripts and style sheets as short as they can be said: what the page does with them stays the same.

use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{ParserOptions, StyleSheet};
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions, CommentOptions, LegalComment};
use oxc::minifier::{CompressOptions, ManglePropertiesOptions, Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::semantic::SemanticBuilder;
use oxc::span::SourceType;
use oxc_compat::EngineTargets;
use std::fmt::Write as _;

/// What a browser must at least read to say, in words, that it is too old for the rest.
const OLDEST: &str = "es2019";
/// Names of properties that nobody outside the script knows.
const OWN: &str = "^_[a-z]";

/// What a browser, or a tool that bundles, defines.
#[rustfmt::skip]
const OF_THE_PAGE: &[&str] = &[
    "AbortController", "Array", "BarcodeDetector", "Blob", "Boolean", "CSS", "CSSStyleSheet", "CustomEvent",
    "DataView", "Date", "DecompressionStream", "Element", "Error", "Event", "FileReader", "FinalizationRegistry",
    "HTMLElement", "HTMLScriptElement", "Image", "Int32Array", "IntersectionObserver", "JSON", "Map", "Math", "MouseEvent",
    "MutationObserver", "Node", "Number",
    "Object", "Promise", "RangeError", "Reflect", "RegExp", "Response", "Set", "ShadowRoot", "String", "Symbol",
    "TextDecoder", "TextEncoder", "TypeError", "URL", "Uint8Array", "WeakMap", "WeakRef", "WeakSet", "WebAssembly",
    "Window", "arguments", "atob", "clearInterval", "clearTimeout", "console", "customElements", "decodeURIComponent",
    "document", "fetch", "getComputedStyle", "global", "globalThis", "history", "innerHeight", "localStorage",
    "location", "matchMedia", "navigator", "parent", "performance", "queueMicrotask", "requestAnimationFrame", "self", "sessionStorage",
    "setInterval", "setTimeout", "undefined", "window",
];

/// A classic script, in letters that mean the same in a page of any encoding: it may be joined to others there.
pub fn script(source: &str) -> Result<String, String> {
    let mut ascii = String::with_capacity(source.len());
    for letter in short(source, SourceType::cjs())?.chars() {
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
    short(source, SourceType::mjs())
}

fn short(source: &str, kind: SourceType) -> Result<String, String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, kind).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(format!("the loader is no JavaScript: {problem}"));
    }
    let mut program = parsed.program;
    // The files of a script are put together by hand, and what one shares with the next is a list of names.
    let scoping = SemanticBuilder::new().build(&program).semantic.into_scoping();
    let mut named = scoping.root_unresolved_references().keys();
    if let Some(unknown) = named.find(|name| !OF_THE_PAGE.contains(&name.as_str())) {
        return Err(format!("the loader names {unknown}, which nobody defines"));
    }
    let compress = CompressOptions { target: EngineTargets::from_target(OLDEST)?, ..CompressOptions::default() };
    let own = ManglePropertiesOptions::from_pattern(OWN)?;
    let options =
        MinifierOptions { compress: Some(compress), mangle_properties: Some(own), ..MinifierOptions::default() };
    let minified = Minifier::new(options).minify(&allocator, &mut program);
    let comments = CommentOptions { legal: LegalComment::Inline, ..CommentOptions::disabled() };
    let options = CodegenOptions { comments, ..CodegenOptions::minify() };
    Ok(Codegen::new().with_options(options).with_scoping(minified.scoping).build(&program).code)
}

/// A style sheet.
pub fn styles(source: &str) -> Result<String, String> {
    let sheet =
        StyleSheet::parse(source, ParserOptions::default()).map_err(|error| format!("a style sheet: {error}"))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    sheet.to_css(options).map(|printed| printed.code).map_err(|error| format!("a style sheet: {error}"))
}
