//! What somebody gave to the instruments: levels, commitments, names, who does what. Sheets of answers, each of one
//! instrument at one moment by one party; read with every problem named, written in one order.

use super::bad_answer::{BadAnswer, Problem};
use super::value::Value;
use boussole_content::instrument::Instrument;
use boussole_domain::instrument::Levels;
use boussole_domain::order;

/// The longest text that a field takes, in characters (Unicode scalar values). Our limit.
pub const LONGEST: usize = 300;

/// A sheet of answers: of the instrument at this place, at this moment, by this party.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResponseKey {
    /// The place of the instrument.
    pub instrument: u8,
    /// The place of the moment; 0 where there is but one.
    pub moment: u8,
    /// Who answers; 0 is the visitor.
    pub party: u8,
}

/// A field of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Who answers.
    Name,
    /// The level of the item at this place, groups one after the other.
    Level(u8),
    /// What is committed to, for that item.
    Commitment(u8),
    /// What the column of a grid is called.
    Column(u8),
    /// What a column does in a row: the place of a mark.
    Cell(u8, u8),
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponseValue {
    /// A level, or the place of a mark.
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

/// All sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Responses(Vec<(ResponseKey, Field, ResponseValue)>);

impl Responses {
    /// Whether nothing was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn place(&self, sheet: ResponseKey, field: Field) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, at, _)| (*own, *at).cmp(&(sheet, field)))
    }

    /// Gives a field something, or takes it away.
    pub fn set(&mut self, sheet: ResponseKey, field: Field, given: Option<ResponseValue>) {
        match (self.place(sheet, field), given) {
            (Ok(at), Some(given)) => {
                if let Some(own) = self.0.get_mut(at) {
                    own.2 = given;
                }
            }
            (Ok(at), None) => {
                self.0.remove(at);
            }
            (Err(at), Some(given)) => self.0.insert(at, (sheet, field, given)),
            (Err(_), None) => {}
        }
    }

    fn get(&self, sheet: ResponseKey, field: Field) -> Option<&ResponseValue> {
        self.0.get(self.place(sheet, field).ok()?).map(|(_, _, given)| given)
    }

    /// The level of a field.
    #[must_use]
    pub fn level(&self, sheet: ResponseKey, field: Field) -> Option<u8> {
        match self.get(sheet, field) {
            Some(ResponseValue::Rating(level)) => Some(*level),
            _ => None,
        }
    }

    /// The words of a field; empty when there are none.
    #[must_use]
    pub fn text(&self, sheet: ResponseKey, field: Field) -> &str {
        match self.get(sheet, field) {
            Some(ResponseValue::Text(text)) => text,
            _ => "",
        }
    }

    /// Takes away all that was given to an instrument.
    pub fn clear(&mut self, instrument: u8) {
        self.0.retain(|(sheet, ..)| sheet.instrument != instrument);
    }

    /// Takes away all that a party gave to an instrument; those after it move up.
    pub fn drop_party(&mut self, instrument: u8, party: u8) {
        self.0.retain(|(sheet, ..)| sheet.instrument != instrument || sheet.party != party);
        for (sheet, ..) in &mut self.0 {
            if sheet.instrument == instrument && sheet.party > party {
                sheet.party -= 1;
            }
        }
        order::by_key(&mut self.0, |(sheet, field, _)| (*sheet, *field));
    }

    /// How many parties an instrument has: at least two where there may be more than one.
    #[must_use]
    pub fn parties(&self, place: u8, instrument: &Instrument) -> u8 {
        if instrument.parties < 2 {
            return 1;
        }
        let own = self.0.iter().filter(|(sheet, ..)| sheet.instrument == place);
        own.map(|(sheet, ..)| sheet.party + 1).max().unwrap_or(0).clamp(2, instrument.parties)
    }

    /// The levels that a sheet gives, by group.
    #[must_use]
    pub fn levels(&self, sheet: ResponseKey, instrument: &Instrument) -> Vec<Levels> {
        let mut at = 0_u8;
        let mut level = || {
            let level = self.level(sheet, Field::Level(at));
            at = at.saturating_add(1);
            level
        };
        instrument.groups.iter().map(|group| group.items.iter().map(|_| level()).collect()).collect()
    }

    /// The sheets of an instrument that hold something.
    #[must_use]
    pub fn sheets(&self, instrument: u8) -> Vec<ResponseKey> {
        let mut sheets: Vec<ResponseKey> =
            self.0.iter().map(|(sheet, ..)| *sheet).filter(|sheet| sheet.instrument == instrument).collect();
        sheets.dedup();
        sheets
    }

    /// What a sheet holds, in the order of its fields.
    pub fn fields(&self, sheet: ResponseKey) -> impl Iterator<Item = (Field, &ResponseValue)> {
        self.0.iter().filter(move |(own, ..)| *own == sheet).map(|(_, field, given)| (*field, given))
    }
}

