//! What a workshop tells of its participants, on the page and in its table: counts and means of enough people, the
//! same in both, and nothing from which a small count follows.

use super::{french, packs, random};
use boussole::app::features::share::ShareMsg;
use boussole::app::features::workshop::{WorkshopMsg, WorkshopSummary, summarise};
use boussole::app::journey::link::{JourneyRef, encode_full};
use boussole::app::journey::preset;
use boussole::app::journey::record::Responses;
use boussole::app::runtime::effect::FocusTarget;
use boussole::app::{Effect, HostMsg, Model, Msg, NavigationMsg, View, update};
use boussole::view::{export, gallery};
use boussole_content::i18n::Key;
use boussole_content::pack::Pack;
use boussole_domain::workshop::{Count, Subject};
use std::rc::Rc;

const PROFILES: [&str; 3] = ["association", "entreprise", "collectivite"];
const OBJECTIVES: [&str; 3] = ["hybrider", "co-construire", "co-construire,accelerer"];

/// A workshop of people with these answers.
fn workshop(pack: &Rc<Pack>, answers: impl IntoIterator<Item = String>) -> Model {
    let links = answers.into_iter().map(|text| {
        let (situation, problems) = preset::read(&text, &pack.vocabulary);
        assert!(problems.is_empty(), "{text}: {problems:?}");
        encode_full(&JourneyRef { situation: &situation, responses: &Responses::default(), pinned: &[] }, pack)
    });
    let model = update(&Model::new(pack.clone()), Msg::Host(HostMsg::ViewSet(View::Workshop))).0;
    update(&model, Msg::Workshop(WorkshopMsg::JourneysAdded(links.collect()))).0
}

/// Somebody of a crowd in which most are alike.
fn somebody(random: &mut impl FnMut(usize) -> usize) -> String {
    let mut one = |max: usize| random(max * 2).saturating_sub(max);
    let horizons = ["80,10,10", "10,10,80", "40,40,20"][one(3)];
    let maturity = if one(4) == 0 { String::new() } else { format!("maturity={};", 1 + one(4)) };
    format!("profile={};{maturity}objectives={};horizons={horizons}", PROFILES[one(3)], OBJECTIVES[one(3)])
}

/// No number of the table, nor of the page, is that of few people; and none follows from the others.
fn tells_nobody(model: &Model, summary: &WorkshopSummary, html: &str) {
    if summary.is_small {
        // Nothing but how many they are.
        assert_eq!(export::workshop(model).lines().count(), 2);
        assert!(!html.contains("bar-said") && !html.contains("cell-own"), "numbers of few show");
        return;
    }
    let all = model.workshop.participants.len();
    let min = model.content.rules.workshop.least_group;
    let few = |count: usize| count > 0 && count < min;
    for (question, spread) in &summary.questions {
        let exact = |count: &Count| if let Count::Exactly(count) = count { *count } else { 0 };
        for count in &spread.counts {
            let count = exact(count);
            assert!(!few(count) && (count == 0 || !few(all - count)), "{question:?} of {all}: {:?}", spread.counts);
        }
        let is_once_each = !question.id().ends_with('s');
        let rest = all - spread.counts.iter().map(exact).sum::<usize>().min(all);
        assert!(!is_once_each || !few(rest), "{question:?} of {all}: {rest} would follow from {:?}", spread.counts);
    }
    assert!(!few(summary.ungrouped), "{all}: {} elsewhere", summary.ungrouped);
    let table = export::workshop(model);
    let values =
        || table.lines().skip(2).map(|line| line.trim_end().rsplit(';').next().unwrap_or("").trim_matches('"'));
    // The page says what the table says, word for word.
    let said: Vec<&str> =
        html.split("class=\"bar-said\">").skip(1).map(|rest| rest.split('<').next().unwrap_or("")).collect();
    let of_questions: Vec<&str> =
        values().filter(|value| !value.contains('(')).skip_while(|value| value.contains('–')).collect();
    let headings = if summary.group_heading.as_ref().is_some_and(|group| group.range.is_none()) { 3 } else { 0 };
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
        let summary = summarise(&model.workshop, &pack);
        assert_eq!(summary.is_small, all < 5, "{all}");
        let html = gallery::drawn(model.clone()).await;
        tells_nobody(&model, &summary, &html);
        // A needle is somebody's own: they show where the ends of the range do.
        assert_eq!(html.matches("crowd-needle").count(), if all < 10 { 0 } else { all }, "{all}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn of_five_people_of_whom_one_differs_one_sentence_says_what_is_not_told() {
    let pack = french();
    let alike = "profile=association;maturity=1;horizons=80,10,10".to_owned();
    let other = "profile=entreprise;maturity=4;horizons=80,10,10".to_owned();
    let model = workshop(&pack, [alike.clone(), alike.clone(), alike.clone(), alike.clone(), other]);
    let html = gallery::drawn(model.clone()).await;
    assert_eq!(html.matches("bar-said").count(), 0, "a bar of what is not told is none");
    let said = html.split("qui a répondu quoi").nth(1).unwrap_or("").split('<').next().unwrap_or("");
    assert!(said.contains("Profil") && said.contains("Maturité du territoire"), "in one sentence: {said}");
    assert!(!export::workshop(&model).contains("Profil;"), "{}", export::workshop(&model));
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
        let label = pack.messages.get(boussole_content::i18n::Key::OwnPercent);
        let group = pack.messages.get(boussole_content::i18n::Key::WorkshopPercent);
        let html = html.replace("&#39;", "'").replace("&#x27;", "'");
        assert_eq!(html.matches(&format!("visually-hidden\">{label}")).count(), 0, "{label}");
        assert_eq!(html.matches(&format!("visually-hidden\">{group}")).count(), 9, "{group}");
    }
}

