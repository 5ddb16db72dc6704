//! How much of a document may be new or gone. Each such fact is compared with others, and becomes code; so they are
//! counted before any of that, and the work that follows has a bound.

use super::unreadable::{Cause, Unreadable};
use crate::facts::Facts;

/// How many facts may be new or gone. The vendor's whole document has some 1,800.
pub const MAX_DIFFERENCES: usize = 5_000;

/// How many bytes they may take: a fact has some 60, and a long name stands in all facts below it.
pub const MAX_DIFFERENCE_BYTES: usize = 1 << 20;

/// The facts that are new or gone between two documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    pub count: usize,
    pub bytes: usize,
}

impl Differences {
    /// Counts them, in one pass.
    pub fn between(old: &Facts, new: &Facts) -> Self {
        old.symmetric_difference(new)
            .fold(Self::default(), |sum, fact| Self {
                count: sum.count + 1,
                bytes: sum.bytes + fact.len(),
            })
    }

    /// Checks that there are not too many of them to be compared and brought along.
    ///
    /// # Errors
    ///
    /// One that says how many there are, and what to do.
    pub fn check_budget(self) -> Result<(), Unreadable> {
        for (count, limit, unit) in [
            (self.count, MAX_DIFFERENCES, "facts"),
            (self.bytes, MAX_DIFFERENCE_BYTES, "bytes of facts"),
        ] {
            if count > limit {
                return Err(Cause::TooDifferent { count, limit, unit }.into());
            }
        }
        Ok(())
    }
}
