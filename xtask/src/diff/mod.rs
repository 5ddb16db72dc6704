//! Reports about the vendor's document.

pub mod command;
pub mod ours;

pub use openapi_facts::diff::*;
