//! Twenty-eight years to scale, and the dates that stand on the way.

use super::ctx::Ctx;
use super::markup::html;
use super::words;
use crate::app::JourneyMsg;
use crate::app::{Answer, Msg, UNFINISHED};
use boussole_content::entry::Entry as Term;
use boussole_content::i18n::Key;
use boussole_domain::order;
use boussole_domain::situation::Question;
use boussole_domain::trajectory::{Milestone, What, milestones, season, trajectory};
use boussole_domain::{Date, Impact};
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
    let known = model.situation.start.map(|start| start.to_string());
    let shown = match &model.form.invalid_start_input {
        Some(text) if text != UNFINISHED => text.clone(),
        _ => known.clone().unwrap_or_default(),
    };
    // Half a date that was left beside a good one shows no longer.
    let dropped = known.is_some() && model.form.invalid_start_input.as_deref() == Some(UNFINISHED);
    let wrong = model.form.invalid_start_input.is_some() && !dropped;
    let kept = known.as_ref().map_or("", |_| ctx.t(Key::StartKept));
    let help = match (wrong, dropped) {
        (true, _) => [ctx.t(Key::StartWrong), kept].join(" ").trim_end().to_owned(),
        (false, true) => kept.to_owned(),
        (false, false) => ctx.t(Key::HintStart).to_owned(),
    };
    // A year that is being typed begins with zeros, and the field is empty where it has no day yet: neither is an
    // answer, and both are told when the visitor leaves the field.
    let typed = |text: String| {
        let whole = !text.is_empty() && text != UNFINISHED && !text.starts_with('0');
        whole.then_some(Msg::Journey(JourneyMsg::StartTyped(text)))
    };
    let stands = model.form.invalid_start_input.clone().or_else(|| known.clone()).unwrap_or_default();
    let left = move |text: String| (text != stands).then_some(Msg::Journey(JourneyMsg::StartTyped(text)));
    html! {
        <div class="start" data-question={Question::Start.id()}>
            <label class="start-label" for="start">{ ctx.t(Key::QuestionStart) }</label>
            <input id="start" type="date" min="1970-01-01" max="2100-12-31" value={shown}
                aria-invalid={wrong.then_some("true")} aria-describedby="start-help"
                onchange={ctx.on_text(typed)} onblur={ctx.on_text(left)} />
            <span class="start-today">
                if let (None, Some(today)) = (model.situation.start, model.host.today) {
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Journey(JourneyMsg::Answered(Answer::Start(today))))}>
                        { ctx.fill(Key::StartToday, &[("date", &words::date(ctx, today))]) }
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
    pub what: Vec<What>,
}

impl Entry {
    /// All of it in words.
    pub fn text(&self, ctx: Ctx<'_>) -> String {
        self.what.iter().map(|what| described(ctx, *what)).collect::<Vec<_>>().join(" · ")
    }
}

/// The dates from a start on, each once.
#[must_use]
pub fn entries(ctx: Ctx<'_>, start: Date) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for Milestone { date, what } in milestones(start, &ctx.content().months, &ctx.content().rules.calendar) {
        match entries.last_mut().filter(|last| last.date == date) {
            Some(last) => last.what.push(what),
            None => entries.push(Entry { date, what: vec![what] }),
        }
    }
    for entry in &mut entries {
        // A horizon is more than the review that falls on it.
        order::by_key(&mut entry.what, |what| !matches!(what, What::Horizon(_)));
    }
    entries
}

