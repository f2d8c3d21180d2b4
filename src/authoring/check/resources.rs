//! What an editor may get wrong in the words of a resource, in what they rest on, in what it repeats and in who proposes
//! it: each with what to do.

use crate::diagnostic::{Finding, Findings};
use crate::source::{Basis, Content, DomainsBasis, ResourceFile, Status, Text, TitleBasis};
use boussole_content::table::fold;
use boussole_domain::vocabulary::Circle;
use std::collections::{BTreeMap, BTreeSet};

const FILE: &str = "content/resources.json";
/// The longest summary, in characters: what a card shows without becoming a page.
const MAX_SUMMARY_CHARS: usize = 300;
/// The most sentences of a summary.
const MAX_SUMMARY_SENTENCES: usize = 2;
/// The longest keyword, in characters: nobody types more into a search box for one thing.
const MAX_KEYWORD_CHARS: usize = 60;
/// What parts keywords in a table: one that holds it is several.
const KEYWORD_SEPARATORS: [char; 5] = ['|', ',', ';', '\n', '\r'];

/// Everything that is wrong with these fields of the resources.
pub(super) fn check(content: &Content, findings: &mut Findings) {
    check_circles(&content.circles, findings);
    let all: BTreeMap<&str, &ResourceFile> =
        content.resources.iter().map(|resource| (resource.id.as_str(), resource)).collect();
    let mut titles: BTreeMap<String, &ResourceFile> = BTreeMap::new();
    for resource in &content.resources {
        let mut report = ResourceReport { id: &resource.id, findings };
        check_summary(&resource.summary, &mut report);
        check_keywords(resource, &mut report);
        check_evidence(resource, &mut report);
        check_duplicate(resource, &all, content, &mut report);
        check_circle(resource, &mut report);
        if let Some(other) = titles.insert(fold(&resource.title), resource)
            && [resource, other].iter().all(|item| item.duplicate_of.is_none())
        {
            let message =
                format!("is that of \"{}\": if one repeats the other, say so in its \"duplicate_of\"", other.id);
            report.warning("title", message);
        }
    }
}

/// Findings about one resource.
struct ResourceReport<'a> {
    id: &'a str,
    findings: &'a mut Findings,
}

impl ResourceReport<'_> {
    fn error(&mut self, field: &str, problem: impl Into<String>) {
        self.findings.push(Finding::error(FILE, problem).item(self.id).field(field));
    }

    fn warning(&mut self, field: &str, problem: impl Into<String>) {
        self.findings.push(Finding::warning(FILE, problem).item(self.id).field(field));
    }
}

fn check_circles(circles: &[Circle], findings: &mut Findings) {
    let names = Circle::ALL.map(Circle::id).join(", ");
    let mut error = |problem: String| findings.push(Finding::error(FILE, problem).field("circles"));
    if circles.is_empty() {
        error(format!("is empty, so that no resource would show: name some of {names}"));
    }
    for circle in Circle::ALL {
        if circles.iter().filter(|other| **other == circle).count() > 1 {
            error(format!("\"{}\" stands twice: take one out", circle.id()));
        }
    }
}

/// The text in each language that has one, with the name of its field.
fn texts_by_language(text: &Text) -> impl Iterator<Item = (&'static str, &str)> {
    [("summary.fr", Some(text.fr.as_str())), ("summary.en", text.en.as_deref())]
        .into_iter()
        .filter_map(|(field, text)| Some((field, text?)))
}

fn check_summary(text: &Text, report: &mut ResourceReport<'_>) {
    for (field, text) in texts_by_language(text) {
        let length = text.chars().count();
        if length > MAX_SUMMARY_CHARS {
            report.error(field, format!("has {length} letters: shorten it to {MAX_SUMMARY_CHARS} at most"));
        }
        let sentences = sentences(text);
        if sentences > MAX_SUMMARY_SENTENCES {
            report.warning(field, format!("has {sentences} sentences: two are enough, the rest is on its page"));
        }
    }
}

