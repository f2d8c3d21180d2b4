//! The instruments: what is given, what it comes to, what follows; and that answers hold it all.

use super::{french, packs};
use boussole::app::features::instruments::{
    Progress, interpretations, progress, recommendations, related_resources, sheet_scores,
};
use boussole::app::journey::answers::{read_all, write_all};
use boussole::app::journey::preset;
use boussole::app::journey::record::{self, Field, MAX_RESPONSE_CHARS, ResponseKey, Responses};
use boussole::app::journey::result;
use boussole::app::runtime::effect::HostEvent;
use boussole::app::runtime::value::Value;
use boussole::app::{Effect, HostMsg, InstrumentMsg, JourneyMsg, Model, Msg, View, update};
use boussole_content::instrument::{Instrument, ResultKind};
use proptest::prelude::*;

pub fn at(id: &str) -> Model {
    let pack = french();
    let view = View::from_id(id, &pack).unwrap();
    update(&Model::new(pack), Msg::Host(HostMsg::ViewSet(view))).0
}

pub fn after(model: &Model, done: impl IntoIterator<Item = InstrumentMsg>) -> Model {
    done.into_iter().fold(model.clone(), |model, one| update(&model, Msg::Instrument(one)).0)
}

fn all(model: &Model, level: impl Fn(u8) -> u8) -> Vec<InstrumentMsg> {
    (0..u8::try_from(model.instrument().unwrap().items()).unwrap())
        .map(|item| InstrumentMsg::RatingSet(item, Some(level(item))))
        .collect()
}

fn instrument(model: &Model) -> &Instrument {
    model.instrument().unwrap()
}

#[test]
fn each_row_of_the_method_has_its_instrument_in_both_languages() {
    let ids = [
        "charte",
        "saisons",
        "maturite-territoire",
        "maturite-organisation",
        "maturite-personne",
        "competences",
        "modele",
        "agir-vite",
        "changement",
        "innovation",
        "valeur",
        "gouvernance",
        "chronologie",
        "glossaire",
    ];
    for pack in packs() {
        let here: Vec<&str> = pack.instruments.iter().map(|instrument| instrument.id.as_str()).collect();
        let missing: Vec<&&str> = ids.iter().filter(|id| !here.contains(*id)).collect();
        assert!(missing.is_empty(), "{}: {missing:?} of {here:?}", pack.messages.code);
        for instrument in pack.instruments.iter() {
            assert!(
                instrument.is_answerable() || !instrument.facts.is_empty(),
                "{} has nothing to do and nothing to tell",
                instrument.id
            );
            assert!(!instrument.origin.source.is_empty() && !instrument.lead.is_empty());
        }
    }
    let english = &packs()[1];
    let same =
        |a: &Instrument, b: &Instrument| a.lead == b.lead || a.remarks.iter().any(|remark| b.remarks.contains(remark));
    assert!(!french().instruments.iter().zip(english.instruments.iter()).any(|(a, b)| same(a, b)), "English is French");
    assert_eq!(french().instruments[0].items(), 21, "7 principles, 7 ways, 7 means");
}

#[test]
fn every_sentence_can_be_said() {
    for index in 0..french().instruments.len() {
        let id = french().instruments[index].id.clone();
        let model = at(&id);
        let instrument = instrument(&model).clone();
        if instrument.interpretations.is_empty() {
            continue;
        }
        let highest = instrument.highest();
        let mut texts: Vec<String> = Vec::new();
        let groups = instrument.groups.len();
        // Everything at each level, then each group lowest, then each stage reached and no further.
        let mut profiles: Vec<Vec<u8>> = (0..=highest).map(|level| vec![level; groups]).collect();
        for group in 0..groups {
            profiles.push((0..groups).map(|other| if other == group { 0 } else { highest }).collect());
            profiles.push((0..groups).map(|other| if other <= group { highest } else { 0 }).collect());
        }
        for levels in profiles {
            let group_of: Vec<usize> = instrument
                .groups
                .iter()
                .enumerate()
                .flat_map(|(position, group)| group.items.iter().map(move |_| position))
                .collect();
            let mut model = after(&model, all(&model, |item| levels[group_of[usize::from(item)]]));
            if instrument.parties > 1 {
                // A partner says the same.
                model = after(&model, [InstrumentMsg::PartyChosen(1)]);
                model = after(&model, all(&model, |item| levels[group_of[usize::from(item)]]));
            }
            let scores = sheet_scores(&model.instruments, model.context(), &instrument, model.instruments.key);
            texts.extend(
                interpretations(&model.instruments, model.context(), &instrument, &scores)
                    .into_iter()
                    .map(str::to_owned),
            );
        }
        // And half-way.
        let model = after(&model, all(&model, |item| (1 + item % 2).min(highest)));
        let scores = sheet_scores(&model.instruments, model.context(), &instrument, model.instruments.key);
        texts.extend(
            interpretations(&model.instruments, model.context(), &instrument, &scores).into_iter().map(str::to_owned),
        );
        for says in &instrument.interpretations {
            assert!(texts.contains(&says.text), "{id}: nothing makes it say {:?}", says.text);
        }
    }
}

