//! The path through a small catalogue made up for it: what no worked case can pin.

use super::french;
use boussole::app::outcome::Outcome;
use boussole::app::record::Responses;
use boussole::app::value::Value;
use boussole::app::{partner_catalogue, result};
use boussole_content::pack::Pack;
use boussole_domain::heading::{heading, of_permille};
use boussole_domain::path::{Criterion, Match, Path, ResourceAttributes, path};
use boussole_domain::situation::{Horizons, Situation};
use boussole_domain::vocabulary::{Term, TermSet};
use boussole_domain::{Date, Impact, Kind};

/// Answers that give no heading: profile 1400 or 840, need 800, level 400.
fn asked() -> Situation {
    Situation { profile: Term::at(0), usage: Term::at(0), level: Term::at(0), ..Situation::default() }
}

fn nothing(kind: Kind) -> ResourceAttributes {
    ResourceAttributes {
        kind,
        usages: TermSet::default(),
        objectives: TermSet::default(),
        transversal: false,
        impacts: TermSet::default(),
        profiles: TermSet::default(),
        every_profile: false,
        domains: TermSet::default(),
        every_domain: false,
        sdg17: false,
        levels: TermSet::default(),
        maturity: TermSet::default(),
        announced: false,
        retired: false,
        has_address: true,
        third_party: false,
        duplicate: false,
    }
}

/// A resource with an address that [`asked`] gives so many points.
fn worth(kind: Kind, points: u32) -> ResourceAttributes {
    let (profile, usage, level) = match points {
        2600 => (true, true, true),
        2200 => (true, true, false),
        1800 => (true, false, true),
        1400 => (true, false, false),
        1200 => (false, true, true),
        800 => (false, true, false),
        400 => (false, false, true),
        other => panic!("no answers give {other}"),
    };
    let only = |is_listed: bool| TermSet::of(is_listed.then_some(0));
    ResourceAttributes { profiles: only(profile), usages: only(usage), levels: only(level), ..nothing(kind) }
}

fn without_address(mut facets: ResourceAttributes) -> ResourceAttributes {
    facets.has_address = false;
    facets
}

fn third_party(mut facets: ResourceAttributes) -> ResourceAttributes {
    facets.third_party = true;
    facets
}

fn chosen(situation: &Situation, catalogue: &[ResourceAttributes]) -> Path {
    let pack = french();
    path(situation, heading(situation, &pack.heading).as_ref(), catalogue, &pack.rules)
}

/// The places of the path, in the order in which they were taken.
fn taken(situation: &Situation, catalogue: &[ResourceAttributes]) -> Vec<usize> {
    chosen(situation, catalogue).stops.iter().map(|stop| stop.resource).collect()
}

fn scores(catalogue: &[ResourceAttributes]) -> Vec<i32> {
    chosen(&asked(), catalogue).stops.iter().map(|stop| stop.score).collect()
}

use Kind::{Competences as C, Donnees as D, Exemples as E, Methodes as M, Outils as O};

#[test]
fn an_announced_resource_and_one_without_an_address_lose_points() {
    let announced = |facets: ResourceAttributes| ResourceAttributes { announced: true, ..facets };
    let catalogue = [
        announced(worth(M, 2600)),
        without_address(worth(E, 2600)),
        announced(without_address(worth(D, 2600))),
        worth(O, 2600),
    ];
    assert_eq!(scores(&catalogue), [1800, 2400, 1600, 2600], "an address does not spare the announced");
    assert_eq!(scores(&[announced(worth(M, 800)), without_address(worth(E, 400))]), [200], "nothing at 0");
    assert_eq!(scores(&[announced(worth(M, 400)), nothing(E)]), [0; 0], "nothing below 0");
}

#[test]
fn at_most_two_have_no_address() {
    let catalogue: Vec<ResourceAttributes> =
        [M, M, E, E, D, D, O, O, C, C].map(|kind| without_address(worth(kind, 2600))).to_vec();
    assert_eq!(taken(&asked(), &catalogue), [0, 2], "of each kind the best, and no third");
    let mut mixed = catalogue;
    mixed.extend([D, O, C].map(|kind| worth(kind, 400)));
    assert_eq!(taken(&asked(), &mixed), [0, 2, 10, 11, 12], "those that open are no part of the limit");
}

