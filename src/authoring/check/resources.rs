//! What an editor may get wrong in the words of a resource, in what they rest on, in what it repeats and in who proposes
//! it: each with what to do.

use crate::diagnostic::{Finding, Findings};
use crate::source::{Basis, Content, DomainsBasis, ResourceFile, Status, Text, TitleBasis};
use boussole_content::table::folded;
use boussole_domain::vocabulary::Circle;
use std::collections::{BTreeMap, BTreeSet};

const FILE: &str = "content/resources.json";
/// The longest summary, in characters: what a card shows without becoming a page.
const LONGEST_SUMMARY: usize = 300;
/// The most sentences of a summary.
const MOST_SENTENCES: usize = 2;
/// The longest keyword, in characters: nobody types more into a search box for one thing.
const LONGEST_KEYWORD: usize = 60;
/// What parts keywords in a table: one that holds it is several.
const PARTS: [char; 5] = ['|', ',', ';', '\n', '\r'];

/// Everything that is wrong with these fields of the resources.
pub(super) fn check(content: &Content, findings: &mut Findings) {
    circles(&content.circles, findings);
    let all: BTreeMap<&str, &ResourceFile> = content.resources.iter().map(|own| (own.id.as_str(), own)).collect();
    let mut titles: BTreeMap<String, &ResourceFile> = BTreeMap::new();
    for resource in &content.resources {
        let mut told = Told { id: &resource.id, findings };
        summary(&resource.summary, &mut told);
        keywords(resource, &mut told);
        rests(resource, &mut told);
        repeats(resource, &all, content, &mut told);
        proposed(resource, &mut told);
        if let Some(other) = titles.insert(folded(&resource.title), resource)
            && [resource, other].iter().all(|own| own.duplicate_of.is_none())
        {
            let said = format!("is that of \"{}\": if one repeats the other, say so in its \"duplicate_of\"", other.id);
            told.warning("title", said);
        }
    }
}

/// Findings about one resource.
struct Told<'a> {
    id: &'a str,
    findings: &'a mut Findings,
}

impl Told<'_> {
    fn error(&mut self, field: &str, problem: impl Into<String>) {
        self.findings.push(Finding::error(FILE, problem).item(self.id).field(field));
    }

    fn warning(&mut self, field: &str, problem: impl Into<String>) {
        self.findings.push(Finding::warning(FILE, problem).item(self.id).field(field));
    }
}

fn circles(circles: &[Circle], findings: &mut Findings) {
    let names = Circle::ALL.map(Circle::id).join(", ");
    let mut error = |problem: String| findings.push(Finding::error(FILE, problem).field("circles"));
    if circles.is_empty() {
        error(format!("is empty, so that no resource would show: name some of {names}"));
    }
    for circle in Circle::ALL {
        if circles.iter().filter(|own| **own == circle).count() > 1 {
            error(format!("\"{}\" stands twice: take one out", circle.id()));
        }
    }
}

/// The text in each language that has one, with the name of its field.
fn spoken(text: &Text) -> impl Iterator<Item = (&'static str, &str)> {
    [("summary.fr", Some(text.fr.as_str())), ("summary.en", text.en.as_deref())]
        .into_iter()
        .filter_map(|(field, text)| Some((field, text?)))
}

fn summary(text: &Text, told: &mut Told<'_>) {
    for (field, text) in spoken(text) {
        let length = text.chars().count();
        if length > LONGEST_SUMMARY {
            told.error(field, format!("has {length} letters: shorten it to {LONGEST_SUMMARY} at most"));
        }
        let sentences = sentences(text);
        if sentences > MOST_SENTENCES {
            told.warning(field, format!("has {sentences} sentences: two are enough, the rest is on its page"));
        }
    }
}

/// How many sentences a text has. One ends where a mark that ends sentences, whatever closes behind it, is followed by a
/// capital or by nothing. A capital alone before the mark is an initial.
fn sentences(text: &str) -> usize {
    let around = |letter: char| letter.is_whitespace() || "«»“”\"\u{2019}'()[]".contains(letter);
    let mut count = 0;
    let mut rest = text.trim();
    while let Some((before, after)) = rest.split_once(['.', '!', '?', '…']) {
        let next = after.trim_start_matches(around);
        let is_parted = after.starts_with(around);
        let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if next.is_empty() || (is_parted && !is_initial && next.starts_with(char::is_uppercase)) {
            count += 1;
        }
        rest = after;
    }
    // What no mark ends is one too.
    count + usize::from(!rest.trim_matches(around).is_empty())
}

