//! Pictures of the instruments, drawn natively: each shows what the result says, in every situation.

use super::instruments::{after, at};
use super::{french, packs};
use boussole::app::features::instruments::{Rounds, RoundsMsg, agreements, interpretations, sheet_scores};
use boussole::app::journey::preset;
use boussole::app::journey::record::{Field, ResponseKey};
use boussole::app::{HostMsg, InstrumentMsg, Model, Msg, NavigationMsg, View, update};
use boussole::view::gallery;
use boussole_domain::Date;
use boussole_domain::instrument::Agreement;

fn rounds(msg: RoundsMsg) -> InstrumentMsg {
    InstrumentMsg::Rounds(msg)
}

/// The model with a level for each group that has one.
fn with_groups(model: &Model, levels: &[Option<u8>]) -> Model {
    let groups = &model.instrument().unwrap().groups;
    let items = groups.iter().zip(levels).flat_map(|(group, level)| group.items.iter().map(move |_| *level));
    let msgs = (0_u8..).zip(items).map(|(item, level)| InstrumentMsg::RatingSet(item, level));
    after(model, msgs.collect::<Vec<_>>())
}

async fn html(model: &Model) -> String {
    gallery::drawn(model.clone()).await.replace("&#39;", "'").replace("&#x27;", "'")
}

/// The picture, without what stands around it.
async fn picture(model: &Model) -> Option<String> {
    let html = html(model).await;
    let from = html.split("class=\"figure-picture\"").nth(1)?;
    Some(from.split("</svg>").next()?.to_owned())
}

/// The values of an attribute of all elements of a class that begins so.
fn values<'h>(html: &'h str, class: &str, name: &str) -> Vec<&'h str> {
    let tag = |rest: &'h str| rest.split('>').next().unwrap();
    let value = |tag: &'h str| tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    html.split(&format!("class=\"{class}")).skip(1).filter_map(|rest| value(tag(rest))).collect()
}

fn numbers(text: &str) -> Vec<f64> {
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    text.split(|c| !is_number(c)).filter_map(|part| part.parse().ok()).collect()
}

