//! A resource card: what it is, where it is, why it is here.

use super::ctx::Ctx;
use super::markup::html;
use super::phrases;
use crate::app::features::share::ShareMsg;
use crate::app::{ContentMsg, ExploreMsg, Msg};
use boussole_content::i18n::Key;
use boussole_content::pack::{Doubt, Resource};
use boussole_content::search::{self, QueryTerm, highlight_ranges};
use boussole_domain::path::Stop;
use core::fmt::Write;
use core::ops::Range;
use yew::Html;

/// What a card shows besides the resource itself.
#[derive(Clone, Copy, Default)]
pub struct Extras<'a> {
    /// Words to mark in it.
    pub terms: &'a [QueryTerm],
    /// How many of those words it has, when it lacks some; else 0.
    pub matched: u8,
    /// Index of the resource in a list that may grow: where the focus goes when the resource comes.
    pub result: Option<usize>,
    /// Comparing it, and having less of it, is offered.
    pub choices: bool,
}

/// The card of a stop, its title `depth` levels below the widget's.
pub fn card(ctx: Ctx<'_>, stop: &Stop, depth: u8) -> Html {
    card_with(ctx, stop, depth, Extras::default())
}

/// The card of a stop with extras, its title `depth` levels below the widget's.
pub fn card_with(ctx: Ctx<'_>, stop: &Stop, depth: u8, extras: Extras<'_>) -> Html {
    let (Some(resource), Some(attributes)) =
        (ctx.content().resources.get(stop.resource), ctx.content().attributes.get(stop.resource))
    else {
        return Html::default();
    };
    let letter = ctx.vocabulary().letters.get(attributes.kind as usize).map_or("", String::as_str);
    let language = if resource.summary_untranslated { Some(resource.language.clone()) } else { None };
    let foreign = (resource.language != ctx.messages().code).then(|| resource.language.clone());
    let marks = [&resource.title, &resource.summary].map(|text| highlights(text, extras.terms));
    let is_seen = extras.terms.is_empty() || !resource.has_details || marks.iter().any(|ranges| !ranges.is_empty());
    let [in_title, in_summary] = marks;
    let title = html! { <span lang={foreign}>{ with_highlights(&resource.title, in_title) }</span> };
    let focus = extras.result.map(|result_index| (format!("result-{result_index}"), "-1"));
    html! {
        <li key={resource.id.clone()} class="resource" part="resource" id={focus.clone().map(|(id, _)| id)} tabindex={focus.map(|(_, index)| index)}>
            <p class="resource-kind"><span class="letter" aria-hidden="true">{ letter }</span>{ &ctx.vocabulary().kind(attributes.kind).label }{ tags(ctx, stop, resource) }</p>
            { ctx.heading(depth, "resource-title", linked_title(ctx, resource, title)) }
            <p class={if resource.has_details { "resource-summary" } else { "resource-summary resource-coming" }} lang={language}>{ with_highlights(&resource.summary, in_summary) }</p>
            <p class="resource-meta">{ [meta(ctx, resource), matched_words(ctx, extras.matched, extras.terms), if is_seen { String::new() } else { hidden_match_note(ctx, resource, extras.terms) }].concat() }</p>
            <div>
                { match &resource.url {
                    None if !resource.has_details => without_details(ctx, resource),
                    None => without_address(ctx, resource),
                    Some(url) if resource.link().is_none() => copyable(ctx, resource, Key::AddressPlain, url),
                    Some(_) => Html::default(),
                } }
            </div>
            <div>{ doubts(ctx, resource) }</div>
            <div>{ reasons(ctx, stop, resource) }</div>
            <div class="resource-actions">
                { pin(ctx, stop.resource, resource) }
                { if extras.choices { choices(ctx, stop.resource, resource) } else { Html::default() } }
                { if resource.has_details { report(ctx, resource) } else { Html::default() } }
            </div>
        </li>
    }
}

