//! What happens to a model, message by message.

use super::{french, packs};
use boussole::app::features::explore::facet::Facet;
use boussole::app::features::share::{SavedJourney, SavedJourneys, ShareMsg};
use boussole::app::journey::preset;
use boussole::app::runtime::effect::{Asset, FocusTarget, HostEvent, StorageCommand};
use boussole::app::{
    Announcement, Answer, ContentMsg, Effect, ExploreMsg, HostMsg, JourneyMsg, Model, Msg, NavigationMsg, View,
    WhatIfMsg, update,
};
use boussole::view::gallery::after;
use boussole_domain::situation::Question;
use boussole_domain::vocabulary::Term;
use boussole_domain::{Date, Impact};

fn full() -> Model {
    let pack = french();
    let text = "profile=association;domains=d01;level=local;maturity=1;objectives=hybrider;usage=agir;horizons=60,25,15;start=2026-09-01";
    let (situation, _) = preset::read(text, &pack.vocabulary);
    after(&Model::new(pack), [Msg::Host(HostMsg::SituationSet(situation))])
}

#[test]
fn an_answer_tells_the_question_and_the_result_and_the_same_answer_tells_nothing() {
    let model = Model::new(french());
    let msg = Msg::Journey(JourneyMsg::Answered(Answer::Maturity(Term::from_index(2).unwrap())));
    let (next, effects) = update(&model, msg.clone());
    assert_eq!(
        effects,
        [
            Effect::Emit(HostEvent::AnswerChanged(Question::Maturity)),
            Effect::Emit(HostEvent::ResultChanged),
            Effect::Storage(StorageCommand::Follow)
        ]
    );
    assert!(next.outcome.heading.is_some());
    assert_eq!(update(&next, msg).1, []);
}

#[test]
fn going_back_and_forth_loses_nothing() {
    let model = full();
    let travelled = after(
        &model,
        View::all(&model.content)
            .into_iter()
            .chain(View::all(&model.content).into_iter().rev())
            .map(|it| Msg::Navigation(NavigationMsg::ViewRequested(it))),
    );
    assert_eq!(travelled.situation, model.situation);
    assert_eq!(travelled.view, View::Situate);
}

#[test]
fn the_method_panel_leads_back_to_where_one_was() {
    let model = after(
        &full(),
        [
            Msg::Navigation(NavigationMsg::ViewRequested(View::Trajectory)),
            Msg::Navigation(NavigationMsg::ViewRequested(View::Method)),
            Msg::Navigation(NavigationMsg::MethodClosed),
        ],
    );
    assert_eq!(model.view, View::Trajectory);
}

#[test]
fn starting_over_can_be_undone_until_one_goes_on_with_something_new() {
    let model = after(&full(), [Msg::Explore(ExploreMsg::PinToggled(3))]);
    let erased = after(&model, [Msg::Journey(JourneyMsg::StartedOver)]);
    assert!(erased.situation.is_empty() && erased.undo.before_start_over.is_some());
    assert!(erased.explore.pinned.is_empty());
    let undone = after(&erased, [Msg::Journey(JourneyMsg::StartOverUndone)]);
    assert_eq!((undone.situation, undone.explore.pinned), (model.situation.clone(), vec![3]));
    // One answer by reflex does not cost the others.
    let anew = after(&erased, [Msg::Journey(JourneyMsg::Answered(Answer::Level(Term::from_index(0).unwrap())))]);
    assert_eq!(after(&anew, [Msg::Journey(JourneyMsg::StartOverUndone)]).situation, model.situation);
    assert!(
        after(&anew, [Msg::Navigation(NavigationMsg::ViewRequested(View::Heading))]).undo.before_start_over.is_none()
    );
    assert!(
        after(&erased, [Msg::Navigation(NavigationMsg::ViewRequested(View::Heading))]).undo.before_start_over.is_some(),
        "looking around is not going on"
    );
}

