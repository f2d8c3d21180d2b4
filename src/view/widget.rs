//! The whole widget: title, steps, the view that shows, and the voice.

use super::ctx::Ctx;
use super::dispatch::Dispatch;
use super::markup::html;
use super::{
    explore, glossary, heading, instrument, instrument_result, instruments, keep, library, method, path, quick,
    situate, steps, trajectory, words, workshop,
};
use crate::app::ContentMsg;
use crate::app::JourneyMsg;
use crate::app::NavigationMsg;
use crate::app::difference::Difference;
use crate::app::{Announcement, Model, Msg, View};
use boussole_content::i18n::Key;
use std::rc::Rc;
use yew::{Html, Properties, component};

/// What the widget draws and whom it tells.
#[derive(Clone, Properties)]
pub struct WidgetProps {
    /// What to draw; nothing while it rests.
    pub model: Option<Rc<Model>>,
    /// Whom to tell.
    pub bus: Dispatch,
}

impl PartialEq for WidgetProps {
    /// Every message makes a new model, and fields must show again what is known even when the
    /// visitor typed something else: only the very same model is equal.
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.model, &other.model) {
            (Some(model), Some(other)) => Rc::ptr_eq(model, other),
            (None, None) => true,
            _ => false,
        };
        same && self.bus.send == other.bus.send
    }
}

/// The widget.
#[component]
pub fn Widget(props: &WidgetProps) -> Html {
    props.model.as_ref().map_or_else(Html::default, |model| draw(Ctx { model, bus: &props.bus }))
}

/// The drawing of a model.
pub fn draw(ctx: Ctx<'_>) -> Html {
    let view = ctx.model.view;
    let id = view.id(ctx.content()).to_owned();
    let page = match view {
        View::Situate => situate::view(ctx),
        View::Heading => heading::view(ctx),
        View::Trajectory => trajectory::view(ctx),
        View::Path => path::view(ctx),
        View::Method => method::view(ctx),
        View::Quick => quick::view(ctx),
        View::Explore => explore::view(ctx),
        View::Keep => keep::view(ctx),
        View::Workshop => workshop::view(ctx),
        View::Instruments => instruments::view(ctx),
        View::Instrument(_) => instrument::view(ctx),
    };
    html! {
        <div class="widget" part="widget" lang={ctx.messages().code.clone()} dir={if ctx.messages().right_to_left { "rtl" } else { "ltr" }}>
            { header(ctx) }
            { steps::nav(ctx) }
            <div class="notice">{ undo_banner(ctx) }{ keep::banner(ctx) }</div>
            <slot name="intro" />
            <div class="introduction">
                if let Some(text) = &ctx.content().partner.introduction {
                    <p>{ text }</p>
                }
            </div>
            // A form that is never sent: in a shadow tree Chromium 156 holds every radio that ever was, unless it
            // belongs to a form that goes with it.
            <form key={id.clone()} class={format!("page page-{id}")} part="page" data-view={id.clone()} role="none" novalidate="">{ page }</form>
            <div>{ glossary::fold(ctx) }</div>
            <div>
                if ctx.messages().easy {
                    <p class="hint">{ ctx.t(Key::EasyNote) }</p>
                }
            </div>
            <slot name="legal" />
            <p class="visually-hidden" role="status">{ live_region(ctx) }</p>
        </div>
    }
}

fn header(ctx: Ctx<'_>) -> Html {
    let level = ctx.model.host.heading_level;
    let method = if !ctx.model.offers(View::Method) {
        Html::default()
    } else if ctx.model.view == View::Method {
        html! { <button type="button" class="link" aria-pressed="true" onclick={ctx.on(Msg::Navigation(NavigationMsg::MethodClosed))}>{ ctx.t(Key::MethodOpen) }</button> }
    } else {
        html! { <button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Method)))}>{ ctx.t(Key::MethodOpen) }</button> }
    };
    html! {
        <div class="head" part="header">
            <svg class="mark" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">
                <circle class="mark-ring" r="10.5" />
                <path class="mark-north" d="M0 -8 L2.6 0 L-2.6 0 Z" transform="rotate(32)" />
                <path class="mark-south" d="M0 8 L2.6 0 L-2.6 0 Z" transform="rotate(32)" />
            </svg>
            <@{format!("h{level}")} class="brand">{ ctx.t(Key::WidgetTitle) }</@>
            <slot name="partner" />
            <div class="tools">
                <span>{ explore::link(ctx) }</span>
                <span>{ instruments::link(ctx) }</span>
                <span>{ keep::link(ctx) }</span>
                <span>{ method }</span>
                <span>{ easy_read_toggle(ctx) }</span>
                <button type="button" class="link" disabled={!ctx.model.has_something()} onclick={ctx.on(Msg::Journey(JourneyMsg::StartedOver))}>{ ctx.t(Key::StartOver) }</button>
            </div>
        </div>
    }
}

