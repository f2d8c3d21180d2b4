//! *S'équiper*: the resources that open, those to ask for, and one that looks elsewhere.

use super::ctx::Ctx;
use super::markup::html;
use super::{compass, explore, instruments, phrases, resource, steps};
use crate::app::features::share::ShareMsg;
use crate::app::{Msg, NavigationMsg, View, WhatIfMsg};
use boussole_content::i18n::Key;
use boussole_content::pack::entry;
use boussole_domain::Kind;
use boussole_domain::path::{Path, Stop};
use yew::Html;

/// How many stand open: the best of each kind. The rest is one touch away.
pub const FIRST: usize = Kind::ALL.len();

pub fn view(ctx: Ctx<'_>) -> Html {
    let outcome = ctx.model.visible_outcome();
    let path = &outcome.plan(ctx.content()).path;
    let count = u32::try_from(path.stops.len()).unwrap_or(0);
    let lead = if path.stops.is_empty() {
        ctx.t(Key::PathNone).to_owned()
    } else {
        ctx.messages().count(count, Key::PathLeadOne, Key::PathLeadOther)
    };
    let (open, asked): (Vec<&Stop>, Vec<&Stop>) = path.stops.iter().partition(|stop| stop.opens);
    let (opening, others) = open.split_at(FIRST.min(open.len()));
    html! {
        <>
            <div class="lead">
                <p>{ lead }</p>
            </div>
            <div class="columns">
                <div class="column-main">
                    <div>{ trial(ctx) }</div>
                    <div>{ if path.stops.is_empty() { steps::first_question(ctx) } else { Html::default() } }</div>
                    <div>{ empty_domains(ctx, path) }</div>
                    <div class="path-stops">
                        <ol class="resources" role="list">{ for opening.iter().map(|stop| resource::card(ctx, stop, 2)) }</ol>
                        <div>{ more(ctx, others) }</div>
                    </div>
                    <div>{ on_request(ctx, &asked) }</div>
                    <div class="explorer">
                        if let Some((stop, heading)) = path.explorer.as_ref().zip(outcome.heading) {
                            { ctx.heading(2, "block-title", html! { { ctx.t(Key::ExplorerTitle) } }) }
                            <p class="hint">{ ctx.fill(Key::ExplorerLead, &[("impact", &phrases::impact_lower(ctx, heading.main()))]) }</p>
                            <ul class="resources" role="list">{ resource::card(ctx, stop, 3) }</ul>
                        }
                    </div>
                    <div>{ pins(ctx) }</div>
                    <p>{ explore::link(ctx) }</p>
                    <p class="hint">{ ctx.t(Key::PathNote) }</p>
                    <div>{ contact(ctx) }</div>
                    <div>{ instruments::next_instrument(ctx) }</div>
                </div>
                { compass::aside(ctx) }
            </div>
            { steps::step_footer(ctx) }
        </>
    }
}

/// What opens beyond the first.
fn more(ctx: Ctx<'_>, stops: &[&Stop]) -> Html {
    if stops.is_empty() {
        return Html::default();
    }
    let count = u32::try_from(stops.len()).unwrap_or(u32::MAX);
    html! {
        <details class="path-more">
            <summary>{ ctx.messages().count(count, Key::PathMoreOne, Key::PathMoreOther) }</summary>
            <ol class="resources" role="list">{ for stops.iter().map(|stop| resource::card(ctx, stop, 2)) }</ol>
        </details>
    }
}

/// The visitor's fields that the catalogue has nothing of, and where else to look.
fn empty_domains(ctx: Ctx<'_>, path: &Path) -> Html {
    if path.empty_domains.is_empty() {
        return Html::default();
    }
    let label = |domain: &_| entry(&ctx.vocabulary().domains, *domain).label.clone();
    let labels: Vec<String> = path.empty_domains.iter().map(label).collect();
    html! {
        <section class="banner">
            <p>{ ctx.fill(Key::PathEmptyDomains, &[("domains", &labels.join(" ; "))]) }</p>
            if ctx.model.is_enabled(View::Explore) {
                <p><button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Explore)))}>{ ctx.t(Key::PathEmptySearch) }</button></p>
            }
            if ctx.content().partner.contact.is_some() {
                <p>{ ctx.t(Key::PathEmptyContact) }{ " " }{ contact_link(ctx) }</p>
            }
        </section>
    }
}

/// What does not open from here, and one letter that asks for all of it.
fn on_request(ctx: Ctx<'_>, stops: &[&Stop]) -> Html {
    if stops.is_empty() {
        return Html::default();
    }
    let count = u32::try_from(stops.len()).unwrap_or(u32::MAX);
    let item = |stop: &&Stop| {
        let resource = ctx.content().resources.get(stop.resource)?;
        let details = [Some(resource.publisher.as_str()), resource.url.as_deref()];
        let details: Vec<&str> = details.into_iter().flatten().filter(|text| !text.is_empty()).collect();
        let details = if details.is_empty() { String::new() } else { [" (", &details.join(", "), ")"].concat() };
        Some(["– ", &resource.title, &details].concat())
    };
    let list: Vec<String> = stops.iter().filter_map(item).collect();
    let (subject, body) = (ctx.t(Key::AskSubject), ctx.fill(Key::AskBody, &[("list", &list.join("\n"))]));
    let letter = [subject, "\n\n", &body].concat();
    let recipient = resource::partner_mail(ctx).unwrap_or("mailto:");
    html! {
        <section class="block ask">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::AskTitle) } }) }
            <p>{ ctx.messages().count(count, Key::AskLeadOne, Key::AskLeadOther) }</p>
            <div class="pills screen-only">
                <a class="button button-quiet" href={resource::mail(recipient, subject, &body)}>{ ctx.t(Key::AskMail) }</a>
                <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Share(ShareMsg::CopyRequested(letter.clone())))}>{ phrases::copy_label(ctx, &letter, Key::AskCopy) }</button>
            </div>
            <details class="why">
                <summary>{ ctx.t(Key::AskRead) }</summary>
                <p class="letter-text">{ body }</p>
            </details>
            <ul class="resources" role="list">{ for stops.iter().map(|stop| resource::card(ctx, stop, 3)) }</ul>
        </section>
    }
}

/// What the visitor pinned, beside what the rules chose: what stands above already is named, and does not stand twice.
fn pins(ctx: Ctx<'_>) -> Html {
    if ctx.model.explore.pinned.is_empty() {
        return Html::default();
    }
    let outcome = ctx.model.visible_outcome();
    let path = &outcome.plan(ctx.content()).path;
    let is_above = |index: &usize| path.stops.iter().chain(&path.explorer).any(|stop| stop.resource == *index);
    let (above, others): (Vec<usize>, Vec<usize>) = ctx.model.explore.pinned.iter().copied().partition(is_above);
    let title = |index: &usize| ctx.content().resources.get(*index).map(|resource| resource.title.clone());
    let titles: Vec<String> = above.iter().filter_map(title).collect();
    let card = |index: &usize| {
        outcome.stop(*index, ctx.content()).map_or_else(Html::default, |stop| resource::card(ctx, &stop, 3))
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
    if ctx.content().partner.contact.is_none() {
        return Html::default();
    }
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::ContactTitle) } }) }
            <p>{ contact_link(ctx) }</p>
        </section>
    }
}

fn contact_link(ctx: Ctx<'_>) -> Html {
    let Some(contact) = &ctx.content().partner.contact else { return Html::default() };
    match contact.address.clone() {
        Some(address) => html! { <a href={address} target="_blank" rel="noopener noreferrer">{ &contact.label }</a> },
        None => html! { { &contact.label } },
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
