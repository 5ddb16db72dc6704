//! How responses are read and classified: whether a response is a success, the kind of error otherwise, and the values that are
//! read from a body without the documented form.

mod accepted_writes;
mod amounts;
mod error_bodies;
mod error_texts;
mod platform;
mod reasons;
mod response_fields;
mod response_statuses;
mod success_texts;
mod tolerant_decoding;
