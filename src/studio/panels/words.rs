//! The panel Words: every text that a partner may change, beside ours.

use crate::base::Text;
use crate::edit::Edit;
use crate::page::{PanelProps, Picked, Place, fill, focus, input_value};
use crate::typography::french;
use yew::prelude::*;

/// So many texts show at once: the search finds the others.
const SHOWN: usize = 40;

/// The part of a place that its group is named after.
fn group(path: &str) -> &str {
    match path.split('/').next().unwrap_or_default() {
        "messages" => "interface",
        "introduction" | "contact" => "partner",
        _ => "terms",
    }
}

/// Draws it.
#[component]
pub fn Words(props: &PanelProps) -> Html {
    let words = &props.words;
    let query = use_state(String::new);
    let shown_group = use_state(String::new);
    let more = use_state(|| SHOWN);
    {
        // What was clicked in the preview comes first, and takes the focus.
        let picked = props.picked.clone();
        let (query, shown_group) = (query.clone(), shown_group.clone());
        use_effect_with(picked, move |picked| {
            if let Some(Picked { place: Place::Text(path), .. }) = picked {
                query.set(String::new());
                shown_group.set(String::new());
                focus(&format!("text-{path}"));
            }
        });
    }
    let own = |text: &Text| props.project.text(&props.language, &text.path).map(str::to_owned);
    let wanted = query.to_lowercase();
    let mut found: Vec<Text> = props
        .base
        .texts(&props.language)
        .into_iter()
        .filter(|text| match shown_group.as_str() {
            "" => true,
            "changed" => own(text).is_some(),
            name => group(&text.path) == name,
        })
        .filter(|text| {
            let own = own(text).unwrap_or_default();
            wanted.is_empty() || [&text.path, &text.ours, &own].iter().any(|text| text.to_lowercase().contains(&wanted))
        })
        .collect();
    if let Some(Picked { place: Place::Text(path), .. }) = &props.picked
        && let Some(at) = found.iter().position(|text| text.path == **path)
    {
        let first = found.remove(at);
        found.insert(0, first);
    }
    let refused = props.base.refused_words(&props.page_language, &props.project);
    let search = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| query.set(input_value(&event)))
    };
    let choose = {
        let shown_group = shown_group.clone();
        Callback::from(move |event: Event| shown_group.set(input_value(&event)))
    };
    let further = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(*more + SHOWN))
    };
    let option = |value: &'static str, name: AttrValue| html! { <option {value} selected={*shown_group == value}>{ name }</option> };
    html! {
        <>
            <div class="pair">
                <label>{ words.word("words-search") }<input type="search" value={(*query).clone()} oninput={search} /></label>
                <label>{ words.word("words-group") }<select onchange={choose}>
                    { option("", words.word("group-all")) }
                    { option("partner", words.word("group-partner")) }
                    { option("terms", words.word("group-terms")) }
                    { option("interface", words.word("group-interface")) }
                    { option("changed", words.word("group-changed")) }
                </select></label>
            </div>
            <p class="hint">{ fill(&words.word("words-found"), &[("count", &found.len().to_string())]) }</p>
            if !refused.is_empty() {
                <ul class="wrong" role="alert">{ for refused.iter().map(|sentence| html! { <li>{ sentence.clone() }</li> }) }</ul>
            }
            <div class="texts">{ for found.iter().take(*more).map(|text| row(props, text)) }</div>
            if found.len() > *more {
                <div class="row"><button type="button" onclick={further}>{ words.word("words-more") }</button></div>
            }
        </>
    }
}

/// A text beside ours, with what may be done to it.
fn row(props: &PanelProps, text: &Text) -> Html {
    let words = &props.words;
    let own = props.project.text(&props.language, &text.path).map(str::to_owned);
    let change = {
        let (edit, language, path) = (props.edit.clone(), props.language.to_string(), text.path.clone());
        move |text: Option<String>| edit.emit(Edit::Text { language: language.clone(), path: path.clone(), text })
    };
    let typed = {
        let change = change.clone();
        Callback::from(move |event: InputEvent| change(Some(input_value(&event)).filter(|text| !text.is_empty())))
    };
    let back = {
        let change = change.clone();
        Callback::from(move |_: MouseEvent| change(None))
    };
    let offered = own.as_ref().filter(|_| props.language.starts_with("fr")).map(|own| french(own));
    let offered = offered.filter(|offered| Some(&squeezed(offered)) != own.as_ref().map(|own| squeezed(own)).as_ref());
    let id = format!("text-{}", text.path);
    let ours = if text.ours.is_empty() { words.word("words-none") } else { text.ours.clone().into() };
    let long = own.as_ref().is_some_and(|own| own.chars().count() > text.ours.chars().count().max(24) * 2);
    html! {
        <div class="text" key={text.path.clone()}>
            <label for={id.clone()}><span class="ours" lang={props.language.clone()}>{ ours }</span><code>{ text.path.clone() }</code></label>
            <textarea {id} rows="1" lang={props.language.clone()} value={own.clone().unwrap_or_default()} oninput={typed} onchange={props.settled()} />
            if own.is_some() {
                <div class="row">
                    if long { <span class="hint">{ words.word("words-long") }</span> }
                    if let Some(offered) = offered {
                        <button type="button" onclick={Callback::from({ let (change, offered) = (change.clone(), offered.clone()); move |_: MouseEvent| change(Some(offered.clone())) })}>{ fill(&words.word("words-french"), &[("text", &offered)]) }</button>
                    }
                    <button type="button" onclick={back}>{ words.word("words-back") }</button>
                </div>
            }
        </div>
    }
}

/// A text whose spaces all are alike: the build makes those that do not break, whatever was typed.
fn squeezed(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}
