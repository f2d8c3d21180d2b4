//! Tables that editors bring, as CSV of any usual encoding or as workbooks (`.xlsx`, `.xlsm`, `.ods`): all of them become
//! the text that the import of a catalogue reads.
//!
//! A workbook is hostile until proven otherwise: how far it expands is measured before it is read, formulas are never
//! run (what the program last computed is taken), and macros are not looked at.

use boussole_content::csv::{self, Record};
use boussole_content::encoding::{self, UnsupportedFormat};
use boussole_content::table::{Table, TableError};
use calamine::{Data, Ods, OdsError, Reader, SheetVisible, Xlsx, XlsxError};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The largest file that is read, in bytes. Our limit: 20 000 resources make about 4 MB.
pub const MAX_FILE_BYTES: usize = 32 << 20;
/// So much may come out of a workbook, in bytes. Our limit: what an XML of 20 000 full rows weighs, four times.
pub const MAX_EXPANDED_BYTES: u64 = 160 << 20;
/// So many cells of all sheets may hold something. Our limit: 20 000 rows of 32 columns, three times.
pub const MAX_CELLS: usize = 2_000_000;
/// So many bytes of text may stand in the cells: a text that a workbook holds once may stand in any number of cells.
pub const MAX_TEXT_BYTES: usize = 64 << 20;
/// So many columns may hold something. Our limit: a catalogue has 32.
pub const MAX_COLUMNS: u32 = 1024;
/// So far down something may stand. Our limit: five times what a catalogue may have.
pub const MAX_ROWS: u32 = 100_000;

/// Why a file is not taken. What to do about it, the studio says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file has more than [`MAX_FILE_BYTES`].
    TooLarge,
    /// The workbook would expand into more than [`MAX_EXPANDED_BYTES`].
    Expands,
    /// The sheets have more cells, or more text, than a catalogue can have, or something stands further down.
    TooManyCells,
    /// Cells stand further right than any catalogue reaches.
    TooWide,
    /// The workbook opens with a password alone.
    Password,
    /// The workbook is of another kind than `.xlsx` and `.ods`: `.xls`, `.xlsb`, `.numbers`.
    OtherWorkbook,
    /// The workbook cannot be read to its end.
    Damaged,
    /// The file is no table, but content of this kind.
    Foreign(UnsupportedFormat),
}

impl Refusal {
    /// The name of the refusal, for messages.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Expands => "expands",
            Self::TooManyCells => "too-many-cells",
            Self::TooWide => "too-wide",
            Self::Password => "password",
            Self::OtherWorkbook => "other-workbook",
            Self::Damaged => "damaged",
            Self::Foreign(format) => format.id(),
        }
    }
}

/// A table of a file: a sheet, or the whole of a CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the sheet; empty for a CSV.
    pub name: String,
    /// The workbook hides the sheet.
    pub hidden: bool,
    /// The text of the table, as CSV: row numbers are those of the sheet.
    pub text: String,
    /// How many columns have a name that the import knows.
    pub known_columns: usize,
}

/// The tables of a file, as the file orders them, without those where nothing stands.
///
/// # Errors
/// Why the file is not taken.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Refusal::TooLarge);
    }
    let sheets = match kind(bytes)? {
        Kind::Text => {
            let text = encoding::decode_text(bytes, None, &encoding::decode).map_err(Refusal::Foreign)?;
            vec![sheet(String::new(), false, text)]
        }
        Kind::Xlsx => read_xlsx(bytes)?,
        Kind::Ods => read_ods(bytes)?,
    };
    if sheets.is_empty() { Err(Refusal::Foreign(UnsupportedFormat::Empty)) } else { Ok(sheets) }
}

/// The sheet that a catalogue stands in, most likely: whichever has the most names of columns that the import knows,
/// a shown one before a hidden one, and the first of equals.
#[must_use]
pub fn likeliest(sheets: &[Sheet]) -> Option<&Sheet> {
    let value = |sheet: &&Sheet| (sheet.known_columns, !sheet.hidden);
    sheets.iter().rev().max_by_key(value)
}

fn sheet(name: String, hidden: bool, text: String) -> Sheet {
    let known_columns = match Table::read(&text) {
        Ok(table) => table.columns.iter().flatten().count(),
        Err(TableError::UnclosedQuote(_) | TableError::Foreign(_) | TableError::NoNames) => 0,
    };
    Sheet { name, hidden, text, known_columns }
}

