//! The amount of work for a document.

use super::*;

/// Decodes a document. Returns the value, the number of mismatched fields, and the cost.
fn decode_and_count<T: DeserializeOwned>(json: &str) -> (T, usize, repair::RepairCost) {
    let repaired = decode_with_repair::<T>(json.as_bytes()).unwrap();
    assert!(repaired.mismatched.len() <= Tolerant::<T>::MAX_MISMATCHED_FIELDS);
    (repaired.value, repaired.mismatched_count, repaired.cost)
}

#[test]
fn conversions_need_one_decode() {
    let rows = vec![r#"{"amount": "12.50", "name": 7}"#; 20_000].join(",");
    let (row, count, cost) = decode_and_count::<Row>(&format!("{{\"rows\": [{rows}]}}"));
    assert_eq!((row.rows.len(), count, cost.decodes), (20_000, 40_000, 1));
}

#[test]
fn work_is_linear_in_long_lists_and_maps() {
    let row = r#"{"amount": "", "other": [1, 2], "rows": [{"count": "x"}, 5], "ledgers": {"a": 1, "b": {"at": []}}}"#;
    let ignored: Vec<_> = (0..1_000).map(|n| format!("\"ignored{n}\": {n}")).collect();
    let visits = |n: usize| {
        let entries: Vec<_> = (0..n).map(|n| format!("\"k{n}\": {row}")).collect();
        let json = format!(
            "{{\"rows\": [{}], \"ledgers\": {{{}}}, {}}}",
            vec![row; n].join(","),
            entries.join(","),
            ignored.join(",")
        );
        let (value, count, cost) = decode_and_count::<Row>(&json);
        assert_eq!(
            (value.rows.len(), value.ledgers.len(), count),
            (n, n, n * 10)
        );
        cost.visits
    };
    let (small, large) = (visits(100), visits(400));
    assert!(large < small * 5, "{small} {large}");
    assert!(large < 400 * 2 * 120, "{large}");
}

/// An object with any names and a required one is decoded as a whole.
#[test]
fn work_is_bounded_for_interdependent_values() {
    let members: Vec<_> = (0..2_000).map(|n| format!("\"k{n}\": 1e400")).collect();
    let json = format!(
        "{{\"name\": \"a\", \"needed\": {{\"key\": \"k\", {}}}}}",
        members.join(",")
    );
    let (row, _, cost) = decode_and_count::<Row>(&json);
    assert_eq!(row.name.as_deref(), Some("a"));
    assert!(cost.visits < 2_000 * 600, "{cost:?}");
}
