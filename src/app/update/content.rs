//! Words, resources and their index: what comes, and what the visitor tries.

use super::journey::conclude;
use crate::app::features::explore::facet::Facet;
use crate::app::features::explore::update::remap_to_content;
use crate::app::features::explore::{SearchIndexState, UploadedCatalogue};
use crate::app::journey::record;
use crate::app::model::Model;
use crate::app::msg::ContentMsg;
use crate::app::runtime::announcement::Announcement;
use crate::app::runtime::effect::{Asset, Effect, FocusTarget, HostEvent, UploadedCommand};
use crate::app::runtime::navigation::View;
use boussole_content::pack::Pack;
use std::rc::Rc;

/// Takes what came of the content, or asks for it.
pub(super) fn update(next: &mut Model, msg: ContentMsg) -> Vec<Effect> {
    match msg {
        ContentMsg::SearchIndexRequested => next.explore.search_index = SearchIndexState::NotRequested,
        ContentMsg::SearchIndexLoaded(content) => set_index(next, content),
        ContentMsg::DetailsRequested => {
            next.explore.details_missing = false;
            return vec![Effect::Load(Asset::Details)];
        }
        ContentMsg::DetailsLoaded(content) => set_details(next, content),
        ContentMsg::UploadedCatalogueSet(uploaded) => return set_uploaded(next, uploaded),
        ContentMsg::UploadedCatalogueDownloaded => return vec![Effect::Uploaded(UploadedCommand::Download)],
        ContentMsg::UploadedCatalogueRemoved => return vec![Effect::Uploaded(UploadedCommand::Discard)],
        ContentMsg::LanguageRequested(code) => return vec![Effect::Load(Asset::Language(code))],
        ContentMsg::ContentLoaded(content) => {
            set_content(next, content);
            return vec![Effect::Emit(HostEvent::ResultChanged)];
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
    next.explore.details_missing = content.is_none();
    if let Some(content) = content {
        // Publishers are known from now on: their places in the columns may be others.
        next.explore.query.filters.retain(|(facet, _)| *facet != Facet::Publisher);
        next.explore.facet_index = None;
        next.content = content;
    }
}

/// Takes other words or rules.
fn set_content(next: &mut Model, content: Rc<Pack>) {
    remap_to_content(&mut next.explore, &next.content, &content);
    if !next
        .content
        .instruments
        .iter()
        .map(|instrument| &instrument.id)
        .eq(content.instruments.iter().map(|instrument| &instrument.id))
    {
        let written = record::write(&next.instruments.responses, &next.content.instruments);
        next.instruments.responses = Rc::new(record::read(&written, &content.instruments).unwrap_or_default());
    }
    if next.content.messages.code != content.messages.code {
        next.announcement = Announcement::LanguageChanged;
    }
    next.content = content;
    next.explore.search_index = SearchIndexState::default();
    next.explore.details_missing = false;
    next.explore.facet_index = None;
    conclude(next);
}
