//! Everything that can happen to a widget, and what follows: `update(&Model, Msg) -> (Model, Vec<Effect>)`.

use super::answer::Answer;
use super::columns::Columns;
use super::explore::{Wish, shelf};
use super::facet::Facet;
use super::instrument::{self, Recorded};
use super::keep::{self, Kept};
use super::library::{self, Sought};
use super::model::{Brought, Erased, Indexing, Model, Notice, View, WhatIf};
use super::outcome::Outcome;
use super::plan;
use super::record::{self, Records, Sheet};
use super::wish::{self, Wished};
use super::workshop::{self, Met};
use boussole_content::library::Piece;
use boussole_content::pack::Pack;
use boussole_domain::amounts::{Amounts, Unsettled};
use boussole_domain::dial::turned;
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
    AmountLeft,
    /// The horizons are to sum to 100: the one given last stays.
    AmountsAdapted,
    /// Something stands in the start field.
    StartTyped(String),
    /// The visitor asked for a view.
    WentTo(View),
    /// The visitor asked for a question.
    WentToQuestion(Question),
    /// What the short way proposes is so, she says.
    ProposalTaken,
    /// The visitor goes back to her journey.
    Returned,
    /// The visitor closed the method panel.
    CameBack,
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
    Wished(Wished),
    /// Something about the instrument that shows.
    Recorded(Recorded),
    /// The host set all answers, and all that the instruments were given: both or none.
    AllAssigned(Situation, Records),
    /// Something in a workshop.
    Met(Met),
    /// Something about what is kept, shared, taken up.
    Kept(Kept),
    /// The visitor asked to print what is drawn for paper.
    Printed,
    /// A calendar of the plan is made, at a time in seconds since 1970.
    CalendarMade(u32),
    /// Something about the host's large catalogue.
    Sought(Sought),
    /// The visitor pins a resource to her path, or takes it off.
    PinToggled(usize),
    /// The visitor asks again for the index that did not come.
    IndexAsked,
    /// The content with its index, or nothing when it did not come.
    Indexed(Option<Rc<Pack>>),
    /// What is shown of the resources besides their titles is asked for again.
    DetailsAsked,
    /// The content with what is shown of its resources; nothing when it did not come.
    Detailed(Option<Rc<Pack>>),
    /// Somebody brought a catalogue.
    Brought(Brought),
    /// The visitor asked for the catalogue she tried, as a file for her site.
    BroughtSaved,
    /// The visitor removed the catalogue she tried.
    BroughtDropped,
    /// The visitor wants the easy words, or the usual ones again: the code of their language.
    WordsAsked(String),
    /// The visitor wants a text in her clipboard.
    CopyAsked(String),
    /// Whether the clipboard took it.
    CopyEnded(bool),
    /// The host set all answers.
    Assigned(Situation),
    /// The host proposes answers for what is unanswered.
    Proposed(Situation),
    /// The host asked to start again.
    Reset,
    /// The host asked for a view, or says which one comes first.
    Sent(View),
    /// Other words or rules.
    Loaded(Rc<Pack>),
    /// The host locked questions: their answers stay as they are.
    Locked(Vec<Question>),
    /// The host offers these views only.
    Offered(Vec<View>),
    /// The host set the level of the title.
    Levelled(u8),
    /// The day it is.
    Dawned(Date),
}

/// A place of the drawing that can take the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The words of a search.
    Words,
    /// What narrows a list: the first of them.
    Chosen,
    /// Two resources side by side.
    Comparison,
    /// The change under trial.
    WhatIf,
    /// The file of a catalogue.
    OwnFile,
    /// What the large catalogue says.
    Stacks,
    /// The name of a party.
    PartyName,
    /// What is kept on this device.
    Device,
    /// The field of a workshop.
    WorkshopField,
}

