//! What a visitor does among all the resources: each change of her wish, her pins, and what becomes of
//! both when the catalogue changes under her.

use super::effect::{Effect, FocusTarget};
use super::explore::{COMPARED, Order};
use super::facet::Facet;
use super::model::{Announcement, Model};
use boussole_content::pack::Pack;

/// What changes in what a visitor looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExploreMsg {
    /// Other words.
    QueryTyped(String),
    /// Other words, by a button that goes away with the press.
    SuggestionAccepted(String),
    /// A value of a facet more or less.
    FilterToggled(Facet, usize),
    /// A value of a facet less, by a button that goes away with the press.
    FilterRemoved(Facet, usize),
    /// A value of a facet instead of words that nothing has.
    FilterSuggested(Facet, usize),
    /// No facet any more.
    FiltersCleared,
    /// How much her answers count beside her words, per cent.
    PersonalisationSet(u8),
    /// Another order.
    OrderSet(Order),
    /// The next results too.
    MoreRequested,
    /// A resource beside another, or no more.
    CompareToggled(usize),
    /// No comparison any more.
    CompareClosed,
    /// Less of a resource.
    DownrankAdded(usize),
    /// All of them again.
    DownranksCleared,
    /// The visitor pins a resource to her path, or takes it off.
    PinToggled(usize),
}

/// A resource pinned, or not any more.
fn pin(mut next: Model, place: usize) -> Model {
    let there = next.explore.pinned.contains(&place);
    next.announcement = if there { Announcement::Unpinned } else { Announcement::Pinned };
    if there {
        next.explore.pinned.retain(|other| *other != place);
    } else if place < next.content.resources.len() {
        next.explore.pinned.push(place);
    }
    next
}

/// The model after a change of the wish.
pub(super) fn changed(mut next: Model, wished: ExploreMsg) -> (Model, Vec<Effect>) {
    if let ExploreMsg::PinToggled(place) = wished {
        return (pin(next, place), Vec::new());
    }
    next.announcement = Announcement::ResultsCounted;
    let wish = &mut next.explore.query;
    let mut effects = Vec::new();
    match wished {
        ExploreMsg::PinToggled(_) => {}
        ExploreMsg::MoreRequested => {
            effects.push(Effect::Focus(FocusTarget::Result(wish.pages * next.content.ranking.page)));
            wish.pages += 1;
        }
        ExploreMsg::CompareToggled(place) if wish.compared.contains(&place) => {
            wish.compared.retain(|other| *other != place);
        }
        ExploreMsg::CompareToggled(place) => {
            // A third takes the place of the one that came first.
            if wish.compared.len() >= COMPARED {
                wish.compared.remove(0);
            }
            wish.compared.push(place);
            next.announcement = Announcement::Compared;
            if wish.compared.len() == COMPARED {
                effects.push(Effect::Focus(FocusTarget::Comparison));
            }
        }
        ExploreMsg::CompareClosed => {
            // Back to the card that was compared last.
            let last = wish
                .compared
                .last()
                .and_then(|last| next.explore.results.places.iter().position(|place| place == last));
            effects.push(
                last.map_or(Effect::Focus(FocusTarget::SearchInput), |it| Effect::Focus(FocusTarget::Result(it))),
            );
            wish.compared.clear();
        }
        ExploreMsg::DownrankAdded(place) => {
            // The card goes: the one that takes its place has the focus.
            let at = next.explore.results.places.iter().position(|other| *other == place).unwrap_or(0);
            effects
                .push(Effect::Focus(FocusTarget::Result(at.min(next.explore.results.places.len().saturating_sub(2)))));
            wish.less.push(place);
            wish.compared.retain(|other| *other != place);
            next.announcement = Announcement::DownrankAdded;
        }
        ExploreMsg::DownranksCleared => {
            wish.less.clear();
            effects.push(Effect::Focus(FocusTarget::Result(0)));
        }
        ExploreMsg::PersonalisationSet(mix) => {
            wish.mix = Some(mix.min(100)).filter(|mix| *mix != next.content.ranking.mix);
        }
        ExploreMsg::OrderSet(order) => wish.order = order,
        ExploreMsg::QueryTyped(query) => {
            wish.query = query;
            wish.pages = 1;
        }
        ExploreMsg::SuggestionAccepted(query) => {
            wish.query = query;
            wish.pages = 1;
            effects.push(Effect::Focus(FocusTarget::SearchInput));
        }
        ExploreMsg::FiltersCleared => {
            wish.chosen.clear();
            wish.pages = 1;
            effects.push(Effect::Focus(FocusTarget::SearchInput));
        }
        ExploreMsg::FilterRemoved(facet, value) => {
            wish.chosen.retain(|other| *other != (facet, value));
            wish.pages = 1;
            effects.push(Effect::Focus(if wish.chosen.is_empty() {
                FocusTarget::SearchInput
            } else {
                FocusTarget::ActiveFilters
            }));
        }
        ExploreMsg::FilterSuggested(facet, value) => {
            wish.query = String::new();
            wish.chosen = vec![(facet, value)];
            wish.pages = 1;
            effects.push(Effect::Focus(FocusTarget::SearchInput));
        }
        ExploreMsg::FilterToggled(facet, value) => {
            let there = wish.chosen.contains(&(facet, value));
            if there {
                wish.chosen.retain(|other| *other != (facet, value));
            } else {
                wish.chosen.push((facet, value));
            }
            wish.pages = 1;
        }
    }
    (next, effects)
}

/// Brings pins and wishes into another catalogue: a resource keeps its id, not its place. Facets that each
/// catalogue has its own values of are let go.
pub(super) fn remap_to_content(next: &mut Model, content: &Pack) {
    let before = &next.content.resources;
    let moved = |places: &[usize]| -> Vec<usize> {
        let ids = places.iter().filter_map(|place| before.get(*place).map(|resource| resource.id.as_str()));
        ids.filter_map(|id| content.resources.binary_search_by(|resource| resource.id.as_str().cmp(id)).ok()).collect()
    };
    let wish = &next.explore.query;
    let (pinned, compared, less) = (moved(&next.explore.pinned), moved(&wish.compared), moved(&wish.less));
    next.explore.pinned = pinned;
    next.explore.query.compared = compared;
    next.explore.query.less = less;
    if content.content_hash != next.content.content_hash {
        let shared = |facet: Facet| !matches!(facet, Facet::Year | Facet::Publisher | Facet::Language | Facet::Origin);
        next.explore.query.chosen.retain(|(facet, _)| shared(*facet));
    }
}
