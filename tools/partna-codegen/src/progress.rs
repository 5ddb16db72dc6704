//! The progress of an import or an adoption. This crate reports steps and counts, and the commands print them.

use std::fmt;

/// A step of an import or an adoption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressStep {
    /// The document is read and parsed.
    Reading,
    /// The facts of the documents are collected and compared.
    Facts,
    /// An operation of our document is updated.
    Operations {
        /// The position of the operation, from 1.
        number: usize,
        total: usize,
    },
    /// The components are restored, and the examples are updated.
    Components,
    /// The remaining differences are declared.
    Deviations,
    /// The document is checked by lint.
    Lint,
    Generating,
    Writing,
}

impl fmt::Display for ProgressStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reading => f.write_str("reading"),
            Self::Facts => f.write_str("facts"),
            Self::Operations { number, total } => write!(f, "operations {number} of {total}"),
            Self::Components => f.write_str("components"),
            Self::Deviations => f.write_str("declaring differences"),
            Self::Lint => f.write_str("lint"),
            Self::Generating => f.write_str("generating code"),
            Self::Writing => f.write_str("writing"),
        }
    }
}

/// Receives each step when it begins.
pub type OnProgress<'a> = dyn FnMut(ProgressStep) + 'a;

/// Ignores every step.
pub fn ignore(_: ProgressStep) {}
