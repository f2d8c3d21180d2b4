//! The panel Resources: a grid to type in and to paste into, files that are brought, what is wrong row by row, and what the
//! catalogue serves.

use super::coverage::Coverage;
use crate::edit::{CatalogueEdit, Edit};
use crate::page::{
    PanelProps, Picked, Place, Shared, Words, document, fill, findings_list, input_value, is_ticked, read_file,
};
use crate::project::Catalogue;
use crate::rows::{self, Brought, Checked, FIRST_ROW, Memory, Names, Pasted, Report};
use crate::spreadsheet::{self, Refusal, Sheet};
use boussole::app::features::content::invalid_field::InvalidField;
use boussole::app::features::content::partner_catalogue::MAX_REPORTED;
use boussole::app::features::content::partner_resource::entries;
use boussole_authoring::duplicates::Likeness;
use boussole_content::encoding::UnsupportedFormat;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// A row is so high, in CSS pixels, as the style sheet says: rows out of sight are a space of their height.
const ROW_HEIGHT: usize = 40;
/// So many rows are drawn around where the grid is scrolled to: more than it is high.
const DRAWN: usize = 28;
/// So many of them above.
const ABOVE: usize = 6;
/// How far Page Up and Page Down go.
const PAGE: usize = 10;

/// What happens to the panel.
pub enum Msg {
    /// The grid was scrolled, so far from its top.
    Scroll(i32),
    /// A cell takes the focus, by row and column.
    Focus(usize, usize),
    /// A key was pressed in a cell.
    Key(KeyboardEvent),
    /// A cell is edited, from this text on.
    Begin(String),
    /// What is typed in the cell that is edited.
    Draft(String),
    /// A key was pressed in the field of a cell.
    FieldKey(KeyboardEvent),
    /// The field of a cell was left.
    Leave,
    /// A text was pasted.
    Paste(String),
    /// All columns are shown, or the usual ones.
    All(bool),
    /// Below the current row comes an empty one.
    AddRow,
    /// The current row goes.
    RemoveRow,
    /// All rows go.
    RemoveAll,
    /// Somebody brings a file.
    File(Blob),
    /// A file was read.
    Read(Option<Vec<u8>>),
    /// Another sheet of the file.
    Sheet(usize),
    /// The rows of the file come below those that are there, or instead of them.
    Take {
        /// Instead of them.
        instead: bool,
    },
    /// The file is not taken.
    Drop,
    /// A row is looked for.
    Go(usize),
}

/// A file that was brought.
struct BroughtFile {
    sheets: Vec<Sheet>,
    chosen: usize,
    read: Result<Brought, InvalidField>,
}

/// The panel.
pub struct Resources {
    memory: Memory,
    checked: Vec<Rc<Checked>>,
    report: Report,
    sentences: Vec<String>,
    columns: Vec<&'static str>,
    all: bool,
    /// The row that the grid is scrolled to.
    top: usize,
    current: (usize, usize),
    draft: Option<String>,
    moves_focus: bool,
    file: Option<BroughtFile>,
    refused: Option<Refusal>,
}

impl Component for Resources {
    type Message = Msg;
    type Properties = PanelProps;

    fn create(context: &Context<Self>) -> Self {
        let mut panel = Self {
            memory: Memory::default(),
            checked: Vec::new(),
            report: Report::default(),
            sentences: Vec::new(),
            columns: Vec::new(),
            all: false,
            top: 0,
            current: (0, 0),
            draft: None,
            moves_focus: false,
            file: None,
            refused: None,
        };
        panel.refresh(context.props());
        panel.follow(context.props());
        panel
    }

    fn changed(&mut self, context: &Context<Self>, before: &PanelProps) -> bool {
        let props = context.props();
        let same = Rc::ptr_eq(&props.project.catalogue, &before.project.catalogue)
            && props.language == before.language
            && props.page_language == before.page_language;
        if !same {
            self.refresh(props);
        }
        if props.picked != before.picked {
            self.follow(props);
        }
        true
    }

