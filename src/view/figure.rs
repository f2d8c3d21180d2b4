//! Pictures of what an instrument comes to: a stool that leans, a shape, a wheel. Each says in words what it shows;
//! numbers in it are those of the list beside it.

use super::ctx::Ctx;
use super::markup::html;
use super::phrases::{decimal, percent};
use boussole_content::i18n::Key;
use boussole_content::instrument::Instrument;
use boussole_domain::instrument::{Mean, Scores};
use yew::Html;

/// The place of an entry in a list that a picture is about.
pub fn number(index: usize) -> Html {
    html! { <span class="figure-number" aria-hidden="true">{ index + 1 }</span> }
}

fn label_at(index: usize, place: &[&str]) -> Html {
    html! { <text class="figure-label" text-anchor="middle" dy="5" transform={place.concat()}>{ index + 1 }</text> }
}

fn picture(label: String, view_box: &'static str, drawn: Vec<Html>) -> Html {
    html! { <svg class="figure-picture" viewBox={view_box} role="img" aria-label={label} focusable="false">{ for drawn }</svg> }
}

/// What a picture of groups shows, in words: the level of each, then what is said of them all.
fn levels_text(ctx: Ctx<'_>, instrument: &Instrument, scores: &Scores, verdict: &str) -> String {
    let mut levels = Vec::new();
    for (group, mean) in instrument.groups.iter().zip(&scores.means) {
        let value = mean.map_or_else(|| ctx.t(Key::ReadingUnanswered).to_owned(), |mean| percent(ctx, mean.percent()));
        levels.push(ctx.fill(Key::NameValue, &[("name", &group.entry.label), ("value", &value)]));
    }
    [&*ctx.messages().names(&levels), if verdict.is_empty() { "" } else { ". " }, verdict].concat()
}

fn class_of(scores: &Scores, index: usize) -> &'static str {
    if scores.weakest_groups.contains(&index) { "level level-least" } else { "level" }
}

fn thousandths(mean: Mean) -> i32 {
    i32::try_from(mean.permille()).unwrap_or(0)
}

/// Three legs under a seat, which leans to the shortest; nothing before all is said. Legs that are even hold it level.
pub fn stool(ctx: Ctx<'_>, instrument: &Instrument, scores: &Scores, verdict: &str) -> Html {
    let (true, &[Some(left), Some(right), Some(front)], Some(overall)) =
        (scores.answered == scores.items, scores.means.as_slice(), scores.overall)
    else {
        return Html::default();
    };
    // In tenths of a unit, from 50 to 110.
    let height = |mean: Mean| 500 + thousandths(if scores.is_balanced { overall } else { mean }) * 6 / 10;
    let (left, right, front) = (height(left), height(right), height(front));
    let mut drawn = vec![html! { <ellipse class="figure-ground" cy="2" rx="100" ry="36" /> }];
    for (index, (x, foot, height)) in
        [("-58", "-10", left), ("58", "-10", right), ("0", "20", front)].into_iter().enumerate()
    {
        let place = ["translate(", x, " ", foot, ")"].concat();
        drawn.push(html! {
            <g transform={place}>
                <path class={class_of(scores, index)} d={["M0 0V-", &*decimal(height, 1)].concat()} />
                { label_at(index, &["translate(0 17)"]) }
            </g>
        });
    }
    // The plane through the tops of the legs: how much it rises to the right, and to the front, in thousandths.
    let (rise, depth) = ((right - left) * 100 / 116, (front - left.midpoint(right)) * 100 / 60);
    let (rise, depth, middle) =
        (decimal(-rise, 3), decimal(500 - depth / 2, 3), decimal(-(left + right + front) / 3, 1));
    let seat = ["matrix(1 ", &*rise, " 0 ", &*depth, " 0 ", &*middle, ")"].concat();
    drawn.push(html! { <circle class="seat" r="78" transform={seat} /> });
    picture(levels_text(ctx, instrument, scores, verdict), "-110 -160 220 205", drawn)
}

/// The cosine and the sine of one part of a turn in so many parts, from three on, in thousandths.
const TURNS: [(i32, i32); 6] = [(-500, 866), (0, 1000), (309, 951), (500, 866), (623, 782), (707, 707)];
/// The radius of the highest level, in units.
const HIGHEST: i32 = 96;

/// A spoke for each group, as long as its level, and the shape between their ends once each has one.
pub fn shape(ctx: Ctx<'_>, instrument: &Instrument, scores: &Scores, verdict: &str) -> Html {
    let Some((cosine, sine)) = scores.means.len().checked_sub(3).and_then(|at| TURNS.get(at)) else {
        return Html::default();
    };
    let mut drawn = Vec::new();
    for level in 1..=i32::from(instrument.highest()) {
        let radius = decimal(HIGHEST * 10 * level / i32::from(instrument.highest()), 1);
        drawn.push(html! { <circle class="figure-ring" r={radius} /> });
    }
    let (mut x, mut y) = (0, -1000);
    let mut outline = "M".to_owned();
    for (index, mean) in scores.means.iter().enumerate() {
        let at = |radius: i32| [&*decimal(x * radius / 1000, 1), " ", &*decimal(y * radius / 1000, 1)].concat();
        if let Some(mean) = mean {
            let end = at(thousandths(*mean) * HIGHEST / 100);
            outline.push_str(if outline.len() > 1 { "L" } else { "" });
            outline.push_str(&end);
            drawn.push(html! { <path class={class_of(scores, index)} d={["M0 0L", &*end].concat()} /> });
        }
        drawn.push(label_at(index, &["translate(", &at(1120), ")"]));
        (x, y) = ((x * cosine - y * sine) / 1000, (x * sine + y * cosine) / 1000);
    }
    if scores.means.iter().all(Option::is_some) {
        drawn.push(html! { <path class="shape" d={outline} /> });
    }
    picture(levels_text(ctx, instrument, scores, verdict), "-125 -125 250 250", drawn)
}

/// A year as a wheel: spans of days, clockwise from the top, and a hand on a day that one of them holds.
pub fn wheel(label: String, spans: &[(i32, i32)], current: Option<usize>, day: Option<i32>) -> Html {
    let degrees = |days: i32| decimal(days * 3600 / 365, 1);
    let turned = |days: i32| ["rotate(", &*degrees(days), ")"].concat();
    let mut drawn = Vec::new();
    for (index, (from, until)) in spans.iter().enumerate() {
        let middle = from.midpoint(*until);
        // The rim is 502.65 units long; a gap of two tells one span from the next.
        let length = [&*decimal((until - from) * 50265 / 365 - 200, 2), " 600"].concat();
        let class = if current == Some(index) { "span span-now" } else { "span" };
        drawn.push(html! { <path class={class} d="M0 -80A80 80 0 0 1 0 80A80 80 0 0 1 0 -80" stroke-dasharray={length} transform={turned(*from)} /> });
        drawn.push(label_at(index, &[&turned(middle), "translate(0 -80)", &turned(-middle)]));
    }
    if let Some(day) = day {
        drawn.push(html! { <path class="hand" d="M0 -100L5 0L0 14L-5 0Z" transform={turned(day)} /> });
    }
    picture(label, "-110 -110 220 220", drawn)
}