#[test]
fn nothing_is_judged_before_all_is_said() {
    let model = after(&at("modele"), [InstrumentMsg::RatingSet(0, Some(0)), InstrumentMsg::RatingSet(8, Some(3))]);
    let scores = sheet_scores(&model.instruments, model.context(), instrument(&model), model.instruments.key);
    assert_eq!((scores.answered, scores.items), (2, 9));
    assert!(interpretations(&model.instruments, model.context(), instrument(&model), &scores).is_empty());
    assert_eq!(progress(&model.instruments, model.context(), 6), Progress::InProgress(2, 9));
}

#[test]
fn the_stage_reached_may_become_the_answer_to_maturity() {
    let model = after(&at("maturite-territoire"), all(&at("maturite-territoire"), |item| if item < 4 { 2 } else { 0 }));
    let (model, effects) = update(&model, Msg::Instrument(InstrumentMsg::MaturityApplied));
    assert_eq!(model.situation.maturity.map(boussole_domain::vocabulary::Term::index), Some(1));
    assert!(model.outcome.heading.is_some() && effects.contains(&Effect::Emit(HostEvent::ResultChanged)));
    let locked = update(
        &at("maturite-territoire"),
        Msg::Host(HostMsg::QuestionsLocked(vec![boussole_domain::situation::Question::Maturity])),
    )
    .0;
    let locked = after(&after(&locked, all(&locked, |_| 2)), [InstrumentMsg::MaturityApplied]);
    assert_eq!(locked.situation.maturity, None, "a locked answer stays as it is");
}

#[test]
fn each_result_leads_to_resources_about_its_weakest_part() {
    let model = at("modele");
    for (group, wanted) in [(0, "comp"), (1, "modèle"), (2, "coop")] {
        let indices = related_resources(model.context(), instrument(&model), group);
        assert_eq!(indices.len(), 3, "group {group}");
        let texts: String = indices
            .iter()
            .map(|index| {
                [&model.content.resources[*index].title, " ", &model.content.resources[*index].summary].concat()
            })
            .collect();
        assert!(texts.to_lowercase().contains(wanted), "{wanted}: {texts}");
    }
    for instrument in french().instruments.iter() {
        for group in 0..instrument.groups.len() {
            assert!(
                !related_resources(model.context(), instrument, group).is_empty(),
                "{} › {} leads nowhere: no resource is found by its label and `words`",
                instrument.id,
                instrument.groups[group].entry.id
            );
        }
    }
}

