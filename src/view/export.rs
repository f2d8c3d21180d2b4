//! What a visitor takes away, as text: a table, a calendar, a drawing. Each carries her link, so that each can be
//! taken up again ([`crate::app::link`]).

use super::ctx::{Bus, Ctx};
use super::{timeline, words};
use crate::app::link::{self, Source};
use crate::app::plan::PlanId;
use crate::app::value::Value;
use crate::app::{Model, result};
use crate::catalogue::pack::Entry;
use crate::catalogue::sheet;
use crate::domain::trajectory::{What, milestones};
use crate::domain::{Date, Impact, Lever, Standing};
use crate::i18n::Key;
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
    /// The same drawing, as an image.
    Png,
    /// All of it, as a page that opens without a network.
    Html,
}

impl Format {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] = [Self::Html, Self::Ics, Self::Csv, Self::Svg, Self::Png, Self::Json];

    /// Its name.
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
    let source = Source { situation: &model.situation, records: &model.records, pinned: &model.pinned };
    link::of_plan(link::whole(&source, &model.content), model.plan, &model.situation, &model.content)
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
    if let Some(today) = model.today {
        entries.push(("made".to_owned(), Value::text(today.to_string())));
    }
    entries.push(("link".to_owned(), Value::text(whole_link(model))));
    let pins = model.pinned.iter().filter_map(|place| model.content.resources.get(*place));
    entries.push(("pinned".to_owned(), Value::List(pins.map(|own| Value::text(own.id.as_str())).collect())));
    let result = result::result(&model.situation, &model.outcome, &model.records, &model.content);
    entries.push(("result".to_owned(), result));
    Value::Map(entries)
}