/// Which of the levels in a picture are drawn as the weakest.
fn least(picture: &str) -> Vec<usize> {
    let levels = picture.split("class=\"level").skip(1).enumerate();
    levels.filter(|(_, rest)| rest.starts_with(" level-least")).map(|(index, _)| index).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn the_stool_leans_to_the_shortest_leg_and_says_so() {
    let empty = at("modele");
    assert_eq!(picture(&with_groups(&empty, &[Some(3), Some(0), None])).await, None, "before all is said, no verdict");
    for levels in (0..64_u8).map(|code| [code / 16, code / 4 % 4, code % 4]) {
        let model = with_groups(&empty, &levels.map(Some));
        let instrument = model.instrument().unwrap();
        let scores = sheet_scores(&model.instruments, model.context(), instrument, model.instruments.key);
        let picture = picture(&model).await.unwrap();
        assert_eq!(least(&picture), scores.weakest_groups, "{levels:?}");
        let legs: Vec<f64> = values(&picture, "level", "d").iter().map(|path| -numbers(path)[2]).collect();
        let seat = numbers(values(&picture, "seat", "transform")[0]);
        // The ground is seen from above at half its depth.
        let (rise, depth) = (-seat[1], 1.0 - 2.0 * seat[3]);
        if scores.is_balanced {
            assert_eq!((rise, depth), (0.0, 0.0), "{levels:?}: even legs hold the seat level");
            assert!(legs.iter().all(|leg| (leg - legs[0]).abs() < 0.01));
            continue;
        }
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            assert_eq!(levels[a].cmp(&levels[b]), legs[a].total_cmp(&legs[b]), "{levels:?}: {legs:?}");
        }
        // The seat is lowest over the weakest leg: its height over the foot of each, as the matrix has it.
        let over = |x: f64, front: f64| rise * x + depth * front;
        let heights = [over(-58.0, -20.0), over(58.0, -20.0), over(0.0, 40.0)];
        for weakest in &scores.weakest_groups {
            let lowest = heights.iter().copied().fold(f64::MAX, f64::min);
            assert!((heights[*weakest] - lowest).abs() < 1.5, "{levels:?}: {heights:?}");
        }
        let label = picture.split("aria-label=\"").nth(1).unwrap().split('"').next().unwrap();
        for (group, mean) in instrument.groups.iter().zip(&scores.means) {
            let says = [&group.entry.label, " : ", &mean.unwrap().percent().to_string()].concat();
            assert!(label.replace('\u{a0}', " ").contains(&says.replace('\u{a0}', " ")), "{label} lacks {says}");
        }
        for weakest in &scores.weakest_groups {
            assert!(label.matches(&instrument.groups[*weakest].entry.label).count() == 2, "{label}");
        }
    }
    // What is even is said as the sentence says it.
    let model = with_groups(&empty, &[Some(2); 3]);
    let instrument = model.instrument().unwrap();
    let scores = sheet_scores(&model.instruments, model.context(), instrument, model.instruments.key);
    let sentence = interpretations(&model.instruments, model.context(), instrument, &scores)[0];
    assert!(picture(&model).await.unwrap().contains(sentence), "{sentence}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_spokes_of_a_shape_are_as_long_as_its_levels() {
    for (index, id) in french().instruments.iter().enumerate().filter_map(|(index, instrument)| {
        let is_profile = instrument.result_kind == boussole_content::instrument::ResultKind::Profile;
        is_profile.then_some((index, instrument.id.clone()))
    }) {
        let empty = at(&id);
        let groups = french().instruments[index].groups.len();
        for turn in 0..4_usize {
            let levels: Vec<Option<u8>> = (0..groups).map(|group| u8::try_from((group + turn) % 4).ok()).collect();
            for missing in [None, Some(1), Some(groups - 1)] {
                let mut levels = levels.clone();
                if let Some(missing) = missing {
                    levels[missing] = None;
                }
                let model = with_groups(&empty, &levels);
                let instrument = model.instrument().unwrap();
                let scores = sheet_scores(&model.instruments, model.context(), instrument, model.instruments.key);
                let picture = picture(&model).await.unwrap();
                let radii: Vec<f64> = values(&picture, "level", "d")
                    .iter()
                    .map(|path| numbers(path))
                    .map(|numbers| numbers[2].hypot(numbers[3]))
                    .collect();
                let known: Vec<u8> = levels.iter().flatten().copied().collect();
                assert_eq!(radii.len(), known.len(), "{id}: what is not answered has no spoke");
                for (radius, level) in radii.iter().zip(&known) {
                    let expected = 96.0 * f64::from(*level) / 3.0;
                    assert!((radius - expected).abs() < 0.7, "{id}, {levels:?}: {radius} for {level}");
                }
                assert_eq!(values(&picture, "shape", "d").len(), usize::from(missing.is_none()), "{id}: {levels:?}");
                assert_eq!(least(&picture), scores.weakest_groups, "{id}: {levels:?}");
                // Names stand all around, at equal distances, from the top on.
                for (place, text) in values(&picture, "figure-label", "transform").iter().enumerate() {
                    let at = numbers(text);
                    let turn = at[0].atan2(-at[1]).rem_euclid(core::f64::consts::TAU) / core::f64::consts::TAU;
                    let wanted = f64::from(u32::try_from(place).unwrap()) / f64::from(u32::try_from(groups).unwrap());
                    assert!((turn - wanted).abs() < 0.005, "{id}: {place} stands at {turn}");
                }
                let unanswered = picture.matches("sans réponse").count();
                assert_eq!(unanswered, usize::from(missing.is_some()), "{id}: {picture}");
            }
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_wheel_marks_the_season_of_each_day() {
    let mut model = at("saisons");
    let spans: Vec<(Date, Date)> = model.instrument().unwrap().facts[0]
        .items
        .iter()
        .map(|fact| [&fact.date, &fact.until].map(|date| Date::from_partial(date.as_ref().unwrap()).unwrap()))
        .map(|[from, until]| (from, until))
        .collect();
    let mut day = Date::new(2025, 12, 28).unwrap();
    while day < Date::new(2027, 1, 5).unwrap() {
        model.host.today = Some(day);
        let picture = picture(&model).await.unwrap();
        let season = spans.iter().position(|(from, until)| *from <= day && day < *until);
        let marked = picture.split("class=\"span").skip(1).position(|rest| rest.starts_with(" span-now"));
        assert_eq!(marked, season, "{day}");
        let hand: Vec<f64> = values(&picture, "hand", "transform").iter().map(|text| numbers(text)[0]).collect();
        assert_eq!(hand.len(), usize::from(season.is_some()), "{day}");
        if let Some(season) = season {
            let starts: Vec<f64> = values(&picture, "span", "transform").iter().map(|text| numbers(text)[0]).collect();
            let end = starts.get(season + 1).copied().unwrap_or(360.0);
            assert!(starts[season] <= hand[0] && hand[0] < end, "{day}: {hand:?} of {starts:?}");
            assert!(picture.contains(&model.instrument().unwrap().facts[0].items[season].entry.label), "{picture}");
        }
        day = day.next_day();
    }
    model.host.today = None;
    assert!(!picture(&model).await.unwrap().contains("span-now"));
}

#[test]
fn days_are_counted_from_the_first_of_a_year() {
    for (day, year, expected) in [
        ("2026-01-01", 2026, 0),
        ("2026-12-31", 2026, 364),
        ("2028-03-01", 2028, 60),
        ("2025-12-31", 2026, -1),
        ("2029-01-01", 2028, 366),
        ("2030-06-15", 2026, 1626),
    ] {
        assert_eq!(Date::from_partial(day).unwrap().days_into(year), expected, "{day}");
    }
}

#[test]
fn rounds_go_through_what_matters_first_in_order_and_then_through_nothing() {
    let model = at("charte");
    let around = |rounds: Rounds, item| rounds.around(item, 5);
    assert_eq!(around(Rounds::default(), 2), (vec![0, 1], vec![2, 3, 4]), "none chosen is all");
    let chosen = after(&model, [4, 1, 3, 1].map(|item| rounds(RoundsMsg::ItemToggled(item))));
    assert_eq!(around(chosen.instruments.rounds, 4), (vec![3], vec![4]));
    assert!(!chosen.instruments.rounds.has_chosen(1) && !chosen.instruments.rounds.has_chosen(255));
    let going = after(&chosen, [rounds(RoundsMsg::ItemRequested(3))]);
    assert_eq!(going.instruments.rounds.current, Some(3));
    assert_eq!(*going.instruments.responses, *model.instruments.responses, "nothing of that is an answer");
    assert_eq!(after(&going, [rounds(RoundsMsg::Finished)]).instruments.rounds.current, None);
    let elsewhere = update(&going, Msg::Navigation(NavigationMsg::ViewRequested(View::Instruments))).0;
    assert_eq!(elsewhere.instruments.rounds, Rounds::default());
    let emptied = after(&going, [InstrumentMsg::RatingSet(0, Some(1)), InstrumentMsg::Cleared]);
    assert_eq!(emptied.instruments.rounds, Rounds::default());
}

#[tokio::test(flavor = "current_thread")]
async fn a_round_has_all_parties_side_by_side_and_what_they_come_to() {
    let model = after(&at("charte"), [InstrumentMsg::PartyChosen(1), InstrumentMsg::PartyAdded]);
    let choice = html(&model).await;
    assert_eq!(choice.matches("type=\"checkbox\"").count(), 21);
    assert!(!choice.contains("class=\"question item side\""));
    let by = |party: u8, level: u8| InstrumentMsg::GivenBy(party, Box::new(InstrumentMsg::RatingSet(2, Some(level))));
    let model = after(&model, [rounds(RoundsMsg::ItemRequested(2)), by(0, 3), by(1, 3)]);
    let level = |party: u8| {
        model.instruments.responses.rating(ResponseKey { party, ..model.instruments.key }, Field::Rating(2))
    };
    assert_eq!([0, 1, 2].map(level), [Some(3), Some(3), None]);
    for (third, verdict) in [(None, Agreement::Unsaid), (Some(0), Agreement::Apart), (Some(2), Agreement::Agreed)] {
        let model = after(&model, third.map(|level| by(2, level)));
        assert_eq!(agreements(&model.instruments, model.context(), model.instrument().unwrap())[2], verdict);
        let drawn = html(&model).await;
        assert_eq!(drawn.matches("class=\"question item side\"").count(), 3);
        assert!(drawn.contains("3 sur 21") && !drawn.contains("class=\"block reading\""));
        let name = match verdict {
            Agreement::Agreed => "D’accord",
            Agreement::Apart => "Écart à discuter",
            _ => "À compléter",
        };
        let said = drawn.split("class=\"verdict\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert!(said.ends_with(name), "{said}");
    }
    // The contract has what was said, and what matters first.
    let drawn = html(&after(&model, [rounds(RoundsMsg::ItemToggled(5)), rounds(RoundsMsg::Finished)])).await;
    assert_eq!(drawn.matches("scope=\"row\" role=\"rowheader\"").count(), 2);
    // Nothing said is a form to fill in by hand.
    let drawn = html(&at("charte")).await;
    assert!(drawn.contains("class=\"accord paper-only\""));
    assert_eq!(drawn.matches("scope=\"row\" role=\"rowheader\"").count(), 21);
}

#[tokio::test(flavor = "current_thread")]
async fn governance_opens_one_subject_and_each_says_who_does_what() {
    for pack in packs() {
        let view = View::from_id("gouvernance", &pack).unwrap();
        let empty = update(&Model::new(pack.clone()), Msg::Host(HostMsg::ViewSet(view))).0;
        let model = after(&empty, [InstrumentMsg::ExampleApplied, InstrumentMsg::CellSet(4, 4, None)]);
        let grid = model.instrument().unwrap().grid.clone().unwrap();
        let drawn = html(&model).await;
        let subjects: Vec<&str> = drawn.split("name=\"matters\"").skip(1).collect();
        assert_eq!(subjects.len(), grid.rows.len());
        let is_open = |subject: &&&str| subject.split('>').next().unwrap().contains("open");
        assert_eq!(subjects.iter().filter(is_open).count(), 1);
        for (row, subject) in subjects.iter().enumerate() {
            let summary = subject.split("</summary>").next().unwrap();
            assert!(summary.contains(&grid.rows[row].label));
            assert_eq!(summary.contains("matter-wanting"), row == 4, "{}", grid.rows[row].label);
            for (column, mark) in grid.example[row].iter().enumerate() {
                if let Some(mark) = mark.filter(|_| (row, column) != (4, 4)) {
                    let said = summary.split("class=\"matter-said\">").nth(1).unwrap();
                    let of_mark = said.split(&grid.marks[usize::from(mark)].label).nth(1).unwrap();
                    let of_mark = of_mark.split(". ").next().unwrap();
                    assert!(of_mark.contains(&grid.columns[column]), "{said}: {row} {column}");
                }
            }
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_page_to_take_along_has_one_line_of_an_instrument_that_found_something() {
    let pack = french();
    let (situation, _) = preset::read("profile=association;maturity=1;objectives=hybrider", &pack.vocabulary);
    let given = |levels: [u8; 3]| {
        let model = update(&at("modele"), Msg::Host(HostMsg::SituationSet(situation.clone()))).0;
        let model = with_groups(&model, &levels.map(Some));
        update(&model, Msg::Navigation(NavigationMsg::ViewRequested(View::Summary))).0
    };
    let drawn = html(&given([3, 0, 3])).await;
    assert_eq!(drawn.matches("class=\"gesture-instrument\"").count(), 1);
    assert!(
        drawn.contains("À renforcer d’abord : Ressources financières") || drawn.contains("Ressources financières – ")
    );
    assert!(!html(&given([2, 2, 2])).await.contains("gesture-instrument"), "what is even calls for nothing");
}
