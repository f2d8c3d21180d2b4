//! The compass card: the dial, the heading in words, how firm it is and what is missing.

use super::ctx::Ctx;
use super::markup::html;
use super::{dial, phrases};
use crate::app::journey::outcome::Outcome;
use crate::app::{Msg, NavigationMsg};
use boussole_content::i18n::Key;
use boussole_domain::situation::Question;
use boussole_domain::{Heading, Impact};
use yew::Html;

/// The card beside a view.
pub fn aside(ctx: Ctx<'_>) -> Html {
    html! {
        <div class="column-side">{ card(ctx) }</div>
    }
}

/// The card.
pub fn card(ctx: Ctx<'_>) -> Html {
    let shown = ctx.model.visible_outcome();
    html! {
        <section class="compass" part="compass" aria-label={ctx.attr(Key::CompassLabel)}>
            { dial::dial(ctx) }
            <div class="compass-words">{ heading_text(ctx, shown) }</div>
            <div class="compass-missing">{ open_questions(ctx) }</div>
        </section>
    }
}

/// The heading in words. What only a heading has is there without one too, hidden: the first view lists these places
/// (`first`), and they are filled before the widget is there.
fn heading_text(ctx: Ctx<'_>, shown: &Outcome) -> Html {
    let heading = shown.heading.as_ref();
    let sentence = heading.map_or_else(|| ctx.t(Key::HeadingNone).to_owned(), |heading| phrases::heading(ctx, heading));
    let percents = heading.map(Heading::percents);
    let share = |impact: Impact| {
        let percent = percents.map(|percents| phrases::percent(ctx, *percents.get(impact)));
        html! {
            <div key={impact.id()} class={format!("share share-{}", impact.id())}>
                <dt>{ phrases::impact(ctx, impact) }</dt>
                <dd>{ percent.unwrap_or_default() }</dd>
            </div>
        }
    };
    let firmness = shown.sensitivity.as_ref().map(|firmness| phrases::firmness(ctx, firmness));
    html! {
        <>
            <p class="compass-main">{ sentence }</p>
            <dl class="shares" hidden={heading.is_none()}>{ for Impact::ALL.map(share) }</dl>
            <p class="compass-firm" hidden={heading.is_none()}>{ firmness.unwrap_or_default() }</p>
        </>
    }
}

/// The questions that would make the result more precise, each one click away. All stand there, those that are answered
/// hidden: the first view has the same nodes whatever is answered in it.
fn open_questions(ctx: Ctx<'_>) -> Html {
    let missing = ctx.model.missing();
    // A date moves no needle.
    let title = if missing == [Question::Start] { Key::MissingStart } else { Key::Missing };
    let item = |question: Question| {
        html! {
            <li key={question.id()} hidden={!missing.contains(&question)}>
                <button type="button" class="pill" onclick={ctx.on(Msg::Navigation(NavigationMsg::QuestionRequested(question)))}>
                    { ctx.t(phrases::question(question)) }
                </button>
            </li>
        }
    };
    html! {
        <>
            <p class="complete" hidden={!missing.is_empty()}>{ ctx.t(Key::NothingMissing) }</p>
            <p class="missing-title" hidden={missing.is_empty()}>{ ctx.t(title) }</p>
            <ul class="pills" role="list" hidden={missing.is_empty()}>
                { for Question::ALL.map(item) }
            </ul>
        </>
    }
}
