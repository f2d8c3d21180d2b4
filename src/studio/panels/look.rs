//! The panel Look: colours with their contrast, letters, corners, the logo.

use crate::colour::{self, COLOURS, INK_CONTRAST, Role, TEXT_CONTRAST};
use crate::edit::Edit;
use crate::out;
use crate::page::{PanelProps, Words, fill, first_file, input_value, read_file};
use crate::project::Logo;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

fn name(words: &Words, property: &str) -> AttrValue {
    match property {
        "paper" => words.word("look-paper"),
        "ink" => words.word("look-ink"),
        "accent" => words.word("look-accent"),
        "font" => words.word("look-font"),
        "title-font" => words.word("look-title-font"),
        _ => words.word("look-radius"),
    }
}

/// A colour as a small picture: a policy without inline styles leaves its paint alone.
fn swatch(colour: &str) -> Html {
    html! {
        <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill={colour.to_owned()} /></svg>
    }
}

/// Draws it.
#[component]
pub fn Look(props: &PanelProps) -> Html {
    let words = &props.words;
    let pasted = use_state(String::new);
    let set = |property: &'static str| {
        let edit = props.edit.clone();
        move |value: String| {
            edit.emit(Edit::Property { name: property, value: Some(value).filter(|value| !value.trim().is_empty()) });
        }
    };
    let value = |property: &str| props.project.look.properties.get(property).cloned().unwrap_or_default();
    let colour_field = |property: &'static str| {
        let text = value(property);
        let typed = Callback::from({
            let set = set(property);
            move |event: InputEvent| set(input_value(&event))
        });
        let picked = colour::read(&text).map(|colour| colour::write(&colour));
        let grounds = colour::surfaces(colour::read(&value("paper")).as_ref());
        let least = if property == "ink" { INK_CONTRAST } else { TEXT_CONTRAST };
        let is_wrong = !text.is_empty() && picked.is_none();
        let about = match colour::read(&text) {
            _ if is_wrong => {
                html! { <p class="wrong" id={format!("about-{property}")}>{ words.word("look-no-colour") }</p> }
            }
            None => html! { <p class="hint" id={format!("about-{property}")}>{ words.word("look-ours") }</p> },
            Some(_) if property == "paper" => {
                html! { <p class="hint" id="about-paper">{ words.word("look-paper-about") }</p> }
            }
            Some(found) => {
                let line = |ground: &Vec<csscolorparser::Color>| {
                    let paper = ground.first().map(colour::write).unwrap_or_default();
                    let contrast = colour::least_contrast(&found, ground);
                    let places =
                        [("contrast", format!("{contrast:.1}")), ("paper", paper), ("least", format!("{least}"))];
                    let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
                    if contrast >= least {
                        return html! { <p class="right">{ fill(&words.word("look-passes"), &places) }</p> };
                    }
                    let nearest = colour::write(&colour::nearest(&found, ground, least));
                    let take = {
                        let (set, nearest) = (set(property), nearest.clone());
                        Callback::from(move |_: MouseEvent| set(nearest.clone()))
                    };
                    html! {
                        <div class="row"><p class="wrong">{ fill(&words.word("look-fails"), &places) }</p>
                        <button type="button" onclick={take}>{ swatch(&nearest) }{ fill(&words.word("look-take"), &[("colour", &nearest)]) }</button></div>
                    }
                };
                html! { <div class="stack" id={format!("about-{property}")}>{ for grounds.iter().map(line) }</div> }
            }
        };
        html! {
            <div class="colour">
                <div class="pair">
                    <label>{ name(words, property) }
                        <input type="text" value={text.clone()} placeholder="#0f5c5c" autocomplete="off" spellcheck="false" aria-invalid={is_wrong.to_string()} aria-describedby={format!("about-{property}")} oninput={typed.clone()} onchange={props.settled()} /></label>
                    <label>{ fill(&words.word("look-pick"), &[("name", &name(words, property))]) }
                        <input type="color" value={picked.unwrap_or_else(|| default(property).to_owned())} oninput={typed} onchange={props.settled()} /></label>
                </div>
                { about }
            </div>
        }
    };
    let palette = colour::palette(&pasted);
    let paste = {
        let pasted = pasted.clone();
        Callback::from(move |event: InputEvent| pasted.set(input_value(&event)))
    };
    let take_all = {
        let (edit, settle) = (props.edit.clone(), props.settle.clone());
        let found = [("paper", Role::Paper), ("ink", Role::Ink), ("accent", Role::Accent)]
            .map(|(property, role)| (property, colour::proposed(&palette, role).cloned()));
        Callback::from(move |_: MouseEvent| {
            for (name, value) in found.clone() {
                edit.emit(Edit::Property { name, value });
            }
            settle.emit(());
        })
    };
    let proposal = |colour: &String| {
        let role = |property: &'static str| {
            let (set, colour) = (set(property), colour.clone());
            let says = fill(&words.word("look-use"), &[("colour", &colour), ("name", &name(words, property))]);
            html! { <button type="button" aria-label={says} onclick={Callback::from(move |_: MouseEvent| set(colour.clone()))}>{ name(words, property) }</button> }
        };
        html! { <li class="row" key={colour.clone()}>{ swatch(colour) }<code>{ colour.clone() }</code>{ for COLOURS.map(role) }</li> }
    };
    let font = |property: &'static str| {
        let text = value(property);
        let set_text = set(property);
        let typed = Callback::from(move |event: InputEvent| set_text(input_value(&event)));
        html! {
            <label>{ name(words, property) }
                <input type="text" list="fonts" value={text} placeholder="inherit" autocomplete="off" spellcheck="false" oninput={typed} onchange={props.settled()} /></label>
        }
    };
    let radius = {
        let set = set("radius");
        Callback::from(move |event: InputEvent| {
            let text = input_value(&event);
            set(if text.is_empty() { text } else { format!("{text}px") });
        })
    };
    html! {
        <>
            <section class="card" aria-labelledby="look-colours">
                <h2 id="look-colours">{ words.word("look-colours") }</h2>
                { for COLOURS.map(colour_field) }
                <label>{ words.word("look-paste") }<textarea class="code" rows="2" spellcheck="false" value={(*pasted).clone()} oninput={paste} /></label>
                <p class="hint">{ words.word("look-paste-about") }</p>
                if !palette.is_empty() {
                    <div class="stack">
                        <ul class="plain">{ for palette.iter().map(proposal) }</ul>
                        <button type="button" onclick={take_all}>{ words.word("look-take-all") }</button>
                    </div>
                }
            </section>
            <section class="card" aria-labelledby="look-letters">
                <h2 id="look-letters">{ words.word("look-letters") }</h2>
                <div class="pair">{ font("font") }{ font("title-font") }
                    <label>{ name(words, "radius") }<input type="number" min="0" max="40" value={value("radius").trim_end_matches("px").to_owned()} placeholder="10" oninput={radius} onchange={props.settled()} /></label>
                </div>
                <p class="hint">{ words.word("look-fonts-about") }</p>
                <datalist id="fonts"><option value="inherit" /><option value="Georgia, serif" /><option value="system-ui, sans-serif" /></datalist>
            </section>
            { logo_card(props) }
        </>
    }
}

