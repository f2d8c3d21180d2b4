//! What the answers of an instrument come to: a drawing, the same in words, and the way on.

use super::ctx::Ctx;
use super::markup::html;
use super::{resource, respondents, words};
use crate::app::instrument::{accords, interpretations, maturity_from_instrument, next_group, read, related_resources};
use crate::app::keep::ShareMsg;
use crate::app::record::{Field, ResponseKey};
use crate::app::{InstrumentMsg, Msg};
use boussole_content::i18n::Key;
use boussole_content::instrument::{Instrument, Reading};
use boussole_domain::instrument::{Agreement, Mean, Profile, progress, stage};
use boussole_domain::path::judged;
use boussole_domain::rounding::percent;
use yew::Html;

/// The result of the sheet that shows, beside what is asked.
pub fn aside(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let profile = read(ctx.model, instrument, ctx.model.instruments.key);
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
    html! {
        <>
            <p class="reading-given">{ given(ctx, profile) }</p>
            <p class="reading-main">{ verdict(ctx, instrument, profile) }</p>
            { for interpretations(ctx.model, instrument, profile).into_iter().map(|text| html! { <p key={text.to_owned()} class="reading-says">{ text }</p> }) }
            <div>{ bars(ctx, instrument, profile) }</div>
            <div>{ feed(ctx, instrument) }</div>
            <div>{ if instrument.reading == Reading::Accord { parties(ctx, instrument) } else { Html::default() } }</div>
            <div>{ way_on(ctx, instrument, profile) }</div>
        </>
    }
}

/// The result in one sentence: the stage reached, or what is weakest; empty as long as there is none.
pub fn verdict(ctx: Ctx<'_>, instrument: &Instrument, profile: &Profile) -> String {
    let label = |at: usize| instrument.groups.get(at).map(|group| group.entry.label.clone());
    if instrument.reading == Reading::Stage {
        let Some(stage) = stage(profile) else { return String::new() };
        return match stage.reached.checked_sub(1) {
            Some(last) => ctx.fill(Key::ReadingStage, &[("stage", &label(last).unwrap_or_default())]),
            None if stage.is_settled => ctx.fill(Key::ReadingStageNone, &[("stage", &label(0).unwrap_or_default())]),
            None => String::new(),
        };
    }
    let least: Vec<String> = profile.least.iter().filter_map(|at| label(*at)).collect();
    if least.is_empty() {
        return String::new();
    }
    ctx.fill(Key::ReadingLeast, &[("group", &ctx.messages().list(&least))])
}

/// How many answers there are.
fn given(ctx: Ctx<'_>, profile: &Profile) -> String {
    let count = u32::try_from(profile.answered).unwrap_or(u32::MAX);
    let text = ctx.messages().count(count, Key::ReadingGivenOne, Key::ReadingGivenOther);
    text.replace("{all}", &profile.items.to_string())
}

/// A bar for each group, in a table that says the same.
fn bars(ctx: Ctx<'_>, instrument: &Instrument, profile: &Profile) -> Html {
    let since = if instrument.reading == Reading::Progress { before(ctx, instrument) } else { None };
    let moved = since.map(|moment| {
        let levels = |sheet: ResponseKey| ctx.model.instruments.responses.levels(sheet, instrument);
        let sheet = ctx.model.instruments.key;
        progress(&levels(ResponseKey { moment, ..sheet }), &levels(sheet), instrument.highest())
    });
    let row = |(at, group): (usize, &boussole_content::instrument::Group)| {
        let given = profile.given.get(at).copied().unwrap_or_default();
        let mean = profile.means.get(at).copied().flatten();
        let (percent, said) = if instrument.reading == Reading::Stage {
            held(ctx, profile.held.get(at).copied().unwrap_or(0), given)
        } else {
            (mean.map(Mean::percent), mean.map(|mean| level(ctx, mean.percent(), given)))
        };
        let moved = moved.as_ref().and_then(|moved| moved.get(at).copied().flatten());
        html! {
            <tr key={group.entry.id.clone()}>
                <th scope="row">{ &group.entry.label }</th>
                <td>
                    <svg class={if profile.least.contains(&at) { "bar bar-least" } else { "bar" }} width="100%" height="10" aria-hidden="true" focusable="false">
                        <rect class="bar-ground" width="100%" height="10" rx="5" />
                        if let Some(percent) = percent { <rect class="bar-value" width={format!("{percent}%")} height="10" rx="5" /> }
                    </svg>
                    <span class="bar-said">
                        { said.unwrap_or_else(|| ctx.t(Key::ReadingUnanswered).to_owned()) }
                        if let Some(moved) = moved { <span class="moved">{ ", " }{ change(ctx, moved) }</span> }
                    </span>
                </td>
            </tr>
        }
    };
    html! {
        <>
            if let Some(moment) = since {
                <p class="hint">{ ctx.fill(Key::ReadingSince, &[("moment", &respondents::moment(ctx, instrument, moment))]) }</p>
            }
            <table class="profile" aria-label={ctx.attr(Key::ReadingTitle)}>
                <thead class="visually-hidden"><tr><th scope="col">{ ctx.t(Key::ReadingTheme) }</th><th scope="col">{ ctx.t(Key::ReadingValue) }</th></tr></thead>
                <tbody>{ for instrument.groups.iter().enumerate().map(row) }</tbody>
            </table>
        </>
    }
}

