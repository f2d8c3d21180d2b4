//! The facilitator's page: everyone's needle on one dial, what is shared, what is worth talking about.

use super::ctx::Ctx;
use super::group::{self, answer_counts, count_text};
use super::markup::html;
use super::{matrix, phrases, projection, steps};
use crate::app::features::workshop::{WorkshopMsg, WorkshopSummary, summarise};
use crate::app::{Msg, NavigationMsg, View};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_domain::Impact;
use boussole_domain::heading::Heading;
use boussole_domain::rounding::{percent, percent_of_permille};
use boussole_domain::situation::Question;
use boussole_domain::workshop::{AnswerDistribution, Count, Subject};
use yew::Html;

pub fn view(ctx: Ctx<'_>) -> Html {
    let workshop = &ctx.model.workshop;
    let summary = summarise(workshop, ctx.content());
    if let Some(slide) = workshop.slide {
        return projection::view(ctx, &summary, slide);
    }
    html! {
        <>
            <div class="lead">
                <p>{ ctx.fill(Key::WorkshopLead, &[("most", &ctx.content().rules.workshop.most.to_string())]) }</p>
                <p class="workshop-project">
                    <button type="button" id="workshop-project" class={class_of_button(!is_typed(ctx))} onclick={ctx.on(Msg::Workshop(WorkshopMsg::SlideShown(Some(0))))}>{ ctx.t(Key::WorkshopProject) }</button>
                </p>
            </div>
            { facilitation_guide(ctx) }
            { add_form(ctx) }
            <div>{ if workshop.participants.is_empty() { Html::default() } else { results(ctx, &summary) } }</div>
            { steps::next_step_footer(ctx) }
        </>
    }
}

/// Whether something waits in the field: taking it is the next thing to do then, and showing the workshop is until then.
fn is_typed(ctx: Ctx<'_>) -> bool {
    !ctx.model.workshop.typed.trim().is_empty()
}

fn class_of_button(is_next: bool) -> &'static str {
    if is_next { "button" } else { "button button-quiet" }
}

/// How to run it, step by step.
fn facilitation_guide(ctx: Ctx<'_>) -> Html {
    let steps = ctx.content().sentences().map_or(&[][..], |sentences| &sentences.guide);
    html! {
        <details class="why">
            <summary>{ ctx.t(Key::WorkshopScript) }</summary>
            <ol>{ for steps.iter().map(|step| html! { <li key={step.text.clone()}>{ &step.text }</li> }) }</ol>
        </details>
    }
}

fn add_form(ctx: Ctx<'_>) -> Html {
    let workshop = &ctx.model.workshop;
    html! {
        <section class="block keep">
            <p class="workshop-links">
                <label for="workshop-links">{ ctx.t(Key::WorkshopLinks) }</label>
                <textarea id="workshop-links" rows="3" spellcheck="false" value={workshop.typed.clone()}
                    oninput={ctx.on_text(|text| Some(Msg::Workshop(WorkshopMsg::LinksTyped(text))))} />
            </p>
            <p class="keep-row">
                <button type="button" class={class_of_button(is_typed(ctx))} disabled={!is_typed(ctx)} onclick={ctx.on(Msg::Workshop(WorkshopMsg::LinksSubmitted))}>{ ctx.t(Key::WorkshopTake) }</button>
                <label class="button button-quiet file"><input type="file" class="visually-hidden" data-own="workshop" multiple={true} />{ ctx.t(Key::WorkshopFiles) }</label>
                if ctx.model.host.has_camera {
                    <button type="button" class="button button-quiet" data-own="scan" data-stop={ctx.attr(Key::WorkshopScanStop)} onclick={ctx.on(Msg::Workshop(WorkshopMsg::ScanRequested))}>{ ctx.t(Key::WorkshopScan) }</button>
                }
            </p>
            <div data-own="scanner"></div>
            <p class="keep-row">
                <strong class="reading-main">{ add_report(ctx) }</strong>
                if !workshop.participants.is_empty() {
                    <button type="button" class="link" onclick={ctx.on(Msg::Workshop(WorkshopMsg::LastRemoved))}>{ ctx.t(Key::WorkshopDropLast) }</button>
                    <button type="button" class="link" onclick={ctx.on(Msg::Workshop(WorkshopMsg::Cleared))}>{ ctx.t(Key::WorkshopEmpty) }</button>
                }
            </p>
        </section>
    }
}

