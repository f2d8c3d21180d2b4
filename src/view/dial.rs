//! The dial: one drawing for the screen, a trial, a group, paper and pictures. It is decorative: the words and the list
//! of shares beside it say the same.
//!
//! Its tip is where the three shares pull: the nearer to the rim, the more the heading leans. The zones are drawn from
//! the rules, so that the tip stands in the one that the sentence names: around a pole one impact is first, in the ray
//! between two poles neither of them is, in the middle none. Petals are the shares. The arc around them is how far
//! the needle may still turn.

use super::ctx::Ctx;
use super::markup::html;
use super::phrases;
use crate::app::journey::outcome::Outcome;
use boussole_content::i18n::Key;
use boussole_domain::dial::{needle_thousandths, petal_thousandths, side_of_zone};
use boussole_domain::sensitivity::BearingRange;
use boussole_domain::{Heading, Impact, Standing};
use yew::Html;

/// The radius of what the needle points into, in hundredths of a unit of the drawing: the arc on its rim is 576 units
/// long, 0.16 for each tenth of a degree.
const RADIUS_HUNDREDTHS: u32 = 9167;
/// The length of the rim, in units of the drawing.
pub const RIM: &str = "576";

/// The dial of what shows; a change under trial leaves the shadow of the needle where it was.
pub fn dial(ctx: Ctx<'_>) -> Html {
    let model = ctx.model;
    let ghost = model.what_if.is_some() && model.outcome.heading.is_some();
    let class = if ghost { "ghost" } else { "ghost ghost-none" };
    pointed(ctx, model.visible_outcome(), model.needles.trial, second(class, &model.outcome, model.needles.own))
}

/// The dial of the visitor's own answers, whatever is under trial: what she takes away.
pub fn personal_dial(ctx: Ctx<'_>) -> Html {
    pointed(ctx, &ctx.model.outcome, ctx.model.needles.own, Html::default())
}

/// The dial of two journeys: the needle of one, and the outline of the other's, which ends in a ring.
pub fn pair_dial(ctx: Ctx<'_>, own: &Outcome, other: &Outcome) -> Html {
    let turned = |outcome: &Outcome| outcome.heading.as_ref().map_or(0, tenths);
    let class = if other.heading.is_some() { "ghost ghost-other" } else { "ghost ghost-none" };
    let length = other.heading.map_or(0, |heading| needle_thousandths(heading.sharpness_permille));
    let tip = phrases::decimal(-units(length * 100), 1);
    let outline = html! {
        <>
            { second(class, other, turned(other)) }
            <g class={class} transform={rotation(turned(other))}><circle r="4.5" cy={tip} /></g>
        </>
    };
    pointed(ctx, own, turned(own), outline)
}

/// The dial of many: a needle for each heading, and the thick one of their mean, where it may be told.
pub fn group_dial(ctx: Ctx<'_>, headings: impl Iterator<Item = Heading>, mean: Option<&Heading>) -> Html {
    let each = |(index, heading): (usize, Heading)| {
        html! { <path key={index} class="crowd-needle" d="M0 0V-91.67" transform={pointing(tenths(&heading), Some(&heading))} /> }
    };
    html! {
        <svg class="dial crowd-dial" viewBox="-168 -160 336 300" aria-hidden="true" focusable="false">
            { face(ctx, mean) }
            { for headings.enumerate().map(each) }
            { needle(mean, mean.map_or(0, tenths)) }
        </svg>
    }
}

fn pointed(ctx: Ctx<'_>, outcome: &Outcome, turned: i32, second: Html) -> Html {
    let heading = outcome.heading.as_ref();
    html! {
        <svg class="dial" part="dial" viewBox="-168 -160 336 300" aria-hidden="true" focusable="false">
            { face(ctx, heading) }
            { range(outcome, turned) }
            { second }
            { needle(heading, turned) }
        </svg>
    }
}

/// The needle, and the hub that it turns on: there is nothing but the hub without a heading.
fn needle(heading: Option<&Heading>, turned: i32) -> Html {
    html! {
        <>
            <g class={needle_class(heading.map(|heading| heading.standing))} transform={pointing(turned, heading)}>
                <path class="needle-north" d="M0 -91.67L9 0H-9Z" />
                <path class="needle-light" d="M0 -91.67V0H-9Z" />
                <path class="needle-south" d="M0 46L9 0H-9Z" />
            </g>
            <circle class="needle-hub" r="7" />
            <circle class="needle-pin" r="2.5" />
        </>
    }
}

fn second(class: &'static str, outcome: &Outcome, turned: i32) -> Html {
    html! {
        <g class={class} transform={pointing(turned, outcome.heading.as_ref())}>
            <path d="M0 -91.67L9 0L0 46L-9 0Z" />
        </g>
    }
}

