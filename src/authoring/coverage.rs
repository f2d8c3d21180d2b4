//! For whom and for what a catalogue has something: counts for a heat map, and the gaps.

use crate::weights::Numbers;
use boussole_content::pack::Vocabulary;
use boussole_domain::heading;
use boussole_domain::path::{ResourceAttributes, build_path};
use boussole_domain::situation::Situation;
use std::collections::HashSet;

/// A side of the heat map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// Whom resources are for.
    Profile,
    /// What they are.
    Kind,
    /// The need they meet.
    Usage,
    /// The objective they serve.
    Objective,
    /// The field they are about.
    Domain,
}

impl Axis {
    /// All sides, in the order that they are offered.
    pub const ALL: [Self; 5] = [Self::Profile, Self::Kind, Self::Usage, Self::Objective, Self::Domain];

    /// The name of the side.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Kind => "kind",
            Self::Usage => "usage",
            Self::Objective => "objective",
            Self::Domain => "domain",
        }
    }

    /// The side of this name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.id() == id)
    }

    /// How many terms the side has.
    #[must_use]
    pub fn len(self, vocabulary: &Vocabulary) -> usize {
        match self {
            Self::Profile => vocabulary.profiles.len(),
            Self::Kind => vocabulary.kinds.len(),
            Self::Usage => vocabulary.usages.len(),
            Self::Objective => vocabulary.objectives.len(),
            Self::Domain => vocabulary.domains.len(),
        }
    }

    /// Whether a resource serves a term of the side: one for everybody serves each.
    #[must_use]
    pub fn serves(self, attributes: &ResourceAttributes, index: usize) -> bool {
        match self {
            Self::Profile => attributes.every_profile || attributes.profiles.contains_index(index),
            Self::Kind => attributes.kind as usize == index,
            Self::Usage => attributes.usages.contains_index(index),
            Self::Objective => attributes.transversal || attributes.objectives.contains_index(index),
            Self::Domain => attributes.every_domain || attributes.domains.contains_index(index),
        }
    }
}

/// Whether a resource may be proposed at all: one that is retired, or repeats another, serves nobody.
#[must_use]
pub fn counts(attributes: &ResourceAttributes) -> bool {
    !attributes.retired && !attributes.duplicate
}

/// How many resources serve each pair of terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatMap {
    /// The side that goes down.
    pub rows: Axis,
    /// The side that goes across.
    pub columns: Axis,
    /// Per row and column, how many resources.
    pub cells: Vec<Vec<u32>>,
    /// The greatest of them.
    pub max: u32,
}

impl HeatMap {
    /// The heat of a count, from 0 for nothing to 4: steps are quarters of the greatest, since eyes tell few shades apart.
    #[must_use]
    pub fn heat(&self, count: u32) -> u8 {
        match (count, u8::try_from((count * 4).div_ceil(self.max.max(1)))) {
            (0, _) => 0,
            (_, heat) => heat.unwrap_or(4).clamp(1, 4),
        }
    }
}

/// Counts the resources of each pair of terms; `only` narrows it to those that serve these terms too.
#[must_use]
pub fn heat_map<'a>(
    catalogue: impl IntoIterator<Item = &'a ResourceAttributes>,
    vocabulary: &Vocabulary,
    rows: Axis,
    columns: Axis,
    only: &[(Axis, usize)],
) -> HeatMap {
    let mut cells = vec![vec![0_u32; columns.len(vocabulary)]; rows.len(vocabulary)];
    let counted = catalogue.into_iter().filter(|attributes| counts(attributes));
    for attributes in counted.filter(|attributes| only.iter().all(|(axis, index)| axis.serves(attributes, *index))) {
        for (_, cells) in cells.iter_mut().enumerate().filter(|(row, _)| rows.serves(attributes, *row)) {
            for (_, cell) in cells.iter_mut().enumerate().filter(|(column, _)| columns.serves(attributes, *column)) {
                *cell += 1;
            }
        }
    }
    let max = cells.iter().flatten().copied().max().unwrap_or(0);
    HeatMap { rows, columns, cells, max }
}

/// Places of a profile, a kind, a need and an objective.
pub type Combination = [usize; 4];

