//! What a link from somebody else makes of a widget: the result first, the visitor's own never lost, both side by side.

use super::french;
use boussole::app::features::share::{KeepOffer, SavedJourneys, ShareMsg};
use boussole::app::journey::answers;
use boussole::app::journey::{link, preset};
use boussole::app::runtime::effect::FocusTarget;
use boussole::app::{Effect, HostMsg, JourneyMsg, Model, Msg, NavigationMsg, View, update};
use boussole::view::{export, gallery};
use boussole_content::pack::Pack;
use boussole_domain::situation::Situation;
use gallery::after;

const SENT: &str = "profile=association;maturity=2;objectives=hybrider;horizons=30,50,20";
const OWN: &str = "profile=collectivite;maturity=3;horizons=60,25,15";

fn situation(answers: &str, pack: &Pack) -> Situation {
    preset::read(answers, &pack.vocabulary).0
}

fn answered(answers: &str) -> Model {
    let pack = french();
    let given = situation(answers, &pack);
    after(&Model::new(pack), [Msg::Host(HostMsg::SituationSet(given))])
}

fn received(model: &Model, sent: &str) -> Model {
    let whole = export::whole_link(&answered(sent));
    let decoded = link::decode(&whole, &model.content);
    after(model, [Msg::Share(ShareMsg::JourneyImported(decoded, false)), Msg::Share(ShareMsg::JourneyReceived)])
}

async fn html(model: &Model) -> String {
    gallery::drawn(model.clone()).await.replace(['\u{a0}', '\u{202f}'], " ")
}

