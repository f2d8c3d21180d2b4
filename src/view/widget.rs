//! The whole widget: title, steps, the view that shows, and the voice.

use super::ctx::Ctx;
use super::dispatch::Dispatch;
use super::markup::html;
use super::{
    explore, glossary, heading, instrument, instrument_result, instruments, library, method, path, phrases, projection,
    quick, share, situate, steps, summary, trajectory, workshop,
};
use crate::app::features::workshop::summarise;
use crate::app::journey::difference::Difference;
use crate::app::{Announcement, ContentMsg, JourneyMsg, Model, Msg, NavigationMsg, View};
use boussole_content::i18n::Key;
use std::rc::Rc;
use yew::{Html, Properties, component};

/// What the widget draws and whom it tells.
#[derive(Clone, Properties)]
pub struct WidgetProps {
    /// What to draw; nothing while it rests.
    pub model: Option<Rc<Model>>,
    /// Whom to tell.
    pub dispatch: Dispatch,
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
        same && self.dispatch.send == other.dispatch.send
    }
}

/// The widget.
#[component]
pub fn Widget(props: &WidgetProps) -> Html {
    props.model.as_ref().map_or_else(Html::default, |model| draw(Ctx { model, dispatch: &props.dispatch }))
}

/// The drawing of a model.
pub fn draw(ctx: Ctx<'_>) -> Html {
    let view = ctx.model.view;
    let id = view.id(ctx.content()).to_owned();
    let way = if view.is_questions() && !ctx.model.navigation.shows_all_questions { " one-at-a-time" } else { "" };
    let page = match view {
        View::Situate => situate::view(ctx),
        View::Heading => heading::view(ctx),
        View::Trajectory => trajectory::view(ctx),
        View::Path => path::view(ctx),
        View::Summary => summary::view(ctx),
        View::Method => method::view(ctx),
        View::Quick => quick::view(ctx),
        View::Explore => explore::view(ctx),
        View::Keep => share::view(ctx),
        View::Workshop => workshop::view(ctx),
        View::Instruments => instruments::view(ctx),
        View::Instrument(_) => instrument::view(ctx),
    };
    html! {
        <div class="widget" part="widget" lang={ctx.messages().code.clone()} dir={if ctx.messages().right_to_left { "rtl" } else { "ltr" }}>
            { header(ctx) }
            { steps::nav(ctx) }
            <slot name="intro" />
            <div class="introduction">
                if let Some(text) = &ctx.content().partner.introduction {
                    <p>{ text }</p>
                }
            </div>
            { title(ctx) }
            <div class="notice">{ undo_banner(ctx) }{ share::import_banner(ctx) }</div>
            // A form that is never sent: in a shadow tree Chromium 156 holds every radio that ever was, unless it
            // belongs to a form that goes with it.
            <form key={id.clone()} class={["page page-", &id, way].concat()} part="page" data-view={id.clone()} role="none" novalidate="">{ page }</form>
            <div>{ share::keep_offer(ctx) }{ glossary::fold(ctx) }</div>
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
    html! {
        <div class="head" part="header">
            <svg class="mark" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">
                <circle class="mark-ring" r="10.5" />
                <path class="mark-north" d="M0 -8 L2.6 0 L-2.6 0 Z" transform="rotate(32)" />
                <path class="mark-south" d="M0 8 L2.6 0 L-2.6 0 Z" transform="rotate(32)" />
            </svg>
            <@{format!("h{level}")} class="brand">{ ctx.t(Key::WidgetTitle) }</@>
            <slot name="partner" />
            <button type="button" class="link menu" popovertarget="tools">{ ctx.t(Key::Menu) }</button>
            <div class="tools" id="tools" popover="">
                <span>{ link(ctx, View::Explore, Key::ExploreOpen) }</span>
                <span>{ link(ctx, View::Instruments, Key::InstrumentsOpen) }</span>
                <span>{ link(ctx, View::Keep, Key::KeepOpen) }</span>
                <span>{ link(ctx, View::Method, Key::MethodOpen) }</span>
                <span>{ easy_read_toggle(ctx) }</span>
                <button type="button" class="link" disabled={!ctx.model.has_user_data()} onclick={ctx.on(Msg::Journey(JourneyMsg::StartedOver))}>{ ctx.t(Key::StartOver) }</button>
            </div>
        </div>
    }
}

/// The title of the view that shows, which takes the focus when the visitor asks for the view. One node for all views,
/// outside of what goes with a view: Orca 43 says nothing of a title that is new where what had the focus is gone.
fn title(ctx: Ctx<'_>) -> Html {
    let level = (ctx.model.host.heading_level + 1).min(6);
    let key = match ctx.model.view {
        View::Summary => Key::SummaryTitle,
        view => steps::name(view),
    };
    let text = match ctx.model.workshop.slide.filter(|_| ctx.model.view == View::Workshop) {
        Some(slide) => projection::title(ctx, &summarise(&ctx.model.workshop, ctx.content()), slide),
        None => ctx.model.instrument().map_or(ctx.t(key), |instrument| &instrument.label),
    };
    html! {
        <@{format!("h{level}")} class="view-title" id="view-title" tabindex="-1"><span>{ ctx.picture("title", key.slug()) }</span>{ text }</@>
    }
}

/// The way to a view that is no step. It stays where that view shows, marked; pressed again, the method gives way to what
/// showed before.
fn link(ctx: Ctx<'_>, view: View, name: Key) -> Html {
    if !ctx.model.is_enabled(view) {
        return Html::default();
    }
    let shows = ctx.model.view == view;
    let msg = match view {
        View::Method if shows => NavigationMsg::MethodClosed,
        _ => NavigationMsg::ViewRequested(view),
    };
    html! { <button type="button" class="link" aria-current={shows.then_some("page")} onclick={ctx.on(Msg::Navigation(msg))}>{ ctx.t(name) }</button> }
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
            { erased(ctx) }{ " " }
            <button type="button" class="link" onclick={ctx.on(Msg::Journey(JourneyMsg::StartOverUndone))}>{ ctx.t(Key::EraseUndo) }</button>
        </p>
    }
}

