//! A workshop without a server: the journeys of many, brought together on the facilitator's page. No name is kept.

use boussole_content::pack::Pack;
use boussole_domain::heading::Heading;
use boussole_domain::matrix::{PersonalMatrix, personal};
use boussole_domain::order;
use boussole_domain::situation::{Question, Situation};
use boussole_domain::workshop::{AnswerDistribution, Count, GroupHeading, spread, together, told};
use core::cmp::Reverse;

/// One participant: what she answered, and what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// The answers.
    pub situation: Situation,
    /// Where she is heading.
    pub heading: Option<Heading>,
    /// Resources of her path.
    pub path: Vec<usize>,
}

/// The workshop.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workshop {
    /// Everybody whose journey came, in the order it did.
    pub participants: Vec<Participant>,
    /// What the last batch brought.
    pub last: AddReport,
    /// What stands in the field for links.
    pub typed: String,
}

/// What a batch of links and files brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AddReport {
    /// Journeys that were taken.
    pub taken: usize,
    /// Texts that hold none.
    pub refused: usize,
    /// Journeys beyond what a workshop holds.
    pub beyond: usize,
}

/// Something that happens in a workshop.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkshopMsg {
    /// Links, mails and texts of files came: as many participants as each holds.
    JourneysAdded(Vec<String>),
    /// Something stands in the field.
    LinksTyped(String),
    /// The facilitator takes what stands there.
    LinksSubmitted,
    /// The last that came goes again.
    LastRemoved,
    /// The workshop is over.
    Cleared,
    /// The facilitator asked for the table.
    TableExportRequested,
    /// The browser can read QR codes.
    ScannerAvailable,
}

/// What all of them come to: as far as it may be told, on the page and in every file.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkshopSummary {
    /// There are too few to tell anything but how many they are.
    pub is_small: bool,
    /// The participants' headings, taken together.
    pub together: Option<GroupHeading>,
    /// The matrix of the mean.
    pub matrix: Option<PersonalMatrix>,
    /// Per question that has answers to choose from, how these spread.
    pub questions: Vec<(Question, AnswerDistribution)>,
    /// Resources that many paths share, with how many; the most shared first.
    pub common: Vec<(usize, Count)>,
    /// Per profile that may be told apart: its place, how many, and where they head.
    pub groups: Vec<(usize, usize, Option<Heading>)>,
    /// Participants in no such group.
    pub elsewhere: usize,
}

/// What a workshop comes to.
#[must_use]
pub fn summarise(workshop: &Workshop, content: &Pack) -> WorkshopSummary {
    let rules = &content.rules.workshop;
    let all = &workshop.participants;
    let together = |of: &dyn Fn(&&Participant) -> bool| {
        let headings: Vec<Heading> = all.iter().filter(of).filter_map(|own| own.heading).collect();
        together(&headings, rules, &content.heading)
    };
    let words = &content.vocabulary;
    let lists = [
        (Question::Profile, words.profiles.len()),
        (Question::Domains, words.domains.len()),
        (Question::Level, words.levels.len()),
        (Question::Maturity, words.maturity.len()),
        (Question::Usage, words.usages.len()),
        (Question::Objectives, words.objectives.len()),
    ];
    let questions = lists.map(|(question, answers)| {
        let given: Vec<Vec<usize>> = all.iter().map(|own| chosen(&own.situation, question)).collect();
        (question, spread(&given, answers, rules))
    });
    let mut counts = vec![0_usize; content.resources.len()];
    for place in all.iter().flat_map(|own| &own.path) {
        if let Some(count) = counts.get_mut(*place) {
            *count += 1;
        }
    }
    let common = told(&counts, all.len(), false, rules);
    let enough = |count: usize| count > 1 && count * 100 >= all.len() * rules.common as usize;
    let mut common: Vec<(usize, usize, Count)> = counts
        .into_iter()
        .zip(common)
        .enumerate()
        .filter(|(_, (count, _))| enough(*count))
        .map(|(place, (count, told))| (place, count, told))
        .collect();
    order::by_key(&mut common, |(place, count, _)| (Reverse(*count), *place));
    let profiles = questions.iter().find(|(question, _)| *question == Question::Profile);
    let mut groups = Vec::new();
    for (place, count) in profiles.iter().flat_map(|(_, spread)| spread.counts.iter().enumerate()) {
        if let Count::Exactly(count @ 1..) = *count {
            let is = |own: &&Participant| own.situation.profile.is_some_and(|profile| profile.index() == place);
            groups.push((place, count, together(&is).map(|own| own.mean)));
        }
    }
    let together = together(&|_| true);
    WorkshopSummary {
        is_small: all.len() < rules.least_group,
        matrix: together.as_ref().map(|own| personal(&content.rules.matrix, &own.mean, content.heading.lead_permille)),
        together,
        questions: questions.to_vec(),
        common: common.into_iter().map(|(place, _, told)| (place, told)).collect(),
        elsewhere: all.len() - groups.iter().map(|(_, count, _)| count).sum::<usize>(),
        groups,
    }
}

/// The places of the answers to a question.
fn chosen(situation: &Situation, question: Question) -> Vec<usize> {
    match question {
        Question::Profile => situation.profile.iter().map(|own| own.index()).collect(),
        Question::Domains => situation.domains.iter().map(|own| own.index()).collect(),
        Question::Level => situation.level.iter().map(|own| own.index()).collect(),
        Question::Maturity => situation.maturity.iter().map(|own| own.index()).collect(),
        Question::Usage => situation.usage.iter().map(|own| own.index()).collect(),
        Question::Objectives => situation.objectives.iter().map(|own| own.index()).collect(),
        Question::Horizons | Question::Start => Vec::new(),
    }
}
