//! A choice among several, which shows what the project holds.

use super::dom::input_value;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What a choice is given.
#[derive(Clone, PartialEq, Properties)]
pub struct ChoiceProps {
    /// What it chooses.
    pub label: AttrValue,
    /// Whether the label is for screen readers alone: in a table, the heads say it.
    #[prop_or_default]
    pub is_label_hidden: bool,
    /// What is chosen.
    pub value: AttrValue,
    /// The options: their values, and their names.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// Where another value goes.
    pub choose: Callback<String>,
}

/// Draws it. An option that somebody chose stays chosen whatever its attribute says: the list is told each time.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let list = use_node_ref();
    {
        let (list, value) = (list.clone(), props.value.clone());
        use_effect(move || {
            if let Some(list) = list.cast::<HtmlSelectElement>() {
                list.set_value(&value);
            }
        });
    }
    let option =
        |(value, name): &(AttrValue, AttrValue)| html! { <option value={value.clone()}>{ name.clone() }</option> };
    let chosen = props.choose.reform(|event: Event| input_value(&event));
    let hidden = props.is_label_hidden.then_some("visually-hidden");
    html! { <label><span class={classes!(hidden)}>{ props.label.clone() }</span><select ref={list} onchange={chosen}>{ for props.options.iter().map(option) }</select></label> }
}
