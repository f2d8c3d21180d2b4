//! The first sentence of a comment is shown alone, in lists and by editors: it names what it is about.

use super::layers::sources;
use super::root;

#[test]
fn every_comment_names_what_it_is_about() {
    let alone = ["The same ", "It ", "Its ", "They ", "Them ", "Their ", "She ", "Those ", "These ", "This ", "That "];
    // Message keys are documented by their French texts.
    let files =
        ["src", "tests/cli", "tests/common", "tests/widget"].map(|folder| sources(&root().join(folder))).concat();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("i18n/keys.rs")) {
        let text = std::fs::read_to_string(file).unwrap();
        let mut before = "";
        for (index, line) in text.lines().map(str::trim).enumerate() {
            let comment = line.strip_prefix("/// ").or_else(|| line.strip_prefix("//! "));
            let begins = comment.filter(|_| !before.starts_with("///") && !before.starts_with("//!"));
            if begins.is_some_and(|comment| alone.iter().any(|word| comment.starts_with(word))) {
                wrong.push(format!("{}:{}: {line}", file.display(), index + 1));
            }
            before = line;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
