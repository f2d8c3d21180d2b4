//! Everything a visitor gave, as a short text for the end of an address. It can be read by eye, holds ids and no
//! places, so that it survives other content, and says when it was cut or changed on the way.
//!
//! ```text
//! 1.association.d01,d04.local.2.agir.hybrider.60-25-15.20260901!modele,,0,012-3-1-2+k3f9a1…*9ab3c2f1.x7k2p9
//! │ └ the eight answers, in the order of Question::ALL    │                             │        │
//! version                          a sheet: instrument, moment, party, levels           pins     checksum
//! ```
//!
//! | part | what |
//! |---|---|
//! | `1` | the version; others are refused, politely |
//! | eight fields | ids, joined by commas; empty when unanswered |
//! | `!…` | per sheet: instrument, moment, party, a digit for each item (`-` for none), then texts and cells |
//! | `+…` | per pinned resource: the hash of its id |
//! | `*…` | the first half of the content's hash; behind a hyphen the plan's id, when the answers do not tell it |
//! | `.…` | FNV-1a of all before it, in base 36 |

use super::answer_code::answer;
use super::plan::PlanId;
use super::record::{Field, MAX_RESPONSE_CHARS, ResponseKey, ResponseValue, Responses};
use boussole_content::entry::Entry;
use boussole_content::instrument::Instrument;
use boussole_content::pack::{Pack, find};
use boussole_domain::situation::{Horizons, Question, Situation};
use boussole_domain::vocabulary::Term;
use boussole_domain::{Date, situation};

/// The version that is written.
const VERSION: &str = "1";
/// Bytes. What is longer is no link of ours, and is not read: a page may have anything in its address. Our limit.
pub const MAX_DECODED_BYTES: usize = 1_000_000;
/// Bytes. A longer link loses names and commitments. Our choice, for messengers; a code to scan holds 1200 at most
/// (`view::qr_code`).
pub const MAX_ENCODED_BYTES: usize = 2000;

/// What a link holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DecodedLink {
    /// The answers.
    pub situation: Situation,
    /// What the instruments were given.
    pub responses: Responses,
    /// Indices of pinned resources.
    pub pinned: Vec<usize>,
    /// Whether the link was made with this content.
    pub is_same_content: bool,
    /// The id of the plan, when it is not that of the answers.
    pub plan: Option<PlanId>,
    /// How many things the link names that this content lacks.
    pub dropped: usize,
}

/// Why a text is no link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// The text is not a Boussole link.
    NotALink,
    /// The link was cut or changed on the way.
    ChecksumMismatch,
    /// The link lost its capitals on the way, and with them what somebody wrote.
    Lowered,
    /// A later version made it.
    NewerVersion,
}

/// What to make a link of.
#[derive(Clone, Copy, Debug)]
pub struct JourneyRef<'a> {
    /// The answers.
    pub situation: &'a Situation,
    /// What the instruments were given.
    pub responses: &'a Responses,
    /// Indices of pinned resources.
    pub pinned: &'a [usize],
}

/// A link for messengers, and what it is without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedLink {
    /// The link.
    pub link: String,
    /// How many names it leaves out.
    pub names: usize,
    /// How many commitments it leaves out.
    pub commitments: usize,
    /// Whether even the shortened link is longer than messengers take.
    pub is_long: bool,
}

/// The link of a state: whole, or without names and commitments when they would make it too long, which is told.
#[must_use]
pub fn encode(source: &JourneyRef<'_>, pack: &Pack) -> EncodedLink {
    let full = encode_with(source, pack, true);
    if full.len() <= MAX_ENCODED_BYTES {
        return EncodedLink { link: full, names: 0, commitments: 0, is_long: false };
    }
    let link = encode_with(source, pack, false);
    let keys = (0..).zip(&*pack.instruments).flat_map(|(index, _)| source.responses.keys(index));
    let texts = || keys.clone().flat_map(|key| source.responses.fields(key)).filter(|(_, given)| given.is_words());
    let commitments = texts().filter(|(field, _)| matches!(field, Field::Commitment(_))).count();
    EncodedLink { names: texts().count() - commitments, commitments, is_long: link.len() > MAX_ENCODED_BYTES, link }
}

