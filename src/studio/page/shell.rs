//! The frame of the page: what is undone and kept, the tabs, the panel, the preview.

use super::dom::{Shared, Words, document, input_value, is_ticked};
use super::panel::{PanelProps, Picked, Place};
use super::preview::Preview;
use super::store;
use crate::base::Base;
use crate::edit::Edit;
use crate::history::History;
use crate::out;
use crate::panels;
use crate::project::{Project, file};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlElement};
use yew::prelude::*;

/// What is typed is written down so long after the last key.
const KEEP_DELAY_MS: u32 = 400;

/// The tabs, in their order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Look,
    Words,
    Resources,
    Journey,
    Instruments,
    Weights,
    Out,
}

impl Tab {
    const ALL: [Self; 7] =
        [Self::Look, Self::Words, Self::Resources, Self::Journey, Self::Instruments, Self::Weights, Self::Out];

    fn name(self, words: &Words) -> AttrValue {
        match self {
            Self::Look => words.word("tab-look"),
            Self::Words => words.word("tab-words"),
            Self::Resources => words.word("tab-resources"),
            Self::Journey => words.word("tab-journey"),
            Self::Instruments => words.word("tab-instruments"),
            Self::Weights => words.word("tab-weights"),
            Self::Out => words.word("tab-out"),
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Words => "words",
            Self::Resources => "resources",
            Self::Journey => "journey",
            Self::Instruments => "instruments",
            Self::Weights => "weights",
            Self::Out => "out",
        }
    }

    fn panel(self, props: PanelProps) -> Html {
        match self {
            Self::Look => html! { <panels::look::Look ..props /> },
            Self::Words => html! { <panels::words::Words ..props /> },
            Self::Resources => html! { <panels::resources::Resources ..props /> },
            Self::Journey => html! { <panels::journey::Journey ..props /> },
            Self::Instruments => html! { <panels::instruments::Instruments ..props /> },
            Self::Weights => html! { <panels::weights::Weights ..props /> },
            Self::Out => html! { <panels::out::Out ..props /> },
        }
    }

