//! One instrument: what it is for, who answers and when, what is asked, what it comes to.

use super::ctx::Ctx;
use super::markup::html;
use super::respondents::{moment, party};
use super::{facts, grid, instrument_result, instruments, keep, method};
use crate::app::NavigationMsg;
use crate::app::record::{Field, LONGEST, ResponseKey};
use crate::app::{InstrumentMsg, Msg, View};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_content::instrument::{Group, Instrument};
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let Some(instrument) = ctx.model.instrument() else { return Html::default() };
    html! {
        <>
            <div class="lead">
                { ctx.title_of(&instrument.label) }
                <p>{ &instrument.lead }</p>
                <p class="source">{ method::sourced(ctx, &instrument.origin) }</p>
                <div>{ limits(ctx, instrument) }</div>
            </div>
            <div class="notice">{ emptied(ctx) }</div>
            <div>{ who_and_when(ctx, instrument) }</div>
            <div class="columns columns-instrument">
                <div class="column-main">
                    { asked(ctx, instrument) }
                    <div>{ instrument.grid.as_ref().map(|own| grid::table(ctx, own)).unwrap_or_default() }</div>
                    { for instrument.facts.iter().enumerate().map(|(at, own)| facts::list(ctx, instrument, at, own)) }
                </div>
                <div>{ if instrument.items() > 0 { instrument_result::aside(ctx, instrument) } else { Html::default() } }</div>
            </div>
            <div>{ instruments::next(ctx) }</div>
            <div class="foot">
                <span class="foot-back">
                    if ctx.model.offers(View::Instruments) {
                        <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Instruments)))}>
                            <span aria-hidden="true">{ "← " }</span>{ ctx.t(Key::InstrumentsAll) }
                        </button>
                    }
                </span>
                <span class="foot-on">
                    if !ctx.model.instruments.responses.sheets(ctx.model.instruments.key.instrument).is_empty() {
                        <button type="button" class="link" onclick={ctx.on(Msg::Instrument(InstrumentMsg::Cleared))}>{ ctx.t(Key::InstrumentEmpty) }</button>
                    }
                </span>
            </div>
        </>
    }
}

fn limits(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    if instrument.remarks.is_empty() {
        return Html::default();
    }
    html! {
        <details class="why">
            <summary>{ ctx.t(Key::InstrumentLimits) }</summary>
            <ul>{ for instrument.remarks.iter().enumerate().map(|(at, remark)| html! { <li key={at}>{ remark }</li> }) }</ul>
        </details>
    }
}

fn emptied(ctx: Ctx<'_>) -> Html {
    if ctx.model.undo.before_clear.is_none() {
        return Html::default();
    }
    html! {
        <p class="banner">
            { ctx.t(Key::InstrumentEmptied) }{ " " }
            <button type="button" class="link" onclick={ctx.on(Msg::Instrument(InstrumentMsg::ClearUndone))}>{ ctx.t(Key::EraseUndo) }</button>
        </p>
    }
}

/// Which sheet shows.
fn who_and_when(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let sheet = ctx.model.instruments.key;
    let parties = ctx.model.instruments.responses.parties(sheet.instrument, instrument);
    let chips = |name: &'static str,
                 title: Key,
                 count: u8,
                 current: u8,
                 label: &dyn Fn(u8) -> String,
                 make: fn(u8) -> InstrumentMsg| {
        html! {
            <fieldset class="question sheet-choice">
                <legend>{ ctx.t(title) }</legend>
                <div class="options options-chips">
                    { for (0..count).map(|at| html! {
                        <label key={at} class="option">
                            <input type="radio" name={ctx.radio_group(name)} checked={at == current} onchange={ctx.on(Msg::Instrument(make(at)))} />
                            <span class="option-text"><span class="option-label">{ label(at) }</span></span>
                        </label>
                    }) }
                </div>
            </fieldset>
        }
    };
    let moments = u8::try_from(instrument.moments.len()).unwrap_or(0);
    let name = party(ctx, sheet, sheet.party);
    html! {
        <>
            <div>{ if moments > 1 { chips("moment", Key::InstrumentMoment, moments, sheet.moment, &|at| moment(ctx, instrument, at), InstrumentMsg::MomentChosen) } else { Html::default() } }</div>
            <div>
                if instrument.parties > 1 {
                    { chips("party", Key::InstrumentParty, parties, sheet.party, &|at| party(ctx, sheet, at), InstrumentMsg::PartyChosen) }
                    <p class="party">
                        <label for="party-name">{ ctx.t(Key::InstrumentPartyName) }</label>{ " " }
                        <input type="text" id="party-name" maxlength={LONGEST.to_string()} autocomplete="off" placeholder={name.clone()}
                            value={ctx.model.instruments.responses.text(ResponseKey { moment: 0, ..sheet }, Field::Name).trim().to_owned()}
                            onchange={ctx.on_text(|text| Some(Msg::Instrument(InstrumentMsg::TextTyped(Field::Name, text))))} />{ " " }
                        if parties < instrument.parties {
                            <button type="button" class="link" onclick={ctx.on(Msg::Instrument(InstrumentMsg::PartyAdded))}>{ ctx.t(Key::InstrumentPartyAdd) }</button>
                        }
                        { " " }
                        if parties > 2 && sheet.party > 0 {
                            <button type="button" class="link" onclick={ctx.on(Msg::Instrument(InstrumentMsg::PartyRemoved))}>
                                { ctx.fill(Key::InstrumentPartyDrop, &[("name", &name)]) }
                            </button>
                        }
                    </p>
                    <p class="party">
                        <label for="party-link">{ ctx.t(Key::InstrumentPartyLink) }</label>{ " " }
                        <input type="text" id="party-link" autocomplete="off" spellcheck="false" value=""
                            onchange={ctx.on_text(|text| (!text.trim().is_empty()).then_some(Msg::Instrument(InstrumentMsg::PartnerLinkPasted(text))))} />
                    </p>
                    <p class="hint">{ partner_link(ctx) }</p>
                }
            </div>
        </>
    }
}

