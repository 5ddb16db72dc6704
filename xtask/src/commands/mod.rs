//! The commands. Each command has a file or a directory.

pub mod ci;
pub mod cycles;
pub mod facts;
pub mod generate;
pub mod language;
pub mod lint;
pub mod package;
pub mod soak;
pub mod upstream;
