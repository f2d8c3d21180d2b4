//! What a workshop tells of its participants, on the page and in its table: counts and means of enough people, the
//! same in both, and nothing from which a small count follows.

use super::{french, packs, random};
use boussole::app::HostMsg;
use boussole::app::link::{Source, whole};
use boussole::app::record::Responses;
use boussole::app::workshop::{WorkshopMsg, WorkshopSummary, summarise};
use boussole::app::{Model, Msg, View, preset, update};
use boussole::view::{export, gallery};
use boussole_content::pack::Pack;
use boussole_domain::workshop::Count;
use std::rc::Rc;

const PROFILES: [&str; 3] = ["association", "entreprise", "collectivite"];
const OBJECTIVES: [&str; 3] = ["hybrider", "co-construire", "co-construire,accelerer"];

/// A workshop of people with these answers.
fn workshop(pack: &Rc<Pack>, answers: impl IntoIterator<Item = String>) -> Model {
    let links = answers.into_iter().map(|text| {
        let (situation, problems) = preset::read(&text, &pack.vocabulary);
        assert!(problems.is_empty(), "{text}: {problems:?}");
        whole(&Source { situation: &situation, responses: &Responses::default(), pinned: &[] }, pack)
    });
    let model = update(&Model::new(pack.clone()), Msg::Host(HostMsg::ViewSet(View::Workshop))).0;
    update(&model, Msg::Workshop(WorkshopMsg::JourneysAdded(links.collect()))).0
}

/// Somebody of a crowd in which most are alike.
fn somebody(random: &mut impl FnMut(usize) -> usize) -> String {
    let mut one = |most: usize| random(most * 2).saturating_sub(most);
    let horizons = ["80,10,10", "10,10,80", "40,40,20"][one(3)];
    let maturity = if one(4) == 0 { String::new() } else { format!("maturity={};", 1 + one(4)) };
    format!("profile={};{maturity}objectives={};horizons={horizons}", PROFILES[one(3)], OBJECTIVES[one(3)])
}

/// No number of the table, nor of the page, is that of few people; and none follows from the others.
fn tells_nobody(model: &Model, meeting: &WorkshopSummary, html: &str) {
    if meeting.is_small {
        // Nothing but how many they are.
        assert_eq!(export::workshop(model).lines().count(), 2);
        assert!(!html.contains("bar-said") && !html.contains("cell-own"), "numbers of few show");
        return;
    }
    let all = model.workshop.participants.len();
    let least = model.content.rules.workshop.least_group;
    let few = |count: usize| count > 0 && count < least;
    for (question, spread) in &meeting.questions {
        let exact = |count: &Count| if let Count::Exactly(count) = count { *count } else { 0 };
        for count in &spread.counts {
            let count = exact(count);
            assert!(!few(count) && (count == 0 || !few(all - count)), "{question:?} of {all}: {:?}", spread.counts);
        }
        let is_once_each = !question.id().ends_with('s');
        let rest = all - spread.counts.iter().map(exact).sum::<usize>().min(all);
        assert!(!is_once_each || !few(rest), "{question:?} of {all}: {rest} would follow from {:?}", spread.counts);
    }
    assert!(!few(meeting.elsewhere), "{all}: {} elsewhere", meeting.elsewhere);
    let table = export::workshop(model);
    let values =
        || table.lines().skip(2).map(|line| line.trim_end().rsplit(';').next().unwrap_or("").trim_matches('"'));
    // The page says what the table says, word for word.
    let said: Vec<&str> =
        html.split("class=\"bar-said\">").skip(1).map(|rest| rest.split('<').next().unwrap_or("")).collect();
    let of_questions: Vec<&str> =
        values().filter(|value| !value.contains('(')).skip_while(|value| value.contains('–')).collect();
    let headings = if meeting.together.as_ref().is_some_and(|own| own.range.is_none()) { 3 } else { 0 };
    assert_eq!(said[..], of_questions[headings..headings + said.len()], "{table}");
}

