//! What becomes of a visitor's journey: in the address of the page, on this device, and back from there.
//!
//! A [`Persistence`] decides for one widget when a journey is written; which one follows the answers is
//! [`super::saved_journeys`]' affair, where it goes [`super::fragment`]'s, [`super::history`]'s and [`super::storage`]'s. It holds no reference to the element, only what its
//! [`Owner`] gave it: the element can be collected.

use super::fragment::Address;
use super::js_value;
use super::storage::{JourneyStorage, StorageKind, StoredJourney};
use crate::app::Model;
use crate::app::features::share::ShareMsg;
use crate::app::journey::fragment;
use crate::app::journey::link::{self, JourneyRef};
use crate::app::journey::pasted;
use crate::view::export::whole_link;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsValue;
use web_sys::window;

/// Answers may change for so long before they are written, in milliseconds. Our choice.
const SAVE_DEBOUNCE_MS: u32 = 250;
/// A longer link goes into the page's address without its words. Our limit, in letters.
const MAX_ADDRESS_CHARS: usize = 8000;
const SHARES: [&str; 2] = ["none", "fragment"];
const HISTORIES: [&str; 2] = ["off", "on"];
const STORAGES: [&str; 3] = ["none", "session", "local"];

thread_local! {
    /// Widgets that write their links into the fragment: of those that stand on the page, one under each key.
    static WRITERS: RefCell<Vec<Weak<Persistence>>> = const { RefCell::new(Vec::new()) };
    /// Widgets of this page that keep something in its history or on this device.
    static KEEPERS: RefCell<Vec<Weak<Persistence>>> = const { RefCell::new(Vec::new()) };
    /// Whether a widget of this page has read a link in its address, or written one: what stands there when the page
    /// makes its element anew is nothing that somebody has sent.
    static IS_LINK_KNOWN: Cell<bool> = const { Cell::new(false) };
}

/// The attributes of an element that say what is kept of it, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// `hash-key`.
    pub hash_key: Option<String>,
    /// `share`.
    pub share: Option<String>,
    /// `history`.
    pub history: Option<String>,
    /// `storage`.
    pub storage: Option<String>,
    /// `journey`.
    pub journey: Option<String>,
}

impl Attributes {
    pub(super) fn key(&self) -> &str {
        fragment::key(self.hash_key.as_deref())
    }

    pub(super) fn uses_history(&self) -> bool {
        self.history.as_deref() == Some("on")
    }

    fn storage(&self) -> Option<StorageKind> {
        match self.storage.as_deref()? {
            "session" => Some(StorageKind::Session),
            "local" => Some(StorageKind::Local),
            _ => None,
        }
    }
}

/// Shows the view of a name; the focus goes to its title where the visitor asked for it.
pub type ShowView = Box<dyn Fn(&str, bool)>;

/// What a widget gives its persistence. None of it may keep the widget alive.
pub struct Owner {
    /// The attributes that the element has now: a page may change them.
    pub attributes: Box<dyn Fn() -> Attributes>,
    /// The state, as long as there is one.
    pub model: Box<dyn Fn() -> Option<Rc<Model>>>,
    /// Tells the state what happened.
    pub send: Box<dyn Fn(ShareMsg)>,
    /// Shows another view.
    pub show: ShowView,
    /// Tells the page what happened.
    pub tell: Box<dyn Fn(Notice)>,
}

/// Something that the page, or who stands between it and the module, has to know.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// An integrator is told of a problem.
    ProblemFound {
        /// Code of the event `boussole-error`.
        code: &'static str,
        /// What is wrong.
        help: String,
    },
    /// Somebody opened a link to the widget: it is to be seen.
    LinkOpened,
    /// What a fresh module is given if this one falls has changed.
    RecoveryChanged(Recovery),
}

/// What a fresh module has to know of the one that fell, besides the link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recovery {
    /// The journey that follows the answers.
    pub current: Option<StoredJourney>,
    /// Whether this widget writes under its key of the fragment.
    pub writes_fragment: bool,
}

impl Recovery {
    /// A plain object, for who outlives the module.
    #[must_use]
    pub fn to_js(&self) -> JsValue {
        let object = Object::new();
        js_value::define_property(&object, "writes", &self.writes_fragment.into());
        if let Some(current) = &self.current {
            js_value::define_property(&object, "id", &current.id.as_str().into());
            js_value::define_property(&object, "journey", &current.to_js());
        }
        object.into()
    }

    /// Reads such an object; what is anything else holds nothing.
    #[must_use]
    pub fn from_js(value: &JsValue) -> Self {
        let field = |name: &str| Reflect::get(value, &name.into()).ok();
        let id = field("id").and_then(|id| id.as_string());
        Self {
            current: id.and_then(|id| StoredJourney::from_js(&id, &field("journey")?)),
            writes_fragment: field("writes").is_some_and(|writes| writes.is_truthy()),
        }
    }
}

