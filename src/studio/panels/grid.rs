//! The table of an instrument, who does what: its rows, its columns, its marks, and an example to begin with.

use super::form::{Changes, TextIn, said, texts};
use crate::instrument;
use crate::page::{Choice, PanelProps, fill};
use boussole_authoring::source::{GridFile, InstrumentFile, ItemFile, Text};
use boussole_content::instrument::{MAX_COLUMNS, MAX_ITEMS, ResultKind};
use std::rc::Rc;
use yew::prelude::*;

/// Draws it; where there is none yet, and the result is one, what adds it.
pub fn form(props: &PanelProps, changes: &Changes, own: &InstrumentFile) -> Html {
    let words = &props.words;
    let Some(grid) = &own.grid else {
        if own.reading != ResultKind::Grid {
            return Html::default();
        }
        return html! { <div class="row"><button type="button" onclick={changes.press(instrument::add_grid)}>{ words.word("table-add") }</button></div> };
    };
    // A row, a column or a mark: its name, and what takes it away.
    let part =
        |names: [AttrValue; 2], key: &str, index: usize, label: &Text, place: TextIn, remove: Option<Callback<_>>| {
            let [name, gone] = names.map(|name| fill(&name, &[("number", &(index + 1).to_string())]));
            html! {
                <div class="stack" key={key.to_owned()}>
                    { texts(props, changes, name, label, place) }
                    if let Some(remove) = remove {
                        <div class="row"><button type="button" onclick={remove}>{ gone }</button></div>
                    }
                </div>
            }
        };
    let row = |(index, row): (usize, &ItemFile)| {
        let names = [words.word("table-row"), words.word("table-row-remove")];
        let place: TextIn = Rc::new(move |own| Some(&mut own.grid.as_mut()?.rows.get_mut(index)?.label));
        let remove = (grid.rows.len() > 1).then(|| changes.press(move |own| instrument::remove_row(own, index)));
        part(names, &row.id, index, &row.label, place, remove)
    };
    let column = |(index, column): (usize, &Text)| {
        let names = [words.word("table-column"), words.word("table-column-remove")];
        let place: TextIn = Rc::new(move |own| own.grid.as_mut()?.columns.get_mut(index));
        let remove = (grid.columns.len() > 1).then(|| changes.press(move |own| instrument::remove_column(own, index)));
        part(names, &index.to_string(), index, column, place, remove)
    };
    let mark = |(index, mark): (usize, &ItemFile)| {
        let names = [words.word("table-mark"), words.word("table-mark-remove")];
        let place: TextIn = Rc::new(move |own| Some(&mut own.grid.as_mut()?.marks.get_mut(index)?.label));
        // Whoever steers is told by a mark: another is chosen before this one goes.
        let remove = (mark.id != grid.steers).then(|| changes.press(move |own| instrument::remove_mark(own, index)));
        part(names, &mark.id, index, &mark.label, place, remove)
    };
    let option = |mark: &ItemFile| (AttrValue::from(mark.id.clone()), AttrValue::from(said(&mark.label, props)));
    let none = (AttrValue::default(), AttrValue::from("–"));
    let marks: Vec<_> = grid.marks.iter().map(option).collect();
    let marks_or_none: Vec<_> = [none].into_iter().chain(marks.clone()).collect();
    let others = marks_or_none.iter().filter(|(id, _)| *id != grid.steers).cloned().collect::<Vec<_>>();
    html! {
        <>
            <fieldset class="card"><legend>{ words.word("table-rows") }</legend>
                <>{ for grid.rows.iter().enumerate().map(row) }</>
                if grid.rows.len() < MAX_ITEMS {
                    <div class="row"><button type="button" onclick={changes.press(instrument::add_row)}>{ words.word("table-row-add") }</button></div>
                }
            </fieldset>
            <fieldset class="card"><legend>{ words.word("table-columns") }</legend>
                <>{ for grid.columns.iter().enumerate().map(column) }</>
                if grid.columns.len() < MAX_COLUMNS {
                    <div class="row"><button type="button" onclick={changes.press(instrument::add_column)}>{ words.word("table-column-add") }</button></div>
                }
            </fieldset>
            <fieldset class="card"><legend>{ words.word("table-marks") }</legend>
                <>{ for grid.marks.iter().enumerate().map(mark) }</>
                <div class="row"><button type="button" onclick={changes.press(instrument::add_mark)}>{ words.word("table-mark-add") }</button></div>
                <div class="pair">
                    <Choice label={words.word("table-steers")} value={grid.steers.clone()} options={marks} choose={changes.picked(instrument::set_steers)} />
                    <Choice label={words.word("table-shares")} value={grid.shares.clone().unwrap_or_default()} options={others} choose={changes.picked(instrument::set_shares)} />
                </div>
            </fieldset>
            { example(props, changes, grid, &marks_or_none) }
            <div class="row"><button type="button" onclick={changes.press(|own| own.grid = None)}>{ words.word("table-remove") }</button></div>
        </>
    }
}

/// The example, a choice in each cell.
fn example(props: &PanelProps, changes: &Changes, grid: &GridFile, marks: &[(AttrValue, AttrValue)]) -> Html {
    let words = &props.words;
    let cell = |row: usize, column: usize, name: AttrValue| {
        let mark = grid.example.get(row).and_then(|cells| cells.get(column)).cloned().flatten().unwrap_or_default();
        let choose = changes.picked(move |own, id| instrument::set_example(own, row, column, id));
        html! { <td key={column.to_string()}><Choice label={name} is_label_hidden={true} value={mark} options={marks.to_vec()} {choose} /></td> }
    };
    let row = |(index, row): (usize, &ItemFile)| {
        let name = said(&row.label, props);
        let cells = grid
            .columns
            .iter()
            .enumerate()
            .map(|(column, label)| cell(index, column, [name.as_str(), ", ", &said(label, props)].concat().into()));
        html! { <tr key={row.id.clone()}><th scope="row">{ name.clone() }</th>{ for cells }</tr> }
    };
    html! {
        <fieldset class="card"><legend>{ words.word("table-example") }</legend>
            <div class="heat example"><table>
                <thead><tr><td></td>{ for grid.columns.iter().map(|column| html! { <th scope="col">{ said(column, props) }</th> }) }</tr></thead>
                <tbody>{ for grid.rows.iter().enumerate().map(row) }</tbody>
            </table></div>
        </fieldset>
    }
}
