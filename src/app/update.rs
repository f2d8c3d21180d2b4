//! Everything that can happen to a widget, and what follows: `update(&Model, Msg) -> (Model, Vec<Effect>)`.

use super::answer::Answer;
use super::columns::FacetIndex;
use super::effect::{Effect, FocusTarget};
use super::explore::{ExploreQuery, shelf};
use super::explore_update::{self, ExploreMsg};
use super::facet::Facet;
use super::instrument::{self, InstrumentMsg};
use super::journey::{answered, go, take, turn};
use super::keep::ShareMsg;
use super::library::LibraryMsg;
use super::model::{Announcement, Model, SearchIndexState, Snapshot, UploadedCatalogue, View, WhatIf};
use super::outcome::Outcome;
use super::plan::is_changed;
use super::record::{self, Responses};
use super::workshop::WorkshopMsg;
use super::{calendar, keep_update, library_update, workshop, workshop_update};
use boussole_content::pack::Pack;
use boussole_domain::amounts::{Amounts, Unsettled};
use boussole_domain::heading::Weights;
use boussole_domain::situation::{Question, Situation};
use boussole_domain::{Date, Impact};
use std::rc::Rc;

/// What is read in a field whose entry is not finished, or makes no value: a browser shows it and gives an empty text.
pub const UNFINISHED: &str = "?";

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
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
    /// The visitor asked for a view.
    ViewRequested(View),
    /// The visitor asked for a question.
    QuestionRequested(Question),
    /// What the short way proposes is so, she says.
    ProposalTaken,
    /// The visitor goes back to her journey.
    Returned,
    /// The visitor closed the method panel.
    MethodClosed,
    /// The visitor asked to start over.
    StartedOver,
    /// The visitor wants her erased answers back.
    StartOverUndone,
    /// The visitor tries a change: the question.
    WhatIfOpened(Question),
    /// Another answer, under trial.
    WhatIfAnswered(Answer),
    /// An answer taken back, under trial.
    WhatIfCleared(Question),
    /// Other weights, under trial.
    WhatIfWeighed(Weights),
    /// The change under trial becomes the answer.
    WhatIfKept,
    /// The change under trial is dropped.
    WhatIfDropped,
    /// The visitor looks for something among all the resources.
    Explore(ExploreMsg),
    /// Something about the instrument that shows.
    Instrument(InstrumentMsg),
    /// The host set all answers, and all that the instruments were given: both or none.
    AnswersSet(Situation, Responses),
    /// Something in a workshop.
    Workshop(WorkshopMsg),
    /// Something about what is kept, shared, taken up.
    Share(ShareMsg),
    /// The visitor asked to print what is drawn for paper.
    PrintRequested,
    /// A calendar of the plan is made, at a time in seconds since 1970.
    CalendarExported(u32),
    /// Something about the host's large catalogue.
    Library(LibraryMsg),
    /// The visitor pins a resource to her path, or takes it off.
    PinToggled(usize),
    /// The visitor asks again for the index that did not come.
    SearchIndexRequested,
    /// The content with its index, or nothing when it did not come.
    SearchIndexLoaded(Option<Rc<Pack>>),
    /// What is shown of the resources besides their titles is asked for again.
    DetailsRequested,
    /// The content with what is shown of its resources; nothing when it did not come.
    DetailsLoaded(Option<Rc<Pack>>),
    /// Somebody brought a catalogue.
    UploadedCatalogueSet(UploadedCatalogue),
    /// The visitor asked for the catalogue she tried, as a file for her site.
    UploadedCatalogueDownloaded,
    /// The visitor removed the catalogue she tried.
    UploadedCatalogueRemoved,
    /// The visitor wants the easy words, or the usual ones again: the code of their language.
    LanguageRequested(String),
    /// The visitor wants a text in her clipboard.
    CopyRequested(String),
    /// Whether the clipboard took it.
    CopyFinished(bool),
    /// The host set all answers.
    SituationSet(Situation),
    /// The host proposes answers for what is unanswered.
    AnswersProposed(Situation),
    /// The host asked to start again.
    Reset,
    /// The host asked for a view, or says which one comes first.
    ViewSet(View),
    /// Other words or rules.
    ContentLoaded(Rc<Pack>),
    /// The host locked questions: their answers stay as they are.
    QuestionsLocked(Vec<Question>),
    /// The host offers these views only.
    ViewsSet(Vec<View>),
    /// The host set the level of the title.
    HeadingLevelSet(u8),
    /// The day it is.
    TodaySet(Date),
}

