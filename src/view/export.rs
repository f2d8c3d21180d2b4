//! What a visitor takes away, as text: a table, a calendar, a drawing. Each carries her link, so that each can be
//! taken up again ([`crate::app::link`]).

use super::ctx::Ctx;
use super::dispatch::Dispatch;
use super::picture::xml;
use super::{dial, matrix, picture, timeline, words};
use crate::app::link::{self, Source};
use crate::app::plan::PlanId;
use crate::app::value::Value;
use crate::app::{Model, result};
use boussole_content::csv;
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_domain::matrix::PersonalMatrix;
use boussole_domain::trajectory::What;
use boussole_domain::{Date, Impact, Lever};
use core::fmt::Write;

/// The schema id of the JSON file.
pub const SCHEMA: &str = "boussole/export/1";
/// What stands before the link in each file.
const LINK: &str = "boussole-link:";

/// The formats, by the names that methods and events use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Answers, result and link, as data.
    Json,
    /// Heading, matrix, dates and path, as a table.
    Csv,
    /// Dates, as a calendar.
    Ics,
    /// Dial and matrix, as a drawing.
    Svg,
    /// Dial and matrix, as an image of the drawing.
    Png,
    /// All of it, as a page that opens without a network.
    Html,
}

impl Format {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] = [Self::Html, Self::Ics, Self::Csv, Self::Svg, Self::Png, Self::Json];

    /// Name of the format.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Ics => "ics",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Html => "html",
        }
    }

    /// The format of a name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }
}

/// The link of all there is, however long.
#[must_use]
pub fn whole_link(model: &Model) -> String {
    let source =
        Source { situation: &model.situation, responses: &model.instruments.responses, pinned: &model.explore.pinned };
    link::of_plan(link::whole(&source, &model.content), model.share.plan, &model.situation, &model.content)
}

/// The file of data: what was answered, what follows, the link, and under which content.
#[must_use]
pub fn json(model: &Model, version: &str) -> Value {
    let mut entries = vec![
        ("schema".to_owned(), Value::text(SCHEMA)),
        ("version".to_owned(), Value::text(version)),
        ("content".to_owned(), Value::text(model.content.content_hash.as_str())),
        ("language".to_owned(), Value::text(model.content.messages.code.as_str())),
    ];
    if let Some(today) = model.host.today {
        entries.push(("made".to_owned(), Value::text(today.to_string())));
    }
    entries.push(("link".to_owned(), Value::text(whole_link(model))));
    let pins = model.explore.pinned.iter().filter_map(|place| model.content.resources.get(*place));
    entries.push(("pinned".to_owned(), Value::List(pins.map(|own| Value::text(own.id.as_str())).collect())));
    let result = result::result(&model.situation, &model.outcome, &model.instruments.responses, &model.content);
    entries.push(("result".to_owned(), result));
    Value::Map(entries)
}

