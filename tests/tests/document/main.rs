//! Snapshots of the API document and of the generated code, and rules of the source.
//!
//! It uses no generated type or method by name, so that it compiles with mutations of the document: `cargo xtask soak compiled_mutations`.

mod documents;
mod drift;
mod facade;
mod generated_code;
mod messages;
mod readme;
mod suites;
mod upstream;
mod wall_clock;
mod wire;
