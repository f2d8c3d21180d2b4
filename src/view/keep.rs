//! Keeping and sharing: a link, this device, a document, files; and taking up again what was kept.

use super::ctx::Ctx;
use super::export::Format;
use super::markup::html;
use super::{dial, matrix, qr_code, steps, timeline, words};
use crate::app::NavigationMsg;
use crate::app::difference::Difference;
use crate::app::keep::{ImportOutcome, ShareMsg, StorageError};
use crate::app::link::{self, LinkError, Short, Source};
use crate::app::outcome::Outcome;
use crate::app::{Msg, View};
use boussole_content::i18n::Key;
use boussole_domain::Impact;
use boussole_domain::situation::Question;
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    html! {
        <>
            <div class="lead">
                { ctx.title(Key::KeepTitle) }
                <p>{ ctx.t(if ctx.model.share.saved.current.is_some() { Key::KeepLeadKept } else { Key::KeepLead }) }</p>
            </div>
            <div class="keep">
                <div>{ if ctx.model.has_something() { away(ctx) } else { nothing(ctx) } }</div>
                { device(ctx) }
                { resume(ctx) }
                <div>{ together(ctx) }</div>
            </div>
            <div>{ if ctx.model.has_something() { steps::way_on_foot(ctx) } else { Html::default() } }</div>
        </>
    }
}

/// Nothing to keep yet, and the way to something.
fn nothing(ctx: Ctx<'_>) -> Html {
    html! { <><p class="hint">{ ctx.t(Key::KeepNothing) }</p><p>{ steps::way_on(ctx) }</p></> }
}

/// The ways to take the journey along.
fn away(ctx: Ctx<'_>) -> Html {
    html! { <>{ by_link(ctx) }{ dated(ctx) }{ on_paper(ctx) }{ as_files(ctx) }</> }
}

/// The start, which the document and the agenda count their dates from.
fn dated(ctx: Ctx<'_>) -> Html {
    if ctx.model.host.locked.contains(&Question::Start) {
        return html! { <div></div> };
    }
    let said = if ctx.model.form.start_wanted { "banner" } else { "hint" };
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::TimelineTitle) } }) }
            <p id="start-why" class={said}>{ ctx.t(if ctx.model.situation.start.is_some() { Key::KeepStarted } else { Key::KeepStart }) }</p>
            { timeline::start_field(ctx) }
        </section>
    }
}

fn by_link(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    let text = link::of_plan(short(ctx).link, model.share.plan, &model.situation, &model.content);
    let address = [model.share.link_base.as_str(), &text].concat();
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::KeepLink) } }) }
            <p>{ ctx.t(if model.share.is_addressless { Key::KeepLinkNone } else { Key::KeepLinkLead }) }</p>
            <p class="keep-row">
                <label for="keep-link">{ ctx.t(Key::KeepLinkField) }</label>
                <input type="text" id="keep-link" readonly={true} value={address.clone()} />
                <button type="button" class="button" onclick={ctx.on(Msg::Share(ShareMsg::CopyRequested(address.clone())))}>{ ctx.t(Key::KeepLinkCopy) }</button>
            </p>
            <div>
                if let Some(lacks) = lacking(ctx) {
                    <p class="banner">
                        { lacks }{ " " }
                        <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::ExportRequested(Format::Html.id())))}>{ ctx.t(Key::KeepLinkFile) }</button>
                    </p>
                }
            </div>
            <details class="why">
                <summary>{ ctx.t(Key::KeepQr) }</summary>
                { match qr_code::code(&address, ctx.t(Key::KeepQr).to_owned()) {
                    Some(code) => html! { <><p>{ ctx.t(Key::KeepQrLead) }</p>{ code }</> },
                    None => html! { <p>{ ctx.t(Key::KeepQrNone) }</p> },
                } }
            </details>
        </section>
    }
}

fn short(ctx: Ctx<'_>) -> Short {
    let model = ctx.model;
    let source =
        Source { situation: &model.situation, responses: &model.instruments.responses, pinned: &model.explore.pinned };
    link::write(&source, &model.content)
}