#[test]
fn what_is_worth_doing_next_follows_the_answers_and_what_is_done() {
    let first = |answers: &str| {
        let pack = french();
        let (situation, _) = preset::read(answers, &pack.vocabulary);
        let model = update(&Model::new(pack), Msg::Host(HostMsg::SituationSet(situation))).0;
        let first = recommendations(&model.instruments, model.context()).remove(0);
        (model.content.instruments[first.index].id.clone(), first.reason)
    };
    assert_eq!(first("profile=collectivite").0, "maturite-territoire");
    assert_eq!(first("profile=collectivite;maturity=3;objectives=co-construire").0, "gouvernance");
    assert_eq!(first("maturity=1;objectives=hybrider;profile=association").0, "modele");
    assert!(first("").1.is_some(), "whoever answered nothing is told of something too");

    let model = at("agir-vite");
    let (situation, _) = preset::read("usage=agir;maturity=1", &model.content.vocabulary);
    let model = update(&model, Msg::Host(HostMsg::SituationSet(situation))).0;
    let index = |model: &Model| {
        recommendations(&model.instruments, model.context())
            .iter()
            .position(|one| model.content.instruments[one.index].id == "agir-vite")
    };
    assert_eq!(index(&model), Some(0));
    let done = after(&model, all(&model, |_| 3));
    assert_eq!(index(&done), Some(french().instruments.len() - 1), "what is done comes last");
    let offered = update(&model, Msg::Host(HostMsg::ViewsSet(vec![View::Instruments, View::Instrument(0)]))).0;
    assert_eq!(
        recommendations(&offered.instruments, offered.context()).len(),
        1,
        "what the host does not offer is not proposed"
    );
}

#[test]
fn instruments_are_listed_as_the_host_names_them_and_what_is_worth_doing_next_stays_first() {
    let listed = |answers: &str, names: &[&str]| {
        let pack = french();
        let views = names.iter().filter_map(|name| View::from_id(name, &pack)).collect();
        let (situation, _) = preset::read(answers, &pack.vocabulary);
        let model = update(&Model::new(pack), Msg::Host(HostMsg::ViewsSet(views))).0;
        let model = update(&model, Msg::Host(HostMsg::SituationSet(situation))).0;
        let all = recommendations(&model.instruments, model.context());
        let ids: Vec<_> = all.iter().map(|one| model.content.instruments[one.index].id.clone()).collect();
        (ids, model.host.enabled_views)
    };
    // Neither of these is worth more than the other, whatever is answered.
    let answers = "profile=collectivite";
    let (ids, views) = listed(answers, &["instruments", "glossaire", "chronologie"]);
    assert_eq!(ids, ["glossaire", "chronologie"]);
    assert_eq!(views[0], View::Instruments);
    let (ids, views) = listed(answers, &["chronologie", "glossaire", "path", "situate", "glossaire"]);
    assert_eq!(ids, ["chronologie", "glossaire"]);
    assert_eq!(views[..2], [View::Situate, View::Path], "steps keep the order of the method");
    let (ids, _) = listed(answers, &["glossaire", "maturite-territoire", "chronologie"]);
    assert_eq!(ids, ["maturite-territoire", "glossaire", "chronologie"]);
    // Whatever is not named is ours, in our order.
    let pack = french();
    let model = Model::new(pack.clone());
    assert_eq!(model.host.enabled_views, View::all(&pack));
}

#[test]
fn parties_come_and_go_and_the_others_keep_what_they_said() {
    let model = after(
        &at("charte"),
        [
            InstrumentMsg::RatingSet(0, Some(3)),
            InstrumentMsg::PartyChosen(1),
            InstrumentMsg::RatingSet(0, Some(1)),
            InstrumentMsg::PartyAdded,
            InstrumentMsg::TextTyped(Field::Name, "La banque".to_owned()),
            InstrumentMsg::RatingSet(0, Some(2)),
        ],
    );
    let key = |party| ResponseKey { party, ..model.instruments.key };
    assert_eq!(model.instruments.key.party, 2);
    assert_eq!(model.instruments.responses.parties(0, instrument(&model)), 3);
    let dropped = after(&model, [InstrumentMsg::PartyChosen(1), InstrumentMsg::PartyRemoved]);
    assert_eq!(dropped.instruments.responses.rating(key(1), Field::Rating(0)), Some(2));
    assert_eq!(dropped.instruments.responses.text(key(1), Field::Name), "La banque");
    assert_eq!(dropped.instruments.responses.rating(key(0), Field::Rating(0)), Some(3));
    let many = after(&model, vec![InstrumentMsg::PartyAdded; 20]);
    assert_eq!(many.instruments.responses.parties(0, instrument(&many)), instrument(&many).parties);
    // A name holds at every moment.
    let renamed = after(
        &dropped,
        [
            InstrumentMsg::PartyChosen(1),
            InstrumentMsg::MomentChosen(2),
            InstrumentMsg::TextTyped(Field::Name, "X".to_owned()),
        ],
    );
    assert_eq!(
        renamed.instruments.responses.text(ResponseKey { moment: 0, ..renamed.instruments.key }, Field::Name),
        "X"
    );
}

