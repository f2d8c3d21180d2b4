//! The search engine alone, for the benchmark (feature `bench`): the same code that the widget runs.

use crate::catalogue::search::{Index, Ranking, ranked};
use wasm_bindgen::prelude::*;

/// An index and the titles of its documents.
#[wasm_bindgen]
pub struct Finder {
    index: Index,
    ranking: Ranking,
    titles: Vec<String>,
}

#[wasm_bindgen]
impl Finder {
    /// Opens what `boussole index` wrote; `None` when it is something else.
    pub fn open(bytes: &[u8]) -> Option<Finder> {
        let (ranking, index) = postcard::from_bytes(bytes).ok()?;
        Some(Self { index, ranking, titles: Vec::new() })
    }

    /// Gives the titles, one a line, which the widget has anyway.
    #[wasm_bindgen(js_name = setTitles)]
    pub fn set_titles(&mut self, titles: &str) {
        self.titles = titles.lines().map(str::to_owned).collect();
    }

    /// The best documents for a query, and before them how many there are.
    pub fn find(&self, query: &str, most: usize) -> Vec<u32> {
        let title = |place: usize| self.titles.get(place).map_or("", String::as_str);
        let found = ranked(&self.index, query, &self.ranking, title).unwrap_or_default();
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let best = found.hits.iter().take(most).map(|hit| number(hit.document));
        core::iter::once(number(found.hits.len())).chain(best).collect()
    }
}