/// A resource that opens, in two lines: for a page that has room for no more.
pub fn brief(ctx: Ctx<'_>, stop: &Stop) -> Html {
    let Some(resource) = ctx.content().resources.get(stop.resource) else { return Html::default() };
    let foreign = (resource.language != ctx.messages().code).then(|| resource.language.clone());
    let doubt = if resource.doubts.is_empty() { String::new() } else { [" · ", ctx.t(Key::ToConfirm)].concat() };
    html! {
        <li key={resource.id.clone()} class="brief">
            <p class="brief-title">{ linked_title(ctx, resource, html! { <span lang={foreign}>{ &resource.title }</span> }) }</p>
            <p class="resource-meta">{ meta(ctx, resource) }{ doubt }{ tags(ctx, stop, resource) }</p>
            <p class="paper-only paper-url">{ resource.url.clone().unwrap_or_default() }</p>
        </li>
    }
}

/// The title, as a link where the resource opens.
fn linked_title(ctx: Ctx<'_>, resource: &Resource, title: Html) -> Html {
    match resource.link() {
        Some(url) => {
            html! { <a href={url.to_owned()} target="_blank" rel="noopener noreferrer">{ title }<span class="visually-hidden">{ " " }{ ctx.t(Key::NewTab) }</span></a> }
        }
        None => title,
    }
}

/// What a touch on the title does, and what of the visitor's answers the resource is about; her first objective goes
/// without saying. Until the details are there
/// the first tag keeps its place, unseen.
fn tags(ctx: Ctx<'_>, stop: &Stop, resource: &Resource) -> Html {
    let address = if resource.url_is_about { Key::TagAbout } else { Key::TagOpens };
    let objective = match stop.objectives.as_slice() {
        [true, true] => Some(Key::TagBothObjectives),
        [false, true] => Some(Key::TagSecondObjective),
        _ => None,
    };
    let tags = [stop.opens.then_some(address), stop.own_domain.then_some(Key::TagOwnDomain), objective];
    let is_coming = |key: Key| !resource.has_details && key as usize == Key::TagOpens as usize;
    html! {
        <>{ for tags.into_iter().flatten().map(|key| html! {
            <>{ " " }<span class={if is_coming(key) { "tag tag-coming" } else { "tag" }}>{ ctx.t(key) }</span></>
        }) }</>
    }
}

/// Tells that something of a resource is to be confirmed: one mark, and why one touch away; nothing when all is sure.
fn doubts(ctx: Ctx<'_>, resource: &Resource) -> Html {
    if resource.doubts.is_empty() {
        return Html::default();
    }
    let reason = |doubt: &Doubt| match doubt {
        Doubt::Summary => Key::DoubtSummary,
        Doubt::Title => Key::DoubtTitle,
    };
    html! {
        <details class="doubt">
            <summary>{ ctx.t(Key::CardToConfirm) }<span class="visually-hidden">{ " " }{ &resource.title }</span></summary>
            { for resource.doubts.iter().map(|doubt| html! { <p key={reason(doubt) as usize}>{ ctx.t(reason(doubt)) }</p> }) }
        </details>
    }
}

/// Three reasons and one limit; nothing before the first answer.
fn reasons(ctx: Ctx<'_>, stop: &Stop, resource: &Resource) -> Html {
    if stop.why.is_empty() && stop.limit.is_none() {
        return Html::default();
    }
    html! {
        <details class="why">
            <summary>{ ctx.t(Key::Why) }<span class="visually-hidden">{ " " }{ &resource.title }</span></summary>
            <ul>
                { for stop.why.iter().map(|mark| html! { <li key={mark.criterion.id()}>{ phrases::reason(ctx, mark) }</li> }) }
            </ul>
            <p class="limit">
                <span class="limit-name">{ ctx.t(Key::Limit) }</span>{ " " }
                { stop.limit.as_ref().map_or_else(|| ctx.t(Key::LimitNone).to_owned(), |mark| phrases::limit(ctx, mark)) }
            </p>
        </details>
    }
}

