//! Keeping and sharing: a link, this device, a document, files; and taking up again what was kept.

use super::ctx::Ctx;
use super::export::Format;
use super::markup::html;
use super::{dial, matrix, phrases, qr_code, resource, steps, timeline};
use crate::app::features::share::{ImportOutcome, KeepOffer, Share, ShareMsg, StorageError, UNFAITHFUL_CANVAS};
use crate::app::journey::difference::Difference;
use crate::app::journey::link::{self, EncodedLink, JourneyRef, LinkError};
use crate::app::journey::outcome::Outcome;
use crate::app::runtime::effect::FocusTarget;
use crate::app::{JourneyMsg, Msg, NavigationMsg, View};
use boussole_content::i18n::Key;
use boussole_domain::Impact;
use boussole_domain::situation::Question;
use yew::Html;

/// How many answers a visitor has given when she is offered to keep them. From the design.
const ANSWERS_WORTH_KEEPING: usize = 3;

pub fn view(ctx: Ctx<'_>) -> Html {
    html! {
        <>
            <div class="lead">
                <p>{ ctx.t(if ctx.model.share.saved.current.is_some() { Key::KeepLeadKept } else { Key::KeepLead }) }</p>
            </div>
            <div class="keep">
                <div>{ if ctx.model.has_user_data() { share_section(ctx) } else { empty_state(ctx) } }</div>
                { device(ctx) }
                { resume(ctx) }
                <div>{ workshop_link(ctx) }</div>
            </div>
            <div>{ if ctx.model.has_user_data() { steps::next_step_footer(ctx) } else { Html::default() } }</div>
        </>
    }
}

/// Nothing to keep yet, and the way to something.
fn empty_state(ctx: Ctx<'_>) -> Html {
    html! { <><p class="hint">{ ctx.t(Key::KeepNothing) }</p><p>{ steps::next_step(ctx) }</p></> }
}

/// The ways to take the journey along.
fn share_section(ctx: Ctx<'_>) -> Html {
    html! { <>{ by_link(ctx) }{ start_date(ctx) }{ on_paper(ctx) }{ as_files(ctx) }</> }
}

/// The start, which the document and the agenda count their dates from.
fn start_date(ctx: Ctx<'_>) -> Html {
    if ctx.model.host.locked.contains(&Question::Start) {
        return html! { <div></div> };
    }
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::TimelineTitle) } }) }
            { start_field(ctx) }
        </section>
    }
}

/// The start as a field, with what needs it.
pub fn start_field(ctx: Ctx<'_>) -> Html {
    let class = if ctx.model.form.is_start_wanted { "banner" } else { "hint" };
    html! {
        <>
            <p id="start-why" class={class}>{ ctx.t(if ctx.model.situation.start.is_some() { Key::KeepStarted } else { Key::KeepStart }) }</p>
            { timeline::start_field(ctx) }
        </>
    }
}

/// The link of the journey: an address, or its code where the page has none.
pub fn address(ctx: Ctx<'_>) -> String {
    let model = ctx.model;
    let text = link::with_plan(short(ctx).link, model.share.plan, &model.situation, &model.content);
    [model.share.link_base.as_str(), &text].concat()
}

fn by_link(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    let address = address(ctx);
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::KeepLink) } }) }
            <p>{ ctx.t(if model.share.is_addressless { Key::KeepLinkNone } else { Key::KeepLinkLead }) }</p>
            <p class="keep-row">
                <label for="keep-link">{ ctx.t(Key::KeepLinkField) }</label>
                <input type="text" id="keep-link" readonly={true} value={address.clone()} />
                <button type="button" class="button" onclick={ctx.on(Msg::Share(ShareMsg::CopyRequested(address.clone())))}>{ phrases::copy_label(ctx, &address, Key::KeepLinkCopy) }</button>
                if model.share.has_share_sheet { { send(ctx, "button button-quiet") } }
            </p>
            <div>
                if let Some(lacks) = link_warning(ctx) {
                    <p class="banner">
                        { lacks }{ " " }
                        <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::ExportRequested(Format::Html.id())))}>{ ctx.t(Key::KeepLinkFile) }</button>
                    </p>
                }
            </div>
            <details class="why">
                <summary>{ ctx.t(Key::KeepQr) }</summary>
                { match qr_code::qr_code(&address, ctx.t(Key::KeepQr).to_owned()) {
                    Some(code) => html! { <><p>{ ctx.t(Key::KeepQrLead) }</p>{ code }</> },
                    None => html! { <p>{ ctx.t(Key::KeepQrNone) }</p> },
                } }
            </details>
        </section>
    }
}

