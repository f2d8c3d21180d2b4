//! The words of the interface: one typed key for each message, one file for each language
//! (`www/i18n/*.json`). A key that no code knows, or a message that no file has, does not build.

/// The enum of message keys, from their names and French texts.
macro_rules! keys {
    ($($key:ident $slug:literal $text:literal,)+) => {
        /// A message of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Key {
            $(#[doc = $text] $key,)+
        }

        impl Key {
            /// All keys, in the order of the French file.
            pub const ALL: [Self; [$($slug),+].len()] = [$(Self::$key),+];

            /// Names of the keys in the language files, each with a blank behind it: a text for each would weigh twice
            /// as much.
            pub(super) const SLUGS: &'static str = concat!($($slug, " "),+);
        }
    };
}
#[allow(clippy::doc_markdown, clippy::empty_docs)] // What is written there is for visitors.
mod keys;

use core::cell::OnceCell;
pub use keys::Key;
use serde::{Deserialize, Serialize};

use boussole_domain::Date;

/// A language and all its messages, in the order of [`Key::ALL`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Messages {
    /// The BCP 47 code: `fr`.
    pub code: String,
    /// Whether the language is read from right to left.
    pub right_to_left: bool,
    /// Whether the words are easy to read.
    pub easy: bool,
    /// The code of the easy words, or of the usual ones when these are the easy ones.
    pub counterpart: Option<String>,
    /// The form that each count takes, from 0 to 199: what follows repeats by hundreds. From CLDR, by the build.
    pub plurals: Vec<Plural>,
    /// The texts of forms that few languages have: the key of the `-other` form, which form, the text.
    pub forms: Vec<(u16, Plural, String)>,
    /// The texts; without those that come with the details of the resources, until a partner's own words are laid over.
    pub texts: Vec<String>,
    /// The texts that came with the details of the resources: shared by all copies of a pack, so that they are in memory once.
    #[serde(skip)]
    pub later: OnceCell<Vec<String>>,
}

/// The form that a count takes, by the names of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Plural {
    /// French 0 and 1, English 1.
    One,
    /// Whatever is left.
    Other,
    /// Arabic 0.
    Zero,
    /// Arabic 2.
    Two,
    /// Polish 2 to 4.
    Few,
    /// Polish 5.
    Many,
}

/// Messages are equal that say the same, whichever came later.
impl PartialEq for Messages {
    fn eq(&self, other: &Self) -> bool {
        let rest = |all: &Self| {
            let Self { code, right_to_left, easy, counterpart, plurals, forms, .. } = all.clone();
            (code, right_to_left, easy, counterpart, plurals, forms)
        };
        rest(self) == rest(other) && Key::ALL.iter().all(|key| self.get(*key) == other.get(*key))
    }
}

impl Eq for Messages {}

impl Messages {
    /// The text of a key; empty while it has not come.
    #[must_use]
    pub fn get(&self, key: Key) -> &str {
        let late = || self.later.get()?.get((key as usize).checked_sub(Key::FIRST_LATER)?);
        self.texts.get(key as usize).filter(|text| !text.is_empty()).or_else(late).map_or("", String::as_str)
    }

    /// All texts, to be changed: those that have not come are empty.
    pub fn texts_mut(&mut self) -> &mut [String] {
        self.texts.resize(Key::FIRST_LATER.max(self.texts.len()), String::new());
        if self.texts.len() < Key::ALL.len() {
            self.texts.extend(self.later.take().unwrap_or_default());
            self.texts.resize(Key::ALL.len(), String::new());
        }
        &mut self.texts
    }

    /// Takes away the texts that come with the details of the resources.
    #[cfg(feature = "write")]
    pub(crate) fn take_later(&mut self) -> Vec<String> {
        self.texts.split_off(Key::FIRST_LATER.min(self.texts.len()))
    }

    /// Puts the texts there that came with the details of the resources, for all who share these messages.
    pub(crate) fn put_later(&self, later: Vec<String>) {
        let _ = self.later.set(later);
    }

