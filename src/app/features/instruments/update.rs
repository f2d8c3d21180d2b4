//! What happens to the instrument that shows.

use super::{InstrumentMsg, Instruments, Rounds, maturity_from_instrument};
use crate::app::journey::link::LinkError;
use crate::app::journey::pasted;
use crate::app::journey::record::{Field, MAX_RESPONSE_CHARS, ResponseKey, ResponseValue, Responses};
use crate::app::runtime::action::Action;
use crate::app::runtime::announcement::Announcement;
use crate::app::runtime::context::Context;
use crate::app::runtime::effect::{Effect, FocusTarget, HostEvent};
use boussole_content::instrument::Instrument;
use boussole_content::pack::Pack;
use boussole_content::search::tokens::lowercase;
use boussole_domain::vocabulary::{Maturity, Term};
use std::rc::Rc;

/// What an instrument asks of the root.
#[derive(Debug)]
pub enum Event {
    /// What an instrument tells of maturity becomes an answer like any other.
    MaturityApplied(Term<Maturity>),
}

/// What a message makes of the instruments.
pub fn update(instruments: &mut Instruments, msg: &InstrumentMsg, context: Context<'_>) -> (Action, Option<Event>) {
    if let InstrumentMsg::GivenBy(party, msg) = msg {
        instruments.key.party = *party;
        return update(instruments, msg, context);
    }
    let key = instruments.key;
    let Some(instrument) = context.instrument() else { return (Action::default(), None) };
    let mut responses = (*instruments.responses).clone();
    let mut announcement = None;
    let mut effects = Vec::new();
    let mut event = None;
    match msg {
        InstrumentMsg::RatingSet(item, level) => {
            if usize::from(*item) < instrument.items() && level.is_none_or(|level| level <= instrument.highest()) {
                responses.set(key, Field::Rating(*item), level.map(ResponseValue::Rating));
            }
            if level.is_none() {
                effects.push(Effect::Focus(FocusTarget::Item(*item)));
            }
            announcement = Some(Announcement::ResultChanged);
        }
        InstrumentMsg::TextTyped(field, text) => {
            // A party has one name at all moments.
            let key = if *field == Field::Name { ResponseKey { moment: 0, ..key } } else { key };
            let text: String = text.chars().take(MAX_RESPONSE_CHARS).collect();
            let empty = text.trim().is_empty();
            // Without its name a party that was added would be gone.
            let value = if empty && *field == Field::Name && key.party > 1 {
                Some(" ".to_owned())
            } else {
                (!empty).then_some(text)
            };
            responses.set(key, *field, value.map(ResponseValue::Text));
        }
        InstrumentMsg::CellSet(row, column, mark) => {
            responses.set(key, Field::Cell(*row, *column), mark.map(ResponseValue::Rating));
            announcement = Some(Announcement::ResultChanged);
        }
        InstrumentMsg::MomentChosen(moment) => instruments.key.moment = *moment,
        InstrumentMsg::PartyChosen(party) => instruments.key.party = *party,
        InstrumentMsg::GivenBy(..) => {}
        InstrumentMsg::Rounds(msg) => effects.extend(instruments.rounds.update(msg).map(Effect::Focus)),
        InstrumentMsg::PartyAdded => {
            let parties = responses.parties(key.instrument, instrument);
            if parties < instrument.parties {
                let new_key = ResponseKey { party: parties, moment: 0, ..key };
                // A name of one space holds the place of a party that has said nothing yet.
                responses.set(new_key, Field::Name, Some(ResponseValue::Text(" ".to_owned())));
                instruments.key.party = parties;
                effects.push(Effect::Focus(FocusTarget::PartyName));
            }
        }
        InstrumentMsg::PartnerLinkPasted(text) => {
            instruments.partner_link = Some(add_partner(text, key, instrument, &mut responses, context.content));
            announcement = Some(Announcement::PartnerLinked);
        }
        InstrumentMsg::PartyRemoved => {
            responses.drop_party(key.instrument, key.party);
            instruments.key.party = key.party.saturating_sub(1);
            effects.push(Effect::Focus(FocusTarget::PartyName));
        }
        InstrumentMsg::ExampleApplied => {
            example(&mut responses, key, instrument);
            announcement = Some(Announcement::ResultChanged);
        }
        InstrumentMsg::Cleared => {
            responses.clear(key.instrument);
            instruments.key.party = 0;
            instruments.rounds = Rounds::default();
            announcement = Some(Announcement::Emptied);
            effects.push(Effect::Focus(FocusTarget::Title));
        }
        InstrumentMsg::ClearUndone => {
            responses = instruments.before_clear.take().map_or(responses, |before| (*before).clone());
            effects.push(Effect::Focus(FocusTarget::Title));
        }
        InstrumentMsg::MaturityApplied => {
            event = maturity_from_instrument(instruments, context).map(Event::MaturityApplied);
            if event.is_some() {
                announcement = Some(Announcement::Heading);
                effects.push(Effect::Focus(FocusTarget::Title));
            }
        }
    }
    if responses != *instruments.responses {
        // What replaces or takes away more than one answer can be undone.
        let replaces_many =
            matches!(msg, InstrumentMsg::Cleared | InstrumentMsg::ExampleApplied | InstrumentMsg::PartyRemoved);
        let had_responses = !instruments.responses.keys(key.instrument).is_empty();
        instruments.before_clear = (replaces_many && had_responses).then(|| instruments.responses.clone());
        if instruments.before_clear.is_some() {
            announcement = Some(Announcement::Emptied);
        }
        instruments.responses = Rc::new(responses);
        effects.insert(0, Effect::Emit(HostEvent::InstrumentChanged(key.instrument)));
        effects.insert(1, Effect::Emit(HostEvent::ResultChanged));
    }
    (Action { announcement, effects }, event)
}