fn short(ctx: Ctx<'_>) -> EncodedLink {
    let model = ctx.model;
    let source = JourneyRef {
        situation: &model.situation,
        responses: &model.instruments.responses,
        pinned: &model.explore.pinned,
    };
    link::encode(&source, &model.content)
}

/// What the link does not hold, or who may not take it whole; nothing when it is all there.
fn link_warning(ctx: Ctx<'_>) -> Option<String> {
    let short = short(ctx);
    match omitted_parts(ctx, &short) {
        Some(missing) => Some(ctx.fill(Key::KeepLinkLacks, &[("what", &missing)])),
        None => short.is_long.then(|| ctx.t(Key::KeepLinkLong).to_owned()),
    }
}

/// What a link leaves out: `12 engagements et 2 noms`.
fn omitted_parts(ctx: Ctx<'_>, short: &EncodedLink) -> Option<String> {
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
    let lacks = (ctx.model.view == View::Keep).then(|| link_warning(ctx)).flatten();
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

/// When a document was made, and with which content.
pub fn made_with(ctx: Ctx<'_>) -> String {
    let made_on = ctx.model.host.today.map(|today| phrases::date(ctx, today)).unwrap_or_default();
    let hash = ctx.content().content_hash.get(..8).unwrap_or_default();
    ctx.fill(Key::PaperMade, &[("date", &made_on), ("content", hash)])
}

/// The document: drawn for paper alone.
fn report(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    let answered =
        |question: &Question| phrases::answer(ctx, &model.situation, *question).map(|answer| (*question, answer));
    let dates = model.situation.start.map(|start| timeline::entries(ctx, start)).unwrap_or_default();
    let plan = model.outcome.plan(&model.content);
    let resource = |index: usize, reason: String| {
        let Some(resource) = ctx.content().resources.get(index) else { return Html::default() };
        html! {
            <li key={resource.id.clone()}>
                <strong>{ &resource.title }</strong><br />
                { super::resource::meta(ctx, resource) }<br />
                if let Some(url) = &resource.url { <><span class="paper-url">{ url }</span><br /></> }
                { reason }
            </li>
        }
    };
    html! {
        <div class="paper-only report" data-paper="">
            { ctx.heading(2, "paper-title", html! { { ctx.t(Key::WidgetTitle) } }) }
            <dl class="paper-answers">
                { for Question::ALL.iter().filter_map(answered).map(|(question, answer)| html! {
                    <div key={question.id()}><dt>{ ctx.t(phrases::question(question)) }</dt><dd>{ answer }</dd></div>
                }) }
            </dl>
            if let Some(heading) = &model.outcome.heading {
                <section class="paper-heading">
                    { dial::personal_dial(ctx) }
                    <div><p class="reading-main">{ phrases::heading(ctx, heading) }</p><p>{ phrases::shares(ctx, heading) }</p></div>
                </section>
                <section class="paper-block">{ matrix::matrix_with_label(ctx, plan.matrix.as_ref(), Key::OwnPercent, model.situation.profile) }</section>
            }
            <section class="paper-block">
                { ctx.heading(3, "block-title", html! { { ctx.t(Key::StepTrajectory) } }) }
                if dates.is_empty() { <p class="paper-start">{ ctx.t(Key::PaperStart) }</p> }
                <table class="paper-dates" aria-label={ctx.attr(Key::StepTrajectory)}><tbody>
                    { for dates.iter().map(|entry| html! {
                        <tr key={entry.date.to_string()}><th scope="row">{ phrases::date(ctx, entry.date) }</th><td>{ entry.text(ctx) }</td></tr>
                    }) }
                    // Without a start the spans are what there is to plan with.
                    { for Impact::ALL.into_iter().filter(|_| dates.is_empty()).map(|impact| html! {
                        <tr key={impact.id()}><th scope="row">{ phrases::span(ctx, *ctx.content().months.get(impact)) }</th><td>{ phrases::impact(ctx, impact) }</td></tr>
                    }) }
                </tbody></table>
            </section>
            if !model.outcome.plan(&model.content).path.stops.is_empty() {
                <section>
                    { ctx.heading(3, "block-title", html! { { ctx.t(Key::StepPath) } }) }
                    <ol class="paper-path">
                        { for model.outcome.plan(&model.content).path.stops.iter().map(|stop| {
                            let reason: Vec<String> = stop.why.iter().map(|mark| phrases::reason(ctx, mark)).collect();
                            resource(stop.resource, reason.join(" "))
                        }) }
                        { for model.explore.pinned.iter().filter(|index| !model.outcome.plan(&model.content).path.stops.iter().any(|stop| stop.resource == **index)).map(|index| resource(*index, String::new())) }
                    </ol>
                </section>
            }
            <p class="hint">{ made_with(ctx) }</p>
        </div>
    }
}

/// The way to send the journey to somebody: by the device's own sheet, or where it has none by a mail that is written
/// already.
pub fn send(ctx: Ctx<'_>, class: &'static str) -> Html {
    let message = letter(ctx);
    if ctx.model.share.has_share_sheet {
        return html! { <button type="button" key="sheet" class={class} onclick={ctx.on(Msg::Share(ShareMsg::ShareSheetRequested(message)))}>{ ctx.t(Key::Send) }</button> };
    }
    html! { <a key="send" id="send" class={class} href={resource::mail("mailto:", ctx.t(Key::SendSubject), &message)}>{ ctx.t(Key::Send) }</a> }
}

/// What the visitor tells somebody of her journey: where it leads, what comes first, what to open, and where it stands.
fn letter(ctx: Ctx<'_>) -> String {
    let outcome = &ctx.model.outcome;
    let heading = outcome.heading.as_ref();
    let standing = heading.map(|heading| phrases::standing(ctx, heading.standing)).unwrap_or_default();
    let shares = heading.map(|heading| phrases::shares(ctx, heading)).unwrap_or_default();
    let mut more = String::new();
    if let Some(first) = outcome.gestures(ctx.content()).first() {
        more = ctx.fill(Key::SendGesture, &[("gesture", &first.sentence.text)]);
    }
    let best = outcome.first_to_open(ctx.content());
    if !best.is_empty() {
        more.push_str(ctx.t(Key::SendResources));
    }
    for resource in best.into_iter().filter_map(|stop| ctx.content().resources.get(stop.resource)) {
        more.push_str(&["– ", &resource.title, "\n", resource.url.as_deref().unwrap_or_default(), "\n"].concat());
    }
    let places = [("heading", &*standing), ("shares", &shares), ("more", &more), ("link", &address(ctx))];
    ctx.fill(Key::SendBody, &places)
}

/// The offer to keep the journey on this device, once there is something to lose; then what came of it.
pub fn keep_offer(ctx: Ctx<'_>) -> Html {
    let Share { saved, keep_offer, .. } = &ctx.model.share;
    let is_open = *keep_offer == KeepOffer::Open
        && saved.offered
        && saved.current.is_none()
        && ctx.content().is_detailed
        && ctx.model.count(Question::ALL).0 >= ANSWERS_WORTH_KEEPING;
    if ctx.model.view != ctx.model.navigation.journey || !is_open && *keep_offer != KeepOffer::Answered {
        return Html::default();
    }
    let reply = if saved.current.is_none() && saved.error.is_none() {
        ctx.t(Key::KeepDeviceLead).to_owned()
    } else {
        saved_text(ctx)
    };
    html! {
        <p class="hint screen-only keep-offer" id="device" tabindex="-1">
            { if is_open { ctx.t(Key::KeepOffer) } else { &reply } }{ " " }
            if is_open {
                <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::SaveRequested(String::new())))}>{ ctx.t(Key::TakeKeep) }</button>{ " " }
                <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::KeepDeclined))}>{ ctx.t(Key::KeepOfferNo) }</button>
            }
        </p>
    }
}

