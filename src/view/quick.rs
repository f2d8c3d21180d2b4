//! *En 60 secondes*: three questions, one heading, three resources; the rest one tap away.

use super::ctx::Ctx;
use super::fields::{OptionStyle, checkbox_question, radio_question};
use super::markup::html;
use super::{fields, phrases, resource, steps};
use crate::app::{Answer, JourneyMsg, Msg, NavigationMsg};
use boussole_content::i18n::Key;
use boussole_domain::situation::{Question, Situation};
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let vocabulary = ctx.vocabulary();
    let situation = &ctx.model.situation;
    html! {
        <>
            <div class="lead">
                <p>{ ctx.t(Key::QuickLead) }</p>
            </div>
            <div class="who">{ profile_question(ctx) }</div>
            <div class="columns">
                <div class="column-main">
                    { radio_question(ctx, Question::Maturity, Key::HintMaturity, (&vocabulary.maturity, OptionStyle::Cards), situation.maturity, Answer::Maturity) }
                    { checkbox_question(ctx, Question::Objectives, Key::HintObjectives, (&vocabulary.objectives, OptionStyle::Cards),
                        (&situation.objectives, Situation::MAX_OBJECTIVES), Answer::Objective) }
                    { radio_question(ctx, Question::Usage, Key::HintUsage, (&vocabulary.usages, OptionStyle::Cards), situation.usage, Answer::Usage) }
                </div>
                { steps::compass_bar(ctx) }
            </div>
            <section class="block">
                { ctx.heading(2, "block-title", html! { { ctx.t(Key::QuickResources) } }) }
                <div>{ best_resource(ctx) }</div>
                <p class="pills">{ for steps::short_ways(ctx.model).enumerate().map(|(index, (view, name))| {
                    let class = if index == 0 { "button" } else { "button button-quiet" };
                    html! { <button type="button" key={name as usize} class={class} onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(view)))}>{ ctx.t(name) }</button> }
                }) }</p>
            </section>
        </>
    }
}

/// Who she is, and where: lists to choose from, and what most who come this way would choose. It is proposed, not
/// answered, until she takes it.
fn profile_question(ctx: Ctx<'_>) -> Html {
    let (vocabulary, situation) = (ctx.vocabulary(), &ctx.model.situation);
    let field = |question: Question, list: Html| {
        if ctx.model.host.locked.contains(&question) {
            return Html::default();
        }
        html! {
            <label key={question.id()} class="field" data-question={question.id()}>
                <span>{ ctx.t(phrases::question(question)) }</span>
                { list }
            </label>
        }
    };
    let profile = fields::select_question(ctx, &vocabulary.profiles, situation.profile, |term| match term {
        Some(term) => Msg::Journey(JourneyMsg::Answered(Answer::Profile(term))),
        None => Msg::Journey(JourneyMsg::Cleared(Question::Profile)),
    });
    let level = fields::select_question(ctx, &vocabulary.levels, situation.level, |term| match term {
        Some(term) => Msg::Journey(JourneyMsg::Answered(Answer::Level(term))),
        None => Msg::Journey(JourneyMsg::Cleared(Question::Level)),
    });
    let proposal = ctx.model.proposal();
    let proposed: Vec<String> = [Question::Profile, Question::Level]
        .into_iter()
        .filter_map(|question| phrases::answer(ctx, &proposal, question))
        .collect();
    html! {
        <>
            { field(Question::Profile, profile) }
            { field(Question::Level, level) }
            <div class="proposal">
                if !proposed.is_empty() {
                    <p>{ ctx.fill(Key::QuickProposal, &[("answers", &proposed.join(", "))]) }</p>
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Journey(JourneyMsg::ProposalAccepted))}>{ ctx.t(Key::QuickTake) }</button>
                }
            </div>
        </>
    }
}

/// What to open first.
fn best_resource(ctx: Ctx<'_>) -> Html {
    let situation = &ctx.model.situation;
    let questions = [Question::Maturity, Question::Objectives, Question::Usage];
    if !questions.into_iter().any(|question| situation.answers(question)) {
        return html! { <p class="hint">{ ctx.t(Key::QuickNone) }</p> };
    }
    let stops = ctx.model.outcome.first_to_open(ctx.content());
    html! { <ol class="resources" role="list">{ for stops.into_iter().map(|stop| resource::card(ctx, stop, 3)) }</ol> }
}