/// A button that stays pressed, named after its resource for those who do not see the card around it.
fn toggle(ctx: Ctx<'_>, name: Key, resource: &Resource, pressed: Option<bool>, msg: Msg) -> Html {
    html! {
        <button type="button" class="link" aria-pressed={pressed.map(|pressed| pressed.to_string())} onclick={ctx.on(msg)}>
            { ctx.t(name) }<span class="visually-hidden">{ " " }{ &resource.title }</span>
        </button>
    }
}

fn pin(ctx: Ctx<'_>, index: usize, resource: &Resource) -> Html {
    let pinned = ctx.model.explore.pinned.contains(&index);
    let name = if pinned { Key::ExplorePinned } else { Key::ExplorePin };
    toggle(ctx, name, resource, Some(pinned), Msg::Explore(ExploreMsg::PinToggled(index)))
}

fn choices(ctx: Ctx<'_>, index: usize, resource: &Resource) -> Html {
    let compared = ctx.model.explore.query.compared.contains(&index);
    html! {
        <>
            { toggle(ctx, Key::ExploreCompare, resource, Some(compared), Msg::Explore(ExploreMsg::CompareToggled(index))) }
            { toggle(ctx, Key::ExploreLess, resource, None, Msg::Explore(ExploreMsg::DownrankAdded(index))) }
        </>
    }
}

/// A mail to whom the partner names, composed here; nothing when she names nobody with a mail address.
fn report(ctx: Ctx<'_>, resource: &Resource) -> Html {
    let Some(recipient) = partner_mail(ctx) else { return Html::default() };
    let url = resource.url.as_deref().unwrap_or("–");
    let values = [("title", resource.title.as_str()), ("id", &resource.id), ("url", url)];
    let (subject, body) = (ctx.fill(Key::ReportSubject, &values), ctx.fill(Key::ReportBody, &values));
    html! {
        <a href={mail(recipient, &subject, &body)}>
            { ctx.t(Key::Report) }<span class="visually-hidden">{ " " }{ &resource.title }</span>
        </a>
    }
}

/// The mail address that the partner names: `mailto:` and what follows.
pub fn partner_mail(ctx: Ctx<'_>) -> Option<&str> {
    let contact = ctx.content().partner.contact.as_ref().and_then(|contact| contact.address.as_deref());
    contact.filter(|address| address.starts_with("mailto:"))
}

/// The address of a mail that is written already; the visitor sends it, or not.
pub fn mail(recipient: &str, subject: &str, body: &str) -> String {
    let joint = if recipient.contains('?') { "&" } else { "?" };
    [recipient, joint, "subject=", &encoded(subject), "&body=", &encoded(body)].concat()
}

/// A text as part of an address: everything but plain letters and digits becomes `%XX`.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len() * 2), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte as char);
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// The places of a text that answer what was asked.
fn highlights(text: &str, terms: &[QueryTerm]) -> Vec<Range<usize>> {
    if terms.is_empty() { Vec::new() } else { highlight_ranges(terms, text) }
}

/// A text with the words that were asked for marked in it.
pub fn with_query_highlights(text: &str, terms: &[QueryTerm]) -> Html {
    with_highlights(text, highlights(text, terms))
}

fn with_highlights(text: &str, ranges: Vec<Range<usize>>) -> Html {
    let mut index = 0;
    let mut pieces: Vec<Html> = Vec::with_capacity(ranges.len() * 2 + 1);
    for range in ranges {
        let (before, marked) =
            (text.get(index..range.start).unwrap_or_default(), text.get(range.clone()).unwrap_or_default());
        pieces.push(html! { <>{ before }<mark>{ marked }</mark></> });
        index = range.end;
    }
    pieces.push(html! { { text.get(index..).unwrap_or_default() } });
    pieces.into_iter().collect()
}

