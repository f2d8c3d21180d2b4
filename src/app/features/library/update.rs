//! What happens around a host's large catalogue.

use super::{LibraryMsg, LibraryState};
use crate::app::runtime::action::Action;
use crate::app::runtime::announcement::Announcement;
use crate::app::runtime::context::Context;
use crate::app::runtime::effect::{Asset, Effect, FocusTarget};
use crate::app::runtime::navigation::View;
use boussole_content::library::read::{QueryResult, RemoteCatalogue};
use boussole_content::library::{Manifest, Shard, ShardError};
use boussole_content::pack::Pack;
use boussole_content::search::tokens::tokenize;

/// What a message makes of the catalogue; `query` are the visitor's words.
pub fn update(library: &mut LibraryState, msg: LibraryMsg, query: &str, context: Context<'_>) -> Action {
    let content = context.content;
    let shows = context.view == View::Explore;
    let waited = library.is_loading();
    let mut effects = Vec::new();
    let more = match msg {
        LibraryMsg::AvailabilityChanged(offered) => {
            *library = LibraryState { offered, ..LibraryState::default() };
            if shows { ask(library, query, content) } else { Vec::new() }
        }
        LibraryMsg::QuerySettled => ask(library, query, content),
        LibraryMsg::MoreRequested => {
            effects.push(Effect::Focus(FocusTarget::LibraryResult(library.reply.cards.len())));
            library.pages += 1;
            reply(library, content)
        }
        LibraryMsg::RetryRequested => {
            library.fault = None;
            library.refetched.clear();
            if let Some(catalogue) = &mut library.library {
                catalogue.clear_failures();
            }
            // The button goes with the press.
            effects.push(Effect::Focus(FocusTarget::LibraryResults));
            reply(library, content)
        }
        LibraryMsg::ShardLoaded(shard, bytes) => {
            load(library, shard, bytes.as_deref().map_err(|fault| *fault), content)
        }
    };
    effects.extend(more);
    let replied = shows && !library.is_loading() && (waited || !library.reply.terms.is_empty());
    Action { announcement: replied.then_some(Announcement::LibraryReplied), effects }
}

/// Asks the catalogue for other words.
fn ask(library: &mut LibraryState, query: &str, content: &Pack) -> Vec<Effect> {
    if query != library.query || library.pages == 0 {
        query.clone_into(&mut library.query);
        library.pages = 1;
        library.reply = QueryResult::default();
    }
    reply(library, content)
}

/// Takes a piece that came, inflated, or did not.
fn load(library: &mut LibraryState, shard: Shard, bytes: Result<&[u8], ShardError>, content: &Pack) -> Vec<Effect> {
    if !library.pending.contains(&shard) {
        return Vec::new();
    }
    library.pending.retain(|other| *other != shard);
    let fault = match (&mut library.library, shard) {
        (None, Shard::Manifest) => match bytes.and_then(Manifest::open) {
            Ok(root) => {
                library.library = Some(RemoteCatalogue::new(root));
                None
            }
            Err(fault) => {
                library.fault = Some(fault);
                Some(fault)
            }
        },
        (Some(catalogue), _) => catalogue.insert(shard, bytes),
        (None, _) => None,
    };
    // A cache on the way may hold an older file.
    if matches!(fault, Some(ShardError::HashMismatch | ShardError::Malformed)) && !library.refetched.contains(&shard) {
        library.refetched.push(shard);
        library.pending.push(shard);
        return vec![Effect::Load(Asset::Shard { shard, skips_cache: true })];
    }
    reply(library, content)
}

/// The reply from what is there, and what it takes to say more.
fn reply(library: &mut LibraryState, content: &Pack) -> Vec<Effect> {
    if !library.offered || library.fault.is_some() || tokenize(&library.query).is_empty() {
        return Vec::new();
    }
    let needs = match &library.library {
        None => vec![Shard::Manifest],
        Some(catalogue) => {
            let reply = catalogue.query(&library.query, &content.ranking, library.pages);
            let needs = reply.missing_shards.clone();
            // What shows stays until there is something better.
            if needs.is_empty() || !reply.cards.is_empty() || library.reply.cards.is_empty() {
                library.reply = reply;
            }
            needs
        }
    };
    let new: Vec<Shard> = needs.into_iter().filter(|shard| !library.pending.contains(shard)).collect();
    library.pending.extend(&new);
    new.into_iter().map(|shard| Effect::Load(Asset::Shard { shard, skips_cache: false })).collect()
}
