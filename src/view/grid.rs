//! Who does what: a table whose cells are choices.

use super::ctx::Ctx;
use super::markup::html;
use crate::app::record::{Field, LONGEST};
use crate::app::{InstrumentMsg, Msg};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_content::instrument::Grid;
use yew::Html;

/// The table, what it lacks, and an example to start from.
pub fn table(ctx: Ctx<'_>, grid: &Grid) -> Html {
    let (responses, sheet) = (&ctx.model.instruments.responses, ctx.model.instruments.key);
    let name = |column: u8| {
        let own = responses.text(sheet, Field::Column(column));
        let given = grid.columns.get(usize::from(column)).map_or("", String::as_str);
        if own.is_empty() { given.to_owned() } else { own.to_owned() }
    };
    let columns = u8::try_from(grid.columns.len()).unwrap_or(0);
    let cell = |row: u8, matter: &Entry, column: u8| {
        let mark = responses.level(sheet, Field::Cell(row, column));
        let label = ctx.fill(Key::GridCell, &[("matter", &matter.label), ("body", &name(column))]);
        html! {
            <td key={column} role="cell">
                <span class="cell-name" aria-hidden="true">{ name(column) }</span>
                <select aria-label={label} class={mark.is_none().then_some("unanswered")} onchange={ctx.on_text(move |text| Some(Msg::Instrument(InstrumentMsg::CellSet(row, column, text.parse().ok()))))}>
                    <option value="" selected={mark.is_none()}>{ ctx.t(Key::GridNothing) }</option>
                    { for (0_u8..).zip(&grid.marks).map(|(at, own)| html! {
                        <option key={at} value={at.to_string()} selected={mark == Some(at)}>{ &own.label }</option>
                    }) }
                </select>
            </td>
        }
    };
    let head = |column: u8| {
        html! {
            <th key={column} scope="col" role="columnheader">
                <textarea rows="2" maxlength={LONGEST.to_string()} autocomplete="off" value={name(column)}
                    aria-label={ctx.fill(Key::GridColumn, &[("n", &(column + 1).to_string())])}
                    onchange={ctx.on_text(move |text| Some(Msg::Instrument(InstrumentMsg::TextTyped(Field::Column(column), text))))} />
            </th>
        }
    };
    html! {
        <section class="block grid-block">
            <p>{ ctx.t(Key::GridLead) }</p>
            <p><button type="button" class="button button-quiet" onclick={ctx.on(Msg::Instrument(InstrumentMsg::ExampleApplied))}>{ ctx.t(Key::GridExample) }</button></p>
            <div class="grid-verdict">{ verdict(ctx, grid) }</div>
            <table class="grid" role="table" aria-labelledby="view-title">
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{ ctx.t(Key::GridMatter) }</th>
                    { for (0..columns).map(head) }
                </tr></thead>
                <tbody role="rowgroup">
                    { for (0_u8..).zip(&grid.rows).map(|(row, matter)| html! {
                        <tr key={matter.id.clone()} role="row">
                            <th scope="row" role="rowheader">{ &matter.label }</th>
                            { for (0..columns).map(|column| cell(row, matter, column)) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </section>
    }
}

/// Who is missing, where there is one too many, and what is still to fill in.
fn verdict(ctx: Ctx<'_>, grid: &Grid) -> Html {
    let (responses, sheet) = (&ctx.model.instruments.responses, ctx.model.instruments.key);
    let columns = u8::try_from(grid.columns.len()).unwrap_or(0);
    let marks = |row: u8| (0..columns).filter_map(move |column| responses.level(sheet, Field::Cell(row, column)));
    let steering = |row: u8| marks(row).filter(|mark| *mark == grid.steers).count();
    let shared = |row: u8| marks(row).filter(|mark| Some(*mark) == grid.shares).count();
    let rows = || (0_u8..).zip(&grid.rows);
    let given = |row: u8| marks(row).next().is_some();
    if !rows().any(|(row, _)| given(row)) {
        return Html::default();
    }
    let named = |wanted: &dyn Fn(u8) -> bool| -> Vec<String> {
        rows().filter(|(row, _)| wanted(*row)).map(|(_, matter)| matter.label.clone()).collect()
    };
    // Of a matter that nobody filled in, nothing is known; and one alone steers together with nobody.
    let missing = named(&|row| given(row) && steering(row) == 0 && shared(row) < 2);
    let doubled = named(&|row| steering(row) > 1);
    let open = named(&|row| !given(row));
    let list = |key: Key, rows: &[String]| {
        html! { <p>{ if rows.is_empty() { String::new() } else { ctx.fill(key, &[("rows", &ctx.messages().list(rows))]) } }</p> }
    };
    html! {
        <>
            { list(Key::GridMissing, &missing) }
            { list(Key::GridDoubles, &doubled) }
            { list(Key::GridOpen, &open) }
            <p>{ if missing.is_empty() && doubled.is_empty() && open.is_empty() { ctx.t(Key::GridComplete) } else { "" } }</p>
        </>
    }
}