    fn update(&mut self, context: &Context<Self>, message: Msg) -> bool {
        let props = context.props();
        match message {
            Msg::Scroll(top) => {
                let top = usize::try_from(top).unwrap_or(0) / ROW_HEIGHT;
                return std::mem::replace(&mut self.top, top) != top;
            }
            Msg::Focus(row, column) => return std::mem::replace(&mut self.current, (row, column)) != (row, column),
            Msg::Key(event) => return self.key(context, &event),
            Msg::Begin(text) => {
                self.draft = Some(text);
                self.moves_focus = true;
            }
            Msg::Draft(text) => self.draft = Some(text),
            Msg::FieldKey(event) => return self.field_key(props, &event),
            Msg::Leave => {
                if self.draft.is_none() {
                    return false;
                }
                self.commit(props);
            }
            Msg::Paste(text) => self.paste(props, &text),
            Msg::All(all) => {
                self.all = all;
                self.columns = rows::columns(&props.project.catalogue.rows, all);
                self.current.1 = 0;
            }
            Msg::AddRow => {
                let at = (self.current.0 + 1).min(self.checked.len());
                Self::edit(props, CatalogueEdit::Insert { at, rows: vec![Rc::default()] });
                self.to(at, 0);
            }
            Msg::RemoveRow => {
                Self::edit(props, CatalogueEdit::Remove { from: self.current.0, count: 1 });
                props.say.emit(fill(&props.words.word("row-removed"), &[("row", &number(self.current.0))]));
                self.moves_focus = true;
            }
            Msg::RemoveAll => {
                Self::edit(props, CatalogueEdit::Rows(Vec::new()));
                props.say.emit(props.words.word("rows-removed"));
                self.to(0, 0);
            }
            Msg::File(file) => {
                let link = context.link().clone();
                spawn_local(async move { link.send_message(Msg::Read(read_file(&file).await)) });
                return false;
            }
            Msg::Read(bytes) => self.read(props, bytes.as_deref()),
            Msg::Sheet(chosen) => {
                if let Some(file) = &mut self.file
                    && let Some(sheet) = file.sheets.get(chosen)
                {
                    (file.chosen, file.read) = (chosen, rows::from_table(&sheet.text));
                }
            }
            Msg::Take { instead } => self.take(props, instead),
            Msg::Drop => self.file = None,
            Msg::Go(row) => self.to(row, 0),
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let (link, words) = (context.link(), &context.props().words);
        let catalogue = &context.props().project.catalogue;
        let chosen = link.batch_callback(|event: Event| {
            let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok())?;
            let file = field.files().and_then(|files| files.get(0));
            // The same file can be brought again, once it is mended.
            field.set_value("");
            file.map(|file| Msg::File(file.into()))
        });
        let dropped = link.batch_callback(|event: DragEvent| {
            event.prevent_default();
            let file = event.data_transfer()?.files()?.get(0)?;
            Some(Msg::File(file.into()))
        });
        let replaces = {
            let edit = context.props().edit.clone();
            Callback::from(move |event: Event| edit.emit(Edit::Catalogue(CatalogueEdit::Replaces(is_ticked(&event)))))
        };
        html! {
            <>
                <p class="hint">{ words.word("resources-lead") }</p>
                <div class="card drop" ondragover={Callback::from(|event: DragEvent| event.prevent_default())} ondrop={dropped}>
                    <label>{ words.word("resources-file") }
                        <input type="file" accept=".csv,.tsv,.txt,.xlsx,.xlsm,.ods" onchange={chosen} />
                    </label>
                    <p class="hint">{ words.word("resources-file-hint") }</p>
                    if let Some(refusal) = self.refused {
                        <p class="wrong" role="alert">{ refused(words, refusal) }</p>
                    }
                    { self.brought(context) }
                </div>
                <div class="row">
                    <label class="tick"><input type="checkbox" checked={catalogue.replaces} onchange={replaces} /><span>{ words.word("resources-replace") }</span></label>
                    <label class="tick"><input type="checkbox" checked={self.all} onchange={link.callback(|event: Event| Msg::All(is_ticked(&event)))} /><span>{ words.word("all-columns") }</span></label>
                </div>
                <p class="hint" id="grid-keys">{ words.word("grid-keys") }</p>
                { self.grid(context) }
                <div class="row">
                    <button type="button" onclick={link.callback(|_| Msg::AddRow)}>{ words.word("row-add") }</button>
                    <button type="button" disabled={self.current.0 >= self.checked.len()} onclick={link.callback(|_| Msg::RemoveRow)}>{ fill(&words.word("row-remove"), &[("row", &number(self.current.0))]) }</button>
                    <button type="button" disabled={self.checked.is_empty()} onclick={link.callback(|_| Msg::RemoveAll)}>{ words.word("rows-remove") }</button>
                </div>
                { self.findings(context) }
                <Coverage panel={context.props().clone()} rows={Shared::new(self.checked.clone())} />
            </>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if !std::mem::take(&mut self.moves_focus) {
            return;
        }
        focus_now(&if self.draft.is_some() {
            "cell-field".to_owned()
        } else {
            cell_id(self.current.0, self.current.1)
        });
    }
}

/// The number of a row, as messages name it.
fn number(row: usize) -> String {
    (row + FIRST_ROW).to_string()
}

/// Puts the focus on an element that is drawn.
fn focus_now(id: &str) {
    let found = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

fn cell_id(row: usize, column: usize) -> String {
    format!("cell-{row}-{column}")
}

impl Resources {
    /// Reads anew what has changed of the rows.
    fn refresh(&mut self, props: &PanelProps) {
        let Some(pack) = props.base.pack(&props.language).or(props.base.packs.first()) else { return };
        let catalogue = &props.project.catalogue;
        self.checked = self.memory.check(pack, &catalogue.rows);
        self.report = rows::report(pack, &self.checked, catalogue.replaces);
        let shown = self.report.problems.get(..MAX_REPORTED).unwrap_or(&self.report.problems);
        self.sentences = props.base.sentences(&props.page_language, shown);
        self.columns = rows::columns(&catalogue.rows, self.all);
        self.current.0 = self.current.0.min(self.checked.len());
        self.current.1 = self.current.1.min(self.columns.len().saturating_sub(1));
    }

    /// Goes to the row that was clicked in the preview.
    fn follow(&mut self, props: &PanelProps) {
        if let Some(Picked { place: Place::Row(row), .. }) = props.picked {
            self.to(row, 0);
        }
    }

    fn edit(props: &PanelProps, edit: CatalogueEdit) {
        props.edit.emit(Edit::Catalogue(edit));
        props.settle.emit(());
    }

    /// The focus goes to a cell.
    fn to(&mut self, row: usize, column: usize) {
        self.current = (row, column);
        self.draft = None;
        // At once where the cell is drawn: what is typed before the next drawing would reach no cell.
        focus_now(&cell_id(row, column));
        self.moves_focus = true;
    }

    fn cell<'a>(&self, catalogue: &'a Catalogue, row: usize, column: usize) -> &'a str {
        let name = self.columns.get(column).copied().unwrap_or_default();
        catalogue.rows.get(row).and_then(|row| row.get(name)).map_or("", String::as_str)
    }

