//! *Comment ça marche*: every weight with its source; what Le RAMEAU has not stated is marked.

use super::ctx::Ctx;
use super::markup::html;
use super::{matrix, phrases};
use crate::app::{Msg, NavigationMsg};
use boussole_content::entry::{Entry, Origin};
use boussole_content::i18n::Key;
use boussole_domain::{Impact, PerImpact};
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let rules = &ctx.content().rules;
    let origins = &ctx.content().origins;
    let vocabulary = ctx.vocabulary();
    let weighing = &ctx.content().heading;
    let objectives = vocabulary.objectives.iter().zip(weighing.affinities.iter());
    let levels = vocabulary.maturity.iter().zip(weighing.maturity.iter());
    html! {
        <>
            <div class="lead">
                <p>{ ctx.t(Key::MethodLead) }</p>
                <p>{ ctx.t(Key::MethodPrivacy) }</p>
                <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Navigation(NavigationMsg::MethodClosed))}>{ ctx.t(Key::MethodClose) }</button>
            </div>
            <div class="method">
                { part(ctx, Key::MethodMatrix, ctx.t(Key::MethodMatrixText), &origins.matrix, matrix::matrix_with_label(ctx, ctx.model.visible_outcome().plan(ctx.content()).matrix.as_ref(), Key::OwnPercent, None)) }
                { part(ctx, Key::MethodHeading, ctx.t(Key::MethodHeadingText), &origins.heading, html! {
                    <>
                        { list(ctx, Key::MethodWeights, [
                            (ctx.t(Key::QuestionHorizons).to_owned(), weighing.weights.horizons.to_string()),
                            (ctx.t(Key::QuestionObjectives).to_owned(), weighing.weights.objectives.to_string()),
                            (ctx.t(Key::QuestionMaturity).to_owned(), weighing.weights.maturity.to_string()),
                        ].into_iter()) }
                        { list(ctx, Key::MethodDetails, [
                            (ctx.t(Key::MethodPair).to_owned(), weighing.pair.map(|weight| weight.to_string()).join(" / ")),
                            (ctx.t(Key::MethodBalanced).to_owned(), percent(ctx, weighing.balanced_below_permille)),
                            (ctx.t(Key::MethodLeadLeast).to_owned(), percent(ctx, weighing.lead_permille)),
                        ].into_iter()) }
                        { list(ctx, Key::MethodAffinities, objectives.map(|(entry, vector)| split(entry, *vector))) }
                        { list(ctx, Key::MethodMaturity, levels.map(|(entry, vector)| split(entry, *vector))) }
                    </>
                }) }
                { part(ctx, Key::MethodDates, ctx.t(Key::MethodDatesText), &origins.calendar, html! {
                    <>
                        { list(ctx, Key::MethodHorizons, Impact::ALL.into_iter().map(|impact| {
                            (phrases::impact(ctx, impact).to_owned(), phrases::span(ctx, *ctx.content().months.get(impact)))
                        })) }
                        { list(ctx, Key::MethodReviews, rules.calendar.reviews_months.iter().map(|months| {
                            (phrases::span(ctx, *months), String::new())
                        })) }
                        { list(ctx, Key::MethodMarks, vocabulary.marks.iter().zip(&rules.calendar.marks).map(|(mark, day)| {
                            (mark.label.clone(), phrases::date(ctx, *day))
                        })) }
                    </>
                }) }
                { part(ctx, Key::MethodPath, ctx.t(Key::MethodPathText), &origins.path, points(ctx)) }
                { part_of_lists(ctx) }
            </div>
            <div class="foot">
                <button type="button" class="button" onclick={ctx.on(Msg::Navigation(NavigationMsg::MethodClosed))}>{ ctx.t(Key::MethodClose) }</button>
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

