//! Looking through all the resources: words, facets, order, what is pinned and what is pushed back.

pub mod facet;
pub mod facet_index;
pub(crate) mod update;

use self::facet::Facet;
use self::facet_index::{FacetIndex, SelectedValues};
use crate::app::features::content::invalid_field::InvalidField;
use boussole_content::pack::Pack;
use boussole_content::search::stem::french;
use boussole_content::search::tokens::tokenize;
use boussole_content::search::{QueryTerm, corrected_query, find_ranked};
use boussole_domain::Heading;
use boussole_domain::path::{ResourceAttributes, relevance};
use boussole_domain::rounding;
use boussole_domain::situation::Situation;
use std::rc::Rc;

/// What a visitor does among all the resources.
#[derive(Clone, Debug, Default)]
pub struct Explore {
    /// What the visitor looks for among all the resources.
    pub query: ExploreQuery,
    /// The catalogue as columns; made when the page of resources first shows.
    pub facet_index: Option<Rc<FacetIndex>>,
    /// Whether the index of the content's words is on its way.
    pub search_index: SearchIndexState,
    /// What is shown of the resources besides their titles did not come; until it comes or not, it is on its way.
    pub have_details_failed: bool,
    /// What that brings; computed while the page of resources shows.
    pub results: Rc<SearchResults>,
    /// Resources that she pinned to her path: their indices in the catalogue, in the order she did.
    pub pinned: Vec<usize>,
    /// The catalogue that somebody brought to the page.
    pub uploaded: UploadedCatalogue,
}

/// Whether the index of the content's words is on its way, as long as the content has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchIndexState {
    /// Nobody needed it yet.
    #[default]
    NotRequested,
    /// The index was asked for.
    Loading,
    /// The index could not be fetched.
    Failed,
}

/// What became of a catalogue that was brought to the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum UploadedCatalogue {
    /// Nobody brought one.
    #[default]
    None,
    /// The host's could not be taken: visitors are told that they see ours.
    HostRejected,
    /// One was tried here and taken: how many resources it adds.
    Accepted(usize),
    /// One was tried here and refused: what is wrong with it.
    Rejected(Vec<InvalidField>),
}

/// What changes in what a visitor looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExploreMsg {
    /// The visitor typed other words.
    QueryTyped(String),
    /// The visitor took words that were suggested, by a button that goes away with the press.
    SuggestionAccepted(String),
    /// The visitor chose a value of a facet, or took it back.
    FilterToggled(Facet, usize),
    /// The visitor took a value of a facet back, by a button that goes away with the press.
    FilterRemoved(Facet, usize),
    /// The visitor took a value of a facet instead of words that nothing has.
    FilterSuggested(Facet, usize),
    /// The visitor took all values of facets back.
    FiltersCleared,
    /// The visitor said how much her answers count beside her words, per cent.
    PersonalisationSet(u8),
    /// The visitor chose another order.
    OrderSet(Order),
    /// The visitor asked for the next results too.
    MoreRequested,
    /// The visitor put a resource beside others, or took it away.
    CompareToggled(usize),
    /// The visitor closed the comparison.
    CompareClosed,
    /// The visitor asked for fewer resources like this one.
    DownrankAdded(usize),
    /// The visitor asked for all of them again.
    DownranksCleared,
    /// The visitor pinned a resource to her path, or took it off.
    PinToggled(usize),
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What fits the words and the answers best.
    #[default]
    Relevance,
    /// The latest first.
    Newest,
    /// By title.
    Title,
}

impl Order {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Relevance, Self::Newest, Self::Title];

    /// The name used in the drawing.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::Title => "title",
        }
    }

    /// The order of a name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.id() == id)
    }
}

/// What the visitor asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExploreQuery {
    /// Her words.
    pub text: String,
    /// The values chosen: within a facet any of them will do, across facets each must hold.
    pub filters: Vec<(Facet, usize)>,
    /// How much her answers count beside her words, per cent; `None` as much as the content proposes.
    pub mix: Option<u8>,
    /// The order.
    pub order: Order,
    /// How many pages of results show.
    pub pages: usize,
    /// Resources side by side, two at most.
    pub compared: Vec<usize>,
    /// Resources she wants less of.
    pub downranked: Vec<usize>,
}

/// How many resources can stand side by side.
pub const MAX_COMPARED: usize = 2;

/// Everything, as the content proposes to show it.
impl Default for ExploreQuery {
    fn default() -> Self {
        Self {
            text: String::new(),
            filters: Vec::new(),
            mix: None,
            order: Order::default(),
            pages: 1,
            compared: Vec::new(),
            downranked: Vec::new(),
        }
    }
}

