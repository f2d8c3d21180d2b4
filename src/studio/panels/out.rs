//! The panel Out.

use crate::page::PanelProps;
use yew::prelude::*;

/// Draws it.
#[component]
pub fn Out(props: &PanelProps) -> Html {
    html! { <p>{ props.words.word("coming") }</p> }
}