#[test]
fn a_resource_that_opens_goes_before_a_better_one_that_does_not() {
    let catalogue = [
        without_address(worth(M, 2600)),
        worth(M, 400),
        worth(M, 800),
        without_address(worth(E, 1400)),
        worth(D, 400),
        worth(D, 400),
        without_address(worth(D, 2600)),
    ];
    assert_eq!(taken(&asked(), &catalogue), [2, 3, 4, 1, 5, 0], "within a kind, and among the best left");
}

#[test]
fn at_most_three_are_of_a_kind() {
    assert_eq!(taken(&asked(), &[M; 6].map(|kind| worth(kind, 2600))), [0, 1, 2]);
    let catalogue = [worth(M, 2600), worth(M, 2600), worth(M, 2600), worth(M, 2600), worth(E, 400)];
    assert_eq!(taken(&asked(), &catalogue), [0, 4, 1, 2]);
}

#[test]
fn at_most_four_are_of_third_parties() {
    let mut catalogue: Vec<ResourceAttributes> =
        [M, M, E, E, D, D, O, O, C, C].map(|kind| third_party(worth(kind, 2600))).to_vec();
    assert_eq!(taken(&asked(), &catalogue), [0, 2, 4, 6], "not even the best of a kind is a fifth");
    catalogue.extend([M, C].map(|kind| worth(kind, 400)));
    assert_eq!(taken(&asked(), &catalogue), [0, 2, 4, 6, 11, 10], "those of the circle are no part of the limit");
}

#[test]
fn duplicates_and_retired_ones_are_never_proposed_and_nothing_is_when_only_the_start_is_known() {
    let duplicate = ResourceAttributes { duplicate: true, ..worth(M, 2600) };
    let retired = ResourceAttributes { retired: true, ..worth(M, 2600) };
    assert_eq!(taken(&asked(), &[duplicate, retired, worth(M, 400)]), [2]);
    let silent = Situation { start: Date::new(2026, 9, 1), ..Situation::default() };
    assert_eq!(chosen(&silent, &[worth(M, 2600)]), Path::default());
}

/// A resource about a field asked for, among three others: 1680 points for the field.
fn of_field(kind: Kind) -> ResourceAttributes {
    ResourceAttributes { domains: TermSet::of(0..4), ..nothing(kind) }
}

/// A resource for every field and the profile asked for: 2200 points. What it lists besides is no field of its own.
fn of_every_field(kind: Kind) -> ResourceAttributes {
    ResourceAttributes { domains: TermSet::of([0]), every_domain: true, ..worth(kind, 1400) }
}

#[test]
fn three_are_about_the_fields_asked_for_those_taken_included() {
    let situation = Situation { profile: Term::at(0), domains: Term::at(0).into_iter().collect(), ..asked() };
    let catalogue = [
        of_field(M),
        of_every_field(E),
        of_every_field(E),
        of_every_field(E),
        of_every_field(D),
        of_every_field(O),
        of_every_field(C),
        of_field(E),
        of_field(D),
        of_field(D),
        of_field(O),
    ];
    assert_eq!(
        taken(&situation, &catalogue),
        [0, 1, 4, 5, 6, 7, 8, 2, 9],
        "one of a kind, two more, then the best left"
    );
    let few = [of_every_field(M), of_every_field(M), of_every_field(M), of_field(E), of_field(E), of_field(E)];
    assert_eq!(taken(&situation, &few), [0, 3, 4, 5, 1, 2]);
    assert_eq!(taken(&situation, &few[..5]), [0, 3, 4, 1, 2], "as many as there are");
    let elsewhere = Situation { domains: Vec::new(), ..situation };
    assert_eq!(taken(&elsewhere, &few), [0, 1, 2], "only when a field is answered");
}