    /// The one so many places further on.
    fn moved(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or_default();
        Self::ALL.get((at + by) % Self::ALL.len()).copied().unwrap_or(self)
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct StudioProps {
    pub base: Shared<Base>,
    pub words: Words,
}

pub enum Msg {
    Edit(Edit),
    Settle,
    Undo,
    Redo,
    Open(Tab),
    /// So many tabs further on: from the one that is open by then, not from the one that was drawn.
    Along(usize),
    Keep(bool),
    Language(String),
    Say(AttrValue),
    Pick(Place),
    Written,
    TakenAway,
}

/// The whole page.
pub struct Studio {
    history: History,
    present: Shared<Project>,
    tab: Tab,
    language: AttrValue,
    page_language: AttrValue,
    keeps: bool,
    said: AttrValue,
    picked: Option<Picked>,
    /// So many were picked before.
    picks: usize,
    tabs: NodeRef,
    /// Whether the tab that was opened takes the focus.
    moves_focus: bool,
    /// What writes the project down once nothing more was typed for a moment.
    keeping: Option<Timeout>,
    /// The project as it came, or was last taken away.
    taken: Shared<Project>,
    /// Whether closing the page would lose something: then the browser asks first.
    has_unsaved: Rc<Cell<bool>>,
    _leaving: Option<EventListener>,
}

impl Component for Studio {
    type Message = Msg;
    type Properties = StudioProps;

    fn create(context: &Context<Self>) -> Self {
        let words = &context.props().words;
        let kept = store::kept();
        let (project, said) = match kept.as_deref().map(file::read) {
            None => (Project::default(), AttrValue::default()),
            Some(Ok(project)) => (project, words.word("kept-found")),
            // What another version has kept stays where it is until somebody says otherwise.
            Some(Err(_)) => (Project::default(), words.word("kept-refused")),
        };
        let keeps = kept.is_some() && said == words.word("kept-found");
        let mut history = History::new(project);
        let mut said = said;
        // A link lays its changes over what was here, and that can be undone.
        let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
        match out::from_fragment(&hash) {
            Some(Ok(project)) => {
                history.edit(Edit::Replace(Box::new(project)));
                said = words.word("in-done");
            }
            Some(Err(why)) => said = panels::out::refusal(words, &why),
            None => {}
        }
        let page_language: AttrValue = document()
            .and_then(|document| document.document_element())
            .and_then(|root| root.get_attribute("lang"))
            .unwrap_or_else(|| "fr".to_owned())
            .into();
        let present = Shared::new(history.present().clone());
        let has_unsaved = Rc::<Cell<bool>>::default();
        Self {
            taken: present.clone(),
            _leaving: ask_before_leaving(has_unsaved.clone()),
            has_unsaved,
            present,
            history,
            tab: Tab::Look,
            language: page_language.clone(),
            page_language,
            keeps,
            said,
            picked: None,
            picks: 0,
            tabs: NodeRef::default(),
            moves_focus: false,
            keeping: None,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Msg) -> bool {
        let words = &context.props().words;
        match message {
            Msg::Edit(edit) => self.history.edit(edit),
            Msg::Settle => {
                self.history.settle();
                return false;
            }
            Msg::Undo => {
                self.history.undo();
                self.said = words.word("undone");
            }
            Msg::Redo => {
                self.history.redo();
                self.said = words.word("redone");
            }
            Msg::Open(tab) => {
                self.open(tab);
                return true;
            }
            Msg::Along(by) => {
                self.open(self.tab.moved(by));
                return true;
            }
            Msg::Keep(keeps) => {
                self.keeps = keeps;
                self.keeping = None;
                if !keeps {
                    store::forget();
                    self.said = words.word("keep-forgotten");
                }
            }
            Msg::TakenAway => self.taken = self.present.clone(),
            Msg::Language(language) => self.language = language.into(),
            Msg::Say(said) => {
                self.said = said;
                return true;
            }
            Msg::Written => {
                if self.keeps && !store::keep(&file::write(&self.present)) {
                    self.keeps = false;
                    self.said = words.word("keep-full");
                    return true;
                }
                return false;
            }
            Msg::Pick(place) => {
                self.tab = match place {
                    Place::Text(_) => Tab::Words,
                    Place::Row(_) => Tab::Resources,
                };
                self.picks += 1;
                self.picked = Some(Picked { place, turn: self.picks });
                self.said = AttrValue::default();
            }
        }
        let changed = self.history.present() != &*self.present;
        if changed {
            self.present = Shared::new(self.history.present().clone());
        }
        self.has_unsaved.set(!self.keeps && *self.present != *self.taken);
        if self.keeps && (changed || self.keeping.is_none()) {
            let link = context.link().clone();
            self.keeping = Some(Timeout::new(KEEP_DELAY_MS, move || link.send_message(Msg::Written)));
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let (props, link) = (context.props(), context.link());
        let words = &props.words;
        let key = link.batch_callback(|event: KeyboardEvent| {
            if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || is_field(&event) {
                return None;
            }
            let message = match (event.key().to_lowercase().as_str(), event.shift_key()) {
                ("z", false) => Msg::Undo,
                ("y", false) | ("z", true) => Msg::Redo,
                _ => return None,
            };
            event.prevent_default();
            Some(message)
        });
        let panel = PanelProps {
            project: self.present.clone(),
            base: props.base.clone(),
            words: words.clone(),
            page_language: self.page_language.clone(),
            language: self.language.clone(),
            edit: link.callback(Msg::Edit),
            settle: link.callback(|()| Msg::Settle),
            say: link.callback(Msg::Say),
            taken_away: link.callback(|()| Msg::TakenAway),
            picked: self.picked.clone(),
        };
        let tab = |tab: Tab| {
            let chosen = tab == self.tab;
            html! {
                <button type="button" role="tab" id={format!("tab-{}", tab.id())} aria-controls="panel"
                    aria-selected={chosen.to_string()} tabindex={if chosen { "0" } else { "-1" }}
                    onclick={link.callback(move |_| Msg::Open(tab))}>{ tab.name(words) }</button>
            }
        };
        let current = self.tab;
        let along = link.batch_callback(|event: KeyboardEvent| {
            let message = match event.key().as_str() {
                "ArrowRight" => Msg::Along(1),
                "ArrowLeft" => Msg::Along(Tab::ALL.len() - 1),
                "Home" => Msg::Open(Tab::Look),
                "End" => Msg::Open(Tab::Out),
                _ => return None,
            };
            event.prevent_default();
            Some(message)
        });
        let language = |code: &str| {
            let name = match code {
                "fr" => words.word("language-fr"),
                "en" => words.word("language-en"),
                "fr-x-falc" => words.word("language-easy"),
                other => AttrValue::from(other.to_owned()),
            };
            html! { <option value={code.to_owned()} selected={code == self.language.as_str()}>{ name }</option> }
        };
        html! {
            <div class="studio" onkeydown={key}>
                <div class="bar">
                    <div class="steps">
                        <button type="button" disabled={!self.history.can_undo()} onclick={link.callback(|_| Msg::Undo)}>{ words.word("undo") }</button>
                        <button type="button" disabled={!self.history.can_redo()} onclick={link.callback(|_| Msg::Redo)}>{ words.word("redo") }</button>
                    </div>
                    <label class="beside">{ words.word("language") }
                        <select onchange={link.callback(|event: Event| Msg::Language(input_value(&event)))}>{ for props.base.languages().map(language) }</select>
                    </label>
                    <label class="tick"><input type="checkbox" checked={self.keeps}
                        onchange={link.callback(|event: Event| Msg::Keep(is_ticked(&event)))} /><span>{ words.word("keep") }</span></label>
                </div>
                <div class="tabs" role="tablist" aria-label={words.word("tabs")} ref={self.tabs.clone()} onkeydown={along}>{ for Tab::ALL.map(tab) }</div>
                <p class="said" role="status">{ self.said.clone() }</p>
                <div class="two">
                    <div class="panel" role="tabpanel" id="panel" aria-labelledby={format!("tab-{}", current.id())} key={current.id()}>{ current.panel(panel.clone()) }</div>
                    <Preview panel={panel} pick={link.callback(Msg::Pick)} />
                </div>
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if !std::mem::take(&mut self.moves_focus) {
            return;
        }
        let chosen = document().and_then(|document| document.get_element_by_id(&format!("tab-{}", self.tab.id())));
        if let Some(tab) = chosen.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            let _ = tab.focus();
        }
    }
}

impl Studio {
    fn open(&mut self, tab: Tab) {
        self.moves_focus = self.moves_focus || self.tab != tab;
        self.tab = tab;
        // Who comes back to a panel is not sent to what she picked once.
        self.picked = None;
        self.said = AttrValue::default();
    }
}

/// Has the browser ask, in its own words, before what is neither kept nor taken away is lost.
fn ask_before_leaving(has_unsaved: Rc<Cell<bool>>) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let window = EventTarget::from(web_sys::window()?);
    Some(EventListener::new_with_options(&window, "beforeunload", options, move |event| {
        if has_unsaved.get() {
            event.prevent_default();
        }
    }))
}

/// Whether a key was pressed in the preview, which has keys of its own.
fn is_field(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.local_name() == "boussole-odd17")
}
