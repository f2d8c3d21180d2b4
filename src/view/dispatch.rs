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
    pub(super) fn said(&self, msg: Msg) -> Handler {
        Handler { bus: self.clone(), what: What::Said(msg) }
    }

    /// What the text of a field will make.
    pub(super) fn read(&self, make: impl Fn(String) -> Option<Msg> + 'static) -> Handler {
        Handler { bus: self.clone(), what: What::Read(Box::new(make)) }
    }
}

/// What is said when something happens in the drawing.
pub struct Handler {
    bus: Dispatch,
    what: What,
}

enum What {
    /// A fixed message.
    Said(Msg),
    /// What the text of a field makes.
    Read(Box<dyn Fn(String) -> Option<Msg>>),
}

impl Handler {
    /// Something happened.
    pub fn handle(&self, event: &Event) {
        let msg = match &self.what {
            What::Said(msg) => Some(msg.clone()),
            What::Read(make) => make((self.bus.read)(event)),
        };
        if let Some(msg) = msg {
            self.bus.send.emit(msg);
        }
    }
}
