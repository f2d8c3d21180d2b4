//! Every state worth looking at, listed once: the snapshots read it, and a page of drawings may.

use super::{Dispatch, Widget, WidgetProps};
use crate::app::features::content::invalid_field::{Expected, InvalidField, Problem};
use crate::app::features::explore::facet::Facet;
use crate::app::features::share::{SavedJourney, SavedJourneys, ShareMsg};
use crate::app::features::workshop::WorkshopMsg;
use crate::app::journey::link::{self, JourneyRef, LinkError};
use crate::app::journey::preset;
use crate::app::journey::record::Field;
use crate::app::{
    Answer, ContentMsg, ExploreMsg, HostMsg, InstrumentMsg, JourneyMsg, Model, Msg, NavigationMsg, UploadedCatalogue,
    View, WhatIfMsg, update,
};
use boussole_content::pack::Pack;
use boussole_domain::Date;
use boussole_domain::heading::Weights;
use boussole_domain::situation::Question;
use boussole_domain::vocabulary::Term;
use std::rc::Rc;
use yew::LocalServerRenderer;

/// A state with its name.
pub struct Fixture {
    /// What the state shows, as a file name.
    pub name: &'static str,
    /// The state.
    pub model: Model,
}

/// Answers to every question, as a preset.
const FULL: &str = "profile=association;domains=d01;level=local;maturity=1;objectives=hybrider;usage=agir;horizons=60,25,15;start=2026-09-01";
/// Answers that no impact wins.
const BALANCED: &str = "maturity=2;objectives=co-construire;horizons=30,30,40";

/// All states, in one language.
#[must_use]
pub fn fixtures(content: &Rc<Pack>) -> Vec<Fixture> {
    let (empty, answered) = (|| empty(content), |text: &str| answered(content, text));
    let term = |index| Term::from_index(index).map(|term| Msg::WhatIf(WhatIfMsg::Answered(Answer::Maturity(term))));
    let mut states = Vec::new();
    let mut add = |name, model| states.push(Fixture { name, model });

    add("situate-empty", empty());
    add("situate-full", answered(FULL));
    add("situate-three-domains", answered("domains=d01,d02,d03"));
    add("heading-empty", at(empty(), View::Heading));
    add("heading-two-objectives", at(answered("objectives=co-construire,accelerer;horizons=20,30,50"), View::Heading));
    add("trajectory-empty", at(empty(), View::Trajectory));
    add("trajectory-full", at(answered(FULL), View::Trajectory));
    add("trajectory-balanced", at(answered(BALANCED), View::Trajectory));
    add(
        "trajectory-bad-start",
        at(after(&answered(FULL), [Msg::Journey(JourneyMsg::StartTyped("2101-01-01".to_owned()))]), View::Trajectory),
    );
    add("trajectory-what-if", at(after(&answered(FULL), term(3)), View::Trajectory));
    let weights = Weights { horizons: 0, objectives: 0, maturity: 100 };
    add(
        "trajectory-what-if-weights",
        at(after(&answered(BALANCED), [Msg::WhatIf(WhatIfMsg::Weighed(weights))]), View::Trajectory),
    );
    add("path-empty", at(empty(), View::Path));
    add("path-full", at(answered(FULL), View::Path));
    add("path-without-heading", at(answered("profile=media;level=national"), View::Path));
    add("path-trial", at(after(&answered(FULL), term(3)), View::Path));
    add("method", at(answered(FULL), View::Method));
    let wished = |model: Model, wishes: Vec<ExploreMsg>| after(&model, wishes.into_iter().map(Msg::Explore));
    let typed = |text: &str| ExploreMsg::QueryTyped(text.to_owned());
    add("explore-empty", at(empty(), View::Explore));
    add(
        "explore-words",
        wished(
            at(answered(FULL), View::Explore),
            vec![typed("chartes d'engagement"), ExploreMsg::FilterToggled(Facet::Kind, 3)],
        ),
    );
    add("explore-meant", wished(at(empty(), View::Explore), vec![typed("partneriat")]));
    add("explore-close", wished(at(empty(), View::Explore), vec![typed("hôpital")]));
    add(
        "explore-none",
        wished(at(empty(), View::Explore), vec![typed("zzzz"), ExploreMsg::FilterToggled(Facet::Kind, 3)]),
    );
    add(
        "explore-compared",
        after(
            &wished(
                at(answered(FULL), View::Explore),
                vec![
                    typed("boussole"),
                    ExploreMsg::CompareToggled(37),
                    ExploreMsg::CompareToggled(38),
                    ExploreMsg::DownrankAdded(39),
                ],
            ),
            [Msg::Explore(ExploreMsg::PinToggled(37))],
        ),
    );
    let refused = UploadedCatalogue::Rejected(vec![
        InvalidField { rows: vec![3], ..InvalidField::at("kind", Problem::Expected(Expected::OneKind)) },
        InvalidField {
            rows: (4..20).chain([30, 40, 50, 60, 70]).collect(),
            ..InvalidField::at("url", Problem::Address)
        },
        InvalidField::at("column D › couleur", Problem::Unknown),
    ]);
    add(
        "explore-refused",
        after(&at(empty(), View::Explore), [Msg::Content(ContentMsg::UploadedCatalogueSet(refused))]),
    );
    add(
        "explore-taken",
        after(
            &at(empty(), View::Explore),
            [Msg::Content(ContentMsg::UploadedCatalogueSet(UploadedCatalogue::Accepted(20)))],
        ),
    );
    add(
        "explore-host-refused",
        after(
            &at(empty(), View::Explore),
            [Msg::Content(ContentMsg::UploadedCatalogueSet(UploadedCatalogue::HostRejected))],
        ),
    );
    add("path-pinned", after(&at(answered(FULL), View::Path), [Msg::Explore(ExploreMsg::PinToggled(36))]));
    add("quick-empty", after(&empty(), [Msg::Navigation(NavigationMsg::ViewRequested(View::Quick))]));
    add(
        "quick-answered",
        after(
            &answered("maturity=1;objectives=co-construire;usage=agir"),
            [Msg::Navigation(NavigationMsg::ViewRequested(View::Quick))],
        ),
    );
    states.extend(feature_fixtures(content));
    let mut add = |name, model| states.push(Fixture { name, model });
    add("erased", after(&answered(FULL), [Msg::Journey(JourneyMsg::StartedOver)]));
    add("title-deep", after(&at(answered(FULL), View::Path), [Msg::Host(HostMsg::HeadingLevelSet(5))]));
    add("one-missing", at(after(&answered(FULL), [Msg::Journey(JourneyMsg::Cleared(Question::Level))]), View::Path));
    states
}

