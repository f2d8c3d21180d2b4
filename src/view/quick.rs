//! *En 60 secondes*: three questions, one heading, three resources; the rest one tap away.

use super::ctx::Ctx;
use super::fields::{Look, one, several};
use super::markup::html;
use super::{compass, fields, resource, words};
use crate::app::JourneyMsg;
use crate::app::NavigationMsg;
use crate::app::{Answer, Msg, View};
use boussole_content::i18n::Key;
use boussole_domain::order;
use boussole_domain::path::Stop;
use boussole_domain::situation::{Question, Situation};
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let vocabulary = ctx.vocabulary();
    let situation = &ctx.model.situation;
    html! {
        <>
            <div class="lead">
                { ctx.title(Key::QuickTitle) }
                <p>{ ctx.t(Key::QuickLead) }</p>
            </div>
            <div class="who">{ who(ctx) }</div>
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
                    <button type="button" class="button" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Trajectory)))}>{ ctx.t(Key::QuickTrajectory) }</button>
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Path)))}>{ ctx.t(Key::QuickPath) }</button>
                </div>
            </section>
        </>
    }
}

/// Who she is, and where: lists to choose from, and what most who come this way would choose. It is proposed, not
/// answered, until she takes it.
fn who(ctx: Ctx<'_>) -> Html {
    let (vocabulary, situation) = (ctx.vocabulary(), &ctx.model.situation);
    let field = |question: Question, list: Html| {
        if ctx.model.host.locked.contains(&question) {
            return Html::default();
        }
        html! {
            <label key={question.id()} class="field" data-question={question.id()}>
                <span>{ ctx.t(words::question(question)) }</span>
                { list }
            </label>
        }
    };
    let profile = fields::select(ctx, &vocabulary.profiles, situation.profile, |term| match term {
        Some(term) => Msg::Journey(JourneyMsg::Answered(Answer::Profile(term))),
        None => Msg::Journey(JourneyMsg::Cleared(Question::Profile)),
    });
    let level = fields::select(ctx, &vocabulary.levels, situation.level, |term| match term {
        Some(term) => Msg::Journey(JourneyMsg::Answered(Answer::Level(term))),
        None => Msg::Journey(JourneyMsg::Cleared(Question::Level)),
    });
    let proposal = ctx.model.proposal();
    let proposed: Vec<String> = [Question::Profile, Question::Level]
        .into_iter()
        .filter_map(|question| words::answer(ctx, &proposal, question))
        .collect();
    html! {
        <>
            { field(Question::Profile, profile) }
            { field(Question::Level, level) }
            <div class="proposal">
                if !proposed.is_empty() {
                    <p>{ ctx.fill(Key::QuickProposal, &[("answers", &proposed.join(" · "))]) }</p>
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Journey(JourneyMsg::ProposalTaken))}>{ ctx.t(Key::QuickTake) }</button>
                }
            </div>
        </>
    }
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
