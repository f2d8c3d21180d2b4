//! Who answers an instrument, and when, by name.

use super::ctx::Ctx;
use super::phrases;
use crate::app::journey::record::{Field, ResponseKey};
use boussole_content::i18n::Key;
use boussole_content::instrument::Instrument;

/// The name of a party.
pub fn party(ctx: Ctx<'_>, key: ResponseKey, party: u8) -> String {
    let name = ctx.model.instruments.responses.text(ResponseKey { party, moment: 0, ..key }, Field::Name).trim();
    match (name, party) {
        ("", 0) => ctx.t(Key::InstrumentUs).to_owned(),
        ("", party) => ctx.fill(Key::InstrumentPartner, &[("n", &(party + 1).to_string())]),
        (name, _) => name.to_owned(),
    }
}

/// The name of a moment, with its day when the trajectory has a start.
pub fn moment(ctx: Ctx<'_>, instrument: &Instrument, index: u8) -> String {
    let Some(moment) = instrument.moments.get(usize::from(index)) else { return String::new() };
    match moment.months.zip(ctx.model.situation.start) {
        Some((months, start)) => {
            let date = phrases::date(ctx, start.plus_months(months));
            [moment.label.as_str(), " (", &date, ")"].concat()
        }
        None => moment.label.clone(),
    }
}