/// What found a resource that shows none of the words that were asked for: a term of the thesaurus that it shows, or what
/// shows nowhere.
fn hidden_match_note(ctx: Ctx<'_>, resource: &Resource, query_terms: &[QueryTerm]) -> String {
    let content = ctx.content();
    let text = [resource.title.as_str(), &resource.summary].join(" ");
    let text: Vec<String> = search::tokens::tokenize(&text).into_iter().map(|word| word.text).collect();
    let mut terms = query_terms.iter().flat_map(|word| word.same.iter().chain(&word.near));
    let note = match terms.find(|term| content.index.synonyms().occurs_in(&text, term, &content.ranking)) {
        Some(term) => ctx.fill(Key::ExploreByTerm, &[("term", term)]),
        None => ctx.t(Key::ExploreByKeywords).to_owned(),
    };
    [", ", &note].concat()
}

/// Tells that a resource has only some of the words that were asked for; nothing when it has none or all.
pub fn matched_words(ctx: Ctx<'_>, matched: u8, terms: &[QueryTerm]) -> String {
    if matched == 0 {
        return String::new();
    }
    let values = [("held", &*matched.to_string()), ("all", &terms.len().to_string())];
    [", ", &ctx.fill(Key::ExploreHeld, &values)].concat()
}

/// Publisher, date, and what to know before following the link; or that none of it is there yet.
pub fn meta(ctx: Ctx<'_>, resource: &Resource) -> String {
    if !resource.has_details {
        return ctx
            .t(if ctx.model.explore.have_details_failed { Key::DetailsMissing } else { Key::DetailsComing })
            .to_owned();
    }
    let mut parts = Vec::new();
    if !resource.publisher.is_empty() {
        parts.push(resource.publisher.clone());
    }
    if let Some(date) = &resource.date {
        let date_text = phrases::partial_date(ctx, date);
        parts.push(if resource.date_deduced { ctx.fill(Key::DateDeduced, &[("date", &date_text)]) } else { date_text });
    } else {
        parts.push(ctx.t(Key::DateUnknown).to_owned());
    }
    if resource.language != ctx.messages().code {
        parts.push(ctx.t(if resource.language == "fr" { Key::InFrench } else { Key::InEnglish }).to_owned());
    }
    if resource.from_partner {
        parts.push(ctx.t(Key::FromPartner).to_owned());
    }
    let original = |id: &String| ctx.content().resources.iter().find(|other| other.id == *id);
    if let Some(original) = resource.repeats.as_ref().and_then(original) {
        parts.push(ctx.fill(Key::Repeats, &[("title", &original.title)]));
    }
    parts.join(", ")
}

/// What did not come can be asked for again.
fn without_details(ctx: Ctx<'_>, resource: &Resource) -> Html {
    if !ctx.model.explore.have_details_failed {
        return Html::default();
    }
    html! {
        <button type="button" class="link" onclick={ctx.on(Msg::Content(ContentMsg::DetailsRequested))}>
            { ctx.t(Key::DetailsAgain) }<span class="visually-hidden">{ " " }{ &resource.title }</span>
        </button>
    }
}

/// No address: whom to ask, and what to search for.
fn without_address(ctx: Ctx<'_>, resource: &Resource) -> Html {
    // Quotation marks and fixed spaces only get in the way of a search.
    let query = [resource.title.as_str(), resource.publisher.as_str()].join(" ");
    let phrase = query.replace(['"', '«', '»', '“', '”'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    html! {
        <div class="no-address">
            <p>{ ctx.fill(Key::AddressMissing, &[("publisher", &resource.publisher)]) }</p>
            { copyable(ctx, resource, Key::SearchPhrase, &phrase) }
        </div>
    }
}

/// A text to take elsewhere.
fn copyable(ctx: Ctx<'_>, resource: &Resource, name: Key, text: &str) -> Html {
    html! {
        <p class="phrase">
            <span class="phrase-name">{ ctx.t(name) }</span>{ " " }
            <code>{ text }</code>{ " " }
            <button type="button" class="link" onclick={ctx.on(Msg::Share(ShareMsg::CopyRequested(text.to_owned())))}>
                { phrases::copy_label(ctx, text, Key::Copy) }<span class="visually-hidden">{ " " }{ &resource.title }</span>
            </button>
        </p>
    }
}