/// What is kept of one widget.
pub struct Persistence {
    pub(super) owner: Owner,
    pub(super) this: Weak<Self>,
    pub(super) state: RefCell<State>,
    is_connected: Cell<bool>,
    writes_fragment: Cell<bool>,
    /// Whether a view that shows becomes an entry of the page's history: not while the widget starts, nor on the way back.
    pub(super) records_views: Cell<bool>,
    /// The state that waits to be written.
    pub(super) unsaved: RefCell<Option<Rc<Model>>>,
    debounce: RefCell<Option<Timeout>>,
}

#[derive(Default)]
pub(super) struct State {
    address: Option<Address>,
    listeners: Vec<EventListener>,
    pub(super) storage: Option<JourneyStorage>,
    /// The journey that follows the answers.
    pub(super) current: Option<StoredJourney>,
    /// The journey that did before another one was taken up.
    pub(super) previous: Option<StoredJourney>,
    /// The link that was put into the address last.
    written: String,
    /// Each of them is told once.
    is_shortening_told: bool,
    is_refusal_told: bool,
    pub(super) is_history_told: bool,
}

impl Persistence {
    /// Keeps nothing until it is started.
    #[must_use]
    pub fn new(owner: Owner) -> Rc<Self> {
        Rc::new_cyclic(|this| Self {
            owner,
            this: this.clone(),
            state: RefCell::default(),
            is_connected: Cell::new(false),
            writes_fragment: Cell::new(false),
            records_views: Cell::new(false),
            unsaved: RefCell::default(),
            debounce: RefCell::default(),
        })
    }

    /// The element stands on a page.
    pub fn connect(&self) {
        let address = Address::of_page();
        let mut listeners = Vec::new();
        if let Some(address) = &address {
            listeners.push(address.on_change(self.later(Self::follow_address)));
        }
        if let Some(window) = window() {
            let flush = self.later(Self::flush);
            listeners.push(EventListener::new(&window, "pagehide", move |_| flush()));
            let travel = self.later(Self::follow_history);
            listeners.push(EventListener::new(&window, "popstate", move |_| travel()));
        }
        {
            let mut state = self.state.borrow_mut();
            state.address = address;
            state.listeners = listeners;
        }
        self.is_connected.set(true);
    }

    /// The element stands on none any more: what waits is written, and nothing of the page is held.
    pub fn disconnect(&self) {
        self.flush();
        self.is_connected.set(false);
        let listeners = std::mem::take(&mut self.state.borrow_mut().listeners);
        drop(listeners);
        self.writes_fragment.set(false);
    }

    /// Takes up what was there before this visit: a link in the address goes before what the history of the page has, and
    /// both before what is kept here. A link that brought the visitor here is what somebody sent, unless it is of a journey
    /// that is kept here. Returns whether a view shows now that no attribute changes: that of the history, or what was sent.
    pub fn start(&self) -> bool {
        let attributes = self.attributes();
        let opened = self.begin(&attributes);
        let entry = self.history_entry();
        let given = attributes.journey.clone().filter(|journey| !journey.is_empty());
        let left = entry.as_ref().map(|entry| entry.link.clone()).filter(|link| !link.is_empty());
        let linked = opened.clone().or(left).or(given);
        let is_taken = linked.as_deref().is_some_and(|link| self.resume(link, false));
        let is_opened = opened.is_some() && is_taken && is_first_visit();
        // Who has scrolled is where she wants to be.
        if is_opened && window().is_some_and(|window| window.scroll_y().is_ok_and(|place| place.abs() < 1.0)) {
            self.reveal();
        }
        let is_known = opened.is_some() && IS_LINK_KNOWN.replace(true);
        self.check("share", attributes.share.as_deref(), &SHARES);
        if !self.claim_fragment() {
            let key = attributes.key();
            let why = "is taken by another widget of this page: this one does not write its link.";
            self.report("attribute", format!("hash-key=\"{key}\" {why}"));
        }
        self.check("history", attributes.history.as_deref(), &HISTORIES);
        self.check("storage", attributes.storage.as_deref(), &STORAGES);
        self.check_key(&attributes);
        if let Some(kind) = attributes.storage() {
            self.open_storage(kind, &attributes, linked.as_deref());
        }
        if let Some(entry) = &entry {
            (self.owner.show)(&entry.view, false);
        }
        let is_received = is_opened && !is_known && entry.is_none() && self.state.borrow().current.is_none();
        if is_received {
            (self.owner.send)(ShareMsg::JourneyReceived);
        }
        entry.is_some() || is_received
    }