/// The table: one row for each thing, its part first.
#[must_use]
pub fn csv(model: &Model) -> String {
    let bus = Dispatch::noop();
    let ctx = Ctx { model, bus: &bus };
    let row = |cells: [&str; 6]| cells.map(str::to_owned).to_vec();
    let head = [Key::CsvPart, Key::CsvWhat, Key::CsvValue, Key::CsvDate, Key::CsvAddress, Key::CsvWhy];
    let mut rows = vec![head.map(|key| ctx.t(key).to_owned()).to_vec()];
    for question in boussole_domain::situation::Question::ALL {
        if let Some(answer) = words::answer(ctx, &model.situation, question) {
            rows.push(row([ctx.t(Key::CsvAnswers), ctx.t(words::question(question)), &answer, "", "", ""]));
        }
    }
    if let Some(heading) = &model.outcome.heading {
        for impact in Impact::ALL {
            let percent = heading.percents().get(impact).to_string();
            rows.push(row([ctx.t(Key::StepHeading), words::impact(ctx, impact), &percent, "", "", ""]));
        }
    }
    if let Some(matrix) = &model.outcome.plan(&model.content).matrix {
        for lever in Lever::ALL {
            for impact in Impact::ALL {
                let what = [&ctx.vocabulary().lever(lever).label, " × ", words::impact(ctx, impact)].concat();
                let percent = matrix.percents.get(lever).get(impact).to_string();
                rows.push(row([ctx.t(Key::MatrixCaption), &what, &percent, "", "", ""]));
            }
        }
    }
    for entry in model.situation.start.map(|start| timeline::entries(ctx, start)).unwrap_or_default() {
        rows.push(row([ctx.t(Key::StepTrajectory), &entry.text(ctx), "", &entry.date.to_string(), "", ""]));
    }
    for stop in &model.outcome.plan(&model.content).path.stops {
        let Some(resource) = model.content.resources.get(stop.resource) else { continue };
        let why: Vec<String> = stop.why.iter().map(|mark| words::reason(ctx, mark)).collect();
        let (date, url) = (resource.date.as_deref().unwrap_or(""), resource.url.as_deref().unwrap_or(""));
        rows.push(row([ctx.t(Key::StepPath), &resource.title, &resource.publisher, date, url, &why.join(" ")]));
    }
    for resource in model.explore.pinned.iter().filter_map(|place| model.content.resources.get(*place)) {
        let (date, url) = (resource.date.as_deref().unwrap_or(""), resource.url.as_deref().unwrap_or(""));
        rows.push(row([ctx.t(Key::PinsTitle), &resource.title, &resource.publisher, date, url, ""]));
    }
    rows.push(row([LINK, &whole_link(model), "", "", "", ""]));
    csv::write(&rows)
}

/// The table of a workshop.
#[must_use]
pub fn workshop(model: &Model) -> String {
    let bus = Dispatch::noop();
    csv::write(&super::workshop::table(Ctx { model, bus: &bus }))
}

/// The calendar: what stands on the way, and the dates of the seasons to come. An event's id is what it is of and which
/// plan ([`PlanId`]), never its day; its number grows with each calendar that is not the last one again.
#[must_use]
pub fn ics(model: &Model) -> String {
    let bus = Dispatch::noop();
    let ctx = Ctx { model, bus: &bus };
    let mut out = String::new();
    let mut line = |text: &str| folded(text, &mut out);
    for text in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Boussole//ODD 17//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        line(text);
    }
    line(&["X-WR-CALNAME:", &escaped(ctx.t(Key::WidgetTitle))].concat());
    line(&["X-BOUSSOLE:", LINK, &escaped(&whole_link(model))].concat());
    let plan = PlanId::of_events(model).to_string();
    let (stamp, sequence) = stamped(model);
    let mut event = |id: &str, day: Date, title: &str, more: &str| {
        line("BEGIN:VEVENT");
        line(&["UID:", id, "-", &plan, "@boussole-odd17"].concat());
        for name in ["DTSTAMP:", "LAST-MODIFIED:"] {
            line(&[name, &stamp].concat());
        }
        line(&["SEQUENCE:", &sequence].concat());
        line(&["DTSTART;VALUE=DATE:", &plain(day)].concat());
        // The day after, which is not part of it: some calendars give an event without an end no length.
        line(&["DTEND;VALUE=DATE:", &plain(day.next_day())].concat());
        line(&["SUMMARY:", &escaped(title)].concat());
        if !more.is_empty() {
            line(&["DESCRIPTION:", &escaped(more)].concat());
        }
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    };
    let title = ctx.t(Key::WidgetTitle);
    for entry in model.situation.start.map(|start| timeline::entries(ctx, start)).unwrap_or_default() {
        // A review on the day of a horizon always falls there: they are one event. What else falls on that day does by
        // chance, and parts from it when the start moves: it is an event of its own.
        let is_step = |what: &What| matches!(what, What::Horizon(_) | What::Review(_));
        let (steps, others): (Vec<What>, Vec<What>) = entry.what.iter().copied().partition(is_step);
        for what in [steps].into_iter().filter(|steps| !steps.is_empty()).chain(others.into_iter().map(|one| vec![one]))
        {
            let id = what.first().map_or_else(String::new, |first| named(ctx, *first));
            let text = timeline::Entry { what, ..entry }.text(ctx);
            event(&id, entry.date, &[title, " – ", &text].concat(), "");
        }
    }
    // Days that the seasons announce, from today on; a month alone is no day for a calendar.
    for instrument in model.content.instruments.iter() {
        if instrument.reading != boussole_content::instrument::Reading::Calendar {
            continue;
        }
        for fact in instrument.facts.iter().flat_map(|facts| &facts.items) {
            let day = fact.date.as_deref().filter(|date| date.len() == 10).and_then(Date::first_of);
            if let Some(day) =
                day.filter(|day| fact.until.is_none() && model.host.today.is_none_or(|today| *day >= today))
            {
                let id = ["fact", &instrument.id, &fact.entry.id].join("-");
                event(&id, day, &fact.entry.label, &words::source(ctx, &fact.entry.origin));
            }
        }
    }
    line("END:VCALENDAR");
    out
}

