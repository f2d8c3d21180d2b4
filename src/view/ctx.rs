//! What every part of the drawing is given: the model, and a way to say what happened.

use super::dispatch::{Dispatch, Handler};
use super::markup::html;
use crate::app::{Model, Msg};
use boussole_content::i18n::{Key, Messages};
use boussole_content::pack::{Pack, Vocabulary};
use yew::{AttrValue, Html};

/// The model and the dispatcher, lent to the views.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    /// What to draw.
    pub model: &'a Model,
    /// Whom to tell.
    pub dispatch: &'a Dispatch,
}

impl<'a> Ctx<'a> {
    /// The content in the visitor's language.
    #[must_use]
    pub fn content(self) -> &'a Pack {
        &self.model.content
    }

    /// The words of the interface.
    #[must_use]
    pub fn messages(self) -> &'a Messages {
        &self.model.content.messages
    }

    /// The terms people read.
    #[must_use]
    pub fn vocabulary(self) -> &'a Vocabulary {
        &self.model.content.vocabulary
    }

    /// The name of a set of radios. It holds the visit: in a shadow tree Chromium 156 no longer stops, for Tab, at a
    /// set whose name had the focus on a page that is gone.
    #[must_use]
    pub fn radio_group(self, name: &str) -> String {
        [name, "-", &self.model.navigation.generation.to_string()].concat()
    }

    /// A message, as a child.
    #[must_use]
    pub fn t(self, key: Key) -> &'a str {
        self.messages().get(key)
    }

    /// A message, as an attribute.
    #[must_use]
    pub fn attr(self, key: Key) -> AttrValue {
        self.t(key).to_owned().into()
    }

    /// A message with its places filled.
    #[must_use]
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        self.messages().fill(key, values)
    }

    /// Says that something happened.
    #[must_use]
    pub fn on(self, msg: Msg) -> Handler {
        self.dispatch.on_event(msg)
    }

    /// Says what stands in a field, while it is typed or once it is chosen; nothing when it makes no message.
    pub fn on_text(self, make: impl Fn(String) -> Option<Msg> + 'static) -> Handler {
        self.dispatch.on_text(make)
    }

    /// The picture beside a word, where words are easy to read; it says nothing that the word does not say.
    pub fn picture(self, list: &str, id: &str) -> Html {
        let is_it = |name: &str| name.strip_prefix(list).and_then(|rest| rest.strip_prefix('/')) == Some(id);
        let picture = self.content().pictures.iter().find(|(name, _)| is_it(name));
        picture.map_or_else(Html::default, |(_, path)| {
            html! {
                <svg class="picture" viewBox="0 0 48 48" aria-hidden="true" focusable="false"><path d={path.clone()} /></svg>
            }
        })
    }

    /// A heading `depth` levels below the widget's own title.
    pub fn heading(self, depth: u8, class: &'static str, children: Html) -> Html {
        let level = (self.model.host.heading_level + depth).min(6);
        html! { <@{format!("h{level}")} class={class}>{ children }</@> }
    }
}
