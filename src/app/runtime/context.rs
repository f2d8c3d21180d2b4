//! What a feature may read of the widget around it.

use super::announcement::Announcement;
use super::host::Host;
use super::navigation::View;
use boussole_content::instrument::Instrument;
use boussole_content::pack::Pack;
use boussole_domain::Heading;
use boussole_domain::situation::Situation;
use std::rc::Rc;

/// The widget around a feature.
#[derive(Clone, Copy, Debug)]
pub struct Context<'m> {
    /// Words, rules and resources in one language.
    pub content: &'m Pack,
    /// The visitor's answers.
    pub situation: &'m Situation,
    /// The heading that follows from them.
    pub heading: Option<&'m Heading>,
    /// What the host has decided.
    pub host: &'m Host,
    /// The page that shows.
    pub view: View,
    /// What was said aloud last.
    pub announcement: Announcement,
}

impl<'m> Context<'m> {
    /// The instrument that shows.
    #[must_use]
    pub fn instrument(self) -> Option<&'m Instrument> {
        match self.view {
            View::Instrument(index) => self.content.instruments.get(usize::from(index)).map(Rc::as_ref),
            _ => None,
        }
    }
}
