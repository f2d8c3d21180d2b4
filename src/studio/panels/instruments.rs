//! The panel Instruments: one that is new or adapts ours, by form, with the checks of the build.

use super::form::{Changes, TextIn, said, texts};
use super::{facts, grid};
use crate::edit::Edit;
use crate::instrument;
use crate::page::{PanelProps, Words, fill, findings_list, focus, input_value, is_ticked};
use boussole_authoring::check::check_instrument;
use boussole_authoring::diagnostic::{Finding, Severity};
use boussole_authoring::source::{InstrumentFile, Text};
use boussole_content::instrument::{MAX_COLUMNS, MAX_ITEMS, READINGS, ResultKind};
use std::rc::Rc;
use yew::prelude::*;

/// Draws it.
#[component]
pub fn Instruments(props: &PanelProps) -> Html {
    let words = &props.words;
    let open = use_state(|| None::<String>);
    let name = use_state(String::new);
    let hers = &props.project.instruments;
    let chosen = open.as_ref().and_then(|id| hers.iter().find(|instrument| instrument.id == **id)).or(hers.first());
    let choose = {
        let open = open.clone();
        Callback::from(move |event: Event| open.set(Some(input_value(&event))))
    };
    let named = {
        let name = name.clone();
        Callback::from(move |event: InputEvent| name.set(input_value(&event)))
    };
    let create = {
        let (edit, settle, base, project, open, name) = (
            props.edit.clone(),
            props.settle.clone(),
            props.base.clone(),
            props.project.clone(),
            open.clone(),
            name.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let made = instrument::new(&name, &base.content, &project.instruments);
            open.set(Some(made.id.clone()));
            name.set(String::new());
            edit.emit(Edit::Instrument(Box::new(made)));
            // What is written into it next is another step.
            settle.emit(());
        })
    };
    let adapt = {
        let (edit, settle, base, open) = (props.edit.clone(), props.settle.clone(), props.base.clone(), open.clone());
        Callback::from(move |event: Event| {
            if let Some(adapted) = instrument::adapt(&input_value(&event), &base.content) {
                open.set(Some(adapted.id.clone()));
                edit.emit(Edit::Instrument(Box::new(adapted)));
                settle.emit(());
            }
        })
    };
    let ours = props.base.content.instruments.iter().filter(|ours| !hers.iter().any(|own| own.id == ours.id));
    let option = |instrument: &InstrumentFile, selected: bool| html! { <option value={instrument.id.clone()} {selected}>{ said(&instrument.label, props) }</option> };
    html! {
        <>
            <p class="hint">{ words.word("instruments-lead") }</p>
            <div class="card">
                <label>{ words.word("instrument-name") }<input id="instrument-name" type="text" value={(*name).clone()} oninput={named} /></label>
                <div class="row">
                    <button type="button" class="main" disabled={name.trim().is_empty()} onclick={create}>{ words.word("instrument-new") }</button>
                </div>
                <label class="beside">{ words.word("instrument-adapt") }
                    <select onchange={adapt}><option value="" selected={true}>{ words.word("instrument-choose") }</option>{ for ours.map(|ours| option(ours, false)) }</select>
                </label>
            </div>
            if let Some(chosen) = chosen {
                if hers.len() > 1 {
                    <label class="beside">{ words.word("instrument-edit") }<select onchange={choose}>{ for hers.iter().map(|own| option(own, own.id == chosen.id)) }</select></label>
                }
                { form(props, chosen) }
            }
        </>
    }
}

