//! The widget of this release beside the forms, as a partner's visitor meets it.

use super::dom::{document, input_value, is_ticked, squeezed};
use super::overflow::overflowing_texts;
use super::panel::{PanelProps, Place};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The element.
const TAG: &str = "boussole-odd17";
/// What changes its words or its resources waits so long for the next key.
const DELAY_MS: u32 = 300;
/// What was changed or pressed is measured once the widget has drawn it.
const MEASURE_DELAY_MS: u32 = 600;
/// What a partner may set of colours and letters.
const PROPERTIES: [&str; 6] = ["paper", "ink", "accent", "font", "title-font", "radius"];

#[derive(Clone, PartialEq, Properties)]
pub struct PreviewProps {
    pub panel: PanelProps,
    /// Where something goes that was clicked.
    pub pick: Callback<Place>,
}

pub enum Msg {
    Width(String),
    Theme(String),
    Picking(bool),
    Show,
    Clicked(Clicked),
    /// The widget may have drawn something else.
    Drawn,
    Measure,
}

/// What was clicked, as a page shows it.
pub struct Clicked {
    /// The text of the innermost element.
    text: String,
    /// The text of the item of a list that it stands in: of a resource, all that is said of it.
    item: Option<String>,
}

impl Clicked {
    fn of(event: &web_sys::Event) -> Self {
        let path: Vec<Element> =
            event.composed_path().iter().filter_map(|node| node.dyn_into::<Element>().ok()).collect();
        let text = |element: &Element| squeezed(&element.text_content().unwrap_or_default());
        Self {
            text: path.first().map(text).unwrap_or_default(),
            item: path.iter().find(|element| element.local_name() == "li").map(text),
        }
    }

    /// Where it is edited: a text of the overlay, else the row of the resource whose title stands there.
    fn place(&self, panel: &PanelProps) -> Option<Place> {
        let texts = panel.base.texts(&panel.language);
        let same = |text: &&crate::base::Text| {
            let own = panel.project.text(&panel.language, &text.path);
            squeezed(own.unwrap_or(&text.ours)) == self.text
        };
        if let Some(found) = texts.iter().find(same) {
            return Some(Place::Text(found.path.clone().into()));
        }
        let item = self.item.as_deref()?;
        // Of two titles, one of which begins with the other, the longer one is meant.
        let titles = panel.project.catalogue.rows.iter().enumerate().filter_map(|(row, cells)| {
            let title = squeezed(cells.get("title")?);
            (!title.is_empty() && item.contains(&title)).then_some((title.len(), row))
        });
        titles.max_by_key(|(length, _)| *length).map(|(_, row)| Place::Row(row))
    }
}

/// The widget and what it is shown in.
pub struct Preview {
    place: NodeRef,
    element: Option<HtmlElement>,
    width: String,
    theme: String,
    picking: bool,
    waiting: Option<Timeout>,
    measuring: Option<Timeout>,
    /// What of her words does not fit at this width, and where each is changed.
    overflowing: Vec<(String, Place)>,
    clicks: Option<EventListener>,
    uses: Option<EventListener>,
    /// What the element was given: its attributes, its words, its resources.
    shown: Shown,
}

#[derive(Clone, Default, PartialEq)]
struct Shown {
    attributes: Vec<(String, String)>,
    overlay: String,
    catalogue: String,
}

impl Shown {
    fn of(panel: &PanelProps, theme: &str) -> Self {
        let project = &panel.project;
        let mut attributes = vec![
            ("lang".to_owned(), panel.language.to_string()),
            ("theme".to_owned(), theme.to_owned()),
            ("loading".to_owned(), "eager".to_owned()),
            ("heading-level".to_owned(), "3".to_owned()),
        ];
        // Her own page has an address, a storage and a history of its own.
        let elsewhere =
            ["lang", "theme", "loading", "heading-level", "share", "hash-key", "storage", "history", "base"];
        let own = project.journey.iter().filter(|(name, _)| !elsewhere.contains(&name.as_str()));
        attributes.extend(own.map(|(name, value)| (name.clone(), value.clone())));
        Self {
            attributes,
            overlay: panel
                .base
                .without_drafts(project)
                .overlay()
                .map(|overlay| overlay.to_string())
                .unwrap_or_default(),
            catalogue: project.catalogue_json().unwrap_or_default(),
        }
    }
}

