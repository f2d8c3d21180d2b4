//! The panel Weights.

use crate::page::PanelProps;
use yew::prelude::*;

/// Draws it.
#[component]
pub fn Weights(props: &PanelProps) -> Html {
    html! { <p>{ props.words.word("coming") }</p> }
}
