//! The rows of a partner's resources as the grid shows them: what the widget and the build would say of each, and of all
//! of them together. What is known of a row is remembered while it stays as it is: in twenty thousand rows, a key costs
//! one.

use crate::project::Row;
use boussole::app::features::content::invalid_field::{Expected, InvalidField, InvalidFields, Problem};
use boussole::app::features::content::partner_catalogue::{MAX_RESOURCES, read_resource};
use boussole::app::features::content::partner_resource;
use boussole::app::runtime::value::Value;
use boussole_authoring::coverage::Catalogue;
use boussole_authoring::duplicates::{self, Identity, Likely};
use boussole_content::csv;
use boussole_content::pack::Pack;
use boussole_content::table::{self, COLUMNS, ColumnName, Fault, Table, TableError};
use boussole_domain::path::ResourceAttributes;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The number of the first row: above it stand the names of the columns, as in a spreadsheet and in the words of the build.
pub const FIRST_ROW: usize = 2;

/// The columns that are shown before any other is filled in.
pub const USUAL_COLUMNS: [&str; 14] = [
    "title",
    "kind",
    "summary_fr",
    "summary_en",
    "publisher",
    "date",
    "url",
    "language",
    "usages",
    "objectives",
    "profiles",
    "domains",
    "levels",
    "maturity",
];

/// The columns that the grid shows, in the order of the import: the usual ones, and those where something stands.
#[must_use]
pub fn columns(rows: &[Rc<Row>], all: bool) -> Vec<&'static str> {
    let filled: HashSet<&str> = rows.iter().flat_map(|row| row.keys().map(String::as_str)).collect();
    let is_shown = |name: &&str| all || USUAL_COLUMNS.contains(name) || filled.contains(name);
    COLUMNS.iter().map(|(name, _)| *name).filter(is_shown).collect()
}

/// A row, and what is known of it.
#[derive(Debug)]
pub struct Checked {
    row: Rc<Row>,
    /// The id of the resource, given or made of its title.
    pub id: String,
    /// What ranking needs of it.
    pub attributes: ResourceAttributes,
    identity: Identity,
    repeats: Option<String>,
    problems: Vec<InvalidField>,
}

impl Checked {
    fn new(pack: &Pack, row: &Rc<Row>) -> Self {
        let cells = row.iter().filter(|(_, cell)| !cell.trim().is_empty());
        let item = Value::Map(cells.map(|(name, cell)| (name.clone(), Value::text(cell.as_str()))).collect());
        let mut problems = InvalidFields::default();
        let (resource, attributes) = read_resource(pack, 0, &item, &mut problems);
        Self {
            row: row.clone(),
            identity: Identity::new(&resource.title, resource.url.as_deref().unwrap_or_default()),
            id: resource.id,
            attributes,
            repeats: resource.repeats,
            problems: problems.into_vec(),
        }
    }

    /// Whether nothing stands in the row: it is no resource, and left out.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        is_blank(&self.row)
    }

    /// Whether something is wrong with a cell.
    #[must_use]
    pub fn is_wrong(&self, column: &str) -> bool {
        !self.is_blank() && self.problems.iter().any(|problem| problem.path == column)
    }
}

/// Whether nothing stands in a row.
#[must_use]
pub fn is_blank(row: &Row) -> bool {
    row.values().all(|cell| cell.trim().is_empty())
}

/// What is known of rows, by where they are in the memory: a row that changes is another one.
#[derive(Debug, Default)]
pub struct Memory {
    language: String,
    known: HashMap<*const Row, Rc<Checked>>,
}

impl Memory {
    /// What is known of these rows, in their order. Only rows that are new are read, in the words of the pack.
    pub fn check(&mut self, pack: &Pack, rows: &[Rc<Row>]) -> Vec<Rc<Checked>> {
        if self.language != pack.messages.code {
            self.language.clone_from(&pack.messages.code);
            self.known.clear();
        }
        let mut known = HashMap::with_capacity(rows.len());
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let place = Rc::as_ptr(row);
            let checked = self.known.get(&place).cloned().unwrap_or_else(|| Rc::new(Checked::new(pack, row)));
            known.insert(place, checked.clone());
            all.push(checked);
        }
        // Rows that are gone are forgotten; those that stay are held, so that no other row takes their place.
        self.known = known;
        all
    }
}

