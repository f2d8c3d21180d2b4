//! Every state of the gallery, drawn on the server side, as snapshots; and what must hold in all.

use super::{french, named, packs};
use boussole::app::journey::preset;
use boussole::app::{ContentMsg, ExploreMsg, HostMsg, JourneyMsg, Model, Msg, NavigationMsg, View};
use boussole::view::{export, gallery};
use boussole_content::i18n::Key;
use boussole_content::pack::{Contact, Doubt};
use boussole_domain::vocabulary::Circle;

/// One element a line, so that a change shows where it is.
fn lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

#[tokio::test(flavor = "current_thread")]
async fn every_state_is_drawn_as_before() {
    let pack = packs().remove(0);
    for state in gallery::fixtures(&pack) {
        let html = gallery::drawn(state.model).await;
        insta::assert_snapshot!(state.name, lines(&html));
    }
}

#[tokio::test(flavor = "current_thread")]
async fn every_state_is_whole_in_every_language() {
    for pack in packs() {
        for state in gallery::fixtures(&pack) {
            let html = gallery::drawn(state.model).await;
            let context = format!("{} in {}", state.name, pack.messages.code);
            assert!(!html.contains(" style="), "{context} has an inline style");
            assert!(!html.contains('{') && !html.contains('}'), "{context} has a place that nothing filled");
            assert_eq!(html.matches("id=\"view-title\"").count(), 1, "{context} needs one title");
            assert_eq!(html.matches("role=\"status\"").count(), 1, "{context} needs one voice");
            for link in html.split("<a ").skip(1) {
                let tag = link.split('>').next().unwrap_or("");
                let is_page = tag.contains("rel=\"noopener noreferrer\"") && tag.contains("href=\"https://");
                assert!(is_page || tag.contains("href=\"mailto:?subject="), "{context}: {tag}");
            }
        }
    }
}

/// The card that a search for its title brings, for each resource.
#[tokio::test(flavor = "current_thread")]
async fn a_card_says_once_what_is_to_be_confirmed_and_what_it_repeats() {
    for pack in packs() {
        let mut seen = (0, 0, 0);
        for resource in
            pack.resources.iter().filter(|card| !card.doubts.is_empty() || card.repeats.is_some()).step_by(5)
        {
            let words = Msg::Explore(ExploreMsg::QueryTyped(resource.title.clone()));
            let html = gallery::drawn(gallery::after(
                &Model::new(pack.clone()),
                [Msg::Navigation(NavigationMsg::ViewRequested(View::Explore)), words],
            ))
            .await;
            let cards: Vec<&str> = html.split("<li ").collect();
            let of = |card: &&&str| card.contains(&format!("class=\"visually-hidden\"> {}<", escaped(&resource.title)));
            let card = cards.iter().find(of).unwrap_or_else(|| panic!("{}: no card in {html}", resource.id));
            let message = |key: Key| card.matches(&escaped(pack.messages.get(key))).count();
            let marks = card.matches("<details class=\"doubt\">").count();
            assert_eq!(marks, usize::from(!resource.doubts.is_empty()), "{}", resource.id);
            for (doubt, reason) in [(Doubt::Summary, Key::DoubtSummary), (Doubt::Title, Key::DoubtTitle)] {
                assert_eq!(
                    message(reason),
                    usize::from(resource.doubts.contains(&doubt)),
                    "{} {reason:?}",
                    resource.id
                );
            }
            if let Some(id) = &resource.repeats {
                let original = pack.resources.iter().find(|other| other.id == *id).unwrap();
                let message = pack.messages.fill(Key::Repeats, &[("title", &original.title)]);
                assert!(card.contains(&escaped(&message)), "{}: {message} in {card}", resource.id);
                seen.2 += 1;
            }
            seen.0 += usize::from(resource.doubts.contains(&Doubt::Summary));
            seen.1 += usize::from(resource.doubts.contains(&Doubt::Title));
        }
        assert!(seen.0 > 0 && seen.1 > 0 && seen.2 > 0, "{seen:?}: each is shown somewhere");
    }
}

/// A text as the drawing writes it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#x27;")
}

