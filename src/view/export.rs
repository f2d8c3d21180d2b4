//! What a visitor takes away, as text: a table, a calendar, a drawing. Each carries her link, so that each can be
//! taken up again ([`crate::app::journey::link`]).

pub mod png;

use super::ctx::Ctx;
use super::dispatch::Dispatch;
use super::picture::xml;
use super::{dial, matrix, phrases, picture, timeline};
use crate::app::journey::fragment;
use crate::app::journey::link::{self, JourneyRef};
use crate::app::journey::outcome::due_date;
use crate::app::journey::result;
use crate::app::runtime::value::Value;
use crate::app::{Model, View};
use boussole_content::csv;
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_content::sentences::Timeframe;
use boussole_domain::matrix::PersonalMatrix;
use boussole_domain::trajectory::MilestoneKind;
use boussole_domain::vocabulary::Position;
use boussole_domain::{Date, Impact, Lever};
use core::fmt::Write;

/// The schema id of the JSON file.
pub const SCHEMA: &str = "boussole/export/1";
/// The name of the table of a workshop, beside the formats of a journey.
pub const WORKSHOP: &str = "workshop";
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

    /// Type of its files.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv",
            Self::Ics => "text/calendar",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Html => "text/html",
        }
    }
}

/// The name of a file, by its format and the day it is made.
#[must_use]
pub fn file_name(format: &str, today: Option<Date>) -> String {
    let date = today.map_or_else(String::new, |today| format!("-{today}"));
    let extension = if format == WORKSHOP { "workshop.csv" } else { format };
    ["boussole-odd17", &date, ".", extension].concat()
}

/// The link of all there is, however long.
#[must_use]
pub fn whole_link(model: &Model) -> String {
    let source = JourneyRef {
        situation: &model.situation,
        responses: &model.instruments.responses,
        pinned: &model.explore.pinned,
    };
    link::with_plan(link::encode_full(&source, &model.content), model.share.plan, &model.situation, &model.content)
}

/// The whole widget as one page with the journey in it. Of the element it has these other attributes, and these scripts in JSON by
/// their slots; `script` is the single file of this version.
#[must_use]
pub fn page(model: &Model, attributes: &[(&str, String)], inline: &[(&str, String)], script: &str) -> String {
    let (link, messages) = (whole_link(model), &model.content.messages);
    let (lang, title) = (&messages.code, xml(messages.get(Key::WidgetTitle)));
    let mut element = String::new();
    for (name, value) in attributes {
        let _ = write!(element, " {name}=\"{}\"", xml(value));
    }
    element.push('>');
    for (slot, json) in inline {
        let json = json.replace('<', "\\u003c");
        let _ = write!(element, "<script type=\"application/json\" slot=\"{slot}\">{json}</script>");
    }
    // In a script, these would end it, or begin a comment that hides its end.
    let script = script.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    [
        "<!doctype html>\n<html lang=\"",
        lang,
        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>",
        &title,
        "</title></head>\n<body><!-- ",
        LINK,
        &link,
        " -->\n<boussole-odd17 lang=\"",
        lang,
        "\" loading=\"eager\" journey=\"",
        &link,
        "\"",
        &element,
        "</boussole-odd17>\n<script>",
        &script,
        "</script>\n</body></html>\n",
    ]
    .concat()
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
    let pins = model.explore.pinned.iter().filter_map(|index| model.content.resources.get(*index));
    entries.push(("pinned".to_owned(), Value::List(pins.map(|resource| Value::text(resource.id.as_str())).collect())));
    let result = result::result(&model.situation, &model.outcome, &model.instruments.responses, &model.content);
    entries.push(("result".to_owned(), result));
    Value::Map(entries)
}

