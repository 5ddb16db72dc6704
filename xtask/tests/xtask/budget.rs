//! Tests that the differences of a document are counted before they are processed, so that the work is bounded.

use std::path::Path;
use std::process::Command;

use openapi_facts::diff::{Acknowledged, Report};
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use partna_codegen::adopt::{OpenQuestionPolicy, adopt, empty_document};
use partna_codegen::fs;
use partna_codegen::rust_names::RustApi;
use partna_codegen::source::{
    Differences, MAX_DIFFERENCE_BYTES, MAX_DIFFERENCES, UnusableDocument,
};
use partna_drift_tests::corrupt_inputs::{Target, growth, run_commands};
use partna_drift_tests::vendor_mutations::inlined;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn ours() -> Result<Json> {
    Ok(Json::read(&root().join("openapi/partna.json"))?)
}

/// Returns a document of a kind that barely exceeds the limit.
fn oversized_document(kind: &str) -> Result<Json> {
    const SAMPLE: usize = 1_000;
    let facts = facts::of(&growth::document(kind, SAMPLE))?.len();
    // One sample more than the limit, because the facts outside the items count too.
    let count = (MAX_DIFFERENCES / facts + 1) * SAMPLE;
    Ok(growth::document(kind, count))
}

#[test]
fn rejects_a_document_with_too_many_differences() -> Result {
    let ours = ours()?;
    for kind in growth::KINDS {
        let vendor = oversized_document(kind)?;
        let bytes = serde_json::to_vec(&vendor)?;
        partna_codegen::source::parse(&bytes, &partna_codegen::source::Limits::default())?;
        let new = facts::of(&vendor)?;
        let found = Differences::between(&Facts::new(), &new);
        assert_eq!(found.count, new.len(), "{kind}");
        assert!(found.count > MAX_DIFFERENCES, "{kind}: {found:?}");
        for (doc, old) in [
            (&ours, facts::of(&ours)?),
            (&empty_document(), Facts::new()),
        ] {
            let error = adopt(doc, &old, &vendor, OpenQuestionPolicy::UseDefaults)
                .err()
                .ok_or(kind)?;
            let message = error
                .downcast_ref::<UnusableDocument>()
                .ok_or(kind)?
                .to_string();
            assert!(
                message.contains(" were added or removed, and the limit is ")
                    && message.contains("adopt copies"),
                "{kind}: {message}"
            );
        }
        let report = Report::bounded(
            &Facts::new(),
            &new,
            Some(&RustApi::of(&ours)),
            &Acknowledged::default(),
        );
        assert!(report.is_err(), "{kind}");
    }
    Ok(())
}

#[test]
fn rejects_differences_with_long_names() -> Result {
    let name = "n".repeat(3_000);
    let facts: Facts = (0..1_600).map(|at| format!("GET /{name}{at}")).collect();
    let found = Differences::between(&Facts::new(), &facts);
    assert!(
        found.count < MAX_DIFFERENCES && found.bytes > MAX_DIFFERENCE_BYTES,
        "{found:?}"
    );
    let message = found
        .check_budget()
        .err()
        .ok_or("not rejected")?
        .to_string();
    assert!(message.contains("bytes of facts"), "{message}");
    Ok(())
}

#[test]
fn every_command_that_compares_exits_with_30() -> Result {
    let directory = tempfile::tempdir()?;
    let at = |name: &str| directory.path().join(name);
    for kind in ["values of a request", "fields of a response"] {
        std::fs::write(at("vendor.json"), oversized_document(kind)?.pretty()?)?;
        fs::copy_tree(&root().join("openapi"), &at("copy/openapi"))?;
        for line in [
            "diff --from @vendor.json",
            "pr-body --from @vendor.json",
            "adopt --from @vendor.json --dir @copy --assume",
            "import @vendor.json --out @made",
            "acknowledge 0123456789ab --why x --from @vendor.json",
        ] {
            let words = line.split(' ').map(|word| {
                word.strip_prefix('@')
                    .map_or_else(|| word.into(), |name| at(name).into_os_string())
            });
            let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
                .arg("upstream")
                .args(words)
                .output()?;
            let message = String::from_utf8(output.stderr)?;
            assert_eq!(output.status.code(), Some(30), "{line}: {message}");
            assert!(
                message.starts_with("error: ")
                    && message.contains(&format!("the limit is {MAX_DIFFERENCES}; check")),
                "{message}"
            );
            assert_eq!(output.stdout, b"", "{line}");
        }
        assert!(!at("made").exists());
        for file in ["partna.json", "deviations.toml", "upstream.facts"] {
            let path = format!("openapi/{file}");
            assert_eq!(
                std::fs::read(at("copy").join(&path))?,
                std::fs::read(root().join(&path))?,
                "{file}"
            );
        }
    }
    Ok(())
}

#[test]
fn our_document_has_room_to_grow() -> Result {
    let facts = facts::with_notes(&inlined(&ours()?)?)?;
    let found = Differences::between(&Facts::new(), &facts);
    assert!(found.count * 2 < MAX_DIFFERENCES, "{found:?}");
    assert!(found.bytes * 4 < MAX_DIFFERENCE_BYTES, "{found:?}");
    Ok(())
}

/// A document within the limit is processed completely, for each kind of growth.
#[test]
fn documents_within_the_budget_are_imported() -> Result {
    let target = Target::of(&growth::document("operations", 1))?;
    for kind in growth::KINDS {
        let bytes = serde_json::to_vec(&growth::document(kind, 60))?;
        assert_eq!(run_commands(&bytes, &target), "imported", "{kind}");
    }
    Ok(())
}

#[test]
fn rejects_an_operation_with_too_many_parameters() -> Result {
    for (path, parameters) in [
        ("/a".to_owned(), 101),
        (format!("/{}", "{a}/".repeat(60)), 60),
    ] {
        let list: Vec<String> = (0..parameters)
            .map(|at| format!(r#"{{"name":"q{at}","in":"query","schema":{{"type":"string"}}}}"#))
            .collect();
        let document = format!(
            r#"{{"openapi":"3.0.3","info":{{"title":"x","version":"1"}},"paths":{{"{path}":{{"get":{{"parameters":[{}],"responses":{{}}}}}}}}}}"#,
            list.join(",")
        );
        let message = partna_codegen::source::parse(
            document.as_bytes(),
            &partna_codegen::source::Limits::default(),
        )
        .err()
        .ok_or("not rejected")?;
        assert!(
            message
                .to_string()
                .contains("more than 100 parameters in one operation"),
            "{message}"
        );
    }
    Ok(())
}