/// A journey with pins and a comparison, in a view.
fn journey(pack: std::rc::Rc<boussole_content::pack::Pack>, view: View) -> Model {
    let (situation, _) = preset::read("profile=association;level=local;maturity=1;horizons=60,25,15", &pack.vocabulary);
    let compared = [37, 38].map(|index| Msg::Explore(ExploreMsg::CompareToggled(index)));
    let model = gallery::after(
        &Model::new(pack),
        [Msg::Host(HostMsg::SituationSet(situation)), Msg::Explore(ExploreMsg::PinToggled(36))],
    );
    gallery::after(&gallery::after(&model, compared), [Msg::Navigation(NavigationMsg::ViewRequested(view))])
}

#[tokio::test(flavor = "current_thread")]
async fn resources_are_named_while_the_rest_is_on_its_way_or_does_not_come() {
    const COMING: &str = "Un instant : la description et l’adresse arrivent.";
    const MISSING: &str = "La description et l’adresse n’ont pas pu se charger.";
    let plain = |html: &str| html.replace(['\u{a0}', '\u{202f}'], " ");
    for view in [View::Path, View::Quick, View::Explore, View::Keep] {
        let full = plain(&gallery::drawn(journey(french(), view)).await);
        assert!(!full.contains(COMING) && !full.contains(MISSING), "{view:?}");
        let early = journey(named(), view);
        let coming = plain(&gallery::drawn(early.clone()).await);
        let cut = gallery::after(&early, [Msg::Content(ContentMsg::DetailsLoaded(None))]);
        let missing = plain(&gallery::drawn(cut.clone()).await);
        for (html, present, unsaid) in [(&coming, COMING, MISSING), (&missing, MISSING, COMING)] {
            assert!(html.contains(present) && !html.contains(unsaid), "{view:?}");
            // Nothing is said of a resource that nobody knows yet: neither a date nor that it has no address.
            assert!(!html.contains("no-address") && !html.contains("date inconnue"), "{view:?}");
        }
        let count = |html: &str, part: &str| html.matches(part).count();
        assert_eq!(count(&coming, "<li class=\"resource\""), count(&full, "<li class=\"resource\""), "{view:?}");
        assert_eq!(
            count(&missing, "Réessayer"),
            count(&missing, "<li class=\"resource\""),
            "{view:?}: each can be asked for"
        );
        assert_eq!(count(&coming, "Réessayer"), 0, "{view:?}");
        let came = gallery::after(
            &cut,
            [Msg::Content(ContentMsg::DetailsRequested), Msg::Content(ContentMsg::DetailsLoaded(Some(french())))],
        );
        assert_eq!(plain(&gallery::drawn(came).await), full, "{view:?}: as if they had been there from the start");
    }
}

#[test]
fn files_are_the_same_once_the_details_came() {
    let full = journey(french(), View::Keep);
    let came = gallery::after(&journey(named(), View::Keep), [Msg::Content(ContentMsg::DetailsLoaded(Some(french())))]);
    assert_eq!(export::csv(&came), export::csv(&full));
    assert_eq!(export::ics(&came), export::ics(&full));
    // These need none of them.
    let early = journey(named(), View::Keep);
    assert_eq!(export::json(&early, "1"), export::json(&full, "1"));
    assert_eq!(export::svg(&early), export::svg(&full));
    assert_eq!(
        (export::workshop(&early), export::whole_link(&early)),
        (export::workshop(&full), export::whole_link(&full))
    );
    assert_ne!(export::csv(&early), export::csv(&full), "the table waits for them");
}

/// On paper too: what is drawn twice is printed twice.
#[tokio::test(flavor = "current_thread")]
async fn a_pinned_resource_of_the_path_stands_once() {
    let pack = packs().remove(0);
    let model = gallery::fixtures(&pack).into_iter().find(|state| state.name == "path-full").unwrap().model;
    let stop = model.outcome.plan(&pack).path.stops[1].resource;
    let other = (0..pack.resources.len())
        .find(|index| model.outcome.plan(&pack).path.stops.iter().all(|stop| stop.resource != *index))
        .unwrap();
    let model = gallery::after(
        &model,
        [Msg::Explore(ExploreMsg::PinToggled(stop)), Msg::Explore(ExploreMsg::PinToggled(other))],
    );
    let path = gallery::drawn(model.clone()).await;
    let kept = gallery::drawn(gallery::after(&model, [Msg::Host(HostMsg::ViewSet(View::Keep))])).await;
    let paper = kept.split("data-paper").nth(1).unwrap();
    let summary = gallery::drawn(gallery::after(&model, [Msg::Host(HostMsg::ViewSet(View::Summary))])).await;
    let escaped = |text: &str| text.replace('&', "&amp;").replace('\'', "&#39;");
    for index in [stop, other] {
        let resource = &pack.resources[index];
        let pinned =
            format!("aria-pressed=\"true\">Épinglée<span class=\"visually-hidden\"> {}<", escaped(&resource.title));
        assert_eq!(path.matches(&pinned).count(), 1, "{}", resource.id);
        assert_eq!(
            paper.matches(&format!("<strong>{}</strong>", escaped(&resource.title))).count(),
            1,
            "{}",
            resource.id
        );
        let briefs = summary.split("brief-title").skip(1);
        assert_eq!(briefs.filter(|brief| brief.contains(&escaped(&resource.title))).count(), 1, "{}", resource.id);
    }
}

