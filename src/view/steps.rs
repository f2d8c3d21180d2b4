//! The four steps as the graduations of a compass card, and the way on at the foot of each.

use super::ctx::Ctx;
use super::markup::html;
use crate::app::NavigationMsg;
use crate::app::{Msg, View};
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
    let step = |(place, view): (usize, View)| {
        let current = view == current;
        let (answered, all) = ctx.model.count(Question::ALL.into_iter().filter(|question| View::of(*question) == view));
        let class = match (current, answered) {
            (true, _) => "step step-current",
            (false, 0) => "step",
            (false, some) if some < all => "step step-begun",
            (false, _) => "step step-answered",
        };
        html! {
            <li key={ctx.t(name(view)).to_owned()} class={class}>
                <button type="button" aria-current={current.then_some("step")} onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(view)))}>
                    <span class="step-number" aria-hidden="true">{ place + 1 }</span>
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

/// The first question that waits for an answer; nothing when none does.
pub fn first_question(ctx: Ctx<'_>) -> Html {
    ctx.model.missing().first().map_or_else(Html::default, |question| {
        html! { <button type="button" class="button" onclick={ctx.on(Msg::Navigation(NavigationMsg::QuestionRequested(*question)))}>{ ctx.t(Key::JourneyFirst) }</button> }
    })
}

/// The way on from a view that is no step: to the first question before any answer, then back to the journey.
pub fn way_on(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    if model.situation.is_silent() && !model.missing().is_empty() {
        return first_question(ctx);
    }
    if model.steps().next().is_none() && !model.offers(model.navigation.journey) {
        return Html::default();
    }
    html! { <button type="button" class="button" onclick={ctx.on(Msg::Navigation(NavigationMsg::Returned))}>{ ctx.t(Key::JourneyBack) }</button> }
}

/// The way on from a view that is no step, at the foot of the view.
pub fn way_on_foot(ctx: Ctx<'_>) -> Html {
    html! { <div class="foot"><span class="foot-on">{ way_on(ctx) }</span></div> }
}

/// The way back and the way on.
pub fn foot(ctx: Ctx<'_>) -> Html {
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
