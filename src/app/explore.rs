//! Looking through all the resources: words, facets, order, what is pinned and what is pushed back.

use crate::catalogue::pack::{Entry, Pack};
use crate::catalogue::search::stem::french;
use crate::catalogue::search::words::words;
use crate::catalogue::search::{Asked, meant, ranked};
use crate::domain::Heading;
use crate::domain::path::{Facets, fit};
use crate::domain::situation::Situation;
use crate::domain::vocabulary::Mask;
use core::cmp::Reverse;

/// A way to narrow the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Method, example, data, tool, skill.
    Kind,
    /// The need it meets.
    Usage,
    /// The objective it serves.
    Objective,
    /// The impact it helps to get.
    Impact,
    /// Whom it is for.
    Profile,
    /// What it is about.
    Domain,
    /// Where it works.
    Level,
    /// The maturity it fits.
    Maturity,
    /// When it was published.
    Year,
    /// Who published it.
    Publisher,
    /// The language it is in.
    Language,
    /// Ours, or added by the site.
    Origin,
}

impl Facet {
    /// All of them, in the order they show.
    pub const ALL: [Self; 12] = [
        Self::Kind,
        Self::Usage,
        Self::Objective,
        Self::Impact,
        Self::Profile,
        Self::Domain,
        Self::Level,
        Self::Maturity,
        Self::Year,
        Self::Publisher,
        Self::Language,
        Self::Origin,
    ];

    /// The name used in the drawing.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Usage => "usage",
            Self::Objective => "objective",
            Self::Impact => "impact",
            Self::Profile => "profile",
            Self::Domain => "domain",
            Self::Level => "level",
            Self::Maturity => "maturity",
            Self::Year => "year",
            Self::Publisher => "publisher",
            Self::Language => "language",
            Self::Origin => "origin",
        }
    }
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
pub struct Wish {
    /// Her words.
    pub query: String,
    /// The values chosen: within a facet any of them will do, across facets each must hold.
    pub chosen: Vec<(Facet, usize)>,
    /// How much her answers count beside her words, per cent.
    pub mix: u8,
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

impl Wish {
    /// Everything, as the content proposes to show it.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        Self {
            query: String::new(),
            chosen: Vec::new(),
            mix: pack.ranking.mix,
            order: Order::default(),
            pages: 1,
            compared: Vec::new(),
            less: Vec::new(),
        }
    }
}

/// One value of a facet, and how many resources have it among those that pass the other facets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Its place in the facet.
    pub value: usize,
    /// Its name.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// What a wish brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The resources, in order: places in the catalogue.
    pub places: Vec<usize>,
    /// How many of them have every word of the query; all when there is none.
    pub whole: usize,
    /// The values of each facet, in the order of [`Facet::ALL`].
    pub tallies: Vec<(Facet, Vec<Tally>)>,
    /// The words of the query that say something.
    pub asked: Vec<Asked>,
    /// The query with its typing mistakes mended, when it has some.
    pub meant: Option<String>,
    /// With nothing found: values of facets that the words name, and how many resources have each.
    pub instead: Vec<(Facet, Tally)>,
}

