//! The rules of the heading alone, as bytes and numbers: the same that the widget shows, and never a trap.

use super::{data, french, packs};
use boussole::app::View;
use boussole::app::journey::outcome::Outcome;
use boussole::app::runtime::value::Value;
use boussole::view::prerender;
use boussole_domain::heading::from_permille;
use boussole_domain::sensitivity::QUESTIONS;
use boussole_domain::situation::{Horizons, Question, Situation};
use boussole_domain::vocabulary::Term;
use boussole_domain::{Impact, Standing, dial};
use boussole_needle::{ANSWERS, CAPACITY, NUMBERS, VERSION, encode_rules, shown};
use proptest::prelude::*;
use serde_json::Value as Json;

/// Answers as the loader writes them.
fn answers(situation: &Situation) -> [u8; ANSWERS] {
    let [a, b, c] = situation.horizons.map_or([0; 3], |horizons| horizons.amounts().values());
    let from_one = |index: usize| u8::try_from(index).unwrap() + 1;
    let objective = |position: usize| situation.objectives.get(position).map_or(0, |term| from_one(term.index()));
    let maturity = situation.maturity.map_or(0, |term| from_one(term.index()));
    [VERSION, a, b, c, objective(0), objective(1), maturity]
}

/// What the widget shows of a situation.
fn expected(situation: &Situation, outcome: &Outcome) -> [i32; NUMBERS] {
    let small = |number: u32| i32::try_from(number).unwrap();
    let Some(heading) = outcome.heading else { return [0; NUMBERS] };
    let percents = heading.percents();
    let reach = |impact: Impact| small(dial::petal_thousandths(*heading.permille.get(impact)));
    let index =
        |impact: Impact| 1 + small(Impact::ALL.iter().position(|each| *each == impact).unwrap().try_into().unwrap());
    let (first, second) = match heading.standing {
        Standing::Balanced => (0, 0),
        Standing::First(first) => (index(first), 0),
        Standing::Between(first, second) => (index(first), index(second)),
    };
    let bearing = small(heading.bearing_tenths);
    let angle = if bearing > 1800 { bearing - 3600 } else { bearing };
    let firmness = outcome.sensitivity.as_ref().unwrap();
    let bits = |questions: &[Question]| {
        [Question::Maturity, Question::Objectives, Question::Horizons]
            .iter()
            .zip([1, 2, 4])
            .filter_map(|(question, bit)| questions.contains(question).then_some(bit))
            .sum()
    };
    assert!(firmness.undecided.iter().all(|question| !situation.answers(*question)));
    [
        1,
        small(percents.performance),
        small(percents.innovation),
        small(percents.confiance),
        angle,
        reach(Impact::Performance),
        reach(Impact::Innovation),
        reach(Impact::Confiance),
        first,
        second,
        bits(&firmness.undecided),
        bits(&firmness.decisive),
        small(dial::needle_thousandths(heading.sharpness_permille)),
        outcome.bearing_range.left,
        outcome.bearing_range.right,
    ]
}

#[test]
fn every_worked_case_turns_the_needle_as_the_widget_does() {
    let pack = french();
    let rules = encode_rules(&pack.heading).unwrap();
    let cases: Vec<Json> = serde_json::from_str(&data("vectors.json")).unwrap();
    let mut headings = 0;
    for case in &cases {
        let input: Value = serde_json::from_value(case["answers"].clone()).unwrap();
        let situation = boussole::app::journey::answers::read(&input, &pack.vocabulary).unwrap();
        let numbers = shown(&[&answers(&situation)[..], &rules].concat());
        assert_eq!(numbers, expected(&situation, &Outcome::new(&situation, &pack)), "{situation:?}");
        let degrees = case["heading"]["bearing_degrees"].as_f64();
        assert_eq!(degrees, (numbers[0] == 1).then(|| f64::from(numbers[4].rem_euclid(3600)) / 10.0));
        headings += numbers[0];
    }
    assert_eq!((cases.len(), headings > 30), (35, true));
}

#[test]
fn all_answers_that_the_heading_goes_by_turn_it_as_the_widget_does() {
    let pack = french();
    let rules = encode_rules(&pack.heading).unwrap();
    let horizons = [None, Some([34, 33, 33]), Some([100, 0, 0]), Some([0, 50, 50]), Some([20, 41, 39])];
    for horizons in horizons.map(|amounts| amounts.and_then(Horizons::new)) {
        for maturity in [None, Some(0), Some(1), Some(2), Some(3)] {
            for objectives in [vec![], vec![0], vec![2], vec![0, 2], vec![2, 0], vec![3, 1]] {
                let situation = Situation {
                    horizons,
                    maturity: maturity.and_then(Term::from_index),
                    objectives: objectives.into_iter().filter_map(Term::from_index).collect(),
                    ..Situation::default()
                };
                let numbers = shown(&[&answers(&situation)[..], &rules].concat());
                assert_eq!(numbers, expected(&situation, &Outcome::new(&situation, &pack)), "{situation:?}");
            }
        }
    }
}

