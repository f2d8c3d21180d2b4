//! What every feature may do to the journey: other answers, another view, and what follows from both.

use super::effect::{Effect, HostEvent};
use super::explore::ExploreQuery;
use super::model::{Model, Snapshot, View};
use super::outcome::Outcome;
use super::record::ResponseKey;
use boussole_domain::amounts::Amounts;
use boussole_domain::dial::turned;
use boussole_domain::situation::{Question, Situation};
use std::rc::Rc;

/// The model with other answers; nothing follows from answers that are the same.
pub(super) fn answered(mut next: Model, situation: Situation) -> (Model, Vec<Effect>) {
    let situation =
        next.host.locked.iter().fold(situation, |situation, question| take(situation, *question, &next.situation));
    let mut effects: Vec<Effect> = Question::ALL
        .into_iter()
        .filter(|question| take(next.situation.clone(), *question, &situation) != next.situation)
        .map(|it| Effect::Emit(HostEvent::AnswerChanged(it)))
        .collect();
    if effects.is_empty() {
        return (next, effects);
    }
    effects.push(Effect::Emit(HostEvent::ResultChanged));
    if situation.horizons != next.situation.horizons {
        next.form.amounts = Amounts::default();
    }
    if situation.start.is_some() {
        next.form.start_wanted = false;
    }
    next.situation = situation;
    next.what_if = None;
    next.outcome = Rc::new(Outcome::of(&next.situation, &next.content));
    turn(&mut next);
    (next, effects)
}

/// A situation with the answer to one question taken from another.
pub(super) fn take(mut situation: Situation, question: Question, from: &Situation) -> Situation {
    match question {
        Question::Profile => situation.profile = from.profile,
        Question::Domains => situation.domains.clone_from(&from.domains),
        Question::Level => situation.level = from.level,
        Question::Maturity => situation.maturity = from.maturity,
        Question::Usage => situation.usage = from.usage,
        Question::Objectives => situation.objectives.clone_from(&from.objectives),
        Question::Horizons => situation.horizons = from.horizons,
        Question::Start => situation.start = from.start,
    }
    situation
}

pub(super) fn go(next: &mut Model, view: View) -> Vec<Effect> {
    if next.view == view || !next.offers(view) {
        return Vec::new();
    }
    if view == View::Method {
        next.navigation.return_to = next.view;
    }
    next.view = view;
    if view == View::Quick || View::STEPS.contains(&view) {
        next.navigation.journey = view;
    }
    next.form.start_wanted = false;
    next.navigation.generation = next.navigation.generation.wrapping_add(1);
    next.instruments.key = ResponseKey::default();
    next.undo.before_clear = None;
    // It was read, and something else is being done.
    next.share.import = None;
    next.instruments.partner_link = None;
    if let View::Instrument(place) = view {
        next.instruments.key.instrument = place;
    }
    // Going on is a good reason to think that the erased answers are not missed.
    if !next.situation.is_silent() {
        next.undo.before_start_over = None;
    }
    vec![Effect::Emit(HostEvent::ViewChanged(view))]
}

/// Turns both needles to their headings, each by the shorter way; without a heading they rest.
pub(super) fn turn(next: &mut Model) {
    let to = |needle: i32, outcome: &Outcome| {
        outcome.heading.map_or(needle, |heading| turned(needle, heading.bearing_tenths))
    };
    next.needles.own = to(next.needles.own, &next.outcome);
    next.needles.trial = match &next.what_if {
        Some(trial) => to(next.needles.trial, &trial.outcome),
        None => next.needles.own,
    };
}

/// The model with other answers where there was none.
pub(super) fn proposed(next: Model, situation: &Situation) -> (Model, Vec<Effect>) {
    let filled = Question::ALL
        .into_iter()
        .filter(|question| !next.situation.answers(*question))
        .fold(next.situation.clone(), |filled, question| take(filled, question, situation));
    answered(next, filled)
}

/// The model with one thing changed from which nothing follows.
pub(super) fn with(mut next: Model, change: impl FnOnce(&mut Model)) -> (Model, Vec<Effect>) {
    change(&mut next);
    (next, Vec::new())
}

/// The model without anything that the visitor made of her journey, back at the first step.
pub(super) fn emptied(mut next: Model) -> (Model, Vec<Effect>) {
    next.undo.before_clear = None;
    next.instruments.responses = Rc::default();
    next.explore.pinned = Vec::new();
    next.explore.query = ExploreQuery::default();
    next.share.plan = None;
    next.form.invalid_start_input = None;
    next.form.amounts = Amounts::default();
    let (mut next, mut effects) = answered(next, Situation::default());
    effects.extend(go(&mut next, View::Situate));
    (next, effects)
}

/// The model with the journey as it was in a snapshot.
pub(super) fn put_back(mut next: Model, snapshot: Snapshot) -> (Model, Vec<Effect>) {
    next.explore.pinned = snapshot.pinned;
    next.explore.query = snapshot.query;
    next.instruments.responses = snapshot.responses;
    next.share.plan = snapshot.plan;
    answered(next, snapshot.situation)
}
