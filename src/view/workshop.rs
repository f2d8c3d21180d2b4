//! The facilitator's page: everyone's needle on one dial, what is shared, what is worth talking about.

use super::ctx::Ctx;
use super::markup::html;
use super::{dial, matrix, steps, words};
use crate::app::workshop::{Meeting, Met, meeting};
use crate::app::{Msg, View};
use crate::catalogue::pack::Entry;
use crate::domain::Impact;
use crate::domain::heading::Heading;
use crate::domain::rounding::{percent, percent_of_permille};
use crate::domain::situation::Question;
use crate::domain::workshop::Spread;
use crate::i18n::Key;
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let workshop = &ctx.model.workshop;
    let meeting = meeting(workshop, ctx.content());
    html! {
        <>
            <div class="lead">
                { ctx.title(Key::WorkshopTitle) }
                <p>{ ctx.t(Key::WorkshopLead) }</p>
            </div>
            { script(ctx) }
            { gather(ctx) }
            <div>{ if workshop.participants.is_empty() { Html::default() } else { results(ctx, &meeting) } }</div>
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
                    oninput={ctx.on_text(|text| Some(Msg::Met(Met::Typed(text))))} />
            </p>
            <p class="keep-row">
                <button type="button" class="button" disabled={workshop.typed.trim().is_empty()} onclick={ctx.on(Msg::Met(Met::TypedTaken))}>{ ctx.t(Key::WorkshopTake) }</button>
                <label for="workshop-files">{ ctx.t(Key::WorkshopFiles) }</label>
                <input type="file" id="workshop-files" data-own="workshop" multiple={true} />
                if ctx.model.scans {
                    <button type="button" class="button button-quiet" data-own="scan" data-stop={ctx.attr(Key::WorkshopScanStop)}>{ ctx.t(Key::WorkshopScan) }</button>
                }
            </p>
            <div data-own="scanner"></div>
            <p class="keep-row">
                <strong class="reading-main">{ gathered(ctx) }</strong>
                if !workshop.participants.is_empty() {
                    <button type="button" class="link" onclick={ctx.on(Msg::Met(Met::LastDropped))}>{ ctx.t(Key::WorkshopDropLast) }</button>
                    <button type="button" class="link" onclick={ctx.on(Msg::Met(Met::Emptied))}>{ ctx.t(Key::WorkshopEmpty) }</button>
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

fn results(ctx: Ctx<'_>, meeting: &Meeting) -> Html {
    html! {
        <>
            <div>{ headings(ctx, meeting) }</div>
            <section class="block">
                { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopTalk) } }) }
                <ul class="talk">{ for talk(ctx, meeting).into_iter().map(|text| html! { <li key={text.clone()}>{ text }</li> }) }</ul>
            </section>
            <section class="block">
                { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopAnswers) } }) }
                { for meeting.questions.iter().filter(|(_, spread)| spread.answered > 0).map(|(question, spread)| answers(ctx, *question, spread)) }
            </section>
            <div>{ common(ctx, meeting) }</div>
            <div>{ groups(ctx, meeting) }</div>
            <p><button type="button" class="button button-quiet" onclick={ctx.on(Msg::Met(Met::TableWanted))}>{ ctx.t(Key::WorkshopTable) }</button></p>
            <p class="hint">{ ctx.t(Key::WorkshopPrivacy) }</p>
            <div>
                if ctx.model.offers(View::Instruments) {
                    <p><button type="button" class="link" onclick={ctx.on(Msg::WentTo(View::Instruments))}>{ ctx.t(Key::InstrumentsAll) }</button></p>
                }
            </div>
        </>
    }
}

