//! What somebody gave to the instruments: levels, commitments, names, who does what. Sheets of answers, each of one
//! instrument at one moment by one party; read with every problem named, written in one order.

use super::bad_answer::{AnswerProblem, BadAnswer};
use crate::app::runtime::value::Value;
use boussole_content::instrument::Instrument;
use boussole_domain::instrument::Levels;
use boussole_domain::order;
use std::rc::Rc;

/// The longest text that a field takes, in characters (Unicode scalar values). Our limit.
pub const MAX_RESPONSE_CHARS: usize = 300;

/// What responses are filed under: an instrument, a moment, a party.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResponseKey {
    /// The index of the instrument.
    pub instrument: u8,
    /// The index of the moment; 0 where there is but one.
    pub moment: u8,
    /// Who answers; 0 is the visitor.
    pub party: u8,
}

/// A field of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Who answers.
    Name,
    /// The level of the item at this index, groups one after the other.
    Rating(u8),
    /// What is committed to, for that item.
    Commitment(u8),
    /// What the column of a grid is called.
    Column(u8),
    /// What a column does in a row: the index of a mark.
    Cell(u8, u8),
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponseValue {
    /// A level, or the index of a mark.
    Rating(u8),
    /// Words.
    Text(String),
}

impl ResponseValue {
    /// Whether somebody wrote something: a space alone holds the place of a party without a name.
    #[must_use]
    pub fn is_words(&self) -> bool {
        matches!(self, Self::Text(text) if !text.trim().is_empty())
    }
}

/// All that was given to the instruments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Responses(Vec<(ResponseKey, Field, ResponseValue)>);

impl Responses {
    /// Whether nothing was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn index(&self, key: ResponseKey, field: Field) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, at, _)| (*other, *at).cmp(&(key, field)))
    }

    /// Gives a field something, or takes it away.
    pub fn set(&mut self, key: ResponseKey, field: Field, value: Option<ResponseValue>) {
        match (self.index(key, field), value) {
            (Ok(at), Some(value)) => {
                if let Some(entry) = self.0.get_mut(at) {
                    entry.2 = value;
                }
            }
            (Ok(at), None) => {
                self.0.remove(at);
            }
            (Err(at), Some(value)) => self.0.insert(at, (key, field, value)),
            (Err(_), None) => {}
        }
    }

    fn get(&self, key: ResponseKey, field: Field) -> Option<&ResponseValue> {
        self.0.get(self.index(key, field).ok()?).map(|(_, _, value)| value)
    }

    /// The level of a field.
    #[must_use]
    pub fn rating(&self, key: ResponseKey, field: Field) -> Option<u8> {
        match self.get(key, field) {
            Some(ResponseValue::Rating(level)) => Some(*level),
            _ => None,
        }
    }

    /// The words of a field; empty when there are none.
    #[must_use]
    pub fn text(&self, key: ResponseKey, field: Field) -> &str {
        match self.get(key, field) {
            Some(ResponseValue::Text(text)) => text,
            _ => "",
        }
    }

    /// Takes away all that was given to an instrument.
    pub fn clear(&mut self, instrument: u8) {
        self.0.retain(|(key, ..)| key.instrument != instrument);
    }

    /// Takes away all that a party gave to an instrument; those after it move up.
    pub fn drop_party(&mut self, instrument: u8, party: u8) {
        self.0.retain(|(key, ..)| key.instrument != instrument || key.party != party);
        for (key, ..) in &mut self.0 {
            if key.instrument == instrument && key.party > party {
                key.party -= 1;
            }
        }
        order::sort_by_key(&mut self.0, |(key, field, _)| (*key, *field));
    }

    /// How many parties an instrument has: at least two where there may be more than one.
    #[must_use]
    pub fn parties(&self, index: u8, instrument: &Instrument) -> u8 {
        if instrument.parties < 2 {
            return 1;
        }
        let entries = self.0.iter().filter(|(key, ..)| key.instrument == index);
        entries.map(|(key, ..)| key.party + 1).max().unwrap_or(0).clamp(2, instrument.parties)
    }

    /// The levels that a sheet gives, by group.
    #[must_use]
    pub fn ratings(&self, key: ResponseKey, instrument: &Instrument) -> Vec<Levels> {
        let mut at = 0_u8;
        let mut level = || {
            let level = self.rating(key, Field::Rating(at));
            at = at.saturating_add(1);
            level
        };
        instrument.groups.iter().map(|group| group.items.iter().map(|_| level()).collect()).collect()
    }

    /// The sheets of an instrument that hold something.
    #[must_use]
    pub fn keys(&self, instrument: u8) -> Vec<ResponseKey> {
        let mut keys: Vec<ResponseKey> =
            self.0.iter().map(|(key, ..)| *key).filter(|key| key.instrument == instrument).collect();
        keys.dedup();
        keys
    }

    /// What a sheet holds, in the order of its fields.
    pub fn fields(&self, key: ResponseKey) -> impl Iterator<Item = (Field, &ResponseValue)> {
        self.0.iter().filter(move |(other, ..)| *other == key).map(|(_, field, value)| (*field, value))
    }
}