#[tokio::test(flavor = "current_thread")]
async fn what_was_sent_shows_its_result_and_her_own_begins_empty_beside_it() {
    let model = received(&Model::new(french()), SENT);
    assert_eq!((model.view, model.shows_received()), (View::Summary, true));
    let page = html(&model).await;
    assert!(page.contains("Voici le cap que contient ce lien") && page.contains("Pour comparer, faites le vôtre"));
    assert!(!page.contains("Votre parcours est repris") && !page.contains("ghost-other"));
    let own = after(&model, [Msg::Journey(JourneyMsg::StartedOver)]);
    assert_eq!((own.view, &own.situation), (View::Situate, &Situation::default()));
    assert!(html(&own).await.contains("Le cap reçu est gardé"));
    let again = after(&own, [Msg::Journey(JourneyMsg::StartOverUndone)]);
    assert!(again.shows_received());
    let given = situation(OWN, &own.content);
    let own = after(&own, [Msg::Host(HostMsg::SituationSet(given)), Msg::Host(HostMsg::ViewSet(View::Summary))]);
    let page = html(&own).await;
    assert_eq!(page.matches("ghost-other").count(), 2, "an outline and its ring");
    assert!(page.contains("Le plus proche : confiance") && page.contains("Le plus éloigné : "), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn what_she_had_comes_back_whatever_was_sent_and_is_what_is_compared() {
    let model = received(&received(&answered(OWN), SENT), "maturity=4;horizons=10,10,80");
    assert_eq!(html(&model).await.matches("ghost-other").count(), 2);
    let (back, effects) = update(&model, Msg::Share(ShareMsg::ImportUndone));
    assert_eq!(back.situation, situation(OWN, &back.content));
    assert!(effects.contains(&Effect::Focus(FocusTarget::Title)));
    assert!(!back.shows_received() && back.received.is_some());
    assert!(html(&back).await.contains("ghost-other"));
}

#[tokio::test(flavor = "current_thread")]
async fn two_headings_that_are_one_are_said_to_be_and_a_proposal_of_the_page_makes_no_other() {
    let own = after(&received(&answered(SENT), SENT), [Msg::Share(ShareMsg::ReceivedRead(FocusTarget::Title))]);
    assert!(html(&own).await.contains("Vous regardez dans la même direction.</p>"));
    let pack = french();
    let proposed = situation("level=local;usage=agir", &pack);
    let model = after(&received(&Model::new(pack), SENT), [Msg::Host(HostMsg::AnswersProposed(proposed))]);
    assert!(model.shows_received() && !html(&model).await.contains("ghost-other"));
    // What leads nowhere is taken up as before.
    let nothing = received(&Model::new(french()), "start=2026-09-01");
    assert_eq!((nothing.view, nothing.received), (View::Situate, None));
    // So is what a page that offers no summary shows.
    let offered = Msg::Host(HostMsg::ViewsSet(vec![View::Situate, View::Trajectory]));
    let model = received(&after(&Model::new(french()), [offered]), SENT);
    assert_eq!(model.view, View::Trajectory);
    let page = html(&model).await;
    assert!(page.contains("Faire le mien") && !page.contains("Comparer"), "no comparison where it has no place");
}

#[tokio::test(flavor = "current_thread")]
async fn keeping_is_offered_once_after_the_third_answer_where_the_page_allows_it() {
    const OFFER: &str = "Voulez-vous retrouver vos réponses plus tard";
    let offered = Msg::Share(ShareMsg::JourneysListed(SavedJourneys { offered: true, ..SavedJourneys::default() }));
    assert!(!html(&answered(OWN)).await.contains(OFFER));
    let two = after(&answered("profile=media;maturity=1"), [offered.clone()]);
    assert!(!html(&two).await.contains(OFFER));
    let model = after(&answered(OWN), [offered]);
    assert!(html(&model).await.contains(OFFER));
    let elsewhere = after(&model, [Msg::Navigation(NavigationMsg::ViewRequested(View::Explore))]);
    assert!(!html(&elsewhere).await.contains(OFFER));
    let (declined, effects) = update(&model, Msg::Share(ShareMsg::KeepDeclined));
    assert_eq!(effects, [Effect::Focus(FocusTarget::SavedJourneys)], "nothing is stored");
    assert!(html(&declined).await.contains("Rien n’est gardé tant que vous ne le demandez pas."));
    let later = after(&declined, [Msg::Navigation(NavigationMsg::ViewRequested(View::Path))]);
    assert_eq!(later.share.keep_offer, KeepOffer::Closed);
    assert!(!html(&later).await.contains("keep-offer"));
}

#[tokio::test(flavor = "current_thread")]
async fn the_letter_speaks_as_who_sends_it_in_every_language() {
    for pack in super::packs() {
        let given = situation(SENT, &pack);
        let model = after(
            &Model::new(pack),
            [Msg::Host(HostMsg::SituationSet(given)), Msg::Host(HostMsg::ViewSet(View::Summary))],
        );
        let page = gallery::drawn(after(&model, [Msg::Share(ShareMsg::ShareSheetDetected)])).await;
        assert!(!page.contains("mailto:"), "the sheet stands in the place of the mail");
        let failed =
            update(&after(&model, [Msg::Share(ShareMsg::ShareSheetDetected)]), Msg::Share(ShareMsg::ShareSheetFailed));
        assert_eq!(failed.1, [Effect::Focus(FocusTarget::Send)]);
        let page = gallery::drawn(failed.0).await;
        let body = page.split("&amp;body=").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let gesture = model.outcome.gestures(&model.content).first().unwrap();
        let address = export::whole_link(&model);
        for part in [gesture.sentence.text.as_str(), &address] {
            let encoded: String = part
                .bytes()
                .map(|byte| match byte {
                    byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => char::from(byte).to_string(),
                    byte => format!("%{byte:02X}"),
                })
                .collect();
            assert!(body.contains(&encoded), "{part}: {body}");
        }
        assert_eq!(body.matches("https%3A%2F%2F").count(), 3, "three resources: {body}");
        for said in model.outcome.portrait(&model.content) {
            assert!(!page.contains(&format!("body={}", said.text)));
        }
        assert_eq!(answers::write_all(&model.situation, &model.instruments.responses, &model.content), {
            let decoded = link::decode(&address, &model.content).unwrap();
            answers::write_all(&decoded.situation, &decoded.responses, &model.content)
        });
    }
}

#[test]
fn a_picture_of_the_last_page_says_what_the_page_says() {
    let model = answered(SENT);
    let short = export::svg(&model);
    let whole = export::svg(&after(&model, [Msg::Host(HostMsg::ViewSet(View::Summary))]));
    let read = |file: &str| {
        let text = file.split("<text").skip(1).filter_map(|part| part.split(['>', '<']).nth(1));
        text.collect::<Vec<_>>().join(" ")
    };
    let sentences = model.outcome.portrait(&model.content).into_iter().map(|said| &said.text);
    let gestures = model.outcome.gestures(&model.content).iter().map(|gesture| &gesture.sentence.text);
    let all: Vec<&String> = sentences.chain(gestures).collect();
    assert_eq!(all.len(), 6);
    for said in all {
        assert!(read(&whole).contains(said.as_str()) && !read(&short).contains(said.as_str()), "{said}");
    }
    // A disc and one number for each of nine shares.
    assert_eq!(short.matches("stroke-width=\"1.8\"/><text").count(), 9);
    assert!(!short.contains("officiel"));
}
