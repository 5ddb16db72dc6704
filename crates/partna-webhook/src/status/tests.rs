use super::*;

#[test]
fn latest_status_is_kept_in_any_order_of_arrival() {
    let known = KNOWN_STATUSES.map(|(_, status)| status);
    for rotation in 0..4 {
        for backwards in [false, true] {
            let mut order = known.clone();
            order.rotate_left(rotation);
            if backwards {
                order.reverse();
            }
            let mut progress = LatestStatus::default();
            for status in &order {
                progress.advance(status);
            }
            assert_eq!(progress.status(), Some(&Status::Completed));
        }
    }
}

#[test]
fn unknown_status_is_incomparable() {
    let failed = Status::from("failed");
    for known in KNOWN_STATUSES.map(|(_, status)| status) {
        assert_eq!(
            LatestStatus::from(known.clone()).compare(&failed),
            StatusChange::Incomparable
        );
        assert_eq!(
            LatestStatus::from(failed.clone()).compare(&known),
            StatusChange::Incomparable
        );
    }
    assert_eq!(
        LatestStatus::from(failed.clone()).compare(&failed),
        StatusChange::Same
    );
    assert_eq!(
        LatestStatus::default().compare(&failed),
        StatusChange::Newer
    );
}

#[test]
fn canceled_is_between_pending_and_completed() {
    let canceled = Status::from("canceled");
    assert_eq!(
        LatestStatus::from(Status::Pending).compare(&canceled),
        StatusChange::Newer
    );
    assert_eq!(
        LatestStatus::from(canceled.clone()).compare(&Status::Completed),
        StatusChange::Newer
    );
    assert_eq!(
        LatestStatus::from(canceled.clone()).compare(&Status::Pending),
        StatusChange::Stale
    );
    assert_eq!(
        LatestStatus::from(Status::Completed).compare(&canceled),
        StatusChange::Stale
    );
    assert_eq!(
        LatestStatus::from(Status::from("Canceled")).compare(&canceled),
        StatusChange::Same
    );
    for status in [Status::Received, Status::Processing, Status::from("failed")] {
        assert_eq!(
            LatestStatus::from(status.clone()).compare(&canceled),
            StatusChange::Incomparable
        );
        assert_eq!(
            LatestStatus::from(canceled.clone()).compare(&status),
            StatusChange::Incomparable
        );
    }
}

#[test]
fn known_statuses_ignore_case_and_unknown_text_is_kept() {
    assert_eq!(Status::from("COMPLETED"), Status::Completed);
    let other: Status = serde_json::from_str("\"Reversed\"").unwrap();
    assert_eq!(serde_json::to_string(&other).unwrap(), "\"Reversed\"");
    assert!(!format!("{other} {other:?}").contains("Reversed"));
}
fn meaning(status: &Status) -> [bool; 4] {
    [
        status.is_pending(),
        status.is_final(),
        status.is_success(),
        status.is_failure(),
    ]
}

#[test]
fn status_has_same_meaning_as_in_api_types() {
    for text in RampStatus::KNOWN.iter().chain(TransactionStatus::KNOWN) {
        let status = Status::from(*text);
        let ramp = RampStatus::from(*text);
        let transaction = TransactionStatus::from(*text);
        assert_eq!(Status::from(&ramp), status);
        assert_eq!(Status::from(&transaction), status);
        assert_eq!(RampStatus::from(&status), ramp);
        assert_eq!(TransactionStatus::from(&status), transaction);
        assert_eq!(status.is_final(), ramp.is_final(), "{text}");
        assert_eq!(status.is_final(), transaction.is_final(), "{text}");
        assert_eq!(status.is_success(), transaction.is_success(), "{text}");
    }
    assert!(matches!(
        RampStatus::from(Status::from("canceled")),
        RampStatus::Canceled
    ));
}

#[test]
fn only_completed_is_success_and_canceled_is_not_final() {
    for (status, expected) in [
        (Status::Pending, [true, false, false, false]),
        (Status::Received, [true, false, false, false]),
        (Status::Processing, [true, false, false, false]),
        (Status::Completed, [false, true, true, false]),
        (Status::from("COMPLETED"), [false, true, true, false]),
        (Status::from("canceled"), [false, false, false, true]),
        (Status::from("failed"), [false, true, false, true]),
        (Status::from("reversed"), [false; 4]),
        (Status::from(""), [false; 4]),
    ] {
        assert_eq!(meaning(&status), expected, "{}", status.as_str());
    }
}
