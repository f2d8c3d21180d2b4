//! A partner's own words: what they change, and how what is wrong with them is said.

use super::{french, third_parties};
use boussole::app::features::content::overlay::apply;
use boussole::app::runtime::value::Value;
use boussole_content::i18n::Key;
use boussole_content::pack::Pack;

fn check(overlay: &str, expected: &[&str]) {
    let overlay: Value = serde_json::from_str(overlay).unwrap();
    let mut pack = (*french()).clone();
    let results: Vec<String> = apply(&mut pack, &overlay).iter().map(ToString::to_string).collect();
    assert_eq!(results, expected);
}

#[test]
fn words_change_in_their_own_language_with_its_typography_and_nothing_else_does() {
    let overlay = r#"{"schema":"boussole/overlay/1",
        "fr":{"messages":{"percent":"{n} pour cent","why":"Pour quoi faire ?"},"usages":{"agir":{"label":"Faire"}}},
        "en":{"messages":{"why":"What for?"}}}"#;
    let mut pack = (*french()).clone();
    assert!(apply(&mut pack, &serde_json::from_str(overlay).unwrap()).is_empty());
    assert_eq!(pack.messages.get(Key::Why), "Pour quoi faire\u{202f}?");
    assert_eq!(pack.messages.fill(Key::Percent, &[("n", "3")]), "3 pour cent");
    let agir = pack.vocabulary.usages.iter().find(|usage| usage.id == "agir").unwrap();
    assert_eq!(agir.label, "Faire");
    let before = french();
    assert_eq!(pack.messages.get(Key::StepPath), before.messages.get(Key::StepPath));
    assert_eq!((&pack.rules, &pack.resources), (&before.rules, &before.resources));
}

#[test]
fn every_problem_is_named_with_its_place() {
    check("[]", &["overlay: expected an object", "schema: expected boussole/overlay/1"]);
    check(r#"{"fr":{}}"#, &["schema: expected boussole/overlay/1"]);
    check(
        r#"{"schema":"boussole/overlay/1","fr":3,"en":{"titre":"x","messages":{"why":""},"contact":{"address":"/x"}}}"#,
        &[
            "fr: expected an object of words for this language",
            "en › titre: nothing has this name",
            "en › messages › why: 0 characters: between 1 and 2000 can be shown",
            "en › contact › label: expected a text",
            "en › contact › address: only https:, mailto: and tel: addresses can be opened",
        ],
    );
    check(
        &format!(r#"{{"schema":"boussole/overlay/1","fr":{{"introduction":"{}"}}}}"#, "é".repeat(2001)),
        &["fr › introduction: 2001 characters: between 1 and 2000 can be shown"],
    );
    check(
        r#"{"schema":"boussole/overlay/1","fr":{"domains":{"d99":{},"d01":{"couleur":"x","label":4}}}}"#,
        &[
            "fr › domains › d99: nothing has this name",
            "fr › domains › d01 › couleur: nothing has this name",
            "fr › domains › d01 › label: expected a text",
        ],
    );
}

#[test]
fn circles_that_are_not_named_are_neither_proposed_nor_listed_nor_found() {
    let with = |circles: &str| {
        let mut pack = (*french()).clone();
        let overlay = format!(r#"{{"schema":"boussole/overlay/1","circles":{circles}}}"#);
        assert!(apply(&mut pack, &serde_json::from_str(&overlay).unwrap()).is_empty(), "{circles}");
        pack
    };
    let (both, ours, theirs) = (with(r#"["third-party","rameau"]"#), with(r#"["rameau"]"#), with(r#"["third-party"]"#));
    assert_eq!(both, *french(), "both are what there is");
    assert!(third_parties(&both) > 100);
    assert_eq!(third_parties(&ours), 0);
    let listed = |pack: &Pack| pack.attributes.iter().filter(|attributes| !attributes.retired).count();
    assert_eq!(listed(&ours) + listed(&theirs), listed(&both));
    // Links, pins and an index that comes later go by places: those stay, and so do ids.
    assert_eq!(ours.resources, both.resources);
    assert_eq!(&ours.content_hash[..both.content_hash.len()], both.content_hash);
    assert_ne!(ours.content_hash, both.content_hash);
    for wrong in [r#""rameau""#, "[]", r#"["tiers"]"#, r#"["rameau",1]"#, "{}", "null", "true"] {
        check(
            &format!(r#"{{"schema":"boussole/overlay/1","circles":{wrong}}}"#),
            &["circles: expected a list of circles: rameau, third-party or both"],
        );
    }
}
