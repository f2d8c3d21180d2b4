//! The only layer that touches the browser: what the loader (`www/loader/session.js`) calls, and the
//! effects that [`crate::app`] asks for.
//!
//! The loader owns the custom element, its attributes and its events; an [`Instance`] owns the state
//! and the drawing. The instance holds no reference to the element, only the `emit` function, and
//! lets go of the shadow tree when it is unmounted: a removed element can be collected.

#![allow(clippy::must_use_candidate)] // JavaScript is the caller.

#[cfg(feature = "bench")]
mod bench;
mod js_value;

use crate::app::ContentMsg;
use crate::app::HostMsg;
use crate::app::JourneyMsg;
use crate::app::effect::{Asset, FocusTarget, HostEvent, StorageCommand, UploadedCommand};
use crate::app::keep::{Journey, SavedJourneys, ShareMsg, StorageError};
use crate::app::link::{self, Source};
use crate::app::overlay::{Expected, InvalidField, Problem};
use crate::app::workshop::WorkshopMsg;
use crate::app::{
    Answer, Effect, LibraryMsg, Model, Msg, UNFINISHED, UploadedCatalogue, View, answers, overlay, partner_catalogue,
    pasted, preset, result, update,
};
use crate::view::export::{self, Format};
use crate::view::{Dispatch, Widget, WidgetProps};
use boussole_content::encoding::{self, Foreign};
use boussole_content::i18n::Key;
use boussole_content::library::{Shard, ShardError};
use boussole_content::pack::Pack;
use boussole_domain::Date;
use boussole_domain::situation::Question;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, JsString, Reflect};
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, window};
use yew::{AppHandle, Callback, Event};

/// Sets what is called, once, when Rust code panics: the whole module is then unusable.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(tell: Function) {
    yew::set_custom_panic_hook(Box::new(move |info| {
        let _ = tell.call1(&JsValue::NULL, &info.to_string().into());
    }));
}

/// Words, rules and resources in one language.
#[wasm_bindgen]
pub struct Content(Rc<Pack>);

#[wasm_bindgen]
impl Content {
    /// Reads a content pack.
    ///
    /// # Errors
    /// A sentence, when the bytes are not a whole pack of this version.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Content, JsValue> {
        Pack::read(bytes).map(|pack| Self(Rc::new(pack))).map_err(|error| error.to_string().into())
    }

    /// The content with a partner's own words over it, and her catalogue in it; either may be missing. A catalogue is
    /// an object, or the text of a spreadsheet.
    ///
    /// # Errors
    /// The problems as sentences, when there is one.
    pub fn with(&self, overlay: &JsValue, catalogue: &JsValue) -> Result<Content, Array> {
        made(&self.0, overlay, catalogue).map_err(|misfits| sentences(&misfits))
    }

    /// The content with the index of its words.
    ///
    /// # Errors
    /// A sentence, when it is not its index.
    pub fn indexed(&self, bytes: Vec<u8>) -> Result<Content, JsValue> {
        self.0.with_index(bytes).map(|pack| Self(Rc::new(pack))).ok_or_else(|| "not the index of this content".into())
    }

    /// The content with what is shown of its resources besides their titles.
    ///
    /// # Errors
    /// A sentence, when it is not of these resources.
    pub fn detailed(&self, bytes: &[u8]) -> Result<Content, JsValue> {
        self.0.with_details(bytes).map(|pack| Self(Rc::new(pack))).map_err(|error| error.to_string().into())
    }
}

fn made(base: &Pack, overlay: &JsValue, catalogue: &JsValue) -> Result<Content, Vec<InvalidField>> {
    let given = |value: &JsValue| !value.is_null() && !value.is_undefined();
    let mut pack = base.clone();
    let mut misfits = Vec::new();
    if given(overlay) {
        misfits = overlay::apply(&mut pack, &js_value::from_js(overlay));
    }
    if misfits.is_empty() && given(catalogue) {
        let taken = match catalogue.as_string() {
            Some(text) => partner_catalogue::put_spreadsheet(&mut pack, &text),
            None => partner_catalogue::put(&mut pack, &js_value::from_js(catalogue)),
        };
        misfits = taken.err().unwrap_or_default();
    }
    if misfits.is_empty() { Ok(Content(Rc::new(pack))) } else { Err(misfits) }
}

