//! What editors do with the catalogue: a spreadsheet of it and back, its gaps, its addresses.

use super::{copy, root, third_parties};
use boussole_authoring::source::{Content, Status, TitleBasis};
use boussole_authoring::{check, compile, load, resource_table};
use boussole_content::csv;
use boussole_content::table::Table;
use boussole_domain::Date;
use boussole_domain::vocabulary::Circle;
use proptest::prelude::*;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn content() -> Content {
    load::load(&root().join("www")).unwrap_or_else(|findings| panic!("{:#?}", findings.all()))
}

fn boussole(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_boussole")).args(args).output().unwrap()
}

fn output_text(output: &Output) -> String {
    [String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)].concat()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_catalogue_goes_through_a_spreadsheet_unchanged() {
    let www = copy("round-trip");
    let table = www.join("table.csv");
    let before: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(www.join("content/resources.json")).unwrap()).unwrap();
    assert!(boussole(&["csv", "--www", path(&www), "--out", path(&table)]).status.success());
    let back = boussole(&["csv", "--www", path(&www), "--in", path(&table)]);
    assert!(back.status.success(), "{}", output_text(&back));
    let after: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(www.join("content/resources.json")).unwrap()).unwrap();
    assert_eq!(before["items"].as_array().unwrap().len(), after["items"].as_array().unwrap().len());
    for (before, after) in before["items"].as_array().unwrap().iter().zip(after["items"].as_array().unwrap()) {
        assert_eq!(before, after);
    }
    let text = |www: &Path| fs::read_to_string(www.join("content/resources.json")).unwrap();
    assert!(text(&www) == text(&root().join("www")), "a round trip changes not even a space of the file");
}

#[test]
fn every_field_has_a_column_and_comes_back_from_it() {
    let mut content = content();
    // A value in every field at once, some with what parts cells.
    let resource = &mut content.resources[0];
    resource.keywords.fr = vec!["l’« eau »".to_owned(), "= 1".to_owned()];
    resource.evidence = vec!["https://exemple.org/a,b;c".to_owned(), "seed:L1".to_owned()];
    resource.note = Some("Deux lignes,\nl’une ; \"l’autre\"".to_owned());
    (resource.circle, resource.duplicate_of) = (Circle::ThirdParty, Some("x".to_owned()));
    (resource.title_basis, resource.transversal, resource.sdg17) = (Some(TitleBasis::Address), true, true);
    (resource.checked, resource.until) = (Some("2026-01-01".to_owned()), Some("2027-01-01".to_owned()));
    (resource.domains, resource.all_domains) = (vec!["d01".to_owned()], true);
    let schema: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("www/schema/resources.json")).unwrap()).unwrap();
    let fields = schema["$defs"]["ResourceFile"]["properties"].as_object().unwrap();
    let value = serde_json::to_value(&content.resources[0]).unwrap();
    for field in fields.keys().filter(|field| *field != "all_profiles") {
        assert!(value.get(field).is_some(), "this test gives no {field}");
    }
    let table = Table::read(&resource_table::write(&content.resources[..1]).unwrap()).unwrap();
    let back = resource_table::parse_rows("table", &table, &|_, _| None).unwrap();
    let back: boussole_authoring::source::ResourceFile = serde_json::from_value(back[0].clone()).unwrap();
    assert_eq!(back, content.resources[0]);
}

#[test]
fn a_table_says_in_french_what_is_wrong_with_the_new_columns() {
    let www = copy("wrong-columns");
    let table = www.join("table.csv");
    fs::write(
        &table,
        "id;titre;type;cercle;doublon de;origine du résumé\nun;Un;outils;amis;rien;lu\ndeux;Deux;outils;tiers;deux;\n",
    )
    .unwrap();
    let output = boussole(&["csv", "--www", path(&www), "--in", path(&table)]);
    let text = output_text(&output);
    for part in [
        "Ligne 2 › circle › amis : il faut l’un de ces mots : rameau, third-party",
        "Ligne 2 › basis › lu : il faut l’un de ces mots : page, seed, title",
        "Ligne 2 › duplicate_of › rien : rien ne porte ce nom",
        "Ligne 3 › duplicate_of › deux : il faut l’identifiant d’une autre ressource que celle-ci",
    ] {
        assert!(text.replace('\u{a0}', " ").contains(part), "{part} in {text}");
    }
}

