//! What becomes of a journey: when it is written, where, and what is there again.

use crate::{FRENCH, call, frame, replaced, set_fragment, storage_key, until, url};
use boussole::app::features::share::{ShareMsg, StorageError};
use boussole::app::journey::preset;
use boussole::app::runtime::effect::StorageCommand;
use boussole::app::{Effect, HostMsg, Model, Msg, update};
use boussole::element::persistence::{Attributes, Notice, Owner, Persistence, Recovery};
use boussole::element::storage::{JourneyStorage, StorageKind, StoredJourney};
use boussole_content::pack::Pack;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, window};

/// A storage that takes nothing more.
const FULL: &str = "value() { throw new DOMException('full', 'QuotaExceededError') }";

/// A widget without a drawing: its state, and what is kept of it.
struct Widget {
    model: RefCell<Rc<Model>>,
    persistence: Rc<Persistence>,
    notices: RefCell<Vec<Notice>>,
    attributes: RefCell<Attributes>,
}

impl Widget {
    fn new() -> Rc<Self> {
        thread_local!(static PACK: Rc<Pack> = Rc::new(Pack::read(FRENCH).unwrap()));
        Rc::new_cyclic(|widget: &Weak<Self>| {
            let [element, model, send, tell] = [widget.clone(), widget.clone(), widget.clone(), widget.clone()];
            let owner = Owner {
                attributes: Box::new(move || {
                    element.upgrade().map_or_else(Attributes::default, |widget| widget.attributes.borrow().clone())
                }),
                model: Box::new(move || model.upgrade().map(|widget| widget.model.borrow().clone())),
                send: Box::new(move |msg| {
                    if let Some(widget) = send.upgrade() {
                        widget.send(Msg::Share(msg));
                    }
                }),
                show: Box::new(|_, _| {}),
                tell: Box::new(move |notice| {
                    if let Some(widget) = tell.upgrade() {
                        widget.notices.borrow_mut().push(notice);
                    }
                }),
            };
            Self {
                model: RefCell::new(Rc::new(Model::new(PACK.with(Rc::clone)))),
                persistence: Persistence::new(owner),
                notices: RefCell::default(),
                attributes: RefCell::default(),
            }
        })
    }

    /// One that has just come to a page.
    fn connected(attributes: &Attributes) -> Rc<Self> {
        let widget = Self::new();
        widget.attributes.replace(attributes.clone());
        widget.persistence.connect();
        widget
    }

    /// One on a page, with what it has there.
    fn started(attributes: &Attributes) -> Rc<Self> {
        let widget = Self::connected(attributes);
        widget.persistence.start();
        widget
    }

    fn send(&self, msg: Msg) {
        let (next, effects) = update(&self.model.borrow().clone(), msg);
        self.model.replace(Rc::new(next));
        for effect in effects {
            if let Effect::Storage(command) = effect {
                self.persistence.run(&command);
            }
        }
    }

    fn answer(&self, text: &str) {
        let (situation, problems) = preset::read(text, &self.model.borrow().content.vocabulary);
        assert!(problems.is_empty());
        self.send(Msg::Host(HostMsg::AnswersSet(situation, boussole::app::journey::record::Responses::default())));
    }

    /// What it was answered, as the beginning of a link.
    fn answers(&self) -> String {
        beginning(&boussole::element::persistence::link_of(&self.model.borrow()))
    }

    fn keep(&self, name: &str) {
        self.send(Msg::Share(ShareMsg::SaveRequested(name.to_owned())));
    }

    /// Names of what is kept, the one that follows the answers marked.
    fn listed(&self) -> Vec<String> {
        let saved = &self.model.borrow().share.saved;
        let mark = |id: &String| if saved.current.as_ref() == Some(id) { "*" } else { "" };
        saved.journeys.iter().map(|own| format!("{}{}", mark(&own.id), own.name)).collect()
    }

    fn trouble(&self) -> Option<StorageError> {
        self.model.borrow().share.saved.error
    }

    fn problems(&self) -> Vec<String> {
        let problem = |notice: &Notice| match notice {
            Notice::ProblemFound { code, help } => Some(format!("{code}: {help}")),
            _ => None,
        };
        self.notices.borrow().iter().filter_map(problem).collect()
    }

