//! What the project promises of itself: versions, licences, what is still to confirm.

use super::{copy, root};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn boussole(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_boussole")).args(args).output().unwrap()
}

fn output_text(output: &Output) -> String {
    [String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)].concat()
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}: no {from}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Content sum, journal, contract, documentation, types, loader, generated files, licences: nothing stale.
#[test]
fn this_version_may_be_released() {
    let output = boussole(&["versions"]);
    assert!(output.status.success(), "{}", output_text(&output));
}

#[test]
fn a_version_that_takes_something_back_or_says_nothing_of_its_content_is_refused() {
    let version = concat!("versions/", env!("CARGO_PKG_VERSION"), ".json");
    let problem = |change: &dyn Fn(&Path), expected: &str| {
        let www = copy("versions");
        change(&www);
        let output = boussole(&["versions", "--www", www.to_str().unwrap()]);
        assert!(
            !output.status.success() && output_text(&output).contains(expected),
            "{expected}: {}",
            output_text(&output)
        );
    };
    problem(&|www| edit(&www.join("content/resources.json"), "\"title\": \"", "\"title\": \"Le "), "the content is ");
    problem(&|www| fs::remove_file(www.join(version)).unwrap(), "is missing: what changed?");
    problem(&|www| edit(&www.join(version), "\"preset\", ", ""), "the element is asked for preset");
    problem(
        &|www| {
            let before = fs::read_to_string(www.join(version)).unwrap();
            let before = before.replace(concat!('"', env!("CARGO_PKG_VERSION"), '"'), "\"1.0.0-before\"");
            let before =
                before.replace("\"preset\", ", "\"preset\", \"colour\", ").replace("[\"url\"]", "[\"url\", \"kind\"]");
            fs::write(www.join("versions/0-before.json"), before.replace("\"theme\",", "\"theme\", \"colour\","))
                .unwrap();
        },
        "promised colour",
    );
    problem(&|www| edit(&www.join(version), "\"boussole-export\"", "\"boussole-save\""), "does not know boussole-save");
    problem(&|www| edit(&www.join("i18n/fr.json"), "\"Réessayer\"", "\"Essayer\""), "is stale: cargo run -- generate");
}

/// Each number, list and tag that the report does not give is on the page for Le RAMEAU.
#[test]
fn the_review_pack_names_all_that_is_to_confirm_and_no_trial_as_done() {
    let out = std::env::temp_dir().join(format!("boussole-review-{}", std::process::id()));
    let output = boussole(&["review-pack", "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", output_text(&output));
    let page = fs::read_to_string(out.join("a-confirmer.html")).unwrap();
    let rows = fs::read_to_string(out.join("a-confirmer.csv")).unwrap().lines().count() - 1;
    let mut expected = 0;
    for entry in fs::read_dir(root().join("www/content")).unwrap().flatten().map(|entry| entry.path()) {
        let Ok(text) = fs::read_to_string(&entry) else { continue };
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        expected += ["low", "medium"]
            .iter()
            .map(|value| text.matches(&format!("\"confidence\": \"{value}\"")).count())
            .sum::<usize>();
        if entry.ends_with("resources.json") {
            expected += json["items"].as_array().unwrap().len();
            for item in json["items"].as_array().unwrap() {
                let id = item["id"].as_str().unwrap();
                for (field, basis, weakest) in [("summary", "basis", "title"), ("title", "title_basis", "address")] {
                    let asked = page.contains(&format!("<th scope=\"row\">{id} › {field}</th>"));
                    assert_eq!(asked, item[basis] == weakest, "{id} › {field}");
                    expected += usize::from(asked);
                }
            }
        }
        for item in json["items"].as_array().into_iter().flatten() {
            if ["low", "medium"].contains(&item["confidence"].as_str().unwrap_or_default()) {
                assert!(page.contains(item["id"].as_str().unwrap()), "{} › {}", entry.display(), item["id"]);
            }
        }
    }
    assert!(rows >= expected, "{rows} rows for {expected} doubts");
    // The rules are told in French, each by a name.
    let rules: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("www/content/rules.json")).unwrap()).unwrap();
    let names: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("www/conformity/review.json")).unwrap()).unwrap();
    for (rule, fields) in rules.as_object().unwrap().iter().filter(|(_, fields)| fields.is_object()) {
        let name = names["names"][rule].as_str().unwrap_or_else(|| panic!("review.json has no name for {rule}"));
        assert!(page.contains(&format!("<th scope=\"row\">{name}</th>")), "{rule}");
        for field in
            fields.as_object().unwrap().keys().filter(|value| !["source", "confidence"].contains(&value.as_str()))
        {
            assert!(names["names"][field].is_string(), "review.json has no name for {rule} › {field}");
        }
    }
    let trials = fs::read_to_string(out.join("essais.html")).unwrap();
    let script: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("www/conformity/usability.json")).unwrap()).unwrap();
    let open = script["people"].as_array().unwrap().iter().filter(|person| person["done"].is_null()).count();
    assert_eq!((script["people"].as_array().unwrap().len(), trials.matches(": non fait</h2>").count()), (5, open));
    fs::remove_dir_all(out).unwrap();
}

