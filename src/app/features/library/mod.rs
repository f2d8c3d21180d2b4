//! Looking into a host's large catalogue ([`boussole_content::library`]): what is there, what is on its way.

pub(crate) mod update;

use boussole_content::library::read::{QueryResult, RemoteCatalogue};
use boussole_content::library::{Shard, ShardError};

/// A host's large catalogue, as far as it is here.
#[derive(Clone, Debug, Default)]
pub struct LibraryState {
    /// The host offers one.
    pub offered: bool,
    /// The host's large catalogue, once its root is here.
    pub library: Option<RemoteCatalogue>,
    /// Why its root is not.
    pub fault: Option<ShardError>,
    /// What it says to [`Self::query`].
    pub reply: QueryResult,
    /// The words that the reply is about.
    pub query: String,
    /// How many pages of results are asked for.
    pub pages: usize,
    /// What is on its way.
    pub pending: Vec<Shard>,
    /// What was asked for once more, past every cache, because it was not as it should be.
    refetched: Vec<Shard>,
}

impl LibraryState {
    /// Whether something that the reply needs is on its way.
    #[must_use]
    pub fn is_loading(&self) -> bool {
        !self.pending.is_empty()
    }
}

/// Something that happens around a large catalogue.
#[derive(Clone, Debug, PartialEq)]
pub enum LibraryMsg {
    /// The host offers one, another one, or none any more.
    AvailabilityChanged(bool),
    /// The visitor's words have stood a while.
    QuerySettled,
    /// The visitor asked for the next results as well.
    MoreRequested,
    /// The visitor asked to fetch again what could not be fetched.
    RetryRequested,
    /// A piece came, inflated, or did not.
    ShardLoaded(Shard, Result<Vec<u8>, ShardError>),
}