    /// Takes up what was there before the module fell: the link of all that was answered, and what was kept of it.
    pub fn recover(&self, link: Option<&str>, before: Recovery) {
        let attributes = self.attributes();
        self.begin(&attributes);
        let is_taken = link.is_some_and(|link| self.resume(link, false));
        if before.writes_fragment {
            self.claim_fragment();
        }
        if let Some(kind) = attributes.storage() {
            // Nothing is written over a journey but what it was.
            self.reopen_storage(kind, &attributes, before.current.filter(|_| is_taken));
        }
    }

    /// Makes this widget the one that writes under its key of the fragment, if it may write there; false when another
    /// one of the page does.
    pub fn claim_fragment(&self) -> bool {
        let attributes = self.attributes();
        if attributes.share.as_deref() != Some("fragment") {
            return true;
        }
        let is_taken = WRITERS.with_borrow_mut(|writers| {
            writers.retain(|writer| writer.upgrade().is_some_and(|writer| writer.writes_fragment.get()));
            for writer in writers.iter().filter_map(Weak::upgrade) {
                if std::ptr::eq(self, Rc::as_ptr(&writer)) || writer.attributes().key() != attributes.key() {
                    continue;
                }
                if writer.is_connected.get() {
                    return true;
                }
                writer.writes_fragment.set(false);
            }
            if !self.writes_fragment.replace(true) {
                writers.push(self.this.clone());
            }
            false
        });
        if !is_taken {
            self.tell_recovery();
        }
        !is_taken
    }

    /// Tells an integrator of two widgets that keep their journeys under one key, in the history or on this device: each
    /// takes what is the other's for its own.
    fn check_key(&self, attributes: &Attributes) {
        if !attributes.uses_history() && attributes.storage().is_none() {
            return;
        }
        let is_shared = KEEPERS.with_borrow_mut(|keepers| {
            keepers.retain(|keeper| keeper.strong_count() > 0);
            let others =
                keepers.iter().filter_map(Weak::upgrade).filter(|other| !std::ptr::eq(self, Rc::as_ptr(other)));
            let is_shared = others.filter(|other| other.is_connected.get()).any(|other| {
                let its = other.attributes();
                its.key() == attributes.key()
                    && (its.uses_history() && attributes.uses_history()
                        || attributes.storage().is_some() && its.storage() == attributes.storage())
            });
            keepers.push(self.this.clone());
            is_shared
        });
        if is_shared {
            let key = attributes.key();
            let why =
                "is that of another widget of this page, which keeps its journey in the same place: give each its own.";
            self.report("attribute", format!("hash-key=\"{key}\" {why}"));
        }
    }

    /// Something that a link holds has changed.
    pub fn touch(&self) {
        self.unsaved.replace((self.owner.model)());
        let flush = self.later(Self::flush);
        // The timer before, if any, goes with what replaces it.
        self.debounce.replace(Some(Timeout::new(SAVE_DEBOUNCE_MS, flush)));
    }

    /// Writes at once what waits to be written: the page may go.
    pub fn flush(&self) {
        if self.take_unsaved().is_some()
            && let Some(model) = (self.owner.model)()
        {
            self.save_current(&model);
        }
    }

    /// The state that waits to be saved, once the address of what there is now is written.
    pub(super) fn take_unsaved(&self) -> Option<Rc<Model>> {
        let unsaved = self.unsaved.take()?;
        let model = (self.owner.model)()?;
        if self.writes_fragment.get() {
            self.write_address(&model);
        }
        self.update_history();
        self.publish_prefix();
        Some(unsaved)
    }

    /// Takes up a link, or the text of one of our files; false when it is none, and an integrator is told.
    pub fn resume(&self, text: &str, asked: bool) -> bool {
        let is_taken = self.import(text, asked);
        if !is_taken {
            let help = "What was given is not a link of this widget, was cut on its way, or is of a later version.";
            self.report("link", help.to_owned());
        }
        is_taken
    }

    /// The address that brings somebody to this place and this journey.
    #[must_use]
    pub fn address(&self) -> String {
        let Some(model) = (self.owner.model)() else { return String::new() };
        let (link, prefix) = (link_of(&model), self.prefix());
        if link.is_empty() {
            return fragment::without_key(&prefix).to_owned();
        }
        if link != whole_link(&model) && !std::mem::replace(&mut self.state.borrow_mut().is_shortening_told, true) {
            let help = "Names and commitments would make this link too long, and are not in it: \
                export(\"json\") holds them.";
            self.report("link", help.to_owned());
        }
        prefix + &link
    }

