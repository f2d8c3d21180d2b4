//! Which plan a calendar is of. Its events keep their ids as long as the plan is the same, so that a calendar that is
//! exported again moves them instead of adding others; and no event of another plan has them.
//!
//! Nothing is stored, so the id is made of what the plan was when it first counted: all answers but the start, which
//! is what moves most. From then on the id stays whatever is answered, as long as the widget lives; and a link, a file
//! or a kept journey carries it as soon as its answers no longer tell it ([`super::link::with_plan`]).
//! Whose plan it is tells plans apart too: what a link was a model for is another plan in other hands.

use super::answer_code::answer;
use boussole_content::digest::hash;
use boussole_content::pack::Pack;
use boussole_domain::Date;
use boussole_domain::situation::{Question, Situation};
use core::fmt;

/// What tells a plan from every other, however it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanId(u64);

impl PlanId {
    /// The id of a plan that has none yet.
    #[must_use]
    pub fn from_situation(situation: &Situation, pack: &Pack) -> Self {
        let lasting = Question::ALL.into_iter().filter(|question| *question != Question::Start);
        Self::from_text(&lasting.map(|question| answer(situation, question, pack)).collect::<Vec<_>>().join("."))
    }

    pub(crate) fn from_text(text: &str) -> Self {
        Self(short_hash(text))
    }

    /// Reads one as it was written.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
        u64::from_str_radix(text, 36).ok().filter(|_| plain).map(Self)
    }
}

impl fmt::Display for PlanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut number, mut digits) = (self.0, Vec::new());
        loop {
            digits.extend(u32::try_from(number % 36).ok().and_then(|digit| char::from_digit(digit, 36)));
            number /= 36;
            if number == 0 {
                return f.write_str(&digits.into_iter().rev().collect::<String>());
            }
        }
    }
}

/// The first eight bytes of the hash of a text, as a number.
pub(crate) fn short_hash(text: &str) -> u64 {
    hash(text.as_bytes()).iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The last calendar that was made here: when, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Seconds since 1970: what calendars count changes by, since each later one is greater wherever it is made, even
    /// where somebody opens a link and changes the plan at once.
    pub seconds: u32,
    pub(crate) plan: PlanId,
    pub(crate) start: Option<Date>,
    pub(crate) today: Option<Date>,
    pub(crate) content: String,
    /// The sum of the words, which a partner may have put in the place of ours.
    pub(crate) words: u64,
}

/// Whether answers that a host assigns in place of others are the same plan, changed: of the same profile, with half of
/// the rest as it was. Our choice: a host that shows one plan after the other changes more.
pub(crate) fn is_changed(before: &Situation, after: &Situation, pack: &Pack) -> bool {
    let (mut answered, mut same) = (0, 0);
    for question in Question::ALL {
        if [Question::Profile, Question::Start].contains(&question) {
            continue;
        }
        let (old, new) = (answer(before, question, pack), answer(after, question, pack));
        answered += u32::from(!old.is_empty() || !new.is_empty());
        same += u32::from(!old.is_empty() && old == new);
    }
    before.profile == after.profile && same * 2 >= answered
}