    /// The text of a key with its `{places}` filled.
    #[must_use]
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The text of one of two keys, by the plural rule of the language, with `{n}` filled.
    #[must_use]
    pub fn count(&self, count: u32, one: Key, other: Key) -> String {
        let form = self.plural(count);
        let rare = self.forms.iter().find(|(key, plural, _)| *key == other as u16 && *plural == form);
        let text = rare.map_or_else(|| self.get(if form == Plural::One { one } else { other }), |(_, _, text)| text);
        fill(text, &[("n", &self.number(count))])
    }

    /// The form that a count takes. Beyond 200 every language of CLDR looks at the last two digits, but for whole
    /// millions, which nothing here counts in words.
    #[must_use]
    pub fn plural(&self, count: u32) -> Plural {
        let index = if count < 200 { count } else { 100 + count % 100 };
        self.plurals.get(index as usize).copied().unwrap_or(Plural::Other)
    }

    /// A whole number in digits: `20 000`.
    #[must_use]
    pub fn number(&self, number: u32) -> String {
        let rest = number % 1000;
        if number < 1000 {
            return rest.to_string();
        }
        let padded = (1000 + rest).to_string();
        [&self.number(number / 1000), self.get(Key::GroupMark), padded.get(1..).unwrap_or_default()].concat()
    }

    /// A date in words: `1er mars 2028`, `1 March 2028`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let day = if date.day() == 1 { self.get(Key::DateFirst).to_owned() } else { date.day().to_string() };
        let month = Key::MONTHS.get(date.month() as usize - 1).map_or("", |month| self.get(*month));
        self.fill(Key::DatePattern, &[("day", &day), ("month", month), ("year", &date.year().to_string())])
    }

    /// A month in words: `mars 2028`.
    #[must_use]
    pub fn month(&self, date: Date) -> String {
        let month = Key::MONTHS.get(date.month() as usize - 1).map_or("", |month| self.get(*month));
        format!("{month} {}", date.year())
    }

    /// Several texts as one: `a, b et c`.
    #[must_use]
    pub fn list(&self, texts: &[String]) -> String {
        match texts {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => self.fill(Key::ListLast, &[("first", &first.join(", ")), ("last", last)]),
        }
    }

    /// Several names as one text, where a name may hold commas and an "and" of its own: `a, b et c ; d`.
    #[must_use]
    pub fn names(&self, names: &[String]) -> String {
        names.join(self.get(Key::ListNames))
    }
}

/// A text with its `{places}` filled; a place without a value stays as it is.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
            out.push_str(value);
        } else {
            out.push('{');
            out.push_str(name);
            out.push('}');
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The names of the `{places}` of a text.
pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name)
}

impl Key {
    /// The place in [`Self::ALL`] from which on texts come with the details of the resources: no first view needs them, and
    /// each byte before it is waited for.
    pub(crate) const FIRST_LATER: usize = Self::SendSubject as usize;

    /// The name of the message in the language files.
    #[must_use]
    pub fn slug(self) -> &'static str {
        Self::SLUGS.split(' ').nth(self as usize).unwrap_or_default()
    }

    /// The key of a name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::SLUGS.split(' ').zip(Self::ALL).find(|(name, _)| *name == slug).map(|(_, key)| key)
    }

    const MONTHS: [Self; 12] = [
        Self::Month1,
        Self::Month2,
        Self::Month3,
        Self::Month4,
        Self::Month5,
        Self::Month6,
        Self::Month7,
        Self::Month8,
        Self::Month9,
        Self::Month10,
        Self::Month11,
        Self::Month12,
    ];
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn places_are_filled_and_strays_are_kept() {
        let check = |text, expected| assert_eq!(fill(text, &[("n", "3"), ("a", "x")]), expected);
        check("{n} of {n}, {a}", "3 of 3, x");
        check("{unknown} {n", "{unknown} {n");
        check("", "");
        check("}{", "}{");
    }
}
