//! The search engine alone, for the benchmark (feature `bench`): the same code that the widget runs.

use boussole_content::index;
use boussole_content::search::{Index, Ranking, find_ranked};
use wasm_bindgen::prelude::*;

/// An index and the titles of its documents.
#[wasm_bindgen]
pub struct Finder {
    index: Index,
    ranking: Ranking,
    /// The titles, one a line.
    titles: String,
    /// Where each of them ends.
    ends: Vec<usize>,
}

#[wasm_bindgen]
impl Finder {
    /// Opens what `boussole index` wrote; `None` when it is something else.
    pub fn open(bytes: Vec<u8>) -> Option<Finder> {
        let ((ranking, synonyms), index) = index::decode(bytes)?;
        Some(Self { index: index.with_synonyms(synonyms), ranking, titles: String::new(), ends: Vec::new() })
    }

    /// Gives the titles, one a line and none without an end of line, in UTF-8 as they come in a file: the widget has them
    /// anyway.
    #[wasm_bindgen(js_name = setTitles)]
    pub fn set_titles(&mut self, titles: Vec<u8>) {
        self.titles = String::from_utf8(titles).unwrap_or_default();
        self.ends = Vec::with_capacity(self.titles.matches('\n').count());
        self.ends.extend(self.titles.match_indices('\n').map(|(end, _)| end));
    }

    /// The best documents for a query, and before them how many there are.
    pub fn find(&self, query: &str, limit: usize) -> Vec<u32> {
        let title = |index: usize| {
            let begin = index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |before| before + 1);
            self.ends.get(index).and_then(|end| self.titles.get(begin..*end)).unwrap_or_default()
        };
        let matches = find_ranked(&self.index, query, &self.ranking, title).unwrap_or_default();
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let best = matches.hits.iter().take(limit).map(|hit| number(hit.document));
        core::iter::once(number(matches.hits.len())).chain(best).collect()
    }
}
