//! Going from page to page.

use crate::app::features::instruments::Rounds;
use crate::app::journey::record::ResponseKey;
use crate::app::model::Model;
use crate::app::msg::NavigationMsg;
use crate::app::runtime::effect::{Effect, FocusTarget, HostEvent};
use crate::app::runtime::navigation::View;

/// Goes where a message says.
pub(super) fn update(next: &mut Model, msg: &NavigationMsg) -> Vec<Effect> {
    let (view, target) = match *msg {
        NavigationMsg::ReturnRequested => {
            let back =
                Some(next.navigation.journey).filter(|view| next.is_enabled(*view)).or_else(|| next.steps().next());
            (back, FocusTarget::Title)
        }
        NavigationMsg::ViewRequested(view) => (Some(view), FocusTarget::Title),
        NavigationMsg::QuestionRequested(question) => {
            (Some(next.view_asking(question).unwrap_or(View::for_question(question))), FocusTarget::Question(question))
        }
        NavigationMsg::QuestionReached(question) => {
            next.navigation.question = Some(question);
            return Vec::new();
        }
        NavigationMsg::AllQuestionsToggled => {
            next.navigation.shows_all_questions = !next.navigation.shows_all_questions;
            return next
                .question()
                .map_or_else(Vec::new, |question| vec![Effect::Focus(FocusTarget::Question(question))]);
        }
        NavigationMsg::MethodClosed => (Some(next.navigation.return_to), FocusTarget::Title),
    };
    let mut effects = view.map_or_else(Vec::new, |view| go(next, view));
    if let FocusTarget::Question(question) = target {
        next.navigation.question = Some(question);
    }
    effects.push(Effect::Focus(target));
    effects
}

/// Shows another page, when the host offers it.
pub(super) fn go(next: &mut Model, view: View) -> Vec<Effect> {
    if next.view == view || !next.is_enabled(view) {
        return Vec::new();
    }
    if view == View::Method {
        next.navigation.return_to = next.view;
    }
    next.view = view;
    next.navigation.question = None;
    if view == View::Quick || View::STEPS.contains(&view) {
        next.navigation.journey = view;
    }
    next.form.is_start_wanted = false;
    next.navigation.generation = next.navigation.generation.wrapping_add(1);
    next.instruments.key = ResponseKey::default();
    next.instruments.before_clear = None;
    // It was read, and something else is being done.
    next.share.import = None;
    next.share.export_outcome = None;
    next.share.keep_offer.leave();
    next.instruments.partner_link = None;
    next.instruments.rounds = Rounds::default();
    if let View::Instrument(index) = view {
        next.instruments.key.instrument = index;
    }
    // Going on is a good reason to think that the erased answers are not missed.
    if !next.situation.is_empty() {
        next.undo.before_start_over = None;
    }
    vec![Effect::Emit(HostEvent::ViewChanged(view))]
}
