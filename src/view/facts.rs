//! What an instrument tells: dates with where we are among them, figures, words; each with its source.

use super::ctx::Ctx;
use super::markup::html;
use super::{figure, method, phrases};
use boussole_content::i18n::Key;
use boussole_content::instrument::{Fact, Facts, Instrument, ResultKind};
use boussole_domain::Date;
use yew::Html;

/// One list of facts.
pub fn list(ctx: Ctx<'_>, instrument: &Instrument, position: usize, facts: &Facts) -> Html {
    let calendar = instrument.result_kind == ResultKind::Calendar;
    let today = ctx.model.host.today.filter(|_| calendar);
    let next = today.and_then(|today| facts.items.iter().position(|fact| first(fact) > Some(today)));
    let current = today.and_then(|today| facts.items.iter().find(|fact| holds(fact, today)));
    let spans = facts.items.iter().any(|fact| fact.until.is_some());
    html! {
        <section key={position} class="block facts">
            { ctx.heading(2, "block-title", html! { { &facts.label } }) }
            <p class="reading-main">
                if let Some(today) = today.filter(|_| spans) {
                    { season(ctx, current, today) }
                }
            </p>
            <div class="figure-slot">{ if calendar && spans { year(ctx, facts, today) } else { Html::default() } }</div>
            <ul class="fact-list" role="list">
                { for facts.items.iter().enumerate().map(|(index, item)| {
                    let number = if calendar && spans { figure::number(index) } else { Html::default() };
                    fact(ctx, item, number, today, next == Some(index) && !spans)
                }) }
            </ul>
        </section>
    }
}

/// Which season it is.
fn season(ctx: Ctx<'_>, current: Option<&Fact>, today: Date) -> String {
    let date = phrases::date(ctx, today);
    match current {
        Some(fact) => ctx.fill(Key::FactsToday, &[("date", &date), ("season", &fact.entry.label)]),
        None => ctx.fill(Key::FactsTodayNone, &[("date", &date)]),
    }
}

/// The spans as a wheel that knows the day.
fn year(ctx: Ctx<'_>, facts: &Facts, today: Option<Date>) -> Html {
    let year = facts.items.first().and_then(first).map_or(0, Date::year);
    let mut spans = Vec::new();
    for fact in &facts.items {
        let until = fact.until.as_deref().and_then(Date::from_partial);
        if let (Some(from), Some(until)) = (first(fact), until) {
            spans.push((from.days_into(year), until.days_into(year)));
        }
    }
    let current = today.and_then(|today| facts.items.iter().position(|fact| holds(fact, today)));
    let fact = current.and_then(|index| facts.items.get(index));
    let label = today.map_or_else(|| facts.label.clone(), |today| season(ctx, fact, today));
    let day = today.filter(|_| current.is_some()).map(|today| today.days_into(year));
    figure::wheel(label, &spans, current, day)
}

fn first(fact: &Fact) -> Option<Date> {
    fact.date.as_deref().and_then(Date::from_partial)
}

/// The day by which a fact is over: its own; of a month or a year the first day after.
fn last(fact: &Fact) -> Option<Date> {
    let months = match fact.date.as_deref()?.len() {
        4 => 12,
        7 => 1,
        _ => 0,
    };
    Some(first(fact)?.plus_months(months))
}

/// Whether a day is within a fact that lasts.
fn holds(fact: &Fact, day: Date) -> bool {
    let until = fact.until.as_deref().and_then(Date::from_partial);
    first(fact).zip(until).is_some_and(|(from, until)| from <= day && day < until)
}

fn fact(ctx: Ctx<'_>, fact: &Fact, number: Html, today: Option<Date>, next: bool) -> Html {
    let over = fact.until.as_deref().and_then(Date::from_partial).or_else(|| last(fact));
    let past = today.zip(over).is_some_and(|(today, over)| over <= today && !holds(fact, today));
    let now = today.is_some_and(|today| holds(fact, today));
    let (class, tag) = if now {
        ("fact fact-now", Some(Key::FactsNow))
    } else if next {
        ("fact fact-next", Some(Key::FactsNext))
    } else if past {
        ("fact fact-past", Some(Key::FactsPast))
    } else {
        ("fact", None)
    };
    let date = |text: &str| phrases::partial_date(ctx, text);
    let when = match (&fact.date, &fact.until) {
        (Some(from), Some(until)) => ctx.fill(Key::FactsSpan, &[("from", &date(from)), ("to", &date(until))]),
        (Some(from), None) => date(from),
        _ => String::new(),
    };
    html! {
        <li key={fact.entry.id.clone()} class={class}>
            if !when.is_empty() || tag.is_some() {
                <p class="fact-when">{ when }{ " " }if let Some(tag) = tag { <span class="tag">{ ctx.t(tag) }</span> }</p>
            }
            <p class="fact-what">
                if let Some(figure) = &fact.figure { <strong class="figure">{ figure }</strong> }
                { " " }{ number }<span>{ &fact.entry.label }</span>
            </p>
            if !fact.entry.description.is_empty() { <p class="hint">{ &fact.entry.description }</p> }
            <p class="source">{ method::sourced(ctx, &fact.entry.origin) }</p>
        </li>
    }
}