    fn key(&mut self, context: &Context<Self>, event: &KeyboardEvent) -> bool {
        let props = context.props();
        if let Some(draft) = &mut self.draft {
            // The field is not drawn yet: a letter that is typed meanwhile belongs into it.
            let is_letter = event.key().chars().count() == 1 && !event.ctrl_key() && !event.meta_key();
            if is_letter {
                event.prevent_default();
                draft.push_str(&event.key());
            }
            return is_letter;
        }
        let (row, column) = self.current;
        // One row below the last is there to type in.
        let (last_row, last_column) = (self.checked.len(), self.columns.len().saturating_sub(1));
        let command = event.ctrl_key() || event.meta_key();
        let place = match (event.key().as_str(), command) {
            ("ArrowDown", false) => (row + 1, column),
            ("ArrowUp", false) => (row.saturating_sub(1), column),
            ("ArrowRight", false) => (row, column + 1),
            ("ArrowLeft", false) => (row, column.saturating_sub(1)),
            ("Home", false) => (row, 0),
            ("End", false) => (row, last_column),
            ("Home", true) => (0, 0),
            ("End", true) => (last_row, last_column),
            ("PageDown", false) => (row + PAGE, column),
            ("PageUp", false) => (row.saturating_sub(PAGE), column),
            ("Enter" | "F2", false) => {
                event.prevent_default();
                context.link().send_message(Msg::Begin(self.cell(&props.project.catalogue, row, column).to_owned()));
                return false;
            }
            ("Delete" | "Backspace", false) => {
                event.prevent_default();
                self.put(props, "");
                return true;
            }
            (key, false) if key.chars().count() == 1 && !event.alt_key() => {
                event.prevent_default();
                context.link().send_message(Msg::Begin(key.to_owned()));
                return false;
            }
            _ => return false,
        };
        event.prevent_default();
        self.to(place.0.min(last_row), place.1.min(last_column));
        true
    }