/// A spreadsheet as the catalogue in JSON that a host may serve.
///
/// # Errors
/// The problems as sentences, when it is no spreadsheet.
#[wasm_bindgen(js_name = catalogueOf)]
pub fn catalogue_of(text: &str) -> Result<JsValue, Array> {
    partner_catalogue::of_spreadsheet(text).map(|value| js_value::to_js(&value)).map_err(|misfits| sentences(&misfits))
}

/// The text of a file of any encoding; `decoder` is told the name of one and the bytes, and throws when it cannot.
///
/// # Errors
/// An error whose `name` is what the file is, and whose message says so to an integrator.
#[wasm_bindgen(js_name = textOf)]
#[allow(clippy::needless_pass_by_value)] // How JavaScript hands it over.
pub fn text_of(bytes: &[u8], charset: Option<String>, decoder: &Function) -> Result<String, js_sys::Error> {
    let decode = |name: &str, bytes: &[u8]| {
        let text = decoder.call2(&JsValue::NULL, &name.into(), &js_sys::Uint8Array::from(bytes));
        text.ok()?.as_string()
    };
    encoding::text(bytes, charset.as_deref(), &decode).map_err(|foreign| {
        let error = js_sys::Error::new(overlay::in_english(foreign));
        error.set_name(foreign.id());
        error
    })
}

/// What is wrong, in words for an integrator.
fn sentences<T: ToString>(problems: &[T]) -> Array {
    let told = problems.iter().take(partner_catalogue::TOLD).map(|problem| JsValue::from(problem.to_string()));
    let more = problems
        .len()
        .checked_sub(partner_catalogue::TOLD + 1)
        .map(|more| JsValue::from(format!("… and {} more", more + 1)));
    told.chain(more).collect()
}

/// One widget.
#[wasm_bindgen]
pub struct Instance(Rc<Store>);

struct Store {
    model: RefCell<Rc<Model>>,
    drawn: RefCell<Option<MountedApp>>,
    emit: Function,
    paused: RefCell<Option<Timeout>>,
    /// The focus that is on its way. Held rather than forgotten: a forgotten timer never lets go of its closure.
    focusing: RefCell<Option<Timeout>>,
}

thread_local! {
    /// Drawings that were let go of, for whoever comes next: Yew never lets go of what hears the events of a root
    /// (`cl.forget()`, yew 0.23), so roots are used again.
    static RESTING: RefCell<Vec<MountedApp>> = const { RefCell::new(Vec::new()) };
}

struct MountedApp {
    app: AppHandle<Widget>,
    root: Element,
}

#[wasm_bindgen]
impl Instance {
    /// A widget before any answer. `emit(name, detail)` tells the host what happened.
    #[wasm_bindgen(constructor)]
    pub fn new(content: &Content, emit: Function) -> Self {
        let model = Model::new(content.0.clone());
        Self(Rc::new(Store {
            model: RefCell::new(Rc::new(model)),
            drawn: RefCell::new(None),
            emit,
            paused: RefCell::new(None),
            focusing: RefCell::new(None),
        }))
    }

    /// Draws the widget into an element for the shadow tree: this one, or one that was let go of before, which comes
    /// back. With `taken_over`, what stands in this one is the first view, node by node, and stays.
    pub fn mount(&self, root: Element, taken_over: bool) -> Element {
        if let Some(today) = today() {
            self.0.change(Msg::Host(HostMsg::TodaySet(today)), false);
        }
        let props = self.0.props();
        // A ground that stands on its page already stays.
        let stays = taken_over || root.is_connected();
        let resting = if stays { None } else { RESTING.with_borrow_mut(Vec::pop) };
        let drawn = if let Some(mut drawn) = resting {
            drawn.app.update(props);
            drawn
        } else {
            let renderer = yew::Renderer::<Widget>::with_root_and_props(root.clone(), props);
            let app = if taken_over { renderer.hydrate() } else { renderer.render() };
            MountedApp { app, root }
        };
        let root = drawn.root.clone();
        self.0.drawn.replace(Some(drawn));
        root
    }

