//! Why an answer cannot be taken.

use boussole_domain::date::Date;
use core::fmt;

/// Why an answer cannot be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct BadAnswer {
    /// The field, `answers` when it is the whole.
    pub field: String,
    /// What is wrong.
    pub problem: AnswerProblem,
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerProblem {
    /// The answer is not of this form.
    Expected(&'static str),
    /// No question has this name.
    UnknownField,
    /// The field, or one of its values, stands twice.
    Twice,
    /// The answer is no id, of which there are these.
    ExpectedId(String),
    /// The vocabulary has no such id, but these.
    UnknownTerm(String, String),
    /// Nothing has this id.
    UnknownId(String),
    /// More values than may be named.
    TooMany(usize),
    /// The three amounts do not sum to 100.
    Sum(i64),
    /// The calendar has no such day.
    NotADate(String),
    /// The year is not between 1970 and 2100.
    Year(i32),
}

impl fmt::Display for BadAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.field)?;
        match &self.problem {
            AnswerProblem::Expected(form) => write!(f, "expected {form}"),
            AnswerProblem::UnknownField => f.write_str("unknown field"),
            AnswerProblem::Twice => f.write_str("stands twice"),
            AnswerProblem::ExpectedId(known) => write!(f, "expected an id: there are {known}"),
            AnswerProblem::UnknownTerm(id, known) => write!(f, "unknown id \"{id}\": there are {known}"),
            AnswerProblem::UnknownId(id) => write!(f, "unknown id \"{id}\""),
            AnswerProblem::TooMany(max) => write!(f, "more than {max}"),
            AnswerProblem::Sum(sum) => write!(f, "must sum to 100, sums to {sum}"),
            AnswerProblem::NotADate(text) => write!(f, "\"{text}\" is not a calendar date such as 2026-09-01"),
            AnswerProblem::Year(year) => {
                write!(f, "year {year} is not between {} and {}", Date::FIRST_YEAR, Date::LAST_START_YEAR)
            }
        }
    }
}
