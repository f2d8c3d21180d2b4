//! Sentences that speak to one visitor: what her journey comes to, what she can do, and when.

use super::entry::Origin;
use boussole_domain::standing::Standing;
use boussole_domain::vocabulary::{Maturity, Objective, Profile, Term};
use boussole_domain::workshop::Subject;
use boussole_domain::{Impact, Lever, PerLever};
use serde::{Deserialize, Serialize};

/// All sentences in one language. They come with the details of the resources: no first view needs them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentences {
    /// In the order of [`HEADINGS`].
    pub headings: Vec<Sentence>,
    /// In the order of the profiles.
    pub profiles: Vec<Sentence>,
    /// In the order of the objectives.
    pub objectives: Vec<Sentence>,
    /// For each objective, each maturity level's in turn: as many as there are in [`Timeframe::ALL`].
    pub gestures: Vec<Vec<Gesture>>,
    /// What each profile can do on each lever.
    pub contributions: PerLever<Vec<Sentence>>,
    /// How to run a workshop, step by step.
    pub guide: Vec<Sentence>,
    /// How somebody joins a workshop, step by step.
    pub join: Vec<Sentence>,
    /// What a group is asked, in the order of [`Subject::ALL`].
    pub asks: Vec<Sentence>,
}

/// One sentence, or two short ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// What is shown.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gesture {
    /// What is done.
    pub sentence: Sentence,
    /// Who does it.
    pub who: String,
    /// How long it takes.
    pub duration: String,
}

/// By when something is done, counted from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeframe {
    /// Within seven days.
    ThisWeek,
    /// Within three months.
    ThreeMonths,
    /// Before eighteen months, the horizon of performance (report, L812).
    EighteenMonths,
}

impl Timeframe {
    /// The three, the nearest first.
    pub const ALL: [Self; 3] = [Self::ThisWeek, Self::ThreeMonths, Self::EighteenMonths];

    /// The name used in content.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::ThisWeek => "this-week",
            Self::ThreeMonths => "three-months",
            Self::EighteenMonths => "eighteen-months",
        }
    }
}

/// What may be said of a heading, whichever of two comes first: three main impacts, three pairs, balanced.
pub const HEADINGS: [Standing<Impact>; 7] = [
    Standing::First(Impact::Performance),
    Standing::First(Impact::Innovation),
    Standing::First(Impact::Confiance),
    Standing::Between(Impact::Performance, Impact::Innovation),
    Standing::Between(Impact::Performance, Impact::Confiance),
    Standing::Between(Impact::Innovation, Impact::Confiance),
    Standing::Balanced,
];

impl Sentences {
    /// The portrait of a journey: a sentence for its heading, one for who she is, one for what she wants first. What is
    /// not answered has none.
    pub fn portrait(
        &self,
        heading: Standing<Impact>,
        profile: Option<Term<Profile>>,
        objective: Option<Term<Objective>>,
    ) -> impl Iterator<Item = &Sentence> {
        let heading = HEADINGS.iter().position(|other| other.agrees_with(heading));
        let heading = heading.and_then(|index| self.headings.get(index));
        let profile = profile.and_then(|profile| self.profiles.get(profile.index()));
        let objective = objective.and_then(|objective| self.objectives.get(objective.index()));
        [heading, profile, objective].into_iter().flatten()
    }

    /// What to do for an objective at a maturity level, in the order of [`Timeframe::ALL`].
    #[must_use]
    pub fn gestures(&self, objective: Term<Objective>, maturity: Term<Maturity>) -> &[Gesture] {
        let all = self.gestures.get(objective.index()).map_or(&[][..], Vec::as_slice);
        all.chunks(Timeframe::ALL.len()).nth(maturity.index()).unwrap_or_default()
    }

    /// What a group is asked on a subject.
    #[must_use]
    pub fn ask(&self, subject: Subject) -> Option<&Sentence> {
        self.asks.get(Subject::ALL.iter().position(|other| *other == subject)?)
    }

    /// What a profile can do on a lever.
    #[must_use]
    pub fn contribution(&self, lever: Lever, profile: Term<Profile>) -> Option<&Sentence> {
        self.contributions.get(lever).get(profile.index())
    }
}
