//! One resource of a partner's catalogue: what its fields may hold, and by which names. What is not said of it holds for
//! all: without profiles it is for every profile.

use super::invalid_field::{Expected, InvalidFields, MAX_PARTNER_TEXT_CHARS, Problem};
use crate::app::runtime::value::Value;
use boussole_content::encoding::UnsupportedFormat;
use boussole_content::entry::Entry;
use boussole_content::pack::{Doubt, Pack, Resource, Vocabulary};
use boussole_content::safe_url::{is_page, is_safe_link};
use boussole_content::table::{self, fold};
use boussole_content::typography::french_spacing;
use boussole_domain::path::ResourceAttributes;
use boussole_domain::vocabulary::{Kind, TermSet};
use boussole_domain::{Date, Impact};

/// The terms that a field of a resource names.
#[must_use]
pub fn entries<'a>(vocabulary: &'a Vocabulary, field: &str) -> &'a [Entry] {
    match field {
        "kind" => &vocabulary.kinds,
        "usages" => &vocabulary.usages,
        "objectives" => &vocabulary.objectives,
        "impacts" => &vocabulary.impacts,
        "profiles" => &vocabulary.profiles,
        "domains" => &vocabulary.domains,
        "levels" => &vocabulary.levels,
        _ => &[],
    }
}

/// The index of the term that a name means: an id, or what people read.
fn term(entries: &[Entry], name: &str) -> Option<usize> {
    let folded = fold(name);
    entries.iter().position(|entry| entry.id == name || fold(&entry.id) == folded || fold(&entry.label) == folded)
}

/// How far a resource is, by the names that people write, as [`fold`] gives them.
const STATUSES: [(&str, [&str; 3]); 3] = [
    ("published", ["published", "publie", "publiee"]),
    ("announced", ["announced", "annonce", "annoncee"]),
    ("retired", ["retired", "retire", "retiree"]),
];

/// The ids that a field of few may hold, each with the names that people write besides, as [`fold`] gives them.
type Choices = &'static [(&'static str, &'static [&'static str])];

/// Fields that hold one of a few ids.
const CHOICES: [(&str, Choices); 5] = [
    ("circle", &[("rameau", &["le-rameau", "lerameau"]), ("third-party", &["tiers", "autre", "other"])]),
    ("date_basis", &[("stated", &["dite", "dit", "ecrite"]), ("deduced", &["deduite", "deduit"])]),
    ("basis", &[("page", &["page-lue"]), ("seed", &["rapport", "report"]), ("title", &["titre"])]),
    ("domains_basis", &[("stated", &["dits", "dit"]), ("page", &["page-lue"]), ("title", &["titre"])]),
    ("title_basis", &[("page", &["page-lue"]), ("address", &["adresse", "url"])]),
];

/// The id among those of a field that a name means.
fn choice(choices: Choices, name: &str) -> Option<&'static str> {
    let folded = fold(name);
    choices.iter().find(|(id, names)| *id == folded || names.contains(&folded.as_str())).map(|(id, _)| *id)
}

/// The id that a name in a field of a resource means, where the field has ids.
#[must_use]
pub fn id(vocabulary: &Vocabulary, field: &str, name: &str) -> Option<String> {
    if field == "status" {
        let folded = fold(name);
        return STATUSES.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|(id, _)| (*id).to_owned());
    }
    if field == "language" {
        return table::language(name);
    }
    if let Some((_, choices)) = CHOICES.iter().find(|(name, _)| *name == field) {
        return choice(choices, name).map(str::to_owned);
    }
    let entries = entries(vocabulary, field);
    entries.get(term(entries, name)?).map(|entry| entry.id.clone())
}

/// A reader of resources, and what is wrong with them so far.
pub(super) struct Reader<'a> {
    pub(super) pack: &'a Pack,
    pub(super) problems: InvalidFields,
    /// The row that is read.
    pub(super) row: Option<usize>,
}