/// Something to be done outside: `element` does it, or the loader that it tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Tell the host that an answer changed.
    Changed(Question),
    /// Tell the host that an instrument was given something.
    Recorded(u8),
    /// Bring the words of this language, then say [`Msg::Loaded`].
    Speak(String),
    /// Put the result on paper.
    Print,
    /// Make a file.
    Export(&'static str),
    /// Change what is kept on this device: what to do, and with which journey or name.
    Keep(&'static str, String),
    /// What a link holds is not what it was.
    Touched,
    /// Put the focus on an item of an instrument.
    FocusItem(u8),
    /// Tell the host which view shows.
    Stepped(View),
    /// Tell the host the result.
    Resulted,
    /// Put the focus on something: what the visitor pressed is not there any more.
    Focus(Place),
    /// Put the focus on the title of the view: the visitor asked for it.
    FocusTitle,
    /// Put the focus on a result of the list: the visitor asked for more, this is the first of them.
    FocusResult(usize),
    /// Put the focus on a result of the large catalogue: the visitor asked for more, this is the first of them.
    FocusFound(usize),
    /// Put the focus on a question of the view: the visitor asked for it.
    FocusQuestion(Question),
    /// Save the catalogue that was tried, as a file.
    SaveBrought,
    /// Take the catalogue that was tried away.
    DropBrought,
    /// Bring what is shown of the resources besides their titles, then say [`Msg::Detailed`].
    Details,
    /// Bring the index of the content's words, then say [`Msg::Indexed`].
    Index,
    /// Say [`Sought::Asked`] once the visitor pauses.
    Pause,
    /// Fetch a piece of the large catalogue, past every cache when `anew`, then say [`Sought::Came`].
    Fetch {
        /// Which.
        piece: Piece,
        /// Past every cache.
        anew: bool,
    },
    /// Put a text into the clipboard, then say [`Msg::CopyEnded`].
    Copy(String),
}

/// What a message makes of a model, and what is to be done outside.
#[must_use]
pub fn update(model: &Model, msg: Msg) -> (Model, Vec<Effect>) {
    let (mut next, mut effects) = changed(model, msg);
    let searches = matches!(next.view, View::Explore | View::Instrument(_));
    if searches && next.indexing == Indexing::Unasked && !next.content.is_indexed() {
        next.indexing = Indexing::Asked;
        effects.push(Effect::Index);
    }
    let same = next.view == model.view
        && next.wish == model.wish
        && next.situation == model.situation
        && Rc::ptr_eq(&next.content, &model.content);
    if next.view == View::Explore && !same {
        let columns = next.columns.get_or_insert_with(|| Rc::new(Columns::of(&next.content))).clone();
        let heading = next.outcome.heading.as_ref();
        next.shelf = Rc::new(shelf(&next.content, &columns, &next.wish, &next.situation, heading));
    }
    if next.situation != model.situation || next.records != model.records || next.pinned != model.pinned {
        effects.push(Effect::Touched);
    }
    let asks = next.view == View::Explore && next.stacks.offered && next.wish.query != next.stacks.query;
    if asks && (next.wish.query != model.wish.query || next.view != model.view) {
        effects.push(Effect::Pause);
    }
    (next, effects)
}

fn changed(model: &Model, msg: Msg) -> (Model, Vec<Effect>) {
    let mut next = model.clone();
    if !comes_by_itself(&msg) {
        next.notice = Notice::None;
    }
    match msg {
        Msg::Answered(answer) => answer_given(next, answer),
        Msg::Cleared(question) => answer_cleared(next, question),
        Msg::Levelled(level) => with(next, |next| next.heading_level = level.clamp(2, 5)),
        Msg::Dawned(today) => with(next, |next| (next.today, next.visit) = (Some(today), next.visit.wrapping_add(1))),
        Msg::AmountTyped(..) | Msg::AmountSlid(..) | Msg::AmountLeft | Msg::AmountsAdapted => amounts(next, &msg),
        Msg::StartTyped(text) => start_typed(next, text),
        Msg::ProposalTaken => {
            let proposal = next.proposal();
            let first = Question::ALL.into_iter().find(|question| proposal.answers(*question));
            let (next, effects) = proposed(next, &proposal);
            (next, effects.into_iter().chain(first.map(Effect::FocusQuestion)).collect())
        }
        Msg::Returned => {
            let back = Some(model.journey).filter(|view| model.offers(*view)).or_else(|| model.steps().next());
            let effects = back.map_or_else(Vec::new, |view| go(&mut next, view));
            (next, [effects, vec![Effect::FocusTitle]].concat())
        }
        Msg::WentTo(view) => {
            let effects = go(&mut next, view);
            (next, [effects, vec![Effect::FocusTitle]].concat())
        }
        Msg::WentToQuestion(question) => {
            let effects = go(&mut next, model.asked_in(question).unwrap_or(View::of(question)));
            (next, [effects, vec![Effect::FocusQuestion(question)]].concat())
        }
        Msg::CameBack => {
            let back = model.came_from;
            let effects = go(&mut next, back);
            (next, [effects, vec![Effect::FocusTitle]].concat())
        }
        Msg::Sent(view) => {
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
        Msg::Wished(wished) => wish::changed(next, wished),
        Msg::Recorded(recorded) => recorded_in(next, &recorded),
        Msg::AllAssigned(situation, records) => all_assigned(next, situation, records),
        Msg::Met(met) => workshop::changed(next, met),
        Msg::Kept(kept) => keep::changed(next, kept),
        Msg::Printed => (next, vec![Effect::Print]),
        Msg::CalendarMade(seconds) => with(next, |next| plan::published(next, seconds)),
        Msg::Sought(sought) => library::changed(next, sought),
        Msg::IndexAsked => with(next, |next| next.indexing = Indexing::Unasked),
        Msg::Indexed(content) => (indexed(next, content), Vec::new()),
        Msg::DetailsAsked => {
            next.details_missing = false;
            (next, vec![Effect::Details])
        }
        Msg::Detailed(content) => (detailed(next, content), Vec::new()),
        Msg::PinToggled(place) => (wish::pin(next, place), Vec::new()),
        Msg::Brought(brought) => bring(next, brought),
        Msg::BroughtSaved => (next, vec![Effect::SaveBrought]),
        Msg::BroughtDropped => (next, vec![Effect::DropBrought]),
        Msg::WordsAsked(code) => (next, vec![Effect::Speak(code)]),
        Msg::CopyAsked(text) => (next, vec![Effect::Copy(text)]),
        Msg::CopyEnded(done) => {
            next.notice = if done { Notice::Copied } else { Notice::NotCopied };
            (next, Vec::new())
        }
        Msg::Assigned(situation) => {
            next.bad_start = None;
            next.plan = next.plan.filter(|_| plan::is_changed(&next.situation, &situation, &next.content));
            answered(next, situation)
        }
        Msg::Proposed(situation) => proposed(next, &situation),
        Msg::Reset => reset(next),
        Msg::Loaded(content) => (loaded(next, content), vec![Effect::Resulted]),
        Msg::Locked(questions) => with(next, |next| next.locked = questions),
        Msg::Offered(views) => offer(next, &views),
    }
}

/// Whether nobody at the widget did anything. What was said last stays to be heard then: a file that arrives between two
/// words would silence them.
fn comes_by_itself(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::Dawned(_)
            | Msg::Levelled(_)
            | Msg::Indexed(_)
            | Msg::Detailed(_)
            | Msg::CalendarMade(_)
            | Msg::Sought(_)
            | Msg::Loaded(_)
            | Msg::Locked(_)
            | Msg::Offered(_)
            | Msg::Kept(Kept::Addressed(_) | Kept::Listed(_))
            | Msg::Met(Met::ScanOffered)
    )
}

/// The model with one answer given, or taken back where several may be.
fn answer_given(mut next: Model, answer: Answer) -> (Model, Vec<Effect>) {
    let situation = answer.apply(next.situation.clone());
    if let Answer::Start(_) = answer {
        next.bad_start = None;
        let (next, effects) = answered(next, situation);
        // The button that says "today" goes once there is a start.
        return (next, [effects, vec![Effect::FocusQuestion(Question::Start)]].concat());
    }
    next.notice = match answer {
        Answer::Domain(_) if next.situation.domains.len() + 1 == Situation::MAX_DOMAINS => Notice::DomainsFull,
        _ => Notice::Heading,
    };
    if let Answer::Horizons(_) = answer {
        next.amounts = Amounts::default();
    }
    answered(next, situation)
}

/// The model with one question unanswered.
fn answer_cleared(mut next: Model, question: Question) -> (Model, Vec<Effect>) {
    next.notice = Notice::Heading;
    if question == Question::Horizons {
        next.amounts = Amounts::default();
    }
    let situation = next.situation.clone().without(question);
    let (next, effects) = answered(next, situation);
    (next, [effects, vec![Effect::FocusQuestion(question)]].concat())
}

/// The model as it began; what cannot be undone is gone too.
fn reset(mut next: Model) -> (Model, Vec<Effect>) {
    next.erased = None;
    next.emptied = None;
    next.records = Rc::default();
    next.pinned = Vec::new();
    next.wish = Wish::default();
    next.workshop = workshop::Workshop::default();
    (next.before, next.resumed, next.typed_link) = (None, None, String::new());
    next.plan = None;
    next.bad_start = None;
    next.amounts = Amounts::default();
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
fn bring(mut next: Model, brought: Brought) -> (Model, Vec<Effect>) {
    let gone = brought == Brought::Nothing;
    // Her button goes with what she tried; what the host does moves no focus.
    let dropped = gone && matches!(next.brought, Brought::Taken(_));
    next.notice = if gone { Notice::None } else { Notice::Brought };
    next.brought = brought;
    (next, if dropped { vec![Effect::Focus(Place::OwnFile)] } else { Vec::new() })
}

/// The model after something happened to the instrument that shows.
fn recorded_in(mut next: Model, recorded: &Recorded) -> (Model, Vec<Effect>) {
    if *recorded != Recorded::Fed {
        return instrument::changed(next, recorded);
    }
    // What an instrument tells of maturity becomes an answer like any other.
    let Some(level) = instrument::fed(&next) else { return (next, Vec::new()) };
    next.notice = Notice::Heading;
    let situation = Answer::Maturity(level).apply(next.situation.clone());
    let (next, effects) = answered(next, situation);
    (next, [effects, vec![Effect::FocusTitle]].concat())
}

/// The model with all that the instruments were given.
fn all_assigned(mut next: Model, situation: Situation, records: Records) -> (Model, Vec<Effect>) {
    let recorded = *next.records != records;
    next.plan = next.plan.filter(|_| plan::is_changed(&next.situation, &situation, &next.content));
    next.records = Rc::new(records);
    next.emptied = None;
    next.bad_start = None;
    let (next, mut effects) = answered(next, situation);
    if recorded && effects.is_empty() {
        effects.push(Effect::Resulted);
    }
    (next, effects)
}

/// The model with the index that was asked for, or without. What was typed meanwhile is looked for now.
fn indexed(mut next: Model, content: Option<Rc<Pack>>) -> Model {
    next.indexing = Indexing::Missing;
    if let Some(content) = content {
        next.indexing = Indexing::Unasked;
        next.content = content;
        if next.view == View::Explore && !next.wish.query.trim().is_empty() {
            next.notice = Notice::Found;
        }
    }
    next
}

/// The model with what is shown of its resources, or without. Nothing else is another.
fn detailed(mut next: Model, content: Option<Rc<Pack>>) -> Model {
    next.details_missing = content.is_none();
    if let Some(content) = content {
        // Publishers are known from now on: their places in the columns may be others.
        next.wish.chosen.retain(|(facet, _)| *facet != Facet::Publisher);
        next.columns = None;
        next.content = content;
    }
    next
}

/// The model with other words or rules.
fn loaded(mut next: Model, content: Rc<Pack>) -> Model {
    wish::carry(&mut next, &content);
    if !next.content.instruments.iter().map(|own| &own.id).eq(content.instruments.iter().map(|own| &own.id)) {
        let given = record::write(&next.records, &next.content.instruments);
        next.records = Rc::new(record::read(&given, &content.instruments).unwrap_or_default());
    }
    if next.content.messages.code != content.messages.code {
        next.notice = Notice::Spoken;
    }
    next.content = content;
    next.indexing = Indexing::default();
    next.details_missing = false;
    next.columns = None;
    next.what_if = None;
    next.outcome = Rc::new(Outcome::of(&next.situation, &next.content));
    turn(&mut next);
    next
}

/// No answer any more, back at the first step; the answers can be brought back.
fn start_over(mut next: Model) -> (Model, Vec<Effect>) {
    next.erased = Some(Erased::of(&next));
    next.plan = None;
    next.pinned = Vec::new();
    next.records = Rc::default();
    next.emptied = None;
    next.wish = Wish::default();
    next.notice = Notice::Erased;
    next.bad_start = None;
    next.amounts = Amounts::default();
    let (mut next, mut effects) = answered(next, Situation::default());
    effects.extend(go(&mut next, View::Situate));
    effects.push(Effect::FocusTitle);
    (next, effects)
}

/// What starting over took away is there again.
fn restore(mut next: Model) -> (Model, Vec<Effect>) {
    next.notice = Notice::Restored;
    let erased = next.erased.take().unwrap_or_else(|| Erased::of(&next));
    next.pinned = erased.pinned;
    next.records = erased.records;
    next.wish = erased.wish;
    next.plan = erased.plan;
    let (next, mut effects) = answered(next, erased.situation);
    effects.push(Effect::FocusTitle);
    (next, effects)
}

/// The model after something happened to the fields of the horizons.
fn amounts(next: Model, msg: &Msg) -> (Model, Vec<Effect>) {
    let (amounts, answer) = (&next.amounts, next.situation.horizons);
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
        next.notice = Notice::Heading;
    }
    let situation = Situation { horizons, ..next.situation.clone() };
    let (mut next, effects) = answered(next, situation);
    next.amounts = amounts;
    (next, effects)
}

/// A field of the horizons is left: what is wrong with them is said.
fn amounts_left(next: Model) -> (Model, Vec<Effect>) {
    if next.amounts.is_untouched() {
        return (next, Vec::new());
    }
    let (before, left) = (next.amounts.before(), next.amounts.left());
    let (mut next, effects) = if left.is_untouched() {
        // She took back all that she gave.
        let situation = Situation { horizons: before, ..next.situation.clone() };
        let (mut next, effects) = answered(next, situation);
        next.amounts = left;
        (next, effects)
    } else {
        amounts_changed(next, left)
    };
    if matches!(next.amounts.settled(), Err(Unsettled::NoAmount | Unsettled::Sum(_))) {
        next.notice = Notice::Amounts;
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
    next.offered = offered;
    let effects = if next.offers(next.view) { Vec::new() } else { go(&mut next, first) };
    (next, effects)
}

/// The model with other answers; nothing follows from answers that are the same.
pub(super) fn answered(mut next: Model, situation: Situation) -> (Model, Vec<Effect>) {
    let situation =
        next.locked.iter().fold(situation, |situation, question| take(situation, *question, &next.situation));
    let mut effects: Vec<Effect> = Question::ALL
        .into_iter()
        .filter(|question| take(next.situation.clone(), *question, &situation) != next.situation)
        .map(Effect::Changed)
        .collect();
    if effects.is_empty() {
        return (next, effects);
    }
    effects.push(Effect::Resulted);
    if situation.horizons != next.situation.horizons {
        next.amounts = Amounts::default();
    }
    if situation.start.is_some() {
        next.start_wanted = false;
    }
    next.situation = situation;
    next.what_if = None;
    next.outcome = Rc::new(Outcome::of(&next.situation, &next.content));
    turn(&mut next);
    (next, effects)
}

/// A situation with the answer to one question taken from another.
fn take(mut situation: Situation, question: Question, from: &Situation) -> Situation {
    match question {
        Question::Profile => situation.profile = from.profile,
        Question::Domains => situation.domains.clone_from(&from.domains),
        Question::Level => situation.level = from.level,
        Question::Maturity => situation.maturity = from.maturity,
        Question::Usage => situation.usage = from.usage,
        Question::Objectives => situation.objectives.clone_from(&from.objectives),
        Question::Horizons => situation.horizons = from.horizons,
        Question::Start => situation.start = from.start,
    }
    situation
}

/// A start that is no usable date is kept as typed, beside the last good one. An empty field is an answer taken back.
fn start_typed(mut next: Model, text: String) -> (Model, Vec<Effect>) {
    let situation = match text.parse::<Date>() {
        Ok(date) if date.may_start() => {
            next.bad_start = None;
            Answer::Start(date).apply(next.situation.clone())
        }
        _ if text.is_empty() => {
            next.bad_start = None;
            next.situation.clone().without(Question::Start)
        }
        _ => {
            next.bad_start = Some(text);
            return (next, Vec::new());
        }
    };
    answered(next, situation)
}

pub(super) fn go(next: &mut Model, view: View) -> Vec<Effect> {
    if next.view == view || !next.offers(view) {
        return Vec::new();
    }
    if view == View::Method {
        next.came_from = next.view;
    }
    next.view = view;
    if view == View::Quick || View::STEPS.contains(&view) {
        next.journey = view;
    }
    next.start_wanted = false;
    next.visit = next.visit.wrapping_add(1);
    next.sheet = Sheet::default();
    next.emptied = None;
    // It was read, and something else is being done.
    next.resumed = None;
    next.linked = None;
    if let View::Instrument(place) = view {
        next.sheet.instrument = place;
    }
    // Going on is a good reason to think that the erased answers are not missed.
    if !next.situation.is_silent() {
        next.erased = None;
    }
    vec![Effect::Stepped(view)]
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
            next.notice = Notice::Heading;
            let (next, effects) = answered(next, situation);
            let focus = trial_ended(&next);
            return (next, [effects, vec![focus]].concat());
        }
        _ => {
            turn(&mut next);
            next.notice = Notice::Heading;
            let focus = trial_ended(&next);
            return (next, vec![focus]);
        }
    };
    next.notice = Notice::Difference;
    let outcome = Rc::new(Outcome::weighed(&situation, &next.content, weights));
    next.what_if = Some(WhatIf { question, situation, weights, outcome });
    turn(&mut next);
    (next, Vec::new())
}

/// Where the focus goes when a trial ends: its buttons go with it.
fn trial_ended(next: &Model) -> Effect {
    if next.view == View::Trajectory { Effect::Focus(Place::WhatIf) } else { Effect::FocusTitle }
}

/// Turns both needles to their headings, each by the shorter way; without a heading they rest.
fn turn(next: &mut Model) {
    let to = |needle: i32, outcome: &Outcome| {
        outcome.heading.map_or(needle, |heading| turned(needle, heading.bearing_tenths))
    };
    next.needle = to(next.needle, &next.outcome);
    next.trial_needle = match &next.what_if {
        Some(trial) => to(next.trial_needle, &trial.outcome),
        None => next.needle,
    };
}
