//! Tables as spreadsheets read and write them: `;` between cells, quotes, a byte-order mark, and cells that
//! no spreadsheet takes for a formula. What is written is read back as it was.
//!
//! Our own reader, since it also runs in the browser, where the `csv` crate would be paid by every visitor.

/// What spreadsheets put first so that accents are read right.
const MARK: char = '\u{feff}';
/// What makes a spreadsheet run a cell; an apostrophe before it stops that, and is taken off on reading.
const RUNS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// Why a text is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unclosed {
    /// The line where the quotes open that nothing closes, from 1.
    pub line: usize,
}

/// The rows of a text. Cells are parted by `;`, or by `,` or a tabulation when the first line has more of those.
///
/// # Errors
/// When quotes open that nothing closes.
pub fn read(text: &str) -> Result<Vec<Vec<String>>, Unclosed> {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let count = |part: char| first.matches(part).count();
    let part = [',', '\t'].into_iter().fold(';', |best, part| if count(part) > count(best) { part } else { best });

    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let (mut line, mut opened) = (1, None);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match (letter, opened) {
            ('"', Some(_)) if letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            ('"', Some(_)) => opened = None,
            ('"', None) if cell.is_empty() => opened = Some(line),
            ('\r', None) if letters.peek() == Some(&'\n') => {}
            ('\n', None) => {
                row.push(safe_off(core::mem::take(&mut cell)));
                rows.push(core::mem::take(&mut row));
            }
            (letter, None) if letter == part => row.push(safe_off(core::mem::take(&mut cell))),
            (letter, _) => cell.push(letter),
        }
    }
    if let Some(line) = opened {
        return Err(Unclosed { line });
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(safe_off(cell));
        rows.push(row);
    }
    // A line with nothing in it is no row.
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    Ok(rows)
}

/// A table as text.
#[must_use]
pub fn write(rows: &[Vec<String>]) -> String {
    let mut out = String::from(MARK);
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                out.push(';');
            }
            let cell = if cell.starts_with(RUNS) { ["'", cell].concat() } else { cell.clone() };
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

fn safe_off(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(RUNS) => rest.to_owned(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::{Unclosed, read, write};

    #[test]
    fn tables_of_many_hands_are_read() {
        let check = |text: &str, expected: &[&[&str]]| {
            let rows: Vec<Vec<String>> =
                expected.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
            assert_eq!(read(text), Ok(rows), "{text:?}");
        };
        check("a;b\r\nc;d", &[&["a", "b"], &["c", "d"]]);
        check("\u{feff}a,b\nc,d\n", &[&["a", "b"], &["c", "d"]]);
        check("a\tb\n\n;\n1\t2", &[&["a", "b"], &[";"], &["1", "2"]]);
        check("\"a;\"\"b\"\"\";\"c\nd\"", &[&["a;\"b\"", "c\nd"]]);
        check("'=1+1;'text;it's", &[&["=1+1", "'text", "it's"]]);
        check("", &[]);
        assert_eq!(read("a;b\nc;\"d"), Err(Unclosed { line: 2 }));
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