/// The parts of a drawn dial: petals, poles, ticks, with their colours and names.
fn parts(html: &str) -> Vec<String> {
    let dial = html.split("<svg class=\"dial").nth(1).unwrap_or("").split("</svg>").next().unwrap_or("");
    let is_part = |piece: &&str| {
        ["petal", "pole", "tick", "dial-", "zone", "middle", "text", "tspan"].iter().any(|class| piece.contains(class))
    };
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
            assert!(parts(&group).len() > 30, "all of it");
            let needle = |html: &str| {
                let dial = html.split("<svg class=\"dial").nth(1).unwrap_or("");
                let needle = dial.rsplit("<g class=\"needle").next().unwrap_or("");
                let (class, turn) = needle.split('>').next().unwrap_or("").split_once('(').unwrap();
                let (degrees, length) = turn.split_once(')').unwrap();
                (class.to_owned(), degrees.parse::<f64>().unwrap().rem_euclid(360.0), length.to_owned())
            };
            assert_eq!(needle(&alone), needle(&group), "{horizons}: where all point, and how firmly");
        }
    }
}

fn shows(model: &Model, slide: Option<usize>) -> (Model, Vec<Effect>) {
    update(model, Msg::Workshop(WorkshopMsg::SlideShown(slide)))
}

#[tokio::test(flavor = "current_thread")]
async fn a_room_sees_how_to_join_then_the_needles_then_each_subject_with_what_to_ask() {
    for pack in packs() {
        let mut random = random(7);
        for all in [0, 1, 4, 5, 9, 12, 30] {
            let model = workshop(&pack, (0..all).map(|_| somebody(&mut random)));
            let base = "https://exemple.org/atelier#b=".to_owned();
            let model = update(&model, Msg::Share(ShareMsg::LinkBaseSet(base))).0;
            let summary = summarise(&model.workshop, &pack);
            let mut slides = Vec::new();
            loop {
                let html = gallery::drawn(shows(&model, Some(slides.len())).0).await;
                let is_last = html.contains("data-projection=\"on\" hidden");
                slides.push(html);
                assert!(slides.len() < 20, "{all}: it ends");
                if is_last {
                    break;
                }
            }
            let cards = if summary.is_small { 0 } else { summary.subjects.len().max(1) + 1 };
            assert_eq!(slides.len(), if all == 0 { 1 } else { 2 + cards }, "{all} in {}", pack.messages.code);
            let join = &slides[0];
            assert!(join.contains("class=\"code\"") && join.contains(">exemple.org/atelier<"), "{join}");
            assert_eq!(join.matches("<li>").count(), 3, "open, answer, send");
            for (index, html) in slides.iter().enumerate() {
                assert_eq!(html.matches("id=\"view-title\"").count(), 1);
                assert!(!html.contains("workshop-links"), "one thing at a time");
                let few =
                    |count: usize| html.contains(&format!(": {count} ;")) || html.contains(&format!(": {count}<"));
                assert!(!(1..5).any(few), "{all}: a small count shows on slide {index}");
            }
            let needles: usize = slides.iter().map(|html| html.matches("crowd-needle").count()).sum();
            assert_eq!(needles, if all < 10 { 0 } else { all }, "a needle is somebody's own");
            for (subject, html) in summary.subjects.iter().zip(slides.iter().skip(2)) {
                let ask = &pack.sentences().unwrap().ask(*subject).unwrap().text;
                let said = html.split("class=\"talk-ask\">").nth(1).unwrap();
                assert!(
                    html_escape(ask).is_some_and(|ask| said.starts_with(&ask)) || said.starts_with(ask.as_str()),
                    "{said}"
                );
                assert!(!html.contains("class=\"talk-spread\"><"), "{subject:?}: how far apart");
            }
            let last = slides.last().unwrap();
            let decide = pack.messages.get(Key::WorkshopDecideAsk);
            assert_eq!(last.contains(decide), all > 0 && !summary.is_small, "{all}: the end is what to decide");
            for (index, _) in summary.common.iter().take(4).filter(|_| !summary.is_small) {
                let title = &pack.resources[*index].title;
                assert!(last.contains(&title.replace('&', "&amp;").replace('\'', "&#x27;")), "{title}");
            }
        }
    }
}

