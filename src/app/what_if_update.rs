//! Trying a change.

use super::effect::{Effect, FocusTarget};
use super::journey::{answered, turn};
use super::model::{Announcement, Model, View, WhatIf};
use super::msg::WhatIfMsg;
use super::outcome::Outcome;
use boussole_domain::situation::Question;
use std::rc::Rc;

/// The model after it.
pub(super) fn changed(mut next: Model, msg: &WhatIfMsg) -> (Model, Vec<Effect>) {
    let official = next.content.heading.weights;
    let trial = next.what_if.take();
    let situation = trial.as_ref().map_or_else(|| next.situation.clone(), |trial| trial.situation.clone());
    let weights = trial.as_ref().map_or(official, |trial| trial.weights);
    let question = trial.as_ref().map_or(Question::Maturity, |trial| trial.question);
    let (question, situation, weights) = match *msg {
        // One change at a time: another question starts from the visitor's own answers again.
        WhatIfMsg::Opened(question) => (question, next.situation.clone(), weights),
        WhatIfMsg::Answered(answer) => (answer.question(), answer.apply(next.situation.clone()), weights),
        WhatIfMsg::Cleared(question) => (question, next.situation.clone().without(question), weights),
        WhatIfMsg::Weighed(weights) => (question, situation, weights),
        WhatIfMsg::Kept => {
            next.announcement = Announcement::Heading;
            let (next, effects) = answered(next, situation);
            let focus = trial_ended(&next);
            return (next, [effects, vec![focus]].concat());
        }
        WhatIfMsg::Dropped => {
            turn(&mut next);
            next.announcement = Announcement::Heading;
            let focus = trial_ended(&next);
            return (next, vec![focus]);
        }
    };
    next.announcement = Announcement::Difference;
    let outcome = Rc::new(Outcome::weighed(&situation, &next.content, weights));
    next.what_if = Some(WhatIf { question, situation, weights, outcome });
    turn(&mut next);
    (next, Vec::new())
}

/// Where the focus goes when a trial ends: its buttons go with it.
fn trial_ended(next: &Model) -> Effect {
    if next.view == View::Trajectory { Effect::Focus(FocusTarget::WhatIf) } else { Effect::Focus(FocusTarget::Title) }
}