fn body(ctx: Ctx<'_>, from: Date, preview: bool) -> Html {
    let (spans, calendar) = (&ctx.content().months, &ctx.content().rules.calendar);
    let all = entries(ctx, from);
    let horizons = trajectory(from, spans);
    let now = season(from, calendar).and_then(|place| ctx.vocabulary().seasons.get(place));
    html! {
        <>
            <p class="preview">{ if preview { ctx.t(Key::TimelinePreview) } else { "" } }</p>
            { scale(ctx, from) }
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

/// The height of a band with its words above it, in pixels.
const ROW: u32 = 44;
/// The height of a band.
const BAND: u32 = 16;
/// Years that stand closer than this many hundredths of the whole have no room beside each other.
const YEARS_APART: i32 = 10;
/// Closer than this they have none on the narrowest pages (`www/styles/trajectory.css`).
const YEARS_APART_NARROW: i32 = 14;

/// Three bands to one scale: 18 months are a breath beside 28 years. Words stand above the bands and below the last,
/// marks on the bands alone: no line crosses a word.
fn scale(ctx: Ctx<'_>, from: Date) -> Html {
    let (spans, calendar) = (&ctx.content().months, &ctx.content().rules.calendar);
    let longest = spans.values().into_iter().max().unwrap_or(0);
    let whole = i32::try_from(longest.max(1)).unwrap_or(1);
    let place = |months: i32| [&words::decimal(months * 10_000 / whole, 2), "%"].concat();
    let mut marks: Vec<(i32, i32)> = calendar
        .marks
        .iter()
        .map(|day| {
            let months = (day.year() - from.year()) * 12 + i32::try_from(day.month()).unwrap_or(0)
                - i32::try_from(from.month()).unwrap_or(0);
            (months, day.year())
        })
        .filter(|(months, _)| *months > 0 && *months < whole)
        .collect();
    order::by_key(&mut marks, |mark| *mark);
    let band = |(row, impact): (u32, Impact)| {
        let months = *spans.get(impact);
        let top = row * ROW + ROW - BAND - 4;
        html! {
            <g key={impact.id()}>
                <text class="band-name" x="0" y={(top - 6).to_string()}>
                    { words::impact(ctx, impact) }{ " " }<tspan class="band-span">{ words::span(ctx, months) }</tspan>
                </text>
                <rect class="band-track" x="0" y={top.to_string()} rx="4" width="100%" height={BAND.to_string()} />
                <rect class={format!("band band-{}", impact.id())} x="0" y={top.to_string()} rx="4"
                    width={place(i32::try_from(months).unwrap_or(whole))} height={BAND.to_string()} />
                { for marks.iter().map(|(months, _)| html! {
                    <line key={*months} class="scale-mark" x1={place(*months)} x2={place(*months)} y1={top.to_string()} y2={(top + BAND).to_string()} />
                }) }
            </g>
        }
    };
    let foot = 3 * ROW;
    let mut last = -whole;
    let year = |(months, year): &(i32, i32)| {
        // Each date stands in the list below: a year that has no room is left out here.
        let apart = (months - last) * 100;
        if apart < whole * YEARS_APART {
            return Html::default();
        }
        last = *months;
        let class = if apart < whole * YEARS_APART_NARROW { "scale-year scale-year-near" } else { "scale-year" };
        html! { <text key={*months} class={class} x={place(*months)} y={(foot + 10).to_string()}>{ *year }</text> }
    };
    html! {
        <svg class="scale" width="100%" height={(foot + 34).to_string()} aria-hidden="true" focusable="false">
            { for (0_u32..).zip(Impact::ALL).map(band) }
            { for marks.iter().map(year) }
            <text class="scale-end scale-first" x="0" y={(foot + 28).to_string()}>{ from.year() }</text>
            <text class="scale-end scale-last" x="100%" y={(foot + 28).to_string()}>{ from.plus_months(longest).year() }</text>
        </svg>
    }
}

/// The dates up to one horizon, after the one before.
fn chapter(ctx: Ctx<'_>, impact: Impact, from: Date, until: Date, all: &[Entry]) -> Html {
    let spans = &ctx.content().months;
    let months = *spans.get(impact);
    let after = Impact::ALL.into_iter().map(|other| *spans.get(other)).filter(|other| *other < months).max();
    let after = after.map(|months| from.plus_months(months));
    let within = |entry: &&Entry| entry.date <= until && after.is_none_or(|after| entry.date > after);
    let item = |entry: &Entry| {
        html! {
            <li key={entry.date.to_string()} class={entry.what.first().map_or("date", |what| class(*what))}>
                <time datetime={entry.date.to_string()}>{ words::date(ctx, entry.date) }</time>
                <span>{ entry.text(ctx) }</span>
            </li>
        }
    };
    html! {
        <section key={impact.id()} class={format!("chapter chapter-{}", impact.id())}>
            { ctx.heading(3, "chapter-title", html! {
                <>{ words::impact(ctx, impact) }<span class="chapter-span">{ words::span(ctx, months) }</span></>
            }) }
            <ol role="list">{ for all.iter().filter(within).map(item) }</ol>
        </section>
    }
}

fn class(what: What) -> &'static str {
    match what {
        What::Start => "date date-start",
        What::Season(_) => "date date-season",
        What::Review(_) => "date date-review",
        What::Horizon(_) => "date date-horizon",
        What::Mark(_) => "date date-mark",
    }
}

/// One thing that happens, in words.
#[must_use]
pub fn described(ctx: Ctx<'_>, what: What) -> String {
    let label =
        |entries: &[Term], place: usize| entries.get(place).map_or_else(String::new, |entry| entry.label.clone());
    match what {
        What::Start => ctx.t(Key::MilestoneStart).to_owned(),
        What::Season(place) => ctx.fill(Key::MilestoneSeason, &[("season", &label(&ctx.vocabulary().seasons, place))]),
        What::Review(months) => ctx.fill(Key::MilestoneReview, &[("span", &words::span(ctx, months))]),
        What::Horizon(impact) => ctx.fill(Key::MilestoneHorizon, &[("impact", words::impact(ctx, impact))]),
        What::Mark(place) => label(&ctx.vocabulary().marks, place),
    }
}
