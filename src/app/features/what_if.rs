//! Trying a change: what would follow from another answer, or from other weights.

use crate::app::journey::answer::Answer;
use crate::app::journey::outcome::Outcome;
use crate::app::runtime::action::Action;
use crate::app::runtime::announcement::Announcement;
use crate::app::runtime::context::Context;
use crate::app::runtime::effect::{Effect, FocusTarget};
use crate::app::runtime::navigation::View;
use boussole_domain::heading::Weights;
use boussole_domain::situation::{Question, Situation};
use std::rc::Rc;

/// A change under trial: the visitor's own answers stay as they are until she keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// The question whose answer is being changed.
    pub question: Question,
    /// The answers with the change.
    pub situation: Situation,
    /// The weights of the heading under trial.
    pub weights: Weights,
    /// What would follow.
    pub outcome: Rc<Outcome>,
}

/// Something that happens to a change under trial.
#[derive(Clone, Debug, PartialEq)]
pub enum WhatIfMsg {
    /// The visitor tries a change: the question.
    Opened(Question),
    /// Another answer, under trial.
    Answered(Answer),
    /// An answer taken back, under trial.
    Cleared(Question),
    /// Other weights, under trial.
    Weighed(Weights),
    /// The change under trial becomes the answer.
    Kept,
    /// The change under trial is dropped.
    Dropped,
}

/// What a trial asks of the root.
#[derive(Debug)]
pub enum Event {
    /// The answers under trial become the visitor's.
    Kept(Situation),
}

/// What a message makes of the change under trial.
pub fn update(what_if: &mut Option<WhatIf>, msg: &WhatIfMsg, context: Context<'_>) -> (Action, Option<Event>) {
    let trial = what_if.take();
    let situation = trial.as_ref().map_or_else(|| context.situation.clone(), |trial| trial.situation.clone());
    let weights = trial.as_ref().map_or(context.content.heading.weights, |trial| trial.weights);
    let question = trial.as_ref().map_or(Question::Maturity, |trial| trial.question);
    let (question, situation, weights) = match *msg {
        // One change at a time: another question starts from the visitor's own answers again.
        WhatIfMsg::Opened(question) => (question, context.situation.clone(), weights),
        WhatIfMsg::Answered(answer) => (answer.question(), answer.apply(context.situation.clone()), weights),
        WhatIfMsg::Cleared(question) => (question, context.situation.clone().without(question), weights),
        WhatIfMsg::Weighed(weights) => (question, situation, weights),
        WhatIfMsg::Kept => return (ended(context.view), Some(Event::Kept(situation))),
        WhatIfMsg::Dropped => return (ended(context.view), None),
    };
    let outcome = Rc::new(Outcome::with_weights(&situation, context.content, weights));
    *what_if = Some(WhatIf { question, situation, weights, outcome });
    (Action::announce(Announcement::Difference), None)
}

/// The trial is over: the focus goes on, since its buttons go with it.
fn ended(view: View) -> Action {
    let target = if view == View::Trajectory { FocusTarget::WhatIf } else { FocusTarget::Title };
    Action { announcement: Some(Announcement::Heading), effects: vec![Effect::Focus(target)] }
}