/// Whoever reads with difficulty says of each easy text whether she understands it: once, a line each, with two boxes.
#[test]
fn the_review_pack_has_each_easy_text_on_a_sheet_for_the_people_concerned() {
    let out = std::env::temp_dir().join(format!("boussole-easy-{}", std::process::id()));
    let output = boussole(&["review-pack", "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", output_text(&output));
    let page = fs::read_to_string(out.join("facile-a-lire.html")).unwrap();
    let table = fs::read_to_string(out.join("facile-a-lire.csv")).unwrap();
    let rows = boussole_content::csv::read(&table).unwrap();
    let easy: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("www/i18n/fr-x-falc.json")).unwrap()).unwrap();
    let mut expected: Vec<&str> = ["messages", "texts"]
        .iter()
        .flat_map(|field| easy[*field].as_object().unwrap().values())
        .map(|text| text.as_str().unwrap())
        .filter(|text| {
            let mut rest = (*text).to_owned();
            for place in boussole_content::i18n::placeholders(text) {
                rest = rest.replace(&["{", place, "}"].concat(), "");
            }
            rest.chars().any(char::is_alphabetic)
        })
        .collect();
    expected.sort_unstable();
    expected.dedup();
    let mut told: Vec<&str> = rows.iter().skip(1).map(|row| row[3].as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, expected);
    assert_eq!(page.matches("<td class=\"box\">☐</td>").count(), 2 * expected.len());
    let body = page.split_once("</style>").unwrap().1;
    assert!(body.contains("<td>Votre direction\u{a0}: ….</td>") && !body.contains('{'), "a place of a message stays");
    fs::remove_dir_all(out).unwrap();
}

/// Each crate that the module holds directly is there for a reason, written beside it.
#[test]
fn each_dependency_of_the_module_has_its_reason_on_the_page_of_trust() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let pages =
        ["fr", "en"].map(|language| fs::read_to_string(root().join(format!("www/docs/{language}/trust.md"))).unwrap());
    let section = |title: &str| {
        let rest = manifest.split_once(title).unwrap().1;
        rest.split("\n[").next().unwrap().to_owned()
    };
    let both =
        [section("\n[dependencies]"), section("\n[target.'cfg(target_arch = \"wasm32\")'.dependencies]")].concat();
    let names = both.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    for (name, _) in names {
        for page in &pages {
            assert!(page.contains(&format!("| `{name}` |")), "www/docs says nothing of {name}");
        }
    }
}

/// The packages of a tree that cargo tells, each with its version and its features.
fn packages(args: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "--locked", "--offline", "--prefix", "none", "--no-dedupe", "--format", "{p} [{f}]"])
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", output_text(&output));
    String::from_utf8(output.stdout).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Who comes new waits for all of them at the first `cargo run`.
#[test]
fn the_first_build_compiles_no_tool_that_comes_compiled_and_none_of_the_tests() {
    let mut compiled = packages(&["--edges", "normal,build"]);
    // Our own stand in a folder of the project.
    compiled.retain(|package| !package.contains(root().to_str().unwrap()));
    for name in ["oxc", "lightningcss", "wasm-bindgen-cli", "rouille", "ureq", "regex", "insta", "proptest"] {
        assert!(!compiled.iter().any(|line| line.starts_with(&format!("{name} "))), "{name} is compiled again");
    }
    assert!(compiled.len() <= MOST_PACKAGES, "{} packages: {compiled:#?}", compiled.len());
}

/// How many packages the first build may compile.
const MOST_PACKAGES: usize = 200;

/// A feature more, and cargo compiles a package twice: once to build, once to test.
#[test]
fn the_tests_compile_no_package_of_the_build_anew() {
    let built = packages(&["--edges", "normal,build"]);
    let tested = packages(&["--edges", "normal,build,dev", "--workspace"]);
    let anew: Vec<&String> = built.difference(&tested).collect();
    assert!(anew.is_empty(), "declare in Cargo.toml the features that the tests need: {anew:#?}");
}

/// What makes scripts and styles short is pinned, with a sum for each file, as `Cargo.lock` does.
#[test]
fn each_tool_of_the_build_from_npm_is_pinned_by_its_sum() {
    let json = |path: &str| -> serde_json::Value {
        serde_json::from_str(&fs::read_to_string(root().join("www/loader").join(path)).unwrap()).unwrap()
    };
    let (wanted, lock) = (json("package.json"), json("package-lock.json"));
    for (name, version) in wanted["devDependencies"].as_object().unwrap() {
        assert_eq!(lock["packages"][format!("node_modules/{name}")]["version"], *version, "{name}");
    }
    for (package_path, package) in
        lock["packages"].as_object().unwrap().iter().filter(|(package_path, _)| !package_path.is_empty())
    {
        assert!(package["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-")), "{package_path}");
        assert!(package["resolved"].is_null(), "{package_path}: any registry serves it");
    }
}