/// How many statements of a stage hold, as a share and in words; nothing when none is answered.
fn held(ctx: Ctx<'_>, held: usize, (given, all): (usize, usize)) -> (Option<u32>, Option<String>) {
    if given == 0 {
        return (None, None);
    }
    let [count, all] = [held, all].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    let text = ctx.messages().count(count, Key::ReadingHeldOne, Key::ReadingHeldOther);
    (Some(percent(count, all)), Some(text.replace("{all}", &all.to_string())))
}

/// How far a group is; of one that is answered in part, of how much that speaks.
fn level(ctx: Ctx<'_>, percent: u32, (given, all): (usize, usize)) -> String {
    let percent = words::percent(ctx, percent);
    if given == all {
        return percent;
    }
    ctx.fill(Key::ReadingPartial, &[("percent", &percent), ("n", &given.to_string()), ("all", &all.to_string())])
}

fn change(ctx: Ctx<'_>, by: i32) -> String {
    let points = by.unsigned_abs();
    match by {
        0 => ctx.t(Key::ReadingSame).to_owned(),
        1.. => ctx.messages().count(points, Key::ReadingUpOne, Key::ReadingUpOther),
        _ => ctx.messages().count(points, Key::ReadingDownOne, Key::ReadingDownOther),
    }
}

/// The last moment before this one that has answers.
fn before(ctx: Ctx<'_>, instrument: &Instrument) -> Option<u8> {
    let sheet = ctx.model.instruments.key;
    let answered = |moment: &u8| read(ctx.model, instrument, ResponseKey { moment: *moment, ..sheet }).answered > 0;
    (0..sheet.moment).rev().find(answered)
}

/// The stage reached as the answer to the question of maturity.
fn feed(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let Some(level) = maturity_from_instrument(ctx.model).filter(|_| instrument.feeds_maturity) else {
        return Html::default();
    };
    let label = ctx.vocabulary().maturity.get(level.index()).map_or("", |entry| entry.label.as_str());
    if ctx.model.situation.maturity == Some(level) {
        return html! { <p class="hint">{ ctx.t(Key::ReadingFed) }</p> };
    }
    if !ctx.model.asks(boussole_domain::situation::Question::Maturity) {
        return Html::default();
    }
    html! {
        <p><button type="button" class="button" onclick={ctx.on(Msg::Instrument(InstrumentMsg::MaturityApplied))}>{ ctx.fill(Key::ReadingFeed, &[("level", label)]) }</button></p>
    }
}

