//! A project as an editor makes it, over the content of this release: nothing of it is lost on any way, and what is not
//! ours changes nothing.

use crate::base::Base;
use crate::edit::{CatalogueEdit, Edit};
use crate::history::History;
use crate::out::{self, PROJECT, Place};
use crate::project::file::{self, Refusal};
use crate::project::{Logo, Look, Project, Row};
use boussole::app::features::content::overlay;
use boussole_authoring::load;
use boussole_domain::Date;
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::rc::Rc;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const PLACE: Place<'static> = Place { release: "https://boussole.example/v1/", language: "fr", version: "1.0.0" };

fn base() -> Result<Base, Box<dyn std::error::Error>> {
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www");
    Base::read(&load::read_files(&www)?).map_err(|findings| format!("{findings:?}").into())
}

/// The day that archives are made.
fn day() -> Result<Date, Box<dyn std::error::Error>> {
    Date::from_partial("2026-11-30").ok_or_else(|| "no day".into())
}

fn text(path: &str, text: &str) -> Edit {
    Edit::Text { language: "fr".to_owned(), path: path.to_owned(), text: Some(text.to_owned()) }
}

fn row(title: &str) -> Rc<Row> {
    let cells =
        [("title", title), ("kind", "outils"), ("summary_fr", "Une aide; \"citée\" | ou non."), ("levels", "local")];
    Rc::new(cells.iter().map(|(name, cell)| ((*name).to_owned(), (*cell).to_owned())).collect())
}

/// Something of each part.
fn whole(base: &Base) -> Project {
    let mut history = History::default();
    history.edit(text("messages/widget-title", "La boussole de la Ligue"));
    history.edit(text("introduction", "Une question ? </script> Nous sommes là."));
    history.edit(text("contact/label", "Maison des associations"));
    history.edit(text("contact/address", "mailto:contact@exemple.org"));
    history.edit(text("objectives/hybrider/label", "Diversifier nos ressources"));
    history.edit(Edit::Property { name: "accent", value: Some("#7a1f5c".to_owned()) });
    let logo = Logo {
        name: "logo.svg".to_owned(),
        media: "image/svg+xml".to_owned(),
        data: "PHN2Zy8+".to_owned(),
        text: "Ligue".to_owned(),
    };
    history.edit(Edit::Logo(Some(Rc::new(logo))));
    history.edit(Edit::Attribute { name: "preset".to_owned(), value: Some("profile=association".to_owned()) });
    history.edit(Edit::Catalogue(CatalogueEdit::Insert { at: 0, rows: vec![row("Aide locale"), row("Autre aide")] }));
    history.edit(Edit::Catalogue(CatalogueEdit::Circles(vec!["rameau".to_owned()])));
    if let Some(instrument) = base.content.instruments.first() {
        history.edit(Edit::Instrument(Box::new(instrument.clone())));
    }
    history.edit(Edit::Weight { path: "heading/weights/horizons".to_owned(), value: Some(60) });
    history.edit(Edit::Why("Essai".to_owned()));
    history.present().clone()
}

#[test]
fn nothing_is_lost_in_a_file_nor_in_an_archive() -> Outcome {
    let base = base()?;
    let project = whole(&base);
    assert_eq!(file::read(&file::write(&project)), Ok(project.clone()));
    let archive = out::archive(&project, &base, day()?, &PLACE)?;
    assert_eq!(out::bring(&archive, &Project::default()), Ok(project.clone()));
    // A byte order mark, which an editor may have put there.
    assert_eq!(file::read(&format!("\u{feff}{}", file::write(&project))), Ok(project));
    Ok(())
}

#[test]
fn an_instrument_that_is_being_written_stays_in_the_project_alone() -> Outcome {
    let base = base()?;
    let mut project = whole(&base);
    let ready = base.without_drafts(&project);
    assert_eq!(ready, project, "what is whole goes out");
    let draft = crate::instrument::new("Brouillon", &base.content, &project.instruments);
    std::rc::Rc::make_mut(&mut project.instruments).push(draft);
    assert_eq!(base.without_drafts(&project).instruments, ready.instruments);
    assert!(base.refused_words("fr", &project).is_empty(), "nothing else waits for it");
    let archive = out::archive(&project, &base, day()?, &PLACE)?;
    assert_eq!(out::bring(&archive, &Project::default()), Ok(project), "and it comes back");
    let mut zip = ZipArchive::new(Cursor::new(archive))?;
    assert!(zip.by_name("instruments/brouillon.json").is_err());
    Ok(())
}

