//! What the forms of an instrument share: a change that is handed over whole, and a text in two languages.
//!
//! Parts that come and go stand in a fragment of their own, `<>{ for … }</>`: else Yew draws what follows them anew, and the
//! button that added one loses the focus.

use crate::edit::Edit;
use crate::instrument;
use crate::page::{PanelProps, fill, input_value, keep_focus};
use boussole_authoring::source::{InstrumentFile, Text};
use std::rc::Rc;
use yew::prelude::*;

/// Finds a text in an instrument.
pub type TextIn = Rc<dyn Fn(&mut InstrumentFile) -> Option<&mut Text>>;

/// A text in the language of the page, or in French.
pub fn said(text: &Text, props: &PanelProps) -> String {
    let english = text.en.clone().filter(|_| props.page_language == "en");
    english.unwrap_or_else(|| text.fr.clone())
}

/// Hands over a change of the instrument.
pub struct Changes {
    edit: Callback<Edit>,
    settle: Callback<()>,
    instrument: Rc<InstrumentFile>,
}

impl Changes {
    /// Changes of an instrument of the project.
    pub fn of(props: &PanelProps, instrument: &InstrumentFile) -> Self {
        Self { edit: props.edit.clone(), settle: props.settle.clone(), instrument: Rc::new(instrument.clone()) }
    }

    /// A press of a button.
    pub fn press(&self, change: impl Fn(&mut InstrumentFile) + 'static) -> Callback<MouseEvent> {
        self.step(move |instrument, event: MouseEvent| {
            keep_focus(&event);
            change(instrument);
        })
    }

    /// What is chosen or ticked.
    pub fn chosen(&self, change: impl Fn(&mut InstrumentFile, &Event) + 'static) -> Callback<Event> {
        self.step(move |instrument, event: Event| change(instrument, &event))
    }

    /// What is chosen in a [`Choice`](crate::page::Choice).
    pub fn picked(&self, change: impl Fn(&mut InstrumentFile, String) + 'static) -> Callback<String> {
        self.step(change)
    }

    /// A change that is one step of what can be undone.
    fn step<Given: 'static>(&self, change: impl Fn(&mut InstrumentFile, Given) + 'static) -> Callback<Given> {
        let (edit, settle, instrument) = (self.edit.clone(), self.settle.clone(), self.instrument.clone());
        Callback::from(move |given: Given| {
            settle.emit(());
            let mut changed = (*instrument).clone();
            change(&mut changed, given);
            edit.emit(Edit::Instrument(Box::new(changed)));
            settle.emit(());
        })
    }

    /// What stands in a field.
    pub fn typed(&self, change: impl Fn(&mut InstrumentFile, String) + 'static) -> Callback<InputEvent> {
        let (edit, instrument) = (self.edit.clone(), self.instrument.clone());
        Callback::from(move |event: InputEvent| {
            let mut changed = (*instrument).clone();
            change(&mut changed, input_value(&event));
            instrument::drop_empty_descriptions(&mut changed);
            edit.emit(Edit::Instrument(Box::new(changed)));
        })
    }
}

/// A text in French and in English.
#[allow(clippy::needless_pass_by_value)]
pub fn texts(props: &PanelProps, changes: &Changes, label: AttrValue, text: &Text, place: TextIn) -> Html {
    let words = &props.words;
    let field = |language: &'static str, name: AttrValue, value: String| {
        let place = place.clone();
        let typed = changes.typed(move |instrument, typed| {
            let Some(text) = place(instrument) else { return };
            if language == "fr" {
                text.fr = typed;
            } else {
                text.en = Some(typed).filter(|typed| !typed.is_empty());
            }
        });
        html! { <label>{ fill(&name, &[("name", &label)]) }<textarea rows="1" lang={language} {value} oninput={typed} onchange={props.settled()} /></label> }
    };
    html! {
        <div class="pair">
            { field("fr", words.word("in-french"), text.fr.clone()) }
            { field("en", words.word("in-english"), text.en.clone().unwrap_or_default()) }
        </div>
    }
}
