//! What happens to the instrument that shows.

use super::answer::Answer;
use super::effect::{Effect, FocusTarget, HostEvent};
use super::instrument::{InstrumentMsg, maturity_from_instrument};
use super::journey::answered;
use super::link::LinkError;
use super::model::{Announcement, Model};
use super::pasted;
use super::record::{Field, LONGEST, ResponseKey, ResponseValue, Responses};
use boussole_content::instrument::Instrument;
use boussole_content::pack::Pack;
use boussole_content::search::words::small;
use std::rc::Rc;

/// The model after it.
pub(super) fn changed(mut next: Model, recorded: &InstrumentMsg) -> (Model, Vec<Effect>) {
    if *recorded != InstrumentMsg::MaturityApplied {
        return given(next, recorded);
    }
    // What an instrument tells of maturity becomes an answer like any other.
    let Some(level) = maturity_from_instrument(&next) else { return (next, Vec::new()) };
    next.announcement = Announcement::Heading;
    let situation = Answer::Maturity(level).apply(next.situation.clone());
    let (next, effects) = answered(next, situation);
    (next, [effects, vec![Effect::Focus(FocusTarget::Title)]].concat())
}

/// The model with what an instrument was given.
fn given(mut next: Model, recorded: &InstrumentMsg) -> (Model, Vec<Effect>) {
    let sheet = next.instruments.key;
    let Some(instrument) = next.instrument().cloned() else { return (next, Vec::new()) };
    let mut responses = (*next.instruments.responses).clone();
    let mut effects = Vec::new();
    match recorded {
        InstrumentMsg::RatingSet(item, level) => {
            if usize::from(*item) < instrument.items() && level.is_none_or(|level| level <= instrument.highest()) {
                responses.set(sheet, Field::Level(*item), level.map(ResponseValue::Rating));
            }
            if level.is_none() {
                effects.push(Effect::Focus(FocusTarget::Item(*item)));
            }
            next.announcement = Announcement::ResultChanged;
        }
        InstrumentMsg::TextTyped(field, text) => {
            // A party has one name at all moments.
            let sheet = if *field == Field::Name { ResponseKey { moment: 0, ..sheet } } else { sheet };
            let text: String = text.chars().take(LONGEST).collect();
            let empty = text.trim().is_empty();
            // Without its name a party that was added would be gone.
            let given = if empty && *field == Field::Name && sheet.party > 1 {
                Some(" ".to_owned())
            } else {
                (!empty).then_some(text)
            };
            responses.set(sheet, *field, given.map(ResponseValue::Text));
        }
        InstrumentMsg::CellSet(row, column, mark) => {
            responses.set(sheet, Field::Cell(*row, *column), mark.map(ResponseValue::Rating));
            next.announcement = Announcement::ResultChanged;
        }
        InstrumentMsg::MomentChosen(moment) => next.instruments.key.moment = *moment,
        InstrumentMsg::PartyChosen(party) => next.instruments.key.party = *party,
        InstrumentMsg::PartyAdded => {
            let parties = responses.parties(sheet.instrument, &instrument);
            if parties < instrument.parties {
                let own = ResponseKey { party: parties, moment: 0, ..sheet };
                // A name of one space holds the place of a party that has said nothing yet.
                responses.set(own, Field::Name, Some(ResponseValue::Text(" ".to_owned())));
                next.instruments.key.party = parties;
                effects.push(Effect::Focus(FocusTarget::PartyName));
            }
        }
        InstrumentMsg::PartnerLinkPasted(text) => {
            next.instruments.partner_link =
                Some(party_of(&text.clone(), sheet, &instrument, &mut responses, &next.content));
            next.announcement = Announcement::PartnerLinked;
        }
        InstrumentMsg::PartyRemoved => {
            responses.drop_party(sheet.instrument, sheet.party);
            next.instruments.key.party = sheet.party.saturating_sub(1);
            effects.push(Effect::Focus(FocusTarget::PartyName));
        }
        InstrumentMsg::ExampleApplied => {
            example(&mut responses, sheet, &instrument);
            next.announcement = Announcement::ResultChanged;
        }
        InstrumentMsg::Cleared => {
            responses.clear(sheet.instrument);
            next.instruments.key.party = 0;
            next.announcement = Announcement::Emptied;
            effects.push(Effect::Focus(FocusTarget::Title));
        }
        InstrumentMsg::ClearUndone => {
            responses = next.undo.before_clear.take().map_or(responses, |before| (*before).clone());
            effects.push(Effect::Focus(FocusTarget::Title));
        }
        InstrumentMsg::MaturityApplied => {}
    }
    if responses != *next.instruments.responses {
        // What replaces or takes away more than one answer can be undone.
        let much =
            matches!(recorded, InstrumentMsg::Cleared | InstrumentMsg::ExampleApplied | InstrumentMsg::PartyRemoved);
        let had = !next.instruments.responses.sheets(sheet.instrument).is_empty();
        next.undo.before_clear = (much && had).then(|| next.instruments.responses.clone());
        if next.undo.before_clear.is_some() {
            next.announcement = Announcement::Emptied;
        }
        next.instruments.responses = Rc::new(responses);
        effects.insert(0, Effect::Emit(HostEvent::InstrumentChanged(sheet.instrument)));
        effects.insert(1, Effect::Emit(HostEvent::ResultChanged));
    }
    (next, effects)
}

