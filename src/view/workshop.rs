//! The facilitator's page: everyone's needle on one dial, what is shared, what is worth talking about.

use super::ctx::Ctx;
use super::markup::html;
use super::{dial, matrix, steps, words};
use crate::app::NavigationMsg;
use crate::app::workshop::{WorkshopMsg, WorkshopSummary, summarise};
use crate::app::{Msg, View};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_domain::Impact;
use boussole_domain::heading::Heading;
use boussole_domain::rounding::{percent, percent_of_permille};
use boussole_domain::situation::Question;
use boussole_domain::workshop::{AnswerDistribution, Count, GroupHeading};
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let workshop = &ctx.model.workshop;
    let summary = summarise(workshop, ctx.content());
    html! {
        <>
            <div class="lead">
                { ctx.title(Key::WorkshopTitle) }
                <p>{ ctx.fill(Key::WorkshopLead, &[("most", &ctx.content().rules.workshop.most.to_string())]) }</p>
            </div>
            { script(ctx) }
            { gather(ctx) }
            <div>{ if workshop.participants.is_empty() { Html::default() } else { results(ctx, &summary) } }</div>
            { steps::way_on_foot(ctx) }
        </>
    }
}

/// How to run it, step by step.
fn script(ctx: Ctx<'_>) -> Html {
    let steps = [
        Key::WorkshopStepShow,
        Key::WorkshopStepAnswer,
        Key::WorkshopStepGather,
        Key::WorkshopStepRead,
        Key::WorkshopStepEnd,
    ];
    html! {
        <details class="why">
            <summary>{ ctx.t(Key::WorkshopScript) }</summary>
            <ol>{ for steps.into_iter().map(|step| html! { <li key={step as usize}>{ ctx.t(step) }</li> }) }</ol>
        </details>
    }
}

fn gather(ctx: Ctx<'_>) -> Html {
    let workshop = &ctx.model.workshop;
    html! {
        <section class="block keep">
            <p>
                <label for="workshop-links">{ ctx.t(Key::WorkshopLinks) }</label>
                <textarea id="workshop-links" rows="3" spellcheck="false" value={workshop.typed.clone()}
                    oninput={ctx.on_text(|text| Some(Msg::Workshop(WorkshopMsg::LinksTyped(text))))} />
            </p>
            <p class="keep-row">
                <button type="button" class="button" disabled={workshop.typed.trim().is_empty()} onclick={ctx.on(Msg::Workshop(WorkshopMsg::LinksSubmitted))}>{ ctx.t(Key::WorkshopTake) }</button>
                <label for="workshop-files">{ ctx.t(Key::WorkshopFiles) }</label>
                <input type="file" id="workshop-files" data-own="workshop" multiple={true} />
                if ctx.model.host.camera_available {
                    <button type="button" class="button button-quiet" data-own="scan" data-stop={ctx.attr(Key::WorkshopScanStop)}>{ ctx.t(Key::WorkshopScan) }</button>
                }
            </p>
            <div data-own="scanner"></div>
            <p class="keep-row">
                <strong class="reading-main">{ gathered(ctx) }</strong>
                if !workshop.participants.is_empty() {
                    <button type="button" class="link" onclick={ctx.on(Msg::Workshop(WorkshopMsg::LastRemoved))}>{ ctx.t(Key::WorkshopDropLast) }</button>
                    <button type="button" class="link" onclick={ctx.on(Msg::Workshop(WorkshopMsg::Cleared))}>{ ctx.t(Key::WorkshopEmpty) }</button>
                }
            </p>
        </section>
    }
}

/// How many are there, and what the last batch brought.
pub fn gathered(ctx: Ctx<'_>) -> String {
    let workshop = &ctx.model.workshop;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let messages = ctx.messages();
    let mut parts =
        vec![messages.count(number(workshop.participants.len()), Key::WorkshopCountOne, Key::WorkshopCountOther)];
    if workshop.last.refused > 0 {
        parts.push(messages.count(number(workshop.last.refused), Key::WorkshopRefusedOne, Key::WorkshopRefusedOther));
    }
    if workshop.last.refused > 0 && !workshop.typed.trim().is_empty() {
        parts.push(ctx.t(Key::WorkshopLeft).to_owned());
    }
    if workshop.last.beyond > 0 {
        let most = ctx.content().rules.workshop.most.to_string();
        parts.push(ctx.fill(Key::WorkshopBeyond, &[("n", &workshop.last.beyond.to_string()), ("most", &most)]));
    }
    parts.join(" ")
}

fn results(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    let least = ctx.content().rules.workshop.least_group.to_string();
    html! {
        <>
            <div>{ headings(ctx, summary) }</div>
            <p class="hint">{ if summary.is_small { ctx.fill(Key::WorkshopSmall, &[("n", &least)]) } else { String::new() } }</p>
            <div class="told">{ if summary.is_small { Html::default() } else { told(ctx, summary) } }</div>
            <div>
                if ctx.model.offers(View::Instruments) {
                    <p><button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Instruments)))}>{ ctx.t(Key::InstrumentsAll) }</button></p>
                }
            </div>
        </>
    }
}