#[test]
fn a_field_counts_for_less_in_a_resource_about_many() {
    let situation = Situation { domains: [1, 2].into_iter().filter_map(Term::at).collect(), ..Situation::default() };
    let points = |facets: ResourceAttributes| {
        let stop = chosen(&situation, &[facets]).stops.first().cloned();
        stop.map(|stop| (stop.score, stop.why.first().map(|mark| mark.meets)))
    };
    for (listed, score, meets) in [
        (&[1][..], 2400, Match::Full),
        (&[2, 9], 2400, Match::Full),
        (&[1, 2, 3], 2040, Match::Part),
        (&[1, 2, 3, 4], 1680, Match::Part),
        (&[2, 3, 4, 5, 6, 7], 1680, Match::Part),
    ] {
        let own = ResourceAttributes { domains: TermSet::of(listed.iter().copied()), sdg17: true, ..nothing(M) };
        assert_eq!(points(own), Some((score, Some(meets))), "{listed:?}");
    }
    let every = ResourceAttributes { every_domain: true, sdg17: true, ..nothing(M) };
    assert_eq!(points(every), Some((800, Some(Match::Every))));
    let sdg17 = ResourceAttributes { domains: TermSet::of([5]), sdg17: true, ..nothing(M) };
    assert_eq!(points(sdg17), Some((800, Some(Match::Near))));
    assert_eq!(points(ResourceAttributes { domains: TermSet::of([5]), ..nothing(M) }), None);
}

/// Of the first objective 3000, of the second 2000, of all 1500.
fn of_objective(kind: Kind, place: usize) -> ResourceAttributes {
    ResourceAttributes { objectives: TermSet::of([place]), ..nothing(kind) }
}

fn of_every_objective(kind: Kind) -> ResourceAttributes {
    ResourceAttributes { objectives: TermSet::of([0]), transversal: true, ..nothing(kind) }
}

fn two_objectives() -> Situation {
    Situation { objectives: [0, 1].into_iter().filter_map(Term::at).collect(), ..Situation::default() }
}

#[test]
fn two_serve_the_second_objective_those_for_all_included() {
    let firsts = [M, M, E, E, D, D, O, O, C, C].map(|kind| of_objective(kind, 0));
    let with = |more: &[ResourceAttributes]| [&firsts, more].concat();
    let seconds = with(&[of_objective(M, 1), of_objective(E, 1), of_objective(D, 1)]);
    assert_eq!(taken(&two_objectives(), &seconds), [0, 2, 4, 6, 8, 10, 11, 1, 3], "two, then the best left");
    let every = with(&[of_every_objective(M), of_objective(E, 1), of_every_objective(D)]);
    assert_eq!(taken(&two_objectives(), &every), [0, 2, 4, 6, 8, 11, 10, 1, 3]);
    let mut one = two_objectives();
    one.objectives.truncate(1);
    assert_eq!(taken(&one, &seconds), [0, 2, 4, 6, 8, 1, 3, 5, 7], "only with two objectives");
    let only_every = [of_every_objective(M), of_objective(M, 0), of_objective(E, 1), of_objective(E, 1)];
    assert_eq!(taken(&two_objectives(), &only_every), [1, 2, 3, 0], "one of a kind that serves it, and one more");
    let score = |facets: ResourceAttributes| chosen(&two_objectives(), &[facets]).stops[0].score;
    assert_eq!([of_objective(M, 0), of_objective(M, 1), of_every_objective(M)].map(score), [3000, 2000, 1500]);
}

#[test]
fn a_step_ends_when_nine_are_taken() {
    let mut situation = two_objectives();
    situation.domains = Term::at(0).into_iter().collect();
    let catalogue = [
        of_objective(M, 0),
        of_objective(E, 0),
        of_objective(D, 0),
        of_objective(O, 0),
        of_objective(C, 0),
        of_field(M),
        of_field(E),
        of_field(D),
        of_objective(O, 1),
        of_objective(C, 1),
        of_objective(C, 1),
    ];
    assert_eq!(taken(&situation, &catalogue), [0, 1, 2, 3, 4, 5, 6, 7, 8], "the second objective has one of two");
}