    /// Takes the drawing away; the answers stay.
    pub fn unmount(&self) {
        if let Some(mut drawn) = self.0.drawn.take() {
            drawn.app.update(WidgetProps { model: None, bus: Dispatch::noop() });
            RESTING.with_borrow_mut(|resting| resting.push(drawn));
        }
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
        let question = Question::ALL.into_iter().find(|own| own.id() == question);
        let answer = question.and_then(|own| answers::chosen(own, id, &model.content.vocabulary));
        let is_news = |answer: &Answer| match answer {
            Answer::Domain(term) => !model.situation.domains.contains(term),
            Answer::Objective(term) => !model.situation.objectives.contains(term),
            _ => true,
        };
        if let Some(answer) = answer.filter(is_news) {
            self.0.send(Msg::Journey(JourneyMsg::Answered(answer)));
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
        let view = View::from_id(view, &self.0.model().content);
        if let Some(view) = view {
            self.0.send(Msg::Host(HostMsg::ViewSet(view)));
        }
        view.is_some()
    }

    /// Locks the questions with these names; unknown names come back.
    pub fn lock(&self, names: &str) -> Array {
        let question = |name: &str| Question::ALL.into_iter().find(|question| question.id() == name);
        self.0.send(Msg::Host(HostMsg::QuestionsLocked(named(names).filter_map(question).collect())));
        named(names).filter(|name| question(name).is_none()).map(JsValue::from).collect()
    }

    /// Offers only the views with these names.
    pub fn offer(&self, names: &str) {
        let content = self.0.model().content.clone();
        self.0.send(Msg::Host(HostMsg::ViewsSet(
            named(names).filter_map(|name| View::from_id(name, &content)).collect(),
        )));
    }

    /// Shows a catalogue that somebody tries here; false when it is refused, and the page says why.
    #[wasm_bindgen(js_name = tryWith)]
    pub fn try_with(&self, base: &Content, overlay: &JsValue, catalogue: &JsValue) -> bool {
        let made = made(&base.0, overlay, catalogue);
        let taken = made.is_ok();
        let brought = match made {
            Ok(Content(pack)) => {
                let added = pack.resources.iter().filter(|resource| resource.from_partner).count();
                self.0.send(Msg::Content(ContentMsg::ContentLoaded(pack)));
                UploadedCatalogue::Accepted(added)
            }
            Err(misfits) => UploadedCatalogue::Rejected(misfits),
        };
        self.0.send(Msg::Content(ContentMsg::UploadedCatalogueSet(brought)));
        taken
    }

    /// Says that a file cannot be read as a catalogue at all, and why: it is `heavy`, or what [`text_of`] named;
    /// anything else is no JSON.
    #[wasm_bindgen(js_name = fileRefused)]
    pub fn file_refused(&self, name: String, why: &str) {
        let foreign = Foreign::ALL.into_iter().find(|foreign| foreign.id() == why);
        let problem = match foreign {
            Some(foreign) => Problem::File(foreign),
            None => Problem::Expected(if why == "heavy" { Expected::Light } else { Expected::Json }),
        };
        self.0.send(Msg::Content(ContentMsg::UploadedCatalogueSet(UploadedCatalogue::Rejected(vec![
            InvalidField::at(name, problem),
        ]))));
    }

    /// Forgets the catalogue that was tried here.
    #[wasm_bindgen(js_name = forgetTried)]
    pub fn forget_tried(&self) {
        self.0.send(Msg::Content(ContentMsg::UploadedCatalogueSet(UploadedCatalogue::None)));
    }

    /// Says whether the host's catalogue could not be taken.
    #[wasm_bindgen(js_name = hostRefused)]
    pub fn host_refused(&self, refused: bool) {
        self.0.send(Msg::Content(ContentMsg::UploadedCatalogueSet(if refused {
            UploadedCatalogue::HostRejected
        } else {
            UploadedCatalogue::None
        })));
    }

    /// The link of what there is, as it stands behind an address's `#key=`; empty when there is nothing.
    #[wasm_bindgen(getter)]
    pub fn link(&self) -> String {
        let model = self.0.model();
        let source = Source {
            situation: &model.situation,
            responses: &model.instruments.responses,
            pinned: &model.explore.pinned,
        };
        if !model.has_something() {
            return String::new();
        }
        link::of_plan(link::write(&source, &model.content).link, model.share.plan, &model.situation, &model.content)
    }

    /// The link of what there is, with all its words, however long: for files and this device.
    #[wasm_bindgen(getter, js_name = wholeLink)]
    pub fn whole_link(&self) -> String {
        let model = self.0.model();
        export::whole_link(&model)
    }

    /// Whether a journey that is kept gives this link: it may hold words that the link has not.
    #[wasm_bindgen(js_name = sameLink)]
    pub fn same_link(&self, kept: &str, link: &str) -> bool {
        let content = &self.0.model().content;
        let written = |text: &str| {
            let state = pasted::found(text, content).ok()?;
            let source = Source { situation: &state.situation, responses: &state.responses, pinned: &state.pinned };
            let short = link::write(&source, content).link;
            Some(link::of_plan(short, state.plan, &state.situation, content))
        };
        kept == link || written(kept).is_some_and(|own| Some(own) == written(link))
    }

    /// The title of the widget.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.0.model().content.messages.get(Key::WidgetTitle).to_owned()
    }

