//! Two headings on one dial: the visitor's own, and the one that somebody sent her.

use super::ctx::Ctx;
use super::markup::html;
use super::{dial, phrases};
use crate::app::journey::difference;
use crate::app::journey::outcome::Outcome;
use crate::app::{JourneyMsg, Msg};
use boussole_content::i18n::Key;
use boussole_domain::{Heading, Impact};
use std::rc::Rc;
use yew::Html;

/// Both headings, once there are two: her own is what she made of what was sent, else what she had before it came.
pub fn view(ctx: Ctx<'_>) -> Html {
    let Some(received) = ctx.model.received.as_ref().filter(|_| ctx.content().is_detailed) else {
        return Html::default();
    };
    let own = if ctx.model.shows_received() {
        let before = ctx.model.undo.before_import.as_ref();
        before.map(|before| Rc::new(Outcome::new(&before.situation, ctx.content())))
    } else {
        Some(ctx.model.outcome.clone())
    };
    let compared = own.and_then(|own| Some((own.heading?, received.heading?, own)));
    html! {
        <section class="block comparison screen-only" id="comparison" tabindex="-1">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::ExploreCompareTitle) } }) }
            { match compared {
                Some((own_heading, other_heading, own)) => html! {
                    <div class="columns columns-side-first">
                        <div class="column-side">{ dial::pair_dial(ctx, &own, received) }</div>
                        <div class="column-main">
                            <p class="reading-main">{ sentence(ctx, &own_heading, &other_heading) }</p>
                            <dl class="compared">{ said(ctx, Key::CompareOwn, &own_heading) }{ said(ctx, Key::CompareOther, &other_heading) }</dl>
                        </div>
                    </div>
                },
                None => html! {
                    <>
                        <p>{ ctx.t(Key::CompareWait) }</p>
                        <p><button type="button" class="button button-quiet" onclick={ctx.on(Msg::Journey(JourneyMsg::StartedOver))}>{ ctx.t(Key::ReceivedOwn) }</button></p>
                    </>
                },
            } }
        </section>
    }
}

/// A heading in words, with whose it is.
fn said(ctx: Ctx<'_>, whose: Key, heading: &Heading) -> Html {
    html! { <><dt>{ ctx.t(whose) }</dt><dd>{ phrases::standing(ctx, heading.standing) }<br />{ phrases::shares(ctx, heading) }</dd></> }
}

/// Where two headings are nearest to each other, and where they part most.
fn sentence(ctx: Ctx<'_>, own: &Heading, other: &Heading) -> String {
    let [far, _, near] = difference::moves(own, other);
    let shares = |impact: Impact| {
        let percent = |heading: &Heading| phrases::percent(ctx, *heading.percents().get(impact));
        let both = ctx.messages().list(&[percent(own), percent(other)]);
        [&phrases::impact_lower(ctx, impact), " (", &both, ")"].concat()
    };
    let agreement = if own.standing.agrees_with(other.standing) { ctx.t(Key::CompareAgree) } else { "" };
    if far.1 == 0 {
        return agreement.to_owned();
    }
    [agreement, " ", &ctx.fill(Key::CompareSaid, &[("near", &shares(near.0)), ("far", &shares(far.0))])].concat()
}
