//! The state of one widget, its drawing, and the effects that follow a change.

use super::dynamic::message;
use super::host_content::HostContent;
use super::js_value;
use super::persistence::{Attributes, Notice, Owner, Persistence};
use super::port::Port;
use crate::app::features::share::ShareMsg;
use crate::app::journey::result;
use crate::app::runtime::effect::{Asset, HostEvent, StorageCommand, UploadedCommand};
use crate::app::{Effect, HostMsg, LibraryMsg, Model, Msg, NavigationMsg, UNFINISHED, View, update};
use crate::view::{Dispatch, Widget, WidgetProps, export};
use boussole_content::pack::Pack;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{JsString, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, Callback, Event};

/// How long nothing more is typed before the remote catalogue is asked, in milliseconds. Our choice.
const QUERY_DEBOUNCE_MS: u32 = 250;

/// What an instance holds.
pub(super) struct Store {
    pub(super) model: RefCell<Rc<Model>>,
    pub(super) drawn: RefCell<Option<MountedApp>>,
    pub(super) port: Port,
    pub(super) host_content: HostContent,
    /// The names of `views` that no view has, as they were told last.
    pub(super) unknown_views: RefCell<String>,
    /// The view that the page asked for while the first view stood there.
    pub(super) requested_view: RefCell<Option<String>>,
    /// What hears of files that somebody chooses or drops.
    pub(super) file_listeners: RefCell<Vec<EventListener>>,
    /// When the last file was dropped, which window and drawing both tell: the event's own time, in milliseconds.
    pub(super) last_drop_ms: Cell<f64>,
    pub(super) persistence: Rc<Persistence>,
    /// The camera is on, or the visitor is being asked for it.
    pub(super) is_scanning: Cell<bool>,
    /// A question to the large catalogue that waits for a pause, and a message that does. Each has its own: one would
    /// silence the other.
    paused_query: RefCell<Option<Timeout>>,
    paused_announcement: RefCell<Option<Timeout>>,
    /// What is to be kept for a crash, in a task of its own.
    backup: RefCell<Option<Timeout>>,
    /// The focus that is on its way. Held rather than forgotten: a forgotten timer never lets go of its closure.
    pub(super) focusing: RefCell<Option<Timeout>>,
}

/// A drawing in the element that shows it.
pub(super) struct MountedApp {
    pub(super) app: AppHandle<Widget>,
    pub(super) root: Element,
    /// What follows the keys and the screen, once it was projected.
    pub(super) projection: Option<[EventListener; 2]>,
}

impl Store {
    /// The state of a widget before any answer.
    pub(super) fn new(content: &Rc<Pack>, port: Port) -> Rc<Self> {
        let host_content = HostContent::new(content, &port);
        let content = host_content.apply(&port);
        Rc::new_cyclic(|store| Self {
            model: RefCell::new(Rc::new(Model::new(content))),
            drawn: RefCell::new(None),
            port,
            host_content,
            unknown_views: RefCell::default(),
            requested_view: RefCell::default(),
            file_listeners: RefCell::default(),
            last_drop_ms: Cell::default(),
            persistence: Persistence::new(persistence_owner(store)),
            is_scanning: Cell::new(false),
            paused_query: RefCell::new(None),
            paused_announcement: RefCell::new(None),
            backup: RefCell::new(None),
            focusing: RefCell::new(None),
        })
    }

    pub(super) fn model(&self) -> Rc<Model> {
        self.model.borrow().clone()
    }

    pub(super) fn props(self: &Rc<Self>) -> WidgetProps {
        let store = Rc::downgrade(self);
        let send = Callback::from(move |msg| {
            if let Some(store) = Weak::upgrade(&store) {
                let _ = store.port.field_read();
                store.send(msg);
            }
        });
        WidgetProps { model: Some(self.model()), dispatch: Dispatch { send, read: input_value } }
    }

    pub(super) fn send(self: &Rc<Self>, msg: Msg) {
        self.dispatch(msg, true);
    }

