//! Twenty-eight years to scale, and the dates that stand on the way.

use super::ctx::Ctx;
use super::markup::html;
use super::phrases;
use crate::app::{Answer, JourneyMsg, Msg, UNFINISHED};
use boussole_content::entry::Entry as Term;
use boussole_content::i18n::Key;
use boussole_domain::situation::Question;
use boussole_domain::trajectory::{Milestone, MilestoneKind, milestones, season, trajectory};
use boussole_domain::{Date, Impact, order};
use yew::Html;

/// The start field, the scale and the dates. Without a start, a preview from today, which says so.
pub fn timeline(ctx: Ctx<'_>) -> Html {
    let start = ctx.model.situation.start;
    let drawn = start.or(ctx.model.host.today);
    html! {
        <div class="timeline" part="timeline">
            { start_field(ctx) }
            <div class="timeline-body">
                { match drawn {
                    Some(from) => body(ctx, from, start.is_none()),
                    None => html! { <p>{ ctx.t(Key::StartNone) }</p> },
                } }
            </div>
        </div>
    }
}

/// The start as a field, with today to take.
pub fn start_field(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    if model.host.locked.contains(&Question::Start) {
        return Html::default();
    }
    let stored = model.situation.start.map(|start| start.to_string());
    let shown = match &model.form.invalid_start_input {
        Some(text) if text != UNFINISHED => text.clone(),
        _ => stored.clone().unwrap_or_default(),
    };
    // Half a date that was left beside a good one shows no longer.
    let dropped = stored.is_some() && model.form.invalid_start_input.as_deref() == Some(UNFINISHED);
    let wrong = model.form.invalid_start_input.is_some() && !dropped;
    let notice = stored.as_ref().map_or("", |_| ctx.t(Key::StartKept));
    let help = match (wrong, dropped) {
        (true, _) => [ctx.t(Key::StartWrong), notice].join(" ").trim_end().to_owned(),
        (false, true) => notice.to_owned(),
        (false, false) => ctx.t(Key::HintStart).to_owned(),
    };
    // A year that is being typed begins with zeros, and the field is empty where it has no day yet: neither is an
    // answer, and both are told when the visitor leaves the field.
    let typed = |text: String| {
        let is_complete = !text.is_empty() && text != UNFINISHED && !text.starts_with('0');
        is_complete.then_some(Msg::Journey(JourneyMsg::StartTyped(text)))
    };
    let stands = model.form.invalid_start_input.clone().or_else(|| stored.clone()).unwrap_or_default();
    let on_blur = move |text: String| (text != stands).then_some(Msg::Journey(JourneyMsg::StartTyped(text)));
    html! {
        <div class="start" data-question={Question::Start.id()}>
            <label class="start-label" for="start">{ ctx.t(Key::QuestionStart) }</label>
            <input id="start" type="date" min="1970-01-01" max="2100-12-31" value={shown}
                aria-invalid={wrong.then_some("true")} aria-describedby="start-help"
                onchange={ctx.on_text(typed)} onblur={ctx.on_text(on_blur)} />
            <span class="start-today">
                if let (None, Some(today)) = (model.situation.start, model.host.today) {
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Journey(JourneyMsg::Answered(Answer::Start(today))))}>
                        { ctx.fill(Key::StartToday, &[("date", &phrases::date(ctx, today))]) }
                    </button>
                }
            </span>
            <p id="start-help" class={if wrong { "hint wrong" } else { "hint" }}>{ help }</p>
        </div>
    }
}

/// A date on the way, with all that happens on it.
pub struct Entry {
    /// The day.
    pub date: Date,
    /// What happens, what weighs most first.
    pub marks: Vec<MilestoneKind>,
}

impl Entry {
    /// All of it in words.
    pub fn text(&self, ctx: Ctx<'_>) -> String {
        self.marks.iter().map(|mark| describe(ctx, *mark)).collect::<Vec<_>>().join(", ")
    }

