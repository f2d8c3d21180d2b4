//! The strip of the dates: true to scale, the dates of the list and no others, and no name through another.

use super::{french, packs};
use boussole::app::{Answer, HostMsg, JourneyMsg, Model, Msg, View};
use boussole::view::{export, gallery};
use boussole_content::pack::Pack;
use boussole_domain::Date;
use std::rc::Rc;

const TODAY: &str = "2026-11-24";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn planned(pack: Rc<Pack>, start: Option<&str>, age: &str) -> Model {
    let mut said = vec![
        Msg::Host(HostMsg::TodaySet(day(TODAY))),
        Msg::Journey(JourneyMsg::AgeTyped(age.to_owned())),
        Msg::Host(HostMsg::ViewSet(View::Trajectory)),
    ];
    said.extend(start.map(|start| Msg::Journey(JourneyMsg::Answered(Answer::Start(day(start))))));
    gallery::after(&Model::new(pack), said)
}

/// A text of the strip: where it begins, its line, its words.
type Text = (i32, i32, String);

struct Strip {
    width: i32,
    marks: Vec<i32>,
    stems: Vec<[i32; 3]>,
    names: Vec<Text>,
    list: Vec<Date>,
    ages: Vec<String>,
    html: String,
}

fn number(tag: &str, name: &str) -> i32 {
    let value = tag.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("no {name} in {tag}")).1;
    value.split('"').next().unwrap().parse().unwrap()
}

