//! The rules of the heading alone, for what the dial shows before the widget is there: bytes in, whole numbers out.
//!
//! As a module for browsers it has neither glue nor allocator nor imports: `www/loader/needle/heading.js` writes bytes into its
//! memory at `input()`, calls `turn(length)` and reads [`NUMBERS`] numbers of 32 bits at `output()`. Bytes that are not
//! laid out as follows are no heading, and never a trap.
//!
//! Answers, [`ANSWERS`] bytes:
//!
//! | place | what |
//! |---|---|
//! | 0 | [`VERSION`] |
//! | 1 to 3 | the horizons, in percent: performance, innovation, confiance; three times 0: unanswered |
//! | 4, 5 | the objectives in the order of preference: their places in the vocabulary, from 1; 0: none |
//! | 6 | the maturity: its level, from 1; 0: unanswered |
//!
//! Behind them the rules, as the build writes them ([`encode_rules`]); numbers of two bytes have the lower one first:
//!
//! | bytes | what |
//! |---|---|
//! | 1 | [`VERSION`] |
//! | 2 each | the weights of horizons, objectives, maturity; of the first and the second of two objectives; the sharpness below which a heading is balanced; the lead that counts |
//! | 1 | the step of the horizons |
//! | 1, then 3 each | how many objectives there are, and the vector of each |
//! | 1, then 3 each | the same of the levels of maturity |
//!
//! What comes out, [`NUMBERS`] numbers:
//!
//! | place | what |
//! |---|---|
//! | 0 | whether there is a heading |
//! | 1 to 3 | the shares in percent, which sum to 100 |
//! | 4 | where the needle turns to from rest, in tenths of a degree |
//! | 5 to 7 | how far the petals reach, in thousandths |
//! | 8, 9 | the first impact, and the second that it stands level with, from 1; 0 and 0: balanced; 0: no second |
//! | 10 | unanswered questions that could turn it: 1 the maturity, 2 the objectives, 4 the horizons, added up |
//! | 11 | answered ones, in the same way |
//! | 12 | how long the needle is, in thousandths |
//! | 13, 14 | how far it may still turn to the left (0 or less) and to the right, in tenths of a degree |

use boussole_domain::heading::{Bases, HeadingRules, Weights, from_bases};
use boussole_domain::sensitivity::{bearing_range, decisive_questions};
use boussole_domain::situation::Horizons;
use boussole_domain::vocabulary::{PerImpact, Term, Vectors};
use boussole_domain::{Impact, Standing, dial};

#[cfg(target_arch = "wasm32")]
mod exports;

/// The layout of answers and rules.
pub const VERSION: u8 = 1;
/// How many bytes answers have.
pub const ANSWERS: usize = 7;
/// How many numbers come out.
pub const NUMBERS: usize = 15;
/// The longest input: answers, and the rules of the longest vocabularies.
pub const CAPACITY: usize = ANSWERS + 18 + 2 * 3 * Term::<()>::MAX;

/// What the dial shows, and what is said beside it, for answers and the rules behind them: the numbers that come out.
#[must_use]
pub fn shown(input: &[u8]) -> [i32; NUMBERS] {
    numbers(input).unwrap_or_default()
}

fn numbers(input: &[u8]) -> Option<[i32; NUMBERS]> {
    let (answers, rules) = input.split_first_chunk::<ANSWERS>()?;
    let rules = Reader(rules).rules()?;
    let [VERSION, a, b, c, first, second, level] = *answers else { return None };
    let horizons = match [a, b, c] {
        [0, 0, 0] => None,
        amounts => Some(Horizons::new(amounts)?),
    };
    let objectives = [term_from_one(first, &rules.affinities).ok()?, term_from_one(second, &rules.affinities).ok()?];
    let maturity = term_from_one(level, &rules.maturity).ok()?;
    let bases = |objectives| Bases { horizons, objectives, maturity };
    match objectives {
        [None, None] => outputs(bases(&[]), &rules),
        [Some(only), None] => outputs(bases(&[only]), &rules),
        [Some(first), Some(second)] if first != second => outputs(bases(&[first, second]), &rules),
        _ => None,
    }
}