/// The link of a state with all its words, however long: for files.
#[must_use]
pub fn encode_full(source: &JourneyRef<'_>, pack: &Pack) -> String {
    encode_with(source, pack, true)
}

/// A link with the id of the plan it is of, where its answers do not tell it.
#[must_use]
pub fn with_plan(link: String, plan: Option<PlanId>, situation: &Situation, pack: &Pack) -> String {
    match (plan.filter(|plan| *plan != PlanId::from_situation(situation, pack)), link.rsplit_once('.')) {
        (Some(plan), Some((body, _))) => {
            let body = [body, "-", &plan.to_string()].concat();
            let sum = base36(fnv1a(body.as_bytes()));
            [&body, ".", &sum].concat()
        }
        _ => link,
    }
}

fn encode_with(source: &JourneyRef<'_>, pack: &Pack, texts: bool) -> String {
    let mut out = VERSION.to_owned();
    for question in Question::ALL {
        out.push('.');
        out.push_str(&answer(source.situation, question, pack));
    }
    for (instrument, index) in pack.instruments.iter().zip(0..) {
        for key in source.responses.keys(index) {
            out.push_str(&encode_sheet(source.responses, key, instrument, texts));
        }
    }
    for resource in source.pinned.iter().filter_map(|index| pack.resources.get(*index)) {
        out.push('+');
        out.push_str(&base36(fnv1a(resource.id.as_bytes())));
    }
    out.push('*');
    out.push_str(pack.content_hash.get(..8).unwrap_or(&pack.content_hash));
    let sum = base36(fnv1a(out.as_bytes()));
    [&out, ".", &sum].concat()
}

/// `!charte,debut,1,03--2…,n<name>,c4<commitment>,b2<column>,g3.4.0`
fn encode_sheet(responses: &Responses, key: ResponseKey, instrument: &Instrument, texts: bool) -> String {
    let moment = instrument.moments.get(usize::from(key.moment)).map_or("", |moment| moment.id.as_str());
    let mut levels = String::new();
    for level in responses.ratings(key, instrument).concat() {
        levels.push(level.and_then(|level| char::from_digit(level.into(), 10)).unwrap_or('-'));
    }
    let levels = levels.trim_end_matches('-');
    let mut out = ["!", &instrument.id, ",", moment, ",", &key.party.to_string(), ",", levels].concat();
    for (field, given) in responses.fields(key) {
        match (field, given) {
            (Field::Cell(row, column), ResponseValue::Rating(mark)) => {
                out.push_str(&[",g", &row.to_string(), ".", &column.to_string(), ".", &mark.to_string()].concat());
            }
            (Field::Name, ResponseValue::Text(text)) if texts => out.push_str(&[",n", &base64(text)].concat()),
            (Field::Commitment(at), ResponseValue::Text(text)) if texts => {
                out.push_str(&[",c", &at.to_string(), ".", &base64(text)].concat());
            }
            (Field::Column(at), ResponseValue::Text(text)) if texts => {
                out.push_str(&[",b", &at.to_string(), ".", &base64(text)].concat());
            }
            _ => {}
        }
    }
    out
}