impl ExploreQuery {
    /// The visitor said how much her answers count beside her words, per cent.
    #[must_use]
    pub fn mix(&self, pack: &Pack) -> u8 {
        self.mix.unwrap_or(pack.ranking.mix)
    }
}

/// One value of a facet, and how many resources have it among those that pass the other facets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// Index of the value in the facet.
    pub value: usize,
    /// Label of the value, in the visitor's language.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// What a query brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// The resources, in order: their indices in the catalogue.
    pub indices: Vec<usize>,
    /// How many of them have every word of the query; all when there is none.
    pub full_matches: usize,
    /// How many words of the query a resource has that lacks some, by index in the catalogue; 0 for the others.
    pub matched: Vec<u8>,
    /// The values of each facet, in the order of [`Facet::ALL`].
    pub facet_counts: Vec<(Facet, Vec<FacetCount>)>,
    /// The words of the query that say something.
    pub terms: Vec<QueryTerm>,
    /// The query with its typing mistakes mended, when it has some.
    pub spelling_suggestion: Option<String>,
    /// With nothing found: values of facets that the words name, and how many resources have each.
    pub suggested_filters: Vec<(Facet, FacetCount)>,
}

/// What a query brings from a catalogue, for a visitor.
#[must_use]
pub fn search(
    pack: &Pack,
    facet_index: &FacetIndex,
    query: &ExploreQuery,
    situation: &Situation,
    heading: Option<&Heading>,
) -> SearchResults {
    let title = |index: usize| pack.resources.get(index).map_or("", |resource| resource.title.as_str());
    // Words wait for their index: until then all is there.
    let text = if pack.is_indexed() { query.text.as_str() } else { "" };
    let ranked = find_ranked(&pack.index, text, &pack.ranking, title);
    let best = ranked.as_ref().and_then(|ranked| ranked.hits.first()).map_or(1, |hit| hit.score.max(1));
    let mut matched = vec![0; if ranked.is_some() { pack.resources.len() } else { 0 }];
    for hit in ranked.iter().flat_map(|ranked| &ranked.hits).filter(|hit| !hit.is_full_match) {
        if let Some(matched) = matched.get_mut(hit.document) {
            *matched = hit.matched;
        }
    }
    let hits: Vec<(usize, u32, bool)> = match &ranked {
        Some(ranked) => ranked
            .hits
            .iter()
            .map(|hit| (hit.document, rounding::share(hit.score, 1000, best), hit.is_full_match))
            .collect(),
        None => (0..pack.resources.len()).map(|index| (index, 0, true)).collect(),
    };

    let selections: Vec<SelectedValues> = Facet::ALL
        .iter()
        .map(|facet| {
            SelectedValues::from_indices(query.filters.iter().filter(|(of, _)| of == facet).map(|(_, value)| *value))
        })
        .collect();
    let mut counts: Vec<Vec<usize>> =
        Facet::ALL.iter().map(|facet| vec![0; facet_index.labels(*facet).len()]).collect();
    let mut passing: Vec<(usize, u32, bool)> = Vec::new();
    for (index, text_score, is_full_match) in hits {
        let Some(attributes) = pack.attributes.get(index).filter(|attributes| !attributes.retired) else { continue };
        // What repeats another resource is found by its words, and does not crowd a list that nobody asked words of.
        if query.downranked.contains(&index) || (ranked.is_none() && attributes.duplicate) {
            continue;
        }
        let passes =
            |(facet, selected): (&Facet, &SelectedValues)| facet_index.passes(attributes, index, *facet, selected);
        let mut failed =
            Facet::ALL.iter().zip(&selections).enumerate().filter(|(_, pair)| !passes(*pair)).map(|(at, _)| at);
        match (failed.next(), failed.next()) {
            (None, _) => {
                passing.push((index, text_score, is_full_match));
                for (facet, counts) in Facet::ALL.iter().zip(&mut counts) {
                    facet_index.count(attributes, index, *facet, counts);
                }
            }
            // It would pass if this facet had other values: it counts there, and only there.
            (Some(only), None) => {
                if let (Some(facet), Some(counts)) = (Facet::ALL.get(only), counts.get_mut(only)) {
                    facet_index.count(attributes, index, *facet, counts);
                }
            }
            _ => {}
        }
    }

    let full_matches = passing.iter().filter(|(_, _, is_full_match)| *is_full_match).count();
    let terms = ranked.map(|ranked| ranked.words).unwrap_or_default();
    let resources = passing.iter().take(pack.ranking.page).filter_map(|(index, _, _)| pack.resources.get(*index));
    let texts: Vec<&str> = resources.flat_map(|resource| [resource.title.as_str(), &resource.summary]).collect();
    let spelling_suggestion = corrected_query(text, &terms, &texts);
    let fit = |attributes: &ResourceAttributes| relevance(situation, heading, attributes, &pack.rules.path);
    let indices = ordered(pack, facet_index, query, passing, fit);
    let facet_counts = Facet::ALL
        .into_iter()
        .zip(counts)
        .map(|(facet, counts)| {
            let labels = facet_index.labels(facet).iter().enumerate().zip(counts);
            (facet, labels.map(|((value, label), count)| FacetCount { value, label: label.clone(), count }).collect())
        })
        .collect();
    let suggested_filters = if indices.is_empty() { suggested_filters(pack, facet_index, text) } else { Vec::new() };
    SearchResults { indices, full_matches, matched, facet_counts, terms, spelling_suggestion, suggested_filters }
}

