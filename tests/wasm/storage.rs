//! Journeys on this device: what is stored, and what a browser does not allow.

use crate::{call, replaced, storage_key};
use boussole::app::features::share::StorageError;
use boussole::element::storage::{JourneyStorage, StorageFailure, StorageKind, StoredJourney};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Storage, window};

fn local() -> Storage {
    window().unwrap().local_storage().unwrap().unwrap()
}

/// The journeys of a widget with a key that no other test has.
fn opened() -> (JourneyStorage, String) {
    let key = storage_key();
    (JourneyStorage::open(StorageKind::Local, &key).unwrap(), format!("boussole:1:{key}:"))
}

fn journey(id: &str, created: f64) -> StoredJourney {
    StoredJourney { id: id.to_owned(), name: format!("Parcours {id}"), link: "1.a".to_owned(), revision: 7.0, created }
}

fn ids(storage: &JourneyStorage) -> Vec<String> {
    storage.list().journeys.into_iter().map(|own| own.id).collect()
}

#[wasm_bindgen_test]
fn an_entry_is_what_earlier_releases_wrote_to_the_byte() {
    let (storage, prefix) = opened();
    let name = "Conseil « du 12 »\n\"\\ 😀".to_owned();
    let link = "1.association.d01,d04.x7".to_owned();
    let revision = 1_790_000_000_123.0;
    storage.save(&StoredJourney { id: "k1".to_owned(), name, link, revision, created: 1_780_000_000_000.5 }).unwrap();
    assert_eq!(
        local().get_item(&format!("{prefix}k1")).unwrap().unwrap(),
        r#"{"name":"Conseil « du 12 »\n\"\\ 😀","link":"1.association.d01,d04.x7","turn":1790000000123,"made":1780000000000.5}"#
    );
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn an_entry_of_an_earlier_release_is_read() {
    let (storage, prefix) = opened();
    call(&format!(
        "const made = 1780000000000; localStorage.setItem('{prefix}x', JSON.stringify({{ name: 'É\\ud83d\\ude00', link: '1.b', turn: made + 1, made }}))"
    ))
    .unwrap();
    let read = storage.list();
    assert_eq!(read.corrupt, 0);
    let (name, link) = ("É😀".to_owned(), "1.b".to_owned());
    let created = 1_780_000_000_000.0;
    assert_eq!(read.journeys, [StoredJourney { id: "x".to_owned(), name, link, revision: created + 1.0, created }]);
    assert_eq!(storage.find("x"), read.journeys.first().cloned());
    assert_eq!(storage.revision("x"), Ok(created + 1.0));
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn the_oldest_journey_comes_first_and_of_two_as_old_the_smaller_key() {
    let (storage, _) = opened();
    for (id, created) in [("d", 30.0), ("b", 20.0), ("a", 20.0), ("c", 10.0)] {
        storage.save(&journey(id, created)).unwrap();
    }
    assert_eq!(ids(&storage), ["c", "a", "b", "d"]);
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn entries_that_cannot_be_read_are_counted_and_stay() {
    let (storage, prefix) = opened();
    let corrupt =
        ["{", "", "null", "5", "[]", r#"{"link":"1.a"}"#, r#"{"name":"A","link":1}"#, r#"{"name":null,"link":"1.a"}"#];
    for (place, text) in corrupt.iter().enumerate() {
        local().set_item(&format!("{prefix}{place}"), text).unwrap();
    }
    storage.save(&journey("whole", 1.0)).unwrap();
    let list = storage.list();
    assert_eq!((list.corrupt, list.journeys.len()), (corrupt.len(), 1));
    assert_eq!(local().get_item(&format!("{prefix}0")).unwrap().unwrap(), "{");
    assert_eq!(storage.find("0"), None);
    storage.delete_all().unwrap();
    assert_eq!(storage.list().corrupt, 0, "they go with the rest when the visitor wants nothing kept");
}

#[wasm_bindgen_test]
fn an_entry_without_its_numbers_is_read_as_the_oldest() {
    let (storage, prefix) = opened();
    local().set_item(&format!("{prefix}z"), r#"{"name":"A","link":"1.a","turn":"x"}"#).unwrap();
    storage.save(&journey("a", 1.0)).unwrap();
    let list = storage.list();
    assert_eq!(
        list.journeys.iter().map(|own| (own.id.as_str(), own.revision)).collect::<Vec<_>>(),
        [("z", 0.0), ("a", 7.0)]
    );
    assert!(storage.revision("z").unwrap().is_nan(), "no tab has saved it with such a revision");
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn entries_of_the_page_and_of_other_widgets_are_left_alone() {
    let (ours, prefix) = opened();
    let (theirs, _) = opened();
    let foreign = [prefix.trim_end_matches(':').to_owned(), format!("x{prefix}a"), "page-own".to_owned()];
    for key in &foreign {
        local().set_item(key, "1").unwrap();
    }
    theirs.save(&journey("a", 1.0)).unwrap();
    ours.save(&journey("a", 1.0)).unwrap();
    ours.save(&journey("b", 2.0)).unwrap();
    assert_eq!((ours.list().journeys.len(), ours.list().corrupt), (2, 0));
    ours.delete("a").unwrap();
    assert_eq!((ids(&ours), ids(&theirs)), (vec!["b".to_owned()], vec!["a".to_owned()]));
    ours.delete_all().unwrap();
    assert_eq!((ids(&ours).len(), ids(&theirs).len()), (0, 1));
    for key in &foreign {
        assert_eq!(local().get_item(key).unwrap().as_deref(), Some("1"), "{key}");
        local().remove_item(key).unwrap();
    }
    theirs.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn what_one_tab_saves_another_one_finds() {
    let (one, prefix) = opened();
    let key = prefix.trim_start_matches("boussole:1:").trim_end_matches(':');
    let other = JourneyStorage::open(StorageKind::Local, key).unwrap();
    one.save(&journey("a", 1.0)).unwrap();
    other.save(&StoredJourney { revision: 8.0, ..journey("a", 1.0) }).unwrap();
    assert_eq!(one.revision("a"), Ok(8.0));
    one.delete("a").unwrap();
    assert_eq!(other.list().journeys, []);
}

#[wasm_bindgen_test]
fn a_journey_that_another_tab_deleted_is_told_from_one_that_cannot_be_read() {
    let (storage, prefix) = opened();
    let error = |id: &str| storage.revision(id).map_err(|failure| failure.error);
    assert_eq!(error("none"), Err(StorageError::Deleted));
    local().set_item(&format!("{prefix}null"), "null").unwrap();
    assert_eq!(error("null"), Err(StorageError::Deleted));
    local().set_item(&format!("{prefix}cut"), "{").unwrap();
    let failure = storage.revision("cut").unwrap_err();
    assert_eq!(failure.error, StorageError::Denied);
    assert!(failure.reason.starts_with("SyntaxError: "), "{}", failure.reason);
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn a_full_storage_takes_nothing_and_keeps_what_it_had() {
    let (storage, _) = opened();
    storage.save(&journey("a", 1.0)).unwrap();
    // Filled to the last letter.
    let mut size = 8_000_000;
    let mut filled = 0;
    while size > 0 {
        if local().set_item(&format!("filler-{filled}"), &"x".repeat(size)).is_ok() {
            filled += 1;
        } else {
            size /= 2;
        }
    }
    let longer = StoredJourney { name: "x".repeat(500), ..journey("a", 1.0) };
    let failure = storage.save(&longer);
    let other = storage.save(&journey("b", 2.0));
    for place in 0..filled {
        local().remove_item(&format!("filler-{place}")).unwrap();
    }
    let StorageFailure { error, reason } = failure.unwrap_err();
    assert_eq!(error, StorageError::QuotaExceeded);
    assert!(reason.starts_with("QuotaExceededError: "), "{reason}");
    assert_eq!(other.unwrap_err().error, StorageError::QuotaExceeded);
    assert_eq!(storage.list().journeys, [journey("a", 1.0)]);
    storage.delete_all().unwrap();
}

/// Whether a storage opens while this code gives `window.localStorage`.
fn opens_with(getter: &str) -> bool {
    let restored = replaced("window", "localStorage", &format!("get() {{ {getter} }}"));
    let opened = JourneyStorage::open(StorageKind::Local, "b").is_some();
    restored();
    opened
}

#[wasm_bindgen_test]
fn a_storage_that_the_browser_forbids_does_not_open() {
    assert!(!opens_with("throw new DOMException('no', 'SecurityError')"), "a sandbox");
    assert!(!opens_with("return null"), "a view of an app that has none");
    assert!(
        !opens_with("return { getItem() { throw new DOMException('no', 'SecurityError') } }"),
        "each question refused"
    );
    assert!(JourneyStorage::open(StorageKind::Local, "b").is_some());
}

#[wasm_bindgen_test]
fn a_storage_that_begins_to_refuse_says_why() {
    let (storage, _) = opened();
    let refused = |error: &str| {
        let restored = replaced("Storage.prototype", "setItem", &format!("value() {{ throw {error} }}"));
        let failure = storage.save(&journey("a", 1.0)).unwrap_err();
        restored();
        failure
    };
    let failure = refused("new DOMException('not now', 'SecurityError')");
    let words = refused("'words alone'");
    assert_eq!((failure.error, failure.reason.as_str()), (StorageError::Denied, "SecurityError: not now"));
    assert_eq!((words.error, words.reason.as_str()), (StorageError::Denied, "words alone"));
}

#[wasm_bindgen_test]
fn the_storage_of_the_tab_is_not_that_of_the_device() {
    let key = storage_key();
    let tab = JourneyStorage::open(StorageKind::Session, &key).unwrap();
    let device = JourneyStorage::open(StorageKind::Local, &key).unwrap();
    tab.save(&journey("a", 1.0)).unwrap();
    assert_eq!((ids(&tab).len(), ids(&device).len()), (1, 0));
    tab.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn what_a_page_puts_into_every_object_is_not_stored() {
    let (storage, prefix) = opened();
    call("Object.prototype.toJSON = () => 'polluted'; Object.defineProperty(Object.prototype, 'name', { configurable: true, set() { throw 1 } })")
        .unwrap();
    let saved = storage.save(&journey("a", 1.0));
    call("delete Object.prototype.toJSON; delete Object.prototype.name").unwrap();
    saved.unwrap();
    let text = local().get_item(&format!("{prefix}a")).unwrap().unwrap();
    assert_eq!(text, r#"{"name":"Parcours a","link":"1.a","turn":7,"made":1}"#);
    storage.delete_all().unwrap();
}

#[wasm_bindgen_test]
fn two_journeys_made_in_one_moment_have_two_keys() {
    let mut ids: Vec<String> = (0..1000).map(|_| StoredJourney::named(String::new()).id).collect();
    assert!(ids.iter().all(|id| id.len() >= 9 && id.chars().all(|letter| letter.is_ascii_alphanumeric())));
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 1000);
}