    fn field_key(&mut self, props: &PanelProps, event: &KeyboardEvent) -> bool {
        let (row, column) = self.current;
        let last = self.columns.len().saturating_sub(1);
        // What an input method composes is not done yet.
        if event.is_composing() {
            return false;
        }
        let (row, column) = match (event.key().as_str(), event.shift_key()) {
            ("Enter", false) => (row + 1, column),
            ("Enter", true) => (row.saturating_sub(1), column),
            ("Tab", false) => (row, (column + 1).min(last)),
            ("Tab", true) => (row, column.saturating_sub(1)),
            ("Escape", _) => {
                event.prevent_default();
                self.to(row, column);
                return true;
            }
            _ => return false,
        };
        event.prevent_default();
        self.commit(props);
        self.to(row, column);
        true
    }

    /// What was typed goes where it was typed.
    fn commit(&mut self, props: &PanelProps) {
        if let Some(text) = self.draft.take() {
            self.put(props, &text);
        }
    }

    fn put(&self, props: &PanelProps, text: &str) {
        let (row, column) = self.current;
        let Some(name) = self.columns.get(column) else { return };
        let text = Names::new(&props.base.packs).cell(name, text.trim());
        if text != self.cell(&props.project.catalogue, row, column) {
            Self::edit(props, CatalogueEdit::Cell { row, column: (*name).to_owned(), text });
        }
    }

    fn paste(&mut self, props: &PanelProps, text: &str) {
        let words = &props.words;
        let mut names = Names::new(&props.base.packs);
        match rows::paste(text, self.current.0, self.current.1, &self.columns) {
            Pasted::Cells(cells) => {
                let first = self.current.0;
                let count = cells.last().map_or(0, |(row, ..)| row + 1 - first);
                let named = cells.into_iter().map(|(row, column, cell)| {
                    let cell = names.cell(&column, &cell);
                    (row, column, cell)
                });
                Self::edit(props, CatalogueEdit::Cells(named.collect()));
                props.say.emit(fill(&words.word("pasted"), &[("count", &count.to_string())]));
            }
            Pasted::Table(brought) => {
                let (count, left) = (brought.rows.len(), brought.problems.len());
                let at = props.project.catalogue.rows.len();
                Self::edit(props, CatalogueEdit::Insert { at, rows: names.rows(brought.rows) });
                let remarks = Self::said(props, &brought.problems).join(" ");
                let places = [("count", count.to_string()), ("columns", left.to_string()), ("remarks", remarks)];
                let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
                props.say.emit(AttrValue::from(fill(&words.word("pasted-table"), &places).trim_end().to_owned()));
            }
        }
        self.moves_focus = true;
    }

    fn read(&mut self, props: &PanelProps, bytes: Option<&[u8]>) {
        (self.file, self.refused) = (None, None);
        match bytes.ok_or(Refusal::Damaged).and_then(spreadsheet::read) {
            Err(refusal) => self.refused = Some(refusal),
            Ok(sheets) => {
                let likeliest = spreadsheet::likeliest(&sheets);
                let chosen = sheets.iter().position(|sheet| Some(sheet) == likeliest).unwrap_or(0);
                let read =
                    sheets.get(chosen).map_or_else(|| Ok(Brought::default()), |sheet| rows::from_table(&sheet.text));
                let asks = sheets.len() > 1 || read.as_ref().map_or(true, |brought| !brought.problems.is_empty());
                self.file = Some(BroughtFile { sheets, chosen, read });
                // Nothing to choose, and nothing that would be lost.
                if self.report.resources == 0 && !asks {
                    self.take(props, true);
                }
            }
        }
    }

