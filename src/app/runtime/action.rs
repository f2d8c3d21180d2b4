//! What a feature hands back to the root after a message.

use super::announcement::Announcement;
use super::effect::Effect;

/// What the root does for a feature.
#[derive(Debug, Default)]
pub struct Action {
    /// What to say aloud; without one, what was said last stays.
    pub announcement: Option<Announcement>,
    /// What is to be done outside.
    pub effects: Vec<Effect>,
}

impl Action {
    /// Nothing but something to say aloud.
    #[must_use]
    pub fn announce(announcement: Announcement) -> Self {
        Self { announcement: Some(announcement), effects: Vec::new() }
    }
}

impl From<Vec<Effect>> for Action {
    fn from(effects: Vec<Effect>) -> Self {
        Self { announcement: None, effects }
    }
}
