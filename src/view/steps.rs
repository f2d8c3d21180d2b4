//! The four steps as the graduations of a compass card, and the way on at the foot of each.

use super::ctx::Ctx;
use super::markup::html;
use crate::app::{Msg, View};
use crate::domain::situation::Question;
use crate::i18n::Key;
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
        let answered = Question::ALL
            .into_iter()
            .any(|question| View::of(question) == view && ctx.model.situation.answers(question));
        let class = if current {
            "step step-current"
        } else if answered {
            "step step-answered"
        } else {
            "step"
        };
        html! {
            <li key={ctx.t(name(view)).to_owned()} class={class}>
                <button type="button" aria-current={current.then_some("step")} onclick={ctx.on(Msg::WentTo(view))}>
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

/// The way back and the way on.
pub fn foot(ctx: Ctx<'_>) -> Html {
    let back = ctx.model.previous().map(|to| {
        html! {
            <button type="button" class="button button-quiet" onclick={ctx.on(Msg::WentTo(to))}>
                <span aria-hidden="true">{ "← " }</span>{ ctx.t(name(to)) }
            </button>
        }
    });
    let on = ctx.model.next().map(|to| {
        html! {
            <button type="button" class="button" onclick={ctx.on(Msg::WentTo(to))}>
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
