//! Tests of the report: fingerprints, acknowledgements, priorities, Rust names, and the verdict.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "test helpers may panic"
)]

use openapi_facts::diff::{
    Acknowledged, Change, Counts, Level, Priority, ProductionImpact, Report, Rule, VersionBump,
};
use openapi_facts::facts::{Facts, of};
use openapi_facts::json::Json;
use partna_codegen::layout::Layout;
use partna_codegen::rust_names::RustApi;

fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn document() -> Json {
    Json::read(&root().join(Layout::DOCUMENT)).unwrap()
}

/// Returns the report about a vendor's document with the facts of our document and these differences.
fn report(added: &[&str], removed: &[&str]) -> Report {
    report_with(added, removed, &Acknowledged::default())
}

fn report_with(added: &[&str], removed: &[&str], acknowledged: &Acknowledged) -> Report {
    let doc = document();
    let old = of(&doc).unwrap();
    let mut new: Facts = old.clone();
    new.extend(added.iter().map(|line| (*line).to_owned()));
    for line in removed {
        assert!(new.remove(*line), "our document does not state {line}");
    }
    Report::new(&old, &new, Some(&RustApi::of(&doc)), acknowledged)
}

fn single_change(added: &[&str], removed: &[&str]) -> Change {
    let report = self::report(added, removed);
    let [change] = &report.changes[..] else {
        panic!("{:#?}", report.changes);
    };
    change.clone()
}

#[test]
fn changes_carry_rust_names() {
    let cases: [(&[&str], &[&str], &str); 10] = [
        (
            &["POST /ramp body.newField string"],
            &[],
            "types::RampRequest::new_field (new)",
        ),
        (
            &[],
            &["POST /ramp body.phoneID string"],
            "types::RampRequest::phone_id (removed)",
        ),
        (
            &["POST /ramp body.phoneID integer"],
            &["POST /ramp body.phoneID string"],
            "types::RampRequest::phone_id (changed)",
        ),
        (
            &["POST /ramp body.fromCurrency! =XYZ"],
            &[],
            "partna_types::Currency::Xyz (new)",
        ),
        (
            &[],
            &["POST /kyc/complete-kyc body.gender! =Male"],
            "partna_types::Gender::Male (removed)",
        ),
        // Other places still have the value, so Rust keeps it.
        (
            &[],
            &["POST /ramp body.fromCurrency! =KES"],
            "partna_types::Currency::Kes",
        ),
        (
            &["GET /ramp query:newOne string"],
            &[],
            "builder::ListRamps::new_one (new)",
        ),
        (
            &[],
            &["GET /ramp query:page integer"],
            "builder::ListRamps::page (removed)",
        ),
        (
            &["GET /rate -> 200.data.rate.*.spread string"],
            &[],
            "types::Rate::spread (new)",
        ),
        (&["GET /rate ~deprecated true"], &[], "Client::get_rate"),
    ];
    for (added, removed, item) in cases {
        assert_eq!(single_change(added, removed).item.as_deref(), Some(item));
    }
    let unknown = single_change(&["GET /new"], &[]);
    assert_eq!((unknown.rule, unknown.item), (Rule::OperationAdded, None));
}

/// A key of a map is not a field, and a value in another enum of the same type is not a new variant.
#[test]
fn known_keys_and_values_change_nothing_in_rust() {
    let key = single_change(&["GET /rate -> 200.data.rate.NGN_to_KES object"], &[]);
    assert_eq!(
        (key.version_bump, key.item.as_deref()),
        (VersionBump::Patch, Some("types::RateTable::rate"))
    );
    let value = single_change(&["POST /ramp body.fromCurrency! =GHS"], &[]);
    assert_eq!(
        (value.version_bump, value.item.as_deref()),
        (VersionBump::Patch, Some("partna_types::Currency::Ghs"))
    );
}

#[test]
fn money_and_keys_have_priority() {
    let priority = |added: &[&str], removed: &[&str]| single_change(added, removed).priority;
    let (money, keys) = (Some(Priority::Money), Some(Priority::Keys));
    // Amounts and references have this priority in operations that change state, and not in reads. A field is recognized by our
    // document or by its name.
    assert_eq!(priority(&[], &["POST /ramp body.fromAmount number"]), money);
    assert_eq!(
        priority(&[], &["POST /ramp body.rampReference string"]),
        money
    );
    assert_eq!(priority(&["POST /ramp body.networkFee number"], &[]), money);
    assert_eq!(priority(&["POST /ramp body.networkFee string"], &[]), None);
    assert_eq!(priority(&["POST /ramp body.memo string"], &[]), None);
    assert_eq!(priority(&["GET /ramp query:minFee number"], &[]), None);
    assert_eq!(priority(&["GET /new"], &[]), money);
    assert_eq!(priority(&["server https://new.example"], &[]), keys);
    assert_eq!(priority(&["scheme new http basic"], &[]), keys);
    assert_eq!(priority(&["GET /ramp header:x-new string"], &[]), keys);
    assert_eq!(priority(&["GET /ramp query:OTP string"], &[]), keys);
    assert_eq!(priority(&[], &["POST /user/apikey body.otp string"]), keys);
    assert_eq!(priority(&["GET /rate -> 504"], &[]), None);
}

