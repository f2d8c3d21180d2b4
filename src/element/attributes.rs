//! What the page says by the attributes of the element, and what a widget begins with.

use super::dynamic::{get, is_present};
use super::instance::Instance;
use super::persistence::Recovery;
use super::store::Store;
use super::{camera, sentences, share_sheet};
use crate::app::features::share::ShareMsg;
use crate::app::journey::preset;
use crate::app::{HostMsg, LibraryMsg, Msg, View};
use boussole_domain::situation::Question;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The level of the widget's title where the page says none, or one that there is not.
const HEADING_LEVEL: u8 = 2;

#[wasm_bindgen]
impl Instance {
    /// Follows an attribute that the page has changed: `preset`, `lock`, `views`, `library` or `heading-level`.
    #[wasm_bindgen(js_name = attributeChanged)]
    pub fn attribute_changed(&self, name: &str) {
        match name {
            "preset" => self.0.propose_preset(true),
            "lock" => self.0.lock_questions(&self.0.attribute("lock").unwrap_or_default()),
            "views" if self.0.attribute("views").is_none() => self.0.offer_all_views(),
            "views" => self.0.offer_views(),
            "library" => self.0.offer_library(),
            "heading-level" => self.0.set_heading_level(),
            _ => {}
        }
    }

    /// Begins with what the page says and what was there before: `answers` that the page gave, undefined where it gave none; the
    /// view that it asks for, by its name; after a crash the `link` of the whole journey, the `view` that showed and the `recovery`
    /// that the port was told last. Where a first view stands, the page's own view comes when the widget is [`Self::ready`].
    pub fn begin(&self, answers: &JsValue, view: Option<String>, restore_point: &JsValue, is_prerendered: bool) {
        let store = &self.0;
        // A locked answer comes from the preset alone; other answers of the page go before it.
        if let Some(names) = store.attribute("lock") {
            store.propose_preset(false);
            store.lock_questions(&names);
        }
        store.offer_views();
        if !answers.is_undefined() {
            store.set_answers(answers);
        }
        let mut is_view_restored = false;
        let before = |name: &str| get(restore_point, name).unwrap_or_default();
        if is_present(restore_point) {
            let link = before("link").as_string();
            store.persistence.recover(link.as_deref(), Recovery::from_js(&before("recovery")));
        } else {
            is_view_restored = store.persistence.start();
        }
        // What this device has: the camera, where its browser reads codes, and a sheet to share texts with.
        if share_sheet::is_there() {
            store.send(Msg::Share(ShareMsg::ShareSheetDetected));
        }
        if camera::can_scan() {
            store.send(Msg::Host(HostMsg::CameraDetected));
        }
        store.propose_preset(true);
        store.offer_library();
        let content = store.model().content.clone();
        let requested = view.filter(|name| View::from_id(name, &content).is_some());
        if is_prerendered {
            store.requested_view.replace(requested);
        } else if let Some(name) = requested {
            store.show(&name, false);
        } else if !is_view_restored {
            let last = before("view").as_string().filter(|name| !name.is_empty());
            let start = last.or_else(|| store.start_view());
            if let Some(name) = start {
                store.show(&name, false);
            }
        }
    }

    /// Goes on once the page was told that the widget is there.
    pub fn ready(&self) {
        let store = &self.0;
        store.persistence.flush();
        if let Some(view) = store.requested_view.take() {
            store.show(&view, false);
        }
        store.persistence.record_views();
        store.tell_catalogue();
        store.follow_catalogue_address();
        store.back_up();
        store.load_details();
    }
}

impl Store {
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.port.attribute(name).ok().flatten()
    }

    /// Tells the page of an attribute that cannot be taken as it is.
    fn attribute_problem(&self, name: &str, what: &str) {
        let _ = self.port.problem_found("attribute", &[name, what].concat());
    }

    /// Fills what is unanswered from the preset. What of it cannot be taken is told where the page is to know.
    fn propose_preset(self: &Rc<Self>, reports: bool) {
        let Some(text) = self.attribute("preset").filter(|text| !text.is_empty()) else { return };
        let (situation, problems) = preset::read(&text, &self.model().content.vocabulary);
        self.send(Msg::Host(HostMsg::AnswersProposed(situation)));
        if reports && !problems.is_empty() {
            self.attribute_problem("preset", &[": ", &sentences::joined(&problems)].concat());
        }
    }

    fn lock_questions(self: &Rc<Self>, names: &str) {
        let question = |name: &str| Question::ALL.into_iter().find(|question| question.id() == name);
        self.send(Msg::Host(HostMsg::QuestionsLocked(split_names(names).filter_map(question).collect())));
        let unknown: Vec<&str> = split_names(names).filter(|name| question(name).is_none()).collect();
        if !unknown.is_empty() {
            self.attribute_problem("lock", &[": no answer is named ", &unknown.join(", "), "."].concat());
        }
    }

    /// Offers only the views that the page names, if it names some. A name that is unknown is told once: words that come later
    /// ask again.
    pub(super) fn offer_views(self: &Rc<Self>) {
        let Some(names) = self.attribute("views") else { return };
        let content = self.model().content.clone();
        let view = |name: &str| View::from_id(name, &content);
        self.send(Msg::Host(HostMsg::ViewsSet(split_names(&names).filter_map(view).collect())));
        let unknown: Vec<&str> = split_names(&names).filter(|name| view(name).is_none()).collect();
        let unknown = unknown.join(", ");
        if self.unknown_views.replace(unknown.clone()) != unknown && !unknown.is_empty() {
            self.attribute_problem("views", &[": no view is named ", &unknown, "."].concat());
        }
    }

    /// Offers all views again: the page names some no longer.
    fn offer_all_views(self: &Rc<Self>) {
        self.unknown_views.take();
        self.send(Msg::Host(HostMsg::ViewsSet(View::all(&self.model().content))));
    }

    /// Says whether the page offers a large catalogue.
    fn offer_library(self: &Rc<Self>) {
        let is_offered = self.attribute("library").is_some_and(|address| !address.is_empty());
        self.send(Msg::Library(LibraryMsg::AvailabilityChanged(is_offered)));
    }

    /// Sets the level of the widget's title.
    pub(super) fn set_heading_level(self: &Rc<Self>) {
        let level = self.attribute("heading-level").and_then(|level| level.parse().ok());
        let level = level.filter(|level| (2..=5).contains(level)).unwrap_or(HEADING_LEVEL);
        self.send(Msg::Host(HostMsg::HeadingLevelSet(level)));
    }

    /// The view that the page begins with: the first where it names none that there is.
    fn start_view(&self) -> Option<String> {
        let content = self.model().content.clone();
        let views: Vec<&str> = View::all(&content).into_iter().map(|view| view.id(&content)).collect();
        if let Some(name) = self.attribute("start-view") {
            if views.contains(&name.as_str()) {
                return Some(name);
            }
            let known = views.join(", ");
            self.attribute_problem("start-view", &["=\"", &name, "\" is not one of ", &known, "."].concat());
        }
        views.first().map(|&first| first.to_owned())
    }
}

/// The names of a list, parted by spaces, or by commas as in a preset.
fn split_names(names: &str) -> impl Iterator<Item = &str> {
    names.split(|letter: char| letter.is_whitespace() || letter == ',').filter(|name| !name.is_empty())
}
