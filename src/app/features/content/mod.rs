//! What a partner brings to the content: her words over ours, and her catalogue.

pub mod invalid_field;
pub mod overlay;
pub mod partner_catalogue;
mod partner_instruments;
pub mod partner_resource;
