//! The picture says what the sentence says: the needle's tip, worked out from the drawing alone, stands in the zone of
//! the names that are read; petals are the shares; the arc holds all that the needle may still point to.

use super::exhaustive_situations::base;
use super::headings::{Reader, named, permille, readers};
use super::packs;
use boussole::app::journey::outcome::Outcome;
use boussole::app::{HostMsg, Model, Msg, View};
use boussole::view::{export, gallery, phrases};
use boussole_content::pack::Pack;
use boussole_domain::situation::{Horizons, Question, Situation};
use boussole_domain::vocabulary::Term;
use std::collections::BTreeSet;

/// A point or a length may be drawn so far off, in units of the drawing: of 0.1 degrees and 0.1 units.
const OFF: f64 = 0.25;

/// The numbers of a text, in its order.
fn numbers(text: &str) -> Vec<f64> {
    text.split(|letter: char| !(letter.is_ascii_digit() || "-.".contains(letter)))
        .filter_map(|number| number.parse().ok())
        .collect()
}

/// The elements of a class, each as the text of its tag and what stands before the next.
fn elements<'a>(dial: &'a str, class: &str) -> Vec<&'a str> {
    let has_class = |tag: &&str| {
        let classes = tag.split_once("class=\"").map_or("", |(_, rest)| rest.split('"').next().unwrap());
        classes.split(' ').any(|name| name == class)
    };
    dial.split('<').filter(has_class).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    tag.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest.split('"').next().unwrap())
}

fn turned(degrees: f64, (x, y): (f64, f64)) -> (f64, f64) {
    let (sin, cos) = degrees.to_radians().sin_cos();
    (x * cos - y * sin, x * sin + y * cos)
}

/// How far inside a shape with straight sides a point is: less than 0 outside. The shape is no wider than half a turn.
fn depth(corners: &[(f64, f64)], (x, y): (f64, f64)) -> f64 {
    let sides = corners.iter().zip(corners.iter().cycle().skip(1));
    let depths = sides.map(|((ax, ay), (bx, by))| {
        let (dx, dy) = (bx - ax, by - ay);
        ((y - ay) * dx - (x - ax) * dy) / dx.hypot(dy)
    });
    let depths: Vec<f64> = depths.filter(|depth| depth.is_finite()).collect();
    let (min, max) = depths.iter().fold((f64::MAX, f64::MIN), |(min, max), depth| (min.min(*depth), max.max(*depth)));
    min.max(-max)
}

/// A dial as it is drawn.
struct Drawn {
    /// Degrees, and the length in units.
    needle: (f64, f64),
    petals: Vec<f64>,
    /// The class and the transformation of the needle, as they stand.
    needle_text: (String, String),
    /// The zone between two impacts, by the one that it leaves out.
    rays: Vec<Vec<(f64, f64)>>,
    middle: f64,
    is_middle_said: bool,
    /// The impacts that are named, and the words between two of them, by the impact that they leave out.
    named: (Vec<usize>, Vec<usize>),
    /// Where the arc begins and how many degrees it has; none where there is none.
    range: Option<(f64, f64)>,
    range_text: String,
}

fn read(html: &str) -> Drawn {
    let dial = html.split_once("<svg class=\"dial\"").unwrap().1.split("</svg>").next().unwrap();
    let one = |class: &str| {
        let all = elements(dial, class);
        assert_eq!(all.len(), 1, "{class}");
        all[0]
    };
    let needle = attribute(one("needle"), "transform");
    let [angle, wide, long] = numbers(needle)[..] else { panic!("{needle}") };
    assert_eq!(wide.to_bits(), 1_f64.to_bits());
    let tip = numbers(attribute(one("needle-north"), "d"))[1].abs();
    let ray = |piece: &&str| {
        let degrees = numbers(attribute(piece, "transform"))[0];
        let shape = dial.split_once(piece).unwrap().1.split("<path ").nth(1).unwrap();
        let corners = numbers(attribute(&format!(" {shape}"), "d"));
        corners.chunks(2).map(|corner| turned(degrees, (corner[0], corner[1]))).collect()
    };
    let range = one("range");
    let length = numbers(attribute(range, "stroke-dasharray"));
    let is_named = |class: &str| {
        let all = elements(dial, class);
        let named = all.iter().enumerate().filter(|(_, tag)| attribute(&format!(" {tag}"), "class").contains("named"));
        named.map(|(index, _)| index).collect::<Vec<usize>>()
    };
    Drawn {
        needle: (angle, long * tip),
        petals: elements(dial, "petal").iter().map(|petal| numbers(attribute(petal, "transform"))[0]).collect(),
        needle_text: (attribute(&format!(" {}", one("needle")), "class").to_owned(), needle.to_owned()),
        rays: elements(dial, "zone").iter().map(ray).collect(),
        middle: numbers(attribute(one("middle"), "r"))[0],
        is_middle_said: one("middle").contains("middle-said"),
        named: (is_named("pole"), is_named("between")),
        range: (!range.contains("range-none"))
            .then(|| (numbers(attribute(range, "transform"))[0], length[0] / length[1] * 360.0)),
        range_text: format!(
            "transform=\"{}\" stroke-dasharray=\"{}\"",
            attribute(range, "transform"),
            attribute(range, "stroke-dasharray")
        ),
    }
}