/// What became of a partner's link, in words.
pub fn partner_link(ctx: Ctx<'_>) -> String {
    match &ctx.model.instruments.partner_link {
        None => String::new(),
        Some(Ok(at)) => ctx.fill(Key::InstrumentLinked, &[("name", &party(ctx, ctx.model.instruments.key, *at))]),
        Some(Err(None)) => ctx.t(Key::InstrumentLinkedNone).to_owned(),
        Some(Err(Some(reason))) => keep::reason(ctx, *reason),
    }
}

/// The groups of items, numbered one after the other.
fn asked(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let mut first = 0_u8;
    let group = |group: &Group| {
        let from = first;
        first = first.saturating_add(u8::try_from(group.items.len()).unwrap_or(u8::MAX));
        html! {
            <section key={group.entry.id.clone()} class="block group">
                { ctx.heading(2, "block-title", html! { <>{ &group.entry.label }{ " " }if group.entry.origin.to_confirm { <span class="tag">{ ctx.t(Key::LabelToConfirm) }</span> }</> }) }
                <p class="hint">{ &group.entry.description }</p>
                { for (from..).zip(&group.items).map(|(at, entry)| item(ctx, instrument, at, entry)) }
            </section>
        }
    };
    html! { <div class="groups">{ for instrument.groups.iter().map(group) }</div> }
}

fn item(ctx: Ctx<'_>, instrument: &Instrument, at: u8, entry: &Entry) -> Html {
    let sheet = ctx.model.instruments.key;
    let level = ctx.model.instruments.responses.level(sheet, Field::Level(at));
    let option = |(place, label): (u8, &String)| {
        html! {
            <label key={place} class="option">
                <input type="radio" name={ctx.radio_group(&format!("item-{at}"))} checked={level == Some(place)}
                    onchange={ctx.on(Msg::Instrument(InstrumentMsg::RatingSet(at, Some(place))))} />
                <span class="option-text"><span class="option-label">{ label }</span></span>
            </label>
        }
    };
    html! {
        // A sheet has fields of its own: another moment or party must not show what stood in the one before.
        <fieldset key={format!("{at}-{}-{}", sheet.moment, sheet.party)} id={format!("item-{at}")} class="question item">
            <legend tabindex="-1">{ &entry.label }</legend>
            <p class="hint">{ &entry.description }</p>
            <div class="options options-chips">{ for (0..).zip(&instrument.scale).map(option) }</div>
            <p class="clear">
                if level.is_some() {
                    <button type="button" class="link" onclick={ctx.on(Msg::Instrument(InstrumentMsg::RatingSet(at, None)))}>
                        { ctx.t(Key::InstrumentClear) }<span class="visually-hidden">{ " " }{ &entry.label }</span>
                    </button>
                }
            </p>
            if instrument.commits {
                <p class="commitment">
                    <label for={format!("commitment-{at}")}>{ ctx.t(Key::InstrumentCommitment) }<span class="visually-hidden">{ " " }{ &entry.label }</span></label>
                    <input type="text" id={format!("commitment-{at}")} maxlength={LONGEST.to_string()} autocomplete="off"
                        value={ctx.model.instruments.responses.text(sheet, Field::Commitment(at)).to_owned()}
                        onchange={ctx.on_text(move |text| Some(Msg::Instrument(InstrumentMsg::TextTyped(Field::Commitment(at), text))))} />
                </p>
            }
        </fieldset>
    }
}