/// Reads a link.
///
/// # Errors
/// When it is none, was cut or changed, or a later version made it. What it names and the content has not is
/// left out and counted.
pub fn decode(text: &str, pack: &Pack) -> Result<DecodedLink, LinkError> {
    if text.len() > MAX_DECODED_BYTES {
        return Err(LinkError::NotALink);
    }
    let (version, _) = text.split_once('.').ok_or(LinkError::NotALink)?;
    let number = |text: &str| !text.is_empty() && text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !number(version) {
        return Err(LinkError::NotALink);
    }
    let (body, sum) = text.rsplit_once('.').ok_or(LinkError::NotALink)?;
    if sum != base36(fnv1a(body.as_bytes())) {
        return Err(LinkError::ChecksumMismatch);
    }
    if version != VERSION {
        return Err(LinkError::NewerVersion);
    }
    let mut reader = Reader { pack, state: DecodedLink::default(), pins: Vec::new() };
    let end = body.find(['!', '+', '*']).unwrap_or(body.len());
    let (answers, rest) = body.split_at_checked(end).ok_or(LinkError::ChecksumMismatch)?;
    for (question, text) in Question::ALL.into_iter().zip(answers.split('.').skip(1)) {
        if !text.is_empty() && reader.answer(question, text).is_none() {
            reader.state.dropped += 1;
        }
    }
    let mut rest = rest;
    while let Some(kind) = rest.chars().next() {
        let after = rest.get(kind.len_utf8()..).unwrap_or_default();
        let end = after.find(['!', '+', '*']).unwrap_or(after.len());
        let (part, next) = after.split_at_checked(end).ok_or(LinkError::ChecksumMismatch)?;
        rest = next;
        let part_read = match kind {
            '!' => reader.sheet(part),
            '+' => reader.pin(part),
            _ => {
                let (content, plan) = part.split_once('-').map_or((part, None), |(hash, plan)| (hash, Some(plan)));
                reader.state.is_same_content = pack.content_hash.starts_with(content) && !content.is_empty();
                reader.state.plan = plan.and_then(PlanId::read);
                Some(())
            }
        };
        if part_read.is_none() {
            reader.state.dropped += 1;
        }
    }
    Ok(reader.state)
}

struct Reader<'a> {
    pack: &'a Pack,
    state: DecodedLink,
    /// The hash of each resource's id above its index, in order, once there is a pin.
    pins: Vec<u64>,
}

impl Reader<'_> {
    fn answer(&mut self, question: Question, text: &str) -> Option<()> {
        fn all<V: Copy + PartialEq>(list: &[Entry], text: &str, max: usize) -> Option<Vec<Term<V>>> {
            let mut terms: Vec<Term<V>> = Vec::new();
            for id in text.split(',') {
                let term = find(list, id)?;
                if terms.contains(&term) || terms.len() == max {
                    return None;
                }
                terms.push(term);
            }
            Some(terms)
        }
        let vocabulary = &self.pack.vocabulary;
        let situation = &mut self.state.situation;
        match question {
            Question::Profile => situation.profile = Some(find(&vocabulary.profiles, text)?),
            Question::Domains => situation.domains = all(&vocabulary.domains, text, Situation::MAX_DOMAINS)?,
            Question::Level => situation.level = Some(find(&vocabulary.levels, text)?),
            Question::Maturity => {
                let index = text.parse::<usize>().ok()?.checked_sub(1)?;
                situation.maturity = Term::from_index(index).filter(|_| index < vocabulary.maturity.len());
                situation.maturity?;
            }
            Question::Objectives => {
                situation.objectives = all(&vocabulary.objectives, text, Situation::MAX_OBJECTIVES)?;
            }
            Question::Usage => situation.usage = Some(find(&vocabulary.usages, text)?),
            Question::Horizons => situation.horizons = Some(horizons(text)?),
            Question::Start => {
                let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..8).filter(|_| text.len() == 8)?);
                let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
                situation.start = Some(date).filter(|date| date.is_valid_start());
                situation.start?;
            }
        }
        Some(())
    }

    fn pin(&mut self, text: &str) -> Option<()> {
        // Computed once, since a link may hold any number of pins.
        if self.pins.is_empty() {
            let numbered_resources = self.pack.resources.iter().zip(0_u64..);
            self.pins = numbered_resources
                .map(|(resource, index)| u64::from(fnv1a(resource.id.as_bytes())) << 32 | index)
                .collect();
            self.pins.sort_unstable();
        }
        let wanted_hash = text
            .chars()
            .try_fold(0_u64, |sum, digit| Some(sum.checked_mul(36)? + u64::from(digit.to_digit(36)?)))
            .filter(|wanted_hash| u32::try_from(*wanted_hash).is_ok())?;
        let pin = *self.pins.get(self.pins.partition_point(|pin| *pin >> 32 < wanted_hash))?;
        let index = usize::try_from(pin & u64::from(u32::MAX)).ok().filter(|_| pin >> 32 == wanted_hash)?;
        if !self.state.pinned.contains(&index) {
            self.state.pinned.push(index);
        }
        Some(())
    }

    fn sheet(&mut self, text: &str) -> Option<()> {
        let mut parts = text.split(',');
        let (id, moment, party) = (parts.next()?, parts.next()?, parts.next()?);
        let index = self.pack.instruments.iter().position(|instrument| instrument.id == id)?;
        let instrument = self.pack.instruments.get(index)?;
        let moment = match moment {
            "" => 0,
            id => instrument.moments.iter().position(|moment| moment.id == id)?,
        };
        let party = party.parse::<u8>().ok().filter(|party| *party < instrument.parties)?;
        let key = ResponseKey { instrument: u8::try_from(index).ok()?, moment: u8::try_from(moment).ok()?, party };
        let responses = &mut self.state.responses;
        let levels = parts.next().unwrap_or_default();
        if levels.len() > instrument.items() {
            return None;
        }
        for (at, level) in (0_u8..).zip(levels.chars()) {
            let level = level.to_digit(10).and_then(|level| u8::try_from(level).ok());
            if let Some(level) = level.filter(|level| *level <= instrument.highest()) {
                responses.set(key, Field::Rating(at), Some(ResponseValue::Rating(level)));
            }
        }
        for part in parts {
            let kind = part.chars().next()?;
            let text = part.get(kind.len_utf8()..)?;
            let numbered = |max: usize| {
                let (at, text) = text.split_once('.')?;
                Some((at.parse::<u8>().ok().filter(|at| usize::from(*at) < max)?, text))
            };
            let decode_text = |text: &str| {
                unbase64(text).filter(|text| text.chars().count() <= MAX_RESPONSE_CHARS).map(ResponseValue::Text)
            };
            let grid = instrument.grid.as_ref();
            match kind {
                'n' => responses.set(key, Field::Name, Some(decode_text(text)?)),
                'c' if instrument.commits => {
                    let (at, text) = numbered(instrument.items())?;
                    responses.set(key, Field::Commitment(at), Some(decode_text(text)?));
                }
                'b' => {
                    let (at, text) = numbered(grid?.columns.len())?;
                    responses.set(key, Field::Column(at), Some(decode_text(text)?));
                }
                'g' => {
                    let (row, rest) = numbered(grid?.rows.len())?;
                    let (column, mark) = rest.split_once('.')?;
                    let within = |text: &str, max: usize| text.parse::<u8>().ok().filter(|at| usize::from(*at) < max);
                    let column = within(column, grid?.columns.len())?;
                    responses.set(
                        key,
                        Field::Cell(row, column),
                        Some(ResponseValue::Rating(within(mark, grid?.marks.len())?)),
                    );
                }
                _ => return None,
            }
        }
        Some(())
    }
}