/// The table: one row for each thing, its part first.
#[must_use]
pub fn csv(model: &Model) -> String {
    let dispatch = Dispatch::noop();
    let ctx = Ctx { model, dispatch: &dispatch };
    let row = |cells: [&str; 6]| cells.map(str::to_owned).to_vec();
    let head = [Key::CsvPart, Key::CsvWhat, Key::CsvValue, Key::CsvDate, Key::CsvAddress, Key::CsvWhy];
    let mut rows = vec![head.map(|key| ctx.t(key).to_owned()).to_vec()];
    for question in boussole_domain::situation::Question::ALL {
        if let Some(answer) = phrases::answer(ctx, &model.situation, question) {
            rows.push(row([ctx.t(Key::CsvAnswers), ctx.t(phrases::question(question)), &answer, "", "", ""]));
        }
    }
    if let Some(heading) = &model.outcome.heading {
        for impact in Impact::ALL {
            let percent = heading.percents().get(impact).to_string();
            rows.push(row([ctx.t(Key::StepHeading), phrases::impact(ctx, impact), &percent, "", "", ""]));
        }
    }
    if let Some(matrix) = &model.outcome.plan(&model.content).matrix {
        for lever in Lever::ALL {
            for impact in Impact::ALL {
                let label = [&ctx.vocabulary().lever(lever).label, " × ", phrases::impact(ctx, impact)].concat();
                let percent = matrix.percents.get(lever).get(impact).to_string();
                rows.push(row([ctx.t(Key::MatrixCaption), &label, &percent, "", "", ""]));
            }
        }
    }
    for entry in model.situation.start.map(|start| timeline::entries(ctx, start)).unwrap_or_default() {
        rows.push(row([ctx.t(Key::StepTrajectory), &entry.text(ctx), "", &entry.date.to_string(), "", ""]));
    }
    for stop in &model.outcome.plan(&model.content).path.stops {
        let Some(resource) = model.content.resources.get(stop.resource) else { continue };
        let reason: Vec<String> = stop.why.iter().map(|mark| phrases::reason(ctx, mark)).collect();
        let (date, url) = (resource.date.as_deref().unwrap_or(""), resource.url.as_deref().unwrap_or(""));
        rows.push(row([ctx.t(Key::StepPath), &resource.title, &resource.publisher, date, url, &reason.join(" ")]));
    }
    for resource in model.explore.pinned.iter().filter_map(|index| model.content.resources.get(*index)) {
        let (date, url) = (resource.date.as_deref().unwrap_or(""), resource.url.as_deref().unwrap_or(""));
        rows.push(row([ctx.t(Key::PinsTitle), &resource.title, &resource.publisher, date, url, ""]));
    }
    rows.push(row([LINK, &whole_link(model), "", "", "", ""]));
    csv::write(&rows)
}

/// The table of a workshop.
#[must_use]
pub fn workshop(model: &Model) -> String {
    let dispatch = Dispatch::noop();
    csv::write(&super::workshop::table(Ctx { model, dispatch: &dispatch }))
}

/// The calendar: what stands on the way, what to do, and the dates of the seasons to come. An event's id is what it is of and which
/// plan ([`crate::app::journey::plan::PlanId`]), never its day; its number grows with each calendar that is not the last one again.
#[must_use]
pub fn ics(model: &Model) -> String {
    let dispatch = Dispatch::noop();
    let ctx = Ctx { model, dispatch: &dispatch };
    let mut out = String::new();
    let mut line = |text: &str| ics_fold(text, &mut out);
    for text in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Boussole//ODD 17//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        line(text);
    }
    line(&["X-WR-CALNAME:", &ics_escape(ctx.t(Key::WidgetTitle))].concat());
    line(&["X-BOUSSOLE:", LINK, &ics_escape(&whole_link(model))].concat());
    let plan = model.share.events_id(model.context()).to_string();
    let (stamp, sequence) = ics_timestamp(model);
    let mut event = |id: &str, day: Date, title: &str, more: &str| {
        line("BEGIN:VEVENT");
        line(&["UID:", id, "-", &plan, "@boussole-odd17"].concat());
        for name in ["DTSTAMP:", "LAST-MODIFIED:"] {
            line(&[name, &stamp].concat());
        }
        line(&["SEQUENCE:", &sequence].concat());
        line(&["DTSTART;VALUE=DATE:", &ics_date(day)].concat());
        // The day after, which is not part of it: some calendars give an event without an end no length.
        line(&["DTEND;VALUE=DATE:", &ics_date(day.next_day())].concat());
        line(&["SUMMARY:", &ics_escape(title)].concat());
        if !more.is_empty() {
            line(&["DESCRIPTION:", &ics_escape(more)].concat());
        }
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    };
    let title = ctx.t(Key::WidgetTitle);
    for entry in model.situation.start.map(|start| timeline::entries(ctx, start)).unwrap_or_default() {
        // A review on the day of a horizon always falls there: they are one event. What else falls on that day does by
        // chance, and parts from it when the start moves: it is an event of its own.
        let is_step = |marks: &MilestoneKind| matches!(marks, MilestoneKind::Horizon(_) | MilestoneKind::Review(_));
        let (steps, others): (Vec<MilestoneKind>, Vec<MilestoneKind>) = entry.marks.iter().copied().partition(is_step);
        for marks in
            [steps].into_iter().filter(|steps| !steps.is_empty()).chain(others.into_iter().map(|one| vec![one]))
        {
            let id = marks.first().map_or_else(String::new, |first| event_uid(ctx, *first));
            let text = timeline::Entry { marks, ..entry }.text(ctx);
            event(&id, entry.date, &[title, " – ", &text].concat(), "");
        }
    }
    let gestures = Timeframe::ALL.into_iter().zip(model.outcome.gestures(&model.content));
    for (start, (timeframe, gesture)) in gestures.filter_map(|each| model.situation.start.map(|start| (start, each))) {
        let how = [&gesture.who, " · ", &gesture.duration].concat();
        let id = ["gesture", timeframe.id()].join("-");
        event(&id, due_date(timeframe, start), &[title, " – ", &gesture.sentence.text].concat(), &how);
    }
    // Days that the seasons announce, from today on; a month alone is no day for a calendar.
    for instrument in model.content.instruments.iter() {
        if instrument.result_kind != boussole_content::instrument::ResultKind::Calendar {
            continue;
        }
        for fact in instrument.facts.iter().flat_map(|facts| &facts.items) {
            let day = fact.date.as_deref().filter(|date| date.len() == 10).and_then(Date::from_partial);
            if let Some(day) =
                day.filter(|day| fact.until.is_none() && model.host.today.is_none_or(|today| *day >= today))
            {
                let id = ["fact", &instrument.id, &fact.entry.id].join("-");
                event(&id, day, &fact.entry.label, &phrases::source(ctx, &fact.entry.origin));
            }
        }
    }
    line("END:VCALENDAR");
    out
}

