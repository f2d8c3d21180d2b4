//! What becomes of the journey: other answers, none any more, all of another journey, and what was there before.

use super::navigation::go;
use crate::app::features::explore::ExploreQuery;
use crate::app::features::share::ImportOutcome;
use crate::app::journey::link::DecodedLink;
use crate::app::journey::outcome::Outcome;
use crate::app::journey::plan::PlanId;
use crate::app::model::{Form, Model};
use crate::app::runtime::announcement::Announcement;
use crate::app::runtime::effect::{Effect, FocusTarget, HostEvent, StorageCommand};
use crate::app::runtime::navigation::View;
use crate::app::undo::Snapshot;
use boussole_domain::amounts::Amounts;
use boussole_domain::situation::{Question, Situation};
use std::rc::Rc;

/// Takes other answers; nothing follows from answers that are the same.
pub(super) fn answer(next: &mut Model, situation: Situation) -> Vec<Effect> {
    let locked = next.host.locked.iter();
    let situation = locked.fold(situation, |situation, question| copy_answer(situation, *question, &next.situation));
    let mut effects: Vec<Effect> = Question::ALL
        .into_iter()
        .filter(|question| copy_answer(next.situation.clone(), *question, &situation) != next.situation)
        .map(|question| Effect::Emit(HostEvent::AnswerChanged(question)))
        .collect();
    if effects.is_empty() {
        return effects;
    }
    effects.push(Effect::Emit(HostEvent::ResultChanged));
    if situation.horizons != next.situation.horizons {
        next.form.amounts = Amounts::default();
    }
    if situation.start.is_some() {
        next.form.is_start_wanted = false;
    }
    next.situation = situation;
    conclude(next);
    effects
}

/// Draws from answers and content what follows from them; a trial is of what was before.
pub(super) fn conclude(next: &mut Model) {
    next.what_if = None;
    next.outcome = Rc::new(Outcome::new(&next.situation, &next.content));
}

/// A situation with the answer to one question taken from another.
fn copy_answer(mut situation: Situation, question: Question, from: &Situation) -> Situation {
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

/// Takes answers where there was none.
pub(super) fn propose(next: &mut Model, situation: &Situation) -> Vec<Effect> {
    let filled = Question::ALL
        .into_iter()
        .filter(|question| !next.situation.answers(*question))
        .fold(next.situation.clone(), |filled, question| copy_answer(filled, question, situation));
    answer(next, filled)
}

/// Takes away all that the visitor made of her journey, and goes back to the first step.
pub(super) fn empty(next: &mut Model) -> Vec<Effect> {
    next.instruments.before_clear = None;
    next.instruments.responses = Rc::default();
    next.explore.pinned = Vec::new();
    next.explore.query = ExploreQuery::default();
    next.share.plan = None;
    next.form = Form::default();
    let mut effects = answer(next, Situation::default());
    effects.extend(go(next, View::Situate));
    effects
}

/// Empties the journey, which can be undone.
pub(super) fn start_over(next: &mut Model) -> Vec<Effect> {
    next.undo.before_start_over = Some(snapshot(next));
    next.announcement = Announcement::StartedOver;
    let mut effects = empty(next);
    effects.push(Effect::Focus(FocusTarget::Title));
    effects
}

/// Brings back what starting over took away.
pub(super) fn undo_start_over(next: &mut Model) -> Vec<Effect> {
    next.announcement = Announcement::Restored;
    let erased = next.undo.before_start_over.take().unwrap_or_else(|| snapshot(next));
    let mut effects = put_back(next, erased);
    effects.push(Effect::Focus(FocusTarget::Title));
    effects
}

/// Takes up a journey in the place of what was there, which can be undone.
pub(super) fn import(next: &mut Model, state: DecodedLink, is_requested: bool) -> Vec<Effect> {
    // When there is nothing to lose, nothing can be undone.
    // What somebody else sent is not hers.
    if !next.shows_received() {
        next.undo.before_import = next.has_user_data().then(|| snapshot(next));
    }
    next.undo.before_start_over = None;
    next.instruments.before_clear = None;
    next.form.invalid_start_input = None;
    next.form.amounts = Amounts::default();
    next.instruments.responses = Rc::new(state.responses);
    next.explore.pinned = state.pinned;
    next.share.plan = Some(state.plan.unwrap_or_else(|| PlanId::from_situation(&state.situation, &next.content)));
    // What is kept under the journey before stays as it was.
    let mut effects = vec![Effect::Storage(StorageCommand::Detach)];
    effects.extend(answer(next, state.situation));
    effects.push(Effect::Emit(HostEvent::ResultChanged));
    if is_requested {
        let landing = landing(next);
        effects.extend(go(next, landing));
        effects.push(Effect::Focus(FocusTarget::Title));
    }
    next.share.import =
        Some(ImportOutcome::Imported { is_same_content: state.is_same_content, dropped: state.dropped });
    effects
}

/// The journey that was taken up came from somebody else: what it comes to shows first, and it can be compared with.
pub(super) fn receive(next: &mut Model) -> Vec<Effect> {
    if next.outcome.heading.is_none() {
        return Vec::new();
    }
    next.received = Some(next.outcome.clone());
    let landing = if next.is_enabled(View::Summary) { View::Summary } else { landing(next) };
    let import = next.share.import.clone();
    let effects = go(next, landing);
    next.share.import = import;
    effects
}

/// Where a visitor who opens a journey goes on: where its answers lead.
fn landing(model: &Model) -> View {
    let landing_view =
        if model.outcome.plan(&model.content).path.stops.is_empty() { View::Situate } else { View::Trajectory };
    if model.is_enabled(landing_view) { landing_view } else { model.view }
}

/// Brings back what was there before a journey was taken up.
pub(super) fn undo_import(next: &mut Model) -> Vec<Effect> {
    let Some(before) = next.undo.before_import.take() else { return Vec::new() };
    let mut effects = put_back(next, before);
    effects.extend([
        Effect::Storage(StorageCommand::RestorePrevious),
        Effect::Emit(HostEvent::ResultChanged),
        Effect::Focus(FocusTarget::Title),
    ]);
    effects
}

/// All that starting over would take away now.
fn snapshot(model: &Model) -> Snapshot {
    Snapshot {
        situation: model.situation.clone(),
        pinned: model.explore.pinned.clone(),
        query: model.explore.query.clone(),
        responses: model.instruments.responses.clone(),
        plan: model.share.plan,
    }
}

/// Makes the journey what it was in a snapshot.
fn put_back(next: &mut Model, snapshot: Snapshot) -> Vec<Effect> {
    next.explore.pinned = snapshot.pinned;
    next.explore.query = snapshot.query;
    next.instruments.responses = snapshot.responses;
    next.share.plan = snapshot.plan;
    answer(next, snapshot.situation)
}
