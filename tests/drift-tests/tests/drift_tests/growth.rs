//! The work for a document grows linearly with its size. Work is counted in allocations and in allocated bytes, because nearly
//! all work on a tree allocates, also in libraries.

#![allow(clippy::print_stdout, reason = "the test prints its counts")]

use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use partna_codegen::adopt::{OpenQuestionPolicy, adopt, declare, empty_document};
use partna_codegen::source::Document;
use partna_codegen::workspace::import;
use partna_drift_tests::corrupt_inputs::{Target, growth};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The number of items in a document, large enough to show quadratic work.
const COUNT: usize = 120;

/// The maximum work for a document of double size, in percent of the work for the single size.
const MAX_GROWTH_PERCENT: u64 = 230;

struct Work {
    allocations: u64,
    bytes: u64,
}

fn count_work<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, Work)> {
    let mut outcome = None;
    let info = allocation_counter::measure(|| outcome = Some(work()));
    let work = Work {
        allocations: info.count_total,
        bytes: info.bytes_total,
    };
    Ok((
        outcome.ok_or("allocation counter: measured no work")??,
        work,
    ))
}

/// Measures a task on a document and on one of double size, for each kind of growth.
fn assert_linear_work(task: impl Fn(&str, Json) -> Result) -> Result {
    let mut problems = Vec::new();
    for kind in growth::KINDS {
        let ((), single) = count_work(|| task(kind, growth::document(kind, COUNT)))?;
        let ((), double) = count_work(|| task(kind, growth::document(kind, 2 * COUNT)))?;
        let rows = [
            ("allocations", single.allocations, double.allocations),
            ("bytes", single.bytes, double.bytes),
        ];
        for (quantity, single, double) in rows {
            let line = format!("{kind:<24} {quantity:<12} {single:>12} {double:>12}");
            println!("{line}");
            if double * 100 > single * MAX_GROWTH_PERCENT {
                problems.push(line);
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    Ok(())
}

fn document(json: Json) -> Document {
    Document {
        from: "a document".to_owned(),
        bytes: Vec::new(),
        json,
    }
}

#[test]
fn import_work_grows_linearly() -> Result {
    assert_linear_work(|_, vendor| {
        import(&document(vendor), "a document", "2026-01-01")?;
        Ok(())
    })
}

/// Adopts a document with many items after one with a single item, and the reverse. A second declaration of the same deviations
/// changes nothing.
#[test]
fn adoption_work_grows_linearly() -> Result {
    assert_linear_work(|kind, vendor| {
        let small = growth::document(kind, 1);
        let start = Target::of(&small)?;
        let (few, stated) = (facts::of(&small)?, facts::of(&vendor)?);
        let grown = adopt(&start.doc, &few, &vendor, OpenQuestionPolicy::UseDefaults)?.doc;
        let declared =
            declare::update_deviations("deviation = []\n", &stated, &facts::of(&grown)?)?;
        let repeated = declare::update_deviations(&declared, &stated, &facts::of(&grown)?)?;
        assert_eq!(repeated, declared, "{kind}");
        let back = adopt(&grown, &stated, &small, OpenQuestionPolicy::UseDefaults)?.doc;
        declare::update_deviations(&declared, &few, &facts::of(&back)?)?;
        Ok(())
    })
}

/// Fields are removed, added and made required; the others keep their order.
#[test]
fn field_changes_keep_our_order() -> Result {
    let vendor = |fields: &[&str], required: &[&str]| -> Result<Json> {
        let fields: Vec<String> = fields
            .iter()
            .map(|name| format!(r#""{name}":{{"type":"string"}}"#))
            .collect();
        let required = serde_json::to_string(required)?;
        Ok(Json::parse(&format!(
            r#"{{"openapi":"3.0.3","paths":{{"/pay":{{"post":{{"requestBody":{{"content":{{"application/json":{{"schema":
            {{"type":"object","required":{required},"properties":{{{}}}}}}}}}}},"responses":{{"200":{{"description":""}}}}}}}}}}}}"#,
            fields.join(",")
        ))?)
    };
    let old = vendor(&["b", "c", "d"], &["b", "c"])?;
    let ours = adopt(
        &empty_document(),
        &Facts::new(),
        &old,
        OpenQuestionPolicy::UseDefaults,
    )?
    .doc;
    for (fields, required, listed) in [
        (
            &["d", "a", "Ca", "e"][..],
            &["a", "d"][..],
            &["a", "Ca", "d", "e"][..],
        ),
        (&["c", "d"], &[], &["c", "d"]),
        (&["b", "c", "d", "B"], &["c"], &["b", "c", "d"]),
    ] {
        let new = vendor(fields, required)?;
        let doc = adopt(
            &ours,
            &facts::of(&old)?,
            &new,
            OpenQuestionPolicy::UseDefaults,
        )?
        .doc;
        let schema = doc
            .pointer("/components/schemas/PostPayRequest")
            .ok_or("PostPayRequest: no schema")?;
        let properties = schema
            .get("properties")
            .ok_or("PostPayRequest: no properties")?;
        let names: Vec<&str> = properties.entries().map(|(name, _)| name).collect();
        assert_eq!(names, listed);
        let list: Vec<&str> = schema
            .list("required")
            .iter()
            .filter_map(Json::as_str)
            .collect();
        assert_eq!(list, required);
        let keys: Vec<&str> = schema.entries().map(|(key, _)| key).collect();
        let expected = ["description", "type", "required", "properties"];
        assert!(
            keys.iter().eq(expected
                .iter()
                .filter(|key| **key != "required" || !required.is_empty()))
        );
    }
    Ok(())
}