/// How many sentences a text has. One ends where a mark that ends sentences, whatever closes behind it, is followed by a
/// capital or by nothing. A capital alone before the mark is an initial.
fn sentences(text: &str) -> usize {
    let is_delimiter = |letter: char| letter.is_whitespace() || "«»“”\"\u{2019}'()[]".contains(letter);
    let mut count = 0;
    let mut rest = text.trim();
    while let Some((before, after)) = rest.split_once(['.', '!', '?', '…']) {
        let next = after.trim_start_matches(is_delimiter);
        let is_parted = after.starts_with(is_delimiter);
        let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if next.is_empty() || (is_parted && !is_initial && next.starts_with(char::is_uppercase)) {
            count += 1;
        }
        rest = after;
    }
    // What no mark ends is one too.
    count + usize::from(!rest.trim_matches(is_delimiter).is_empty())
}

fn check_keywords(resource: &ResourceFile, report: &mut ResourceReport<'_>) {
    for (field, words) in [("keywords.fr", &resource.keywords.fr), ("keywords.en", &resource.keywords.en)] {
        if words.is_empty() {
            report.warning(field, "lists none: who uses other words than ours will not find it");
        }
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for word in words {
            let key = fold(word);
            let length = word.chars().count();
            if key.is_empty() {
                report.error(field, format!("\"{word}\" has no letter: take it out"));
            } else if let Some(other) = seen.insert(key, word) {
                report.error(field, format!("\"{word}\" repeats \"{other}\": take one of the two out"));
            } else if word.contains(KEYWORD_SEPARATORS) {
                report.error(field, format!("\"{word}\" is several: write each apart"));
            } else if length > MAX_KEYWORD_CHARS {
                let message =
                    format!("\"{word}\" has {length} letters: {MAX_KEYWORD_CHARS} at most, as somebody would type it");
                report.error(field, message);
            } else if word.trim() != word {
                report.error(field, format!("\"{word}\" begins or ends with a blank: take that out"));
            }
        }
    }
}

/// What the summary, the title and the fields rest on, beside the evidence of it.
fn check_evidence(resource: &ResourceFile, report: &mut ResourceReport<'_>) {
    let mut seen = BTreeSet::new();
    for evidence in &resource.evidence {
        if !is_address(evidence) && !is_line(evidence) {
            let message =
                format!("\"{evidence}\" is neither an address (https://… or http://…) nor a line (seed:L123)");
            report.error("evidence", message);
        } else if !seen.insert(evidence) {
            report.error("evidence", format!("\"{evidence}\" stands twice: take one out"));
        }
    }
    let read = resource.evidence.iter().any(|evidence| is_address(evidence));
    let reported = resource.evidence.iter().any(|evidence| is_line(evidence));
    let unread = "says that a page was read, and \"evidence\" has no address: name the page there";
    match resource.basis {
        None => report.warning("basis", "is missing: say what the summary rests on, page, seed or title"),
        Some(Basis::Page) if !read => report.error("basis", unread),
        Some(Basis::Seed) if !reported => {
            let message =
                "says that the report tells it, and \"evidence\" has no line of it: name one there (seed:L123)";
            report.error("basis", message);
        }
        Some(_) => {}
    }
    let alone = "says that a page was read, and \"basis\" says title alone: one of the two is wrong";
    match resource.domains_basis {
        None => report.warning("domains_basis", "is missing: say what the fields rest on, stated, page or title"),
        Some(DomainsBasis::Page) if !read => report.error("domains_basis", unread),
        Some(DomainsBasis::Page) if resource.basis == Some(Basis::Title) => report.error("domains_basis", alone),
        Some(_) => {}
    }
    match resource.title_basis {
        Some(TitleBasis::Page) if !read => report.error("title_basis", unread),
        Some(TitleBasis::Page) if resource.basis == Some(Basis::Title) => report.error("title_basis", alone),
        Some(TitleBasis::Address) if resource.url.is_none() => {
            report.error("title_basis", "says that the title was read in an address, and there is no \"url\": add it");
        }
        _ => {}
    }
    if resource.note.as_ref().is_some_and(|note| note.trim().is_empty()) {
        report.error("note", "is empty: write one, or take it out");
    }
}