pub fn sourced(ctx: Ctx<'_>, origin: &Origin) -> Html {
    html! {
        <>
            { ctx.fill(Key::Source, &[("source", &phrases::source(ctx, origin))]) }{ " " }
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

/// Hundredths of a point, as people count: `8,4`.
fn in_points(ctx: Ctx<'_>, hundredths: u32) -> String {
    let (units, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => units.to_string(),
        rest => format!("{units}{}{}", ctx.t(Key::DecimalMark), format!("{rest:02}").trim_end_matches('0')),
    }
}

/// So many per mille in percent: `5 %`, `5,5 %`.
fn percent(ctx: Ctx<'_>, permille: u32) -> String {
    ctx.fill(Key::Percent, &[("n", &in_points(ctx, permille * 10))])
}

/// Every number of the path.
fn points(ctx: Ctx<'_>) -> Html {
    let rules = &ctx.content().rules.path;
    let negative = |points: i32| format!("−{}", in_points(ctx, points.unsigned_abs()));
    let shares = |shares: &[u32]| shares.iter().map(u32::to_string).collect::<Vec<_>>().join(" / ");
    let criteria = [
        (Key::QuestionObjectives, in_points(ctx, rules.objective.full)),
        (Key::MethodSecond, in_points(ctx, rules.objective.second)),
        (Key::MethodTransversal, in_points(ctx, rules.objective.transversal)),
        (Key::CriterionImpact, in_points(ctx, rules.impact.full)),
        (Key::MethodShares, shares(&rules.impact.share_by_count)),
        (Key::QuestionDomains, in_points(ctx, rules.domain.full)),
        (Key::MethodDomainShares, shares(&rules.domain.share_by_count)),
        (Key::MethodEveryDomain, in_points(ctx, rules.domain.every)),
        (Key::MethodSdg17, in_points(ctx, rules.domain.sdg17)),
        (Key::QuestionProfile, in_points(ctx, rules.profile.full)),
        (Key::MethodEveryProfile, in_points(ctx, rules.profile.every)),
        (Key::QuestionMaturity, in_points(ctx, rules.maturity.full)),
        (Key::MethodNeighbour, in_points(ctx, rules.maturity.neighbour)),
        (Key::QuestionUsage, in_points(ctx, rules.usage.full)),
        (Key::QuestionLevel, in_points(ctx, rules.level.full)),
        (Key::MethodAnnounced, negative(rules.announced)),
        (Key::MethodNoAddress, negative(rules.without_address)),
    ];
    let choice = [
        (Key::MethodLength, rules.length.to_string()),
        (Key::MethodPerKind, rules.per_kind.to_string()),
        (Key::MethodMostWithoutAddress, rules.most_without_address.to_string()),
        (Key::MethodMostThirdParty, rules.most_third_party.to_string()),
        (Key::MethodOwnDomain, rules.own_domain.to_string()),
        (Key::MethodSecondObjective, rules.second_objective.to_string()),
        (Key::MethodExplorer, rules.explorer_from_maturity.to_string()),
    ];
    let with_names =
        |rows: Vec<(Key, String)>| rows.into_iter().map(move |(name, value)| (ctx.t(name).to_owned(), value));
    html! {
        <>
            { list(ctx, Key::MethodPoints, with_names(criteria.to_vec())) }
            { list(ctx, Key::MethodChoice, with_names(choice.to_vec())) }
        </>
    }
}

/// The vocabularies with the source of each term.
fn part_of_lists(ctx: Ctx<'_>) -> Html {
    let vocabulary = ctx.vocabulary();
    let lists = [
        (Key::MethodImpacts, &vocabulary.impacts),
        (Key::MethodLevers, &vocabulary.levers),
        (Key::QuestionProfile, &vocabulary.profiles),
        (Key::QuestionDomains, &vocabulary.domains),
        (Key::QuestionLevel, &vocabulary.levels),
        (Key::QuestionMaturity, &vocabulary.maturity),
        (Key::QuestionObjectives, &vocabulary.objectives),
        (Key::QuestionUsage, &vocabulary.usages),
        (Key::MethodKinds, &vocabulary.kinds),
        (Key::MethodSeasons, &vocabulary.seasons),
        (Key::MethodMarks, &vocabulary.marks),
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
