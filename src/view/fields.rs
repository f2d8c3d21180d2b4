//! Questions as native fields: a fieldset of radios or checkboxes, with the reason for the question
//! and a way to take the answer back.

use super::ctx::Ctx;
use super::markup::html;
use super::words;
use crate::app::JourneyMsg;
use crate::app::{Answer, Msg};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_domain::situation::Question;
use boussole_domain::vocabulary::Term;
use yew::Html;

/// How the options of a question look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Cards with a sentence each.
    Cards,
    /// Names alone.
    Chips,
}

/// A question with one answer.
pub fn one<V: Copy + PartialEq + 'static>(
    ctx: Ctx<'_>,
    question: Question,
    hint: Key,
    (entries, look): (&[Entry], Look),
    answer: Option<Term<V>>,
    make: fn(Term<V>) -> Answer,
) -> Html {
    let option = |(place, entry): (usize, &Entry)| {
        let Some(term) = Term::<V>::at(place) else { return Html::default() };
        html! {
            <label key={entry.id.clone()} class="option">
                <input type="radio" name={ctx.radio_group(question.id())} value={entry.id.clone()} checked={answer == Some(term)}
                    onchange={ctx.on(Msg::Journey(JourneyMsg::Answered(make(term))))} />
                { text(ctx, question, entry, (look, entries)) }
            </label>
        }
    };
    frame(ctx, question, hint, (entries, look), None, entries.iter().enumerate().map(option).collect())
}

/// A question with several answers: at the limit the others wait.
pub fn several<V: Copy + PartialEq + 'static>(
    ctx: Ctx<'_>,
    question: Question,
    hint: Key,
    (entries, look): (&[Entry], Look),
    (answers, most): (&[Term<V>], usize),
    make: fn(Term<V>) -> Answer,
) -> Html {
    let option = |(place, entry): (usize, &Entry)| {
        let Some(term) = Term::<V>::at(place) else { return Html::default() };
        let rank = answers.iter().position(|answer| *answer == term);
        html! {
            <label key={entry.id.clone()} class="option">
                <input type="checkbox" name={question.id()} value={entry.id.clone()} checked={rank.is_some()}
                    disabled={rank.is_none() && answers.len() >= most}
                    onchange={ctx.on(Msg::Journey(JourneyMsg::Answered(make(term))))} />
                { text(ctx, question, entry, (look, entries)) }
            </label>
        }
    };
    // Why the others cannot be taken is said where the question says what it wants.
    let full = if question == Question::Domains { Key::DomainsFull } else { Key::ObjectivesFull };
    let hint = if answers.len() >= most { full } else { hint };
    frame(ctx, question, hint, (entries, look), Some(most), entries.iter().enumerate().map(option).collect())
}

/// A question with one answer as a list to choose from: what was chosen, or nothing.
pub fn select<V: Copy + PartialEq + 'static>(
    ctx: Ctx<'_>,
    entries: &[Entry],
    answer: Option<Term<V>>,
    choose: impl Fn(Option<Term<V>>) -> Msg + 'static,
) -> Html {
    html! {
        <select onchange={ctx.on_text(move |place| Some(choose(place.parse().ok().and_then(Term::at))))}>
            <option key="none" value="none" selected={answer.is_none()}>{ ctx.t(Key::Unanswered) }</option>
            { for entries.iter().enumerate().map(|(place, entry)| html! {
                <option key={entry.id.clone()} value={place.to_string()} selected={answer.map(Term::index) == Some(place)}>
                    { &entry.label }
                </option>
            }) }
        </select>
    }
}

fn text(ctx: Ctx<'_>, question: Question, entry: &Entry, (look, all): (Look, &[Entry])) -> Html {
    // When every option is to confirm, the question says it once.
    let confirm = entry.origin.to_confirm && !all.iter().all(|entry| entry.origin.to_confirm);
    html! {
        <>
        <span class="option-picture">{ ctx.picture(question.id(), &entry.id) }</span>
        <span class="option-text">
            <span class="option-label">
                { &entry.label }
                if confirm { <span class="tag">{ ctx.t(Key::LabelToConfirm) }</span> }
            </span>
            if look == Look::Cards { <span class="option-description">{ &entry.description }</span> }
        </span>
        </>
    }
}

/// The loader, before the module is there, keeps to `most` too.
fn frame(
    ctx: Ctx<'_>,
    question: Question,
    hint: Key,
    (entries, look): (&[Entry], Look),
    most: Option<usize>,
    options: Html,
) -> Html {
    if ctx.model.host.locked.contains(&question) {
        return Html::default();
    }
    let note = if entries.iter().all(|entry| entry.origin.to_confirm) {
        html! { <span class="tag">{ ctx.t(Key::ListToConfirm) }</span> }
    } else {
        Html::default()
    };
    let class = match look {
        Look::Cards => "options options-cards",
        Look::Chips => "options options-chips",
    };
    html! {
        <fieldset class="question" data-question={question.id()} data-most={most.map(|most| most.to_string())}>
            <legend tabindex="-1"><span>{ ctx.picture("question", question.id()) }</span>{ ctx.t(words::question(question)) }</legend>
            <p class="hint">{ ctx.t(hint) }{ " " }<span>{ note }</span></p>
            <div class={class}>{ options }</div>
            { clear(ctx, question) }
        </fieldset>
    }
}

/// The way to take an answer back. It stands there before there is one, hidden: the first view has the same nodes
/// whatever is answered in it, so that the widget can take them over (`first`).
pub fn clear(ctx: Ctx<'_>, question: Question) -> Html {
    html! {
        <p class="clear">
            <button type="button" class="link" hidden={!ctx.model.situation.answers(question)} onclick={ctx.on(Msg::Journey(JourneyMsg::Cleared(question)))}>
                { ctx.t(Key::AnswerClear) }
                <span class="visually-hidden">{ " " }{ ctx.t(words::question(question)) }</span>
            </button>
        </p>
    }
}
