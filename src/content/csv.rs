//! Tables as spreadsheets read and write them: `;` between cells, quotes, a byte-order mark, and cells that
//! no spreadsheet takes for a formula. What is written is read back as it was.
//!
//! Our own reader, since it also runs in the browser, where the `csv` crate would be paid by every visitor.

/// What spreadsheets put first so that accents are read right.
const BYTE_ORDER_MARK: char = '\u{feff}';
/// What makes a spreadsheet run a cell; an apostrophe before it stops that, and is taken off on reading.
const FORMULA_PREFIXES: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// Why a text is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnclosedQuote {
    /// The row where the quotes open that nothing closes.
    pub row: usize,
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Number of the row as the spreadsheet program shows it, from 1: rows of nothing count, a cell of several lines
    /// is in one row.
    pub number: usize,
    /// What its cells hold.
    pub cells: Vec<String>,
}

/// What parts cells, the likeliest first.
const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];
/// What parts cells is told from so many rows.
const SAMPLE_ROWS: usize = 60;

/// The cells of a text, row by row, without rows of nothing.
///
/// # Errors
/// When quotes open that nothing closes.
pub fn read(text: &str) -> Result<Vec<Vec<String>>, UnclosedQuote> {
    Ok(records(text, &|_| 0)?.into_iter().map(|row| row.cells).collect())
}

/// The rows of a text. Cells are parted by whichever of `;`, `,`, tabulation and `|` makes `sense` of most, then by
/// what gives most rows the same number of cells: titles above the names, and commas in texts, say nothing.
///
/// # Errors
/// When quotes open that nothing closes.
pub fn records(text: &str, sense: &dyn Fn(&[Record]) -> usize) -> Result<Vec<Record>, UnclosedQuote> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let (declared, text) = declared_separator(text);
    let (mut best, mut part) = ((0, 0), declared.unwrap_or(';'));
    for candidate in declared.into_iter().chain(SEPARATORS) {
        let tried = parse(text, candidate, SAMPLE_ROWS).0;
        let value = (sense(&tried), consistent_columns(&tried));
        if value > best {
            (best, part) = (value, candidate);
        }
    }
    let (mut rows, unclosed) = parse(text, part, usize::MAX);
    if let Some(row) = unclosed {
        return Err(UnclosedQuote { row });
    }
    if rows.iter().any(|row| row.cells.len() > 1) {
        for row in &mut rows {
            // A program that parts cells otherwise took the whole row for one cell, and quoted it.
            if let [cell] = row.cells.as_slice()
                && cell.contains(part)
                && let (mut within, None) = parse(cell, part, 2)
                && let (Some(only), None) = (within.pop(), within.pop())
            {
                row.cells = only.cells;
            }
        }
    }
    Ok(rows)
}

/// What the first line says that parts cells (`sep=;`), and the text below it: programs do not show that line.
fn declared_separator(text: &str) -> (Option<char>, &str) {
    let (line, rest) = text.split_once(['\r', '\n']).unwrap_or((text, ""));
    let line = line.trim_matches(['"', ' ']);
    let declared = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| line.get(4..));
    match declared.map(|rest| rest.chars().next()) {
        Some(Some(letter)) => (Some(letter), rest.strip_prefix('\n').unwrap_or(rest)),
        _ => (None, text),
    }
}

/// How many rows have the number of cells that most have, when that is more than one.
fn consistent_columns(rows: &[Record]) -> usize {
    let widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).filter(|width| *width > 1).collect();
    widths.iter().map(|width| widths.iter().filter(|other| *other == width).count()).max().unwrap_or(0)
}

/// So many rows of a text whose cells are parted by this; and the row where quotes open that nothing closes.
fn parse(text: &str, part: char, max: usize) -> (Vec<Record>, Option<usize>) {
    let mut rows: Vec<Record> = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let mut cell = String::new();
    let (mut number, mut opened) = (1, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if opened && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            // Some programs write a quote within quotes with a backslash.
            '"' if opened
                && cell.ends_with('\\')
                && !letters.peek().is_none_or(|next| [part, '\r', '\n'].contains(next)) =>
            {
                cell.pop();
                cell.push('"');
            }
            '"' if opened => opened = false,
            // Spaces before quotes are not meant.
            '"' if cell.chars().all(|letter| letter == ' ') => {
                cell.clear();
                opened = true;
            }
            '\r' | '\n' if !opened => {
                if letter == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                cells.push(unescape_formula(core::mem::take(&mut cell)));
                ended(&mut rows, &mut cells, number);
                number += 1;
                if rows.len() >= max {
                    return (rows, None);
                }
            }
            letter if letter == part && !opened => cells.push(unescape_formula(core::mem::take(&mut cell))),
            letter => cell.push(letter),
        }
    }
    cells.push(unescape_formula(cell));
    ended(&mut rows, &mut cells, number);
    (rows, opened.then_some(number))
}