/// The values of facets that the words of a query name.
fn suggested_filters(pack: &Pack, facet_index: &FacetIndex, query: &str) -> Vec<(Facet, FacetCount)> {
    /// More than this would be a list to read, not a way out.
    const MAX_SUGGESTIONS: usize = 3;
    let words: Vec<String> = tokenize(query).into_iter().map(|word| word.text).collect();
    let is_named = |label: &str| {
        tokenize(label).iter().any(|token| {
            token.text.len() > 2
                && !pack.ranking.is_stop_word(&token.text)
                && words.iter().any(|word| *word == token.text || french(word) == french(&token.text))
        })
    };
    let mut suggestions = Vec::new();
    for facet in Facet::ALL {
        for (value, label) in facet_index.labels(facet).iter().enumerate().filter(|(_, label)| is_named(label)) {
            let selected = SelectedValues::from_indices(core::iter::once(value));
            // As many as choosing it, without words, brings.
            let listed = pack
                .attributes
                .iter()
                .enumerate()
                .filter(|(_, attributes)| !attributes.retired && !attributes.duplicate);
            let passing = listed.filter(|(index, attributes)| facet_index.passes(attributes, *index, facet, &selected));
            suggestions.push((facet, FacetCount { value, label: label.clone(), count: passing.count() }));
        }
    }
    suggestions.retain(|(_, suggestion)| suggestion.count > 0);
    suggestions.truncate(MAX_SUGGESTIONS);
    suggestions
}

fn ordered(
    pack: &Pack,
    facet_index: &FacetIndex,
    query: &ExploreQuery,
    passing: Vec<(usize, u32, bool)>,
    fit: impl Fn(&ResourceAttributes) -> u32,
) -> Vec<usize> {
    let attributes = |index: usize| pack.attributes.get(index);
    let is_alike =
        |a: &ResourceAttributes, b: &ResourceAttributes| a.kind == b.kind && a.objectives.intersects(b.objectives);
    let score = |index: usize, text_score: u32| {
        let fit = attributes(index).map_or(0, &fit);
        let mix = u32::from(query.mix(pack));
        let mixed = text_score * (100 - mix) + fit * mix;
        let is_downranked = attributes(index).is_some_and(|candidate| {
            query.downranked.iter().filter_map(|other| attributes(*other)).any(|other| is_alike(candidate, other))
        });
        if is_downranked { rounding::share(mixed, pack.ranking.less, 1000) } else { mixed }
    };
    // One number each, since sorting numbers is quickest: what comes first is least, and ends with the index.
    let age = |index: usize| u64::from(99_999_999 - facet_index.date(index));
    let key = |index: usize, text_score: u32| match query.order {
        Order::Relevance => u64::from(100_000 - score(index, text_score).min(100_000)) << 27 | age(index),
        Order::Newest => age(index),
        Order::Title => u64::from(facet_index.title(pack, index)),
    };
    let mut keyed: Vec<u64> =
        passing.into_iter().map(|(index, text_score, _)| key(index, text_score) << INDEX_BITS | index as u64).collect();
    keyed.sort_unstable();
    keyed.into_iter().filter_map(|key| usize::try_from(key & ((1 << INDEX_BITS) - 1)).ok()).collect()
}

/// An index in a catalogue takes so many bits: [`super::content::partner_catalogue::MAX_RESOURCES`] needs fifteen.
const INDEX_BITS: u32 = 20;
