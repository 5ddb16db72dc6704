//! The language check: passages that it refuses, texts that pass, and where in a file it looks.

mod examples;
mod exemptions;
mod formats;