#[tokio::test(flavor = "current_thread")]
async fn no_small_count_shows_or_follows_on_the_page_or_in_the_table() {
    let pack = french();
    let mut random = random(41);
    for all in (1..=16).chain([30]) {
        let answers: Vec<String> = (0..all).map(|_| somebody(&mut random)).collect();
        let model = workshop(&pack, answers);
        assert_eq!(model.workshop.participants.len(), all);
        let meeting = summarise(&model.workshop, &pack);
        assert_eq!(meeting.is_small, all < 5, "{all}");
        let html = gallery::drawn(model.clone()).await;
        tells_nobody(&model, &meeting, &html);
        // A needle is somebody's own: they show where the ends of the range do.
        assert_eq!(html.matches("crowd-needle").count(), if all < 10 { 0 } else { all }, "{all}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn five_people_of_whom_one_differs_are_told_as_moins_de_5() {
    let pack = french();
    let alike = "profile=association;maturity=1;horizons=80,10,10".to_owned();
    let other = "profile=entreprise;maturity=4;horizons=80,10,10".to_owned();
    let model = workshop(&pack, [alike.clone(), alike.clone(), alike.clone(), alike.clone(), other]);
    let html = gallery::drawn(model.clone()).await;
    let said: Vec<&str> =
        html.split("class=\"bar-said\">").skip(1).map(|rest| rest.split('<').next().unwrap_or("")).collect();
    assert_eq!(said, ["moins de 5"; 4], "profile and maturity, four and one each");
    assert!(!html.contains("5 autres") || !html.contains("(4)"));
    // All alike: nothing follows, and it is said.
    let model = workshop(&pack, vec![alike; 5]);
    let html = gallery::drawn(model).await;
    assert!(html.contains("Association (5)"), "{html}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_matrix_of_a_group_speaks_of_the_group() {
    for pack in packs() {
        let model = workshop(&pack, vec!["profile=association;horizons=80,10,10".to_owned(); 6]);
        let html = gallery::drawn(model).await;
        let own = pack.messages.get(boussole_content::i18n::Key::OwnPercent);
        let group = pack.messages.get(boussole_content::i18n::Key::WorkshopPercent);
        let html = html.replace("&#39;", "'").replace("&#x27;", "'");
        assert_eq!(html.matches(&format!("visually-hidden\">{own}")).count(), 0, "{own}");
        assert_eq!(html.matches(&format!("visually-hidden\">{group}")).count(), 9, "{group}");
    }
}

/// The parts of a drawn dial: petals, poles, ticks, with their colours and names.
fn parts(html: &str) -> Vec<String> {
    let dial = html.split("<svg class=\"dial").nth(1).unwrap_or("").split("</svg>").next().unwrap_or("");
    let is_part =
        |piece: &&str| ["petal", "pole", "tick", "dial-", "text", "tspan"].iter().any(|own| piece.contains(own));
    dial.split('<').skip(1).filter(is_part).map(str::to_owned).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn the_dial_of_a_workshop_is_the_dial_of_the_compass() {
    for pack in packs() {
        for horizons in ["80,10,10", "10,10,80", "10,80,10", "34,33,33", "45,45,10"] {
            let answers = format!("horizons={horizons}");
            let (situation, _) = preset::read(&answers, &pack.vocabulary);
            let alone = update(&Model::new(pack.clone()), Msg::Host(HostMsg::SituationSet(situation))).0;
            let alone = gallery::drawn(update(&alone, Msg::Host(HostMsg::ViewSet(View::Heading))).0).await;
            let group = gallery::drawn(workshop(&pack, vec![answers; 7])).await;
            assert_eq!(parts(&alone), parts(&group), "{horizons} in {}", pack.messages.code);
            assert!(parts(&group).len() > 80, "all of it");
            let needle = |html: &str| {
                let dial = html.split("<svg class=\"dial").nth(1).unwrap_or("");
                let needle = dial.rsplit("<g class=\"needle").next().unwrap_or("");
                let (class, turn) = needle.split('>').next().unwrap_or("").split_once('(').unwrap();
                let degrees: f64 = turn.split(')').next().unwrap().parse().unwrap();
                (class.to_owned(), degrees.rem_euclid(360.0))
            };
            assert_eq!(needle(&alone), needle(&group), "{horizons}: where all point, and how firmly");
        }
    }
}
