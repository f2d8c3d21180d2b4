//! Tables of resources as people write them: where the names of the columns stand, in which language, and what is
//! wrong with the columns themselves. What stands in the cells is for others to judge.

use super::encoding::{Foreign, markup};
use super::search::words;
use super::sheet::{self, Row};

/// The columns, in the order that they are written in: the name, and what else people call it, folded ([`folded`]).
pub const COLUMNS: [(&str, &[&str]); 23] = [
    ("id", &["identifiant", "identifier", "cle"]),
    ("title", &["titre", "nom", "name", "intitule"]),
    ("kind", &["type", "sorte", "nature", "categorie", "category", "type-de-ressource"]),
    (
        "summary_fr",
        &["summary", "resume", "description", "presentation", "resume-fr", "resume-en-francais", "description-fr"],
    ),
    ("summary_en", &["resume-en", "resume-en-anglais", "english-summary", "description-en"]),
    ("publisher", &["editeur", "organisme", "organisation", "porteur", "auteur", "author"]),
    ("date", &["annee", "year", "date-de-publication", "parution"]),
    ("date_basis", &["origine-de-la-date"]),
    ("url", &["lien", "adresse", "adresse-web", "site", "site-web", "link", "address", "web"]),
    ("url_role", &["role-de-adresse", "role-du-lien"]),
    ("language", &["langue", "lang"]),
    ("usages", &["usage", "besoins", "besoin", "needs", "need"]),
    ("objectives", &["objectifs", "objectif", "objective"]),
    ("impacts", &["impact"]),
    ("profiles", &["profils", "profil", "profile", "public", "publics"]),
    ("domains", &["domaines", "domaine", "domain", "themes", "theme", "thematiques", "thematique"]),
    ("sdg17", &["odd-17", "sdg", "odd"]),
    ("levels", &["niveaux", "niveau", "level", "echelles", "echelle", "territoires", "territoire"]),
    ("maturity", &["maturite", "niveau-de-maturite", "niveaux-de-maturite"]),
    ("status", &["statut", "etat"]),
    ("checked", &["verifie", "verifiee", "verifie-le", "controle"]),
    ("until", &["au", "valable-au", "fin"]),
    ("source", &["sources"]),
];

/// The columns without which no resource is one.
const NEEDED: [&str; 2] = ["title", "kind"];

/// Names of columns are looked for in so many rows that hold something: above them may stand a title, a date.
const ABOVE: usize = 30;

/// What is wrong with a table as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTable {
    /// Quotes open in this row that nothing closes.
    Unclosed(usize),
    /// It is something else.
    Foreign(Foreign),
    /// No row has names of columns.
    NoNames,
}

/// What is wrong with a column, or is missing as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing has this name.
    Unknown(Place),
    /// A column before it means the same.
    Twice(Place),
    /// Cells stand in it, in these rows, and no name above them.
    Unnamed(Place, Vec<usize>),
    /// There is none of this name.
    Missing(&'static str),
}

/// A column, as the spreadsheet program shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its letters: `A`, `AB`.
    pub letters: String,
    /// The name above it.
    pub name: String,
}

/// A table of resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name of each column; none where it is wrong.
    pub columns: Vec<Option<&'static str>>,
    /// The rows below the names that hold something.
    pub rows: Vec<Row>,
    /// What is wrong with the columns.
    pub faults: Vec<Fault>,
}

impl Table {
    /// Reads a text.
    ///
    /// # Errors
    /// Why it is no table.
    pub fn read(text: &str) -> Result<Self, NoTable> {
        if let Some(foreign) = markup(text) {
            return Err(NoTable::Foreign(foreign));
        }
        let names = |row: &Row| {
            let known: Vec<&str> = row.cells.iter().filter_map(|cell| column(cell)).collect();
            COLUMNS.iter().filter(|(name, _)| known.contains(name)).count()
        };
        let most = |rows: &[Row]| rows.iter().take(ABOVE).map(names).max().unwrap_or(0);
        let rows = sheet::rows(text, &most).map_err(|unclosed| NoTable::Unclosed(unclosed.row))?;
        let best = most(&rows);
        let Some(at) = rows.iter().take(ABOVE).position(|row| names(row) == best) else {
            return Err(NoTable::Foreign(Foreign::Empty));
        };
        if best == 0 {
            return Err(NoTable::NoNames);
        }
        let mut rows = rows.into_iter().skip(at);
        let header = rows.next().map(|row| row.cells).unwrap_or_default();
        Ok(Self::under(&header, rows.collect()))
    }

    fn under(header: &[String], rows: Vec<Row>) -> Self {
        let mut columns: Vec<Option<&'static str>> = Vec::new();
        let mut faults = Vec::new();
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(header.len());
        for at in 0..width {
            let name = header.get(at).map_or("", |name| name.trim());
            let place = || Place { letters: letters(at), name: name.to_owned() };
            let known = column(name);
            if name.is_empty() {
                let has = |row: &&Row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty());
                let filled: Vec<usize> = rows.iter().filter(has).map(|row| row.number).collect();
                if !filled.is_empty() {
                    faults.push(Fault::Unnamed(place(), filled));
                }
            } else if known.is_none() {
                faults.push(Fault::Unknown(place()));
            } else if columns.contains(&known) {
                faults.push(Fault::Twice(place()));
                columns.push(None);
                continue;
            }
            columns.push(known);
        }
        faults.extend(NEEDED.into_iter().filter(|name| !columns.contains(&Some(name))).map(Fault::Missing));
        Self { columns, rows, faults }
    }

    /// What stands in a row, by the names of the columns: cells that say something, without what surrounds them.
    pub fn cells<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'static str, &'a str)> {
        let named = self.columns.iter().zip(&row.cells);
        named.filter_map(|(name, cell)| Some(((*name)?, cell.trim()))).filter(|(_, cell)| !cell.is_empty())
    }
}

/// The column that a name means.
fn column(name: &str) -> Option<&'static str> {
    let wanted = folded(name);
    let found = COLUMNS.iter().find(|(own, others)| folded(own) == wanted || others.contains(&wanted.as_str()));
    found.map(|(own, _)| *own).filter(|_| !wanted.is_empty())
}

/// A text as it is compared: its words without accents and capitals, joined.
#[must_use]
pub fn folded(text: &str) -> String {
    words::words(text).into_iter().map(|word| word.text).collect::<Vec<_>>().join("-")
}

/// A column's letters: `A` for the first, `AA` after `Z`.
fn letters(at: usize) -> String {
    let (mut rest, mut out) = (at, Vec::new());
    loop {
        out.extend(u8::try_from(rest % 26).ok().map(|letter| char::from(b'A' + letter)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => return out.into_iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, column, folded, letters};

    #[test]
    fn every_name_means_one_column() {
        for (own, others) in COLUMNS {
            assert_eq!(column(own), Some(own));
            for other in others {
                assert_eq!(*other, folded(other), "it could not be found");
                assert_eq!(column(other), Some(own));
            }
        }
        for name in
            ["TITRE", " Title ", "Intitulé", "Résumé (FR)", "ODD 17", "ODD17", "\u{a0}Éditeur\u{a0}", "Summary_FR"]
        {
            assert!(column(name).is_some(), "{name}");
        }
        for name in ["", " ", "couleur", "title kind", "-"] {
            assert_eq!(column(name), None, "{name}");
        }
    }

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        let found: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(found, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
