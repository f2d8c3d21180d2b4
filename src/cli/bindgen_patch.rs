//! The glue that wasm-bindgen writes, made shorter and put behind a wall: no exception of the module reaches a page.
//! All that is changed in what wasm-bindgen writes is changed here, and told by line when another version writes it otherwise.

use anyhow::{Context, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How the module changes the tree of nodes and hears events, and what does it in its place.
const GUARDED: [(&str, &str); 6] = [
    ("arg0.insertBefore(arg1, arg2)", "insertNode(arg0, arg1, arg2)"),
    ("arg0.removeChild(arg1)", "removeNode(arg0, arg1)"),
    (
        "arg0.nodeValue = arg1 === 0 ? undefined : getStringFromWasm0(arg1, arg2)",
        "writeText(arg0, getStringFromWasm0(arg1, arg2))",
    ),
    (
        "arg0.setAttribute(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4))",
        "writeAttribute(arg0, getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4))",
    ),
    // What a module hears ends with it, also when it crashes and can let go of nothing.
    (
        "arg0.addEventListener(getStringFromWasm0(arg1, arg2), arg3, arg4)",
        "arg0.addEventListener(getStringFromWasm0(arg1, arg2), arg3, { ...arg4, signal })",
    ),
    ("arg0.value = getStringFromWasm0(arg1, arg2)", "writeValue(arg0, getStringFromWasm0(arg1, arg2))"),
];

/// What stands in the place of what is changed.
const IMPORTS: &str = "import { insertNode, isInstance, removeNode, writeText } from \"./widget/dom-guard.js\";
import { writeAttribute, writeValue } from \"./widget/fields.js\";\n";

/// The glue as a part of a JavaScript module, which exports `bindings`: `bindings(wrap, signal)(compiled)` starts a module:
/// `wrap` may put something between its exports and whoever calls them, and what it hears ends with `signal`.
pub fn patch(glue: &str) -> Result<String> {
    ensure_unique_functions(glue)?;
    // A browser that lacks these is told so before it comes here: the minifier leaves out what makes up for them.
    let mut glue = glue.to_owned();
    for lacking in ["(typeof FinalizationRegistry === 'undefined')", "(!('encodeInto' in cachedTextEncoder))"] {
        split_at_marker(&glue, lacking)?;
        glue = glue.replace(lacking, "(false)");
    }
    // What a page does to the drawing does not make the module fall (`www/loader/widget/dom-guard.js`), and a field shows what is
    // known (`fields.js`).
    for (call, guarded) in GUARDED {
        split_at_marker(&glue, call)?;
        glue = glue.replace(call, guarded);
    }
    let glue = &replace_instanceof(&glue)?;
    // How it loads is ours: the loader has compiled the module when it comes here.
    let (before, rest) = split_at_marker(glue, "async function __wbg_load(")?;
    let (_, after) = split_at_marker(rest, "return Object.assign(__wbg_init, { initSync }, exports)")?;
    let starting = "return Object.assign(async (module) => {
            const instance = await WebAssembly.instantiate(module, __wbg_get_imports());
            return __wbg_finalize_init(instance, module);
        }, exports)";
    // What a panic says of a value: its text will do.
    let (before, rest) = split_at_marker(before, "function debugString(val) {")?;
    let (_, rest) = split_at_marker(rest, "\n\nfunction ")?;
    let before = &format!("{before}function debugString(val) {{ return `${{val}}`; }}\nfunction {rest}");
    let (before, finalized) = split_at_marker(before, "wasm = instance.exports")?;
    // Where the script came from, the loader knows too.
    let (head, body) = split_at_marker(before, "let script_src;")?;
    let (_, body) = split_at_marker(body, "location.href).toString();\n            }")?;
    Ok(format!(
        "{IMPORTS}export const bindings = (wrap, signal) => {{\n{head}{body}wasm = wrap(instance.exports){finalized}{starting}{after}\nreturn wasm_bindgen;\n}};\n"
    ))
}

/// Refuses an export of ours that has the name of a function of wasm-bindgen's own: JavaScript takes the last one for both.
fn ensure_unique_functions(glue: &str) -> Result<()> {
    let mut names = BTreeSet::new();
    for line in glue.lines() {
        let Some(name) = line.trim_start().strip_prefix("function ").and_then(|rest| rest.split('(').next()) else {
            continue;
        };
        if !names.insert(name) {
            bail!("wasm-bindgen's glue has two functions {name}: give the export of that name another one");
        }
    }
    Ok(())
}

/// The glue that asks the browser what a thing is, not the names that a page may have taken (`www/loader/widget/dom-guard.js`).
fn replace_instanceof(glue: &str) -> Result<String> {
    const ASKED: &str = "arg0 instanceof ";
    let (before, _) = split_at_marker(glue, ASKED)?;
    let mut out = before.to_owned();
    for rest in glue.split(ASKED).skip(1) {
        let (name, after) = split_at_marker(rest, ";")?;
        let _ = write!(out, "isInstance(arg0, '{name}');{after}");
    }
    Ok(out)
}