/// What is wrong with rows, and what may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What the widget and the build would refuse, with the numbers of the rows.
    pub problems: Vec<InvalidField>,
    /// Rows that repeat an earlier one, likely.
    pub duplicates: Vec<Likely>,
    /// How many rows are resources.
    pub resources: usize,
}

/// All that is wrong with rows together, in the order and the words of the widget: each row, then ids that stand twice,
/// then what repeats nothing that is there. `replaces` when they stand instead of those of the pack.
#[must_use]
pub fn report(pack: &Pack, rows: &[Rc<Checked>], replaces: bool) -> Report {
    let filled = || (FIRST_ROW..).zip(rows).filter(|(_, row)| !row.is_blank());
    let resources = filled().count();
    let mut problems = InvalidFields::default();
    if resources > MAX_RESOURCES {
        problems.push(None, "items", None, Problem::Expected(Expected::MaxResources));
    }
    for (number, row) in filled() {
        for problem in &row.problems {
            let mut values: Vec<Option<&str>> = problem.values.iter().map(|value| Some(value.as_str())).collect();
            if values.is_empty() {
                values.push(None);
            }
            for value in values {
                problems.push(Some(number), &problem.path, value, problem.problem.clone());
            }
        }
    }
    let mut ids: HashMap<&str, bool> = HashMap::with_capacity(resources);
    for (number, row) in filled().filter(|(_, row)| !row.id.is_empty()) {
        let repeats = row.repeats.is_some();
        if ids.insert(&row.id, repeats).is_some() {
            problems.push(Some(number), "id", Some(&row.id), Problem::Expected(Expected::UniqueId));
        }
    }
    // Whether what has an id repeats another; nothing when nothing has it.
    let ours = |id: &str| {
        let index = pack.resources.binary_search_by(|other| other.id.as_str().cmp(id)).ok().filter(|_| !replaces)?;
        Some(pack.attributes.get(index)?.duplicate)
    };
    for (number, row) in filled() {
        let Some(id) = &row.repeats else { continue };
        let problem = match ids.get(id.as_str()).copied().or_else(|| ours(id)) {
            _ if *id == row.id => Problem::Expected(Expected::OtherId),
            None => Problem::Unknown,
            Some(true) => Problem::Expected(Expected::OriginalId),
            Some(false) => continue,
        };
        problems.push(Some(number), "duplicate_of", Some(id), problem);
    }
    let identities = rows.iter().map(|row| Some(&row.identity).filter(|_| row.repeats.is_none() && !row.is_blank()));
    Report { problems: problems.into_vec(), duplicates: duplicates::find(identities), resources }
}

/// The resources of rows as ranking has them, in the order of their ids.
#[must_use]
pub fn catalogue(rows: &[Rc<Checked>]) -> Catalogue<'_> {
    let filled = rows.iter().filter(|row| !row.is_blank());
    let mut all: Catalogue<'_> = filled.map(|row| (row.id.as_str(), &row.attributes)).collect();
    all.sort_by_key(|(id, _)| *id);
    all.dedup_by(|(a, _), (b, _)| a == b);
    all
}

/// The resources of a pack as ranking has them.
#[must_use]
pub fn ours(pack: &Pack) -> Catalogue<'_> {
    pack.resources.iter().zip(pack.attributes.iter()).map(|(entry, of)| (entry.id.as_str(), of)).collect()
}

/// Rows that a table brings, and what is wrong with its columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brought {
    /// The rows.
    pub rows: Vec<Rc<Row>>,
    /// The columns that are not taken, or are missing.
    pub problems: Vec<InvalidField>,
}