/// What a milestone is, whatever its day and its place among the others.
fn event_uid(ctx: Ctx<'_>, mark: MilestoneKind) -> String {
    let uid = |kind: &str, entries: &[Entry], index: usize| {
        let id = entries.get(index).map_or_else(|| index.to_string(), |entry| entry.id.clone());
        [kind, &id].join("-")
    };
    match mark {
        MilestoneKind::Start => "start".to_owned(),
        MilestoneKind::Season(index) => uid("season", &ctx.vocabulary().seasons, index),
        MilestoneKind::Review(months) => ["review", &months.to_string()].join("-"),
        MilestoneKind::Horizon(impact) => ["horizon", impact.id()].join("-"),
        MilestoneKind::Mark(index) => uid("mark", &ctx.vocabulary().marks, index),
    }
}

/// What the numbers of changes are counted from, in seconds since 1970: the first day of 2020. Calendars read numbers up
/// to 2,147,483,647, which are seconds until 2088.
const SEQUENCE_EPOCH: u32 = 1_577_836_800;

/// When the events were last changed, and the number of that change.
fn ics_timestamp(model: &Model) -> (String, String) {
    let Some(published) = &model.share.published else {
        let today = model.host.today.map_or_else(|| "19700101".to_owned(), ics_date);
        return ([&today, "T000000Z"].concat(), "0".to_owned());
    };
    let seconds = published.seconds;
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    let (hour, minute, second) = (two(seconds / 3600 % 24), two(seconds / 60 % 60), two(seconds % 60));
    let day = ics_date(Date::from_unix_day((seconds / 86_400).into()));
    ([&day, "T", &hour, &minute, &second, "Z"].concat(), seconds.saturating_sub(SEQUENCE_EPOCH).to_string())
}