/// An address of a page.
fn is_address(evidence: &str) -> bool {
    let rest = evidence.strip_prefix("https://").or_else(|| evidence.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) && !evidence.contains([' ', '|', '\n', '\t'])
}

/// A line of the report, or several: `seed:L123`, `seed:L123-125`.
fn is_line(evidence: &str) -> bool {
    let lines = evidence.strip_prefix("seed:L").map(|lines| lines.split('-'));
    lines.is_some_and(|mut lines| lines.all(|line| line.parse::<u32>().is_ok()))
}

fn check_duplicate(
    resource: &ResourceFile,
    all: &BTreeMap<&str, &ResourceFile>,
    content: &Content,
    report: &mut ResourceReport<'_>,
) {
    const FIELD: &str = "duplicate_of";
    let Some(id) = &resource.duplicate_of else { return };
    match all.get(id.as_str()) {
        _ if *id == resource.id => report.error(FIELD, "is the resource itself: name the other one, or take it out"),
        None => report.error(FIELD, format!("\"{id}\" is the id of no resource")),
        Some(other) if other.duplicate_of.is_some() => {
            let further = other.duplicate_of.as_deref().unwrap_or_default();
            report.error(FIELD, format!("\"{id}\" itself repeats \"{further}\": name one that repeats none"));
        }
        Some(other) if other.status == Status::Retired || !content.circles.contains(&other.circle) => {
            report.warning(FIELD, format!("\"{id}\" is not proposed any more, so that neither of the two is"));
        }
        Some(_) => {}
    }
}

/// Who proposes it, and where it may be asked for.
fn check_circle(resource: &ResourceFile, report: &mut ResourceReport<'_>) {
    if resource.circle != Circle::ThirdParty {
        return;
    }
    if resource.publisher.trim().is_empty() {
        report.error("circle", "is third-party, and only the publisher says whose it is: name it");
    } else if fold(&resource.publisher).split('-').any(|word| word == "rameau") {
        report.warning("circle", format!("is third-party, and \"{}\" publishes it: rameau?", resource.publisher));
    }
    if resource.url.is_none() {
        report.warning("circle", "is third-party, without an address: nobody here can send it");
    }
}

#[cfg(test)]
mod tests {
    use super::{is_address, is_line, sentences};

    #[test]
    fn sentences_are_counted_as_people_do() {
        for (text, expected) in [
            ("", 0),
            ("Un guide", 1),
            ("Un guide.", 1),
            ("Un guide. Il dit comment.", 2),
            ("Il dit comment… Et pourquoi ? Pour qui !", 3),
            ("Après le colloque « L’affaire de tous ? ». Il fait le bilan.", 2),
            ("Il dit : « Agir. » Puis il compte.", 2),
            ("Réseau de 1.200 lieux, au 1.1.2020, etc. et au-delà.", 1),
            ("Selon M. Dupont et J. Martin, oui.", 1),
            ("Écrit avec www.exemple.org pour tous.", 1),
            ("Une. « Deux. » Trois", 3),
        ] {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }

    #[test]
    fn evidence_is_an_address_or_a_line() {
        for address in ["https://exemple.org/a?b", "http://exemple.org"] {
            assert!(is_address(address), "{address}");
        }
        for other in ["exemple.org", "https://", "https:// exemple.org", "ftp://exemple.org", "javascript:alert(1)", ""]
        {
            assert!(!is_address(other), "{other}");
        }
        assert!(is_line("seed:L12") && is_line("seed:L12-14"));
        for other in ["seed:12", "seed:L", "seed:L12-", "L12", "inference"] {
            assert!(!is_line(other), "{other}");
        }
    }
}
