//! *Et si…*: one answer or one weight changed, everything moves, the words say by how much; the
//! visitor's own answers stay until she keeps the change.

use super::ctx::Ctx;
use super::markup::html;
use super::{fields, phrases};
use crate::app::journey::difference::Difference;
use crate::app::{Answer, Msg, WhatIfMsg};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_domain::heading::Weights;
use boussole_domain::situation::{Horizons, Question};
use boussole_domain::vocabulary::Term;
use yew::Html;

/// The questions a trial may change.
const QUESTIONS: [Question; 7] = [
    Question::Maturity,
    Question::Objectives,
    Question::Horizons,
    Question::Profile,
    Question::Domains,
    Question::Level,
    Question::Usage,
];

/// Splits to try: each impact first, and equal parts.
const SPLITS: [[u8; 3]; 4] = [[34, 33, 33], [60, 25, 15], [15, 60, 25], [25, 15, 60]];

/// The panel.
pub fn panel(ctx: Ctx<'_>) -> Html {
    let trial = ctx.model.what_if.as_ref();
    let first = QUESTIONS.into_iter().find(|each| !ctx.model.host.locked.contains(each));
    let Some(first) = first else {
        return Html::default();
    };
    let question = trial.map_or(first, |trial| trial.question);
    html! {
        <section class="block what-if" part="what-if">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::WhatIfTitle) } }) }
            <p class="hint">{ ctx.t(Key::WhatIfLead) }</p>
            <div class="what-if-fields">
                <label class="field">
                    <span>{ ctx.t(Key::WhatIfQuestion) }</span>
                    <select onchange={ctx.on_text(|id| {
                        QUESTIONS.into_iter().find(|question| question.id() == id).map(|it| Msg::WhatIf(WhatIfMsg::Opened(it)))
                    })}>
                        { for QUESTIONS.into_iter().filter(|each| !ctx.model.host.locked.contains(each)).map(|each| html! {
                            <option key={each.id()} value={each.id()} selected={each == question}>{ ctx.t(phrases::question(each)) }</option>
                        }) }
                    </select>
                </label>
                <label class="field" key={question.id()}>
                    <span>{ ctx.t(Key::WhatIfAnswer) }</span>
                    { answers(ctx, question) }
                </label>
            </div>
            <details class="weights">
                <summary>{ ctx.t(Key::WhatIfWeights) }</summary>
                <p class="hint">{ ctx.t(Key::WhatIfWeightsHint) }{ " " }<span class="tag">{ ctx.t(Key::ToConfirm) }</span></p>
                { weights(ctx) }
            </details>
            <div class="what-if-outcome">{ outcome(ctx) }</div>
        </section>
    }
}

fn answers(ctx: Ctx<'_>, question: Question) -> Html {
    let situation = ctx.model.what_if.as_ref().map_or(&ctx.model.situation, |trial| &trial.situation);
    let vocabulary = ctx.vocabulary();
    match question {
        Question::Profile => select(ctx, question, &vocabulary.profiles, situation.profile, Answer::Profile),
        Question::Domains => {
            select(ctx, question, &vocabulary.domains, situation.domains.first().copied(), Answer::OnlyDomain)
        }
        Question::Level => select(ctx, question, &vocabulary.levels, situation.level, Answer::Level),
        Question::Maturity => select(ctx, question, &vocabulary.maturity, situation.maturity, Answer::Maturity),
        Question::Usage => select(ctx, question, &vocabulary.usages, situation.usage, Answer::Usage),
        Question::Objectives => {
            select(ctx, question, &vocabulary.objectives, situation.objectives.first().copied(), Answer::OnlyObjective)
        }
        Question::Horizons | Question::Start => splits(ctx),
    }
}

fn select<V: Copy + PartialEq + 'static>(
    ctx: Ctx<'_>,
    question: Question,
    entries: &[Entry],
    answer: Option<Term<V>>,
    make: fn(Term<V>) -> Answer,
) -> Html {
    fields::select_question(ctx, entries, answer, move |term| match term {
        Some(term) => Msg::WhatIf(WhatIfMsg::Answered(make(term))),
        None => Msg::WhatIf(WhatIfMsg::Cleared(question)),
    })
}

