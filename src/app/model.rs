//! The state of one widget. A value: every change makes a new one ([`super::update()`]).

use super::features::explore::{Explore, ExploreQuery};
use super::features::instruments::Instruments;
use super::features::library::LibraryState;
use super::features::share::Share;
use super::features::what_if::WhatIf;
use super::features::workshop::Workshop;
use super::journey::outcome::Outcome;
use super::runtime::announcement::Announcement;
use super::runtime::context::Context;
use super::runtime::host::Host;
use super::runtime::navigation::{Navigation, View};
use super::undo::Undo;
use boussole_content::instrument::Instrument;
use boussole_content::pack::Pack;
use boussole_domain::amounts::Amounts;
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
    /// The heading, the matrix and the path that follow from the answers.
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
    /// What a journey that somebody sent comes to, as it came: to be compared with.
    pub received: Option<Rc<Outcome>>,
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
    /// Whether it was said an odd number of times: a screen reader says the same words again only where something in them
    /// is another.
    pub is_announcement_toggled: bool,
}

/// What stands in fields while it is no answer.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// What stands in the start field while it is no date that may be used.
    pub invalid_start_input: Option<String>,
    /// What stands in the fields of the horizons.
    pub amounts: Amounts,
    /// The agenda was asked for, and has no dates without a start.
    pub is_start_wanted: bool,
    /// The gestures that the visitor ticked, by their sentences. They stay as long as the widget lives.
    pub done: Vec<String>,
    /// What stands in the field of her age, which nothing else keeps.
    pub age: String,
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

impl Model {
    /// A widget before any answer.
    #[must_use]
    pub fn new(content: Rc<Pack>) -> Self {
        let situation = Situation::default();
        Self {
            outcome: Rc::new(Outcome::new(&situation, &content)),
            situation,
            view: View::Situate,
            navigation: Navigation {
                generation: 0,
                return_to: View::Situate,
                journey: View::Situate,
                question: None,
                shows_all_questions: false,
            },
            host: Host {
                locked: Vec::new(),
                enabled_views: View::all(&content),
                heading_level: 2,
                today: None,
                has_camera: false,
            },
            form: Form::default(),
            what_if: None,
            undo: Undo::default(),
            received: None,
            needles: Needles::default(),
            explore: Explore::default(),
            library: LibraryState::default(),
            workshop: Workshop::default(),
            share: Share::default(),
            instruments: Instruments::default(),
            announcement: Announcement::None,
            is_announcement_toggled: false,
            content,
        }
    }

    /// What a feature may read.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        Context {
            content: &self.content,
            situation: &self.situation,
            heading: self.outcome.heading.as_ref(),
            host: &self.host,
            view: self.view,
            announcement: self.announcement,
        }
    }

    /// Whether the journey that shows is the one that somebody sent, as it came.
    #[must_use]
    pub fn shows_received(&self) -> bool {
        self.received.as_ref().is_some_and(|received| **received == *self.outcome)
    }

    /// The outcome that shows: of the change under trial when there is one.
    #[must_use]
    pub fn visible_outcome(&self) -> &Outcome {
        self.what_if.as_ref().map_or(&self.outcome, |trial| &trial.outcome)
    }

    /// The questions without an answer that the visitor may give, in the order of the journey.
    #[must_use]
    pub fn missing(&self) -> Vec<Question> {
        let open = |question: &Question| !self.situation.answers(*question) && self.is_answerable(*question);
        Question::ALL.into_iter().filter(open).collect()
    }

    /// How many questions are answered, and of how many: those that the visitor may answer, and those that are. The one
    /// count there is; what it lacks is [`Self::missing`].
    #[must_use]
    pub fn count(&self, questions: impl IntoIterator<Item = Question>) -> (usize, usize) {
        let counts = |question: &Question| self.situation.answers(*question) || self.is_answerable(*question);
        let all: Vec<Question> = questions.into_iter().filter(counts).collect();
        (all.iter().filter(|question| self.situation.answers(**question)).count(), all.len())
    }

    /// The questions that a step asks and that the visitor may answer, in order.
    #[must_use]
    pub fn questions_of(&self, step: View) -> impl DoubleEndedIterator<Item = Question> {
        let asked =
            move |question: &Question| View::for_question(*question) == step && !self.host.locked.contains(question);
        Question::ALL.into_iter().filter(asked)
    }

    /// The question that a narrow page shows: the one that the visitor came to, else the first of the step.
    #[must_use]
    pub fn question(&self) -> Option<Question> {
        let reached = self.questions_of(self.view).find(|question| Some(*question) == self.navigation.question);
        reached.or_else(|| self.questions_of(self.view).next())
    }

    /// The question after the one that shows alone.
    #[must_use]
    pub fn question_after(&self) -> Option<Question> {
        let alone = self.question().filter(|_| !self.navigation.shows_all_questions)?;
        self.questions_of(self.view).find(|question| *question > alone)
    }

    /// The question before the one that shows alone: the last of the step before, in front of the first.
    #[must_use]
    pub fn question_before(&self) -> Option<Question> {
        let alone = self.question().filter(|_| !self.navigation.shows_all_questions)?;
        let before = self.questions_of(self.view).rev().find(|question| *question < alone);
        before.or_else(|| self.questions_of(self.previous().filter(|step| step.is_questions())?).next_back())
    }

    /// Whether the visitor may answer a question: it is not locked, and a view that asks it is offered.
    #[must_use]
    pub fn is_answerable(&self, question: Question) -> bool {
        !self.host.locked.contains(&question) && self.view_asking(question).is_some()
    }

    /// The view where the visitor answers a question: the one that shows when it asks it, its step, else another that is
    /// offered and asks it too.
    #[must_use]
    pub fn view_asking(&self, question: Question) -> Option<View> {
        let views = [self.view, View::for_question(question), View::Quick, View::Keep];
        views.into_iter().find(|view| view.asks(question) && self.is_enabled(*view))
    }

    /// What the short way proposes to say: what its content names, as far as it is not answered yet. No answer until
    /// the visitor takes it.
    #[must_use]
    pub fn proposal(&self) -> Situation {
        let quick = &self.content.quick;
        let open = |question| !self.situation.answers(question) && !self.host.locked.contains(&question);
        Situation {
            profile: quick.profile.and_then(Term::from_index).filter(|_| open(Question::Profile)),
            level: quick.level.and_then(Term::from_index).filter(|_| open(Question::Level)),
            ..Situation::default()
        }
    }

    /// Whether there is anything that starting over would take away.
    #[must_use]
    pub fn has_user_data(&self) -> bool {
        let answered = |question: &Question| self.is_answerable(*question) && self.situation.answers(*question);
        Question::ALL.iter().any(answered)
            || !self.explore.pinned.is_empty()
            || !self.instruments.responses.is_empty()
            || self.explore.query != ExploreQuery::default()
    }

    /// Whether the host offers a view.
    #[must_use]
    pub fn is_enabled(&self, view: View) -> bool {
        self.host.is_enabled(view)
    }

    /// The instrument that shows.
    #[must_use]
    pub fn instrument(&self) -> Option<&Instrument> {
        self.context().instrument()
    }

    /// The steps of the journey that the host offers, in order.
    pub fn steps(&self) -> impl Iterator<Item = View> {
        View::STEPS.into_iter().filter(|step| self.is_enabled(*step))
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