/// All sheets as a plain value: `{"charte": [{"moment": "debut", "party": 1, "name": …, "levels": {…}, …}]}`.
#[must_use]
pub fn write(responses: &Responses, instruments: &[Instrument]) -> Value {
    let mut all = Vec::new();
    for (instrument, place) in instruments.iter().zip(0..) {
        let sheets = responses.sheets(place);
        if !sheets.is_empty() {
            let sheets = sheets.into_iter().map(|sheet| written(responses, sheet, instrument)).collect();
            all.push((instrument.id.clone(), Value::List(sheets)));
        }
    }
    Value::Map(all)
}

fn written(responses: &Responses, sheet: ResponseKey, instrument: &Instrument) -> Value {
    let items: Vec<&str> =
        instrument.groups.iter().flat_map(|group| &group.items).map(|item| item.id.as_str()).collect();
    let item = |place: u8| items.get(usize::from(place)).map(|id| (*id).to_owned());
    let (mut levels, mut commitments, mut columns, mut cells) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut out = Vec::new();
    if let Some(moment) = instrument.moments.get(usize::from(sheet.moment)) {
        out.push(("moment".to_owned(), Value::text(moment.id.as_str())));
    }
    if sheet.party > 0 {
        out.push(("party".to_owned(), Value::Integer(sheet.party.into())));
    }
    for (field, given) in responses.fields(sheet) {
        let value = match given {
            ResponseValue::Rating(level) => Value::Integer((*level).into()),
            ResponseValue::Text(text) => Value::text(text.as_str()),
        };
        match field {
            Field::Name => out.push(("name".to_owned(), value)),
            Field::Level(at) => levels.extend(item(at).map(|id| (id, value))),
            Field::Commitment(at) => commitments.extend(item(at).map(|id| (id, value))),
            Field::Column(at) => columns.push((at.to_string(), value)),
            Field::Cell(row, column) => {
                let grid = instrument.grid.as_ref();
                let row = grid.and_then(|grid| grid.rows.get(usize::from(row)));
                let mark =
                    grid.zip(responses.level(sheet, field)).and_then(|(grid, at)| grid.marks.get(usize::from(at)));
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
pub fn read(value: &Value, instruments: &[Instrument]) -> Result<Responses, Vec<BadAnswer>> {
    let mut reader = Reader { responses: Responses::default(), problems: Vec::new() };
    match value {
        Value::Null => {}
        Value::Map(entries) => {
            for (id, sheets) in entries {
                let place = instruments.iter().position(|instrument| instrument.id == *id);
                let known = place.and_then(|place| Some((u8::try_from(place).ok()?, instruments.get(place)?)));
                match (known, sheets) {
                    (None, _) => reader.problem(&["instruments › ", id].concat(), Problem::UnknownField),
                    (Some((place, instrument)), Value::List(sheets)) => {
                        for (at, sheet) in sheets.iter().enumerate() {
                            reader.sheet(&format!("instruments › {id} › {}", at + 1), sheet, place, instrument);
                        }
                    }
                    _ => reader.problem(&["instruments › ", id].concat(), Problem::Expected("a list of sheets")),
                }
            }
        }
        _ => reader.problem("instruments", Problem::Expected("an object")),
    }
    if reader.problems.is_empty() { Ok(reader.responses) } else { Err(reader.problems) }
}

struct Reader {
    responses: Responses,
    problems: Vec<BadAnswer>,
}

impl Reader {
    fn problem(&mut self, field: &str, problem: Problem) {
        self.problems.push(BadAnswer { field: field.to_owned(), problem });
    }

    fn sheet(&mut self, at: &str, value: &Value, place: u8, instrument: &Instrument) {
        let Value::Map(entries) = value else {
            self.problem(at, Problem::Expected("an object"));
            return;
        };
        let mut sheet = ResponseKey { instrument: place, ..ResponseKey::default() };
        for (name, value) in entries {
            match (name.as_str(), value) {
                ("moment", Value::Text(id)) => match instrument.moments.iter().position(|moment| moment.id == *id) {
                    Some(moment) => sheet.moment = u8::try_from(moment).unwrap_or(0),
                    None => self.problem(at, Problem::UnknownId(id.clone())),
                },
                ("party", Value::Integer(party)) => {
                    match u8::try_from(*party).ok().filter(|party| *party < instrument.parties) {
                        Some(party) => sheet.party = party,
                        None => self.problem(at, Problem::TooMany(instrument.parties.into())),
                    }
                }
                ("name" | "levels" | "commitments" | "columns" | "cells", _) => {}
                _ => self.problem(&[at, " › ", name].concat(), Problem::UnknownField),
            }
        }
        if self.responses.sheets(place).contains(&sheet) {
            self.problem(at, Problem::Twice);
        }
        let items: Vec<&str> =
            instrument.groups.iter().flat_map(|group| &group.items).map(|item| item.id.as_str()).collect();
        let item = |id: &str| items.iter().position(|own| *own == id).and_then(|at| u8::try_from(at).ok());
        for (name, value) in entries {
            let at = [at, " › ", name].concat();
            if name == "name" {
                self.text(&at, sheet, Field::Name, value);
            }
            if !["levels", "commitments", "columns", "cells"].contains(&name.as_str()) {
                continue;
            }
            let Value::Map(entries) = value else {
                self.problem(&at, Problem::Expected("an object"));
                continue;
            };
            for (id, value) in entries {
                let at = [at.as_str(), " › ", id].concat();
                match (name.as_str(), item(id)) {
                    ("levels", Some(place)) => self.level(&at, sheet, Field::Level(place), value, instrument.highest()),
                    ("commitments", Some(place)) if instrument.commits => {
                        self.text(&at, sheet, Field::Commitment(place), value);
                    }
                    ("columns" | "cells", _) => self.cell(&at, sheet, (name, id), value, instrument),
                    _ => self.problem(&at, Problem::UnknownId(id.clone())),
                }
            }
        }
    }

    fn cell(&mut self, at: &str, sheet: ResponseKey, (name, id): (&str, &str), value: &Value, instrument: &Instrument) {
        let Some(grid) = &instrument.grid else { return self.problem(at, Problem::UnknownField) };
        let column = |text: &str| text.parse::<u8>().ok().filter(|column| usize::from(*column) < grid.columns.len());
        if name == "columns" {
            return match column(id) {
                Some(column) => self.text(at, sheet, Field::Column(column), value),
                None => self.problem(at, Problem::UnknownId(id.to_owned())),
            };
        }
        let (row, of) = id.rsplit_once('.').unwrap_or_default();
        let row = grid.rows.iter().position(|own| own.id == row).and_then(|row| u8::try_from(row).ok());
        let mark = match value {
            Value::Text(id) => grid.marks.iter().position(|mark| mark.id == *id).and_then(|at| u8::try_from(at).ok()),
            _ => None,
        };
        match (row, column(of), mark) {
            (Some(row), Some(column), Some(mark)) => {
                self.responses.set(sheet, Field::Cell(row, column), Some(ResponseValue::Rating(mark)));
            }
            _ => self.problem(at, Problem::UnknownId(id.to_owned())),
        }
    }

    fn level(&mut self, at: &str, sheet: ResponseKey, field: Field, value: &Value, highest: u8) {
        match value {
            Value::Integer(level) if (0..=i64::from(highest)).contains(level) => {
                self.responses.set(sheet, field, u8::try_from(*level).ok().map(ResponseValue::Rating));
            }
            _ => self.problem(at, Problem::Expected("the number of a level")),
        }
    }

    fn text(&mut self, at: &str, sheet: ResponseKey, field: Field, value: &Value) {
        match value {
            Value::Text(text) if text.chars().count() <= LONGEST => {
                self.responses.set(sheet, field, Some(ResponseValue::Text(text.clone())));
            }
            Value::Text(_) => self.problem(at, Problem::TooMany(LONGEST)),
            _ => self.problem(at, Problem::Expected("a text")),
        }
    }
}
