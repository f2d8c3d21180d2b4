//! Small rules, each with its cases.

use super::french;
use boussole_domain::heading::heading;
use boussole_domain::rounding::largest_remainder;
use boussole_domain::situation::{Horizons, Situation};
use boussole_domain::trajectory::{milestones, season, trajectory};
use boussole_domain::vocabulary::Term;
use boussole_domain::{Date, Impact};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn months_are_added_by_the_calendar_and_clamped_to_the_end_of_the_month() {
    let check = |start: &str, months, expected: &str| assert_eq!(day(start).plus_months(months).to_string(), expected);
    check("2026-08-31", 18, "2028-02-29");
    check("2025-08-31", 18, "2027-02-28");
    check("2026-09-01", 18, "2028-03-01");
    check("2024-02-29", 84, "2031-02-28");
    check("2024-02-29", 336, "2052-02-29");
    check("2100-12-31", 336, "2128-12-31");
    check("1970-01-01", 0, "1970-01-01");
}

#[test]
fn only_days_of_the_calendar_are_dates() {
    for text in [
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-1-1",
        "2026-01-32",
        "1969-12-31",
        "٢٠٢٦-01-01",
        "",
        "2026-09-01 ",
    ] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
    assert!(day("2000-02-29").is_valid_start());
    assert!("2100-02-29".parse::<Date>().is_err());
    assert!(!day("2101-01-01").is_valid_start());
}

#[test]
fn a_season_holds_its_first_day_and_not_the_last_but_at_the_end_of_the_table() {
    let pack = french();
    let name =
        |text: &str| season(day(text), &pack.rules.calendar).map(|index| pack.vocabulary.seasons[index].id.clone());
    assert_eq!(name("2025-12-31"), None);
    assert_eq!(name("2026-01-01").as_deref(), Some("hiver"));
    assert_eq!(name("2026-04-08").as_deref(), Some("hiver"));
    assert_eq!(name("2026-04-09").as_deref(), Some("printemps"));
    assert_eq!(name("2026-12-31").as_deref(), Some("automne"));
    assert_eq!(name("2027-01-01"), None);
}

#[test]
fn milestones_stand_between_the_start_and_the_last_horizon_in_order() {
    let pack = french();
    for start in ["1970-01-01", "2026-09-01", "2030-01-01", "2050-01-02", "2100-12-31"] {
        let start = day(start);
        let all = milestones(start, &pack.months, &pack.rules.calendar);
        let last = *trajectory(start, &pack.months).get(Impact::Confiance);
        assert!(all.is_sorted_by_key(|milestone| milestone.date));
        assert!(all.iter().all(|milestone| start <= milestone.date && milestone.date <= last));
        let reviews = pack.rules.calendar.reviews_months.len();
        assert!(all.len() >= 1 + 3 + reviews, "start, horizons and reviews are always there");
    }
}

#[test]
fn two_objectives_count_two_to_one() {
    let pack = french();
    let of = |objectives: &[usize]| {
        let situation = Situation {
            objectives: objectives.iter().map(|index| Term::from_index(*index).unwrap()).collect(),
            ..Situation::default()
        };
        heading(&situation, &pack.heading).unwrap().permille.values()
    };
    assert_eq!(of(&[0]), [600, 250, 150]);
    // (2 × 15 + 60) / 3, (2 × 50 + 25) / 3, (2 × 35 + 15) / 3
    assert_eq!(of(&[3, 0]), [300, 417, 283]);
}

proptest! {
    #[test]
    fn rounding_keeps_the_sum_and_stays_within_one(total in 0_u64..10_000, shares in any::<[u32; 9]>()) {
        let shares = shares.map(u64::from);
        let sum: u64 = shares.iter().sum();
        let parts = largest_remainder(total, shares);
        prop_assert_eq!(parts.iter().sum::<u64>(), if sum == 0 { 0 } else { total });
        for (part, share) in parts.iter().zip(shares) {
            let floor = (share * total).checked_div(sum).unwrap_or(0);
            prop_assert!(*part == floor || *part == floor + 1);
        }
    }

    #[test]
    fn three_linked_amounts_always_sum_to_one_hundred(first in 0_u8..=100, moves in prop::collection::vec((0_usize..3, any::<u8>()), 1..20)) {
        let mut horizons = Horizons::new([first, 100 - first, 0]).unwrap();
        for (index, amount) in moves {
            let impact = Impact::ALL[index];
            horizons = horizons.with(impact, amount);
            let amounts = horizons.amounts();
            prop_assert_eq!(*amounts.get(impact), amount.min(100));
            prop_assert_eq!(amounts.values().iter().map(|amount| u32::from(*amount)).sum::<u32>(), 100);
        }
    }

    #[test]
    fn a_date_read_is_the_date_written(year in 1970_i32..2200, month in 1_u32..=12, day in 1_u32..=31) {
        if let Some(date) = Date::new(year, month, day) {
            prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
        }
    }
}
