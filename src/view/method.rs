//! *Comment ça marche*: every weight with its source; what Le RAMEAU has not stated is marked.

use super::ctx::Ctx;
use super::{matrix, words};
use crate::app::Msg;
use crate::catalogue::pack::{Entry, Origin};
use crate::domain::path::Criterion;
use crate::domain::{Impact, PerImpact};
use crate::i18n::Key;
use yew::{Html, html};

pub fn view(ctx: Ctx<'_>) -> Html {
    let rules = &ctx.content().rules;
    let origins = &ctx.content().origins;
    let vocabulary = ctx.vocabulary();
    let objectives = vocabulary.objectives.iter().zip(&rules.heading.affinities);
    let levels = vocabulary.maturity.iter().zip(&rules.heading.maturity);
    html! {
        <>
            <div class="lead">
                { ctx.title(Key::MethodTitle) }
                <p>{ ctx.t(Key::MethodLead) }</p>
                <p>{ ctx.t(Key::MethodPrivacy) }</p>
                <button type="button" class="button button-quiet" onclick={ctx.on(Msg::CameBack)}>{ ctx.t(Key::MethodClose) }</button>
            </div>
            <div class="method">
                { part(ctx, Key::MethodMatrix, &ctx.fill(Key::MethodMatrixText, &[]), &origins.matrix, matrix::matrix(ctx)) }
                { part(ctx, Key::MethodHeading, ctx.t(Key::MethodHeadingText), &origins.heading, html! {
                    <>
                        { list(ctx, Key::MethodWeights, [
                            (ctx.t(Key::QuestionHorizons).to_owned(), rules.heading.weights.horizons.to_string()),
                            (ctx.t(Key::QuestionObjectives).to_owned(), rules.heading.weights.objectives.to_string()),
                            (ctx.t(Key::QuestionMaturity).to_owned(), rules.heading.weights.maturity.to_string()),
                        ].into_iter()) }
                        { list(ctx, Key::MethodAffinities, objectives.map(|(entry, vector)| split(entry, *vector))) }
                        { list(ctx, Key::MethodMaturity, levels.map(|(entry, vector)| split(entry, *vector))) }
                    </>
                }) }
                { part(ctx, Key::MethodDates, ctx.t(Key::MethodDatesText), &origins.calendar, html! {
                    <>
                        { list(ctx, Key::MethodHorizons, Impact::ALL.into_iter().map(|impact| {
                            (words::impact(ctx, impact).to_owned(), words::span(ctx, *rules.months.get(impact)))
                        })) }
                        { list(ctx, Key::MethodReviews, rules.calendar.reviews_months.iter().map(|months| {
                            (words::span(ctx, *months), String::new())
                        })) }
                        { list(ctx, Key::MethodMarks, vocabulary.marks.iter().zip(&rules.calendar.marks).map(|(mark, day)| {
                            (mark.label.clone(), words::date(ctx, *day))
                        })) }
                    </>
                }) }
                { part(ctx, Key::MethodPath, ctx.t(Key::MethodPathText), &origins.path, points(ctx)) }
                { part_of_lists(ctx) }
            </div>
            <div class="foot">
                <button type="button" class="button" onclick={ctx.on(Msg::CameBack)}>{ ctx.t(Key::MethodClose) }</button>
            </div>
        </>
    }
}

fn part(ctx: Ctx<'_>, title: Key, text: &str, origin: &Origin, body: Html) -> Html {
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(title) } }) }
            <p>{ text }</p>
            { body }
            <p class="source">{ sourced(ctx, origin) }</p>
        </section>
    }
}

fn sourced(ctx: Ctx<'_>, origin: &Origin) -> Html {
    html! {
        <>
            { ctx.fill(Key::Source, &[("source", &words::source(ctx, origin))]) }{ " " }
            <span>if origin.to_confirm { <span class="tag">{ ctx.t(Key::ToConfirm) }</span> }</span>
        </>
    }
}

fn split(entry: &Entry, vector: PerImpact<u8>) -> (String, String) {
    (entry.label.clone(), vector.values().map(|part| part.to_string()).join(" / "))
}

fn list(ctx: Ctx<'_>, title: Key, rows: impl Iterator<Item = (String, String)>) -> Html {
    html! {
        <div class="figures">
            { ctx.heading(3, "figures-title", html! { { ctx.t(title) } }) }
            <dl>
                { for rows.map(|(name, value)| html! {
                    <div key={name.clone()}><dt>{ name.clone() }</dt><dd>{ value }</dd></div>
                }) }
            </dl>
        </div>
    }
}

/// The points of the path, as people count: the rules hold hundredths.
fn points(ctx: Ctx<'_>) -> Html {
    let rules = &ctx.content().rules.path;
    let full = |criterion: Criterion| match criterion {
        Criterion::Objective => rules.objective.full,
        Criterion::Impact => rules.impact.full,
        Criterion::Profile => rules.profile.full,
        Criterion::Domain => rules.domain.full,
        Criterion::Maturity => rules.maturity.full,
        Criterion::Usage => rules.usage.full,
        Criterion::Level => rules.level.full,
    };
    let least = |points: i32| format!("−{}", points.unsigned_abs() / 100);
    let rows = Criterion::ALL
        .into_iter()
        .map(|criterion| (ctx.t(words::criterion(criterion)).to_owned(), (full(criterion) / 100).to_string()))
        .chain([
            (ctx.t(Key::MethodAnnounced).to_owned(), least(rules.announced)),
            (ctx.t(Key::MethodNoAddress).to_owned(), least(rules.without_address)),
        ]);
    list(ctx, Key::MethodPoints, rows)
}

/// The vocabularies with the source of each term.
fn part_of_lists(ctx: Ctx<'_>) -> Html {
    let words = ctx.vocabulary();
    let lists = [
        (Key::MethodImpacts, &words.impacts),
        (Key::MethodLevers, &words.levers),
        (Key::QuestionProfile, &words.profiles),
        (Key::QuestionDomains, &words.domains),
        (Key::QuestionLevel, &words.levels),
        (Key::QuestionMaturity, &words.maturity),
        (Key::QuestionObjectives, &words.objectives),
        (Key::QuestionUsage, &words.usages),
        (Key::MethodKinds, &words.kinds),
        (Key::MethodSeasons, &words.seasons),
        (Key::MethodMarks, &words.marks),
    ];
    let row = |entry: &Entry| {
        html! {
            <div key={entry.id.clone()}><dt>{ &entry.label }</dt><dd>{ sourced(ctx, &entry.origin) }</dd></div>
        }
    };
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::MethodLists) } }) }
            <p>{ ctx.t(Key::MethodListsText) }</p>
            { for lists.into_iter().map(|(title, entries)| html! {
                <details key={title as usize} class="figures">
                    <summary>{ ctx.t(title) }</summary>
                    <dl class="sources">{ for entries.iter().map(row) }</dl>
                </details>
            }) }
        </section>
    }
}
