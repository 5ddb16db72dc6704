//! Delivery of signed webhooks, with retries.

pub(crate) mod dispatcher;
pub(crate) mod inbox;