/// Puts what a partner gave as herself into a sheet of her own: the first that is free. Why not, when it cannot be.
fn party_of(
    text: &str,
    sheet: ResponseKey,
    instrument: &Instrument,
    responses: &mut Responses,
    content: &Pack,
) -> Result<u8, Option<LinkError>> {
    let state = pasted::found(text, content).map_err(Some)?;
    let theirs = ResponseKey { party: 0, ..sheet };
    if state.responses.fields(theirs).next().is_none() {
        return Err(None);
    }
    let name = state.responses.text(ResponseKey { moment: 0, ..theirs }, Field::Name).trim().to_owned();
    let own_name = |party: u8| responses.text(ResponseKey { party, moment: 0, ..sheet }, Field::Name).trim().to_owned();
    let said = |party: &u8| {
        let of =
            |own: &ResponseKey| own.party == *party && responses.fields(*own).any(|(field, _)| field != Field::Name);
        responses.sheets(sheet.instrument).iter().any(of)
    };
    // The party of that name; else the one that shows, or the first, that has said nothing and has no other name.
    let parties = 1..instrument.parties;
    let unnamed = |party: &u8| !said(party) && (own_name(*party).is_empty() || name.is_empty());
    let named = parties.clone().find(|party| !name.is_empty() && small(&own_name(*party)) == small(&name));
    let shown = Some(sheet.party).filter(|party| *party > 0 && unnamed(party));
    let party = named.or(shown).or_else(|| parties.clone().find(unnamed)).ok_or(None)?;
    // What she says now is all she says at this moment.
    for field in responses.fields(ResponseKey { party, ..sheet }).map(|(field, _)| field).collect::<Vec<_>>() {
        responses.set(ResponseKey { party, ..sheet }, field, None);
    }
    for (field, given) in state.responses.fields(theirs) {
        responses.set(ResponseKey { party, ..sheet }, field, Some(given.clone()));
    }
    // A party has one name at all moments.
    let name = if name.is_empty() { " ".to_owned() } else { name };
    responses.set(ResponseKey { party, moment: 0, ..sheet }, Field::Name, Some(ResponseValue::Text(name)));
    Ok(party)
}

/// The example of a grid, as if the visitor had given it.
fn example(responses: &mut Responses, sheet: ResponseKey, instrument: &Instrument) {
    let Some(grid) = &instrument.grid else { return };
    for (row, marks) in (0..).zip(&grid.example) {
        for (column, mark) in (0..).zip(marks) {
            responses.set(sheet, Field::Cell(row, column), mark.map(ResponseValue::Rating));
        }
    }
}
