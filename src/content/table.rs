//! Tables of resources as people write them: where the names of the columns stand, in which language, and what is
//! wrong with the columns themselves. What stands in the cells is for others to judge.

use super::csv::{self, Record};
use super::encoding::{UnsupportedFormat, detect_markup};
use super::search::tokens;

/// The columns, in the order that they are written in: the name, and what else people call it, folded ([`fold`]).
pub const COLUMNS: [(&str, &[&str]); 32] = [
    ("id", &["identifiant", "identifier", "cle"]),
    ("title", &["titre", "nom", "name", "intitule"]),
    ("kind", &["type", "sorte", "nature", "categorie", "category", "type-de-ressource"]),
    (
        "summary_fr",
        &[
            "summary",
            "resume",
            "description",
            "presentation",
            "resume-fr",
            "resume-en-francais",
            "description-fr",
            "summary-in-french",
        ],
    ),
    ("summary_en", &["resume-en", "resume-en-anglais", "english-summary", "description-en", "summary-in-english"]),
    (
        "keywords_fr",
        &[
            "keywords",
            "mots-cles",
            "mots-clefs",
            "mots-cles-fr",
            "mots-cles-en-francais",
            "tags",
            "etiquettes",
            "keywords-in-french",
        ],
    ),
    (
        "keywords_en",
        &["mots-cles-en", "mots-cles-en-anglais", "mots-cles-anglais", "english-keywords", "keywords-in-english"],
    ),
    ("publisher", &["editeur", "organisme", "organisation", "porteur", "auteur", "author"]),
    ("date", &["annee", "year", "date-de-publication", "parution"]),
    ("date_basis", &["origine-de-la-date", "basis-of-the-date"]),
    ("url", &["lien", "adresse", "adresse-web", "site", "site-web", "link", "address", "web"]),
    ("url_role", &["role-de-adresse", "role-du-lien", "role-of-the-address"]),
    ("language", &["langue", "lang"]),
    ("usages", &["usage", "besoins", "besoin", "needs", "need"]),
    ("objectives", &["objectifs", "objectif", "objective"]),
    ("impacts", &["impact"]),
    ("profiles", &["profils", "profil", "profile", "public", "publics"]),
    ("domains", &["domaines", "domaine", "domain", "themes", "theme", "thematiques", "thematique", "field", "fields"]),
    ("sdg17", &["odd-17", "sdg", "odd"]),
    (
        "levels",
        &["niveaux", "niveau", "level", "echelles", "echelle", "territoires", "territoire", "echelons", "echelon"],
    ),
    ("maturity", &["maturite", "niveau-de-maturite", "niveaux-de-maturite"]),
    ("status", &["statut", "etat"]),
    ("checked", &["verifie", "verifiee", "verifie-le", "controle", "checked-on", "verifiee-le"]),
    ("until", &["au", "valable-au", "fin", "valid-until"]),
    ("source", &["sources"]),
    ("circle", &["cercle"]),
    ("duplicate_of", &["doublon-de", "doublon", "reprend", "duplicate", "repeats"]),
    ("basis", &["origine-du-resume", "basis-of-the-summary"]),
    ("domains_basis", &["origine-des-domaines", "basis-of-the-fields"]),
    ("title_basis", &["origine-du-titre", "basis-of-the-title"]),
    ("evidence", &["preuves", "preuve", "pages-lues", "page-lue", "pages-read"]),
    ("note", &["notes", "remarque", "remarques", "commentaire", "commentaires", "comment", "comments"]),
];

/// The columns without which no resource is one.
const REQUIRED_COLUMNS: [&str; 2] = ["title", "kind"];

/// Names of columns are looked for in so many rows that hold something: above them may stand a title, a date.
const MAX_HEADER_ROW: usize = 30;

/// What is wrong with a table as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableError {
    /// Quotes open in this row that nothing closes.
    UnclosedQuote(usize),
    /// The text is no table, but content of this kind.
    Foreign(UnsupportedFormat),
    /// No row has names of columns.
    NoNames,
}

/// What is wrong with a column, or is missing as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing has this name.
    Unknown(ColumnName),
    /// A column before it means the same.
    Twice(ColumnName),
    /// Cells stand in it, in these rows, and no name above them.
    Unnamed(ColumnName, Vec<usize>),
    /// There is none of this name.
    Missing(&'static str),
}

/// A column, as the spreadsheet program shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnName {
    /// Letters of the column: `A`, `AB`.
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
    pub rows: Vec<Record>,
    /// What is wrong with the columns.
    pub faults: Vec<Fault>,
}