/// Whether a calendar can have dates: there is a start, or one may be given.
pub fn offers_calendar(ctx: Ctx<'_>) -> bool {
    ctx.model.situation.start.is_some() || !ctx.model.host.locked.contains(&Question::Start)
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
    let dates = offers_calendar(ctx);
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::KeepFiles) } }) }
            <p>{ ctx.t(Key::KeepFilesLead) }</p>
            <div>
                if ctx.model.share.export_outcome.is_some() { <p class="banner">{ export_report(ctx) }</p> }
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
    let journey_name = ctx.model.share.journey_name.clone();
    let others = saved.journeys.iter().filter(|journey| saved.current.as_ref() != Some(&journey.id));
    html! {
        <section class="block">
            <div id="device" tabindex="-1">{ ctx.heading(2, "block-title", html! { { ctx.t(Key::KeepDevice) } }) }</div>
            <p>{ ctx.t(Key::KeepDeviceLead) }</p>
            <div>
                if let Some(error) = saved.error {
                    <p class="banner">{ ctx.t(storage_error_key(error)) }</p>
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
                    None if ctx.model.has_user_data() => html! {
                        <p class="keep-row">
                            <label for="keep-name">{ ctx.t(Key::KeepDeviceName) }</label>
                            <input type="text" id="keep-name" maxlength="80" autocomplete="off" value={journey_name.clone()} placeholder={ctx.attr(Key::KeepDefaultName)}
                                oninput={ctx.on_text(|text| Some(Msg::Share(ShareMsg::NameTyped(text))))} />
                            <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Share(ShareMsg::SaveRequested(journey_name)))}>{ ctx.t(Key::KeepDeviceStart) }</button>
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
                if !saved.journeys.is_empty() || saved.error == Some(StorageError::Corrupt) {
                    <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::AllJourneysDeleted))}>{ ctx.t(Key::KeepDeviceAll) }</button>
                }
            </p>
        </section>
    }
}