/// What a message makes of a model, and what is to be done outside.
#[must_use]
pub fn update(model: &Model, msg: Msg) -> (Model, Vec<Effect>) {
    let (mut next, mut effects) = changed(model, msg);
    let searches = matches!(next.view, View::Explore | View::Instrument(_));
    if searches && next.explore.search_index == SearchIndexState::NotRequested && !next.content.is_indexed() {
        next.explore.search_index = SearchIndexState::Loading;
        effects.push(Effect::LoadSearchIndex);
    }
    let same = next.view == model.view
        && next.explore.query == model.explore.query
        && next.situation == model.situation
        && Rc::ptr_eq(&next.content, &model.content);
    if next.view == View::Explore && !same {
        let columns = next.explore.facet_index.get_or_insert_with(|| Rc::new(FacetIndex::of(&next.content))).clone();
        let heading = next.outcome.heading.as_ref();
        next.explore.results = Rc::new(shelf(&next.content, &columns, &next.explore.query, &next.situation, heading));
    }
    if next.situation != model.situation
        || next.instruments.responses != model.instruments.responses
        || next.explore.pinned != model.explore.pinned
    {
        effects.push(Effect::JourneyChanged);
    }
    let asks = next.view == View::Explore && next.library.offered && next.explore.query.query != next.library.query;
    if asks && (next.explore.query.query != model.explore.query.query || next.view != model.view) {
        effects.push(Effect::DebounceLibraryQuery);
    }
    (next, effects)
}

