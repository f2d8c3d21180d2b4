//! Doing an instrument: what can happen to it, what it comes to, and which is worth doing next.

mod rounds;
pub(crate) mod update;

pub use rounds::{Rounds, RoundsMsg};

use crate::app::journey::link::LinkError;
use crate::app::journey::record::{Field, ResponseKey, Responses};
use crate::app::runtime::context::Context;
use boussole_content::instrument::{Condition, Instrument, MAX_COLUMNS, Recommendation, ResultKind};
use boussole_domain::instrument::{Agreement, Mean, Scores, agreement, scores, stage};
use boussole_domain::path::{ResourceAttributes, relevance};
use boussole_domain::situation::{Question, Situation};
use boussole_domain::vocabulary::Term;
use boussole_domain::{order, rounding};
use core::cmp::Reverse;
use std::rc::Rc;

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
    /// What was there before an instrument was emptied, as long as it can be undone.
    pub before_clear: Option<Rc<Responses>>,
    /// The items that are gone through one at a time.
    pub rounds: Rounds,
}

/// Something that happens to the instrument that shows.
#[derive(Clone, Debug, PartialEq)]
pub enum InstrumentMsg {
    /// The visitor set the level of an item, or cleared it.
    RatingSet(u8, Option<u8>),
    /// The visitor typed other words into a field.
    TextTyped(Field, String),
    /// The visitor set what a body does in a matter, or cleared it.
    CellSet(u8, u8, Option<u8>),
    /// The visitor chose another moment.
    MomentChosen(u8),
    /// The visitor chose the party that answers.
    PartyChosen(u8),
    /// The visitor gave something for a party, which answers from now on.
    GivenBy(u8, Box<InstrumentMsg>),
    /// The visitor went on in the rounds.
    Rounds(RoundsMsg),
    /// The visitor added a party.
    PartyAdded,
    /// The visitor removed the party that answers.
    PartyRemoved,
    /// The visitor took over the example of a grid.
    ExampleApplied,
    /// The visitor cleared all that was given to the instrument.
    Cleared,
    /// The visitor asked for what she had cleared.
    ClearUndone,
    /// The visitor pasted a partner's link: what the partner gave becomes a party here.
    PartnerLinkPasted(String),
    /// The visitor made the stage reached her answer to *maturity*.
    MaturityApplied,
}

/// How far an instrument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is nothing to fill in.
    Informational,
    /// Nothing is given.
    NotStarted,
    /// So many of so many.
    InProgress(usize, usize),
    /// All is given.
    Done,
}

/// The maturity level that the stage reached stands for, where the instrument says so and no answer could change it.
#[must_use]
pub fn maturity_from_instrument(
    instruments: &Instruments,
    context: Context<'_>,
) -> Option<Term<boussole_domain::vocabulary::Maturity>> {
    let instrument = context.instrument().filter(|instrument| instrument.feeds_maturity)?;
    let stage =
        stage(&sheet_scores(instruments, context, instrument, instruments.key)).filter(|stage| stage.is_settled)?;
    Term::from_index(stage.reached.checked_sub(1)?)
}

/// What a sheet comes to.
#[must_use]
pub fn sheet_scores(
    instruments: &Instruments,
    context: Context<'_>,
    instrument: &Instrument,
    sheet: ResponseKey,
) -> Scores {
    let levels = instruments.responses.ratings(sheet, instrument);
    scores(&levels, instrument.highest(), &context.content.rules.instruments)
}

/// How far the parties agree about each item, at the moment that shows.
#[must_use]
pub fn agreements(instruments: &Instruments, context: Context<'_>, instrument: &Instrument) -> Vec<Agreement> {
    let parties = instruments.responses.parties(instruments.key.instrument, instrument);
    let level = |party: u8, item: u8| {
        instruments.responses.rating(ResponseKey { party, ..instruments.key }, Field::Rating(item))
    };
    let of = |item: u8| -> Agreement {
        let levels: Vec<Option<u8>> = (0..parties).map(|party| level(party, item)).collect();
        agreement(&levels, instrument.agreed_from, &context.content.rules.instruments)
    };
    (0..).take(instrument.items()).map(of).collect()
}

