//! Looking through all the resources: words, facets, order, what is pinned and what is pushed back.

use super::columns::{FacetIndex, SelectedValues};
use super::facet::Facet;
use boussole_content::pack::Pack;
use boussole_content::search::stem::french;
use boussole_content::search::words::tokenize;
use boussole_content::search::{QueryTerm, corrected_query, ranked};
use boussole_domain::Heading;
use boussole_domain::path::{ResourceAttributes, fit};
use boussole_domain::rounding;
use boussole_domain::situation::Situation;

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
    pub query: String,
    /// The values chosen: within a facet any of them will do, across facets each must hold.
    pub chosen: Vec<(Facet, usize)>,
    /// How much her answers count beside her words, per cent; `None` as much as the content proposes.
    pub mix: Option<u8>,
    /// The order.
    pub order: Order,
    /// How many pages of results show.
    pub pages: usize,
    /// Resources side by side, two at most.
    pub compared: Vec<usize>,
    /// Resources she wants less of.
    pub less: Vec<usize>,
}

/// How many resources can stand side by side.
pub const COMPARED: usize = 2;

/// Everything, as the content proposes to show it.
impl Default for ExploreQuery {
    fn default() -> Self {
        Self {
            query: String::new(),
            chosen: Vec::new(),
            mix: None,
            order: Order::default(),
            pages: 1,
            compared: Vec::new(),
            less: Vec::new(),
        }
    }
}

impl ExploreQuery {
    /// How much her answers count beside her words, per cent.
    #[must_use]
    pub fn mix(&self, pack: &Pack) -> u8 {
        self.mix.unwrap_or(pack.ranking.mix)
    }
}

/// One value of a facet, and how many resources have it among those that pass the other facets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// Place of the value in the facet.
    pub value: usize,
    /// Label of the value, in the visitor's language.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// What a wish brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// The resources, in order: places in the catalogue.
    pub places: Vec<usize>,
    /// How many of them have every word of the query; all when there is none.
    pub whole: usize,
    /// By place in the catalogue, how many words of the query a resource has that lacks some; 0 for the others.
    pub held: Vec<u8>,
    /// The values of each facet, in the order of [`Facet::ALL`].
    pub facet_counts: Vec<(Facet, Vec<FacetCount>)>,
    /// The words of the query that say something.
    pub asked: Vec<QueryTerm>,
    /// The query with its typing mistakes mended, when it has some.
    pub meant: Option<String>,
    /// With nothing found: values of facets that the words name, and how many resources have each.
    pub suggested_filters: Vec<(Facet, FacetCount)>,
}

/// What a wish brings from a catalogue, for a visitor.
#[must_use]
pub fn search(
    pack: &Pack,
    columns: &FacetIndex,
    wish: &ExploreQuery,
    situation: &Situation,
    heading: Option<&Heading>,
) -> SearchResults {
    let title = |place: usize| pack.resources.get(place).map_or("", |resource| resource.title.as_str());
    // Words wait for their index: until then all is there.
    let query = if pack.is_indexed() { wish.query.as_str() } else { "" };
    let found = ranked(&pack.index, query, &pack.ranking, title);
    let best = found.as_ref().and_then(|found| found.hits.first()).map_or(1, |hit| hit.score.max(1));
    let mut held = vec![0; if found.is_some() { pack.resources.len() } else { 0 }];
    for hit in found.iter().flat_map(|found| &found.hits).filter(|hit| !hit.whole) {
        if let Some(held) = held.get_mut(hit.document) {
            *held = hit.held;
        }
    }
    let hits: Vec<(usize, u32, bool)> = match &found {
        Some(found) => {
            found.hits.iter().map(|hit| (hit.document, rounding::share(hit.score, 1000, best), hit.whole)).collect()
        }
        None => (0..pack.resources.len()).map(|place| (place, 0, true)).collect(),
    };

    let choices: Vec<SelectedValues> = Facet::ALL
        .iter()
        .map(|facet| SelectedValues::of(wish.chosen.iter().filter(|(of, _)| of == facet).map(|(_, value)| *value)))
        .collect();
    let mut counts: Vec<Vec<usize>> = Facet::ALL.iter().map(|facet| vec![0; columns.labels(*facet).len()]).collect();
    let mut kept: Vec<(usize, u32, bool)> = Vec::new();
    for (place, text, whole) in hits {
        let Some(facets) = pack.facets.get(place).filter(|facets| !facets.retired) else { continue };
        // What repeats another resource is found by its words, and does not crowd a list that nobody asked words of.
        if wish.less.contains(&place) || (found.is_none() && facets.duplicate) {
            continue;
        }
        let passes = |(facet, choice): (&Facet, &SelectedValues)| columns.passes(facets, place, *facet, choice);
        let mut failed =
            Facet::ALL.iter().zip(&choices).enumerate().filter(|(_, pair)| !passes(*pair)).map(|(at, _)| at);
        match (failed.next(), failed.next()) {
            (None, _) => {
                kept.push((place, text, whole));
                for (facet, counts) in Facet::ALL.iter().zip(&mut counts) {
                    columns.count(facets, place, *facet, counts);
                }
            }
            // It would pass if this facet had other values: it counts there, and only there.
            (Some(only), None) => {
                if let (Some(facet), Some(counts)) = (Facet::ALL.get(only), counts.get_mut(only)) {
                    columns.count(facets, place, *facet, counts);
                }
            }
            _ => {}
        }
    }

    let whole = kept.iter().filter(|(_, _, whole)| *whole).count();
    let asked = found.map(|found| found.words).unwrap_or_default();
    let resources = kept.iter().take(pack.ranking.page).filter_map(|(place, _, _)| pack.resources.get(*place));
    let texts: Vec<&str> = resources.flat_map(|resource| [resource.title.as_str(), &resource.summary]).collect();
    let meant = corrected_query(query, &asked, &texts);
    let places = ordered(pack, columns, wish, kept, |facets| fit(situation, heading, facets, &pack.rules.path));
    let facet_counts = Facet::ALL
        .into_iter()
        .zip(counts)
        .map(|(facet, counts)| {
            let labels = columns.labels(facet).iter().enumerate().zip(counts);
            (facet, labels.map(|((value, label), count)| FacetCount { value, label: label.clone(), count }).collect())
        })
        .collect();
    let suggested_filters = if places.is_empty() { suggested_filters(pack, columns, query) } else { Vec::new() };
    SearchResults { places, whole, held, facet_counts, asked, meant, suggested_filters }
}

