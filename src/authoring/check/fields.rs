//! Checks of single fields.

use crate::diagnostic::{Finding, Findings};
use crate::source::Text;

pub(super) fn check_slug(file: &str, id: &str, findings: &mut Findings) {
    let fits =
        !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !fits {
        findings
            .push(Finding::error(file, "an id has small letters a-z, digits and hyphens only").item(id).field("id"));
    }
}

pub(super) fn check_text(file: &str, item: &str, field: &str, text: &Text, findings: &mut Findings) {
    if text.fr.trim().is_empty() {
        findings.push(Finding::error(file, "the French text is missing").item(item).field(&format!("{field}.fr")));
    }
    if text.en.as_deref().is_none_or(|text| text.trim().is_empty()) {
        findings.push(
            Finding::warning(file, "the English text is missing: French will show")
                .item(item)
                .field(&format!("{field}.en")),
        );
    }
}

pub(super) fn check_source(file: &str, item: &str, source: &[String], findings: &mut Findings) {
    if source.is_empty() || source.iter().any(|source| source.trim().is_empty()) {
        findings.push(Finding::error(file, "a fact needs a source, if only \"inference\"").item(item).field("source"));
    }
}