impl Component for Preview {
    type Message = Msg;
    type Properties = PreviewProps;

    fn create(_: &Context<Self>) -> Self {
        Self {
            place: NodeRef::default(),
            element: None,
            width: "full".to_owned(),
            theme: "auto".to_owned(),
            picking: false,
            waiting: None,
            measuring: None,
            overflowing: Vec::new(),
            clicks: None,
            uses: None,
            shown: Shown::default(),
        }
    }

    fn changed(&mut self, context: &Context<Self>, _: &PreviewProps) -> bool {
        self.paint(&context.props().panel);
        let link = context.link().clone();
        self.waiting = Some(Timeout::new(DELAY_MS, move || link.send_message(Msg::Show)));
        true
    }

    fn update(&mut self, context: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Width(width) => {
                self.width = width;
                self.measure_later(context);
            }
            Msg::Theme(theme) => {
                self.theme = theme;
                self.show(&context.props().panel);
                self.measure_later(context);
            }
            Msg::Picking(picking) => self.picking = picking,
            Msg::Show => {
                self.show(&context.props().panel);
                self.measure_later(context);
                return false;
            }
            Msg::Drawn => {
                self.measure_later(context);
                return false;
            }
            Msg::Measure => {
                let panel = &context.props().panel;
                let texts = self.element.as_ref().map(|element| overflowing_texts(element)).unwrap_or_default();
                let place = |text: String| Some((text.clone(), Clicked { text, item: None }.place(panel)?));
                let overflowing: Vec<_> = texts.into_iter().filter_map(place).collect();
                return std::mem::replace(&mut self.overflowing, overflowing) != self.overflowing;
            }
            Msg::Clicked(clicked) => {
                let PreviewProps { panel, pick } = context.props();
                match clicked.place(panel) {
                    Some(place) => pick.emit(place),
                    None => panel.say.emit(panel.words.word("pick-none")),
                }
                self.picking = false;
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let (link, words) = (context.link(), &context.props().panel.words);
        let width = |value: &'static str, name: AttrValue| html! { <option {value} selected={self.width == value}>{ name }</option> };
        let theme = |value: &'static str, name: AttrValue| html! { <option {value} selected={self.theme == value}>{ name }</option> };
        let overflowing = |(text, place): &(String, Place)| {
            let (pick, place) = (context.props().pick.clone(), place.clone());
            let change = Callback::from(move |_: MouseEvent| pick.emit(place.clone()));
            html! { <li>{ text.clone() }{ " " }<button type="button" class="go" onclick={change}>{ words.word("overflows-change") }</button></li> }
        };
        html! {
            <section class="preview" aria-labelledby="preview-title">
                <div class="preview-head">
                    <h2 id="preview-title">{ words.word("preview") }</h2>
                    <label class="beside">{ words.word("preview-width") }
                        <select onchange={link.callback(|event: Event| Msg::Width(input_value(&event)))}>
                            { width("full", words.word("width-full")) }
                            { width("320", words.word("width-320")) }
                            { width("480", words.word("width-480")) }
                            { width("768", words.word("width-768")) }
                        </select></label>
                    <label class="beside">{ words.word("preview-theme") }
                        <select onchange={link.callback(|event: Event| Msg::Theme(input_value(&event)))}>
                            { theme("auto", words.word("theme-auto")) }
                            { theme("light", words.word("theme-light")) }
                            { theme("dark", words.word("theme-dark")) }
                        </select></label>
                    <label class="tick"><input type="checkbox" checked={self.picking}
                        onchange={link.callback(|event: Event| Msg::Picking(is_ticked(&event)))} /><span>{ words.word("pick") }</span></label>
                </div>
                <div class={classes!("place", format!("w{}", self.width), self.picking.then_some("picking"))} ref={self.place.clone()}></div>
                <div class="overflowing" role="status">
                    if !self.overflowing.is_empty() {
                        <p class="wrong">{ words.word("overflows") }</p>
                        <ul>{ for self.overflowing.iter().map(overflowing) }</ul>
                    }
                </div>
            </section>
        }
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        if first {
            self.show(&context.props().panel);
            self.paint(&context.props().panel);
            if let Some(place) = self.place.cast::<Element>() {
                let link = context.link().clone();
                self.uses = Some(EventListener::new(&place, "click", move |_| link.send_message(Msg::Drawn)));
            }
            self.measure_later(context);
        }
        // What is clicked is edited, not used, while she asks for that.
        self.clicks = None;
        if self.picking
            && let Some(place) = self.place.cast::<Element>()
        {
            let link = context.link().clone();
            let options = EventListenerOptions { phase: gloo::events::EventListenerPhase::Capture, passive: false };
            self.clicks = Some(EventListener::new_with_options(&place, "click", options, move |event| {
                event.prevent_default();
                event.stop_propagation();
                link.send_message(Msg::Clicked(Clicked::of(event)));
            }));
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.remove();
    }
}

impl Preview {
    fn measure_later(&mut self, context: &Context<Self>) {
        let link = context.link().clone();
        self.measuring = Some(Timeout::new(MEASURE_DELAY_MS, move || link.send_message(Msg::Measure)));
    }

    fn remove(&mut self) {
        if let Some(element) = self.element.take() {
            if let Ok(destroy) = Reflect::get(&element, &"destroy".into()) {
                let _ = destroy.dyn_into::<Function>().map(|destroy| destroy.call0(&element));
            }
            element.remove();
        }
    }

    /// Gives the element what has changed; what it reads once takes a new element.
    fn show(&mut self, panel: &PanelProps) {
        let next = Shown::of(panel, &self.theme);
        if self.element.is_some() && next == self.shown {
            return;
        }
        if self.element.is_none() || next.attributes != self.shown.attributes {
            self.remove();
            let Some(place) = self.place.cast::<Element>() else { return };
            let made = document().and_then(|document| document.create_element(TAG).ok());
            let Some(element) = made.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
            for (name, value) in &next.attributes {
                let _ = element.set_attribute(name, value);
            }
            give(&element, "overlay", "", &next.overlay);
            give(&element, "catalogue", "", &next.catalogue);
            let _ = place.append_child(&element);
            self.element = Some(element);
            self.shown = next;
            self.paint(panel);
            return;
        }
        if let Some(element) = &self.element {
            give(element, "overlay", &self.shown.overlay, &next.overlay);
            give(element, "catalogue", &self.shown.catalogue, &next.catalogue);
        }
        self.shown = next;
    }

    /// Colours, letters and the logo, at once.
    fn paint(&self, panel: &PanelProps) {
        let Some(element) = &self.element else { return };
        logo(element, panel);
        for name in PROPERTIES {
            let property = format!("--boussole-{name}");
            let _ = match panel.project.look.properties.get(name) {
                Some(value) => element.style().set_property(&property, value),
                None => element.style().remove_property(&property).map(drop),
            };
        }
    }
}

/// Sets a property of the element where it changes.
fn give(element: &HtmlElement, name: &str, before: &str, now: &str) {
    if before != now {
        let value = if now.is_empty() { JsValue::NULL } else { now.into() };
        let _ = Reflect::set(element, &name.into(), &value);
    }
}

/// Puts the logo into its slot, where there is one.
fn logo(element: &HtmlElement, panel: &PanelProps) -> Option<()> {
    let there = element.query_selector("img").ok()?;
    let Some(logo) = &panel.project.look.logo else {
        if let Some(picture) = there {
            picture.remove();
        }
        return None;
    };
    let picture = if let Some(picture) = there {
        picture
    } else {
        let picture = document()?.create_element("img").ok()?;
        picture.set_attribute("slot", "partner").ok()?;
        element.append_child(&picture).ok()?;
        picture
    };
    picture.set_attribute("alt", &logo.text).ok()?;
    picture.set_attribute("src", &format!("data:{};base64,{}", logo.media, logo.data)).ok()
}
