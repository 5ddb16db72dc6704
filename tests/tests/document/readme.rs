//! The table of key operations in the README of partna-auth, against the operation table.

use std::error::Error;

use partna_auth::OPERATIONS;
use partna_tests::root;

/// The vendor's authentication guide lists five endpoints with paths that do not exist. The table maps each to its operation.
#[test]
fn readme_maps_each_documented_key_path_to_its_operation() -> Result<(), Box<dyn Error>> {
    let readme = std::fs::read_to_string(root()?.join("crates/partna-auth/README.md"))?;
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
        assert!(
            readme.contains(&row),
            "crates/partna-auth/README.md: missing row; add {row}"
        );
    }
    assert_eq!(rows, 5);
    Ok(())
}
