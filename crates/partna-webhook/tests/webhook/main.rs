//! Webhooks: verification, typed events, and the endpoints that receive deliveries.

mod common;
mod dedup;
mod errors;
mod genuine;
mod handler;
mod likely_causes;
mod mutations;
mod odd_values;
mod payloads;
mod public_keys;
mod queued_events;
mod salts;
mod service;
mod unsigned_names;