/// What a wish brings from a catalogue, for a visitor.
#[must_use]
pub fn shelf(pack: &Pack, wish: &Wish, situation: &Situation, heading: Option<&Heading>) -> Shelf {
    let title = |place: usize| pack.resources.get(place).map_or("", |resource| resource.title.as_str());
    let found = ranked(&pack.index, &wish.query, &pack.ranking, title);
    let best = found.as_ref().and_then(|found| found.hits.first()).map_or(1, |hit| hit.score.max(1));
    let hits: Vec<(usize, u32, bool)> = match &found {
        Some(found) => found.hits.iter().map(|hit| (hit.document, hit.score * 1000 / best, hit.whole)).collect(),
        None => (0..pack.resources.len()).map(|place| (place, 0, true)).collect(),
    };

    let values = Values::of(pack);
    let mut counts: Vec<Vec<usize>> = Facet::ALL.iter().map(|facet| vec![0; values.labels(*facet).len()]).collect();
    let mut kept: Vec<(usize, u32, bool)> = Vec::new();
    for (place, text, whole) in hits {
        if wish.less.contains(&place) || pack.facets.get(place).is_none_or(|facets| facets.retired) {
            continue;
        }
        let chosen = |facet: Facet| wish.chosen.iter().filter(move |(of, _)| *of == facet);
        let fails = |facet: &Facet| {
            chosen(*facet).next().is_some() && !chosen(*facet).any(|(_, value)| values.holds(place, *facet, *value))
        };
        let mut failed = Facet::ALL.iter().enumerate().filter(|(_, facet)| fails(facet)).map(|(at, _)| at);
        match (failed.next(), failed.next()) {
            (None, _) => {
                kept.push((place, text, whole));
                for (facet, counts) in Facet::ALL.iter().zip(&mut counts) {
                    values.count(place, *facet, counts);
                }
            }
            // It would pass if this facet had other values: it counts there, and only there.
            (Some(only), None) => {
                if let (Some(facet), Some(counts)) = (Facet::ALL.get(only), counts.get_mut(only)) {
                    values.count(place, *facet, counts);
                }
            }
            _ => {}
        }
    }

    let whole = kept.iter().filter(|(_, _, whole)| *whole).count();
    let asked = found.map(|found| found.words).unwrap_or_default();
    let resources = kept.iter().take(pack.ranking.page).filter_map(|(place, _, _)| pack.resources.get(*place));
    let texts: Vec<&str> = resources.flat_map(|resource| [resource.title.as_str(), &resource.summary]).collect();
    let meant = meant(&wish.query, &asked, &texts);
    let places = ordered(pack, wish, kept, |facets| fit(situation, heading, facets, &pack.rules.path));
    let tallies = Facet::ALL
        .into_iter()
        .zip(counts)
        .map(|(facet, counts)| {
            let labels = values.labels(facet).iter().enumerate().zip(counts);
            (facet, labels.map(|((value, label), count)| Tally { value, label: label.clone(), count }).collect())
        })
        .collect();
    let instead = if places.is_empty() { instead(pack, &values, &wish.query) } else { Vec::new() };
    Shelf { places, whole, tallies, asked, meant, instead }
}

/// The values of facets that the words of a query name.
fn instead(pack: &Pack, values: &Values<'_>, query: &str) -> Vec<(Facet, Tally)> {
    /// More than this would be a list to read, not a way out.
    const MOST: usize = 3;
    let asked: Vec<String> = words(query).into_iter().map(|word| word.text).collect();
    let named = |label: &str| {
        words(label).iter().any(|word| {
            word.text.len() > 2
                && !pack.ranking.stops(&word.text)
                && asked.iter().any(|asked| *asked == word.text || french(asked) == french(&word.text))
        })
    };
    let mut found = Vec::new();
    for facet in Facet::ALL {
        for (value, label) in values.labels(facet).iter().enumerate().filter(|(_, label)| named(label)) {
            let holding = (0..pack.resources.len()).filter(|place| values.holds(*place, facet, value));
            found.push((facet, Tally { value, label: label.clone(), count: holding.count() }));
        }
    }
    found.retain(|(_, tally)| tally.count > 0);
    found.truncate(MOST);
    found
}

fn ordered(pack: &Pack, wish: &Wish, kept: Vec<(usize, u32, bool)>, fit: impl Fn(&Facets) -> u32) -> Vec<usize> {
    let facets = |place: usize| pack.facets.get(place);
    let alike = |a: &Facets, b: &Facets| a.kind == b.kind && a.objectives.meets(b.objectives);
    let score = |place: usize, text: u32| {
        let fit = facets(place).map_or(0, &fit);
        let mixed = text * (100 - u32::from(wish.mix)) + fit * u32::from(wish.mix);
        let pushed_back = facets(place)
            .is_some_and(|own| wish.less.iter().filter_map(|less| facets(*less)).any(|less| alike(own, less)));
        if pushed_back { mixed / 2 } else { mixed }
    };
    let date = |place: usize| pack.resources.get(place).and_then(|resource| resource.date.as_deref());
    let mut keyed: Vec<(u32, usize)> = kept.into_iter().map(|(place, text, _)| (score(place, text), place)).collect();
    match wish.order {
        Order::Relevance => keyed.sort_by_key(|(score, place)| (Reverse(*score), Reverse(date(*place)), *place)),
        Order::Newest => keyed.sort_by_key(|(_, place)| (Reverse(date(*place)), *place)),
        Order::Title => keyed.sort_by_cached_key(|(_, place)| {
            let title = pack.resources.get(*place).map_or("", |resource| &resource.title);
            words(title).into_iter().map(|word| word.text).collect::<Vec<_>>()
        }),
    }
    keyed.into_iter().map(|(_, place)| place).collect()
}

