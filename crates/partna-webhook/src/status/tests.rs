use super::*;

#[test]
fn in_whatever_order_they_arrive_the_last_is_on_record() {
    let known = KNOWN.map(|(_, status)| status);
    for rotation in 0..4 {
        for backwards in [false, true] {
            let mut order = known.clone();
            order.rotate_left(rotation);
            if backwards {
                order.reverse();
            }
            let mut progress = Progress::default();
            for status in &order {
                progress.advance(status);
            }
            assert_eq!(progress.status(), Some(&Status::Completed));
        }
    }
}

#[test]
fn an_unknown_status_neither_goes_back_nor_is_gone_back_from() {
    let failed = Status::from("failed");
    for known in KNOWN.map(|(_, status)| status) {
        assert_eq!(Progress::from(known.clone()).step(&failed), Step::Unclear);
        assert_eq!(Progress::from(failed.clone()).step(&known), Step::Unclear);
    }
    assert_eq!(Progress::from(failed.clone()).step(&failed), Step::Same);
    assert_eq!(Progress::default().step(&failed), Step::Forward);
}

#[test]
fn canceled_comes_after_pending_and_before_completed() {
    let canceled = Status::from("canceled");
    assert_eq!(
        Progress::from(Status::Pending).step(&canceled),
        Step::Forward
    );
    assert_eq!(
        Progress::from(canceled.clone()).step(&Status::Completed),
        Step::Forward
    );
    assert_eq!(
        Progress::from(canceled.clone()).step(&Status::Pending),
        Step::Late
    );
    assert_eq!(
        Progress::from(Status::Completed).step(&canceled),
        Step::Late
    );
    assert_eq!(
        Progress::from(Status::from("Canceled")).step(&canceled),
        Step::Same
    );
    for status in [Status::Received, Status::Processing, Status::from("failed")] {
        assert_eq!(
            Progress::from(status.clone()).step(&canceled),
            Step::Unclear
        );
        assert_eq!(
            Progress::from(canceled.clone()).step(&status),
            Step::Unclear
        );
    }
}

#[test]
fn case_does_not_matter_and_the_text_is_kept_where_it_is_not_known() {
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
fn each_status_means_what_it_means_in_the_api() {
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
fn completed_alone_is_success_and_canceled_is_not_final() {
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
