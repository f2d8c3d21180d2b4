//! The five steps as the graduations of a compass card, and the way on at the foot of each.

use super::compass;
use super::ctx::Ctx;
use super::markup::html;
use crate::app::{Model, Msg, NavigationMsg, View};
use boussole_content::i18n::Key;
use boussole_domain::situation::Question;
use yew::Html;

/// The name of a view.
#[must_use]
pub fn name(view: View) -> Key {
    match view {
        View::Situate => Key::StepSituate,
        View::Heading => Key::StepHeading,
        View::Trajectory => Key::StepTrajectory,
        View::Path => Key::StepPath,
        View::Summary => Key::StepSummary,
        View::Method => Key::MethodTitle,
        View::Quick => Key::QuickTitle,
        View::Explore => Key::ExploreTitle,
        View::Keep => Key::KeepTitle,
        View::Workshop => Key::WorkshopTitle,
        View::Instruments | View::Instrument(_) => Key::InstrumentsTitle,
    }
}

/// The journey at a glance; every step is always open.
pub fn nav(ctx: Ctx<'_>) -> Html {
    let current = ctx.model.view;
    let step = |(index, view): (usize, View)| {
        let current = view == current;
        let asked = Question::ALL.into_iter().filter(|question| View::for_question(*question) == view);
        let class = match ctx.model.count(asked) {
            _ if current => "step step-current",
            // What asks nothing is done when there is nothing left to answer.
            (_, 0) if ctx.model.missing().is_empty() => "step step-answered",
            (0, _) => "step",
            (some, all) if some < all => "step step-begun",
            _ => "step step-answered",
        };
        html! {
            <li key={ctx.t(name(view)).to_owned()} class={class}>
                <button type="button" aria-current={current.then_some("step")} onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(view)))}>
                    <span class="step-number" aria-hidden="true">{ index + 1 }</span>
                    <span class="step-name">{ ctx.t(name(view)) }</span>
                </button>
            </li>
        }
    };
    html! {
        <nav class="steps" part="steps" aria-label={ctx.attr(Key::StepsLabel)}>
            <ol role="list">{ for ctx.model.steps().enumerate().map(step) }</ol>
        </nav>
    }
}

/// Where a question stands among those of the journey: "2 sur 7".
pub fn progress(ctx: Ctx<'_>, question: Question) -> String {
    let asked = || ctx.model.steps().filter(|step| step.is_questions()).flat_map(|step| ctx.model.questions_of(step));
    let before = asked().take_while(|other| *other != question).count();
    ctx.fill(Key::QuestionOf, &[("n", &(before + 1).to_string()), ("all", &asked().count().to_string())])
}

/// Below a question, on a narrow page: the way back, and the choice between one question at a time and all of them.
pub fn turns(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    let before = model.question_before().map(NavigationMsg::QuestionRequested);
    let back = before.or_else(|| model.previous().map(NavigationMsg::ViewRequested));
    let other = if model.navigation.shows_all_questions { Key::QuestionsOne } else { Key::QuestionsAll };
    html! {
        <p class="turns">
            <button type="button" class="link" data-turn="-1" hidden={back.is_none()}
                onclick={ctx.on(Msg::Navigation(back.unwrap_or(NavigationMsg::ReturnRequested)))}>
                <span aria-hidden="true">{ "← " }</span>{ ctx.t(Key::QuestionBack) }
            </button>
            <button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::AllQuestionsToggled))}>{ ctx.t(other) }</button>
        </p>
    }
}

/// The compass beside the questions. On a narrow page it is a bar at the foot of what is seen, with the way on; from the
/// short way, once there is an answer.
pub fn compass_bar(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    let after = model.question_after().map(NavigationMsg::QuestionRequested);
    let short = || short_ways(model).next().map(|(view, _)| view).filter(|_| !model.situation.is_empty());
    let next = if model.view == View::Quick { short() } else { model.next() };
    let on = after.or_else(|| next.map(NavigationMsg::ViewRequested));
    html! {
        <div class="column-side compass-bar">
            { compass::card(ctx) }
            <p class="needle-waits">{ ctx.t(Key::NeedleWaits) }</p>
            <button type="button" class="button turn-on" data-turn="1" hidden={on.is_none()}
                onclick={ctx.on(Msg::Navigation(on.unwrap_or(NavigationMsg::ReturnRequested)))}>
                <span class="turn-skip">{ ctx.t(Key::QuestionSkip) }</span>{ " " }
                <span class="turn-answered">{ ctx.t(Key::QuestionOn) }</span>
            </button>
        </div>
    }
}

/// Where to go on from the short way: first to the page where the journey ends, where the host offers it.
pub fn short_ways(model: &Model) -> impl Iterator<Item = (View, Key)> {
    let ways =
        [(View::Summary, Key::QuickSummary), (View::Trajectory, Key::QuickTrajectory), (View::Path, Key::QuickPath)];
    ways.into_iter().filter(|(view, _)| model.is_enabled(*view))
}

/// The first question that waits for an answer; nothing when none does.
pub fn first_question(ctx: Ctx<'_>) -> Html {
    ctx.model.missing().first().map_or_else(Html::default, |question| {
        html! { <button type="button" class="button" onclick={ctx.on(Msg::Navigation(NavigationMsg::QuestionRequested(*question)))}>{ ctx.t(Key::JourneyFirst) }</button> }
    })
}

/// The way on from a view that is no step: to the first question before any answer, then back to the journey.
pub fn next_step(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    if model.situation.is_empty() && !model.missing().is_empty() {
        return first_question(ctx);
    }
    if model.steps().next().is_none() && !model.is_enabled(model.navigation.journey) {
        return Html::default();
    }
    html! { <button type="button" class="button" onclick={ctx.on(Msg::Navigation(NavigationMsg::ReturnRequested))}>{ ctx.t(Key::JourneyBack) }</button> }
}

/// The way on from a view that is no step, at the foot of the view.
pub fn next_step_footer(ctx: Ctx<'_>) -> Html {
    html! { <div class="foot"><span class="foot-on">{ next_step(ctx) }</span></div> }
}

/// The way back and the way on.
pub fn step_footer(ctx: Ctx<'_>) -> Html {
    let back = ctx.model.previous().map(|to| {
        html! {
            <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(to)))}>
                <span aria-hidden="true">{ "← " }</span>{ ctx.t(name(to)) }
            </button>
        }
    });
    let on = ctx.model.next().map(|to| {
        html! {
            <button type="button" class="button" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(to)))}>
                { ctx.t(name(to)) }<span aria-hidden="true">{ " →" }</span>
            </button>
        }
    });
    html! {
        <div class="foot">
            <span class="foot-back">{ back.unwrap_or_default() }</span>
            <span class="foot-on">{ on.unwrap_or_default() }</span>
        </div>
    }
}