/// All sheets as a plain value: `{"charte": [{"moment": "debut", "party": 1, "name": …, "levels": {…}, …}]}`.
#[must_use]
pub fn write(responses: &Responses, instruments: &[Rc<Instrument>]) -> Value {
    let mut all = Vec::new();
    for (instrument, index) in instruments.iter().zip(0..) {
        let keys = responses.keys(index);
        if !keys.is_empty() {
            let sheets = keys.into_iter().map(|key| write_sheet(responses, key, instrument)).collect();
            all.push((instrument.id.clone(), Value::List(sheets)));
        }
    }
    Value::Map(all)
}

fn write_sheet(responses: &Responses, key: ResponseKey, instrument: &Instrument) -> Value {
    let items: Vec<&str> =
        instrument.groups.iter().flat_map(|group| &group.items).map(|item| item.id.as_str()).collect();
    let item = |index: u8| items.get(usize::from(index)).map(|id| (*id).to_owned());
    let (mut levels, mut commitments, mut columns, mut cells) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut out = Vec::new();
    if let Some(moment) = instrument.moments.get(usize::from(key.moment)) {
        out.push(("moment".to_owned(), Value::text(moment.id.as_str())));
    }
    if key.party > 0 {
        out.push(("party".to_owned(), Value::Integer(key.party.into())));
    }
    for (field, value) in responses.fields(key) {
        let value = match value {
            ResponseValue::Rating(level) => Value::Integer((*level).into()),
            ResponseValue::Text(text) => Value::text(text.as_str()),
        };
        match field {
            Field::Name => out.push(("name".to_owned(), value)),
            Field::Rating(at) => levels.extend(item(at).map(|id| (id, value))),
            Field::Commitment(at) => commitments.extend(item(at).map(|id| (id, value))),
            Field::Column(at) => columns.push((at.to_string(), value)),
            Field::Cell(row, column) => {
                let grid = instrument.grid.as_ref();
                let row = grid.and_then(|grid| grid.rows.get(usize::from(row)));
                let mark =
                    grid.zip(responses.rating(key, field)).and_then(|(grid, at)| grid.marks.get(usize::from(at)));
                if let (Some(row), Some(mark)) = (row, mark) {
                    cells.push(([&row.id, ".", &column.to_string()].concat(), Value::text(mark.id.as_str())));
                }
            }
        }
    }
    let lists = [("levels", levels), ("commitments", commitments), ("columns", columns), ("cells", cells)];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    out.extend(lists.map(|(name, list)| (name.to_owned(), Value::Map(list))));
    Value::Map(out)
}

/// Reads sheets.
///
/// # Errors
/// All problems, in the order met, each with its path (`instruments › charte › 1`): then nothing is taken.
pub fn read(value: &Value, instruments: &[Rc<Instrument>]) -> Result<Responses, Vec<BadAnswer>> {
    let reader = read_all(value, instruments);
    if reader.problems.is_empty() { Ok(reader.responses) } else { Err(reader.problems) }
}

/// Reads what these instruments ask of sheets, and leaves the rest.
#[must_use]
pub fn read_known(value: &Value, instruments: &[Rc<Instrument>]) -> Responses {
    read_all(value, instruments).responses
}

fn read_all(value: &Value, instruments: &[Rc<Instrument>]) -> Reader {
    let mut reader = Reader { responses: Responses::default(), problems: Vec::new() };
    match value {
        Value::Null => {}
        Value::Map(entries) => {
            for (id, sheets) in entries {
                let index = instruments.iter().position(|instrument| instrument.id == *id);
                let known = index.and_then(|index| Some((u8::try_from(index).ok()?, instruments.get(index)?)));
                match (known, sheets) {
                    (None, _) => reader.problem(&["instruments › ", id].concat(), AnswerProblem::UnknownField),
                    (Some((index, instrument)), Value::List(sheets)) => {
                        for (at, sheet) in sheets.iter().enumerate() {
                            reader.sheet(&format!("instruments › {id} › {}", at + 1), sheet, index, instrument);
                        }
                    }
                    _ => reader.problem(&["instruments › ", id].concat(), AnswerProblem::Expected("a list of sheets")),
                }
            }
        }
        _ => reader.problem("instruments", AnswerProblem::Expected("an object")),
    }
    reader
}

struct Reader {
    responses: Responses,
    problems: Vec<BadAnswer>,
}

