//! Every state of the gallery, drawn on the server side, as snapshots; and what must hold in all.

use super::packs;
use boussole::app::{Model, Msg, View, Wished};
use boussole::catalogue::pack::Doubt;
use boussole::i18n::Key;
use boussole::view::gallery;

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
            let words = Msg::Wished(Wished::Words(resource.title.clone()));
            let html =
                gallery::drawn(gallery::after(&Model::new(pack.clone()), [Msg::WentTo(View::Explore), words])).await;
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
