//! The path through a small catalogue made up for it: what no worked case can pin.

use super::french;
use boussole::app::features::content::partner_catalogue;
use boussole::app::journey::outcome::Outcome;
use boussole::app::journey::record::Responses;
use boussole::app::journey::result;
use boussole::app::runtime::value::Value;
use boussole_content::pack::Pack;
use boussole_domain::heading::{from_permille, heading};
use boussole_domain::path::{Criterion, Match, Path, ResourceAttributes, build_path};
use boussole_domain::situation::{Horizons, Situation};
use boussole_domain::vocabulary::{Term, TermSet};
use boussole_domain::{Date, Impact, Kind};

/// Answers that give no heading: profile 1400 or 840, need 800, level 400.
fn situation_asked() -> Situation {
    Situation {
        profile: Term::from_index(0),
        usage: Term::from_index(0),
        level: Term::from_index(0),
        ..Situation::default()
    }
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

/// A resource with an address that [`situation_asked`] gives so many points.
fn resource_worth(kind: Kind, points: u32) -> ResourceAttributes {
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
    let only = |is_listed: bool| TermSet::from_indices(is_listed.then_some(0));
    ResourceAttributes { profiles: only(profile), usages: only(usage), levels: only(level), ..nothing(kind) }
}

fn without_address(mut attributes: ResourceAttributes) -> ResourceAttributes {
    attributes.has_address = false;
    attributes
}

fn third_party(mut attributes: ResourceAttributes) -> ResourceAttributes {
    attributes.third_party = true;
    attributes
}

fn chosen(situation: &Situation, catalogue: &[ResourceAttributes]) -> Path {
    let pack = french();
    build_path(situation, heading(situation, &pack.heading).as_ref(), catalogue, &pack.rules)
}

/// The places of the path, in the order in which they were taken.
fn selected(situation: &Situation, catalogue: &[ResourceAttributes]) -> Vec<usize> {
    chosen(situation, catalogue).stops.iter().map(|stop| stop.resource).collect()
}

fn scores(catalogue: &[ResourceAttributes]) -> Vec<i32> {
    chosen(&situation_asked(), catalogue).stops.iter().map(|stop| stop.score).collect()
}

use Kind::{Competences as C, Donnees as D, Exemples as E, Methodes as M, Outils as O};

#[test]
fn an_announced_resource_and_one_without_an_address_lose_points() {
    let announced = |attributes: ResourceAttributes| ResourceAttributes { announced: true, ..attributes };
    let catalogue = [
        announced(resource_worth(M, 2600)),
        without_address(resource_worth(E, 2600)),
        announced(without_address(resource_worth(D, 2600))),
        resource_worth(O, 2600),
    ];
    assert_eq!(scores(&catalogue), [1800, 2400, 1600, 2600], "an address does not spare the announced");
    assert_eq!(
        scores(&[announced(resource_worth(M, 800)), without_address(resource_worth(E, 400))]),
        [200],
        "nothing at 0"
    );
    assert_eq!(scores(&[announced(resource_worth(M, 400)), nothing(E)]), [0; 0], "nothing below 0");
}

#[test]
fn at_most_two_have_no_address() {
    let catalogue: Vec<ResourceAttributes> =
        [M, M, E, E, D, D, O, O, C, C].map(|kind| without_address(resource_worth(kind, 2600))).to_vec();
    assert_eq!(selected(&situation_asked(), &catalogue), [0, 2], "of each kind the best, and no third");
    let mut mixed = catalogue;
    mixed.extend([D, O, C].map(|kind| resource_worth(kind, 400)));
    assert_eq!(selected(&situation_asked(), &mixed), [0, 2, 10, 11, 12], "those that open are no part of the limit");
}

#[test]
fn a_resource_that_opens_goes_before_a_better_one_that_does_not() {
    let catalogue = [
        without_address(resource_worth(M, 2600)),
        resource_worth(M, 400),
        resource_worth(M, 800),
        without_address(resource_worth(E, 1400)),
        resource_worth(D, 400),
        resource_worth(D, 400),
        without_address(resource_worth(D, 2600)),
    ];
    assert_eq!(selected(&situation_asked(), &catalogue), [2, 3, 4, 1, 5, 0], "within a kind, and among the best left");
}

#[test]
fn at_most_three_are_of_a_kind() {
    assert_eq!(selected(&situation_asked(), &[M; 6].map(|kind| resource_worth(kind, 2600))), [0, 1, 2]);
    let catalogue = [
        resource_worth(M, 2600),
        resource_worth(M, 2600),
        resource_worth(M, 2600),
        resource_worth(M, 2600),
        resource_worth(E, 400),
    ];
    assert_eq!(selected(&situation_asked(), &catalogue), [0, 4, 1, 2]);
}

#[test]
fn at_most_four_are_of_third_parties() {
    let mut catalogue: Vec<ResourceAttributes> =
        [M, M, E, E, D, D, O, O, C, C].map(|kind| third_party(resource_worth(kind, 2600))).to_vec();
    assert_eq!(selected(&situation_asked(), &catalogue), [0, 2, 4, 6], "not even the best of a kind is a fifth");
    catalogue.extend([M, C].map(|kind| resource_worth(kind, 400)));
    assert_eq!(
        selected(&situation_asked(), &catalogue),
        [0, 2, 4, 6, 11, 10],
        "those of the circle are no part of the limit"
    );
}

#[test]
fn duplicates_and_retired_ones_are_never_proposed_and_nothing_is_when_only_the_start_is_known() {
    let duplicate = ResourceAttributes { duplicate: true, ..resource_worth(M, 2600) };
    let retired = ResourceAttributes { retired: true, ..resource_worth(M, 2600) };
    assert_eq!(selected(&situation_asked(), &[duplicate, retired, resource_worth(M, 400)]), [2]);
    let silent = Situation { start: Date::new(2026, 9, 1), ..Situation::default() };
    assert_eq!(chosen(&silent, &[resource_worth(M, 2600)]), Path::default());
}

/// A resource about a field asked for, among three others: 1680 points for the field.
fn attributes_of_field(kind: Kind) -> ResourceAttributes {
    ResourceAttributes { domains: TermSet::from_indices(0..4), ..nothing(kind) }
}

/// A resource for every field and the profile asked for: 2200 points. What it lists besides is no field of its own.
fn attributes_of_every_field(kind: Kind) -> ResourceAttributes {
    ResourceAttributes { domains: TermSet::from_indices([0]), every_domain: true, ..resource_worth(kind, 1400) }
}

#[test]
fn three_are_about_the_fields_asked_for_those_taken_included() {
    let situation = Situation {
        profile: Term::from_index(0),
        domains: Term::from_index(0).into_iter().collect(),
        ..situation_asked()
    };
    let catalogue = [
        attributes_of_field(M),
        attributes_of_every_field(E),
        attributes_of_every_field(E),
        attributes_of_every_field(E),
        attributes_of_every_field(D),
        attributes_of_every_field(O),
        attributes_of_every_field(C),
        attributes_of_field(E),
        attributes_of_field(D),
        attributes_of_field(D),
        attributes_of_field(O),
    ];
    assert_eq!(
        selected(&situation, &catalogue),
        [0, 1, 4, 5, 6, 7, 8, 2, 9],
        "one of a kind, two more, then the best left"
    );
    let few = [
        attributes_of_every_field(M),
        attributes_of_every_field(M),
        attributes_of_every_field(M),
        attributes_of_field(E),
        attributes_of_field(E),
        attributes_of_field(E),
    ];
    assert_eq!(selected(&situation, &few), [0, 3, 4, 5, 1, 2]);
    assert_eq!(selected(&situation, &few[..5]), [0, 3, 4, 1, 2], "as many as there are");
    let elsewhere = Situation { domains: Vec::new(), ..situation };
    assert_eq!(selected(&elsewhere, &few), [0, 1, 2], "only when a field is answered");
}

#[test]
fn a_field_counts_for_less_in_a_resource_about_many() {
    let situation =
        Situation { domains: [1, 2].into_iter().filter_map(Term::from_index).collect(), ..Situation::default() };
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
        let attributes =
            ResourceAttributes { domains: TermSet::from_indices(listed.iter().copied()), sdg17: true, ..nothing(M) };
        assert_eq!(points(attributes), Some((score, Some(meets))), "{listed:?}");
    }
    let every = ResourceAttributes { every_domain: true, sdg17: true, ..nothing(M) };
    assert_eq!(points(every), Some((800, Some(Match::Every))));
    let sdg17 = ResourceAttributes { domains: TermSet::from_indices([5]), sdg17: true, ..nothing(M) };
    assert_eq!(points(sdg17), Some((800, Some(Match::Near))));
    assert_eq!(points(ResourceAttributes { domains: TermSet::from_indices([5]), ..nothing(M) }), None);
}