/// What a milestone is, whatever its day and its place among the others.
fn named(ctx: Ctx<'_>, what: What) -> String {
    let of = |kind: &str, entries: &[Entry], place: usize| {
        let id = entries.get(place).map_or_else(|| place.to_string(), |entry| entry.id.clone());
        [kind, &id].join("-")
    };
    match what {
        What::Start => "start".to_owned(),
        What::Season(place) => of("season", &ctx.vocabulary().seasons, place),
        What::Review(months) => ["review", &months.to_string()].join("-"),
        What::Horizon(impact) => ["horizon", impact.id()].join("-"),
        What::Mark(place) => of("mark", &ctx.vocabulary().marks, place),
    }
}

/// What the numbers of changes are counted from, in seconds since 1970: the first day of 2020. Calendars read numbers up
/// to 2,147,483,647, which are seconds until 2088.
const SEQUENCE_EPOCH: u32 = 1_577_836_800;

/// When the events were last changed, and the number of that change.
fn stamped(model: &Model) -> (String, String) {
    let Some(published) = &model.share.published else {
        let today = model.host.today.map_or_else(|| "19700101".to_owned(), plain);
        return ([&today, "T000000Z"].concat(), "0".to_owned());
    };
    let seconds = published.seconds;
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    let (hour, minute, second) = (two(seconds / 3600 % 24), two(seconds / 60 % 60), two(seconds % 60));
    let day = plain(Date::of_unix_day((seconds / 86_400).into()));
    ([&day, "T", &hour, &minute, &second, "Z"].concat(), seconds.saturating_sub(SEQUENCE_EPOCH).to_string())
}

