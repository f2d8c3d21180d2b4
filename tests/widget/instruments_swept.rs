//! Every instrument answered in every plain way, in every language: what is said of it is drawn, printed for whoever
//! reads it (`cargo test --test widget instruments_swept -- --nocapture`), and must be neither praise for nothing, nor a
//! contradiction, nor a verdict about what nobody answered.

use super::packs;
use boussole::app::features::instruments::{agreements, interpretations, maturity_from_instrument};
use boussole::app::journey::record::Field;
use boussole::app::{HostMsg, InstrumentMsg, Model, Msg, View, update};
use boussole::view::gallery;
use boussole_content::instrument::{Instrument, ResultKind};
use boussole_content::pack::Pack;
use boussole_domain::instrument::Agreement;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Words of praise, which the lowest answers must never earn: French and English.
const PRAISE: [&str; 18] = [
    "bravo",
    "félicit",
    "pionnier",
    "solide",
    "durable",
    "se tiennent",
    "réunis",
    "équilibré",
    "atteint :",
    "signer",
    "well done",
    "congrat",
    "pioneers",
    "sound",
    "hold together",
    "all four are there",
    "reached:",
    "time to sign",
];

fn at(pack: &Rc<Pack>, id: &str) -> Model {
    update(&Model::new(pack.clone()), Msg::Host(HostMsg::ViewSet(View::from_id(id, pack).unwrap()))).0
}

fn after(model: &Model, done: impl IntoIterator<Item = InstrumentMsg>) -> Model {
    done.into_iter().fold(model.clone(), |model, one| update(&model, Msg::Instrument(one)).0)
}

/// The model with a level for each item that has one.
fn answered(model: &Model, level: impl Fn(usize) -> Option<u8>) -> Model {
    let items = 0..model.instrument().unwrap().items();
    after(model, items.map(|item| InstrumentMsg::RatingSet(u8::try_from(item).unwrap(), level(item))))
}

fn instrument_of(model: &Model) -> Instrument {
    model.instrument().unwrap().clone()
}

/// The group of each item.
fn groups(instrument: &Instrument) -> Vec<usize> {
    let of = |(index, group): (usize, &boussole_content::instrument::Group)| vec![index; group.items.len()];
    instrument.groups.iter().enumerate().flat_map(of).collect()
}

/// What is drawn within each element of a class: as text, one line for each element in it.
fn drawn(html: &str, class: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in html.split(&format!("class=\"{class}\"")).skip(1) {
        let mut depth = 1;
        let mut text = String::new();
        for (index, piece) in part.split('<').enumerate() {
            let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
            let is_void = ["input", "br", "!", "meta"].iter().any(|name| tag.starts_with(name)) || tag.ends_with('/');
            depth += if index == 0 || is_void {
                0
            } else if tag.starts_with('/') {
                -1
            } else {
                1
            };
            if depth == 0 {
                break;
            }
            let is_between = tag.starts_with('/') && !text.ends_with(' ') && !words.trim().is_empty();
            text.push_str(if is_between { " " } else { "" });
            text.push_str(words);
        }
        out.push(text.trim().to_owned());
    }
    out
}

/// What is said of an instrument: the verdict, the sentences, the numbers.
struct RenderedTexts {
    verdict: Vec<String>,
    says: Vec<String>,
    bars: Vec<String>,
    others: Vec<String>,
}

async fn rendered_texts(model: &Model) -> RenderedTexts {
    let html = gallery::drawn(model.clone()).await;
    // What leads on names resources, which are not what the answers come to.
    let html = html.split("class=\"onward\"").next().unwrap_or("").replace("&#39;", "'").replace("&quot;", "\"");
    let texts =
        |class: &str| -> Vec<String> { drawn(&html, class).into_iter().filter(|text| !text.is_empty()).collect() };
    RenderedTexts {
        verdict: texts("reading-main"),
        says: texts("reading-says"),
        bars: texts("bar-said"),
        others: [texts("grid-verdict"), texts("accord-summary"), texts("accord-talk")].concat(),
    }
}

fn print(model: &Model, how: &str, texts: &RenderedTexts) {
    let instrument = model.instrument().unwrap();
    println!("[{}] {} – {how}", model.content.messages.code, instrument.label);
    for text in texts.verdict.iter().chain(&texts.says).chain(&texts.others) {
        println!("    {text}");
    }
    println!("    {}", texts.bars.join(" | "));
}

