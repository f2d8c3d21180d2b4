//! Looking into a host's large catalogue ([`boussole_content::library`]): what is there, what is on its way.

use super::model::{Model, Notice, View};
use super::update::{Effect, Place};
use boussole_content::library::read::{Library, Reply};
use boussole_content::library::{Fault, Piece, Root};
use boussole_content::search::words::words;

/// A host's large catalogue, as far as it is here.
#[derive(Clone, Debug, Default)]
pub struct Stacks {
    /// The host offers one.
    pub offered: bool,
    /// The host's large catalogue, once its root is here.
    pub library: Option<Library>,
    /// Why its root is not.
    pub fault: Option<Fault>,
    /// What it says to [`Self::query`].
    pub reply: Reply,
    /// The words that the reply is about.
    pub query: String,
    /// How many pages of results are asked for.
    pub pages: usize,
    /// What is on its way.
    pub awaited: Vec<Piece>,
    /// What was asked for once more, past every cache, because it was not as it should be.
    renewed: Vec<Piece>,
}

impl Stacks {
    /// Whether something that the reply needs is on its way.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.awaited.is_empty()
    }
}

/// Something that happens around a large catalogue.
#[derive(Clone, Debug, PartialEq)]
pub enum Sought {
    /// The host offers one, another one, or none any more.
    Offered(bool),
    /// The visitor's words have stood a while.
    Asked,
    /// The visitor asked for the next results as well.
    More,
    /// The visitor asked to fetch again what could not be fetched.
    Retried,
    /// A piece came, inflated, or did not.
    Came(Piece, Result<Vec<u8>, Fault>),
}

/// The model after it.
pub(super) fn changed(mut next: Model, sought: Sought) -> (Model, Vec<Effect>) {
    let stacks = &mut next.stacks;
    let waited = stacks.waits();
    let mut focus = None;
    let effects = match sought {
        Sought::Offered(offered) => {
            *stacks = Stacks { offered, ..Stacks::default() };
            if next.view == View::Explore { asked(&mut next) } else { Vec::new() }
        }
        Sought::Asked => asked(&mut next),
        Sought::More => {
            focus = Some(Effect::FocusFound(stacks.reply.cards.len()));
            stacks.pages += 1;
            answer(&mut next)
        }
        Sought::Retried => {
            stacks.fault = None;
            stacks.renewed.clear();
            if let Some(library) = &mut stacks.library {
                library.forgive();
            }
            // The button goes with the press.
            focus = Some(Effect::Focus(Place::Stacks));
            answer(&mut next)
        }
        Sought::Came(piece, bytes) => came(&mut next, piece, bytes.as_deref().map_err(|fault| *fault)),
    };
    if next.view == View::Explore && !next.stacks.waits() && (waited || !next.stacks.reply.asked.is_empty()) {
        next.notice = Notice::Replied;
    }
    (next, focus.into_iter().chain(effects).collect())
}

fn asked(next: &mut Model) -> Vec<Effect> {
    let query = next.wish.query.clone();
    let stacks = &mut next.stacks;
    if query != stacks.query || stacks.pages == 0 {
        stacks.query = query;
        stacks.pages = 1;
        stacks.reply = Reply::default();
    }
    answer(next)
}

/// A piece came, inflated, or did not.
fn came(next: &mut Model, piece: Piece, bytes: Result<&[u8], Fault>) -> Vec<Effect> {
    let stacks = &mut next.stacks;
    if !stacks.awaited.contains(&piece) {
        return Vec::new();
    }
    stacks.awaited.retain(|other| *other != piece);
    let fault = match (&mut stacks.library, piece) {
        (None, Piece::Root) => match bytes.and_then(Root::open) {
            Ok(root) => {
                stacks.library = Some(Library::new(root));
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
    if matches!(fault, Some(Fault::Changed | Fault::Unreadable)) && !stacks.renewed.contains(&piece) {
        stacks.renewed.push(piece);
        stacks.awaited.push(piece);
        return vec![Effect::Fetch { piece, anew: true }];
    }
    answer(next)
}

/// The reply from what is there, and what it takes to say more.
fn answer(next: &mut Model) -> Vec<Effect> {
    let stacks = &mut next.stacks;
    if !stacks.offered || stacks.fault.is_some() || words(&stacks.query).is_empty() {
        return Vec::new();
    }
    let needs = match &stacks.library {
        None => vec![Piece::Root],
        Some(library) => {
            let reply = library.ask(&stacks.query, &next.content.ranking, stacks.pages);
            let needs = reply.needs.clone();
            // What shows stays until there is something better.
            if needs.is_empty() || !reply.cards.is_empty() || stacks.reply.cards.is_empty() {
                stacks.reply = reply;
            }
            needs
        }
    };
    let new: Vec<Piece> = needs.into_iter().filter(|piece| !stacks.awaited.contains(piece)).collect();
    stacks.awaited.extend(&new);
    new.into_iter().map(|piece| Effect::Fetch { piece, anew: false }).collect()
}
