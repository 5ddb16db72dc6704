//! Limits the number of added and removed facts. Code is generated for each of them, so the limit bounds the work.

use super::unusable_document::{Cause, UnusableDocument};
use crate::facts::Facts;

/// The maximum number of added and removed facts. The vendor's document has about 1,800 facts.
pub const MAX_DIFFERENCES: usize = 20_000;

/// The maximum size of the added and removed facts, in bytes. A fact has about 60 bytes. A long name is repeated in
/// every fact about the values inside it.
pub const MAX_DIFFERENCE_BYTES: usize = 4 << 20;

/// The number and size of the facts that were added or removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    pub count: usize,
    pub bytes: usize,
}

impl Differences {
    /// Counts the differences in one pass.
    pub fn between(old: &Facts, new: &Facts) -> Self {
        old.symmetric_difference(new)
            .fold(Self::default(), |sum, fact| Self {
                count: sum.count + 1,
                bytes: sum.bytes + fact.len(),
            })
    }

    /// Checks that the differences are within the limits.
    ///
    /// # Errors
    ///
    /// If a limit is exceeded. The error contains the number of differences and the fix.
    pub fn check_budget(self) -> Result<(), UnusableDocument> {
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