/// The needles, the mean, and the same in a table.
fn headings(ctx: Ctx<'_>, meeting: &Meeting) -> Html {
    let Some(together) = &meeting.together else {
        return html! { <p class="hint">{ ctx.t(Key::WorkshopNoHeading) }</p> };
    };
    let needle = |(at, heading): (usize, Heading)| {
        let turn = turned(&heading);
        let length = 40 + heading.sharpness_permille.min(1000) * 60 / 1000;
        html! { <line key={at} class="crowd-needle" y2={format!("-{length}")} transform={turn} /> }
    };
    let all = ctx.model.workshop.participants.iter().filter_map(|own| own.heading);
    let percents = words::percents(&together.mean);
    let row = |impact: Impact| {
        let (least, most) = *together.range.get(impact);
        html! {
            <tr key={impact.id()}>
                <th scope="row">{ words::impact(ctx, impact) }</th>
                <td>{ words::percent(ctx, *percents.get(impact)) }</td>
                <td>{ ctx.fill(Key::WorkshopRange, &[("from", &words::permille(ctx, least)), ("to", &words::permille(ctx, most))]) }</td>
            </tr>
        }
    };
    html! {
        <section class="block crowd">
            <svg class="dial crowd-dial" viewBox="-168 -136 336 256" aria-hidden="true" focusable="false">
                <circle class="dial-face" r="112" /><circle class="dial-ring" r="112" />
                { for [(Impact::Performance, "0", "-118"), (Impact::Innovation, "112", "68"), (Impact::Confiance, "-112", "68")].map(|(impact, x, y)| html! {
                    <text key={impact.id()} class="crowd-pole" x={x} y={y}>{ dial::pole_name(ctx, impact, x) }</text>
                }) }
                { for all.enumerate().map(needle) }
                <line class="crowd-mean" y2="-104" transform={turned(&together.mean)} />
                <circle class="needle-hub" r="6" />
            </svg>
            <div>
                { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopHeading) } }) }
                <p class="reading-main">{ words::heading_of_many(ctx, &together.mean) }</p>
                <table class="profile" aria-label={ctx.attr(Key::WorkshopHeading)}>
                    <thead><tr><th scope="col">{ ctx.t(Key::FacetImpact) }</th><th scope="col">{ ctx.t(Key::WorkshopMean) }</th><th scope="col">{ ctx.t(Key::WorkshopSpread) }</th></tr></thead>
                    <tbody>{ for Impact::ALL.map(row) }</tbody>
                </table>
            </div>
            <div class="crowd-matrix">{ matrix::of(ctx, meeting.matrix.as_ref()) }</div>
        </section>
    }
}

fn turned(heading: &Heading) -> String {
    ["rotate(", &words::decimal(i32::try_from(heading.bearing_tenths).unwrap_or(0), 1), ")"].concat()
}

/// What is worth talking about, in sentences.
fn talk(ctx: Ctx<'_>, meeting: &Meeting) -> Vec<String> {
    let rules = &ctx.content().rules.workshop;
    let mut out = Vec::new();
    if let Some(together) = &meeting.together {
        for impact in Impact::ALL {
            if together.is_apart(impact, rules) {
                let (least, most) = *together.range.get(impact);
                let values = [
                    ("impact", words::impact_lower(ctx, impact)),
                    ("from", words::permille(ctx, least)),
                    ("to", words::permille(ctx, most)),
                ];
                let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                out.push(ctx.fill(Key::WorkshopApart, &values));
            }
        }
    }
    for (question, _) in meeting.questions.iter().filter(|(_, spread)| spread.parted) {
        out.push(ctx.fill(Key::WorkshopParted, &[("question", ctx.t(words::question(*question)))]));
    }
    if out.is_empty() {
        out.push(ctx.t(Key::WorkshopAgreed).to_owned());
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

fn answers(ctx: Ctx<'_>, question: Question, spread: &Spread) -> Html {
    let least = ctx.content().rules.workshop.least_group;
    // Who is who can be guessed from a profile that few have.
    let tells = question == Question::Profile;
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let row = |(entry, count): (&Entry, &usize)| {
        let hidden = tells && *count < least;
        let percent = if hidden { 0 } else { percent(small(*count), small(spread.answered)) };
        html! {
            <tr key={entry.id.clone()}>
                <th scope="row">{ &entry.label }</th>
                <td>
                    <svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false">
                        <rect class="bar-ground" width="100%" height="10" rx="5" /><rect class="bar-value" width={format!("{}%", percent.min(100))} height="10" rx="5" />
                    </svg>
                    <span class="bar-said">{ if hidden { ctx.fill(Key::WorkshopFew, &[("n", &least.to_string())]) } else { count.to_string() } }</span>
                </td>
            </tr>
        }
    };
    html! {
        <table key={question.id()} class="profile">
            <caption>{ ctx.t(words::question(question)) }</caption>
            <tbody>{ for entries(ctx, question).iter().zip(&spread.counts).filter(|(_, count)| **count > 0).map(row) }</tbody>
        </table>
    }
}

fn common(ctx: Ctx<'_>, meeting: &Meeting) -> Html {
    if meeting.common.is_empty() {
        return Html::default();
    }
    let all = ctx.model.workshop.participants.len().to_string();
    let item = |(place, count): &(usize, usize)| {
        let Some(resource) = ctx.content().resources.get(*place) else { return Html::default() };
        html! {
            <li key={resource.id.clone()}>
                { match resource.link() {
                    Some(url) => html! { <a href={url.to_owned()} target="_blank" rel="noopener noreferrer">{ &resource.title }<span class="visually-hidden">{ " " }{ ctx.t(Key::NewTab) }</span></a> },
                    None => html! { <span>{ &resource.title }</span> },
                } }
                { " " }<span class="hint">{ ctx.fill(Key::InstrumentBegun, &[("n", &count.to_string()), ("all", &all)]) }</span>
            </li>
        }
    };
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopCommon) } }) }
            <ul class="journeys" role="list">{ for meeting.common.iter().take(9).map(item) }</ul>
        </section>
    }
}

