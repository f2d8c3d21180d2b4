//! What an instrument tells: dates with where we are among them, figures, words; each with its source.

use super::ctx::Ctx;
use super::markup::html;
use super::{method, words};
use boussole_content::i18n::Key;
use boussole_content::instrument::{Fact, Facts, Instrument, Reading};
use boussole_domain::Date;
use yew::Html;

/// One list of facts.
pub fn list(ctx: Ctx<'_>, instrument: &Instrument, at: usize, facts: &Facts) -> Html {
    let calendar = instrument.reading == Reading::Calendar;
    let today = ctx.model.host.today.filter(|_| calendar);
    let next = today.and_then(|today| facts.items.iter().position(|fact| first(fact) > Some(today)));
    let current = today.and_then(|today| facts.items.iter().find(|fact| holds(fact, today)));
    let spans = facts.items.iter().any(|fact| fact.until.is_some());
    html! {
        <section key={at} class="block facts">
            { ctx.heading(2, "block-title", html! { { &facts.label } }) }
            <p class="reading-main">
                if let Some(today) = today.filter(|_| spans) {
                    { match current {
                        Some(fact) => ctx.fill(Key::FactsToday, &[("date", &words::date(ctx, today)), ("season", &fact.entry.label)]),
                        None => ctx.fill(Key::FactsTodayNone, &[("date", &words::date(ctx, today))]),
                    } }
                }
            </p>
            <ul class="fact-list" role="list">
                { for facts.items.iter().enumerate().map(|(place, own)| fact(ctx, own, today, next == Some(place) && !spans)) }
            </ul>
        </section>
    }
}

fn first(fact: &Fact) -> Option<Date> {
    fact.date.as_deref().and_then(Date::first_of)
}

/// Whether a day is within a fact that lasts.
fn holds(fact: &Fact, day: Date) -> bool {
    let until = fact.until.as_deref().and_then(Date::first_of);
    first(fact).zip(until).is_some_and(|(from, until)| from <= day && day < until)
}

fn fact(ctx: Ctx<'_>, fact: &Fact, today: Option<Date>, next: bool) -> Html {
    let over = fact.until.as_deref().and_then(Date::first_of).or_else(|| first(fact));
    // A month or a year is over with its last day, which its first does not tell.
    let whole = fact.date.as_deref().is_some_and(|date| date.len() > 7);
    let past = today
        .zip(over)
        .is_some_and(|(today, over)| over <= today && (whole || fact.until.is_some()) && !holds(fact, today));
    let now = today.is_some_and(|today| holds(fact, today));
    let (class, said) = if now {
        ("fact fact-now", Some(Key::FactsNow))
    } else if next {
        ("fact fact-next", Some(Key::FactsNext))
    } else if past {
        ("fact fact-past", Some(Key::FactsPast))
    } else {
        ("fact", None)
    };
    let date = |text: &str| words::partial_date(ctx, text);
    let when = match (&fact.date, &fact.until) {
        (Some(from), Some(until)) => ctx.fill(Key::FactsSpan, &[("from", &date(from)), ("to", &date(until))]),
        (Some(from), None) => date(from),
        _ => String::new(),
    };
    html! {
        <li key={fact.entry.id.clone()} class={class}>
            if !when.is_empty() || said.is_some() {
                <p class="fact-when">{ when }{ " " }if let Some(said) = said { <span class="tag">{ ctx.t(said) }</span> }</p>
            }
            <p class="fact-what">
                if let Some(figure) = &fact.figure { <strong class="figure">{ figure }</strong> }
                { " " }<span>{ &fact.entry.label }</span>
            </p>
            if !fact.entry.description.is_empty() { <p class="hint">{ &fact.entry.description }</p> }
            <p class="source">{ method::sourced(ctx, &fact.entry.origin) }</p>
        </li>
    }
}
