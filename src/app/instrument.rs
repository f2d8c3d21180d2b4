//! Doing an instrument: what can happen to it, what it comes to, and which is worth doing next.

use super::model::Model;
use super::record::{Field, ResponseKey};
use boussole_content::instrument::{Instrument, Reading, Recommendation, When};
use boussole_domain::instrument::{Agreement, Mean, Profile, accord, profile, stage};
use boussole_domain::path::{ResourceAttributes, fit};
use boussole_domain::situation::{Question, Situation};
use boussole_domain::vocabulary::Term;
use boussole_domain::{order, rounding};
use core::cmp::Reverse;

/// Something that happens to the instrument that shows.
#[derive(Clone, Debug, PartialEq)]
pub enum InstrumentMsg {
    /// An item has a level, or none any more.
    RatingSet(u8, Option<u8>),
    /// A field has other words.
    TextTyped(Field, String),
    /// A body does something in a matter, or nothing any more.
    CellSet(u8, u8, Option<u8>),
    /// Another moment.
    MomentChosen(u8),
    /// Another party answers.
    PartyChosen(u8),
    /// One more party.
    PartyAdded,
    /// The party that answers goes.
    PartyRemoved,
    /// The example of a grid is taken over.
    ExampleApplied,
    /// All that was given to the instrument goes.
    Cleared,
    /// What went comes back.
    ClearUndone,
    /// A partner's link: what she gave as herself becomes a party here.
    PartnerLinkPasted(String),
    /// The stage reached becomes the answer to *maturity*.
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
pub fn maturity_from_instrument(model: &Model) -> Option<Term<boussole_domain::vocabulary::Maturity>> {
    let instrument = model.instrument().filter(|instrument| instrument.feeds_maturity)?;
    let stage = stage(&read(model, instrument, model.instruments.key)).filter(|stage| stage.is_settled)?;
    Term::at(stage.reached.checked_sub(1)?)
}

/// What a sheet comes to.
#[must_use]
pub fn read(model: &Model, instrument: &Instrument, sheet: ResponseKey) -> Profile {
    let levels = model.instruments.responses.levels(sheet, instrument);
    profile(&levels, instrument.highest(), &model.content.rules.instruments)
}

/// How far the parties agree about each item, at the moment that shows.
#[must_use]
pub fn accords(model: &Model, instrument: &Instrument) -> Vec<Agreement> {
    let parties = model.instruments.responses.parties(model.instruments.key.instrument, instrument);
    let level = |party: u8, item: u8| {
        model.instruments.responses.level(ResponseKey { party, ..model.instruments.key }, Field::Level(item))
    };
    let of = |item: u8| -> Agreement {
        let levels: Vec<Option<u8>> = (0..parties).map(|party| level(party, item)).collect();
        accord(&levels, instrument.agreed_from, &model.content.rules.instruments)
    };
    (0..).take(instrument.items()).map(of).collect()
}

/// What there is to say of a result.
#[must_use]
pub fn interpretations<'i>(model: &Model, instrument: &'i Instrument, profile: &Profile) -> Vec<&'i str> {
    // As far as it is answered: before that a sentence would judge what nobody said.
    if profile.whole.is_none() || profile.answered < profile.items {
        return Vec::new();
    }
    let holds = |when: &When| holds(model, instrument, profile, when);
    instrument.says.iter().filter(|says| holds(&says.when)).map(|says| says.text.as_str()).collect()
}

fn holds(model: &Model, instrument: &Instrument, profile: &Profile, when: &When) -> bool {
    // The number that is shown, so that it and the sentence agree.
    let percent = profile.whole.map_or(0, Mean::percent);
    match when {
        When::Least(group) => match profile.least.as_slice() {
            [least] => instrument.groups.get(*least).is_some_and(|own| own.entry.id == *group),
            _ => false,
        },
        When::Stage(at) => stage(profile).is_some_and(|stage| stage.is_settled && stage.reached == *at),
        When::Below(most) => percent < *most,
        When::From(least) => percent >= *least,
        When::Even => profile.even,
        When::Agreed(least) => {
            let all = accords(model, instrument);
            let agreed = all.iter().filter(|own| **own == Agreement::Agreed).count();
            agreed * 100 >= all.len() * *least as usize
        }
        When::All(conditions) => conditions.iter().all(|own| holds(model, instrument, profile, own)),
    }
}

/// The group that the next step is about: the stage to reach, else the weakest.
#[must_use]
pub fn next_group(instrument: &Instrument, profile: &Profile) -> Option<usize> {
    if instrument.reading == Reading::Stage {
        let last = instrument.groups.len().saturating_sub(1);
        return stage(profile).map(|stage| stage.reached.min(last));
    }
    let known = profile.means.iter().enumerate().filter_map(|(at, mean)| Some((mean.as_ref()?.permille(), at)));
    known.min().map(|(_, at)| at)
}