/// What is said of answers that are gone: what somebody sent is not.
fn erased(ctx: Ctx<'_>) -> &str {
    ctx.t(if ctx.model.received.is_some() && ctx.content().is_detailed { Key::ReceivedKept } else { Key::Erased })
}

/// What a screen reader says after a change.
fn live_region(ctx: Ctx<'_>) -> String {
    let mut text = announcement(ctx);
    // Orca 43 says nothing of a text that is the one it said last, even where it was gone meanwhile.
    if ctx.model.is_announcement_toggled && ctx.model.announcement.is_said_each_time() {
        text.push('\u{a0}');
    }
    text
}

fn announcement(ctx: Ctx<'_>) -> String {
    let heading = || match &ctx.model.outcome.heading {
        Some(heading) => [phrases::heading(ctx, heading), phrases::shares(ctx, heading)].join(" "),
        None => String::new(),
    };
    match ctx.model.announcement {
        Announcement::None | Announcement::HeadingToCome | Announcement::LanguageToCome => String::new(),
        Announcement::Heading => heading(),
        Announcement::DomainsFull => ctx.t(Key::DomainsFull).to_owned(),
        Announcement::ObjectivesFull => [ctx.t(Key::ObjectivesFull), &heading()].join(" "),
        Announcement::AnswerCleared { turned: false } => ctx.t(Key::AnswerCleared).to_owned(),
        Announcement::AnswerCleared { turned: true } => [ctx.t(Key::AnswerCleared), &heading()].join(" "),
        Announcement::StartedOver => [erased(ctx), ctx.t(Key::EraseUndo)].join(" "),
        Announcement::Restored => ctx.t(Key::Restored).to_owned(),
        Announcement::Compared if ctx.model.explore.query.compared.len() < 2 => {
            ctx.t(Key::ExploreCompareOne).to_owned()
        }
        Announcement::Compared => ctx.t(Key::ExploreCompareTitle).to_owned(),
        Announcement::CatalogueTried => explore::upload_outcome(ctx),
        Announcement::ResultsCounted => explore::count(ctx),
        Announcement::LibraryReplied => library::count(ctx),
        Announcement::JourneyImported => share::import_outcome(ctx),
        Announcement::JourneySaved => share::saved_text(ctx),
        Announcement::ParticipantsAdded => workshop::add_report(ctx),
        Announcement::PartnerLinked => instrument::partner_link(ctx),
        Announcement::ExportReported => share::export_report(ctx),
        Announcement::ResultChanged => instrument_result::announcement(ctx),
        Announcement::Emptied => ctx.t(Key::InstrumentEmptied).to_owned(),
        Announcement::Pinned => ctx.t(Key::NoticePinned).to_owned(),
        Announcement::Unpinned => ctx.t(Key::NoticeUnpinned).to_owned(),
        Announcement::Amounts => heading::state(ctx),
        Announcement::StartWanted => ctx.t(Key::KeepStart).to_owned(),
        Announcement::DownrankAdded => ctx.t(Key::NoticeLess).to_owned(),
        Announcement::LanguageChanged => ctx.t(Key::LanguageNow).to_owned(),
        Announcement::Copied => share::copied(ctx),
        Announcement::NotCopied => ctx.t(Key::NotCopied).to_owned(),
        Announcement::Difference => ctx.model.what_if.as_ref().map_or_else(String::new, |trial| {
            phrases::difference(ctx, &Difference::between(&ctx.model.outcome, &trial.outcome, ctx.content())).join(" ")
        }),
    }
}
