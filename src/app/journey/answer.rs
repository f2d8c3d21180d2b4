//! An answer as a visitor gives it, and the situation with it.

use boussole_domain::Date;
use boussole_domain::situation::{Horizons, Question, Situation};
use boussole_domain::vocabulary::{Domain, Level, Maturity, Objective, Profile, Term, Usage};

/// An answer, as a visitor gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Who she is.
    Profile(Term<Profile>),
    /// A domain more or less.
    Domain(Term<Domain>),
    /// Her only domain.
    OnlyDomain(Term<Domain>),
    /// Her level.
    Level(Term<Level>),
    /// The maturity of her territory.
    Maturity(Term<Maturity>),
    /// An objective more or less.
    Objective(Term<Objective>),
    /// Her only objective.
    OnlyObjective(Term<Objective>),
    /// The second objective becomes the first.
    ObjectivesSwapped,
    /// What she needs now.
    Usage(Term<Usage>),
    /// The three amounts together.
    Horizons(Horizons),
    /// When she starts.
    Start(Date),
}

impl Answer {
    /// The question it answers.
    #[must_use]
    pub fn question(self) -> Question {
        match self {
            Self::Profile(_) => Question::Profile,
            Self::Domain(_) | Self::OnlyDomain(_) => Question::Domains,
            Self::Level(_) => Question::Level,
            Self::Maturity(_) => Question::Maturity,
            Self::Objective(_) | Self::OnlyObjective(_) | Self::ObjectivesSwapped => Question::Objectives,
            Self::Usage(_) => Question::Usage,
            Self::Horizons(_) => Question::Horizons,
            Self::Start(_) => Question::Start,
        }
    }

    /// The situation with this answer.
    #[must_use]
    pub fn apply(self, mut situation: Situation) -> Situation {
        match self {
            Self::Profile(term) => situation.profile = Some(term),
            Self::Domain(term) => toggle(&mut situation.domains, term, Situation::MAX_DOMAINS),
            Self::OnlyDomain(term) => situation.domains = vec![term],
            Self::Level(term) => situation.level = Some(term),
            Self::Maturity(term) => situation.maturity = Some(term),
            Self::Objective(term) => toggle(&mut situation.objectives, term, Situation::MAX_OBJECTIVES),
            Self::OnlyObjective(term) => situation.objectives = vec![term],
            Self::ObjectivesSwapped => situation.objectives.reverse(),
            Self::Usage(term) => situation.usage = Some(term),
            Self::Horizons(horizons) => situation.horizons = Some(horizons),
            Self::Start(date) => {
                if date.is_valid_start() {
                    situation.start = Some(date);
                }
            }
        }
        situation
    }
}

/// Takes a term out, or puts it last when there is room.
fn toggle<V: Copy + PartialEq>(terms: &mut Vec<Term<V>>, term: Term<V>, max: usize) {
    if terms.contains(&term) {
        terms.retain(|other| *other != term);
    } else if terms.len() < max {
        terms.push(term);
    }
}