/// What the link does not hold, or who may not take it whole; nothing when it is all there.
fn lacking(ctx: Ctx<'_>) -> Option<String> {
    let short = short(ctx);
    match left_out(ctx, &short) {
        Some(what) => Some(ctx.fill(Key::KeepLinkLacks, &[("what", &what)])),
        None => short.is_long.then(|| ctx.t(Key::KeepLinkLong).to_owned()),
    }
}

/// What a link leaves out: `12 engagements et 2 noms`.
fn left_out(ctx: Ctx<'_>, short: &Short) -> Option<String> {
    let count = |count: usize, one: Key, other: Key| {
        (count > 0).then(|| ctx.messages().count(u32::try_from(count).unwrap_or(u32::MAX), one, other))
    };
    let parts = [
        count(short.commitments, Key::KeepLinkCommitmentOne, Key::KeepLinkCommitmentOther),
        count(short.names, Key::KeepLinkNameOne, Key::KeepLinkNameOther),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| ctx.messages().list(&parts))
}

/// Tells that something was copied, and what the link that was copied does not hold.
pub fn copied(ctx: Ctx<'_>) -> String {
    let lacks = (ctx.model.view == View::Keep).then(|| lacking(ctx)).flatten();
    [Some(ctx.t(Key::Copied).to_owned()), lacks].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn on_paper(ctx: Ctx<'_>) -> Html {
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::KeepPaper) } }) }
            <p>{ ctx.t(Key::KeepPaperLead) }</p>
            <p><button type="button" class="button button-quiet" onclick={ctx.on(Msg::Share(ShareMsg::PrintRequested))}>{ ctx.t(Key::PaperPrint) }</button></p>
            { report(ctx) }
        </section>
    }
}

/// The document: drawn for paper alone.
fn report(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    let answered =
        |question: &Question| words::answer(ctx, &model.situation, *question).map(|answer| (*question, answer));
    let dates = model.situation.start.map(|start| timeline::entries(ctx, start)).unwrap_or_default();
    let plan = model.outcome.plan(&model.content);
    let resource = |place: usize, why: String| {
        let Some(resource) = ctx.content().resources.get(place) else { return Html::default() };
        html! {
            <li key={resource.id.clone()}>
                <strong>{ &resource.title }</strong><br />
                { super::resource::meta(ctx, resource) }<br />
                if let Some(url) = &resource.url { <><span class="paper-url">{ url }</span><br /></> }
                { why }
            </li>
        }
    };
    let made = model.host.today.map(|today| words::date(ctx, today)).unwrap_or_default();
    let hash = ctx.content().content_hash.get(..8).unwrap_or_default().to_owned();
    html! {
        <div class="paper-only report" data-paper="">
            { ctx.heading(2, "paper-title", html! { { ctx.t(Key::WidgetTitle) } }) }
            <dl class="paper-answers">
                { for Question::ALL.iter().filter_map(answered).map(|(question, answer)| html! {
                    <div key={question.id()}><dt>{ ctx.t(words::question(question)) }</dt><dd>{ answer }</dd></div>
                }) }
            </dl>
            if let Some(heading) = &model.outcome.heading {
                <section class="paper-heading">
                    { dial::own(ctx) }
                    <div><p class="reading-main">{ words::heading(ctx, heading) }</p><p>{ words::shares(ctx, heading) }</p></div>
                </section>
                <section class="paper-block">{ matrix::of(ctx, plan.matrix.as_ref(), Key::OwnPercent) }</section>
            }
            <section class="paper-block">
                { ctx.heading(3, "block-title", html! { { ctx.t(Key::StepTrajectory) } }) }
                if dates.is_empty() { <p class="paper-start">{ ctx.t(Key::PaperStart) }</p> }
                <table class="paper-dates" aria-label={ctx.attr(Key::StepTrajectory)}><tbody>
                    { for dates.iter().map(|entry| html! {
                        <tr key={entry.date.to_string()}><th scope="row">{ words::date(ctx, entry.date) }</th><td>{ entry.text(ctx) }</td></tr>
                    }) }
                    // Without a start the spans are what there is to plan with.
                    { for Impact::ALL.into_iter().filter(|_| dates.is_empty()).map(|impact| html! {
                        <tr key={impact.id()}><th scope="row">{ words::span(ctx, *ctx.content().months.get(impact)) }</th><td>{ words::impact(ctx, impact) }</td></tr>
                    }) }
                </tbody></table>
            </section>
            if !model.outcome.plan(&model.content).path.stops.is_empty() {
                <section>
                    { ctx.heading(3, "block-title", html! { { ctx.t(Key::StepPath) } }) }
                    <ol class="paper-path">
                        { for model.outcome.plan(&model.content).path.stops.iter().map(|stop| {
                            let why: Vec<String> = stop.why.iter().map(|mark| words::reason(ctx, mark)).collect();
                            resource(stop.resource, why.join(" "))
                        }) }
                        { for model.explore.pinned.iter().filter(|place| !model.outcome.plan(&model.content).path.stops.iter().any(|stop| stop.resource == **place)).map(|place| resource(*place, String::new())) }
                    </ol>
                </section>
            }
            <p class="hint">{ ctx.fill(Key::PaperMade, &[("date", &made), ("content", &hash)]) }</p>
        </div>
    }
}