enum Kind {
    Text,
    Xlsx,
    Ods,
}

/// What a file is, once it is sure that it does not expand without end.
fn kind(bytes: &[u8]) -> Result<Kind, Refusal> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        // A workbook with a password is kept in a file of the kind that programs had before 2007.
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|letter| [letter, 0]).collect();
        let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
        let foreign = encoding::decode_text(bytes, None, &encoding::decode).err();
        return Err(match foreign {
            _ if is_encrypted => Refusal::Password,
            Some(UnsupportedFormat::Workbook) | None => Refusal::OtherWorkbook,
            Some(other) => Refusal::Foreign(other),
        });
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return match encoding::decode_text(bytes, None, &encoding::decode) {
            Err(UnsupportedFormat::Workbook) => Err(Refusal::OtherWorkbook),
            Err(foreign) => Err(Refusal::Foreign(foreign)),
            Ok(_) => Ok(Kind::Text),
        };
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
    let has = |ending: &str| names.iter().any(|name| name == ending);
    let kind = if has("xl/workbook.xml") {
        Kind::Xlsx
    } else if has("content.xml") && has("mimetype") {
        Kind::Ods
    } else {
        let foreign = encoding::decode_text(bytes, None, &encoding::decode).err();
        return Err(match foreign {
            Some(UnsupportedFormat::Workbook) | None => Refusal::OtherWorkbook,
            Some(other) => Refusal::Foreign(other),
        });
    };
    measure(&mut archive, MAX_EXPANDED_BYTES)?;
    Ok(kind)
}

/// Expands all files of an archive and keeps nothing: what they say of their own size may be a lie.
fn measure(archive: &mut ZipArchive<Cursor<&[u8]>>, max: u64) -> Result<(), Refusal> {
    let mut left = max;
    for index in 0..archive.len() {
        let file = match archive.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword) => {
                return Err(Refusal::Password);
            }
            Err(_) => return Err(Refusal::Damaged),
        };
        let expanded = std::io::copy(&mut file.take(left + 1), &mut std::io::sink());
        left = left.checked_sub(expanded.map_err(|_| Refusal::Damaged)?).ok_or(Refusal::Expands)?;
    }
    Ok(())
}

/// What of a workbook is read so far, of all its sheets.
#[derive(Default)]
struct Budget {
    cells: usize,
    bytes: usize,
}

impl Budget {
    fn take(&mut self, row: u32, column: u32, text: &str) -> Result<(), Refusal> {
        self.cells += 1;
        self.bytes += text.len();
        if column >= MAX_COLUMNS {
            return Err(Refusal::TooWide);
        }
        let fits = row < MAX_ROWS && self.cells <= MAX_CELLS && self.bytes <= MAX_TEXT_BYTES;
        if fits { Ok(()) } else { Err(Refusal::TooManyCells) }
    }
}

fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| xlsx_refusal(&error))?;
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata().to_vec()) {
        let mut cells: Vec<(u32, u32, String)> = Vec::new();
        // Cell by cell: a range of all of them would be as large as a hostile sheet says.
        let mut reader = match workbook.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // A sheet of a chart alone.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(xlsx_refusal(&error)),
        };
        while let Some(cell) = reader.next_cell().map_err(|error| xlsx_refusal(&error))? {
            let text = text(&Data::from(cell.get_value().clone()));
            if !text.is_empty() {
                let (row, column) = cell.get_position();
                budget.take(row, column, &text)?;
                cells.push((row, column, text));
            }
        }
        sheets.extend(from_cells(name, hidden, cells));
    }
    Ok(sheets)
}

fn xlsx_refusal(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Password,
        _ => Refusal::Damaged,
    }
}

fn read_ods(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    measure_ods(bytes)?;
    let mut workbook = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => Refusal::Password,
        OdsError::CellLimitExceeded { .. } => Refusal::TooManyCells,
        _ => Refusal::Damaged,
    })?;
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata().to_vec()) {
        let range = workbook.worksheet_range(&name).map_err(|_| Refusal::Damaged)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut cells = Vec::new();
        for (row, column, value) in range.used_cells() {
            let place = |first: u32, at: usize| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(first);
            let (row, column, text) = (place(first_row, row), place(first_column, column), text(value));
            if !text.is_empty() {
                budget.take(row, column, &text)?;
                cells.push((row, column, text));
            }
        }
        sheets.extend(from_cells(name, hidden, cells));
    }
    Ok(sheets)
}