#[test]
fn a_link_holds_small_changes_and_no_large_ones() -> Outcome {
    let base = base()?;
    let small = text("introduction", "Une question ? Nous sommes là.").apply(&Project::default());
    let fragment = out::fragment(&small).ok_or("too long")?;
    assert_eq!(out::from_fragment(&fragment), Some(Ok(small)));
    let rows = (0..500).map(|number| row(&format!("Aide {number} {:x}", number * 7_919_u64 * 104_729))).collect();
    let large = Edit::Catalogue(CatalogueEdit::Rows(rows)).apply(&whole(&base));
    assert_eq!(out::fragment(&large), None);
    assert_eq!(out::from_fragment("#b=journey"), None);
    assert!(matches!(out::from_fragment("#studio=%%%"), Some(Err(Refusal::Damaged(_)))));
    Ok(())
}

#[test]
fn an_address_is_that_of_a_folder_or_none() {
    for (typed, folder) in [
        ("https://boussole.example/v1", Some("https://boussole.example/v1/")),
        (" https://boussole.example/v1/boussole.js?x#y", Some("https://boussole.example/v1/")),
        ("https://boussole.example", Some("https://boussole.example/")),
        ("/boussole/", Some("/boussole/")),
        ("./", Some("./")),
        ("", None),
        ("boussole.example", None),
        ("https://", None),
        ("https:///v1", None),
        ("https://un site.example/", None),
        ("javascript:alert(1)", None),
    ] {
        assert_eq!(out::folder(typed).as_deref(), folder, "{typed}");
    }
    let policy = |release| out::snippets(&Project::default(), &Place { release, ..PLACE }).policy;
    assert_eq!(policy("/boussole/"), "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'\n");
    assert_eq!(
        policy("https://boussole.example/v1/"),
        "script-src https://boussole.example 'wasm-unsafe-eval'; connect-src https://boussole.example\n"
    );
}

#[test]
fn what_is_no_colour_stands_in_no_file() {
    let properties = [("accent", "#12"), ("ink", "#123456")];
    let properties = properties.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let project = Project { look: Rc::new(Look { properties, ..Look::default() }), ..Project::default() };
    let style = out::style(&project).unwrap_or_default();
    assert!(style.contains("--boussole-ink: #123456;") && !style.contains("accent"), "{style}");
}

#[test]
fn the_files_say_what_the_studio_shows() -> Outcome {
    let base = base()?;
    let project = whole(&base);
    let mut zip = ZipArchive::new(Cursor::new(out::archive(&project, &base, day()?, &PLACE)?))?;
    let mut read = |name: &str| -> Result<String, Box<dyn std::error::Error>> {
        let mut text = String::new();
        zip.by_name(name)?.read_to_string(&mut text)?;
        Ok(text)
    };
    let shown = base.with_project("fr", &project).map_err(|problems| format!("{problems:?}"))?;
    // What the command line does with the overlay of the archive.
    let given: boussole::app::runtime::value::Value = serde_json::from_str(&read("overlay.json")?)?;
    let mut built = base.pack("fr").map(|pack| (**pack).clone()).ok_or("no French")?;
    assert!(overlay::apply(&mut built, &given).is_empty());
    assert_eq!(built.messages.get(boussole_content::i18n::Key::WidgetTitle), "La boussole de la Ligue");
    assert_eq!(shown.messages.get(boussole_content::i18n::Key::WidgetTitle), "La boussole de la Ligue");
    assert_eq!(shown.vocabulary.objectives, built.vocabulary.objectives);
    assert_eq!(shown.partner.contact, built.partner.contact);
    let catalogue = serde_json::from_str(&read("catalogue.json")?)?;
    let added = boussole::app::features::content::partner_catalogue::apply_catalogue(&mut built, &catalogue);
    assert_eq!(added, Ok(2));
    let titles = |pack: &boussole_content::pack::Pack| {
        pack.resources.iter().map(|resource| resource.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&shown), titles(&built));
    let page = read("page.html")?;
    assert_eq!(page.matches("</script>").count(), 3, "no text ends the block that it stands in: {page}");
    assert!(
        page.contains("slot=\"catalogue\"") && !page.contains("catalogue.json"),
        "opened from a folder it fetches nothing: {page}"
    );
    assert!(page.contains("boussole.css"), "{page}");
    assert!(read("snippets/script.html")?.contains("catalogue=\"catalogue.json\""));
    let npm = read("snippets/npm.txt")?;
    assert!(npm.contains("element.overlay = overlay;") && !npm.contains("<script"), "{npm}");
    assert!(read("boussole.css")?.contains("--boussole-accent: #7a1f5c;"));
    assert_eq!(read("logo.svg")?, "<svg/>");
    // The content's own file, whole, with what was changed and why.
    let rules = read("rules.json")?;
    assert_eq!(rules.lines().count(), base.rules.lines().count());
    assert!(rules.contains("2026-11-30: heading.weights.horizons 50 → 60. Essai"), "{rules}");
    assert!(rules.contains("\"horizons\": 60,"), "{rules}");
    // Without its reason it waits; the numbers stay in the project.
    let silent = Edit::Why(String::new()).apply(&project);
    let archive = out::archive(&silent, &base, day()?, &PLACE)?;
    assert!(ZipArchive::new(Cursor::new(archive.as_slice()))?.by_name("rules.json").is_err());
    assert_eq!(out::bring(&archive, &Project::default()), Ok(silent));
    Ok(())
}