/// How many are there, and what the last batch brought.
pub fn add_report(ctx: Ctx<'_>) -> String {
    let workshop = &ctx.model.workshop;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let messages = ctx.messages();
    let mut parts =
        vec![messages.count(number(workshop.participants.len()), Key::WorkshopCountOne, Key::WorkshopCountOther)];
    if workshop.last.rejected > 0 {
        parts.push(messages.count(number(workshop.last.rejected), Key::WorkshopRefusedOne, Key::WorkshopRefusedOther));
    }
    if workshop.last.rejected > 0 && !workshop.typed.trim().is_empty() {
        parts.push(ctx.t(Key::WorkshopLeft).to_owned());
    }
    if workshop.last.over_limit > 0 {
        let max = ctx.content().rules.workshop.most.to_string();
        parts.push(ctx.fill(Key::WorkshopBeyond, &[("n", &workshop.last.over_limit.to_string()), ("most", &max)]));
    }
    parts.join(" ")
}

fn results(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    html! {
        <>
            <div>{ headings(ctx, summary) }</div>
            <p class="hint">{ group::small(ctx, summary) }</p>
            <div class="told">{ if summary.is_small { Html::default() } else { disclosed_results(ctx, summary) } }</div>
            <div>
                if ctx.model.is_enabled(View::Instruments) {
                    <p><button type="button" class="link" onclick={ctx.on(Msg::Navigation(NavigationMsg::ViewRequested(View::Instruments)))}>{ ctx.t(Key::InstrumentsAll) }</button></p>
                }
            </div>
        </>
    }
}

/// What may be told of enough people.
fn disclosed_results(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    html! {
        <>
            <section class="block">
                { ctx.heading(2, "block-title", html! { <>
                    { ctx.t(Key::WorkshopTalk) }{ " " }
                    if summary.subjects.iter().any(|subject| group::ask(ctx, *subject).is_some_and(|ask| ask.origin.to_confirm)) {
                        <span class="tag">{ ctx.t(Key::ToConfirm) }</span>
                    }
                </> }) }
                { talk(ctx, summary) }
            </section>
            <section class="block">
                { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopAnswers) } }) }
                { for summary.questions.iter().filter(|(_, spread)| spread.is_told()).map(|(question, spread)| answers(ctx, *question, spread)) }
                <p class="hint">{ untold(ctx, summary) }</p>
            </section>
            <div>{ common(ctx, summary) }</div>
            <div>{ groups(ctx, summary) }</div>
            <p><button type="button" class="button button-quiet" onclick={ctx.on(Msg::Workshop(WorkshopMsg::TableExportRequested))}>{ ctx.t(Key::WorkshopTable) }</button></p>
            <p class="hint">{ ctx.t(Key::WorkshopPrivacy) }</p>
        </>
    }
}

/// What is worth talking about, a card for each subject.
fn talk(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    if summary.subjects.is_empty() {
        return group::agreed(ctx, summary);
    }
    let card = |subject: &Subject| {
        html! {
            <li key={subject.id()} class="talk-card">
                { ctx.heading(3, "talk-subject", html! { { group::subject(ctx, *subject) } }) }
                { group::card(ctx, summary, *subject) }
            </li>
        }
    };
    html! { <ul class="talk" role="list">{ for summary.subjects.iter().map(card) }</ul> }
}

/// The questions of which no answer is told, in one sentence; nothing when there are none.
fn untold(ctx: Ctx<'_>, summary: &WorkshopSummary) -> String {
    let untold = summary.questions.iter().filter(|(_, spread)| spread.answered > 0 && !spread.is_told());
    let names: Vec<String> = untold.map(|(question, _)| quoted(ctx, ctx.t(phrases::question(*question)))).collect();
    if names.is_empty() {
        return String::new();
    }
    ctx.fill(Key::WorkshopHidden, &[("questions", &ctx.messages().list(&names))])
}

fn quoted(ctx: Ctx<'_>, text: &str) -> String {
    ctx.fill(Key::Quoted, &[("text", text)])
}

/// The needles, the mean, and the same in a table.
fn headings(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    if ctx.model.workshop.participants.iter().all(|participant| participant.heading.is_none()) {
        return html! { <p class="hint">{ ctx.t(Key::WorkshopNoHeading) }</p> };
    }
    let Some(together) = &summary.group_heading else { return Html::default() };
    html! {
        <section class="block crowd">
            { group::needles(ctx, together) }
            <div>
                { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopHeading) } }) }
                { group::mean(ctx, together) }
            </div>
            <div class="crowd-matrix">
                { summary.matrix.as_ref().map(|participant| matrix::matrix_with_label(ctx, Some(participant), Key::WorkshopPercent, None)).unwrap_or_default() }
            </div>
        </section>
    }
}

