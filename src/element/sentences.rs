//! Problems in words for an integrator.

use crate::app::features::content::partner_catalogue;

/// What is wrong, in one text for an integrator.
pub(super) fn joined<T: ToString>(problems: &[T]) -> String {
    let mut sentences: Vec<String> =
        problems.iter().take(partner_catalogue::MAX_REPORTED).map(ToString::to_string).collect();
    let more = problems.len().saturating_sub(partner_catalogue::MAX_REPORTED);
    if more > 0 {
        sentences.push(format!("… and {more} more"));
    }
    sentences.join("; ")
}