/// How far the needle may still turn: an arc on the rim, nothing where it no longer can. What is said of it beside the
/// dial begins with a piece of the same arc (`compass.css`).
fn range(outcome: &Outcome, turned: i32) -> Html {
    let BearingRange { left, right } = outcome.bearing_range;
    let is_shown = outcome.heading.is_some() && left < right;
    let length = phrases::decimal((right - left) * 16, 2);
    html! {
        <path class={if is_shown { "range" } else { "range range-none" }} d="M0 -91.67A91.67 91.67 0 0 1 0 91.67A91.67 91.67 0 0 1 0 -91.67"
            transform={rotation(turned + left)} stroke-dasharray={[&length, " ", RIM].concat()} />
    }
}

/// All of a dial but what points.
fn face(ctx: Ctx<'_>, heading: Option<&Heading>) -> Html {
    let standing = heading.map(|heading| heading.standing);
    let rules = &ctx.content().heading;
    let side: Vec<String> = side_of_zone(rules).map(|(across, along)| corner(across, along, "")).collect();
    let back: Vec<String> = side_of_zone(rules).map(|(across, along)| corner(across, along, "-")).collect();
    let (side, back) = (side.join(" "), back.into_iter().rev().collect::<Vec<_>>().join(" "));
    let [ray, shade] = [["M", &side, " ", &back, "Z"].concat(), ["M", &side, "H0V-27Z"].concat()];
    let zone = |opposite: Impact| {
        html! {
            <g key={["zone-", opposite.id()].concat()} class="zone" transform={rotation(tenths_of(opposite) + 1800)}>
                <path d={ray.clone()} />
                <path class="zone-shade" d={shade.clone()} />
            </g>
        }
    };
    html! {
        <>
            <circle class="dial-face" r="112" />
            { for Impact::ALL.map(zone) }
            { for Impact::ALL.map(|impact| petal(heading, impact)) }
            { middle(ctx, heading) }
            <circle class="dial-ring" r="112" />
            <circle class="tick" r="108.862" stroke-width="6" stroke-dasharray="0.8 8.7" stroke-dashoffset="0.4" transform="rotate(-90)" />
            <circle class="tick tick-long" r="106.952" stroke-width="9.6" stroke-dasharray="1.2 54.8" stroke-dashoffset="0.6" transform="rotate(-90)" />
            <circle class="tick tick-pole" r="105.042" stroke-width="13.6" stroke-dasharray="2.6 217.4" stroke-dashoffset="1.3" transform="rotate(-90)" />
            <circle class="dial-inner" r="91.67" />
            { for Impact::ALL.map(|impact| pole(ctx, heading, impact)) }
            { for Impact::ALL.map(|opposite| between(ctx, standing, opposite)) }
        </>
    }
}

/// What is too near to the middle to lean anywhere.
fn middle(ctx: Ctx<'_>, heading: Option<&Heading>) -> Html {
    let radius = units(needle_thousandths(ctx.content().heading.balanced_below_permille) * 100);
    let is_said = heading.is_some_and(|heading| heading.standing == Standing::Balanced);
    html! { <circle class={if is_said { "middle middle-said" } else { "middle" }} r={phrases::decimal(radius, 1)} /> }
}

fn corner(across: u32, along: u32, sign: &str) -> String {
    [sign, &phrases::decimal(units(across), 1), " -", &phrases::decimal(units(along), 1)].concat()
}

/// Parts of 100,000 of the dial in tenths of a unit of the drawing.
fn units(parts: u32) -> i32 {
    i32::try_from(parts * RADIUS_HUNDREDTHS / 1_000_000).unwrap_or(0)
}

fn tenths(heading: &Heading) -> i32 {
    i32::try_from(heading.bearing_tenths).unwrap_or(0)
}

/// The class of a needle: one that rests, one of a balanced heading, one that points.
#[must_use]
pub fn needle_class(standing: Option<Standing<Impact>>) -> &'static str {
    match standing {
        None => "needle needle-resting",
        Some(Standing::Balanced) => "needle needle-balanced",
        Some(_) => "needle",
    }
}

/// The class of a name, and whether it is the one that the sentence says.
fn named(class: &str, is_said: bool) -> String {
    [class, if is_said { " named" } else { "" }].concat()
}

fn rotation(tenths: i32) -> String {
    ["rotate(", &phrases::decimal(tenths, 1), ")"].concat()
}

/// Where a needle points, and how long it is.
fn pointing(turned: i32, heading: Option<&Heading>) -> String {
    let length = heading.map_or(0, |heading| needle_thousandths(heading.sharpness_permille));
    [&rotation(turned), " scale(1 ", &phrases::decimal(i32::try_from(length).unwrap_or(0), 3), ")"].concat()
}