#[test]
fn content_that_leaves_a_circle_out_proposes_lists_and_finds_none_of_it() {
    let mut content = content();
    content.circles = vec![Circle::Rameau];
    for pack in compile::compile(&content).unwrap() {
        assert_eq!(third_parties(&pack), 0, "{}", pack.messages.code);
        assert_eq!(pack.resources.len(), content.resources.len(), "old links to them still resolve");
    }
}

#[test]
fn a_table_with_less_in_it_drops_nothing_unless_told() {
    let www = copy("fewer");
    let table = www.join("table.csv");
    assert!(boussole(&["csv", "--www", path(&www), "--out", path(&table)]).status.success());
    let rows = csv::read(&fs::read_to_string(&table).unwrap()).unwrap();
    fs::write(&table, csv::write(&rows[..3])).unwrap();
    let before = fs::read_to_string(www.join("content/resources.json")).unwrap();
    let refused = boussole(&["csv", "--www", path(&www), "--in", path(&table)]);
    assert!(!refused.status.success() && output_text(&refused).contains("--replace"), "{}", output_text(&refused));
    assert_eq!(before, fs::read_to_string(www.join("content/resources.json")).unwrap());
    // What the quick way in and the instruments name must stay: the two that are left decide what else is wrong.
    let replaced = boussole(&["csv", "--www", path(&www), "--in", path(&table), "--replace"]);
    assert!(
        output_text(&replaced).contains("gone") || output_text(&replaced).contains("nothing was changed"),
        "{}",
        output_text(&replaced)
    );
}

#[test]
fn another_reader_of_spreadsheets_reads_the_same_cells() {
    let resources = content().resources;
    let table = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("independent.csv");
    let text = resource_table::write(&resources).unwrap();
    fs::write(&table, &text).unwrap();
    let script = "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline=''),delimiter=';'))))";
    let output = Command::new("python3").args(["-c", script, path(&table)]).output().unwrap();
    let theirs: Vec<Vec<String>> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(theirs.len(), resources.len() + 1);
    assert_eq!(theirs, csv::read(&text).unwrap());
}

#[test]
fn a_wrong_spreadsheet_says_all_and_changes_nothing() {
    let www = copy("wrong");
    let table = www.join("table.csv");
    let before = fs::read_to_string(www.join("content/resources.json")).unwrap();
    let import = |text: &str| {
        fs::write(&table, text).unwrap();
        let output = boussole(&["csv", "--www", path(&www), "--in", path(&table)]);
        assert_eq!(output.status.code(), Some(1), "{}", output_text(&output));
        assert_eq!(fs::read_to_string(www.join("content/resources.json")).unwrap(), before);
        output_text(&output)
    };
    let message = import(
        "id;titre;type;couleur;maturity;sdg17\nun;Un;outils;;1 | deux;peut-être\ndeux;Deux;outils;;1;oui;trop\n",
    );
    for part in [
        "Rien n’a changé. 4 choses à corriger\u{a0}:",
        "Colonne D › couleur\u{a0}: rien ne porte ce nom (id, title,",
        "Ligne 2 › maturity\u{a0}: il faut des nombres",
        "Ligne 2 › sdg17\u{a0}: il faut oui, ou rien",
        "Ligne 3 › Colonne G\u{a0}: cette colonne n’a pas de nom",
    ] {
        assert!(message.contains(part), "{part} in {message}");
    }
    assert!(import("id;title\nun;\"Un").contains("Ligne 2\u{a0}: des guillemets s’ouvrent"));
    assert!(import("").contains("le fichier est vide"));
    let workbook = import("PK\u{3}\u{4}.xl/workbook.xml");
    assert!(workbook.contains("table.csv\u{a0}: c’est un classeur. Dans votre tableur, faites «"), "{workbook}");
    assert!(workbook.contains("Enregistrer sous… CSV UTF-8"), "{workbook}");
    let message = import("id;title;kind\nun;Un;recette\n");
    assert!(message.contains("Ligne 2 › kind › recette\u{a0}: rien ne porte ce nom (methodes, exemples,"), "{message}");
    // What only the whole content tells.
    let message = import("id;title;kind\nun;Un;outils\n");
    assert!(message.contains("resources.json › un"), "{message}");
}

