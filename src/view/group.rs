//! What may be told of a group, in words: the page of a workshop and its projection say the same.

use super::ctx::Ctx;
use super::markup::html;
use super::{dial, phrases};
use crate::app::features::workshop::WorkshopSummary;
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_content::sentences::Sentence;
use boussole_domain::Impact;
use boussole_domain::situation::Question;
use boussole_domain::workshop::{AnswerDistribution, Count, GroupHeading, Subject};
use yew::Html;

/// The needles of all, where they may be told, and the thick one of their mean.
pub fn needles(ctx: Ctx<'_>, together: &GroupHeading) -> Html {
    let all = ctx.model.workshop.participants.iter().filter_map(|participant| participant.heading);
    // A needle is somebody's own, as the ends of a range are.
    dial::group_dial(ctx, all.filter(|_| together.range.is_some()), Some(&together.mean))
}

/// The mean and the spread, in a sentence and a table.
pub fn mean(ctx: Ctx<'_>, together: &GroupHeading) -> Html {
    let percents = together.mean.percents();
    let range = |impact: Impact| together.range.as_ref().map(|range| *range.get(impact));
    let row = |impact: Impact| {
        html! {
            <tr key={impact.id()}>
                <th scope="row">{ phrases::impact(ctx, impact) }</th>
                <td>{ phrases::percent(ctx, *percents.get(impact)) }</td>
                if let Some(range) = range(impact) { <td>{ ranged(ctx, Key::WorkshopRange, &[], range) }</td> }
            </tr>
        }
    };
    html! {
        <>
            <p class="reading-main">{ phrases::heading_of_many(ctx, &together.mean) }</p>
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
fn ranged(ctx: Ctx<'_>, key: Key, values: &[(&str, &str)], (min, max): (u32, u32)) -> String {
    ctx.fill(key, &[values, &[("from", &phrases::permille(ctx, min)), ("to", &phrases::permille(ctx, max))]].concat())
}

/// Why so few people are told so little; nothing when there are enough.
pub fn small(ctx: Ctx<'_>, summary: &WorkshopSummary) -> String {
    let min_group = ctx.content().rules.workshop.least_group.to_string();
    if summary.is_small { ctx.fill(Key::WorkshopSmall, &[("n", &min_group)]) } else { String::new() }
}

/// What a subject is called.
pub fn subject(ctx: Ctx<'_>, subject: Subject) -> &str {
    match subject {
        Subject::Impact(impact) => phrases::impact(ctx, impact),
        Subject::Question(question) => ctx.t(phrases::question(question)),
    }
}

/// How far a group lies apart on a subject, and what it is asked.
pub fn card(ctx: Ctx<'_>, summary: &WorkshopSummary, subject: Subject) -> Html {
    html! {
        <>
            <p class="talk-spread">{ spread(ctx, summary, subject) }</p>
            <p class="talk-ask">{ ask(ctx, subject).map_or("", |ask| &ask.text) }</p>
        </>
    }
}

/// What is said where nothing is worth talking about: all are near to one another, or nobody has a heading.
pub fn agreed(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    let is_known = summary.group_heading.is_some() || summary.questions.iter().any(|(_, spread)| spread.answered > 0);
    html! { <p class="talk-ask">{ ctx.t(if is_known { Key::WorkshopAgreed } else { Key::WorkshopNoHeading }) }</p> }
}

/// What a group is asked on a subject; nothing until the sentences are there.
pub fn ask(ctx: Ctx<'_>, subject: Subject) -> Option<&Sentence> {
    ctx.content().sentences()?.ask(subject)
}

fn spread(ctx: Ctx<'_>, summary: &WorkshopSummary, subject: Subject) -> String {
    match subject {
        Subject::Impact(impact) => {
            let name = phrases::impact_lower(ctx, impact);
            if let Some(range) = summary.group_heading.as_ref().and_then(|together| together.range.as_ref()) {
                return ranged(ctx, Key::WorkshopApart, &[("impact", &name)], *range.get(impact));
            }
            let points = ctx.content().rules.workshop.apart / 10;
            ctx.fill(Key::WorkshopApartUntold, &[("impact", &name), ("n", &points.to_string())])
        }
        Subject::Question(question) => {
            let spread = summary.questions.iter().find(|(other, spread)| *other == question && spread.is_told());
            let counts = spread.iter().flat_map(|(_, spread)| answer_counts(ctx, question, spread));
            let count = |(entry, count): (&Entry, &Count)| {
                ctx.fill(Key::NameValue, &[("name", &entry.label), ("value", &count_text(ctx, *count))])
            };
            let counts: Vec<String> = counts.map(count).collect();
            [ctx.t(Key::WorkshopParted), " ", &ctx.messages().names(&counts)].concat()
        }
    }
}

/// The resources that many of the paths hold, no more than `most`, each with how many do.
pub fn common(ctx: Ctx<'_>, summary: &WorkshopSummary, most: usize) -> Html {
    let all = ctx.model.workshop.participants.len().to_string();
    let item = |(index, count): &(usize, Count)| {
        let Some(resource) = ctx.content().resources.get(*index) else { return Html::default() };
        html! {
            <li key={resource.id.clone()}>
                { match resource.link() {
                    Some(url) => html! { <a href={url.to_owned()} target="_blank" rel="noopener noreferrer">{ &resource.title }<span class="visually-hidden">{ " " }{ ctx.t(Key::NewTab) }</span></a> },
                    None => html! { <span>{ &resource.title }</span> },
                } }
                { " " }<span class="hint">{ ctx.fill(Key::InstrumentBegun, &[("n", &count_text(ctx, *count)), ("all", &all)]) }</span>
            </li>
        }
    };
    html! { <ul class="journeys" role="list">{ for summary.common.iter().take(most).map(item) }</ul> }
}

fn entries(ctx: Ctx<'_>, question: Question) -> &[Entry] {
    let vocabulary = ctx.vocabulary();
    match question {
        Question::Profile => &vocabulary.profiles,
        Question::Domains => &vocabulary.domains,
        Question::Level => &vocabulary.levels,
        Question::Maturity => &vocabulary.maturity,
        Question::Usage => &vocabulary.usages,
        Question::Objectives => &vocabulary.objectives,
        Question::Horizons | Question::Start => &[],
    }
}

/// The answers that anybody gave, with how many did.
pub fn answer_counts<'c>(
    ctx: Ctx<'c>,
    question: Question,
    spread: &'c AnswerDistribution,
) -> impl Iterator<Item = (&'c Entry, &'c Count)> {
    entries(ctx, question).iter().zip(&spread.counts).filter(|(_, count)| **count != Count::Exactly(0))
}

/// A count as it may be told: on the page and in the table alike.
pub fn count_text(ctx: Ctx<'_>, count: Count) -> String {
    let min_group = ctx.content().rules.workshop.least_group.to_string();
    match count {
        Count::Exactly(count) => count.to_string(),
        Count::Enough => ctx.fill(Key::WorkshopEnough, &[("n", &min_group)]),
        Count::Few => ctx.fill(Key::WorkshopFew, &[("n", &min_group)]),
        // Of a question of which nothing is told.
        Count::Suppressed => String::new(),
    }
}