/// What may be told of enough people.
fn told(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    html! {
        <>
            <section class="block">
                { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopTalk) } }) }
                <ul class="talk">{ for talk(ctx, summary).into_iter().map(|text| html! { <li key={text.clone()}>{ text }</li> }) }</ul>
            </section>
            <section class="block">
                { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopAnswers) } }) }
                { for summary.questions.iter().filter(|(_, spread)| spread.answered > 0).map(|(question, spread)| answers(ctx, *question, spread)) }
            </section>
            <div>{ common(ctx, summary) }</div>
            <div>{ groups(ctx, summary) }</div>
            <p><button type="button" class="button button-quiet" onclick={ctx.on(Msg::Workshop(WorkshopMsg::TableExportRequested))}>{ ctx.t(Key::WorkshopTable) }</button></p>
            <p class="hint">{ ctx.t(Key::WorkshopPrivacy) }</p>
        </>
    }
}

/// The needles, the mean, and the same in a table.
fn headings(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    let all = || ctx.model.workshop.participants.iter().filter_map(|own| own.heading);
    if all().next().is_none() {
        return html! { <p class="hint">{ ctx.t(Key::WorkshopNoHeading) }</p> };
    }
    let Some(together) = &summary.together else { return Html::default() };
    // A needle is somebody's own, as the ends of a range are.
    let needles = all().filter(|_| together.range.is_some());
    html! {
        <section class="block crowd">
            { dial::crowd(ctx, needles, Some(&together.mean)) }
            <div>
                { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopHeading) } }) }
                { mean(ctx, together) }
            </div>
            <div class="crowd-matrix">
                { summary.matrix.as_ref().map(|own| matrix::of(ctx, Some(own), Key::WorkshopPercent)).unwrap_or_default() }
            </div>
        </section>
    }
}

fn mean(ctx: Ctx<'_>, together: &GroupHeading) -> Html {
    let percents = together.mean.percents();
    let range = |impact: Impact| together.range.as_ref().map(|range| *range.get(impact));
    let row = |impact: Impact| {
        html! {
            <tr key={impact.id()}>
                <th scope="row">{ words::impact(ctx, impact) }</th>
                <td>{ words::percent(ctx, *percents.get(impact)) }</td>
                if let Some(range) = range(impact) { <td>{ ranged(ctx, Key::WorkshopRange, &[], range) }</td> }
            </tr>
        }
    };
    html! {
        <>
            <p class="reading-main">{ words::heading_of_many(ctx, &together.mean) }</p>
            <table class="profile" aria-label={ctx.attr(Key::WorkshopHeading)}>
                <thead><tr>
                    <th scope="col">{ ctx.t(Key::FacetImpact) }</th>
                    <th scope="col">{ ctx.t(Key::WorkshopMean) }</th>
                    if together.range.is_some() { <th scope="col">{ ctx.t(Key::WorkshopSpread) }</th> }
                </tr></thead>
                <tbody>{ for Impact::ALL.map(row) }</tbody>
            </table>
        </>
    }
}

/// From the least share to the greatest, in words.
fn ranged(ctx: Ctx<'_>, key: Key, values: &[(&str, &str)], (least, most): (u32, u32)) -> String {
    ctx.fill(key, &[values, &[("from", &words::permille(ctx, least)), ("to", &words::permille(ctx, most))]].concat())
}

/// What is worth talking about, in sentences.
fn talk(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(together) = &summary.together {
        for impact in &together.apart {
            let name = words::impact_lower(ctx, *impact);
            out.push(match &together.range {
                Some(range) => ranged(ctx, Key::WorkshopApart, &[("impact", &name)], *range.get(*impact)),
                None => ctx.fill(Key::WorkshopApartUntold, &[("impact", &name)]),
            });
        }
    }
    for (question, _) in summary.questions.iter().filter(|(_, spread)| spread.parted) {
        out.push(ctx.fill(Key::WorkshopParted, &[("question", ctx.t(words::question(*question)))]));
    }
    if out.is_empty() {
        let is_known = summary.together.is_some() || summary.questions.iter().any(|(_, spread)| spread.answered > 0);
        out.push(ctx.t(if is_known { Key::WorkshopAgreed } else { Key::WorkshopNoHeading }).to_owned());
    }
    out
}

fn entries(ctx: Ctx<'_>, question: Question) -> &[Entry] {
    let words = ctx.vocabulary();
    match question {
        Question::Profile => &words.profiles,
        Question::Domains => &words.domains,
        Question::Level => &words.levels,
        Question::Maturity => &words.maturity,
        Question::Usage => &words.usages,
        Question::Objectives => &words.objectives,
        Question::Horizons | Question::Start => &[],
    }
}