#[test]
fn a_fourth_domain_is_not_taken_and_none_is_lost() {
    let answer = |index| Msg::Journey(JourneyMsg::Answered(Answer::Domain(Term::from_index(index).unwrap())));
    let model = after(&Model::new(french()), [answer(0), answer(5), answer(9), answer(12)]);
    let indices: Vec<usize> = model.situation.domains.iter().map(|term| term.index()).collect();
    assert_eq!(indices, [0, 5, 9]);
    assert_eq!(after(&model, [answer(5)]).situation.domains.len(), 2);
}

#[test]
fn a_start_that_is_no_date_is_kept_as_typed_beside_the_last_good_one() {
    let model = after(&full(), [Msg::Journey(JourneyMsg::StartTyped("1969-05-01".to_owned()))]);
    assert_eq!(model.form.invalid_start_input.as_deref(), Some("1969-05-01"));
    assert_eq!(model.situation.start, Date::new(2026, 9, 1));
    let model = after(&model, [Msg::Journey(JourneyMsg::StartTyped("2027-01-15".to_owned()))]);
    assert_eq!((model.form.invalid_start_input, model.situation.start), (None, Date::new(2027, 1, 15)));
}

#[test]
fn a_trial_leaves_the_answers_alone_until_it_is_kept() {
    let model = full();
    let trial = after(&model, [Msg::WhatIf(WhatIfMsg::Answered(Answer::Maturity(Term::from_index(3).unwrap())))]);
    assert_eq!(trial.situation, model.situation);
    assert_ne!(trial.visible_outcome(), &*model.outcome);
    assert_eq!(after(&trial, [Msg::WhatIf(WhatIfMsg::Dropped)]).visible_outcome(), &*model.outcome);
    let kept = after(&trial, [Msg::WhatIf(WhatIfMsg::Kept)]);
    assert_eq!(kept.situation.maturity.map(Term::index), Some(3));
    assert!(kept.what_if.is_none());
}

#[test]
fn the_needle_takes_the_shorter_way_and_never_jumps_back() {
    let mut model = Model::new(french());
    let mut before = model.needles.own;
    for (impact, amount) in [
        (Impact::Performance, 100),
        (Impact::Innovation, 100),
        (Impact::Confiance, 100),
        (Impact::Performance, 100),
        (Impact::Confiance, 100),
    ] {
        model = after(&model, [Msg::Journey(JourneyMsg::AmountSlid(impact, amount))]);
        assert!((model.needles.own - before).abs() <= 1800, "{before} to {}", model.needles.own);
        let bearing = model.outcome.heading.unwrap().bearing_tenths;
        assert_eq!(model.needles.own.rem_euclid(3600), i32::try_from(bearing).unwrap());
        before = model.needles.own;
    }
}

#[test]
fn a_proposal_fills_only_what_is_unanswered() {
    let pack = french();
    let (proposal, _) = preset::read("profile=media;level=national", &pack.vocabulary);
    let answered = after(
        &Model::new(pack),
        [
            Msg::Journey(JourneyMsg::Answered(Answer::Level(Term::from_index(0).unwrap()))),
            Msg::Host(HostMsg::AnswersProposed(proposal)),
        ],
    );
    assert_eq!(answered.situation.level.map(Term::index), Some(0));
    assert_eq!(answered.situation.profile.map(Term::index), Some(9));
}

#[test]
fn another_language_keeps_the_answers_and_the_result() {
    let model = full();
    let english = packs().remove(1);
    let next = after(&model, [Msg::Content(ContentMsg::ContentLoaded(english))]);
    assert_eq!(next.announcement, Announcement::LanguageToCome, "what is drawn with all other words is not heard");
    assert_eq!(after(&next, [Msg::AnnouncementDue]).announcement, Announcement::LanguageChanged);
    assert_eq!(next.situation, model.situation);
    assert_eq!(next.outcome, model.outcome);
    assert_ne!(next.content.messages, model.content.messages);
}