/// What there is to say of a result.
#[must_use]
pub fn interpretations<'i>(
    instruments: &Instruments,
    context: Context<'_>,
    instrument: &'i Instrument,
    profile: &Scores,
) -> Vec<&'i str> {
    // As far as it is answered: before that a sentence would judge what nobody said.
    if profile.overall.is_none() || profile.answered < profile.items {
        return Vec::new();
    }
    let holds = |when: &Condition| holds(instruments, context, instrument, profile, when);
    instrument.interpretations.iter().filter(|says| holds(&says.condition)).map(|says| says.text.as_str()).collect()
}

fn holds(
    instruments: &Instruments,
    context: Context<'_>,
    instrument: &Instrument,
    profile: &Scores,
    when: &Condition,
) -> bool {
    // The number that is shown, so that it and the sentence agree.
    let percent = profile.overall.map_or(0, Mean::percent);
    match when {
        Condition::Least(group) => match profile.weakest_groups.as_slice() {
            [weakest] => instrument.groups.get(*weakest).is_some_and(|candidate| candidate.entry.id == *group),
            _ => false,
        },
        Condition::Stage(at) => stage(profile).is_some_and(|stage| stage.is_settled && stage.reached == *at),
        Condition::Below(threshold) => percent < *threshold,
        Condition::From(threshold) => percent >= *threshold,
        Condition::Even => profile.is_balanced,
        Condition::Agreed(threshold) => {
            let all = agreements(instruments, context, instrument);
            let agreed = all.iter().filter(|verdict| **verdict == Agreement::Agreed).count();
            agreed * 100 >= all.len() * *threshold as usize
        }
        Condition::All(conditions) => {
            conditions.iter().all(|condition| holds(instruments, context, instrument, profile, condition))
        }
    }
}

/// The group that the next step is about: the stage to reach, else the weakest.
#[must_use]
pub fn next_group(instrument: &Instrument, profile: &Scores) -> Option<usize> {
    if instrument.result_kind == ResultKind::Stage {
        let last = instrument.groups.len().saturating_sub(1);
        return stage(profile).map(|stage| stage.reached.min(last));
    }
    let known = profile.means.iter().enumerate().filter_map(|(at, mean)| Some((mean.as_ref()?.permille(), at)));
    known.min().map(|(_, at)| at)
}

/// Resources about a group of an instrument, the best first: what its words find, weighed with the visitor's answers.
#[must_use]
pub fn related_resources(context: Context<'_>, instrument: &Instrument, group: usize) -> Vec<usize> {
    /// More would be a list to read, not a next step.
    const MAX_RELATED: usize = 3;
    let pack = context.content;
    let Some(group) = instrument.groups.get(group) else { return Vec::new() };
    // Any of the words will do, and each more is worth as much.
    let mut scores = vec![0_u32; pack.resources.len()];
    for word in group.words.split(' ') {
        let hits = pack.index.find(word, &pack.ranking).unwrap_or_default().hits;
        let best = hits.iter().map(|hit| hit.score).max().unwrap_or(1).max(1);
        for hit in hits {
            if let Some(score) = scores.get_mut(hit.document) {
                *score += rounding::share(hit.score, 1000, best);
            }
        }
    }
    let heading = context.heading;
    let fits = |attributes: &ResourceAttributes| {
        !attributes.retired && !attributes.duplicate && instrument.kinds.contains_index(attributes.kind as usize)
    };
    let mut ranked: Vec<(Reverse<u32>, usize)> = scores
        .into_iter()
        .zip(pack.attributes.iter())
        .enumerate()
        .filter(|(_, (score, attributes))| *score > 0 && fits(attributes))
        .map(|(index, (score, attributes))| {
            // The visitor's answers count as one word more.
            (Reverse(score + relevance(context.situation, heading, attributes, &pack.rules.path)), index)
        })
        .collect();
    order::sort_by_key(&mut ranked, |entry| *entry);
    ranked.into_iter().take(MAX_RELATED).map(|(_, index)| index).collect()
}

