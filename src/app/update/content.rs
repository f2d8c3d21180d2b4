//! Words, resources and their index: what comes, and what the visitor tries.

use super::journey::conclude;
use super::navigation::go;
use crate::app::features::explore::facet::Facet;
use crate::app::features::explore::update::remap_to_content;
use crate::app::features::explore::{SearchIndexState, UploadedCatalogue};
use crate::app::features::instruments::Rounds;
use crate::app::journey::record::{self, ResponseKey, Responses};
use crate::app::model::Model;
use crate::app::msg::ContentMsg;
use crate::app::runtime::announcement::Announcement;
use crate::app::runtime::effect::{Asset, Effect, FocusTarget, HostEvent, UploadedCommand};
use crate::app::runtime::navigation::View;
use boussole_content::pack::Pack;
use std::rc::Rc;

/// How long after other words the message comes that says so: Orca hears nothing while a page tells of many changes. Heard
/// in Chromium after 400 ms on an idle machine, and not at all without a pause.
const LANGUAGE_DELAY_MS: u32 = 1000;

/// Takes what came of the content, or asks for it.
pub(super) fn update(next: &mut Model, msg: ContentMsg) -> Vec<Effect> {
    match msg {
        ContentMsg::SearchIndexRequested => next.explore.search_index = SearchIndexState::NotRequested,
        ContentMsg::SearchIndexLoaded(content) => set_index(next, content),
        ContentMsg::DetailsRequested => {
            next.explore.have_details_failed = false;
            return vec![Effect::Load(Asset::Details)];
        }
        ContentMsg::DetailsLoaded(content) => set_details(next, content),
        ContentMsg::UploadedCatalogueSet(uploaded) => return set_uploaded(next, uploaded),
        ContentMsg::UploadedCatalogueDownloaded => return vec![Effect::Uploaded(UploadedCommand::Download)],
        ContentMsg::UploadedCatalogueRemoved => return vec![Effect::Uploaded(UploadedCommand::Discard)],
        ContentMsg::LanguageRequested(code) => return vec![Effect::Load(Asset::Language(code))],
        ContentMsg::ContentLoaded(content) => {
            let mut effects = set_content(next, content);
            effects.push(Effect::Emit(HostEvent::ResultChanged));
            return effects;
        }
    }
    Vec::new()
}

/// Takes a catalogue that somebody brought, or lets it go.
fn set_uploaded(next: &mut Model, uploaded: UploadedCatalogue) -> Vec<Effect> {
    let is_removed = uploaded == UploadedCatalogue::None;
    // Her button goes with what she tried; what the host does moves no focus.
    let is_dropped_by_visitor = is_removed && matches!(next.explore.uploaded, UploadedCatalogue::Accepted(_));
    next.announcement = if is_removed { Announcement::None } else { Announcement::CatalogueTried };
    next.explore.uploaded = uploaded;
    if is_dropped_by_visitor { vec![Effect::Focus(FocusTarget::UploadInput)] } else { Vec::new() }
}

/// Takes the index that was asked for, or none. What was typed meanwhile is looked for now.
fn set_index(next: &mut Model, content: Option<Rc<Pack>>) {
    next.explore.search_index = SearchIndexState::Failed;
    if let Some(content) = content {
        next.explore.search_index = SearchIndexState::NotRequested;
        next.content = content;
        if next.view == View::Explore && !next.explore.query.text.trim().is_empty() {
            next.announcement = Announcement::ResultsCounted;
        }
    }
}

/// Takes what is shown of the resources besides their titles, or none. Nothing else is another.
fn set_details(next: &mut Model, content: Option<Rc<Pack>>) {
    next.explore.have_details_failed = content.is_none();
    if let Some(content) = content {
        // Publishers are known from now on: their places in the columns may be others.
        next.explore.query.filters.retain(|(facet, _)| *facet != Facet::Publisher);
        next.explore.facet_index = None;
        next.content = content;
    }
}

/// Takes other words or rules.
fn set_content(next: &mut Model, content: Rc<Pack>) -> Vec<Effect> {
    let mut effects = Vec::new();
    remap_to_content(&mut next.explore, &next.content, &content);
    remap_responses(next, &content);
    effects.extend(remap_views(next, &content));
    if next.content.messages.code != content.messages.code {
        next.announcement = Announcement::LanguageToCome;
        effects.push(Effect::DebounceAnnouncement(LANGUAGE_DELAY_MS));
    }
    next.content = content;
    next.explore.search_index = SearchIndexState::default();
    next.explore.have_details_failed = false;
    next.explore.facet_index = None;
    conclude(next);
    effects
}

/// Takes what was given to the instruments to those of other content, by their names. What these do not ask is left out.
fn remap_responses(next: &mut Model, content: &Pack) {
    let before = next.content.clone();
    let remapped = |responses: &Rc<Responses>| {
        // Whoever gave nothing needs no instrument to be read.
        if responses.is_empty() {
            return responses.clone();
        }
        Rc::new(record::read_known(&record::write(responses, &before.instruments), &content.instruments))
    };
    next.instruments.responses = remapped(&next.instruments.responses);
    next.instruments.before_clear = next.instruments.before_clear.as_ref().map(remapped);
    for snapshot in [&mut next.undo.before_start_over, &mut next.undo.before_import].into_iter().flatten() {
        snapshot.responses = remapped(&snapshot.responses);
    }
}

/// Keeps the views by their names where other content has other instruments. One that shows and is gone leads to the list of
/// them, or where that is not offered to the first view that is.
fn remap_views(next: &mut Model, content: &Pack) -> Vec<Effect> {
    let before = next.content.clone();
    let remapped = |view: View| View::from_id(view.id(&before), content);
    if before.instrument_views != content.instrument_views {
        let offers_all = next.host.enabled_views == View::all(&before);
        let mut enabled: Vec<View> = next.host.enabled_views.iter().copied().filter_map(remapped).collect();
        if offers_all || enabled.is_empty() {
            enabled = View::all(content);
        }
        next.host.enabled_views = enabled;
    }
    let enabled = &next.host.enabled_views;
    let home = if enabled.contains(&View::Instruments) { Some(View::Instruments) } else { enabled.first().copied() };
    let home = home.unwrap_or(View::Situate);
    for view in [&mut next.navigation.return_to, &mut next.navigation.journey] {
        *view = remapped(*view).unwrap_or(home);
    }
    let Some(view) = remapped(next.view) else { return go(next, home) };
    next.view = view;
    if let View::Instrument(index) = view
        && let Some(instrument) = content.instruments.get(usize::from(index))
    {
        next.instruments.key.instrument = index;
        // Another version may have neither this moment nor this party.
        let key = next.instruments.key;
        if usize::from(key.moment) >= instrument.moments.len().max(1) || key.party >= instrument.parties.max(1) {
            next.instruments.key = ResponseKey { instrument: index, ..ResponseKey::default() };
            next.instruments.rounds = Rounds::default();
        }
    }
    Vec::new()
}