impl Table {
    /// Reads a text.
    ///
    /// # Errors
    /// Why it is no table.
    pub fn read(text: &str) -> Result<Self, TableError> {
        if let Some(foreign) = detect_markup(text) {
            return Err(TableError::Foreign(foreign));
        }
        let names = |row: &Record| {
            let recognised: Vec<&str> = row.cells.iter().filter_map(|cell| column(cell)).collect();
            COLUMNS.iter().filter(|(name, _)| recognised.contains(name)).count()
        };
        let known_columns = |rows: &[Record]| rows.iter().take(MAX_HEADER_ROW).map(names).max().unwrap_or(0);
        let rows = csv::records(text, &known_columns).map_err(|unclosed| TableError::UnclosedQuote(unclosed.row))?;
        let best = known_columns(&rows);
        let Some(index) = rows.iter().take(MAX_HEADER_ROW).position(|row| names(row) == best) else {
            return Err(TableError::Foreign(UnsupportedFormat::Empty));
        };
        if best == 0 {
            return Err(TableError::NoNames);
        }
        let mut rows = rows.into_iter().skip(index);
        let header = rows.next().map(|row| row.cells).unwrap_or_default();
        Ok(Self::from_header(&header, rows.collect()))
    }

    fn from_header(header: &[String], rows: Vec<Record>) -> Self {
        let mut columns: Vec<Option<&'static str>> = Vec::new();
        let mut faults = Vec::new();
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(header.len());
        for index in 0..width {
            let name = header.get(index).map_or("", |name| name.trim());
            let column_name = || ColumnName { letters: column_letters(index), name: name.to_owned() };
            let recognised = column(name);
            if name.is_empty() {
                let has = |row: &&Record| row.cells.get(index).is_some_and(|cell| !cell.trim().is_empty());
                let filled: Vec<usize> = rows.iter().filter(has).map(|row| row.number).collect();
                if !filled.is_empty() {
                    faults.push(Fault::Unnamed(column_name(), filled));
                }
            } else if recognised.is_none() {
                faults.push(Fault::Unknown(column_name()));
            } else if columns.contains(&recognised) {
                faults.push(Fault::Twice(column_name()));
                columns.push(None);
                continue;
            }
            columns.push(recognised);
        }
        faults.extend(REQUIRED_COLUMNS.into_iter().filter(|name| !columns.contains(&Some(name))).map(Fault::Missing));
        Self { columns, rows, faults }
    }

    /// What stands in a row, by the names of the columns: cells that say something, without what surrounds them.
    pub fn cells<'a>(&'a self, row: &'a Record) -> impl Iterator<Item = (&'static str, &'a str)> {
        let cells_by_name = self.columns.iter().zip(&row.cells);
        cells_by_name.filter_map(|(name, cell)| Some(((*name)?, cell.trim()))).filter(|(_, cell)| !cell.is_empty())
    }
}

/// The column that a name means.
fn column(name: &str) -> Option<&'static str> {
    let wanted = fold(name);
    let entry = COLUMNS.iter().find(|(name, others)| fold(name) == wanted || others.contains(&wanted.as_str()));
    entry.map(|(name, _)| *name).filter(|_| !wanted.is_empty())
}

/// Whether a cell says yes; `None` when it says neither. Programs export a box as a word or as a drawing of it.
#[must_use]
pub fn parse_bool(cell: &str) -> Option<bool> {
    match cell.trim().trim_end_matches('\u{fe0f}') {
        "✓" | "✔" | "☑" | "✅" => return Some(true),
        "" | "-" | "–" | "✗" | "✘" | "☐" | "❌" => return Some(false),
        _ => {}
    }
    match fold(cell).as_str() {
        "oui" | "o" | "yes" | "y" | "true" | "vrai" | "x" | "1" | "checked" | "coche" => Some(true),
        "non" | "n" | "no" | "false" | "faux" | "0" | "unchecked" => Some(false),
        _ => None,
    }
}

/// The names in a cell that holds several, one under the other or parted by `|`, `;` or commas; a name may have commas.
pub fn split_names<'a>(cell: &'a str, is_name: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
    let mut names = Vec::new();
    for mut rest in cell.split(['|', ';', '\n', '\r']).map(str::trim) {
        while !rest.is_empty() {
            let ends = rest.match_indices(',').map(|(end, _)| end).chain([rest.len()]).take(MAX_COMMAS_IN_NAME);
            let before = |end: usize| rest.get(..end).unwrap_or_default();
            let first = rest.find(',').unwrap_or(rest.len());
            let mut end = first;
            if end < rest.len() {
                end = ends.filter(|end| is_name(before(*end))).last().unwrap_or(first);
            }
            names.extend(Some(before(end).trim()).filter(|name| !name.is_empty()));
            rest = rest.get(end..).unwrap_or_default().trim_start_matches([',', ' ', '\u{a0}']);
        }
    }
    names
}

/// A name has fewer commas. Our limit.
const MAX_COMMAS_IN_NAME: usize = 6;

