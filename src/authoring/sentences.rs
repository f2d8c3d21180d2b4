//! What each sentence stands for: the ids that the files must list, in the order in which the browser reads them.

use super::source::{Content, Term};
use boussole_content::sentences::{HEADINGS, Timeframe};
use boussole_domain::standing::Standing;
use boussole_domain::workshop::Subject;
use boussole_domain::{Impact, Lever};

/// The ids of the sentences for each heading: balanced, an impact first, or between two.
pub(super) fn heading_ids() -> impl Iterator<Item = String> {
    HEADINGS.into_iter().map(|heading| match heading {
        Standing::Balanced => "heading/balanced".to_owned(),
        Standing::First(impact) => ["heading/", impact.id()].concat(),
        Standing::Between(first, second) => ["heading/", Impact::id(first), "-", second.id()].concat(),
    })
}

/// The ids of the sentences for each term of a vocabulary.
pub(super) fn term_ids<'a, T>(vocabulary: &'a str, terms: &'a [Term<T>]) -> impl Iterator<Item = String> {
    terms.iter().map(move |term| [vocabulary, "/", &term.id].concat())
}

/// The ids of the gestures for an objective: each maturity level's in turn.
pub(super) fn gesture_ids<'a>(content: &'a Content, objective: &'a str) -> impl Iterator<Item = String> {
    content.maturity.iter().flat_map(move |level| {
        Timeframe::ALL.into_iter().map(move |by| [objective, "/", &level.id, "/", by.id()].concat())
    })
}

/// The ids of what each profile can do on a lever.
pub(super) fn contribution_ids(content: &Content, lever: Lever) -> impl Iterator<Item = String> {
    term_ids(lever.id(), &content.profiles)
}

/// The ids of the steps of a workshop's running order.
pub(super) fn guide_ids() -> impl Iterator<Item = String> {
    ["show", "answer", "gather", "read", "end"].into_iter().map(|step| ["guide/", step].concat())
}

/// The ids of the steps by which somebody joins a workshop.
pub(super) fn join_ids() -> impl Iterator<Item = String> {
    ["open", "answer", "send"].into_iter().map(|step| ["join/", step].concat())
}

/// The ids of what a group is asked on each subject.
pub(super) fn ask_ids() -> impl Iterator<Item = String> {
    Subject::ALL.into_iter().map(|subject| ["ask/", subject.id()].concat())
}
