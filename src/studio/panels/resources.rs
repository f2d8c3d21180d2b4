//! The panel Resources.

use crate::page::PanelProps;
use yew::prelude::*;

/// Draws it.
#[component]
pub fn Resources(props: &PanelProps) -> Html {
    html! { <p>{ props.words.word("coming") }</p> }
}
