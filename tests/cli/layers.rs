//! What the crates do not hold by themselves: the direction of the layers inside the widget, and numbers in the rules.

use super::root;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

pub fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The code of a file without its comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

fn names_none_of(layer: &str, words: &[&str]) {
    let files = sources(&root().join("src").join(layer));
    assert!(!files.is_empty(), "{layer} has no source");
    for file in files {
        let code = code(&file);
        for word in words {
            assert!(!code.contains(word), "{} names {word}", file.display());
        }
    }
}

const BROWSER: [&str; 5] = ["web_sys", "js_sys", "wasm_bindgen", "gloo", "crate::element"];

#[test]
fn the_state_knows_no_drawing_and_no_browser() {
    names_none_of("app", &BROWSER);
    names_none_of("app", &["crate::view", "yew", "serde_json"]);
}

#[test]
fn a_feature_knows_neither_the_root_nor_another_feature() {
    const ROOT: [&str; 8] =
        ["app::model", "app::msg", "app::undo", "app::update", "app::Model", "app::Msg", "app::{", "super::super"];
    const FEATURES: [&str; 6] = ["explore", "instruments", "library", "share", "what_if", "workshop"];
    for folder in ["app/journey", "app/runtime", "app/features"] {
        names_none_of(folder, &ROOT);
        names_none_of(folder, &FEATURES.map(|feature| ["features::", feature].concat()).each_ref().map(String::as_str));
    }
    names_none_of("app/journey", &["features::"]);
    names_none_of("app/runtime", &["features::", "app::journey"]);
}

#[test]
fn the_views_name_no_browser_type_and_no_inline_style() {
    names_none_of("view", &BROWSER);
    names_none_of("view", &["style=", "set_inner_html", "Html::from_html_unchecked", "dangerously"]);
}

#[test]
fn the_domain_has_no_clock_no_json_and_no_dom() {
    names_none_of("domain", &["std::time", "serde_json", "web_sys", "js_sys", "wasm_bindgen", "gloo"]);
}

#[test]
fn no_weight_of_the_matrix_stands_in_the_rules_code() {
    // The report's own weights and the proposal's points: content, never code.
    names_none_of("domain", &["3000", "2400", "1400", "840", "336"]);
}

/// A command stands on top: what two of them need stands below.
#[test]
fn nothing_in_the_command_line_names_a_command_but_its_main() {
    for (module, named) in uses(&modules(&[("", "src/cli")])) {
        let below = |module: &Module| module.first().is_some_and(|first| first == "commands");
        let mut commands = named.iter().filter(|named| below(named));
        let may = module.is_empty() || module == ["commands"];
        assert!(may || commands.next().is_none(), "{module:?} names {named:?}");
    }
}

/// The folders of a crate, each with the module that its files belong to.
const CRATES: [(&str, &[(&str, &str)]); 8] = [
    ("boussole", &[("app", "src/app"), ("element", "src/element"), ("view", "src/view")]),
    ("boussole-authoring", &[("", "src/authoring")]),
    ("boussole-cli", &[("", "src/cli")]),
    ("boussole-content", &[("", "src/content")]),
    ("boussole-domain", &[("", "src/domain")]),
    ("boussole-needle", &[("", "src/needle")]),
    ("boussole-search", &[("", "src/search")]),
    ("boussole-studio", &[("", "src/studio")]),
];

/// A module by its path, below the root of its crate.
type Module = Vec<String>;

/// The code of every module of a crate, without comments, texts and tests.
fn modules(folders: &[(&str, &str)]) -> BTreeMap<Module, String> {
    let mut all = BTreeMap::new();
    for (top, folder) in folders {
        let folder = root().join(folder);
        for file in sources(&folder) {
            let below = file.strip_prefix(&folder).unwrap().with_extension("");
            let mut module: Module = [*top].iter().filter(|top| !top.is_empty()).map(|top| (*top).to_owned()).collect();
            module.extend(below.iter().map(|part| part.to_string_lossy().into_owned()));
            if ["lib", "main", "mod"].contains(&module.last().unwrap().as_str()) {
                module.pop();
            }
            let code = code(&file);
            let untested = code.split("\nmod tests").next().unwrap();
            let outside = untested.replace("\\\"", "").split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
            all.insert(module, outside);
        }
    }
    all
}

/// The paths of a `use` tree.
fn paths(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((before, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return vec![path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()];
    };
    let group = group.strip_suffix('}').unwrap_or(group);
    let (mut depth, mut items) = (0, vec![String::new()]);
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ => {}
        }
        if letter != ',' || depth > 0 {
            items.last_mut().unwrap().push(letter);
        }
    }
    let items = items.iter().filter(|item| !item.trim().is_empty());
    items.flat_map(|item| paths(&format!("{before}{}", item.trim()))).collect()
}