/// The values of every facet, and which resource has which.
struct Values<'a> {
    pack: &'a Pack,
    named: [Vec<String>; 8],
    years: Vec<String>,
    publishers: Vec<String>,
    languages: Vec<String>,
    origins: Vec<String>,
}

impl<'a> Values<'a> {
    fn of(pack: &'a Pack) -> Self {
        let words = &pack.vocabulary;
        let labels = |entries: &[Entry]| entries.iter().map(|entry| entry.label.clone()).collect();
        let distinct = |of: &dyn Fn(usize) -> Option<&'a str>| {
            let mut values: Vec<String> = (0..pack.resources.len()).filter_map(of).map(str::to_owned).collect();
            values.sort_unstable();
            values.dedup();
            values
        };
        let mut years = distinct(&|place| year(pack, place));
        years.reverse();
        Self {
            named: [
                labels(&words.kinds),
                labels(&words.usages),
                labels(&words.objectives),
                labels(&words.impacts),
                labels(&words.profiles),
                labels(&words.domains),
                labels(&words.levels),
                labels(&words.maturity),
            ],
            years,
            publishers: distinct(&|place| pack.resources.get(place).map(|resource| resource.publisher.as_str())),
            languages: distinct(&|place| pack.resources.get(place).map(|resource| resource.language.as_str())),
            // One value tells nothing apart: without a partner's resources there is no such facet.
            origins: if pack.resources.iter().any(|resource| resource.from_partner) {
                vec!["ours".to_owned(), "theirs".to_owned()]
            } else {
                Vec::new()
            },
            pack,
        }
    }

    fn labels(&self, facet: Facet) -> &[String] {
        match facet {
            Facet::Year => &self.years,
            Facet::Publisher => &self.publishers,
            Facet::Language => &self.languages,
            Facet::Origin => &self.origins,
            named => self.named.get(named as usize).map_or(&[], Vec::as_slice),
        }
    }

    fn holds(&self, place: usize, facet: Facet, value: usize) -> bool {
        let Some(facets) = self.pack.facets.get(place) else { return false };
        let (all, mask) = match facet {
            Facet::Kind => (false, Mask::of([facets.kind as usize])),
            Facet::Usage => (false, facets.usages),
            Facet::Objective => (facets.transversal, facets.objectives),
            Facet::Impact => (false, facets.impacts),
            Facet::Profile => (facets.every_profile, facets.profiles),
            Facet::Domain => (facets.every_domain, facets.domains),
            Facet::Level => (false, facets.levels),
            Facet::Maturity => (false, facets.maturity),
            Facet::Origin => {
                let theirs = self.pack.resources.get(place).is_some_and(|resource| resource.from_partner);
                return value == usize::from(theirs);
            }
            Facet::Year | Facet::Publisher | Facet::Language => {
                let resource = self.pack.resources.get(place);
                let own = match facet {
                    Facet::Year => year(self.pack, place),
                    Facet::Publisher => resource.map(|resource| resource.publisher.as_str()),
                    _ => resource.map(|resource| resource.language.as_str()),
                };
                return own.is_some() && own == self.labels(facet).get(value).map(String::as_str);
            }
        };
        all || mask.holds(value)
    }

    fn count(&self, place: usize, facet: Facet, counts: &mut [usize]) {
        for (value, count) in counts.iter_mut().enumerate() {
            *count += usize::from(self.holds(place, facet, value));
        }
    }
}

fn year(pack: &Pack, place: usize) -> Option<&str> {
    pack.resources.get(place).and_then(|resource| resource.date.as_deref()).and_then(|date| date.get(..4))
}