    /// Says what links begin with, and gives the one in the address.
    fn begin(&self, attributes: &Attributes) -> Option<String> {
        let named = attributes.hash_key.as_deref().filter(|name| !name.is_empty() && *name != attributes.key());
        self.publish_prefix();
        let opened = self.linked();
        if let Some(name) = named {
            let help = format!("hash-key=\"{name}\" is not a name: letters, digits and hyphens, a letter first.");
            self.report("attribute", help);
        }
        opened
    }

    /// Somebody opened another link on this page.
    fn follow_address(&self) {
        let Some(model) = (self.owner.model)() else { return };
        self.publish_prefix();
        let is_other = |link: &String| *link != self.state.borrow().written && *link != link_of(&model);
        if self.linked().filter(is_other).is_some_and(|link| self.resume(&link, false)) {
            self.reveal();
            (self.owner.send)(ShareMsg::JourneyReceived);
        }
    }

    pub(super) fn import(&self, text: &str, asked: bool) -> bool {
        let Some(model) = (self.owner.model)() else { return false };
        let state = pasted::find_link(text, &model.content);
        let is_taken = state.is_ok();
        (self.owner.send)(ShareMsg::JourneyImported(state, asked));
        is_taken
    }

    fn write_address(&self, model: &Model) {
        let (mut written, whole) = (link_of(model), whole_link(model));
        if !written.is_empty() && whole.len() <= MAX_ADDRESS_CHARS {
            written = whole;
        }
        let address = {
            let mut state = self.state.borrow_mut();
            state.written.clone_from(&written);
            state.address.clone()
        };
        IS_LINK_KNOWN.set(true);
        // A router of the page may do anything when the address changes: nothing is borrowed here.
        let done = match address {
            Some(address) => address.set_link(self.attributes().key(), &written),
            None => Err("this frame has no address of its own.".to_owned()),
        };
        if let Err(why) = done
            && !std::mem::replace(&mut self.state.borrow_mut().is_refusal_told, true)
        {
            self.report("link", format!("The address of this page does not follow the answers: {why}"));
        }
    }

    fn publish_prefix(&self) {
        (self.owner.send)(ShareMsg::LinkBaseSet(self.prefix()));
    }

    pub(super) fn tell_recovery(&self) {
        let current = self.state.borrow().current.clone();
        (self.owner.tell)(Notice::RecoveryChanged(Recovery { current, writes_fragment: self.writes_fragment.get() }));
    }

    /// Shows the widget to whoever opened a link to it.
    fn reveal(&self) {
        if self.state.borrow().address.as_ref().is_some_and(Address::is_of_top_page) {
            (self.owner.tell)(Notice::LinkOpened);
        }
    }

    pub(super) fn report(&self, code: &'static str, help: String) {
        (self.owner.tell)(Notice::ProblemFound { code, help });
    }

    /// Names a value of an attribute that is not one of its list.
    fn check(&self, name: &str, value: Option<&str>, values: &[&str]) {
        if let Some(value) = value.filter(|value| !values.contains(value)) {
            self.report("attribute", format!("{name}=\"{value}\" is not one of {}.", values.join(", ")));
        }
    }

    pub(super) fn attributes(&self) -> Attributes {
        (self.owner.attributes)()
    }

    /// The link under this widget's key in the address of the page.
    fn linked(&self) -> Option<String> {
        let address = self.state.borrow().address.clone()?;
        address.link(self.attributes().key())
    }

    /// What links to this place begin with. Empty where the page has no address: then a link is a code, for whoever takes
    /// it up by hand.
    fn prefix(&self) -> String {
        let address = self.state.borrow().address.clone();
        address.map(|address| address.prefix(self.attributes().key())).unwrap_or_default()
    }

    /// What the browser calls later, if this is still there.
    fn later(&self, act: fn(&Self)) -> impl Fn() + use<> {
        let this = self.this.clone();
        move || {
            if let Some(this) = this.upgrade() {
                act(&this);
            }
        }
    }
}

/// The link of what there is, for messengers; empty when there is nothing.
#[must_use]
pub fn link_of(model: &Model) -> String {
    if !model.has_user_data() {
        return String::new();
    }
    let source = JourneyRef {
        situation: &model.situation,
        responses: &model.instruments.responses,
        pinned: &model.explore.pinned,
    };
    link::with_plan(link::encode(&source, &model.content).link, model.share.plan, &model.situation, &model.content)
}

/// Whether the visitor has just come to this page: she neither comes back to it nor loads it again.
fn is_first_visit() -> bool {
    let Some(window) = window() else { return false };
    let visit = window.performance().map(|times| times.get_entries_by_type("navigation").get(0));
    let kind = visit.and_then(|visit| Reflect::get(&visit, &"type".into()).ok()?.as_string());
    kind.is_none_or(|kind| kind == "navigate")
}
