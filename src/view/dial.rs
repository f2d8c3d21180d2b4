//! The dial: three poles, a petal for each share, and the needle. It is decorative: the words and
//! the list of shares beside it say the same.

use super::ctx::Ctx;
use super::markup::html;
use super::words;
use boussole_domain::dial::petal_thousandths;
use boussole_domain::{Heading, Impact, Standing};
use yew::Html;

/// The radius of the ring, in units of the drawing.
const RING: u32 = 112;

/// The dial of what shows; a change under trial leaves the shadow of the needle where it was.
pub fn dial(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    let ghost = model.what_if.is_some() && model.outcome.heading.is_some();
    drawn(ctx, model.shown().heading.as_ref(), model.needles.trial, ghost)
}

/// The dial of the visitor's own answers, whatever is under trial: what she takes away.
pub fn own(ctx: Ctx<'_>) -> Html {
    drawn(ctx, ctx.model.outcome.heading.as_ref(), ctx.model.needles.own, false)
}

fn drawn(ctx: Ctx<'_>, heading: Option<&Heading>, needle: i32, ghost: bool) -> Html {
    html! {
        <svg class="dial" part="dial" viewBox="-168 -160 336 294" aria-hidden="true" focusable="false">
            { face(ctx, heading) }
            <g class={if ghost { "ghost" } else { "ghost ghost-none" }} transform={turned(ctx.model.needles.own)}>
                <path d="M0 -86 L9 0 L0 86 L-9 0 Z" />
            </g>
            <g class={needle_class(heading.map(|heading| heading.standing))} transform={turned(needle)}>
                <path class="needle-north" d="M0 -96 L10 0 L-10 0 Z" />
                <path class="needle-light" d="M0 -96 L0 0 L-10 0 Z" />
                <path class="needle-south" d="M0 78 L10 0 L-10 0 Z" />
                <circle class="needle-hub" r="7" />
                <circle class="needle-pin" r="2.5" />
            </g>
        </svg>
    }
}

/// The dial of many: a needle for each heading, and the thick one of their mean, where it may be told.
pub fn crowd(ctx: Ctx<'_>, headings: impl Iterator<Item = Heading>, mean: Option<&Heading>) -> Html {
    let needle = |(at, heading): (usize, Heading)| {
        // The less a heading leans, the shorter.
        let length = 30 + heading.sharpness_permille.min(1000) * 60 / 1000;
        html! { <path key={at} class="crowd-needle" d={format!("M0 0 V-{length}")} transform={pointed(&heading)} /> }
    };
    html! {
        <svg class="dial crowd-dial" viewBox="-168 -160 336 294" aria-hidden="true" focusable="false">
            { face(ctx, mean) }
            { for headings.enumerate().map(needle) }
            <g>{ mean.map(mean_needle).unwrap_or_default() }</g>
            <circle class="needle-hub" r="7" />
            <circle class="needle-pin" r="2.5" />
        </svg>
    }
}

fn mean_needle(mean: &Heading) -> Html {
    html! {
        <g class={needle_class(Some(mean.standing))} transform={pointed(mean)}>
            <path class="needle-north" d="M0 -96 L10 0 L-10 0 Z" />
            <path class="needle-light" d="M0 -96 L0 0 L-10 0 Z" />
        </g>
    }
}

/// All of a dial but what points.
fn face(ctx: Ctx<'_>, heading: Option<&Heading>) -> Html {
    html! {
        <>
            <circle class="dial-face" r="112" />
            { for ticks() }
            { for Impact::ALL.map(|impact| petal(heading, impact)) }
            <circle class="dial-ring" r="112" />
            <circle class="dial-inner" r="92" />
            { for Impact::ALL.map(|impact| pole(ctx, heading, impact)) }
        </>
    }
}

fn pointed(heading: &Heading) -> String {
    turned(i32::try_from(heading.bearing_tenths).unwrap_or(0))
}

/// The class of a needle: one that rests, one of a balanced heading, one that points.
pub fn needle_class(standing: Option<Standing<Impact>>) -> &'static str {
    match standing {
        None => "needle needle-resting",
        Some(Standing::Balanced) => "needle needle-balanced",
        Some(_) => "needle",
    }
}

fn turned(tenths: i32) -> String {
    ["rotate(", &words::decimal(tenths, 1), ")"].concat()
}

/// The degrees of a pole, clockwise from the top.
fn degrees(impact: Impact) -> u32 {
    match impact {
        Impact::Performance => 0,
        Impact::Innovation => 120,
        Impact::Confiance => 240,
    }
}

fn ticks() -> impl Iterator<Item = Html> {
    (0..72).map(|tick| {
        let (class, inner) = match tick {
            _ if tick % 24 == 0 => ("tick tick-pole", 98),
            _ if tick % 6 == 0 => ("tick tick-long", 101),
            _ => ("tick", 106),
        };
        html! {
            <path key={tick} class={class} d={format!("M0 -{RING} V-{inner}")} transform={format!("rotate({})", tick * 5)} />
        }
    })
}

/// A sector around the pole whose length follows the share.
fn petal(heading: Option<&Heading>, impact: Impact) -> Html {
    let share = heading.map_or(0, |heading| *heading.permille.get(impact));
    let scale = i32::try_from(petal_thousandths(share)).unwrap_or(0);
    html! {
        <g key={impact.id()} transform={format!("rotate({})", degrees(impact))}>
            <path class={format!("petal petal-{}", impact.id())} transform={["scale(", &words::decimal(scale, 3), ")"].concat()}
                d="M0 0 L-50.3 -76.9 A92 92 0 0 1 50.3 -76.9 Z" />
        </g>
    }
}

fn pole(ctx: Ctx<'_>, heading: Option<&Heading>, impact: Impact) -> Html {
    let (x, y) = match impact {
        Impact::Performance => ("0", "-143"),
        Impact::Innovation => ("122", "98"),
        Impact::Confiance => ("-122", "98"),
    };
    let share = heading.map(|heading| words::percent(ctx, *heading.percents().get(impact)));
    html! {
        <g key={format!("pole-{}", impact.id())} class={format!("pole pole-{}", impact.id())}>
            <text x={x} y={y}>{ pole_name(ctx, impact, x) }</text>
            <text class={format!("pole-share pole-share-{}", impact.id())} x={x} y={(y.parse::<i32>().unwrap_or(0) + 18).to_string()}>{ share.unwrap_or_default() }</text>
        </g>
    }
}

/// The name of a pole at this place of the drawing. Beside the ring there is room for ten letters: a longer name
/// stands on two lines.
fn pole_name(ctx: Ctx<'_>, impact: Impact, x: &'static str) -> Html {
    let name = words::impact(ctx, impact);
    match name.rsplit_once(' ').filter(|_| x != "0" && name.chars().count() > 10) {
        None => html! { { name } },
        Some((first, last)) => html! {
            <>
                <tspan x={x} dy="-18">{ first }</tspan>
                <tspan x={x} dy="18">{ last }</tspan>
            </>
        },
    }
}
