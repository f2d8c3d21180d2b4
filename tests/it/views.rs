//! Every state of the gallery, drawn on the server side, as snapshots; and what must hold in all.

use super::packs;
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
