//! Every state of the gallery, drawn on the server side, as snapshots; and what must hold in all.

use super::packs;
use boussole::app::{Msg, View};
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

/// On paper too: what is drawn twice is printed twice.
#[tokio::test(flavor = "current_thread")]
async fn a_pinned_resource_of_the_path_stands_once() {
    let pack = packs().remove(0);
    let model = gallery::states(&pack).into_iter().find(|state| state.name == "path-full").unwrap().model;
    let stop = model.outcome.plan(&pack).path.stops[1].resource;
    let other = (0..pack.resources.len())
        .find(|place| model.outcome.plan(&pack).path.stops.iter().all(|own| own.resource != *place))
        .unwrap();
    let model = gallery::after(&model, [Msg::PinToggled(stop), Msg::PinToggled(other)]);
    let path = gallery::drawn(model.clone()).await;
    let kept = gallery::drawn(gallery::after(&model, [Msg::Sent(View::Keep)])).await;
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
