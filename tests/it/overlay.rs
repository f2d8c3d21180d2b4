//! A partner's own words: what they change, and how what is wrong with them is said.

use super::french;
use boussole::app::columns::Columns;
use boussole::app::explore::{Wish, shelf};
use boussole::app::outcome::Outcome;
use boussole::app::overlay::apply;
use boussole::app::preset;
use boussole::app::value::Value;
use boussole::catalogue::pack::Pack;
use boussole::domain::Situation;
use boussole::i18n::Key;

fn check(overlay: &str, expected: &[&str]) {
    let overlay: Value = serde_json::from_str(overlay).unwrap();
    let mut pack = (*french()).clone();
    let found: Vec<String> = apply(&mut pack, &overlay).iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
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

/// Neither proposed, nor listed, nor found: what is left of third parties in what a visitor may see.
pub fn third_parties(pack: &Pack) -> usize {
    let theirs = |place: &usize| pack.facets[*place].third_party;
    let columns = Columns::of(pack);
    let brought = |query: &str| {
        let wish = Wish { query: query.to_owned(), ..Wish::default() };
        shelf(pack, &columns, &wish, &Situation::default(), None).places
    };
    let mut found = brought("").iter().filter(|place| theirs(place)).count();
    let titles = pack.resources.iter().enumerate().filter(|(place, _)| theirs(place)).map(|(_, own)| &own.title);
    for title in titles.step_by(7) {
        found += brought(title).iter().filter(|place| theirs(place)).count();
    }
    for domain in 1..=16 {
        let preset = format!("profile=association;level=local;maturity=1;domains=d{domain:02}");
        let (situation, _) = preset::read(&preset, &pack.vocabulary);
        let outcome = Outcome::of(&situation, pack);
        let path = &outcome.plan(pack).path;
        found += path.stops.iter().chain(&path.explorer).filter(|stop| theirs(&stop.resource)).count();
    }
    found
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
    let listed = |pack: &Pack| pack.facets.iter().filter(|own| !own.retired).count();
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
