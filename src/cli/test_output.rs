//! What the steps of `test` print: passed on while it is read, and of what failed the lines that say why.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// So many lines of one step are said once more.
const LINES_MAX: usize = 80;

/// Of a step that counts no tests, its last lines say why it failed.
const LAST_LINES: usize = 30;

/// Runs a command, passing on what it prints, line by line; whether it succeeded.
pub fn stream(command: &mut Command, mut read: impl FnMut(&str)) -> Result<bool> {
    let name = command.get_program().to_string_lossy().into_owned();
    // What it complains of goes straight on: a driver that stays behind holds that, and reading it would never end.
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("{name} cannot be run"))?;
    if let Some(out) = child.stdout.take() {
        let mut out = BufReader::new(out);
        let mut line = Vec::new();
        // Not `lines`: a byte that is no text would end the reading, and the child would wait for ever.
        while out.read_until(b'\n', &mut line).with_context(|| name.clone())? > 0 {
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end_matches(['\n', '\r']);
            println!("{text}");
            read(text);
            line.clear();
        }
    }
    child.wait().map(|status| status.success()).with_context(|| name)
}

/// The lines of a step that say what failed, and why: of libtest from `failures:` on, of TAP what follows a `not ok`.
pub fn failures(lines: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    let mut is_kept = false;
    for line in lines {
        let text = line.trim();
        is_kept |= text == "failures:" || text.starts_with("not ok ");
        if is_kept {
            kept.push(line.clone());
        }
        // The end of a block of TAP, and of one file of libtest.
        if text == "..." || text.starts_with("test result:") {
            is_kept = false;
        }
    }
    if kept.is_empty() {
        kept = lines.iter().skip(lines.len().saturating_sub(LAST_LINES)).cloned().collect();
    }
    kept.truncate(LINES_MAX);
    kept
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        failures(&text.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn what_a_test_of_the_browser_says_of_its_failure_is_kept() {
        let text =
            "ok 1 - a\n  ---\n  ...\nnot ok 2 - b\n  ---\n  error: 'three'\n  ...\nok 3 - c\n  ---\n  ...\n# fail 1";
        assert_eq!(of(text), ["not ok 2 - b", "  ---", "  error: 'three'", "  ..."]);
    }

    #[test]
    fn what_a_native_test_says_of_its_failure_is_kept() {
        let text = "test a ... ok\ntest b ... FAILED\n\nfailures:\n\n---- b stdout ----\nthree\n\nfailures:\n    b\n\n\
                    test result: FAILED. 1 passed; 1 failed; 0 ignored\n     Running other";
        let kept = of(text);
        assert_eq!(kept.first().unwrap(), "failures:");
        assert!(kept.contains(&"three".to_owned()), "{kept:?}");
        assert!(kept.last().unwrap().starts_with("test result:"), "{kept:?}");
    }

    #[test]
    fn of_a_step_that_counts_no_tests_the_last_lines_are_kept() {
        let lines: Vec<String> = (0..100).map(|number| number.to_string()).collect();
        let kept = failures(&lines);
        assert_eq!((kept.len(), kept.first().map(String::as_str)), (LAST_LINES, Some("70")));
    }

    #[test]
    fn what_a_command_prints_is_read_to_its_end_and_bytes_that_are_no_text_too() {
        let mut lines = Vec::new();
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo out; printf '\\377\\nlast'; exit 3"]);
        assert!(!stream(&mut shell, |line| lines.push(line.to_owned())).unwrap());
        assert_eq!(lines, ["out", "\u{fffd}", "last"]);
    }
}
