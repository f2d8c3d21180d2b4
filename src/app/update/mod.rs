//! Everything that can happen to a widget, and what follows: `update(&Model, Msg) -> (Model, Vec<Effect>)`.
//!
//! A feature changes its own state and hands back what it asks for ([`Action`], and an event where the journey is
//! concerned); the root does it, and settles what follows from any message.

mod answers;
mod content;
mod host;
mod journey;
mod navigation;

use super::features::explore::facet_index::FacetIndex;
use super::features::explore::{SearchIndexState, search, update as explore};
use super::features::instruments::update as instruments;
use super::features::library::update as library;
use super::features::share::{ShareMsg, update as share};
use super::features::what_if;
use super::features::workshop::update as workshop;
use super::journey::answer::Answer;
use super::journey::outcome::Outcome;
use super::model::Model;
use super::msg::{ContentMsg, HostMsg, Msg};
use super::runtime::action::Action;
use super::runtime::announcement::Announcement;
use super::runtime::effect::{Asset, Effect, StorageCommand};
use super::runtime::navigation::View;
use boussole_domain::dial::rotate;
use std::rc::Rc;

/// What is read in a field whose entry is not finished, or makes no value: a browser shows it and gives an empty text.
pub const UNFINISHED: &str = "?";

/// What a message makes of a model, and what is to be done outside.
#[must_use]
pub fn update(model: &Model, msg: Msg) -> (Model, Vec<Effect>) {
    let mut next = model.clone();
    let is_act = !comes_by_itself(&msg);
    if is_act {
        next.announcement = Announcement::None;
    }
    let mut effects = handle(model, &mut next, msg);
    if next.announcement.is_said_each_time() && (is_act || next.announcement != model.announcement) {
        next.is_announcement_toggled = !next.is_announcement_toggled;
    }
    settle(model, &mut next, &mut effects);
    (next, effects)
}

/// Hands a message to its feature, and does what the feature asks for.
fn handle(model: &Model, next: &mut Model, msg: Msg) -> Vec<Effect> {
    let context = model.context();
    let mut effects = Vec::new();
    let action = match msg {
        Msg::Journey(msg) => return answers::update(next, msg),
        Msg::Navigation(msg) => return navigation::update(next, &msg),
        Msg::Host(msg) => return host::update(next, msg),
        Msg::Content(msg) => return content::update(next, msg),
        Msg::AnnouncementDue => {
            next.announcement = next.announcement.due();
            return Vec::new();
        }
        Msg::Explore(msg) => explore::update(&mut next.explore, msg, context.content),
        Msg::Library(msg) => library::update(&mut next.library, msg, &model.explore.query.text, context),
        Msg::Workshop(msg) => workshop::update(&mut next.workshop, msg, context.content),
        Msg::WhatIf(msg) => {
            let (action, event) = what_if::update(&mut next.what_if, &msg, context);
            if let Some(what_if::Event::Kept(situation)) = event {
                effects = journey::answer(next, situation);
            }
            action
        }
        Msg::Instrument(msg) => {
            let (action, event) = instruments::update(&mut next.instruments, &msg, context);
            if let Some(instruments::Event::MaturityApplied(level)) = event {
                effects = journey::answer(next, Answer::Maturity(level).apply(model.situation.clone()));
            }
            action
        }
        Msg::Share(msg) => {
            let (action, event) = share::update(&mut next.share, msg, context);
            match event {
                Some(share::Event::JourneyImported(state, is_requested)) => {
                    effects = journey::import(next, state, is_requested);
                }
                Some(share::Event::JourneyReceived) => effects = journey::receive(next),
                Some(share::Event::ImportUndone) => effects = journey::undo_import(next),
                Some(share::Event::StartWanted) => next.form.is_start_wanted = true,
                None => {}
            }
            action
        }
    };
    let Action { announcement, effects: feature_effects } = action;
    next.announcement = announcement.unwrap_or(next.announcement);
    effects.extend(feature_effects);
    effects
}

/// Settles what follows from any message: where the needles turn, what the list of resources shows, and what has to be
/// brought or kept.
fn settle(model: &Model, next: &mut Model, effects: &mut Vec<Effect>) {
    turn(next);
    // Elsewhere nothing is projected.
    next.workshop.slide = next.workshop.slide.filter(|_| next.view == View::Workshop);
    let is_projected = next.workshop.slide.is_some();
    if is_projected != model.workshop.slide.is_some() {
        effects.push(Effect::Project(is_projected));
    }
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
        let facet_index =
            next.explore.facet_index.get_or_insert_with(|| Rc::new(FacetIndex::new(&next.content))).clone();
        let heading = next.outcome.heading.as_ref();
        next.explore.results =
            Rc::new(search(&next.content, &facet_index, &next.explore.query, &next.situation, heading));
    }
    if next.situation != model.situation
        || next.instruments.responses != model.instruments.responses
        || next.explore.pinned != model.explore.pinned
    {
        effects.push(Effect::Storage(StorageCommand::Follow));
    }
    let asks_library =
        next.view == View::Explore && next.library.offered && next.explore.query.text != next.library.query;
    if asks_library && (next.explore.query.text != model.explore.query.text || next.view != model.view) {
        effects.push(Effect::DebounceLibraryQuery);
    }
}

/// Turns both needles to their headings, each by the shorter way; without a heading they rest.
fn turn(next: &mut Model) {
    let to = |needle: i32, outcome: &Outcome| {
        outcome.heading.map_or(needle, |heading| rotate(needle, heading.bearing_tenths))
    };
    next.needles.own = to(next.needles.own, &next.outcome);
    next.needles.trial = match &next.what_if {
        Some(trial) => to(next.needles.trial, &trial.outcome),
        None => next.needles.own,
    };
}

/// Whether nobody at the widget did anything. What was said last stays to be heard then: a file that arrives between two
/// words would silence them.
fn comes_by_itself(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::Host(
            HostMsg::TodaySet(_)
                | HostMsg::HeadingLevelSet(_)
                | HostMsg::QuestionsLocked(_)
                | HostMsg::ViewsSet(_)
                | HostMsg::CameraDetected
        ) | Msg::Content(
            ContentMsg::SearchIndexLoaded(_) | ContentMsg::DetailsLoaded(_) | ContentMsg::ContentLoaded(_)
        ) | Msg::Share(
            ShareMsg::CalendarExported(_)
                | ShareMsg::LinkBaseSet(_)
                | ShareMsg::JourneysListed(_)
                | ShareMsg::JourneyReceived
                | ShareMsg::ShareSheetDetected
        ) | Msg::Library(_)
            | Msg::AnnouncementDue
    )
}