fn as_files(ctx: Ctx<'_>) -> Html {
    let name = |format: Format| match format {
        Format::Html => Key::KeepHtml,
        Format::Ics => Key::KeepIcs,
        Format::Csv => Key::KeepCsv,
        Format::Svg => Key::KeepSvg,
        Format::Png => Key::KeepPng,
        Format::Json => Key::KeepJson,
    };
    // A calendar of no dates is not offered where none can be given.
    let dates = ctx.model.situation.start.is_some() || !ctx.model.host.locked.contains(&Question::Start);
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::KeepFiles) } }) }
            <p>{ ctx.t(Key::KeepFilesLead) }</p>
            <div>
                if ctx.model.share.export_failure.is_some() { <p class="banner">{ failed(ctx) }</p> }
            </div>
            <p class="pills">
                { for Format::ALL.into_iter().filter(|format| *format != Format::Ics || dates).map(|format| html! {
                    <button type="button" key={format.id()} class="button button-quiet" onclick={ctx.on(Msg::Share(ShareMsg::ExportRequested(format.id())))}>{ ctx.t(name(format)) }</button>
                }) }
            </p>
        </section>
    }
}

/// What is kept here, when the host lets visitors keep something.
fn device(ctx: Ctx<'_>) -> Html {
    let saved = &ctx.model.share.saved;
    if !saved.offered {
        return html! { <div></div> };
    }
    let current = saved.current.as_ref().and_then(|id| saved.journeys.iter().find(|journey| journey.id == *id));
    let named = ctx.model.share.journey_name.clone();
    let others = saved.journeys.iter().filter(|journey| saved.current.as_ref() != Some(&journey.id));
    html! {
        <section class="block">
            <div id="device" tabindex="-1">{ ctx.heading(2, "block-title", html! { { ctx.t(Key::KeepDevice) } }) }</div>
            <p>{ ctx.t(Key::KeepDeviceLead) }</p>
            <div>
                if let Some(trouble) = saved.trouble {
                    <p class="banner">{ ctx.t(troubled(trouble)) }</p>
                }
            </div>
            <div>
                { match current {
                    Some(journey) => html! {
                        <p class="keep-row">
                            <span>{ ctx.fill(Key::KeepDeviceOn, &[("name", &journey.name)]) }</span>
                            <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::JourneyDeleted(journey.id.clone())))}>{ ctx.t(Key::KeepDeviceStop) }</button>
                        </p>
                    },
                    None if ctx.model.has_something() => html! {
                        <p class="keep-row">
                            <label for="keep-name">{ ctx.t(Key::KeepDeviceName) }</label>
                            <input type="text" id="keep-name" maxlength="80" autocomplete="off" value={named.clone()} placeholder={ctx.attr(Key::KeepDefaultName)}
                                oninput={ctx.on_text(|text| Some(Msg::Share(ShareMsg::NameTyped(text))))} />
                            <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Share(ShareMsg::SaveRequested(named)))}>{ ctx.t(Key::KeepDeviceStart) }</button>
                        </p>
                    },
                    None => Html::default(),
                } }
            </div>
            <ul class="journeys" role="list">
                { for others.map(|journey| html! {
                    <li key={journey.id.clone()}>
                        <span>{ &journey.name }</span>
                        <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::JourneyOpened(journey.id.clone())))}>{ ctx.t(Key::KeepDeviceOpen) }<span class="visually-hidden">{ " " }{ &journey.name }</span></button>
                        <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::JourneyDeleted(journey.id.clone())))}>{ ctx.t(Key::KeepDeviceErase) }<span class="visually-hidden">{ " " }{ &journey.name }</span></button>
                    </li>
                }) }
            </ul>
            <p>
                if !saved.journeys.is_empty() || saved.trouble == Some(StorageError::Corrupt) {
                    <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::AllJourneysDeleted))}>{ ctx.t(Key::KeepDeviceAll) }</button>
                }
            </p>
        </section>
    }
}