    fn take(&mut self, props: &PanelProps, instead: bool) {
        let Some(BroughtFile { read: Ok(brought), .. }) = self.file.take() else { return };
        let count = brought.rows.len();
        let rows = Names::new(&props.base.packs).rows(brought.rows);
        if instead {
            Self::edit(props, CatalogueEdit::Rows(rows));
        } else {
            Self::edit(props, CatalogueEdit::Insert { at: props.project.catalogue.rows.len(), rows });
        }
        props.say.emit(fill(&props.words.word("rows-taken"), &[("count", &count.to_string())]));
        self.to(0, 0);
    }

    /// What is asked of a file before its rows are taken.
    fn brought(&self, context: &Context<Self>) -> Html {
        let Some(file) = &self.file else { return Html::default() };
        let (link, props) = (context.link(), context.props());
        let words = &props.words;
        let sheet = |(index, sheet): (usize, &Sheet)| html! { <option value={index.to_string()} selected={index == file.chosen}>{ sheet.name.clone() }</option> };
        let choose = link.callback(|event: Event| Msg::Sheet(input_value(&event).parse().unwrap_or(0)));
        html! {
            <div class="stack" role="group" aria-label={words.word("file-read")}>
                if file.sheets.len() > 1 {
                    <label class="beside">{ words.word("file-sheet") }<select onchange={choose}>{ for file.sheets.iter().enumerate().map(sheet) }</select></label>
                }
                { match &file.read {
                    Err(problem) => html! { <p class="wrong" role="alert">{ for Self::said(props, std::slice::from_ref(problem)) }</p> },
                    Ok(brought) => html! {
                        <>
                            <p role="status">{ fill(&words.word("file-rows"), &[("count", &brought.rows.len().to_string())]) }</p>
                            if !brought.problems.is_empty() {
                                <p id="file-columns">{ words.word("file-columns") }</p>
                                { findings_list("file-columns", Self::said(props, &brought.problems).into_iter().map(|text| html! { <li>{ text }</li> })) }
                            }
                            <div class="row">
                                <button type="button" class="main" onclick={link.callback(|_| Msg::Take { instead: false })}>{ words.word("file-below") }</button>
                                <button type="button" onclick={link.callback(|_| Msg::Take { instead: true })}>{ words.word("file-instead") }</button>
                                <button type="button" onclick={link.callback(|_| Msg::Drop)}>{ words.word("file-drop") }</button>
                            </div>
                        </>
                    },
                } }
            </div>
        }
    }

    fn said(props: &PanelProps, problems: &[InvalidField]) -> Vec<String> {
        props.base.sentences(&props.page_language, problems)
    }