fn groups(ctx: Ctx<'_>, meeting: &Meeting) -> Html {
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
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopGroups) } }) }
            <table class="profile" aria-label={ctx.attr(Key::WorkshopGroups)}><tbody>{ for meeting.groups.iter().map(row) }</tbody></table>
            <p class="hint">
                { if meeting.elsewhere > 0 {
                    let count = u32::try_from(meeting.elsewhere).unwrap_or(u32::MAX);
                    ctx.messages().count(count, Key::WorkshopElsewhereOne, Key::WorkshopElsewhereOther).replace("{least}", &least)
                } else { String::new() } }
            </p>
        </section>
    }
}

/// The table of a workshop: counts and means, nobody's own answers.
pub fn table(ctx: Ctx<'_>) -> Vec<Vec<String>> {
    let meeting = meeting(&ctx.model.workshop, ctx.content());
    let least = ctx.content().rules.workshop.least_group;
    let mut rows =
        vec![vec![ctx.t(Key::CsvPart).to_owned(), ctx.t(Key::CsvWhat).to_owned(), ctx.t(Key::CsvValue).to_owned()]];
    let mut add = |part: &str, what: &str, value: String| rows.push(vec![part.to_owned(), what.to_owned(), value]);
    add(ctx.t(Key::WorkshopTitle), ctx.t(Key::WorkshopParticipants), ctx.model.workshop.participants.len().to_string());
    // A mean of few tells what one of them answered.
    let enough = ctx.model.workshop.participants.len() >= least;
    if let Some(together) = meeting.together.as_ref().filter(|_| enough) {
        let percents = words::percents(&together.mean);
        for impact in Impact::ALL {
            let (from, to) = *together.range.get(impact);
            // Of few, the ends are somebody's own.
            let range = if ctx.model.workshop.participants.len() < 2 * least {
                String::new()
            } else {
                format!(" ({}–{})", percent_of_permille(from), percent_of_permille(to))
            };
            let value = [&percents.get(impact).to_string(), range.as_str()].concat();
            add(ctx.t(Key::WorkshopHeading), words::impact(ctx, impact), value);
        }
    }
    for (question, spread) in &meeting.questions {
        for (entry, count) in entries(ctx, *question).iter().zip(&spread.counts).filter(|(_, count)| **count > 0) {
            let value = if *count < least { format!("< {least}") } else { count.to_string() };
            add(ctx.t(words::question(*question)), &entry.label, value);
        }
    }
    for (place, count) in &meeting.common {
        if let Some(resource) = ctx.content().resources.get(*place) {
            add(ctx.t(Key::WorkshopCommon), &resource.title, count.to_string());
        }
    }
    rows
}