#[test]
fn emptying_and_starting_over_can_be_undone() {
    let model = after(&at("modele"), all(&at("modele"), |item| item % 4));
    let emptied = after(&model, [InstrumentMsg::Cleared]);
    assert!(emptied.instruments.responses.is_empty());
    assert_eq!(after(&emptied, [InstrumentMsg::ClearUndone]).instruments.responses, model.instruments.responses);
    let over = update(&model, Msg::Journey(JourneyMsg::StartedOver)).0;
    assert!(over.instruments.responses.is_empty() && !over.has_user_data());
    assert_eq!(
        update(&over, Msg::Journey(JourneyMsg::StartOverUndone)).0.instruments.responses,
        model.instruments.responses
    );
    assert!(update(&model, Msg::Host(HostMsg::ResetRequested)).0.instruments.responses.is_empty());
}

#[test]
fn what_is_out_of_range_changes_nothing() {
    let model = at("modele");
    let tried = after(
        &model,
        [InstrumentMsg::RatingSet(200, Some(1)), InstrumentMsg::RatingSet(0, Some(9)), InstrumentMsg::MaturityApplied],
    );
    assert!(tried.instruments.responses.is_empty());
    let long = after(&at("charte"), [InstrumentMsg::TextTyped(Field::Commitment(0), "é".repeat(5000))]);
    assert_eq!(
        long.instruments.responses.text(long.instruments.key, Field::Commitment(0)).chars().count(),
        MAX_RESPONSE_CHARS
    );
}

#[test]
fn the_example_of_governance_is_the_reports() {
    let model = after(&at("gouvernance"), [InstrumentMsg::ExampleApplied]);
    let grid = instrument(&model).grid.clone().unwrap();
    let mark = |row: &str, column: u8| {
        let row = u8::try_from(grid.rows.iter().position(|entry| entry.id == row).unwrap()).unwrap();
        model
            .instruments
            .responses
            .rating(model.instruments.key, Field::Cell(row, column))
            .map(|index| grid.marks[usize::from(index)].id.as_str())
    };
    // The report, L344 and L349.
    assert_eq!(
        [mark("budget", 0), mark("budget", 3), mark("budget", 4)],
        [Some("controle"), Some("valide"), Some("pilote")]
    );
    assert_eq!(
        [mark("depenses", 5), mark("depenses", 6), mark("depenses", 1)],
        [Some("copilote"), Some("copilote"), None]
    );
}

