//! What a host's large catalogue says, below our own list.

use super::ctx::Ctx;
use super::markup::html;
use super::resource::{self, with_marks};
use super::unmatched::unmatched_words;
use super::words;
use crate::app::ExploreMsg;
use crate::app::{LibraryMsg, Msg};
use boussole_content::i18n::Key;
use boussole_content::library::{Card, ShardError};
use boussole_content::safe_url::is_safe_link;
use boussole_domain::Kind;
use yew::Html;

/// The results, how to get more, and what is wrong.
pub fn found(ctx: Ctx<'_>) -> Html {
    let stacks = &ctx.model.library;
    if !stacks.offered {
        return Html::default();
    }
    let reply = &stacks.reply;
    html! {
        <section class="block stacks" aria-busy={stacks.waits().to_string()}>
            <div id="stacks" tabindex="-1">{ ctx.heading(2, "block-title", html! { { ctx.t(Key::LibraryTitle) } }) }</div>
            <p class="stacks-count">{ count(ctx) }</p>
            <p class="hint">{ ctx.t(Key::LibraryHint) }</p>
            <div>{ lacking(ctx) }</div>
            <div>
                if !reply.cards.is_empty() {
                    { unmatched_words(ctx, &stacks.query, &reply.asked, Key::LibraryNone) }
                }
            </div>
            <div>
                if let Some(meant) = &reply.meant {
                    <p class="banner">
                        { ctx.fill(Key::ExploreMeant, &[("typed", stacks.query.trim()), ("meant", meant)]) }{ " " }
                        <button type="button" class="link" onclick={ctx.on(Msg::Explore(ExploreMsg::SuggestionAccepted(meant.clone())))}>
                            { ctx.fill(Key::ExploreMeantTake, &[("meant", meant)]) }
                        </button>
                    </p>
                }
            </div>
            <ol class="resources resources-wide" role="list">
                { for reply.cards.iter().enumerate().map(|(at, (number, card))| self::card(ctx, at, *number, card, reply.held.get(at).copied().unwrap_or_default())) }
            </ol>
            <p class="more">
                if reply.more && !stacks.waits() {
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Library(LibraryMsg::MoreRequested))}>{ ctx.t(Key::LibraryMore) }</button>
                }
            </p>
        </section>
    }
}

/// How much it has, in words; nothing before a question.
pub fn count(ctx: Ctx<'_>) -> String {
    let stacks = &ctx.model.library;
    let reply = &stacks.reply;
    if stacks.waits() {
        ctx.t(Key::LibraryWaiting).to_owned()
    } else if stacks.query.trim().is_empty() || reply.short || reply.asked.is_empty() {
        String::new()
    } else if reply.found == 0 {
        // What could not be read says nothing about what is in it.
        let known = reply.fault.is_none() && stacks.fault.is_none();
        if known { ctx.fill(Key::LibraryNone, &[("words", stacks.query.trim())]) } else { String::new() }
    } else if reply.counted {
        ctx.messages().count(reply.found, Key::LibraryFoundOne, Key::LibraryFoundOther)
    } else {
        ctx.fill(Key::LibraryFoundLeast, &[("n", &reply.found.to_string())])
    }
}

/// What could not be had, and another try.
fn lacking(ctx: Ctx<'_>) -> Html {
    let stacks = &ctx.model.library;
    let Some(fault) = stacks.fault.or(stacks.reply.fault.map(|(_, fault)| fault)).filter(|_| !stacks.waits()) else {
        return Html::default();
    };
    let why = match fault {
        ShardError::HashMismatch | ShardError::Malformed => Key::LibraryChanged,
        ShardError::Unavailable => Key::LibraryMissing,
        ShardError::TimedOut => Key::LibraryLate,
    };
    html! {
        <p class="banner">
            { ctx.fill(Key::LibraryLacking, &[("why", ctx.t(why))]) }{ " " }
            <button type="button" class="link" onclick={ctx.on(Msg::Library(LibraryMsg::RetryRequested))}>{ ctx.t(Key::LibraryRetry) }</button>
        </p>
    }
}

fn card(ctx: Ctx<'_>, at: usize, number: u32, card: &Card, held: u8) -> Html {
    let kind = Kind::ALL.get(usize::from(card.kind)).copied().unwrap_or(Kind::Methodes);
    let letter = ctx.vocabulary().letters.get(kind as usize).map_or("", String::as_str);
    let foreign = (card.language != ctx.messages().code).then(|| card.language.clone());
    let title = html! { <span lang={foreign}>{ with_marks(&card.title, &ctx.model.library.reply.asked) }</span> };
    let title = if is_safe_link(&card.url) {
        html! { <a href={card.url.clone()} target="_blank" rel="noopener noreferrer">{ title }<span class="visually-hidden">{ " " }{ ctx.t(Key::NewTab) }</span></a> }
    } else {
        title
    };
    let date =
        if card.date.is_empty() { ctx.t(Key::DateUnknown).to_owned() } else { words::partial_date(ctx, &card.date) };
    let said =
        [card.publisher.clone(), date].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    html! {
        <li key={number} class="resource" part="resource" id={format!("found-{at}")} tabindex="-1">
            <p class="resource-kind"><span class="letter" aria-hidden="true">{ letter }</span>{ &ctx.vocabulary().kind(kind).label }</p>
            { ctx.heading(3, "resource-title", title) }
            <p class="resource-meta">{ [said, resource::held(ctx, held, &ctx.model.library.reply.asked)].concat() }</p>
        </li>
    }
}
