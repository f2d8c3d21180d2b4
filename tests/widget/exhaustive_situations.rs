//! The 12,800 base situations: 10 profiles × 16 domains × 5 levels × 4 maturities × 4 objectives, the
//! need and the horizons turning with them; and each question left out.

use super::french;
use boussole::app::journey::outcome::Outcome;
use boussole_content::pack::Pack;
use boussole_domain::situation::{Horizons, Question, Situation};
use boussole_domain::vocabulary::Term;
use boussole_domain::{Date, Impact, Lever};
use std::collections::BTreeSet;

pub fn base() -> impl Iterator<Item = Situation> {
    let splits = [[60, 25, 15], [34, 33, 33], [0, 0, 100], [10, 80, 10], [50, 50, 0]];
    (0..12_800).map(move |number| {
        let mut rest = number;
        let mut digit = |size: usize| {
            let digit = rest % size;
            rest /= size;
            digit
        };
        Situation {
            profile: Term::from_index(digit(10)),
            domains: Term::from_index(digit(16)).into_iter().collect(),
            level: Term::from_index(digit(5)),
            maturity: Term::from_index(digit(4)),
            objectives: Term::from_index(digit(4)).into_iter().collect(),
            usage: Term::from_index(number % 3),
            horizons: Horizons::new(splits[number % splits.len()]),
            start: Date::new(2026, 9, 1),
        }
    })
}

fn holds(situation: &Situation, pack: &Pack) -> Outcome {
    let outcome = Outcome::new(situation, pack);
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
    assert_eq!(path.stops.is_empty(), situation.is_empty(), "{situation:?}");
    let mut seen: BTreeSet<usize> = path.stops.iter().map(|stop| stop.resource).collect();
    assert_eq!(seen.len(), path.stops.len(), "no resource stands twice");
    for kind in boussole_domain::Kind::ALL {
        let of_kind = path.stops.iter().filter(|stop| pack.attributes[stop.resource].kind == kind).count();
        assert!(of_kind <= pack.rules.path.per_kind);
    }
    for stop in path.stops.iter().chain(&path.explorer) {
        assert!(stop.score > 0);
        assert!(stop.why.len() <= 3 && stop.why.iter().all(|mark| mark.points > 0));
        assert!(stop.limit.is_none_or(|mark| mark.answered && mark.points < mark.full));
    }
    if let Some(explorer) = &path.explorer {
        assert!(seen.insert(explorer.resource), "the explorer is not on the path");
        assert!(!pack.attributes[explorer.resource].impacts.has_impact(outcome.heading.unwrap().main()));
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
        let (one, other) = (Outcome::new(&situation, &pack), Outcome::new(&situation, &pack));
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
                .filter(|(index, _)| left_out & (1 << index) != 0)
                .fold(situation.clone(), |partial, (_, question)| partial.without(question));
            let outcome = holds(&partial, &pack);
            let asks = [Question::Maturity, Question::Objectives, Question::Horizons];
            assert_eq!(outcome.heading.is_some(), asks.iter().any(|question| partial.answers(*question)));
            assert_eq!(outcome.plan(&pack).trajectory.is_some(), partial.answers(Question::Start));
        }
    }
}

/// The first five of a path are the best of each kind: what a visitor opens first.
const FIRST: usize = 5;

fn assert_first_five_open(situation: &Situation, pack: &Pack) {
    let outcome = Outcome::new(situation, pack);
    let stops = &outcome.plan(pack).path.stops;
    assert!(stops.len() >= FIRST, "{situation:?}");
    for stop in stops.iter().take(FIRST).chain(&outcome.plan(pack).path.explorer) {
        let resource = &pack.resources[stop.resource];
        assert!(resource.link().is_some_and(|link| link.starts_with("https:")), "{} in {situation:?}", resource.id);
    }
}

#[test]
fn the_first_five_always_open() {
    let pack = french();
    for situation in base() {
        assert_first_five_open(&situation, &pack);
    }
    // Any answers, each left out one time in four: up to three fields and two objectives.
    let mut random = super::random(17);
    let mut tried = 0;
    while tried < 600 {
        let mut several = |count: usize, max: usize| {
            let mut indices: Vec<usize> = (0..random(max + 1)).map(|_| random(count)).collect();
            indices.sort_unstable();
            indices.dedup();
            indices
        };
        let (domains, objectives) = (several(16, 3), several(4, 2));
        let mut one =
            |count: usize| if random(4) == 0 { None } else { Term::<()>::from_index(random(count)).map(Term::index) };
        let situation = Situation {
            profile: one(10).and_then(Term::from_index),
            domains: domains.into_iter().filter_map(Term::from_index).collect(),
            level: one(5).and_then(Term::from_index),
            maturity: one(4).and_then(Term::from_index),
            objectives: objectives.into_iter().filter_map(Term::from_index).collect(),
            usage: one(3).and_then(Term::from_index),
            horizons: one(101).and_then(|first| {
                let first = u8::try_from(first).ok()?;
                Horizons::new([first, (100 - first) / 3, 100 - first - (100 - first) / 3])
            }),
            start: None,
        };
        if !situation.is_empty() {
            assert_first_five_open(&situation, &pack);
            tried += 1;
        }
    }
    // Each answer alone but the need, and each pair of profile and field. A need alone gives points to what lists it
    // and to nothing else: no data that opens serves "agir", and the rules then take one that does not.
    let alone = |change: &dyn Fn(&mut Situation)| {
        let mut situation = Situation::default();
        change(&mut situation);
        assert_first_five_open(&situation, &pack);
    };
    for index in 0..16 {
        alone(&|answer| answer.domains = Term::from_index(index).into_iter().collect());
        for profile in 0..10 {
            alone(&|answer| {
                (answer.profile, answer.domains) =
                    (Term::from_index(profile), Term::from_index(index).into_iter().collect());
            });
        }
    }
    (0..10).for_each(|index| alone(&|answer| answer.profile = Term::from_index(index)));
    (0..5).for_each(|index| alone(&|answer| answer.level = Term::from_index(index)));
    (0..4).for_each(|index| alone(&|answer| answer.maturity = Term::from_index(index)));
    (0..4).for_each(|index| alone(&|answer| answer.objectives = Term::from_index(index).into_iter().collect()));
}

#[test]
fn two_fields_have_half_of_their_paths_in_common_at_most() {
    let pack = french();
    let (mut common, mut pairs) = (0, 0);
    for profile in 0..4 {
        for objective in 0..4 {
            let paths: Vec<BTreeSet<usize>> = (0..16)
                .map(|domain| {
                    let situation = Situation {
                        profile: Term::from_index(profile),
                        domains: Term::from_index(domain).into_iter().collect(),
                        objectives: Term::from_index(objective).into_iter().collect(),
                        ..Situation::default()
                    };
                    let outcome = Outcome::new(&situation, &pack);
                    outcome.plan(&pack).path.stops.iter().map(|stop| stop.resource).collect()
                })
                .collect();
            for (index, path) in paths.iter().enumerate() {
                for other in &paths[..index] {
                    common += path.intersection(other).count();
                    pairs += 1;
                }
            }
        }
    }
    assert_eq!(pairs, 120 * 4 * 4);
    let hundredths = common * 100 / pairs;
    println!("{hundredths} hundredths of a resource of nine in common");
    assert!(hundredths <= 480, "{hundredths}");
}