/// The way to words that are easy to read, or back to the usual ones; nothing where there are no others.
fn easy_read_toggle(ctx: Ctx<'_>) -> Html {
    let Some(other) = &ctx.messages().counterpart else { return Html::default() };
    let name = if ctx.messages().easy { Key::EasyClose } else { Key::EasyOpen };
    html! { <button type="button" class="link" onclick={ctx.on(Msg::Content(ContentMsg::LanguageRequested(other.clone())))}>{ ctx.t(name) }</button> }
}

fn undo_banner(ctx: Ctx<'_>) -> Html {
    if ctx.model.undo.before_start_over.is_none() {
        return Html::default();
    }
    html! {
        <p class="banner">
            { ctx.t(Key::Erased) }{ " " }
            <button type="button" class="link" onclick={ctx.on(Msg::Journey(JourneyMsg::StartOverUndone))}>{ ctx.t(Key::EraseUndo) }</button>
        </p>
    }
}

/// What a screen reader says after a change.
fn live_region(ctx: Ctx<'_>) -> String {
    let heading = || match &ctx.model.outcome.heading {
        Some(heading) => [words::heading(ctx, heading), words::shares(ctx, heading)].join(" "),
        None => String::new(),
    };
    match ctx.model.announcement {
        Announcement::None => String::new(),
        Announcement::Heading => heading(),
        Announcement::DomainsFull => ctx.t(Key::DomainsFull).to_owned(),
        Announcement::StartedOver => ctx.t(Key::Erased).to_owned(),
        Announcement::Restored => ctx.t(Key::Restored).to_owned(),
        Announcement::Compared if ctx.model.explore.query.compared.len() < 2 => {
            ctx.t(Key::ExploreCompareOne).to_owned()
        }
        Announcement::Compared => ctx.t(Key::ExploreCompareTitle).to_owned(),
        Announcement::CatalogueTried => explore::brought(ctx),
        Announcement::ResultsCounted => explore::count(ctx),
        Announcement::LibraryReplied => library::count(ctx),
        Announcement::JourneyImported => keep::resumed(ctx),
        Announcement::JourneySaved => keep::kept(ctx),
        Announcement::ParticipantsAdded => workshop::gathered(ctx),
        Announcement::PartnerLinked => instrument::partner_link(ctx),
        Announcement::FileFailed => keep::failed(ctx),
        Announcement::ResultChanged => instrument_result::voice(ctx),
        Announcement::Emptied => ctx.t(Key::InstrumentEmptied).to_owned(),
        Announcement::Pinned => ctx.t(Key::NoticePinned).to_owned(),
        Announcement::Unpinned => ctx.t(Key::NoticeUnpinned).to_owned(),
        Announcement::Amounts => heading::state(ctx),
        Announcement::StartWanted => ctx.t(Key::KeepStart).to_owned(),
        Announcement::DownrankAdded => ctx.t(Key::NoticeLess).to_owned(),
        Announcement::LanguageChanged => ctx.t(Key::LanguageNow).to_owned(),
        Announcement::Copied => keep::copied(ctx),
        Announcement::NotCopied => ctx.t(Key::NotCopied).to_owned(),
        Announcement::Difference => ctx.model.what_if.as_ref().map_or_else(String::new, |trial| {
            words::difference(ctx, &Difference::between(&ctx.model.outcome, &trial.outcome, ctx.content())).join(" ")
        }),
    }
}
