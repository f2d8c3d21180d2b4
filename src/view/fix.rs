//! *Fixer le cap*: objectives in order, and three linked horizons.

use super::ctx::Ctx;
use super::fields::{Look, clear, several};
use super::markup::html;
use super::{compass, steps, words};
use crate::app::{Answer, Msg};
use crate::catalogue::pack::entry;
use crate::domain::Impact;
use crate::domain::situation::{Horizons, Question, Situation};
use crate::i18n::Key;
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let situation = &ctx.model.situation;
    html! {
        <>
            <div class="lead">
                { ctx.title(Key::StepHeading) }
                <p>{ ctx.t(Key::HeadingLead) }</p>
            </div>
            <div class="columns">
                <div class="column-main">
                    { several(ctx, Question::Objectives, Key::HintObjectives, (&ctx.vocabulary().objectives, Look::Cards),
                        (&situation.objectives, Situation::MAX_OBJECTIVES), Answer::Objective) }
                    <div class="order">{ order(ctx) }</div>
                    { horizons(ctx) }
                </div>
                { compass::aside(ctx) }
            </div>
            { steps::foot(ctx) }
        </>
    }
}

/// Which of two objectives comes first.
fn order(ctx: Ctx<'_>) -> Html {
    if ctx.model.locked.contains(&Question::Objectives) {
        return Html::default();
    }
    let [first, second] = ctx.model.situation.objectives.as_slice() else {
        return Html::default();
    };
    let label = |term| entry(&ctx.vocabulary().objectives, term).label.as_str();
    html! {
        <>
            <ol class="ranks">
                <li>{ label(*first) }</li>
                <li>{ label(*second) }</li>
            </ol>
            <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Answered(Answer::ObjectivesSwapped))}>
                { ctx.t(Key::ObjectivesSwap) }
            </button>
        </>
    }
}

fn horizons(ctx: Ctx<'_>) -> Html {
    if ctx.model.locked.contains(&Question::Horizons) {
        return Html::default();
    }
    let answered = ctx.model.situation.horizons;
    let amounts = answered.unwrap_or_else(Horizons::even).amounts();
    let row = |impact: Impact| {
        let amount = *amounts.get(impact);
        let name = words::impact(ctx, impact);
        let months = *ctx.content().months.get(impact);
        let set = move |text: String| {
            let amount = text.trim().parse::<u8>().ok()?;
            Some(Msg::Answered(Answer::Horizon(impact, amount)))
        };
        let id = format!("horizon-{}", impact.id());
        html! {
            <div key={impact.id()} class={format!("amount amount-{}", impact.id())}>
                <label for={id.clone()}>
                    <span class="amount-name">{ name }</span>
                    <span class="amount-span">{ words::span(ctx, months) }</span>
                </label>
                <input id={id} type="range" min="0" max="100" step="1" value={amount.to_string()}
                    oninput={ctx.on_text(set)} />
                <span class="amount-number">
                    <input type="number" min="0" max="100" step="1" inputmode="numeric" value={amount.to_string()}
                        aria-label={ctx.fill(Key::HorizonNumber, &[("impact", name)])}
                        oninput={ctx.on_text(set)} onblur={ctx.on(Msg::Left)} />
                    <span aria-hidden="true">{ "%" }</span>
                </span>
                <p class="amount-description">{ &ctx.vocabulary().impact(impact).description }</p>
            </div>
        }
    };
    html! {
        <fieldset class={if answered.is_some() { "question amounts" } else { "question amounts amounts-resting" }}
            data-question={Question::Horizons.id()}>
            <legend tabindex="-1">{ ctx.t(Key::QuestionHorizons) }</legend>
            <p class="hint">{ ctx.t(Key::HintHorizons) }</p>
            { for Impact::ALL.map(row) }
            <p class="amounts-state">
                { if answered.is_some() { ctx.t(Key::HorizonsSum) } else { ctx.t(Key::HorizonsResting) } }{ " " }
                <button type="button" class="link" onclick={ctx.on(Msg::Answered(Answer::Horizons(Horizons::even())))}>
                    { ctx.t(Key::HorizonsEven) }
                </button>
            </p>
            { clear(ctx, Question::Horizons) }
        </fieldset>
    }
}