/// Every path that code names: those of its `use`, and those that begin where it stands.
fn named(code: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut rest = String::new();
    for (index, statement) in code.split("use ").enumerate() {
        match statement.split_once(';') {
            Some((tree, behind)) if index > 0 => {
                all.extend(paths(&tree.split_whitespace().collect::<Vec<_>>().join(" ")));
                rest.push_str(behind);
            }
            _ => rest.push_str(statement),
        }
    }
    let word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let begins = |text: &&str| ["crate::", "super::", "self::"].iter().any(|start| text.starts_with(start));
    all.extend(rest.split(|letter| !word(letter)).filter(begins).flat_map(paths));
    all
}

/// What a path that a module names leads to, from the root of the crate.
fn absolute(module: &[String], path: &[String], all: &BTreeMap<Module, String>) -> Option<Module> {
    let mut from = module.to_vec();
    let mut path = path;
    match path.first()?.as_str() {
        "crate" => {
            from.clear();
            path = &path[1..];
        }
        "self" => path = &path[1..],
        "super" => {
            while path.first().is_some_and(|part| part == "super") {
                from.pop();
                path = &path[1..];
            }
        }
        child if all.contains_key(&[module, &[child.to_owned()]].concat()) => {}
        _ => return None,
    }
    from.extend(path.iter().filter(|part| *part != "self" && *part != "*").cloned());
    Some(from)
}

/// The module that holds what a path leads to, and what stands behind it.
fn holder(path: &[String], all: &BTreeMap<Module, String>) -> (Module, Vec<String>) {
    let length = (0..=path.len()).rev().find(|length| all.contains_key(&path[..*length])).unwrap_or(0);
    (path[..length].to_vec(), path[length..].to_vec())
}

/// Which modules each module of a crate names; what another hands on is its owner's.
fn uses(all: &BTreeMap<Module, String>) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut handed: BTreeMap<(Module, String), Module> = BTreeMap::new();
    for (module, code) in all {
        for statement in code.split("pub use ").skip(1).filter_map(|rest| rest.split_once(';')) {
            for path in paths(&statement.0.split_whitespace().collect::<Vec<_>>().join(" ")) {
                let target = absolute(module, &path, all).map(|path| holder(&path, all).0);
                if let Some(target) = target.filter(|target| target != module) {
                    handed.insert((module.clone(), path.last().unwrap().clone()), target);
                }
            }
        }
    }
    let named = |(module, code): (&Module, &String)| {
        let used = named(code).into_iter().filter_map(|path| {
            let (mut target, behind) = holder(&absolute(module, &path, all)?, all);
            if let Some(owner) = behind.first().and_then(|name| handed.get(&(target.clone(), name.clone()))) {
                target.clone_from(owner);
            }
            Some(target).filter(|target| target != module)
        });
        (module.clone(), used.collect())
    };
    all.iter().map(named).collect()
}

/// The modules that a module names, and those that they name.
fn reached<'a>(module: &'a Module, uses: &'a BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let (mut reached, mut next) = (BTreeSet::new(), vec![module]);
    while let Some(module) = next.pop() {
        next.extend(uses.get(module).into_iter().flatten().filter(|module| reached.insert(*module)));
    }
    reached
}

/// Whoever reads a file must not have to read another first that needs this one.
#[test]
fn no_file_names_another_that_names_it() {
    let mut circles = Vec::new();
    for (name, folders) in CRATES {
        let all = modules(folders);
        let uses = uses(&all);
        assert!(uses.values().any(|named| !named.is_empty()) || all.len() < 3, "{name}: nothing was read");
        let mut cycles: BTreeSet<BTreeSet<&Module>> = BTreeSet::new();
        for module in all.keys() {
            let round = reached(module, &uses).into_iter().filter(|other| reached(other, &uses).contains(module));
            let round: BTreeSet<&Module> = round.collect();
            if round.contains(module) {
                cycles.insert(round);
            }
        }
        for circle in cycles {
            let files: Vec<String> = circle.iter().map(|module| module.join("/")).collect();
            circles.push(format!("{name}: {}", files.join(", ")));
        }
    }
    assert!(circles.is_empty(), "{circles:#?}");
}

/// The methods that the module may call in the loader are declared on both sides.
#[test]
fn the_port_has_one_list_of_methods_on_both_sides() {
    let declared = fs::read_to_string(root().join("src/element/port.rs")).unwrap();
    let declared: BTreeSet<String> = declared
        .split("#[wasm_bindgen(method")
        .skip(1)
        .map(|method| {
            let (options, rest) = method.split_once(")]").unwrap();
            let name = rest.split_once("fn ").unwrap().1.split('(').next().unwrap();
            options.split_once("js_name = ").map_or(name, |(_, name)| name).to_owned()
        })
        .collect();
    let class = fs::read_to_string(root().join("www/loader/widget/port.js")).unwrap();
    let written: BTreeSet<String> = class
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.trim_start_matches("async ").split_once('('))
        .map(|(name, _)| name.to_owned())
        .filter(|name| name.chars().all(char::is_alphanumeric) && name != "constructor")
        .collect();
    assert!(declared.len() > 10, "{declared:?}");
    assert_eq!(declared, written);
}