#[test]
fn what_is_brought_as_an_overlay_or_a_catalogue_comes_to_its_place() -> Outcome {
    let project = whole(&base()?);
    let words = project.overlay().ok_or("no words")?.to_string();
    let brought = out::bring(words.as_bytes(), &Project::default()).map_err(|why| format!("{why:?}"))?;
    assert_eq!(brought.texts, project.texts);
    assert_eq!(brought.catalogue.circles, ["rameau"]);
    let catalogue = project.catalogue_json().ok_or("no resources")?;
    let brought = out::bring(catalogue.as_bytes(), &brought).map_err(|why| format!("{why:?}"))?;
    assert_eq!(brought.catalogue.rows, project.catalogue.rows);
    assert_eq!(brought.texts, project.texts, "what it does not name stays");
    let table = "title;kind;levels\nAide locale;outils;local|bassin\n";
    let brought = out::bring(table.as_bytes(), &brought).map_err(|why| format!("{why:?}"))?;
    assert_eq!(brought.catalogue.rows.len(), 1);
    Ok(())
}

#[test]
fn what_is_not_ours_is_refused_and_nothing_is_lost() -> Outcome {
    let base = base()?;
    let project = whole(&base);
    let refused = |bytes: &[u8]| out::bring(bytes, &project).err();
    for foreign in
        ["", "bonjour", "{}", "[1]", "{\"schema\":\"other/1\"}", "\u{0}\u{1}", "{\"schema\":\"boussole/result/1\"}"]
    {
        assert_eq!(refused(foreign.as_bytes()), Some(Refusal::Foreign), "{foreign:?}");
    }
    assert_eq!(refused(b"\xff\xfe\xfd"), Some(Refusal::Foreign));
    for later in ["boussole/studio/2", "boussole/overlay/2", "boussole/catalogue/9"] {
        assert_eq!(refused(format!("{{\"schema\":\"{later}\",\"project\":{{}}}}").as_bytes()), Some(Refusal::Later));
    }
    let unknown = "{\"schema\":\"boussole/studio/1\",\"project\":{\"colour\":1}}";
    assert!(matches!(refused(unknown.as_bytes()), Some(Refusal::Damaged(_))));
    let whole = out::archive(&project, &base, day()?, &PLACE)?;
    let cut = whole.get(..whole.len() / 2).ok_or("short")?;
    assert!(matches!(refused(cut), Some(Refusal::Damaged(_))));
    let zip = |name: &str, bytes: &[u8]| -> Result<Vec<u8>, Box<dyn std::error::Error>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
        Ok(zip.finish()?.into_inner())
    };
    assert_eq!(refused(&zip("holiday.txt", b"hello")?), Some(Refusal::Foreign));
    // A few kilobytes that unpack to more than is read.
    let bomb = zip(PROJECT, &vec![b' '; out::MAX_BYTES + 10])?;
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    assert_eq!(refused(&bomb), Some(Refusal::TooLarge));
    Ok(())
}

#[test]
fn what_the_build_refuses_is_said_here_in_a_sentence() -> Outcome {
    let base = base()?;
    let wrong = text("messages/no-such-key", "x").apply(&Project::default());
    let said = base.refused_words("fr", &wrong);
    assert!(said.len() == 1 && said.iter().all(|sentence| sentence.contains("no-such-key")), "{said:?}");
    let wrong = text("contact/address", "javascript:alert(1)").apply(&Project::default());
    assert_eq!(base.refused_words("en", &wrong).len(), 2, "no label, and no address");
    let wrong =
        Edit::Catalogue(CatalogueEdit::Cell { row: 0, column: "title".to_owned(), text: "Sans type".to_owned() });
    assert!(!base.refused_resources("fr", &wrong.apply(&Project::default())).is_empty());
    assert!(base.refused_words("fr", &whole(&base)).is_empty());
    assert!(base.refused_resources("fr", &whole(&base)).is_empty());
    Ok(())
}

