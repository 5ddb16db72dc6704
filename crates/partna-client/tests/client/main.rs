//! How responses are read and classified: which are a success, what kind of error the others are, and what is read of a body
//! that does not have the documented form.

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
