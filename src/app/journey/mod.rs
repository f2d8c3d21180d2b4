//! What a visitor makes: her answers and all that follows from them, what she gave to the instruments, and how both are
//! read and written.

pub mod answer;
mod answer_code;
pub mod answers;
pub mod bad_answer;
mod decoding;
pub mod difference;
pub mod fragment;
pub mod link;
pub mod outcome;
pub mod pasted;
pub mod plan;
pub mod preset;
pub mod record;
pub mod result;