/// Resources for what the result calls for.
fn way_on(ctx: Ctx<'_>, instrument: &Instrument, profile: &Profile) -> Html {
    let group = next_group(instrument, profile).or_else(|| (!instrument.groups.is_empty()).then_some(0));
    let Some((at, group)) = group.and_then(|at| Some((at, instrument.groups.get(at)?))) else { return Html::default() };
    let places = related_resources(ctx.model, instrument, at);
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
fn parties(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let sheet = ctx.model.instruments.key;
    let responses = &ctx.model.instruments.responses;
    let parties = responses.parties(sheet.instrument, instrument);
    let items = || instrument.groups.iter().flat_map(|group| &group.items);
    let level = |party: u8, at: u8| responses.level(ResponseKey { party, ..sheet }, Field::Level(at));
    let verdicts = accords(ctx.model, instrument);
    let talk: Vec<String> = items()
        .zip(&verdicts)
        .filter(|(_, verdict)| **verdict == Agreement::Apart)
        .map(|(item, _)| item.label.clone())
        .collect();
    let row = |(at, item): (u8, &boussole_content::entry::Entry)| {
        let verdict = verdicts.get(usize::from(at)).copied().unwrap_or(Agreement::Unsaid);
        let cell = |party: u8| {
            let said = level(party, at).and_then(|level| instrument.scale.get(usize::from(level)));
            let commitment = responses.text(ResponseKey { party, ..sheet }, Field::Commitment(at));
            html! {
                <td key={party} role="cell">
                    <span class="cell-name" aria-hidden="true">{ respondents::party(ctx, sheet, party) }</span>
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
            { ctx.heading(2, "paper-only paper-title", html! { { &instrument.label } }) }
            <p class="paper-only paper-parties">{ paper_parties(ctx, instrument, parties) }</p>
            { ctx.heading(3, "block-title block-title-small", html! { { ctx.t(Key::AccordTitle) } }) }
            <p class="accord-summary">{ summary(ctx, &verdicts) }</p>
            <p class="accord-talk">{ if talk.is_empty() { String::new() } else { ctx.fill(Key::AccordTalk, &[("levers", &ctx.messages().names(&talk))]) } }</p>
            <table class="accord" role="table" aria-label={ctx.attr(Key::AccordTitle)}>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{ ctx.t(Key::AccordLever) }</th>
                    { for (0..parties).map(|at| html! { <th scope="col" role="columnheader" key={at}>{ respondents::party(ctx, sheet, at) }</th> }) }
                    <th scope="col" role="columnheader">{ ctx.t(Key::AccordVerdict) }</th>
                </tr></thead>
                <tbody role="rowgroup">{ for (0..).zip(items()).map(row) }</tbody>
            </table>
            <ul class="paper-only signatures" role="list">
                { for (0..parties).map(|at| html! { <li key={at}>{ respondents::party(ctx, sheet, at) }<br />{ ctx.t(Key::PaperDate) }<br />{ ctx.t(Key::PaperSign) }</li> }) }
            </ul>
            <p class="paper-only hint">{ ctx.fill(Key::PaperSource, &[("source", &words::source(ctx, &instrument.origin))]) }</p>
            <p class="screen-only"><button type="button" class="button" onclick={ctx.on(Msg::Share(ShareMsg::PrintRequested))}>{ ctx.t(Key::PaperPrint) }</button></p>
        </section>
    }
}

/// Who the document is between, and when.
fn paper_parties(ctx: Ctx<'_>, instrument: &Instrument, parties: u8) -> String {
    let sheet = ctx.model.instruments.key;
    let names: Vec<String> = (0..parties).map(|at| respondents::party(ctx, sheet, at)).collect();
    [ctx.messages().list(&names), respondents::moment(ctx, instrument, sheet.moment)].join(" · ")
}

/// How many levers have each verdict; one that none has is left out.
fn summary(ctx: Ctx<'_>, verdicts: &[Agreement]) -> String {
    let count = |which: Agreement| verdicts.iter().filter(|own| **own == which).count();
    let part = |which: Agreement| match count(which) {
        0 => None,
        n => Some(ctx.fill(Key::AccordCount, &[("verdict", ctx.t(accord_name(which))), ("n", &n.to_string())])),
    };
    Agreement::ALL.into_iter().filter_map(part).collect::<Vec<_>>().join(" · ")
}

fn accord_name(accord: Agreement) -> Key {
    match accord {
        Agreement::Agreed => Key::AccordAgreed,
        Agreement::Discussed => Key::AccordDiscussed,
        Agreement::Unraised => Key::AccordUnraised,
        Agreement::Apart => Key::AccordApart,
        Agreement::Unsaid => Key::AccordUnsaid,
    }
}

fn accord_class(accord: Agreement) -> &'static str {
    match accord {
        Agreement::Agreed => "accord-agreed",
        Agreement::Discussed => "accord-discussed",
        Agreement::Unraised => "accord-unraised",
        Agreement::Apart => "accord-apart",
        Agreement::Unsaid => "accord-unsaid",
    }
}

/// The result in one sentence, for whoever hears it.
pub fn voice(ctx: Ctx<'_>) -> String {
    let Some(instrument) = ctx.model.instrument().filter(|own| own.items() > 0) else { return String::new() };
    let profile = read(ctx.model, instrument, ctx.model.instruments.key);
    let parts = [given(ctx, &profile), verdict(ctx, instrument, &profile)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}