fn answers(ctx: Ctx<'_>, question: Question, spread: &AnswerDistribution) -> Html {
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let all = small(ctx.model.workshop.participants.len());
    let row = |(entry, count): (&Entry, &Count)| {
        let percent = percent(small(count.lower_bound(&ctx.content().rules.workshop)), all);
        html! {
            <tr key={entry.id.clone()}>
                <th scope="row">{ &entry.label }</th>
                <td>
                    <svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false">
                        <rect class="bar-ground" width="100%" height="10" rx="5" /><rect class="bar-value" width={format!("{}%", percent.min(100))} height="10" rx="5" />
                    </svg>
                    <span class="bar-said">{ count_text(ctx, *count) }</span>
                </td>
            </tr>
        }
    };
    html! {
        <table key={question.id()} class="profile">
            <caption>{ ctx.t(phrases::question(question)) }</caption>
            <tbody>{ for answer_counts(ctx, question, spread).map(row) }</tbody>
        </table>
    }
}

fn common(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    if summary.common.is_empty() {
        return Html::default();
    }
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopCommon) } }) }
            { group::common(ctx, summary, 9) }
        </section>
    }
}

fn groups(ctx: Ctx<'_>, summary: &WorkshopSummary) -> Html {
    let row = |(index, count, heading): &(usize, usize, Option<Heading>)| {
        let label = ctx.vocabulary().profiles.get(*index).map_or("", |entry| entry.label.as_str());
        html! {
            <tr key={*index}>
                <th scope="row">{ label }{ " (" }{ count }{ ")" }</th>
                <td>{ heading.as_ref().map_or_else(|| "–".to_owned(), |heading| phrases::shares(ctx, heading)) }</td>
            </tr>
        }
    };
    let min_group = ctx.content().rules.workshop.least_group.to_string();
    let rest = [("n", &*summary.ungrouped.to_string()), ("least", &*min_group)];
    let key = if summary.groups.is_empty() { Key::WorkshopNoGroup } else { Key::WorkshopRest };
    html! {
        <section class="block">
            { ctx.heading(2, "block-title", html! { { ctx.t(Key::WorkshopGroups) } }) }
            <table class="profile" aria-label={ctx.attr(Key::WorkshopGroups)}><tbody>{ for summary.groups.iter().map(row) }</tbody></table>
            <p class="hint">{ if summary.ungrouped > 0 { ctx.fill(key, &rest) } else { String::new() } }</p>
        </section>
    }
}

/// The table of a workshop: what the page tells, nobody's own answers.
pub fn table(ctx: Ctx<'_>) -> Vec<Vec<String>> {
    let summary = summarise(&ctx.model.workshop, ctx.content());
    let mut rows =
        vec![vec![ctx.t(Key::CsvPart).to_owned(), ctx.t(Key::CsvWhat).to_owned(), ctx.t(Key::CsvValue).to_owned()]];
    let mut add = |part: &str, label: &str, value: String| rows.push(vec![part.to_owned(), label.to_owned(), value]);
    add(ctx.t(Key::WorkshopTitle), ctx.t(Key::WorkshopParticipants), ctx.model.workshop.participants.len().to_string());
    if summary.is_small {
        return rows;
    }
    if let Some(together) = &summary.group_heading {
        let percents = together.mean.percents();
        for impact in Impact::ALL {
            let range = together.range.as_ref().map(|range| *range.get(impact));
            let range = range
                .map(|(from, to)| format!(" ({}–{})", percent_of_permille(from), percent_of_permille(to)))
                .unwrap_or_default();
            let value = [&percents.get(impact).to_string(), range.as_str()].concat();
            add(ctx.t(Key::WorkshopHeading), phrases::impact(ctx, impact), value);
        }
    }
    for (question, spread) in summary.questions.iter().filter(|(_, spread)| spread.is_told()) {
        for (entry, count) in answer_counts(ctx, *question, spread) {
            add(ctx.t(phrases::question(*question)), &entry.label, count_text(ctx, *count));
        }
    }
    for (index, count) in &summary.common {
        if let Some(resource) = ctx.content().resources.get(*index) {
            add(ctx.t(Key::WorkshopCommon), &resource.title, count_text(ctx, *count));
        }
    }
    rows
}