fn changed(model: &Model, msg: Msg) -> (Model, Vec<Effect>) {
    let mut next = model.clone();
    if !comes_by_itself(&msg) {
        next.announcement = Announcement::None;
    }
    match msg {
        Msg::Answered(answer) => answer_given(next, answer),
        Msg::Cleared(question) => answer_cleared(next, question),
        Msg::HeadingLevelSet(level) => with(next, |next| next.host.heading_level = level.clamp(2, 5)),
        Msg::TodaySet(today) => with(next, |next| {
            (next.host.today, next.navigation.generation) = (Some(today), next.navigation.generation.wrapping_add(1))
        }),
        Msg::AmountTyped(..) | Msg::AmountSlid(..) | Msg::AmountBlurred | Msg::AmountsAdapted => amounts(next, &msg),
        Msg::StartTyped(text) => start_typed(next, text),
        Msg::ProposalTaken => {
            let proposal = next.proposal();
            let first = Question::ALL.into_iter().find(|question| proposal.answers(*question));
            let (next, effects) = proposed(next, &proposal);
            (next, effects.into_iter().chain(first.map(Effect::FocusQuestion)).collect())
        }
        Msg::Returned => {
            let back =
                Some(model.navigation.journey).filter(|view| model.offers(*view)).or_else(|| model.steps().next());
            let effects = back.map_or_else(Vec::new, |view| go(&mut next, view));
            (next, [effects, vec![Effect::FocusTitle]].concat())
        }
        Msg::ViewRequested(view) => {
            let effects = go(&mut next, view);
            (next, [effects, vec![Effect::FocusTitle]].concat())
        }
        Msg::QuestionRequested(question) => {
            let effects = go(&mut next, model.asked_in(question).unwrap_or(View::of(question)));
            (next, [effects, vec![Effect::FocusQuestion(question)]].concat())
        }
        Msg::MethodClosed => {
            let back = model.navigation.return_to;
            let effects = go(&mut next, back);
            (next, [effects, vec![Effect::FocusTitle]].concat())
        }
        Msg::ViewSet(view) => {
            let effects = go(&mut next, view);
            (next, effects)
        }
        Msg::StartedOver => start_over(next),
        Msg::StartOverUndone => restore(next),
        Msg::WhatIfOpened(_)
        | Msg::WhatIfAnswered(_)
        | Msg::WhatIfCleared(_)
        | Msg::WhatIfWeighed(_)
        | Msg::WhatIfKept
        | Msg::WhatIfDropped => what_if(next, &msg),
        Msg::Explore(wished) => explore_update::changed(next, wished),
        Msg::Instrument(recorded) => recorded_in(next, &recorded),
        Msg::AnswersSet(situation, responses) => all_assigned(next, situation, responses),
        Msg::Workshop(met) => workshop_update::changed(next, met),
        Msg::Share(kept) => keep_update::changed(next, kept),
        Msg::PrintRequested => (next, vec![Effect::Print]),
        Msg::CalendarExported(seconds) => with(next, |next| calendar::published(next, seconds)),
        Msg::Library(sought) => library_update::changed(next, sought),
        Msg::SearchIndexRequested => with(next, |next| next.explore.search_index = SearchIndexState::NotRequested),
        Msg::SearchIndexLoaded(content) => (indexed(next, content), Vec::new()),
        Msg::DetailsRequested => {
            next.explore.details_missing = false;
            (next, vec![Effect::LoadDetails])
        }
        Msg::DetailsLoaded(content) => (detailed(next, content), Vec::new()),
        Msg::PinToggled(place) => (explore_update::pin(next, place), Vec::new()),
        Msg::UploadedCatalogueSet(brought) => bring(next, brought),
        Msg::UploadedCatalogueDownloaded => (next, vec![Effect::DownloadUploadedCatalogue]),
        Msg::UploadedCatalogueRemoved => (next, vec![Effect::DiscardUploadedCatalogue]),
        Msg::LanguageRequested(code) => (next, vec![Effect::LoadLanguage(code)]),
        Msg::CopyRequested(text) => (next, vec![Effect::Copy(text)]),
        Msg::CopyFinished(done) => {
            next.announcement = if done { Announcement::Copied } else { Announcement::NotCopied };
            (next, Vec::new())
        }
        Msg::SituationSet(situation) => {
            next.form.invalid_start_input = None;
            next.share.plan = next.share.plan.filter(|_| is_changed(&next.situation, &situation, &next.content));
            answered(next, situation)
        }
        Msg::AnswersProposed(situation) => proposed(next, &situation),
        Msg::Reset => reset(next),
        Msg::ContentLoaded(content) => (loaded(next, content), vec![Effect::EmitResult]),
        Msg::QuestionsLocked(questions) => with(next, |next| next.host.locked = questions),
        Msg::ViewsSet(views) => offer(next, &views),
    }
}

/// Whether nobody at the widget did anything. What was said last stays to be heard then: a file that arrives between two
/// words would silence them.
fn comes_by_itself(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::TodaySet(_)
            | Msg::HeadingLevelSet(_)
            | Msg::SearchIndexLoaded(_)
            | Msg::DetailsLoaded(_)
            | Msg::CalendarExported(_)
            | Msg::Library(_)
            | Msg::ContentLoaded(_)
            | Msg::QuestionsLocked(_)
            | Msg::ViewsSet(_)
            | Msg::Share(ShareMsg::LinkBaseSet(_) | ShareMsg::JourneysListed(_))
            | Msg::Workshop(WorkshopMsg::ScannerAvailable)
    )
}

/// The model with one answer given, or taken back where several may be.
fn answer_given(mut next: Model, answer: Answer) -> (Model, Vec<Effect>) {
    let situation = answer.apply(next.situation.clone());
    if let Answer::Start(_) = answer {
        next.form.invalid_start_input = None;
        let (next, effects) = answered(next, situation);
        // The button that says "today" goes once there is a start.
        return (next, [effects, vec![Effect::FocusQuestion(Question::Start)]].concat());
    }
    next.announcement = match answer {
        Answer::Domain(_) if next.situation.domains.len() + 1 == Situation::MAX_DOMAINS => Announcement::DomainsFull,
        _ => Announcement::Heading,
    };
    if let Answer::Horizons(_) = answer {
        next.form.amounts = Amounts::default();
    }
    answered(next, situation)
}

