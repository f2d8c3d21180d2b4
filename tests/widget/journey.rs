//! The journey says what was answered and nothing else: proposals, fields, counts, dates, percents, ways on.

use super::{french, packs};
use boussole::app::features::share::ShareMsg;
use boussole::app::journey::preset;
use boussole::app::runtime::effect::{FocusTarget, HostEvent, StorageCommand};
use boussole::app::{
    Announcement, Answer, Effect, HostMsg, JourneyMsg, Model, Msg, NavigationMsg, View, WhatIfMsg, update,
};
use boussole::view::{export, gallery, gallery::after};
use boussole_domain::amounts::{Amounts, AmountsError};
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
fn what_to_open_first_are_the_first_of_the_path_and_those_that_are_the_resource_itself() {
    for text in
        ["profile=association;maturity=2", "profile=collectivite;domains=d01,d11;objectives=hybrider;maturity=2"]
    {
        let model = answered(text);
        let content = &model.content;
        let first = model.outcome.first_to_open(content);
        let stops = &model.outcome.plan(content).path.stops;
        assert_eq!(first.len(), 3);
        assert!(
            first.iter().all(|stop| stop.opens && stops.iter().take(5).any(|other| other.resource == stop.resource))
        );
        let about: Vec<bool> = first.iter().map(|stop| content.resources[stop.resource].url_is_about).collect();
        assert!(about.is_sorted(), "{about:?}");
        let pages = stops.iter().take(5).filter(|stop| !content.resources[stop.resource].url_is_about).count();
        assert_eq!(about.iter().filter(|about| !**about).count(), pages.min(3), "{text}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_last_page_says_what_is_not_settled() {
    let open = "Cap encore ouvert";
    let model = answered("profile=association;maturity=2");
    let html = drawn(&model, View::Summary).await;
    assert!(html.contains(open));
    let doubtful = model.outcome.first_to_open(&model.content);
    let doubtful = doubtful.iter().filter(|stop| !model.content.resources[stop.resource].doubts.is_empty()).count();
    assert!(doubtful > 0);
    assert_eq!(html.matches(" · à confirmer<").count() + html.matches(" · à confirmer ").count(), doubtful);
    assert!(!drawn(&answered("maturity=2;objectives=hybrider;horizons=60,25,15"), View::Summary).await.contains(open));
}

#[tokio::test(flavor = "current_thread")]
async fn a_question_says_once_what_of_it_is_to_be_confirmed() {
    let html = drawn(&answered(""), View::Situate).await;
    for question in html.split("<fieldset ").skip(1) {
        assert!(question.matches("à confirmer").count() < 2, "{question}");
    }
    let count = |text: &str| html.matches(text).count();
    assert_eq!((count("certains intitulés à confirmer"), count("liste à confirmer")), (3, 1));
}

#[tokio::test(flavor = "current_thread")]
async fn the_bar_of_the_short_way_goes_on_once_there_is_an_answer() {
    let hidden =
        |html: &str| html.split("data-turn=\"1\"").nth(1).unwrap().split('>').next().unwrap().contains("hidden");
    assert!(hidden(&drawn(&answered(""), View::Quick).await));
    let mut model = answered("maturity=2");
    assert!(!hidden(&drawn(&model, View::Quick).await));
    model = after(&model, [Msg::Host(HostMsg::ViewsSet(vec![View::Quick]))]);
    assert!(hidden(&drawn(&model, View::Quick).await), "nowhere to go on to");
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
            let maturity =
                after(&next, [Msg::Journey(JourneyMsg::Answered(Answer::Maturity(Term::from_index(0).unwrap())))]);
            assert_eq!(maturity.situation.profile, None);
            assert_eq!(maturity.situation.level, None);
        }
    }
}