    /// Takes up a journey: a link, or the text of one of our files. False when it is none; the page says why when
    /// the visitor asked for it.
    pub fn resume(&self, text: &str, asked: bool) -> bool {
        let taken = pasted::found(text, &self.0.model().content);
        let there = taken.is_ok();
        self.0.send(Msg::Share(ShareMsg::JourneyImported(taken, asked)));
        there
    }

    /// Says that this browser reads codes.
    #[wasm_bindgen(js_name = canScan)]
    pub fn can_scan(&self) {
        self.0.send(Msg::Workshop(WorkshopMsg::ScannerAvailable));
    }

    /// Brings journeys to a workshop, one for each text; returns how many were taken.
    pub fn merge(&self, texts: Vec<String>) -> usize {
        self.0.send(Msg::Workshop(WorkshopMsg::JourneysAdded(texts)));
        self.0.model().workshop.last.taken
    }

    /// Says that a file is too heavy to be a journey.
    #[wasm_bindgen(js_name = tooHeavy)]
    pub fn too_heavy(&self) {
        self.0.send(Msg::Share(ShareMsg::ImportTooLarge));
    }

    /// Says that a file cannot be made, and why.
    #[wasm_bindgen(js_name = exportFailed)]
    pub fn export_failed(&self, why: String) {
        self.0.send(Msg::Share(ShareMsg::ExportFailed(why)));
    }

    /// Says what links begin with.
    pub fn address(&self, address: String) {
        self.0.send(Msg::Share(ShareMsg::LinkBaseSet(address)));
    }

    /// Says what is kept on this device: key and name of each journey one after the other, the key of the one that
    /// follows the answers, and what is wrong: `full`, `refused`, `corrupt`, `gone`; anything else is nothing.
    #[allow(clippy::needless_pass_by_value)] // How JavaScript hands it over.
    pub fn kept(&self, journeys: Vec<String>, current: Option<String>, trouble: &str) {
        let journeys = journeys.chunks_exact(2).filter_map(|pair| match pair {
            [id, name] => Some(Journey { id: id.clone(), name: name.clone() }),
            _ => None,
        });
        let trouble = match trouble {
            "full" => Some(StorageError::QuotaExceeded),
            "refused" => Some(StorageError::Denied),
            "corrupt" => Some(StorageError::Corrupt),
            "gone" => Some(StorageError::Deleted),
            _ => None,
        };
        let saved = SavedJourneys { offered: true, current, journeys: journeys.collect(), trouble };
        self.0.send(Msg::Share(ShareMsg::JourneysListed(saved)));
    }