fn horizons(text: &str) -> Option<situation::Horizons> {
    let mut amounts = text.split('-').map(|amount| amount.parse::<u8>().ok());
    let amounts_read = [amounts.next()??, amounts.next()??, amounts.next()??];
    if amounts.next().is_some() { None } else { Horizons::new(amounts_read) }
}

/// FNV-1a, 32 bits: finds accidents, and tells versions apart.
pub(crate) fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(FNV_BASIS, |hash, byte| fnv1a_step(hash, *byte))
}

/// FNV-1a of no bytes.
pub(super) const FNV_BASIS: u32 = 0x811c_9dc5;

/// FNV-1a with one byte more.
pub(super) fn fnv1a_step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

fn base36(mut number: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit(number % 36, 36));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// The letters of base64 that addresses take as they are.
pub(super) const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A text in the letters that addresses take as they are.
fn base64(text: &str) -> String {
    let mut out = String::new();
    for bytes in text.as_bytes().chunks(3) {
        let at = |index: usize| bytes.get(index).copied().map_or(0, u32::from);
        let joined = at(0) << 16 | at(1) << 8 | at(2);
        for index in 0..=bytes.len() {
            let six = joined >> (18 - 6 * index) & 63;
            out.extend(BASE64.get(six as usize).map(|letter| *letter as char));
        }
    }
    out
}

fn unbase64(text: &str) -> Option<String> {
    String::from_utf8(decode_base64(text)?).ok()
}

/// The bytes that a text in these letters stands for.
pub(super) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut joined, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let six = BASE64.iter().position(|digit| *digit == letter)?;
        joined = joined << 6 | u32::try_from(six).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(joined >> bits & 255).ok()?);
        }
    }
    Some(bytes)
}