#[test]
fn a_locked_answer_outlives_everything_the_visitor_and_the_host_do() {
    let pack = french();
    let (other, _) = preset::read("profile=media;level=national", &pack.vocabulary);
    let locked = after(&full(), [Msg::Host(HostMsg::QuestionsLocked(vec![Question::Profile]))]);
    let profile = locked.situation.profile;
    for msg in [
        Msg::Journey(JourneyMsg::Answered(Answer::Profile(Term::from_index(4).unwrap()))),
        Msg::Journey(JourneyMsg::Cleared(Question::Profile)),
        Msg::Journey(JourneyMsg::StartedOver),
        Msg::Host(HostMsg::ResetRequested),
        Msg::Host(HostMsg::SituationSet(other)),
    ] {
        let next = after(&locked, [msg.clone()]);
        assert_eq!(next.situation.profile, profile, "{msg:?}");
        assert!(!next.missing().contains(&Question::Profile));
    }
}

#[test]
fn only_the_views_that_are_offered_are_reached() {
    let offered = after(&full(), [Msg::Host(HostMsg::ViewsSet(vec![View::Path, View::Heading]))]);
    assert_eq!(offered.view, View::Heading, "the first of them shows");
    assert_eq!((offered.previous(), offered.next()), (None, Some(View::Path)));
    for view in View::all(&french()) {
        let next = after(&offered, [Msg::Navigation(NavigationMsg::ViewRequested(view))]);
        assert_eq!(next.view == view, view == View::Path || view == View::Heading, "{view:?}");
    }
    assert_eq!(
        after(&offered, [Msg::Host(HostMsg::ViewsSet(Vec::new()))]).host.enabled_views,
        offered.host.enabled_views,
        "no view at all is no offer"
    );
}

#[test]
fn asking_for_a_question_goes_where_it_stands() {
    for question in Question::ALL {
        let (next, effects) = update(
            &after(&full(), [Msg::Navigation(NavigationMsg::ViewRequested(View::Path))]),
            Msg::Navigation(NavigationMsg::QuestionRequested(question)),
        );
        assert_eq!(next.view, View::for_question(question));
        assert_eq!(effects.last(), Some(&Effect::Focus(FocusTarget::Question(question))));
    }
}

#[test]
fn pins_follow_their_resources_into_another_catalogue() {
    let ours = french();
    let mut theirs = (*ours).clone();
    let table = "title;kind\nAaa;outils\nZzz;outils\n";
    let catalogue = boussole::app::features::content::partner_catalogue::parse_spreadsheet(table).unwrap();
    boussole::app::features::content::partner_catalogue::apply_catalogue(&mut theirs, &catalogue).unwrap();
    let theirs = std::rc::Rc::new(theirs);
    let wished = |value| Msg::Explore(boussole::app::ExploreMsg::FilterToggled(value, 0));
    let attributes =
        [boussole::app::features::explore::facet::Facet::Kind, boussole::app::features::explore::facet::Facet::Year]
            .map(wished);
    let model = after(
        &after(&full(), [Msg::Explore(ExploreMsg::PinToggled(40)), Msg::Explore(ExploreMsg::PinToggled(7))]),
        attributes,
    );
    let ids = |model: &Model| -> Vec<String> {
        model.explore.pinned.iter().map(|index| model.content.resources[*index].id.clone()).collect()
    };
    let moved = after(&model, [Msg::Content(ContentMsg::ContentLoaded(theirs.clone()))]);
    assert_eq!(ids(&moved), ids(&model));
    assert_ne!(moved.explore.pinned, model.explore.pinned);
    assert_eq!(moved.explore.query.filters.len(), 1, "years differ from one catalogue to another, kinds do not");
    assert_eq!(ids(&after(&moved, [Msg::Content(ContentMsg::ContentLoaded(ours))])), ids(&model), "and back");
}

#[test]
fn a_list_that_comes_again_does_not_hush_what_was_just_said() {
    let listed = |name: &str| {
        let journeys = vec![SavedJourney { id: "a".to_owned(), name: name.to_owned() }];
        Msg::Share(ShareMsg::JourneysListed(SavedJourneys {
            offered: true,
            current: Some("a".to_owned()),
            journeys,
            error: None,
        }))
    };
    let kept = after(&full(), [listed("Conseil")]);
    assert_eq!(kept.announcement, Announcement::JourneySaved);
    // The write that follows a change tells the same list again.
    assert_eq!(after(&kept, [listed("Conseil")]).announcement, Announcement::JourneySaved);
    assert_eq!(after(&kept, [listed("Bureau")]).announcement, Announcement::None);
}

