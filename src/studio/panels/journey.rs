//! The panel Journey.

use crate::page::PanelProps;
use yew::prelude::*;

/// Draws it.
#[component]
pub fn Journey(props: &PanelProps) -> Html {
    html! { <p>{ props.words.word("coming") }</p> }
}