#[test]
fn the_needle_points_where_the_shares_pull_it() {
    let rules = &french().heading;
    for a in (0..=1000_u32).step_by(7) {
        for b in (0..=1000 - a).step_by(7) {
            let heading = from_permille([a, b, 1000 - a - b].into(), rules);
            let [x, y, z] = heading.permille.values().map(f64::from);
            // Three pulls, worked out as points instead of by the difference of two sides.
            let pull = |turn: f64| {
                (
                    x * turn.cos() + y * (turn - 120_f64.to_radians()).cos() + z * (turn - 240_f64.to_radians()).cos(),
                    turn,
                )
            };
            let at_bearing = pull(heading.bearing_degrees().to_radians()).0;
            for other in [-0.1, 0.1] {
                let beside = pull((heading.bearing_degrees() + other).to_radians()).0;
                assert!(at_bearing >= beside - 1e-9, "{a} {b}: {} is not where they pull", heading.bearing_degrees());
            }
            assert_eq!(heading.percents().values().iter().sum::<u32>(), 100);
        }
    }
}

#[test]
fn what_is_laid_out_otherwise_is_no_heading() {
    let rules = encode_rules(&french().heading).unwrap();
    let good = [&[VERSION, 40, 40, 20, 1, 2, 3][..], &rules].concat();
    assert!(good.len() <= CAPACITY);
    assert_eq!(shown(&good)[0], 1);
    let none = shown(&[]);
    assert_eq!(none[0], 0);
    for length in 0..good.len() {
        assert_eq!(shown(&good[..length]), none, "{length} bytes");
    }
    assert_eq!(shown(&[&good[..], &[0]].concat()), none, "a byte more");
    for (index, value) in [
        (0, 0),
        (0, VERSION + 1),
        (ANSWERS, VERSION + 1),
        (1, 41),
        (4, 5),
        (5, 1),
        (4, 0),
        (6, 5),
        (6, 255),
        (ANSWERS + 16, 33),
    ] {
        let mut bad = good.clone();
        bad[index] = value;
        assert_eq!(shown(&bad), none, "byte {index} is {value}");
    }
}

proptest! {
    #[test]
    fn no_bytes_are_a_trap(bytes in prop::collection::vec(any::<u8>(), 0..CAPACITY), at in 0..25_usize, value: u8) {
        let numbers = shown(&bytes);
        prop_assert!(numbers[0] == 0 || bytes[0] == VERSION);
        // Rules that were changed may be rules, of whatever numbers.
        let mut near = [&[VERSION, 40, 40, 20, 1, 2, 3][..], &encode_rules(&french().heading).unwrap()].concat();
        near[at] = value;
        let numbers = shown(&near);
        prop_assert!(numbers[0] == 0 || numbers[1..4].iter().sum::<i32>() == 100);
    }
}

#[test]
fn the_first_view_has_every_place_that_shows_the_heading() {
    let asked: Vec<Question> = QUESTIONS.into_iter().filter(|question| View::Situate.asks(*question)).collect();
    assert_eq!(asked, [Question::Maturity], "www/loader/needle/heading.js reads what the first view asks");
    for pack in packs() {
        let view = prerender::view(&pack);
        let turning = prerender::needle_plan(&pack, &view).unwrap();
        let class = |path: &Json| -> (String, String, usize) {
            let node = path
                .as_array()
                .unwrap()
                .iter()
                .fold(&view, |node, child| &node[usize::try_from(child.as_u64().unwrap()).unwrap() + 2]);
            // An element whose text is one node, or one that has none.
            (
                node[0].as_str().unwrap().to_owned(),
                node[1]["class"].as_str().unwrap_or_default().to_owned(),
                node.as_array().unwrap().len() - 2,
            )
        };
        let places = &turning["places"];
        let all = |name: &str| places[name].as_array().unwrap().iter().map(class).collect::<Vec<_>>();
        let shape = |tag: &str, class: &str, children| (tag.to_owned(), class.to_owned(), children);
        assert_eq!(all("needles"), [shape("g", "needle needle-resting", 3)]);
        assert_eq!(all("ghosts"), [shape("g", "ghost ghost-none", 1)]);
        assert_eq!(all("ranges"), [shape("path", "range range-none", 0)]);
        assert_eq!(all("middles"), [shape("circle", "middle", 0)]);
        assert_eq!(all("words"), vec![shape("text", "between", 1); 3]);
        assert_eq!(all("sentences"), [shape("p", "compass-main", 1)]);
        assert_eq!(all("firmness"), [shape("p", "compass-firm", 1)]);
        assert_eq!(all("shares"), [shape("dl", "shares", 3)]);
        let three = |of: &dyn Fn(&str) -> (String, String, usize)| Impact::ALL.map(|impact| of(impact.id()));
        assert_eq!(all("petals"), three(&|id| shape("path", &format!("petal petal-{id}"), 0)));
        assert_eq!(all("names"), three(&|id| shape("g", &format!("pole pole-{id}"), 2)));
        assert_eq!(all("poles"), three(&|id| shape("text", &format!("pole-share pole-share-{id}"), 1)));
        assert_eq!(all("amounts"), three(&|_| shape("dd", "", 1)));
        assert_eq!(turning["rules"], serde_json::json!(encode_rules(&pack.heading).unwrap()));
    }
}
