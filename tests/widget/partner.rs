//! A partner's own resources: what they become, beside ours or instead of them, and what is said of wrong ones.

use super::{french, third_parties};
use boussole::app::features::content::overlay::apply;
use boussole::app::features::content::partner_catalogue::{
    MAX_RESOURCES, apply_catalogue, apply_spreadsheet, json_in, parse_spreadsheet,
};
use boussole::app::features::explore::facet_index::FacetIndex;
use boussole::app::features::explore::{ExploreQuery, search};
use boussole::app::runtime::value::Value;
use boussole_content::encoding::{UnsupportedFormat, decode, decode_text};
use boussole_content::pack::{Doubt, Pack};
use boussole_domain::{Kind, Situation};
use proptest::prelude::*;

fn pack() -> Pack {
    (*french()).clone()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn refused(catalogue: &Value, expected: &[&str]) {
    let (mut after, before) = (pack(), pack());
    let results: Vec<String> =
        apply_catalogue(&mut after, catalogue).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(results, expected);
    assert_eq!(after, before, "what was there stays");
}

#[test]
fn a_text_that_begins_as_json_does_is_no_table() {
    for (text, json) in [
        ("{\"items\":[]}", Some("{\"items\":[]}")),
        ("\u{feff} \n[1", Some(" \n[1")),
        ("title;kind", None),
        ("\u{feff}title;{kind}", None),
        (" ", None),
        ("", None),
    ] {
        assert_eq!(json_in(text), json, "{text:?}");
    }
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
    assert_eq!(apply_catalogue(&mut pack, &parse_spreadsheet(&twenty()).unwrap()), Ok(20));
    assert_eq!(pack.resources.len(), before + 20);
    assert!(pack.resources.windows(2).all(|pair| pair[0].id < pair[1].id), "paths break ties by id");
    let index = pack.resources.iter().position(|resource| resource.id == "ressource-locale-7").unwrap();
    let (resource, attributes) = (&pack.resources[index], &pack.attributes[index]);
    assert!(resource.from_partner);
    assert_eq!((resource.title.as_str(), resource.date.as_deref()), ("Ressource locale 7", Some("2026")));
    assert_eq!(resource.link(), Some("https://exemple.org/7"));
    assert_eq!(attributes.kind, Kind::Exemples);
    assert_eq!((attributes.every_profile, attributes.profiles.count(), attributes.levels.count()), (false, 2, 1));
    assert!(attributes.every_domain && attributes.transversal, "what is not said holds for all");
    let query = ExploreQuery { text: "bassin numéro 7".to_owned(), ..ExploreQuery::default() };
    let results = search(&pack, &FacetIndex::new(&pack), &query, &Situation::default(), None);
    assert_eq!(results.indices.first(), Some(&index), "they are found by their words");
}

#[test]
fn an_object_may_replace_ours_and_an_id_of_ours_becomes_theirs() {
    let catalogue = |mode: &str| {
        json(&format!(
            r#"{{"schema":"boussole/catalogue/1","mode":"{mode}","items":[
            {{"id":"base-impact-alliances","title":"Notre base","kind":"Exemples","summary":{{"fr":"À nous : voici !","en":"Ours."}},"maturity":[1,2],"impacts":["confiance"],"domains":["d01"],"status":"announced"}}]}}"#
        ))
    };
    let mut merged = pack();
    assert_eq!(apply_catalogue(&mut merged, &catalogue("replace")), Ok(1));
    assert_eq!(merged.resources.len(), 1);
    assert_eq!(
        (merged.attributes[0].maturity.count(), merged.attributes[0].announced, merged.attributes[0].every_domain),
        (2, true, false)
    );
    let mut merged = pack();
    assert_eq!(apply_catalogue(&mut merged, &catalogue("merge")), Ok(1));
    assert_eq!(merged.resources.len(), pack().resources.len());
    let theirs = merged.resources.iter().find(|resource| resource.id == "base-impact-alliances").unwrap();
    assert_eq!((theirs.title.as_str(), theirs.from_partner), ("Notre base", true));
}