    /// The state changes at once, the drawing follows, then the effects are run: whatever the host
    /// does when it hears of them finds the widget whole.
    pub(super) fn dispatch(self: &Rc<Self>, msg: Msg, tell: bool) {
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

    /// Shows a view by its name, false when there is none of that name; the focus follows where the visitor asked for it.
    pub(super) fn show(self: &Rc<Self>, name: &str, is_asked: bool) -> bool {
        let view = View::from_id(name, &self.model().content);
        if let Some(view) = view {
            self.send(if is_asked {
                Msg::Navigation(NavigationMsg::ViewRequested(view))
            } else {
                Msg::Host(HostMsg::ViewSet(view))
            });
        }
        view.is_some()
    }

    fn run(self: &Rc<Self>, effect: Effect) {
        let port = &self.port;
        // What the loader throws is its own affair: the widget goes on.
        let _ = match effect {
            Effect::Emit(event) => {
                if matches!(event, HostEvent::ViewChanged(_)) {
                    self.persistence.view_changed();
                }
                self.emit_event(event)
            }
            Effect::Load(Asset::Language(code)) => port.language_requested(&code),
            Effect::Load(Asset::Details) => port.part_requested("detailed"),
            Effect::Load(Asset::SearchIndex) => port.part_requested("indexed"),
            Effect::Load(Asset::Shard { shard, skips_cache }) => {
                self.load_shard(shard, skips_cache);
                Ok(())
            }
            Effect::Storage(command) => {
                self.persistence.run(&command);
                if command == StorageCommand::Follow {
                    self.back_up();
                }
                Ok(())
            }
            Effect::Print => {
                self.print();
                Ok(())
            }
            Effect::Scan => {
                self.scan();
                Ok(())
            }
            Effect::Export(format) => {
                self.save_export(format);
                Ok(())
            }
            Effect::Project(is_projected) => {
                self.project(is_projected);
                Ok(())
            }
            Effect::Uploaded(UploadedCommand::Download) => self.save_tried_catalogue(),
            Effect::Uploaded(UploadedCommand::Discard) => {
                self.discard_tried_catalogue();
                Ok(())
            }
            Effect::Focus(target) => {
                self.focus(target);
                Ok(())
            }
            Effect::DebounceLibraryQuery => {
                // Each question may cost a request.
                self.debounce(&self.paused_query, QUERY_DEBOUNCE_MS, Msg::Library(LibraryMsg::QuerySettled));
                Ok(())
            }
            Effect::DebounceAnnouncement(delay_ms) => {
                self.debounce(&self.paused_announcement, delay_ms, Msg::AnnouncementDue);
                Ok(())
            }
            Effect::OpenShareSheet(text) => {
                self.open_share_sheet(&text);
                Ok(())
            }
            Effect::Copy(text) => {
                self.copy(&text);
                Ok(())
            }
        };
    }

    /// Hands over what a fresh module begins with if this one crashes: in a task of its own, so that it is what there was before
    /// the act that made it crash.
    pub(super) fn back_up(self: &Rc<Self>) {
        let store = Rc::downgrade(self);
        self.backup.replace(Some(Timeout::new(0, move || {
            if let Some(store) = store.upgrade() {
                let _ = store.port.backed_up(&export::whole_link(&store.model()));
            }
        })));
    }

    pub(super) fn result(&self) -> JsValue {
        let model = self.model();
        js_value::to_js(&result::result(&model.situation, &model.outcome, &model.instruments.responses, &model.content))
    }

    /// What stands in the drawing under a CSS selector.
    pub(super) fn find(&self, selector: &str) -> Option<Element> {
        let root = self.drawn.borrow().as_ref()?.root.clone();
        root.query_selector(selector).ok()?
    }

    /// Tells page and visitor that something cannot be made here, and why.
    pub(super) fn export_failed(self: &Rc<Self>, what: &str, error: &JsValue) {
        let reason = message(error);
        let _ = self.port.problem_found("export", &[what, ": ", &reason].concat());
        self.send(Msg::Share(ShareMsg::ExportFailed(reason)));
    }

    /// Says something once nothing else was to be said so for a while.
    fn debounce(self: &Rc<Self>, timer: &RefCell<Option<Timeout>>, delay_ms: u32, msg: Msg) {
        let store = Rc::downgrade(self);
        let say = move || {
            if let Some(store) = store.upgrade() {
                store.send(msg);
            }
        };
        // The timer before, if any, goes with what replaces it.
        timer.replace(Some(Timeout::new(delay_ms, say)));
    }
}

/// What a widget gives its persistence.
fn persistence_owner(store: &Weak<Store>) -> Owner {
    let [element, model, send, show, tell] =
        [store.clone(), store.clone(), store.clone(), store.clone(), store.clone()];
    Owner {
        attributes: Box::new(move || {
            let store = element.upgrade();
            let attribute = |name: &str| store.as_ref()?.attribute(name);
            Attributes {
                hash_key: attribute("hash-key"),
                share: attribute("share"),
                history: attribute("history"),
                storage: attribute("storage"),
                journey: attribute("journey"),
            }
        }),
        model: Box::new(move || model.upgrade().map(|store| store.model())),
        send: Box::new(move |msg| {
            if let Some(store) = send.upgrade() {
                store.send(Msg::Share(msg));
            }
        }),
        show: Box::new(move |view, is_asked| {
            if let Some(store) = show.upgrade() {
                store.show(view, is_asked);
            }
        }),
        tell: Box::new(move |notice| {
            let Some(store) = tell.upgrade() else { return };
            // What the loader throws is its own affair.
            let _ = match notice {
                Notice::ProblemFound { code, help } => store.port.problem_found(code, &help),
                Notice::LinkOpened => store.port.link_opened(),
                Notice::RecoveryChanged(recovery) => store.port.recovery_changed(&recovery.to_js()),
            };
        }),
    }
}

/// What stands in the field that an event comes from.
fn input_value(event: &Event) -> String {
    let target = event.target();
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let validity = target.as_ref().and_then(|target| get(target, "validity"));
    if validity.and_then(|validity| get(&validity, "badInput")).is_some_and(|bad| bad.is_truthy()) {
        return UNFINISHED.to_owned();
    }
    target
        .and_then(|target| get(&target, "value"))
        .and_then(|value| value.dyn_into::<JsString>().ok())
        .map(String::from)
        .unwrap_or_default()
}