fn split_at_marker<'a>(glue: &'a str, at: &str) -> Result<(&'a str, &'a str)> {
    glue.split_once(at).with_context(|| describe_mismatch(glue, at))
}

/// What to tell whoever brings another wasm-bindgen: what is expected here, and the line there that is most like it.
fn describe_mismatch(glue: &str, expected: &str) -> String {
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let sought = words(expected);
    let nearest = glue.lines().max_by_key(|line| {
        let (found, shared) = (words(line), words(line).intersection(&sought).count());
        // Of two that share as many words the one with fewer others.
        (shared, std::cmp::Reverse(found.len()))
    });
    format!(
        "this wasm-bindgen writes other glue than src/cli/bindgen_patch.rs changes\n  - {expected}\n  + {}",
        nearest.unwrap_or_default().trim()
    )
}

/// What module and glue call each other by, made short in both: a hundred hashes that no one reads, 2 kB in brotli.
pub fn shorten_imports_and_exports(glue: &str, wasm: &mut walrus::Module) -> Result<String> {
    let short = |index: usize| format!("_{index}");
    let mut inwards = BTreeMap::new();
    for (index, import) in wasm.imports.iter_mut().enumerate() {
        inwards.insert(std::mem::replace(&mut import.name, short(index)), short(index));
    }
    let mut outwards = BTreeMap::new();
    for (index, export) in wasm.exports.iter_mut().filter(|export| export.name != "memory").enumerate() {
        outwards.insert(std::mem::replace(&mut export.name, short(index)), short(index));
    }
    shorten_names(glue, &inwards, &outwards)
}

/// The glue with other names for what it gives the module (`name: function`) and what it calls there (`wasm.name`).
fn shorten_names(
    glue: &str,
    inwards: &BTreeMap<String, String>,
    outwards: &BTreeMap<String, String>,
) -> Result<String> {
    const CALL: &str = "wasm.";
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut out = String::with_capacity(glue.len());
    let (mut rest, mut given) = (glue, 0);
    while let Some(start) = rest.find(is_name) {
        let (before, from) = rest.split_at(start);
        let (name, after) = from.split_at(from.find(|letter| !is_name(letter)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(match (inwards.get(name), outwards.get(name)) {
            (Some(short), _) if after.starts_with(": function") => {
                given += 1;
                short
            }
            (_, Some(short)) if out.ends_with(CALL) => short,
            _ => name,
        });
        rest = after;
    }
    out.push_str(rest);
    ensure!(given == inwards.len(), "{given} of {} imports are in the glue", inwards.len());
    Ok(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{describe_mismatch, ensure_unique_functions, patch, shorten_names};
    use std::collections::BTreeMap;

    const GLUE: &str = "let wasm_bindgen = (function(exports) {
    function __wbg_get_imports() {
        const import0 = {
            __wbg_setAttribute_6fde4098d274155c: function(arg0, arg1, arg2, arg3, arg4) {
                arg0.setAttribute(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4), true);
            },
        };
    }
})({});";

    #[test]
    fn another_glue_is_told_with_what_is_expected_and_what_is_there() {
        assert_eq!(
            describe_mismatch(
                GLUE,
                "arg0.setAttribute(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4))"
            ),
            "this wasm-bindgen writes other glue than src/cli/bindgen_patch.rs changes
  - arg0.setAttribute(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4))
  + arg0.setAttribute(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4), true);"
        );
        assert!(patch(GLUE).is_err());
    }

    #[test]
    fn an_export_named_like_a_function_of_the_glue_is_refused() {
        let twice = format!("{GLUE}\nfunction decodeText(ptr, len) {{}}\nfunction decodeText(bytes) {{}}");
        let refusal = ensure_unique_functions(&twice).unwrap_err().to_string();
        assert!(refusal.contains("two functions decodeText"), "{refusal}");
        assert!(ensure_unique_functions(GLUE).is_ok());
    }

    #[test]
    fn names_are_shortened_where_they_are_given_and_where_they_are_called() {
        let names = |long: &str, short: &str| BTreeMap::from([(long.to_owned(), short.to_owned())]);
        let glue = "{ __wbg_now_1: function() {}, now: __wbg_now_1 }; wasm.widget_new(1); widget_new(2);";
        assert_eq!(
            shorten_names(glue, &names("__wbg_now_1", "_0"), &names("widget_new", "_1")).unwrap(),
            "{ _0: function() {}, now: __wbg_now_1 }; wasm._1(1); widget_new(2);"
        );
        assert!(shorten_names("{}", &names("__wbg_now_1", "_0"), &BTreeMap::new()).is_err());
    }
}