/// The vocabulary has no term at a place.
struct NoTerm;

/// The term at a place that counts from 1; none at 0.
fn term_from_one<V>(from_one: u8, vectors: &Vectors) -> Result<Option<Term<V>>, NoTerm> {
    match usize::from(from_one).checked_sub(1) {
        None => Ok(None),
        Some(index) => vectors.get(index).and_then(|_| Term::from_index(index)).map(Some).ok_or(NoTerm),
    }
}

fn outputs(bases: Bases<'_>, rules: &HeadingRules) -> Option<[i32; NUMBERS]> {
    let heading = from_bases(bases, rules)?;
    let percents = heading.percents();
    let reach = |impact: Impact| small(dial::petal_thousandths(*heading.permille.get(impact)));
    let from_one = |impact: Impact| impact as i32 + 1;
    let (first, second) = match heading.standing {
        Standing::Balanced => (0, 0),
        Standing::First(first) => (from_one(first), 0),
        Standing::Between(first, second) => (from_one(first), from_one(second)),
    };
    let answered = [bases.maturity.is_some(), !bases.objectives.is_empty(), bases.horizons.is_some()];
    let (mut open, mut sensitive) = (0, 0);
    for ((turns, is_answered), bit) in decisive_questions(bases, rules)?.into_iter().zip(answered).zip([1, 2, 4]) {
        match (turns, is_answered) {
            (true, false) => open += bit,
            (true, true) => sensitive += bit,
            (false, _) => {}
        }
    }
    let range = bearing_range(bases, rules)?;
    Some([
        1,
        small(percents.performance),
        small(percents.innovation),
        small(percents.confiance),
        dial::rotate(0, heading.bearing_tenths),
        reach(Impact::Performance),
        reach(Impact::Innovation),
        reach(Impact::Confiance),
        first,
        second,
        open,
        sensitive,
        small(dial::needle_thousandths(heading.sharpness_permille)),
        range.left,
        range.right,
    ])
}

fn small(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(0)
}

/// Rules as bytes; nothing where a number has no room.
#[must_use]
pub fn encode_rules(rules: &HeadingRules) -> Option<Vec<u8>> {
    let HeadingRules { weights, pair: [first, second], balanced_below_permille, lead_permille, step, .. } = *rules;
    let Weights { horizons, objectives, maturity } = weights;
    let mut bytes = vec![VERSION];
    for number in [horizons, objectives, maturity, first, second, balanced_below_permille, lead_permille] {
        bytes.extend(u16::try_from(number).ok()?.to_le_bytes());
    }
    bytes.push(step);
    for vectors in [rules.affinities, rules.maturity] {
        bytes.push(u8::try_from(vectors.len()).ok()?);
        bytes.extend(vectors.iter().flat_map(|vector| vector.values()));
    }
    Some(bytes)
}

/// What is left to be read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn rules(mut self) -> Option<HeadingRules> {
        if self.byte()? != VERSION {
            return None;
        }
        let rules = HeadingRules {
            weights: Weights { horizons: self.number()?, objectives: self.number()?, maturity: self.number()? },
            pair: [self.number()?, self.number()?],
            balanced_below_permille: self.number()?,
            lead_permille: self.number()?,
            step: self.byte()?,
            affinities: self.vectors()?,
            maturity: self.vectors()?,
        };
        self.0.is_empty().then_some(rules)
    }

    fn vectors(&mut self) -> Option<Vectors> {
        let mut vectors = Vectors::default();
        for _ in 0..self.byte()? {
            vectors.push(PerImpact::from(self.bytes::<3>()?))?;
        }
        Some(vectors)
    }

    fn number(&mut self) -> Option<u32> {
        self.bytes().map(u16::from_le_bytes).map(u32::from)
    }

    fn byte(&mut self) -> Option<u8> {
        self.bytes().map(|[byte]| byte)
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*bytes)
    }
}