/// The instruments, the last page, keeping, workshops.
fn feature_fixtures(content: &Rc<Pack>) -> Vec<Fixture> {
    let (empty, answered) = (|| empty(content), |text: &str| answered(content, text));
    let mut states = Vec::new();
    let mut add = |name, model| states.push(Fixture { name, model });
    let doing = |model: Model, id: &str, done: Vec<InstrumentMsg>| {
        let view = View::from_id(id, content).unwrap_or(View::Instruments);
        after(&at(model, view), done.into_iter().map(Msg::Instrument))
    };
    let all =
        |count: u8, level: fn(u8) -> u8| (0..count).map(move |item| InstrumentMsg::RatingSet(item, Some(level(item))));
    add("instruments-empty", at(empty(), View::Instruments));
    add(
        "instruments-answered",
        at(doing(answered(FULL), "modele", all(9, |item| item % 4).collect()), View::Instruments),
    );
    add("charter-empty", doing(empty(), "charte", Vec::new()));
    let mut signed: Vec<InstrumentMsg> = all(21, |item| item % 4).collect();
    signed.push(InstrumentMsg::TextTyped(Field::Commitment(0), "Nous voir chaque mois".to_owned()));
    signed.push(InstrumentMsg::PartyChosen(1));
    signed.push(InstrumentMsg::TextTyped(Field::Name, "La commune".to_owned()));
    signed.extend(all(20, |item| item % 3));
    add("charter-two-parties", doing(answered(FULL), "charte", signed));
    add("seasons", doing(empty(), "saisons", Vec::new()));
    add("maturity-stage", doing(answered(FULL), "maturite-territoire", all(8, |item| 2 - item / 3).collect()));
    add("model-balance", doing(answered(FULL), "modele", all(9, |item| item / 3).collect()));
    add("model-emptied", doing(answered(FULL), "modele", all(9, |_| 1).chain([InstrumentMsg::Cleared]).collect()));
    let reviewed = all(13, |_| 1).chain([InstrumentMsg::MomentChosen(2)]).chain(all(13, |item| item % 4)).collect();
    add("value-progress", doing(answered(FULL), "valeur", reviewed));
    add("governance-empty", doing(empty(), "gouvernance", Vec::new()));
    add("governance-example", doing(empty(), "gouvernance", vec![InstrumentMsg::ExampleApplied]));
    add("landmarks", doing(empty(), "chronologie", Vec::new()));
    add("summary-empty", at(empty(), View::Summary));
    add("summary-full", at(answered(FULL), View::Summary));
    add("summary-half", at(answered("profile=media;level=national"), View::Summary));
    add("keep-empty", at(empty(), View::Keep));
    let saved = SavedJourneys {
        offered: true,
        current: Some("a".to_owned()),
        journeys: vec![
            SavedJourney { id: "a".to_owned(), name: "Mon parcours".to_owned() },
            SavedJourney { id: "b".to_owned(), name: "Conseil du 12".to_owned() },
        ],
        error: None,
    };
    add("keep-kept", after(&at(answered(BALANCED), View::Keep), [Msg::Share(ShareMsg::JourneysListed(saved))]));
    add(
        "keep-refused",
        after(
            &at(empty(), View::Keep),
            [Msg::Share(ShareMsg::JourneyImported(Err(LinkError::ChecksumMismatch), true))],
        ),
    );
    add("workshop-empty", at(empty(), View::Workshop));
    let link = |model: &Model| {
        let source = JourneyRef {
            situation: &model.situation,
            responses: &model.instruments.responses,
            pinned: &model.explore.pinned,
        };
        link::encode_full(&source, content)
    };
    let links = vec![link(&answered(FULL)), link(&answered(BALANCED)), "bonjour".to_owned()];
    add("workshop-three", after(&at(empty(), View::Workshop), [Msg::Workshop(WorkshopMsg::JourneysAdded(links))]));
    // Seven, three and two: what the two answered follows from no number that shows.
    let twelve = [(FULL, 7), (BALANCED, 3), ("profile=media;objectives=accelerer", 2)];
    let twelve = twelve.map(|(text, times)| vec![link(&answered(text)); times]).concat();
    let twelve = after(&at(empty(), View::Workshop), [Msg::Workshop(WorkshopMsg::JourneysAdded(twelve))]);
    let slide = |slide| after(&twelve, [Msg::Workshop(WorkshopMsg::SlideShown(Some(slide)))]);
    add("workshop-slide-needles", slide(1));
    add("workshop-slide-subject", slide(2));
    add("workshop-twelve", twelve);
    states
}

/// A widget before any answer, on a day that stays.
fn empty(content: &Rc<Pack>) -> Model {
    let model = Model::new(content.clone());
    Date::new(2026, 11, 24).map_or_else(|| model.clone(), |today| after(&model, [Msg::Host(HostMsg::TodaySet(today))]))
}

fn answered(content: &Rc<Pack>, text: &str) -> Model {
    let (situation, _) = preset::read(text, &content.vocabulary);
    after(&empty(content), [Msg::Host(HostMsg::SituationSet(situation))])
}

#[allow(clippy::needless_pass_by_value)] // States are made to be passed on.
fn at(model: Model, view: View) -> Model {
    after(&model, [Msg::Host(HostMsg::ViewSet(view))])
}

/// A model after some messages.
#[must_use]
pub fn after(model: &Model, messages: impl IntoIterator<Item = Msg>) -> Model {
    messages.into_iter().fold(model.clone(), |model, msg| update(&model, msg).0)
}

/// The drawing of a model as HTML.
pub async fn drawn(model: Model) -> String {
    let props = WidgetProps { model: Some(Rc::new(model)), dispatch: Dispatch::noop() };
    LocalServerRenderer::<Widget>::with_props(props).hydratable(false).render().await
}