fn plain(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// Text as calendars want it: what parts values is escaped, and letters that no text has are left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            letter if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

/// A line of at most 75 bytes, the rest of it on lines that begin with a space; never cut within a letter.
fn folded(text: &str, out: &mut String) {
    let mut used = 0;
    for letter in text.chars() {
        if used + letter.len_utf8() > 75 {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(letter);
        used += letter.len_utf8();
    }
    out.push_str("\r\n");
}

/// The width of the picture.
const WIDTH: i32 = 960;
/// How many letters of its sentence a line holds, of the widest of the fonts that it may be drawn in.
const LINE_LETTERS: usize = 54;

/// The drawing: what the heading is, in words, the dial of the screen, and the matrix.
#[must_use]
pub fn svg(model: &Model) -> String {
    let bus = Dispatch::noop();
    let ctx = Ctx { model, bus: &bus };
    let heading = model.outcome.heading.as_ref();
    let personal = model.outcome.plan(&model.content).matrix.as_ref();
    let said = heading.map_or_else(|| ctx.t(Key::HeadingNone).to_owned(), |heading| words::heading(ctx, heading));
    let shares = heading.map_or_else(String::new, |heading| words::shares(ctx, heading));
    let lever = personal.map_or_else(String::new, |matrix| words::matrix(ctx, matrix));
    let title = [ctx.t(Key::WidgetTitle), &said, &shares].join(" – ");
    let mut texts = String::new();
    let mut y = 52;
    for (text, size, colour) in [(&said, 26, picture::INK), (&lever, 17, "#55626a")] {
        for line in lines(text, LINE_LETTERS * 26 / size) {
            let _ = write!(texts, r#"<text x="40" y="{y}" font-size="{size}" fill="{colour}">{}</text>"#, xml(&line));
            y += i32::try_from(size).unwrap_or(0) * 4 / 3;
        }
    }
    let height = y + 412;
    let mut out = String::new();
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" font-family="{}"><title>{}</title><metadata>{LINK}{}</metadata><rect width="{WIDTH}" height="{height}" fill="{}"/>{texts}<g transform="translate(200 {})">"#,
        picture::SERIF,
        xml(&title),
        xml(&whole_link(model)),
        picture::PAPER,
        y + 200,
    );
    picture::inside(&dial::own(ctx), &mut out);
    let _ = write!(out, r#"</g><g transform="translate(430 {})" font-size="15" fill="{}">"#, y + 74, picture::INK);
    drawn_matrix(ctx, personal, &mut out);
    out.push_str("</g></svg>\n");
    out
}

/// A text in lines of at most so many letters, parted between words.
fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= most) {
            Some(line) => line.extend([" ", word]),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

fn drawn_matrix(ctx: Ctx<'_>, personal: Option<&PersonalMatrix>, out: &mut String) {
    let rules = &ctx.content().rules.matrix;
    let _ = write!(out, r#"<text font-size="19" y="-46">{}</text>"#, xml(ctx.t(Key::MatrixTitle)));
    let columns = || Impact::ALL.into_iter().zip(picture::IMPACTS).zip(0..);
    for ((impact, colour), column) in columns() {
        let x = 245 + column * 100;
        let name = lines(words::impact(ctx, impact), 11);
        for (line, below) in name.iter().rev().zip(0..) {
            let y = below * -18;
            let line = xml(line);
            let _ = write!(out, r#"<text x="{x}" y="{y}" text-anchor="middle" fill="{colour}">{line}</text>"#);
        }
    }
    for (lever, row) in Lever::ALL.into_iter().zip(0..) {
        let y = 20 + row * 96;
        for (line, at) in lines(&ctx.vocabulary().lever(lever).label, 20).iter().zip(0..) {
            let _ = write!(out, r#"<text x="0" y="{}">{}</text>"#, y + 40 + at * 20, xml(line));
        }
        for ((impact, colour), column) in columns() {
            let official = u32::from(rules.percent(lever, impact));
            let own = personal.map(|personal| *personal.percents.get(lever).get(impact));
            let x = 199 + column * 100;
            // As deep as on the screen (`www/styles/trajectory.css`).
            let tint = match matrix::heat(own, official) {
                0 => 0,
                8 => 40,
                step => step * 5 - 1,
            };
            let tint = words::decimal(i32::try_from(tint).unwrap_or(0), 2);
            let share = xml(&words::percent(ctx, own.unwrap_or(official)));
            let _ = write!(
                out,
                r#"<g transform="translate({x} {y})"><rect width="92" height="88" rx="8" fill="{}"/><rect width="92" height="88" rx="8" fill="{colour}" fill-opacity="{tint}" stroke="{}"/><text x="46" y="45" text-anchor="middle" font-size="24">{share}</text>"#,
                picture::CARD,
                picture::LINE,
            );
            let said = match own {
                Some(_) => ctx.fill(Key::OfficialPercent, &[("n", &official.to_string())]),
                None => ctx.t(Key::OfficialOnly).to_owned(),
            };
            let _ = write!(out, r#"<text x="46" y="70" text-anchor="middle" font-size="11">{}</text></g>"#, xml(&said));
        }
    }
}
