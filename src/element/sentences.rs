//! Problems in words for an integrator.

use crate::app::features::content::partner_catalogue;
use js_sys::Array;

/// What is wrong, in words for an integrator.
pub(super) fn sentences<T: ToString>(problems: &[T]) -> Array {
    let list = Array::new();
    for problem in problems.iter().take(partner_catalogue::MAX_REPORTED) {
        list.push(&problem.to_string().into());
    }
    let more = problems.len().saturating_sub(partner_catalogue::MAX_REPORTED);
    if more > 0 {
        list.push(&format!("… and {more} more").into());
    }
    list
}