/// Ways to answer all items: a name, and the level of an item in a group.
type Way = (&'static str, fn(usize, usize, u8) -> u8);
const WAYS: [Way; 7] = [
    ("all lowest", |_, _, _| 0),
    ("all low", |_, _, highest| highest / 2),
    ("all high", |_, _, highest| highest - highest / 2),
    ("all highest", |_, _, highest| highest),
    ("mixed", |item, _, highest| u8::try_from(item % (usize::from(highest) + 1)).unwrap()),
    ("first group lowest", |_, group, highest| if group == 0 { 0 } else { highest }),
    ("last group lowest", |_, group, highest| if group == 0 { highest } else { 0 }),
];

#[tokio::test(flavor = "current_thread")]
async fn nothing_is_said_of_nothing_and_the_lowest_is_never_praised() {
    for pack in packs() {
        for id in
            pack.instruments.iter().filter(|instrument| instrument.items() > 0).map(|instrument| instrument.id.clone())
        {
            let empty = at(&pack, &id);
            let (instrument, highest) = (instrument_of(&empty), instrument_of(&empty).highest());
            let of = groups(&instrument);
            let context = format!("{id} in {}", pack.messages.code);

            // Nobody said anything, or not all: no sentence judges it.
            let nothing = rendered_texts(&empty).await;
            print(&empty, "unanswered", &nothing);
            assert!(
                nothing.verdict.is_empty() && nothing.says.is_empty(),
                "{context}, unanswered: {:?}",
                nothing.verdict
            );
            assert_eq!(maturity_from_instrument(&empty.instruments, empty.context()), None, "{context}");
            for (name, level) in [("one lowest", 0), ("one highest", highest)] {
                let one = answered(&empty, |item| (item == 0).then_some(level));
                let partly = rendered_texts(&one).await;
                print(&one, name, &partly);
                assert!(partly.says.is_empty(), "{context}, {name}: {:?}", partly.says);
                let settled = instrument.result_kind == ResultKind::Stage
                    && (level < highest || of.iter().filter(|item| **item == 0).count() == 1);
                assert!(partly.verdict.is_empty() || settled, "{context}, {name}: {:?}", partly.verdict);
            }

            let mut texts: Vec<BTreeSet<String>> = Vec::new();
            for (name, level) in WAYS {
                let model = answered(&empty, |item| Some(level(item, of[item], highest)));
                let all = rendered_texts(&model).await;
                print(&model, name, &all);
                assert!(
                    all.says.len() < 3,
                    "{context}, {name}: too many sentences to be one judgement: {:?}",
                    all.says
                );
                // Numbers agree with the answers, and are rounded.
                let mut per_group = vec![(0.0, 0.0, 0_usize); instrument.groups.len()];
                for (item, group) in of.iter().enumerate() {
                    let level = level(item, *group, highest);
                    per_group[*group].0 += f64::from(level);
                    per_group[*group].1 += f64::from(highest);
                    per_group[*group].2 += usize::from(level == highest);
                }
                for (bar, (sum, max, held)) in all.bars.iter().zip(&per_group) {
                    let number: String = bar.chars().take_while(char::is_ascii_digit).collect();
                    let expected = if instrument.result_kind == ResultKind::Stage {
                        held.to_string()
                    } else {
                        (sum / max * 100.0).round().to_string()
                    };
                    assert_eq!(number, expected, "{context}, {name}: {bar}");
                }
                // A stage needs all before it.
                if instrument.result_kind == ResultKind::Stage {
                    let full = |group: usize| {
                        (0..of.len()).all(|item| of[item] != group || level(item, group, highest) == highest)
                    };
                    let reached = (0..instrument.groups.len()).take_while(|group| full(*group)).count();
                    let label = &instrument.groups[reached.saturating_sub(1)].entry.label;
                    assert!(all.verdict[0].contains(label.as_str()), "{context}, {name}: {:?}", all.verdict);
                    assert_eq!(
                        maturity_from_instrument(&model.instruments, model.context()).map(|stage| stage.index() + 1),
                        Some(reached).filter(|item| *item > 0 && instrument.feeds_maturity),
                        "{context}, {name}"
                    );
                    assert_eq!(all.says.len(), 1, "{context}, {name}: each stage has its sentence");
                }
                texts.push(all.verdict.into_iter().chain(all.says).collect());
            }
            let lowest = texts[0].iter().cloned().collect::<Vec<_>>().join(" ").to_lowercase();
            for word in PRAISE {
                assert!(!lowest.contains(word), "{context}, all lowest: {word} in {lowest}");
            }
            let better = if instrument.result_kind == ResultKind::Stage { &texts[3..4] } else { &texts[2..4] };
            assert!(better.iter().all(|item| texts[0].is_disjoint(item)), "{context}: lowest as high: {:?}", texts[0]);
        }
    }
}

/// In a language other than the easy form, which takes its sentences from French.
#[tokio::test(flavor = "current_thread")]
async fn both_languages_say_as_much() {
    let [french, english, ..] = packs().try_into().map(|all: [Rc<Pack>; 3]| all).unwrap();
    let mut random = super::random(17);
    for id in
        french.instruments.iter().filter(|instrument| instrument.items() > 0).map(|instrument| instrument.id.clone())
    {
        for _ in 0..60 {
            let levels: Vec<u8> = (0..instrument_of(&at(&french, &id)).items())
                .map(|_| u8::try_from(random(usize::from(instrument_of(&at(&french, &id)).highest()) + 1)).unwrap())
                .collect();
            let count = |pack: &Rc<Pack>| {
                let model = answered(&at(pack, &id), |item| Some(levels[item]));
                let profile = boussole::app::features::instruments::sheet_scores(
                    &model.instruments,
                    model.context(),
                    &instrument_of(&model),
                    model.instruments.key,
                );
                let indices: Vec<usize> =
                    interpretations(&model.instruments, model.context(), &instrument_of(&model), &profile)
                        .into_iter()
                        .map(|text| {
                            instrument_of(&model).interpretations.iter().position(|says| says.text == text).unwrap()
                        })
                        .collect();
                indices
            };
            assert_eq!(count(&french), count(&english), "{id}: {levels:?}");
        }
    }
}

#[test]
fn more_never_means_a_lower_stage_and_a_tie_has_no_weakest() {
    let pack = super::french();
    let mut random = super::random(23);
    for id in pack
        .instruments
        .iter()
        .filter(|instrument| instrument.result_kind == ResultKind::Stage)
        .map(|instrument| instrument.id.clone())
    {
        let empty = at(&pack, &id);
        let items = instrument_of(&empty).items();
        let reached = |levels: &[Option<u8>]| {
            let model = answered(&empty, |item| levels[item]);
            let profile = boussole::app::features::instruments::sheet_scores(
                &model.instruments,
                model.context(),
                &instrument_of(&model),
                model.instruments.key,
            );
            boussole_domain::instrument::stage(&profile).map_or(0, |stage| stage.reached)
        };
        for _ in 0..200 {
            let mut levels: Vec<Option<u8>> =
                (0..items).map(|_| u8::try_from(random(6)).ok().map(|level| level.min(2))).collect();
            let before = reached(&levels);
            let item = random(items);
            levels[item] = Some(2);
            assert!(reached(&levels) >= before, "{id}: {levels:?}");
        }
        assert_eq!(reached(&vec![Some(1); items]), 0, "{id}: all in part is no level at all");
    }
    for id in ["modele", "changement", "agir-vite", "valeur"] {
        let empty = at(&pack, id);
        let of = groups(&instrument_of(&empty));
        let model = answered(&empty, |item| Some(if of[item] < 2 { 0 } else { 3 }));
        let profile = boussole::app::features::instruments::sheet_scores(
            &model.instruments,
            model.context(),
            &instrument_of(&model),
            model.instruments.key,
        );
        assert_eq!(profile.weakest_groups, [0, 1], "{id}");
        let singled = interpretations(&model.instruments, model.context(), &instrument_of(&model), &profile).len();
        assert_eq!(singled, 0, "{id}: two are as weak, and none is singled out");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_charter_has_four_verdicts_and_one_for_what_is_missing() {
    for pack in packs() {
        let empty = at(&pack, "charte");
        let scale = instrument_of(&empty).scale;
        for ours in 0..4_u8 {
            for theirs in 0..4_u8 {
                let model = after(&answered(&empty, |_| Some(ours)), [InstrumentMsg::PartyChosen(1)]);
                let model = answered(&model, |_| Some(theirs));
                let expected = match (ours.min(theirs), ours.max(theirs)) {
                    (0, 0) => Agreement::Unraised,
                    (2.., _) => Agreement::Agreed,
                    (min, max) if max - min >= 2 => Agreement::Apart,
                    _ => Agreement::Discussed,
                };
                assert!(
                    agreements(&model.instruments, model.context(), &instrument_of(&model))
                        .iter()
                        .all(|accord| *accord == expected),
                    "{ours} {theirs}"
                );
                let all = rendered_texts(&model).await;
                print(&model, &format!("{} / {}", scale[usize::from(ours)], scale[usize::from(theirs)]), &all);
                let signs =
                    all.says.iter().any(|text| ["signer", "sign,", "Signez"].iter().any(|word| text.contains(word)));
                assert_eq!(signs, expected == Agreement::Agreed, "{:?}", all.says);
            }
        }
        // Somebody who has not said, or one lever that is not agreed: nothing to sign.
        let ours = answered(&empty, |_| Some(3));
        let one_less =
            answered(&after(&ours, [InstrumentMsg::PartyChosen(1)]), |item| Some(if item == 7 { 1 } else { 3 }));
        for model in [ours, one_less] {
            let all = rendered_texts(&model).await;
            print(&model, "not all agreed", &all);
            assert!(all.says.is_empty(), "{:?}", all.says);
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_table_says_nothing_of_rows_that_nobody_filled() {
    for pack in packs() {
        let empty = at(&pack, "gouvernance");
        let grid = instrument_of(&empty).grid.unwrap();
        assert!(rendered_texts(&empty).await.others.is_empty(), "{}", pack.messages.code);
        let rows = || 0..u8::try_from(grid.rows.len()).unwrap();
        let label = |row: u8| grid.rows[usize::from(row)].label.clone();
        let share = grid.shares.unwrap();
        let all = |mark: u8| rows().map(move |row| InstrumentMsg::CellSet(row, 0, Some(mark)));
        let first = InstrumentMsg::CellSet(0, 0, Some(grid.steers));
        let cases: [(&str, Vec<InstrumentMsg>); 6] = [
            ("one row steered", vec![first.clone()]),
            ("one row checked", vec![InstrumentMsg::CellSet(0, 0, Some(4))]),
            ("one co-steers alone", all(share).collect()),
            ("all steered", all(grid.steers).collect()),
            ("two steer", all(grid.steers).chain([InstrumentMsg::CellSet(0, 1, Some(grid.steers))]).collect()),
            ("two co-steer", all(share).chain(rows().map(|row| InstrumentMsg::CellSet(row, 1, Some(share)))).collect()),
        ];
        for (name, done) in cases {
            let model = after(&empty, done);
            let texts = rendered_texts(&model).await;
            print(&model, name, &texts);
            let text = texts.others.concat();
            let complete = pack.messages.get(boussole_content::i18n::Key::GridComplete);
            let is_complete = ["all steered", "two co-steer"].contains(&name);
            assert_eq!(text.contains(complete), is_complete, "{name}: {text}");
            let missing = pack.messages.get(boussole_content::i18n::Key::GridMissing).split('{').next().unwrap();
            let accused = text.split(missing).nth(1).unwrap_or("").split('.').next().unwrap_or("").to_owned();
            let named = |row: u8| accused.contains(&label(row));
            match name {
                "one row steered" => assert!(accused.is_empty(), "{text}"),
                "one row checked" => assert!(named(0) && !named(1), "{text}"),
                "one co-steers alone" => assert!(rows().all(named), "{text}"),
                _ => assert!(accused.is_empty(), "{name}: {text}"),
            }
        }
    }
}

#[test]
fn progress_is_not_made_of_answers_that_are_missing() {
    let pack = super::french();
    let model = at(&pack, "valeur");
    let before = after(&model, (0..3).map(|item| InstrumentMsg::RatingSet(item, Some(if item == 0 { 3 } else { 0 }))));
    let model = after(&before, [InstrumentMsg::MomentChosen(1), InstrumentMsg::RatingSet(0, Some(3))]);
    let level = |moment: u8, item: u8| {
        model.instruments.responses.rating(
            boussole::app::journey::record::ResponseKey { moment, ..model.instruments.key },
            Field::Rating(item),
        )
    };
    assert_eq!((level(0, 1), level(1, 1)), (Some(0), None));
    let of = |moment| {
        model.instruments.responses.ratings(
            boussole::app::journey::record::ResponseKey { moment, ..model.instruments.key },
            &instrument_of(&model),
        )
    };
    let moved = boussole_domain::instrument::progress(&of(0), &of(1), 3);
    assert_eq!(moved[0], Some(0), "only what is answered twice has moved");
}
