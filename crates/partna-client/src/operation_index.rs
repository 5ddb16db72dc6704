//! Lookup of operations in the table.

use crate::Operation;
use crate::generated::operations::OPERATIONS;

impl Operation {
    /// Finds an operation by its id.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        let found = OPERATIONS.binary_search_by_key(&id, |operation| operation.id);
        found.ok().and_then(|index| OPERATIONS.get(index))
    }

    /// Finds an operation by its HTTP method, in capitals, and its path.
    #[must_use]
    pub fn by_path(method: &str, path: &str) -> Option<&'static Self> {
        OPERATIONS
            .iter()
            .find(|operation| operation.method == method && operation.path == path)
    }
}