/// How far an instrument is: by the sheet that holds most.
#[must_use]
pub fn progress(instruments: &Instruments, context: Context<'_>, index: usize) -> Progress {
    let (Some(instrument), Ok(at)) = (context.content.instruments.get(index), u8::try_from(index)) else {
        return Progress::Informational;
    };
    if !instrument.is_answerable() {
        return Progress::Informational;
    }
    let keys = instruments.responses.keys(at);
    let (answered, all) = if let Some(grid) = &instrument.grid {
        let sheet = ResponseKey { instrument: at, ..ResponseKey::default() };
        let row = |row: u8| {
            (0..)
                .take(MAX_COLUMNS)
                .any(|column| instruments.responses.rating(sheet, Field::Cell(row, column)).is_some())
        };
        ((0..).take(grid.rows.len()).filter(|at| row(*at)).count(), grid.rows.len())
    } else {
        let answered = |sheet: &ResponseKey| sheet_scores(instruments, context, instrument, *sheet).answered;
        (keys.iter().map(answered).max().unwrap_or(0), instrument.items())
    };
    match answered {
        0 if keys.is_empty() => Progress::NotStarted,
        answered if answered == all => Progress::Done,
        answered => Progress::InProgress(answered, all),
    }
}

/// An instrument that is worth doing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Index of the instrument in the content.
    pub index: usize,
    /// Why, when there is a reason.
    pub reason: Option<String>,
}

/// All instruments that the host offers, those worth doing next first: the more of the visitor's answers a reason
/// names, the better; what is done comes last. What that leaves equal is in the host's order.
#[must_use]
pub fn recommendations(instruments: &Instruments, context: Context<'_>) -> Vec<Suggestion> {
    let mut all: Vec<(bool, Reverse<usize>, usize, Suggestion)> = Vec::new();
    for (index, instrument) in context.content.instruments.iter().enumerate() {
        let Some(place) = context.host.instrument_place(index) else { continue };
        let done = progress(instruments, context, index) == Progress::Done;
        let reason = instrument
            .recommendations
            .iter()
            .find_map(|recommendation| Some((fits(context.situation, recommendation)?, &recommendation.reason)));
        let weight = reason.map_or(0, |(count, _)| count + 1);
        let reason = reason.map(|(_, reason)| reason.clone());
        all.push((done, Reverse(weight), place, Suggestion { index, reason }));
    }
    order::sort_by_key(&mut all, |(done, weight, place, _)| (*done, *weight, *place));
    all.into_iter().map(|(.., suggestion)| suggestion).collect()
}

/// How many conditions a reason names, when all of them hold.
fn fits(situation: &Situation, recommendation: &Recommendation) -> Option<usize> {
    let answered = |at: usize| Question::ALL.get(at).is_some_and(|question| situation.answers(*question));
    let questions = 0..Question::ALL.len();
    let conditions = [
        (
            recommendation.profiles,
            situation.profile.is_some_and(|term| recommendation.profiles.contains_index(term.index())),
        ),
        (recommendation.usages, situation.usage.is_some_and(|term| recommendation.usages.contains_index(term.index()))),
        (
            recommendation.maturity,
            situation.maturity.is_some_and(|term| recommendation.maturity.contains_index(term.index())),
        ),
        (
            recommendation.objectives,
            situation.objectives.iter().any(|term| recommendation.objectives.contains_index(term.index())),
        ),
        (
            recommendation.answered,
            questions.clone().filter(|at| recommendation.answered.contains_index(*at)).all(answered),
        ),
        (
            recommendation.unanswered,
            !questions.into_iter().filter(|at| recommendation.unanswered.contains_index(*at)).any(answered),
        ),
    ];
    let stated = conditions.iter().filter(|(condition, _)| condition.count() > 0);
    stated.clone().all(|(_, holds)| *holds).then(|| stated.count())
}
