//! What the answers of an instrument come to: a drawing, the same in words, and the way on.

use super::ctx::Ctx;
use super::markup::html;
use super::{instrument, resource, words};
use crate::app::instrument::{fed, next_group, onward, read, says};
use crate::app::record::{Field, Sheet};
use crate::app::{Msg, Recorded};
use crate::catalogue::instrument::{Instrument, Reading};
use crate::domain::instrument::{Accord, Profile, accord, stage};
use crate::domain::path::judged;
use crate::domain::rounding::percent_of_permille;
use crate::i18n::Key;
use yew::Html;

/// The result of the sheet that shows, beside what is asked.
pub fn aside(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let profile = read(ctx.model, instrument, ctx.model.sheet);
    html! {
        <section class="block reading">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::ReadingTitle) } }) }
            <div>
                if profile.answered == 0 && instrument.reading != Reading::Accord {
                    <p class="hint">{ ctx.t(Key::ReadingNone) }</p>
                } else {
                    { result(ctx, instrument, &profile) }
                }
            </div>
        </section>
    }
}

fn result(ctx: Ctx<'_>, instrument: &Instrument, profile: &Profile) -> Html {
    let stage = stage(profile, &ctx.content().rules.instruments).and_then(|at| instrument.groups.get(at - 1));
    let since = if instrument.reading == Reading::Progress { before(ctx, instrument) } else { None };
    html! {
        <>
            <p class="reading-given">{ given(ctx, profile) }</p>
            if let (Reading::Stage, Some(group)) = (instrument.reading, stage) {
                <p class="reading-main">{ ctx.fill(Key::ReadingStage, &[("stage", &group.entry.label)]) }</p>
            }
            if let Some(group) = profile.least.and_then(|at| instrument.groups.get(at)).filter(|_| instrument.reading != Reading::Stage) {
                <p class="reading-main">{ ctx.fill(Key::ReadingLeast, &[("group", &group.entry.label)]) }</p>
            }
            { for says(ctx.model, instrument, profile).into_iter().map(|text| html! { <p key={text.to_owned()} class="reading-says">{ text }</p> }) }
            <div>{ bars(ctx, instrument, profile, since.as_ref()) }</div>
            <div>{ feed(ctx, instrument) }</div>
            <div>{ if instrument.reading == Reading::Accord { accords(ctx, instrument) } else { Html::default() } }</div>
            <div>{ way_on(ctx, instrument, profile) }</div>
        </>
    }
}

/// How many answers there are.
fn given(ctx: Ctx<'_>, profile: &Profile) -> String {
    let count = u32::try_from(profile.answered).unwrap_or(u32::MAX);
    let text = ctx.messages().count(count, Key::ReadingGivenOne, Key::ReadingGivenOther);
    text.replace("{all}", &profile.items.to_string())
}

/// A bar for each group, in a table that says the same.
fn bars(ctx: Ctx<'_>, instrument: &Instrument, profile: &Profile, since: Option<&(u8, Profile)>) -> Html {
    // What is said to have moved is what moved between the figures that show.
    let shown = |profile: &Profile, at: usize| {
        profile.means.get(at).copied().flatten().and_then(|mean| i32::try_from(percent_of_permille(mean)).ok())
    };
    let row = |(at, group): (usize, &crate::catalogue::instrument::Group)| {
        let mean = profile.means.get(at).copied().flatten();
        let percent = mean.map(percent_of_permille);
        let moved = since.and_then(|(_, before)| Some(shown(profile, at)? - shown(before, at)?));
        html! {
            <tr key={group.entry.id.clone()}>
                <th scope="row">{ &group.entry.label }</th>
                <td>
                    <svg class={if profile.least == Some(at) { "bar bar-least" } else { "bar" }} width="100%" height="10" aria-hidden="true" focusable="false">
                        <rect class="bar-ground" width="100%" height="10" rx="5" />
                        if let Some(percent) = percent { <rect class="bar-value" width={format!("{percent}%")} height="10" rx="5" /> }
                    </svg>
                    <span class="bar-said">
                        { percent.map_or_else(|| ctx.t(Key::ReadingUnanswered).to_owned(), |percent| level(ctx, percent, profile.given.get(at))) }
                        if let Some(moved) = moved { <span class="moved">{ ", " }{ change(ctx, moved) }</span> }
                    </span>
                </td>
            </tr>
        }
    };
    html! {
        <>
            if let Some((moment, _)) = since {
                <p class="hint">{ ctx.fill(Key::ReadingSince, &[("moment", &instrument::moment(ctx, instrument, *moment))]) }</p>
            }
            <table class="profile" aria-label={ctx.attr(Key::ReadingTitle)}>
                <thead class="visually-hidden"><tr><th scope="col">{ ctx.t(Key::ReadingTheme) }</th><th scope="col">{ ctx.t(Key::ReadingValue) }</th></tr></thead>
                <tbody>{ for instrument.groups.iter().enumerate().map(row) }</tbody>
            </table>
        </>
    }
}

