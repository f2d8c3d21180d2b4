//! The compass card: the dial, the heading in words, how firm it is and what is missing.

use super::ctx::Ctx;
use super::markup::html;
use super::{dial, words};
use crate::app::Msg;
use crate::domain::situation::Question;
use crate::domain::{Heading, Impact};
use crate::i18n::Key;
use yew::Html;

/// The card beside a view.
pub fn aside(ctx: Ctx<'_>) -> Html {
    html! {
        <div class="column-side">{ card(ctx) }</div>
    }
}

/// The card.
pub fn card(ctx: Ctx<'_>) -> Html {
    let shown = ctx.model.shown();
    html! {
        <section class="compass" part="compass" aria-label={ctx.attr(Key::CompassLabel)}>
            { dial::dial(ctx) }
            <div class="compass-words">
                { match &shown.heading {
                    Some(heading) => said(ctx, heading),
                    None => html! { <p class="compass-main">{ ctx.t(Key::HeadingNone) }</p> },
                } }
            </div>
            <div class="compass-missing">{ missing(ctx) }</div>
        </section>
    }
}

fn said(ctx: Ctx<'_>, heading: &Heading) -> Html {
    let percents = words::percents(heading);
    let share = |impact: Impact| {
        html! {
            <div key={impact.id()} class={format!("share share-{}", impact.id())}>
                <dt>{ words::impact(ctx, impact) }</dt>
                <dd>{ words::percent(ctx, *percents.get(impact)) }</dd>
            </div>
        }
    };
    let firmness = ctx.model.shown().firmness.as_ref().map(|firmness| words::firmness(ctx, firmness));
    html! {
        <>
            <p class="compass-main">{ words::heading(ctx, heading) }</p>
            <dl class="shares">{ for Impact::ALL.map(share) }</dl>
            <p class="compass-firm">{ firmness.unwrap_or_default() }</p>
        </>
    }
}

/// The questions that would make the result more precise, each one click away. All stand there, those that are answered
/// hidden: the first view has the same nodes whatever is answered in it.
fn missing(ctx: Ctx<'_>) -> Html {
    let missing = ctx.model.missing();
    let item = |question: Question| {
        html! {
            <li key={question.id()} hidden={!missing.contains(&question)}>
                <button type="button" class="pill" onclick={ctx.on(Msg::WentToQuestion(question))}>
                    { ctx.t(words::question(question)) }
                </button>
            </li>
        }
    };
    html! {
        <>
            <p class="complete" hidden={!missing.is_empty()}>{ ctx.t(Key::NothingMissing) }</p>
            <p class="missing-title" hidden={missing.is_empty()}>{ ctx.t(Key::Missing) }</p>
            <ul class="pills" role="list" hidden={missing.is_empty()}>
                { for Question::ALL.map(item) }
            </ul>
        </>
    }
}