fn ics_date(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// Text as calendars want it: what parts values is escaped, and letters that no text has are left out.
fn ics_escape(text: &str) -> String {
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
fn ics_fold(text: &str, out: &mut String) {
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
const PICTURE_WIDTH_PX: i32 = 960;
/// What is said quietly.
const MUTED: &str = "#55626a";
/// How many letters of its sentence a line holds, of the widest of the fonts that it may be drawn in.
const MAX_LINE_CHARS: usize = 54;

/// The drawing: what the heading is, in words, the dial of the screen, and the matrix; from the page where the journey
/// ends, also what that page says of it and what to do.
#[must_use]
pub fn svg(model: &Model) -> String {
    let dispatch = Dispatch::noop();
    let ctx = Ctx { model, dispatch: &dispatch };
    let heading = model.outcome.heading.as_ref();
    let personal = model.outcome.plan(&model.content).matrix.as_ref();
    let sentence = heading.map_or_else(|| ctx.t(Key::HeadingNone).to_owned(), |heading| phrases::heading(ctx, heading));
    let shares = heading.map_or_else(String::new, |heading| phrases::shares(ctx, heading));
    let lever = personal.map_or_else(String::new, |matrix| phrases::matrix(ctx, matrix));
    let title = [ctx.t(Key::WidgetTitle), &sentence, &shares].join(" – ");
    let mut texts = String::new();
    let mut y = 52;
    paragraph(&sentence, 26, picture::INK, &mut y, &mut texts);
    let says_all = model.view == View::Summary;
    for said in model.outcome.portrait(&model.content).into_iter().filter(|_| says_all) {
        y += 6;
        paragraph(&said.text, 19, picture::INK, &mut y, &mut texts);
    }
    paragraph(&lever, 17, MUTED, &mut y, &mut texts);
    let top = y;
    y += 412;
    let gestures = Timeframe::ALL.into_iter().zip(model.outcome.gestures(&model.content));
    for (timeframe, gesture) in gestures.filter(|_| says_all) {
        y += 12;
        paragraph(ctx.t(phrases::timeframe(timeframe)), 15, "#9c2d19", &mut y, &mut texts);
        paragraph(&gesture.sentence.text, 19, picture::INK, &mut y, &mut texts);
    }
    // Whoever is sent the picture sees what made it, when, and where to make hers.
    let made_on = model.host.today.map(|today| phrases::date(ctx, today)).unwrap_or_default();
    let address = fragment::without_key(&model.share.link_base);
    let address = address.split_once("://").map_or(address, |(_, place)| place);
    let footer = [ctx.t(Key::WidgetTitle), &made_on, address].into_iter().filter(|part| !part.is_empty());
    y += 30;
    paragraph(&footer.collect::<Vec<_>>().join(" – "), 13, MUTED, &mut y, &mut texts);
    let height = y + 12;
    let mut out = String::new();
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PICTURE_WIDTH_PX} {height}" width="{PICTURE_WIDTH_PX}" height="{height}" role="img" font-family="{}"><title>{}</title><metadata>{LINK}{}</metadata><rect width="{PICTURE_WIDTH_PX}" height="{height}" fill="{}"/>{texts}<g transform="translate(200 {})">"#,
        picture::SERIF,
        xml(&title),
        xml(&whole_link(model)),
        picture::PAPER,
        top + 200,
    );
    picture::inside(&dial::personal_dial(ctx), &mut out);
    let _ = write!(out, r#"</g><g transform="translate(430 {})" font-size="15" fill="{}">"#, top + 74, picture::INK);
    drawn_matrix(ctx, personal, &mut out);
    out.push_str("</g></svg>\n");
    out
}

/// Writes a text in lines, and says where what follows begins.
fn paragraph(text: &str, size: usize, colour: &str, y: &mut i32, out: &mut String) {
    for line in lines(text, MAX_LINE_CHARS * 26 / size) {
        let _ = write!(out, r#"<text x="40" y="{y}" font-size="{size}" fill="{colour}">{}</text>"#, xml(&line));
        *y += i32::try_from(size).unwrap_or(0) * 4 / 3;
    }
}

/// A text in lines of at most so many letters, parted between words.
fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // A sign that belongs to its word stays with it.
    for word in text.split(' ') {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= width) {
            Some(line) => line.extend([" ", word]),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The matrix of the screen: a disc and a number for each share.
fn drawn_matrix(ctx: Ctx<'_>, personal: Option<&PersonalMatrix>, out: &mut String) {
    let rules = &ctx.content().rules.matrix;
    let caption = if personal.is_some() { "" } else { ctx.t(Key::OfficialOnly) };
    let _ = write!(
        out,
        r#"<text font-size="19" y="-46">{}</text><text>{}</text>"#,
        xml(ctx.t(Key::MatrixTitle)),
        xml(caption)
    );
    let columns = || Impact::ALL.into_iter().zip(picture::IMPACTS).zip(0..);
    for ((impact, colour), column) in columns() {
        let x = 245 + column * 100;
        let name = lines(phrases::impact(ctx, impact), 11);
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
            let own = personal.map(|personal| *personal.percents.get(lever).get(impact));
            let percent = own.unwrap_or_else(|| rules.percent(lever, impact).into());
            let (depth, size, ink) = match rules.position(lever, impact) {
                Position::Core => ("1", 22, picture::INK),
                _ => ("0.18", 16, MUTED),
            };
            let _ = write!(
                out,
                r#"<g transform="translate({} {y})" text-anchor="middle"><circle cy="34" r="{}" fill="{colour}" fill-opacity="{depth}" stroke="{colour}" stroke-width="1.8"/><text y="86" font-size="{size}" fill="{ink}">{}</text></g>"#,
                245 + column * 100,
                phrases::decimal(i32::try_from(matrix::radius(percent)).unwrap_or(0) / 4, 1),
                xml(&phrases::percent(ctx, percent)),
            );
        }
    }
}
