//! What a partner brings to the content: her words over ours, and her catalogue.

pub mod overlay;
pub mod partner_catalogue;
pub mod partner_resource;