/// Whether a cell holds what a spreadsheet program shows instead of a value: `#REF!`, `#N/A`, `Err:502`, `####`.
#[must_use]
pub fn is_error_value(cell: &str) -> bool {
    let is_code = |rest: &str| rest.chars().all(|letter| letter.is_uppercase() || "#/! ?0123456789".contains(letter));
    match cell.trim().strip_prefix('#') {
        Some(rest) => is_code(rest) && (rest == "N/A" || rest.ends_with(['!', '?', '#'])),
        None => cell.trim().strip_prefix("Err:").is_some_and(|rest| rest.parse::<u16>().is_ok()),
    }
}

/// Whether letters were read in one encoding and written in another: `Ã©` for `é`.
#[must_use]
pub fn is_garbled(cell: &str) -> bool {
    let lower = |letter: char| matches!(letter, '\u{a0}'..='\u{bf}' | '‰' | 'ˆ' | '€' | '‡' | 'Š' | '”');
    cell.contains("â€") || cell.split(['Ã', 'Â']).skip(1).any(|rest| rest.starts_with(lower))
}

/// The code of a language, by its name or by a code as programs write it: `Français`, `FR`, `fr_FR`.
#[must_use]
pub fn language(name: &str) -> Option<String> {
    // No code has a blank.
    let is_code = !name.trim().contains(char::is_whitespace);
    let name = fold(name);
    let code = name.split('-').next().filter(|code| is_code && (2..=3).contains(&code.len()));
    match name.as_str() {
        "francais" | "french" => Some("fr".to_owned()),
        "anglais" | "english" => Some("en".to_owned()),
        _ => code.filter(|code| code.bytes().all(|byte| byte.is_ascii_lowercase())).map(str::to_owned),
    }
}

/// A text as it is compared: its words without accents and capitals, joined.
#[must_use]
pub fn fold(text: &str) -> String {
    tokens::tokenize(text).into_iter().map(|word| word.text).collect::<Vec<_>>().join("-")
}

/// A column's letters: `A` for the first, `AA` after `Z`.
fn column_letters(index: usize) -> String {
    let (mut rest, mut out) = (index, Vec::new());
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
    use super::{COLUMNS, column, column_letters, fold, is_error_value, is_garbled, language, parse_bool, split_names};

    #[test]
    fn cells_are_what_programs_and_people_mean_by_them() {
        for yes in ["✓", "✔️", "☑", "✅", "checked", "TRUE", "VRAI", "Oui", "o", " x "] {
            assert_eq!(parse_bool(yes), Some(true), "{yes}");
        }
        for no in ["", "-", "☐", "✗", "❌", "FALSE", "faux", "N"] {
            assert_eq!(parse_bool(no), Some(false), "{no}");
        }
        assert_eq!((parse_bool("?"), parse_bool("peut-être"), parse_bool("★")), (None, None, None));
        let is_name = |name: &str| ["a", "b", "c, d ou e", "c"].contains(&name);
        for (cell, expected) in [
            ("a | b", &["a", "b"][..]),
            ("a;b;", &["a", "b"]),
            ("a\nb\r\n", &["a", "b"]),
            ("a, c, d ou e,b", &["a", "c, d ou e", "b"]),
            ("c, d", &["c", "d"]),
            (",, ;|", &[]),
        ] {
            assert_eq!(split_names(cell, &is_name), expected, "{cell:?}");
        }
        for fault in ["#REF!", "#N/A", "#NOM?", "#VALEUR!", "#DIV/0!", "#REF !", "#####", "Err:502"] {
            assert!(is_error_value(fault), "{fault}");
        }
        for cell in ["#17 ensemble", "#ODD17", "# 1", "Err: oui", "REF!", "#"] {
            assert!(!is_error_value(cell), "{cell}");
        }
        for garbled in ["Ã‰cole", "mÃ¨res", "lâ€™an", "dÃ©jÃ\u{a0}", "10\u{a0}Â°", "Â« Agir"] {
            assert!(is_garbled(garbled), "{garbled}");
        }
        for cell in ["École", "SÃO PAULO", "MANHÃ", "Âge", "l’Île", "pâte"] {
            assert!(!is_garbled(cell), "{cell}");
        }
        for (name, code) in
            [("FR", "fr"), ("Français", "fr"), ("fr_FR", "fr"), ("en-GB", "en"), ("Anglais", "en"), ("es", "es")]
        {
            assert_eq!(language(name).as_deref(), Some(code));
        }
        assert_eq!((language("français, anglais"), language("?")), (None, None));
    }

    #[test]
    fn every_name_means_one_column() {
        for (column_name, others) in COLUMNS {
            assert_eq!(column(column_name), Some(column_name));
            for other in others {
                assert_eq!(*other, fold(other), "it could not be found");
                assert_eq!(column(other), Some(column_name));
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
        let names: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(column_letters).collect();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
