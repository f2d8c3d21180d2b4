//! One widget, as the loader knows it: what it may tell the widget, and ask of it.

use super::camera;
use super::content::{self, Content, merge_host_content};
use super::js_value;
use super::persistence::Recovery;
use super::port::Port;
use super::sentences::sentences;
use super::share_sheet;
use super::store::Store;
use crate::app::features::share::ShareMsg;
use crate::app::journey::{answers, preset};
use crate::app::{Answer, ContentMsg, HostMsg, JourneyMsg, LibraryMsg, Msg, NavigationMsg, UploadedCatalogue, View};
use crate::view::export;
use boussole_content::i18n::Key;
use boussole_domain::Date;
use boussole_domain::situation::Question;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// One widget.
#[wasm_bindgen]
pub struct Instance(pub(super) Rc<Store>);

#[wasm_bindgen]
impl Instance {
    /// A widget before any answer. The port tells the host what happened.
    #[wasm_bindgen(constructor)]
    pub fn new(content: &Content, port: Port) -> Self {
        Self(Store::new(&content.0, port))
    }

    /// Draws the widget into an element for the shadow tree: this one, or one that was let go of before, which comes
    /// back. Where it hydrates, what stands in this one is the first view, node by node, and stays.
    pub fn mount(&self, root: Element, hydrates: bool) -> Element {
        if let Some(today) = today() {
            self.0.dispatch(Msg::Host(HostMsg::TodaySet(today)), false);
        }
        self.0.mount(root, hydrates)
    }

    /// Takes the drawing away; the answers stay.
    pub fn unmount(&self) {
        self.0.unmount();
    }

    /// The answers, as a plain object.
    #[wasm_bindgen(getter)]
    pub fn answers(&self) -> JsValue {
        let model = self.0.model();
        js_value::to_js(&answers::write_all(&model.situation, &model.instruments.responses, &model.content))
    }

    /// Replaces all answers, or none: then the problems come back as sentences.
    #[wasm_bindgen(js_name = setAnswers)]
    pub fn set_answers(&self, value: &JsValue) -> Array {
        let read = answers::read_all(&js_value::from_js(value), &self.0.model().content);
        match read {
            Ok((situation, responses)) => {
                self.0.send(Msg::Host(HostMsg::AnswersSet(situation, responses)));
                Array::new()
            }
            Err(problems) => sentences(&problems),
        }
    }

    /// Chooses an entry of a question, as the visitor did before anybody could hear it. What the page has answered so
    /// already stays: a second choice would take it back.
    pub fn choose(&self, question: &str, id: &str) {
        let model = self.0.model();
        let question = Question::ALL.into_iter().find(|candidate| candidate.id() == question);
        let answer = question.and_then(|candidate| answers::answer_for(candidate, id, &model.content.vocabulary));
        let is_news = |answer: &Answer| match answer {
            Answer::Domain(term) => !model.situation.domains.contains(term),
            Answer::Objective(term) => !model.situation.objectives.contains(term),
            _ => true,
        };
        if let Some(answer) = answer.filter(is_news) {
            self.0.send(Msg::Journey(JourneyMsg::Answered(answer)));
        }
    }

    /// Says which question the visitor came to before anybody could hear it.
    pub fn reach(&self, question: &str) {
        if let Some(question) = Question::ALL.into_iter().find(|candidate| candidate.id() == question) {
            self.0.send(Msg::Navigation(NavigationMsg::QuestionReached(question)));
        }
    }

    /// Fills what is unanswered from a preset; entries that cannot be taken come back as sentences.
    pub fn propose(&self, text: &str) -> Array {
        let (situation, problems) = preset::read(text, &self.0.model().content.vocabulary);
        self.0.send(Msg::Host(HostMsg::AnswersProposed(situation)));
        sentences(&problems)
    }

    /// The result, `boussole/result/1`.
    #[wasm_bindgen(getter)]
    pub fn result(&self) -> JsValue {
        self.0.result()
    }

