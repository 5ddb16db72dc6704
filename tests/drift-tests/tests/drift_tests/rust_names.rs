//! Rust names in reports exist in the generated code, and every change of facts is reported.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail loudly"
)]

use openapi_facts::diff::{Acknowledged, Report};
use openapi_facts::facts::{Facts, with_notes};
use openapi_facts::json::Json;
use partna_codegen::layout::Layout;
use partna_codegen::rust_names::RustApi;
use partna_drift_tests::our_mutations;

fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn report(old: &Facts, new: &Facts) -> Report {
    Report::new(old, new, None, &Acknowledged::default())
}

fn document() -> Json {
    Json::read(&root().join(Layout::DOCUMENT)).unwrap()
}

/// Returns the text of a struct, from its name to its closing brace.
fn struct_text<'a>(code: &'a str, head: &str) -> &'a str {
    let from = code
        .find(head)
        .unwrap_or_else(|| panic!("generated code: no `{head}`"));
    let rest = code.get(from..).unwrap();
    rest.get(..rest.find("\n    }").unwrap()).unwrap()
}

#[test]
fn reported_names_exist_in_generated_code() {
    let doc = document();
    let path = "crates/partna-client/src/generated/client.rs";
    let code = std::fs::read_to_string(root().join(path)).unwrap();
    let mut seen = 0;
    for name in RustApi::of(&doc).names() {
        match name.split("::").collect::<Vec<_>>()[..] {
            ["types", component, field] => {
                let fields = struct_text(&code, &format!("pub struct {component} {{"));
                assert!(fields.contains(&format!("pub {field}:")), "{name}");
            }
            ["types", component] => {
                assert!(code.contains(&format!("pub struct {component}")), "{name}");
            }
            ["builder", operation, parameter] => {
                let fields = struct_text(&code, &format!("pub struct {operation}<'a> {{"));
                assert!(fields.contains(&format!("{parameter}:")), "{name}");
            }
            _ => panic!("{name}: unknown form of a Rust name"),
        }
        seen += 1;
    }
    assert!(seen > 400, "only {seen} names");
}

/// For a sample of mutations, a report has changes if and only if the facts differ.
#[test]
fn reports_exactly_the_facts_that_differ() {
    let doc = document();
    let old = with_notes(&doc).unwrap();
    assert!(report(&old, &old).changes.is_empty());
    for mutation in our_mutations::all(&doc).into_iter().step_by(97) {
        let Ok(new) = with_notes(&mutation.apply(&doc)) else {
            continue;
        };
        let changes = report(&old, &new).changes;
        assert_eq!(
            changes.is_empty(),
            old == new,
            "{:?} at {}",
            mutation.kind,
            mutation.pointer
        );
    }
}
