//! A charter in rounds: the levers that matter first, then one at a time with all parties side by side.

use super::ctx::Ctx;
use super::instrument_result::{agreement_class, agreement_name, together};
use super::markup::html;
use super::{item, respondents};
use crate::app::features::instruments::{RoundsMsg, agreements};
use crate::app::{InstrumentMsg, Msg};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_content::instrument::Instrument;
use boussole_domain::instrument::Agreement;
use yew::Html;

/// The choice of levers, or the one that is gone through.
pub fn view(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let verdicts = agreements(&ctx.model.instruments, ctx.model.context(), instrument);
    let entry = |at: u8| instrument.groups.iter().flat_map(|group| &group.items).nth(usize::from(at));
    match ctx.model.instruments.rounds.current.and_then(|at| Some((at, entry(at)?, *verdicts.get(usize::from(at))?))) {
        Some((position, entry, verdict)) => round(ctx, instrument, position, entry, verdict),
        None => choice(ctx, instrument, &verdicts),
    }
}

fn choice(ctx: Ctx<'_>, instrument: &Instrument, verdicts: &[Agreement]) -> Html {
    let rounds = ctx.model.instruments.rounds;
    let mut items = (0_u8..).zip(verdicts);
    let mut groups = Vec::new();
    for group in &instrument.groups {
        let mut levers = Vec::new();
        for (entry, (position, verdict)) in group.items.iter().zip(items.by_ref()) {
            levers.push(html! {
                <label key={position} class="option">
                    <input type="checkbox" checked={rounds.has_chosen(position)} onchange={ctx.on(rounds_msg(RoundsMsg::ItemToggled(position)))} />
                    <span class="option-text">
                        <span class="option-label">{ &entry.label }</span>
                        if *verdict != Agreement::Unsaid { { " " }<span class="option-description">{ ctx.t(agreement_name(*verdict)) }</span> }
                    </span>
                </label>
            });
        }
        groups.push(html! {
            <fieldset key={group.entry.id.clone()} class="question">
                <legend>{ &group.entry.label }</legend>
                <p class="hint">{ &group.entry.description }</p>
                <div class="options options-chips">{ for levers }</div>
            </fieldset>
        });
    }
    let first = rounds.around(0, verdicts.len()).1.first().copied().unwrap_or(0);
    html! {
        <section key="choice" class="rounds">
            <p>{ ctx.t(Key::RoundsLead) }</p>
            { for groups }
            <p class="rounds-on">
                <button type="button" class="button" onclick={ctx.on(rounds_msg(RoundsMsg::ItemRequested(first)))}>{ ctx.t(Key::InstrumentStart) }</button>
            </p>
        </section>
    }
}

fn rounds_msg(msg: RoundsMsg) -> Msg {
    Msg::Instrument(InstrumentMsg::Rounds(msg))
}

fn round(ctx: Ctx<'_>, instrument: &Instrument, position: u8, entry: &Entry, verdict: Agreement) -> Html {
    let key = ctx.model.instruments.key;
    let (before, from) = ctx.model.instruments.rounds.around(position, instrument.items());
    let back = before.last().map_or(RoundsMsg::ChoiceRequested, |item| RoundsMsg::ItemRequested(*item));
    let (on, label) = match from.get(1) {
        Some(item) => (RoundsMsg::ItemRequested(*item), Key::QuestionOn),
        None => (RoundsMsg::Finished, Key::ReadingTitle),
    };
    let mut sides = Vec::new();
    for party in 0..ctx.model.instruments.responses.parties(key.instrument, instrument) {
        sides.push(html! {
            <fieldset key={party} class="question item side">
                <legend>{ respondents::party(ctx, key, party) }</legend>
                { item::response(ctx, instrument, position, entry, party) }
            </fieldset>
        });
    }
    let place = [("n", &*(before.len() + 1).to_string()), ("all", &*(before.len() + from.len()).to_string())];
    html! {
        // A sheet has fields of its own: another moment must not show what stood in the one before.
        <section key={format!("{position}-{}", key.moment)} class="rounds">
            <fieldset id={format!("item-{position}")} class="question round">
                <legend tabindex="-1"><span class="progress">{ ctx.fill(Key::QuestionOf, &place) }</span>{ " " }{ &entry.label }</legend>
                <p class="hint">{ &entry.description }</p>
                <div class="sides">{ for sides }</div>
                <p class={agreement_class(verdict)}><span class="verdict">{ together(ctx, verdict) }</span></p>
            </fieldset>
            <p class="rounds-on">
                <button type="button" class="link" onclick={ctx.on(rounds_msg(back))}><span aria-hidden="true">{ "← " }</span>{ ctx.t(Key::QuestionBack) }</button>
                <button type="button" class="button" onclick={ctx.on(rounds_msg(on))}>{ ctx.t(label) }</button>
            </p>
        </section>
    }
}
