//! A partner's own resources, beside ours or instead of them: `boussole/catalogue/1`, or a spreadsheet. The
//! whole is taken or nothing is; every problem is named with its row and field. What is not said of a
//! resource holds for all: without profiles it is for every profile.

use super::overlay::{Expected, InvalidField, InvalidFields, LONGEST, Problem, circles, keep_circles};
use super::value::Value;
use boussole_content::csv;
use boussole_content::encoding::Foreign;
use boussole_content::entry::Entry;
use boussole_content::pack::{Doubt, Pack, Resource, Vocabulary};
use boussole_content::safe_url::{is_page, is_safe_link};
use boussole_content::table::{self, Fault, NoTable, Place, Table, folded};
use boussole_content::typography::french_spacing;
use boussole_domain::order;
use boussole_domain::path::ResourceAttributes;
use boussole_domain::vocabulary::{Circle, Kind, TermSet};
use boussole_domain::{Date, Impact};

/// The schema id that every catalogue carries.
pub const SCHEMA: &str = "boussole/catalogue/1";
/// The most resources that a catalogue may add. Our limit; `PLACE_BITS` of `app::explore` must hold it.
pub const MOST: usize = 20_000;
/// How many problems are told one by one: enough to mend, not so many that nobody reads them.
pub const TOLD: usize = 200;

/// A table as the value that a catalogue in JSON has.
///
/// # Errors
/// What is wrong with it as a table.
pub fn of_spreadsheet(text: &str) -> Result<Value, Vec<InvalidField>> {
    let mut misfits = InvalidFields::default();
    let items = rows(text, &mut misfits).into_iter().map(|(_, item)| item).collect();
    if !misfits.is_empty() {
        return Err(misfits.all());
    }
    Ok(Value::Map(vec![("schema".to_owned(), Value::text(SCHEMA)), ("items".to_owned(), Value::List(items))]))
}

/// The resources of a table, each with the number of its row.
fn rows(text: &str, misfits: &mut InvalidFields) -> Vec<(usize, Value)> {
    let table = match Table::read(text) {
        Ok(table) => table,
        Err(NoTable::UnclosedQuote(row)) => {
            misfits.push(Some(row), "", None, Problem::Expected(Expected::Quotes));
            return Vec::new();
        }
        Err(NoTable::Foreign(foreign)) => {
            misfits.push(None, "catalogue", None, Problem::File(foreign));
            return Vec::new();
        }
        Err(NoTable::NoNames) => {
            misfits.push(None, "catalogue", None, Problem::Expected(Expected::Names));
            return Vec::new();
        }
    };
    for fault in &table.faults {
        let (place, problem) = match fault {
            Fault::Missing(name) => (["column ", name].concat(), Problem::Expected(Expected::Column)),
            Fault::Unknown(place) => (placed(place), Problem::Unknown),
            Fault::Twice(place) => (placed(place), Problem::Expected(Expected::OneColumn)),
            Fault::Unnamed(place, rows) => {
                let place = placed(place);
                for row in rows {
                    misfits.push(Some(*row), &place, None, Problem::Expected(Expected::Named));
                }
                continue;
            }
        };
        misfits.push(None, &place, None, problem);
    }
    let item = |row: &csv::Row| {
        let cells = table.cells(row).map(|(name, cell)| (name.to_owned(), Value::text(cell)));
        (row.number, Value::Map(cells.collect()))
    };
    table.rows.iter().map(item).collect()
}

