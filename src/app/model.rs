//! The state of one widget. A value: every change makes a new one ([`super::update()`]).

use super::columns::FacetIndex;
use super::explore::{ExploreQuery, SearchResults};
use super::keep::{ImportOutcome, SavedJourneys};
use super::library::LibraryState;
use super::link::LinkError;
use super::outcome::Outcome;
use super::overlay::InvalidField;
use super::plan::{PlanId, Published};
use super::record::{ResponseKey, Responses};
use super::workshop::Workshop;
use boussole_content::instrument::Instrument;
use boussole_content::pack::Pack;
use boussole_domain::Date;
use boussole_domain::amounts::Amounts;
use boussole_domain::heading::Weights;
use boussole_domain::situation::{Question, Situation};
use boussole_domain::vocabulary::Term;
use std::rc::Rc;

/// The state of one widget.
#[derive(Clone, Debug)]
pub struct Model {
    /// Words, rules and resources in one language.
    pub content: Rc<Pack>,
    /// What the visitor, or the host for her, has answered.
    pub situation: Situation,
    /// What follows from it.
    pub outcome: Rc<Outcome>,
    /// The page of the widget that shows.
    pub view: View,
    /// The pages that show and showed.
    pub navigation: Navigation,
    /// What the host has decided.
    pub host: Host,
    /// What stands in fields while it is no answer.
    pub form: Form,
    /// A change under trial.
    pub what_if: Option<WhatIf>,
    /// What can be brought back.
    pub undo: Undo,
    /// Where the needles have turned to.
    pub needles: Needles,
    /// All the resources, and what the visitor does among them.
    pub explore: Explore,
    /// The host's large catalogue, when it offers one.
    pub library: LibraryState,
    /// The journeys of many.
    pub workshop: Workshop,
    /// What the visitor keeps, shares and takes up.
    pub share: Share,
    /// What the visitor does with the instruments.
    pub instruments: Instruments,
    /// The last thing worth saying aloud.
    pub announcement: Announcement,
}

/// Which page shows, and which showed before.
#[derive(Clone, Debug)]
pub struct Navigation {
    /// Counts changes of view, and wraps: only that it changes says something.
    pub generation: u32,
    /// The page to come back to from [`View::Method`].
    pub return_to: View,
    /// The last page of the journey that showed: a step, or the short way.
    pub journey: View,
}

/// What the host has decided, and where it stands.
#[derive(Clone, Debug)]
pub struct Host {
    /// Questions that the host has answered for good: hidden, and never changed by the visitor.
    pub locked: Vec<Question>,
    /// The views that the host offers, in the order of [`View::all`].
    pub enabled_views: Vec<View>,
    /// The level of the widget's own title, 2 to 5.
    pub heading_level: u8,
    /// The day it is, which the start proposes; `None` until someone with a clock says so.
    pub today: Option<Date>,
    /// Whether the browser can read QR codes with the camera.
    pub camera_available: bool,
}

/// What stands in fields while it is no answer.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// What stands in the start field while it is no date that may be used.
    pub invalid_start_input: Option<String>,
    /// What stands in the fields of the horizons.
    pub amounts: Amounts,
    /// The agenda was asked for, and has no dates without a start.
    pub start_wanted: bool,
}

/// What can be brought back.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    /// What was there before the last "start over", as long as it can be undone.
    pub before_start_over: Option<Snapshot>,
    /// What was there before an instrument was emptied, as long as it can be undone.
    pub before_clear: Option<Rc<Responses>>,
    /// What was there before it.
    pub before_import: Option<Snapshot>,
}

/// Where the needles have turned to.
#[derive(Clone, Debug, Default)]
pub struct Needles {
    /// Where the needle has turned to since the start, in tenths of a degree. It grows past a full
    /// turn, so that each move takes the shorter way.
    pub own: i32,
    /// Where the needle of the change under trial has turned to since the start, in tenths of a degree. It grows past
    /// a full turn, as [`Self::own`] does.
    pub trial: i32,
}