#[test]
fn what_comes_by_itself_does_not_hush_what_was_just_said() {
    let pinned = after(&full(), [Msg::Explore(ExploreMsg::PinToggled(3))]);
    assert_eq!(pinned.announcement, Announcement::Pinned);
    for arrival in [
        Msg::Host(HostMsg::TodaySet(Date::new(2027, 1, 4).unwrap())),
        Msg::Host(HostMsg::HeadingLevelSet(3)),
        Msg::Content(ContentMsg::SearchIndexLoaded(None)),
        Msg::Content(ContentMsg::SearchIndexLoaded(Some(french()))),
        Msg::Content(ContentMsg::DetailsLoaded(None)),
        Msg::Content(ContentMsg::DetailsLoaded(Some(french()))),
        Msg::Share(ShareMsg::CalendarExported(1)),
        Msg::Content(ContentMsg::ContentLoaded(french())),
        Msg::Host(HostMsg::QuestionsLocked(vec![Question::Maturity])),
        Msg::Host(HostMsg::ViewsSet(vec![View::Situate, View::Path])),
        Msg::Share(ShareMsg::LinkBaseSet("https://exemple.org/#b=".to_owned())),
        Msg::Share(ShareMsg::JourneysListed(SavedJourneys::default())),
        Msg::Host(HostMsg::CameraDetected),
    ] {
        assert_eq!(after(&pinned, [arrival.clone()]).announcement, Announcement::Pinned, "{arrival:?}");
    }
    assert_eq!(
        after(&pinned, [Msg::Navigation(NavigationMsg::ViewRequested(View::Keep))]).announcement,
        Announcement::None,
        "what she does next is another matter"
    );
}

#[test]
fn details_that_come_late_change_nothing_but_what_is_shown() {
    let journey = |pack| {
        let (situation, _) =
            preset::read("profile=association;level=local;maturity=1;horizons=60,25,15", &french().vocabulary);
        after(
            &Model::new(pack),
            [
                Msg::Host(HostMsg::SituationSet(situation)),
                Msg::Explore(ExploreMsg::PinToggled(3)),
                Msg::Navigation(NavigationMsg::ViewRequested(View::Explore)),
            ],
        )
    };
    let early = journey(super::named());
    let of = |model: &Model, facet: Facet| {
        model
            .explore
            .results
            .facet_counts
            .iter()
            .find(|(facet_count, _)| *facet_count == facet)
            .map_or(0, |(_, all)| all.len())
    };
    assert_eq!(of(&early, Facet::Publisher), 0, "nobody knows them yet");
    let full = journey(french());
    assert_eq!(
        (of(&early, Facet::Year), &early.explore.results.indices),
        (of(&full, Facet::Year), &full.explore.results.indices),
        "nothing moves"
    );

    let missing = after(&early, [Msg::Content(ContentMsg::DetailsLoaded(None))]);
    assert!(missing.explore.have_details_failed);
    let (again, effects) = update(&missing, Msg::Content(ContentMsg::DetailsRequested));
    assert_eq!((again.explore.have_details_failed, effects), (false, vec![Effect::Load(Asset::Details)]));

    let (came, effects) = update(&missing, Msg::Content(ContentMsg::DetailsLoaded(Some(french()))));
    assert_eq!(effects, [], "the page hears nothing of it");
    let full = journey(french());
    assert!(!came.explore.have_details_failed);
    assert_eq!((&came.situation, &came.explore.pinned, came.view), (&full.situation, &full.explore.pinned, full.view));
    assert_eq!((&came.explore.results, &came.outcome), (&full.explore.results, &full.outcome));
    assert_eq!(came.announcement, missing.announcement);
}