/// Resources about a group of an instrument, the best first: what its words find, weighed with the visitor's answers.
#[must_use]
pub fn related_resources(model: &Model, instrument: &Instrument, group: usize) -> Vec<usize> {
    /// More would be a list to read, not a next step.
    const MOST: usize = 3;
    let pack = &model.content;
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
    let heading = model.outcome.heading.as_ref();
    let fits = |facets: &ResourceAttributes| {
        !facets.retired && !facets.duplicate && instrument.kinds.holds(facets.kind as usize)
    };
    let mut worth: Vec<(Reverse<u32>, usize)> = scores
        .into_iter()
        .zip(pack.facets.iter())
        .enumerate()
        .filter(|(_, (score, facets))| *score > 0 && fits(facets))
        .map(|(place, (score, facets))| {
            // The visitor's answers count as one word more.
            (Reverse(score + fit(&model.situation, heading, facets, &pack.rules.path)), place)
        })
        .collect();
    order::by_key(&mut worth, |own| *own);
    worth.into_iter().take(MOST).map(|(_, place)| place).collect()
}

/// How far an instrument is: by the sheet that holds most.
#[must_use]
pub fn state(model: &Model, place: usize) -> Progress {
    let (Some(instrument), Ok(at)) = (model.content.instruments.get(place), u8::try_from(place)) else {
        return Progress::Informational;
    };
    if !instrument.asks() {
        return Progress::Informational;
    }
    let sheets = model.instruments.responses.sheets(at);
    let (given, all) = if let Some(grid) = &instrument.grid {
        let sheet = ResponseKey { instrument: at, ..ResponseKey::default() };
        let row =
            |row: u8| (0..8).any(|column| model.instruments.responses.level(sheet, Field::Cell(row, column)).is_some());
        ((0..).take(grid.rows.len()).filter(|at| row(*at)).count(), grid.rows.len())
    } else {
        let answered = |sheet: &ResponseKey| read(model, instrument, *sheet).answered;
        (sheets.iter().map(answered).max().unwrap_or(0), instrument.items())
    };
    match given {
        0 if sheets.is_empty() => Progress::NotStarted,
        given if given == all => Progress::Done,
        given => Progress::InProgress(given, all),
    }
}

/// An instrument that is worth doing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Place of the instrument in the content.
    pub place: usize,
    /// Why, when there is a reason.
    pub because: Option<String>,
}

/// All instruments that the host offers, those worth doing next first: the more of the visitor's answers a reason
/// names, the better; what is done comes last, in the content's own order.
#[must_use]
pub fn recommendations(model: &Model) -> Vec<Suggestion> {
    let mut all: Vec<(bool, Reverse<usize>, usize, Option<String>)> = Vec::new();
    for (place, instrument) in model.content.instruments.iter().enumerate() {
        if !model.offers_instrument(place) {
            continue;
        }
        let done = state(model, place) == Progress::Done;
        let reason = instrument.worth.iter().find_map(|worth| Some((fits(&model.situation, worth)?, &worth.because)));
        let weight = reason.map_or(0, |(named, _)| named + 1);
        all.push((done, Reverse(weight), place, reason.map(|(_, because)| because.clone())));
    }
    order::by_key(&mut all, |(done, weight, place, _)| (*done, *weight, *place));
    all.into_iter().map(|(_, _, place, because)| Suggestion { place, because }).collect()
}

/// How many conditions a reason names, when all of them hold.
fn fits(situation: &Situation, worth: &Recommendation) -> Option<usize> {
    let answered = |at: usize| Question::ALL.get(at).is_some_and(|question| situation.answers(*question));
    let questions = 0..Question::ALL.len();
    let conditions = [
        (worth.profiles, situation.profile.is_some_and(|own| worth.profiles.holds(own.index()))),
        (worth.usages, situation.usage.is_some_and(|own| worth.usages.holds(own.index()))),
        (worth.maturity, situation.maturity.is_some_and(|own| worth.maturity.holds(own.index()))),
        (worth.objectives, situation.objectives.iter().any(|own| worth.objectives.holds(own.index()))),
        (worth.answered, questions.clone().filter(|at| worth.answered.holds(*at)).all(answered)),
        (worth.unanswered, !questions.into_iter().filter(|at| worth.unanswered.holds(*at)).any(answered)),
    ];
    let named = conditions.iter().filter(|(condition, _)| condition.count() > 0);
    named.clone().all(|(_, holds)| *holds).then(|| named.count())
}