/// The model with one question unanswered.
fn answer_cleared(mut next: Model, question: Question) -> (Model, Vec<Effect>) {
    next.announcement = Announcement::Heading;
    if question == Question::Horizons {
        next.form.amounts = Amounts::default();
    }
    let situation = next.situation.clone().without(question);
    let (next, effects) = answered(next, situation);
    (next, [effects, vec![Effect::FocusQuestion(question)]].concat())
}

/// The model as it began; what cannot be undone is gone too.
fn reset(mut next: Model) -> (Model, Vec<Effect>) {
    next.undo.before_start_over = None;
    next.undo.before_clear = None;
    next.instruments.responses = Rc::default();
    next.explore.pinned = Vec::new();
    next.explore.query = ExploreQuery::default();
    next.workshop = workshop::Workshop::default();
    (next.undo.before_import, next.share.import, next.share.typed_link) = (None, None, String::new());
    next.share.plan = None;
    next.form.invalid_start_input = None;
    next.form.amounts = Amounts::default();
    let (mut next, mut effects) = answered(next, Situation::default());
    effects.extend(go(&mut next, View::Situate));
    (next, effects)
}

/// The model with one thing changed from which nothing follows.
fn with(mut next: Model, change: impl FnOnce(&mut Model)) -> (Model, Vec<Effect>) {
    change(&mut next);
    (next, Vec::new())
}

/// The model after somebody brought a catalogue, or it went.
fn bring(mut next: Model, brought: UploadedCatalogue) -> (Model, Vec<Effect>) {
    let gone = brought == UploadedCatalogue::None;
    // Her button goes with what she tried; what the host does moves no focus.
    let dropped = gone && matches!(next.explore.uploaded, UploadedCatalogue::Accepted(_));
    next.announcement = if gone { Announcement::None } else { Announcement::CatalogueTried };
    next.explore.uploaded = brought;
    (next, if dropped { vec![Effect::Focus(FocusTarget::UploadInput)] } else { Vec::new() })
}

/// The model after something happened to the instrument that shows.
fn recorded_in(mut next: Model, recorded: &InstrumentMsg) -> (Model, Vec<Effect>) {
    if *recorded != InstrumentMsg::MaturityApplied {
        return instrument::changed(next, recorded);
    }
    // What an instrument tells of maturity becomes an answer like any other.
    let Some(level) = instrument::fed(&next) else { return (next, Vec::new()) };
    next.announcement = Announcement::Heading;
    let situation = Answer::Maturity(level).apply(next.situation.clone());
    let (next, effects) = answered(next, situation);
    (next, [effects, vec![Effect::FocusTitle]].concat())
}

/// The model with all that the instruments were given.
fn all_assigned(mut next: Model, situation: Situation, responses: Responses) -> (Model, Vec<Effect>) {
    let recorded = *next.instruments.responses != responses;
    next.share.plan = next.share.plan.filter(|_| is_changed(&next.situation, &situation, &next.content));
    next.instruments.responses = Rc::new(responses);
    next.undo.before_clear = None;
    next.form.invalid_start_input = None;
    let (next, mut effects) = answered(next, situation);
    if recorded && effects.is_empty() {
        effects.push(Effect::EmitResult);
    }
    (next, effects)
}

/// The model with the index that was asked for, or without. What was typed meanwhile is looked for now.
fn indexed(mut next: Model, content: Option<Rc<Pack>>) -> Model {
    next.explore.search_index = SearchIndexState::Failed;
    if let Some(content) = content {
        next.explore.search_index = SearchIndexState::NotRequested;
        next.content = content;
        if next.view == View::Explore && !next.explore.query.query.trim().is_empty() {
            next.announcement = Announcement::ResultsCounted;
        }
    }
    next
}