fn troubled(trouble: StorageError) -> Key {
    match trouble {
        StorageError::QuotaExceeded => Key::KeepFull,
        StorageError::Denied => Key::KeepRefused,
        StorageError::Corrupt => Key::KeepCorrupt,
        StorageError::Deleted => Key::KeepGone,
    }
}

/// A link or a file that somebody kept.
fn resume(ctx: Ctx<'_>) -> Html {
    let typed = ctx.model.share.typed_link.clone();
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::KeepResume) } }) }
            <p>{ ctx.t(Key::KeepResumeLead) }</p>
            <p class="keep-row">
                <label for="resume-link">{ ctx.t(Key::KeepResumeField) }</label>
                <input type="text" id="resume-link" autocomplete="off" spellcheck="false" value={typed.clone()}
                    aria-invalid={refused(ctx).then_some("true")} aria-describedby="resume-said"
                    oninput={ctx.on_text(|text| Some(Msg::Share(ShareMsg::LinkTyped(text))))} />
                <button type="button" class="button button-quiet" disabled={typed.trim().is_empty()} onclick={ctx.on(Msg::Share(ShareMsg::LinkSubmitted))}>{ ctx.t(Key::KeepResumeTake) }</button>
            </p>
            <p class="keep-row">
                <label for="resume-file">{ ctx.t(Key::KeepResumeFile) }</label>
                <input type="file" id="resume-file" data-own="resume" accept=".json,.csv,.ics,.svg,.png,.html,application/json,text/csv,text/calendar,image/svg+xml,image/png,text/html" />
            </p>
            <div id="resume-said">{ if refused(ctx) { html! { <p class="banner">{ resumed(ctx) }</p> } } else { Html::default() } }</div>
        </section>
    }
}

/// The way to a workshop.
fn together(ctx: Ctx<'_>) -> Html {
    if !ctx.model.offers(View::Workshop) {
        return Html::default();
    }
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopTitle) } }) }
            <p>{ ctx.t(Key::WorkshopInvite) }</p>
            <p><button type="button" class="button button-quiet" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Workshop)))}>{ ctx.t(Key::WorkshopOpen) }</button></p>
        </section>
    }
}

