//! What narrows and orders a catalogue, as columns made once: a keystroke reads numbers, never texts.

use super::facet::Facet;
use boussole_content::entry::Entry;
use boussole_content::pack::Pack;
use boussole_content::search::words::tokenize;
use boussole_domain::order;
use boussole_domain::path::ResourceAttributes;
use boussole_domain::vocabulary::TermSet;
use std::cell::OnceCell;

/// The columns of one catalogue.
#[derive(Clone, Debug)]
pub struct FacetIndex {
    labels: Vec<Vec<String>>,
    year: Vec<u16>,
    publisher: Vec<u16>,
    language: Vec<u16>,
    theirs: Vec<bool>,
    /// Days as `YYYYMMDD`; 0 when unknown.
    dates: Vec<u32>,
    /// The place of each title among all titles in order; made when it is first asked for.
    titles: OnceCell<Vec<u32>>,
}

/// No value.
const NONE: u16 = u16::MAX;

/// The values of a facet that were chosen.
#[derive(Clone, Debug, Default)]
pub struct SelectedValues {
    mask: TermSet,
    places: Vec<usize>,
}

impl SelectedValues {
    /// The choice of these values.
    pub fn of(places: impl Iterator<Item = usize>) -> Self {
        let places: Vec<usize> = places.collect();
        Self { mask: TermSet::of(places.iter().copied()), places }
    }

    /// No value at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
}

/// Which values of a facet a resource has.
enum ResourceValues {
    /// Every one.
    Every,
    /// The values in the mask.
    Some(TermSet),
    /// A single value, or none.
    One(u16),
}