#[test]
fn the_explorer_opens_is_for_the_advanced_and_leaves_out_the_main_impact() {
    // Performance and innovation are as great: performance is the main one.
    let horizons = Horizons::new([50, 50, 0]);
    let situation = Situation { horizons, ..asked() };
    let of = |impact: Impact, facets: ResourceAttributes| ResourceAttributes {
        impacts: TermSet::of([impact as usize]),
        ..facets
    };
    let mature = |level: usize, facets: ResourceAttributes| ResourceAttributes {
        maturity: TermSet::of([0, level - 1]),
        ..facets
    };
    let innovation = |points: u32| mature(3, of(Impact::Innovation, worth(M, points)));
    let explorer = |more: &[ResourceAttributes]| {
        let taken = [M; 3].map(|kind| of(Impact::Performance, worth(kind, 2600)));
        let catalogue = [&taken, more].concat();
        chosen(&situation, &catalogue).explorer.map(|stop| stop.resource)
    };
    assert_eq!(explorer(&[innovation(400)]), Some(3), "a fourth method, which the path could not take");
    assert_eq!(explorer(&[innovation(400), innovation(1400), innovation(1400)]), Some(4), "the first in rank");
    assert_eq!(explorer(&[without_address(innovation(2600)), innovation(400)]), Some(4), "one that opens");
    assert_eq!(explorer(&[mature(2, of(Impact::Innovation, worth(M, 2200)))]), None, "for the advanced");
    let main = mature(4, ResourceAttributes { impacts: TermSet::of(0..3), ..worth(M, 2200) });
    assert_eq!(explorer(&[main, innovation(400)]), Some(4), "none with the main impact");
    assert_eq!(explorer(&[ResourceAttributes { duplicate: true, ..innovation(2200) }]), None);
    let own = innovation(2600);
    assert_eq!(chosen(&situation, &[own]).explorer, None, "it is on the path already");

    let silent = Situation { horizons: None, ..situation.clone() };
    let catalogue = [worth(M, 2600), worth(M, 2600), worth(M, 2600), innovation(400)];
    assert_eq!((taken(&silent, &catalogue).len(), chosen(&silent, &catalogue).explorer), (3, None), "no heading, none");
}

#[test]
fn ties_between_reasons_and_between_limits_go_by_the_order_of_the_criteria() {
    // 2200 × 350 / 550 = 1400: as much as the profile gives, and 800 less than in full, as the need.
    let situation = Situation { horizons: Horizons::new([55, 35, 10]), ..asked() };
    let facets = ResourceAttributes { impacts: TermSet::of([Impact::Innovation as usize]), ..worth(M, 1800) };
    let stop = chosen(&situation, &[facets]).stops[0].clone();
    let why: Vec<Criterion> = stop.why.iter().map(|mark| mark.criterion).collect();
    assert_eq!(why, [Criterion::Impact, Criterion::Profile, Criterion::Level]);
    assert_eq!(stop.limit.map(|mark| mark.criterion), Some(Criterion::Impact));
    assert_eq!(chosen(&asked(), &[worth(M, 2600)]).stops[0].limit, None, "nothing is missing");
    let unanswered = Situation { profile: Term::at(0), ..Situation::default() };
    assert_eq!(chosen(&unanswered, &[worth(M, 1400)]).stops[0].limit, None, "what is not answered is no limit");
}

#[test]
fn a_bearing_that_rounds_to_a_full_turn_is_none() {
    let pack = french();
    for (permille, degrees) in [
        ([999, 0, 1], 0.0),
        ([995, 2, 3], 0.0),
        ([993, 3, 4], 359.9),
        ([999, 1, 0], 0.0),
        ([0, 1000, 0], 120.0),
        ([0, 0, 1000], 240.0),
        ([0, 500, 500], 180.0),
    ] {
        let bearing = of_permille(permille.into(), &pack.heading).bearing_degrees();
        assert!((bearing - degrees).abs() < 1e-9, "{permille:?}: {bearing}");
    }
}

#[test]
fn equal_points_are_ranked_by_the_code_units_of_the_ids() {
    let mut pack: Pack = (*french()).clone();
    let item =
        |id: &str| format!(r#"{{"id":"{id}","title":"{id}","kind":"methodes","url":"https://exemple.org/{id}"}}"#);
    // A dictionary passes over the hyphen: coa, co-a, co-b.
    let items = ["coa", "co-b", "co-a"].map(item).join(",");
    let catalogue = format!(r#"{{"schema":"boussole/catalogue/1","mode":"replace","items":[{items}]}}"#);
    let catalogue: Value = serde_json::from_str(&catalogue).unwrap();
    assert_eq!(partner_catalogue::put(&mut pack, &catalogue), Ok(3));
    let result = result::result(&asked(), &Outcome::of(&asked(), &pack), &Responses::default(), &pack);
    let result = serde_json::to_value(result).unwrap();
    let ids: Vec<&str> = result["path"].as_array().unwrap().iter().map(|stop| stop["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["co-a", "co-b", "coa"]);
}
