//! A partner's own resources, beside ours or instead of them: `boussole/catalogue/1`, or a spreadsheet. The
//! whole is taken or nothing is; every problem is named with its row and field. What is not said of a
//! resource holds for all: without profiles it is for every profile.

use super::overlay::{Form, LONGEST, Misfit, Problem};
use super::value::Value;
use crate::catalogue::address::opens;
use crate::catalogue::pack::{Entry, Pack, Resource};
use crate::catalogue::sheet;
use crate::catalogue::typography::french;
use crate::domain::order;
use crate::domain::path::Facets;
use crate::domain::vocabulary::{Kind, Mask};
use crate::domain::{Date, Impact};

/// The schema id that every catalogue carries.
pub const SCHEMA: &str = "boussole/catalogue/1";
/// The most resources that a catalogue may add. Our limit; `PLACE_BITS` of `app::explore` must hold it.
pub const MOST: usize = 20_000;
/// How many problems are told one by one: enough to mend, not so many that nobody reads them.
pub const TOLD: usize = 200;

/// A spreadsheet as the value that a catalogue in JSON has.
///
/// # Errors
/// When its quotes do not close, or it has no row.
pub fn of_spreadsheet(text: &str) -> Result<Value, Vec<Misfit>> {
    let rows = sheet::read(text).map_err(|unclosed| {
        vec![Misfit { place: format!("line {}", unclosed.line), problem: Problem::Expected(Form::Quotes) }]
    })?;
    let mut rows = rows.into_iter();
    let header = rows.next().unwrap_or_default();
    let items = rows.map(|row| {
        // An empty cell says nothing.
        let cells = header.iter().zip(row).filter(|(_, cell)| !cell.trim().is_empty());
        Value::Map(cells.map(|(name, cell)| (name.trim().to_owned(), Value::text(cell.trim()))).collect())
    });
    let items = Value::List(items.collect());
    Ok(Value::Map(vec![("schema".to_owned(), Value::text(SCHEMA)), ("items".to_owned(), items)]))
}

/// Puts a partner's resources into a pack, and returns how many. An id that the pack has already is the
/// partner's from now on.
///
/// # Errors
/// Every problem, when there is one; the pack is then as it was.
pub fn put(pack: &mut Pack, catalogue: &Value) -> Result<usize, Vec<Misfit>> {
    let mut reader = Reader { pack, misfits: Vec::new() };
    let (replace, items) = reader.read(catalogue);
    if !reader.misfits.is_empty() {
        return Err(reader.misfits);
    }
    let count = items.len();
    let ours = pack.resources.take().into_iter().zip(pack.facets.take());
    let kept = ours.filter(|(own, _)| !replace && !items.iter().any(|(theirs, _)| theirs.id == own.id));
    let mut all: Vec<(Resource, Facets)> = kept.collect();
    all.extend(items);
    order::by(&mut all, |(a, _), (b, _)| a.id.cmp(&b.id));
    let (resources, facets): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    (pack.resources, pack.facets) = (resources.into(), facets.into());
    pack.content_hash = [&pack.content_hash, "+", &count.to_string()].concat();
    pack.index_again();
    Ok(count)
}

/// One resource of a catalogue.
///
/// # Errors
/// Every problem, each at its field of `row`.
pub fn resource(pack: &Pack, row: &str, item: &Value) -> Result<(Resource, Facets), Vec<Misfit>> {
    let mut reader = Reader { pack, misfits: Vec::new() };
    let read = reader.item(row, item);
    if reader.misfits.is_empty() { Ok(read) } else { Err(reader.misfits) }
}

struct Reader<'a> {
    pack: &'a Pack,
    misfits: Vec<Misfit>,
}