/// The table: one row for each thing, its part first.
#[must_use]
pub fn csv(model: &Model) -> String {
    let bus = Bus::deaf();
    let ctx = Ctx { model, bus: &bus };
    let row = |cells: [&str; 6]| cells.map(str::to_owned).to_vec();
    let head = [Key::CsvPart, Key::CsvWhat, Key::CsvValue, Key::CsvDate, Key::CsvAddress, Key::CsvWhy];
    let mut rows = vec![head.map(|key| ctx.t(key).to_owned()).to_vec()];
    for question in crate::domain::situation::Question::ALL {
        if let Some(answer) = words::answer(ctx, &model.situation, question) {
            rows.push(row([ctx.t(Key::CsvAnswers), ctx.t(words::question(question)), &answer, "", "", ""]));
        }
    }
    if let Some(heading) = &model.outcome.heading {
        for impact in Impact::ALL {
            let percent = words::percents(heading).get(impact).to_string();
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
    for milestone in model
        .situation
        .start
        .map(|start| milestones(start, &model.content.months, &model.content.rules.calendar))
        .unwrap_or_default()
    {
        let what = timeline::described(ctx, milestone.what).1;
        rows.push(row([ctx.t(Key::StepTrajectory), &what, "", &milestone.date.to_string(), "", ""]));
    }
    for stop in &model.outcome.plan(&model.content).path.stops {
        let Some(resource) = model.content.resources.get(stop.resource) else { continue };
        let why: Vec<String> = stop.why.iter().map(|mark| words::reason(ctx, mark)).collect();
        let (date, url) = (resource.date.as_deref().unwrap_or(""), resource.url.as_deref().unwrap_or(""));
        rows.push(row([ctx.t(Key::StepPath), &resource.title, &resource.publisher, date, url, &why.join(" ")]));
    }
    for resource in model.pinned.iter().filter_map(|place| model.content.resources.get(*place)) {
        let (date, url) = (resource.date.as_deref().unwrap_or(""), resource.url.as_deref().unwrap_or(""));
        rows.push(row([ctx.t(Key::PinsTitle), &resource.title, &resource.publisher, date, url, ""]));
    }
    rows.push(row([LINK, &whole_link(model), "", "", "", ""]));
    sheet::write(&rows)
}

/// The table of a workshop.
#[must_use]
pub fn workshop(model: &Model) -> String {
    let bus = Bus::deaf();
    sheet::write(&super::workshop::table(Ctx { model, bus: &bus }))
}

/// The calendar: what stands on the way, and the dates of the seasons to come. An event's id is what it is of and which
/// plan ([`PlanId`]), never its day; its number grows with each calendar that is not the last one again.
#[must_use]
pub fn ics(model: &Model) -> String {
    let bus = Bus::deaf();
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
    for milestone in model
        .situation
        .start
        .map(|start| milestones(start, &model.content.months, &model.content.rules.calendar))
        .unwrap_or_default()
    {
        let what = timeline::described(ctx, milestone.what).1;
        event(&named(ctx, milestone.what), milestone.date, &[title, " – ", &what].concat(), "");
    }
    // Days that the seasons announce, from today on; a month alone is no day for a calendar.
    for instrument in model.content.instruments.iter() {
        if instrument.reading != crate::catalogue::instrument::Reading::Calendar {
            continue;
        }
        for fact in instrument.facts.iter().flat_map(|facts| &facts.items) {
            let day = fact.date.as_deref().filter(|date| date.len() == 10).and_then(Date::first_of);
            if let Some(day) = day.filter(|day| fact.until.is_none() && model.today.is_none_or(|today| *day >= today)) {
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
    let Some(published) = &model.published else {
        let today = model.today.map_or_else(|| "19700101".to_owned(), plain);
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

/// The drawing: the dial with its shares, and the matrix; in colours of its own, since no style sheet follows it.
#[must_use]
pub fn svg(model: &Model) -> String {
    let bus = Bus::deaf();
    let ctx = Ctx { model, bus: &bus };
    let mut out = String::new();
    let heading = model.outcome.heading.as_ref();
    let title = heading.map_or_else(|| ctx.t(Key::WidgetTitle).to_owned(), |heading| words::shares(ctx, heading));
    let _ = write!(
        out,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 460" width="960" height="460" role="img" font-family="Georgia, 'Times New Roman', serif"><title>{}</title><metadata>{LINK}{}</metadata><rect width="960" height="460" fill="#faf7f0"/><g transform="translate(200 225)"><circle r="112" fill="#fff" stroke="#1c2a33" stroke-width="1.5"/><circle r="92" fill="none" stroke="#d8cfbd"/>"##,
        xml(&title),
        xml(&whole_link(model))
    );
    for (impact, degrees, colour, x, y) in [
        (Impact::Performance, 0, "#0e5f5c", 0, -136),
        (Impact::Innovation, 120, "#b0771b", 128, 106),
        (Impact::Confiance, 240, "#5b4a8a", -128, 106),
    ] {
        let permille = heading.map_or(0, |heading| *heading.permille.get(impact));
        let scale = 0.16 + 0.84 * (f64::from(permille) / 1000.0).sqrt();
        let percent =
            heading.map_or_else(String::new, |heading| words::percent(ctx, *words::percents(heading).get(impact)));
        let _ = write!(
            out,
            r#"<path transform="rotate({degrees}) scale({})" d="M0 0 L-50.3 -76.9 A92 92 0 0 1 50.3 -76.9 Z" fill="{colour}" fill-opacity=".28" stroke="{colour}"/><text x="{x}" y="{y}" text-anchor="middle" font-size="19" fill="{colour}">{} {}</text>"#,
            words::thousandths(scale),
            xml(words::impact(ctx, impact)),
            xml(&percent)
        );
    }
    if let Some(heading) = heading.filter(|heading| heading.standing != Standing::Balanced) {
        let _ = write!(
            out,
            r##"<g transform="rotate({})"><path d="M0 -96 L10 0 L-10 0 Z" fill="#c23b22"/><path d="M0 78 L10 0 L-10 0 Z" fill="#1c2a33"/></g>"##,
            words::decimal(i32::try_from(heading.bearing_tenths).unwrap_or(0), 1)
        );
    }
    out.push_str(r##"<circle r="6" fill="#1c2a33"/></g>"##);
    drawn_matrix(ctx, &mut out);
    out.push_str("</svg>\n");
    out
}

fn drawn_matrix(ctx: Ctx<'_>, out: &mut String) {
    let personal = ctx.model.outcome.plan(ctx.content()).matrix.as_ref();
    let rules = &ctx.content().rules.matrix;
    let _ = write!(
        out,
        r##"<g transform="translate(430 80)" font-size="15" fill="#1c2a33"><text font-size="19" y="-30">{}</text>"##,
        xml(ctx.t(Key::MatrixCaption))
    );
    for (impact, column) in Impact::ALL.into_iter().zip(0..) {
        let _ = write!(
            out,
            r#"<text x="{}" y="0" text-anchor="middle">{}</text>"#,
            245 + column * 100,
            xml(words::impact(ctx, impact))
        );
    }
    for (lever, row) in Lever::ALL.into_iter().zip(0..) {
        let y = 20 + row * 96;
        let label = &ctx.vocabulary().lever(lever).label;
        // Two lines for what one does not hold.
        let (first, second) =
            label.split_at(label.rfind(' ').filter(|_| label.chars().count() > 20).unwrap_or(label.len()));
        let _ = write!(
            out,
            r#"<text x="0" y="{}">{}</text><text x="0" y="{}">{}</text>"#,
            y + 40,
            xml(first),
            y + 60,
            xml(second.trim())
        );
        for (impact, column) in Impact::ALL.into_iter().zip(0..) {
            let official = u32::from(rules.percent(lever, impact));
            let own = personal.map(|personal| *personal.percents.get(lever).get(impact));
            let shown = own.unwrap_or(official);
            let _ = write!(
                out,
                r##"<g transform="translate({} {y})"><rect width="92" height="88" rx="8" fill="#0e5f5c" fill-opacity="{}" stroke="#d8cfbd"/><text x="46" y="45" text-anchor="middle" font-size="24">{}</text>"##,
                199 + column * 100,
                words::decimal(i32::try_from(own.unwrap_or(official / 3).min(60)).unwrap_or(0), 2),
                xml(&words::percent(ctx, shown))
            );
            if own.is_some() {
                let said = ctx.fill(Key::OfficialPercent, &[("n", &official.to_string())]);
                let _ = write!(out, r#"<text x="46" y="70" text-anchor="middle" font-size="11">{}</text>"#, xml(&said));
            }
            out.push_str("</g>");
        }
    }
    out.push_str("</g>");
}

fn xml(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What XML cannot hold at all.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            letter => out.push(letter),
        }
    }
    out
}
