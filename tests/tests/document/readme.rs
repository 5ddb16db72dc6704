//! The README against the bindings.

use std::error::Error;

use partna_auth::OPERATIONS;
use partna_tests::root;

/// The guide to authentication names five endpoints, under paths that do not exist: the README's table translates each.
#[test]
fn the_table_of_key_operations_is_that_of_the_document() -> Result<(), Box<dyn Error>> {
    let readme = std::fs::read_to_string(root()?.join("README.md"))?;
    let mut rows = 0;
    for operation in OPERATIONS {
        let Some(guide) = operation
            .guide
            .filter(|guide| guide.contains("/user/api-key"))
        else {
            continue;
        };
        rows += 1;
        let row = format!(
            "| `partna.{}()` | `{} {}` | `{guide}` |",
            operation.id, operation.method, operation.path
        );
        assert!(readme.contains(&row), "README.md lacks the row {row}");
    }
    assert_eq!(rows, 5);
    Ok(())
}
