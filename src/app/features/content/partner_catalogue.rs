//! A partner's own resources, beside ours or instead of them: `boussole/catalogue/1`, or a spreadsheet. The
//! whole is taken or nothing is; every problem is named with its row and field.

use super::invalid_field::{Expected, InvalidField, InvalidFields, Problem};
use super::overlay::{circles, keep_circles};
use super::partner_resource::Reader;
use crate::app::runtime::value::Value;
use boussole_content::csv;
use boussole_content::pack::{Pack, Resource};
use boussole_content::table::{ColumnName, Fault, Table, TableError};
use boussole_domain::order;
use boussole_domain::path::ResourceAttributes;
use boussole_domain::vocabulary::Circle;

/// The schema id that every catalogue carries.
pub const SCHEMA: &str = "boussole/catalogue/1";
/// The most resources that a catalogue may add. Our limit; `INDEX_BITS` of `features::explore` must hold it.
pub const MAX_RESOURCES: usize = 20_000;
/// How many problems are told one by one: enough to mend, not so many that nobody reads them.
pub const MAX_REPORTED: usize = 200;

/// The JSON that a catalogue's text is; `None` when it is a table.
#[must_use]
pub fn json_in(text: &str) -> Option<&str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.trim_start().starts_with(['{', '[']).then_some(text)
}

/// A table as the value that a catalogue in JSON has.
///
/// # Errors
/// What is wrong with it as a table.
pub fn parse_spreadsheet(text: &str) -> Result<Value, Vec<InvalidField>> {
    let mut problems = InvalidFields::default();
    let items = rows(text, &mut problems).into_iter().map(|(_, item)| item).collect();
    if !problems.is_empty() {
        return Err(problems.into_vec());
    }
    Ok(Value::Map(vec![("schema".to_owned(), Value::text(SCHEMA)), ("items".to_owned(), Value::List(items))]))
}

/// The resources of a table, each with the number of its row.
fn rows(text: &str, problems: &mut InvalidFields) -> Vec<(usize, Value)> {
    let table = match Table::read(text) {
        Ok(table) => table,
        Err(TableError::UnclosedQuote(row)) => {
            problems.push(Some(row), "", None, Problem::Expected(Expected::ClosedQuotes));
            return Vec::new();
        }
        Err(TableError::Foreign(format)) => {
            problems.push(None, "catalogue", None, Problem::File(format));
            return Vec::new();
        }
        Err(TableError::NoNames) => {
            problems.push(None, "catalogue", None, Problem::Expected(Expected::HeaderRow));
            return Vec::new();
        }
    };
    for fault in &table.faults {
        let (path, problem) = match fault {
            Fault::Missing(name) => (["column ", name].concat(), Problem::Expected(Expected::RequiredColumn)),
            Fault::Unknown(column) => (column_path(column), Problem::Unknown),
            Fault::Twice(column) => (column_path(column), Problem::Expected(Expected::UniqueColumn)),
            Fault::Unnamed(column, rows) => {
                let path = column_path(column);
                for row in rows {
                    problems.push(Some(*row), &path, None, Problem::Expected(Expected::ColumnName));
                }
                continue;
            }
        };
        problems.push(None, &path, None, problem);
    }
    let item = |row: &csv::Record| {
        let cells = table.cells(row).map(|(name, cell)| (name.to_owned(), Value::text(cell)));
        (row.number, Value::Map(cells.collect()))
    };
    table.rows.iter().map(item).collect()
}