fn with(reader: &Reader, situation: &Situation) -> Model {
    let messages = [Msg::Host(HostMsg::SituationSet(situation.clone())), Msg::Host(HostMsg::ViewSet(View::Heading))];
    gallery::after(&reader.model, messages)
}

async fn check(reader: &Reader, situation: &Situation) {
    let model = with(reader, situation);
    let drawn = read(&gallery::drawn(model.clone()).await);
    let Some(shares) = permille(situation) else {
        assert_eq!(drawn.needle_text, ("needle needle-resting".to_owned(), "rotate(0.0) scale(1 0.000)".to_owned()));
        assert_eq!((drawn.petals, drawn.range, drawn.named), (vec![0.0; 3], None, (vec![], vec![])));
        return;
    };
    let heading = model.outcome.heading.unwrap();
    let mut said = named(&reader.said(|ctx| phrases::heading(ctx, &heading)), &reader.impacts);
    said.sort_unstable();
    let told = format!("{shares:?} {situation:?}");
    let (angle, length) = drawn.needle;
    let tip = turned(angle, (0.0, -length));
    let left_out = |index: &usize| said.len() == 2 && !said.contains(index);
    let between: Vec<usize> = (0..3).filter(left_out).collect();
    // The tip stands where the sentence says.
    assert_eq!((&drawn.named.0, &drawn.named.1, drawn.is_middle_said), (&said, &between, said.is_empty()), "{told}");
    if said.is_empty() {
        assert!(length < drawn.middle + OFF, "{told}: {length}");
        assert!(drawn.needle_text.0.contains("needle-balanced"), "{told}");
    } else {
        assert!(length > drawn.middle - OFF, "{told}: {length}");
        assert_eq!(drawn.needle_text.0, "needle", "{told}");
        for (index, ray) in drawn.rays.iter().enumerate() {
            let depth = depth(ray, tip);
            assert!(if between.contains(&index) { depth > -OFF } else { depth < OFF }, "{told}: {index} {depth}");
        }
        let off = |index: &usize| {
            ((angle - 120.0 * f64::from(u32::try_from(*index).unwrap()) + 180.0).rem_euclid(360.0) - 180.0).abs()
        };
        let nearest = (0..3).min_by(|a, b| off(a).total_cmp(&off(b))).unwrap();
        assert!(said.contains(&nearest), "{told}: {angle}");
    }
    // A petal is as large as its share.
    for (petal, share) in drawn.petals.iter().zip(shares) {
        let share = f64::from(u32::try_from(share).unwrap()) / 1000.0;
        assert!((petal * petal - share).abs() < 0.002, "{told}: {petal}");
    }
    // The arc holds the needle.
    assert_eq!(drawn.range.is_none(), model.outcome.bearing_range == <_>::default(), "{told}");
    if let Some((start, length)) = drawn.range {
        let along = angle - start;
        assert!((-0.05..length + 0.05).contains(&along), "{told}: {angle} in {start} + {length}");
        let is_whole = [Question::Maturity, Question::Objectives, Question::Horizons];
        assert!(length > 0.0 && !is_whole.iter().all(|question| situation.answers(*question)), "{told}");
    }
    // The file has the same.
    let file = export::svg(&model);
    assert!(
        file.contains(&drawn.range_text) && file.contains(&format!("transform=\"{}\"", drawn.needle_text.1)),
        "{told}"
    );
    assert_eq!(file.matches("font-weight=\"700\"").count(), said.len() + between.len(), "{told}");
    // Between two poles no word shows that is not said, though the tip may be near to it.
    let tags = file.split("<text ").filter_map(|text| text.split('>').next());
    let words = tags.filter(|tag| tag.contains("font-style=\"italic\""));
    let shown = words.filter(|tag| !tag.contains("fill=\"none\"")).count();
    assert_eq!(shown, between.len(), "{told}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_dial_shows_what_the_sentence_says_in_all_situations() {
    let readers = readers();
    let bases = |situation: &Situation| {
        let horizons = situation.horizons.map(|horizons| horizons.amounts().values());
        (horizons, situation.objectives.clone(), situation.maturity.map(Term::index))
    };
    let mut seen = Vec::new();
    let mut count = 0;
    let asked = [Question::Maturity, Question::Objectives, Question::Horizons];
    for situation in base() {
        count += 1;
        let key = bases(&situation);
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        for left_out in 0..8_u32 {
            let partial = (0..3)
                .filter(|index| left_out & (1 << index) != 0)
                .fold(situation.clone(), |partial, index| partial.without(asked[index]));
            check(&readers[seen.len() % readers.len()], &partial).await;
        }
    }
    assert_eq!((count, seen.len() > 60), (12_800, true));
}

#[tokio::test(flavor = "current_thread")]
async fn the_dial_shows_what_the_sentence_says_of_all_horizons() {
    let readers = readers();
    let near =
        [[52, 47, 1], [49, 46, 5], [50, 46, 4], [38, 33, 29], [36, 36, 28], [37, 33, 30], [53, 47, 0], [52, 48, 0]];
    let grid = (0..=100).step_by(5).flat_map(|a| (0..=100 - a).step_by(5).map(move |b| [a, b, 100 - a - b]));
    for amounts in near.into_iter().chain(grid) {
        for (turn, reader) in readers.iter().enumerate() {
            let mut amounts = amounts;
            amounts.rotate_left(turn);
            let situation = Situation { horizons: Horizons::new(amounts), ..Situation::default() };
            check(reader, &situation).await;
        }
    }
}

/// Every way to go on from a situation, the horizons in steps of ten points.
fn completions(situation: &Situation) -> Vec<Situation> {
    let mut all = vec![situation.clone()];
    let mut also = |each: &dyn Fn(&Situation) -> Vec<Situation>| {
        let more: Vec<Situation> = all.iter().flat_map(each).collect();
        all.extend(more);
    };
    if situation.maturity.is_none() {
        also(&|of| (0..4).map(|index| Situation { maturity: Term::from_index(index), ..of.clone() }).collect());
    }
    if situation.objectives.is_empty() {
        let chosen: Vec<Vec<usize>> = (0..4)
            .flat_map(|first| {
                core::iter::once(vec![first])
                    .chain((0..4).filter(move |second| *second != first).map(move |second| vec![first, second]))
            })
            .collect();
        also(&|of| {
            let terms = |chosen: &Vec<usize>| chosen.iter().filter_map(|index| Term::from_index(*index)).collect();
            chosen.iter().map(|chosen| Situation { objectives: terms(chosen), ..of.clone() }).collect()
        });
    }
    if situation.horizons.is_none() {
        let grid: Vec<[u8; 3]> =
            (0..=10).flat_map(|a| (0..=10 - a).map(move |b| [a * 10, b * 10, 100 - (a + b) * 10])).collect();
        also(&|of| grid.iter().map(|split| Situation { horizons: Horizons::new(*split), ..of.clone() }).collect());
    }
    all
}

fn bearing(situation: &Situation, pack: &Pack) -> Option<i32> {
    let heading = Outcome::new(situation, pack).heading.filter(|heading| heading.sharpness_permille > 0)?;
    i32::try_from(heading.bearing_tenths).ok()
}

#[test]
fn the_arc_spans_what_the_needle_may_still_point_to() {
    let pack = &packs()[0];
    let terms = |indices: &[usize]| indices.iter().filter_map(|index| Term::from_index(*index)).collect::<Vec<_>>();
    let mut widths = BTreeSet::new();
    for horizons in
        [None, Some([60, 25, 15]), Some([34, 33, 33]), Some([10, 80, 10]), Some([20, 30, 50]), Some([100, 0, 0])]
    {
        for objectives in [vec![], vec![0], vec![3, 2]] {
            for maturity in [None, Some(0), Some(3)] {
                let situation = Situation {
                    horizons: horizons.and_then(Horizons::new),
                    objectives: terms(&objectives),
                    maturity: maturity.and_then(Term::from_index),
                    ..Situation::default()
                };
                let outcome = Outcome::new(&situation, pack);
                let range = outcome.bearing_range;
                let Some(needle) = bearing(&situation, pack) else {
                    assert_eq!(range, <_>::default());
                    continue;
                };
                let turns = completions(&situation)
                    .iter()
                    .filter_map(|other| bearing(other, pack))
                    .map(|other| (other - needle + 1799).rem_euclid(3600) - 1799)
                    .collect::<Vec<i32>>();
                let (min, max) = (*turns.iter().min().unwrap(), *turns.iter().max().unwrap());
                if horizons.is_none() {
                    // Half of the weight is open: every direction is, though steps of ten points leave some out.
                    assert_eq!((range.left, range.right), (-1800, 1800), "{situation:?}");
                    assert!(max - min > 2500, "{situation:?}: {min} to {max}");
                } else {
                    assert_eq!((range.left, range.right), (min, max), "{situation:?}");
                    widths.insert(max - min);
                }
                // It narrows as answers come.
                for (other, question) in [
                    (Situation { maturity: Term::from_index(1), ..situation.clone() }, Question::Maturity),
                    (Situation { objectives: terms(&[2]), ..situation.clone() }, Question::Objectives),
                ] {
                    if !situation.answers(question) {
                        let narrower = Outcome::new(&other, pack).bearing_range;
                        let width = narrower.right - narrower.left;
                        assert!(width <= range.right - range.left, "{situation:?}, {question:?}: {width}");
                    }
                }
            }
        }
    }
    assert!(widths.len() > 20 && widths.contains(&0));
}
