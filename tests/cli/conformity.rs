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

/// What a title is in the source: a name between quotes, or one with places that are filled.
fn titles() -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("tests/browser")).unwrap().flatten() {
        let text = fs::read_to_string(entry.path()).unwrap();
        for part in text.split("test(").skip(1) {
            let quote = part.chars().next().unwrap();
            if quote == '"' || quote == '`' {
                found.push(part[1..].split(quote).next().unwrap().to_owned());
            }
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

/// All that criteria rest on, seen to pass.
fn passed() -> BTreeMap<String, &'static str> {
    let standard = read("rgaa.json");
    let criteria = standard["criteria"].as_array().unwrap();
    criteria.iter().flat_map(|own| texts(own, "tests")).map(|name| (format!("{name} and so on"), "passed")).collect()
}

#[test]
fn each_of_106_criteria_rests_on_something_that_exists() {
    let (standard, script) = (read("rgaa.json"), read("checks.json"));
    let criteria = standard["criteria"].as_array().unwrap();
    // Criteria by topic, as the standard has them.
    let sizes = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];
    let expected: Vec<String> =
        (1..).zip(sizes).flat_map(|(topic, size)| (1..=size).map(move |place| format!("{topic}.{place}"))).collect();
    assert_eq!(expected.len(), 106);
    assert_eq!(criteria.iter().map(|own| own["number"].as_str().unwrap()).collect::<Vec<_>>(), expected);
    assert_eq!(standard["topics"].as_array().unwrap().len(), sizes.len());

    let titles = titles();
    let checks: BTreeSet<&str> =
        script["checks"].as_array().unwrap().iter().map(|check| check["id"].as_str().unwrap()).collect();
    let mut used = BTreeSet::new();
    for own in criteria {
        let number = own["number"].as_str().unwrap();
        let (tests, people) = (texts(own, "tests"), texts(own, "people"));
        let reason = own["not_applicable"].as_str();
        assert_ne!(reason.is_some(), !tests.is_empty() || !people.is_empty(), "{number}");
        assert!(reason.is_none_or(|why| why.len() > 7), "{number}");
        for name in tests {
            // A title with places that are filled is known up to the first of them.
            let there = titles.iter().any(|title| {
                title.starts_with(name)
                    || title.split_once("${").is_some_and(|(before, _)| before.len() > 15 && name.starts_with(before))
            });
            assert!(there, "{number}: no test begins with {name:?}");
        }
        for id in people {
            assert!(checks.contains(id), "{number}: no check {id}");
            used.insert(id);
        }
    }
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
    for own in criteria {
        let number = own["number"].as_str().unwrap();
        let expected = if own["not_applicable"].is_string() {
            "non applicable"
        } else if texts(own, "people").is_empty() {
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
    broken.insert("RGAA 9.1 and so on".to_owned(), "failed");
    broken.insert("T52: in every view Tab and so on".to_owned(), "skipped");
    let (broken, _) = states("broken", &broken);
    assert_eq!(broken["9.1"], "non conforme");
    assert_eq!(broken["12.8"], "non vérifié");
    assert_eq!(broken["10.4"], "conforme");
}
