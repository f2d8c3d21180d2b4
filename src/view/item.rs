//! What a party gives to an item of an instrument: how far she is, and what she commits to.

use super::ctx::Ctx;
use super::markup::html;
use crate::app::journey::record::{Field, MAX_RESPONSE_CHARS, ResponseKey};
use crate::app::{InstrumentMsg, Msg};
use boussole_content::entry::Entry;
use boussole_content::i18n::Key;
use boussole_content::instrument::Instrument;
use yew::Html;

/// The levels to choose from, and the words of a commitment.
pub fn response(ctx: Ctx<'_>, instrument: &Instrument, position: u8, entry: &Entry, party: u8) -> Html {
    let key = ResponseKey { party, ..ctx.model.instruments.key };
    let level = ctx.model.instruments.responses.rating(key, Field::Rating(position));
    let given = move |msg: InstrumentMsg| Msg::Instrument(InstrumentMsg::GivenBy(party, Box::new(msg)));
    let option = |(index, label): (u8, &String)| {
        html! {
            <label key={index} class="option">
                <input type="radio" name={ctx.radio_group(&format!("item-{position}-{party}"))} checked={level == Some(index)}
                    onchange={ctx.on(given(InstrumentMsg::RatingSet(position, Some(index))))} />
                <span class="option-text"><span class="option-label">{ label }</span></span>
            </label>
        }
    };
    let id = match party {
        0 => format!("commitment-{position}"),
        party => format!("commitment-{position}-{party}"),
    };
    html! {
        <>
            <div class="options options-chips">{ for (0..).zip(&instrument.scale).map(option) }</div>
            <p class="clear">
                if level.is_some() {
                    <button type="button" class="link" onclick={ctx.on(given(InstrumentMsg::RatingSet(position, None)))}>
                        { ctx.t(Key::InstrumentClear) }<span class="visually-hidden">{ " " }{ &entry.label }</span>
                    </button>
                }
            </p>
            if instrument.commits {
                <p class="commitment">
                    <label for={id.clone()}>{ ctx.t(Key::InstrumentCommitment) }<span class="visually-hidden">{ " " }{ &entry.label }</span></label>
                    <input type="text" id={id} maxlength={MAX_RESPONSE_CHARS.to_string()} autocomplete="off"
                        value={ctx.model.instruments.responses.text(key, Field::Commitment(position)).to_owned()}
                        onchange={ctx.on_text(move |text| Some(given(InstrumentMsg::TextTyped(Field::Commitment(position), text))))} />
                </p>
            }
        </>
    }
}