    fn was_revealed(&self) -> bool {
        self.notices.borrow().contains(&Notice::LinkOpened)
    }

    /// What a fresh module would be given.
    fn recovery(&self) -> Recovery {
        let told = |notice: &Notice| match notice {
            Notice::RecoveryChanged(recovery) => Some(recovery.clone()),
            _ => None,
        };
        self.notices.borrow().iter().rev().find_map(told).unwrap_or_default()
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.persistence.disconnect();
    }
}

/// The answers that a link begins with.
fn beginning(link: &str) -> String {
    link.split(['*', '!', '+']).next().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// Attributes of a widget that keeps journeys in `localStorage`, under a key that no other test has, and that storage.
fn local() -> (Attributes, JourneyStorage) {
    let key = storage_key();
    let storage = JourneyStorage::open(StorageKind::Local, &key).unwrap();
    (Attributes { hash_key: Some(key), storage: Some("local".to_owned()), ..Attributes::default() }, storage)
}

/// Attributes of a widget that writes its link into the address.
fn shared(key: &str) -> Attributes {
    set_fragment("");
    Attributes { hash_key: Some(key.to_owned()), share: Some("fragment".to_owned()), ..Attributes::default() }
}

/// Names and answers of what is stored.
fn stored(storage: &JourneyStorage) -> Vec<(String, String)> {
    storage.list().journeys.into_iter().map(|own| (own.name, beginning(&own.link))).collect()
}

fn pair(name: &str, link: &str) -> (String, String) {
    (name.to_owned(), link.to_owned())
}

fn fragment() -> String {
    let hash = window().unwrap().location().hash().unwrap();
    hash.trim_start_matches('#').to_owned()
}

/// A link that holds these answers.
fn link(answers: &str) -> String {
    let widget = Widget::new();
    widget.answer(answers);
    boussole::element::persistence::link_of(&widget.model.borrow())
}

#[wasm_bindgen_test]
fn nothing_is_kept_before_the_visitor_asks() {
    let (attributes, storage) = local();
    let widget = Widget::started(&attributes);
    assert!(widget.model.borrow().share.saved.offered);
    widget.answer("maturity=1");
    widget.persistence.flush();
    assert_eq!(stored(&storage), []);
    assert_eq!(widget.problems(), [""; 0]);
}

#[wasm_bindgen_test]
async fn what_she_asks_is_kept_by_name_and_follows_her_answers_once_they_rest() {
    let (attributes, storage) = local();
    let widget = Widget::started(&attributes);
    widget.answer("maturity=1");
    widget.keep(" Conseil du 12 ");
    assert_eq!(stored(&storage), [pair("Conseil du 12", "1....1")]);
    assert_eq!(widget.listed(), ["*Conseil du 12"]);
    let restored = replaced(
        "Storage.prototype",
        "setItem",
        "value(key, text) { window.writes = (window.writes || 0) + 1; before.value.call(this, key, text) }",
    );
    for maturity in ["maturity=2", "maturity=3", "maturity=4"] {
        widget.answer(maturity);
    }
    assert_eq!(stored(&storage), [pair("Conseil du 12", "1....1")], "not at each answer");
    until(|| stored(&storage) == [pair("Conseil du 12", "1....4")]).await;
    assert_eq!(stored(&storage), [pair("Conseil du 12", "1....4")]);
    assert_eq!(call("return window.writes").unwrap(), JsValue::from(1), "once for all of them");
    restored();
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_key_that_the_page_changes_counts_from_then_on() {
    let widget = Widget::started(&Attributes { share: Some("fragment".to_owned()), ..Attributes::default() });
    widget.answer("maturity=2");
    widget.persistence.flush();
    assert!(widget.persistence.address().contains("#b=1."), "{}", widget.persistence.address());
    widget.attributes.borrow_mut().hash_key = Some("autre".to_owned());
    assert!(widget.persistence.address().contains("#autre=1."), "{}", widget.persistence.address());
    set_fragment("");
}

#[wasm_bindgen_test]
fn what_changed_just_before_the_page_goes_is_kept_too() {
    let (attributes, storage) = local();
    let widget = Widget::started(&attributes);
    widget.answer("maturity=1");
    widget.keep("A");
    widget.answer("maturity=2");
    window().unwrap().dispatch_event(&Event::new("pagehide").unwrap()).unwrap();
    assert_eq!(stored(&storage), [pair("A", "1....2")]);
    widget.answer("maturity=3");
    widget.persistence.disconnect();
    assert_eq!(stored(&storage), [pair("A", "1....3")], "or the element from its page");
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_journey_without_a_name_gets_one_and_a_long_name_is_cut() {
    let (attributes, storage) = local();
    let widget = Widget::started(&attributes);
    widget.answer("maturity=1");
    widget.keep("  ");
    widget.keep(&"é😀".repeat(40));
    let names: Vec<String> = stored(&storage).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 2);
    // Those of one millisecond stand in no order.
    assert!(names.contains(&"Mon parcours".to_owned()), "{names:?}");
    assert!(names.contains(&format!("{}é", "é😀".repeat(26))), "no letter is cut in two: {names:?}");
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn the_journey_that_was_saved_last_is_there_again_at_the_next_visit() {
    let (attributes, storage) = local();
    let link_of_older = link("maturity=1");
    for (id, revision, created, link) in [("a", 5.0, 9.0, link("maturity=3")), ("b", 4.0, 10.0, link_of_older)] {
        let name = id.to_uppercase();
        storage.save(&StoredJourney { id: id.to_owned(), name, link, revision, created }).unwrap();
    }
    let widget = Widget::started(&attributes);
    assert_eq!((widget.answers().as_str(), widget.listed()), ("1....3", vec!["*A".to_owned(), "B".to_owned()]));
    widget.answer("maturity=4");
    widget.persistence.flush();
    assert_eq!(stored(&storage), [pair("A", "1....4"), pair("B", "1....1")], "and it goes on");
    assert!(!widget.was_revealed());
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_link_in_the_address_goes_before_what_is_kept_here() {
    let (attributes, storage) = local();
    let key = attributes.hash_key.clone().unwrap();
    storage
        .save(&StoredJourney {
            name: "A".to_owned(),
            link: link("maturity=3"),
            revision: 5.0,
            ..StoredJourney::named(String::new())
        })
        .unwrap();
    set_fragment(&format!("{key}={}", link("maturity=1")));
    let widget = Widget::started(&attributes);
    assert_eq!((widget.answers().as_str(), widget.listed()), ("1....1", vec!["A".to_owned()]), "which stays as it was");
    assert!(widget.was_revealed(), "whoever opened a link is shown the widget");
    widget.answer("maturity=2");
    widget.persistence.flush();
    assert_eq!(stored(&storage), [pair("A", "1....3")]);
    // That of a journey which is kept here goes on with it.
    set_fragment(&format!("{key}={}", link("maturity=3")));
    assert_eq!(Widget::started(&attributes).listed(), ["*A"]);
    set_fragment("");
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_journey_that_the_page_gives_comes_behind_a_link_in_the_address() {
    let key = storage_key();
    let attributes =
        Attributes { hash_key: Some(key.clone()), journey: Some(link("maturity=2")), ..Attributes::default() };
    set_fragment("");
    let widget = Widget::started(&attributes);
    assert_eq!((widget.answers().as_str(), widget.was_revealed()), ("1....2", false));
    set_fragment(&format!("{key}={}", link("maturity=4")));
    assert_eq!(Widget::started(&attributes).answers(), "1....4");
    set_fragment("");
    let broken = Widget::started(&Attributes { journey: Some("1.cut".to_owned()), ..attributes });
    assert_eq!(broken.problems().len(), 1);
    assert!(broken.problems().concat().starts_with("link: What was given is not a link of this widget"));
}

#[wasm_bindgen_test]
fn of_two_tabs_that_change_one_journey_neither_loses_anything() {
    let (attributes, storage) = local();
    let one = Widget::started(&attributes);
    one.answer("maturity=1");
    one.keep("A");
    let other = Widget::started(&attributes);
    assert_eq!((other.answers().as_str(), other.listed()), ("1....1", vec!["*A".to_owned()]));
    one.answer("profile=association");
    other.answer("profile=media");
    one.persistence.flush();
    other.persistence.flush();
    let all = stored(&storage);
    assert_eq!(all.len(), 2);
    assert!(all.contains(&pair("A", "1.association")), "{all:?}");
    let forked = all.iter().find(|(_, link)| link == "1.media").unwrap();
    assert!(forked.0.starts_with('A') && forked.0.contains("autre onglet"), "{forked:?}");
    // From then on each follows its own.
    for _ in 0..10 {
        one.answer("profile=association;maturity=2");
        other.answer("profile=media;maturity=3");
        one.persistence.flush();
        other.persistence.flush();
    }
    let mut links: Vec<String> = stored(&storage).into_iter().map(|(_, link)| link).collect();
    links.sort();
    assert_eq!(links, ["1.association...2", "1.media...3"]);
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_journey_that_another_tab_deleted_is_not_written_again_and_the_visitor_hears_it() {
    let (attributes, storage) = local();
    let widget = Widget::started(&attributes);
    widget.answer("maturity=1");
    widget.keep("A");
    storage.delete_all().unwrap();
    widget.answer("maturity=2");
    widget.persistence.flush();
    assert_eq!((widget.trouble(), widget.listed()), (Some(StorageError::Deleted), Vec::new()));
    widget.answer("maturity=3");
    widget.persistence.flush();
    assert_eq!(stored(&storage), []);
    assert_eq!(widget.answers(), "1....3");
    assert_eq!(widget.problems(), [""; 0]);
}

#[wasm_bindgen_test]
fn a_full_storage_costs_a_sentence_and_no_answer() {
    let (attributes, storage) = local();
    let widget = Widget::started(&attributes);
    widget.answer("maturity=1");
    widget.keep("A");
    let restored = replaced("Storage.prototype", "setItem", FULL);
    widget.answer("maturity=2");
    widget.persistence.flush();
    let (trouble, listed) = (widget.trouble(), widget.listed());
    widget.keep("B");
    let second = (widget.trouble(), widget.listed());
    restored();
    assert_eq!((trouble, listed), (Some(StorageError::QuotaExceeded), vec!["*A".to_owned()]));
    assert_eq!(
        second,
        (Some(StorageError::QuotaExceeded), vec!["A".to_owned()]),
        "one that is not kept follows nothing"
    );
    let full = "QuotaExceededError: full";
    assert_eq!(
        widget.problems(),
        [format!("storage: The journey is not kept: {full}"), format!("storage: Nothing is kept: {full}"),]
    );
    assert_eq!((widget.answers(), stored(&storage)), ("1....2".to_owned(), vec![pair("A", "1....1")]));
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_journey_is_saved_again_once_there_is_room() {
    let (attributes, storage) = local();
    let widget = Widget::started(&attributes);
    widget.answer("maturity=1");
    widget.keep("A");
    let restored = replaced("Storage.prototype", "setItem", FULL);
    widget.answer("maturity=2");
    widget.persistence.flush();
    restored();
    widget.answer("maturity=3");
    widget.persistence.flush();
    assert_eq!((widget.trouble(), stored(&storage)), (None, vec![pair("A", "1....3")]));
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_storage_that_is_forbidden_costs_a_sentence_and_no_answer() {
    let (attributes, _) = local();
    let restored = replaced("window", "localStorage", "get() { throw new DOMException('no', 'SecurityError') }");
    let widget = Widget::started(&attributes);
    restored();
    assert_eq!(widget.trouble(), Some(StorageError::Denied));
    widget.answer("maturity=2");
    for command in
        [StorageCommand::Keep("A".to_owned()), StorageCommand::Open("a".to_owned()), StorageCommand::DeleteAll]
    {
        widget.persistence.run(&command);
        assert_eq!(widget.trouble(), Some(StorageError::Denied), "{command:?}");
    }
    widget.persistence.flush();
    assert_eq!((widget.answers().as_str(), widget.problems().len()), ("1....2", 0));
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_said_and_the_rest_is_offered() {
    let (attributes, storage) = local();
    let key = attributes.hash_key.clone().unwrap();
    let device = window().unwrap().local_storage().unwrap().unwrap();
    device.set_item(&format!("boussole:1:{key}:a"), "{").unwrap();
    device.set_item(&format!("boussole:1:{key}:b"), r#"{"name":"B","link":"1.cut","turn":1}"#).unwrap();
    let widget = Widget::started(&attributes);
    assert_eq!((widget.trouble(), widget.listed()), (Some(StorageError::Corrupt), vec!["B".to_owned()]));
    assert_eq!(widget.answers(), "");
    widget.send(Msg::Share(ShareMsg::AllJourneysDeleted));
    assert_eq!((widget.trouble(), widget.listed().len(), storage.list().corrupt), (None, 0, 0));
}

#[wasm_bindgen_test]
fn without_a_storage_nothing_is_offered() {
    let widget = Widget::started(&Attributes { hash_key: Some(storage_key()), ..Attributes::default() });
    assert!(!widget.model.borrow().share.saved.offered);
    let named = |storage: &str| Attributes { storage: Some(storage.to_owned()), ..Attributes::default() };
    assert!(!Widget::started(&named("none")).model.borrow().share.saved.offered);
    let strange = Widget::started(&named("disk"));
    assert!(!strange.model.borrow().share.saved.offered);
    assert_eq!(strange.problems(), [r#"attribute: storage="disk" is not one of none, session, local."#]);
}

#[wasm_bindgen_test]
fn what_is_kept_stays_as_it_was_when_another_journey_is_opened_and_undone() {
    let (attributes, storage) = local();
    let widget = Widget::started(&attributes);
    widget.answer("profile=association");
    widget.keep("A");
    widget.send(Msg::Share(ShareMsg::LinkTyped(link("profile=media"))));
    widget.send(Msg::Share(ShareMsg::LinkSubmitted));
    assert_eq!((widget.answers().as_str(), widget.listed()), ("1.media", vec!["A".to_owned()]));
    widget.persistence.flush();
    assert_eq!(stored(&storage), [pair("A", "1.association")]);
    widget.send(Msg::Share(ShareMsg::ImportUndone));
    assert_eq!((widget.answers().as_str(), widget.listed()), ("1.association", vec!["*A".to_owned()]));
    widget.answer("profile=etat");
    widget.persistence.flush();
    assert_eq!(stored(&storage), [pair("A", "1.etat")], "and follows the answers again");
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn answers_that_wait_to_be_saved_are_saved_before_a_link_takes_their_place() {
    let (attributes, storage) = local();
    let attributes = Attributes { share: Some("fragment".to_owned()), ..attributes };
    set_fragment("");
    let widget = Widget::started(&attributes);
    widget.answer("profile=association");
    widget.keep("A");
    widget.answer("profile=etat");
    assert!(widget.persistence.resume(&link("profile=media"), false));
    assert_eq!(stored(&storage), [pair("A", "1.etat")]);
    assert!(fragment().contains("1.media"), "the address is that of what there is");
    set_fragment("");
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_kept_journey_is_opened_and_the_one_before_is_written_first() {
    let (attributes, storage) = local();
    let saved = StoredJourney { link: link("profile=media"), created: 1.0, ..StoredJourney::named("B".to_owned()) };
    let widget = Widget::started(&attributes);
    storage.save(&saved).unwrap();
    widget.answer("profile=association");
    widget.keep("A");
    widget.answer("profile=etat");
    widget.send(Msg::Share(ShareMsg::JourneyOpened(saved.id.clone())));
    assert_eq!((widget.answers().as_str(), widget.listed()), ("1.media", vec!["*B".to_owned(), "A".to_owned()]));
    assert!(stored(&storage).contains(&pair("A", "1.etat")));
    widget.answer("profile=citoyen");
    widget.persistence.flush();
    assert_eq!(stored(&storage), [pair("B", "1.citoyen"), pair("A", "1.etat")]);
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_journey_that_is_deleted_follows_no_more() {
    let (attributes, storage) = local();
    let widget = Widget::started(&attributes);
    widget.answer("maturity=1");
    widget.keep("A");
    let id = storage.list().journeys.first().unwrap().id.clone();
    widget.send(Msg::Share(ShareMsg::JourneyDeleted(id)));
    widget.answer("maturity=2");
    widget.persistence.flush();
    assert_eq!((stored(&storage), widget.trouble(), widget.listed()), (Vec::new(), None, Vec::new()));
    widget.keep("B");
    assert_eq!(stored(&storage), [pair("B", "1....2")]);
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
async fn the_address_follows_the_answers_and_the_history_stays_as_it_is() {
    let attributes = shared("f");
    let history = || window().unwrap().history().unwrap().length().unwrap();
    let before = history();
    let widget = Widget::started(&attributes);
    assert_eq!(fragment(), "", "nothing before an answer");
    widget.answer("maturity=1");
    assert_eq!(fragment(), "");
    until(|| !fragment().is_empty()).await;
    assert_eq!(beginning(&fragment()), "f=1....1");
    assert_eq!(widget.persistence.address(), format!("{}#{}", url(), fragment()));
    widget.send(Msg::Host(HostMsg::ResetRequested));
    widget.persistence.flush();
    assert_eq!(call("return location.href").unwrap(), JsValue::from(url()), "nothing left when there is nothing");
    assert_eq!(widget.persistence.address(), url());
    assert_eq!((history(), widget.problems().len()), (before, 0));
}

#[wasm_bindgen_test]
fn two_widgets_that_keep_their_journeys_under_one_key_are_told() {
    let attributes = |key: &str, history: &str| Attributes {
        hash_key: Some(key.to_owned()),
        history: Some(history.to_owned()),
        ..Attributes::default()
    };
    let first = Widget::started(&attributes("same", "on"));
    for (key, history, told) in [("same", "on", 1), ("same", "off", 0), ("other", "on", 0)] {
        let second = Widget::started(&attributes(key, history));
        assert_eq!(second.problems().len(), told, "{key} {history}: {:?}", second.problems());
    }
    assert_eq!(first.problems().len(), 0);
    drop(first);
    assert_eq!(Widget::started(&attributes("same", "on")).problems().len(), 0, "the first has gone");
}

#[wasm_bindgen_test]
fn the_address_is_left_alone_unless_the_host_says_so() {
    for share in [None, Some("none"), Some("everything")] {
        let attributes = Attributes { share: share.map(str::to_owned), ..shared("f") };
        let widget = Widget::started(&attributes);
        widget.answer("maturity=1");
        widget.persistence.flush();
        assert_eq!(fragment(), "");
        assert!(widget.persistence.address().contains("#f=1....1"), "a link may be asked for");
        let strange = share == Some("everything");
        assert_eq!(widget.problems().len(), usize::from(strange), "{:?}", widget.problems());
    }
}

#[wasm_bindgen_test]
fn a_fragment_of_the_page_is_left_alone_and_an_integrator_told_once() {
    let attributes = shared("f");
    set_fragment("section-2");
    let widget = Widget::started(&attributes);
    for maturity in ["maturity=1", "maturity=2"] {
        widget.answer(maturity);
        widget.persistence.flush();
    }
    assert_eq!(fragment(), "section-2");
    assert_eq!(
        widget.problems(),
        ["link: The address of this page does not follow the answers: #section-2 is the page's own."]
    );
    set_fragment("");
}

#[wasm_bindgen_test]
fn of_two_widgets_with_one_key_the_first_writes_as_long_as_it_is_there() {
    let attributes = shared("f");
    let first = Widget::started(&attributes);
    let second = Widget::started(&attributes);
    assert_eq!(
        second.problems(),
        [r#"attribute: hash-key="f" is taken by another widget of this page: this one does not write its link."#]
    );
    first.answer("maturity=1");
    second.answer("maturity=2");
    first.persistence.flush();
    second.persistence.flush();
    assert_eq!(beginning(&fragment()), "f=1....1");
    drop(first);
    assert!(second.persistence.claim_fragment());
    second.answer("maturity=3");
    second.persistence.flush();
    assert_eq!(beginning(&fragment()), "f=1....3");
    set_fragment("");
}

#[wasm_bindgen_test]
fn two_widgets_with_two_keys_write_side_by_side() {
    let (one, other) = (Widget::started(&shared("f")), Widget::started(&shared("g")));
    one.answer("maturity=1");
    other.answer("maturity=2");
    one.persistence.flush();
    other.persistence.flush();
    let links: Vec<String> = fragment().split('&').map(beginning).collect();
    assert_eq!(links, ["f=1....1", "g=1....2"]);
    set_fragment("");
}

#[wasm_bindgen_test]
fn a_key_that_is_no_name_is_told_and_the_default_one_taken() {
    let widget = Widget::started(&Attributes { storage: None, ..shared("ma_cle") });
    assert_eq!(
        widget.problems(),
        [r#"attribute: hash-key="ma_cle" is not a name: letters, digits and hyphens, a letter first."#]
    );
    widget.answer("maturity=1");
    widget.persistence.flush();
    assert_eq!(beginning(&fragment()), "b=1....1");
    set_fragment("");
}

#[wasm_bindgen_test]
async fn another_link_that_is_opened_on_the_page_is_taken_up() {
    let attributes = shared("f");
    let widget = Widget::started(&attributes);
    widget.answer("maturity=1");
    widget.persistence.flush();
    window().unwrap().location().set_hash(&format!("f={}", link("maturity=4"))).unwrap();
    until(|| widget.answers() == "1....4").await;
    assert_eq!((widget.answers().as_str(), widget.was_revealed()), ("1....4", true));
    let told = widget.notices.borrow().len();
    window().unwrap().location().set_hash("section-2").unwrap();
    frame().await;
    frame().await;
    assert_eq!((widget.answers().as_str(), widget.notices.borrow().len()), ("1....4", told), "another fragment is not");
    assert!(widget.persistence.address().contains("#section-2&f=1....4"), "but links begin with it");
    set_fragment("");
}

#[wasm_bindgen_test]
fn a_router_that_changes_the_widget_while_the_address_changes_is_borne() {
    let attributes = shared("f");
    let widget = Widget::started(&attributes);
    let seen = Rc::downgrade(&widget);
    let route = Closure::<dyn Fn()>::new(move || {
        if let Some(widget) = seen.upgrade() {
            widget.answer("maturity=3");
            widget.persistence.flush();
            widget.persistence.disconnect();
        }
    });
    js_sys::Reflect::set(&window().unwrap(), &"route".into(), route.as_ref()).unwrap();
    call("let routed; history.replaceState = function (...given) { History.prototype.replaceState.apply(this, given); if (!routed) { routed = true; window.route(); } }")
        .unwrap();
    widget.answer("maturity=1");
    widget.persistence.flush();
    call("delete history.replaceState; delete window.route").unwrap();
    assert_eq!(beginning(&fragment()), "f=1....3");
    set_fragment("");
}

#[wasm_bindgen_test]
fn after_a_crash_a_fresh_module_goes_on_with_the_journey_that_was_kept() {
    let (attributes, storage) = local();
    let attributes = Attributes { share: Some("fragment".to_owned()), ..attributes };
    set_fragment("");
    let fallen = Widget::started(&attributes);
    fallen.answer("maturity=1");
    fallen.keep("A");
    fallen.answer("maturity=2");
    fallen.persistence.flush();
    let saved = boussole::view::export::whole_link(&fallen.model.borrow());
    // By way of the script, which outlives the module.
    let before = Recovery::from_js(&fallen.recovery().to_js());
    assert_eq!(before, fallen.recovery());
    assert!(before.writes_fragment);
    fallen.persistence.disconnect();

    let fresh = Widget::connected(&attributes);
    fresh.persistence.recover(Some(&saved), before);
    assert_eq!((fresh.answers().as_str(), fresh.listed()), ("1....2", vec!["*A".to_owned()]));
    fresh.answer("maturity=3");
    fresh.persistence.flush();
    assert_eq!(stored(&storage), [pair("A", "1....3")], "no other tab has changed it");
    assert!(fragment().contains("1....3"), "and it writes where it wrote");
    assert_eq!(fresh.problems(), [""; 0]);
    set_fragment("");
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn after_a_crash_nothing_is_written_over_a_journey_but_what_it_was() {
    let (attributes, storage) = local();
    let fallen = Widget::started(&attributes);
    fallen.answer("maturity=1");
    fallen.keep("A");
    let before = fallen.recovery();
    fallen.persistence.disconnect();
    for lost in [None, Some("1.cut")] {
        let fresh = Widget::connected(&attributes);
        fresh.persistence.recover(lost, before.clone());
        assert_eq!(fresh.listed(), ["A"]);
        fresh.answer("maturity=4");
        fresh.persistence.flush();
        assert_eq!(stored(&storage), [pair("A", "1....1")]);
    }
    // What another tab has saved meanwhile stays, and both are kept.
    let other = Widget::started(&attributes);
    other.answer("profile=media");
    other.persistence.flush();
    let fresh = Widget::connected(&attributes);
    fresh.persistence.recover(Some(&link("maturity=1")), before);
    fresh.answer("maturity=2");
    fresh.persistence.flush();
    let links: Vec<String> = stored(&storage).into_iter().map(|(_, link)| link).collect();
    assert_eq!(links, ["1.media", "1....2"]);
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_widget_that_did_not_write_its_link_does_not_after_a_crash() {
    let attributes = shared("f");
    let first = Widget::started(&attributes);
    let second = Widget::started(&attributes);
    let before = second.recovery();
    drop(first);
    let fresh = Widget::connected(&attributes);
    fresh.persistence.recover(Some(&link("maturity=1")), before);
    fresh.answer("maturity=2");
    fresh.persistence.flush();
    assert_eq!(fragment(), "", "that of the other waits for its visitor");
}

#[wasm_bindgen_test]
fn what_is_given_back_after_a_crash_may_be_anything() {
    for code in [
        "return undefined",
        "return null",
        "return 5",
        "return {}",
        "return { get id() { throw 1 }, writes: 0 }",
        "return { id: 'a', name: 'A' }",
    ] {
        assert_eq!(Recovery::from_js(&call(code).unwrap()), Recovery::default(), "{code}");
    }
}

#[wasm_bindgen_test]
fn a_widget_that_is_gone_is_held_by_nothing() {
    let (attributes, storage) = local();
    let widget = Widget::started(&Attributes { share: Some("fragment".to_owned()), ..attributes });
    widget.answer("maturity=1");
    widget.keep("A");
    widget.answer("maturity=2");
    assert_eq!(Rc::strong_count(&widget), 1, "not even while something waits to be written");
    assert_eq!(Rc::strong_count(&widget.persistence), 1);
    let weak = Rc::downgrade(&widget.persistence);
    drop(widget);
    assert!(weak.upgrade().is_none());
    // Nothing is left that would hear it.
    window().unwrap().dispatch_event(&Event::new("pagehide").unwrap()).unwrap();
    window().unwrap().dispatch_event(&Event::new("hashchange").unwrap()).unwrap();
    set_fragment("");
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_link_too_long_for_messengers_is_short_and_whole_in_the_address() {
    let attributes = shared("f");
    let widget = Widget::started(&attributes);
    let content = widget.model.borrow().content.clone();
    let commitments: Vec<String> = (1..=7)
        .flat_map(|place| {
            ["p", "m", "y"].map(|kind| format!("\"charte-{kind}{place}\":\"{}\"", "Un point chaque mois ".repeat(5)))
        })
        .collect();
    let json = format!(
        r#"{{"maturity":2,"instruments":{{"charte":[{{"moment":"debut","commitments":{{{}}}}}]}}}}"#,
        commitments.join(",")
    );
    let value = js_sys::JSON::parse(&json).unwrap();
    let (instance, calls) = super::instance();
    instance.set_answers(&value);
    assert_eq!(super::problems(&calls, "answers").len(), 0);
    let whole = instance.whole_link();
    let state = boussole::app::journey::pasted::find_link(&whole, &content).unwrap();
    widget.send(Msg::Host(HostMsg::AnswersSet(state.situation, state.responses)));
    widget.persistence.flush();
    assert_eq!(fragment().len(), whole.len() + 2, "the address has room");
    for _ in 0..2 {
        assert!(widget.persistence.address().len() < 2000 + url().len());
    }
    assert_eq!(widget.problems().len(), 1, "said once: {:?}", widget.problems());
    set_fragment("");
}
