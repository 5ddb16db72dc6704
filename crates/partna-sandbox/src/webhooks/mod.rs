//! Webhooks: signed, delivered, and delivered again.

pub(crate) mod dispatcher;
pub(crate) mod inbox;
