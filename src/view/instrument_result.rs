//! What the answers of an instrument come to: a drawing, the same in words, and the way on.

use super::ctx::Ctx;
use super::markup::html;
use super::{figure, phrases, resource, respondents};
use crate::app::features::instruments::{
    agreements, interpretations, maturity_from_instrument, next_group, related_resources, sheet_scores,
};
use crate::app::features::share::ShareMsg;
use crate::app::journey::record::{Field, ResponseKey};
use crate::app::{InstrumentMsg, Msg};
use boussole_content::i18n::Key;
use boussole_content::instrument::{Instrument, ResultKind};
use boussole_domain::instrument::{Agreement, Mean, Scores, progress, stage};
use boussole_domain::rounding::percent;
use yew::Html;

/// The result of the sheet that shows, beside what is asked.
pub fn panel(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let scores = sheet_scores(&ctx.model.instruments, ctx.model.context(), instrument, ctx.model.instruments.key);
    html! {
        <section class="block reading">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::ReadingTitle) } }) }
            <div>
                if scores.answered == 0 && instrument.result_kind != ResultKind::Accord {
                    <p class="hint">{ ctx.t(Key::ReadingNone) }</p>
                } else {
                    { result(ctx, instrument, &scores) }
                }
            </div>
        </section>
    }
}

fn result(ctx: Ctx<'_>, instrument: &Instrument, scores: &Scores) -> Html {
    html! {
        <>
            <p class="reading-given">{ answered_text(ctx, scores) }</p>
            <p class="reading-main">{ verdict(ctx, instrument, scores) }</p>
            { for interpretations(&ctx.model.instruments, ctx.model.context(), instrument, scores).into_iter().map(|text| html! { <p key={text.to_owned()} class="reading-says">{ text }</p> }) }
            <div class="figure-slot">{ picture(ctx, instrument, scores) }</div>
            <div>{ bars(ctx, instrument, scores) }</div>
            <div>{ apply_maturity(ctx, instrument) }</div>
            <div>{ if instrument.result_kind == ResultKind::Accord { parties(ctx, instrument) } else { Html::default() } }</div>
            <div>{ next_steps(ctx, instrument, scores) }</div>
        </>
    }
}

/// The result as a picture, where the instrument has one.
fn picture(ctx: Ctx<'_>, instrument: &Instrument, scores: &Scores) -> Html {
    let draw = match instrument.result_kind {
        ResultKind::Balance => figure::stool,
        ResultKind::Profile => figure::shape,
        _ => return Html::default(),
    };
    let said = interpretations(&ctx.model.instruments, ctx.model.context(), instrument, scores);
    let verdict = verdict(ctx, instrument, scores);
    draw(ctx, instrument, scores, if verdict.is_empty() { said.first().copied().unwrap_or_default() } else { &verdict })
}

/// The result in one sentence: the stage reached, or what is weakest; empty as long as there is none.
pub fn verdict(ctx: Ctx<'_>, instrument: &Instrument, scores: &Scores) -> String {
    let label = |index: usize| instrument.groups.get(index).map(|group| group.entry.label.clone());
    if instrument.result_kind == ResultKind::Stage {
        let Some(stage) = stage(scores) else { return String::new() };
        return match stage.reached.checked_sub(1) {
            Some(last) => ctx.fill(Key::ReadingStage, &[("stage", &label(last).unwrap_or_default())]),
            None if stage.is_settled => ctx.fill(Key::ReadingStageNone, &[("stage", &label(0).unwrap_or_default())]),
            None => String::new(),
        };
    }
    let weakest: Vec<String> = scores.weakest_groups.iter().filter_map(|index| label(*index)).collect();
    if weakest.is_empty() {
        return String::new();
    }
    ctx.fill(Key::ReadingLeast, &[("group", &ctx.messages().list(&weakest))])
}

/// How many answers there are.
fn answered_text(ctx: Ctx<'_>, scores: &Scores) -> String {
    let count = u32::try_from(scores.answered).unwrap_or(u32::MAX);
    let text = ctx.messages().count(count, Key::ReadingGivenOne, Key::ReadingGivenOther);
    text.replace("{all}", &scores.items.to_string())
}