#[test]
fn answers_and_results_hold_the_instruments_and_nothing_when_there_is_none() {
    let model = after(
        &at("charte"),
        [
            InstrumentMsg::RatingSet(2, Some(3)),
            InstrumentMsg::TextTyped(Field::Commitment(2), "Un bilan par an".to_owned()),
            InstrumentMsg::MomentChosen(1),
            InstrumentMsg::PartyChosen(1),
            InstrumentMsg::RatingSet(0, Some(1)),
        ],
    );
    let json = |value: &Value| serde_json::to_string(value).unwrap();
    let written = write_all(&model.situation, &model.instruments.responses, &model.content);
    assert_eq!(
        json(&written),
        r#"{"instruments":{"charte":[{"moment":"debut","levels":{"charte-p3":3},"commitments":{"charte-p3":"Un bilan par an"}},{"moment":"en-cours","party":1,"levels":{"charte-p1":1}}]}}"#
    );
    assert_eq!(
        read_all(&written, &model.content),
        Ok((model.situation.clone(), (*model.instruments.responses).clone()))
    );
    let result = result::result(&model.situation, &model.outcome, &model.instruments.responses, &model.content);
    assert!(json(&result).contains(r#""charte-p3":3"#));
    assert_eq!(json(&write_all(&model.situation, &Responses::default(), &model.content)), "{}");
}

#[test]
fn every_problem_of_given_records_is_named() {
    let pack = french();
    let problems = |text: &str| {
        let value: Value = serde_json::from_str(text).unwrap();
        let problems = record::read(&value, &pack.instruments).unwrap_err();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ")
    };
    for (text, expected) in [
        ("3", "instruments: expected an object"),
        (r#"{"horoscope":[]}"#, "instruments › horoscope: unknown field"),
        (r#"{"charte":{}}"#, "instruments › charte: expected a list of sheets"),
        (r#"{"charte":[{"moment":"hier"}]}"#, "instruments › charte › 1: unknown id \"hier\""),
        (r#"{"charte":[{"party":6}]}"#, "instruments › charte › 1: more than 6"),
        (r#"{"modele":[{"party":1}]}"#, "instruments › modele › 1: more than 1"),
        (
            r#"{"charte":[{"levels":{"charte-p1":4,"charte-zz":1}}]}"#,
            "instruments › charte › 1 › levels › charte-p1: expected the number of a level | instruments › charte › 1 › levels › charte-zz: unknown id \"charte-zz\"",
        ),
        (
            r#"{"modele":[{"commitments":{"richesses-humaines-1":"x"}}]}"#,
            "instruments › modele › 1 › commitments › richesses-humaines-1: unknown id \"richesses-humaines-1\"",
        ),
        (
            r#"{"gouvernance":[{"cells":{"budget.9":"pilote"}}]}"#,
            "instruments › gouvernance › 1 › cells › budget.9: unknown id \"budget.9\"",
        ),
        (
            r#"{"modele":[{"levels":{"richesses-humaines-1":1}},{"levels":{"richesses-humaines-1":2}}]}"#,
            "instruments › modele › 2: stands twice",
        ),
        (r#"{"modele":[{"levels":null}]}"#, "instruments › modele › 1 › levels: expected an object"),
        (r#"{"modele":[{"humeur":1}]}"#, "instruments › modele › 1 › humeur: unknown field"),
    ] {
        assert_eq!(problems(text), expected, "{text}");
    }
}

#[test]
fn calendars_and_landmarks_have_sources_and_no_promise() {
    let pack = french();
    let seasons = pack.instruments.iter().find(|instrument| instrument.result_kind == ResultKind::Calendar).unwrap();
    assert_eq!(seasons.facts[0].items.len(), 4);
    let facts = pack.instruments.iter().flat_map(|instrument| &instrument.facts).flat_map(|facts| &facts.items);
    assert!(facts.clone().all(|fact| !fact.entry.origin.source.is_empty()));
    let lever = facts.clone().find(|fact| fact.entry.id == "levier").unwrap();
    assert!(lever.entry.description.contains("pas une promesse"));
}

proptest! {
    #[test]
    fn whatever_is_done_can_be_written_and_read_again(
        index in 0..french().instruments.len(),
        done in prop::collection::vec((0..9_u8, any::<u8>(), any::<u8>(), ".{0,12}"), 0..40),
    ) {
        let id = french().instruments[index].id.clone();
        let mut model = at(&id);
        for (what, a, b, text) in done {
            let recorded = match what {
                0..=2 => InstrumentMsg::RatingSet(a % 24, (b < 200).then_some(b % 4)),
                3 => InstrumentMsg::MomentChosen(a % u8::try_from(instrument(&model).moments.len().max(1)).unwrap()),
                4 => InstrumentMsg::PartyChosen(a % model.instruments.responses.parties(model.instruments.key.instrument, instrument(&model))),
                5 => InstrumentMsg::PartyAdded,
                6 if instrument(&model).commits => InstrumentMsg::TextTyped(Field::Commitment(a % 21), text),
                7 if model.instruments.key.party > 0 => InstrumentMsg::PartyRemoved,
                8 if instrument(&model).grid.is_some() => InstrumentMsg::CellSet(a % 10, b % 7, Some(a % 5)),
                _ => InstrumentMsg::ExampleApplied,
            };
            model = after(&model, [recorded]);
        }
        let written = record::write(&model.instruments.responses, &model.content.instruments);
        prop_assert_eq!(record::read(&written, &model.content.instruments), Ok((*model.instruments.responses).clone()));
    }
}
