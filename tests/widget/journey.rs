//! The journey says what was answered and nothing else: proposals, fields, counts, dates, percents, ways on.

use super::{french, packs};
use boussole::app::HostMsg;
use boussole::app::JourneyMsg;
use boussole::app::NavigationMsg;
use boussole::app::WhatIfMsg;
use boussole::app::effect::FocusTarget;
use boussole::app::effect::HostEvent;
use boussole::app::effect::StorageCommand;
use boussole::app::keep::ShareMsg;
use boussole::app::{Announcement, Answer, Effect, Model, Msg, View, preset, update};
use boussole::view::{export, gallery, gallery::after};
use boussole_domain::amounts::{Amounts, Unsettled};
use boussole_domain::situation::{Horizons, Question, Situation};
use boussole_domain::vocabulary::Term;
use boussole_domain::{Date, Impact};
use proptest::prelude::*;
use std::collections::BTreeMap;

use Impact::{Confiance, Innovation, Performance};

fn answered(text: &str) -> Model {
    let pack = french();
    let (situation, problems) = preset::read(text, &pack.vocabulary);
    assert_eq!(problems, [], "{text}");
    after(
        &Model::new(pack),
        [Msg::Host(HostMsg::TodaySet("2026-11-29".parse().unwrap())), Msg::Host(HostMsg::SituationSet(situation))],
    )
}

async fn drawn(model: &Model, view: View) -> String {
    plain(&gallery::drawn(after(model, [Msg::Host(HostMsg::ViewSet(view))])).await)
}

/// With spaces of one kind.
fn plain(html: &str) -> String {
    html.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn the_short_way_answers_nothing_by_itself() {
    for pack in packs() {
        let before = Model::new(pack.clone());
        for msg in
            [Msg::Navigation(NavigationMsg::ViewRequested(View::Quick)), Msg::Host(HostMsg::ViewSet(View::Quick))]
        {
            let (next, effects) = update(&before, msg);
            assert_eq!(next.situation, Situation::default());
            assert!(!effects.iter().any(|effect| matches!(
                effect,
                Effect::Emit(HostEvent::AnswerChanged(_) | HostEvent::ResultChanged)
                    | Effect::Storage(StorageCommand::Follow)
            )));
            let maturity = after(&next, [Msg::Journey(JourneyMsg::Answered(Answer::Maturity(Term::at(0).unwrap())))]);
            assert_eq!(maturity.situation.profile, None);
            assert_eq!(maturity.situation.level, None);
        }
    }
}

#[test]
fn what_the_short_way_proposes_is_an_answer_once_she_says_so() {
    let open = after(&answered("level=national"), [Msg::Navigation(NavigationMsg::ViewRequested(View::Quick))]);
    let (taken, effects) = update(&open, Msg::Journey(JourneyMsg::ProposalTaken));
    assert_eq!(taken.situation.profile.map(Term::index), open.content.quick.profile);
    assert_eq!(taken.situation.level, open.situation.level, "what she said stays");
    assert_eq!(effects.last(), Some(&Effect::Storage(StorageCommand::Follow)));
    assert!(
        effects.contains(&Effect::Emit(HostEvent::AnswerChanged(Question::Profile)))
            && effects.contains(&Effect::Focus(FocusTarget::Question(Question::Profile)))
    );
    assert_eq!(taken.proposal(), Situation::default(), "nothing is proposed any more");
    let locked = after(
        &open,
        [Msg::Host(HostMsg::QuestionsLocked(vec![Question::Profile])), Msg::Journey(JourneyMsg::ProposalTaken)],
    );
    assert_eq!(locked.situation, open.situation, "what the host fixed is not proposed");
}

fn typed(model: &Model, entries: &[(Impact, &str)]) -> Model {
    after(
        model,
        entries.iter().map(|(impact, text)| Msg::Journey(JourneyMsg::AmountTyped(*impact, (*text).to_owned()))),
    )
}

fn texts(model: &Model) -> [String; 3] {
    Impact::ALL.map(|impact| model.form.amounts.text(impact, model.situation.horizons))
}

fn horizons(model: &Model) -> Option<[u8; 3]> {
    model.situation.horizons.map(|horizons| horizons.amounts().values())
}

#[test]
fn the_official_horizons_are_typed_in_any_order() {
    let all = [(Performance, "60"), (Innovation, "25"), (Confiance, "15")];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        for start in ["", "horizons=10,20,70", "horizons=34,33,33"] {
            let mut model = answered(start);
            for at in order {
                let (impact, text) = all[at];
                // Digit by digit, as one types.
                model = after(
                    &typed(&model, &[(impact, &text[..1]), (impact, text)]),
                    [Msg::Journey(JourneyMsg::AmountBlurred)],
                );
                assert_eq!(model.form.amounts.text(impact, model.situation.horizons), text, "{order:?}");
            }
            assert_eq!(horizons(&model), Some([60, 25, 15]), "{order:?} from {start:?}");
        }
    }
}