fn splits(ctx: Ctx<'_>) -> Html {
    let situation = ctx.model.what_if.as_ref().map_or(&ctx.model.situation, |trial| &trial.situation);
    let current = situation.horizons;
    let mut offered: Vec<Horizons> = SPLITS.into_iter().filter_map(Horizons::new).collect();
    if let Some(answered) = ctx.model.situation.horizons.filter(|split| !offered.contains(split)) {
        offered.insert(0, answered);
    }
    let values = offered.clone();
    let choose = move |index: String| match index.parse::<usize>() {
        Ok(index) => values.get(index).map(|split| Msg::WhatIf(WhatIfMsg::Answered(Answer::Horizons(*split)))),
        Err(_) => Some(Msg::WhatIf(WhatIfMsg::Cleared(Question::Horizons))),
    };
    html! {
        <select onchange={ctx.on_text(choose)}>
            <option key="none" value="none" selected={current.is_none()}>{ ctx.t(Key::Unanswered) }</option>
            { for offered.iter().enumerate().map(|(index, split)| html! {
                <option key={index} value={index.to_string()} selected={current == Some(*split)}>
                    { split.amounts().values().map(|amount| amount.to_string()).join(" / ") }
                </option>
            }) }
        </select>
    }
}

fn weights(ctx: Ctx<'_>) -> Html {
    let weights = ctx.model.what_if.as_ref().map_or(ctx.content().heading.weights, |trial| trial.weights);
    let slider = |name: Key, value: u32, make: fn(Weights, u32) -> Weights| {
        let set = move |text: String| Some(Msg::WhatIf(WhatIfMsg::Weighed(make(weights, text.parse().ok()?))));
        html! {
            <label class="weight">
                <span>{ ctx.t(name) }</span>
                <input type="range" min="0" max="100" step="5" value={value.to_string()} oninput={ctx.on_text(set)} />
                <span class="slider-value" aria-hidden="true">{ value }</span>
            </label>
        }
    };
    html! {
        <div class="weight-list">
            { slider(Key::QuestionHorizons, weights.horizons, |all, horizons| Weights { horizons, ..all }) }
            { slider(Key::QuestionObjectives, weights.objectives, |all, objectives| Weights { objectives, ..all }) }
            { slider(Key::QuestionMaturity, weights.maturity, |all, maturity| Weights { maturity, ..all }) }
        </div>
    }
}

fn outcome(ctx: Ctx<'_>) -> Html {
    let Some(trial) = &ctx.model.what_if else {
        return Html::default();
    };
    let difference = Difference::between(&ctx.model.outcome, &trial.outcome, ctx.content());
    let titles = |indices: &[usize]| -> Html {
        indices
            .iter()
            .filter_map(|index| ctx.content().resources.get(*index))
            .map(|resource| html! { <li key={resource.id.clone()} lang={resource.language.clone()}>{ &resource.title }</li> })
            .collect()
    };
    let keeps = trial.situation != ctx.model.situation;
    html! {
        <div class="difference">
            { for phrases::difference(ctx, &difference).into_iter().map(|sentence| html! { <p>{ sentence }</p> }) }
            <details class="difference-path">
                <summary>{ ctx.t(Key::DifferencePathOpen) }</summary>
                <p>{ ctx.t(Key::DifferenceEntered) }</p>
                <ul>{ titles(&difference.added) }</ul>
                <p>{ ctx.t(Key::DifferenceLeft) }</p>
                <ul>{ titles(&difference.removed) }</ul>
            </details>
            <div class="what-if-actions">
                <span>
                    if keeps {
                        <button type="button" class="button" onclick={ctx.on(Msg::WhatIf(WhatIfMsg::Kept))}>{ ctx.t(Key::WhatIfKeep) }</button>
                    }
                </span>
                <button type="button" class="button button-quiet" onclick={ctx.on(Msg::WhatIf(WhatIfMsg::Dropped))}>{ ctx.t(Key::WhatIfDrop) }</button>
            </div>
        </div>
    }
}
