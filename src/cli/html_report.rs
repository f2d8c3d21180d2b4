//! What the pages that the command line writes for people have in common.

/// Plain, readable, printable.
pub const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1d2b33;background:#fff}h1,h2,h3{line-height:1.2}table{border-collapse:collapse;width:100%;min-width:46rem;margin:1rem 0 2rem}caption{text-align:start;font-weight:700;padding:.5rem 0}th,td{min-width:6rem;border:1px solid #8a979e;padding:.4rem .6rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}th{background:#eef2f4}tbody th{font-weight:400}.wide{overflow-x:auto}@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}";

/// A text inside HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A page in French, from its title and what stands below it.
pub fn page(title: &str, body: &str) -> String {
    page_with(title, "", body)
}

/// A page in French with more styles of its own.
pub fn page_with(title: &str, style: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}{style}</style></head><body><main>\n<h1>{title}</h1>\n{body}</main></body></html>\n"
    )
}

/// A table that may be wider than its page; cells are HTML, the first of each row heads it.
pub fn table(caption: &str, columns: &[&str], rows: &[Vec<String>]) -> String {
    let caption = escaped(caption);
    let cell = |tag: &str, text: &str| ["<", tag, ">", text, "</", tag.split(' ').next().unwrap_or(tag), ">"].concat();
    let heads: Vec<String> = columns.iter().map(|column| cell("th scope=\"col\"", &escaped(column))).collect();
    let heads = heads.concat();
    let row = |row: &Vec<String>| {
        let cells = row.iter().enumerate();
        let cells = cells.map(|(column, text)| cell(if column == 0 { "th scope=\"row\"" } else { "td" }, text));
        ["<tr>", &cells.collect::<Vec<_>>().concat(), "</tr>\n"].concat()
    };
    let rows = rows.iter().map(row).collect::<Vec<_>>().concat();
    format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table></div>\n"
    )
}