/// How far a group is; of one that is answered in part, of how much that speaks.
fn level(ctx: Ctx<'_>, percent: u32, given: Option<&(usize, usize)>) -> String {
    let percent = words::percent(ctx, percent);
    match given {
        Some((given, all)) if given < all => ctx
            .fill(Key::ReadingPartial, &[("percent", &percent), ("n", &given.to_string()), ("all", &all.to_string())]),
        _ => percent,
    }
}

fn change(ctx: Ctx<'_>, moved: i32) -> String {
    let points = moved.unsigned_abs();
    match moved {
        _ if points == 0 => ctx.t(Key::ReadingSame).to_owned(),
        up if up > 0 => ctx.messages().count(points, Key::ReadingUpOne, Key::ReadingUpOther),
        _ => ctx.messages().count(points, Key::ReadingDownOne, Key::ReadingDownOther),
    }
}

/// The last moment before this one that has answers.
fn before(ctx: Ctx<'_>, instrument: &Instrument) -> Option<(u8, Profile)> {
    let sheet = ctx.model.sheet;
    let of = |moment| (moment, read(ctx.model, instrument, Sheet { moment, ..sheet }));
    (0..sheet.moment).rev().map(of).find(|(_, profile)| profile.answered > 0)
}

/// The stage reached as the answer to the question of maturity.
fn feed(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let Some(level) = fed(ctx.model).filter(|_| instrument.feeds_maturity) else { return Html::default() };
    let label = ctx.vocabulary().maturity.get(level.index()).map_or("", |entry| entry.label.as_str());
    if ctx.model.situation.maturity == Some(level) {
        return html! { <p class="hint">{ ctx.t(Key::ReadingFed) }</p> };
    }
    if !ctx.model.asks(crate::domain::situation::Question::Maturity) {
        return Html::default();
    }
    html! {
        <p><button type="button" class="button" onclick={ctx.on(Msg::Recorded(Recorded::Fed))}>{ ctx.fill(Key::ReadingFeed, &[("level", label)]) }</button></p>
    }
}

/// Resources for what the result calls for.
fn way_on(ctx: Ctx<'_>, instrument: &Instrument, profile: &Profile) -> Html {
    let group = next_group(ctx.model, instrument, profile).or_else(|| (!instrument.groups.is_empty()).then_some(0));
    let Some((at, group)) = group.and_then(|at| Some((at, instrument.groups.get(at)?))) else { return Html::default() };
    let places = onward(ctx.model, instrument, at);
    if places.is_empty() {
        return Html::default();
    }
    let heading = ctx.model.outcome.heading.as_ref();
    let card = |place: &usize| {
        let Some(facets) = ctx.content().facets.get(*place) else { return Html::default() };
        resource::card(ctx, &judged(*place, &ctx.model.situation, heading, facets, &ctx.content().rules.path), 4)
    };
    html! {
        <section class="onward">
            { ctx.heading(3, "block-title block-title-small", html! { { ctx.fill(Key::ReadingOnward, &[("group", &group.entry.label)]) } }) }
            <ul class="resources" role="list">{ for places.iter().map(card) }</ul>
        </section>
    }
}

