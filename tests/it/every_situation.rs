//! The 12,800 base situations: 10 profiles × 16 domains × 5 levels × 4 maturities × 4 objectives, the
//! need and the horizons turning with them; and each question left out.

use super::french;
use boussole::app::outcome::Outcome;
use boussole::catalogue::pack::Pack;
use boussole::domain::situation::{Horizons, Question, Situation};
use boussole::domain::vocabulary::Term;
use boussole::domain::{Date, Impact, Lever};
use std::collections::BTreeSet;

fn base() -> impl Iterator<Item = Situation> {
    let splits = [[60, 25, 15], [34, 33, 33], [0, 0, 100], [10, 80, 10], [50, 50, 0]];
    (0..12_800).map(move |number| {
        let mut rest = number;
        let mut digit = |size: usize| {
            let digit = rest % size;
            rest /= size;
            digit
        };
        Situation {
            profile: Term::at(digit(10)),
            domains: Term::at(digit(16)).into_iter().collect(),
            level: Term::at(digit(5)),
            maturity: Term::at(digit(4)),
            objectives: Term::at(digit(4)).into_iter().collect(),
            usage: Term::at(number % 3),
            horizons: Horizons::new(splits[number % splits.len()]),
            start: Date::new(2026, 9, 1),
        }
    })
}

fn holds(situation: &Situation, pack: &Pack) -> Outcome {
    let outcome = Outcome::of(situation, pack);
    let plan = outcome.plan(pack);
    if let Some(heading) = &outcome.heading {
        assert_eq!(heading.permille.values().iter().sum::<u32>(), 1000, "{situation:?}");
        assert!(heading.bearing_tenths < 3600 && heading.sharpness_permille <= 1000, "{situation:?}");
        assert_eq!(heading.balanced, heading.sharpness_permille < pack.heading.balanced_below_permille);
        let matrix = plan.matrix.unwrap();
        let cells = || Lever::ALL.into_iter().flat_map(|lever| Impact::ALL.map(|impact| (lever, impact)));
        assert_eq!(cells().map(|(lever, impact)| *matrix.parts.get(lever).get(impact)).sum::<u32>(), 100_000);
        assert_eq!(cells().map(|(lever, impact)| *matrix.percents.get(lever).get(impact)).sum::<u32>(), 100);
        for lever in Lever::ALL {
            assert_eq!(matrix.parts.get(lever).values().iter().sum::<u32>(), *matrix.levers.get(lever));
            assert_eq!(matrix.percents.get(lever).values().iter().sum::<u32>(), *matrix.lever_percents.get(lever));
        }
    }
    assert_eq!(outcome.heading.is_some(), plan.matrix.is_some());

    let path = &plan.path;
    assert!(path.stops.len() <= pack.rules.path.length);
    assert_eq!(path.stops.is_empty(), situation.is_silent(), "{situation:?}");
    let mut seen: BTreeSet<usize> = path.stops.iter().map(|stop| stop.resource).collect();
    assert_eq!(seen.len(), path.stops.len(), "no resource stands twice");
    for kind in boussole::domain::Kind::ALL {
        let of_kind = path.stops.iter().filter(|stop| pack.facets[stop.resource].kind == kind).count();
        assert!(of_kind <= pack.rules.path.per_kind);
    }
    for stop in path.stops.iter().chain(&path.explorer) {
        assert!(stop.score > 0);
        assert!(stop.why.len() <= 3 && stop.why.iter().all(|mark| mark.points > 0));
        assert!(stop.limit.is_none_or(|mark| mark.answered && mark.points < mark.full));
    }
    if let Some(explorer) = &path.explorer {
        assert!(seen.insert(explorer.resource), "the explorer is not on the path");
        assert!(!pack.facets[explorer.resource].impacts.has_impact(outcome.heading.unwrap().main()));
    }
    outcome
}

#[test]
fn sums_ranges_and_the_path_hold_in_all_12_800_base_situations() {
    let pack = french();
    let mut count = 0;
    for situation in base() {
        let outcome = holds(&situation, &pack);
        let path = &outcome.plan(&pack).path;
        assert_eq!(path.stops.len(), pack.rules.path.length);
        assert!(path.explorer.is_some(), "{situation:?}");
        count += 1;
    }
    assert_eq!(count, 12_800);
}

#[test]
fn the_same_answers_always_give_the_same_outcome() {
    let pack = french();
    for situation in base().step_by(97) {
        let (one, other) = (Outcome::of(&situation, &pack), Outcome::of(&situation, &pack));
        assert_eq!(one, other);
        assert_eq!(one.plan(&pack), other.plan(&pack));
    }
}

#[test]
fn any_subset_of_the_answers_gives_a_useful_outcome() {
    let pack = french();
    for situation in base().step_by(641) {
        for left_out in 0..256_usize {
            let partial = Question::ALL
                .into_iter()
                .enumerate()
                .filter(|(place, _)| left_out & (1 << place) != 0)
                .fold(situation.clone(), |partial, (_, question)| partial.without(question));
            let outcome = holds(&partial, &pack);
            let asks = [Question::Maturity, Question::Objectives, Question::Horizons];
            assert_eq!(outcome.heading.is_some(), asks.iter().any(|question| partial.answers(*question)));
            assert_eq!(outcome.plan(&pack).trajectory.is_some(), partial.answers(Question::Start));
        }
    }
}
