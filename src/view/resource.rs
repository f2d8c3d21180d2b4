//! A resource card: what it is, where it is, why it is here.

use super::ctx::Ctx;
use super::words;
use crate::app::Msg;
use crate::catalogue::pack::Resource;
use crate::domain::path::Stop;
use crate::i18n::Key;
use yew::{Html, html};

/// The card of a stop, its title `depth` levels below the widget's.
pub fn card(ctx: Ctx<'_>, stop: &Stop, depth: u8) -> Html {
    let (Some(resource), Some(facets)) =
        (ctx.content().resources.get(stop.resource), ctx.content().facets.get(stop.resource))
    else {
        return Html::default();
    };
    let letter = ctx.vocabulary().letters.get(facets.kind as usize).map_or("", String::as_str);
    let own = if resource.summary_untranslated { Some(resource.language.clone()) } else { None };
    let foreign = (resource.language != ctx.messages().code).then(|| resource.language.clone());
    let title = html! { <span lang={foreign}>{ &resource.title }</span> };
    html! {
        <li key={resource.id.clone()} class="resource" part="resource">
            <p class="resource-kind"><span class="letter" aria-hidden="true">{ letter }</span>{ &ctx.vocabulary().kind(facets.kind).label }</p>
            { ctx.heading(depth, "resource-title", match resource.link() {
                Some(url) => html! { <a href={url.to_owned()} target="_blank" rel="noopener noreferrer">{ title }<span class="visually-hidden">{ " " }{ ctx.t(Key::NewTab) }</span></a> },
                None => title,
            }) }
            <p class="resource-summary" lang={own}>{ &resource.summary }</p>
            <p class="resource-meta">{ meta(ctx, resource) }</p>
            <div>
                { match &resource.url {
                    None => without_address(ctx, resource),
                    Some(url) if resource.link().is_none() => copyable(ctx, resource, Key::AddressPlain, url),
                    Some(_) => Html::default(),
                } }
            </div>
            <details class="why">
                <summary>{ ctx.t(Key::Why) }</summary>
                <ul>
                    { for stop.why.iter().map(|mark| html! { <li key={mark.criterion.id()}>{ words::reason(ctx, mark) }</li> }) }
                </ul>
                <p class="limit">
                    <span class="limit-name">{ ctx.t(Key::Limit) }</span>{ " " }
                    { stop.limit.as_ref().map_or_else(|| ctx.t(Key::LimitNone).to_owned(), |mark| words::limit(ctx, mark)) }
                </p>
            </details>
        </li>
    }
}

/// Publisher, date, and what to know before following the link.
fn meta(ctx: Ctx<'_>, resource: &Resource) -> String {
    let mut parts = vec![resource.publisher.clone()];
    if let Some(date) = &resource.date {
        let words = words::partial_date(ctx, date);
        parts.push(if resource.date_deduced { ctx.fill(Key::DateDeduced, &[("date", &words)]) } else { words });
    } else {
        parts.push(ctx.t(Key::DateUnknown).to_owned());
    }
    if resource.language != ctx.messages().code {
        parts.push(ctx.t(if resource.language == "fr" { Key::InFrench } else { Key::InEnglish }).to_owned());
    }
    if resource.url_is_about {
        parts.push(ctx.t(Key::UrlAbout).to_owned());
    }
    parts.join(" · ")
}

/// No address: whom to ask, and what to search for.
fn without_address(ctx: Ctx<'_>, resource: &Resource) -> Html {
    // Quotation marks and fixed spaces only get in the way of a search.
    let words = [resource.title.as_str(), resource.publisher.as_str()].join(" ");
    let phrase = words.replace(['"', '«', '»', '“', '”'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
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
            <button type="button" class="link" onclick={ctx.on(Msg::CopyAsked(text.to_owned()))}>
                { ctx.t(Key::Copy) }<span class="visually-hidden">{ " " }{ &resource.title }</span>
            </button>
        </p>
    }
}