    /// The words for a journey that has no name, or that another tab has taken.
    #[wasm_bindgen(js_name = journeyName)]
    pub fn journey_name(&self, name: &str, fork: bool) -> String {
        let model = self.0.model();
        let words = &model.content.messages;
        let name = if name.trim().is_empty() { words.get(Key::KeepDefaultName) } else { name.trim() };
        if fork { words.fill(Key::KeepFork, &[("name", name)]) } else { name.to_owned() }
    }

    /// A file as text: `csv`, `ics`, `svg`, `workshop` (a table in CSV); `png` gives the drawing it is painted from;
    /// nothing for other formats, nor for a calendar without a
    /// start.
    pub fn file(&self, format: &str) -> Option<String> {
        // A calendar without a start would be empty: there is none.
        if Format::from_id(format) == Some(Format::Ics) && self.0.model().situation.start.is_some() {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            // A clock that is wrong gives another number.
            self.0.send(Msg::Share(ShareMsg::CalendarExported((js_sys::Date::now() / 1000.0) as u32)));
        }
        let model = self.0.model();
        if format == "workshop" {
            return Some(export::workshop(&model));
        }
        match Format::from_id(format)? {
            Format::Csv => Some(export::csv(&model)),
            Format::Ics => model.situation.start.map(|_| export::ics(&model)),
            Format::Svg | Format::Png => Some(export::svg(&model)),
            Format::Json | Format::Html => None,
        }
    }

    /// The file of data, as an object.
    #[wasm_bindgen(js_name = fileOfData)]
    pub fn file_of_data(&self, version: &str) -> JsValue {
        js_value::to_js(&export::json(&self.0.model(), version))
    }

    /// Says whether the host offers a large catalogue.
    #[wasm_bindgen(js_name = libraryOffered)]
    pub fn library_offered(&self, offered: bool) {
        self.0.send(Msg::Library(LibraryMsg::AvailabilityChanged(offered)));
    }

    /// Brings a piece of it, inflated; nothing when it did not come.
    #[wasm_bindgen(js_name = libraryCame)]
    pub fn library_came(&self, name: &str, bytes: Option<Vec<u8>>, late: bool) {
        if let Some(piece) = Shard::of_name(name) {
            let fault = if late { ShardError::TimedOut } else { ShardError::Unavailable };
            self.0.send(Msg::Library(LibraryMsg::ShardLoaded(piece, bytes.ok_or(fault))));
        }
    }

    /// Brings the content with its index.
    #[wasm_bindgen(js_name = indexCame)]
    pub fn index_came(&self, content: &Content) {
        self.0.send(Msg::Content(ContentMsg::SearchIndexLoaded(Some(content.0.clone()))));
    }

    /// Says that the index did not come.
    #[wasm_bindgen(js_name = indexMissing)]
    pub fn index_missing(&self) {
        self.0.send(Msg::Content(ContentMsg::SearchIndexLoaded(None)));
    }

    /// Whether all that is shown of the resources is there.
    #[wasm_bindgen(getter, js_name = isDetailed)]
    pub fn is_detailed(&self) -> bool {
        self.0.model().content.is_detailed
    }

    /// Brings the content with what is shown of its resources.
    #[wasm_bindgen(js_name = detailsCame)]
    pub fn details_came(&self, content: &Content) {
        self.0.send(Msg::Content(ContentMsg::DetailsLoaded(Some(content.0.clone()))));
    }