/// The rows of a table, as its text.
///
/// # Errors
/// Why it is no table.
pub fn from_table(text: &str) -> Result<Brought, InvalidField> {
    let table = Table::read(text).map_err(|error| match error {
        TableError::UnclosedQuote(row) => {
            InvalidField { rows: vec![row], ..InvalidField::at("", Problem::Expected(Expected::ClosedQuotes)) }
        }
        TableError::Foreign(format) => InvalidField::at("catalogue", Problem::File(format)),
        TableError::NoNames => InvalidField::at("catalogue", Problem::Expected(Expected::HeaderRow)),
    })?;
    let path = |column: &ColumnName| {
        let parts = [["column ", &column.letters].concat(), column.name.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
    };
    let problem = |fault: &Fault| match fault {
        Fault::Missing(name) => {
            InvalidField::at(["column ", name].concat(), Problem::Expected(Expected::RequiredColumn))
        }
        Fault::Unknown(column) => InvalidField::at(path(column), Problem::Unknown),
        Fault::Twice(column) => InvalidField::at(path(column), Problem::Expected(Expected::UniqueColumn)),
        Fault::Unnamed(column, rows) => InvalidField {
            rows: rows.clone(),
            ..InvalidField::at(path(column), Problem::Expected(Expected::ColumnName))
        },
    };
    let row = |record| {
        let cells = table.cells(record).map(|(name, cell)| (name.to_owned(), cell.to_owned()));
        Rc::new(cells.collect::<Row>())
    };
    let rows = table.rows.iter().map(row).filter(|row| !row.is_empty()).collect();
    Ok(Brought { rows, problems: table.faults.iter().map(problem).collect() })
}

/// The cells of what a spreadsheet program puts on the clipboard: tabs between cells, quotes around those of several
/// lines.
#[must_use]
pub fn from_clipboard(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let (mut cell, after) = quoted(rest).unwrap_or_else(|| (String::new(), rest));
        let end = after.find(['\t', '\r', '\n']).unwrap_or(after.len());
        let (plain, after) = after.split_at_checked(end).unwrap_or((after, ""));
        cell.push_str(plain);
        cells.push(cell);
        if let Some(next) = after.strip_prefix('\t') {
            rest = next;
            continue;
        }
        rows.push(std::mem::take(&mut cells));
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n'])).unwrap_or_default();
        // The last row ends as the others do.
        if rest.is_empty() {
            return rows;
        }
    }
}

/// What quotes at the beginning of a text hold, and what follows them: quotes that a cell ends with alone.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (inside, after) = rest.split_once('"')?;
        cell.push_str(inside);
        match after.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None => return (after.is_empty() || after.starts_with(['\t', '\r', '\n'])).then_some((cell, after)),
        }
    }
}

/// The columns whose cells hold names of something.
const NAMED_COLUMNS: [&str; 14] = [
    "kind",
    "usages",
    "objectives",
    "impacts",
    "profiles",
    "domains",
    "levels",
    "status",
    "language",
    "circle",
    "date_basis",
    "basis",
    "domains_basis",
    "title_basis",
];

/// Names as ids: a label is read in its own language alone, an id in each.
pub struct Names<'a> {
    packs: &'a [Rc<Pack>],
    known: HashMap<(&'static str, String), String>,
}

impl<'a> Names<'a> {
    /// Of the vocabulary in these languages.
    #[must_use]
    pub fn new(packs: &'a [Rc<Pack>]) -> Self {
        Self { packs, known: HashMap::new() }
    }

    /// A cell with ids where it has names, once all of them are known; else as it is.
    pub fn cell(&mut self, column: &str, cell: &str) -> String {
        let Some(column) = NAMED_COLUMNS.into_iter().find(|name| *name == column) else { return cell.to_owned() };
        let packs = self.packs;
        let found = self.known.entry((column, cell.to_owned())).or_insert_with(|| {
            let id = |name: &str| packs.iter().find_map(|pack| partner_resource::id(&pack.vocabulary, column, name));
            let names = table::split_names(cell, &|name| name == "*" || id(name).is_some());
            let ids = names.into_iter().map(|name| if name == "*" { Some("*".to_owned()) } else { id(name) });
            ids.collect::<Option<Vec<String>>>().map_or_else(|| cell.to_owned(), |ids| ids.join(" | "))
        });
        found.clone()
    }

    /// Rows with ids where they have names.
    pub fn rows(&mut self, rows: Vec<Rc<Row>>) -> Vec<Rc<Row>> {
        let row = |mut row: Rc<Row>| {
            let cells = row.iter().map(|(name, cell)| (name.clone(), self.cell(name, cell)));
            let renamed: Row = cells.collect();
            if renamed != *row {
                row = Rc::new(renamed);
            }
            row
        };
        rows.into_iter().map(row).collect()
    }
}