/// The model with what is shown of its resources, or without. Nothing else is another.
fn detailed(mut next: Model, content: Option<Rc<Pack>>) -> Model {
    next.explore.details_missing = content.is_none();
    if let Some(content) = content {
        // Publishers are known from now on: their places in the columns may be others.
        next.explore.query.chosen.retain(|(facet, _)| *facet != Facet::Publisher);
        next.explore.facet_index = None;
        next.content = content;
    }
    next
}

/// The model with other words or rules.
fn loaded(mut next: Model, content: Rc<Pack>) -> Model {
    explore_update::carry(&mut next, &content);
    if !next.content.instruments.iter().map(|own| &own.id).eq(content.instruments.iter().map(|own| &own.id)) {
        let given = record::write(&next.instruments.responses, &next.content.instruments);
        next.instruments.responses = Rc::new(record::read(&given, &content.instruments).unwrap_or_default());
    }
    if next.content.messages.code != content.messages.code {
        next.announcement = Announcement::LanguageChanged;
    }
    next.content = content;
    next.explore.search_index = SearchIndexState::default();
    next.explore.details_missing = false;
    next.explore.facet_index = None;
    next.what_if = None;
    next.outcome = Rc::new(Outcome::of(&next.situation, &next.content));
    turn(&mut next);
    next
}

/// No answer any more, back at the first step; the answers can be brought back.
fn start_over(mut next: Model) -> (Model, Vec<Effect>) {
    next.undo.before_start_over = Some(Snapshot::of(&next));
    next.share.plan = None;
    next.explore.pinned = Vec::new();
    next.instruments.responses = Rc::default();
    next.undo.before_clear = None;
    next.explore.query = ExploreQuery::default();
    next.announcement = Announcement::StartedOver;
    next.form.invalid_start_input = None;
    next.form.amounts = Amounts::default();
    let (mut next, mut effects) = answered(next, Situation::default());
    effects.extend(go(&mut next, View::Situate));
    effects.push(Effect::FocusTitle);
    (next, effects)
}

/// What starting over took away is there again.
fn restore(mut next: Model) -> (Model, Vec<Effect>) {
    next.announcement = Announcement::Restored;
    let erased = next.undo.before_start_over.take().unwrap_or_else(|| Snapshot::of(&next));
    next.explore.pinned = erased.pinned;
    next.instruments.responses = erased.responses;
    next.explore.query = erased.wish;
    next.share.plan = erased.plan;
    let (next, mut effects) = answered(next, erased.situation);
    effects.push(Effect::FocusTitle);
    (next, effects)
}

/// The model after something happened to the fields of the horizons.
fn amounts(next: Model, msg: &Msg) -> (Model, Vec<Effect>) {
    let (amounts, answer) = (&next.form.amounts, next.situation.horizons);
    let changed = match msg {
        Msg::AmountTyped(impact, text) => amounts.typed(*impact, text, answer),
        Msg::AmountSlid(impact, amount) => amounts.slid(*impact, *amount, answer),
        Msg::AmountsAdapted => amounts.adapted(),
        _ => return amounts_left(next),
    };
    let (next, mut effects) = amounts_changed(next, changed);
    if *msg == Msg::AmountsAdapted {
        // The button that adapts goes with what it mends.
        effects.push(Effect::FocusQuestion(Question::Horizons));
    }
    (next, effects)
}

/// The model with what stands in the fields of the horizons now: an answer when it is one, else the last one stays.
fn amounts_changed(mut next: Model, amounts: Amounts) -> (Model, Vec<Effect>) {
    let horizons = match amounts.settled() {
        Ok(horizons) => Some(horizons),
        Err(Unsettled::Untouched) => amounts.before(),
        Err(_) => next.situation.horizons,
    };
    if horizons != next.situation.horizons {
        next.announcement = Announcement::Heading;
    }
    let situation = Situation { horizons, ..next.situation.clone() };
    let (mut next, effects) = answered(next, situation);
    next.form.amounts = amounts;
    (next, effects)
}

