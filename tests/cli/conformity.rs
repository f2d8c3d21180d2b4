//! The statement of conformity: 106 criteria, each resting on tests that exist, on checks that people can do, or on a
//! reason; and states that follow from what was seen, never from what was hoped.

use super::root;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn read(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("www/conformity").join(name)).unwrap()).unwrap()
}

fn texts<'a>(value: &'a Value, field: &str) -> Vec<&'a str> {
    value[field].as_array().map(|list| list.iter().map(|text| text.as_str().unwrap()).collect()).unwrap_or_default()
}

/// The ids that end the titles of browser tests, each with the number of tests that have it.
fn ids() -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root().join("tests/browser")).unwrap().flatten() {
        let text = fs::read_to_string(entry.path()).unwrap();
        for line in text.lines().filter(|line| line.trim_start().starts_with("test(")) {
            let Some((_, ending)) = line.split_once("[rgaa:") else { continue };
            let (id, behind) = ending.split_once(']').unwrap();
            assert!(behind.starts_with(['"', '`']), "an id ends a title: {line}");
            *found.entry(id.to_owned()).or_default() += 1;
        }
    }
    found
}

/// The table for a record of tests: the state of each criterion, by number.
fn states(name: &str, tests: &BTreeMap<String, &str>) -> (BTreeMap<String, String>, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rgaa").join(name);
    fs::create_dir_all(&folder).unwrap();
    let record = folder.join("tests.json");
    fs::write(&record, json!({ "date": "2026-11-25", "tests": tests }).to_string()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_boussole"))
        .args(["rgaa", "--out", folder.to_str().unwrap(), "--results", record.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let csv = fs::read_to_string(folder.join("rgaa.csv")).unwrap();
    let rows = csv.lines().skip(1).map(|row| {
        let cells: Vec<&str> = row.trim_matches('"').split("\";\"").collect();
        assert_eq!(cells.len(), 7, "{row}");
        (cells[0].to_owned(), cells[4].to_owned())
    });
    (rows.collect(), folder)
}

/// A title with an id: what stands before that may change.
fn title(id: &str) -> String {
    format!("a sentence [rgaa:{id}]")
}

/// All that criteria rest on, seen to pass.
fn passed() -> BTreeMap<String, &'static str> {
    let standard = read("rgaa.json");
    let criteria = standard["criteria"].as_array().unwrap();
    criteria.iter().flat_map(|own| texts(own, "tests")).map(|id| (title(id), "passed")).collect()
}

#[test]
fn each_of_106_criteria_rests_on_something_that_exists() {
    let (standard, script) = (read("rgaa.json"), read("checks.json"));
    let criteria = standard["criteria"].as_array().unwrap();
    // Criteria by topic, as the standard has them.
    let sizes = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];
    let expected: Vec<String> =
        (1..).zip(sizes).flat_map(|(topic, size)| (1..=size).map(move |index| format!("{topic}.{index}"))).collect();
    assert_eq!(expected.len(), 106);
    assert_eq!(criteria.iter().map(|criterion| criterion["number"].as_str().unwrap()).collect::<Vec<_>>(), expected);
    assert_eq!(standard["topics"].as_array().unwrap().len(), sizes.len());

    let ids = ids();
    let (mut found, twice) = (BTreeSet::new(), ids.iter().filter(|(_, count)| **count > 1).collect::<Vec<_>>());
    assert!(twice.is_empty(), "ids that more than one test has: {twice:?}");
    let checks: BTreeSet<&str> =
        script["checks"].as_array().unwrap().iter().map(|check| check["id"].as_str().unwrap()).collect();
    let mut used = BTreeSet::new();
    for criterion in criteria {
        let number = criterion["number"].as_str().unwrap();
        let (tests, people) = (texts(criterion, "tests"), texts(criterion, "people"));
        let reason = criterion["not_applicable"].as_str();
        assert_ne!(reason.is_some(), !tests.is_empty() || !people.is_empty(), "{number}");
        assert!(reason.is_none_or(|why| why.len() > 7), "{number}");
        for id in tests {
            assert!(ids.contains_key(id), "{number}: no title of a browser test ends in [rgaa:{id}]");
            found.insert(id.to_owned());
        }
        for id in people {
            assert!(checks.contains(id), "{number}: no check {id}");
            used.insert(id);
        }
    }
    assert_eq!(found, ids.into_keys().collect(), "an id that no criterion needs");
    assert_eq!(checks.len(), 15);
    assert_eq!(used, checks, "a check that no criterion needs");
    assert_eq!(texts(&script, "pairs"), ["NVDA + Firefox", "NVDA + Chrome", "VoiceOver + Safari"]);
}

#[test]
fn a_state_follows_from_what_was_seen() {
    let standard = read("rgaa.json");
    let criteria = standard["criteria"].as_array().unwrap();
    let (seen, folder) = states("passed", &passed());
    assert_eq!(seen.len(), 106);
    for criterion in criteria {
        let number = criterion["number"].as_str().unwrap();
        let expected = if criterion["not_applicable"].is_string() {
            "non applicable"
        } else if texts(criterion, "people").is_empty() {
            "conforme"
        } else {
            // Nobody has listened yet.
            "non vérifié"
        };
        assert_eq!(seen[number], expected, "{number}");
    }
    let page = fs::read_to_string(folder.join("rgaa.html")).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(page.matches("<th scope=\"row\">").count(), 106);
    assert_eq!(page.matches(" : non vérifié</li>").count(), 45, "15 checks by 3 pairs");
    assert!(page.contains("Le taux de conformité n’est pas établi"));

    let (unseen, _) = states("no-run", &BTreeMap::new());
    assert!(unseen.values().all(|state| state == "non vérifié" || state == "non applicable"));

    let mut broken = passed();
    broken.insert(title("headings"), "failed");
    broken.insert(title("tab-order"), "skipped");
    let (broken, _) = states("broken", &broken);
    assert_eq!(broken["9.1"], "non conforme");
    assert_eq!(broken["12.8"], "non vérifié");
    assert_eq!(broken["10.4"], "conforme");
}