    fn grid(&self, context: &Context<Self>) -> Html {
        let (link, props) = (context.link(), context.props());
        let words = &props.words;
        let total = self.checked.len() + 1;
        let from = self.top.saturating_sub(ABOVE).min(total);
        let to = (from + DRAWN).min(total);
        // What has the focus stays in the page, wherever the grid is scrolled to.
        let mut drawn: Vec<usize> = (from..to).collect();
        let current = self.current.0;
        if !drawn.contains(&current) && current < total {
            drawn.insert(if current < from { 0 } else { drawn.len() }, current);
        }
        let mut body = Vec::new();
        let mut next = 0;
        let span = (self.columns.len() + 1).to_string();
        let space = |rows: usize, key: &'static str| html! { <tr aria-hidden="true" class="space" {key}><td colspan={span.clone()} height={(rows * ROW_HEIGHT).to_string()}></td></tr> };
        for row in drawn {
            if row > next {
                body.push(space(row - next, if next == 0 { "above" } else { "between" }));
            }
            body.push(self.row(context, row));
            next = row + 1;
        }
        if next < total {
            body.push(space(total - next, "below"));
        }
        let scrolled = link.batch_callback(|event: Event| {
            let grid = event.target()?.dyn_into::<HtmlElement>().ok()?;
            Some(Msg::Scroll(grid.scroll_top()))
        });
        let pasted = link.batch_callback(|event: Event| {
            let event = event.dyn_into::<web_sys::ClipboardEvent>().ok()?;
            // In the field of a cell, a paste is a paste.
            let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let text = event
                .clipboard_data()?
                .get_data("text/plain")
                .ok()
                .filter(|text| field.is_none() && !text.is_empty())?;
            event.prevent_default();
            Some(Msg::Paste(text))
        });
        let head = |(column, name): (usize, &&'static str)| html! { <th role="columnheader" scope="col" aria-colindex={(column + 2).to_string()} class={*name}>{ column_name(words, name) }</th> };
        html! {
            <div class="grid" onscroll={scrolled}>
                <table role="grid" aria-label={words.word("grid")} aria-describedby="grid-keys" aria-rowcount={(total + 1).to_string()} aria-colcount={span.clone()}
                    onpaste={pasted} onkeydown={link.callback(Msg::Key)}>
                    <thead><tr role="row" aria-rowindex="1">
                        <th role="columnheader" scope="col" aria-colindex="1" class="number">{ words.word("row-number") }</th>
                        { for self.columns.iter().enumerate().map(head) }
                    </tr></thead>
                    <tbody>{ for body }</tbody>
                </table>
            </div>
        }
    }

    fn row(&self, context: &Context<Self>, row: usize) -> Html {
        let props = context.props();
        let cells = self.columns.iter().enumerate().map(|(column, name)| {
            let text = self.cell(&props.project.catalogue, row, column).to_owned();
            let here = self.current == (row, column);
            let wrong = self.checked.get(row).is_some_and(|checked| checked.is_wrong(name));
            let begin = text.clone();
            let inside = match &self.draft {
                Some(draft) if here => Self::field(context, name, draft),
                _ => html! { text },
            };
            html! {
                <td role="gridcell" key={*name} id={cell_id(row, column)} aria-colindex={(column + 2).to_string()} tabindex={if here { "0" } else { "-1" }}
                    aria-invalid={wrong.then_some("true")} class={*name}
                    onfocus={context.link().callback(move |_| Msg::Focus(row, column))}
                    ondblclick={context.link().callback(move |_| Msg::Begin(begin.clone()))}>{ inside }</td>
            }
        });
        html! {
            <tr role="row" key={row.to_string()} aria-rowindex={number(row)}>
                <th role="rowheader" scope="row" aria-colindex="1" class="number">{ number(row) }</th>
                { for cells }
            </tr>
        }
    }

    fn field(context: &Context<Self>, name: &'static str, draft: &str) -> Html {
        let (link, props) = (context.link(), context.props());
        let pack = props.base.pack(&props.language).or(props.base.packs.first());
        let options = pack.map(|pack| entries(&pack.vocabulary, name)).unwrap_or_default();
        html! {
            <>
                <input id="cell-field" type="text" aria-label={column_name(&props.words, name)} list={(!options.is_empty()).then_some("cell-names")} autocomplete="off" value={draft.to_owned()}
                    oninput={link.callback(|event: InputEvent| Msg::Draft(input_value(&event)))}
                    onkeydown={link.callback(|event: KeyboardEvent| { event.stop_propagation(); Msg::FieldKey(event) })}
                    onblur={link.callback(|_| Msg::Leave)} />
                if !options.is_empty() {
                    <datalist id="cell-names">{ for options.iter().map(|entry| html! { <option value={entry.id.clone()}>{ entry.label.clone() }</option> }) }</datalist>
                }
            </>
        }
    }

    /// What is wrong, each with the way to its row.
    fn findings(&self, context: &Context<Self>) -> Html {
        let (link, words) = (context.link(), &context.props().words);
        let go = |row: usize| {
            html! { <button type="button" class="go" onclick={link.callback(move |_| Msg::Go(row))}>{ fill(&words.word("row-go"), &[("row", &number(row))]) }</button> }
        };
        let problem = |(sentence, problem): (&String, &InvalidField)| {
            let row = problem.rows.first().and_then(|row| row.checked_sub(FIRST_ROW));
            html! { <li>{ sentence.clone() }{ " " }{ for row.map(go) }</li> }
        };
        let likely = self.report.duplicates.iter().take(MAX_REPORTED).map(|likely| {
            let text = match likely.likeness {
                Likeness::Address => words.word("duplicate-address"),
                Likeness::Title => words.word("duplicate-title"),
            };
            let text = fill(&text, &[("row", &number(likely.row)), ("of", &number(likely.of))]);
            html! { <li>{ text }{ " " }{ go(likely.row) }</li> }
        });
        let count = self.report.problems.len();
        let state = match (self.report.resources, count) {
            (0, 0) => words.word("resources-none"),
            (resources, 0) => fill(&words.word("resources-fine"), &[("count", &resources.to_string())]),
            (_, count) => fill(&words.word("resources-wrong"), &[("count", &count.to_string())]),
        };
        html! {
            <section class="stack" aria-labelledby="findings-title">
                <h2 id="findings-title">{ words.word("findings") }</h2>
                <p role="status" class={if count > 0 { "wrong" } else { "right" }}>{ state }</p>
                if count > 0 {
                    { findings_list("findings-title", self.sentences.iter().zip(&self.report.problems).map(problem)) }
                }
                if !self.report.duplicates.is_empty() {
                    <p id="duplicates-title">{ fill(&words.word("duplicates"), &[("count", &self.report.duplicates.len().to_string())]) }</p>
                    { findings_list("duplicates-title", likely) }
                }
            </section>
        }
    }
}

/// The name of a column.
fn column_name(words: &Words, name: &str) -> AttrValue {
    match name {
        "id" => words.word("column-id"),
        "title" => words.word("column-title"),
        "kind" => words.word("column-kind"),
        "summary_fr" => words.word("column-summary-fr"),
        "summary_en" => words.word("column-summary-en"),
        "keywords_fr" => words.word("column-keywords-fr"),
        "keywords_en" => words.word("column-keywords-en"),
        "publisher" => words.word("column-publisher"),
        "date" => words.word("column-date"),
        "date_basis" => words.word("column-date-basis"),
        "url" => words.word("column-url"),
        "url_role" => words.word("column-url-role"),
        "language" => words.word("column-language"),
        "usages" => words.word("column-usages"),
        "objectives" => words.word("column-objectives"),
        "impacts" => words.word("column-impacts"),
        "profiles" => words.word("column-profiles"),
        "domains" => words.word("column-domains"),
        "sdg17" => words.word("column-sdg17"),
        "levels" => words.word("column-levels"),
        "maturity" => words.word("column-maturity"),
        "status" => words.word("column-status"),
        "checked" => words.word("column-checked"),
        "until" => words.word("column-until"),
        "source" => words.word("column-source"),
        "circle" => words.word("column-circle"),
        "duplicate_of" => words.word("column-duplicate-of"),
        "basis" => words.word("column-basis"),
        "domains_basis" => words.word("column-domains-basis"),
        "title_basis" => words.word("column-title-basis"),
        "evidence" => words.word("column-evidence"),
        "note" => words.word("column-note"),
        other => AttrValue::from(other.to_owned()),
    }
}

/// Why a file is not taken, and what to do.
fn refused(words: &Words, refusal: Refusal) -> AttrValue {
    match refusal {
        Refusal::TooLarge => words.word("table-large"),
        Refusal::Expands => words.word("table-expands"),
        Refusal::TooManyCells => words.word("table-cells"),
        Refusal::TooWide => words.word("table-wide"),
        Refusal::Password => words.word("table-password"),
        Refusal::OtherWorkbook => words.word("table-other"),
        Refusal::Damaged => words.word("table-damaged"),
        Refusal::Foreign(UnsupportedFormat::Empty) => words.word("table-empty"),
        Refusal::Foreign(UnsupportedFormat::Letters) => words.word("table-letters"),
        Refusal::Foreign(_) => words.word("table-foreign"),
    }
}