#[test]
fn untouched_fields_adapt_first_and_what_was_typed_stays() {
    let model = typed(&answered(""), &[(Performance, "60")]);
    assert_eq!(texts(&model), ["60", "20", "20"]);
    let model = typed(&model, &[(Innovation, "25")]);
    assert_eq!(texts(&model), ["60", "25", "15"]);
    let wrong = typed(&model, &[(Confiance, "20")]);
    assert_eq!(texts(&wrong), ["60", "25", "20"]);
    assert_eq!(wrong.form.amounts.settled(), Err(Unsettled::Sum(105)));
    assert_eq!(horizons(&wrong), Some([60, 25, 15]), "the last good answer stays");
    assert_eq!(after(&wrong, [Msg::Journey(JourneyMsg::AmountBlurred)]).announcement, Announcement::Amounts);
    let adapted = after(&wrong, [Msg::Journey(JourneyMsg::AmountsAdapted)]);
    assert_eq!(horizons(&adapted), Some([56, 24, 20]), "the last one given stays");
    assert_eq!(texts(&adapted), ["56", "24", "20"]);
    // Two that are more than the whole: the third has nothing, and that is not enough.
    let much = typed(&answered(""), &[(Performance, "70"), (Innovation, "50")]);
    assert_eq!(
        (texts(&much), much.form.amounts.settled()),
        (["70", "50", "0"].map(str::to_owned), Err(Unsettled::Sum(120)))
    );
    assert_eq!(horizons(&after(&much, [Msg::Journey(JourneyMsg::AmountsAdapted)])), Some([50, 50, 0]));
}

#[test]
fn a_number_out_of_range_is_said_and_one_erased_is_free_again() {
    for text in ["101", "999", "-5", "12.5", "1e1", "abc", boussole::app::UNFINISHED] {
        let model = after(
            &typed(&answered("horizons=60,25,15"), &[(Innovation, text)]),
            [Msg::Journey(JourneyMsg::AmountBlurred)],
        );
        assert_eq!(horizons(&model), Some([60, 25, 15]), "{text}");
        assert_eq!(model.form.amounts.settled(), Err(Unsettled::NoAmount), "{text}");
        assert!(model.form.amounts.is_wrong(Innovation) && !model.form.amounts.is_wrong(Performance));
        assert_eq!(model.announcement, Announcement::Amounts, "{text}");
        assert_eq!(horizons(&typed(&model, &[(Innovation, "30")])).map(|own| own[1]), Some(30), "{text}");
        assert_eq!(horizons(&typed(&answered(""), &[(Innovation, text)])), None, "{text}");
    }
    // Erased, it stays empty as long as she is there.
    let erased = typed(&answered("horizons=60,25,15"), &[(Innovation, "")]);
    assert_eq!(texts(&erased), ["60", "", "15"]);
    assert_eq!(
        texts(&after(&erased, [Msg::Journey(JourneyMsg::AmountBlurred)])),
        ["60", "25", "15"],
        "nothing was given instead"
    );
    let given = typed(&answered(""), &[(Performance, "60"), (Innovation, "25"), (Performance, "")]);
    assert_eq!(texts(&given)[0], "");
    assert_eq!(texts(&after(&given, [Msg::Journey(JourneyMsg::AmountBlurred)])), ["38", "25", "37"]);
    // All that she gave taken back: no answer, as before.
    let none = after(
        &typed(&answered(""), &[(Performance, "60"), (Performance, "")]),
        [Msg::Journey(JourneyMsg::AmountBlurred)],
    );
    assert_eq!((horizons(&none), texts(&none)), (None, [String::new(), String::new(), String::new()]));
    for msg in [
        Msg::Journey(JourneyMsg::StartedOver),
        Msg::Host(HostMsg::Reset),
        Msg::Journey(JourneyMsg::Answered(Answer::Horizons(Horizons::even()))),
    ] {
        let wrong = typed(&answered("horizons=34,33,33"), &[(Innovation, "abc")]);
        assert!(!after(&wrong, [msg]).form.amounts.is_wrong(Innovation));
    }
}

