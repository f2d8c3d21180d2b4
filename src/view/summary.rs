//! *Votre cap en une page*: where the journey ends, with what it comes to, what to do, what to open, and how to take it
//! along.

use super::ctx::Ctx;
use super::export::Format;
use super::markup::html;
use super::{comparison, dial, instrument_result, phrases, resource, share, steps};
use crate::app::features::instruments::sheet_scores;
use crate::app::features::share::ShareMsg;
use crate::app::journey::outcome::due_date;
use crate::app::journey::record::ResponseKey;
use crate::app::{ContentMsg, JourneyMsg, Msg, NavigationMsg, View};
use boussole_content::i18n::Key;
use boussole_content::sentences::{Gesture, Timeframe};
use boussole_domain::path::Stop;
use boussole_domain::situation::Question;
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let is_empty = ctx.model.situation.is_empty();
    html! {
        <>
            <div class="lead">
                <p>{ ctx.t(if is_empty { Key::SummaryNone } else { Key::SummaryLead }) }</p>
            </div>
            <div>{ if is_empty { nothing_answered(ctx) } else { html! { <>{ sheet(ctx) }{ comparison::view(ctx) }</> } } }</div>
            <div>{ if is_empty { Html::default() } else { take_along(ctx) } }</div>
        </>
    }
}

/// The way to a first answer, and to the group's heading where somebody leads a workshop.
fn nothing_answered(ctx: Ctx<'_>) -> Html {
    html! {
        <>
            <div>{ steps::first_question(ctx) }</div>
            if !ctx.model.workshop.participants.is_empty() && ctx.model.is_enabled(View::Workshop) {
                <p><button type="button" class="button button-quiet" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Workshop)))}>{ ctx.t(Key::WorkshopHeading) }</button></p>
            }
        </>
    }
}

/// The page, on the screen as on paper.
fn sheet(ctx: Ctx<'_>) -> Html {
    let best = ctx.model.outcome.first_to_open(ctx.content());
    // What she pinned is there too; what stands above already does not stand twice.
    let is_above = |index: &usize| best.iter().any(|stop| stop.resource == *index);
    let others = ctx.model.explore.pinned.iter().filter(|index| !is_above(index));
    let pins: Vec<Stop> = others.filter_map(|index| ctx.model.outcome.stop(*index, ctx.content())).collect();
    html! {
        <div class="summary" data-paper="">
            { ctx.heading(2, "paper-only paper-title", html! { { ctx.t(Key::SummaryTitle) } }) }
            <div class="columns columns-side-first">
                { heading(ctx) }
                <div class="column-main">
                    <div class="portrait">{ portrait(ctx) }</div>
                    <div>{ gestures(ctx) }</div>
                    <div>{ resources(ctx, Key::SummaryResources, &best) }</div>
                    <div>{ resources(ctx, Key::PinsTitle, &pins.iter().collect::<Vec<_>>()) }</div>
                </div>
            </div>
            <p class="paper-only hint">{ share::made_with(ctx) }</p>
        </div>
    }
}

/// Resources under a title; nothing where there are none.
fn resources(ctx: Ctx<'_>, title: Key, stops: &[&Stop]) -> Html {
    if stops.is_empty() {
        return Html::default();
    }
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(title) } }) }
            <ol class="briefs" role="list">{ for stops.iter().map(|stop| resource::brief(ctx, stop)) }</ol>
        </section>
    }
}

/// The dial, and the same in words.
fn heading(ctx: Ctx<'_>) -> Html {
    let heading = ctx.model.outcome.heading.as_ref();
    // A heading that is not settled is not shown as one that is.
    let open = ctx.model.outcome.sensitivity.as_ref().filter(|firmness| !firmness.undecided.is_empty());
    html! {
        <div class="column-side">
            <section class="summary-heading" aria-label={ctx.attr(Key::CompassLabel)}>
                { dial::personal_dial(ctx) }
                <p class="compass-main">{ heading.map_or_else(|| ctx.t(Key::HeadingNone).to_owned(), |heading| phrases::heading(ctx, heading)) }</p>
                <p class="hint">{ heading.map(|heading| phrases::shares(ctx, heading)).unwrap_or_default() }</p>
                <p class="compass-firm">{ open.map(|firmness| phrases::firmness(ctx, firmness)).unwrap_or_default() }</p>
            </section>
        </div>
    }
}

/// What the journey comes to, in a few sentences; that they are on their way, while they are.
fn portrait(ctx: Ctx<'_>) -> Html {
    if ctx.content().sentences().is_none() {
        return sentences_missing(ctx);
    }
    let sentences = ctx.model.outcome.portrait(ctx.content());
    html! { <>{ for sentences.iter().map(|sentence| html! { <p key={sentence.text.clone()}>{ &sentence.text }</p> }) }</> }
}

fn sentences_missing(ctx: Ctx<'_>) -> Html {
    if !ctx.model.explore.have_details_failed {
        return html! { <p class="hint">{ ctx.t(Key::SummaryComing) }</p> };
    }
    html! {
        <>
            <p class="hint">{ ctx.t(Key::SummaryMissing) }</p>
            <p><button type="button" class="link" onclick={ctx.on(Msg::Content(ContentMsg::DetailsRequested))}>{ ctx.t(Key::DetailsAgain) }</button></p>
        </>
    }
}

