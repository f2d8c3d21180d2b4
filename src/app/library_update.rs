//! What happens around a host's large catalogue.

use super::effect::Asset;
use super::effect::{Effect, FocusTarget};
use super::library::{LibraryMsg, LibraryState};
use super::model::{Announcement, Model, View};
use boussole_content::library::read::{QueryResult, RemoteCatalogue};
use boussole_content::library::{Manifest, Shard, ShardError};
use boussole_content::search::words::tokenize;

/// The model after it.
pub(super) fn changed(mut next: Model, sought: LibraryMsg) -> (Model, Vec<Effect>) {
    let stacks = &mut next.library;
    let waited = stacks.waits();
    let mut focus = None;
    let effects = match sought {
        LibraryMsg::AvailabilityChanged(offered) => {
            *stacks = LibraryState { offered, ..LibraryState::default() };
            if next.view == View::Explore { asked(&mut next) } else { Vec::new() }
        }
        LibraryMsg::QuerySettled => asked(&mut next),
        LibraryMsg::MoreRequested => {
            focus = Some(Effect::Focus(FocusTarget::LibraryResult(stacks.reply.cards.len())));
            stacks.pages += 1;
            answer(&mut next)
        }
        LibraryMsg::RetryRequested => {
            stacks.fault = None;
            stacks.refetched.clear();
            if let Some(library) = &mut stacks.library {
                library.clear_failures();
            }
            // The button goes with the press.
            focus = Some(Effect::Focus(FocusTarget::LibraryResults));
            answer(&mut next)
        }
        LibraryMsg::ShardLoaded(piece, bytes) => came(&mut next, piece, bytes.as_deref().map_err(|fault| *fault)),
    };
    if next.view == View::Explore && !next.library.waits() && (waited || !next.library.reply.asked.is_empty()) {
        next.announcement = Announcement::LibraryReplied;
    }
    (next, focus.into_iter().chain(effects).collect())
}

fn asked(next: &mut Model) -> Vec<Effect> {
    let query = next.explore.query.query.clone();
    let stacks = &mut next.library;
    if query != stacks.query || stacks.pages == 0 {
        stacks.query = query;
        stacks.pages = 1;
        stacks.reply = QueryResult::default();
    }
    answer(next)
}

/// A piece came, inflated, or did not.
fn came(next: &mut Model, piece: Shard, bytes: Result<&[u8], ShardError>) -> Vec<Effect> {
    let stacks = &mut next.library;
    if !stacks.pending.contains(&piece) {
        return Vec::new();
    }
    stacks.pending.retain(|other| *other != piece);
    let fault = match (&mut stacks.library, piece) {
        (None, Shard::Manifest) => match bytes.and_then(Manifest::open) {
            Ok(root) => {
                stacks.library = Some(RemoteCatalogue::new(root));
                None
            }
            Err(fault) => {
                stacks.fault = Some(fault);
                Some(fault)
            }
        },
        (Some(library), _) => library.take(piece, bytes),
        (None, _) => None,
    };
    // A cache on the way may hold an older file.
    if matches!(fault, Some(ShardError::HashMismatch | ShardError::Malformed)) && !stacks.refetched.contains(&piece) {
        stacks.refetched.push(piece);
        stacks.pending.push(piece);
        return vec![Effect::Load(Asset::Shard { piece, anew: true })];
    }
    answer(next)
}

/// The reply from what is there, and what it takes to say more.
fn answer(next: &mut Model) -> Vec<Effect> {
    let stacks = &mut next.library;
    if !stacks.offered || stacks.fault.is_some() || tokenize(&stacks.query).is_empty() {
        return Vec::new();
    }
    let needs = match &stacks.library {
        None => vec![Shard::Manifest],
        Some(library) => {
            let reply = library.query(&stacks.query, &next.content.ranking, stacks.pages);
            let needs = reply.needs.clone();
            // What shows stays until there is something better.
            if needs.is_empty() || !reply.cards.is_empty() || stacks.reply.cards.is_empty() {
                stacks.reply = reply;
            }
            needs
        }
    };
    let new: Vec<Shard> = needs.into_iter().filter(|piece| !stacks.pending.contains(piece)).collect();
    stacks.pending.extend(&new);
    new.into_iter().map(|piece| Effect::Load(Asset::Shard { piece, anew: false })).collect()
}
