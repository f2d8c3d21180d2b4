//! The pages of the widget, and going between them.

use boussole_content::pack::Pack;
use boussole_domain::situation::Question;

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
    /// *En une page*.
    Summary,
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
    /// One of them: its index in the content.
    Instrument(u8),
}

impl View {
    /// The five steps of the journey, in order.
    pub const STEPS: [Self; 5] = [Self::Situate, Self::Heading, Self::Trajectory, Self::Path, Self::Summary];
    /// The views that are there whatever the content.
    pub const FIXED: [Self; 11] = [
        Self::Situate,
        Self::Heading,
        Self::Trajectory,
        Self::Path,
        Self::Summary,
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
            Self::Summary => "summary",
            Self::Method => "method",
            Self::Quick => "quick",
            Self::Explore => "explore",
            Self::Keep => "keep",
            Self::Workshop => "workshop",
            Self::Instruments => "instruments",
            Self::Instrument(index) => content.instrument_views.get(usize::from(index)).map_or("", String::as_str),
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
            Self::Summary | Self::Keep => question == Question::Start,
            step => step == Self::for_question(question),
        }
    }

    /// Whether a view is a step made of questions: a narrow page asks them one at a time.
    #[must_use]
    pub fn is_questions(self) -> bool {
        matches!(self, Self::Situate | Self::Heading)
    }

    /// The step that asks a question.
    #[must_use]
    pub fn for_question(question: Question) -> Self {
        match question {
            Question::Profile | Question::Domains | Question::Level | Question::Maturity | Question::Usage => {
                Self::Situate
            }
            Question::Objectives | Question::Horizons => Self::Heading,
            Question::Start => Self::Trajectory,
        }
    }
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
    /// The question that the visitor came to, where a narrow page asks one at a time; else the first.
    pub question: Option<Question>,
    /// Whether a narrow page shows all its questions at once: the visitor chose so, for this visit.
    pub shows_all_questions: bool,
}
