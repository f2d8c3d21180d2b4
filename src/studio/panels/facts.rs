//! What an instrument tells: lists of facts, with their dates and figures.

use super::form::{Changes, TextIn, texts};
use crate::instrument;
use crate::page::{PanelProps, fill};
use boussole_authoring::check::check_instrument;
use boussole_authoring::source::{FactsFile, InstrumentFile, ItemFile};
use std::rc::Rc;
use yew::prelude::*;

/// Finds a field of a fact.
type Field = fn(&mut ItemFile) -> &mut Option<String>;

/// Draws them, and what adds a list.
pub fn form(props: &PanelProps, changes: &Changes, own: &InstrumentFile) -> Html {
    let words = &props.words;
    let found = check_instrument(&props.base.content, own);
    let wrong = |item: &str, field: &str| {
        found.all().iter().any(|one| one.item.as_deref() == Some(item) && one.field.as_deref() == Some(field))
    };
    html! {
        <>
            <>{ for own.facts.iter().enumerate().map(|(at, facts)| list(props, changes, at, facts, &wrong)) }</>
            <div class="row"><button type="button" onclick={changes.press(instrument::add_facts)}>{ words.word("facts-add") }</button></div>
        </>
    }
}

fn list(
    props: &PanelProps,
    changes: &Changes,
    at: usize,
    facts: &FactsFile,
    wrong: &dyn Fn(&str, &str) -> bool,
) -> Html {
    let words = &props.words;
    let numbered = |text: AttrValue, index: usize| fill(&text, &[("number", &(index + 1).to_string())]);
    let fact = |(index, fact): (usize, &ItemFile)| {
        let label: TextIn = Rc::new(move |own| Some(&mut own.facts.get_mut(at)?.items.get_mut(index)?.label));
        let more: TextIn =
            Rc::new(move |own| Some(own.facts.get_mut(at)?.items.get_mut(index)?.description.get_or_insert_default()));
        let field = |name: &'static str, label: AttrValue, value: &Option<String>, place: Field| {
            let typed = changes.typed(move |own, typed| {
                if let Some(fact) = own.facts.get_mut(at).and_then(|facts| facts.items.get_mut(index)) {
                    *place(fact) = Some(typed).filter(|typed| !typed.is_empty());
                }
            });
            let is_wrong = wrong(&fact.id, name);
            let said = format!("fact-{at}-{index}-{name}");
            html! {
                <label>{ label }
                    <input type="text" value={value.clone().unwrap_or_default()} aria-invalid={is_wrong.then_some("true")}
                        aria-describedby={is_wrong.then(|| said.clone())} oninput={typed} onchange={props.settled()} />
                    if is_wrong { <span id={said} class="wrong">{ words.word("finding-date") }</span> }
                </label>
            }
        };
        let remove = changes.press(move |own| instrument::remove_fact(own, at, index));
        html! {
            <div class="stack" key={fact.id.clone()}>
                { texts(props, changes, numbered(words.word("fact"), index), &fact.label, label) }
                { texts(props, changes, numbered(words.word("fact-more"), index), &fact.description.clone().unwrap_or_default(), more) }
                <div class="pair">
                    { field("date", words.word("fact-date"), &fact.date, |fact| &mut fact.date) }
                    { field("until", words.word("fact-until"), &fact.until, |fact| &mut fact.until) }
                    { field("figure", words.word("fact-figure"), &fact.figure, |fact| &mut fact.figure) }
                </div>
                <div class="row"><button type="button" onclick={remove}>{ numbered(words.word("fact-remove"), index) }</button></div>
            </div>
        }
    };
    html! {
        <fieldset class="card" key={format!("facts-{at}")}><legend>{ numbered(words.word("facts"), at) }</legend>
            { texts(props, changes, words.word("facts-label"), &facts.label, Rc::new(move |own| own.facts.get_mut(at).map(|facts| &mut facts.label))) }
            <p class="hint">{ words.word("fact-dates") }</p>
            <>{ for facts.items.iter().enumerate().map(fact) }</>
            <div class="row">
                <button type="button" onclick={changes.press(move |own| instrument::add_fact(own, at))}>{ words.word("fact-add") }</button>
                <button type="button" onclick={changes.press(move |own| instrument::remove_facts(own, at))}>{ numbered(words.word("facts-remove"), at) }</button>
            </div>
        </fieldset>
    }
}