impl Reader<'_> {
    pub(super) fn report(&mut self, path: &str, problem: Problem) {
        self.problems.push(self.row, path, None, problem);
    }

    pub(super) fn item(&mut self, item: &Value) -> (Resource, ResourceAttributes) {
        let vocabulary = &self.pack.vocabulary;
        let mut resource = Resource {
            from_partner: true,
            has_details: true,
            language: self.pack.messages.code.clone(),
            ..Resource::default()
        };
        let every = |entries: &[Entry]| TermSet::from_indices(0..entries.len());
        let mut attributes = ResourceAttributes {
            kind: Kind::Methodes,
            usages: every(&vocabulary.usages),
            objectives: TermSet::default(),
            transversal: true,
            impacts: TermSet::from_indices(0..Impact::ALL.len()),
            profiles: TermSet::default(),
            every_profile: true,
            domains: TermSet::default(),
            every_domain: true,
            sdg17: false,
            levels: every(&vocabulary.levels),
            maturity: every(&vocabulary.maturity),
            announced: false,
            retired: false,
            has_address: false,
            third_party: false,
            duplicate: false,
        };
        let Value::Map(fields) = item else {
            self.report("", Problem::Expected(Expected::Object));
            return (resource, attributes);
        };
        let language = if self.pack.messages.code == "en" { "en" } else { "fr" };
        for (name, value) in fields {
            let path = name.as_str();
            match name.as_str() {
                "id" => resource.id = self.text(path, value),
                "title" => resource.title = self.text(path, value),
                "publisher" => resource.publisher = self.text(path, value),
                "language" => self.language(value, &mut resource),
                "summary" | "summary_fr" | "summary_en" => self.summary(path, value, language, &mut resource.summary),
                "date" => resource.date = Some(self.date(path, value)),
                "keywords" | "keywords_fr" | "keywords_en" => {
                    self.keywords(path, value, language, &mut resource.keywords);
                }
                "circle" | "duplicate_of" | "basis" | "domains_basis" | "title_basis" | "date_basis" => {
                    self.provenance(path, value, &mut resource, &mut attributes);
                }
                "url" => resource.url = Some(self.address(path, value)),
                "url_role" => resource.url_is_about = *value == Value::text("page about the resource"),
                "kind" => {
                    let (unknown, (_, mask)) = self.terms_with_unknown(path, value, &vocabulary.kinds);
                    match (mask.count(), mask.last_index().and_then(|index| Kind::ALL.get(index).copied())) {
                        (1, Some(kind)) => attributes.kind = kind,
                        // A name that is none is told already.
                        _ if unknown => {}
                        _ => self.report(path, Problem::Expected(Expected::OneKind)),
                    }
                }
                "usages" => attributes.usages = self.some(path, value, &vocabulary.usages),
                "impacts" => attributes.impacts = self.some(path, value, &vocabulary.impacts),
                "levels" => attributes.levels = self.some(path, value, &vocabulary.levels),
                "objectives" => {
                    (attributes.transversal, attributes.objectives) = self.terms(path, value, &vocabulary.objectives);
                }
                "profiles" => {
                    (attributes.every_profile, attributes.profiles) = self.terms(path, value, &vocabulary.profiles);
                }
                "domains" => {
                    (attributes.every_domain, attributes.domains) = self.terms(path, value, &vocabulary.domains);
                }
                "maturity" => attributes.maturity = self.maturity(path, value),
                "sdg17" => match parse_yes(value) {
                    Some(yes) => attributes.sdg17 = yes,
                    None => self.report(path, Problem::Expected(Expected::YesOrEmpty)),
                },
                "status" => self.status(path, value, &mut attributes),
                // Editors keep these; the widget shows none of them.
                "source" | "checked" | "until" | "evidence" | "note" | "transversal" | "all_profiles"
                | "all_domains" => {}
                _ => self.report(path, Problem::Unknown),
            }
        }
        for (name, missing) in
            [("title", resource.title.is_empty()), ("kind", !fields.iter().any(|(name, _)| name == "kind"))]
        {
            let is_reported =
                fields.iter().any(|(known, _)| known == name) || self.problems.has_path(&["column ", name].concat());
            if missing && !is_reported {
                self.report(name, Problem::Expected(Expected::RequiredValue));
            }
        }
        if resource.id.is_empty() {
            resource.id = fold(&resource.title);
        }
        if resource.language == "fr" {
            resource.title = french_spacing(&resource.title);
        }
        attributes.has_address = resource.url.as_deref().is_some_and(is_page);
        (resource, attributes)
    }

    fn text(&mut self, path: &str, value: &Value) -> String {
        let Value::Text(text) = value else {
            self.report(path, Problem::Expected(Expected::Text));
            return String::new();
        };
        let length = text.trim().chars().count();
        if length == 0 || length > MAX_PARTNER_TEXT_CHARS {
            self.report(path, Problem::Length(length));
            return String::new();
        }
        if table::is_error_value(text) {
            self.report(path, Problem::Expected(Expected::Text));
        }
        if text.contains(char::REPLACEMENT_CHARACTER) || table::is_garbled(text) {
            self.report(path, Problem::File(UnsupportedFormat::Letters));
        }
        text.trim().to_owned()
    }

    /// The id that a field of few ids holds.
    fn choice(&mut self, path: &str, value: &Value) -> Option<&'static str> {
        let (_, choices) = CHOICES.iter().find(|(field, _)| *field == path)?;
        let name = if let Value::Text(name) = value { name.as_str() } else { "" };
        let matched = choice(choices, name);
        if matched.is_none() {
            let ids = choices.iter().map(|(id, _)| *id).collect();
            self.problems.push(self.row, path, Some(name).filter(|name| !name.is_empty()), Problem::Choice(ids));
        }
        matched
    }

    /// Who proposes a resource, what it repeats, and what is said of it rests on.
    fn provenance(&mut self, path: &str, value: &Value, resource: &mut Resource, attributes: &mut ResourceAttributes) {
        if path == "duplicate_of" {
            resource.repeats = Some(self.text(path, value)).filter(|id| !id.is_empty());
            attributes.duplicate = resource.repeats.is_some();
            return;
        }
        let doubt = match (path, self.choice(path, value)) {
            ("circle", matched) => {
                attributes.third_party = matched == Some("third-party");
                None
            }
            ("date_basis", matched) => {
                resource.date_deduced = matched == Some("deduced");
                None
            }
            ("basis", Some("title")) => Some(Doubt::Summary),
            ("title_basis", Some("address")) => Some(Doubt::Title),
            _ => None,
        };
        if let Some(doubt) = doubt.filter(|doubt| !resource.doubts.contains(doubt)) {
            resource.doubts.push(doubt);
        }
    }

    /// The summary in the pack's own language where there is one, else in another.
    fn summary(&mut self, path: &str, value: &Value, language: &str, summary: &mut String) {
        if let Value::Map(by_language) = value {
            for (code, value) in by_language {
                let text = self.text(&[path, " › ", code].concat(), value);
                if code == language || summary.is_empty() {
                    *summary = text;
                }
            }
            return;
        }
        let text = self.text(path, value);
        if path.ends_with(language) || path == "summary" || summary.is_empty() {
            *summary = text;
        }
    }

    /// Words that people type, in the pack's own language where there are some, else in another.
    fn keywords(&mut self, path: &str, value: &Value, language: &str, keywords: &mut Vec<String>) {
        if let Value::Map(by_language) = value {
            for (code, value) in by_language {
                let path = [path, " › ", code].concat();
                let words = self.word_list(&path, value);
                if code == language || keywords.is_empty() {
                    *keywords = words;
                }
            }
            return;
        }
        let words = self.word_list(path, value);
        if path.ends_with(language) || path == "keywords" || keywords.is_empty() {
            *keywords = words;
        }
    }

    /// Words in a list, or in a cell.
    fn word_list(&mut self, path: &str, value: &Value) -> Vec<String> {
        let words: Vec<Value> = match value {
            Value::Text(cell) => table::split_names(cell, &|_| false).into_iter().map(Value::text).collect(),
            Value::List(items) => items.clone(),
            _ => {
                self.report(path, Problem::Expected(Expected::Keywords));
                return Vec::new();
            }
        };
        words.iter().take(MAX_TERMS).map(|word| self.text(path, word)).filter(|word| !word.is_empty()).collect()
    }

    fn language(&mut self, value: &Value, resource: &mut Resource) {
        let name = self.text("language", value);
        match table::language(&name) {
            Some(code) => resource.language = code,
            None if name.is_empty() => {}
            None => self.problems.push(self.row, "language", Some(&name), Problem::Unknown),
        }
    }

    fn address(&mut self, path: &str, value: &Value) -> String {
        let text = self.text(path, value);
        if !text.is_empty() && !is_safe_link(&text) {
            self.report(path, Problem::Address);
        }
        text
    }

    fn date(&mut self, path: &str, value: &Value) -> String {
        // A spreadsheet writes a year as a number.
        let text = match value {
            Value::Integer(year) => year.to_string(),
            _ => self.text(path, value),
        };
        if Date::from_partial(&text).is_none() && !text.is_empty() {
            self.report(path, Problem::Expected(Expected::Date));
        }
        text
    }

    fn status(&mut self, path: &str, value: &Value, attributes: &mut ResourceAttributes) {
        let id = if let Value::Text(name) = value { id(&self.pack.vocabulary, "status", name) } else { None };
        match id.as_deref() {
            Some("announced") => attributes.announced = true,
            Some("retired") => attributes.retired = true,
            Some(_) => {}
            None => self.report(path, Problem::Expected(Expected::Status)),
        }
    }

    /// Whether all terms are meant, and which are named, by id or by name.
    fn terms(&mut self, path: &str, value: &Value, entries: &[Entry]) -> (bool, TermSet) {
        self.terms_with_unknown(path, value, entries).1
    }

    /// Whether some name is unknown, whether all terms are meant, and which are named, by id or by name.
    fn terms_with_unknown(&mut self, path: &str, value: &Value, entries: &[Entry]) -> (bool, (bool, TermSet)) {
        let names: Vec<&str> = match value {
            Value::Text(text) => {
                let is_name = |name: &str| name == "*" || term(entries, name).is_some();
                table::split_names(text, &is_name).into_iter().take(MAX_TERMS).collect()
            }
            Value::List(items) => items
                .iter()
                .take(MAX_TERMS)
                .filter_map(|item| match item {
                    Value::Text(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect(),
            _ => {
                self.report(path, Problem::Expected(Expected::Ids));
                return (true, (false, TermSet::default()));
            }
        };
        let every = names.contains(&"*");
        let (mut matched, mut unknown) = (Vec::new(), false);
        for name in names.into_iter().filter(|name| *name != "*") {
            if let Some(index) = term(entries, name) {
                matched.push(index);
            } else {
                unknown = true;
                self.problems.push(self.row, path, Some(name), Problem::Unknown);
            }
        }
        (unknown, (every, TermSet::from_indices(matched)))
    }

    fn some(&mut self, path: &str, value: &Value, entries: &[Entry]) -> TermSet {
        let (every, some) = self.terms(path, value, entries);
        if every { TermSet::from_indices(0..entries.len()) } else { some }
    }

    fn maturity(&mut self, path: &str, value: &Value) -> TermSet {
        let levels = self.pack.vocabulary.maturity.len();
        let numbers: Vec<Option<i64>> = match value {
            Value::Integer(number) => vec![Some(*number)],
            Value::Text(text) => {
                table::split_names(text, &|_| false).into_iter().map(|part| part.parse().ok()).collect()
            }
            Value::List(items) => {
                items.iter().map(|item| if let Value::Integer(number) = item { Some(*number) } else { None }).collect()
            }
            _ => vec![None],
        };
        let indices: Option<Vec<usize>> = numbers
            .into_iter()
            .map(|number| usize::try_from(number?).ok()?.checked_sub(1).filter(|index| *index < levels))
            .collect();
        if let Some(indices) = indices {
            return TermSet::from_indices(indices);
        }
        self.report(path, Problem::Expected(Expected::Maturity));
        TermSet::default()
    }
}

/// So many terms of one field are read, far more than any list has. Our limit: one cell may weigh 5 MB.
const MAX_TERMS: usize = 200;

/// Whether a value says yes; nothing when it says neither.
fn parse_yes(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(yes) => Some(*yes),
        Value::Integer(number) if [0, 1].contains(number) => Some(*number == 1),
        Value::Text(text) => table::parse_bool(text),
        _ => None,
    }
}
