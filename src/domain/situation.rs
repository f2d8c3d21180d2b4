//! What a visitor has said of herself. Every answer is optional; unanswered is not neutral.

use super::date::Date;
use super::rounding::largest_remainder;
use super::vocabulary::{Domain, Impact, Level, Maturity, Objective, PerImpact, Profile, Term, Usage};

/// The answers of one visitor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// Who she is.
    pub profile: Option<Term<Profile>>,
    /// The fields she acts in, up to [`Situation::MAX_DOMAINS`], without repetition, as she gave them.
    pub domains: Vec<Term<Domain>>,
    /// From local to international.
    pub level: Option<Term<Level>>,
    /// How far cooperation has come; place 0 is level 1.
    pub maturity: Option<Term<Maturity>>,
    /// Why she wants to act together: up to [`Situation::MAX_OBJECTIVES`], without repetition, in
    /// order of preference.
    pub objectives: Vec<Term<Objective>>,
    /// What she needs now.
    pub usage: Option<Term<Usage>>,
    /// How much each impact counts.
    pub horizons: Option<Horizons>,
    /// When she starts.
    pub start: Option<Date>,
}

impl Situation {
    /// The most fields of action one may name. Our proposal, to confirm: no line of the report says so.
    pub const MAX_DOMAINS: usize = 3;
    /// The most objectives one may name. Our proposal, to confirm.
    pub const MAX_OBJECTIVES: usize = 2;

    /// Whether a question has an answer.
    #[must_use]
    pub fn answers(&self, question: Question) -> bool {
        match question {
            Question::Profile => self.profile.is_some(),
            Question::Domains => !self.domains.is_empty(),
            Question::Level => self.level.is_some(),
            Question::Maturity => self.maturity.is_some(),
            Question::Objectives => !self.objectives.is_empty(),
            Question::Usage => self.usage.is_some(),
            Question::Horizons => self.horizons.is_some(),
            Question::Start => self.start.is_some(),
        }
    }

    /// The situation with one question unanswered.
    #[must_use]
    pub fn without(mut self, question: Question) -> Self {
        match question {
            Question::Profile => self.profile = None,
            Question::Domains => self.domains.clear(),
            Question::Level => self.level = None,
            Question::Maturity => self.maturity = None,
            Question::Objectives => self.objectives.clear(),
            Question::Usage => self.usage = None,
            Question::Horizons => self.horizons = None,
            Question::Start => self.start = None,
        }
        self
    }

    /// Whether nothing but perhaps the start is answered: then no path is proposed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Question::ALL
            .into_iter()
            .filter(|question| *question != Question::Start)
            .all(|question| !self.answers(question))
    }
}

/// The eight things a visitor may say, in the order of the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Who are you?
    Profile,
    /// In which fields?
    Domains,
    /// At which level?
    Level,
    /// How far has cooperation come?
    Maturity,
    /// What do you need now?
    Usage,
    /// Which objectives?
    Objectives,
    /// Which horizons?
    Horizons,
    /// From when?
    Start,
}

impl Question {
    /// All questions, in the order of the journey.
    pub const ALL: [Self; 8] = [
        Self::Profile,
        Self::Domains,
        Self::Level,
        Self::Maturity,
        Self::Usage,
        Self::Objectives,
        Self::Horizons,
        Self::Start,
    ];

    /// The name of the answer in data, links and results.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Domains => "domains",
            Self::Level => "level",
            Self::Maturity => "maturity",
            Self::Usage => "usage",
            Self::Objectives => "objectives",
            Self::Horizons => "horizons",
            Self::Start => "start",
        }
    }
}

/// How much each impact counts: three amounts in percent whose sum is always 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizons(PerImpact<u8>);

impl Horizons {
    /// Three amounts; `None` when their sum is not 100.
    #[must_use]
    pub fn new(amounts: [u8; 3]) -> Option<Self> {
        let sum: u32 = amounts.iter().map(|amount| u32::from(*amount)).sum();
        (sum == 100).then(|| Self(amounts.into()))
    }

    /// Equal amounts, the odd point to the first: where the sliders rest before an answer.
    #[must_use]
    pub fn even() -> Self {
        Self([34, 33, 33].into())
    }

    /// The three amounts in percent.
    #[must_use]
    pub fn amounts(self) -> PerImpact<u8> {
        self.0
    }

    /// One amount set, at most 100; the two others share the rest in proportion to what they were,
    /// or equally when both were 0, so that the sum stays 100.
    #[must_use]
    pub fn with(self, impact: Impact, amount: u8) -> Self {
        let amount = amount.min(100);
        let others = PerImpact::from_fn(|each| if each == impact { 0 } else { u64::from(*self.0.get(each)) });
        let shares =
            if others == PerImpact::default() { PerImpact::from_fn(|each| u64::from(each != impact)) } else { others };
        let mut rest =
            largest_remainder(u64::from(100 - amount), shares.values()).map(|part| u8::try_from(part).unwrap_or(100));
        for (part, each) in rest.iter_mut().zip(Impact::ALL) {
            if each == impact {
                *part = amount;
            }
        }
        Self(rest.into())
    }
}
