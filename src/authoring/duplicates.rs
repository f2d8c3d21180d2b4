//! Resources that are likely one: the same address, or the same title.

use boussole_content::table::fold;
use std::collections::HashMap;

/// Why two rows are likely one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Both lead to one page.
    Address,
    /// Both have one title.
    Title,
}

/// Two rows that are likely one resource.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Likely {
    /// The place of the row that comes later.
    pub row: usize,
    /// The place of the row that it repeats.
    pub of: usize,
    /// Why.
    pub likeness: Likeness,
}

/// What tells one resource from another, as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The page that its address leads to; empty when there is none.
    page: String,
    /// The words of its title; empty when there is none.
    title: String,
}

impl Identity {
    /// Of a resource with this title and address.
    #[must_use]
    pub fn new(title: &str, url: &str) -> Self {
        Self { page: page(url), title: fold(title) }
    }
}

/// Each row that repeats an earlier one, in the order of the rows. Nothing is known of a row that is `None`: one that
/// says of itself what it repeats.
#[must_use]
pub fn find<'a>(rows: impl IntoIterator<Item = Option<&'a Identity>>) -> Vec<Likely> {
    let mut pages: HashMap<&str, usize> = HashMap::new();
    let mut titles: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::new();
    for (row, identity) in rows.into_iter().enumerate() {
        let Some(identity) = identity else { continue };
        let by_page = earlier(&mut pages, &identity.page, row);
        let by_title = earlier(&mut titles, &identity.title, row);
        let page = by_page.map(|of| Likely { row, of, likeness: Likeness::Address });
        found.extend(page.or_else(|| by_title.map(|of| Likely { row, of, likeness: Likeness::Title })));
    }
    found
}

/// The row before this one that has the same key.
fn earlier<'a>(map: &mut HashMap<&'a str, usize>, key: &'a str, row: usize) -> Option<usize> {
    let first = Some(key).filter(|key| !key.is_empty()).map(|key| *map.entry(key).or_insert(row));
    first.filter(|first| *first != row)
}

/// The page that an address leads to, as it is compared: without scheme, `www.`, trailing strokes, and what only
/// counts visits.
fn page(url: &str) -> String {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (address, fragment) = rest.split_once('#').map_or((rest, ""), |(address, fragment)| (address, fragment));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let counts_visits = |part: &str| part.starts_with("utm_") || part.starts_with("fbclid=") || part.is_empty();
    let query: Vec<&str> = query.split('&').filter(|part| !counts_visits(part)).collect();
    // A page of one file keeps its places behind `#/`.
    let fragment = if fragment.starts_with(['/', '!']) { fragment } else { "" };
    if host.is_empty() {
        return String::new();
    }
    [host, "/", path.trim_end_matches('/'), "?", &query.join("&"), "#", fragment].concat()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::{Identity, Likely, Likeness, find};

    fn identities(rows: &[(&str, &str)]) -> Vec<Identity> {
        rows.iter().map(|(title, url)| Identity::new(title, url)).collect()
    }

    #[test]
    fn one_page_is_one_resource_however_its_address_is_written() {
        let rows = identities(&[
            ("Un guide", "https://www.exemple.org/guide/"),
            ("Le guide", "http://exemple.org/guide?utm_source=lettre"),
            ("Autre page", "https://exemple.org/guide?page=2"),
            ("Autre casse", "https://exemple.org/Guide"),
            ("Rubrique", "https://exemple.org/guide#chapitre"),
            ("Écran", "https://exemple.org/#/guide"),
            ("Accueil", "https://exemple.org"),
            ("Sans adresse", ""),
            ("Sans adresse non plus", " "),
        ]);
        let like = |row, of| Likely { row, of, likeness: Likeness::Address };
        assert_eq!(find(rows.iter().map(Some)), [like(1, 0), like(4, 0)]);
    }

    #[test]
    fn one_title_is_one_resource_unless_the_row_says_so_itself() {
        let rows = identities(&[
            ("Guide de l’alliance", "https://a.example/1"),
            ("GUIDE de l'alliance", "https://a.example/2"),
            ("Guide de l'alliance", ""),
            ("", ""),
            ("", ""),
        ]);
        let like = |row, of| Likely { row, of, likeness: Likeness::Title };
        assert_eq!(find(rows.iter().map(Some)), [like(1, 0), like(2, 0)]);
        let declared = rows.iter().enumerate().map(|(row, identity)| Some(identity).filter(|_| row != 1));
        assert_eq!(find(declared), [like(2, 0)]);
    }
}