impl Reader {
    fn problem(&mut self, field: &str, problem: AnswerProblem) {
        self.problems.push(BadAnswer { field: field.to_owned(), problem });
    }

    fn sheet(&mut self, at: &str, value: &Value, index: u8, instrument: &Instrument) {
        let Value::Map(entries) = value else {
            self.problem(at, AnswerProblem::Expected("an object"));
            return;
        };
        let mut key = ResponseKey { instrument: index, ..ResponseKey::default() };
        for (name, value) in entries {
            match (name.as_str(), value) {
                ("moment", Value::Text(id)) => match instrument.moments.iter().position(|moment| moment.id == *id) {
                    Some(moment) => key.moment = u8::try_from(moment).unwrap_or(0),
                    None => self.problem(at, AnswerProblem::UnknownId(id.clone())),
                },
                ("party", Value::Integer(party)) => {
                    match u8::try_from(*party).ok().filter(|party| *party < instrument.parties) {
                        Some(party) => key.party = party,
                        None => self.problem(at, AnswerProblem::TooMany(instrument.parties.into())),
                    }
                }
                ("name" | "levels" | "commitments" | "columns" | "cells", _) => {}
                _ => self.problem(&[at, " › ", name].concat(), AnswerProblem::UnknownField),
            }
        }
        if self.responses.keys(index).contains(&key) {
            self.problem(at, AnswerProblem::Twice);
        }
        let items: Vec<&str> =
            instrument.groups.iter().flat_map(|group| &group.items).map(|item| item.id.as_str()).collect();
        let item = |id: &str| items.iter().position(|other| *other == id).and_then(|at| u8::try_from(at).ok());
        for (name, value) in entries {
            let at = [at, " › ", name].concat();
            if name == "name" {
                self.text(&at, key, Field::Name, value);
            }
            if !["levels", "commitments", "columns", "cells"].contains(&name.as_str()) {
                continue;
            }
            let Value::Map(entries) = value else {
                self.problem(&at, AnswerProblem::Expected("an object"));
                continue;
            };
            for (id, value) in entries {
                let at = [at.as_str(), " › ", id].concat();
                match (name.as_str(), item(id)) {
                    ("levels", Some(index)) => self.level(&at, key, Field::Rating(index), value, instrument.highest()),
                    ("commitments", Some(index)) if instrument.commits => {
                        self.text(&at, key, Field::Commitment(index), value);
                    }
                    ("columns" | "cells", _) => self.cell(&at, key, (name, id), value, instrument),
                    _ => self.problem(&at, AnswerProblem::UnknownId(id.clone())),
                }
            }
        }
    }

    fn cell(&mut self, at: &str, key: ResponseKey, (name, id): (&str, &str), value: &Value, instrument: &Instrument) {
        let Some(grid) = &instrument.grid else { return self.problem(at, AnswerProblem::UnknownField) };
        let column = |text: &str| text.parse::<u8>().ok().filter(|column| usize::from(*column) < grid.columns.len());
        if name == "columns" {
            return match column(id) {
                Some(column) => self.text(at, key, Field::Column(column), value),
                None => self.problem(at, AnswerProblem::UnknownId(id.to_owned())),
            };
        }
        let (row, of) = id.rsplit_once('.').unwrap_or_default();
        let row = grid.rows.iter().position(|other| other.id == row).and_then(|row| u8::try_from(row).ok());
        let mark = match value {
            Value::Text(id) => grid.marks.iter().position(|mark| mark.id == *id).and_then(|at| u8::try_from(at).ok()),
            _ => None,
        };
        match (row, column(of), mark) {
            (Some(row), Some(column), Some(mark)) => {
                self.responses.set(key, Field::Cell(row, column), Some(ResponseValue::Rating(mark)));
            }
            _ => self.problem(at, AnswerProblem::UnknownId(id.to_owned())),
        }
    }

    fn level(&mut self, at: &str, key: ResponseKey, field: Field, value: &Value, highest: u8) {
        match value {
            Value::Integer(level) if (0..=i64::from(highest)).contains(level) => {
                self.responses.set(key, field, u8::try_from(*level).ok().map(ResponseValue::Rating));
            }
            _ => self.problem(at, AnswerProblem::Expected("the number of a level")),
        }
    }

    fn text(&mut self, at: &str, key: ResponseKey, field: Field, value: &Value) {
        match value {
            Value::Text(text) if text.chars().count() <= MAX_RESPONSE_CHARS => {
                self.responses.set(key, field, Some(ResponseValue::Text(text.clone())));
            }
            Value::Text(_) => self.problem(at, AnswerProblem::TooMany(MAX_RESPONSE_CHARS)),
            _ => self.problem(at, AnswerProblem::Expected("a text")),
        }
    }
}
