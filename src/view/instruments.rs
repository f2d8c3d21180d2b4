//! All the instruments: where one is, what is done, what is worth doing next, and why.

use super::ctx::Ctx;
use super::markup::html;
use super::steps;
use crate::app::features::instruments::{Progress, Suggestion, progress, recommendations};
use crate::app::{Msg, NavigationMsg, View};
use boussole_content::i18n::Key;
use boussole_domain::situation::Question;
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let all = recommendations(&ctx.model.instruments, ctx.model.context());
    let (next, others) = all.split_at(usize::from(all.first().is_some_and(|first| first.reason.is_some())));
    html! {
        <>
            <div class="lead">
                <p>{ ctx.t(Key::InstrumentsLead) }</p>
                <p class="hint">{ progress_summary(ctx) }</p>
            </div>
            <div>
                if !next.is_empty() {
                    <section class="block">
                        { ctx.heading(2, "block-title", html! { { ctx.t(Key::InstrumentsNext) } }) }
                        <ul class="instruments" role="list">{ for next.iter().map(|one| card(ctx, one, true)) }</ul>
                    </section>
                }
            </div>
            <section class="block">
                { ctx.heading(2, "block-title", html! { { ctx.t(if next.is_empty() { Key::InstrumentsAll } else { Key::InstrumentsOthers }) } }) }
                <ul class="instruments" role="list">{ for others.iter().map(|one| card(ctx, one, false)) }</ul>
            </section>
            { steps::next_step_footer(ctx) }
        </>
    }
}

/// What is done so far, in one sentence.
fn progress_summary(ctx: Ctx<'_>) -> String {
    let model = ctx.model;
    let (answers, all) = model.count(Question::ALL);
    let begun = (0..model.content.instruments.len())
        .filter(|index| {
            matches!(progress(&model.instruments, model.context(), *index), Progress::InProgress(..) | Progress::Done)
        })
        .count();
    let mut parts = Vec::new();
    for (count, one, other) in [
        (answers, Key::InstrumentsWherePathOne, Key::InstrumentsWherePathOther),
        (begun, Key::InstrumentsWhereDoneOne, Key::InstrumentsWhereDoneOther),
    ] {
        if count > 0 {
            let text = ctx.messages().count(u32::try_from(count).unwrap_or(0), one, other);
            parts.push(text.replace("{all}", &all.to_string()));
        }
    }
    let done = if parts.is_empty() { ctx.t(Key::InstrumentsWhereNone).to_owned() } else { parts.join(", ") };
    ctx.fill(Key::InstrumentsWhere, &[("done", &done)])
}

fn card(ctx: Ctx<'_>, one: &Suggestion, first: bool) -> Html {
    let (Some(instrument), Ok(index)) = (ctx.content().instruments.get(one.index), u8::try_from(one.index)) else {
        return Html::default();
    };
    let state = progress(&ctx.model.instruments, ctx.model.context(), one.index);
    let (status, act) = match state {
        Progress::Informational => (ctx.t(Key::InstrumentTold).to_owned(), Key::InstrumentRead),
        Progress::NotStarted => (ctx.t(Key::InstrumentUntouched).to_owned(), Key::InstrumentStart),
        Progress::InProgress(answered, all) => (
            ctx.fill(Key::InstrumentBegun, &[("n", &answered.to_string()), ("all", &all.to_string())]),
            Key::InstrumentGoOn,
        ),
        Progress::Done => (ctx.t(Key::InstrumentDone).to_owned(), Key::InstrumentSee),
    };
    let class = if state == Progress::Done { "instrument-state instrument-state-done" } else { "instrument-state" };
    html! {
        <li key={instrument.id.clone()} class={if first { "instrument instrument-first" } else { "instrument" }}>
            { ctx.heading(3, "instrument-title", html! { { &instrument.label } }) }
            <p class="instrument-about">
                <span class={class}>{ status }</span>{ " " }
                <span>{ ctx.fill(Key::InstrumentMinutes, &[("n", &instrument.minutes.to_string())]) }</span>
            </p>
            <p>{ &instrument.lead }</p>
            <p class="hint">
                if let Some(because) = &one.reason {
                    { ctx.fill(Key::InstrumentsBecause, &[("why", because)]) }
                }
            </p>
            <button type="button" class={if first { "button" } else { "button button-quiet" }} onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Instrument(index))))}>
                { ctx.t(act) }<span class="visually-hidden">{ " " }{ &instrument.label }</span>
            </button>
        </li>
    }
}

/// The one thing worth doing next, in a line; nothing when there is no reason for any.
pub fn next_instrument(ctx: Ctx<'_>) -> Html {
    if !ctx.model.is_enabled(View::Instruments) {
        return Html::default();
    }
    let current = match ctx.model.view {
        View::Instrument(index) => Some(usize::from(index)),
        _ => None,
    };
    let next =
        recommendations(&ctx.model.instruments, ctx.model.context()).into_iter().find(|one| Some(one.index) != current);
    let Some((one, because)) = next.and_then(|one| one.reason.clone().map(|because| (one, because))) else {
        return Html::default();
    };
    let label = ctx.content().instruments.get(one.index).map_or("", |instrument| instrument.label.as_str());
    let Ok(index) = u8::try_from(one.index) else { return Html::default() };
    html! {
        <section class="block next">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::InstrumentsNext) } }) }
            <p>
                <button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Instrument(index))))}>{ label }</button>{ " " }
                <span class="hint">{ ctx.fill(Key::InstrumentsBecause, &[("why", &because)]) }</span>
            </p>
            <p><button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Instruments)))}>{ ctx.t(Key::InstrumentsAll) }</button></p>
        </section>
    }
}
