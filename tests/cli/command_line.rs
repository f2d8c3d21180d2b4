//! The command line as its users call it.

use super::{data, root};
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn boussole(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_boussole"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn score_prints_the_result_of_a_worked_case() {
    let cases: Vec<serde_json::Value> = serde_json::from_str(&data("vectors.json")).unwrap();
    for case in cases.iter().take(5) {
        let output = boussole(&["score", "-"], &case["answers"].to_string());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap(), *case);
    }
}

#[test]
fn a_result_of_the_first_edition_replays_as_under_another_content() {
    let file = root().join("tests/data/released/1.0.0/journey.json");
    let output = boussole(&["replay", file.to_str().unwrap()], "");
    let message = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains("content then: 83ae1994abf98ff7, another\n"), "{message}");
    assert!(message.contains("the result differs, under another content:\n"), "{message}");
    let differing: Vec<&str> = message.lines().filter(|line| line.starts_with("  result › ")).collect();
    assert!(!differing.is_empty());
    for line in differing {
        let on_the_path = ["  result › path ", "  result › explorer: "].iter().any(|part| line.starts_with(part));
        assert!(on_the_path, "answers, heading, matrix and dates mean what they meant: {line}");
    }
}

#[test]
fn answers_that_an_editor_saved_again_are_read() {
    let first = boussole(&["score"], r#"{"profile":"media"}"#);
    let again = boussole(&["score"], "\u{feff}{\r\"profile\":\"media\"\r}");
    assert!(again.status.success() && again.stdout == first.stdout, "{}", String::from_utf8_lossy(&again.stderr));
}

#[test]
fn without_a_start_there_is_no_trajectory_and_milestones_come_on_demand() {
    let output = boussole(&["score"], r#"{"profile":"media"}"#);
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(result.get("trajectory").is_none() && result.get("milestones").is_none());
    let output = boussole(&["score", "--milestones"], r#"{"profile":"media"}"#);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("start: no answer, so there are no milestones"));
    let output = boussole(&["score", "--milestones", "-"], r#"{"start":"2026-09-01"}"#);
    assert!(output.stderr.is_empty());
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let kinds: Vec<&str> =
        result["milestones"].as_array().unwrap().iter().map(|each| each["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "review").count(), 9);
    assert_eq!(kinds.iter().filter(|kind| **kind == "mark").count(), 3);
}

#[test]
fn bad_answers_name_the_field_on_standard_error_and_exit_with_2() {
    let check = |input: &str, expected: &str| {
        let output = boussole(&["score"], input);
        assert_eq!(output.status.code(), Some(2), "{input}");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(expected), "{input}: {error}");
        assert!(output.stdout.is_empty());
    };
    check("{", "answers: not JSON");
    check("", "answers: not JSON: the file is empty");
    check(&"[".repeat(100_000), "answers: not JSON");
    check(r#"{"profile":"maire"}"#, "profile: unknown id \"maire\"");
    check(r#"{"horizons":[1,2,3]}"#, "horizons: must sum to 100, sums to 6");
    check(r#"{"start":"2026-02-29"}"#, "start:");
    check(r#"{"domains":["d01","d02","d03","d04"]}"#, "domains: more than 3");
    let output = boussole(&["score", "no-such-file.json"], "");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn check_exits_with_1_and_lists_what_is_wrong() {
    let good = boussole(&["check"], "");
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stdout));
    let empty = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("empty");
    std::fs::create_dir_all(&empty).unwrap();
    let bad = boussole(&["check", empty.to_str().unwrap()], "");
    assert_eq!(bad.status.code(), Some(1));
    let lines = String::from_utf8_lossy(&bad.stdout).into_owned();
    for file in ["content/profiles.json", "content/rules.json", "content/resources.json", "i18n/fr.json"] {
        assert!(lines.contains(file), "{file} is not named in {lines}");
    }
    assert!(root().join("www/content").is_dir());
}

#[test]
fn check_reads_the_circles_of_an_overlay() {
    let file = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("circles.json");
    let check = |circles: &str| {
        let overlay = format!(r#"{{"schema":"boussole/overlay/1","circles":{circles}}}"#);
        std::fs::write(&file, overlay).unwrap();
        let output = boussole(&["check", "--overlay", file.to_str().unwrap()], "");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert_eq!(check(r#"["rameau"]"#).0, Some(0));
    let (code, message) = check(r#"["tiers"]"#);
    assert!(message.contains("circles: expected a list of circles: rameau, third-party or both"), "{message}");
    assert_eq!(code, Some(1));
}

#[test]
fn an_unknown_command_or_option_says_what_there_is() {
    let output = boussole(&["navigate"], "");
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("'navigate'") && message.contains("Run every test there is"), "{message}");
    let output = boussole(&["build", "--fast"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Usage: cargo run -- build"));
    assert_eq!(boussole(&["csv"], "").status.code(), Some(1));
    let help = boussole(&["check", "--help"], "");
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).contains("--overlay <FILE>"));
}
