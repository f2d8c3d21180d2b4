//! The worked cases, field by field.

use super::{data, french};
use boussole::app::journey::outcome::Outcome;
use boussole::app::journey::{answers, result};
use boussole::app::runtime::value::Value;
use boussole_content::pack::Pack;

#[test]
fn every_worked_case_is_reproduced_field_by_field() {
    let pack = french();
    let cases: Vec<serde_json::Value> = serde_json::from_str(&data("vectors.json")).unwrap();
    assert_eq!(cases.len(), 35);
    for (index, case) in cases.iter().enumerate() {
        let input: Value = serde_json::from_value(case["answers"].clone()).unwrap();
        let situation = answers::read(&input, &pack.vocabulary).unwrap();
        let result = result::result(
            &situation,
            &Outcome::new(&situation, &pack),
            &boussole::app::journey::record::Responses::default(),
            &pack,
        );
        assert_eq!(serde_json::to_value(result).unwrap(), *case, "case {index}");
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
    use boussole_content::pack::PackError;
    let bytes = french().write().unwrap();
    assert_eq!(Pack::read(&bytes[..bytes.len() / 2]), Err(PackError::Checksum));
    assert_eq!(Pack::read(&bytes[..5]), Err(PackError::Magic));
    assert_eq!(Pack::read(b"<!doctype html>"), Err(PackError::Magic));
    for index in [4, 7, 13, 2000, bytes.len() - 1] {
        let mut changed = bytes.clone();
        changed[index] ^= 1;
        assert!(Pack::read(&changed).is_err(), "byte {index}");
    }
}

#[test]
fn a_pack_may_come_without_its_index_but_not_with_that_of_others() {
    use boussole_content::pack::{Pack, PackError};
    let pack = (*super::french()).clone();
    let mut fewer = pack.clone();
    fewer.resources = pack.resources[1..].to_vec().into();
    fewer.attributes = pack.attributes[1..].to_vec().into();
    assert_eq!(Pack::read(&fewer.write().unwrap()), Err(PackError::Shape), "the index of one resource more");
    let odd = Pack { resources: pack.resources[1..].to_vec().into(), ..pack.clone() };
    assert_eq!(Pack::read(&odd.write().unwrap()), Err(PackError::Shape), "a resource less than there are facets");
    let bare = Pack { index: std::rc::Rc::default(), ..pack.clone() };
    let bare = Pack::read(&bare.write().unwrap()).unwrap();
    assert!(!bare.is_indexed());
    let index = pack.clone().split().unwrap().index;
    assert_eq!(bare.with_index(index.clone()), Some(pack));
    fewer.index = std::rc::Rc::default();
    assert_eq!(fewer.with_index(index.clone()), None);
}

#[test]
fn a_pack_in_parts_names_its_resources_and_is_whole_again_with_their_details() {
    use boussole_content::pack::{Pack, PackError};
    for pack in super::packs() {
        let parts = (*pack).clone().split().unwrap();
        let content = Pack::read(&parts.content.write().unwrap()).unwrap();
        assert!(!content.is_detailed && pack.is_detailed);
        assert!(content.sentences().is_none(), "nothing stands for what has not come");
        assert!(!content.resources.is_decoded(), "whoever asks whether they are there need not read them");
        for (named, full) in content.resources.iter().zip(pack.resources.iter()) {
            assert_eq!((&named.id, &named.title, &named.language), (&full.id, &full.title, &full.language));
            assert_eq!((named.link(), named.summary.as_str(), named.publisher.as_str()), (None, "", ""));
        }
        let detailed = content.with_details(&parts.details).unwrap();
        assert!(detailed.is_detailed && !detailed.sentences.is_decoded());
        assert_eq!(detailed.with_index(parts.index.clone()).unwrap(), *pack, "nothing is lost on the way");

        let mut fewer = content.clone();
        fewer.resources = content.resources[1..].to_vec().into();
        assert_eq!(fewer.with_details(&parts.details), Err(PackError::Shape), "a resource less");
        assert_eq!(content.with_details(&parts.index), Err(PackError::Magic));
        let mut changed = parts.details.clone();
        let last = changed.len() - 1;
        changed[last] ^= 1;
        assert_eq!(content.with_details(&changed), Err(PackError::Checksum));
    }
}

/// A pack is copied for all that comes to it, and the one before stays until JavaScript collects it: what is in both is
/// in memory once, since that of a module never gets smaller.
#[test]
fn copies_of_a_pack_share_what_is_in_both() {
    let parts = (*french()).clone().split().unwrap();
    let content = Pack::read(&parts.content.write().unwrap()).unwrap();
    let detailed = content.with_details(&parts.details).unwrap();
    let indexed = detailed.with_index(parts.index).unwrap();
    let shared = |pack: &Pack| {
        let words = (pack.messages.texts.as_ptr(), pack.vocabulary.domains.as_ptr(), pack.glossary.as_ptr());
        (words, pack.instruments.as_ptr(), pack.attributes.as_ptr(), pack.ranking.stop.as_ptr())
    };
    assert_eq!(shared(&content), shared(&indexed));
    assert_eq!(detailed.resources.as_ptr(), indexed.resources.as_ptr());
    assert!(content.resources.iter().all(|resource| !resource.has_details), "what came is in the copy alone");

    let mut hers = indexed.clone();
    assert!(std::ptr::eq(hers.index.synonyms(), indexed.index.synonyms()));
    let overlay = serde_json::json!({ "schema": "boussole/overlay/1", "fr": { "messages": { "step-path": "Agir" },
        "profiles": { "media": { "label": "Presse" } } } });
    assert_eq!(
        boussole::app::features::content::overlay::apply(&mut hers, &serde_json::from_value(overlay).unwrap()),
        []
    );
    assert_ne!((&hers.messages, &hers.vocabulary), (&indexed.messages, &indexed.vocabulary), "so are her own words");
    assert_eq!(hers.instruments.as_ptr(), indexed.instruments.as_ptr());
}

/// What a visitor waits for before her first answer is what the first question needs.
#[tokio::test(flavor = "current_thread")]
async fn no_resource_is_read_before_somebody_looks_for_one() {
    let parts = (*french()).clone().split().unwrap();
    let content = std::rc::Rc::new(Pack::read(&parts.content.write().unwrap()).unwrap());
    let model = boussole::app::Model::new(content.clone());
    assert!(boussole::view::gallery::drawn(model).await.contains("data-question"));
    assert!(!content.is_detailed);
    assert!(!content.resources.is_decoded());
    assert!(content.resources.iter().all(|resource| !resource.has_details) && content.resources.is_decoded());
}

#[test]
fn what_names_the_resources_is_enough_to_answer() {
    let (full, named) = (super::french(), super::named());
    let (situation, _) = boussole::app::journey::preset::read(
        "profile=association;domains=d01;level=local;maturity=2;objectives=hybrider;usage=agir;horizons=40,40,20",
        &full.vocabulary,
    );
    let result = |pack: &boussole_content::pack::Pack| {
        let outcome = boussole::app::journey::outcome::Outcome::new(&situation, pack);
        boussole::app::journey::result::result(
            &situation,
            &outcome,
            &boussole::app::journey::record::Responses::default(),
            pack,
        )
    };
    assert_eq!(result(&named), result(&full));
}
