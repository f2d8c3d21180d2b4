//! The workshop for a room: one thing at a time, large enough to be read at five metres. First how to join, then the
//! needles, then each subject with what to ask, and at the end what to decide.

use super::ctx::Ctx;
use super::markup::html;
use super::{group, qr_code};
use crate::app::Msg;
use crate::app::features::workshop::{WorkshopMsg, WorkshopSummary};
use crate::app::journey::fragment;
use boussole_content::i18n::Key;
use boussole_domain::workshop::Subject;
use yew::Html;

/// So many common resources are to choose from: more are no choice that a room makes. Our reading.
const DECIDED_RESOURCES: usize = 4;

/// A slide, and the way to the others.
pub fn view(ctx: Ctx<'_>, summary: &WorkshopSummary, slide: usize) -> Html {
    let last = last_slide(ctx, summary);
    let slide = slide.min(last);
    let show = |to: usize| ctx.on(Msg::Workshop(WorkshopMsg::SlideShown(Some(to))));
    let place = [("n", &*(slide + 1).to_string()), ("all", &*(last + 1).to_string())];
    html! {
        <div class="projection" tabindex="-1">
            { match slide {
                0 => join(ctx),
                1 => heading(ctx, summary),
                end if end == last && !summary.is_small => decide(ctx, summary),
                card => talk(ctx, summary, summary.subjects.get(card - 2).copied()),
            } }
            <p class="projection-bar">
                <button type="button" class="button button-quiet" data-projection="back" hidden={slide == 0} onclick={show(slide.saturating_sub(1))}>{ ctx.t(Key::QuestionBack) }</button>
                <span>{ ctx.fill(Key::QuestionOf, &place) }</span>
                <button type="button" class="button" data-projection="on" hidden={slide == last} onclick={show(slide + 1)}>{ ctx.t(Key::QuestionOn) }</button>
                <button type="button" class="link" data-projection="leave" onclick={ctx.on(Msg::Workshop(WorkshopMsg::SlideShown(None)))}>{ ctx.t(Key::WorkshopProjectLeave) }</button>
            </p>
        </div>
    }
}

/// The last slide, counted from 0: somebody may have gone meanwhile, and a subject with her.
fn last_slide(ctx: Ctx<'_>, summary: &WorkshopSummary) -> usize {
    // Behind the subjects stands what to decide.
    let cards = if summary.is_small { 0 } else { summary.subjects.len().max(1) + 1 };
    if ctx.model.workshop.participants.is_empty() { 0 } else { 1 + cards }
}

/// The title of a slide.
pub fn title<'a>(ctx: Ctx<'a>, summary: &WorkshopSummary, slide: usize) -> &'a str {
    let last = last_slide(ctx, summary);
    match slide.min(last) {
        0 => ctx.t(Key::WorkshopJoin),
        end if end == last && end > 1 => ctx.t(Key::WorkshopDecide),
        card => match card.checked_sub(2).and_then(|index| summary.subjects.get(index)) {
            Some(subject) => group::subject(ctx, *subject),
            None => ctx.t(Key::WorkshopHeading),
        },
    }
}

/// The address as a code and in letters, and what to do there.
fn join(ctx: Ctx<'_>) -> Html {
    let address = fragment::without_key(&ctx.model.share.link_base);
    let code = Some(address).filter(|address| !address.is_empty());
    let code = code.and_then(|address| qr_code::qr_code(address, ctx.t(Key::KeepQr).to_owned()));
    let steps = ctx.content().sentences().map_or(&[][..], |sentences| &sentences.join);
    html! {
        <section key="join" class="slide slide-wide">
            <div class="slide-drawing">{ code.unwrap_or_default() }</div>
            <div class="slide-words">
                <ol>{ for steps.iter().map(|step| html! { <li key={step.text.clone()}>{ &step.text }</li> }) }</ol>
                <p class="slide-address">{ address.split_once("://").map_or(address, |(_, place)| place) }</p>
                <p class="reading-main">{ participants(ctx) }</p>
            </div>
        </section>
    }
}

fn heading(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    let together = summary.group_heading.as_ref();
    let untold =
        || if summary.is_small { group::small(ctx, summary) } else { ctx.t(Key::WorkshopNoHeading).to_owned() };
    html! {
        <section key="heading" class="slide slide-wide">
            <div class="slide-drawing">{ together.map(|together| group::needles(ctx, together)).unwrap_or_default() }</div>
            <div class="slide-words">
                { together.map_or_else(|| html! { <p>{ untold() }</p> }, |together| group::mean(ctx, together)) }
                <p class="hint">{ participants(ctx) }</p>
            </div>
        </section>
    }
}

fn talk(ctx: Ctx<'_>, summary: &WorkshopSummary, subject: Option<Subject>) -> Html {
    html! {
        <section key={subject.map_or("", Subject::id)} class="slide">
            <p class="hint">{ ctx.t(Key::WorkshopTalk) }</p>
            { match subject {
                Some(subject) => group::card(ctx, summary, subject),
                None => group::agreed(ctx, summary),
            } }
        </section>
    }
}

/// What the group takes along: what many of its paths hold, and what is to be agreed.
fn decide(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    html! {
        <section key="decide" class="slide">
            <p class="talk-ask">{ ctx.t(Key::WorkshopDecideAsk) }</p>
            if !summary.common.is_empty() {
                <div>
                    <p class="hint">{ ctx.t(Key::WorkshopCommon) }</p>
                    { group::common(ctx, summary, DECIDED_RESOURCES) }
                </div>
            }
        </section>
    }
}

fn participants(ctx: Ctx<'_>) -> String {
    let count = u32::try_from(ctx.model.workshop.participants.len()).unwrap_or(u32::MAX);
    ctx.messages().count(count, Key::WorkshopCountOne, Key::WorkshopCountOther)
}
