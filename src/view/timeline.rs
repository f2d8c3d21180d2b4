//! Twenty-eight years to scale, and the dates that stand on the way.

use super::ctx::Ctx;
use super::markup::html;
use super::words;
use crate::app::{Answer, Msg, UNFINISHED};
use crate::catalogue::pack::Entry;
use crate::domain::situation::Question;
use crate::domain::trajectory::{Milestone, What, milestones, season, trajectory};
use crate::domain::{Date, Impact};
use crate::i18n::Key;
use yew::Html;

/// The start field, the scale and the dates. Without a start, a preview from today, which says so.
pub fn timeline(ctx: Ctx<'_>) -> Html {
    let start = ctx.model.situation.start;
    let drawn = start.or(ctx.model.today);
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

fn start_field(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    if model.locked.contains(&Question::Start) {
        return Html::default();
    }
    let known = model.situation.start.map(|start| start.to_string());
    let shown = match &model.bad_start {
        Some(text) if text != UNFINISHED => text.clone(),
        _ => known.clone().unwrap_or_default(),
    };
    // Half a date that was left beside a good one shows no longer.
    let dropped = known.is_some() && model.bad_start.as_deref() == Some(UNFINISHED);
    let wrong = model.bad_start.is_some() && !dropped;
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
        whole.then_some(Msg::StartTyped(text))
    };
    let stands = model.bad_start.clone().or_else(|| known.clone()).unwrap_or_default();
    let left = move |text: String| (text != stands).then_some(Msg::StartTyped(text));
    html! {
        <div class="start" data-question={Question::Start.id()}>
            <label class="start-label" for="start">{ ctx.t(Key::QuestionStart) }</label>
            <input id="start" type="date" min="1970-01-01" max="2100-12-31" value={shown}
                aria-invalid={wrong.then_some("true")} aria-describedby="start-help"
                onchange={ctx.on_text(typed)} onblur={ctx.on_text(left)} />
            <span class="start-today">
                if let (None, Some(today)) = (model.situation.start, model.today) {
                    <button type="button" class="button button-quiet" onclick={ctx.on(Msg::Answered(Answer::Start(today)))}>
                        { ctx.fill(Key::StartToday, &[("date", &words::date(ctx, today))]) }
                    </button>
                }
            </span>
            <p id="start-help" class={if wrong { "hint wrong" } else { "hint" }}>{ help }</p>
        </div>
    }
}

fn body(ctx: Ctx<'_>, from: Date, preview: bool) -> Html {
    let (spans, calendar) = (&ctx.content().months, &ctx.content().rules.calendar);
    let all = milestones(from, spans, calendar);
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

/// Three bands to one scale: 18 months are a breath beside 28 years.
fn scale(ctx: Ctx<'_>, from: Date) -> Html {
    let (spans, calendar) = (&ctx.content().months, &ctx.content().rules.calendar);
    let whole = i32::try_from(spans.values().into_iter().max().unwrap_or(1).max(1)).unwrap_or(1);
    let place = |months: i32| [&words::decimal(months * 10_000 / whole, 2), "%"].concat();
    let band = |(row, impact): (u32, Impact)| {
        let months = i32::try_from(*spans.get(impact)).unwrap_or(whole);
        let whole_width = months >= whole;
        html! {
            <g key={impact.id()}>
                <rect class={format!("band band-{}", impact.id())} x="0" y={(row * 30 + 4).to_string()} rx="4"
                    width={place(months)} height="22" />
                <text class={if whole_width { "band-span band-span-inside" } else { "band-span" }}
                    x={if whole_width { "0".to_owned() } else { place(months) }} dx="8" y={(row * 30 + 20).to_string()}>
                    { words::span(ctx, *spans.get(impact)) }
                </text>
            </g>
        }
    };
    let mark = |(entry, day): (&Entry, &Date)| {
        let months = (day.year() - from.year()) * 12 + i32::try_from(day.month()).unwrap_or(0)
            - i32::try_from(from.month()).unwrap_or(0);
        (months > 0 && months < whole).then(|| {
            html! {
                <g key={entry.id.clone()} class="scale-mark">
                    <line x1={place(months)} x2={place(months)} y1="0" y2="114" />
                    <text x={place(months)} y="128">{ day.year() }</text>
                </g>
            }
        })
    };
    let end = from.plus_months(spans.values().into_iter().max().unwrap_or(0));
    html! {
        <svg class="scale" width="100%" height="136" aria-hidden="true" focusable="false">
            { for Impact::ALL.into_iter().enumerate().map(|(row, impact)| band((u32::try_from(row).unwrap_or(0), impact))) }
            { for ctx.vocabulary().marks.iter().zip(&calendar.marks).filter_map(mark) }
            <text class="scale-end scale-first" x="0" y="110">{ from.year() }</text>
            <text class="scale-end scale-last" x="100%" y="110">{ end.year() }</text>
        </svg>
    }
}

/// The dates up to one horizon, after the one before.
fn chapter(ctx: Ctx<'_>, impact: Impact, from: Date, until: Date, all: &[Milestone]) -> Html {
    let spans = &ctx.content().months;
    let months = *spans.get(impact);
    let after = Impact::ALL.into_iter().map(|other| *spans.get(other)).filter(|other| *other < months).max();
    let after = after.map(|months| from.plus_months(months));
    let within = |milestone: &&Milestone| milestone.date <= until && after.is_none_or(|after| milestone.date > after);
    let item = |milestone: &Milestone| {
        let (class, what) = described(ctx, milestone.what);
        html! {
            <li key={format!("{}-{:?}", milestone.date, milestone.what)} class={class}>
                <time datetime={milestone.date.to_string()}>{ words::date(ctx, milestone.date) }</time>
                <span>{ what }</span>
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

pub fn described(ctx: Ctx<'_>, what: What) -> (&'static str, String) {
    let label =
        |entries: &[Entry], place: usize| entries.get(place).map_or_else(String::new, |entry| entry.label.clone());
    match what {
        What::Start => ("date date-start", ctx.t(Key::MilestoneStart).to_owned()),
        What::Season(place) => {
            let season = label(&ctx.vocabulary().seasons, place);
            ("date date-season", ctx.fill(Key::MilestoneSeason, &[("season", &season)]))
        }
        What::Review(months) => {
            ("date date-review", ctx.fill(Key::MilestoneReview, &[("span", &words::span(ctx, months))]))
        }
        What::Horizon(impact) => {
            ("date date-horizon", ctx.fill(Key::MilestoneHorizon, &[("impact", words::impact(ctx, impact))]))
        }
        What::Mark(place) => ("date date-mark", label(&ctx.vocabulary().marks, place)),
    }
}
