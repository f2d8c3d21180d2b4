//! How the drawing speaks to the outside.

use crate::app::Msg;
use yew::{Callback, Event};

/// How the drawing speaks to the outside. The views name no browser type: `read` is how they learn
/// what stands in a field.
#[derive(Clone)]
pub struct Dispatch {
    /// Takes what happened.
    pub send: Callback<Msg>,
    /// The text in the field that an event comes from.
    pub read: fn(&Event) -> String,
}

impl Dispatch {
    /// Hears nothing: for drawings that nobody can touch.
    #[must_use]
    pub fn noop() -> Self {
        Self { send: Callback::noop(), read: |_| String::new() }
    }

    /// Something that will have happened.
    pub(super) fn on_event(&self, msg: Msg) -> Handler {
        Handler { dispatch: self.clone(), kind: HandlerKind::Send(msg) }
    }

    /// What the text of a field will make.
    pub(super) fn on_text(&self, make: impl Fn(String) -> Option<Msg> + 'static) -> Handler {
        Handler { dispatch: self.clone(), kind: HandlerKind::FromInput(Box::new(make)) }
    }
}

/// What is said when something happens in the drawing.
pub struct Handler {
    dispatch: Dispatch,
    kind: HandlerKind,
}

enum HandlerKind {
    /// A fixed message.
    Send(Msg),
    /// What the text of a field makes.
    FromInput(Box<dyn Fn(String) -> Option<Msg>>),
}

impl Handler {
    /// Something happened.
    pub fn handle(&self, event: &Event) {
        let msg = match &self.kind {
            HandlerKind::Send(msg) => Some(msg.clone()),
            HandlerKind::FromInput(make) => make((self.dispatch.read)(event)),
        };
        if let Some(msg) = msg {
            self.dispatch.send.emit(msg);
        }
    }
}