/// A bar for each group, in a table that says the same.
fn bars(ctx: Ctx<'_>, instrument: &Instrument, scores: &Scores) -> Html {
    let since = if instrument.result_kind == ResultKind::Progress { before(ctx, instrument) } else { None };
    let moved = since.map(|moment| {
        let levels = |key: ResponseKey| ctx.model.instruments.responses.ratings(key, instrument);
        let key = ctx.model.instruments.key;
        progress(&levels(ResponseKey { moment, ..key }), &levels(key), instrument.highest())
    });
    let is_pictured = matches!(instrument.result_kind, ResultKind::Balance | ResultKind::Profile);
    let row = |(index, group): (usize, &boussole_content::instrument::Group)| {
        let answered = scores.answered_of.get(index).copied().unwrap_or_default();
        let mean = scores.means.get(index).copied().flatten();
        let (percent, value_text) = if instrument.result_kind == ResultKind::Stage {
            satisfied_bar(ctx, scores.satisfied.get(index).copied().unwrap_or(0), answered)
        } else {
            (mean.map(Mean::percent), mean.map(|mean| level_text(ctx, mean.percent(), answered)))
        };
        let moved = moved.as_ref().and_then(|moved| moved.get(index).copied().flatten());
        html! {
            <tr key={group.entry.id.clone()}>
                <th scope="row">{ if is_pictured { figure::number(index) } else { Html::default() } }{ &group.entry.label }</th>
                <td>
                    <svg class={if scores.weakest_groups.contains(&index) { "bar bar-least" } else { "bar" }} width="100%" height="10" aria-hidden="true" focusable="false">
                        <rect class="bar-ground" width="100%" height="10" rx="5" />
                        if let Some(percent) = percent { <rect class="bar-value" width={format!("{percent}%")} height="10" rx="5" /> }
                    </svg>
                    <span class="bar-said">
                        { value_text.unwrap_or_else(|| ctx.t(Key::ReadingUnanswered).to_owned()) }
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
fn satisfied_bar(ctx: Ctx<'_>, satisfied: usize, (answered, all): (usize, usize)) -> (Option<u32>, Option<String>) {
    if answered == 0 {
        return (None, None);
    }
    let [count, all] = [satisfied, all].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    let text = ctx.messages().count(count, Key::ReadingHeldOne, Key::ReadingHeldOther);
    (Some(percent(count, all)), Some(text.replace("{all}", &all.to_string())))
}

/// How far a group is; of one that is answered in part, of how much that speaks.
fn level_text(ctx: Ctx<'_>, percent: u32, (answered, all): (usize, usize)) -> String {
    let percent = phrases::percent(ctx, percent);
    if answered == all {
        return percent;
    }
    ctx.fill(Key::ReadingPartial, &[("percent", &percent), ("n", &answered.to_string()), ("all", &all.to_string())])
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
    let key = ctx.model.instruments.key;
    let answered = |moment: &u8| {
        sheet_scores(&ctx.model.instruments, ctx.model.context(), instrument, ResponseKey { moment: *moment, ..key })
            .answered
            > 0
    };
    (0..key.moment).rev().find(answered)
}

/// The stage reached as the answer to the question of maturity.
fn apply_maturity(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let Some(level) =
        maturity_from_instrument(&ctx.model.instruments, ctx.model.context()).filter(|_| instrument.feeds_maturity)
    else {
        return Html::default();
    };
    let label = ctx.vocabulary().maturity.get(level.index()).map_or("", |entry| entry.label.as_str());
    if ctx.model.situation.maturity == Some(level) {
        return html! { <p class="hint">{ ctx.t(Key::ReadingFed) }</p> };
    }
    if !ctx.model.is_answerable(boussole_domain::situation::Question::Maturity) {
        return Html::default();
    }
    html! {
        <p><button type="button" class="button" onclick={ctx.on(Msg::Instrument(InstrumentMsg::MaturityApplied))}>{ ctx.fill(Key::ReadingFeed, &[("level", label)]) }</button></p>
    }
}

/// Resources for what the result calls for.
fn next_steps(ctx: Ctx<'_>, instrument: &Instrument, scores: &Scores) -> Html {
    let group = next_group(instrument, scores).or_else(|| (!instrument.groups.is_empty()).then_some(0));
    let Some((position, group)) = group.and_then(|position| Some((position, instrument.groups.get(position)?))) else {
        return Html::default();
    };
    let indices = related_resources(ctx.model.context(), instrument, position);
    if indices.is_empty() {
        return Html::default();
    }
    let outcome = &ctx.model.outcome;
    let card = |index: &usize| {
        outcome.stop(*index, ctx.content()).map_or_else(Html::default, |stop| resource::card(ctx, &stop, 4))
    };
    html! {
        <section class="onward">
            { ctx.heading(3, "block-title block-title-small", html! { { ctx.fill(Key::ReadingOnward, &[("group", &group.entry.label)]) } }) }
            <ul class="resources" role="list">{ for indices.iter().map(card) }</ul>
        </section>
    }
}

/// Where the parties agree, lever by lever, and a place to sign.
fn parties(ctx: Ctx<'_>, instrument: &Instrument) -> Html {
    let key = ctx.model.instruments.key;
    let responses = &ctx.model.instruments.responses;
    let parties = responses.parties(key.instrument, instrument);
    let items = || instrument.groups.iter().flat_map(|group| &group.items);
    let level = |party: u8, index: u8| responses.rating(ResponseKey { party, ..key }, Field::Rating(index));
    let verdicts = agreements(&ctx.model.instruments, ctx.model.context(), instrument);
    let talk: Vec<String> = items()
        .zip(&verdicts)
        .filter(|(_, verdict)| **verdict == Agreement::Apart)
        .map(|(item, _)| item.label.clone())
        .collect();
    let rounds = ctx.model.instruments.rounds;
    let is_said = |index: u8| {
        let commits = |party: u8| !responses.text(ResponseKey { party, ..key }, Field::Commitment(index)).is_empty();
        (0..parties).any(|party| level(party, index).is_some() || commits(party))
    };
    // A charter that nobody filled in is a form, on paper alone.
    let is_form = !(0..).take(verdicts.len()).any(|index| is_said(index) || rounds.has_chosen(index));
    let row = |(index, item): (u8, &boussole_content::entry::Entry)| {
        if !is_form && !is_said(index) && !rounds.has_chosen(index) {
            return Html::default();
        }
        let verdict = verdicts.get(usize::from(index)).copied().unwrap_or(Agreement::Unsaid);
        let cell = |party: u8| {
            let label = level(party, index).and_then(|level| instrument.scale.get(usize::from(level)));
            let commitment = responses.text(ResponseKey { party, ..key }, Field::Commitment(index));
            html! {
                <td key={party} role="cell">
                    <span class="cell-name" aria-hidden="true">{ respondents::party(ctx, key, party) }</span>
                    { label.map_or("–", String::as_str) }
                    if !commitment.is_empty() { <><br /><em>{ commitment }</em></> }
                </td>
            }
        };
        html! {
            <tr key={item.id.clone()} role="row" class={agreement_class(verdict)}>
                <th scope="row" role="rowheader">{ &item.label }</th>
                { for (0..parties).map(cell) }
                <td role="cell"><span class="cell-name" aria-hidden="true">{ ctx.t(Key::AccordVerdict) }</span><span class="verdict">{ ctx.t(agreement_name(verdict)) }</span></td>
            </tr>
        }
    };
    html! {
        <section class="accords" data-paper="">
            { ctx.heading(2, "paper-only paper-title", html! { { &instrument.label } }) }
            <p class="paper-only paper-parties">{ parties_and_moment(ctx, instrument, parties) }</p>
            { ctx.heading(3, "block-title block-title-small", html! { { ctx.t(Key::AccordTitle) } }) }
            <p class="accord-summary" id="instrument-result" tabindex="-1">{ summary(ctx, &verdicts) }</p>
            <p class="accord-talk">{ if talk.is_empty() { String::new() } else { ctx.fill(Key::AccordTalk, &[("levers", &ctx.messages().names(&talk))]) } }</p>
            <table class={if is_form { "accord paper-only" } else { "accord" }} role="table" aria-label={ctx.attr(Key::AccordTitle)}>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{ ctx.t(Key::AccordLever) }</th>
                    { for (0..parties).map(|index| html! { <th scope="col" role="columnheader" key={index}>{ respondents::party(ctx, key, index) }</th> }) }
                    <th scope="col" role="columnheader">{ ctx.t(Key::AccordVerdict) }</th>
                </tr></thead>
                <tbody role="rowgroup">{ for (0..).zip(items()).map(row) }</tbody>
            </table>
            <ul class="paper-only signatures" role="list">
                { for (0..parties).map(|index| html! { <li key={index}>{ respondents::party(ctx, key, index) }<br />{ ctx.t(Key::PaperDate) }<br />{ ctx.t(Key::PaperSign) }</li> }) }
            </ul>
            <p class="paper-only hint">{ ctx.fill(Key::PaperSource, &[("source", &phrases::source(ctx, &instrument.origin))]) }</p>
            <p class="screen-only"><button type="button" class="button" onclick={ctx.on(Msg::Share(ShareMsg::PrintRequested))}>{ ctx.t(Key::PaperPrint) }</button></p>
        </section>
    }
}

/// Who the document is between, and when.
pub fn parties_and_moment(ctx: Ctx<'_>, instrument: &Instrument, parties: u8) -> String {
    let key = ctx.model.instruments.key;
    let names: Vec<String> = (0..parties).map(|index| respondents::party(ctx, key, index)).collect();
    [ctx.messages().list(&names), respondents::moment(ctx, instrument, key.moment)].join(", ")
}

/// How many levers have each verdict; one that none has is left out.
fn summary(ctx: Ctx<'_>, verdicts: &[Agreement]) -> String {
    let count = |which: Agreement| verdicts.iter().filter(|verdict| **verdict == which).count();
    let part = |which: Agreement| match count(which) {
        0 => None,
        n => Some(ctx.fill(Key::AccordCount, &[("verdict", ctx.t(agreement_name(which))), ("n", &n.to_string())])),
    };
    Agreement::ALL.into_iter().filter_map(part).collect::<Vec<_>>().join(", ")
}

/// How far all parties are in agreement about a lever.
pub fn together(ctx: Ctx<'_>, verdict: Agreement) -> String {
    ctx.fill(Key::NameValue, &[("name", ctx.t(Key::AccordVerdict)), ("value", ctx.t(agreement_name(verdict)))])
}

pub fn agreement_name(accord: Agreement) -> Key {
    match accord {
        Agreement::Agreed => Key::AccordAgreed,
        Agreement::Discussed => Key::AccordDiscussed,
        Agreement::Unraised => Key::AccordUnraised,
        Agreement::Apart => Key::AccordApart,
        Agreement::Unsaid => Key::AccordUnsaid,
    }
}

pub fn agreement_class(accord: Agreement) -> &'static str {
    match accord {
        Agreement::Agreed => "accord-agreed",
        Agreement::Discussed => "accord-discussed",
        Agreement::Unraised => "accord-unraised",
        Agreement::Apart => "accord-apart",
        Agreement::Unsaid => "accord-unsaid",
    }
}

/// The result in one sentence, for whoever hears it.
pub fn announcement(ctx: Ctx<'_>) -> String {
    let Some(instrument) = ctx.model.instrument().filter(|instrument| instrument.items() > 0) else {
        return String::new();
    };
    if let Some(item) = ctx.model.instruments.rounds.current {
        let verdict =
            agreements(&ctx.model.instruments, ctx.model.context(), instrument).get(usize::from(item)).copied();
        return together(ctx, verdict.unwrap_or(Agreement::Unsaid));
    }
    let scores = sheet_scores(&ctx.model.instruments, ctx.model.context(), instrument, ctx.model.instruments.key);
    let parts = [answered_text(ctx, &scores), verdict(ctx, instrument, &scores)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}