/// What became of something that was taken up, in words.
pub fn resumed(ctx: Ctx<'_>) -> String {
    match &ctx.model.share.import {
        None => String::new(),
        Some(ImportOutcome::TooLarge) => ctx.t(Key::ResumeHeavy).to_owned(),
        Some(ImportOutcome::Rejected(bad)) => reason(ctx, *bad),
        Some(ImportOutcome::Imported { same_content, lost }) => {
            let mut parts = vec![ctx.t(Key::Resumed).to_owned()];
            if !same_content {
                parts.push(ctx.t(Key::ResumedOther).to_owned());
            }
            if *lost > 0 {
                let lost = u32::try_from(*lost).unwrap_or(u32::MAX);
                parts.push(ctx.messages().count(lost, Key::ResumedLostOne, Key::ResumedLostOther));
            }
            parts.join(" ")
        }
    }
}

/// Why a text is no link, in words.
pub fn reason(ctx: Ctx<'_>, reason: LinkError) -> String {
    let key = match reason {
        LinkError::NotALink => Key::ResumeForeign,
        LinkError::ChecksumMismatch => Key::ResumeBroken,
        LinkError::Lowered => Key::ResumeLowered,
        LinkError::NewerVersion => Key::ResumeLater,
    };
    ctx.t(key).to_owned()
}

/// What moved between the journey that was taken up and what was here before it: last year's file, and today.
fn moved(ctx: Ctx<'_>) -> Vec<String> {
    let Some(before) = &ctx.model.undo.before_import else { return Vec::new() };
    if before.situation == ctx.model.situation {
        return Vec::new();
    }
    let after = Outcome::of(&before.situation, ctx.content());
    words::difference(ctx, &Difference::between(&ctx.model.outcome, &after, ctx.content()))
}

/// Why a file could not be made, in words.
pub fn failed(ctx: Ctx<'_>) -> String {
    match ctx.model.share.export_failure.as_deref() {
        None => String::new(),
        // `www/loader/files.js`: the browser gives no picture back as it was drawn.
        Some("canvas") => ctx.t(Key::ExportUntrue).to_owned(),
        Some(why) => ctx.fill(Key::ExportFailed, &[("why", why)]),
    }
}

/// What is kept on this device, in words.
pub fn kept(ctx: Ctx<'_>) -> String {
    let saved = &ctx.model.share.saved;
    let current = saved.current.as_ref().and_then(|id| saved.journeys.iter().find(|journey| journey.id == *id));
    match (saved.trouble, current) {
        (Some(trouble), _) => ctx.t(troubled(trouble)).to_owned(),
        (None, Some(journey)) => ctx.fill(Key::KeepDeviceOn, &[("name", &journey.name)]),
        (None, None) => String::new(),
    }
}

/// Whether what was to be taken up is no journey: then the sentence stands by the field it was put into.
fn refused(ctx: Ctx<'_>) -> bool {
    matches!(ctx.model.share.import, Some(ImportOutcome::Rejected(_) | ImportOutcome::TooLarge))
}

/// What moved between the resumed journey and what was here before it, in a sentence of its own.
fn follow_up(ctx: Ctx<'_>) -> String {
    let moved = moved(ctx);
    if moved.is_empty() { String::new() } else { [ctx.t(Key::ResumedMoved), " ", &moved.join(" "), " "].concat() }
}

/// What came of resuming a journey, as a banner, with the way back.
pub fn banner(ctx: Ctx<'_>) -> Html {
    if ctx.model.share.import.is_none() || ctx.model.view == View::Keep && refused(ctx) {
        return Html::default();
    }
    let undo = matches!(ctx.model.share.import, Some(ImportOutcome::Imported { .. }))
        && ctx.model.undo.before_import.is_some();
    html! {
        <p class="banner">
            { resumed(ctx) }{ " " }
            if undo {
                <span>{ follow_up(ctx) }</span>
                <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::ImportUndone))}>{ ctx.t(Key::ResumedUndo) }</button>
            }
        </p>
    }
}

/// The way here, from anywhere.
pub fn link(ctx: Ctx<'_>) -> Html {
    if !ctx.model.offers(View::Keep) || ctx.model.view == View::Keep {
        return Html::default();
    }
    html! { <button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Keep)))}>{ ctx.t(Key::KeepOpen) }</button> }
}
