//! What a visitor does among all the resources: each change of her query, her pins, and what becomes of
//! both when the catalogue changes under her.

use super::facet::Facet;
use super::{Explore, ExploreMsg, MAX_COMPARED};
use crate::app::runtime::action::Action;
use crate::app::runtime::announcement::Announcement;
use crate::app::runtime::effect::{Effect, FocusTarget};
use boussole_content::pack::Pack;

/// What a message makes of what the visitor looks for and pins.
pub fn update(explore: &mut Explore, msg: ExploreMsg, content: &Pack) -> Action {
    let mut announcement = Announcement::ResultsCounted;
    let mut effects = Vec::new();
    let query = &mut explore.query;
    match msg {
        ExploreMsg::PinToggled(index) => announcement = pin(&mut explore.pinned, index, content),
        ExploreMsg::MoreRequested => {
            effects.push(Effect::Focus(FocusTarget::Result(query.pages * content.ranking.page)));
            query.pages += 1;
        }
        ExploreMsg::CompareToggled(index) if query.compared.contains(&index) => {
            query.compared.retain(|other| *other != index);
        }
        ExploreMsg::CompareToggled(index) => {
            // A third takes the place of the one that came first.
            if query.compared.len() >= MAX_COMPARED {
                query.compared.remove(0);
            }
            query.compared.push(index);
            announcement = Announcement::Compared;
            if query.compared.len() == MAX_COMPARED {
                effects.push(Effect::Focus(FocusTarget::Comparison));
            }
        }
        ExploreMsg::CompareClosed => {
            // Back to the card that was compared last.
            let last_index =
                query.compared.last().and_then(|last| explore.results.indices.iter().position(|index| index == last));
            effects
                .push(last_index.map_or(Effect::Focus(FocusTarget::SearchInput), |index| {
                    Effect::Focus(FocusTarget::Result(index))
                }));
            query.compared.clear();
        }
        ExploreMsg::DownrankAdded(index) => {
            // The card goes: the one that takes its place has the focus.
            let at = explore.results.indices.iter().position(|other| *other == index).unwrap_or(0);
            effects.push(Effect::Focus(FocusTarget::Result(at.min(explore.results.indices.len().saturating_sub(2)))));
            query.downranked.push(index);
            query.compared.retain(|other| *other != index);
            announcement = Announcement::DownrankAdded;
        }
        ExploreMsg::DownranksCleared => {
            query.downranked.clear();
            effects.push(Effect::Focus(FocusTarget::Result(0)));
        }
        ExploreMsg::PersonalisationSet(mix) => {
            query.mix = Some(mix.min(100)).filter(|mix| *mix != content.ranking.mix);
        }
        ExploreMsg::OrderSet(order) => query.order = order,
        ExploreMsg::QueryTyped(text) => {
            query.text = text;
            query.pages = 1;
        }
        ExploreMsg::SuggestionAccepted(text) => {
            query.text = text;
            query.pages = 1;
            effects.push(Effect::Focus(FocusTarget::SearchInput));
        }
        ExploreMsg::FiltersCleared => {
            query.filters.clear();
            query.pages = 1;
            effects.push(Effect::Focus(FocusTarget::SearchInput));
        }
        ExploreMsg::FilterRemoved(facet, value) => {
            query.filters.retain(|other| *other != (facet, value));
            query.pages = 1;
            effects.push(Effect::Focus(if query.filters.is_empty() {
                FocusTarget::SearchInput
            } else {
                FocusTarget::ActiveFilters
            }));
        }
        ExploreMsg::FilterSuggested(facet, value) => {
            query.text = String::new();
            query.filters = vec![(facet, value)];
            query.pages = 1;
            effects.push(Effect::Focus(FocusTarget::SearchInput));
        }
        ExploreMsg::FilterToggled(facet, value) => {
            let is_selected = query.filters.contains(&(facet, value));
            if is_selected {
                query.filters.retain(|other| *other != (facet, value));
            } else {
                query.filters.push((facet, value));
            }
            query.pages = 1;
        }
    }
    Action { announcement: Some(announcement), effects }
}

/// Pins a resource, or takes it off.
fn pin(pinned: &mut Vec<usize>, index: usize, content: &Pack) -> Announcement {
    if pinned.contains(&index) {
        pinned.retain(|other| *other != index);
        return Announcement::Unpinned;
    }
    if index < content.resources.len() {
        pinned.push(index);
    }
    Announcement::Pinned
}

/// Brings pins and queries into another catalogue: a resource keeps its id, not its place. Facets that each
/// catalogue has its own values of are let go.
pub fn remap_to_content(explore: &mut Explore, before: &Pack, after: &Pack) {
    let remapped = |indices: &[usize]| -> Vec<usize> {
        let ids = indices.iter().filter_map(|index| before.resources.get(*index).map(|resource| resource.id.as_str()));
        ids.filter_map(|id| after.resources.binary_search_by(|resource| resource.id.as_str().cmp(id)).ok()).collect()
    };
    explore.pinned = remapped(&explore.pinned);
    explore.query.compared = remapped(&explore.query.compared);
    explore.query.downranked = remapped(&explore.query.downranked);
    if after.content_hash != before.content_hash {
        let is_shared =
            |facet: Facet| !matches!(facet, Facet::Year | Facet::Publisher | Facet::Language | Facet::Origin);
        explore.query.filters.retain(|(facet, _)| is_shared(*facet));
    }
}
