//! One instrument: what it is for, who answers and when, what is asked, what it comes to.

use super::ctx::Ctx;
use super::markup::html;
use super::respondents::{moment, party};
use super::{facts, grid, instrument_result, instruments, item, method, rounds, share};
use crate::app::journey::record::{Field, MAX_RESPONSE_CHARS, ResponseKey};
use crate::app::{InstrumentMsg, Msg, NavigationMsg, View};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_content::instrument::{Group, Instrument};
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let Some(instrument) = ctx.model.instrument() else { return Html::default() };
    html! {
        <>
            <div class="lead">
                <p>{ &instrument.lead }</p>
                <p class="source">{ method::sourced(ctx, &instrument.origin) }</p>
                <div>{ limits(ctx, instrument) }</div>
            </div>
            <div class="notice">{ cleared_banner(ctx) }</div>
            <div>{ who_and_when(ctx, instrument) }</div>
            <div class="columns columns-instrument">
                <div class="column-main">
                    { if instrument.parties > 1 { rounds::view(ctx, instrument) } else { questions(ctx, instrument) } }
                    <div>{ instrument.grid.as_ref().map(|item| grid::table(ctx, item)).unwrap_or_default() }</div>
                    { for instrument.facts.iter().enumerate().map(|(index, item)| facts::list(ctx, instrument, index, item)) }
                </div>
                <div>{ if instrument.items() > 0 && ctx.model.instruments.rounds.current.is_none() { instrument_result::panel(ctx, instrument) } else { Html::default() } }</div>
            </div>
            <div>{ instruments::next_instrument(ctx) }</div>
            <div class="foot">
                <span class="foot-back">
                    if ctx.model.is_enabled(View::Instruments) {
                        <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Instruments)))}>
                            <span aria-hidden="true">{ "← " }</span>{ ctx.t(Key::InstrumentsAll) }
                        </button>
                    }
                </span>
                <span class="foot-on">
                    if !ctx.model.instruments.responses.keys(ctx.model.instruments.key.instrument).is_empty() {
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
            <ul>{ for instrument.remarks.iter().enumerate().map(|(index, remark)| html! { <li key={index}>{ remark }</li> }) }</ul>
        </details>
    }
}

fn cleared_banner(ctx: Ctx<'_>) -> Html {
    if ctx.model.instruments.before_clear.is_none() {
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
    let key = ctx.model.instruments.key;
    let parties = ctx.model.instruments.responses.parties(key.instrument, instrument);
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
                    { for (0..count).map(|index| html! {
                        <label key={index} class="option">
                            <input type="radio" name={ctx.radio_group(name)} checked={index == current} onchange={ctx.on(Msg::Instrument(make(index)))} />
                            <span class="option-text"><span class="option-label">{ label(index) }</span></span>
                        </label>
                    }) }
                </div>
            </fieldset>
        }
    };
    let moments = u8::try_from(instrument.moments.len()).unwrap_or(0);
    let name = party(ctx, key, key.party);
    let choices = html! {
        <>
            <div>{ if moments > 1 { chips("moment", Key::InstrumentMoment, moments, key.moment, &|index| moment(ctx, instrument, index), InstrumentMsg::MomentChosen) } else { Html::default() } }</div>
            <div>
                if instrument.parties > 1 {
                    { chips("party", Key::InstrumentParty, parties, key.party, &|index| party(ctx, key, index), InstrumentMsg::PartyChosen) }
                    <p class="party">
                        <label for="party-name">{ ctx.t(Key::InstrumentPartyName) }</label>{ " " }
                        <input type="text" id="party-name" maxlength={MAX_RESPONSE_CHARS.to_string()} autocomplete="off" placeholder={name.clone()}
                            value={ctx.model.instruments.responses.text(ResponseKey { moment: 0, ..key }, Field::Name).trim().to_owned()}
                            onchange={ctx.on_text(|text| Some(Msg::Instrument(InstrumentMsg::TextTyped(Field::Name, text))))} />{ " " }
                        if parties < instrument.parties {
                            <button type="button" class="link" onclick={ctx.on(Msg::Instrument(InstrumentMsg::PartyAdded))}>{ ctx.t(Key::InstrumentPartyAdd) }</button>
                        }
                        { " " }
                        if parties > 2 && key.party > 0 {
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
    };
    if instrument.parties < 2 {
        return choices;
    }
    let now = instrument_result::parties_and_moment(ctx, instrument, parties);
    html! { <details class="respondents"><summary>{ ctx.t(Key::InstrumentParty) }{ " " }{ now }</summary>{ choices }</details> }
}

/// What became of a partner's link, in words.
pub fn partner_link(ctx: Ctx<'_>) -> String {
    match &ctx.model.instruments.partner_link {
        None => String::new(),
        Some(Ok(index)) => ctx.fill(Key::InstrumentLinked, &[("name", &party(ctx, ctx.model.instruments.key, *index))]),
        Some(Err(None)) => ctx.t(Key::InstrumentLinkedNone).to_owned(),
        Some(Err(Some(reason))) => share::link_error_text(ctx, *reason),
    }
}

/// The groups of items, numbered one after the other.
fn questions(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let mut first = 0_u8;
    let group = |group: &Group| {
        let from = first;
        first = first.saturating_add(u8::try_from(group.items.len()).unwrap_or(u8::MAX));
        html! {
            <section key={group.entry.id.clone()} class="block group">
                { ctx.heading(2, "block-title", html! { <>{ &group.entry.label }{ " " }if group.entry.origin.to_confirm { <span class="tag">{ ctx.t(Key::ToConfirm) }</span> }</> }) }
                <p class="hint">{ &group.entry.description }</p>
                { for (from..).zip(&group.items).map(|(index, entry)| question(ctx, instrument, index, entry)) }
            </section>
        }
    };
    html! { <div class="groups">{ for instrument.groups.iter().map(group) }</div> }
}

fn question(ctx: Ctx<'_>, instrument: &Instrument, position: u8, entry: &Entry) -> Html {
    let key = ctx.model.instruments.key;
    html! {
        // A sheet has fields of its own: another moment must not show what stood in the one before.
        <fieldset key={format!("{position}-{}", key.moment)} id={format!("item-{position}")} class="question item">
            <legend tabindex="-1">{ &entry.label }</legend>
            <p class="hint">{ &entry.description }</p>
            { item::response(ctx, instrument, position, entry, key.party) }
        </fieldset>
    }
}