fn storage_error_key(error: StorageError) -> Key {
    match error {
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
                    aria-invalid={is_import_rejected(ctx).then_some("true")} aria-describedby="resume-said"
                    oninput={ctx.on_text(|text| Some(Msg::Share(ShareMsg::LinkTyped(text))))} />
                <button type="button" class="button button-quiet" disabled={typed.trim().is_empty()} onclick={ctx.on(Msg::Share(ShareMsg::LinkSubmitted))}>{ ctx.t(Key::KeepResumeTake) }</button>
            </p>
            <p class="keep-row">
                <label for="resume-file">{ ctx.t(Key::KeepResumeFile) }</label>
                <input type="file" id="resume-file" data-own="resume" accept=".json,.csv,.ics,.svg,.png,.html,application/json,text/csv,text/calendar,image/svg+xml,image/png,text/html" />
            </p>
            <div id="resume-said">{ if is_import_rejected(ctx) { html! { <p class="banner">{ import_outcome(ctx) }</p> } } else { Html::default() } }</div>
        </section>
    }
}

/// The way to a workshop.
fn workshop_link(ctx: Ctx<'_>) -> Html {
    if !ctx.model.is_enabled(View::Workshop) {
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
pub fn import_outcome(ctx: Ctx<'_>) -> String {
    match &ctx.model.share.import {
        None => String::new(),
        Some(ImportOutcome::TooLarge) => ctx.t(Key::ResumeHeavy).to_owned(),
        Some(ImportOutcome::Unreadable) => ctx.t(Key::ResumeUnreadable).to_owned(),
        Some(ImportOutcome::Rejected(bad)) => link_error_text(ctx, *bad),
        Some(ImportOutcome::Imported { is_same_content, dropped: lost }) => {
            let said = if ctx.model.shows_received() { Key::Received } else { Key::Resumed };
            let mut parts = vec![ctx.t(said).to_owned()];
            if !is_same_content {
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
pub fn link_error_text(ctx: Ctx<'_>, reason: LinkError) -> String {
    let key = match reason {
        LinkError::NotALink => Key::ResumeForeign,
        LinkError::ChecksumMismatch => Key::ResumeBroken,
        LinkError::Lowered => Key::ResumeLowered,
        LinkError::NewerVersion => Key::ResumeLater,
    };
    ctx.t(key).to_owned()
}

/// What moved between the journey that was taken up and what was here before it: last year's file, and today.
fn changes(ctx: Ctx<'_>) -> Vec<String> {
    let Some(before) = &ctx.model.undo.before_import else { return Vec::new() };
    if before.situation == ctx.model.situation {
        return Vec::new();
    }
    let after = Outcome::new(&before.situation, ctx.content());
    phrases::difference(ctx, &Difference::between(&ctx.model.outcome, &after, ctx.content()))
}

/// Which file was made, or why it could not be, in words.
pub fn export_report(ctx: Ctx<'_>) -> String {
    let reason = match &ctx.model.share.export_outcome {
        None => return String::new(),
        Some(Ok(name)) => return ctx.fill(Key::ExportMade, &[("name", name)]),
        Some(Err(reason)) => reason.as_str(),
    };
    match reason {
        UNFAITHFUL_CANVAS => ctx.t(Key::ExportUntrue).to_owned(),
        reason => ctx.fill(Key::ExportFailed, &[("why", reason)]),
    }
}

/// What is kept on this device, in words.
pub fn saved_text(ctx: Ctx<'_>) -> String {
    let saved = &ctx.model.share.saved;
    let current = saved.current.as_ref().and_then(|id| saved.journeys.iter().find(|journey| journey.id == *id));
    match (saved.error, current) {
        (Some(error), _) => ctx.t(storage_error_key(error)).to_owned(),
        (None, Some(journey)) => ctx.fill(Key::KeepDeviceOn, &[("name", &journey.name)]),
        (None, None) => String::new(),
    }
}

/// Whether what was to be taken up is no journey: then the sentence stands by the field it was put into.
fn is_import_rejected(ctx: Ctx<'_>) -> bool {
    ctx.model.share.import.as_ref().is_some_and(ImportOutcome::is_refusal)
}

/// What moved between the resumed journey and what was here before it, in a sentence of its own.
fn what_changed(ctx: Ctx<'_>) -> String {
    let moved = changes(ctx);
    if moved.is_empty() { String::new() } else { [ctx.t(Key::ResumedMoved), " ", &moved.join(" "), " "].concat() }
}

/// What came of resuming a journey, as a banner, with the way back.
pub fn import_banner(ctx: Ctx<'_>) -> Html {
    if ctx.model.share.import.is_none() || ctx.model.view == View::Keep && is_import_rejected(ctx) {
        return Html::default();
    }
    let undo = matches!(ctx.model.share.import, Some(ImportOutcome::Imported { .. }))
        && ctx.model.undo.before_import.is_some();
    let button = |name: Key, msg: Msg| html! { <button type="button" key={name as usize} class="pill" onclick={ctx.on(msg)}>{ ctx.t(name) }</button> };
    html! {
        <p class="banner">
            { import_outcome(ctx) }{ " " }
            if ctx.model.shows_received() {
                <span class="pills">
                    { button(Key::ReceivedView, Msg::Share(ShareMsg::ReceivedRead(FocusTarget::Title))) }
                    if !undo { { button(Key::ReceivedOwn, Msg::Journey(JourneyMsg::StartedOver)) } }
                    if ctx.model.view == View::Summary { { button(Key::ExploreCompare, Msg::Share(ShareMsg::ReceivedRead(FocusTarget::Comparison))) } }
                    if undo { { button(Key::ResumedUndo, Msg::Share(ShareMsg::ImportUndone)) } }
                </span>
            }
            if undo && !ctx.model.shows_received() {
                <span>{ what_changed(ctx) }</span>
                <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::ImportUndone))}>{ ctx.t(Key::ResumedUndo) }</button>
            }
        </p>
    }
}