/// `column D › couleur`
fn placed(place: &Place) -> String {
    let parts = [["column ", &place.letters].concat(), place.name.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
}

/// Puts a partner's resources into a pack, and returns how many. An id that the pack has already is the
/// partner's from now on.
///
/// # Errors
/// Every problem, when there is one; the pack is then as it was.
pub fn put(pack: &mut Pack, catalogue: &Value) -> Result<usize, Vec<InvalidField>> {
    let mut reader = Reader { pack, misfits: InvalidFields::default(), row: None };
    let read = reader.read(catalogue);
    joined(reader.misfits, pack, read)
}

/// Puts a partner's resources, from the text of a table, into a pack, and returns how many. An id that the pack has
/// already is the partner's from now on.
///
/// # Errors
/// Every problem, when there is one; the pack is then as it was.
pub fn put_spreadsheet(pack: &mut Pack, text: &str) -> Result<usize, Vec<InvalidField>> {
    let mut reader = Reader { pack, misfits: InvalidFields::default(), row: None };
    let rows = rows(text, &mut reader.misfits);
    let items = if rows.is_empty() && !reader.misfits.is_empty() { Vec::new() } else { reader.all(&rows, false) };
    joined(reader.misfits, pack, Catalogue { items, ..Catalogue::default() })
}

/// A catalogue as it was read.
#[derive(Default)]
struct Catalogue {
    /// Whether the partner's catalogue replaces Boussole's own.
    replace: bool,
    /// The circles that it keeps, when it says so.
    circles: Option<Vec<Circle>>,
    items: Vec<(Resource, ResourceAttributes)>,
}

fn joined(misfits: InvalidFields, pack: &mut Pack, read: Catalogue) -> Result<usize, Vec<InvalidField>> {
    let Catalogue { replace, circles, items } = read;
    if !misfits.is_empty() {
        return Err(misfits.all());
    }
    let count = items.len();
    let ours = pack.resources.take().into_iter().zip(pack.facets.take()).enumerate();
    let kept = ours.filter(|(_, (own, _))| !replace && !items.iter().any(|(theirs, _)| theirs.id == own.id));
    let mut all: Vec<(Option<usize>, (Resource, ResourceAttributes))> =
        kept.map(|(place, own)| (Some(place), own)).collect();
    all.extend(items.into_iter().map(|theirs| (None, theirs)));
    order::by(&mut all, |(_, (a, _)), (_, (b, _))| a.id.cmp(&b.id));
    let (before, all): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    let (resources, facets): (Vec<Resource>, Vec<_>) = all.into_iter().unzip();
    pack.is_detailed = resources.iter().all(|own| own.has_details);
    (pack.resources, pack.facets) = (resources.into(), facets.into());
    pack.content_hash = [&pack.content_hash, "+", &count.to_string()].concat();
    keep_circles(pack, circles.as_deref().unwrap_or(&Circle::ALL));
    // What was left out before holds for hers too.
    pack.leave_out([]);
    pack.index_moved(&before);
    Ok(count)
}

/// Everything that is wrong with the resources of a table.
#[must_use]
pub fn problems(pack: &Pack, text: &str) -> Vec<InvalidField> {
    let mut reader = Reader { pack, misfits: InvalidFields::default(), row: None };
    let rows = rows(text, &mut reader.misfits);
    if !rows.is_empty() || reader.misfits.is_empty() {
        reader.all(&rows, true);
    }
    reader.misfits.all()
}

/// The resources of a table of any length; what is wrong goes to `misfits`.
pub fn of_table(pack: &Pack, text: &str, misfits: &mut InvalidFields) -> Vec<(Resource, ResourceAttributes)> {
    let rows = rows(text, misfits);
    rows.iter().map(|(row, item)| resource(pack, *row, item, misfits)).collect()
}

/// One resource of a catalogue; what is wrong with it goes to `misfits`.
pub fn resource(pack: &Pack, row: usize, item: &Value, misfits: &mut InvalidFields) -> (Resource, ResourceAttributes) {
    let mut reader = Reader { pack, misfits: core::mem::take(misfits), row: Some(row) };
    let read = reader.item(item);
    *misfits = reader.misfits;
    read
}

/// The terms that a field of a resource names.
#[must_use]
pub fn entries<'a>(words: &'a Vocabulary, field: &str) -> &'a [Entry] {
    match field {
        "kind" => &words.kinds,
        "usages" => &words.usages,
        "objectives" => &words.objectives,
        "impacts" => &words.impacts,
        "profiles" => &words.profiles,
        "domains" => &words.domains,
        "levels" => &words.levels,
        _ => &[],
    }
}

/// Where the term stands that a name means: an id, or what people read.
fn term(entries: &[Entry], name: &str) -> Option<usize> {
    let wanted = folded(name);
    entries.iter().position(|entry| entry.id == name || folded(&entry.id) == wanted || folded(&entry.label) == wanted)
}

/// How far a resource is, by the names that people write; folded.
const STATUSES: [(&str, [&str; 3]); 3] = [
    ("published", ["published", "publie", "publiee"]),
    ("announced", ["announced", "annonce", "annoncee"]),
    ("retired", ["retired", "retire", "retiree"]),
];

