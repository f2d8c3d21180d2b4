//! What happens to the answers.

use super::journey::{answer, propose, start_over, undo_start_over};
use crate::app::journey::answer::Answer;
use crate::app::model::Model;
use crate::app::msg::JourneyMsg;
use crate::app::runtime::announcement::Announcement;
use crate::app::runtime::effect::{Effect, FocusTarget};
use boussole_domain::Date;
use boussole_domain::amounts::{Amounts, AmountsError};
use boussole_domain::situation::{Question, Situation};

/// How long a slider rests before the heading is said: who moves it by keys hears each of its places first.
const HEADING_DELAY_MS: u32 = 400;

/// Changes the answers as a message says.
pub(super) fn update(next: &mut Model, msg: JourneyMsg) -> Vec<Effect> {
    let (amounts, horizons) = (&next.form.amounts, next.situation.horizons);
    match msg {
        JourneyMsg::Answered(answer) => set_answer(next, answer),
        JourneyMsg::Cleared(question) => clear(next, question),
        JourneyMsg::AmountTyped(impact, text) => {
            let amounts = amounts.with_typed(impact, &text, horizons);
            set_amounts(next, amounts)
        }
        JourneyMsg::AmountSlid(impact, amount) => {
            let amounts = amounts.with_slider(impact, amount, horizons);
            let mut effects = set_amounts(next, amounts);
            if next.announcement == Announcement::Heading {
                // A slider says each of its places itself: the heading is for the last one.
                next.announcement = Announcement::HeadingToCome;
                effects.push(Effect::DebounceAnnouncement(HEADING_DELAY_MS));
            }
            effects
        }
        JourneyMsg::AmountsAdapted => {
            let amounts = amounts.with_last_kept();
            // The button that adapts goes with what it mends.
            [set_amounts(next, amounts), vec![Effect::Focus(FocusTarget::Question(Question::Horizons))]].concat()
        }
        JourneyMsg::AmountBlurred => leave_amounts(next),
        JourneyMsg::StartTyped(text) => type_start(next, text),
        JourneyMsg::AgeTyped(text) => {
            next.form.age = text;
            Vec::new()
        }
        JourneyMsg::ProposalAccepted => {
            let proposal = next.proposal();
            let first = Question::ALL.into_iter().find(|question| proposal.answers(*question));
            let mut effects = propose(next, &proposal);
            effects.extend(first.map(|question| Effect::Focus(FocusTarget::Question(question))));
            effects
        }
        JourneyMsg::GestureToggled(sentence) => {
            match next.form.done.iter().position(|done| *done == sentence) {
                Some(index) => drop(next.form.done.remove(index)),
                None => next.form.done.push(sentence),
            }
            Vec::new()
        }
        JourneyMsg::StartedOver => start_over(next),
        JourneyMsg::StartOverUndone => undo_start_over(next),
    }
}

/// Gives one answer, or takes it back where several may be.
fn set_answer(next: &mut Model, answered: Answer) -> Vec<Effect> {
    let situation = answered.apply(next.situation.clone());
    if let Answer::Start(_) = answered {
        next.form.invalid_start_input = None;
        // The button that says "today" goes once there is a start.
        return [answer(next, situation), vec![Effect::Focus(FocusTarget::Question(Question::Start))]].concat();
    }
    next.announcement = match answered {
        Answer::Domain(_) if situation.domains.len() == Situation::MAX_DOMAINS => Announcement::DomainsFull,
        Answer::Objective(_) if situation.objectives.len() == Situation::MAX_OBJECTIVES => Announcement::ObjectivesFull,
        _ => Announcement::Heading,
    };
    if let Answer::Horizons(_) = answered {
        next.form.amounts = Amounts::default();
    }
    answer(next, situation)
}

/// Takes back the answer to one question.
fn clear(next: &mut Model, question: Question) -> Vec<Effect> {
    let before = next.outcome.heading;
    if question == Question::Horizons {
        next.form.amounts = Amounts::default();
    }
    let situation = next.situation.clone().without(question);
    let effects = answer(next, situation);
    // What the host locked stays.
    if !next.situation.answers(question) {
        next.announcement = Announcement::AnswerCleared { turned: next.outcome.heading != before };
    }
    [effects, vec![Effect::Focus(FocusTarget::Question(question))]].concat()
}

/// A start that is no usable date is kept as typed, beside the last good one. An empty field is an answer taken back.
fn type_start(next: &mut Model, text: String) -> Vec<Effect> {
    let situation = match text.parse::<Date>() {
        Ok(date) if date.is_valid_start() => Answer::Start(date).apply(next.situation.clone()),
        _ if text.is_empty() => next.situation.clone().without(Question::Start),
        _ => {
            next.form.invalid_start_input = Some(text);
            return Vec::new();
        }
    };
    next.form.invalid_start_input = None;
    answer(next, situation)
}

/// Takes what stands in the fields of the horizons: an answer when it is one, else the last one stays.
fn set_amounts(next: &mut Model, amounts: Amounts) -> Vec<Effect> {
    let horizons = match amounts.horizons() {
        Ok(horizons) => Some(horizons),
        Err(AmountsError::Untouched) => amounts.previous_answer(),
        Err(_) => next.situation.horizons,
    };
    if horizons != next.situation.horizons {
        next.announcement = Announcement::Heading;
    }
    let situation = Situation { horizons, ..next.situation.clone() };
    let effects = answer(next, situation);
    next.form.amounts = amounts;
    effects
}

/// A field of the horizons is left: what is wrong with them is said.
fn leave_amounts(next: &mut Model) -> Vec<Effect> {
    if next.form.amounts.is_untouched() {
        return Vec::new();
    }
    let (before, left) = (next.form.amounts.previous_answer(), next.form.amounts.after_blur());
    let effects = if left.is_untouched() {
        // She took back all that she gave.
        let situation = Situation { horizons: before, ..next.situation.clone() };
        let effects = answer(next, situation);
        next.form.amounts = left;
        effects
    } else {
        set_amounts(next, left)
    };
    if matches!(next.form.amounts.horizons(), Err(AmountsError::NotAnAmount | AmountsError::Sum(_))) {
        next.announcement = Announcement::Amounts;
    }
    effects
}