/// Of the first objective 3000, of the second 2000, of all 1500.
fn attributes_of_objective(kind: Kind, index: usize) -> ResourceAttributes {
    ResourceAttributes { objectives: TermSet::from_indices([index]), ..nothing(kind) }
}

fn attributes_of_every_objective(kind: Kind) -> ResourceAttributes {
    ResourceAttributes { objectives: TermSet::from_indices([0]), transversal: true, ..nothing(kind) }
}

fn two_objectives() -> Situation {
    Situation { objectives: [0, 1].into_iter().filter_map(Term::from_index).collect(), ..Situation::default() }
}

#[test]
fn two_serve_the_second_objective_those_for_all_included() {
    let firsts = [M, M, E, E, D, D, O, O, C, C].map(|kind| attributes_of_objective(kind, 0));
    let with = |more: &[ResourceAttributes]| [&firsts, more].concat();
    let seconds = with(&[attributes_of_objective(M, 1), attributes_of_objective(E, 1), attributes_of_objective(D, 1)]);
    assert_eq!(selected(&two_objectives(), &seconds), [0, 2, 4, 6, 8, 10, 11, 1, 3], "two, then the best left");
    let every =
        with(&[attributes_of_every_objective(M), attributes_of_objective(E, 1), attributes_of_every_objective(D)]);
    assert_eq!(selected(&two_objectives(), &every), [0, 2, 4, 6, 8, 11, 10, 1, 3]);
    let mut one = two_objectives();
    one.objectives.truncate(1);
    assert_eq!(selected(&one, &seconds), [0, 2, 4, 6, 8, 1, 3, 5, 7], "only with two objectives");
    let only_every = [
        attributes_of_every_objective(M),
        attributes_of_objective(M, 0),
        attributes_of_objective(E, 1),
        attributes_of_objective(E, 1),
    ];
    assert_eq!(selected(&two_objectives(), &only_every), [1, 2, 3, 0], "one of a kind that serves it, and one more");
    let score = |attributes: ResourceAttributes| chosen(&two_objectives(), &[attributes]).stops[0].score;
    assert_eq!(
        [attributes_of_objective(M, 0), attributes_of_objective(M, 1), attributes_of_every_objective(M)].map(score),
        [3000, 2000, 1500]
    );
}

