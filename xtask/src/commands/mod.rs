//! The commands, one file each.

pub mod ci;
pub mod cycles;
pub mod facts;
pub mod generate;
pub mod language;
pub mod lint;
pub mod package;
pub mod soak;
pub mod upstream;
