//! *En 60 secondes*: three questions, one heading, three resources; the rest one tap away.

use super::ctx::Ctx;
use super::fields::{Look, one, several};
use super::markup::html;
use super::{compass, resource, words};
use crate::app::{Answer, Msg, View};
use crate::domain::order;
use crate::domain::path::Stop;
use crate::domain::situation::{Question, Situation};
use crate::i18n::Key;
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let vocabulary = ctx.vocabulary();
    let situation = &ctx.model.situation;
    html! {
        <>
            <div class="lead">
                { ctx.title(Key::QuickTitle) }
                <p>{ ctx.t(Key::QuickLead) }</p>
                <p class="short-way">{ for_whom(ctx) }{ " " }
                    <button type="button" class="link" onclick={ctx.on(Msg::WentToQuestion(Question::Profile))}>{ ctx.t(Key::QuickChange) }</button>
                </p>
            </div>
            <div class="columns">
                <div class="column-main">
                    { one(ctx, Question::Maturity, Key::HintMaturity, (&vocabulary.maturity, Look::Cards), situation.maturity, Answer::Maturity) }
                    { several(ctx, Question::Objectives, Key::HintObjectives, (&vocabulary.objectives, Look::Cards),
                        (&situation.objectives, Situation::MAX_OBJECTIVES), Answer::Objective) }
                    { one(ctx, Question::Usage, Key::HintUsage, (&vocabulary.usages, Look::Cards), situation.usage, Answer::Usage) }
                </div>
                <div class="column-side">{ compass::card(ctx) }</div>
            </div>
            <section class="block">
                { ctx.heading(2, "block-title", html! { { ctx.t(Key::QuickResources) } }) }
                <div>{ best(ctx) }</div>
                <div class="foot">
                    <button type="button" class="button" onclick={ctx.on(Msg::WentTo(View::Trajectory))}>{ ctx.t(Key::QuickTrajectory) }</button>
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::WentTo(View::Path))}>{ ctx.t(Key::QuickPath) }</button>
                </div>
            </section>
        </>
    }
}

fn for_whom(ctx: Ctx<'_>) -> String {
    let said = [Question::Profile, Question::Level]
        .into_iter()
        .filter_map(|question| words::answer(ctx, &ctx.model.situation, question))
        .collect::<Vec<_>>()
        .join(" · ");
    ctx.fill(Key::QuickFor, &[("answers", &said)])
}

/// The best resources of the path, whatever their kind.
fn best(ctx: Ctx<'_>) -> Html {
    let situation = &ctx.model.situation;
    let asked = [Question::Maturity, Question::Objectives, Question::Usage];
    if !asked.into_iter().any(|question| situation.answers(question)) {
        return html! { <p class="hint">{ ctx.t(Key::QuickNone) }</p> };
    }
    let mut stops: Vec<&Stop> = ctx.model.outcome.plan(ctx.content()).path.stops.iter().collect();
    order::by_key(&mut stops, |stop| (core::cmp::Reverse(stop.score), stop.resource));
    stops.truncate(ctx.content().quick.resources);
    html! { <ol class="resources" role="list">{ for stops.into_iter().map(|stop| resource::card(ctx, stop, 3)) }</ol> }
}