/// The ids that a field of few may hold, each with the names that people write besides, folded.
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
    let wanted = folded(name);
    choices.iter().find(|(id, names)| *id == wanted || names.contains(&wanted.as_str())).map(|(id, _)| *id)
}

/// The id that a name in a field of a resource means, where the field has ids.
#[must_use]
pub fn id(words: &Vocabulary, field: &str, name: &str) -> Option<String> {
    if field == "status" {
        let wanted = folded(name);
        return STATUSES.iter().find(|(_, names)| names.contains(&wanted.as_str())).map(|(id, _)| (*id).to_owned());
    }
    if field == "language" {
        return table::language(name);
    }
    if let Some((_, choices)) = CHOICES.iter().find(|(own, _)| *own == field) {
        return choice(choices, name).map(str::to_owned);
    }
    let entries = entries(words, field);
    entries.get(term(entries, name)?).map(|entry| entry.id.clone())
}

struct Reader<'a> {
    pack: &'a Pack,
    misfits: InvalidFields,
    /// The row that is read.
    row: Option<usize>,
}

impl Reader<'_> {
    fn misfit(&mut self, place: &str, problem: Problem) {
        self.misfits.push(self.row, place, None, problem);
    }

    fn read(&mut self, catalogue: &Value) -> Catalogue {
        let mut read = Catalogue::default();
        let Value::Map(entries) = catalogue else {
            self.misfit("catalogue", Problem::Expected(Expected::ObjectOrTable));
            return read;
        };
        let (mut schema, mut items) = (false, None);
        for (name, value) in entries {
            match (name.as_str(), value) {
                ("schema", Value::Text(text)) if text == SCHEMA => schema = true,
                ("mode", Value::Text(mode)) if mode == "merge" => {}
                ("mode", Value::Text(mode)) if mode == "replace" => read.replace = true,
                ("circles", value) => {
                    read.circles = circles(value);
                    if read.circles.is_none() {
                        self.misfit(name, Problem::Expected(Expected::Circles));
                    }
                }
                ("mode", _) => self.misfit(name, Problem::Expected(Expected::Mode)),
                ("items", Value::List(list)) => items = Some(list),
                // A wrong one is as good as none, which is told below.
                ("$schema" | "schema" | "items", _) => {}
                _ => self.misfit(name, Problem::Unknown),
            }
        }
        if !schema {
            self.misfit("schema", Problem::Expected(Expected::Catalogue));
        }
        let Some(items) = items else {
            self.misfit("items", Problem::Expected(Expected::Items));
            return read;
        };
        // As a spreadsheet numbers them: its header is row 1.
        let numbered: Vec<(usize, &Value)> = (2..).zip(items).collect();
        read.items = self.all(&numbered, read.replace);
        read
    }

    /// All resources of a catalogue, each with the number of its row; `replace` when they stand instead of ours.
    fn all<V: core::borrow::Borrow<Value>>(
        &mut self,
        items: &[(usize, V)],
        replace: bool,
    ) -> Vec<(Resource, ResourceAttributes)> {
        if items.len() > MOST {
            self.misfit("items", Problem::Expected(Expected::AtMost));
            return Vec::new();
        }
        if items.is_empty() {
            self.misfit("items", Problem::Expected(Expected::AtLeast));
        }
        let mut read = Vec::new();
        for (row, item) in items {
            self.row = Some(*row);
            read.push(self.item(item.borrow()));
        }
        let mut seen: Vec<(&str, usize)> =
            read.iter().zip(items).map(|((resource, _), (row, _))| (resource.id.as_str(), *row)).collect();
        order::by_key(&mut seen, |own| *own);
        // Every row but the first that has an id, in the order of the table.
        let mut again: Vec<(usize, &str)> = Vec::new();
        for pair in seen.windows(2) {
            if let [(a, _), (b, row)] = pair
                && a == b
                && !a.is_empty()
            {
                again.push((*row, b));
            }
        }
        order::by_key(&mut again, |own| *own);
        for (row, id) in again {
            self.misfits.push(Some(row), "id", Some(id), Problem::Expected(Expected::Once));
        }
        self.row = None;
        self.repeats(&read, items.iter().map(|(row, _)| *row), replace);
        read
    }

    /// What a resource repeats is another one, of hers or, beside hers, of ours, that repeats none itself.
    fn repeats(&mut self, read: &[(Resource, ResourceAttributes)], rows: impl Iterator<Item = usize>, replace: bool) {
        let pack = self.pack;
        let ours: &[Resource] = if replace { &[] } else { &pack.resources };
        let mut own: Vec<(&str, bool)> =
            read.iter().map(|(resource, facets)| (resource.id.as_str(), facets.duplicate)).collect();
        order::by_key(&mut own, |own| *own);
        // Whether what has an id repeats another; nothing when nothing has it.
        let named = |id: &str| {
            let hers = own.binary_search_by(|(other, _)| (*other).cmp(id)).ok().and_then(|at| own.get(at));
            let place = || ours.binary_search_by(|other| other.id.as_str().cmp(id)).ok();
            hers.map(|(_, repeats)| *repeats).or_else(|| Some(pack.facets.get(place()?)?.duplicate))
        };
        let mut wrong = Vec::new();
        for ((resource, _), row) in read.iter().zip(rows) {
            let Some(id) = &resource.repeats else { continue };
            let problem = match named(id) {
                _ if *id == resource.id => Problem::Expected(Expected::Another),
                None => Problem::Unknown,
                Some(true) => Problem::Expected(Expected::Original),
                Some(false) => continue,
            };
            wrong.push((row, id.clone(), problem));
        }
        for (row, id, problem) in wrong {
            self.misfits.push(Some(row), "duplicate_of", Some(&id), problem);
        }
    }

    fn item(&mut self, item: &Value) -> (Resource, ResourceAttributes) {
        let words = &self.pack.vocabulary;
        let mut resource = Resource {
            from_partner: true,
            has_details: true,
            language: self.pack.messages.code.clone(),
            ..Resource::default()
        };
        let every = |entries: &[Entry]| TermSet::of(0..entries.len());
        let mut facets = ResourceAttributes {
            kind: Kind::Methodes,
            usages: every(&words.usages),
            objectives: TermSet::default(),
            transversal: true,
            impacts: TermSet::of(0..Impact::ALL.len()),
            profiles: TermSet::default(),
            every_profile: true,
            domains: TermSet::default(),
            every_domain: true,
            sdg17: false,
            levels: every(&words.levels),
            maturity: every(&words.maturity),
            announced: false,
            retired: false,
            has_address: false,
            third_party: false,
            duplicate: false,
        };
        let Value::Map(fields) = item else {
            self.misfit("", Problem::Expected(Expected::Object));
            return (resource, facets);
        };
        let own = if self.pack.messages.code == "en" { "en" } else { "fr" };
        for (name, value) in fields {
            let place = name.as_str();
            match name.as_str() {
                "id" => resource.id = self.text(place, value),
                "title" => resource.title = self.text(place, value),
                "publisher" => resource.publisher = self.text(place, value),
                "language" => self.language(value, &mut resource),
                "summary" | "summary_fr" | "summary_en" => self.summary(place, value, own, &mut resource.summary),
                "date" => resource.date = Some(self.date(place, value)),
                "keywords" | "keywords_fr" | "keywords_en" => self.keywords(place, value, own, &mut resource.keywords),
                "circle" | "duplicate_of" | "basis" | "domains_basis" | "title_basis" | "date_basis" => {
                    self.rests(place, value, &mut resource, &mut facets);
                }
                "url" => resource.url = Some(self.address(place, value)),
                "url_role" => resource.url_is_about = *value == Value::text("page about the resource"),
                "kind" => {
                    let (unknown, (_, mask)) = self.terms_told(place, value, &words.kinds);
                    match (mask.count(), mask.greatest().and_then(|place| Kind::ALL.get(place).copied())) {
                        (1, Some(kind)) => facets.kind = kind,
                        // A name that is none is told already.
                        _ if unknown => {}
                        _ => self.misfit(place, Problem::Expected(Expected::Kind)),
                    }
                }
                "usages" => facets.usages = self.some(place, value, &words.usages),
                "impacts" => facets.impacts = self.some(place, value, &words.impacts),
                "levels" => facets.levels = self.some(place, value, &words.levels),
                "objectives" => (facets.transversal, facets.objectives) = self.terms(place, value, &words.objectives),
                "profiles" => (facets.every_profile, facets.profiles) = self.terms(place, value, &words.profiles),
                "domains" => (facets.every_domain, facets.domains) = self.terms(place, value, &words.domains),
                "maturity" => facets.maturity = self.maturity(place, value),
                "sdg17" => match said_yes(value) {
                    Some(yes) => facets.sdg17 = yes,
                    None => self.misfit(place, Problem::Expected(Expected::Yes)),
                },
                "status" => self.status(place, value, &mut facets),
                // Editors keep these; the widget shows none of them.
                "source" | "checked" | "until" | "evidence" | "note" | "transversal" | "all_profiles"
                | "all_domains" => {}
                _ => self.misfit(place, Problem::Unknown),
            }
        }
        for (name, missing) in
            [("title", resource.title.is_empty()), ("kind", !fields.iter().any(|(name, _)| name == "kind"))]
        {
            let told = fields.iter().any(|(known, _)| known == name) || self.misfits.has(&["column ", name].concat());
            if missing && !told {
                self.misfit(name, Problem::Expected(Expected::Value));
            }
        }
        if resource.id.is_empty() {
            resource.id = folded(&resource.title);
        }
        if resource.language == "fr" {
            resource.title = french_spacing(&resource.title);
        }
        facets.has_address = resource.url.as_deref().is_some_and(is_page);
        (resource, facets)
    }

    fn text(&mut self, place: &str, value: &Value) -> String {
        let Value::Text(text) = value else {
            self.misfit(place, Problem::Expected(Expected::Text));
            return String::new();
        };
        let length = text.trim().chars().count();
        if length == 0 || length > LONGEST {
            self.misfit(place, Problem::Length(length));
            return String::new();
        }
        if table::is_fault(text) {
            self.misfit(place, Problem::Expected(Expected::Text));
        }
        if text.contains(char::REPLACEMENT_CHARACTER) || table::is_garbled(text) {
            self.misfit(place, Problem::File(Foreign::Letters));
        }
        text.trim().to_owned()
    }

    /// The id that a field of few ids holds.
    fn choice(&mut self, place: &str, value: &Value) -> Option<&'static str> {
        let (_, choices) = CHOICES.iter().find(|(field, _)| *field == place)?;
        let name = if let Value::Text(name) = value { name.as_str() } else { "" };
        let found = choice(choices, name);
        if found.is_none() {
            let ids = choices.iter().map(|(id, _)| *id).collect();
            self.misfits.push(self.row, place, Some(name).filter(|name| !name.is_empty()), Problem::Choice(ids));
        }
        found
    }

    /// Who proposes a resource, what it repeats, and what is said of it rests on.
    fn rests(&mut self, place: &str, value: &Value, resource: &mut Resource, facets: &mut ResourceAttributes) {
        if place == "duplicate_of" {
            resource.repeats = Some(self.text(place, value)).filter(|id| !id.is_empty());
            facets.duplicate = resource.repeats.is_some();
            return;
        }
        let doubt = match (place, self.choice(place, value)) {
            ("circle", found) => {
                facets.third_party = found == Some("third-party");
                None
            }
            ("date_basis", found) => {
                resource.date_deduced = found == Some("deduced");
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
    fn summary(&mut self, place: &str, value: &Value, own: &str, summary: &mut String) {
        if let Value::Map(spoken) = value {
            for (code, value) in spoken {
                let text = self.text(&[place, " › ", code].concat(), value);
                if code == own || summary.is_empty() {
                    *summary = text;
                }
            }
            return;
        }
        let text = self.text(place, value);
        if place.ends_with(own) || place == "summary" || summary.is_empty() {
            *summary = text;
        }
    }

    /// Words that people type, in the pack's own language where there are some, else in another.
    fn keywords(&mut self, place: &str, value: &Value, own: &str, keywords: &mut Vec<String>) {
        if let Value::Map(spoken) = value {
            for (code, value) in spoken {
                let place = [place, " › ", code].concat();
                let words = self.listed(&place, value);
                if code == own || keywords.is_empty() {
                    *keywords = words;
                }
            }
            return;
        }
        let words = self.listed(place, value);
        if place.ends_with(own) || place == "keywords" || keywords.is_empty() {
            *keywords = words;
        }
    }

    /// Words in a list, or in a cell.
    fn listed(&mut self, place: &str, value: &Value) -> Vec<String> {
        let words: Vec<Value> = match value {
            Value::Text(cell) => table::names(cell, &|_| false).into_iter().map(Value::text).collect(),
            Value::List(items) => items.clone(),
            _ => {
                self.misfit(place, Problem::Expected(Expected::Keywords));
                return Vec::new();
            }
        };
        words.iter().take(MOST_TERMS).map(|word| self.text(place, word)).filter(|word| !word.is_empty()).collect()
    }

    fn language(&mut self, value: &Value, resource: &mut Resource) {
        let name = self.text("language", value);
        match table::language(&name) {
            Some(code) => resource.language = code,
            None if name.is_empty() => {}
            None => self.misfits.push(self.row, "language", Some(&name), Problem::Unknown),
        }
    }

    fn address(&mut self, place: &str, value: &Value) -> String {
        let text = self.text(place, value);
        if !text.is_empty() && !is_safe_link(&text) {
            self.misfit(place, Problem::Address);
        }
        text
    }

    fn date(&mut self, place: &str, value: &Value) -> String {
        // A spreadsheet writes a year as a number.
        let text = match value {
            Value::Integer(year) => year.to_string(),
            _ => self.text(place, value),
        };
        if Date::first_of(&text).is_none() && !text.is_empty() {
            self.misfit(place, Problem::Expected(Expected::Date));
        }
        text
    }

    fn status(&mut self, place: &str, value: &Value, facets: &mut ResourceAttributes) {
        let id = if let Value::Text(name) = value { id(&self.pack.vocabulary, "status", name) } else { None };
        match id.as_deref() {
            Some("announced") => facets.announced = true,
            Some("retired") => facets.retired = true,
            Some(_) => {}
            None => self.misfit(place, Problem::Expected(Expected::Status)),
        }
    }

    /// Whether all terms are meant, and which are named, by id or by name.
    fn terms(&mut self, place: &str, value: &Value, entries: &[Entry]) -> (bool, TermSet) {
        self.terms_told(place, value, entries).1
    }

    /// Whether some name is unknown, whether all terms are meant, and which are named, by id or by name.
    fn terms_told(&mut self, place: &str, value: &Value, entries: &[Entry]) -> (bool, (bool, TermSet)) {
        let names: Vec<&str> = match value {
            Value::Text(text) => {
                let is_name = |name: &str| name == "*" || term(entries, name).is_some();
                table::names(text, &is_name).into_iter().take(MOST_TERMS).collect()
            }
            Value::List(items) => items
                .iter()
                .take(MOST_TERMS)
                .filter_map(|item| match item {
                    Value::Text(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect(),
            _ => {
                self.misfit(place, Problem::Expected(Expected::Ids));
                return (true, (false, TermSet::default()));
            }
        };
        let every = names.contains(&"*");
        let (mut found, mut unknown) = (Vec::new(), false);
        for name in names.into_iter().filter(|name| *name != "*") {
            if let Some(place) = term(entries, name) {
                found.push(place);
            } else {
                unknown = true;
                self.misfits.push(self.row, place, Some(name), Problem::Unknown);
            }
        }
        (unknown, (every, TermSet::of(found)))
    }

    fn some(&mut self, place: &str, value: &Value, entries: &[Entry]) -> TermSet {
        let (every, some) = self.terms(place, value, entries);
        if every { TermSet::of(0..entries.len()) } else { some }
    }

    fn maturity(&mut self, place: &str, value: &Value) -> TermSet {
        let levels = self.pack.vocabulary.maturity.len();
        let numbers: Vec<Option<i64>> = match value {
            Value::Integer(number) => vec![Some(*number)],
            Value::Text(text) => table::names(text, &|_| false).into_iter().map(|part| part.parse().ok()).collect(),
            Value::List(items) => {
                items.iter().map(|item| if let Value::Integer(number) = item { Some(*number) } else { None }).collect()
            }
            _ => vec![None],
        };
        let places: Option<Vec<usize>> = numbers
            .into_iter()
            .map(|number| usize::try_from(number?).ok()?.checked_sub(1).filter(|place| *place < levels))
            .collect();
        if let Some(places) = places {
            return TermSet::of(places);
        }
        self.misfit(place, Problem::Expected(Expected::Maturity));
        TermSet::default()
    }
}

/// So many terms of one field are read, far more than any list has. Our limit: one cell may weigh 5 MB.
const MOST_TERMS: usize = 200;

/// Whether a value says yes; nothing when it says neither.
fn said_yes(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(yes) => Some(*yes),
        Value::Integer(number) if [0, 1].contains(number) => Some(*number == 1),
        Value::Text(text) => table::said_yes(text),
        _ => None,
    }
}
