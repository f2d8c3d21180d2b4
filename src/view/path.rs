//! *S'équiper*: nine resources and one that looks elsewhere.

use super::ctx::Ctx;
use super::markup::html;
use super::{compass, explore, instruments, resource, steps, words};
use crate::app::NavigationMsg;
use crate::app::WhatIfMsg;
use crate::app::{Msg, View};
use boussole_content::i18n::Key;
use boussole_domain::path::judged;
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let outcome = ctx.model.shown();
    let path = &outcome.plan(ctx.content()).path;
    let count = u32::try_from(path.stops.len()).unwrap_or(0);
    let lead = if path.stops.is_empty() {
        ctx.t(Key::PathNone).to_owned()
    } else {
        ctx.messages().count(count, Key::PathLeadOne, Key::PathLeadOther)
    };
    html! {
        <>
            <div class="lead">
                { ctx.title(Key::StepPath) }
                <p>{ lead }</p>
            </div>
            <div class="columns">
                <div class="column-main">
                    <div>{ trial(ctx) }</div>
                    <div>{ if path.stops.is_empty() { steps::first_question(ctx) } else { Html::default() } }</div>
                    <ol class="resources" role="list">{ for path.stops.iter().map(|stop| resource::card(ctx, stop, 2)) }</ol>
                    <div class="explorer">
                        if let Some((stop, heading)) = path.explorer.as_ref().zip(outcome.heading) {
                            { ctx.heading(2, "block-title", html! { { ctx.t(Key::ExplorerTitle) } }) }
                            <p class="hint">{ ctx.fill(Key::ExplorerLead, &[("impact", &words::impact_lower(ctx, heading.main()))]) }</p>
                            <ul class="resources" role="list">{ resource::card(ctx, stop, 3) }</ul>
                        }
                    </div>
                    <div>{ pins(ctx) }</div>
                    <p>{ explore::link(ctx) }</p>
                    <p class="hint">{ ctx.t(Key::PathNote) }</p>
                    <div>{ contact(ctx) }</div>
                    <div>{ instruments::next(ctx) }</div>
                </div>
                { compass::aside(ctx) }
            </div>
            { steps::foot(ctx) }
        </>
    }
}

/// What the visitor pinned, beside what the rules chose: what stands above already is named, and does not stand twice.
fn pins(ctx: Ctx<'_>) -> Html {
    if ctx.model.explore.pinned.is_empty() {
        return Html::default();
    }
    let (outcome, rules) = (ctx.model.shown(), &ctx.content().rules.path);
    let path = &outcome.plan(ctx.content()).path;
    let is_above = |place: &usize| path.stops.iter().chain(&path.explorer).any(|stop| stop.resource == *place);
    let (above, others): (Vec<usize>, Vec<usize>) = ctx.model.explore.pinned.iter().copied().partition(is_above);
    let title = |place: &usize| ctx.content().resources.get(*place).map(|own| own.title.clone());
    let titles: Vec<String> = above.iter().filter_map(title).collect();
    let card = |place: &usize| {
        let Some(facets) = ctx.content().facets.get(*place) else { return Html::default() };
        resource::card(ctx, &judged(*place, &ctx.model.situation, outcome.heading.as_ref(), facets, rules), 3)
    };
    html! {
        <section class={if others.is_empty() { "block screen-only" } else { "block" }}>
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::PinsTitle) } }) }
            <p class="hint screen-only">
                { if titles.is_empty() { String::new() } else { ctx.fill(Key::PinsAbove, &[("titles", &titles.join(" ; "))]) } }
            </p>
            <ul class="resources" role="list">{ for others.iter().map(card) }</ul>
        </section>
    }
}

/// Whom the partner names to talk to.
fn contact(ctx: Ctx<'_>) -> Html {
    let Some(contact) = &ctx.content().partner.contact else { return Html::default() };
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::ContactTitle) } }) }
            <p>
                { match contact.address.clone() {
                    Some(address) => html! { <a href={address} target="_blank" rel="noopener noreferrer">{ &contact.label }</a> },
                    None => html! { { &contact.label } },
                } }
            </p>
        </section>
    }
}

/// A path under trial says so, and how to leave it.
fn trial(ctx: Ctx<'_>) -> Html {
    if ctx.model.what_if.is_none() {
        return Html::default();
    }
    html! {
        <p class="banner">
            { ctx.t(Key::TrialShows) }{ " " }
            <button type="button" class="link" onclick={ctx.on(Msg::WhatIf(WhatIfMsg::Dropped))}>{ ctx.t(Key::WhatIfDrop) }</button>{ " " }
            <button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Trajectory)))}>{ ctx.t(Key::TrialBack) }</button>
        </p>
    }
}