/// What a visitor does among all the resources.
#[derive(Clone, Debug, Default)]
pub struct Explore {
    /// What the visitor looks for among all the resources.
    pub query: ExploreQuery,
    /// The catalogue as columns; made when [`View::Explore`] first shows it.
    pub facet_index: Option<Rc<FacetIndex>>,
    /// Whether the index of the content's words is on its way.
    pub search_index: SearchIndexState,
    /// What is shown of the resources besides their titles did not come; until it comes or not, it is on its way.
    pub details_missing: bool,
    /// What that brings; computed while [`View::Explore`] shows.
    pub results: Rc<SearchResults>,
    /// Resources that she pinned to her path: places in the catalogue, in the order she did.
    pub pinned: Vec<usize>,
    /// The catalogue that somebody brought to the page.
    pub uploaded: UploadedCatalogue,
}

/// What a visitor keeps, shares and takes up.
#[derive(Clone, Debug, Default)]
pub struct Share {
    /// What is kept on this device.
    pub saved: SavedJourneys,
    /// The name that she is giving to a journey.
    pub journey_name: String,
    /// The address that links begin with.
    pub link_base: String,
    /// What stands in the field for a link.
    pub typed_link: String,
    /// The page has no address that a link could begin with.
    pub is_addressless: bool,
    /// Why the last file that was asked for could not be made.
    pub export_failure: Option<String>,
    /// What became of something that was taken up.
    pub import: Option<ImportOutcome>,
    /// The id of the plan, once something made of it carries it.
    pub plan: Option<PlanId>,
    /// The last calendar of it.
    pub published: Option<Published>,
}

/// What a visitor does with the instruments.
#[derive(Clone, Debug, Default)]
pub struct Instruments {
    /// What she gave to the instruments.
    pub responses: Rc<Responses>,
    /// The sheet that shows, while an instrument does.
    pub key: ResponseKey,
    /// What became of a partner's link: none was pasted; the party it filled; or why it filled none (a link of ours
    /// without this sheet has no reason).
    pub partner_link: Option<Result<u8, Option<LinkError>>>,
}

/// Whether the index of the content's words is on its way, as long as the content has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchIndexState {
    /// Nobody needed it yet.
    #[default]
    NotRequested,
    /// The index was asked for.
    Loading,
    /// The index could not be fetched.
    Failed,
}

/// What became of a catalogue that was brought to the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum UploadedCatalogue {
    /// Nobody brought one.
    #[default]
    None,
    /// The host's could not be taken: visitors are told that they see ours.
    HostRejected,
    /// One was tried here and taken: how many resources it adds.
    Accepted(usize),
    /// One was tried here and refused: what is wrong with it.
    Rejected(Vec<InvalidField>),
}

/// A page of the widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// *Se situer*.
    Situate,
    /// *Fixer le cap*.
    Heading,
    /// *Tracer la trajectoire*.
    Trajectory,
    /// *S'équiper*.
    Path,
    /// *Comment ça marche*.
    Method,
    /// *En 60 secondes*.
    Quick,
    /// All the resources.
    Explore,
    /// Keeping and sharing.
    Keep,
    /// Many journeys together.
    Workshop,
    /// The instruments of the method.
    Instruments,
    /// One of them: its place in the content.
    Instrument(u8),
}

impl View {
    /// The four steps of the journey, in order.
    pub const STEPS: [Self; 4] = [Self::Situate, Self::Heading, Self::Trajectory, Self::Path];
    /// The views that are there whatever the content.
    pub const FIXED: [Self; 10] = [
        Self::Situate,
        Self::Heading,
        Self::Trajectory,
        Self::Path,
        Self::Method,
        Self::Quick,
        Self::Explore,
        Self::Keep,
        Self::Workshop,
        Self::Instruments,
    ];

    /// All views: each instrument of the content has one.
    #[must_use]
    pub fn all(content: &Pack) -> Vec<Self> {
        let instruments = (0..).take(content.instrument_views.len()).map(Self::Instrument);
        Self::FIXED.into_iter().chain(instruments).collect()
    }