    fn class(&self) -> &'static str {
        self.marks.first().map_or("date", |mark| class(*mark))
    }

    /// The name on the strip, where the date is more than a review or a season.
    fn name(&self, ctx: Ctx<'_>, from: Date) -> Option<String> {
        match *self.marks.first()? {
            MilestoneKind::Season(_) | MilestoneKind::Review(_) => None,
            MilestoneKind::Start if ctx.model.host.today == Some(from) => Some(ctx.t(Key::Today).to_owned()),
            mark => Some(describe(ctx, mark)),
        }
    }
}

/// The dates from a start on, each once.
#[must_use]
pub fn entries(ctx: Ctx<'_>, start: Date) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for Milestone { date, kind: what } in milestones(start, &ctx.content().months, &ctx.content().rules.calendar) {
        match entries.last_mut().filter(|last| last.date == date) {
            Some(last) => last.marks.push(what),
            None => entries.push(Entry { date, marks: vec![what] }),
        }
    }
    for entry in &mut entries {
        // A horizon is a review too: that goes without saying.
        order::sort_by_key(&mut entry.marks, |what| !matches!(what, MilestoneKind::Horizon(_)));
        if let Some(MilestoneKind::Horizon(_)) = entry.marks.first() {
            entry.marks.retain(|what| !matches!(what, MilestoneKind::Review(_)));
        }
    }
    entries
}

fn body(ctx: Ctx<'_>, from: Date, preview: bool) -> Html {
    let (spans, calendar) = (&ctx.content().months, &ctx.content().rules.calendar);
    let all = entries(ctx, from);
    let horizons = trajectory(from, spans);
    let now = season(from, calendar).and_then(|index| ctx.vocabulary().seasons.get(index));
    html! {
        <>
            <p class="preview">{ if preview { ctx.t(Key::TimelinePreview) } else { "" } }</p>
            { strip(ctx, from, &all) }
            <p class="season">
                if let Some(season) = now {
                    { ctx.fill(Key::SeasonNow, &[("season", &season.label), ("description", &season.description)]) }
                }
            </p>
            <div class="chapters">
                { for Impact::ALL.map(|impact| chapter(ctx, impact, from, *horizons.get(impact), &all)) }
            </div>
        </>
    }
}

/// A year on the strip, in pixels: 18 months are an inch.
const YEAR_PX: i32 = 64;
/// What stands before the first day, so that its mark is whole.
const HEAD_PX: i32 = 8;
/// A line of names above the time.
const LANE_PX: i32 = 22;
/// The most that a letter of a name takes: no name may reach into the next.
const LETTER_PX: i32 = 9;
/// The oldest that somebody may be.
const OLDEST_YEARS: u32 = 120;

/// How far a day is from the first one on the strip: true to the day, rounded to a pixel.
fn distance_px(from: Date, to: Date) -> i32 {
    let days = i32::try_from(to.unix_day()).unwrap_or(0) - i32::try_from(from.unix_day()).unwrap_or(0);
    // 1461 days are four years.
    (days * YEAR_PX * 4 + 730) / 1461
}

/// The lane of each name, by places and widths from the first to the last: above all that begin before it ends, so that
/// neither a name nor the line from a name to its mark goes through another.
fn lanes(names: &[(i32, i32)]) -> Vec<i32> {
    let mut placed: Vec<(i32, i32)> = Vec::new();
    for (place, width) in names.iter().rev() {
        let over = placed.iter().filter(|(other, _)| *other < place + width).map(|(_, lane)| lane + 1).max();
        placed.push((*place, over.unwrap_or(0)));
    }
    placed.iter().rev().map(|(_, lane)| *lane).collect()
}