#[test]
fn every_text_of_the_panel_is_one_that_an_overlay_takes() -> Outcome {
    let base = base()?;
    for language in base.languages().map(str::to_owned).collect::<Vec<_>>() {
        let mut project = Project::default();
        let texts = base.texts(&language);
        assert!(texts.len() > 500, "{language}: {}", texts.len());
        for found in texts.iter().filter(|text| !text.ours.is_empty()) {
            project =
                Edit::Text { language: language.clone(), path: found.path.clone(), text: Some(found.ours.clone()) }
                    .apply(&project);
        }
        let refused: Vec<String> = base.refused_words("en", &project);
        // Our own contact has no label where it has none.
        assert!(refused.is_empty(), "{language}: {refused:?}");
    }
    Ok(())
}

#[test]
fn a_text_that_is_typed_is_one_step() {
    let mut history = History::default();
    for typed in ["L", "La", "La b"] {
        history.edit(text("introduction", typed));
    }
    history.settle();
    history.edit(text("introduction", "La boussole"));
    history.undo();
    assert_eq!(history.present().text("fr", "introduction"), Some("La b"));
    history.undo();
    assert!(history.present().is_empty() && !history.can_undo() && history.can_redo());
    history.redo();
    history.redo();
    assert_eq!(history.present().text("fr", "introduction"), Some("La boussole"));
    history.edit(Edit::Replace(Box::default()));
    history.undo();
    assert_eq!(
        history.present().text("fr", "introduction"),
        Some("La boussole"),
        "a file that was opened is undone too"
    );
    assert!(history.can_redo());
    history.edit(text("introduction", "Autre"));
    assert!(!history.can_redo(), "what is done anew takes the place of what was undone");
}

fn edit() -> impl Strategy<Value = Edit> {
    let cell = (0..5_usize, "[a-c]", "[a-z]{0,3}");
    prop_oneof![
        ("[ab]", "[a-c]{1,2}", proptest::option::of("[a-z]{1,4}")).prop_map(|(language, path, text)| Edit::Text {
            language,
            path,
            text
        }),
        proptest::option::of("#[0-9a-f]{6}").prop_map(|value| Edit::Property { name: "accent", value }),
        ("[ab]", proptest::option::of("[a-z]{1,3}")).prop_map(|(name, value)| Edit::Attribute { name, value }),
        cell.prop_map(|(row, column, text)| Edit::Catalogue(CatalogueEdit::Cell { row, column, text })),
        (0..6_usize, 0..4_usize).prop_map(|(from, count)| Edit::Catalogue(CatalogueEdit::Remove { from, count })),
        (0..6_usize).prop_map(|at| Edit::Catalogue(CatalogueEdit::Insert { at, rows: vec![row("x")] })),
        any::<bool>().prop_map(|replaces| Edit::Catalogue(CatalogueEdit::Replaces(replaces))),
        ("[ab]", proptest::option::of(-9..9_i64)).prop_map(|(path, value)| Edit::Weight { path, value }),
        Just(Edit::Replace(Box::default())),
    ]
}

#[test]
fn what_is_pasted_speaks_the_language_of_the_page() {
    let project = Project::default();
    let french = out::snippets(&project, &PLACE);
    assert!(french.frame.contains("https://VOTRE-SITE/") && french.script.contains("Ouvrir la boussole"));
    let english = out::snippets(&project, &Place { language: "en", ..PLACE });
    assert!(english.frame.contains("https://YOUR-SITE/") && english.frame.contains("title=\"Compass of SDG 17\""));
    assert!(!english.frame.contains("VOTRE") && english.script.contains("Open the compass"));
}

proptest! {
    #[test]
    fn whatever_is_done_is_undone_and_done_again(edits in proptest::collection::vec(edit(), 0..40)) {
        let mut history = History::default();
        for edit in edits {
            history.edit(edit);
        }
        let last = history.present().clone();
        prop_assert_eq!(file::read(&file::write(&last)), Ok(last.clone()));
        while history.can_undo() {
            history.undo();
        }
        prop_assert_eq!(history.present(), &Project::default());
        while history.can_redo() {
            history.redo();
        }
        prop_assert_eq!(history.present(), &last);
    }

    #[test]
    fn no_file_makes_the_studio_fall(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = out::bring(&bytes, &Project::default());
        let _ = out::bring(&[b"PK\x03\x04".as_slice(), &bytes].concat(), &Project::default());
        let _ = out::from_fragment(&format!("#studio={}", String::from_utf8_lossy(&bytes)));
    }
}