    /// The name used in attributes, methods and events: an instrument's is its id.
    #[must_use]
    pub fn id(self, content: &Pack) -> &str {
        match self {
            Self::Situate => "situate",
            Self::Heading => "heading",
            Self::Trajectory => "trajectory",
            Self::Path => "path",
            Self::Method => "method",
            Self::Quick => "quick",
            Self::Explore => "explore",
            Self::Keep => "keep",
            Self::Workshop => "workshop",
            Self::Instruments => "instruments",
            Self::Instrument(place) => content.instrument_views.get(usize::from(place)).map_or("", String::as_str),
        }
    }

    /// The view of a name.
    #[must_use]
    pub fn from_id(id: &str, content: &Pack) -> Option<Self> {
        Self::all(content).into_iter().find(|view| view.id(content) == id)
    }

    /// Whether a view asks a question: its step does, the short way asks what is quickly said, and what is taken away
    /// needs its dates.
    #[must_use]
    pub fn asks(self, question: Question) -> bool {
        match self {
            Self::Quick => !matches!(question, Question::Domains | Question::Horizons | Question::Start),
            Self::Keep => question == Question::Start,
            step => step == Self::of(question),
        }
    }

    /// The step that asks a question.
    #[must_use]
    pub fn of(question: Question) -> Self {
        match question {
            Question::Profile | Question::Domains | Question::Level | Question::Maturity | Question::Usage => {
                Self::Situate
            }
            Question::Objectives | Question::Horizons => Self::Heading,
            Question::Start => Self::Trajectory,
        }
    }
}

/// What starting over takes away.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The answers.
    pub situation: Situation,
    /// The pins.
    pub pinned: Vec<usize>,
    /// What was looked for.
    pub query: ExploreQuery,
    /// What the instruments were given.
    pub responses: Rc<Responses>,
    /// The id of the plan.
    pub plan: Option<PlanId>,
}

impl Snapshot {
    /// All that starting over would take away now.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        Self {
            situation: model.situation.clone(),
            pinned: model.explore.pinned.clone(),
            query: model.explore.query.clone(),
            responses: model.instruments.responses.clone(),
            plan: model.share.plan,
        }
    }
}

/// A change under trial: the visitor's own answers stay as they are until she keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// The question whose answer is being changed.
    pub question: Question,
    /// The answers with the change.
    pub situation: Situation,
    /// The weights of the heading under trial.
    pub weights: Weights,
    /// What would follow.
    pub outcome: Rc<Outcome>,
}

/// Something worth saying aloud once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// Nothing.
    None,
    /// The heading, as it is now.
    Heading,
    /// Three domains are chosen: one must go before another comes.
    DomainsFull,
    /// The answers were erased, which can be undone.
    StartedOver,
    /// The erased answers are back.
    Restored,
    /// The words are those of another language.
    LanguageChanged,
    /// A search phrase is in the clipboard.
    Copied,
    /// The clipboard refused.
    NotCopied,
    /// What the change under trial moves.
    Difference,
    /// How many resources a wish brings.
    ResultsCounted,
    /// What the large catalogue says.
    LibraryReplied,
    /// What an instrument comes to.
    ResultChanged,
    /// An instrument was emptied, which can be undone.
    Emptied,
    /// Something was taken up again, or cannot be.
    JourneyImported,
    /// The journey is kept here.
    JourneySaved,
    /// A file could not be made.
    FileFailed,
    /// Journeys came to a workshop.
    ParticipantsAdded,
    /// A partner's link was read, or not.
    PartnerLinked,
    /// A resource is there to compare.
    Compared,
    /// A catalogue was tried.
    CatalogueTried,
    /// A resource is pinned.
    Pinned,
    /// A resource is not pinned any more.
    Unpinned,
    /// Less of a resource, which can be undone.
    DownrankAdded,
    /// What stands in the fields of the horizons is no answer.
    Amounts,
    /// The agenda needs a start.
    StartWanted,
}

impl Model {
    /// A widget before any answer.
    #[must_use]
    pub fn new(content: Rc<Pack>) -> Self {
        let situation = Situation::default();
        Self {
            outcome: Rc::new(Outcome::of(&situation, &content)),
            situation,
            view: View::Situate,
            navigation: Navigation { generation: 0, return_to: View::Situate, journey: View::Situate },
            host: Host {
                locked: Vec::new(),
                enabled_views: View::all(&content),
                heading_level: 2,
                today: None,
                camera_available: false,
            },
            form: Form::default(),
            what_if: None,
            undo: Undo::default(),
            needles: Needles::default(),
            explore: Explore::default(),
            library: LibraryState::default(),
            workshop: Workshop::default(),
            share: Share::default(),
            instruments: Instruments::default(),
            announcement: Announcement::None,
            content,
        }
    }