/// Says no to a document whose repeated cells and rows would fill the memory: the library writes each of them out.
fn measure_ods(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let content = archive.by_name("content.xml").map_err(|_| Refusal::Damaged)?;
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(content));
    let mut buffer = Vec::new();
    let mut extent = Extent::default();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(tag)) => extent.open(&tag, false)?,
            Ok(Event::Empty(tag)) => extent.open(&tag, true)?,
            Err(_) => return Err(Refusal::Damaged),
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// How many cells the library would write out, at least as many as it does.
#[derive(Default)]
struct Extent {
    /// Of all rows that the file itself writes.
    written: usize,
    /// Rows of this sheet, down to the one that is read.
    rows: usize,
    /// How often the row that is read is repeated.
    row_repeats: usize,
    /// Cells of this row, and how many of them come before something that is filled.
    columns: usize,
    /// The widest row of this sheet.
    width: usize,
}

impl Extent {
    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Result<(), Refusal> {
        match tag.name().as_ref() {
            "table:table" => *self = Self { written: self.written, ..Self::default() },
            "table:table-row" => {
                self.row_repeats = repeats(tag, "table:number-rows-repeated");
                self.rows = self.rows.saturating_add(self.row_repeats);
                self.columns = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.columns = self.columns.saturating_add(repeats(tag, "table:number-columns-repeated"));
                // A cell of a style alone holds nothing; a row of nothing at the end of a row or sheet is not written out.
                let is_filled = !is_empty
                    || tag.attributes().flatten().any(|attribute| {
                        let name = attribute.key.as_ref();
                        name.starts_with("office:") || name == "table:formula"
                    });
                if is_filled {
                    if self.columns > usize::try_from(MAX_COLUMNS).unwrap_or(usize::MAX) {
                        return Err(Refusal::TooWide);
                    }
                    self.width = self.width.max(self.columns);
                    self.written += 1;
                    if self.rows.saturating_mul(self.width) > MAX_CELLS * 4 || self.written > MAX_CELLS {
                        return Err(Refusal::TooManyCells);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> usize {
    let attribute = tag.try_get_attribute(name).ok().flatten();
    let value = attribute.and_then(|attribute| attribute.value.trim().parse().ok());
    value.unwrap_or(1)
}

fn worksheets(sheets: Vec<calamine::Sheet>) -> Vec<(String, bool)> {
    sheets.into_iter().map(|sheet| (sheet.name, sheet.visible != SheetVisible::Visible)).collect()
}

/// The table of a sheet's cells; none where nothing stands.
fn from_cells(name: String, hidden: bool, mut cells: Vec<(u32, u32, String)>) -> Option<Sheet> {
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    let mut rows: Vec<Record> = Vec::new();
    for (row, column, text) in cells {
        let number = usize::try_from(row).ok()? + 1;
        if rows.last().is_none_or(|last| last.number != number) {
            rows.push(Record { number, cells: Vec::new() });
        }
        let cells = &mut rows.last_mut()?.cells;
        let column = usize::try_from(column).ok()?;
        // A cell that a file has twice is what it says last.
        cells.resize(cells.len().max(column + 1), String::new());
        *cells.get_mut(column)? = text;
    }
    let width = rows.iter().map(|row| row.cells.len()).max()?;
    let mut table: Vec<Vec<String>> = Vec::with_capacity(rows.len());
    for mut row in rows {
        // Rows of nothing keep their place, so that a finding names the row that the program shows.
        table.resize(row.number - 1, Vec::new());
        row.cells.resize(width, String::new());
        table.push(row.cells);
    }
    Some(sheet(name, hidden, csv::write(&table)))
}

/// What a cell shows, as a catalogue writes it: days as `2024-11-05`, whole numbers without a fraction.
fn text(value: &Data) -> String {
    const WHOLE_BELOW: f64 = 1e15;
    let number = |number: f64| {
        if number.fract() == 0.0 && number.abs() < WHOLE_BELOW { format!("{number:.0}") } else { number.to_string() }
    };
    match value {
        Data::Empty => String::new(),
        Data::Int(whole) => whole.to_string(),
        Data::Float(float) => number(*float),
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(time) if time.is_duration() => number(time.as_f64()),
        Data::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(time) => time.split('T').next().unwrap_or_default().to_owned(),
        Data::String(text) | Data::DurationIso(text) => clean(text).into_owned(),
        Data::Error(error) => error.to_string(),
    }
}

/// A text without what no editor typed: characters that control a printer, marks of byte order.
fn clean(text: &str) -> Cow<'_, str> {
    let is_stray =
        |letter: char| (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) || letter == '\u{feff}';
    if text.contains(is_stray) {
        Cow::Owned(text.chars().filter(|letter| !is_stray(*letter)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::{MAX_FILE_BYTES, Refusal, Sheet, likeliest, measure, read};
    use boussole_content::encoding::UnsupportedFormat;
    use boussole_content::table::Table;
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn workbook(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
        let mut workbook = Workbook::new();
        fill(&mut workbook);
        workbook.save_to_buffer().unwrap()
    }

    fn with_file(bytes: Vec<u8>, name: &str, content: &[u8]) -> Vec<u8> {
        let mut archive = ZipWriter::new_append(Cursor::new(bytes)).unwrap();
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
        archive.finish().unwrap().into_inner()
    }

    /// A document of one sheet, whose rows are given as XML.
    fn ods(rows: &str) -> Vec<u8> {
        let content = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:spreadsheet><table:table table:name="Feuille1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
        );
        let manifest = r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
        let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
        zipped(&[("mimetype", mimetype), ("META-INF/manifest.xml", manifest), ("content.xml", &content)])
    }

    fn ods_cell(text: &str) -> String {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    }

    /// What a workbook has, of a sheet that is written by hand.
    fn xlsx(rows: &str) -> Vec<u8> {
        let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"#;
        let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
        let links = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
        let sheet = format!(
            r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
        );
        let package = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
        zipped(&[
            ("[Content_Types].xml", types),
            ("_rels/.rels", package),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", links),
            ("xl/worksheets/sheet1.xml", &sheet),
        ])
    }

    fn inline(place: &str, text: &str) -> String {
        format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    }

    /// The cells of the likeliest sheet, by row number.
    fn rows(sheets: &[Sheet]) -> Vec<(usize, Vec<(&'static str, String)>)> {
        let table = Table::read(&likeliest(sheets).unwrap().text).unwrap();
        let cells = |row| table.cells(row).map(|(name, cell)| (name, cell.to_owned())).collect();
        table.rows.iter().map(|row| (row.number, cells(row))).collect()
    }

    fn catalogue(workbook: &mut Workbook) {
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let sheet = workbook.add_worksheet().set_name("Ressources").unwrap();
        sheet.write(0, 0, "Nos ressources, liste tenue par Élodie").unwrap();
        for (column, name) in ["Titre", "Type", "Date", "ODD 17", "Maturité", "Lien", "Résumé"].into_iter().enumerate()
        {
            sheet.write(2, u16::try_from(column).unwrap(), name).unwrap();
        }
        sheet.write(3, 0, "=1+1").unwrap();
        sheet.write(3, 1, "outils").unwrap();
        sheet.write_with_format(3, 2, ExcelDateTime::from_ymd(2024, 11, 5).unwrap(), &day).unwrap();
        sheet.write(3, 3, true).unwrap();
        sheet.write(3, 4, 3).unwrap();
        sheet.write(3, 6, "Une ligne ; deux\nlignes, « et » \"trois\".").unwrap();
        sheet.write_formula(5, 0, Formula::new("=CONCAT(\"Gui\",\"de\")").set_result("Guide")).unwrap();
        sheet.write(5, 1, "methodes").unwrap();
        sheet.write(5, 2, 2024).unwrap();
        sheet.write_formula(5, 5, Formula::new("=HYPERLINK(\"https://a.example\")").set_result("#REF!")).unwrap();
    }

    #[test]
    fn a_workbook_gives_the_rows_that_it_shows() {
        let text = |text: &str| text.to_owned();
        let expected = [
            (
                4,
                vec![
                    ("title", text("=1+1")),
                    ("kind", text("outils")),
                    ("date", text("2024-11-05")),
                    ("sdg17", text("TRUE")),
                    ("maturity", text("3")),
                    ("summary_fr", text("Une ligne ; deux\nlignes, « et » \"trois\".")),
                ],
            ),
            (
                6,
                vec![
                    ("title", text("Guide")),
                    ("kind", text("methodes")),
                    ("date", text("2024")),
                    ("url", text("#REF!")),
                ],
            ),
        ];
        let bytes = workbook(catalogue);
        assert_eq!(rows(&read(&bytes).unwrap()), expected);
        // Macros are files that nobody opens.
        let with_macros = with_file(bytes, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub Auto_Open");
        assert_eq!(rows(&read(&with_macros).unwrap()), expected);
    }

    #[test]
    fn an_open_document_gives_the_rows_that_it_shows() {
        let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
        let cell = |text: &str| ods_cell(text);
        let body = [
            row(&[cell("Titre"), cell("Type"), cell("Date")]),
            r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#.to_owned(),
            row(&[
                r#"<table:table-cell table:formula="of:=&quot;Gui&quot;&amp;&quot;de&quot;" office:value-type="string" office:string-value="Guide"><text:p>Guide</text:p></table:table-cell>"#.to_owned(),
                cell("outils"),
                r#"<table:table-cell office:value-type="date" office:date-value="2024-11-05"><text:p>05/11/2024</text:p></table:table-cell>"#.to_owned(),
            ]),
            r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/></table:table-row>"#.to_owned(),
        ];
        let sheets = read(&ods(&body.concat())).unwrap();
        let cells =
            vec![("title", "Guide".to_owned()), ("kind", "outils".to_owned()), ("date", "2024-11-05".to_owned())];
        assert_eq!(rows(&sheets), [(4, cells)]);
    }

    #[test]
    fn the_sheet_with_the_names_of_columns_is_the_catalogue() {
        let bytes = workbook(|workbook| {
            workbook.add_worksheet().set_name("Lisez-moi").unwrap().write(0, 0, "Titre").unwrap();
            let hidden = workbook.add_worksheet().set_name("Cachée").unwrap();
            hidden.write_row(0, 0, ["Titre", "Type"]).unwrap();
            hidden.set_hidden(true);
            workbook.add_worksheet().set_name("Vide").unwrap();
            workbook.add_worksheet().set_name("Liste").unwrap().write_row(0, 0, ["Titre", "Type"]).unwrap();
        });
        let sheets = read(&bytes).unwrap();
        let names: Vec<(&str, bool)> = sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
        assert_eq!(names, [("Lisez-moi", false), ("Cachée", true), ("Liste", false)]);
        assert_eq!(likeliest(&sheets).unwrap().name, "Liste");
        assert_eq!(likeliest(&[]), None);
    }

    #[test]
    fn a_table_is_read_in_the_encoding_it_was_saved_in() {
        let text = "Titre;Type;Éditeur\r\nL’été des alliés;outils;Cœur à cœur\r\n";
        let utf_16 = |mark: bool| -> Vec<u8> {
            let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        };
        let encode = |label: &[u8]| {
            let encoding = encoding_rs::Encoding::for_label(label).unwrap();
            if label == b"macintosh" {
                // What the standard does not encode into, by hand.
                let letters = [('É', 0x83_u8), ('’', 0xd5), ('é', 0x8e), ('œ', 0xcf), ('à', 0x88)];
                let byte = |letter: char| letters.iter().find(|(known, _)| *known == letter).map(|(_, byte)| *byte);
                text.chars().map(|letter| byte(letter).unwrap_or(u8::try_from(letter).unwrap_or(b'?'))).collect()
            } else {
                encoding.encode(text).0.into_owned()
            }
        };
        let files: [Vec<u8>; 6] = [
            text.as_bytes().to_vec(),
            ["\u{feff}", text].concat().into_bytes(),
            utf_16(true),
            utf_16(false),
            encode(b"windows-1252"),
            encode(b"macintosh"),
        ];
        let expected = vec![
            ("title", "L’été des alliés".to_owned()),
            ("kind", "outils".to_owned()),
            ("publisher", "Cœur à cœur".to_owned()),
        ];
        for (index, bytes) in files.iter().enumerate() {
            assert_eq!(rows(&read(bytes).unwrap()), [(2, expected.clone())], "file {index}");
        }
    }

    #[test]
    fn what_is_no_table_is_named() {
        let encrypted: Vec<u8> = "EncryptedPackage".bytes().flat_map(|letter| [letter, 0]).collect();
        let compound = |rest: &[u8]| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", rest].concat();
        let truncated = workbook(catalogue).iter().copied().take(2000).collect::<Vec<u8>>();
        for (bytes, refusal) in [
            (compound(&encrypted), Refusal::Password),
            (compound(b"W\0o\0r\0k\0b\0o\0o\0k\0"), Refusal::OtherWorkbook),
            (zipped(&[("xl/workbook.bin", "")]), Refusal::OtherWorkbook),
            (zipped(&[("word/document.xml", "")]), Refusal::Foreign(UnsupportedFormat::Document)),
            (zipped(&[("photo.txt", "a")]), Refusal::Foreign(UnsupportedFormat::Archive)),
            (truncated, Refusal::Damaged),
            (zipped(&[("xl/workbook.xml", "<workbook")]), Refusal::Damaged),
            (b"\x89PNG\r\n\x1a\n".to_vec(), Refusal::Foreign(UnsupportedFormat::Picture)),
            (b"%PDF-1.7".to_vec(), Refusal::Foreign(UnsupportedFormat::Pdf)),
            (Vec::new(), Refusal::Foreign(UnsupportedFormat::Empty)),
            (workbook(|workbook| _ = workbook.add_worksheet()), Refusal::Foreign(UnsupportedFormat::Empty)),
            (vec![b'a'; MAX_FILE_BYTES + 1], Refusal::TooLarge),
        ] {
            assert_eq!(read(&bytes), Err(refusal), "{:?}", bytes.get(..8));
        }
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        const SIZE: usize = 3_000_000;
        let bomb = with_file(workbook(catalogue), "xl/media/a.bin", &vec![0_u8; SIZE]);
        let expand = |bytes: &[u8], max| measure(&mut ZipArchive::new(Cursor::new(bytes)).unwrap(), max);
        assert!(bomb.len() < 50_000);
        assert_eq!(expand(&bomb, 4_000_000), Ok(()));
        assert_eq!(expand(&bomb, 2_000_000), Err(Refusal::Expands));
        // An archive that lies about the size of what is in it.
        let size = u32::try_from(SIZE).unwrap().to_le_bytes();
        let mut lie = bomb;
        let places: Vec<usize> = (0..lie.len() - 4).filter(|at| lie[*at..*at + 4] == size).collect();
        assert!(places.len() >= 2, "in the local header and in the directory");
        for at in places {
            lie[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
        assert!(matches!(expand(&lie, 2_000_000), Err(Refusal::Expands | Refusal::Damaged)));
    }

    #[test]
    fn a_sheet_that_says_it_is_huge_fills_no_memory() {
        let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
        let title = ods_cell("Titre");
        let wide = format!(
            r#"<table:table-cell office:value-type="string" table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell>{title}"#
        );
        let gap = format!(r#"<table:table-cell table:number-columns-repeated="1000000"/>{title}"#);
        let tall =
            format!(r#"<table:table-row table:number-rows-repeated="1048576">{}</table:table-row>"#, title.repeat(20));
        let far = format!(
            r#"{}<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>{}"#,
            row(&title.repeat(20)),
            row(&title)
        );
        for (body, refusal) in [
            (row(&wide), Refusal::TooWide),
            (row(&gap), Refusal::TooWide),
            (tall, Refusal::TooManyCells),
            (far, Refusal::TooManyCells),
        ] {
            assert_eq!(read(&ods(&body)), Err(refusal), "{}", body.get(..80).unwrap_or_default());
        }
        let below = |row: u32| {
            let names = [inline("A1", "Titre"), inline("B1", "Type")].concat();
            let cell = inline(&format!("A{row}"), "Guide");
            read(&xlsx(&format!(r#"<row r="1">{names}</row><row r="{row}">{cell}</row>"#)))
        };
        assert_eq!(rows(&below(20_001).unwrap())[0].0, 20_001);
        assert_eq!(below(1_048_576), Err(Refusal::TooManyCells));
        let right = [r#"<row r="1">"#, &inline("A1", "Titre"), &inline("XFD1", "Type"), "</row>"].concat();
        assert_eq!(read(&xlsx(&right)), Err(Refusal::TooWide));
        // One text of a megabyte, in a hundred cells.
        let shared = workbook(|workbook| {
            let sheet = workbook.add_worksheet();
            let long = "a".repeat(32_000);
            for row in 0..3000 {
                sheet.write(row, 0, &long).unwrap();
            }
        });
        assert!(shared.len() < 200_000);
        assert_eq!(read(&shared), Err(Refusal::TooManyCells));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let whole = workbook(catalogue);
        let mut draw = 17_u64;
        for _ in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..8 {
                draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = usize::try_from(draw >> 33).unwrap() % bytes.len();
                bytes[at] = u8::try_from(draw & 255).unwrap();
            }
            let _ = read(&bytes);
            let _ = read(&bytes[..bytes.len() / 2]);
        }
    }
}