/// A field of the horizons is left: what is wrong with them is said.
fn amounts_left(next: Model) -> (Model, Vec<Effect>) {
    if next.form.amounts.is_untouched() {
        return (next, Vec::new());
    }
    let (before, left) = (next.form.amounts.before(), next.form.amounts.left());
    let (mut next, effects) = if left.is_untouched() {
        // She took back all that she gave.
        let situation = Situation { horizons: before, ..next.situation.clone() };
        let (mut next, effects) = answered(next, situation);
        next.form.amounts = left;
        (next, effects)
    } else {
        amounts_changed(next, left)
    };
    if matches!(next.form.amounts.settled(), Err(Unsettled::NoAmount | Unsettled::Sum(_))) {
        next.announcement = Announcement::Amounts;
    }
    (next, effects)
}

/// The model with other answers where there was none.
fn proposed(next: Model, situation: &Situation) -> (Model, Vec<Effect>) {
    let filled = Question::ALL
        .into_iter()
        .filter(|question| !next.situation.answers(*question))
        .fold(next.situation.clone(), |filled, question| take(filled, question, situation));
    answered(next, filled)
}

/// Only these views; when the one that shows is none of them, the first of them shows.
fn offer(mut next: Model, views: &[View]) -> (Model, Vec<Effect>) {
    let offered: Vec<View> = View::all(&next.content).into_iter().filter(|view| views.contains(view)).collect();
    let Some(first) = offered.first().copied() else {
        return (next, Vec::new());
    };
    next.host.enabled_views = offered;
    let effects = if next.offers(next.view) { Vec::new() } else { go(&mut next, first) };
    (next, effects)
}

/// A start that is no usable date is kept as typed, beside the last good one. An empty field is an answer taken back.
fn start_typed(mut next: Model, text: String) -> (Model, Vec<Effect>) {
    let situation = match text.parse::<Date>() {
        Ok(date) if date.may_start() => {
            next.form.invalid_start_input = None;
            Answer::Start(date).apply(next.situation.clone())
        }
        _ if text.is_empty() => {
            next.form.invalid_start_input = None;
            next.situation.clone().without(Question::Start)
        }
        _ => {
            next.form.invalid_start_input = Some(text);
            return (next, Vec::new());
        }
    };
    answered(next, situation)
}

fn what_if(mut next: Model, msg: &Msg) -> (Model, Vec<Effect>) {
    let official = next.content.heading.weights;
    let trial = next.what_if.take();
    let situation = trial.as_ref().map_or_else(|| next.situation.clone(), |trial| trial.situation.clone());
    let weights = trial.as_ref().map_or(official, |trial| trial.weights);
    let question = trial.as_ref().map_or(Question::Maturity, |trial| trial.question);
    let (question, situation, weights) = match msg {
        // One change at a time: another question starts from the visitor's own answers again.
        Msg::WhatIfOpened(question) => (*question, next.situation.clone(), weights),
        Msg::WhatIfAnswered(answer) => (answer.question(), answer.apply(next.situation.clone()), weights),
        Msg::WhatIfCleared(question) => (*question, next.situation.clone().without(*question), weights),
        Msg::WhatIfWeighed(weights) => (question, situation, *weights),
        Msg::WhatIfKept => {
            next.announcement = Announcement::Heading;
            let (next, effects) = answered(next, situation);
            let focus = trial_ended(&next);
            return (next, [effects, vec![focus]].concat());
        }
        _ => {
            turn(&mut next);
            next.announcement = Announcement::Heading;
            let focus = trial_ended(&next);
            return (next, vec![focus]);
        }
    };
    next.announcement = Announcement::Difference;
    let outcome = Rc::new(Outcome::weighed(&situation, &next.content, weights));
    next.what_if = Some(WhatIf { question, situation, weights, outcome });
    turn(&mut next);
    (next, Vec::new())
}

/// Where the focus goes when a trial ends: its buttons go with it.
fn trial_ended(next: &Model) -> Effect {
    if next.view == View::Trajectory { Effect::Focus(FocusTarget::WhatIf) } else { Effect::FocusTitle }
}
