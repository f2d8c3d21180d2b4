//! The panel Instruments.

use crate::page::PanelProps;
use yew::prelude::*;

/// Draws it.
#[component]
pub fn Instruments(props: &PanelProps) -> Html {
    html! { <p>{ props.words.word("coming") }</p> }
}