    /// Says that it did not come.
    #[wasm_bindgen(js_name = detailsMissing)]
    pub fn details_missing(&self) {
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

impl Store {
    fn model(&self) -> Rc<Model> {
        self.model.borrow().clone()
    }

    fn props(self: &Rc<Self>) -> WidgetProps {
        let store = Rc::downgrade(self);
        let send = Callback::from(move |msg| {
            if let Some(store) = Weak::upgrade(&store) {
                store.send(msg);
            }
        });
        WidgetProps { model: Some(self.model()), bus: Dispatch { send, read } }
    }

    fn send(self: &Rc<Self>, msg: Msg) {
        self.change(msg, true);
    }

    /// The state changes at once, the drawing follows, then the effects are run: whatever the host
    /// does when it hears of them finds the widget whole.
    fn change(self: &Rc<Self>, msg: Msg, tell: bool) {
        let (model, effects) = update(&self.model(), msg);
        self.model.replace(Rc::new(model));
        let props = self.props();
        if let Some(drawn) = self.drawn.borrow_mut().as_mut() {
            drawn.app.update(props);
        }
        if tell {
            for effect in effects {
                self.run(effect);
            }
        }
    }

    /// Names that begin with an underscore are for the loader alone: it has the files, the storage and the address.
    fn run(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Emit(event) => self.emit_event(event),
            Effect::Focus(target) => self.focus(selector(target)),
            Effect::Storage(command) => self.store(&command),
            Effect::Load(Asset::Language(code)) => self.tell("_speak", &[("lang", &code)]),
            Effect::Load(Asset::Details) => self.tell("_details", &[]),
            Effect::Load(Asset::SearchIndex) => self.tell("_index", &[]),
            Effect::Load(Asset::Shard { piece, anew }) => self.fetch(piece, anew),
            Effect::DebounceLibraryQuery => self.pause(),
            Effect::Print => self.tell("_print", &[]),
            Effect::Export(format) => self.tell("_export", &[("format", format)]),
            Effect::Uploaded(UploadedCommand::Download) => self.tell("_save", &[]),
            Effect::Uploaded(UploadedCommand::Discard) => self.tell("_drop", &[]),
            Effect::Copy(text) => self.copy(&text),
        }
    }

    fn emit_event(&self, event: HostEvent) {
        match event {
            HostEvent::AnswerChanged(question) => self.tell("boussole-change", &[("field", question.id())]),
            HostEvent::InstrumentChanged(place) => {
                let content = self.model().content.clone();
                let id = content.instruments.get(usize::from(place)).map_or("", |own| own.id.as_str());
                self.tell("boussole-change", &[("field", id)]);
            }
            HostEvent::ViewChanged(view) => {
                self.tell("boussole-step", &[("view", view.id(&self.model().content))]);
            }
            // The loader asks for the result when it can be told.
            HostEvent::ResultChanged => self.tell("_resulted", &[]),
        }
    }

    fn store(&self, command: &StorageCommand) {
        let (what, which) = match command {
            StorageCommand::Follow => return self.tell("_touched", &[]),
            StorageCommand::Keep(name) => ("keep", name.as_str()),
            StorageCommand::Open(id) => ("open", id.as_str()),
            StorageCommand::Delete(id) => ("erase", id.as_str()),
            StorageCommand::DeleteAll => ("all", ""),
            StorageCommand::Leave => ("leave", ""),
            StorageCommand::Back => ("back", ""),
        };
        self.tell("_keep", &[("what", what), ("which", which)]);
    }

    fn result(&self) -> JsValue {
        let model = self.model();
        js_value::to_js(&result::result(&model.situation, &model.outcome, &model.instruments.responses, &model.content))
    }

    fn tell(&self, name: &str, detail: &[(&str, &str)]) {
        let object = js_sys::Object::new();
        for (key, value) in detail {
            js_value::own(&object, key, &JsValue::from(*value));
        }
        self.emit(name, &object);
    }

    fn emit(&self, name: &str, detail: &JsValue) {
        // A host's listener that throws is the host's affair.
        let _ = self.emit.call2(&JsValue::NULL, &name.into(), detail);
    }

    /// Asks the large catalogue once no key was pressed for a while: each question may cost a request.
    fn pause(self: &Rc<Self>) {
        const MILLISECONDS: u32 = 250;
        let store = Rc::downgrade(self);
        let ask = move || {
            if let Some(store) = store.upgrade() {
                store.send(Msg::Library(LibraryMsg::QuerySettled));
            }
        };
        // The timer before, if any, goes with what replaces it.
        self.paused.replace(Some(Timeout::new(MILLISECONDS, ask)));
    }

    /// For the loader alone: it fetches.
    fn fetch(&self, piece: Shard, anew: bool) {
        let library = self.model().library.library.clone();
        let folder = library.map_or_else(String::new, |library| library.root().folder.clone());
        self.tell("_fetch", &[("name", &piece.name()), ("folder", &folder), ("anew", if anew { "anew" } else { "" })]);
    }

    /// Puts the focus on something that the drawing to come will hold.
    fn focus(self: &Rc<Self>, selector: String) {
        let store = Rc::downgrade(self);
        let soon = Timeout::new(0, move || {
            let Some(store) = store.upgrade() else { return };
            let Some(root) = store.drawn.borrow().as_ref().map(|drawn| drawn.root.clone()) else { return };
            if root.get_bounding_client_rect().top() < 0.0 {
                root.scroll_into_view();
            }
            let found = root.query_selector(&selector).ok().flatten();
            if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
                let _ = element.focus();
            }
        });
        self.focusing.replace(Some(soon));
    }