fn keywords(resource: &ResourceFile, told: &mut Told<'_>) {
    for (field, words) in [("keywords.fr", &resource.keywords.fr), ("keywords.en", &resource.keywords.en)] {
        if words.is_empty() {
            told.warning(field, "lists none: who uses other words than ours will not find it");
        }
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for word in words {
            let key = folded(word);
            let length = word.chars().count();
            if key.is_empty() {
                told.error(field, format!("\"{word}\" has no letter: take it out"));
            } else if let Some(other) = seen.insert(key, word) {
                told.error(field, format!("\"{word}\" repeats \"{other}\": take one of the two out"));
            } else if word.contains(PARTS) {
                told.error(field, format!("\"{word}\" is several: write each apart"));
            } else if length > LONGEST_KEYWORD {
                let said =
                    format!("\"{word}\" has {length} letters: {LONGEST_KEYWORD} at most, as somebody would type it");
                told.error(field, said);
            } else if word.trim() != word {
                told.error(field, format!("\"{word}\" begins or ends with a blank: take that out"));
            }
        }
    }
}

/// What the summary, the title and the fields rest on, beside the evidence of it.
fn rests(resource: &ResourceFile, told: &mut Told<'_>) {
    let mut seen = BTreeSet::new();
    for evidence in &resource.evidence {
        if !is_address(evidence) && !is_line(evidence) {
            let said = format!("\"{evidence}\" is neither an address (https://… or http://…) nor a line (seed:L123)");
            told.error("evidence", said);
        } else if !seen.insert(evidence) {
            told.error("evidence", format!("\"{evidence}\" stands twice: take one out"));
        }
    }
    let read = resource.evidence.iter().any(|evidence| is_address(evidence));
    let reported = resource.evidence.iter().any(|evidence| is_line(evidence));
    let unread = "says that a page was read, and \"evidence\" has no address: name the page there";
    match resource.basis {
        None => told.warning("basis", "is missing: say what the summary rests on, page, seed or title"),
        Some(Basis::Page) if !read => told.error("basis", unread),
        Some(Basis::Seed) if !reported => {
            let said = "says that the report tells it, and \"evidence\" has no line of it: name one there (seed:L123)";
            told.error("basis", said);
        }
        Some(_) => {}
    }
    let alone = "says that a page was read, and \"basis\" says title alone: one of the two is wrong";
    match resource.domains_basis {
        None => told.warning("domains_basis", "is missing: say what the fields rest on, stated, page or title"),
        Some(DomainsBasis::Page) if !read => told.error("domains_basis", unread),
        Some(DomainsBasis::Page) if resource.basis == Some(Basis::Title) => told.error("domains_basis", alone),
        Some(_) => {}
    }
    match resource.title_basis {
        Some(TitleBasis::Page) if !read => told.error("title_basis", unread),
        Some(TitleBasis::Page) if resource.basis == Some(Basis::Title) => told.error("title_basis", alone),
        Some(TitleBasis::Address) if resource.url.is_none() => {
            told.error("title_basis", "says that the title was read in an address, and there is no \"url\": add it");
        }
        _ => {}
    }
    if resource.note.as_ref().is_some_and(|note| note.trim().is_empty()) {
        told.error("note", "is empty: write one, or take it out");
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

fn repeats(resource: &ResourceFile, all: &BTreeMap<&str, &ResourceFile>, content: &Content, told: &mut Told<'_>) {
    const FIELD: &str = "duplicate_of";
    let Some(id) = &resource.duplicate_of else { return };
    match all.get(id.as_str()) {
        _ if *id == resource.id => told.error(FIELD, "is the resource itself: name the other one, or take it out"),
        None => told.error(FIELD, format!("\"{id}\" is the id of no resource")),
        Some(other) if other.duplicate_of.is_some() => {
            let further = other.duplicate_of.as_deref().unwrap_or_default();
            told.error(FIELD, format!("\"{id}\" itself repeats \"{further}\": name one that repeats none"));
        }
        Some(other) if other.status == Status::Retired || !content.circles.contains(&other.circle) => {
            told.warning(FIELD, format!("\"{id}\" is not proposed any more, so that neither of the two is"));
        }
        Some(_) => {}
    }
}

/// Who proposes it, and where it may be asked for.
fn proposed(resource: &ResourceFile, told: &mut Told<'_>) {
    if resource.circle != Circle::ThirdParty {
        return;
    }
    if resource.publisher.trim().is_empty() {
        told.error("circle", "is third-party, and only the publisher says whose it is: name it");
    } else if folded(&resource.publisher).split('-').any(|word| word == "rameau") {
        told.warning("circle", format!("is third-party, and \"{}\" publishes it: rameau?", resource.publisher));
    }
    if resource.url.is_none() {
        told.warning("circle", "is third-party, without an address: nobody here can send it");
    }
}

#[cfg(test)]
mod tests {
    use super::is_address;
    use super::is_line;
    use super::sentences;

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
