//! What narrows and orders a catalogue, as columns made once: a keystroke reads numbers, never texts.

use super::facet::Facet;
use boussole_content::entry::Entry;
use boussole_content::pack::Pack;
use boussole_content::search::tokens::tokenize;
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
    from_partner: Vec<bool>,
    /// Days as `YYYYMMDD`; 0 when unknown.
    dates: Vec<u32>,
    /// The rank of each title among all titles in order; made when it is first asked for.
    titles: OnceCell<Vec<u32>>,
}

/// No value.
const NONE: u16 = u16::MAX;

/// The values of a facet that were chosen.
#[derive(Clone, Debug, Default)]
pub struct SelectedValues {
    mask: TermSet,
    indices: Vec<usize>,
}

impl SelectedValues {
    /// The choice of these values.
    pub fn from_indices(indices: impl Iterator<Item = usize>) -> Self {
        let indices: Vec<usize> = indices.collect();
        Self { mask: TermSet::from_indices(indices.iter().copied()), indices }
    }

    /// No value at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.indices.is_empty()
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
    pub fn new(pack: &Pack) -> Self {
        let terms = &pack.vocabulary;
        let labels = |entries: &[Entry]| entries.iter().map(|entry| entry.label.clone()).collect::<Vec<_>>();
        let resources = &pack.resources;
        let years: Vec<Option<&str>> =
            resources.iter().map(|resource| resource.date.as_deref().and_then(|date| date.get(..4))).collect();
        let (mut year_labels, mut year) = column(&years);
        // The latest first.
        year_labels.reverse();
        for value in year.iter_mut().filter(|value| **value != NONE) {
            *value = u16::try_from(year_labels.len()).unwrap_or(NONE).saturating_sub(1 + *value);
        }
        let publishers: Vec<Option<&str>> =
            resources.iter().map(|resource| resource.has_details.then_some(resource.publisher.as_str())).collect();
        let languages: Vec<Option<&str>> = resources.iter().map(|resource| Some(resource.language.as_str())).collect();
        let (publisher_labels, publisher) = column(&publishers);
        let (language_labels, language) = column(&languages);
        let from_partner: Vec<bool> = resources.iter().map(|resource| resource.from_partner).collect();
        // One value tells nothing apart: without a partner's resources there is no such facet.
        let origins =
            if from_partner.contains(&true) { vec!["ours".to_owned(), "theirs".to_owned()] } else { Vec::new() };
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
            from_partner,
            dates: resources.iter().map(|resource| resource.date.as_deref().map_or(0, date)).collect(),
            titles: OnceCell::new(),
        }
    }

    /// The names of a facet's values.
    #[must_use]
    pub fn labels(&self, facet: Facet) -> &[String] {
        self.labels.get(facet as usize).map_or(&[], Vec::as_slice)
    }

    fn values(&self, attributes: &ResourceAttributes, index: usize, facet: Facet) -> ResourceValues {
        let some = |every: bool, mask: TermSet| if every { ResourceValues::Every } else { ResourceValues::Some(mask) };
        let one = |column: &[u16]| ResourceValues::One(column.get(index).copied().unwrap_or(NONE));
        match facet {
            Facet::Kind => ResourceValues::One(attributes.kind as u16),
            Facet::Usage => some(false, attributes.usages),
            Facet::Objective => some(attributes.transversal, attributes.objectives),
            Facet::Impact => some(false, attributes.impacts),
            Facet::Profile => some(attributes.every_profile, attributes.profiles),
            Facet::Domain => some(attributes.every_domain, attributes.domains),
            Facet::Level => some(false, attributes.levels),
            Facet::Maturity => some(false, attributes.maturity),
            Facet::Year => one(&self.year),
            Facet::Publisher => one(&self.publisher),
            Facet::Language => one(&self.language),
            Facet::Origin => ResourceValues::One(self.from_partner.get(index).copied().map_or(NONE, u16::from)),
        }
    }

    /// Whether a resource has one of the chosen values; all have when none is chosen.
    #[must_use]
    pub fn passes(
        &self,
        attributes: &ResourceAttributes,
        index: usize,
        facet: Facet,
        selected: &SelectedValues,
    ) -> bool {
        selected.is_empty()
            || match self.values(attributes, index, facet) {
                ResourceValues::Every => true,
                ResourceValues::Some(mask) => mask.intersects(selected.mask),
                ResourceValues::One(value) => selected.indices.contains(&usize::from(value)),
            }
    }

    /// Adds a resource to the counts of the values it has.
    pub fn count(&self, attributes: &ResourceAttributes, index: usize, facet: Facet, counts: &mut [usize]) {
        match self.values(attributes, index, facet) {
            ResourceValues::Every => counts.iter_mut().for_each(|count| *count += 1),
            ResourceValues::Some(mask) => {
                for (_, count) in counts.iter_mut().enumerate().filter(|(value, _)| mask.contains_index(*value)) {
                    *count += 1;
                }
            }
            ResourceValues::One(value) => {
                if let Some(count) = counts.get_mut(usize::from(value)) {
                    *count += 1;
                }
            }
        }
    }

    /// The day of a resource: more is later, 0 is unknown.
    #[must_use]
    pub fn date(&self, index: usize) -> u32 {
        self.dates.get(index).copied().unwrap_or(0)
    }

    /// The rank of a resource's title among all titles in order.
    #[must_use]
    pub fn title(&self, pack: &Pack, index: usize) -> u32 {
        let ranks = self.titles.get_or_init(|| {
            let mut titles: Vec<(String, usize)> = pack
                .resources
                .iter()
                .map(|resource| {
                    tokenize(&resource.title).into_iter().fold(String::new(), |all, word| all + &word.text + " ")
                })
                .zip(0..)
                .collect();
            order::sort_by(&mut titles, Ord::cmp);
            let mut ranks = vec![0; titles.len()];
            for ((_, index), rank) in titles.into_iter().zip(0..) {
                if let Some(own_rank) = ranks.get_mut(index) {
                    *own_rank = rank;
                }
            }
            ranks
        });
        ranks.get(index).copied().unwrap_or(0)
    }
}

/// The distinct values in order, and for each value given its index among them.
fn column(values: &[Option<&str>]) -> (Vec<String>, Vec<u16>) {
    let mut distinct: Vec<String> = values.iter().flatten().map(|&value| value.to_owned()).collect();
    order::sort_by(&mut distinct, Ord::cmp);
    distinct.dedup();
    let index = |value: &str| distinct.binary_search_by(|other| other.as_str().cmp(value)).ok();
    let indices = values
        .iter()
        .map(|value| value.and_then(index).and_then(|index| u16::try_from(index).ok()).unwrap_or(NONE))
        .collect();
    (distinct, indices)
}