impl Reader<'_> {
    fn misfit(&mut self, place: &str, problem: Problem) {
        self.misfits.push(Misfit { place: place.to_owned(), problem });
    }

    fn read(&mut self, catalogue: &Value) -> (bool, Vec<(Resource, Facets)>) {
        let Value::Map(entries) = catalogue else {
            self.misfit("catalogue", Problem::Expected(Form::ObjectOrTable));
            return (false, Vec::new());
        };
        let (mut schema, mut replace, mut items) = (false, false, None);
        for (name, value) in entries {
            match (name.as_str(), value) {
                ("schema", Value::Text(text)) if text == SCHEMA => schema = true,
                ("mode", Value::Text(mode)) if mode == "merge" => {}
                ("mode", Value::Text(mode)) if mode == "replace" => replace = true,
                ("mode", _) => self.misfit(name, Problem::Expected(Form::Mode)),
                ("items", Value::List(list)) => items = Some(list),
                // A wrong one is as good as none, which is told below.
                ("$schema" | "schema" | "items", _) => {}
                _ => self.misfit(name, Problem::Unknown),
            }
        }
        if !schema {
            self.misfit("schema", Problem::Expected(Form::Catalogue));
        }
        let Some(items) = items else {
            self.misfit("items", Problem::Expected(Form::Items));
            return (replace, Vec::new());
        };
        if items.len() > MOST {
            self.misfit("items", Problem::Expected(Form::AtMost));
            return (replace, Vec::new());
        }
        if items.is_empty() {
            self.misfit("items", Problem::Expected(Form::AtLeast));
        }
        // As a spreadsheet numbers them: its header is row 1.
        let read: Vec<(Resource, Facets)> =
            items.iter().enumerate().map(|(at, item)| self.item(&format!("row {}", at + 2), item)).collect();
        let mut seen: Vec<&str> = read.iter().map(|(resource, _)| resource.id.as_str()).collect();
        order::by_key(&mut seen, |id| *id);
        for pair in seen.windows(2) {
            if let [a, b] = pair
                && a == b
                && !a.is_empty()
            {
                self.misfit(a, Problem::Expected(Form::Once));
            }
        }
        (replace, read)
    }

    fn item(&mut self, row: &str, item: &Value) -> (Resource, Facets) {
        let words = &self.pack.vocabulary;
        let mut resource =
            Resource { from_partner: true, language: self.pack.messages.code.clone(), ..Resource::default() };
        let every = |entries: &[Entry]| Mask::of(0..entries.len());
        let mut facets = Facets {
            kind: Kind::Methodes,
            usages: every(&words.usages),
            objectives: Mask::default(),
            transversal: true,
            impacts: Mask::of(0..Impact::ALL.len()),
            profiles: Mask::default(),
            every_profile: true,
            domains: Mask::default(),
            every_domain: true,
            sdg17: false,
            levels: every(&words.levels),
            maturity: every(&words.maturity),
            announced: false,
            retired: false,
            has_address: false,
        };
        let Value::Map(fields) = item else {
            self.misfit(row, Problem::Expected(Form::Object));
            return (resource, facets);
        };
        let own = if self.pack.messages.code == "en" { "en" } else { "fr" };
        for (name, value) in fields {
            let place = [row, name].join(" › ");
            match name.as_str() {
                "id" => resource.id = self.text(&place, value),
                "title" => resource.title = self.text(&place, value),
                "publisher" => resource.publisher = self.text(&place, value),
                "language" => resource.language = self.text(&place, value),
                "summary" => match value {
                    Value::Map(spoken) => {
                        for (code, value) in spoken {
                            let text = self.text(&[&place, " › ", code].concat(), value);
                            if code == own || resource.summary.is_empty() {
                                resource.summary = text;
                            }
                        }
                    }
                    _ => resource.summary = self.text(&place, value),
                },
                "summary_fr" | "summary_en" => {
                    let text = self.text(&place, value);
                    if name.ends_with(own) || resource.summary.is_empty() {
                        resource.summary = text;
                    }
                }
                "date" => resource.date = Some(self.date(&place, value)),
                "date_basis" => resource.date_deduced = *value == Value::text("deduced"),
                "url" => resource.url = Some(self.address(&place, value)),
                "url_role" => resource.url_is_about = *value == Value::text("page about the resource"),
                "kind" => {
                    let before = self.misfits.len();
                    let (_, mask) = self.terms(&place, value, &words.kinds);
                    match (mask.count(), mask.greatest().and_then(|place| Kind::ALL.get(place).copied())) {
                        (1, Some(kind)) => facets.kind = kind,
                        // A name that is none is told already.
                        _ if self.misfits.len() > before => {}
                        _ => self.misfit(&place, Problem::Expected(Form::Kind)),
                    }
                }
                "usages" => facets.usages = self.some(&place, value, &words.usages),
                "impacts" => facets.impacts = self.some(&place, value, &words.impacts),
                "levels" => facets.levels = self.some(&place, value, &words.levels),
                "objectives" => (facets.transversal, facets.objectives) = self.terms(&place, value, &words.objectives),
                "profiles" => (facets.every_profile, facets.profiles) = self.terms(&place, value, &words.profiles),
                "domains" => (facets.every_domain, facets.domains) = self.terms(&place, value, &words.domains),
                "maturity" => facets.maturity = self.maturity(&place, value),
                "sdg17" => facets.sdg17 = matches!(value, Value::Bool(true)) || *value == Value::text("oui"),
                "status" => match value {
                    Value::Text(status) if status == "published" => {}
                    Value::Text(status) if status == "announced" => facets.announced = true,
                    Value::Text(status) if status == "retired" => facets.retired = true,
                    _ => self.misfit(&place, Problem::Expected(Form::Status)),
                },
                // Editors keep these; the widget shows none of them.
                "source" | "checked" | "until" | "transversal" | "all_profiles" | "all_domains" => {}
                _ => self.misfit(&place, Problem::Unknown),
            }
        }
        for (name, missing) in
            [("title", resource.title.is_empty()), ("kind", !fields.iter().any(|(name, _)| name == "kind"))]
        {
            let told = fields.iter().any(|(known, _)| known == name);
            if missing && !told {
                self.misfit(&[row, " › ", name].concat(), Problem::Expected(Form::Value));
            }
        }
        if resource.id.is_empty() {
            resource.id = slug(&resource.title);
        }
        if resource.language == "fr" {
            resource.title = french(&resource.title);
        }
        facets.has_address = resource.url.is_some();
        (resource, facets)
    }

    fn text(&mut self, place: &str, value: &Value) -> String {
        let Value::Text(text) = value else {
            self.misfit(place, Problem::Expected(Form::Text));
            return String::new();
        };
        let length = text.trim().chars().count();
        if length == 0 || length > LONGEST {
            self.misfit(place, Problem::Length(length));
            return String::new();
        }
        text.trim().to_owned()
    }

    fn address(&mut self, place: &str, value: &Value) -> String {
        let text = self.text(place, value);
        if !text.is_empty() && !opens(&text) {
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
            self.misfit(place, Problem::Expected(Form::Date));
        }
        text
    }

    /// Whether all terms are meant, and which are named, by id or by name.
    fn terms(&mut self, place: &str, value: &Value, entries: &[Entry]) -> (bool, Mask) {
        let names: Vec<&str> = match value {
            Value::Text(text) => {
                text.split(['|', ',']).map(str::trim).filter(|name| !name.is_empty()).take(MOST_TERMS).collect()
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
                self.misfit(place, Problem::Expected(Form::Ids));
                return (false, Mask::default());
            }
        };
        let every = names.contains(&"*");
        let mut found = Vec::new();
        for name in names.into_iter().filter(|name| *name != "*") {
            let wanted = slug(name);
            match entries
                .iter()
                .position(|entry| entry.id == name || slug(&entry.id) == wanted || slug(&entry.label) == wanted)
            {
                Some(place) => found.push(place),
                None => self.misfit(&[place, " › ", name].concat(), Problem::Unknown),
            }
        }
        (every, Mask::of(found))
    }

    fn some(&mut self, place: &str, value: &Value, entries: &[Entry]) -> Mask {
        let (every, some) = self.terms(place, value, entries);
        if every { Mask::of(0..entries.len()) } else { some }
    }

    fn maturity(&mut self, place: &str, value: &Value) -> Mask {
        let levels = self.pack.vocabulary.maturity.len();
        let numbers: Vec<Option<i64>> = match value {
            Value::Integer(number) => vec![Some(*number)],
            Value::Text(text) => text.split(['|', ',']).map(|part| part.trim().parse().ok()).collect(),
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
            return Mask::of(places);
        }
        self.misfit(place, Problem::Expected(Form::Maturity));
        Mask::default()
    }
}

/// So many terms of one field are read, far more than any list has. Our limit: one cell may weigh 5 MB.
const MOST_TERMS: usize = 200;

/// An id from a title: its words, joined.
fn slug(title: &str) -> String {
    let words = crate::catalogue::search::words::words(title);
    words.into_iter().map(|word| word.text).collect::<Vec<_>>().join("-")
}