#[test]
fn a_partner_has_the_fields_of_ours() {
    let mut pack = pack();
    let original = pack.resources[0].id.clone();
    let catalogue = json(&format!(
        r#"{{"schema":"boussole/catalogue/1","items":[
        {{"id":"puits","title":"Le puits","kind":"outils","keywords":{{"fr":["forage","eau potable"],"en":["well"]}},
          "basis":"title","title_basis":"address","domains_basis":"stated","evidence":["https://exemple.org/"],"note":"À revoir"}},
        {{"title":"Le puits encore","kind":"outils","duplicate_of":"puits","keywords":"source | forage, nappe"}},
        {{"title":"Le rapport encore","kind":"donnees","duplicate_of":"{original}","circle":"third-party"}}]}}"#
    ));
    assert_eq!(apply_catalogue(&mut pack, &catalogue), Ok(3));
    let find = |id: &str| pack.resources.iter().position(|resource| resource.id == id).unwrap();
    let (well, again, report) = (find("puits"), find("le-puits-encore"), find("le-rapport-encore"));
    assert_eq!(pack.resources[well].keywords, ["forage", "eau potable"]);
    assert_eq!(pack.resources[well].doubts, [Doubt::Summary, Doubt::Title]);
    assert_eq!(pack.resources[again].keywords, ["source", "forage", "nappe"]);
    assert_eq!(pack.resources[again].repeats.as_deref(), Some("puits"));
    let [well, again, report] = [well, again, report].map(|index| &pack.attributes[index]);
    assert_eq!([well.duplicate, again.duplicate, report.duplicate], [false, true, true]);
    assert_eq!([well.third_party, again.third_party, report.third_party], [false, false, true]);
    // The same in a table, under names that people write.
    let table = "Titre;Type;Mots-clés;Cercle;Doublon de;Origine du résumé;Origine du titre;Preuves;Remarque\n\
        Le puits;outils;forage, eau potable;Tiers;;Titre;Adresse;https://exemple.org/a,b;À revoir\n\
        Le puits bis;outils;;Le RAMEAU;le-puits;page lue;page;;\n";
    let mut pack = super::french().as_ref().clone();
    assert_eq!(apply_spreadsheet(&mut pack, table), Ok(2));
    let index = pack.resources.iter().position(|resource| resource.id == "le-puits").unwrap();
    assert_eq!(pack.resources[index].keywords, ["forage", "eau potable"]);
    assert_eq!((pack.resources[index].doubts.len(), pack.attributes[index].third_party), (2, true));
}