    /// The outcome that shows: of the change under trial when there is one.
    #[must_use]
    pub fn shown(&self) -> &Outcome {
        self.what_if.as_ref().map_or(&self.outcome, |trial| &trial.outcome)
    }

    /// The questions without an answer that the visitor may give, in the order of the journey.
    #[must_use]
    pub fn missing(&self) -> Vec<Question> {
        let open = |question: &Question| !self.situation.answers(*question) && self.asks(*question);
        Question::ALL.into_iter().filter(open).collect()
    }

    /// How many questions are answered, and of how many: those that the visitor may answer, and those that are. The one
    /// count there is; what it lacks is [`Self::missing`].
    #[must_use]
    pub fn count(&self, questions: impl IntoIterator<Item = Question>) -> (usize, usize) {
        let counts = |question: &Question| self.situation.answers(*question) || self.asks(*question);
        let all: Vec<Question> = questions.into_iter().filter(counts).collect();
        (all.iter().filter(|question| self.situation.answers(**question)).count(), all.len())
    }

    /// Whether the visitor may answer a question: it is not locked, and a view that asks it is offered.
    #[must_use]
    pub fn asks(&self, question: Question) -> bool {
        !self.host.locked.contains(&question) && self.asked_in(question).is_some()
    }

    /// The view where the visitor answers a question: the one that shows when it asks it, its step, else another that is
    /// offered and asks it too.
    #[must_use]
    pub fn asked_in(&self, question: Question) -> Option<View> {
        let views = [self.view, View::of(question), View::Quick, View::Keep];
        views.into_iter().find(|view| view.asks(question) && self.offers(*view))
    }

    /// What the short way proposes to say: what its content names, as far as it is not answered yet. No answer until
    /// the visitor takes it.
    #[must_use]
    pub fn proposal(&self) -> Situation {
        let quick = &self.content.quick;
        let open = |question| !self.situation.answers(question) && !self.host.locked.contains(&question);
        Situation {
            profile: quick.profile.and_then(Term::at).filter(|_| open(Question::Profile)),
            level: quick.level.and_then(Term::at).filter(|_| open(Question::Level)),
            ..Situation::default()
        }
    }

    /// Whether there is anything that starting over would take away.
    #[must_use]
    pub fn has_something(&self) -> bool {
        let answered = |question: &Question| self.asks(*question) && self.situation.answers(*question);
        Question::ALL.iter().any(answered)
            || !self.explore.pinned.is_empty()
            || !self.instruments.responses.is_empty()
            || self.explore.query != ExploreQuery::default()
    }

    /// Whether the host offers a view.
    #[must_use]
    pub fn offers(&self, view: View) -> bool {
        self.host.enabled_views.contains(&view)
    }

    /// The instrument that shows.
    #[must_use]
    pub fn instrument(&self) -> Option<&Instrument> {
        match self.view {
            View::Instrument(place) => self.content.instruments.get(usize::from(place)),
            _ => None,
        }
    }

    /// Whether the host offers an instrument.
    #[must_use]
    pub fn offers_instrument(&self, place: usize) -> bool {
        u8::try_from(place).is_ok_and(|place| self.offers(View::Instrument(place)))
    }

    /// The steps of the journey that the host offers, in order.
    pub fn steps(&self) -> impl Iterator<Item = View> {
        View::STEPS.into_iter().filter(|step| self.offers(*step))
    }

    /// The step that follows the view that shows; `None` after the last and outside the journey.
    #[must_use]
    pub fn next(&self) -> Option<View> {
        self.steps().skip_while(|step| *step != self.view).nth(1)
    }

    /// The step before the view that shows; `None` at the first and outside the journey.
    #[must_use]
    pub fn previous(&self) -> Option<View> {
        let before = self.steps().take_while(|step| *step != self.view).last();
        before.filter(|_| View::STEPS.contains(&self.view))
    }
}
