//! What a panel is given.

use super::dom::{Shared, Words};
use crate::base::Base;
use crate::edit::Edit;
use crate::project::Project;
use yew::prelude::*;

/// What a panel is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PanelProps {
    /// The project as it is.
    pub project: Shared<Project>,
    /// The content that it is laid over.
    pub base: Shared<Base>,
    /// The words of the page.
    pub words: Words,
    /// The language of the page.
    pub page_language: AttrValue,
    /// The language whose texts are edited, and that the preview speaks.
    pub language: AttrValue,
    /// Where edits go.
    pub edit: Callback<Edit>,
    /// Called when a field is left: the next edit is another step.
    pub settle: Callback<()>,
    /// Said aloud, and shown below the tabs.
    pub say: Callback<AttrValue>,
    /// Called when the project was taken away, as a file or as a link.
    pub taken_away: Callback<()>,
    /// What was clicked in the preview, to be edited.
    pub picked: Option<Picked>,
}

/// What was clicked in the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Where it is edited.
    pub place: Place,
    /// Which click it was: the same place clicked twice takes the focus twice.
    pub turn: usize,
}

/// Where something that the preview shows is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A text, by its path in an overlay.
    Text(AttrValue),
    /// A row of the resources, from 0.
    Row(usize),
}

impl PanelProps {
    /// For `onchange` of a field: the step ends.
    #[must_use]
    pub fn settled(&self) -> Callback<Event> {
        self.settle.reform(|_| ())
    }
}

/// A list of findings, named by the text above it.
///
/// A long one scrolls in a height of its own, so it takes the focus: arrow keys scroll it.
pub fn findings_list(labelled_by: &'static str, items: impl Iterator<Item = Html>) -> Html {
    html! {
        <div class="scrolled" role="group" tabindex="0" aria-labelledby={labelled_by}><ul class="findings">{ for items }</ul></div>
    }
}