#[test]
fn a_step_ends_when_nine_are_taken() {
    let mut situation = two_objectives();
    situation.domains = Term::from_index(0).into_iter().collect();
    let catalogue = [
        attributes_of_objective(M, 0),
        attributes_of_objective(E, 0),
        attributes_of_objective(D, 0),
        attributes_of_objective(O, 0),
        attributes_of_objective(C, 0),
        attributes_of_field(M),
        attributes_of_field(E),
        attributes_of_field(D),
        attributes_of_objective(O, 1),
        attributes_of_objective(C, 1),
        attributes_of_objective(C, 1),
    ];
    assert_eq!(selected(&situation, &catalogue), [0, 1, 2, 3, 4, 5, 6, 7, 8], "the second objective has one of two");
}

#[test]
fn a_stop_says_what_of_the_answers_it_is_for() {
    let mut situation = two_objectives();
    situation.domains = Term::from_index(0).into_iter().collect();
    let general = ResourceAttributes { every_domain: true, transversal: true, ..resource_worth(M, 2600) };
    let catalogue = [general, attributes_of_field(E), attributes_of_objective(D, 1), without_address(nothing(O))];
    let path = chosen(&situation, &catalogue);
    let said = |resource: usize| {
        let stop = path.stops.iter().find(|stop| stop.resource == resource).unwrap();
        (stop.own_domain, stop.objectives.clone())
    };
    assert_eq!(said(0), (false, vec![true, true]), "for all fields is for none of one's own");
    assert!(said(1).0);
    assert_eq!(said(2), (false, vec![false, true]));
    assert!(path.stops.iter().all(|stop| stop.opens == catalogue[stop.resource].has_address));
}

#[test]
fn a_field_that_nothing_is_about_and_opens_is_told() {
    let fields = |indices: &[usize]| indices.iter().copied().filter_map(Term::from_index).collect();
    let situation = Situation { domains: fields(&[0, 1]), ..situation_asked() };
    let empty = |catalogue: &[ResourceAttributes]| chosen(&situation, catalogue).empty_domains;
    let about = |index: usize| ResourceAttributes { domains: TermSet::from_indices([index]), ..nothing(M) };
    assert_eq!(empty(&[about(0)]), fields(&[1]));
    assert_eq!(empty(&[about(0), without_address(about(1))]), fields(&[1]), "what cannot be opened is nothing to read");
    let retired = ResourceAttributes { retired: true, ..about(1) };
    assert_eq!(empty(&[about(0), retired]), fields(&[1]));
    let general = ResourceAttributes { every_domain: true, domains: TermSet::from_indices(0..16), ..nothing(M) };
    assert_eq!(empty(&[general]), fields(&[0, 1]), "what is for all is not about one");
    assert_eq!(empty(&[about(0), about(1)]), []);
    let all = french();
    for index in 0..16 {
        let situation = Situation { domains: fields(&[index]), ..Situation::default() };
        let path = build_path(&situation, None, all.attributes.iter(), &all.rules);
        assert_eq!(path.empty_domains, [], "field {index} has something that opens");
    }
}