async fn strip(model: Model) -> Strip {
    let html = gallery::drawn(model).await.replace("&#x27;", "'").replace("&#39;", "'");
    let svg = html.split("<svg class=\"scale\"").nth(1).unwrap().split("</svg>").next().unwrap();
    let tags = |name: &str| -> Vec<&str> { svg.split(&format!("<{name} ")).skip(1).collect() };
    let text = |tag: &&str| {
        let words = tag.split('>').nth(1).unwrap().split('<').next().unwrap();
        (number(&format!(" {tag}"), "x"), number(tag, "y"), words.replace(['\u{a0}', '\u{202f}'], " "))
    };
    let is_age = |tag: &&&str| tag.starts_with("class=\"strip-age\"");
    let list = html.split("class=\"chapters\"").nth(1).unwrap();
    Strip {
        width: number(svg, "width"),
        marks: tags("circle").iter().map(|tag| number(&format!(" {tag}"), "cx")).collect(),
        stems: tags("line")
            .iter()
            .filter(|tag| tag.starts_with("class=\"strip-stem\""))
            .map(|tag| ["x1", "y1", "y2"].map(|name| number(tag, name)))
            .collect(),
        names: tags("text").iter().filter(|tag| !is_age(tag)).map(text).collect(),
        ages: tags("text").iter().filter(is_age).map(|tag| text(tag).2).filter(|age| !age.is_empty()).collect(),
        list: list.split("<time datetime=\"").skip(1).map(|rest| day(rest.get(..10).unwrap())).collect(),
        html,
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_strip_is_true_to_scale_and_shows_the_dates_of_the_list() {
    for start in [None, Some("2026-12-01"), Some("2028-02-29"), Some("1970-01-01"), Some("2100-12-31")] {
        let drawn = strip(planned(french(), start, "")).await;
        let from = day(start.unwrap_or(TODAY));
        assert_eq!(drawn.list.first(), Some(&from));
        let found: Vec<i32> = drawn.marks.iter().map(|x| x - drawn.marks[0]).collect();
        assert_eq!(found.len(), drawn.list.len(), "{start:?}");
        for (px, date) in found.iter().zip(&drawn.list) {
            // 64 px a year, a year of 365.25 days.
            let exact = f64::from(date.unix_day() - from.unix_day()) * 64.0 / 365.25;
            assert!((f64::from(*px) - exact).abs() <= 0.5, "{date} from {from}: {px} px, not {exact}");
        }
        // 18 months are a thumb, 28 years five screens of a telephone.
        let project = from.plus_months(18);
        let at = drawn.list.iter().position(|date| *date == project).unwrap();
        assert!((95..=97).contains(&found[at]), "{start:?}: {}", found[at]);
        assert!(*found.last().unwrap() > 5 * 340 && drawn.width < 2200, "{start:?}");
    }
}

/// The room that a text has: what it takes is measured in `tests/browser/timeline.test.mjs`.
fn width(words: &str) -> i32 {
    i32::try_from(words.chars().count()).unwrap() * 9
}

#[tokio::test(flavor = "current_thread")]
async fn no_name_on_the_strip_reaches_into_another_whatever_the_start() {
    for pack in packs() {
        // 28 years before the first of the fixed marks, and until after the last one.
        let step = if pack.messages.code == "fr" { 2 } else { 17 };
        for (month, today) in (0..600).step_by(step).zip([28, 1, 15].into_iter().cycle()) {
            let start = Date::new(2001, 12, today).unwrap().plus_months(month).to_string();
            let drawn = strip(planned(pack.clone(), Some(&start), "45")).await;
            let context = format!("{start} in {}", pack.messages.code);
            assert_eq!(drawn.list.len(), drawn.marks.len(), "{context}");
            for (index, (x, y, words)) in drawn.names.iter().enumerate() {
                for (other, line, more) in drawn.names.iter().skip(index + 1).filter(|(_, line, _)| line == y) {
                    let apart = if x < other { x + width(words) <= *other } else { other + width(more) <= *x };
                    assert!(apart, "{context}: {words} ({x}) and {more} ({other}) on {line}");
                }
                for [stem, top, bottom] in &drawn.stems {
                    let through = x < stem && *stem < x + width(words) && top < y && y - 10 < *bottom;
                    assert!(!through, "{context}: a line through {words}");
                }
                assert!(0 <= *x && x + width(words) <= drawn.width, "{context}: {words} is cut");
            }
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn where_one_reads_from_the_right_time_goes_to_the_left() {
    let mut pack = (*french()).clone();
    let there = strip(planned(Rc::new(pack.clone()), Some("2026-12-01"), "")).await;
    Rc::make_mut(&mut pack.messages).right_to_left = true;
    let back = strip(planned(Rc::new(pack), Some("2026-12-01"), "")).await;
    let mirrored: Vec<i32> = there.marks.iter().map(|x| there.width - x).collect();
    assert_eq!(back.marks, mirrored);
    assert!(back.marks.iter().all(|x| (0..=back.width).contains(x)));
}

#[tokio::test(flavor = "current_thread")]
async fn a_child_of_today_is_28_at_the_end_and_the_strip_begins_today() {
    let preview = strip(planned(french(), None, "")).await;
    let said = |strip: &Strip, words: &str| {
        strip.html.replace(['\u{a0}', '\u{202f}', '’'], "'").replace('\'', " ").matches(words).count()
    };
    assert_eq!(preview.names.iter().filter(|(_, _, words)| words.starts_with("Aujourd")).count(), 1);
    // In the picture and in the list.
    assert_eq!(said(&preview, "Un enfant né aujourd hui aura 28 ans"), 2);
    let later = strip(planned(french(), Some("2027-03-01"), "")).await;
    assert_eq!((said(&later, "né aujourd hui"), said(&later, "Un enfant né au départ aura 28 ans")), (0, 2));
}

#[tokio::test(flavor = "current_thread")]
async fn her_age_is_said_beside_the_dates_and_kept_nowhere() {
    let none = planned(french(), Some("2026-12-01"), "");
    assert!(strip(none.clone()).await.ages.is_empty());
    for wrong in ["0", "-3", "121", "vieux", "4.5", " "] {
        assert!(strip(planned(french(), Some("2026-12-01"), wrong)).await.ages.is_empty(), "{wrong}");
    }
    let told = planned(french(), Some("2026-12-01"), "45");
    let drawn = strip(told.clone()).await;
    // 2027 to 2054.
    assert_eq!(
        (drawn.ages.len(), drawn.ages.first(), drawn.ages.last()),
        (28, Some(&"46 ans".to_owned()), Some(&"73".to_owned()))
    );
    // At 2030, 2033, 2050 and the three horizons.
    assert_eq!(drawn.html.matches("Vous aurez environ").count(), 6);
    assert_eq!(export::whole_link(&told), export::whole_link(&none));
    assert_eq!(format!("{:?}", export::json(&told, "1")), format!("{:?}", export::json(&none, "1")));
    assert_eq!((export::csv(&told), export::ics(&told)), (export::csv(&none), export::ics(&none)));
    let after =
        gallery::after(&told, [Msg::Journey(JourneyMsg::StartedOver), Msg::Journey(JourneyMsg::StartOverUndone)]);
    assert_eq!(after.form.age, "");
    // A start that is long past: nothing of what was.
    let past = strip(planned(french(), Some("2010-01-01"), "45")).await;
    assert_eq!(past.ages.first().map(String::as_str), Some("45 ans"));
}

#[test]
fn days_are_counted_both_ways() {
    for days in 0..84_000 {
        let date = Date::from_unix_day(days);
        assert_eq!(u64::from(date.unix_day()), days, "{date}");
    }
}
