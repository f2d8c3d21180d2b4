//! Questions as native fields: a fieldset of radios or checkboxes, with the reason for the question
//! and a way to take the answer back.

use super::ctx::Ctx;
use super::markup::html;
use super::{phrases, steps};
use crate::app::{Answer, JourneyMsg, Msg};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_domain::situation::Question;
use boussole_domain::vocabulary::Term;
use yew::Html;

/// More cards than that do not fit a telephone's screen with a sentence each.
const MANY_OPTIONS: usize = 6;

/// How the options of a question look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OptionStyle {
    /// Cards with a sentence each.
    Cards,
    /// Names alone.
    Chips,
}

/// A question with one answer.
pub fn radio_question<V: Copy + PartialEq + 'static>(
    ctx: Ctx<'_>,
    question: Question,
    hint: Key,
    (entries, look): (&[Entry], OptionStyle),
    answer: Option<Term<V>>,
    make: fn(Term<V>) -> Answer,
) -> Html {
    let option = |(index, entry): (usize, &Entry)| {
        let Some(term) = Term::<V>::from_index(index) else { return Html::default() };
        html! {
            <label key={entry.id.clone()} class="option">
                <input type="radio" name={ctx.radio_group(question.id())} value={entry.id.clone()} checked={answer == Some(term)}
                    aria-labelledby={part_id(question, entry, NAME)} aria-describedby={(look == OptionStyle::Cards).then(|| part_id(question, entry, DESCRIPTION))}
                    onchange={ctx.on(Msg::Journey(JourneyMsg::Answered(make(term))))} />
                { text(ctx, question, entry, look) }
            </label>
        }
    };
    question_fieldset(ctx, question, hint, (entries, look), None, entries.iter().enumerate().map(option).collect())
}

/// A question with several answers: at the limit the others wait.
pub fn checkbox_question<V: Copy + PartialEq + 'static>(
    ctx: Ctx<'_>,
    question: Question,
    hint: Key,
    (entries, look): (&[Entry], OptionStyle),
    (answers, max): (&[Term<V>], usize),
    make: fn(Term<V>) -> Answer,
) -> Html {
    let option = |(index, entry): (usize, &Entry)| {
        let Some(term) = Term::<V>::from_index(index) else { return Html::default() };
        let rank = answers.iter().position(|answer| *answer == term);
        html! {
            <label key={entry.id.clone()} class="option">
                <input type="checkbox" name={question.id()} value={entry.id.clone()} checked={rank.is_some()}
                    disabled={rank.is_none() && answers.len() >= max}
                    aria-labelledby={part_id(question, entry, NAME)} aria-describedby={(look == OptionStyle::Cards).then(|| part_id(question, entry, DESCRIPTION))}
                    onchange={ctx.on(Msg::Journey(JourneyMsg::Answered(make(term))))} />
                { text(ctx, question, entry, look) }
            </label>
        }
    };
    // Why the others cannot be taken is said where the question says what it wants.
    let full = if question == Question::Domains { Key::DomainsFull } else { Key::ObjectivesFull };
    let hint = if answers.len() >= max { full } else { hint };
    question_fieldset(ctx, question, hint, (entries, look), Some(max), entries.iter().enumerate().map(option).collect())
}

/// A question with one answer as a list to choose from: what was chosen, or nothing.
pub fn select_question<V: Copy + PartialEq + 'static>(
    ctx: Ctx<'_>,
    entries: &[Entry],
    answer: Option<Term<V>>,
    choose: impl Fn(Option<Term<V>>) -> Msg + 'static,
) -> Html {
    html! {
        <select onchange={ctx.on_text(move |index| Some(choose(index.parse().ok().and_then(Term::from_index))))}>
            <option key="none" value="none" selected={answer.is_none()}>{ ctx.t(Key::Unanswered) }</option>
            { for entries.iter().enumerate().map(|(index, entry)| html! {
                <option key={entry.id.clone()} value={index.to_string()} selected={answer.map(Term::index) == Some(index)}>
                    { &entry.label }
                </option>
            }) }
        </select>
    }
}

