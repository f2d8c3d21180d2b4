//! Everything that can happen to a widget, and what follows: `update(&Model, Msg) -> (Model, Vec<Effect>)`.

use super::columns::FacetIndex;
use super::effect::{Asset, Effect, StorageCommand};
use super::explore::search;
use super::keep::ShareMsg;
use super::model::{Announcement, Model, SearchIndexState, View};
use super::msg::{ContentMsg, HostMsg, Msg};
use super::workshop::WorkshopMsg;
use super::{
    content_update, explore_update, host_update, instrument_update, journey_update, keep_update, library_update,
    navigation_update, what_if_update, workshop_update,
};
use std::rc::Rc;

/// What is read in a field whose entry is not finished, or makes no value: a browser shows it and gives an empty text.
pub const UNFINISHED: &str = "?";

/// What a message makes of a model, and what is to be done outside.
#[must_use]
pub fn update(model: &Model, msg: Msg) -> (Model, Vec<Effect>) {
    let (mut next, mut effects) = changed(model, msg);
    let searches = matches!(next.view, View::Explore | View::Instrument(_));
    if searches && next.explore.search_index == SearchIndexState::NotRequested && !next.content.is_indexed() {
        next.explore.search_index = SearchIndexState::Loading;
        effects.push(Effect::Load(Asset::SearchIndex));
    }
    let same = next.view == model.view
        && next.explore.query == model.explore.query
        && next.situation == model.situation
        && Rc::ptr_eq(&next.content, &model.content);
    if next.view == View::Explore && !same {
        let columns = next.explore.facet_index.get_or_insert_with(|| Rc::new(FacetIndex::of(&next.content))).clone();
        let heading = next.outcome.heading.as_ref();
        next.explore.results = Rc::new(search(&next.content, &columns, &next.explore.query, &next.situation, heading));
    }
    if next.situation != model.situation
        || next.instruments.responses != model.instruments.responses
        || next.explore.pinned != model.explore.pinned
    {
        effects.push(Effect::Storage(StorageCommand::Follow));
    }
    let asks = next.view == View::Explore && next.library.offered && next.explore.query.query != next.library.query;
    if asks && (next.explore.query.query != model.explore.query.query || next.view != model.view) {
        effects.push(Effect::DebounceLibraryQuery);
    }
    (next, effects)
}

/// The model after a message, but for what follows from any ([`update`]).
fn changed(model: &Model, msg: Msg) -> (Model, Vec<Effect>) {
    let mut next = model.clone();
    if !comes_by_itself(&msg) {
        next.announcement = Announcement::None;
    }
    match msg {
        Msg::Journey(msg) => journey_update::changed(next, msg),
        Msg::Navigation(msg) => navigation_update::changed(next, &msg),
        Msg::WhatIf(msg) => what_if_update::changed(next, &msg),
        Msg::Explore(msg) => explore_update::changed(next, msg),
        Msg::Library(msg) => library_update::changed(next, msg),
        Msg::Instrument(msg) => instrument_update::changed(next, &msg),
        Msg::Workshop(msg) => workshop_update::changed(next, msg),
        Msg::Share(msg) => keep_update::changed(next, msg),
        Msg::Host(msg) => host_update::changed(next, msg),
        Msg::Content(msg) => content_update::changed(next, msg),
    }
}

/// Whether nobody at the widget did anything. What was said last stays to be heard then: a file that arrives between two
/// words would silence them.
fn comes_by_itself(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::Host(
            HostMsg::TodaySet(_) | HostMsg::HeadingLevelSet(_) | HostMsg::QuestionsLocked(_) | HostMsg::ViewsSet(_)
        ) | Msg::Content(
            ContentMsg::SearchIndexLoaded(_) | ContentMsg::DetailsLoaded(_) | ContentMsg::ContentLoaded(_)
        ) | Msg::Share(ShareMsg::CalendarExported(_) | ShareMsg::LinkBaseSet(_) | ShareMsg::JourneysListed(_))
            | Msg::Library(_)
            | Msg::Workshop(WorkshopMsg::ScannerAvailable)
    )
}
