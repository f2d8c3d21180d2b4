//! What the host decides.

use super::journey::{answer, empty, propose};
use super::navigation::go;
use crate::app::features::workshop::Workshop;
use crate::app::journey::plan::is_changed;
use crate::app::journey::record::Responses;
use crate::app::model::Model;
use crate::app::msg::HostMsg;
use crate::app::runtime::effect::{Effect, HostEvent};
use crate::app::runtime::navigation::View;
use boussole_domain::order;
use boussole_domain::situation::Situation;
use std::rc::Rc;

/// Does what the host decided.
pub(super) fn update(next: &mut Model, msg: HostMsg) -> Vec<Effect> {
    match msg {
        HostMsg::ViewSet(view) => return go(next, view),
        HostMsg::AnswersSet(situation, responses) => return set_answers(next, situation, responses),
        HostMsg::SituationSet(situation) => return set_situation(next, situation),
        HostMsg::AnswersProposed(situation) => {
            let shows_received = next.shows_received();
            let effects = propose(next, &situation);
            if shows_received {
                next.received = Some(next.outcome.clone());
            }
            return effects;
        }
        HostMsg::ResetRequested => return reset(next),
        HostMsg::ViewsSet(views) => return set_views(next, &views),
        HostMsg::HeadingLevelSet(level) => next.host.heading_level = level.clamp(2, 5),
        HostMsg::TodaySet(today) => {
            next.host.today = Some(today);
            next.navigation.generation = next.navigation.generation.wrapping_add(1);
        }
        HostMsg::QuestionsLocked(questions) => next.host.locked = questions,
        HostMsg::CameraDetected => next.host.has_camera = true,
    }
    Vec::new()
}

/// Makes the widget what it was at first; what cannot be undone is gone too.
fn reset(next: &mut Model) -> Vec<Effect> {
    next.undo.before_start_over = None;
    next.workshop = Workshop::default();
    next.received = None;
    (next.undo.before_import, next.share.import, next.share.typed_link) = (None, None, String::new());
    empty(next)
}

/// Takes all answers.
fn set_situation(next: &mut Model, situation: Situation) -> Vec<Effect> {
    next.form.invalid_start_input = None;
    next.share.plan = next.share.plan.filter(|_| is_changed(&next.situation, &situation, &next.content));
    answer(next, situation)
}

/// Takes all answers, and all that the instruments were given.
fn set_answers(next: &mut Model, situation: Situation, responses: Responses) -> Vec<Effect> {
    let have_responses_changed = *next.instruments.responses != responses;
    next.instruments.responses = Rc::new(responses);
    next.instruments.before_clear = None;
    let mut effects = set_situation(next, situation);
    if have_responses_changed && effects.is_empty() {
        effects.push(Effect::Emit(HostEvent::ResultChanged));
    }
    effects
}

/// Only these views; when the one that shows is none of them, the first of them shows. Steps and other
/// pages stand in the order of the method, instruments as the host names them.
fn set_views(next: &mut Model, views: &[View]) -> Vec<Effect> {
    let mut enabled: Vec<View> = View::all(&next.content).into_iter().filter(|view| views.contains(view)).collect();
    order::sort_by_key(&mut enabled, |view| {
        views.iter().position(|named| matches!(view, View::Instrument(_)) && named == view)
    });
    let Some(first) = enabled.first().copied() else { return Vec::new() };
    next.host.enabled_views = enabled;
    if next.is_enabled(next.view) { Vec::new() } else { go(next, first) }
}