#[test]
fn what_the_short_way_proposes_is_an_answer_once_she_says_so() {
    let open = after(&answered("level=national"), [Msg::Navigation(NavigationMsg::ViewRequested(View::Quick))]);
    let (accepted, effects) = update(&open, Msg::Journey(JourneyMsg::ProposalAccepted));
    assert_eq!(accepted.situation.profile.map(Term::index), open.content.quick.profile);
    assert_eq!(accepted.situation.level, open.situation.level, "what she said stays");
    assert_eq!(effects.last(), Some(&Effect::Storage(StorageCommand::Follow)));
    assert!(
        effects.contains(&Effect::Emit(HostEvent::AnswerChanged(Question::Profile)))
            && effects.contains(&Effect::Focus(FocusTarget::Question(Question::Profile)))
    );
    assert_eq!(accepted.proposal(), Situation::default(), "nothing is proposed any more");
    let locked = after(
        &open,
        [Msg::Host(HostMsg::QuestionsLocked(vec![Question::Profile])), Msg::Journey(JourneyMsg::ProposalAccepted)],
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
    Impact::ALL.map(|impact| model.form.amounts.field_text(impact, model.situation.horizons))
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
            for index in order {
                let (impact, text) = all[index];
                // Digit by digit, as one types.
                model = after(
                    &typed(&model, &[(impact, &text[..1]), (impact, text)]),
                    [Msg::Journey(JourneyMsg::AmountBlurred)],
                );
                assert_eq!(model.form.amounts.field_text(impact, model.situation.horizons), text, "{order:?}");
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
    assert_eq!(wrong.form.amounts.horizons(), Err(AmountsError::Sum(105)));
    assert_eq!(horizons(&wrong), Some([60, 25, 15]), "the last good answer stays");
    assert_eq!(after(&wrong, [Msg::Journey(JourneyMsg::AmountBlurred)]).announcement, Announcement::Amounts);
    let adapted = after(&wrong, [Msg::Journey(JourneyMsg::AmountsAdapted)]);
    assert_eq!(horizons(&adapted), Some([56, 24, 20]), "the last one given stays");
    assert_eq!(texts(&adapted), ["56", "24", "20"]);
    // Two that are more than the whole: the third has nothing, and that is not enough.
    let much = typed(&answered(""), &[(Performance, "70"), (Innovation, "50")]);
    assert_eq!(
        (texts(&much), much.form.amounts.horizons()),
        (["70", "50", "0"].map(str::to_owned), Err(AmountsError::Sum(120)))
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
        assert_eq!(model.form.amounts.horizons(), Err(AmountsError::NotAnAmount), "{text}");
        assert!(model.form.amounts.is_invalid(Innovation) && !model.form.amounts.is_invalid(Performance));
        assert_eq!(model.announcement, Announcement::Amounts, "{text}");
        assert_eq!(horizons(&typed(&model, &[(Innovation, "30")])).map(|amount| amount[1]), Some(30), "{text}");
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
    let entered = typed(&answered(""), &[(Performance, "60"), (Innovation, "25"), (Performance, "")]);
    assert_eq!(texts(&entered)[0], "");
    assert_eq!(texts(&after(&entered, [Msg::Journey(JourneyMsg::AmountBlurred)])), ["38", "25", "37"]);
    // All that she gave taken back: no answer, as before.
    let none = after(
        &typed(&answered(""), &[(Performance, "60"), (Performance, "")]),
        [Msg::Journey(JourneyMsg::AmountBlurred)],
    );
    assert_eq!((horizons(&none), texts(&none)), (None, [String::new(), String::new(), String::new()]));
    for msg in [
        Msg::Journey(JourneyMsg::StartedOver),
        Msg::Host(HostMsg::ResetRequested),
        Msg::Journey(JourneyMsg::Answered(Answer::Horizons(Horizons::even()))),
    ] {
        let wrong = typed(&answered("horizons=34,33,33"), &[(Innovation, "abc")]);
        assert!(!after(&wrong, [msg]).form.amounts.is_invalid(Innovation));
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
        let mut entered: BTreeMap<usize, u8> = BTreeMap::new();
        for (index, amount, slides) in moves {
            let impact = Impact::ALL[index];
            if slides {
                amounts = amounts.with_slider(impact, amount, answer);
                entered = BTreeMap::from([(index, amount.min(100))]);
                prop_assert!(amounts.horizons().is_ok(), "a slider always makes an answer");
            } else {
                amounts = amounts.with_typed(impact, &amount.to_string(), answer);
                entered.insert(index, amount);
            }
            for (index, amount) in &entered {
                prop_assert_eq!(amounts.field_text(Impact::ALL[*index], answer), amount.to_string());
            }
            if let Ok(horizons) = amounts.horizons() {
                answer = Some(horizons);
                prop_assert_eq!(horizons.amounts().values().iter().map(|value| u32::from(*value)).sum::<u32>(), 100);
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
    let spoken = |text: &str| html.contains(&format!("aria-valuetext=\"{text} %\""));
    assert!(["60", "25", "15"].into_iter().all(spoken) && !html.contains("amounts-resting"));
}

#[test]
fn a_limit_is_said_when_it_is_reached_and_a_heading_once_the_sliders_rest() {
    let objective = |index| Msg::Journey(JourneyMsg::Answered(Answer::Objective(Term::from_index(index).unwrap())));
    let domain = |index| Msg::Journey(JourneyMsg::Answered(Answer::Domain(Term::from_index(index).unwrap())));
    let two = after(&answered(""), [objective(0), objective(1)]);
    assert_eq!(two.announcement, Announcement::ObjectivesFull);
    assert_eq!(after(&two, [objective(1)]).announcement, Announcement::Heading);
    let three = after(&answered(""), [domain(0), domain(1), domain(2)]);
    assert_eq!(three.announcement, Announcement::DomainsFull);
    assert_eq!(after(&three, [domain(2)]).announcement, Announcement::Heading, "one may be taken again");
    let slid = after(&answered(""), [Msg::Journey(JourneyMsg::AmountSlid(Performance, 60))]);
    assert_eq!(slid.announcement, Announcement::HeadingToCome, "more places may follow");
    let rested = Msg::AnnouncementDue;
    assert_eq!(after(&slid, [rested.clone()]).announcement, Announcement::Heading);
    assert_eq!(after(&slid, [domain(0), domain(0), rested]).announcement, Announcement::Heading);
    let gone = Msg::Navigation(NavigationMsg::ViewRequested(View::Path));
    let left = after(&slid, [gone, Msg::AnnouncementDue]);
    assert_eq!(left.announcement, Announcement::None, "who goes on hears of that");
}

#[test]
fn an_answer_taken_back_is_said_with_the_heading_where_that_turned_it() {
    let full = answered("profile=association;level=local;objectives=hybrider;horizons=60,25,15");
    let cleared = |question| after(&full, [Msg::Journey(JourneyMsg::Cleared(question))]);
    let profile = cleared(Question::Profile);
    assert_eq!(profile.announcement, Announcement::AnswerCleared { turned: false });
    assert_eq!(cleared(Question::Horizons).announcement, Announcement::AnswerCleared { turned: true });
    let again = after(&profile, [Msg::Journey(JourneyMsg::Cleared(Question::Level))]);
    assert_ne!(again.is_announcement_toggled, profile.is_announcement_toggled, "the next one is heard too");
    let locked = after(&full, [Msg::Host(HostMsg::QuestionsLocked(vec![Question::Profile]))]);
    let kept = after(&locked, [Msg::Journey(JourneyMsg::Cleared(Question::Profile))]);
    assert_eq!(kept.announcement, Announcement::None, "what the host locked stays");
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_done_again_is_said_again_in_words_that_differ() {
    let said = async |model: &Model| {
        let html = gallery::drawn(model.clone()).await;
        html.split("role=\"status\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    let copied = |model: &Model| after(model, [Msg::Share(ShareMsg::CopyFinished(true))]);
    let once = copied(&answered("maturity=1"));
    let (first, second) = (said(&once).await, said(&copied(&once)).await);
    assert_ne!(first, second);
    assert_eq!(first.trim_end(), second.trim_end());
    let heading = |model: &Model| {
        after(model, [Msg::Journey(JourneyMsg::Answered(Answer::Maturity(Term::from_index(0).unwrap())))])
    };
    let rested = heading(&once);
    assert_eq!(said(&rested).await, said(&heading(&rested)).await, "a state that is the same is no news");
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
        let count_text = format!("{answers} réponse{} aux 8 questions", if answers > 1 { "s" } else { "" });
        assert_eq!(instruments.contains(&count_text), answers > 0, "{text}");
    }
    // A step is done when all of it is.
    let html = drawn(&answered("profile=association"), View::Path).await;
    assert!(html.contains("step-begun") && !html.contains("step-answered"));
    // What asks nothing is done when there is nothing left to answer.
    let html = drawn(&answered(&[full, ";start=2026-09-01"].concat()), View::Summary).await;
    assert_eq!(html.matches("step-answered").count(), 4);
    let html = drawn(&answered(full), View::Summary).await;
    assert_eq!(html.matches("step-answered").count(), 2, "the start is missing");
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
    assert!(!dated.form.is_start_wanted);
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
        for moment in
            pack.instruments.iter().flat_map(|instrument| &instrument.moments).filter(|moment| moment.months.is_some())
        {
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
            assert!(!file.contains("class=") && !file.contains(" style="));
        }
    }
    // One colour each, that of the style sheet.
    let styles = std::fs::read_to_string(super::root().join("www/styles/hues.css")).unwrap();
    let file = export::svg(&answered("horizons=60,25,15"));
    for (impact, degrees) in Impact::ALL.into_iter().zip([0, 120, 240]) {
        let colour = styles.split(&format!("--{}: light-dark(", impact.id())).nth(1).unwrap();
        let colour = colour.split(',').next().unwrap();
        let petal = file.split(&format!("<g transform=\"rotate({degrees}.0)\">")).nth(1).unwrap();
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
    assert_eq!(after(&left, [Msg::Navigation(NavigationMsg::ReturnRequested)]).view, View::Trajectory);
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
            Msg::Navigation(NavigationMsg::ReturnRequested),
        ],
    );
    assert_eq!(quick.view, View::Quick);
    // Where no step is offered there is nothing to go back to.
    let alone = after(&answered("maturity=1"), [Msg::Host(HostMsg::ViewsSet(vec![View::Workshop]))]);
    assert!(!gallery::drawn(alone).await.contains(back));
}