fn html_escape(text: &str) -> Option<String> {
    text.contains(['\'', '&']).then(|| text.replace('&', "&amp;").replace('\'', "&#x27;"))
}

#[tokio::test(flavor = "current_thread")]
async fn who_leads_a_workshop_without_answers_comes_back_to_it_from_the_last_step() {
    let pack = french();
    let leads = |text: &str, all: usize| {
        let model = workshop(&pack, vec!["profile=association;horizons=80,10,10".to_owned(); all]);
        let (situation, _) = preset::read(text, &pack.vocabulary);
        let model = update(&model, Msg::Host(HostMsg::SituationSet(situation))).0;
        update(&model, Msg::Navigation(NavigationMsg::ViewRequested(View::Summary))).0
    };
    for (text, all, expected) in [("", 6, true), ("", 0, false), ("maturity=1", 6, false)] {
        let html = gallery::drawn(leads(text, all)).await;
        assert_eq!(html.contains(">Le cap ensemble</button>"), expected, "{text} {all}");
    }
}

#[test]
fn each_subject_has_a_question_of_its_own_for_the_group() {
    for pack in packs() {
        let asks: Vec<&str> =
            Subject::ALL.iter().filter_map(|subject| Some(pack.sentences()?.ask(*subject)?.text.as_str())).collect();
        let set: std::collections::BTreeSet<&&str> = asks.iter().collect();
        assert_eq!((asks.len(), set.len()), (9, 9), "{}", pack.messages.code);
        assert!(asks.iter().all(|ask| ask.ends_with('?')), "{asks:?}");
    }
}

#[test]
fn a_projection_takes_the_screen_and_gives_it_back_whoever_ends_it() {
    let model = workshop(&french(), vec!["profile=association;horizons=80,10,10".to_owned(); 6]);
    let screen = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::Project(is_projected) => Some(*is_projected),
            _ => None,
        })
    };
    let (projected, effects) = shows(&model, Some(0));
    assert_eq!(screen(&effects), Some(true));
    let (turned, effects) = shows(&projected, Some(1));
    assert_eq!(screen(&effects), None, "it has the screen");
    let (left, effects) = shows(&turned, None);
    assert_eq!((left.workshop.slide, screen(&effects)), (None, Some(false)));
    assert!(effects.contains(&Effect::Focus(FocusTarget::ProjectButton)));
    for msg in [HostMsg::ViewSet(View::Path), HostMsg::ResetRequested] {
        let (elsewhere, effects) = update(&turned, Msg::Host(msg));
        assert_eq!((elsewhere.workshop.slide, screen(&effects)), (None, Some(false)));
    }
}
