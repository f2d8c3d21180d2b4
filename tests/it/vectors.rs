//! The worked cases, field by field.

use super::{data, french};
use boussole::app::outcome::Outcome;
use boussole::app::value::Value;
use boussole::app::{answers, result};
use boussole::catalogue::pack::Pack;

#[test]
fn every_worked_case_is_reproduced_field_by_field() {
    let pack = french();
    let cases: Vec<serde_json::Value> = serde_json::from_str(&data("vectors.json")).unwrap();
    assert_eq!(cases.len(), 35);
    for (place, case) in cases.iter().enumerate() {
        let given: Value = serde_json::from_value(case["answers"].clone()).unwrap();
        let situation = answers::read(&given, &pack.vocabulary).unwrap();
        let result = result::result(
            &situation,
            &Outcome::of(&situation, &pack),
            &boussole::app::record::Records::default(),
            &pack,
        );
        assert_eq!(serde_json::to_value(result).unwrap(), *case, "case {place}");
    }
}

#[test]
fn a_pack_gives_the_same_results_once_written_and_read() {
    let pack = french();
    let read = Pack::read(&pack.write().unwrap()).unwrap();
    assert_eq!(read, *pack);
}

#[test]
fn a_pack_that_was_cut_or_changed_is_refused() {
    use boussole::catalogue::pack::NotAPack;
    let bytes = french().write().unwrap();
    assert_eq!(Pack::read(&bytes[..bytes.len() / 2]), Err(NotAPack::Checksum));
    assert_eq!(Pack::read(&bytes[..5]), Err(NotAPack::Magic));
    assert_eq!(Pack::read(b"<!doctype html>"), Err(NotAPack::Magic));
    for place in [4, 7, 13, 2000, bytes.len() - 1] {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        assert!(Pack::read(&changed).is_err(), "byte {place}");
    }
}

#[test]
fn a_pack_may_come_without_its_index_but_not_with_that_of_others() {
    use boussole::catalogue::pack::{NotAPack, Pack};
    let pack = (*super::french()).clone();
    let mut fewer = pack.clone();
    fewer.resources = pack.resources[1..].to_vec().into();
    fewer.facets = pack.facets[1..].to_vec().into();
    assert_eq!(Pack::read(&fewer.write().unwrap()), Err(NotAPack::Shape), "the index of one resource more");
    let odd = Pack { resources: pack.resources[1..].to_vec().into(), ..pack.clone() };
    assert_eq!(Pack::read(&odd.write().unwrap()), Err(NotAPack::Shape), "a resource less than there are facets");
    let (bare, index) = pack.clone().parted();
    let bare = Pack::read(&bare.write().unwrap()).unwrap();
    assert!(!bare.is_indexed());
    assert_eq!(bare.with_index(&index), Some(pack));
    fewer.index = boussole::catalogue::search::Index::default();
    assert_eq!(fewer.with_index(&index), None);
}