/// What names an option, and what describes it: a screen reader says the name first, then whether it is chosen, then the
/// rest, which can be cut short.
const NAME: &str = "-name";
const DESCRIPTION: &str = "-description";

/// The id of a part of an option.
fn part_id(question: Question, entry: &Entry, part: &str) -> String {
    [question.id(), "-", &entry.id, part].concat()
}

fn text(ctx: Ctx<'_>, question: Question, entry: &Entry, look: OptionStyle) -> Html {
    html! {
        <>
        <span class="option-picture">{ ctx.picture(question.id(), &entry.id) }</span>
        <span class="option-text">
            <span class="option-label" id={part_id(question, entry, NAME)}>{ &entry.label }</span>
            if look == OptionStyle::Cards { { " " }<span class="option-description" id={part_id(question, entry, DESCRIPTION)}>{ &entry.description }</span> }
        </span>
        </>
    }
}

/// The loader, before the module is there, keeps to `most` too.
fn question_fieldset(
    ctx: Ctx<'_>,
    question: Question,
    hint: Key,
    (entries, look): (&[Entry], OptionStyle),
    max: Option<usize>,
    options: Html,
) -> Html {
    if ctx.model.host.locked.contains(&question) {
        return Html::default();
    }
    // Said once, of all the options or of some, and below them.
    let note = match entries.iter().filter(|entry| entry.origin.to_confirm).count() {
        0 => Html::default(),
        all if all == entries.len() => html! { <span class="tag">{ ctx.t(Key::ListToConfirm) }</span> },
        _ => html! { <span class="tag">{ ctx.t(Key::LabelToConfirm) }</span> },
    };
    let class = match look {
        OptionStyle::Cards if entries.len() > MANY_OPTIONS => "options options-cards options-many",
        OptionStyle::Cards => "options options-cards",
        OptionStyle::Chips => "options options-chips",
    };
    html! {
        <fieldset class={question_class(ctx, question)} data-question={question.id()} data-most={max.map(|max| max.to_string())}
            aria-labelledby={name_ids(question)}>
            { legend(ctx, question) }
            <p class="hint" id={hint_id(question)}>{ ctx.t(hint) }</p>
            <div class={class}>{ options }</div>
            { clear(ctx, question) }
            <div>{ note }</div>
        </fieldset>
    }
}

/// The class of a question: a narrow page that asks one at a time shows the one that the visitor came to.
pub fn question_class(ctx: Ctx<'_>, question: Question) -> &'static str {
    if ctx.model.question() == Some(question) { "question current" } else { "question" }
}

/// What a question is about, and where it stands among those of the journey, as a narrow page says.
pub fn legend(ctx: Ctx<'_>, question: Question) -> Html {
    html! {
        <legend tabindex="-1" id={legend_id(question)}>
            <span class="progress">{ steps::progress(ctx, question) }{ " " }</span>
            <span>{ ctx.picture("question", question.id()) }</span>
            { ctx.t(phrases::question(question)) }
        </legend>
    }
}

fn legend_id(question: Question) -> String {
    ["legend-", question.id()].concat()
}

/// The id of what a question asks, below its legend.
pub fn hint_id(question: Question) -> String {
    ["asks-", question.id()].concat()
}

/// What names a question: its legend and what it asks. Of a group its name is all that is heard by whoever comes to its
/// first answer.
pub fn name_ids(question: Question) -> String {
    [&legend_id(question), " ", &hint_id(question)].concat()
}

/// The way to take an answer back. It stands there before there is one, hidden: the first view has the same nodes
/// whatever is answered in it, so that the widget can take them over (`first`).
pub fn clear(ctx: Ctx<'_>, question: Question) -> Html {
    html! {
        <p class="clear">
            <button type="button" class="link" hidden={!ctx.model.situation.answers(question)} onclick={ctx.on(Msg::Journey(JourneyMsg::Cleared(question)))}>
                { ctx.t(Key::AnswerClear) }
                <span class="visually-hidden">{ " " }{ ctx.t(phrases::question(question)) }</span>
            </button>
        </p>
    }
}