/// A row ends; one of nothing but spaces is none, nor is the line that notes draw under names (`|---|:--|`).
fn ended(rows: &mut Vec<Record>, cells: &mut Vec<String>, number: usize) {
    let cells = core::mem::take(cells);
    let is_line = |cell: &str| cell.len() > 2 && cell.trim_matches(':').bytes().all(|byte| byte == b'-');
    let mut filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
    if filled.peek().is_some() && !filled.all(is_line) {
        rows.push(Record { number, cells });
    }
}

/// A table as text.
#[must_use]
pub fn write(rows: &[Vec<String>]) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                out.push(';');
            }
            let cell = if cell.starts_with(FORMULA_PREFIXES) { ["'", cell].concat() } else { cell.clone() };
            let quoted =
                cell.contains([';', ',', '\t', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
            if quoted {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(&cell);
            }
        }
        out.push_str("\r\n");
    }
    out
}

fn unescape_formula(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA_PREFIXES) => rest.to_owned(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::{Record, UnclosedQuote, read, records, write};

    #[test]
    fn tables_of_many_hands_are_read() {
        let check = |text: &str, expected: &[&[&str]]| {
            let rows: Vec<Vec<String>> =
                expected.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
            assert_eq!(read(text), Ok(rows), "{text:?}");
        };
        check("a;b\r\nc;d", &[&["a", "b"], &["c", "d"]]);
        check("a;b\rc;d\r", &[&["a", "b"], &["c", "d"]]);
        check("\u{feff}a,b\nc,d\n", &[&["a", "b"], &["c", "d"]]);
        check("a\tb\n\n;\n1\t2", &[&["a", "b"], &[";"], &["1", "2"]]);
        check("a|b\n1|2", &[&["a", "b"], &["1", "2"]]);
        check("Une liste, un titre, un jour\na;b\nc;d", &[&["Une liste, un titre, un jour"], &["a", "b"], &["c", "d"]]);
        check("\"a;\"\"b\"\"\";\"c\nd\"", &[&["a;\"b\"", "c\nd"]]);
        check("a; \"b; c\"; d\n1;2;3", &[&["a", "b; c", " d"], &["1", "2", "3"]]);
        check("a,b\n\"1,\"\"2,3\"\"\"\n4,5", &[&["a", "b"], &["1", "2,3"], &["4", "5"]]);
        check("| a | b |\n|---|:-:|\n| 1 | -- |", &[&["", " a ", " b ", ""], &["", " 1 ", " -- ", ""]]);
        check("a,b\n\"1 \\\"2\\\" 3\",4\n\"C:\\\",5", &[&["a", "b"], &["1 \"2\" 3", "4"], &["C:\\", "5"]]);
        check("'=1+1;'text;it's", &[&["=1+1", "'text", "it's"]]);
        for first in ["sep=,", "SEP=,", "\"sep=,\"", "\u{feff}sep=,"] {
            check(&[first, "\r\na,b;c\r\n1,2"].concat(), &[&["a", "b;c"], &["1", "2"]]);
        }
        check("sep=\na;b", &[&["sep="], &["a", "b"]]);
        check("", &[]);
        check(" ; ;\n\n", &[]);
        assert_eq!(read("a;b\n\nc;\"d"), Err(UnclosedQuote { row: 3 }));
    }

    #[test]
    fn rows_have_the_numbers_that_spreadsheets_show() {
        let numbers = |text: &str| -> Vec<usize> {
            records(text, &|_| 0).unwrap_or_default().iter().map(|Record { number, .. }| *number).collect()
        };
        assert_eq!(numbers("a;b\n\n ; \nc;d\n;\ne;f\n"), [1, 4, 6]);
        assert_eq!(numbers("sep=;\r\na;b\r\n\"1\r\n2\";3\r\n4;5"), [1, 2, 3]);
    }

    #[test]
    fn no_cell_runs_in_a_spreadsheet() {
        let row: Vec<String> = ["=1+1", "+33", "-2", "@x", "\tx", "'=x", "plain"].map(str::to_owned).to_vec();
        let text = write(std::slice::from_ref(&row));
        for cell in text.trim_start_matches('\u{feff}').trim_end().split(';') {
            assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '-', '@', '\t']), "{cell}");
        }
        assert_eq!(read(&text), Ok(vec![row]));
    }
}
