//! Going from page to page.

use super::effect::{Effect, FocusTarget};
use super::journey::go;
use super::model::{Model, View};
use super::msg::NavigationMsg;

/// The model after it.
pub(super) fn changed(mut next: Model, msg: &NavigationMsg) -> (Model, Vec<Effect>) {
    match *msg {
        NavigationMsg::Returned => {
            let back = Some(next.navigation.journey).filter(|view| next.offers(*view)).or_else(|| next.steps().next());
            let effects = back.map_or_else(Vec::new, |view| go(&mut next, view));
            (next, [effects, vec![Effect::Focus(FocusTarget::Title)]].concat())
        }
        NavigationMsg::ViewRequested(view) => {
            let effects = go(&mut next, view);
            (next, [effects, vec![Effect::Focus(FocusTarget::Title)]].concat())
        }
        NavigationMsg::QuestionRequested(question) => {
            let view = next.asked_in(question).unwrap_or(View::of(question));
            let effects = go(&mut next, view);
            (next, [effects, vec![Effect::Focus(FocusTarget::Question(question))]].concat())
        }
        NavigationMsg::MethodClosed => {
            let back = next.navigation.return_to;
            let effects = go(&mut next, back);
            (next, [effects, vec![Effect::Focus(FocusTarget::Title)]].concat())
        }
    }
}
