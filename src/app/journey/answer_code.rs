//! An answer as links write it.

use boussole_content::entry::Entry;
use boussole_content::pack::{Pack, entry};
use boussole_domain::situation::{Question, Situation};
use boussole_domain::vocabulary::Term;

pub(super) fn answer(situation: &Situation, question: Question, pack: &Pack) -> String {
    fn id<V: Copy>(list: &[Entry], term: Option<Term<V>>) -> String {
        term.map_or_else(String::new, |term| entry(list, term).id.clone())
    }
    fn ids<V: Copy>(list: &[Entry], terms: &[Term<V>]) -> String {
        terms.iter().map(|term| entry(list, *term).id.as_str()).collect::<Vec<_>>().join(",")
    }
    let words = &pack.vocabulary;
    match question {
        Question::Profile => id(&words.profiles, situation.profile),
        Question::Domains => ids(&words.domains, &situation.domains),
        Question::Level => id(&words.levels, situation.level),
        Question::Maturity => situation.maturity.map_or_else(String::new, |level| (level.index() + 1).to_string()),
        Question::Objectives => ids(&words.objectives, &situation.objectives),
        Question::Usage => id(&words.usages, situation.usage),
        Question::Horizons => situation.horizons.map_or_else(String::new, |horizons| {
            horizons.amounts().values().map(|amount| amount.to_string()).join("-")
        }),
        Question::Start => situation.start.map_or_else(String::new, |date| date.to_string().replace('-', "")),
    }
}
