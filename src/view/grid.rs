//! Who does what, subject by subject: what each body does in it.

use super::ctx::Ctx;
use super::markup::html;
use crate::app::journey::record::{Field, MAX_RESPONSE_CHARS};
use crate::app::{InstrumentMsg, Msg};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_content::instrument::Grid;
use boussole_domain::instrument::{Steering, steering};
use yew::Html;

/// The subjects, what they lack, and an example to start from.
pub fn table(ctx: Ctx<'_>, grid: &Grid) -> Html {
    let (responses, key) = (&ctx.model.instruments.responses, ctx.model.instruments.key);
    let name = |column: u8| {
        let typed = responses.text(key, Field::Column(column));
        let heading = grid.columns.get(usize::from(column)).map_or("", String::as_str);
        if typed.is_empty() { heading.to_owned() } else { typed.to_owned() }
    };
    let columns = u8::try_from(grid.columns.len()).unwrap_or(0);
    let cell = |row: u8, row_entry: &Entry, column: u8| {
        let mark = responses.rating(key, Field::Cell(row, column));
        let label = ctx.fill(Key::GridCell, &[("matter", &row_entry.label), ("body", &name(column))]);
        html! {
            <p key={column} class="body">
                <span aria-hidden="true">{ name(column) }</span>
                <select aria-label={label} class={mark.is_none().then_some("unanswered")} onchange={ctx.on_text(move |text| Some(Msg::Instrument(InstrumentMsg::CellSet(row, column, text.parse().ok()))))}>
                    <option value="" selected={mark.is_none()}>{ ctx.t(Key::GridNothing) }</option>
                    { for (0_u8..).zip(&grid.marks).map(|(index, entry)| html! {
                        <option key={index} value={index.to_string()} selected={mark == Some(index)}>{ &entry.label }</option>
                    }) }
                </select>
            </p>
        }
    };
    // Who does what in a matter, by what is done.
    let said = |row: u8| {
        let done = |(mark, entry): (u8, &Entry)| {
            let does = |column: &u8| responses.rating(key, Field::Cell(row, *column)) == Some(mark);
            let bodies: Vec<String> = (0..columns).filter(does).map(name).collect();
            (!bodies.is_empty())
                .then(|| ctx.fill(Key::NameValue, &[("name", &entry.label), ("value", &ctx.messages().list(&bodies))]))
        };
        (0_u8..).zip(&grid.marks).filter_map(done).collect::<Vec<_>>().join(". ")
    };
    let matter = |(row, entry): (u8, &Entry)| {
        html! {
            <details key={entry.id.clone()} name="matters" class={matter_class(steered(ctx, grid, row))} open={row == 0}>
                <summary><span><span class="matter-name">{ &entry.label }</span>{ " " }<span class="matter-said">{ said(row) }</span></span></summary>
                <div class="bodies">{ for (0..columns).map(|column| cell(row, entry, column)) }</div>
            </details>
        }
    };
    let rename = |column: u8| {
        html! {
            <textarea key={column} rows="1" maxlength={MAX_RESPONSE_CHARS.to_string()} autocomplete="off" value={name(column)}
                aria-label={ctx.fill(Key::GridColumn, &[("n", &(column + 1).to_string())])}
                onchange={ctx.on_text(move |text| Some(Msg::Instrument(InstrumentMsg::TextTyped(Field::Column(column), text))))} />
        }
    };
    html! {
        <section class="block grid-block">
            <p>{ ctx.t(Key::GridLead) }</p>
            <p><button type="button" class="button button-quiet" onclick={ctx.on(Msg::Instrument(InstrumentMsg::ExampleApplied))}>{ ctx.t(Key::GridExample) }</button></p>
            <div class="grid-verdict">{ verdict(ctx, grid) }</div>
            <div class="grid">
                { for (0_u8..).zip(&grid.rows).map(matter) }
                <details class="matter-names screen-only">
                    <summary>{ ctx.t(Key::GridBodies) }</summary>
                    <div class="bodies">{ for (0..columns).map(rename) }</div>
                </details>
            </div>
        </section>
    }
}

/// Who steers a matter.
fn steered(ctx: Ctx<'_>, grid: &Grid, row: u8) -> Steering {
    let (responses, sheet) = (&ctx.model.instruments.responses, ctx.model.instruments.key);
    let marks = (0..).take(grid.columns.len()).filter_map(|column| responses.rating(sheet, Field::Cell(row, column)));
    steering(marks, grid.steers, grid.shares)
}

fn matter_class(steering: Steering) -> &'static str {
    match steering {
        Steering::Open => "matter",
        Steering::Missing | Steering::Doubled => "matter matter-wanting",
        Steering::Steered => "matter matter-steered",
    }
}

/// Who is missing, where there is one too many, and what is still to fill in.
fn verdict(ctx: Ctx<'_>, grid: &Grid) -> Html {
    let labels_where = |wanted: Steering| -> Vec<String> {
        let rows = (0_u8..).zip(&grid.rows).filter(|(row, _)| steered(ctx, grid, *row) == wanted);
        rows.map(|(_, entry)| entry.label.clone()).collect()
    };
    let open = labels_where(Steering::Open);
    if open.len() == grid.rows.len() {
        return Html::default();
    }
    let (missing, doubled) = (labels_where(Steering::Missing), labels_where(Steering::Doubled));
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