/// What a colour is while nothing was chosen.
fn default(property: &str) -> &'static str {
    match property {
        "paper" => "#fbf8f2",
        "ink" => "#1c2a33",
        _ => "#0f5c5c",
    }
}

fn logo_card(props: &PanelProps) -> Html {
    let words = &props.words;
    let logo = props.project.look.logo.clone();
    let chosen = {
        let (edit, say, refused) = (props.edit.clone(), props.say.clone(), words.word("logo-refused"));
        let text = logo.as_ref().map(|logo| logo.text.clone()).unwrap_or_default();
        Callback::from(move |event: Event| {
            let Some(file) = first_file(&event) else { return };
            let (edit, say, refused, text) = (edit.clone(), say.clone(), refused.clone(), text.clone());
            spawn_local(async move {
                let bytes = read_file(&file).await.unwrap_or_default();
                match out::logo(&file.name(), &bytes) {
                    Some(logo) => edit.emit(Edit::Logo(Some(Rc::new(Logo { text, ..logo })))),
                    None => say.emit(refused),
                }
            });
        })
    };
    let named = {
        let (edit, logo) = (props.edit.clone(), logo.clone());
        Callback::from(move |event: Event| {
            if let Some(logo) = &logo {
                edit.emit(Edit::Logo(Some(Rc::new(Logo { text: input_value(&event), ..(**logo).clone() }))));
            }
        })
    };
    let remove = props.edit.reform(|_: MouseEvent| Edit::Logo(None));
    html! {
        <section class="card" aria-labelledby="look-logo">
            <h2 id="look-logo">{ words.word("logo") }</h2>
            <label>{ words.word("logo-file") }<input type="file" accept=".svg,.png,.jpg,.jpeg,.webp" onchange={chosen} /></label>
            if let Some(logo) = logo {
                <div class="stack">
                    <label>{ words.word("logo-text") }<input type="text" value={logo.text.clone()} onchange={named} /></label>
                    <div class="row"><button type="button" onclick={remove}>{ words.word("logo-remove") }</button></div>
                </div>
            }
        </section>
    }
}
