//! Calendar dates without a clock or a time zone.

use core::fmt;
use core::str::FromStr;

/// A day of the Gregorian calendar, in the years 1970 to 2199 where it is made by [`Date::new`];
/// [`Date::plus_months`] may pass them, and such a date is not read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "(i32, u32, u32)", into = "(i32, u32, u32)"))]
pub struct Date {
    year: i32,
    month: u32,
    day: u32,
}

impl Date {
    /// The first year a start, or any date, may have: [`Date::from_unix_day`] counts from it.
    pub const FIRST_YEAR: i32 = 1970;
    /// The last year of a date that is made or read.
    const LAST_YEAR: i32 = 2199;
    /// The last year a start may have. Our choice: with 28 years more (report, L812) it stays below 2200.
    pub const LAST_START_YEAR: i32 = 2100;

    /// A date, `None` when the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let exists = (Self::FIRST_YEAR..=Self::LAST_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The first day of a year, a month or a day as text: `2024`, `2024-11`, `2024-11-05`; `None` for all else.
    #[must_use]
    pub fn from_partial(text: &str) -> Option<Self> {
        let rest = match text.len() {
            4 => "-01-01",
            7 => "-01",
            _ => "",
        };
        [text, rest].concat().parse().ok()
    }

    /// The day so many days after 1 January 1970; the last day of 2199 for all that come later.
    #[must_use]
    pub fn from_unix_day(days: u64) -> Self {
        let mut remaining = u32::try_from(days).unwrap_or(u32::MAX);
        for year in Self::FIRST_YEAR..=Self::LAST_YEAR {
            for month in 1..=12 {
                match remaining.checked_sub(days_in(year, month)) {
                    Some(rest) => remaining = rest,
                    None => return Self { year, month, day: remaining + 1 },
                }
            }
        }
        Self { year: Self::LAST_YEAR, month: 12, day: 31 }
    }

    /// How many days after 1 January 1970, as [`Date::from_unix_day`] counts them.
    #[must_use]
    pub fn unix_day(self) -> u32 {
        let years = u32::try_from(self.year - Self::FIRST_YEAR).unwrap_or(0);
        // 1972 is the first leap year, and 2100 is none.
        let leap_days = (years + 1) / 4 - u32::from(self.year > 2100);
        let months = (1..self.month).map(|month| days_in(self.year, month)).sum::<u32>();
        years * 365 + leap_days + months + self.day - 1
    }

    /// The year, with its century.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u32 {
        self.day
    }

    /// The date `months` later, on the same day, or on the last of a shorter month. Rules give 336 at most (report,
    /// L812: 28 years).
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let count = (self.month - 1).saturating_add(months);
        let year = self.year + i32::try_from(count / 12).unwrap_or(0);
        let month = count % 12 + 1;
        Self { year, month, day: self.day.min(days_in(year, month)) }
    }

    /// The day after.
    #[must_use]
    pub fn next_day(self) -> Self {
        if self.day < days_in(self.year, self.month) {
            return Self { day: self.day + 1, ..self };
        }
        Self { day: 1, ..self }.plus_months(1)
    }

    /// How many days after the first of January of a year; less than none before it.
    #[must_use]
    pub fn days_into(self, year: i32) -> i32 {
        let day = |date: Self| i32::try_from(date.unix_day()).unwrap_or(0);
        day(self) - day(Self { year, month: 1, day: 1 })
    }

    /// Whether a visitor may start on that day (years 1970 to 2100).
    #[must_use]
    pub fn is_valid_start(self) -> bool {
        self.year <= Self::LAST_START_YEAR
    }
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    /// ISO 8601: `2026-09-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The text is not a date of the form `2026-09-01`, or the calendar has no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a calendar date of the form 2026-09-01")
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(index, byte)| match index {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let number = |from, to| text.get(from..to).and_then(|digits| digits.parse().ok());
        match (shape, number(0, 4), number(5, 7), number(8, 10)) {
            (true, Some(year), Some(month), Some(day)) => {
                Self::new(i32::try_from(year).unwrap_or(0), month, day).ok_or(NotADate)
            }
            _ => Err(NotADate),
        }
    }
}

impl From<(i32, u32, u32)> for Date {
    /// The day in a pack; the first of all where the calendar has no such day, which no pack holds.
    fn from((year, month, day): (i32, u32, u32)) -> Self {
        Self::new(year, month, day).unwrap_or(Self::from_unix_day(0))
    }
}

impl From<Date> for (i32, u32, u32) {
    fn from(date: Date) -> Self {
        (date.year, date.month, date.day)
    }
}