#[test]
fn fingerprint_depends_only_on_its_change() {
    let line = "POST /ramp body.memo string";
    let single = single_change(&[line], &[]).fingerprint;
    let among = report(&[line, "POST /ramp body.more string", "GET /new"], &[]);
    let same = among
        .changes
        .iter()
        .filter(|change| change.fingerprint == single);
    assert_eq!(same.count(), 1);
    assert_eq!(single.len(), 12);
    assert_ne!(
        single,
        single_change(&["POST /ramp body.memo number"], &[]).fingerprint
    );
    assert_ne!(
        single,
        single_change(&["POST /ramp body.memo2 string"], &[]).fingerprint
    );
    assert_ne!(
        single,
        single_change(&["POST /convert body.memo string"], &[]).fingerprint
    );
}

#[test]
fn verdict_is_the_worst_of_all_changes() {
    let patch = "GET /rate -> 504";
    let minor = "POST /ramp body.memo string";
    let breaks = "POST /ramp body.must! string";
    let major = "POST /ramp body.phoneID string";
    let sum = |added: &[&str], removed: &[&str]| {
        let report = self::report(added, removed);
        (
            report.level(),
            report.version_bump(),
            report.level().exit_code(),
        )
    };
    assert_eq!(sum(&[], &[]), (Level::None, None, 0));
    assert_eq!(
        sum(&[patch], &[]),
        (Level::Additive, Some(VersionBump::Patch), 10)
    );
    assert_eq!(
        sum(&[patch, minor], &[]),
        (Level::Additive, Some(VersionBump::Minor), 10)
    );
    assert_eq!(
        sum(&[patch, breaks], &[]),
        (Level::Breaking, Some(VersionBump::Minor), 20)
    );
    assert_eq!(
        sum(&[minor], &[major]),
        (Level::Breaking, Some(VersionBump::Major), 20)
    );
    assert_eq!(
        report(&[patch, minor, breaks], &[major]).counts(),
        Counts {
            changes: 4,
            breaks: 1,
            may_break: 1,
            safe: 2,
            ..Counts::default()
        }
    );
}

#[test]
fn acknowledged_changes_are_not_counted() {
    let change = single_change(&[], &["POST /ramp body.phoneID string"]);
    assert_eq!(change.production_impact, ProductionImpact::MayBreak);
    let toml = format!(
        "[[change]]\nfingerprint = {:?}\nwhat = \"phoneID\"\nwhy = \"not sent\"\n\
         [[change]]\nfingerprint = \"0123456789ab\"\nwhat = \"long removed\"\nwhy = \"it was\"\n",
        change.fingerprint
    );
    let acknowledged = Acknowledged::parse(&toml).unwrap();
    let report = report_with(
        &["POST /ramp body.memo string"],
        &["POST /ramp body.phoneID string"],
        &acknowledged,
    );
    assert_eq!((report.level(), report.changes.len()), (Level::Additive, 1));
    assert_eq!(report.acknowledged[0].change, change);
    assert_eq!(report.acknowledged[0].reason, "not sent");
    assert_eq!(report.stale[0].description, "long removed");
    assert_eq!(report.stale.len(), 1);
}

#[test]
fn rejects_malformed_acknowledgement() {
    let entry = |print: &str, why: &str, more: &str| {
        format!("[[change]]\nfingerprint = {print:?}\nwhat = \"x\"\nwhy = {why:?}\n{more}")
    };
    let good = entry("0123456789ab", "y", "");
    assert_eq!(Acknowledged::parse(&good).unwrap().entries().len(), 1);
    assert!(Acknowledged::parse("").unwrap().entries().is_empty());
    for (text, message) in [
        (entry("0123", "y", ""), "`0123` is not a fingerprint"),
        (
            entry("0123456789AB", "y", ""),
            "`0123456789AB` is not a fingerprint",
        ),
        (entry("0123456789ab", " ", ""), "`why` is empty"),
        (
            entry("0123456789ab", "y", "author = \"me\"\n"),
            "unknown field `author`",
        ),
        (
            format!("{good}{good}"),
            "change 2: `0123456789ab` is acknowledged twice",
        ),
    ] {
        let error = format!("{:#}", Acknowledged::parse(&text).unwrap_err());
        assert!(error.contains(message), "{error}");
    }
}