/// Puts what a partner gave as herself into a sheet of her own: the first that is free. Why not, when it cannot be.
fn add_partner(
    text: &str,
    key: ResponseKey,
    instrument: &Instrument,
    responses: &mut Responses,
    content: &Pack,
) -> Result<u8, Option<LinkError>> {
    let state = pasted::find_link(text, content).map_err(Some)?;
    let partner_key = ResponseKey { party: 0, ..key };
    if state.responses.fields(partner_key).next().is_none() {
        return Err(None);
    }
    let name = state.responses.text(ResponseKey { moment: 0, ..partner_key }, Field::Name).trim().to_owned();
    let own_name = |party: u8| responses.text(ResponseKey { party, moment: 0, ..key }, Field::Name).trim().to_owned();
    let has_responses = |party: &u8| {
        let of = |other: &ResponseKey| {
            other.party == *party && responses.fields(*other).any(|(field, _)| field != Field::Name)
        };
        responses.keys(key.instrument).iter().any(of)
    };
    // The party of that name; else the one that shows, or the first, that has said nothing and has no other name.
    let parties = 1..instrument.parties;
    let unnamed = |party: &u8| !has_responses(party) && (own_name(*party).is_empty() || name.is_empty());
    let namesake = parties.clone().find(|party| !name.is_empty() && lowercase(&own_name(*party)) == lowercase(&name));
    let shown = Some(key.party).filter(|party| *party > 0 && unnamed(party));
    let party = namesake.or(shown).or_else(|| parties.clone().find(unnamed)).ok_or(None)?;
    // What she says now is all she says at this moment.
    for field in responses.fields(ResponseKey { party, ..key }).map(|(field, _)| field).collect::<Vec<_>>() {
        responses.set(ResponseKey { party, ..key }, field, None);
    }
    for (field, value) in state.responses.fields(partner_key) {
        responses.set(ResponseKey { party, ..key }, field, Some(value.clone()));
    }
    // A party has one name at all moments.
    let name = if name.is_empty() { " ".to_owned() } else { name };
    responses.set(ResponseKey { party, moment: 0, ..key }, Field::Name, Some(ResponseValue::Text(name)));
    Ok(party)
}

/// The example of a grid, as if the visitor had given it.
fn example(responses: &mut Responses, key: ResponseKey, instrument: &Instrument) {
    let Some(grid) = &instrument.grid else { return };
    for (row, marks) in (0..).zip(&grid.example) {
        for (column, mark) in (0..).zip(marks) {
            responses.set(key, Field::Cell(row, column), mark.map(ResponseValue::Rating));
        }
    }
}