#[test]
fn a_slider_is_linked_to_the_others_and_what_was_typed_gives_way_last() {
    let slid = |model: &Model, impact, amount| after(model, [Msg::Journey(JourneyMsg::AmountSlid(impact, amount))]);
    assert_eq!(horizons(&slid(&answered(""), Confiance, 100)), Some([0, 0, 100]));
    let typed_one = typed(&answered(""), &[(Innovation, "25")]);
    let model = slid(&typed_one, Performance, 60);
    assert_eq!(horizons(&model), Some([60, 25, 15]));
    let model = slid(&model, Performance, 90);
    assert_eq!(horizons(&model), Some([90, 10, 0]), "the free one first, then the one that was typed");
    assert_eq!(horizons(&slid(&answered("horizons=60,25,15"), Performance, 20)), Some([20, 50, 30]));
}

proptest! {
    #[test]
    fn what_was_given_stays_and_an_answer_always_sums_to_one_hundred(moves in prop::collection::vec((0_usize..3, 0_u8..=120, any::<bool>()), 1..20)) {
        let (mut amounts, mut answer) = (Amounts::default(), None);
        let mut given: BTreeMap<usize, u8> = BTreeMap::new();
        for (at, amount, slides) in moves {
            let impact = Impact::ALL[at];
            if slides {
                amounts = amounts.slid(impact, amount, answer);
                given = BTreeMap::from([(at, amount.min(100))]);
                prop_assert!(amounts.settled().is_ok(), "a slider always makes an answer");
            } else {
                amounts = amounts.typed(impact, &amount.to_string(), answer);
                given.insert(at, amount);
            }
            for (at, amount) in &given {
                prop_assert_eq!(amounts.text(Impact::ALL[*at], answer), amount.to_string());
            }
            if let Ok(horizons) = amounts.settled() {
                answer = Some(horizons);
                prop_assert_eq!(horizons.amounts().values().iter().map(|own| u32::from(*own)).sum::<u32>(), 100);
            }
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn horizons_without_an_answer_show_no_number() {
    let html = drawn(&answered("maturity=2"), View::Heading).await;
    let fields: Vec<&str> = html.split("<input ").filter(|tag| tag.contains("type=\"number\"")).collect();
    assert_eq!(fields.len(), 3);
    for field in fields {
        let tag = field.split('>').next().unwrap();
        assert!(!tag.contains("value=") || tag.contains("value=\"\""), "{tag}");
    }
    assert_eq!(html.matches("aria-valuetext=\"Sans réponse\"").count(), 3, "a slider always has a place: it says so");
    assert!(html.contains("amounts-resting"));
    let html = drawn(&answered("horizons=60,25,15"), View::Heading).await;
    assert!(!html.contains("aria-valuetext") && !html.contains("amounts-resting"));
}

#[tokio::test(flavor = "current_thread")]
async fn every_place_counts_the_same_answers() {
    let full =
        "profile=association;domains=d01;level=local;maturity=1;objectives=hybrider;usage=agir;horizons=60,25,15";
    for (text, answers) in [("", 0), ("maturity=1", 1), (full, 7), (&*[full, ";start=2026-09-01"].concat(), 8)] {
        let model = answered(text);
        assert_eq!(model.count(Question::ALL), (answers, 8));
        assert_eq!(model.missing().len(), 8 - answers);
        let compass = drawn(&model, View::Heading).await;
        assert_eq!(compass.contains("<p class=\"complete\">"), answers == 8, "{text}");
        assert_eq!(compass.matches("<li><button type=\"button\" class=\"pill\">").count(), 8 - answers, "{text}");
        let instruments = drawn(&model, View::Instruments).await;
        let said = format!("{answers} réponse{} sur 8", if answers > 1 { "s" } else { "" });
        assert_eq!(instruments.contains(&said), answers > 0, "{text}");
    }
    // A step is done when all of it is.
    let html = drawn(&answered("profile=association"), View::Path).await;
    assert!(html.contains("step-begun") && !html.contains("step-answered"));
    // What the host keeps to itself is not counted; what it answered is.
    let locked = after(
        &answered("level=local"),
        [Msg::Host(HostMsg::QuestionsLocked(vec![Question::Profile, Question::Level]))],
    );
    assert_eq!((locked.count(Question::ALL), locked.missing().len()), ((1, 7), 6));
    let offered = after(&answered(""), [Msg::Host(HostMsg::ViewsSet(vec![View::Quick]))]);
    assert_eq!(offered.missing().len(), 5, "the short way asks five questions");
    assert_eq!(after(&offered, [Msg::Navigation(NavigationMsg::QuestionRequested(Question::Level))]).view, View::Quick);
}

#[tokio::test(flavor = "current_thread")]
async fn an_agenda_without_a_start_asks_for_it_there() {
    let model = after(&answered("maturity=1"), [Msg::Navigation(NavigationMsg::ViewRequested(View::Keep))]);
    let (asked, effects) = update(&model, Msg::Share(ShareMsg::ExportRequested("ics")));
    assert_eq!(effects, [Effect::Focus(FocusTarget::Question(Question::Start))], "no file");
    assert_eq!(asked.announcement, Announcement::StartWanted);
    let html = plain(&gallery::drawn(asked.clone()).await);
    assert!(html.contains("type=\"date\"") && html.contains("Partir aujourd’hui"), "the field is in place");
    let dated = after(&asked, [Msg::Journey(JourneyMsg::StartTyped("2026-12-01".to_owned()))]);
    assert_eq!(update(&dated, Msg::Share(ShareMsg::ExportRequested("ics"))).1, [Effect::Export("ics")]);
    assert!(!dated.form.start_wanted);
    assert_eq!(update(&model, Msg::Share(ShareMsg::ExportRequested("csv"))).1, [Effect::Export("csv")]);
    // The document has its dates, or the question with the spans.
    let paper = |html: &str| plain(html.split("data-paper").nth(1).unwrap());
    let without = paper(&gallery::drawn(model.clone()).await);
    assert!(without.contains("Date de départ : à choisir") && without.contains(">28 ans<"));
    let with = paper(&gallery::drawn(dated).await);
    assert!(!with.contains("à choisir") && with.contains("1er juin 2028"));
    // Where the host has fixed that there is no start, no agenda is offered.
    let locked = gallery::drawn(after(&model, [Msg::Host(HostMsg::QuestionsLocked(vec![Question::Start]))])).await;
    assert!(!locked.contains("type=\"date\"") && !locked.contains("Dates pour votre agenda"));
}

#[tokio::test(flavor = "current_thread")]
async fn each_date_stands_once_and_a_span_is_said_in_one_way() {
    for pack in packs() {
        // The second falls on the mark of 2030 with its first horizon.
        for start in ["2026-09-01", "2028-07-01", "2024-02-29", "2026-12-31"] {
            let start: Date = start.parse().unwrap();
            let model = after(&Model::new(pack.clone()), [Msg::Journey(JourneyMsg::Answered(Answer::Start(start)))]);
            let html = drawn(&model, View::Trajectory).await;
            let dates: Vec<&str> = html.split("<time datetime=\"").skip(1).map(|rest| &rest[..10]).collect();
            let mut once = dates.clone();
            once.dedup();
            assert_eq!(dates, once);
            assert!(dates.len() >= 10, "nothing is lost");
            let rows = export::csv(&model);
            for date in &dates {
                assert_eq!(rows.matches(*date).count(), 1, "{date} in the table");
            }
            // In the agenda each horizon is one event, whatever else falls on its day.
            let agenda = export::ics(&model).replace("\r\n ", "");
            for impact in Impact::ALL {
                let months = *pack.months.get(impact);
                assert_eq!(agenda.matches(&format!("UID:horizon-{}-", impact.id())).count(), 1);
                assert_eq!(agenda.matches(&format!("UID:review-{months}-")).count(), 0, "{months}");
            }
        }
        // What the content says of a span is what the program says.
        let calendar = &pack.rules.calendar;
        let model = after(
            &Model::new(pack.clone()),
            [Msg::Journey(JourneyMsg::Answered(Answer::Start("2026-09-01".parse().unwrap())))],
        );
        let said = drawn(&model, View::Method).await + &drawn(&model, View::Trajectory).await;
        for moment in pack.instruments.iter().flat_map(|own| &own.moments).filter(|moment| moment.months.is_some()) {
            let span = moment.label.split_once(' ').map_or("", |(_, span)| span);
            let review = calendar.reviews_months.contains(&moment.months.unwrap());
            assert!(!review || said.contains(span), "{span} in {}", pack.messages.code);
        }
        assert!(!said.contains("54 "), "54 months are 4 years and a half, in {}", pack.messages.code);
    }
}

#[test]
fn the_picture_says_the_heading_and_is_the_drawing_of_the_screen() {
    let text = |file: &str| {
        let mut out = String::new();
        for part in file.split('<').skip(1) {
            out.push_str(part.split_once('>').map_or("", |(_, text)| text));
            out.push(' ');
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for pack in packs() {
        for answers in
            ["maturity=1", "horizons=60,25,15", "horizons=10,80,10;maturity=4", "horizons=34,33,33", "profile=media"]
        {
            let (situation, _) = preset::read(answers, &pack.vocabulary);
            let model = after(&Model::new(pack.clone()), [Msg::Host(HostMsg::SituationSet(situation))]);
            let file = export::svg(&model);
            let read = text(&file.replace("</text>", " "));
            for impact in Impact::ALL {
                assert!(read.contains(&*pack.vocabulary.impact(impact).label), "{answers}");
            }
            assert!(!file.contains("class=") && !file.contains("style="));
        }
    }
    // One colour each, that of the style sheet.
    let styles = std::fs::read_to_string(super::root().join("www/styles/hues.css")).unwrap();
    let file = export::svg(&answered("horizons=60,25,15"));
    for (impact, degrees) in Impact::ALL.into_iter().zip([0, 120, 240]) {
        let colour = styles.split(&format!("--{}: light-dark(", impact.id())).nth(1).unwrap();
        let colour = colour.split(',').next().unwrap();
        let petal = file.split(&format!("<g transform=\"rotate({degrees})\">")).nth(1).unwrap();
        assert!(petal.split("/>").next().unwrap().contains(&format!("fill=\"{colour}\"")), "{}", impact.id());
    }
    // What is under trial is not taken away.
    let model = answered("horizons=60,25,15");
    let trial =
        after(&model, [Msg::WhatIf(WhatIfMsg::Answered(Answer::Horizons(Horizons::new([10, 10, 80]).unwrap())))]);
    assert_eq!(export::svg(&trial), export::svg(&model));
}

#[tokio::test(flavor = "current_thread")]
async fn there_is_always_a_way_on() {
    let first = "Répondre à une première question";
    let back = "Revenir à mon parcours";
    for view in [View::Path, View::Keep, View::Workshop, View::Explore, View::Instruments] {
        let html = drawn(&answered(""), view).await;
        assert_eq!((html.matches(first).count(), html.contains(back)), (1, false), "{view:?}");
        if view != View::Path {
            let html = drawn(&answered("maturity=1"), view).await;
            assert_eq!((html.contains(first), html.matches(back).count()), (false, 1), "{view:?}");
        }
    }
    let path = drawn(&answered("start=2026-09-01"), View::Path).await;
    assert!(path.contains(first), "a start alone brings no path");
    let left = after(
        &answered("maturity=1"),
        [
            Msg::Navigation(NavigationMsg::ViewRequested(View::Trajectory)),
            Msg::Navigation(NavigationMsg::ViewRequested(View::Keep)),
            Msg::Navigation(NavigationMsg::ViewRequested(View::Workshop)),
        ],
    );
    assert_eq!(after(&left, [Msg::Navigation(NavigationMsg::Returned)]).view, View::Trajectory);
    let there = after(
        &answered(""),
        [
            Msg::Navigation(NavigationMsg::ViewRequested(View::Quick)),
            Msg::Navigation(NavigationMsg::QuestionRequested(Question::Level)),
        ],
    );
    assert_eq!(there.view, View::Quick, "what the view asks itself is asked there");
    let quick = after(
        &answered("maturity=1"),
        [
            Msg::Navigation(NavigationMsg::ViewRequested(View::Quick)),
            Msg::Navigation(NavigationMsg::ViewRequested(View::Explore)),
            Msg::Navigation(NavigationMsg::Returned),
        ],
    );
    assert_eq!(quick.view, View::Quick);
    // Where no step is offered there is nothing to go back to.
    let alone = after(&answered("maturity=1"), [Msg::Host(HostMsg::ViewsSet(vec![View::Workshop]))]);
    assert!(!gallery::drawn(alone).await.contains(back));
}