/// The whole time at one scale, many screens long and moved by hand. What it shows stands in the list below.
fn strip(ctx: Ctx<'_>, from: Date, all: &[Entry]) -> Html {
    let spans = &ctx.content().months;
    let until = all.last().map_or(from, |entry| entry.date);
    let (end, child) = (HEAD_PX + distance_px(from, until), child(ctx, from));
    let width = end + 16 + letters_px(&child);
    // Time goes as the language is read.
    let x_of = |px: i32| if ctx.messages().right_to_left { width - px } else { px };
    let place = |date: Date| HEAD_PX + distance_px(from, date);
    let names: Vec<(i32, &Entry, String)> =
        all.iter().filter_map(|entry| entry.name(ctx, from).map(|name| (place(entry.date), entry, name))).collect();
    let lanes = lanes(&names.iter().map(|(place, _, name)| (*place, letters_px(name))).collect::<Vec<_>>());
    let top = LANE_PX * (1 + lanes.iter().max().copied().unwrap_or(0));
    let part = |impact: Impact| {
        let after =
            Impact::ALL.into_iter().map(|other| *spans.get(other)).filter(|other| other < spans.get(impact)).max();
        let (begin, end) = (place(from.plus_months(after.unwrap_or(0))), place(from.plus_months(*spans.get(impact))));
        html! {
            <rect key={impact.id()} class={format!("band-{}", impact.id())} x={x_of(begin).min(x_of(end)).to_string()} y={(top + 8).to_string()}
                width={(end - begin).to_string()} height="12" />
        }
    };
    let name = |((place, entry, name), lane): (&(i32, &Entry, String), &i32)| {
        let bottom = top - LANE_PX * lane;
        html! {
            <g key={*place} class={entry.class()}>
                <line class="strip-stem" x1={x_of(*place).to_string()} x2={x_of(*place).to_string()} y1={(bottom - 14).to_string()} y2={(top + 8).to_string()} />
                <text x={x_of(place + 6).to_string()} y={(bottom - 4).to_string()}>{ name }</text>
            </g>
        }
    };
    let mark = |entry: &Entry| {
        let radius = if entry.name(ctx, from).is_some() { "6" } else { "3" };
        html! { <circle key={entry.date.to_string()} cx={x_of(place(entry.date)).to_string()} cy={(top + 14).to_string()} r={radius} /> }
    };
    // The rest of the first year, where its number has room.
    let first = from.year() + i32::from(from.month() > 4);
    // The first age says what it is; so many words have no room in each year.
    let told = ctx.model.host.today.map_or(first, |today| first.max(today.year()));
    let year = |year: i32| {
        let x = Date::new(year, 1, 1).filter(|day| *day > from).map_or(HEAD_PX, place);
        let age = age_in(ctx, year).map(|age| if year == told { years(ctx, age) } else { age.to_string() });
        html! {
            <g key={year} class="strip-year">
                <line x1={x_of(x).to_string()} x2={x_of(x).to_string()} y1={(top + 20).to_string()} y2={(top + 40).to_string()} />
                <text x={x_of(x + 5).to_string()} y={(top + 38).to_string()}>{ year }</text>
                <text class="strip-age" x={x_of(x + 5).to_string()} y={(top + 58).to_string()}>{ age }</text>
            </g>
        }
    };
    html! {
        <div class="strip-frame screen-only">
            <div class="strip" role="region" tabindex="0" aria-label={ctx.attr(Key::TimelineTitle)}>
                <svg class="scale" width={width.to_string()} height={(top + 64).to_string()} aria-hidden="true" focusable="false">
                    { for Impact::ALL.map(part) }
                    { for (first..=until.year()).map(year) }
                    { for names.iter().zip(&lanes).map(name) }
                    { for all.iter().map(mark) }
                    <text class="strip-child" x={x_of(end + 16).to_string()} y={(top + 19).to_string()}>{ child }</text>
                </svg>
            </div>
            { age_field(ctx) }
        </div>
    }
}

/// The most that a text on the strip takes.
fn letters_px(text: &str) -> i32 {
    i32::try_from(text.chars().count()).unwrap_or(0) * LETTER_PX + 8
}

/// How old somebody is at the last horizon who is born on the first day.
fn child(ctx: Ctx<'_>, from: Date) -> String {
    let months = ctx.content().months.values().into_iter().max().unwrap_or(0);
    let key = if ctx.model.host.today == Some(from) { Key::ChildToday } else { Key::ChildStart };
    ctx.fill(key, &[("span", &phrases::span(ctx, months))])
}

