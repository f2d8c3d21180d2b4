//! The panel Words: every text that a partner may change, beside ours.

use crate::edit::Edit;
use crate::page::{PanelProps, fill, input_value};
use yew::prelude::*;

/// So many texts show at once: the search finds the others.
const SHOWN: usize = 40;

/// Draws it.
#[component]
pub fn Words(props: &PanelProps) -> Html {
    let words = &props.words;
    let query = use_state(String::new);
    let found: Vec<_> = props
        .base
        .texts(&props.language)
        .into_iter()
        .filter(|text| {
            let own = props.project.text(&props.language, &text.path).unwrap_or_default();
            let query = query.to_lowercase();
            [&text.path, &text.ours, own].iter().any(|text| text.to_lowercase().contains(&query))
        })
        .collect();
    let search = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| query.set(input_value(&event)))
    };
    let row = |text: &crate::base::Text| {
        let own = props.project.text(&props.language, &text.path).unwrap_or_default().to_owned();
        let (edit, language, path) = (props.edit.clone(), props.language.to_string(), text.path.clone());
        let typed = Callback::from(move |event: InputEvent| {
            let text = Some(input_value(&event)).filter(|text| !text.is_empty());
            edit.emit(Edit::Text { language: language.clone(), path: path.clone(), text });
        });
        html! {
            <label class="text" key={text.path.clone()}>
                <span class="ours" lang={props.language.clone()}>{ text.ours.clone() }</span>
                <textarea rows="1" lang={props.language.clone()} value={own} oninput={typed} onchange={props.settled()} />
            </label>
        }
    };
    html! {
        <>
            <label>{ words.word("words-search") }<input type="search" value={(*query).clone()} oninput={search} /></label>
            <p role="status">{ fill(&words.word("words-found"), &[("count", &found.len().to_string())]) }</p>
            <div class="texts">{ for found.iter().take(SHOWN).map(row) }</div>
        </>
    }
}
