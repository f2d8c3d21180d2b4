//! Words, resources and their index: what comes, and what the visitor tries.

use super::effect::{Asset, Effect, FocusTarget, HostEvent, UploadedCommand};
use super::explore_update;
use super::facet::Facet;
use super::journey::{turn, with};
use super::model::{Announcement, Model, SearchIndexState, UploadedCatalogue, View};
use super::msg::ContentMsg;
use super::outcome::Outcome;
use super::record;
use boussole_content::pack::Pack;
use std::rc::Rc;

/// The model after it.
pub(super) fn changed(mut next: Model, msg: ContentMsg) -> (Model, Vec<Effect>) {
    match msg {
        ContentMsg::SearchIndexRequested => {
            with(next, |next| next.explore.search_index = SearchIndexState::NotRequested)
        }
        ContentMsg::SearchIndexLoaded(content) => (indexed(next, content), Vec::new()),
        ContentMsg::DetailsRequested => {
            next.explore.details_missing = false;
            (next, vec![Effect::Load(Asset::Details)])
        }
        ContentMsg::DetailsLoaded(content) => (detailed(next, content), Vec::new()),
        ContentMsg::UploadedCatalogueSet(brought) => bring(next, brought),
        ContentMsg::UploadedCatalogueDownloaded => (next, vec![Effect::Uploaded(UploadedCommand::Download)]),
        ContentMsg::UploadedCatalogueRemoved => (next, vec![Effect::Uploaded(UploadedCommand::Discard)]),
        ContentMsg::LanguageRequested(code) => (next, vec![Effect::Load(Asset::Language(code))]),
        ContentMsg::ContentLoaded(content) => (loaded(next, content), vec![Effect::Emit(HostEvent::ResultChanged)]),
    }
}

/// The model after somebody brought a catalogue, or it went.
fn bring(mut next: Model, brought: UploadedCatalogue) -> (Model, Vec<Effect>) {
    let gone = brought == UploadedCatalogue::None;
    // Her button goes with what she tried; what the host does moves no focus.
    let dropped = gone && matches!(next.explore.uploaded, UploadedCatalogue::Accepted(_));
    next.announcement = if gone { Announcement::None } else { Announcement::CatalogueTried };
    next.explore.uploaded = brought;
    (next, if dropped { vec![Effect::Focus(FocusTarget::UploadInput)] } else { Vec::new() })
}

/// The model with the index that was asked for, or without. What was typed meanwhile is looked for now.
fn indexed(mut next: Model, content: Option<Rc<Pack>>) -> Model {
    next.explore.search_index = SearchIndexState::Failed;
    if let Some(content) = content {
        next.explore.search_index = SearchIndexState::NotRequested;
        next.content = content;
        if next.view == View::Explore && !next.explore.query.query.trim().is_empty() {
            next.announcement = Announcement::ResultsCounted;
        }
    }
    next
}

/// The model with what is shown of its resources, or without. Nothing else is another.
fn detailed(mut next: Model, content: Option<Rc<Pack>>) -> Model {
    next.explore.details_missing = content.is_none();
    if let Some(content) = content {
        // Publishers are known from now on: their places in the columns may be others.
        next.explore.query.chosen.retain(|(facet, _)| *facet != Facet::Publisher);
        next.explore.facet_index = None;
        next.content = content;
    }
    next
}

/// The model with other words or rules.
fn loaded(mut next: Model, content: Rc<Pack>) -> Model {
    explore_update::remap_to_content(&mut next, &content);
    if !next.content.instruments.iter().map(|own| &own.id).eq(content.instruments.iter().map(|own| &own.id)) {
        let given = record::write(&next.instruments.responses, &next.content.instruments);
        next.instruments.responses = Rc::new(record::read(&given, &content.instruments).unwrap_or_default());
    }
    if next.content.messages.code != content.messages.code {
        next.announcement = Announcement::LanguageChanged;
    }
    next.content = content;
    next.explore.search_index = SearchIndexState::default();
    next.explore.details_missing = false;
    next.explore.facet_index = None;
    next.what_if = None;
    next.outcome = Rc::new(Outcome::of(&next.situation, &next.content));
    turn(&mut next);
    next
}
