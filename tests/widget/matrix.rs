//! The matrix as it is drawn: the number of a cell, the area of its disc and what is read aloud say the same.

use super::exhaustive_situations::base;
use super::{french, named, packs};
use boussole::app::Model;
use boussole::app::journey::outcome::Outcome;
use boussole::app::runtime::navigation::View;
use boussole::view::gallery;
use boussole_content::i18n::Key;
use boussole_content::pack::Pack;
use boussole_domain::situation::Situation;
use boussole_domain::vocabulary::Position;
use boussole_domain::{Impact, Lever};
use std::collections::BTreeSet;
use std::rc::Rc;

fn model(pack: &Rc<Pack>, situation: Situation) -> Model {
    let mut model = Model::new(pack.clone());
    model.outcome = Rc::new(Outcome::new(&situation, pack));
    (model.situation, model.view) = (situation, View::Trajectory);
    model
}

/// What stands between the cells' tags, in order.
fn cells(html: &str) -> Vec<&str> {
    html.split("<td").skip(1).filter(|cell| cell.contains("class=\"cell cell-")).collect()
}

/// What is read aloud: no tag, one space between words.
fn spoken(html: &str) -> String {
    let text: String =
        html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| [text, " "].concat()).collect();
    let text = text.replace("&#39;", "'").replace("&#x27;", "'");
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn attribute(html: &str, name: &str) -> u32 {
    html.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap()
}

fn contributions(html: &str) -> Vec<String> {
    let cells = html.split("class=\"contribution\">").skip(1);
    cells.map(|cell| spoken(&[">", cell.split("</td>").next().unwrap_or_default(), "<"].concat())).collect()
}

/// A cell of what is drawn, against its number.
fn check(pack: &Pack, cell: &str, whose: Key, shown: u32, (lever, impact): (Lever, Impact)) {
    let cell = cell.split("</td>").next().unwrap();
    let say = |key: Key| pack.messages.get(key);
    let percent = |n: u32| say(Key::Percent).replace("{n}", &n.to_string());
    let (official, position) = (pack.rules.matrix.percent(lever, impact), pack.rules.matrix.position(lever, impact));
    let place = say(match position {
        Position::Core => Key::PositionCore,
        Position::Upstream => Key::PositionUpstream,
        Position::Downstream => Key::PositionDownstream,
    });
    let weight = if whose == Key::OfficialOnly {
        String::new()
    } else {
        say(Key::OfficialPercent).replace("{n}", &official.to_string()) + " "
    };
    assert_eq!(spoken(cell), format!("{} {} {weight}{place}", say(whose), percent(shown)), "{lever:?} {impact:?}");
    let radius = attribute(cell, "r");
    let area = f64::from(radius) * f64::from(radius) / (1200.0 * 1200.0) * 60.0;
    assert!((area - f64::from(shown)).abs() < 0.2, "{shown} % has a disc for {area}");
    assert_eq!(cell.contains("cell-core"), position == Position::Core && official == 60);
}

#[tokio::test(flavor = "current_thread")]
async fn number_area_and_spoken_text_agree_in_every_situation() {
    for pack in packs() {
        let mut drawn = BTreeSet::new();
        for situation in base() {
            let matrix = Outcome::new(&situation, &pack).plan(&pack).matrix.unwrap();
            let percents = Lever::ALL.map(|lever| matrix.percents.get(lever).values());
            if !drawn.insert(percents) {
                continue;
            }
            let profile = situation.profile.unwrap();
            let html = gallery::drawn(model(&pack, situation)).await;
            let cells = cells(&html);
            assert_eq!(cells.len(), 9);
            let places = Lever::ALL.into_iter().flat_map(|lever| Impact::ALL.map(|impact| (lever, impact)));
            for (cell, place) in cells.into_iter().zip(places) {
                check(&pack, cell, Key::OwnPercent, *matrix.percents.get(place.0).get(place.1), place);
            }
            let sentences = pack.sentences().unwrap();
            let can = Lever::ALL.map(|lever| sentences.contribution(lever, profile).unwrap().text.clone());
            assert_eq!(contributions(&html), can);
        }
        assert!(drawn.len() > 60, "{} matrices", drawn.len());
    }
}

#[tokio::test(flavor = "current_thread")]
async fn without_a_heading_the_official_weights_stand_alone() {
    let pack = french();
    let html = gallery::drawn(model(&pack, Situation::default())).await;
    let places = Lever::ALL.into_iter().flat_map(|lever| Impact::ALL.map(|impact| (lever, impact)));
    for (cell, place) in cells(&html).into_iter().zip(places) {
        check(&pack, cell, Key::OfficialOnly, pack.rules.matrix.percent(place.0, place.1).into(), place);
    }
    assert!(contributions(&html).is_empty(), "nobody said who she is");
}

/// Nothing stands for what has not come but its place, and not even that when it does not come.
#[tokio::test(flavor = "current_thread")]
async fn a_contribution_has_its_place_before_it_comes() {
    let situation = base().next().unwrap();
    let coming = model(&named(), situation.clone());
    assert_eq!(contributions(&gallery::drawn(coming.clone()).await), ["", "", ""]);
    let mut missing = coming;
    missing.explore.have_details_failed = true;
    let html = gallery::drawn(missing).await;
    assert!(contributions(&html).is_empty());
    assert!(!html.contains(french().messages.get(Key::MatrixContributions)));
}