/// The combinations of profile, kind, need and objective that no resource serves, and how many combinations there are.
#[must_use]
pub fn gaps<'a>(
    catalogue: impl IntoIterator<Item = &'a ResourceAttributes>,
    vocabulary: &Vocabulary,
) -> (Vec<Combination>, usize) {
    let axes = [Axis::Profile, Axis::Kind, Axis::Usage, Axis::Objective];
    let lengths = axes.map(|axis| axis.len(vocabulary));
    let [profiles, kinds, usages, objectives] = lengths;
    let all = lengths.iter().product();
    let mut served = vec![false; all];
    for attributes in catalogue.into_iter().filter(|attributes| counts(attributes)) {
        let places = |axis: Axis, length: usize| (0..length).filter(move |index| axis.serves(attributes, *index));
        for profile in places(Axis::Profile, profiles) {
            for kind in places(Axis::Kind, kinds) {
                for usage in places(Axis::Usage, usages) {
                    for objective in places(Axis::Objective, objectives) {
                        let index = ((profile * kinds + kind) * usages + usage) * objectives + objective;
                        if let Some(served) = served.get_mut(index) {
                            *served = true;
                        }
                    }
                }
            }
        }
    }
    let combination = |index: usize| {
        let (rest, objective) = (index / objectives, index % objectives);
        let (rest, usage) = (rest / usages, rest % usages);
        [rest / kinds, rest % kinds, usage, objective]
    };
    let empty = served.iter().enumerate().filter(|(_, served)| !**served).map(|(index, _)| combination(index));
    (empty.collect(), all)
}

/// A path before a catalogue changed, and after, by the ids of its resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathChange {
    /// What the path proposed, in its order.
    pub before: Vec<String>,
    /// What it proposes now.
    pub after: Vec<String>,
}

impl PathChange {
    /// What comes into the path.
    pub fn come(&self) -> impl Iterator<Item = &str> {
        self.after.iter().filter(|id| !self.before.contains(id)).map(String::as_str)
    }

    /// What goes out of it.
    pub fn gone(&self) -> impl Iterator<Item = &str> {
        self.before.iter().filter(|id| !self.after.contains(id)).map(String::as_str)
    }
}

/// A catalogue to rank: each resource by its id, in the order of the ids.
pub type Catalogue<'a> = Vec<(&'a str, &'a ResourceAttributes)>;

/// Ours with a partner's, as the widget lays hers over ours: an id of hers is hers, and no id of ours remains where hers
/// `replaces` ours.
#[must_use]
pub fn merged<'a>(ours: &Catalogue<'a>, hers: Catalogue<'a>, replaces: bool) -> Catalogue<'a> {
    let ids: HashSet<&str> = hers.iter().map(|(id, _)| *id).collect();
    let remaining = ours.iter().filter(|(id, _)| !replaces && !ids.contains(id)).copied();
    let mut all: Catalogue<'a> = remaining.collect();
    all.extend(hers);
    all.sort_by_key(|(id, _)| *id);
    all
}

/// The path of a situation through two catalogues.
#[must_use]
pub fn path_change(
    situation: &Situation,
    numbers: &Numbers,
    before: &Catalogue<'_>,
    after: &Catalogue<'_>,
) -> PathChange {
    let ids = |catalogue: &Catalogue<'_>| {
        let heading = heading::heading(situation, &numbers.heading);
        let attributes = catalogue.iter().map(|(_, attributes)| *attributes);
        let path = build_path(situation, heading.as_ref(), attributes, &numbers.rules);
        let stops = path.stops.iter().filter_map(|stop| catalogue.get(stop.resource));
        stops.map(|(id, _)| (*id).to_owned()).collect()
    };
    PathChange { before: ids(before), after: ids(after) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::HeatMap;
    use crate::coverage::Axis;

    #[test]
    fn nothing_is_cold_and_something_never_is() {
        let map = |max| HeatMap { rows: Axis::Kind, columns: Axis::Usage, cells: Vec::new(), max };
        for (max, count, heat) in
            [(0, 0, 0), (1, 0, 0), (1, 1, 4), (100, 1, 1), (100, 25, 1), (100, 26, 2), (100, 76, 4), (100, 100, 4)]
        {
            assert_eq!(map(max).heat(count), heat, "{count} of {max}");
        }
    }
}