/// `column D › couleur`
fn column_path(column: &ColumnName) -> String {
    let parts = [["column ", &column.letters].concat(), column.name.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
}

/// Puts a partner's resources into a pack, and returns how many. An id that the pack has already is the
/// partner's from now on.
///
/// # Errors
/// Every problem, when there is one; the pack is then as it was.
pub fn apply_catalogue(pack: &mut Pack, catalogue: &Value) -> Result<usize, Vec<InvalidField>> {
    let mut reader = Reader { pack, problems: InvalidFields::default(), row: None };
    let read = reader.read(catalogue);
    merge(reader.problems, pack, read)
}

/// Puts a partner's resources, from the text of a table, into a pack, and returns how many. An id that the pack has
/// already is the partner's from now on.
///
/// # Errors
/// Every problem, when there is one; the pack is then as it was.
pub fn apply_spreadsheet(pack: &mut Pack, text: &str) -> Result<usize, Vec<InvalidField>> {
    let mut reader = Reader { pack, problems: InvalidFields::default(), row: None };
    let rows = rows(text, &mut reader.problems);
    let items = if rows.is_empty() && !reader.problems.is_empty() { Vec::new() } else { reader.all(&rows, false) };
    merge(reader.problems, pack, Catalogue { items, ..Catalogue::default() })
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

fn merge(problems: InvalidFields, pack: &mut Pack, read: Catalogue) -> Result<usize, Vec<InvalidField>> {
    let Catalogue { replace, circles, items } = read;
    if !problems.is_empty() {
        return Err(problems.into_vec());
    }
    let count = items.len();
    let ours = pack.resources.take().into_iter().zip(pack.attributes.take()).enumerate();
    let remaining = ours.filter(|(_, (entry, _))| !replace && !items.iter().any(|(added, _)| added.id == entry.id));
    let mut all: Vec<(Option<usize>, (Resource, ResourceAttributes))> =
        remaining.map(|(index, entry)| (Some(index), entry)).collect();
    all.extend(items.into_iter().map(|added| (None, added)));
    order::sort_by(&mut all, |(_, (a, _)), (_, (b, _))| a.id.cmp(&b.id));
    let (before, all): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    let (resources, attributes): (Vec<Resource>, Vec<_>) = all.into_iter().unzip();
    (pack.resources, pack.attributes) = (resources.into(), attributes.into());
    pack.content_hash = [&pack.content_hash, "+", &count.to_string()].concat();
    keep_circles(pack, circles.as_deref().unwrap_or(&Circle::ALL));
    // What was left out before holds for hers too.
    pack.exclude_circles([]);
    pack.remap_index(&before);
    Ok(count)
}

/// Everything that is wrong with the resources of a table.
#[must_use]
pub fn validate(pack: &Pack, text: &str) -> Vec<InvalidField> {
    let mut reader = Reader { pack, problems: InvalidFields::default(), row: None };
    let rows = rows(text, &mut reader.problems);
    if !rows.is_empty() || reader.problems.is_empty() {
        reader.all(&rows, true);
    }
    reader.problems.into_vec()
}

/// The resources of a table of any length; what is wrong goes to `problems`.
pub fn read_table(pack: &Pack, text: &str, problems: &mut InvalidFields) -> Vec<(Resource, ResourceAttributes)> {
    let rows = rows(text, problems);
    rows.iter().map(|(row, item)| read_resource(pack, *row, item, problems)).collect()
}

/// One resource of a catalogue; what is wrong with it goes to `problems`.
pub fn read_resource(
    pack: &Pack,
    row: usize,
    item: &Value,
    problems: &mut InvalidFields,
) -> (Resource, ResourceAttributes) {
    let mut reader = Reader { pack, problems: core::mem::take(problems), row: Some(row) };
    let read = reader.item(item);
    *problems = reader.problems;
    read
}

impl Reader<'_> {
    fn read(&mut self, catalogue: &Value) -> Catalogue {
        let mut read = Catalogue::default();
        let Value::Map(entries) = catalogue else {
            self.report("catalogue", Problem::Expected(Expected::ObjectOrTable));
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
                        self.report(name, Problem::Expected(Expected::Circles));
                    }
                }
                ("mode", _) => self.report(name, Problem::Expected(Expected::Mode)),
                ("items", Value::List(list)) => items = Some(list),
                // A wrong one is as good as none, which is told below.
                ("$schema" | "schema" | "items", _) => {}
                _ => self.report(name, Problem::Unknown),
            }
        }
        if !schema {
            self.report("schema", Problem::Expected(Expected::Catalogue));
        }
        let Some(items) = items else {
            self.report("items", Problem::Expected(Expected::ResourceList));
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
        if items.len() > MAX_RESOURCES {
            self.report("items", Problem::Expected(Expected::MaxResources));
            return Vec::new();
        }
        if items.is_empty() {
            self.report("items", Problem::Expected(Expected::MinResources));
        }
        let mut read = Vec::new();
        for (row, item) in items {
            self.row = Some(*row);
            read.push(self.item(item.borrow()));
        }
        let mut seen: Vec<(&str, usize)> =
            read.iter().zip(items).map(|((resource, _), (row, _))| (resource.id.as_str(), *row)).collect();
        order::sort_by_key(&mut seen, |entry| *entry);
        // Every row but the first that has an id, in the order of the table.
        let mut duplicates: Vec<(usize, &str)> = Vec::new();
        for pair in seen.windows(2) {
            if let [(a, _), (b, row)] = pair
                && a == b
                && !a.is_empty()
            {
                duplicates.push((*row, b));
            }
        }
        order::sort_by_key(&mut duplicates, |entry| *entry);
        for (row, id) in duplicates {
            self.problems.push(Some(row), "id", Some(id), Problem::Expected(Expected::UniqueId));
        }
        self.row = None;
        self.repeats(&read, items.iter().map(|(row, _)| *row), replace);
        read
    }

    /// What a resource repeats is another one, of hers or, beside hers, of ours, that repeats none itself.
    fn repeats(&mut self, read: &[(Resource, ResourceAttributes)], rows: impl Iterator<Item = usize>, replace: bool) {
        let pack = self.pack;
        let ours: &[Resource] = if replace { &[] } else { &pack.resources };
        let mut partner_ids: Vec<(&str, bool)> =
            read.iter().map(|(resource, attributes)| (resource.id.as_str(), attributes.duplicate)).collect();
        order::sort_by_key(&mut partner_ids, |entry| *entry);
        // Whether what has an id repeats another; nothing when nothing has it.
        let is_duplicate = |id: &str| {
            let in_partner = partner_ids.binary_search_by(|(other, _)| (*other).cmp(id)).ok();
            let partner_entry = in_partner.and_then(|index| partner_ids.get(index));
            let our_index = || ours.binary_search_by(|other| other.id.as_str().cmp(id)).ok();
            partner_entry.map(|(_, repeats)| *repeats).or_else(|| Some(pack.attributes.get(our_index()?)?.duplicate))
        };
        let mut found_problems = Vec::new();
        for ((resource, _), row) in read.iter().zip(rows) {
            let Some(id) = &resource.repeats else { continue };
            let problem = match is_duplicate(id) {
                _ if *id == resource.id => Problem::Expected(Expected::OtherId),
                None => Problem::Unknown,
                Some(true) => Problem::Expected(Expected::OriginalId),
                Some(false) => continue,
            };
            found_problems.push((row, id.clone(), problem));
        }
        for (row, id, problem) in found_problems {
            self.problems.push(Some(row), "duplicate_of", Some(&id), problem);
        }
    }
}
