//! One widget, as the loader knows it: what it may tell the widget, and ask of it.

use super::content::{self, Content};
use super::js_value;
use super::port::Port;
use super::sentences::joined;
use super::store::Store;
use crate::app::journey::answers;
use crate::app::journey::record::Responses;
use crate::app::runtime::value::Value;
use crate::app::{Answer, ContentMsg, HostMsg, JourneyMsg, Msg, NavigationMsg, View};
use crate::view::export;
use boussole_domain::Date;
use boussole_domain::situation::{Question, Situation};
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
        let store = Store::new(&content.0, port);
        store.set_heading_level();
        store.fetch_catalogue();
        Self(store)
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

    /// Replaces all answers with what the page gives, an object or its text in JSON; nothing stands for no answer. Where one
    /// cannot be taken none is, and the page is told.
    #[wasm_bindgen(js_name = setAnswers)]
    pub fn set_answers(&self, value: &JsValue) {
        self.0.set_answers(value);
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

    /// The result, `boussole/result/1`.
    #[wasm_bindgen(getter)]
    pub fn result(&self) -> JsValue {
        self.0.result()
    }

    /// Erases the answers.
    pub fn reset(&self) {
        self.0.send(Msg::Host(HostMsg::ResetRequested));
    }

    /// Shows a view; false when it has no such name.
    pub fn show(&self, view: &str) -> bool {
        self.0.show(view, false)
    }

    /// The names of all views.
    #[wasm_bindgen(getter)]
    pub fn views(&self) -> Array {
        let content = &self.0.model().content;
        View::all(content).into_iter().map(|view| JsValue::from(view.id(content))).collect()
    }

    /// The address that brings somebody to this page and this journey.
    #[wasm_bindgen(getter)]
    pub fn address(&self) -> String {
        self.0.persistence.address()
    }

    /// Says that the element stands on a page.
    pub fn connect(&self) {
        self.0.persistence.connect();
        self.0.follow_files();
    }

    /// Says that the element stands on none any more.
    pub fn disconnect(&self) {
        self.0.persistence.disconnect();
        self.0.file_listeners.take();
    }

    /// Makes this widget the one that writes under its key of the fragment, if it may.
    #[wasm_bindgen(js_name = claimFragment)]
    pub fn claim_fragment(&self) {
        self.0.persistence.claim_fragment();
    }

    /// The link of what there is, with all its words, however long: for files and this device.
    #[wasm_bindgen(getter, js_name = wholeLink)]
    pub fn whole_link(&self) -> String {
        let model = self.0.model();
        export::whole_link(&model)
    }

    /// Takes up the journey of a link; false when it is none.
    pub fn resume(&self, link: &str) -> bool {
        self.0.persistence.resume(link, false)
    }

    /// Brings the content with its index.
    #[wasm_bindgen(js_name = searchIndexLoaded)]
    pub fn search_index_loaded(&self, content: &Content) {
        let content = self.0.host_content.with_base(&content.0, &self.0.port);
        self.0.send(Msg::Content(ContentMsg::SearchIndexLoaded(Some(content))));
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
        let content = self.0.host_content.with_base(&content.0, &self.0.port);
        self.0.send(Msg::Content(ContentMsg::DetailsLoaded(Some(content))));
    }

    /// Says that it did not come.
    #[wasm_bindgen(js_name = detailsFailed)]
    pub fn details_failed(&self) {
        self.0.send(Msg::Content(ContentMsg::DetailsLoaded(None)));
    }

    /// Takes other content of the release, with what the page gives now over it.
    #[wasm_bindgen(js_name = setContent)]
    pub fn set_content(&self, content: &Content) {
        self.0.set_content(&content.0);
    }

    /// Fetches the catalogue that the page names; false when it names none.
    #[wasm_bindgen(js_name = fetchCatalogue)]
    pub fn fetch_catalogue(&self) -> bool {
        self.0.fetch_catalogue()
    }
}

impl Store {
    /// Replaces all answers with what the page gives, or tells it why not.
    pub(super) fn set_answers(self: &Rc<Self>, value: &JsValue) {
        let is_empty = value.as_string().is_some_and(|text| text.is_empty());
        let given = if is_empty { Ok(JsValue::NULL) } else { content::object_in(value) };
        let read = given.and_then(|given| match js_value::from_js(&given) {
            Value::Null => Ok((Situation::default(), Responses::default())),
            given => answers::read_all(&given, &self.model().content).map_err(|problems| joined(&problems)),
        });
        match read {
            Ok((situation, responses)) => self.send(Msg::Host(HostMsg::AnswersSet(situation, responses))),
            Err(problems) => drop(self.port.problem_found("answers", &problems)),
        }
    }
}

/// The visitor's calendar day.
#[allow(clippy::cast_possible_wrap)] // A year fits.
fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    Date::new(now.get_full_year() as i32, now.get_month() + 1, now.get_date())
}