/// The values of facets that the words of a query name.
fn suggested_filters(pack: &Pack, columns: &FacetIndex, query: &str) -> Vec<(Facet, FacetCount)> {
    /// More than this would be a list to read, not a way out.
    const MOST: usize = 3;
    let asked: Vec<String> = tokenize(query).into_iter().map(|word| word.text).collect();
    let named = |label: &str| {
        tokenize(label).iter().any(|word| {
            word.text.len() > 2
                && !pack.ranking.stops(&word.text)
                && asked.iter().any(|asked| *asked == word.text || french(asked) == french(&word.text))
        })
    };
    let mut found = Vec::new();
    for facet in Facet::ALL {
        for (value, label) in columns.labels(facet).iter().enumerate().filter(|(_, label)| named(label)) {
            let choice = SelectedValues::of(core::iter::once(value));
            // As many as choosing it, without words, brings.
            let listed = pack.facets.iter().enumerate().filter(|(_, facets)| !facets.retired && !facets.duplicate);
            let holding = listed.filter(|(place, facets)| columns.passes(facets, *place, facet, &choice));
            found.push((facet, FacetCount { value, label: label.clone(), count: holding.count() }));
        }
    }
    found.retain(|(_, tally)| tally.count > 0);
    found.truncate(MOST);
    found
}

fn ordered(
    pack: &Pack,
    columns: &FacetIndex,
    wish: &ExploreQuery,
    kept: Vec<(usize, u32, bool)>,
    fit: impl Fn(&ResourceAttributes) -> u32,
) -> Vec<usize> {
    let facets = |place: usize| pack.facets.get(place);
    let alike = |a: &ResourceAttributes, b: &ResourceAttributes| a.kind == b.kind && a.objectives.meets(b.objectives);
    let score = |place: usize, text: u32| {
        let fit = facets(place).map_or(0, &fit);
        let mix = u32::from(wish.mix(pack));
        let mixed = text * (100 - mix) + fit * mix;
        let pushed_back = facets(place)
            .is_some_and(|own| wish.less.iter().filter_map(|less| facets(*less)).any(|less| alike(own, less)));
        if pushed_back { rounding::share(mixed, pack.ranking.less, 1000) } else { mixed }
    };
    // One number each, since sorting numbers is quickest: what comes first is least, and ends with the place.
    let later = |place: usize| u64::from(99_999_999 - columns.date(place));
    let key = |(place, text): (usize, u32)| match wish.order {
        Order::Relevance => u64::from(100_000 - score(place, text).min(100_000)) << 27 | later(place),
        Order::Newest => later(place),
        Order::Title => u64::from(columns.title(pack, place)),
    };
    let mut keyed: Vec<u64> =
        kept.into_iter().map(|(place, text, _)| key((place, text)) << PLACE_BITS | place as u64).collect();
    keyed.sort_unstable();
    keyed.into_iter().filter_map(|key| usize::try_from(key & ((1 << PLACE_BITS) - 1)).ok()).collect()
}

/// A place in a catalogue takes so many bits: [`super::partner_catalogue::MOST`] needs fifteen.
const PLACE_BITS: u32 = 20;
