//! What a host's large catalogue says, below our own list.

use super::ctx::Ctx;
use super::markup::html;
use super::phrases;
use super::resource::{self, with_query_highlights};
use super::unmatched::unmatched_words;
use crate::app::{ExploreMsg, LibraryMsg, Msg};
use boussole_content::i18n::Key;
use boussole_content::library::{Card, ShardError};
use boussole_content::safe_url::is_safe_link;
use boussole_domain::Kind;
use yew::Html;

/// The results, how to get more, and what is wrong.
pub fn results(ctx: Ctx<'_>) -> Html {
    let library = &ctx.model.library;
    if !library.offered {
        return Html::default();
    }
    let reply = &library.reply;
    html! {
        <section class="block stacks" aria-busy={library.is_loading().to_string()}>
            <div id="stacks" tabindex="-1">{ ctx.heading(2, "block-title", html! { { ctx.t(Key::LibraryTitle) } }) }</div>
            <p class="stacks-count">{ count(ctx) }</p>
            <p class="hint">{ ctx.t(Key::LibraryHint) }</p>
            <div>{ error_banner(ctx) }</div>
            <div>
                if !reply.cards.is_empty() {
                    { unmatched_words(ctx, &library.query, &reply.terms, Key::LibraryNone) }
                }
            </div>
            <div>
                if let Some(correction) = &reply.suggestion {
                    <p class="banner">
                        { ctx.fill(Key::ExploreMeant, &[("typed", library.query.trim()), ("meant", correction)]) }{ " " }
                        <button type="button" class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::SuggestionAccepted(correction.clone())))}>
                            { ctx.fill(Key::ExploreMeantTake, &[("meant", correction)]) }
                        </button>
                    </p>
                }
            </div>
            <ol class="resources resources-wide" role="list">
                { for reply.cards.iter().enumerate().map(|(index, (number, card))| self::card(ctx, index, *number, card, reply.matched.get(index).copied().unwrap_or_default())) }
            </ol>
            <p class="more">
                if reply.has_more && !library.is_loading() {
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Library(LibraryMsg::MoreRequested))}>{ ctx.t(Key::LibraryMore) }</button>
                }
            </p>
        </section>
    }
}

/// How much it has, in words; nothing before a question.
pub fn count(ctx: Ctx<'_>) -> String {
    let library = &ctx.model.library;
    let reply = &library.reply;
    if library.is_loading() {
        ctx.t(Key::LibraryWaiting).to_owned()
    } else if library.query.trim().is_empty() || reply.is_too_short || reply.terms.is_empty() {
        String::new()
    } else if reply.found == 0 {
        // What could not be read says nothing about what is in it.
        let is_answered = reply.fault.is_none() && library.fault.is_none();
        if is_answered { ctx.fill(Key::LibraryNone, &[("words", library.query.trim())]) } else { String::new() }
    } else if reply.is_exact {
        ctx.messages().count(reply.found, Key::LibraryFoundOne, Key::LibraryFoundOther)
    } else {
        ctx.fill(Key::LibraryFoundLeast, &[("n", &reply.found.to_string())])
    }
}

/// What could not be had, and another try.
fn error_banner(ctx: Ctx<'_>) -> Html {
    let library = &ctx.model.library;
    let Some(fault) = library.fault.or(library.reply.fault.map(|(_, fault)| fault)).filter(|_| !library.is_loading())
    else {
        return Html::default();
    };
    let reason = match fault {
        ShardError::HashMismatch | ShardError::Malformed => Key::LibraryChanged,
        ShardError::Unavailable => Key::LibraryMissing,
        ShardError::TimedOut => Key::LibraryLate,
    };
    html! {
        <p class="banner">
            { ctx.fill(Key::LibraryLacking, &[("why", ctx.t(reason))]) }{ " " }
            <button type="button" class="link" onclick={ctx.on(Msg::Library(LibraryMsg::RetryRequested))}>{ ctx.t(Key::LibraryRetry) }</button>
        </p>
    }
}

fn card(ctx: Ctx<'_>, index: usize, number: u32, card: &Card, matched: u8) -> Html {
    let kind = Kind::ALL.get(usize::from(card.kind)).copied().unwrap_or(Kind::Methodes);
    let letter = ctx.vocabulary().letters.get(kind as usize).map_or("", String::as_str);
    let foreign = (card.language != ctx.messages().code).then(|| card.language.clone());
    let title =
        html! { <span lang={foreign}>{ with_query_highlights(&card.title, &ctx.model.library.reply.terms) }</span> };
    let title = if is_safe_link(&card.url) {
        html! { <a href={card.url.clone()} target="_blank" rel="noopener noreferrer">{ title }<span class="visually-hidden">{ " " }{ ctx.t(Key::NewTab) }</span></a> }
    } else {
        title
    };
    let date =
        if card.date.is_empty() { ctx.t(Key::DateUnknown).to_owned() } else { phrases::partial_date(ctx, &card.date) };
    let meta =
        [card.publisher.clone(), date].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    html! {
        <li key={number} class="resource" part="resource" id={format!("found-{index}")} tabindex="-1">
            <p class="resource-kind"><span class="letter" aria-hidden="true">{ letter }</span>{ &ctx.vocabulary().kind(kind).label }</p>
            { ctx.heading(3, "resource-title", title) }
            <p class="resource-meta">{ [meta, resource::matched_words(ctx, matched, &ctx.model.library.reply.terms)].concat() }</p>
        </li>
    }
}