fn form(props: &PanelProps, own: &InstrumentFile) -> Html {
    let words = &props.words;
    let changes = &Changes::of(props, own);
    let text = |label: AttrValue, text: &Text, place: TextIn| texts(props, changes, label, text, place);
    let remove = {
        let (edit, id) = (props.edit.clone(), own.id.clone());
        Callback::from(move |_: MouseEvent| {
            edit.emit(Edit::RemoveInstrument(id.clone()));
            focus("instrument-name");
        })
    };
    let reading = |(id, kind): (&'static str, ResultKind)| html! { <option value={id} selected={kind == own.reading}>{ reading_name(words, kind) }</option> };
    let read = changes.chosen(|instrument, event| {
        let value = input_value(event);
        if let Some((_, kind)) = READINGS.iter().find(|(id, _)| *id == value) {
            instrument::set_reading(instrument, *kind);
        }
    });
    let minutes =
        changes.typed(|instrument, typed| instrument.minutes = typed.trim().parse().unwrap_or(instrument.minutes));
    let parties = changes.chosen(|instrument, event| instrument.parties = input_value(event).parse().ok());
    let party = |count: u8| html! { <option value={count.to_string()} selected={own.parties == Some(count)}>{ count }</option> };
    let level = |(index, level): (usize, &Text)| {
        html! {
            <div class="stack" key={index.to_string()}>
                { text(fill(&words.word("level"), &[("number", &(index + 1).to_string())]), level, Rc::new(move |own| own.scale.get_mut(index))) }
                if own.scale.len() > 2 {
                    <div class="row"><button type="button" onclick={changes.press(move |own| drop(own.scale.remove(index)))}>{ fill(&words.word("level-remove"), &[("number", &(index + 1).to_string())]) }</button></div>
                }
            </div>
        }
    };
    let moment = |(index, moment): (usize, &boussole_authoring::source::MomentFile)| {
        let months = changes.typed(move |own, typed| {
            if let Some(moment) = own.moments.get_mut(index) {
                moment.months = typed.trim().parse().ok();
            }
        });
        html! {
            <div class="stack" key={moment.id.clone()}>
                { text(words.word("moment-label"), &moment.label, Rc::new(move |own| own.moments.get_mut(index).map(|moment| &mut moment.label))) }
                <label>{ words.word("moment-months") }<input type="number" min="0" value={moment.months.map(|months| months.to_string()).unwrap_or_default()} oninput={months} onchange={props.settled()} /></label>
                <div class="row"><button type="button" onclick={changes.press(move |own| drop(own.moments.remove(index)))}>{ words.word("moment-remove") }</button></div>
            </div>
        }
    };
    html! {
        <div class="stack" key={own.id.clone()}>
            <div class="row"><h2>{ said(&own.label, props) }</h2><code>{ own.id.clone() }</code>
                <button type="button" onclick={remove}>{ words.word("instrument-remove") }</button></div>
            { findings(props, own) }
            <fieldset><legend>{ words.word("instrument-about") }</legend>
                { text(words.word("instrument-label"), &own.label, Rc::new(|own| Some(&mut own.label))) }
                { text(words.word("instrument-purpose"), &own.lead, Rc::new(|own| Some(&mut own.lead))) }
                <div class="pair">
                    <label>{ words.word("instrument-minutes") }<input type="number" min="1" max="120" value={own.minutes.to_string()} oninput={minutes} onchange={props.settled()} /></label>
                    <label>{ words.word("reading") }<select onchange={read}>{ for READINGS.map(reading) }</select></label>
                    <label>{ words.word("parties") }<select onchange={parties}><option value="" selected={own.parties.is_none()}>{ words.word("parties-one") }</option>{ for (2..=9).map(party) }</select></label>
                </div>
                <label class="tick"><input type="checkbox" checked={own.commits} onchange={changes.chosen(|own, event| own.commits = is_ticked(event))} /><span>{ words.word("commits") }</span></label>
                if own.reading == ResultKind::Stage {
                    <label class="tick"><input type="checkbox" checked={own.feeds_maturity} onchange={changes.chosen(|own, event| own.feeds_maturity = is_ticked(event))} /><span>{ words.word("feeds-maturity") }</span></label>
                }
                if own.reading == ResultKind::Accord {
                    <label class="beside">{ words.word("agreed-from") }
                        <select onchange={changes.chosen(|own, event| own.agreed_from = input_value(event).parse().ok())}>
                            { for own.scale.iter().enumerate().skip(1).map(|(index, level)| html! { <option value={index.to_string()} selected={own.agreed_from.map(usize::from) == Some(index)}>{ said(level, props) }</option> }) }
                        </select></label>
                }
            </fieldset>
            <fieldset><legend>{ words.word("scale") }</legend>
                <>{ for own.scale.iter().enumerate().map(level) }</>
                if own.scale.len() < 9 {
                    <div class="row"><button type="button" onclick={changes.press(|own| own.scale.push(Text::default()))}>{ words.word("level-add") }</button></div>
                }
            </fieldset>
            <>{ for own.groups.iter().enumerate().map(|(index, _)| group(props, changes, own, index)) }</>
            if own.items() < MAX_ITEMS {
                <div class="row"><button type="button" onclick={changes.press(instrument::add_group)}>{ words.word("group-add") }</button></div>
            }
            { grid::form(props, changes, own) }
            { facts::form(props, changes, own) }
            <fieldset><legend>{ words.word("moments") }</legend>
                <>{ for own.moments.iter().enumerate().map(moment) }</>
                <div class="row"><button type="button" onclick={changes.press(instrument::add_moment)}>{ words.word("moment-add") }</button></div>
            </fieldset>
            <fieldset><legend>{ words.word("sentences") }</legend>
                <>{ for own.says.iter().enumerate().map(|(index, _)| sentence(props, changes, own, index)) }</>
                <div class="row"><button type="button" onclick={changes.press(instrument::add_sentence)}>{ words.word("sentence-add") }</button></div>
            </fieldset>
            if !own.worth.is_empty() {
                <p class="hint">{ words.word("instrument-kept") }</p>
            }
        </div>
    }
}

fn group(props: &PanelProps, changes: &Changes, own: &InstrumentFile, at: usize) -> Html {
    let words = &props.words;
    let Some(group) = own.groups.get(at) else { return Html::default() };
    let number = (at + 1).to_string();
    let text = |label: AttrValue, text: &Text, place: TextIn| texts(props, changes, label, text, place);
    let searched = changes.typed(move |own, typed| {
        if let Some(group) = own.groups.get_mut(at) {
            group.words = typed;
        }
    });
    let item = |(index, item): (usize, &boussole_authoring::source::ItemFile)| {
        let name = fill(&words.word("item"), &[("number", &(index + 1).to_string())]);
        let place: TextIn = Rc::new(move |own| Some(&mut own.groups.get_mut(at)?.items.get_mut(index)?.label));
        let remove = changes.press(move |own| {
            if let Some(group) = own.groups.get_mut(at) {
                group.items.remove(index);
            }
        });
        html! {
            <div class="stack" key={item.id.clone()}>
                { text(name, &item.label, place) }
                if group.items.len() > 1 {
                    <div class="row"><button type="button" onclick={remove}>{ fill(&words.word("item-remove"), &[("number", &(index + 1).to_string())]) }</button></div>
                }
            </div>
        }
    };
    html! {
        <fieldset class="card" key={group.id.clone()}><legend>{ fill(&words.word("group"), &[("number", &number)]) }</legend>
            { text(words.word("group-label"), &group.label, Rc::new(move |own| own.groups.get_mut(at).map(|group| &mut group.label))) }
            { text(words.word("group-description"), &group.description, Rc::new(move |own| own.groups.get_mut(at).map(|group| &mut group.description))) }
            <label>{ words.word("group-words") }<input type="text" lang="fr" value={group.words.clone()} oninput={searched} onchange={props.settled()} /></label>
            <>{ for group.items.iter().enumerate().map(item) }</>
            <div class="row">
                if own.items() < MAX_ITEMS {
                    <button type="button" onclick={changes.press(move |own| instrument::add_item(own, at))}>{ words.word("item-add") }</button>
                }
                if own.groups.len() > 1 {
                    <button type="button" onclick={changes.press(move |own| instrument::remove_group(own, at))}>{ fill(&words.word("group-remove"), &[("number", &number)]) }</button>
                }
            </div>
        </fieldset>
    }
}

fn sentence(props: &PanelProps, changes: &Changes, own: &InstrumentFile, at: usize) -> Html {
    let words = &props.words;
    let Some(says) = own.says.get(at) else { return Html::default() };
    let (kind, value) = instrument::condition(&says.when);
    let kinds = [
        ("below", words.word("when-below")),
        ("from", words.word("when-from")),
        ("least", words.word("when-least")),
        ("even", words.word("when-even")),
        ("stage", words.word("when-stage")),
        ("agreed", words.word("when-agreed")),
        ("all", words.word("when-all")),
    ];
    // What goes with another reading is not offered; several at once are adapted with ours, as they are.
    let is_offered = |id: &str| match id {
        "stage" => own.reading == ResultKind::Stage,
        "agreed" => own.reading == ResultKind::Accord,
        "all" => kind == "all",
        _ => true,
    };
    let first = own.groups.first().map(|group| group.id.clone()).unwrap_or_default();
    let choose = changes.chosen(move |own, event| {
        let kind = input_value(event);
        let value = if kind == "least" { first.clone() } else { String::new() };
        if let (Some(says), Some(when)) = (own.says.get_mut(at), instrument::to_condition(&kind, &value)) {
            says.when = when;
        }
    });
    let with = move |own: &mut InstrumentFile, value: &str| {
        if let Some(says) = own.says.get_mut(at)
            && let Some(when) = instrument::to_condition(kind, value)
        {
            says.when = when;
        }
    };
    let numbered = changes.typed(move |own, typed| with(own, &typed));
    let grouped = changes.chosen(move |own, event| with(own, &input_value(event)));
    html! {
        <div class="stack" key={at.to_string()}>
            <div class="pair">
                <label>{ words.word("when") }<select onchange={choose}>{ for kinds.into_iter().filter(|(id, _)| is_offered(id)).map(|(id, name)| html! { <option value={id} selected={id == kind}>{ name }</option> }) }</select></label>
                if kind == "least" {
                    <label>{ words.word("when-group") }<select onchange={grouped}>{ for own.groups.iter().map(|group| html! { <option value={group.id.clone()} selected={group.id == value}>{ said(&group.label, props) }</option> }) }</select></label>
                } else if !["even", "all"].contains(&kind) {
                    <label>{ words.word("when-number") }<input type="number" min="0" max="100" {value} oninput={numbered} onchange={props.settled()} /></label>
                }
            </div>
            { texts(props, changes, words.word("sentence"), &says.text, Rc::new(move |own| own.says.get_mut(at).map(|says| &mut says.text))) }
            <div class="row"><button type="button" onclick={changes.press(move |own| drop(own.says.remove(at)))}>{ words.word("sentence-remove") }</button></div>
        </div>
    }
}

/// What the build would say: errors refuse, and a text that lacks its English is shown in French.
fn findings(props: &PanelProps, own: &InstrumentFile) -> Html {
    let words = &props.words;
    let found = check_instrument(&props.base.content, own);
    let (errors, warnings): (Vec<&Finding>, Vec<&Finding>) =
        found.all().iter().partition(|finding| finding.severity == Severity::Error);
    let line = |finding: &&Finding| {
        let item = finding.item.clone().filter(|item| *item != own.id).unwrap_or_default();
        let field = finding.field.clone().unwrap_or_default();
        // The build speaks English; what lacks is said in the language of the page.
        let (items, columns) = (MAX_ITEMS.to_string(), MAX_COLUMNS.to_string());
        let limits = [("count", items.as_str()), ("columns", columns.as_str())];
        let problem = match field.as_str() {
            _ if field.rsplit('.').next() == Some("fr") => html! { words.word("finding-french") },
            "scale" => html! { words.word("finding-scale") },
            "date" | "until" => html! { words.word("finding-date") },
            "groups" => html! { fill(&words.word("finding-items"), &limits) },
            "grid" => html! { fill(&words.word("finding-table"), &limits) },
            "says.when" => html! { words.word("finding-when") },
            "agreed_from" => html! { words.word("finding-agreed") },
            "feeds_maturity" => html! { words.word("finding-feeds") },
            _ => html! { <span lang="en">{ finding.problem.clone() }</span> },
        };
        html! { <li><code>{ [item, field].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ") }</code>{ " " }{ problem }</li> }
    };
    html! {
        <>
            if errors.is_empty() {
                <p class="right" role="status">{ words.word("instrument-fine") }</p>
            } else {
                <p id="instrument-wrong" class="wrong" role="status">{ fill(&words.word("instrument-wrong"), &[("count", &errors.len().to_string())]) }</p>
                { findings_list("instrument-wrong", errors.iter().map(line)) }
            }
            if !warnings.is_empty() {
                <p class="hint">{ fill(&words.word("instrument-english"), &[("count", &warnings.len().to_string())]) }</p>
            }
        </>
    }
}

fn reading_name(words: &Words, kind: ResultKind) -> AttrValue {
    match kind {
        ResultKind::Profile => words.word("reading-profile"),
        ResultKind::Stage => words.word("reading-stage"),
        ResultKind::Balance => words.word("reading-balance"),
        ResultKind::Accord => words.word("reading-accord"),
        ResultKind::Progress => words.word("reading-progress"),
        ResultKind::Grid => words.word("reading-grid"),
        ResultKind::Calendar => words.word("reading-calendar"),
        ResultKind::None => words.word("reading-none"),
    }
}
