//! *Fixer le cap*: objectives in order, and three linked horizons.

use super::ctx::Ctx;
use super::fields::{OptionStyle, checkbox_question, clear, hint_id, legend, name_ids, question_class};
use super::markup::html;
use super::{phrases, steps};
use crate::app::{Answer, JourneyMsg, Msg, UNFINISHED};
use boussole_content::i18n::Key;
use boussole_content::pack::entry;
use boussole_domain::Impact;
use boussole_domain::amounts::AmountsError;
use boussole_domain::situation::{Horizons, Question, Situation};
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let situation = &ctx.model.situation;
    html! {
        <>
            <div class="lead">
                <p>{ ctx.t(Key::HeadingLead) }</p>
            </div>
            <div class="columns">
                <div class="column-main">
                    { checkbox_question(ctx, Question::Objectives, Key::HintObjectives, (&ctx.vocabulary().objectives, OptionStyle::Cards),
                        (&situation.objectives, Situation::MAX_OBJECTIVES), Answer::Objective) }
                    <div class="order">{ order(ctx) }</div>
                    { horizons(ctx) }
                    { steps::turns(ctx) }
                </div>
                { steps::compass_bar(ctx) }
            </div>
            { steps::step_footer(ctx) }
        </>
    }
}

/// Which of two objectives comes first.
fn order(ctx: Ctx<'_>) -> Html {
    if ctx.model.host.locked.contains(&Question::Objectives) {
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
            <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Journey(JourneyMsg::Answered(Answer::ObjectivesSwapped)))}>
                { ctx.t(Key::ObjectivesSwap) }
            </button>
        </>
    }
}

fn horizons(ctx: Ctx<'_>) -> Html {
    if ctx.model.host.locked.contains(&Question::Horizons) {
        return Html::default();
    }
    let answered = ctx.model.situation.horizons;
    let amounts = &ctx.model.form.amounts;
    let row = |impact: Impact| {
        let amount = amounts.amount(impact, answered);
        let name = phrases::impact(ctx, impact);
        let months = *ctx.content().months.get(impact);
        let slid = move |text: String| Some(Msg::Journey(JourneyMsg::AmountSlid(impact, text.parse().ok()?)));
        // What a browser shows and does not tell stays as it is: it gives an empty text, as it does here.
        let text = Some(amounts.field_text(impact, answered)).filter(|text| text != UNFINISHED).unwrap_or_default();
        // A slider has a place even where there is no amount: it is hidden, and says so.
        let rest = *Horizons::even().amounts().get(impact);
        let id = format!("horizon-{}", impact.id());
        html! {
            <div key={impact.id()} class={format!("amount amount-{}", impact.id())}>
                <label for={id.clone()}>
                    <span class="amount-name">{ name }</span>{ " " }
                    <span class="amount-span">{ phrases::span(ctx, months) }</span>
                </label>
                <input id={id} type="range" min="0" max="100" step="1" value={amount.unwrap_or(rest).to_string()}
                    aria-valuetext={amount.map_or_else(|| ctx.t(Key::Unanswered).to_owned(), |amount| phrases::percent(ctx, amount.into()))} oninput={ctx.on_text(slid)} />
                <span class="amount-number">
                    <input type="number" min="0" max="100" step="1" inputmode="numeric" placeholder="–" value={text}
                        aria-label={ctx.fill(Key::HorizonNumber, &[("impact", name)])}
                        aria-invalid={amounts.is_invalid(impact).then_some("true")} aria-describedby="amounts-state"
                        oninput={ctx.on_text(move |text| Some(Msg::Journey(JourneyMsg::AmountTyped(impact, text))))} onblur={ctx.on(Msg::Journey(JourneyMsg::AmountBlurred))} />
                    <span aria-hidden="true">{ "%" }</span>
                </span>
                <p class="amount-description">{ &ctx.vocabulary().impact(impact).description }</p>
            </div>
        }
    };
    let resting = answered.is_none() && amounts.is_untouched();
    let adapts = matches!(amounts.horizons(), Err(AmountsError::Sum(_)));
    let class = question_class(ctx, Question::Horizons);
    html! {
        <fieldset class={[class, if resting { " amounts amounts-resting" } else { " amounts" }].concat()}
            data-question={Question::Horizons.id()} aria-labelledby={name_ids(Question::Horizons)}>
            { legend(ctx, Question::Horizons) }
            <p class="hint" id={hint_id(Question::Horizons)}>{ ctx.t(Key::HintHorizons) }</p>
            { for Impact::ALL.map(row) }
            <p id="amounts-state" class={if is_wrong(ctx) { "amounts-state wrong" } else { "amounts-state" }}>{ state(ctx) }</p>
            <p class="amounts-acts">
                <span>
                    if adapts {
                        <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Journey(JourneyMsg::AmountsAdapted))}>{ ctx.t(Key::HorizonsAdapt) }</button>
                    }
                </span>
                <button type="button" class="link" onclick={ctx.on(Msg::Journey(JourneyMsg::Answered(Answer::Horizons(Horizons::even()))))}>
                    { ctx.t(Key::HorizonsEven) }
                </button>
            </p>
            { clear(ctx, Question::Horizons) }
        </fieldset>
    }
}

/// Whether what stands in the fields is no answer, and not about to be one.
fn is_wrong(ctx: Ctx<'_>) -> bool {
    matches!(ctx.model.form.amounts.horizons(), Err(AmountsError::NotAnAmount | AmountsError::Sum(_)))
}

/// What the three amounts come to.
pub fn state(ctx: Ctx<'_>) -> String {
    let answered = ctx.model.situation.horizons;
    let wrong = match ctx.model.form.amounts.horizons() {
        Err(AmountsError::NotAnAmount) => ctx.t(Key::HorizonsWrong).to_owned(),
        Err(AmountsError::Sum(sum)) => ctx.fill(Key::HorizonsTotal, &[("n", &sum.to_string())]),
        _ => return ctx.t(if answered.is_some() { Key::HorizonsSum } else { Key::HorizonsResting }).to_owned(),
    };
    let stored = phrases::answer(ctx, &ctx.model.situation, Question::Horizons);
    let stored = stored.map(|amounts| ctx.fill(Key::HorizonsKept, &[("amounts", &amounts)]));
    [wrong, stored.unwrap_or_default()].join(" ").trim_end().to_owned()
}