/// The parts of a path as they are drawn: what stands open, what is folded, what is to be asked for.
fn path_parts(html: &str) -> [String; 3] {
    let cut = |from: &str, to: &str| {
        html.split_once(from)
            .and_then(|(_, rest)| rest.split_once(to))
            .map_or_else(String::new, |(part, _)| part.to_owned())
    };
    let open = cut("<ol class=\"resources\" role=\"list\">", "</ol>");
    [open, cut("<details class=\"path-more\">", "</ol>"), cut("<section class=\"block ask\">", "</section>")]
}

#[tokio::test(flavor = "current_thread")]
async fn a_path_shows_five_that_open_folds_the_rest_and_asks_for_what_does_not_open() {
    let pack = french();
    let mut asked_at_all = 0;
    for text in
        ["profile=association", "usage=agir", "profile=citoyen;usage=agir;maturity=4", "profile=media;domains=d05"]
    {
        let (situation, _) = preset::read(text, &pack.vocabulary);
        let model = gallery::after(
            &Model::new(pack.clone()),
            [Msg::Host(HostMsg::SituationSet(situation)), Msg::Host(HostMsg::ViewSet(View::Path))],
        );
        let stops = model.outcome.plan(&pack).path.stops.clone();
        let asked: Vec<usize> = stops.iter().filter(|stop| !stop.opens).map(|stop| stop.resource).collect();
        let html = gallery::drawn(model).await;
        let [open, folded, ask] = path_parts(&html);
        let cards = |part: &str| part.matches("<li class=\"resource\"").count();
        assert_eq!(cards(&open), 5, "{text}");
        assert_eq!(cards(&open) + cards(&folded) + asked.len(), stops.len(), "{text}");
        assert_eq!(cards(&ask), asked.len(), "{text}");
        for part in [&open, &folded] {
            assert_eq!(part.matches("target=\"_blank\"").count(), cards(part), "{text}: each of them opens");
        }
        for index in &asked {
            let title = &pack.resources[*index].title;
            let letter = ask.split("letter-text").nth(1).unwrap();
            assert!(
                letter.contains(&*title.replace('&', "&amp;").replace('\'', "&#39;")),
                "{text}: {title} in {letter}"
            );
        }
        assert_eq!(
            ask.matches("href=\"mailto:?subject=").count(),
            usize::from(!asked.is_empty()),
            "nobody is invented"
        );
        asked_at_all += asked.len();
    }
    assert!(asked_at_all > 0);
}

#[tokio::test(flavor = "current_thread")]
async fn a_path_says_which_field_has_nothing_that_opens_and_where_to_go() {
    let mut pack = (*french()).clone();
    pack.exclude_circles([Circle::ThirdParty]);
    pack.partner.contact = Some(Contact {
        label: "La maison des associations".to_owned(),
        address: Some("mailto:a@exemple.org".to_owned()),
    });
    let pack = std::rc::Rc::new(pack);
    let drawn = async |text: &str| {
        let (situation, _) = preset::read(text, &pack.vocabulary);
        let told = [Msg::Host(HostMsg::SituationSet(situation)), Msg::Host(HostMsg::ViewSet(View::Path))];
        gallery::drawn(gallery::after(&Model::new(pack.clone()), told)).await
    };
    let none = pack.messages.fill(Key::PathEmptyDomains, &[("domains", &pack.vocabulary.domains[4].label)]);
    let html = drawn("domains=d05").await;
    let banner = html.split("<section class=\"banner\">").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(banner.contains(&escaped(&none).replace("&#x27;", "&#39;")), "{banner}");
    assert!(banner.contains(pack.messages.get(Key::PathEmptySearch)) && banner.contains("mailto:a@exemple.org"));
    assert_eq!(path_parts(&html)[0].matches("<li class=\"resource\"").count(), 5, "there is a path all the same");
    assert!(!drawn("domains=d11").await.contains("<section class=\"banner\">"));
}

