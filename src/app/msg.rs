//! Everything that can happen to a widget, by what it happens to.

use super::features::explore::{ExploreMsg, UploadedCatalogue};
use super::features::instruments::InstrumentMsg;
use super::features::library::LibraryMsg;
use super::features::share::ShareMsg;
use super::features::what_if::WhatIfMsg;
use super::features::workshop::WorkshopMsg;
use super::journey::answer::Answer;
use super::journey::record::Responses;
use super::runtime::navigation::View;
use boussole_content::pack::Pack;
use boussole_domain::situation::{Question, Situation};
use boussole_domain::{Date, Impact};
use std::rc::Rc;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// To the answers.
    Journey(JourneyMsg),
    /// A page was asked for.
    Navigation(NavigationMsg),
    /// To a change under trial.
    WhatIf(WhatIfMsg),
    /// Among all the resources.
    Explore(ExploreMsg),
    /// To the host's large catalogue.
    Library(LibraryMsg),
    /// To the instrument that shows.
    Instrument(InstrumentMsg),
    /// In a workshop.
    Workshop(WorkshopMsg),
    /// To what is kept, shared, taken up.
    Share(ShareMsg),
    /// The host decided something.
    Host(HostMsg),
    /// To words, resources and their index.
    Content(ContentMsg),
    /// To what is to be said: nothing else happened for a while.
    AnnouncementDue,
}

/// Something that happens to the answers.
#[derive(Clone, Debug, PartialEq)]
pub enum JourneyMsg {
    /// The visitor answered.
    Answered(Answer),
    /// The visitor took an answer back.
    Cleared(Question),
    /// A number was written into a field of the horizons.
    AmountTyped(Impact, String),
    /// A slider of the horizons was moved.
    AmountSlid(Impact, u8),
    /// The visitor left a field of the horizons.
    AmountBlurred,
    /// The horizons are to sum to 100: the one given last stays.
    AmountsAdapted,
    /// Something stands in the start field.
    StartTyped(String),
    /// Something stands in the field of her age.
    AgeTyped(String),
    /// The visitor accepted what the short way proposes.
    ProposalAccepted,
    /// The visitor ticked the gesture of this sentence, or took the tick back.
    GestureToggled(String),
    /// The visitor asked to start over.
    StartedOver,
    /// The visitor wants her erased answers back.
    StartOverUndone,
}

/// A page that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum NavigationMsg {
    /// The visitor asked for a view.
    ViewRequested(View),
    /// The visitor asked for a question.
    QuestionRequested(Question),
    /// The visitor came to a question before the widget was there.
    QuestionReached(Question),
    /// The visitor wants all questions on one page, or one at a time again.
    AllQuestionsToggled,
    /// The visitor goes back to her journey.
    ReturnRequested,
    /// The visitor closed the method panel.
    MethodClosed,
}

/// Something that the host decides.
#[derive(Clone, Debug, PartialEq)]
pub enum HostMsg {
    /// The host set all answers, and all that the instruments were given: both or none.
    AnswersSet(Situation, Responses),
    /// The host set all answers.
    SituationSet(Situation),
    /// The host proposes answers for what is unanswered.
    AnswersProposed(Situation),
    /// The host asked to start again.
    ResetRequested,
    /// The host asked for a view, or says which one comes first.
    ViewSet(View),
    /// The host locked questions: their answers stay as they are.
    QuestionsLocked(Vec<Question>),
    /// The host offers these views only.
    ViewsSet(Vec<View>),
    /// The host set the level of the title.
    HeadingLevelSet(u8),
    /// The day it is.
    TodaySet(Date),
    /// The browser can read QR codes with the camera.
    CameraDetected,
}

/// Something that happens to words, resources and their index.
#[derive(Clone, Debug, PartialEq)]
pub enum ContentMsg {
    /// Other words or rules.
    ContentLoaded(Rc<Pack>),
    /// The visitor asks again for the index that did not come.
    SearchIndexRequested,
    /// The content with its index, or nothing when it did not come.
    SearchIndexLoaded(Option<Rc<Pack>>),
    /// What is shown of the resources besides their titles is asked for again.
    DetailsRequested,
    /// The content with what is shown of its resources; nothing when it did not come.
    DetailsLoaded(Option<Rc<Pack>>),
    /// The visitor wants the easy words, or the usual ones again: the code of their language.
    LanguageRequested(String),
    /// Somebody brought a catalogue.
    UploadedCatalogueSet(UploadedCatalogue),
    /// The visitor asked for the catalogue she tried, as a file for her site.
    UploadedCatalogueDownloaded,
    /// The visitor removed the catalogue she tried.
    UploadedCatalogueRemoved,
}