fn answers(ctx: Ctx<'_>, question: Question, spread: &AnswerDistribution) -> Html {
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let all = small(ctx.model.workshop.participants.len());
    let row = |(entry, count): (&Entry, &Count)| {
        let percent = percent(small(count.at_least(&ctx.content().rules.workshop)), all);
        html! {
            <tr key={entry.id.clone()}>
                <th scope="row">{ &entry.label }</th>
                <td>
                    <svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false">
                        <rect class="bar-ground" width="100%" height="10" rx="5" /><rect class="bar-value" width={format!("{}%", percent.min(100))} height="10" rx="5" />
                    </svg>
                    <span class="bar-said">{ counted(ctx, *count) }</span>
                </td>
            </tr>
        }
    };
    html! {
        <table key={question.id()} class="profile">
            <caption>{ ctx.t(words::question(question)) }</caption>
            <tbody>{ for given(ctx, question, spread).map(row) }</tbody>
        </table>
    }
}

/// The answers that anybody gave, with how many did.
fn given<'c>(
    ctx: Ctx<'c>,
    question: Question,
    spread: &'c AnswerDistribution,
) -> impl Iterator<Item = (&'c Entry, &'c Count)> {
    entries(ctx, question).iter().zip(&spread.counts).filter(|(_, count)| **count != Count::Exactly(0))
}

/// A count as it may be told: on the page and in the table alike.
fn counted(ctx: Ctx<'_>, count: Count) -> String {
    let least = ctx.content().rules.workshop.least_group.to_string();
    match count {
        Count::Exactly(count) => count.to_string(),
        Count::Enough => ctx.fill(Key::WorkshopEnough, &[("n", &least)]),
        Count::Few => ctx.fill(Key::WorkshopFew, &[("n", &least)]),
        Count::Untold => ctx.t(Key::WorkshopUntold).to_owned(),
    }
}

fn common(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    if summary.common.is_empty() {
        return Html::default();
    }
    let all = ctx.model.workshop.participants.len().to_string();
    let item = |(place, count): &(usize, Count)| {
        let Some(resource) = ctx.content().resources.get(*place) else { return Html::default() };
        html! {
            <li key={resource.id.clone()}>
                { match resource.link() {
                    Some(url) => html! { <a href={url.to_owned()} target="_blank" rel="noopener noreferrer">{ &resource.title }<span class="visually-hidden">{ " " }{ ctx.t(Key::NewTab) }</span></a> },
                    None => html! { <span>{ &resource.title }</span> },
                } }
                { " " }<span class="hint">{ ctx.fill(Key::InstrumentBegun, &[("n", &counted(ctx, *count)), ("all", &all)]) }</span>
            </li>
        }
    };
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopCommon) } }) }
            <ul class="journeys" role="list">{ for summary.common.iter().take(9).map(item) }</ul>
        </section>
    }
}

fn groups(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    let row = |(place, count, heading): &(usize, usize, Option<Heading>)| {
        let label = ctx.vocabulary().profiles.get(*place).map_or("", |entry| entry.label.as_str());
        html! {
            <tr key={*place}>
                <th scope="row">{ label }{ " (" }{ count }{ ")" }</th>
                <td>{ heading.as_ref().map_or_else(|| "–".to_owned(), |heading| words::shares(ctx, heading)) }</td>
            </tr>
        }
    };
    let least = ctx.content().rules.workshop.least_group.to_string();
    let rest = [("n", &*summary.elsewhere.to_string()), ("least", &*least)];
    let key = if summary.groups.is_empty() { Key::WorkshopNoGroup } else { Key::WorkshopRest };
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopGroups) } }) }
            <table class="profile" aria-label={ctx.attr(Key::WorkshopGroups)}><tbody>{ for summary.groups.iter().map(row) }</tbody></table>
            <p class="hint">{ if summary.elsewhere > 0 { ctx.fill(key, &rest) } else { String::new() } }</p>
        </section>
    }
}

/// The table of a workshop: what the page tells, nobody's own answers.
pub fn table(ctx: Ctx<'_>) -> Vec<Vec<String>> {
    let summary = summarise(&ctx.model.workshop, ctx.content());
    let mut rows =
        vec![vec![ctx.t(Key::CsvPart).to_owned(), ctx.t(Key::CsvWhat).to_owned(), ctx.t(Key::CsvValue).to_owned()]];
    let mut add = |part: &str, what: &str, value: String| rows.push(vec![part.to_owned(), what.to_owned(), value]);
    add(ctx.t(Key::WorkshopTitle), ctx.t(Key::WorkshopParticipants), ctx.model.workshop.participants.len().to_string());
    if summary.is_small {
        return rows;
    }
    if let Some(together) = &summary.together {
        let percents = together.mean.percents();
        for impact in Impact::ALL {
            let range = together.range.as_ref().map(|range| *range.get(impact));
            let range = range
                .map(|(from, to)| format!(" ({}–{})", percent_of_permille(from), percent_of_permille(to)))
                .unwrap_or_default();
            let value = [&percents.get(impact).to_string(), range.as_str()].concat();
            add(ctx.t(Key::WorkshopHeading), words::impact(ctx, impact), value);
        }
    }
    for (question, spread) in &summary.questions {
        for (entry, count) in given(ctx, *question, spread) {
            add(ctx.t(words::question(*question)), &entry.label, counted(ctx, *count));
        }
    }
    for (place, count) in &summary.common {
        if let Some(resource) = ctx.content().resources.get(*place) {
            add(ctx.t(Key::WorkshopCommon), &resource.title, counted(ctx, *count));
        }
    }
    rows
}
