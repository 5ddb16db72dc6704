//! The guide and the operation table agree.

use std::fs;

use partna_auth::{Effect, OPERATIONS, Operation};

use super::Result;

fn writes() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS
        .iter()
        .filter(|operation| operation.effect != Effect::Read)
}

/// Returns the row of the guide's table. Source: `x-partna-recovery` of the document.
fn row(operation: &Operation) -> Option<String> {
    let recovery = operation.recovery?;
    let (id, how, done, missing) = (operation.id, recovery.how, recovery.done, recovery.missing);
    Some(format!("| `{id}` | {how} | {done} | {missing} |"))
}

#[test]
fn every_write_has_a_recovery_and_no_read_has_one() {
    let without: Vec<&str> = writes()
        .filter(|operation| operation.recovery.is_none())
        .map(|operation| operation.id)
        .collect();
    assert_eq!(without, Vec::<&str>::new(), "add `x-partna-recovery`");
    let reads = OPERATIONS
        .iter()
        .filter(|operation| operation.effect == Effect::Read && operation.recovery.is_some());
    assert_eq!(reads.count(), 0);
}

#[test]
fn every_recovery_contains_a_read_and_the_next_call() {
    for operation in writes() {
        let Some(recovery) = operation.recovery else {
            continue;
        };
        if let Some(check) = recovery.check {
            let read = Operation::by_id(check).map(|read| read.effect);
            assert_eq!(read, Some(Effect::Read), "{}: {check}", operation.id);
            assert!(
                recovery.how.contains(&format!("`{check}`")),
                "{}",
                operation.id
            );
        }
        // The look-up of a reference is that of `resolve`.
        if let Some(lookup) = operation.reference.and_then(|reference| reference.lookup) {
            assert_eq!(recovery.check, Some(lookup.operation), "{}", operation.id);
            assert!(recovery.how.contains(lookup.parameter), "{}", operation.id);
        }
        for part in [recovery.how, recovery.done, recovery.missing] {
            assert!(recovery.advice.contains(part), "{}", operation.id);
            // Every snake-case name in backticks is an operation.
            for name in part.split('`').skip(1).step_by(2) {
                let is_method = name.contains("::") || name.contains(' ');
                if name.contains('_') && !is_method {
                    assert!(Operation::by_id(name).is_some(), "{}: {name}", operation.id);
                }
            }
        }
    }
}

/// The failure message is the expected table.
#[test]
fn guide_has_a_row_for_every_write() -> Result {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../crates/partna/docs/writes.md"
    );
    let guide = fs::read_to_string(path)?;
    let (_, section) = guide
        .split_once("\n## After a lost response\n")
        .ok_or("no section `After a lost response`")?;
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows: Vec<&str> = section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let mut expected: Vec<String> = Vec::new();
    for has_reference in [true, false] {
        let group = writes().filter(|it| it.reference.is_some() == has_reference);
        expected.extend(group.filter_map(row));
    }
    assert_eq!(rows, expected, "{}", expected.join("\n"));
    Ok(())
}