/// What to do, by when; or the questions that it follows from.
fn gestures(ctx: Ctx<'_>) -> Html {
    let gestures = ctx.model.outcome.gestures(ctx.content());
    let mut missing = ctx.model.missing();
    missing.retain(|question| [Question::Maturity, Question::Objectives].contains(question));
    let list = if !missing.is_empty() {
        html! {
            <>
                <p class="hint">{ ctx.t(Key::GesturesNone) }</p>
                <p class="pills screen-only">
                    { for missing.into_iter().map(|question| html! {
                        <button type="button" key={question.id()} class="pill" onclick={ctx.on(Msg::Navigation(NavigationMsg::QuestionRequested(question)))}>{ ctx.t(phrases::question(question)) }</button>
                    }) }
                </p>
            </>
        }
    } else if gestures.is_empty() && ctx.content().sentences().is_some() {
        // The host answered one of them with nothing.
        return Html::default();
    } else {
        html! {
            <>
                <ol class="gestures" role="list">{ for (0..).zip(Timeframe::ALL).map(|(index, timeframe)| gesture(ctx, timeframe, gestures.get(index))) }</ol>
                { from_instrument(ctx) }
                <p class="hint">{ ctx.t(Key::GesturesToConfirm) }{ " " }<span class="screen-only">{ ctx.t(Key::GesturesTicks) }</span></p>
            </>
        }
    };
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::GesturesTitle) } }) }
            { list }
        </section>
    }
}

/// What an instrument found weakest, and the way there; nothing where none did.
fn from_instrument(ctx: Ctx<'_>) -> Html {
    let state = &ctx.model.instruments;
    for (at, instrument) in (0_u8..).zip(&*ctx.content().instruments) {
        let scores = |key: &ResponseKey| sheet_scores(state, ctx.model.context(), instrument, *key);
        let Some(scores) = state.responses.keys(at).last().map(scores) else { continue };
        if !scores.weakest_groups.is_empty() && ctx.model.is_enabled(View::Instrument(at)) {
            return html! {
                <p class="gesture-instrument">
                    { instrument_result::verdict(ctx, instrument, &scores) }{ " – " }
                    <button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Instrument(at))))}>{ &instrument.label }</button>
                </p>
            };
        }
    }
    Html::default()
}

/// One thing to do; its place while it is on its way.
fn gesture(ctx: Ctx<'_>, timeframe: Timeframe, gesture: Option<&Gesture>) -> Html {
    let when = html! { <span class="gesture-when">{ ctx.t(phrases::timeframe(timeframe)) }</span> };
    let Some(gesture) = gesture else {
        return html! { <li key={timeframe.id()} class="gesture gesture-coming">{ when }</li> };
    };
    let sentence = &gesture.sentence.text;
    let due = ctx.model.situation.start.map(|start| phrases::date(ctx, due_date(timeframe, start)));
    let due = due.map(|date| ctx.fill(Key::GestureDue, &[("date", &date)]));
    let how: Vec<String> =
        [Some(gesture.who.clone()), Some(gesture.duration.clone()), due].into_iter().flatten().collect();
    html! {
        <li key={timeframe.id()} class="gesture">
            <label>
                <input type="checkbox" checked={ctx.model.form.done.contains(sentence)} onchange={ctx.on(Msg::Journey(JourneyMsg::GestureToggled(sentence.clone())))} />
                { when }{ " " }
                <span class="gesture-what">{ sentence }</span>
            </label>
            <p class="gesture-how">{ how.join(", ") }</p>
        </li>
    }
}

/// The ways to take the page along; one comes first.
fn take_along(ctx: Ctx<'_>) -> Html {
    let button = |name: Key, msg: Msg| {
        html! { <button type="button" key={name as usize} class="button button-quiet" onclick={ctx.on(msg)}>{ ctx.t(name) }</button> }
    };
    let export = |format: Format| Msg::Share(ShareMsg::ExportRequested(format.id()));
    html! {
        <section class="block take-along">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::TakeAlong) } }) }
            <div>
                if ctx.model.share.export_outcome.is_some() { <p class="banner">{ share::export_report(ctx) }</p> }
            </div>
            <div class="pills">
                { share::send(ctx, "button") }
                { button(Key::Print, Msg::Share(ShareMsg::PrintRequested)) }
                if share::offers_calendar(ctx) { { button(Key::TakeAgenda, export(Format::Ics)) } }
                { button(Key::TakePicture, export(Format::Png)) }
                if ctx.model.is_enabled(View::Keep) {
                    { button(Key::TakeKeep, Msg::Navigation(NavigationMsg::ViewRequested(View::Keep))) }
                }
            </div>
            <p class="hint">{ if ctx.model.share.has_share_sheet { "" } else { ctx.t(Key::SendNote) } }</p>
            <div class="take-start">{ if ctx.model.host.locked.contains(&Question::Start) { Html::default() } else { share::start_field(ctx) } }</div>
        </section>
    }
}
