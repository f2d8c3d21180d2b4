//! What the host decides.

use super::effect::{Effect, HostEvent};
use super::journey::{answered, emptied, go, proposed, with};
use super::model::{Model, View};
use super::msg::HostMsg;
use super::plan::is_changed;
use super::record::Responses;
use super::workshop::Workshop;
use boussole_domain::situation::Situation;
use std::rc::Rc;

/// The model after it.
pub(super) fn changed(mut next: Model, msg: HostMsg) -> (Model, Vec<Effect>) {
    match msg {
        HostMsg::HeadingLevelSet(level) => with(next, |next| next.host.heading_level = level.clamp(2, 5)),
        HostMsg::TodaySet(today) => with(next, |next| {
            (next.host.today, next.navigation.generation) = (Some(today), next.navigation.generation.wrapping_add(1));
        }),
        HostMsg::ViewSet(view) => {
            let effects = go(&mut next, view);
            (next, effects)
        }
        HostMsg::AnswersSet(situation, responses) => all_assigned(next, situation, responses),
        HostMsg::SituationSet(situation) => {
            next.form.invalid_start_input = None;
            next.share.plan = next.share.plan.filter(|_| is_changed(&next.situation, &situation, &next.content));
            answered(next, situation)
        }
        HostMsg::AnswersProposed(situation) => proposed(next, &situation),
        HostMsg::Reset => reset(next),
        HostMsg::QuestionsLocked(questions) => with(next, |next| next.host.locked = questions),
        HostMsg::ViewsSet(views) => offer(next, &views),
    }
}

/// The model as it began; what cannot be undone is gone too.
fn reset(mut next: Model) -> (Model, Vec<Effect>) {
    next.undo.before_start_over = None;
    next.workshop = Workshop::default();
    (next.undo.before_import, next.share.import, next.share.typed_link) = (None, None, String::new());
    emptied(next)
}

/// The model with all that the instruments were given.
fn all_assigned(mut next: Model, situation: Situation, responses: Responses) -> (Model, Vec<Effect>) {
    let recorded = *next.instruments.responses != responses;
    next.share.plan = next.share.plan.filter(|_| is_changed(&next.situation, &situation, &next.content));
    next.instruments.responses = Rc::new(responses);
    next.undo.before_clear = None;
    next.form.invalid_start_input = None;
    let (next, mut effects) = answered(next, situation);
    if recorded && effects.is_empty() {
        effects.push(Effect::Emit(HostEvent::ResultChanged));
    }
    (next, effects)
}

/// Only these views; when the one that shows is none of them, the first of them shows.
fn offer(mut next: Model, views: &[View]) -> (Model, Vec<Effect>) {
    let offered: Vec<View> = View::all(&next.content).into_iter().filter(|view| views.contains(view)).collect();
    let Some(first) = offered.first().copied() else {
        return (next, Vec::new());
    };
    next.host.enabled_views = offered;
    let effects = if next.offers(next.view) { Vec::new() } else { go(&mut next, first) };
    (next, effects)
}