    /// Erases the answers.
    pub fn reset(&self) {
        self.0.send(Msg::Host(HostMsg::Reset));
    }

    /// Shows a view; false when it has no such name.
    pub fn show(&self, view: &str) -> bool {
        self.0.show(view, false)
    }

    /// Locks the questions with these names; unknown names come back.
    pub fn lock(&self, names: &str) -> Array {
        let question = |name: &str| Question::ALL.into_iter().find(|question| question.id() == name);
        self.0.send(Msg::Host(HostMsg::QuestionsLocked(split_names(names).filter_map(question).collect())));
        split_names(names).filter(|name| question(name).is_none()).map(JsValue::from).collect()
    }

    /// The names of all views.
    #[wasm_bindgen(getter)]
    pub fn views(&self) -> Array {
        let content = &self.0.model().content;
        View::all(content).into_iter().map(|view| JsValue::from(view.id(content))).collect()
    }

    /// Offers only the views with these names; unknown names come back.
    pub fn offer(&self, names: &str) -> Array {
        let content = self.0.model().content.clone();
        let view = |name: &str| View::from_id(name, &content);
        self.0.send(Msg::Host(HostMsg::ViewsSet(split_names(names).filter_map(view).collect())));
        split_names(names).filter(|name| view(name).is_none()).map(JsValue::from).collect()
    }

    /// Shows a catalogue that somebody tries here; false when it is refused, and the page says why.
    #[wasm_bindgen(js_name = tryCatalogue)]
    pub fn try_catalogue(&self, base: &Content, overlay: &JsValue, catalogue: &JsValue) -> bool {
        // The overlay was applied before.
        let overlay = content::parsed(overlay).unwrap_or_default();
        let result = merge_host_content(&base.0, &overlay, catalogue);
        let is_accepted = result.is_ok();
        let uploaded = match result {
            Ok(Content(pack)) => {
                let added = pack.resources.iter().filter(|resource| resource.from_partner).count();
                self.0.send(Msg::Content(ContentMsg::ContentLoaded(pack)));
                UploadedCatalogue::Accepted(added)
            }
            Err(invalid_fields) => UploadedCatalogue::Rejected(invalid_fields),
        };
        self.0.set_tried_catalogue(uploaded);
        is_accepted
    }

    /// Forgets the catalogue that was tried here.
    #[wasm_bindgen(js_name = discardTriedCatalogue)]
    pub fn discard_tried_catalogue(&self) {
        self.0.set_tried_catalogue(UploadedCatalogue::None);
    }

    /// Says whether the host's catalogue could not be taken.
    #[wasm_bindgen(js_name = setCatalogueRejected)]
    pub fn set_catalogue_rejected(&self, refused: bool) {
        self.0.set_tried_catalogue(if refused { UploadedCatalogue::HostRejected } else { UploadedCatalogue::None });
    }

    /// The address that brings somebody to this page and this journey.
    #[wasm_bindgen(getter)]
    pub fn address(&self) -> String {
        self.0.persistence.address()
    }

    /// Says that the element stands on a page.
    pub fn connect(&self) {
        self.0.persistence.connect();
    }

    /// Says that the element stands on none any more.
    pub fn disconnect(&self) {
        self.0.persistence.disconnect();
    }

    /// Takes up what was there before this visit; true when the history of the page had a view, which shows now.
    pub fn restore(&self) -> bool {
        self.0.persistence.start()
    }

    /// From now on each view is an entry of the page's history, where the host lets it be.
    #[wasm_bindgen(js_name = recordViews)]
    pub fn record_views(&self) {
        self.0.persistence.record_views();
    }

    /// Takes up what was there before the module crashed: the whole link, and what the port was told last.
    #[allow(clippy::needless_pass_by_value)] // How JavaScript hands it over.
    pub fn recover(&self, link: Option<String>, recovery: &JsValue) {
        self.0.persistence.recover(link.as_deref(), Recovery::from_js(recovery));
    }