impl FacetIndex {
    /// The columns of a catalogue.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        let terms = &pack.vocabulary;
        let labels = |entries: &[Entry]| entries.iter().map(|entry| entry.label.clone()).collect::<Vec<_>>();
        let resources = &pack.resources;
        let years: Vec<Option<&str>> =
            resources.iter().map(|resource| resource.date.as_deref().and_then(|date| date.get(..4))).collect();
        let (mut year_labels, mut year) = column(&years);
        // The latest first.
        year_labels.reverse();
        for own in year.iter_mut().filter(|own| **own != NONE) {
            *own = u16::try_from(year_labels.len()).unwrap_or(NONE).saturating_sub(1 + *own);
        }
        let publishers: Vec<Option<&str>> =
            resources.iter().map(|own| own.has_details.then_some(own.publisher.as_str())).collect();
        let languages: Vec<Option<&str>> = resources.iter().map(|resource| Some(resource.language.as_str())).collect();
        let (publisher_labels, publisher) = column(&publishers);
        let (language_labels, language) = column(&languages);
        let theirs: Vec<bool> = resources.iter().map(|resource| resource.from_partner).collect();
        // One value tells nothing apart: without a partner's resources there is no such facet.
        let origins = if theirs.contains(&true) { vec!["ours".to_owned(), "theirs".to_owned()] } else { Vec::new() };
        // A year alone comes before its months, a month before its days, as their texts do.
        let date = |text: &str| {
            let mut parts = text.split('-').map(|part| part.parse().unwrap_or(0_u32));
            let mut next = || parts.next().unwrap_or(0);
            next().min(9999) * 10_000 + next().min(12) * 100 + next().min(31)
        };
        Self {
            labels: vec![
                labels(&terms.kinds),
                labels(&terms.usages),
                labels(&terms.objectives),
                labels(&terms.impacts),
                labels(&terms.profiles),
                labels(&terms.domains),
                labels(&terms.levels),
                labels(&terms.maturity),
                year_labels,
                publisher_labels,
                language_labels,
                origins,
            ],
            year,
            publisher,
            language,
            theirs,
            dates: resources.iter().map(|resource| resource.date.as_deref().map_or(0, date)).collect(),
            titles: OnceCell::new(),
        }
    }

    /// The names of a facet's values.
    #[must_use]
    pub fn labels(&self, facet: Facet) -> &[String] {
        self.labels.get(facet as usize).map_or(&[], Vec::as_slice)
    }

    fn own(&self, facets: &ResourceAttributes, place: usize, facet: Facet) -> ResourceValues {
        let some = |every: bool, mask: TermSet| if every { ResourceValues::Every } else { ResourceValues::Some(mask) };
        let one = |column: &[u16]| ResourceValues::One(column.get(place).copied().unwrap_or(NONE));
        match facet {
            Facet::Kind => ResourceValues::One(facets.kind as u16),
            Facet::Usage => some(false, facets.usages),
            Facet::Objective => some(facets.transversal, facets.objectives),
            Facet::Impact => some(false, facets.impacts),
            Facet::Profile => some(facets.every_profile, facets.profiles),
            Facet::Domain => some(facets.every_domain, facets.domains),
            Facet::Level => some(false, facets.levels),
            Facet::Maturity => some(false, facets.maturity),
            Facet::Year => one(&self.year),
            Facet::Publisher => one(&self.publisher),
            Facet::Language => one(&self.language),
            Facet::Origin => ResourceValues::One(self.theirs.get(place).copied().map_or(NONE, u16::from)),
        }
    }

    /// Whether a resource has one of the chosen values; all have when none is chosen.
    #[must_use]
    pub fn passes(&self, facets: &ResourceAttributes, place: usize, facet: Facet, choice: &SelectedValues) -> bool {
        choice.is_empty()
            || match self.own(facets, place, facet) {
                ResourceValues::Every => true,
                ResourceValues::Some(mask) => mask.meets(choice.mask),
                ResourceValues::One(own) => choice.places.contains(&usize::from(own)),
            }
    }

    /// Adds a resource to the counts of the values it has.
    pub fn count(&self, facets: &ResourceAttributes, place: usize, facet: Facet, counts: &mut [usize]) {
        match self.own(facets, place, facet) {
            ResourceValues::Every => counts.iter_mut().for_each(|count| *count += 1),
            ResourceValues::Some(mask) => {
                for (_, count) in counts.iter_mut().enumerate().filter(|(value, _)| mask.holds(*value)) {
                    *count += 1;
                }
            }
            ResourceValues::One(own) => {
                if let Some(count) = counts.get_mut(usize::from(own)) {
                    *count += 1;
                }
            }
        }
    }

    /// The day of a resource: more is later, 0 is unknown.
    #[must_use]
    pub fn date(&self, place: usize) -> u32 {
        self.dates.get(place).copied().unwrap_or(0)
    }

    /// The place of a resource's title among all titles in order.
    #[must_use]
    pub fn title(&self, pack: &Pack, place: usize) -> u32 {
        let ranks = self.titles.get_or_init(|| {
            let mut titles: Vec<(String, usize)> = pack
                .resources
                .iter()
                .map(|resource| {
                    tokenize(&resource.title).into_iter().fold(String::new(), |all, word| all + &word.text + " ")
                })
                .zip(0..)
                .collect();
            order::by(&mut titles, Ord::cmp);
            let mut ranks = vec![0; titles.len()];
            for ((_, place), rank) in titles.into_iter().zip(0..) {
                if let Some(own) = ranks.get_mut(place) {
                    *own = rank;
                }
            }
            ranks
        });
        ranks.get(place).copied().unwrap_or(0)
    }
}

/// The distinct values in order, and the place of each own one among them.
fn column(own: &[Option<&str>]) -> (Vec<String>, Vec<u16>) {
    let mut values: Vec<String> = own.iter().flatten().map(|&value| value.to_owned()).collect();
    order::by(&mut values, Ord::cmp);
    values.dedup();
    let place = |value: &str| values.binary_search_by(|other| other.as_str().cmp(value)).ok();
    let places = own
        .iter()
        .map(|value| value.and_then(place).and_then(|place| u16::try_from(place).ok()).unwrap_or(NONE))
        .collect();
    (values, places)
}
