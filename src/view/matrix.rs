//! The trajectory matrix as a real table: a disc and a number for each share, what a visitor can do under each lever,
//! and the weights of the reference matrix one touch away.

use super::ctx::Ctx;
use super::markup::html;
use super::phrases;
use boussole_content::i18n::Key;
use boussole_content::sentences::Sentence;
use boussole_domain::matrix::PersonalMatrix;
use boussole_domain::vocabulary::{Position, Profile, Term};
use boussole_domain::{Impact, Lever};
use yew::Html;

/// A matrix, and whom its shares and sentences are of.
#[derive(Clone, Copy)]
struct Drawing<'a> {
    /// Without one, the weights of the reference matrix are all there is to draw.
    personal: Option<&'a PersonalMatrix>,
    /// Whose the shares are, in words.
    whose: Key,
    /// Who can do something on each lever; nobody in a group.
    profile: Option<Term<Profile>>,
}

/// The matrix; without a heading, the reference matrix alone.
pub fn matrix(ctx: Ctx<'_>) -> Html {
    let personal = ctx.model.visible_outcome().plan(ctx.content()).matrix.as_ref();
    matrix_with_label(ctx, personal, Key::OwnPercent, ctx.model.situation.profile)
}

/// The matrix of any heading, whose shares are whose these words say, with what a profile can do.
pub fn matrix_with_label(
    ctx: Ctx<'_>,
    personal: Option<&PersonalMatrix>,
    whose: Key,
    profile: Option<Term<Profile>>,
) -> Html {
    // What did not come leaves no hole; what is to come has its place, so that nothing jumps.
    let profile = profile.filter(|_| ctx.content().sentences().is_some() || !ctx.model.explore.have_details_failed);
    let drawing = Drawing { personal, whose, profile };
    let column = |impact: Impact| {
        let months = *ctx.content().months.get(impact);
        html! {
            <th key={impact.id()} scope="col" role="columnheader" class={format!("col-{}", impact.id())}>
                <span>{ phrases::impact(ctx, impact) }{ " " }</span>
                <span class="col-span">{ phrases::span(ctx, months) }</span>
            </th>
        }
    };
    html! {
        <div class="matrix" part="matrix">
            if let Some(profile) = profile {
                <p class="hint">
                    { ctx.t(Key::MatrixContributions) }{ " " }
                    if Lever::ALL.into_iter().any(|lever| contribution(ctx, lever, profile).is_none_or(|said| said.origin.to_confirm)) {
                        <span class="tag">{ ctx.t(Key::ToConfirm) }</span>
                    }
                </p>
            }
            // The numbers in the cells go by it: it stands before them.
            <details class="official-weights">
                <summary>{ ctx.t(Key::OfficialWeights) }</summary>
                <p class="hint">{ if personal.is_some() { ctx.t(Key::OfficialWeightsText) } else { "" } }</p>
                <ul class="legend" role="list">
                    <li>{ badge(ctx, Position::Core) }{ " " }{ ctx.t(Key::PositionCoreLong) }</li>
                    <li>{ badge(ctx, Position::Upstream) }{ " " }{ ctx.t(Key::PositionUpstreamLong) }</li>
                    <li>{ badge(ctx, Position::Downstream) }{ " " }{ ctx.t(Key::PositionDownstreamLong) }</li>
                </ul>
            </details>
            // The roles keep the table a table where the layout makes it a grid.
            <table role="table">
                <caption>{ ctx.t(Key::MatrixCaption) }</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <td role="cell" class="corner"></td>
                        { for Impact::ALL.map(column) }
                    </tr>
                </thead>
                <tbody role="rowgroup">{ for Lever::ALL.map(|lever| rows(ctx, drawing, lever)) }</tbody>
            </table>
            <p class="hint">{ if personal.is_some() { ctx.t(Key::MatrixRounded) } else { "" } }</p>
        </div>
    }
}

/// The row of a lever, and under it what a visitor can do on it.
fn rows(ctx: Ctx<'_>, drawing: Drawing<'_>, lever: Lever) -> Html {
    let carrier = ctx.vocabulary().carriers.get(lever as usize).map_or("", String::as_str);
    let total = drawing.personal.map(|personal| phrases::percent(ctx, *personal.lever_percents.get(lever)));
    html! {
        <>
            <tr key={lever.id()} role="row">
                <th scope="row" role="rowheader">
                    <span class="lever-name">{ &ctx.vocabulary().lever(lever).label }{ " " }</span>
                    <span class="lever-carrier">{ carrier }{ " " }</span>
                    if let Some(total) = total {
                        <span class="lever-total"><span class="visually-hidden">{ ctx.t(Key::LeverShare) }{ " " }</span>{ total }</span>
                    }
                </th>
                { for Impact::ALL.map(|impact| cell(ctx, drawing, lever, impact)) }
            </tr>
            if let Some(profile) = drawing.profile {
                <tr role="row"><td role="cell" colspan="4" class="contribution">{ contribution(ctx, lever, profile).map_or("", |said| &said.text) }</td></tr>
            }
        </>
    }
}

fn contribution(ctx: Ctx<'_>, lever: Lever, profile: Term<Profile>) -> Option<&Sentence> {
    ctx.content().sentences()?.contribution(lever, profile)
}

fn cell(ctx: Ctx<'_>, Drawing { personal, whose, .. }: Drawing<'_>, lever: Lever, impact: Impact) -> Html {
    let rules = &ctx.content().rules.matrix;
    let reference = u32::from(rules.percent(lever, impact));
    let position = rules.position(lever, impact);
    let percent = personal.map(|personal| *personal.percents.get(lever).get(impact));
    let (shown, whose) = percent.map_or((reference, Key::OfficialOnly), |percent| (percent, whose));
    let core = if position == Position::Core { " cell-core" } else { "" };
    html! {
        <td key={impact.id()} role="cell" class={["cell cell-", impact.id(), core].concat()}>
            <svg class="disc" viewBox="-1200 -1200 2400 2400" aria-hidden="true" focusable="false"><circle r={radius(shown).to_string()} /></svg>
            <span class="cell-own"><span class="visually-hidden">{ ctx.t(whose) }{ " " }</span>{ phrases::percent(ctx, shown) }{ " " }</span>
            <span class="cell-official">{ if percent.is_some() { ctx.fill(Key::OfficialPercent, &[("n", &reference.to_string())]) } else { String::new() } }{ " " }</span>
            { badge(ctx, position) }
        </td>
    }
}

/// How large the disc of a share is, whose area is as the share: 1200 for 60 %, the greatest there is.
pub fn radius(percent: u32) -> u32 {
    (percent * 24_000).isqrt()
}

fn badge(ctx: Ctx<'_>, position: Position) -> Html {
    let (class, drawing) = match position {
        Position::Core => ("badge badge-core", "M6 1 A5 5 0 1 1 5.99 1 Z"),
        Position::Upstream => ("badge badge-upstream", "M10.5 6 L2 6 M5.5 2.5 L2 6 L5.5 9.5"),
        Position::Downstream => ("badge badge-downstream", "M1.5 6 L10 6 M6.5 2.5 L10 6 L6.5 9.5"),
    };
    html! {
        <span class={class}>
            <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false"><path d={drawing} /></svg>
            { ctx.t(phrases::position(position)) }
        </span>
    }
}
