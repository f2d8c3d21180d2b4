//! The trajectory matrix as a real table: personal weights, the official ones beside them.

use super::ctx::Ctx;
use super::markup::html;
use super::words;
use boussole_content::i18n::Key;
use boussole_domain::matrix::PersonalMatrix;
use boussole_domain::vocabulary::Position;
use boussole_domain::{Impact, Lever};
use yew::Html;

/// The matrix; without a heading, the official weights alone.
pub fn matrix(ctx: Ctx<'_>) -> Html {
    of(ctx, ctx.model.shown().plan(ctx.content()).matrix.as_ref(), Key::OwnPercent)
}

/// The matrix of any heading, whose shares are whose these words say.
pub fn of(ctx: Ctx<'_>, personal: Option<&PersonalMatrix>, own: Key) -> Html {
    let column = |impact: Impact| {
        let months = *ctx.content().months.get(impact);
        html! {
            <th key={impact.id()} scope="col" role="columnheader" class={format!("col-{}", impact.id())}>
                { words::impact(ctx, impact) }
                <span class="col-span">{ words::span(ctx, months) }</span>
            </th>
        }
    };
    html! {
        <div class="matrix" part="matrix">
            // The roles keep the table a table where the layout makes it a grid.
            <table role="table">
                <caption>{ ctx.t(Key::MatrixCaption) }</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <td role="cell" class="corner"></td>
                        { for Impact::ALL.map(column) }
                    </tr>
                </thead>
                <tbody role="rowgroup">{ for Lever::ALL.map(|lever| row(ctx, (personal, own), lever)) }</tbody>
            </table>
            <ul class="legend" role="list">
                <li>{ badge(ctx, Position::Core) }{ " " }{ ctx.t(Key::PositionCoreLong) }</li>
                <li>{ badge(ctx, Position::Upstream) }{ " " }{ ctx.t(Key::PositionUpstreamLong) }</li>
                <li>{ badge(ctx, Position::Downstream) }{ " " }{ ctx.t(Key::PositionDownstreamLong) }</li>
            </ul>
            <p class="hint">{ if personal.is_some() { ctx.t(Key::MatrixRounded) } else { "" } }</p>
        </div>
    }
}

fn row(ctx: Ctx<'_>, (personal, own): (Option<&PersonalMatrix>, Key), lever: Lever) -> Html {
    let carrier = ctx.vocabulary().carriers.get(lever as usize).map_or("", String::as_str);
    let total = personal.map(|personal| words::percent(ctx, *personal.lever_percents.get(lever)));
    html! {
        <tr key={lever.id()} role="row">
            <th scope="row" role="rowheader">
                <span class="lever-name">{ &ctx.vocabulary().lever(lever).label }</span>
                <span class="lever-carrier">{ carrier }</span>
                if let Some(total) = total {
                    <span class="lever-total"><span class="visually-hidden">{ ctx.t(Key::LeverShare) }{ " " }</span>{ total }</span>
                }
            </th>
            { for Impact::ALL.map(|impact| cell(ctx, (personal, own), lever, impact)) }
        </tr>
    }
}

fn cell(ctx: Ctx<'_>, (personal, whose): (Option<&PersonalMatrix>, Key), lever: Lever, impact: Impact) -> Html {
    let rules = &ctx.content().rules.matrix;
    let official = u32::from(rules.percent(lever, impact));
    let position = rules.position(lever, impact);
    let own = personal.map(|personal| *personal.percents.get(lever).get(impact));
    let heat = heat(own, official);
    html! {
        <td key={impact.id()} role="cell" class={format!("cell cell-{} heat-{heat}", impact.id())}>
            <span class="cell-own">
                if own.is_some() { <span class="visually-hidden">{ ctx.t(whose) }{ " " }</span> }
                { words::percent(ctx, own.unwrap_or(official)) }
            </span>
            <span class="cell-official">{ match own {
                Some(_) => ctx.fill(Key::OfficialPercent, &[("n", &official.to_string())]),
                None => ctx.t(Key::OfficialOnly).to_owned(),
            } }</span>
            { badge(ctx, position) }
        </td>
    }
}

/// How deep the tint of a cell is, in steps: one for each six points, since the greatest official share of the whole
/// is 60.
pub fn heat(own: Option<u32>, official: u32) -> u32 {
    own.unwrap_or(official / 3).div_ceil(6).min(8)
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
            { ctx.t(words::position(position)) }
        </span>
    }
}