    /// The clipboard is absent from insecure pages and may refuse: either is said.
    fn copy(self: &Rc<Self>, text: &str) {
        let written = window()
            .and_then(|window| Reflect::get(&window.navigator(), &"clipboard".into()).ok())
            .filter(|clipboard| Reflect::get(clipboard, &"writeText".into()).is_ok_and(|write| write.is_function()))
            .map(|_| window().map(|window| window.navigator().clipboard().write_text(text)));
        let Some(Some(promise)) = written else {
            self.send(Msg::Share(ShareMsg::CopyFinished(false)));
            return;
        };
        let ended = |done: bool| {
            let store = Rc::downgrade(self);
            Closure::once_into_js(move || {
                if let Some(store) = store.upgrade() {
                    store.send(Msg::Share(ShareMsg::CopyFinished(done)));
                }
            })
        };
        let (done, refused) = (ended(true), ended(false));
        let _ = Reflect::get(&promise, &"then".into())
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|then| then.call2(&promise, &done, &refused));
    }
}

/// The names of a list, parted by spaces, or by commas as in a preset.
fn named(names: &str) -> impl Iterator<Item = &str> {
    names.split(|letter: char| letter.is_whitespace() || letter == ',').filter(|name| !name.is_empty())
}

/// Where a target stands in the drawing, as a CSS selector.
fn selector(target: FocusTarget) -> String {
    let fixed = match target {
        FocusTarget::SearchInput => "#explore-words",
        FocusTarget::ActiveFilters => ".chosen button",
        FocusTarget::Comparison => "#comparison",
        FocusTarget::WhatIf => ".what-if select",
        FocusTarget::UploadInput => "#own-file",
        FocusTarget::LibraryResults => "#stacks",
        FocusTarget::PartyName => "#party-name",
        FocusTarget::SavedJourneys => "#device",
        FocusTarget::WorkshopField => "#workshop-links",
        FocusTarget::Title => "#view-title",
        FocusTarget::Item(item) => return format!("#item-{item} legend"),
        FocusTarget::Result(place) => return format!("#result-{place}"),
        FocusTarget::LibraryResult(place) => return format!("#found-{place}"),
        FocusTarget::Question(question) => {
            let id = question.id();
            return format!("[data-question={id}] legend, [data-question={id}] :is(input, select)");
        }
    };
    fixed.to_owned()
}

/// What stands in the field that an event comes from.
fn read(event: &Event) -> String {
    let target = event.target();
    let of = |own: &JsValue, name: &str| Reflect::get(own, &name.into()).ok();
    let validity = target.as_ref().and_then(|target| of(target, "validity"));
    if validity.and_then(|validity| of(&validity, "badInput")).is_some_and(|bad| bad.is_truthy()) {
        return UNFINISHED.to_owned();
    }
    target
        .and_then(|target| of(&target, "value"))
        .and_then(|value| value.dyn_into::<JsString>().ok())
        .map(String::from)
        .unwrap_or_default()
}

/// The visitor's calendar day.
#[allow(clippy::cast_possible_wrap)] // A year fits.
fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    Date::new(now.get_full_year() as i32, now.get_month() + 1, now.get_date())
}