/// The direction of a pole, clockwise from the top.
fn tenths_of(impact: Impact) -> i32 {
    match impact {
        Impact::Performance => 0,
        Impact::Innovation => 1200,
        Impact::Confiance => 2400,
    }
}

/// A sector around the pole whose area follows the share.
fn petal(heading: Option<&Heading>, impact: Impact) -> Html {
    let share = heading.map_or(0, |heading| *heading.permille.get(impact));
    let scale = i32::try_from(petal_thousandths(share)).unwrap_or(0);
    html! {
        <g key={impact.id()} transform={rotation(tenths_of(impact))}>
            <path class={["petal petal-", impact.id()].concat()} transform={["scale(", &phrases::decimal(scale, 3), ")"].concat()}
                d="M0 0L-50.2 -76.7A91.67 91.67 0 0 1 50.2 -76.7Z" />
        </g>
    }
}

fn pole(ctx: Ctx<'_>, heading: Option<&Heading>, impact: Impact) -> Html {
    let (x, name_y, share_y) = match impact {
        Impact::Performance => ("0", "-143", "-125"),
        Impact::Innovation => ("122", "98", "116"),
        Impact::Confiance => ("-122", "98", "116"),
    };
    let is_said = match heading.map(|heading| heading.standing) {
        Some(Standing::First(first)) => first == impact,
        Some(Standing::Between(first, second)) => first == impact || second == impact,
        _ => false,
    };
    let share = heading.map(|heading| phrases::percent(ctx, *heading.percents().get(impact)));
    html! {
        <g key={["pole-", impact.id()].concat()} class={named(&["pole pole-", impact.id()].concat(), is_said)}>
            <text x={x} y={name_y}>{ pole_name(ctx, impact, x) }</text>
            <text class={["pole-share pole-share-", impact.id()].concat()} x={x} y={share_y}>{ share.unwrap_or_default() }</text>
        </g>
    }
}

/// The word between two poles: that of the pair which leaves out an impact. It shows where the sentence says it, and
/// nowhere else: a tip may be nearer to it and yet in the zone of a pole.
fn between(ctx: Ctx<'_>, standing: Option<Standing<Impact>>, opposite: Impact) -> Html {
    let (x, y, anchor) = match opposite {
        Impact::Performance => ("0", "129", "middle"),
        Impact::Innovation => ("-105", "-60", "end"),
        Impact::Confiance => ("105", "-60", "start"),
    };
    let is_said = matches!(standing, Some(Standing::Between(first, second)) if first != opposite && second != opposite);
    html! { <text key={["between-", opposite.id()].concat()} class={named("between", is_said)} x={x} y={y} text-anchor={anchor}>{ ctx.t(Key::DialBetween) }</text> }
}

/// The name of a pole at this place of the drawing. Beside the ring there is room for ten letters: a longer name
/// stands on two lines.
fn pole_name(ctx: Ctx<'_>, impact: Impact, x: &'static str) -> Html {
    let name = phrases::impact(ctx, impact);
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Ctx, pair_dial};
    use crate::app::Model;
    use crate::app::journey::{outcome::Outcome, preset};
    use crate::view::{Dispatch, picture};
    use boussole_authoring::{compile, load};
    use std::path::Path;
    use std::rc::Rc;
    use yew::Html;

    fn text(drawing: &Html) -> String {
        let mut text = String::new();
        picture::inside(drawing, &mut text);
        text
    }

    #[test]
    fn two_needles_are_told_apart_by_their_shape() {
        let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("www");
        for pack in compile::compile(&load::load(&www).unwrap()).unwrap().into_iter().map(Rc::new) {
            let outcome = |answers: &str| Outcome::new(&preset::read(answers, &pack.vocabulary).0, &pack);
            let model = Model { outcome: Rc::new(outcome("horizons=60,25,15")), ..Model::new(pack.clone()) };
            let dispatch = Dispatch::noop();
            let ctx = Ctx { model: &model, dispatch: &dispatch };
            let pair = text(&pair_dial(ctx, &model.outcome, &outcome("horizons=0,0,100")));
            assert!(pair.contains("rotate(240.0) scale(1 1.000)") && pair.contains("cy=\"-91.6\""), "{pair}");
            assert_eq!(pair.matches(" scale(1 ").count(), 2);
            let alone = text(&pair_dial(ctx, &model.outcome, &outcome("")));
            assert_eq!(alone.matches("opacity=\"0\"").count(), 2, "no other needle, no ring: {alone}");
        }
    }
}