/// What a paste is.
#[derive(Clone, Debug, PartialEq)]
pub enum Pasted {
    /// Cells from one place on, to the right and down.
    Cells(Vec<(usize, String, String)>),
    /// A table with the names of its columns, whose rows are added.
    Table(Brought),
}

/// What is pasted at a cell, where the grid shows these columns; what would stand right of the last one is left out.
#[must_use]
pub fn paste(text: &str, row: usize, column: usize, columns: &[&'static str]) -> Pasted {
    let cells = from_clipboard(text);
    // Above the names of the columns may stand a title, alone in its row.
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let header =
        cells.iter().position(|row| filled(row) > 1).and_then(|at| cells.get(at..)).filter(|rows| rows.len() > 1);
    if let Some((first, rows)) = header.and_then(|rows| Some((rows.first()?, rows))) {
        let known = Table::read(&csv::write(std::slice::from_ref(first)));
        let known = known.map_or(0, |table| table.columns.iter().flatten().count());
        if known > 1
            && known * 2 > filled(first)
            && let Ok(brought) = from_table(&csv::write(rows))
        {
            return Pasted::Table(brought);
        }
    }
    let mut pasted = Vec::new();
    for (row, cells) in (row..).zip(cells) {
        for (name, cell) in columns.iter().skip(column).zip(cells) {
            pasted.push((row, (*name).to_owned(), cell.trim().to_owned()));
        }
    }
    Pasted::Cells(pasted)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
mod tests {
    use super::{Brought, FIRST_ROW, Memory, Names, Pasted, columns, from_clipboard, from_table, paste, report};
    use crate::project::{Catalogue, Project, Row};
    use boussole::app::features::content::invalid_field::InvalidField;
    use boussole::app::features::content::partner_catalogue::apply_catalogue;
    use boussole_authoring::{compile, load};
    use boussole_content::csv;
    use boussole_content::pack::Pack;
    use boussole_content::table::{COLUMNS, Table};
    use std::path::Path;
    use std::rc::Rc;
    use std::time::Instant;

    fn pack() -> Pack {
        let content = load::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www")).unwrap();
        compile::compile(&content).unwrap().swap_remove(0)
    }

    fn row(cells: &[(&str, &str)]) -> Rc<Row> {
        Rc::new(cells.iter().map(|(name, cell)| ((*name).to_owned(), (*cell).to_owned())).collect())
    }

    /// What the widget says of the same rows.
    fn refused(pack: &Pack, rows: &[Rc<Row>], replaces: bool) -> Vec<InvalidField> {
        let catalogue = Catalogue { rows: rows.to_vec(), replaces, ..Catalogue::default() };
        let project = Project { catalogue: Rc::new(catalogue), ..Project::default() };
        apply_catalogue(&mut pack.clone(), &project.catalogue_value().unwrap()).err().unwrap_or_default()
    }

    #[test]
    fn the_grid_says_of_rows_what_the_widget_says() {
        let pack = pack();
        let ours = pack.resources[0].id.clone();
        let repeats = pack.resources.iter().find_map(|resource| resource.repeats.clone().map(|_| resource.id.clone()));
        let rows = [
            row(&[("title", "Un guide"), ("kind", "outils"), ("url", "https://a.example/guide")]),
            row(&[("title", "Un guide"), ("kind", "outil inconnu")]),
            row(&[("title", "Sans sorte")]),
            row(&[("kind", "methodes"), ("date", "hier"), ("maturity", "1 | 9")]),
            row(&[("title", "Un lien"), ("kind", "outils"), ("url", "javascript:alert(1)"), ("usages", "?|!")]),
            row(&[("title", "Repris"), ("kind", "donnees"), ("duplicate_of", &ours)]),
            row(&[("title", "De lui"), ("kind", "donnees"), ("id", "de-lui"), ("duplicate_of", "de-lui")]),
            row(&[("title", "De rien"), ("kind", "donnees"), ("duplicate_of", "rien-de-tel")]),
            row(&[("title", "De loin"), ("kind", "donnees"), ("duplicate_of", repeats.as_deref().unwrap_or("repris"))]),
            row(&[("title", &"x".repeat(2001)), ("kind", "donnees"), ("sdg17", "peut-être")]),
            row(&[("title", "#REF!"), ("kind", "donnees"), ("id", "de-lui"), ("language", "?")]),
        ];
        let mut memory = Memory::default();
        for replaces in [false, true] {
            let said = report(&pack, &memory.check(&pack, &rows), replaces);
            assert_eq!(said.problems, refused(&pack, &rows, replaces), "{replaces}");
            assert!(said.problems.len() >= 10, "{:?}", said.problems);
            assert_eq!(said.resources, rows.len());
        }
        let fine = [rows[0].clone(), row(&[("title", "Un autre"), ("kind", "exemples"), ("profiles", "*")])];
        assert_eq!(report(&pack, &memory.check(&pack, &fine), false).problems, []);
        assert_eq!(refused(&pack, &fine, false), []);
    }

    #[test]
    fn blank_rows_are_none_and_keep_their_number() {
        let pack = pack();
        let rows = [row(&[]), row(&[("title", " ")]), row(&[("title", "Sans sorte")])];
        let said = report(&pack, &Memory::default().check(&pack, &rows), false);
        assert_eq!(said.resources, 1);
        assert_eq!(said.problems.len(), 1);
        assert_eq!(said.problems[0].rows, [FIRST_ROW + 2]);
        // Nor are they taken along.
        let project = |rows: &[Rc<Row>]| {
            let catalogue = Catalogue { rows: rows.to_vec(), ..Catalogue::default() };
            Project { catalogue: Rc::new(catalogue), ..Project::default() }.catalogue_value()
        };
        assert_eq!(project(&rows), project(rows.get(2..).unwrap_or_default()));
        assert_eq!(project(rows.get(..2).unwrap_or_default()), None);
    }

    #[test]
    fn a_row_that_stays_is_not_read_again() {
        let pack = pack();
        let mut rows = vec![row(&[("title", "Un"), ("kind", "outils")]), row(&[("title", "Deux"), ("kind", "outils")])];
        let mut memory = Memory::default();
        let before = memory.check(&pack, &rows);
        Rc::make_mut(&mut rows[1]).insert("kind".to_owned(), "rien".to_owned());
        let after = memory.check(&pack, &rows);
        assert!(Rc::ptr_eq(&before[0], &after[0]) && !Rc::ptr_eq(&before[1], &after[1]));
        assert!(after[1].is_wrong("kind") && !before[1].is_wrong("kind") && !after[1].is_wrong("title"));
        let mut english = pack.clone();
        Rc::make_mut(&mut english.messages).code = "en".to_owned();
        assert!(!Rc::ptr_eq(&after[0], &memory.check(&english, &rows)[0]));
    }

    #[test]
    fn what_a_program_copies_is_pasted_cell_by_cell() {
        let cells = |text: &str| from_clipboard(text);
        assert_eq!(cells("a"), [["a"]]);
        assert_eq!(cells("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(cells("a\t\n\tb"), [["a", ""], ["", "b"]]);
        assert_eq!(
            cells("\"deux\nlignes\"\t\"il dit \"\"oui\"\"\"\nb"),
            [vec!["deux\nlignes", "il dit \"oui\""], vec!["b"]]
        );
        assert_eq!(cells("\"Un\" guide\tb"), [["\"Un\" guide", "b"]]);
        assert_eq!(cells("\"ouvert\tb"), [["\"ouvert", "b"]]);
        assert_eq!(cells("a;b, c"), [["a;b, c"]], "nothing but tabs parts cells");
        let grid = ["title", "kind", "url"];
        let cell = |row, column: &str, text: &str| (row, column.to_owned(), text.to_owned());
        assert_eq!(
            paste("outils\thttps://a.example\ttrop\r\nmethodes", 4, 1, &grid),
            Pasted::Cells(vec![
                cell(4, "kind", "outils"),
                cell(4, "url", "https://a.example"),
                cell(5, "kind", "methodes")
            ])
        );
        let named = paste("Type\tTitre\tCouleur\r\noutils\tUn guide\tbleu\r\n", 4, 1, &grid);
        let Pasted::Table(Brought { rows, problems }) = named else { panic!("{named:?}") };
        assert_eq!(rows, [row(&[("title", "Un guide"), ("kind", "outils")])]);
        assert_eq!(problems.len(), 1);
        let titled = paste("Nos ressources 2026\t\r\n\t\r\nTitre\tType\r\nUn guide\toutils\r\n", 4, 1, &grid);
        let Pasted::Table(Brought { rows, .. }) = titled else { panic!("{titled:?}") };
        assert_eq!(rows, [row(&[("title", "Un guide"), ("kind", "outils")])]);
    }

    #[test]
    fn a_column_is_known_by_the_name_that_the_grid_gives_it() {
        for code in ["fr", "en"] {
            let file =
                Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/i18n/studio").join(code).with_extension("json");
            let words: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
            let label = |name: &str| words[["column-", &name.replace('_', "-")].concat()].as_str().unwrap().to_owned();
            let header: Vec<String> = COLUMNS.iter().map(|(name, _)| label(name)).collect();
            let table = Table::read(&csv::write(std::slice::from_ref(&header))).unwrap();
            let known: Vec<_> = table.columns.iter().map(|column| column.unwrap_or("")).collect();
            assert_eq!(known, COLUMNS.map(|(name, _)| name), "{code}: {header:?}");
        }
    }

    #[test]
    fn a_table_brings_rows_and_says_which_columns_it_cannot_take() {
        let brought =
            from_table("Nos ressources\n\nTitre;Type;Couleur;Titre\nUn guide;outils;bleu;deux\n;;;\n").unwrap();
        assert_eq!(brought.rows, [row(&[("title", "Un guide"), ("kind", "outils")])]);
        let paths: Vec<&str> = brought.problems.iter().map(|problem| problem.path.as_str()).collect();
        assert_eq!(paths, ["column C › Couleur", "column D › Titre"]);
        assert!(from_table("rien;de;tel").is_err());
        assert!(from_table("<html>").is_err());
    }

    #[test]
    fn names_become_ids_in_every_language_or_stay() {
        let content = load::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www")).unwrap();
        let packs: Vec<Rc<Pack>> = compile::compile(&content).unwrap().into_iter().map(Rc::new).collect();
        let mut names = Names::new(&packs);
        for pack in &packs {
            for (column, entries) in [("kind", &pack.vocabulary.kinds), ("domains", &pack.vocabulary.domains)] {
                for entry in entries {
                    assert_eq!(names.cell(column, &entry.label), entry.id, "{}", entry.label);
                }
            }
        }
        let [first, second, ..] = packs[0].vocabulary.domains.as_slice() else { panic!("two domains") };
        let both = [first.label.as_str(), "; ", &second.label].concat();
        assert_eq!(names.cell("domains", &both), [first.id.as_str(), " | ", &second.id].concat());
        assert_eq!(names.cell("domains", &[&both, ", inconnu"].concat()), [&both, ", inconnu"].concat());
        assert_eq!(names.cell("profiles", "*"), "*");
        assert_eq!(names.cell("title", "Outils"), "Outils");
        assert_eq!(
            (names.cell("status", "Annoncée"), names.cell("language", "Français")),
            ("announced".into(), "fr".into())
        );
        let rows = names.rows(vec![row(&[("kind", "Outils"), ("title", "T")])]);
        assert_eq!(rows, [row(&[("kind", "outils"), ("title", "T")])]);
    }

    #[test]
    fn the_columns_are_the_usual_ones_and_those_that_are_filled() {
        let rows = [row(&[("note", "à revoir")])];
        assert!(columns(&rows, false).contains(&"note") && !columns(&[], false).contains(&"note"));
        assert!(columns(&[], true).contains(&"note"));
        assert_eq!(columns(&[], false)[..2], ["title", "kind"]);
    }

    #[test]
    fn one_row_of_many_costs_little_beside_all_of_them() {
        let pack = pack();
        let mut rows: Vec<Rc<Row>> = (0..2000)
            .map(|index| {
                let (title, url) = (format!("Ressource {index}"), format!("https://a.example/{index}"));
                row(&[("title", &title), ("kind", "outils"), ("url", &url), ("profiles", "association|commune")])
            })
            .collect();
        let mut memory = Memory::default();
        let begun = Instant::now();
        let _ = report(&pack, &memory.check(&pack, &rows), false);
        let whole = begun.elapsed();
        Rc::make_mut(&mut rows[1000]).insert("title".to_owned(), "Autre".to_owned());
        let begun = Instant::now();
        let _ = report(&pack, &memory.check(&pack, &rows), false);
        let again = begun.elapsed();
        assert!(again * 4 < whole, "{again:?} of {whole:?}");
    }
}