/// Answers from which all of the last page follows.
const WHOLE: &str = "profile=collectivite;level=local;maturity=1;objectives=co-construire;usage=agir";

fn last_page(pack: std::rc::Rc<boussole_content::pack::Pack>, answers: &str) -> Model {
    let (situation, _) = preset::read(answers, &pack.vocabulary);
    gallery::after(
        &Model::new(pack),
        [Msg::Host(HostMsg::SituationSet(situation)), Msg::Host(HostMsg::ViewSet(View::Summary))],
    )
}

#[tokio::test(flavor = "current_thread")]
async fn the_last_page_has_a_portrait_three_things_to_do_and_three_that_open() {
    for pack in packs() {
        let model = last_page(pack.clone(), WHOLE);
        let html = gallery::drawn(model.clone()).await;
        for sentence in model.outcome.portrait(&pack) {
            assert!(html.contains(&sentence.text.replace('&', "&amp;")), "{}", sentence.text);
        }
        assert_eq!((model.outcome.portrait(&pack).len(), model.outcome.gestures(&pack).len()), (3, 3));
        assert_eq!(html.matches("type=\"checkbox\"").count(), 3);
        assert_eq!(html.matches("<li class=\"brief\">").count(), 3);
        assert_eq!(html.matches("target=\"_blank\"").count(), 3, "each opens");
        assert!(!html.contains("foot-back"), "the journey ends here, not with a way back");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_last_page_keeps_places_for_sentences_on_their_way_and_asks_for_what_they_follow_from() {
    let early = gallery::drawn(last_page(named(), WHOLE)).await;
    assert_eq!(early.matches("class=\"gesture gesture-coming\"").count(), 3);
    assert!(early.contains(french().messages.get(Key::SummaryComing)));
    let failed = gallery::after(&last_page(named(), WHOLE), [Msg::Content(ContentMsg::DetailsLoaded(None))]);
    assert!(gallery::drawn(failed).await.contains(french().messages.get(Key::DetailsAgain)));
    let half = gallery::drawn(last_page(french(), "profile=media;maturity=2")).await;
    let asked =
        half.split(french().messages.get(Key::GesturesNone)).nth(1).unwrap().split("</section>").next().unwrap();
    assert!(asked.contains("Objectifs") && !asked.contains("Maturité"), "{asked}");
    let empty = gallery::drawn(last_page(french(), "")).await;
    assert!(empty.contains(french().messages.get(Key::JourneyFirst)) && !empty.contains("data-paper"));
}

#[test]
fn ticks_stay_through_the_visit_and_go_with_the_answers() {
    let model = last_page(french(), WHOLE);
    let sentence = model.outcome.gestures(&model.content)[1].sentence.text.clone();
    let tick = || Msg::Journey(JourneyMsg::GestureToggled(sentence.clone()));
    let ticked = gallery::after(&model, [tick(), Msg::Host(HostMsg::ViewSet(View::Path))]);
    assert_eq!(ticked.form.done, std::slice::from_ref(&sentence));
    assert!(gallery::after(&ticked, [tick()]).form.done.is_empty());
    assert!(gallery::after(&ticked, [Msg::Journey(JourneyMsg::StartedOver)]).form.done.is_empty());
}

#[test]
fn a_host_that_leaves_the_last_page_out_has_the_journey_end_before() {
    let all: Vec<View> = View::all(&french()).into_iter().filter(|view| *view != View::Summary).collect();
    let model = gallery::after(&last_page(french(), WHOLE), [Msg::Host(HostMsg::ViewSet(View::Path))]);
    assert_eq!(model.next(), Some(View::Summary));
    let without = gallery::after(&model, [Msg::Host(HostMsg::ViewsSet(all))]);
    assert_eq!((without.next(), without.steps().count()), (None, 4));
}