#[test]
fn a_table_saved_by_any_program_is_the_same_catalogue() {
    let www = copy("saved-again");
    let table = www.join("table.csv");
    let text = || fs::read_to_string(www.join("content/resources.json")).unwrap();
    let before = text();
    assert!(boussole(&["csv", "--www", path(&www), "--out", path(&table)]).status.success());
    let ours = fs::read_to_string(&table).unwrap();
    let plain = ours.trim_start_matches('\u{feff}');
    let (head, rest) = plain.split_once("\r\n").unwrap();
    let names = head.replace(";title;", ";TITRE;").replace("kind", " Type ").replace("publisher", "Éditeur");
    let labelled = rest.replace(";outils;", ";Outils;").replace(";published;", ";Publié;");
    let titled = ["Le catalogue;;\r\n\r\n", &names, ";;;\r\n", &labelled, ";;;\r\n\u{1a}"].concat();
    for (name, bytes) in [
        ("UTF-16", ours.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
        ("titles, names in French, Ctrl-Z", titled.into_bytes()),
        ("CR alone", plain.replace("\r\n", "\r").into_bytes()),
    ] {
        fs::write(&table, bytes).unwrap();
        let back = boussole(&["csv", "--www", path(&www), "--in", path(&table)]);
        assert!(back.status.success(), "{name}: {}", output_text(&back));
        assert!(text() == before, "{name}: something changed");
    }
}

#[test]
fn a_retired_resource_is_proposed_to_nobody_and_still_known() {
    let mut content = content();
    content.resources[0].status = Status::Retired;
    let pack = std::rc::Rc::new(compile::compile(&content).unwrap().remove(0));
    let wish = boussole::app::features::explore::ExploreQuery::default();
    let all = boussole::app::features::explore::search(
        &pack,
        &boussole::app::features::explore::facet_index::FacetIndex::new(&pack),
        &wish,
        &boussole_domain::Situation::default(),
        None,
    );
    assert!(!all.indices.contains(&0));
    let shows = |attributes: &&boussole_domain::path::ResourceAttributes| !attributes.retired && !attributes.duplicate;
    assert_eq!(all.indices.len(), pack.attributes.iter().filter(shows).count());
    assert_eq!(pack.resources[0].id, content.resources[0].id);
    let (situation, _) = boussole::app::journey::preset::read(
        "profile=collectivite;level=regional;maturity=1;objectives=co-construire",
        &pack.vocabulary,
    );
    let outcome = boussole::app::journey::outcome::Outcome::new(&situation, &pack);
    let path = &outcome.plan(&pack).path;
    assert!(path.stops.iter().chain(&path.explorer).all(|stop| stop.resource != 0));
}

#[test]
fn days_to_come_and_days_past_are_found() {
    let mut content = content();
    content.resources[0].date = Some("2198-05".to_owned());
    content.resources[1].checked = Some("2198-01-01".to_owned());
    content.resources[2].until = Some("2020-02-30".to_owned());
    content.resources[3].until = Some("2020-02-28".to_owned());
    let findings: Vec<String> = check::check(&content).all().iter().map(ToString::to_string).collect();
    let has = |part: &str| assert!(findings.iter().any(|line| line.contains(part)), "{part} in {findings:#?}");
    has(&format!("error content/resources.json › {} › date: \"2198-05\" is to come", content.resources[0].id));
    has(&format!("error content/resources.json › {} › checked: is a day to come", content.resources[1].id));
    has(&format!("error content/resources.json › {} › until: \"2020-02-30\"", content.resources[2].id));
    has(&format!("warning content/resources.json › {} › until: is past", content.resources[3].id));
}

#[test]
fn unix_days_are_calendar_days() {
    let check = |day: u64, expected: &str| assert_eq!(Date::from_unix_day(day).to_string(), expected);
    check(0, "1970-01-01");
    check(59, "1970-03-01");
    check(11_016, "2000-02-29");
    check(20_781, "2026-11-24");
    check(u64::MAX, "2199-12-31");
}

#[test]
fn a_year_and_a_month_have_a_first_day() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(Date::from_partial(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
    };
    check("2024", Some("2024-01-01"));
    check("2024-11", Some("2024-11-01"));
    check("2024-11-05", Some("2024-11-05"));
    for wrong in ["", "202", "2024-13", "2024-11-31", "24-11-05", "2024-1", "automne"] {
        check(wrong, None);
    }
}

#[test]
fn coverage_names_what_nothing_serves() {
    let output = boussole(&["coverage", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["combinations"], 600);
    let content = content();
    for gap in report["empty"].as_array().unwrap().iter().take(20) {
        let [profile, kind, usage, objective] = [0, 1, 2, 3].map(|index| gap[index].as_str().unwrap().to_owned());
        let serves = content.resources.iter().any(|resource| {
            (resource.all_profiles || resource.profiles.contains(&profile))
                && serde_json::to_value(resource.kind).unwrap() == kind
                && resource.usages.contains(&usage)
                && (resource.transversal || resource.objectives.contains(&objective))
        });
        assert!(!serves, "{gap}");
    }
}

#[test]
fn check_tells_machines_too() {
    let output = boussole(&["check", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["errors"], 0);
    assert_eq!(report["warnings"], report["findings"].as_array().unwrap().len());
    assert!(report["findings"][0]["file"].is_string() && report["findings"][0]["problem"].is_string());
}

/// Answers each request by what its path says, a few times.
fn answering(times: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(times) {
            let Ok(mut stream) = stream else { return };
            let mut request = [0; 1024];
            let length = stream.read(&mut request).unwrap_or(0);
            let gone = String::from_utf8_lossy(&request[..length]).contains("/gone");
            let status = if gone { "404 Not Found" } else { "200 OK" };
            let _ = stream
                .write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").as_bytes());
        }
    });
    address
}

#[test]
fn links_says_which_addresses_answer() {
    if Command::new("curl").arg("--version").output().is_err() {
        return;
    }
    let www = copy("links");
    let host = answering(2);
    let mut content: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(www.join("content/resources.json")).unwrap()).unwrap();
    let items = content["items"].as_array_mut().unwrap();
    items.truncate(2);
    for (item, page) in items.iter_mut().zip(["here", "gone"]) {
        item["url"] = format!("http://{host}/{page}").into();
        item["url_role"] = "page about the resource".into();
    }
    fs::write(www.join("content/resources.json"), content.to_string()).unwrap();
    let output = boussole(&["links", "--www", path(&www)]);
    assert_eq!(output.status.code(), Some(1), "{}", output_text(&output));
    assert!(output_text(&output).contains("/gone: answers 404"), "{}", output_text(&output));
    assert!(output_text(&output).contains("1 of 2 addresses answer"), "{}", output_text(&output));
}

proptest! {
    #[test]
    fn any_table_is_read_back_as_it_was(rows in prop::collection::vec(prop::collection::vec("\\PC{0,12}|[=+@'\"; ,\t\r\n-]{0,6}", 3..=3), 1..6)) {
        // A row of nothing but nothing is no row.
        let rows: Vec<Vec<String>> = rows.into_iter().map(|mut row| { row[0].insert(0, 'x'); row }).collect();
        // The first row tells what parts cells: it has more `;` than anything else.
        let rows: Vec<Vec<String>> = std::iter::once(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]).chain(rows).collect();
        prop_assert_eq!(csv::read(&csv::write(&rows)).unwrap(), rows);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let _ = csv::read(&text);
        let _ = Table::read(&text);
    }
}
