//! Every state of the gallery, drawn on the server side, as snapshots; and what must hold in all.

use super::{french, named, packs};
use boussole::app::ContentMsg;
use boussole::app::HostMsg;
use boussole::app::NavigationMsg;
use boussole::app::{ExploreMsg, Model, Msg, View, preset};
use boussole::view::{export, gallery};
use boussole_content::i18n::Key;
use boussole_content::pack::Doubt;

/// One element a line, so that a change shows where it is.
fn lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

#[tokio::test(flavor = "current_thread")]
async fn every_state_is_drawn_as_before() {
    let pack = packs().remove(0);
    for state in gallery::states(&pack) {
        let html = gallery::drawn(state.model).await;
        insta::assert_snapshot!(state.name, lines(&html));
    }
}

#[tokio::test(flavor = "current_thread")]
async fn every_state_is_whole_in_every_language() {
    for pack in packs() {
        for state in gallery::states(&pack) {
            let html = gallery::drawn(state.model).await;
            let place = format!("{} in {}", state.name, pack.messages.code);
            assert!(!html.contains(" style="), "{place} has an inline style");
            assert!(!html.contains('{') && !html.contains('}'), "{place} has a place that nothing filled");
            assert_eq!(html.matches("id=\"view-title\"").count(), 1, "{place} needs one title");
            assert_eq!(html.matches("role=\"status\"").count(), 1, "{place} needs one voice");
            for link in html.split("<a ").skip(1) {
                let tag = link.split('>').next().unwrap_or("");
                assert!(
                    tag.contains("rel=\"noopener noreferrer\"") && tag.contains("href=\"https://"),
                    "{place}: {tag}"
                );
            }
        }
    }
}

/// The card that a search for its title brings, for each resource.
#[tokio::test(flavor = "current_thread")]
async fn a_card_says_once_what_is_to_be_confirmed_and_what_it_repeats() {
    for pack in packs() {
        let mut seen = (0, 0, 0);
        for resource in pack.resources.iter().filter(|own| !own.doubts.is_empty() || own.repeats.is_some()).step_by(5) {
            let words = Msg::Explore(ExploreMsg::QueryTyped(resource.title.clone()));
            let html = gallery::drawn(gallery::after(
                &Model::new(pack.clone()),
                [Msg::Navigation(NavigationMsg::ViewRequested(View::Explore)), words],
            ))
            .await;
            let cards: Vec<&str> = html.split("<li ").collect();
            let of = |own: &&&str| own.contains(&format!("class=\"visually-hidden\"> {}<", escaped(&resource.title)));
            let card = cards.iter().find(of).unwrap_or_else(|| panic!("{}: no card in {html}", resource.id));
            let said = |key: Key| card.matches(&escaped(pack.messages.get(key))).count();
            let marks = card.matches("<details class=\"doubt\">").count();
            assert_eq!(marks, usize::from(!resource.doubts.is_empty()), "{}", resource.id);
            for (doubt, why) in [(Doubt::Summary, Key::DoubtSummary), (Doubt::Title, Key::DoubtTitle)] {
                assert_eq!(said(why), usize::from(resource.doubts.contains(&doubt)), "{} {why:?}", resource.id);
            }
            if let Some(id) = &resource.repeats {
                let original = pack.resources.iter().find(|other| other.id == *id).unwrap();
                let said = pack.messages.fill(Key::Repeats, &[("title", &original.title)]);
                assert!(card.contains(&escaped(&said)), "{}: {said} in {card}", resource.id);
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
    let compared = [37, 38].map(|place| Msg::Explore(ExploreMsg::CompareToggled(place)));
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
        let whole = plain(&gallery::drawn(journey(french(), view)).await);
        assert!(!whole.contains(COMING) && !whole.contains(MISSING), "{view:?}");
        let early = journey(named(), view);
        let coming = plain(&gallery::drawn(early.clone()).await);
        let cut = gallery::after(&early, [Msg::Content(ContentMsg::DetailsLoaded(None))]);
        let missing = plain(&gallery::drawn(cut.clone()).await);
        for (html, said, unsaid) in [(&coming, COMING, MISSING), (&missing, MISSING, COMING)] {
            assert!(html.contains(said) && !html.contains(unsaid), "{view:?}");
            // Nothing is said of a resource that nobody knows yet: neither a date nor that it has no address.
            assert!(!html.contains("no-address") && !html.contains("date inconnue"), "{view:?}");
        }
        let count = |html: &str, part: &str| html.matches(part).count();
        assert_eq!(count(&coming, "<li class=\"resource\""), count(&whole, "<li class=\"resource\""), "{view:?}");
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
        assert_eq!(plain(&gallery::drawn(came).await), whole, "{view:?}: as if they had been there from the start");
    }
}

#[test]
fn files_are_the_same_once_the_details_came() {
    let whole = journey(french(), View::Keep);
    let came = gallery::after(&journey(named(), View::Keep), [Msg::Content(ContentMsg::DetailsLoaded(Some(french())))]);
    assert_eq!(export::csv(&came), export::csv(&whole));
    // These need none of them.
    let early = journey(named(), View::Keep);
    assert_eq!(export::json(&early, "1"), export::json(&whole, "1"));
    assert_eq!((export::ics(&early), export::svg(&early)), (export::ics(&whole), export::svg(&whole)));
    assert_eq!(
        (export::workshop(&early), export::whole_link(&early)),
        (export::workshop(&whole), export::whole_link(&whole))
    );
    assert_ne!(export::csv(&early), export::csv(&whole), "the table waits for them");
}

/// On paper too: what is drawn twice is printed twice.
#[tokio::test(flavor = "current_thread")]
async fn a_pinned_resource_of_the_path_stands_once() {
    let pack = packs().remove(0);
    let model = gallery::states(&pack).into_iter().find(|state| state.name == "path-full").unwrap().model;
    let stop = model.outcome.plan(&pack).path.stops[1].resource;
    let other = (0..pack.resources.len())
        .find(|place| model.outcome.plan(&pack).path.stops.iter().all(|own| own.resource != *place))
        .unwrap();
    let model = gallery::after(
        &model,
        [Msg::Explore(ExploreMsg::PinToggled(stop)), Msg::Explore(ExploreMsg::PinToggled(other))],
    );
    let path = gallery::drawn(model.clone()).await;
    let kept = gallery::drawn(gallery::after(&model, [Msg::Host(HostMsg::ViewSet(View::Keep))])).await;
    let paper = kept.split("data-paper").nth(1).unwrap();
    let escaped = |text: &str| text.replace('&', "&amp;").replace('\'', "&#39;");
    for place in [stop, other] {
        let resource = &pack.resources[place];
        let pinned =
            format!("aria-pressed=\"true\">Épinglée<span class=\"visually-hidden\"> {}<", escaped(&resource.title));
        assert_eq!(path.matches(&pinned).count(), 1, "{}", resource.id);
        assert_eq!(
            paper.matches(&format!("<strong>{}</strong>", escaped(&resource.title))).count(),
            1,
            "{}",
            resource.id
        );
    }
}
