//! A workshop without a server: the journeys of many, brought together on the facilitator's page. No name is kept.

pub(crate) mod update;

use boussole_content::pack::Pack;
use boussole_domain::heading::Heading;
use boussole_domain::matrix::{PersonalMatrix, personalize};
use boussole_domain::order;
use boussole_domain::situation::{Question, Situation};
use boussole_domain::workshop::{
    AnswerDistribution, Count, GroupHeading, Subject, aggregate, disclosed_counts, distribution,
};
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
    /// The slide that is projected, counted from 0; nothing while the workshop is prepared.
    pub slide: Option<usize>,
}

/// What a batch of links and files brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AddReport {
    /// Journeys that were taken.
    pub accepted: usize,
    /// Texts that hold none.
    pub rejected: usize,
    /// Journeys beyond what a workshop holds.
    pub over_limit: usize,
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
    /// The facilitator wants the camera to read codes.
    ScanRequested,
    /// The facilitator projects a slide, or leaves the projection.
    SlideShown(Option<usize>),
}

/// What all of them come to: as far as it may be told, on the page and in every file.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkshopSummary {
    /// There are too few to tell anything but how many they are.
    pub is_small: bool,
    /// The participants' headings, taken together.
    pub group_heading: Option<GroupHeading>,
    /// The matrix of the mean.
    pub matrix: Option<PersonalMatrix>,
    /// Per question that has answers to choose from, how these spread.
    pub questions: Vec<(Question, AnswerDistribution)>,
    /// What is worth talking about.
    pub subjects: Vec<Subject>,
    /// Resources that many paths share, with how many; the most shared first.
    pub common: Vec<(usize, Count)>,
    /// Per profile that may be told apart: its index, how many, and where they head.
    pub groups: Vec<(usize, usize, Option<Heading>)>,
    /// Participants in no such group.
    pub ungrouped: usize,
}

/// What a workshop comes to.
#[must_use]
pub fn summarise(workshop: &Workshop, content: &Pack) -> WorkshopSummary {
    let rules = &content.rules.workshop;
    let all = &workshop.participants;
    let group_heading_of = |of: &dyn Fn(&&Participant) -> bool| {
        let headings: Vec<Heading> = all.iter().filter(of).filter_map(|participant| participant.heading).collect();
        aggregate(&headings, rules, &content.heading)
    };
    let vocabulary = &content.vocabulary;
    let lists = [
        (Question::Profile, vocabulary.profiles.len()),
        (Question::Domains, vocabulary.domains.len()),
        (Question::Level, vocabulary.levels.len()),
        (Question::Maturity, vocabulary.maturity.len()),
        (Question::Usage, vocabulary.usages.len()),
        (Question::Objectives, vocabulary.objectives.len()),
    ];
    let questions = lists.map(|(question, answers)| {
        let chosen_indices: Vec<Vec<usize>> =
            all.iter().map(|participant| answer_indices(&participant.situation, question)).collect();
        (question, distribution(&chosen_indices, answers, rules))
    });
    let mut counts = vec![0_usize; content.resources.len()];
    for index in all.iter().flat_map(|participant| &participant.path) {
        if let Some(count) = counts.get_mut(*index) {
            *count += 1;
        }
    }
    let common = disclosed_counts(&counts, all.len(), false, rules);
    let enough = |count: usize| count > 1 && count * 100 >= all.len() * rules.common as usize;
    let mut common: Vec<(usize, usize, Count)> = counts
        .into_iter()
        .zip(common)
        .enumerate()
        .filter(|(_, (count, _))| enough(*count))
        .map(|(index, (count, disclosed))| (index, count, disclosed))
        .collect();
    order::sort_by_key(&mut common, |(index, count, _)| (Reverse(*count), *index));
    let profiles = questions.iter().find(|(question, _)| *question == Question::Profile);
    let mut groups = Vec::new();
    for (index, count) in profiles.iter().flat_map(|(_, spread)| spread.counts.iter().enumerate()) {
        if let Count::Exactly(count @ 1..) = *count {
            let is = |participant: &&Participant| {
                participant.situation.profile.is_some_and(|profile| profile.index() == index)
            };
            groups.push((index, count, group_heading_of(&is).map(|group| group.mean)));
        }
    }
    let group_heading = group_heading_of(&|_| true);
    let is_contested = |subject: &Subject| match *subject {
        Subject::Impact(impact) => {
            group_heading.as_ref().is_some_and(|together| together.contested_impacts.contains(&impact))
        }
        Subject::Question(question) => {
            questions.iter().any(|(other, spread)| *other == question && spread.is_contested)
        }
    };
    let subjects = Subject::ALL.into_iter().filter(is_contested).collect();
    WorkshopSummary {
        is_small: all.len() < rules.least_group,
        matrix: group_heading
            .as_ref()
            .map(|group| personalize(&content.rules.matrix, &group.mean, content.heading.lead_permille)),
        group_heading,
        subjects,
        questions: questions.to_vec(),
        common: common.into_iter().map(|(index, _, disclosed)| (index, disclosed)).collect(),
        ungrouped: all.len() - groups.iter().map(|(_, count, _)| count).sum::<usize>(),
        groups,
    }
}

/// The indices of the answers to a question.
fn answer_indices(situation: &Situation, question: Question) -> Vec<usize> {
    match question {
        Question::Profile => situation.profile.iter().map(|term| term.index()).collect(),
        Question::Domains => situation.domains.iter().map(|term| term.index()).collect(),
        Question::Level => situation.level.iter().map(|term| term.index()).collect(),
        Question::Maturity => situation.maturity.iter().map(|term| term.index()).collect(),
        Question::Usage => situation.usage.iter().map(|term| term.index()).collect(),
        Question::Objectives => situation.objectives.iter().map(|term| term.index()).collect(),
        Question::Horizons | Question::Start => Vec::new(),
    }
}