/// How old the visitor is in a year to come, if she says how old she is. Nobody asks for her birthday: it is about so.
fn age_in(ctx: Ctx<'_>, year: i32) -> Option<u32> {
    let age: u32 = ctx.model.form.age.parse().ok().filter(|age| (1..=OLDEST_YEARS).contains(age))?;
    let years = year - ctx.model.host.today?.year();
    u32::try_from(years).ok().map(|years| age + years)
}

fn years(ctx: Ctx<'_>, count: u32) -> String {
    ctx.messages().count(count, Key::YearOne, Key::YearOther)
}

/// Her age, if she likes: no link, no file and no browser keeps it.
fn age_field(ctx: Ctx<'_>) -> Html {
    html! {
        <label class="start hint" hidden={ctx.model.host.today.is_none()}>
            <span>{ ctx.t(Key::AgeLabel) }</span>
            <input type="number" min="1" max={OLDEST_YEARS.to_string()} step="1" inputmode="numeric" autocomplete="off" value={ctx.model.form.age.clone()}
                oninput={ctx.on_text(|text| Some(Msg::Journey(JourneyMsg::AgeTyped(text))))} />
        </label>
    }
}

/// The dates up to one horizon, after the one before.
fn chapter(ctx: Ctx<'_>, impact: Impact, from: Date, until: Date, all: &[Entry]) -> Html {
    let spans = &ctx.content().months;
    let months = *spans.get(impact);
    let after = Impact::ALL.into_iter().map(|other| *spans.get(other)).filter(|other| *other < months).max();
    let after = after.map(|months| from.plus_months(months));
    let within = |entry: &&Entry| entry.date <= until && after.is_none_or(|after| entry.date > after);
    let last = all.last().map(|entry| entry.date);
    let item = |entry: &Entry| {
        let named = entry.name(ctx, from).filter(|_| entry.date > from);
        let age = named.and_then(|_| age_in(ctx, entry.date.year()));
        html! {
            <li key={entry.date.to_string()} class={entry.class()}>
                <time datetime={entry.date.to_string()}>{ phrases::date(ctx, entry.date) }</time>{ " " }
                <span>{ entry.text(ctx) }</span>
                if last == Some(entry.date) { { " " }<span>{ child(ctx, from) }</span> }
                if let Some(age) = age { { " " }<span>{ ctx.fill(Key::AgeThen, &[("age", &years(ctx, age))]) }</span> }
            </li>
        }
    };
    html! {
        <section key={impact.id()} class={format!("chapter chapter-{}", impact.id())}>
            { ctx.heading(3, "chapter-title", html! {
                <><span>{ phrases::impact(ctx, impact) }{ " " }</span><span class="chapter-span">{ phrases::span(ctx, months) }</span></>
            }) }
            <ol role="list">{ for all.iter().filter(within).map(item) }</ol>
        </section>
    }
}

fn class(mark: MilestoneKind) -> &'static str {
    match mark {
        MilestoneKind::Start => "date date-start",
        MilestoneKind::Season(_) => "date date-season",
        MilestoneKind::Review(_) => "date date-review",
        MilestoneKind::Horizon(_) => "date date-horizon",
        MilestoneKind::Mark(_) => "date date-mark",
    }
}

/// One thing that happens, in words.
#[must_use]
pub fn describe(ctx: Ctx<'_>, mark: MilestoneKind) -> String {
    let label =
        |entries: &[Term], index: usize| entries.get(index).map_or_else(String::new, |entry| entry.label.clone());
    match mark {
        MilestoneKind::Start => ctx.t(Key::MilestoneStart).to_owned(),
        MilestoneKind::Season(index) => {
            ctx.fill(Key::MilestoneSeason, &[("season", &label(&ctx.vocabulary().seasons, index))])
        }
        MilestoneKind::Review(months) => ctx.fill(Key::MilestoneReview, &[("span", &phrases::span(ctx, months))]),
        MilestoneKind::Horizon(impact) => ctx.fill(Key::MilestoneHorizon, &[("impact", phrases::impact(ctx, impact))]),
        MilestoneKind::Mark(index) => label(&ctx.vocabulary().marks, index),
    }
}