#[test]
fn the_explorer_opens_is_for_the_advanced_and_leaves_out_the_main_impact() {
    // Performance and innovation are as great: performance is the main one.
    let horizons = Horizons::new([50, 50, 0]);
    let situation = Situation { horizons, ..situation_asked() };
    let of = |impact: Impact, facets: ResourceAttributes| ResourceAttributes {
        impacts: TermSet::from_indices([impact as usize]),
        ..facets
    };
    let mature = |level: usize, facets: ResourceAttributes| ResourceAttributes {
        maturity: TermSet::from_indices([0, level - 1]),
        ..facets
    };
    let innovation = |points: u32| mature(3, of(Impact::Innovation, resource_worth(M, points)));
    let explorer = |more: &[ResourceAttributes]| {
        let taken = [M; 3].map(|kind| of(Impact::Performance, resource_worth(kind, 2600)));
        let catalogue = [&taken, more].concat();
        chosen(&situation, &catalogue).explorer.map(|stop| stop.resource)
    };
    assert_eq!(explorer(&[innovation(400)]), Some(3), "a fourth method, which the path could not take");
    assert_eq!(explorer(&[innovation(400), innovation(1400), innovation(1400)]), Some(4), "the first in rank");
    assert_eq!(explorer(&[without_address(innovation(2600)), innovation(400)]), Some(4), "one that opens");
    assert_eq!(explorer(&[mature(2, of(Impact::Innovation, resource_worth(M, 2200)))]), None, "for the advanced");
    let main = mature(4, ResourceAttributes { impacts: TermSet::from_indices(0..3), ..resource_worth(M, 2200) });
    assert_eq!(explorer(&[main, innovation(400)]), Some(4), "none with the main impact");
    assert_eq!(explorer(&[ResourceAttributes { duplicate: true, ..innovation(2200) }]), None);
    let attributes = innovation(2600);
    assert_eq!(chosen(&situation, &[attributes]).explorer, None, "it is on the path already");

    let silent = Situation { horizons: None, ..situation.clone() };
    let catalogue = [resource_worth(M, 2600), resource_worth(M, 2600), resource_worth(M, 2600), innovation(400)];
    assert_eq!(
        (selected(&silent, &catalogue).len(), chosen(&silent, &catalogue).explorer),
        (3, None),
        "no heading, none"
    );
}

#[test]
fn ties_between_reasons_and_between_limits_go_by_the_order_of_the_criteria() {
    // 2200 × 350 / 550 = 1400: as much as the profile gives, and 800 less than in full, as the need.
    let situation = Situation { horizons: Horizons::new([55, 35, 10]), ..situation_asked() };
    let attributes =
        ResourceAttributes { impacts: TermSet::from_indices([Impact::Innovation as usize]), ..resource_worth(M, 1800) };
    let stop = chosen(&situation, &[attributes]).stops[0].clone();
    let reason: Vec<Criterion> = stop.why.iter().map(|mark| mark.criterion).collect();
    assert_eq!(reason, [Criterion::Impact, Criterion::Profile, Criterion::Level]);
    assert_eq!(stop.limit.map(|mark| mark.criterion), Some(Criterion::Impact));
    assert_eq!(chosen(&situation_asked(), &[resource_worth(M, 2600)]).stops[0].limit, None, "nothing is missing");
    let unanswered = Situation { profile: Term::from_index(0), ..Situation::default() };
    assert_eq!(
        chosen(&unanswered, &[resource_worth(M, 1400)]).stops[0].limit,
        None,
        "what is not answered is no limit"
    );
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
        let bearing = from_permille(permille.into(), &pack.heading).bearing_degrees();
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
    assert_eq!(partner_catalogue::apply_catalogue(&mut pack, &catalogue), Ok(3));
    let result =
        result::result(&situation_asked(), &Outcome::new(&situation_asked(), &pack), &Responses::default(), &pack);
    let result = serde_json::to_value(result).unwrap();
    let ids: Vec<&str> = result["path"].as_array().unwrap().iter().map(|stop| stop["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["co-a", "co-b", "coa"]);
}
