//! The language check: passages that it rejects, passages that it accepts, and the parts of a file that it reads.

mod examples;
mod exemptions;
mod formats;