#[test]
fn a_catalogue_leaves_circles_out_whatever_they_are_of() {
    let catalogue = |circles: &str| {
        json(&format!(
            r#"{{"schema":"boussole/catalogue/1"{circles},"items":[
            {{"title":"Le puits","kind":"outils"}},{{"title":"La mare","kind":"outils","circle":"third-party"}}]}}"#
        ))
    };
    let shown = |pack: &Pack| {
        let of =
            |id: &str| pack.attributes[pack.resources.iter().position(|resource| resource.id == id).unwrap()].retired;
        (!of("le-puits"), !of("la-mare"), third_parties(pack) > 0)
    };
    let mut both = pack();
    assert_eq!(apply_catalogue(&mut both, &catalogue("")), Ok(2));
    assert_eq!(shown(&both), (true, true, true));
    let mut ours = pack();
    assert_eq!(apply_catalogue(&mut ours, &catalogue(r#","circles":["rameau"]"#)), Ok(2));
    assert_eq!(shown(&ours), (true, false, false));
    // What an overlay left out before, the catalogue does not bring back.
    let mut overlaid = pack();
    let overlay = json(r#"{"schema":"boussole/overlay/1","circles":["rameau"]}"#);
    assert!(apply(&mut overlaid, &overlay).is_empty());
    assert_eq!(apply_catalogue(&mut overlaid, &catalogue(r#","circles":["rameau","third-party"]"#)), Ok(2));
    assert_eq!(shown(&overlaid), (true, false, false));
    for wrong in [r#""rameau""#, "[]", r#"["tiers"]"#] {
        refused(
            &catalogue(&format!(r#","circles":{wrong}"#)),
            &["circles: expected a list of circles: rameau, third-party or both"],
        );
    }
}

#[test]
fn what_is_wrong_with_the_new_fields_is_named_with_what_may_stand_there() {
    wrong(
        "title;kind;circle;basis;domains_basis;title_basis;date_basis;duplicate_of\n\
        Un;outils;amis;lu;oui;page web;vers;nulle-part\n\
        Deux;outils;;;;;;deux\n\
        Trois;outils;;;;;;quatre\n\
        Quatre;outils;;;;;;un\n",
        &[
            "row 2 › circle › amis: expected one of: rameau, third-party",
            "row 2 › basis › lu: expected one of: page, seed, title",
            "row 2 › domains_basis › oui: expected one of: stated, page, title",
            "row 2 › title_basis › page web: expected one of: page, address",
            "row 2 › date_basis › vers: expected one of: stated, deduced",
            "row 2 › duplicate_of › nulle-part: nothing has this name",
            "row 3 › duplicate_of › deux: expected the id of another resource",
            "rows 4, 5 › duplicate_of › quatre, un: expected the id of a resource that repeats no other itself",
        ],
    );
    refused(
        &json(
            r#"{"schema":"boussole/catalogue/1","mode":"replace","items":[
            {"title":"Un","kind":"outils","keywords":7},{"title":"Deux","kind":"outils","keywords":["eau",""]},
            {"title":"Trois","kind":"outils","circle":1,"duplicate_of":"boussole-de-l-odd-17"}]}"#,
        ),
        &[
            "row 2 › keywords: expected words, separated by |",
            "row 3 › keywords: 0 characters: between 1 and 2000 can be shown",
            "row 4 › circle: expected one of: rameau, third-party",
            "row 4 › duplicate_of › boussole-de-l-odd-17: nothing has this name",
        ],
    );
}

#[test]
fn what_ours_repeats_is_known_before_the_details_of_ours_are_there() {
    let full = pack();
    let again = full.attributes.iter().position(|attributes| attributes.duplicate).unwrap();
    let mut bare = full.clone().split().unwrap().content;
    assert!(bare.resources.iter().all(|resource| resource.repeats.is_none()), "only names are there");
    let catalogue = |id: &str| {
        json(&format!(
            r#"{{"schema":"boussole/catalogue/1","items":[{{"title":"Un","kind":"outils","duplicate_of":"{id}"}}]}}"#
        ))
    };
    let id = &full.resources[again].id;
    let warnings = apply_catalogue(&mut bare, &catalogue(id)).unwrap_err();
    let expected = format!("row 2 › duplicate_of › {id}: expected the id of a resource that repeats no other itself");
    assert_eq!(warnings.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
    assert_eq!(apply_catalogue(&mut bare, &catalogue(full.resources[again].repeats.as_ref().unwrap())), Ok(1));
}

#[test]
fn every_problem_is_named_with_its_row_and_field() {
    refused(&json("[]"), &["catalogue: expected an object, or a spreadsheet"]);
    refused(&json("{}"), &["schema: expected boussole/catalogue/1", "items: expected a list of resources"]);
    let table = "title;kind;date;url;profiles;maturity;couleur\n\
        Un;recette;2026-13;javascript:alert(1);astronaute;1 | neuf;bleu\n\
        ;outils;;;;;\n\
        Un;outils;2026;;;;\n";
    wrong(
        table,
        &[
            "column G › couleur: nothing has this name",
            "row 2 › kind › recette: nothing has this name",
            "row 2 › date: expected a year, a month or a day such as 2024, 2024-11, 2024-11-05",
            "row 2 › url: only https:, mailto: and tel: addresses can be opened",
            "row 2 › profiles › astronaute: nothing has this name",
            "row 2 › maturity: expected whole numbers from 1 to 4, separated by |",
            "row 3 › title: expected a value: no resource goes without",
            "row 4 › id › un: expected an id that stands once",
        ],
    );
    wrong("title;kind\n", &["items: expected one resource at least"]);
    wrong("title;kind\n\nUn;outils\nDeux;\"outils\n", &["row 4: expected quotes that close"]);
}

fn wrong(table: &str, expected: &[&str]) {
    let (mut after, before) = (pack(), pack());
    let invalid_fields = apply_spreadsheet(&mut after, table).unwrap_err();
    assert_eq!(invalid_fields.iter().map(ToString::to_string).collect::<Vec<_>>(), expected, "{table:?}");
    assert_eq!(after, before, "what was there stays");
}

// What these encodings have for the letters of the test; Windows and Mac for all of them, code page 850 without œ and ’.
const WINDOWS: [(char, u8); 2] = [('’', 0x92), ('œ', 0x9c)];
const MAC: [(char, u8); 10] = [
    ('É', 0x83),
    ('è', 0x8f),
    ('é', 0x8e),
    ('à', 0x88),
    ('ù', 0x9d),
    ('ç', 0x8d),
    ('’', 0xd5),
    ('œ', 0xcf),
    ('«', 0xc7),
    ('»', 0xc8),
];
const DOS: [(char, u8); 9] = [
    ('É', 0x90),
    ('è', 0x8a),
    ('é', 0x82),
    ('à', 0x85),
    ('ù', 0x97),
    ('ç', 0x87),
    ('«', 0xae),
    ('»', 0xaf),
    ('ô', 0x93),
];

/// Two resources as the programs of this world write them: each time the same two, with the letters that get lost.
#[test]
#[allow(clippy::too_many_lines)] // One case for each program.
fn tables_of_every_program_are_read() {
    const TITLES: [&str; 2] = ["École des mères : l’œuvre", "Données « à cœur », où ça ?"];
    let rows = |head: &str, part: &str, end: &str| {
        let row = |title: &str| [&["\"", title, "\""].concat(), "outils", "2026", "local"].join(part);
        [&head.replace(';', part), end, &row(TITLES[0]), end, &row(TITLES[1]), end].concat()
    };
    let plain = rows("title;kind;date;levels", ";", "\r\n");
    let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let paged = |page: &[(char, u8)], text: &str| -> Vec<u8> {
        let byte = |letter: char| page.iter().find(|(pair, _)| *pair == letter).map(|(_, byte)| *byte);
        text.chars().map(|letter| byte(letter).unwrap_or_else(|| u8::try_from(letter).unwrap())).collect()
    };
    let without = |text: &str| text.replace('’', "'").replace('œ', "oe");
    let accents = without(&plain);
    let read = |name: &str, bytes: &[u8], charset: Option<&str>, titles: [&str; 2]| {
        let mut merged = pack();
        let text = decode_text(bytes, charset, &decode).unwrap_or_else(|foreign| panic!("{name}: {foreign:?}"));
        let added = apply_spreadsheet(&mut merged, &text);
        assert_eq!(
            added,
            Ok(2),
            "{name}: {:?}",
            added.as_ref().err().map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>())
        );
        let results: Vec<String> = merged
            .resources
            .iter()
            .filter(|resource| resource.from_partner)
            .map(|resource| resource.title.replace(['\u{202f}', '\u{a0}'], " ").replace('’', "'"))
            .collect();
        let mut wanted = titles.map(|title| title.replace('’', "'"));
        wanted.sort_by_key(|title| !title.starts_with('D'));
        assert_eq!(results, wanted, "{name}");
    };
    let accented = TITLES.map(without);
    let accented = [accented[0].as_str(), accented[1].as_str()];
    for charset in
        [None, Some("utf-8"), Some("windows-1252"), Some("iso-8859-1"), Some("utf-16"), Some("no-such-charset")]
    {
        read("UTF-8", plain.as_bytes(), charset, TITLES);
        read("UTF-8 with a mark", ["\u{feff}", &plain].concat().as_bytes(), charset, TITLES);
        read("UTF-16 LE", &utf_16(&plain, u16::to_le_bytes), charset, TITLES);
        read("UTF-16 BE", &utf_16(&plain, u16::to_be_bytes), charset, TITLES);
        read("UTF-16 LE with a mark", &utf_16(&["\u{feff}", &plain].concat(), u16::to_le_bytes), charset, TITLES);
        read("UTF-16 BE with a mark", &utf_16(&["\u{feff}", &plain].concat(), u16::to_be_bytes), charset, TITLES);
        read("Windows-1252", &paged(&WINDOWS, &plain), charset, TITLES);
        read("Mac Roman", &paged(&MAC, &plain), charset, TITLES);
        read("code page 850", &paged(&DOS, &accents), charset, accented);
    }
    read("Latin 9, said", &paged(&[('œ', 0xbd)], &plain.replace('’', "'")), Some("iso-8859-15"), TITLES);

    // One word tells enough: no other letter with an accent stands beside it.
    for word in [
        "Côte",
        "flûte",
        "Une boîte à",
        "boîte",
        "maïs",
        "Noël",
        "Où",
        "Ça",
        "Être",
        "École",
        "Août",
        "Île",
        "« Agir »",
        "10 °",
        "Bâtir",
        "théâtre",
        "HÔPITAL",
        "ÉCOLE",
        "Müller",
        "Citroën",
        "10 m²",
        "n° 5",
        "« Où ? »",
        "FORÊT",
        "GARÇON",
        "naïf",
        "dû",
        "Crête",
        "ambiguë",
        "Saône",
        "déjà",
        "Pôle",
        "aïeul",
        "DÉVELOPPÉ",
    ] {
        let cell = |text: &str| format!("title;kind\r\n{text};outils\r\n");
        let dos = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²";
        let dos: Vec<(char, u8)> = dos.chars().zip(0x80..).collect();
        for bytes in [
            encoding_rs::WINDOWS_1252.encode(&cell(word)).0.into_owned(),
            encoding_rs::MACINTOSH.encode(&cell(word)).0.into_owned(),
            paged(&dos, &cell(word)),
        ] {
            // What an encoding has no letter for is written as an entity.
            if !bytes.windows(2).any(|pair| pair == b"&#") {
                assert_eq!(decode_text(&bytes, None, &decode), Ok(cell(word)), "{bytes:?}");
            }
        }
    }
    for (name, text) in [
        ("commas", rows("title;kind;date;levels", ",", "\n")),
        ("tabulations", rows("title;kind;date;levels", "\t", "\r\n")),
        ("bars", rows("title;kind;date;levels", "|", "\r\n")),
        ("CR alone", rows("title;kind;date;levels", ";", "\r")),
        ("sep=", ["sep=;\r\n", &plain].concat()),
        ("sep=, quoted", ["\"sep=,\"\n", &rows("title;kind;date;levels", ",", "\n")].concat()),
        ("capitals", rows("TITLE;KIND;DATE;LEVELS", ";", "\n")),
        ("French", rows("Titre;Type;Année;Échelle", ";", "\n")),
        ("French capitals", rows("INTITULÉ;SORTE;ANNÉE;NIVEAUX", ";", "\n")),
        ("spaces around", rows(" title ; kind;\u{a0}date ; levels ", ";", "\n")),
        (
            "a title above",
            ["Ressources, aides, outils du territoire;;;\n\nMis à jour en mai, par nous, pour vous\n", &plain].concat(),
        ),
        ("empty columns after", plain.replace("levels\r\n", "levels;;;\r\n").replace("local\r\n", "local;;;\r\n")),
        ("rows of separators", plain.replace("\r\n", "\r\n ; ; ;\r\n\r\n")),
        ("spaces before quotes", plain.replace("\r\n\"", "\r\n  \"").replace(";outils", "; \"outils\"")),
        ("Ctrl-Z at the end", [&plain, "\u{1a}"].concat()),
        ("zeros at the end", [&plain, "\0\0\0"].concat()),
        ("no line end", plain.trim_end().to_owned()),
        ("rows taken for one cell", {
            let text = rows("title;kind;date;levels", ",", "\n");
            text.lines()
                .map(|line| {
                    if line.contains('"') {
                        format!("\"{}\"\n", line.replace('"', "\"\""))
                    } else {
                        format!("{line}\n")
                    }
                })
                .collect()
        }),
    ] {
        read(name, text.as_bytes(), None, TITLES);
    }
}

#[test]
fn cells_are_taken_as_forms_and_bases_export_them() {
    let labels = "Association, \u{a0}Fondation, fonds ou mécène";
    for cell in [
        "association,fondation",
        "\"association; fondation\"",
        "\"association;fondation;\"",
        "\"association\nfondation\"",
        "\"• association\r\n• fondation\"",
        labels,
    ] {
        let mut merged = pack();
        let table = format!("title;kind;profiles;sdg17;language\nUn;outils;{cell};checked;Français\n");
        assert_eq!(apply_spreadsheet(&mut merged, &table), Ok(1), "{cell}");
        let index = merged.resources.iter().position(|resource| resource.from_partner).unwrap();
        assert_eq!((merged.attributes[index].profiles.count(), merged.attributes[index].sdg17), (2, true), "{cell}");
        assert_eq!(merged.resources[index].language, "fr");
    }
    wrong("title;kind\n#REF!;outils\n", &["row 2 › title: expected a text"]);
    wrong("title;kind;language\nUn;outils;les deux\n", &["row 2 › language › les deux: nothing has this name"]);
    wrong(
        "title;kind\nÃ‰cole des mÃ¨res;outils\n",
        &["row 2 › title: letters cannot be read: save it as CSV UTF-8 in the spreadsheet program"],
    );
}

#[test]
fn rows_have_the_numbers_that_the_spreadsheet_program_shows() {
    let message = "row 6 › kind › tarte: nothing has this name";
    wrong("title;kind\nUn;outils\n\n ; \n\"Deux\nlignes\";outils\nTrois;tarte\n", &[message]);
    wrong("sep=;\ntitle;kind\nUn;outils\n;\n;\nDeux;outils\nTrois;tarte\n", &[message]);
    wrong("Nos aides\n\ntitle;kind\nUn;outils\n;\nTrois;tarte\n", &[message]);
}

#[test]
fn a_column_at_fault_is_named_once() {
    let rows = (0..400)
        .map(|n| format!("Titre {n};{};rouge\n", ["recette", "tarte", "gateau", "flan", "pain", "sel"][n % 6]))
        .collect::<Vec<_>>()
        .concat();
    wrong(
        &format!("title;kind;couleur\n{rows}"),
        &[
            "column C › couleur: nothing has this name",
            "rows 2–401 › kind › recette, tarte, gateau, flan, pain, …: nothing has this name",
        ],
    );
    wrong(
        &format!("nom;couleur\n{}", "Un;rouge\n"),
        &[
            "column B › couleur: nothing has this name",
            "column kind: expected a column of this name: no resource goes without",
        ],
    );
    wrong(&format!("a;b;c\n{rows}"), &["catalogue: expected a row of column names, title and kind at least"]);
    wrong("title;kind;titre\nUn;outils;Deux\n", &["column C › titre: expected one column of this name"]);
    wrong(
        "title;kind\nUn;outils;reste\nDeux;outils\nTrois;outils;;reste\n",
        &[
            "row 2 › column C: expected a name above what stands in this column",
            "row 4 › column D: expected a name above what stands in this column",
        ],
    );
    let dates = (0..30)
        .map(|n| format!("Titre {n};outils;{}\n", if n % 2 == 0 { "01/09/2026" } else { "2026" }))
        .collect::<Vec<_>>()
        .concat();
    wrong(
        &format!("title;kind;date\n{dates}"),
        &[
            "rows 2, 4, 6, 8, 10 and 10 more › date: expected a year, a month or a day such as 2024, 2024-11, 2024-11-05",
        ],
    );
    wrong("title;kind;sdg17\nUn;outils;peut-être\n", &["row 2 › sdg17: expected yes, or nothing"]);
}

#[test]
fn letters_that_were_lost_are_no_letters() {
    let damaged = "title;kind\nL'école des mères à Évry;outils\nD\u{fffd}j\u{fffd};outils\n";
    wrong(damaged, &["row 3 › title: letters cannot be read: save it as CSV UTF-8 in the spreadsheet program"]);
    // Rows of two programs in one file.
    let mut mixed = "title;kind\nL'école des mères à Évry;outils\n".as_bytes().to_vec();
    mixed.extend(b"D\xe9j\xe0;outils\n");
    let text = decode_text(&mixed, None, &decode).unwrap();
    wrong(&text, &["row 3 › title: letters cannot be read: save it as CSV UTF-8 in the spreadsheet program"]);
}

#[test]
fn what_is_no_table_is_named() {
    let check = |bytes: &[u8], expected: UnsupportedFormat| {
        let results = decode_text(bytes, None, &decode);
        let results = results.map(|text| apply_spreadsheet(&mut pack(), &text).unwrap_err());
        let results = match &results {
            Err(foreign) => Some(*foreign),
            Ok(invalid_fields) => match invalid_fields.as_slice() {
                [
                    boussole::app::features::content::invalid_field::InvalidField {
                        problem: boussole::app::features::content::invalid_field::Problem::File(foreign),
                        ..
                    },
                ] => Some(*foreign),
                _ => None,
            },
        };
        assert_eq!(results, Some(expected), "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
    };
    for bytes in ["", "\u{feff}", " \r\n\r\n", "\0\0", "\u{1a}"] {
        check(bytes.as_bytes(), UnsupportedFormat::Empty);
    }
    check(b"\xff\xfe", UnsupportedFormat::Empty);
    let zip = |name: &str| {
        [b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0".as_slice(), &[0; 14], name.as_bytes(), b"\x9c\x93\xedX"].concat()
    };
    for name in [
        "[Content_Types].xml..xl/workbook.xml",
        "mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK",
        "Index/Document.iwa",
        "xl/workbook.bin",
    ] {
        check(&zip(name), UnsupportedFormat::Workbook);
    }
    check(&zip("word/document.xml"), UnsupportedFormat::Document);
    check(&zip("mimetypeapplication/vnd.oasis.opendocument.textPK"), UnsupportedFormat::Document);
    check(&zip("aides.csv"), UnsupportedFormat::Archive);
    check(b"\x1f\x8b\x08\0\0\0\0\0", UnsupportedFormat::Archive);
    check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0k\0b\0o\0o\0k\0", UnsupportedFormat::Workbook);
    check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", UnsupportedFormat::Document);
    check(b"{\\rtf1\\ansi Bonjour}", UnsupportedFormat::Document);
    check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", UnsupportedFormat::Picture);
    check(b"\xff\xd8\xff\xe0\0\x10JFIF", UnsupportedFormat::Picture);
    check(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", UnsupportedFormat::Picture);
    check(b"%PDF-1.7\n%\xe2\xe3", UnsupportedFormat::Pdf);
    for page in [
        "<!DOCTYPE html><title>404</title>",
        "\n <html><body>title;kind",
        "\u{feff}<!-- x --><html>",
        "<table><tr><td>title</table>",
        "<?xml version=\"1.0\"?><Error/>",
    ] {
        check(page.as_bytes(), UnsupportedFormat::Page);
    }
    check(
        b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"x\">",
        UnsupportedFormat::Workbook,
    );
    check(&(0..=255).cycle().take(3000).collect::<Vec<u8>>(), UnsupportedFormat::Binary);
    check(b"ID3\x04\0\0\0\0\0\x01\x02\x03\x04\x05\x06", UnsupportedFormat::Binary);
}

#[test]
fn too_many_resources_and_too_long_texts_are_refused() {
    let item = Value::map([("title", Value::text("Un")), ("kind", Value::text("outils"))]);
    let many = Value::map([
        ("schema", Value::text("boussole/catalogue/1")),
        ("items", Value::List(vec![item; MAX_RESOURCES + 1])),
    ]);
    refused(&many, &["items: expected 20 000 resources at most"]);
    let long = format!("title;kind\n{};outils\n", "é".repeat(2001));
    wrong(&long, &["row 2 › title: 2001 characters: between 1 and 2000 can be shown"]);
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
    assert_eq!(apply_catalogue(&mut pack, &parse_spreadsheet(&table).unwrap()), Ok(1200));
    let query = ExploreQuery { text: "alliance emploi 42".to_owned(), ..ExploreQuery::default() };
    let results = search(&pack, &FacetIndex::new(&pack), &query, &Situation::default(), None);
    assert_eq!(pack.resources[results.indices[0]].id, "exemple-0042");
}

proptest! {
    #[test]
    fn no_bytes_make_a_catalogue_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), charset in "utf-16le|windows-1252|big5|iso-2022-jp|x") {
        if let Ok(text) = decode_text(&bytes, Some(&charset), &decode) {
            let _ = apply_spreadsheet(&mut pack(), &text);
        }
    }

    #[test]
    fn no_text_makes_a_catalogue_panic(text in any::<String>(), title in "\\PC{0,30}", tags in "\\PC{0,20}") {
        let mut merged = pack();
        for text in [text, format!("title;kind;profiles;maturity\n{title};outils;{tags};{tags}\n")] {
            let _ = apply_spreadsheet(&mut merged, &text);
        }
    }
}
