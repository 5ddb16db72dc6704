//! The cost of import and adoption is linear in the operations and in the differences of a document. Cost is counted in
//! allocations and in allocated bytes, because nearly all work on a tree allocates, also in libraries.

#![allow(clippy::print_stdout, reason = "the tests print their counts")]

use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use partna_codegen::adopt::{OpenQuestionPolicy, adopt, declare, empty_document};
use partna_codegen::progress::ProgressStep;
use partna_codegen::source::Document;
use partna_codegen::workspace::{import, import_with_progress};
use partna_drift_tests::cost::{Components, document};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The smaller number of operations or differences. The larger one is ten times as large.
const COUNT: usize = 20;

/// The maximum cost of ten times the input, as a multiple.
const MAX_GROWTH: u64 = 12;

/// Allocations and allocated bytes.
type Cost = [(&'static str, u64); 2];

fn cost_of(work: impl FnOnce() -> Result) -> Result<Cost> {
    let mut outcome = None;
    let info = allocation_counter::measure(|| outcome = Some(work()));
    outcome.ok_or("allocation counter: measured no work")??;
    Ok([
        ("allocations", info.count_total),
        ("bytes", info.bytes_total),
    ])
}

/// Checks the cost above `base` of ten times the input.
fn assert_linear(what: &str, base: Cost, small: Cost, large: Cost) {
    for (((quantity, base), (_, small)), (_, large)) in base.into_iter().zip(small).zip(large) {
        println!("{what:<40} {quantity:<12} {base:>12} {small:>12} {large:>12}");
        let (small, large) = (small - base, large - base);
        assert!(
            large <= small * MAX_GROWTH,
            "{what}: {small} {quantity} become {large} for ten times the input"
        );
    }
}

const NOTHING: Cost = [("allocations", 0), ("bytes", 0)];

fn vendor(json: Json) -> Document {
    Document {
        from: "a document".to_owned(),
        bytes: Vec::new(),
        json,
    }
}

/// Returns our document after the adoption of a first version.
fn first_adoption(vendor: &Json) -> Result<Json> {
    let policy = OpenQuestionPolicy::UseDefaults;
    Ok(adopt(&empty_document(), &Facts::new(), vendor, policy)?.doc)
}

/// Adopts `new` after `old`, and declares the differences.
fn adopt_and_declare(ours: &Json, old: &Facts, new: &Json) -> Result {
    let adoption = adopt(ours, old, new, OpenQuestionPolicy::UseDefaults)?;
    let stated = facts::of(new)?;
    declare::update_deviations("deviation = []\n", &stated, &facts::of(&adoption.doc)?)?;
    Ok(())
}

fn assert_linear_import(components: Components) -> Result {
    let cost = |operations| {
        let vendor = vendor(document(components, operations, 0)?);
        cost_of(|| {
            import(&vendor, "a document", "2026-01-01")?;
            Ok(())
        })
    };
    assert_linear(
        &format!("import, {components:?} components"),
        NOTHING,
        cost(COUNT)?,
        cost(10 * COUNT)?,
    );
    Ok(())
}

#[test]
fn import_is_linear_in_operations_with_shared_components() -> Result {
    assert_linear_import(Components::Shared)
}

#[test]
fn import_is_linear_in_operations_with_distinct_components() -> Result {
    assert_linear_import(Components::Distinct)
}

#[test]
fn adoption_is_linear_in_operations() -> Result {
    for components in [Components::Shared, Components::Distinct] {
        let cost = |operations| {
            let old = document(components, operations, 0)?;
            let new = document(components, operations, operations)?;
            let ours = first_adoption(&old)?;
            let old = facts::of(&old)?;
            cost_of(|| adopt_and_declare(&ours, &old, &new))
        };
        assert_linear(
            &format!("adoption, {components:?} components"),
            NOTHING,
            cost(COUNT)?,
            cost(10 * COUNT)?,
        );
    }
    Ok(())
}

/// The document always has the same operations. One changed operation is the base, which contains the cost of the document.
#[test]
fn adoption_is_linear_in_differences() -> Result {
    let old = document(Components::Distinct, 10 * COUNT + 1, 0)?;
    let ours = first_adoption(&old)?;
    let facts = facts::of(&old)?;
    let cost = |changed| {
        let new = document(Components::Distinct, 10 * COUNT + 1, changed)?;
        cost_of(|| adopt_and_declare(&ours, &facts, &new))
    };
    assert_linear(
        "adoption, changed operations",
        cost(1)?,
        cost(COUNT + 1)?,
        cost(10 * COUNT + 1)?,
    );
    Ok(())
}

#[test]
fn import_reports_each_step_once_and_each_operation() -> Result {
    let vendor = vendor(document(Components::Shared, 3, 0)?);
    let mut steps = Vec::new();
    import_with_progress(&vendor, "a document", "2026-01-01", &mut |step| {
        steps.push(step)
    })?;
    let total = 3;
    let operation = |number| ProgressStep::Operations { number, total };
    assert_eq!(
        steps,
        [
            ProgressStep::Facts,
            operation(1),
            operation(2),
            operation(3),
            ProgressStep::Components,
            ProgressStep::Deviations,
            ProgressStep::Lint,
            ProgressStep::Generating,
        ]
    );
    let lines: Vec<String> = steps.iter().map(ProgressStep::to_string).collect();
    assert!(
        lines.contains(&"operations 2 of 3".to_owned()),
        "{lines:#?}"
    );
    Ok(())
}
