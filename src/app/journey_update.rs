//! What happens to the answers.

use super::answer::Answer;
use super::effect::{Effect, FocusTarget};
use super::journey::{answered, emptied, proposed, put_back};
use super::model::{Announcement, Model, Snapshot};
use super::msg::JourneyMsg;
use boussole_domain::Date;
use boussole_domain::amounts::{Amounts, Unsettled};
use boussole_domain::situation::{Question, Situation};

/// The model after it.
pub(super) fn changed(next: Model, msg: JourneyMsg) -> (Model, Vec<Effect>) {
    match msg {
        JourneyMsg::Answered(answer) => answer_given(next, answer),
        JourneyMsg::Cleared(question) => answer_cleared(next, question),
        JourneyMsg::AmountTyped(..)
        | JourneyMsg::AmountSlid(..)
        | JourneyMsg::AmountBlurred
        | JourneyMsg::AmountsAdapted => amounts(next, &msg),
        JourneyMsg::StartTyped(text) => start_typed(next, text),
        JourneyMsg::ProposalTaken => {
            let proposal = next.proposal();
            let first = Question::ALL.into_iter().find(|question| proposal.answers(*question));
            let (next, effects) = proposed(next, &proposal);
            (next, effects.into_iter().chain(first.map(|it| Effect::Focus(FocusTarget::Question(it)))).collect())
        }
        JourneyMsg::StartedOver => start_over(next),
        JourneyMsg::StartOverUndone => restore(next),
    }
}

/// The model with one answer given, or taken back where several may be.
fn answer_given(mut next: Model, answer: Answer) -> (Model, Vec<Effect>) {
    let situation = answer.apply(next.situation.clone());
    if let Answer::Start(_) = answer {
        next.form.invalid_start_input = None;
        let (next, effects) = answered(next, situation);
        // The button that says "today" goes once there is a start.
        return (next, [effects, vec![Effect::Focus(FocusTarget::Question(Question::Start))]].concat());
    }
    next.announcement = match answer {
        Answer::Domain(_) if next.situation.domains.len() + 1 == Situation::MAX_DOMAINS => Announcement::DomainsFull,
        _ => Announcement::Heading,
    };
    if let Answer::Horizons(_) = answer {
        next.form.amounts = Amounts::default();
    }
    answered(next, situation)
}

/// The model with one question unanswered.
fn answer_cleared(mut next: Model, question: Question) -> (Model, Vec<Effect>) {
    next.announcement = Announcement::Heading;
    if question == Question::Horizons {
        next.form.amounts = Amounts::default();
    }
    let situation = next.situation.clone().without(question);
    let (next, effects) = answered(next, situation);
    (next, [effects, vec![Effect::Focus(FocusTarget::Question(question))]].concat())
}

/// A start that is no usable date is kept as typed, beside the last good one. An empty field is an answer taken back.
fn start_typed(mut next: Model, text: String) -> (Model, Vec<Effect>) {
    let situation = match text.parse::<Date>() {
        Ok(date) if date.may_start() => {
            next.form.invalid_start_input = None;
            Answer::Start(date).apply(next.situation.clone())
        }
        _ if text.is_empty() => {
            next.form.invalid_start_input = None;
            next.situation.clone().without(Question::Start)
        }
        _ => {
            next.form.invalid_start_input = Some(text);
            return (next, Vec::new());
        }
    };
    answered(next, situation)
}

/// No answer any more, back at the first step; the answers can be brought back.
fn start_over(mut next: Model) -> (Model, Vec<Effect>) {
    next.undo.before_start_over = Some(Snapshot::of(&next));
    next.announcement = Announcement::StartedOver;
    let (next, mut effects) = emptied(next);
    effects.push(Effect::Focus(FocusTarget::Title));
    (next, effects)
}

/// What starting over took away is there again.
fn restore(mut next: Model) -> (Model, Vec<Effect>) {
    next.announcement = Announcement::Restored;
    let erased = next.undo.before_start_over.take().unwrap_or_else(|| Snapshot::of(&next));
    let (next, mut effects) = put_back(next, erased);
    effects.push(Effect::Focus(FocusTarget::Title));
    (next, effects)
}

/// The model after something happened to the fields of the horizons.
fn amounts(next: Model, msg: &JourneyMsg) -> (Model, Vec<Effect>) {
    let (amounts, answer) = (&next.form.amounts, next.situation.horizons);
    let changed = match msg {
        JourneyMsg::AmountTyped(impact, text) => amounts.typed(*impact, text, answer),
        JourneyMsg::AmountSlid(impact, amount) => amounts.slid(*impact, *amount, answer),
        JourneyMsg::AmountsAdapted => amounts.adapted(),
        _ => return amounts_left(next),
    };
    let (next, mut effects) = amounts_changed(next, changed);
    if *msg == JourneyMsg::AmountsAdapted {
        // The button that adapts goes with what it mends.
        effects.push(Effect::Focus(FocusTarget::Question(Question::Horizons)));
    }
    (next, effects)
}

/// The model with what stands in the fields of the horizons now: an answer when it is one, else the last one stays.
fn amounts_changed(mut next: Model, amounts: Amounts) -> (Model, Vec<Effect>) {
    let horizons = match amounts.settled() {
        Ok(horizons) => Some(horizons),
        Err(Unsettled::Untouched) => amounts.before(),
        Err(_) => next.situation.horizons,
    };
    if horizons != next.situation.horizons {
        next.announcement = Announcement::Heading;
    }
    let situation = Situation { horizons, ..next.situation.clone() };
    let (mut next, effects) = answered(next, situation);
    next.form.amounts = amounts;
    (next, effects)
}

/// A field of the horizons is left: what is wrong with them is said.
fn amounts_left(next: Model) -> (Model, Vec<Effect>) {
    if next.form.amounts.is_untouched() {
        return (next, Vec::new());
    }
    let (before, left) = (next.form.amounts.before(), next.form.amounts.left());
    let (mut next, effects) = if left.is_untouched() {
        // She took back all that she gave.
        let situation = Situation { horizons: before, ..next.situation.clone() };
        let (mut next, effects) = answered(next, situation);
        next.form.amounts = left;
        (next, effects)
    } else {
        amounts_changed(next, left)
    };
    if matches!(next.form.amounts.settled(), Err(Unsettled::NoAmount | Unsettled::Sum(_))) {
        next.announcement = Announcement::Amounts;
    }
    (next, effects)
}