    /// Makes this widget the one that writes under its key of the fragment, if it may.
    #[wasm_bindgen(js_name = claimFragment)]
    pub fn claim_fragment(&self) {
        self.0.persistence.claim_fragment();
    }

    /// Writes at once what waits to be written.
    pub fn flush(&self) {
        self.0.persistence.flush();
    }

    /// The link of what there is, with all its words, however long: for files and this device.
    #[wasm_bindgen(getter, js_name = wholeLink)]
    pub fn whole_link(&self) -> String {
        let model = self.0.model();
        export::whole_link(&model)
    }

    /// The title of the widget.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.0.model().content.messages.get(Key::WidgetTitle).to_owned()
    }

    /// Takes up the journey of a link; false when it is none.
    pub fn resume(&self, link: &str) -> bool {
        self.0.persistence.resume(link, false)
    }

    /// Offers what this device has: the camera, where its browser reads codes, and a sheet to share texts with.
    #[wasm_bindgen(js_name = detectDevice)]
    pub fn detect_device(&self) {
        if share_sheet::is_there() {
            self.0.send(Msg::Share(ShareMsg::SheetDetected));
        }
        if camera::can_scan() {
            self.0.send(Msg::Host(HostMsg::CameraDetected));
        }
    }

    /// Says whether the host offers a large catalogue.
    #[wasm_bindgen(js_name = setLibraryOffered)]
    pub fn set_library_offered(&self, offered: bool) {
        self.0.send(Msg::Library(LibraryMsg::AvailabilityChanged(offered)));
    }

    /// Brings the content with its index.
    #[wasm_bindgen(js_name = searchIndexLoaded)]
    pub fn search_index_loaded(&self, content: &Content) {
        self.0.send(Msg::Content(ContentMsg::SearchIndexLoaded(Some(content.0.clone()))));
    }

    /// Says that the index did not come.
    #[wasm_bindgen(js_name = searchIndexFailed)]
    pub fn search_index_failed(&self) {
        self.0.send(Msg::Content(ContentMsg::SearchIndexLoaded(None)));
    }

    /// Whether all that is shown of the resources is there.
    #[wasm_bindgen(getter, js_name = isDetailed)]
    pub fn is_detailed(&self) -> bool {
        self.0.model().content.is_detailed
    }

    /// Brings the content with what is shown of its resources.
    #[wasm_bindgen(js_name = detailsLoaded)]
    pub fn details_loaded(&self, content: &Content) {
        self.0.send(Msg::Content(ContentMsg::DetailsLoaded(Some(content.0.clone()))));
    }

    /// Says that it did not come.
    #[wasm_bindgen(js_name = detailsFailed)]
    pub fn details_failed(&self) {
        self.0.send(Msg::Content(ContentMsg::DetailsLoaded(None)));
    }

    /// Sets the level of the widget's title.
    #[wasm_bindgen(js_name = setHeadingLevel)]
    pub fn set_heading_level(&self, level: u8) {
        self.0.send(Msg::Host(HostMsg::HeadingLevelSet(level)));
    }

    /// Changes the language.
    #[wasm_bindgen(js_name = setContent)]
    pub fn set_content(&self, content: &Content) {
        self.0.send(Msg::Content(ContentMsg::ContentLoaded(content.0.clone())));
    }
}

/// The names of a list, parted by spaces, or by commas as in a preset.
fn split_names(names: &str) -> impl Iterator<Item = &str> {
    names.split(|letter: char| letter.is_whitespace() || letter == ',').filter(|name| !name.is_empty())
}

/// The visitor's calendar day.
#[allow(clippy::cast_possible_wrap)] // A year fits.
fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    Date::new(now.get_full_year() as i32, now.get_month() + 1, now.get_date())
}