/// Where the parties agree, lever by lever, and a place to sign.
fn accords(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let sheet = ctx.model.sheet;
    let records = &ctx.model.records;
    let parties = records.parties(sheet.instrument, instrument);
    let rules = &ctx.content().rules.instruments;
    let items = || instrument.groups.iter().flat_map(|group| &group.items);
    let level = |party: u8, at: u8| records.level(Sheet { party, ..sheet }, Field::Level(at));
    let verdict = |at: u8| accord(&(0..parties).map(|party| level(party, at)).collect::<Vec<_>>(), rules);
    let verdicts: Vec<Accord> = (0..).zip(items()).map(|(at, _)| verdict(at)).collect();
    let count = |which: Accord| verdicts.iter().filter(|own| **own == which).count().to_string();
    let talk: Vec<String> = items()
        .zip(&verdicts)
        .filter(|(_, verdict)| **verdict == Accord::Apart)
        .map(|(item, _)| item.label.clone())
        .collect();
    let row = |(at, item): (u8, &crate::catalogue::pack::Entry)| {
        let verdict = verdicts.get(usize::from(at)).copied().unwrap_or(Accord::Unsaid);
        let cell = |party: u8| {
            let said = level(party, at).and_then(|level| instrument.scale.get(usize::from(level)));
            let commitment = records.text(Sheet { party, ..sheet }, Field::Commitment(at));
            html! {
                <td key={party} role="cell">
                    <span class="cell-name" aria-hidden="true">{ instrument::party(ctx, sheet, party) }</span>
                    { said.map_or("–", String::as_str) }
                    if !commitment.is_empty() { <><br /><em>{ commitment }</em></> }
                </td>
            }
        };
        html! {
            <tr key={item.id.clone()} role="row" class={accord_class(verdict)}>
                <th scope="row" role="rowheader">{ &item.label }</th>
                { for (0..parties).map(cell) }
                <td role="cell"><span class="cell-name" aria-hidden="true">{ ctx.t(Key::AccordVerdict) }</span><span class="verdict">{ ctx.t(accord_name(verdict)) }</span></td>
            </tr>
        }
    };
    html! {
        <section class="accords" data-paper="">
            { ctx.heading(3, "block-title block-title-small", html! { { ctx.t(Key::AccordTitle) } }) }
            <p class="paper-only">{ &instrument.label }{ " · " }{ instrument::moment(ctx, instrument, sheet.moment) }</p>
            <p>{ ctx.fill(Key::AccordSummary, &[("same", &count(Accord::Same)), ("near", &count(Accord::Near)), ("apart", &count(Accord::Apart)), ("unsaid", &count(Accord::Unsaid))]) }</p>
            <p>{ if talk.is_empty() { String::new() } else { ctx.fill(Key::AccordTalk, &[("levers", &ctx.messages().list(&talk))]) } }</p>
            <table class="accord" role="table" aria-label={ctx.attr(Key::AccordTitle)}>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{ ctx.t(Key::AccordLever) }</th>
                    { for (0..parties).map(|at| html! { <th scope="col" role="columnheader" key={at}>{ instrument::party(ctx, sheet, at) }</th> }) }
                    <th scope="col" role="columnheader">{ ctx.t(Key::AccordVerdict) }</th>
                </tr></thead>
                <tbody role="rowgroup">{ for (0..).zip(items()).map(row) }</tbody>
            </table>
            <ul class="paper-only signatures" role="list">
                { for (0..parties).map(|at| html! { <li key={at}>{ instrument::party(ctx, sheet, at) }<br />{ ctx.t(Key::PaperDate) }<br />{ ctx.t(Key::PaperSign) }</li> }) }
            </ul>
            <p class="paper-only hint">{ ctx.fill(Key::PaperSource, &[("source", &words::source(ctx, &instrument.origin))]) }</p>
            <p class="screen-only"><button type="button" class="button" onclick={ctx.on(Msg::Printed)}>{ ctx.t(Key::PaperPrint) }</button></p>
        </section>
    }
}

fn accord_name(accord: Accord) -> Key {
    match accord {
        Accord::Same => Key::AccordSame,
        Accord::Near => Key::AccordNear,
        Accord::Apart => Key::AccordApart,
        Accord::Unsaid => Key::AccordUnsaid,
    }
}

fn accord_class(accord: Accord) -> &'static str {
    match accord {
        Accord::Same => "accord-same",
        Accord::Near => "accord-near",
        Accord::Apart => "accord-apart",
        Accord::Unsaid => "accord-unsaid",
    }
}

/// The result in one sentence, for whoever hears it.
pub fn voice(ctx: Ctx<'_>) -> String {
    let Some(instrument) = ctx.model.instrument() else { return String::new() };
    let profile = read(ctx.model, instrument, ctx.model.sheet);
    let reached = stage(&profile, &ctx.content().rules.instruments).and_then(|at| instrument.groups.get(at - 1));
    let mut parts = vec![given(ctx, &profile)];
    match (instrument.reading, reached, profile.least.and_then(|at| instrument.groups.get(at))) {
        (Reading::Stage, Some(group), _) => {
            parts.push(ctx.fill(Key::ReadingStage, &[("stage", &group.entry.label)]));
        }
        (_, _, Some(group)) if profile.answered == profile.items => {
            parts.push(ctx.fill(Key::ReadingLeast, &[("group", &group.entry.label)]));
        }
        _ => {}
    }
    if instrument.items() > 0 { parts.join(". ") } else { String::new() }
}
