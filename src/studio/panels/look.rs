//! The panel Look.

use crate::page::PanelProps;
use yew::prelude::*;

/// Draws it.
#[component]
pub fn Look(props: &PanelProps) -> Html {
    html! { <p>{ props.words.word("coming") }</p> }
}
