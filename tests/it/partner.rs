//! A partner's own resources: what they become, beside ours or instead of them, and what is said of wrong ones.

use super::french;
use boussole::app::columns::Columns;
use boussole::app::explore::{Wish, shelf};
use boussole::app::partner::{MOST, of_spreadsheet, put};
use boussole::app::value::Value;
use boussole::catalogue::pack::Pack;
use boussole::domain::{Kind, Situation};
use proptest::prelude::*;

fn pack() -> Pack {
    (*french()).clone()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn refused(catalogue: &Value, expected: &[&str]) {
    let (mut after, before) = (pack(), pack());
    let found: Vec<String> = put(&mut after, catalogue).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
    assert_eq!(after, before, "what was there stays");
}

/// Twenty resources as somebody types them into a spreadsheet.
pub fn twenty() -> String {
    let rows: Vec<String> = (1..=20)
        .map(|n| format!("Ressource locale {n};{};Une aide pour le bassin de vie numéro {n}.;Maison des associations;2026;https://exemple.org/{n};association | collectivite;local", ["outils", "exemples"][n % 2]))
        .collect();
    format!("title;kind;summary_fr;publisher;date;url;profiles;levels\n{}\n", rows.join("\n"))
}

#[test]
fn twenty_rows_of_a_spreadsheet_join_the_catalogue() {
    let mut pack = pack();
    let before = pack.resources.len();
    assert_eq!(put(&mut pack, &of_spreadsheet(&twenty()).unwrap()), Ok(20));
    assert_eq!(pack.resources.len(), before + 20);
    assert!(pack.resources.windows(2).all(|pair| pair[0].id < pair[1].id), "paths break ties by id");
    let place = pack.resources.iter().position(|resource| resource.id == "ressource-locale-7").unwrap();
    let (resource, facets) = (&pack.resources[place], &pack.facets[place]);
    assert!(resource.from_partner);
    assert_eq!((resource.title.as_str(), resource.date.as_deref()), ("Ressource locale 7", Some("2026")));
    assert_eq!(resource.link(), Some("https://exemple.org/7"));
    assert_eq!(facets.kind, Kind::Exemples);
    assert_eq!((facets.every_profile, facets.profiles.count(), facets.levels.count()), (false, 2, 1));
    assert!(facets.every_domain && facets.transversal, "what is not said holds for all");
    let wish = Wish { query: "bassin numéro 7".to_owned(), ..Wish::default() };
    let found = shelf(&pack, &Columns::of(&pack), &wish, &Situation::default(), None);
    assert_eq!(found.places.first(), Some(&place), "they are found by their words");
}

#[test]
fn an_object_may_replace_ours_and_an_id_of_ours_becomes_theirs() {
    let catalogue = |mode: &str| {
        json(&format!(
            r#"{{"schema":"boussole/catalogue/1","mode":"{mode}","items":[
            {{"id":"base-impact-alliances","title":"Notre base","kind":"Exemples","summary":{{"fr":"À nous : voici !","en":"Ours."}},"maturity":[1,2],"impacts":["confiance"],"domains":["d01"],"status":"announced"}}]}}"#
        ))
    };
    let mut own = pack();
    assert_eq!(put(&mut own, &catalogue("replace")), Ok(1));
    assert_eq!(own.resources.len(), 1);
    assert_eq!((own.facets[0].maturity.count(), own.facets[0].announced, own.facets[0].every_domain), (2, true, false));
    let mut own = pack();
    assert_eq!(put(&mut own, &catalogue("merge")), Ok(1));
    assert_eq!(own.resources.len(), pack().resources.len());
    let theirs = own.resources.iter().find(|resource| resource.id == "base-impact-alliances").unwrap();
    assert_eq!((theirs.title.as_str(), theirs.from_partner), ("Notre base", true));
}

#[test]
fn every_problem_is_named_with_its_row_and_field() {
    refused(&json("[]"), &["catalogue: expected an object, or a spreadsheet"]);
    refused(&json("{}"), &["schema: expected boussole/catalogue/1", "items: expected a list of resources"]);
    let table = "title;kind;date;url;profiles;maturity;couleur\n\
        Un;recette;2026-13;javascript:alert(1);astronaute;1 | neuf;bleu\n\
        ;outils;;;;;\n\
        Un;outils;2026;;;;\n";
    refused(
        &of_spreadsheet(table).unwrap(),
        &[
            "row 2 › kind › recette: nothing has this name",
            "row 2 › date: expected a year, a month or a day such as 2024, 2024-11, 2024-11-05",
            "row 2 › url: only https:, mailto: and tel: addresses can be opened",
            "row 2 › profiles › astronaute: nothing has this name",
            "row 2 › maturity: expected whole numbers from 1 to 4, parted by |",
            "row 2 › couleur: nothing has this name",
            "row 3 › title: expected a value: no resource goes without",
            "un: expected an id that stands once",
        ],
    );
    refused(&of_spreadsheet("title;kind\n").unwrap(), &["items: expected one resource at least"]);
    assert_eq!(of_spreadsheet("title;\"kind\n").unwrap_err()[0].to_string(), "line 1: expected quotes that close");
}

#[test]
fn too_many_resources_and_too_long_texts_are_refused() {
    let item = Value::map([("title", Value::text("Un")), ("kind", Value::text("outils"))]);
    let many =
        Value::map([("schema", Value::text("boussole/catalogue/1")), ("items", Value::List(vec![item; MOST + 1]))]);
    refused(&many, &["items: expected 20 000 resources at most"]);
    let long = format!("title;kind\n{};outils\n", "é".repeat(2001));
    refused(&of_spreadsheet(&long).unwrap(), &["row 2 › title: 2001 characters: between 1 and 2000 can be shown"]);
}

#[test]
fn a_thousand_examples_like_those_of_the_report_fit() {
    // The IMPACT-Alliances base counts more than a thousand examples (seed, L594): a generated one of that size.
    let rows: Vec<String> = (0..1200)
        .map(|n| {
            format!(
                "exemple-{n:04};Alliance locale {n} pour {};exemples;Une alliance de {} acteurs;2{:03}",
                ["l'emploi", "le climat", "la santé"][n % 3],
                n % 9 + 2,
                n % 26
            )
        })
        .collect();
    let mut pack = pack();
    let table = format!("id;title;kind;summary_fr;date\n{}\n", rows.join("\n"));
    assert_eq!(put(&mut pack, &of_spreadsheet(&table).unwrap()), Ok(1200));
    let wish = Wish { query: "alliance emploi 42".to_owned(), ..Wish::default() };
    let found = shelf(&pack, &Columns::of(&pack), &wish, &Situation::default(), None);
    assert_eq!(pack.resources[found.places[0]].id, "exemple-0042");
}

proptest! {
    #[test]
    fn no_text_makes_a_catalogue_panic(text in any::<String>(), title in "\\PC{0,30}", tags in "\\PC{0,20}") {
        let mut own = pack();
        for text in [text, format!("title;kind;profiles;maturity\n{title};outils;{tags};{tags}\n")] {
            if let Ok(value) = of_spreadsheet(&text) {
                let _ = put(&mut own, &value);
            }
        }
    }
}
