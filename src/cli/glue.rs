//! The glue that wasm-bindgen writes, made shorter and put behind a wall: no exception of the module reaches a page.
//! All that is changed in what wasm-bindgen writes is changed here, and told by line when another version writes it otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How the module changes the tree of nodes, and what does it in its place.
const GUARDED: [(&str, &str); 5] = [
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
    ("arg0.value = getStringFromWasm0(arg1, arg2)", "writeValue(arg0, getStringFromWasm0(arg1, arg2))"),
];

/// The factory of a module of its own: `bindings(within)(compiled)` starts one, and `within` may put something
/// between the module's exports and whoever calls them.
pub fn factory(glue: &str) -> Result<String, String> {
    // A browser that lacks these is told so before it comes here: the minifier leaves out what makes up for them.
    let mut glue = glue.to_owned();
    for lacking in ["(typeof FinalizationRegistry === 'undefined')", "(!('encodeInto' in cachedTextEncoder))"] {
        parted(&glue, lacking)?;
        glue = glue.replace(lacking, "(false)");
    }
    // What a page does to the drawing does not make the module fall (`www/loader/tree.js`), and a field shows what is
    // known (`fields.js`).
    for (own, guarded) in GUARDED {
        parted(&glue, own)?;
        glue = glue.replace(own, guarded);
    }
    let glue = &of_browser(&glue)?;
    // How it loads is ours: the loader has compiled the module when it comes here.
    let (before, rest) = parted(glue, "async function __wbg_load(")?;
    let (_, after) = parted(rest, "return Object.assign(__wbg_init, { initSync }, exports)")?;
    let starting = "return Object.assign(async (module) => {
            const instance = await WebAssembly.instantiate(module, __wbg_get_imports());
            return __wbg_finalize_init(instance, module);
        }, exports)";
    // What a panic says of a value: its text will do.
    let (before, rest) = parted(before, "function debugString(val) {")?;
    let (_, rest) = parted(rest, "\n\nfunction ")?;
    let before = &format!("{before}function debugString(val) {{ return `${{val}}`; }}\nfunction {rest}");
    let (before, finalized) = parted(before, "wasm = instance.exports")?;
    // Where the script came from, the loader knows too.
    let (head, body) = parted(before, "let script_src;")?;
    let (_, body) = parted(body, "location.href).toString();\n            }")?;
    Ok(format!(
        "const bindings = (within) => {{\n{head}{body}wasm = within(instance.exports){finalized}{starting}{after}\nreturn wasm_bindgen;\n}};\n"
    ))
}

/// The glue that asks the browser what a thing is, not the names that a page may have taken (`www/loader/tree.js`).
fn of_browser(glue: &str) -> Result<String, String> {
    const ASKED: &str = "arg0 instanceof ";
    let (before, _) = parted(glue, ASKED)?;
    let mut out = before.to_owned();
    for rest in glue.split(ASKED).skip(1) {
        let (name, after) = parted(rest, ";")?;
        let _ = write!(out, "isOf(arg0, '{name}');{after}");
    }
    Ok(out)
}

fn parted<'a>(glue: &'a str, at: &str) -> Result<(&'a str, &'a str), String> {
    glue.split_once(at).ok_or_else(|| moved(glue, at))
}

/// What to tell whoever brings another wasm-bindgen: what is expected here, and the line there that is most like it.
fn moved(glue: &str, expected: &str) -> String {
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
        "this wasm-bindgen writes other glue than src/cli/glue.rs changes\n  - {expected}\n  + {}",
        nearest.unwrap_or_default().trim()
    )
}

/// What module and glue call each other by, made short in both: a hundred hashes that no one reads, 2 kB in brotli.
pub fn with_short_names(glue: &str, wasm: &mut walrus::Module) -> Result<String, String> {
    let short = |place: usize| format!("_{place}");
    let mut inwards = BTreeMap::new();
    for (place, import) in wasm.imports.iter_mut().enumerate() {
        inwards.insert(std::mem::replace(&mut import.name, short(place)), short(place));
    }
    let mut outwards = BTreeMap::new();
    for (place, export) in wasm.exports.iter_mut().filter(|export| export.name != "memory").enumerate() {
        outwards.insert(std::mem::replace(&mut export.name, short(place)), short(place));
    }
    renamed(glue, &inwards, &outwards)
}

/// The glue with other names for what it gives the module (`name: function`) and what it calls there (`wasm.name`).
fn renamed(
    glue: &str,
    inwards: &BTreeMap<String, String>,
    outwards: &BTreeMap<String, String>,
) -> Result<String, String> {
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
    if given == inwards.len() { Ok(out) } else { Err(format!("{given} of {} imports are in the glue", inwards.len())) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{factory, moved, renamed};
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
            moved(GLUE, "arg0.setAttribute(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4))"),
            "this wasm-bindgen writes other glue than src/cli/glue.rs changes
  - arg0.setAttribute(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4))
  + arg0.setAttribute(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4), true);"
        );
        assert!(factory(GLUE).is_err());
    }

    #[test]
    fn names_are_shortened_where_they_are_given_and_where_they_are_called() {
        let names = |long: &str, short: &str| BTreeMap::from([(long.to_owned(), short.to_owned())]);
        let glue = "{ __wbg_now_1: function() {}, now: __wbg_now_1 }; wasm.widget_new(1); widget_new(2);";
        assert_eq!(
            renamed(glue, &names("__wbg_now_1", "_0"), &names("widget_new", "_1")).unwrap(),
            "{ _0: function() {}, now: __wbg_now_1 }; wasm._1(1); widget_new(2);"
        );
        assert!(renamed("{}", &names("__wbg_now_1", "_0"), &BTreeMap::new()).is_err());
    }
}
