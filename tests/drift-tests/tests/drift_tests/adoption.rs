//! Documents are imported, and adopted from one version to the next.

use std::path::{Path, PathBuf};

use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use partna_codegen::adopt::{
    Adoption, OpenQuestionPolicy, adopt, declare, empty_document, transaction,
};
use partna_codegen::deviations::{parse, verify};
use partna_codegen::document::operations;
use partna_codegen::generate;
use partna_codegen::layout::Layout;
use partna_codegen::lint;
use partna_codegen::upstream_facts::UpstreamFactsFile;
use partna_drift_tests::fixtures::vendor;
use partna_drift_tests::vendor_mutations::inlined;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The dates of the vendor's last two documents.
const OLD: &str = "2025-12-23";
const NEW: &str = "2026-03-30";

fn manifest_path(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn test_document(version: usize) -> Result<Json> {
    let bytes = std::fs::read(manifest_path(&format!("documents/{version}.json")))?;
    Ok(partna_codegen::source::parse(
        &bytes,
        &partna_codegen::source::Limits::default(),
    )?)
}

fn ours() -> Result<Json> {
    Ok(Json::read(&manifest_path("../../openapi/partna.json"))?)
}

/// Adopts a document, with the default for every open question. Checks that the result passes lint, equals the vendor's document
/// up to declared differences, and generates code.
fn adopt_and_verify(
    doc: &Json,
    old: &Facts,
    deviations: &str,
    vendor: &Json,
) -> Result<(Adoption, String)> {
    let adoption = adopt(doc, old, vendor, OpenQuestionPolicy::UseDefaults)?;
    let (theirs, mine) = (facts::of(vendor)?, facts::of(&adoption.doc)?);
    let declared = declare::update_deviations(deviations, &theirs, &mine)?;
    let problems = verify(&theirs, &mine, &parse(&declared)?).problems;
    assert!(problems.is_empty(), "{problems:#?}");
    let findings = lint::document_findings(&adoption.doc);
    assert!(findings.is_empty(), "{findings:#?}");
    let adopted = UpstreamFactsFile {
        source: "a test".to_owned(),
        date: "2026-01-01".to_owned(),
        sha256: String::new(),
        facts: theirs.clone(),
    };
    assert_eq!(generate::files(&adoption.doc, &adopted)?.len(), 7);

    let repeated = adopt(
        &adoption.doc,
        &theirs,
        vendor,
        OpenQuestionPolicy::UseDefaults,
    )?;
    assert_eq!(
        repeated.doc.pretty()?,
        adoption.doc.pretty()?,
        "a second adoption changes the document"
    );
    assert_eq!(
        declare::update_deviations(&declared, &theirs, &mine)?,
        declared
    );
    Ok((adoption, declared))
}

/// Adopts each version after the previous one, beginning with an empty document.
fn adopt_in_order(versions: &[Json]) -> Result<Json> {
    let (mut doc, mut old, mut declared) = (
        empty_document(),
        Facts::new(),
        "deviation = []\n".to_owned(),
    );
    for vendor in versions {
        let (adoption, now) = adopt_and_verify(&doc, &old, &declared, vendor)?;
        (doc, old, declared) = (adoption.doc, facts::of(vendor)?, now);
    }
    Ok(doc)
}

#[test]
fn adopts_every_kind_of_change_in_both_orders() -> Result {
    let versions = [test_document(1)?, test_document(2)?, test_document(3)?];
    for vendor in &versions {
        adopt_in_order(std::slice::from_ref(vendor))?;
    }
    let stepwise = adopt_in_order(&versions)?;
    // Stepwise and direct adoption have the same facts, except for names.
    let direct = adopt_in_order(&versions[2..])?;
    assert_eq!(facts::of(&stepwise)?, facts::of(&direct)?);
    let back: Vec<Json> = versions.into_iter().rev().collect();
    adopt_in_order(&back)?;
    Ok(())
}

/// Returns the places of the vendor's examples that differ from our document's and that no note reports.
fn unreported_examples(vendor: &Json, adoption: &Adoption) -> Vec<String> {
    let mut unreported = Vec::new();
    let example = |holder: Option<&Json>| {
        let media = holder?.at(&["content", "application/json"])?;
        let named = || media.get("examples")?.entries().next()?.1.get("value");
        media.get("example").or_else(named).cloned()
    };
    for (method, path, operation) in operations(vendor) {
        let mine = adoption.doc.at(&["paths", path, &method.to_lowercase()]);
        let mut compare = |place: String, theirs: Option<Json>, ours: Option<Json>| {
            let is_reported = adoption
                .examples
                .iter()
                .any(|note| note.starts_with(&format!("{place}: ")));
            if theirs.is_some() && theirs != ours && !is_reported {
                unreported.push(place);
            }
        };
        let body = |operation: Option<&Json>| example(operation?.get("requestBody"));
        compare(
            format!("{method} {path} body"),
            body(Some(operation)),
            body(mine),
        );
        for (status, response) in operation
            .get("responses")
            .into_iter()
            .flat_map(Json::entries)
        {
            let ours = mine.and_then(|mine| mine.at(&["responses", status]));
            // If an operation has several success responses, our document has one of them.
            if ours.is_some() {
                compare(
                    format!("{method} {path} -> {status}"),
                    example(Some(response)),
                    example(ours),
                );
            }
        }
    }
    unreported
}

#[test]
fn every_omitted_example_is_reported() -> Result {
    let mut omitted = 0;
    let documents = [
        test_document(1)?,
        test_document(3)?,
        vendor(OLD)?,
        vendor(NEW)?,
    ];
    for vendor in documents {
        let adoption = adopt(
            &empty_document(),
            &Facts::new(),
            &vendor,
            OpenQuestionPolicy::UseDefaults,
        )?;
        assert_eq!(
            unreported_examples(&vendor, &adoption),
            Vec::<String>::new()
        );
        let without_notes = Adoption {
            examples: Vec::new(),
            ..adoption
        };
        omitted += unreported_examples(&vendor, &without_notes).len();
    }
    // Without the notes, the check detects omitted examples.
    assert!(omitted > 0);
    Ok(())
}

#[test]
fn adopts_vendor_versions_in_both_orders() -> Result {
    let (old, new) = (vendor(OLD)?, vendor(NEW)?);
    adopt_in_order(&[old.clone(), new.clone()])?;
    adopt_in_order(&[new, old])?;
    Ok(())
}

#[test]
fn our_document_adopts_an_older_version_and_back() -> Result {
    let (old, new) = (vendor(OLD)?, vendor(NEW)?);
    let declared = std::fs::read_to_string(manifest_path("../../openapi/deviations.toml"))?;
    let stated = facts::of(&new)?;
    let same = adopt(&ours()?, &stated, &new, OpenQuestionPolicy::Record)?;
    assert_eq!(same.doc.pretty()?, ours()?.pretty()?);
    let (back, declared) = adopt_and_verify(&ours()?, &stated, &declared, &old)?;
    adopt_and_verify(&back.doc, &facts::of(&old)?, &declared, &new)?;
    Ok(())
}

/// If an adoption is killed before all files are staged, nothing changes. If it is killed later, the next run completes it.
#[test]
fn interrupted_adoption_is_complete_or_absent() -> Result {
    let names = ["partna.json", "deviations.toml", "upstream.facts"];
    let files = |text: &str| transaction::AdoptedFiles {
        doc: format!("{text} document"),
        deviations: format!("{text} deviations"),
        facts: format!("{text} facts"),
    };
    for killed_after in 0..=names.len() {
        let temporary = tempfile::tempdir()?;
        let root = temporary.path();
        let layout = Layout::new(root);
        let read = |name: &str| std::fs::read_to_string(root.join("openapi").join(name));
        std::fs::create_dir_all(root.join("openapi"))?;
        transaction::write(&layout, &files("old"))?;
        // Half of a staged file, in the directory that is not committed yet.
        std::fs::create_dir_all(root.join("openapi/.adopting"))?;
        std::fs::write(root.join("openapi/.adopting/partna.json"), "ha")?;
        transaction::recover(&layout)?;
        assert_eq!(read("partna.json")?, "old document");

        assert_eq!(transaction::stage(&layout, &files("new"))?, 3);
        for name in names.iter().take(killed_after) {
            let directory = root.join("openapi");
            std::fs::rename(directory.join(".adopted").join(name), directory.join(name))?;
        }
        transaction::recover(&layout)?;
        for (name, content) in names.iter().zip(["document", "deviations", "facts"]) {
            assert_eq!(read(name)?, format!("new {content}"));
        }
        assert_eq!(std::fs::read_dir(root.join("openapi"))?.count(), 3);
        assert_eq!(transaction::write(&layout, &files("new"))?, 0);
    }
    Ok(())
}

/// A new operation uses our component for an equal schema, and lint rejects it until a person has resolved the open questions.
#[test]
fn new_operation_fails_lint_until_its_todo_is_resolved() -> Result {
    let (ours, vendor) = (ours()?, inlined(&ours()?)?);
    let response = |properties: &str| {
        format!(
            r#"{{"description":"","content":{{"application/json":{{"schema":{{"type":"object","properties":{properties}}}}}}}}}"#
        )
    };
    let message = response(r#"{"message":{"type":"string"}}"#);
    let new = format!(
        r#"{{"post":{{"tags":["Card"],"requestBody":{{"content":{{"application/json":{{"schema":{{"type":"object","properties":
            {{"amount":{{"type":"number"}},"otp":{{"type":"string"}},"reference":{{"type":"string"}}}}}}}}}}}},
            "responses":{{"200":{message}}}}}}}"#
    );
    let mut changed = vendor.clone();
    let paths = changed.pointer_mut("/paths").and_then(Json::as_object_mut);
    paths
        .ok_or("document: no paths")?
        .insert("/cards".to_owned(), Json::parse(&new)?);
    let adoption = adopt(
        &ours,
        &facts::of(&vendor)?,
        &changed,
        OpenQuestionPolicy::Record,
    )?;
    let mut doc = adoption.doc;
    let operation = doc
        .pointer("/paths/~1cards/post")
        .ok_or("POST /cards: not adopted")?;
    assert_eq!(operation.text("operationId"), Some("post_cards"));
    let schema = operation.pointer("/responses/200/content/application~1json/schema/$ref");
    let shared = ours
        .pointer("/paths/~1account~1email/put/responses/200/content/application~1json/schema/$ref");
    assert_eq!(schema, shared);

    let todo = "/paths/~1cards/post/x-partna-todo";
    let open_questions: Vec<String> = lint::document_findings(&doc)
        .into_iter()
        .inspect(|finding| assert_eq!(finding.pointer, todo, "{finding}"))
        .filter_map(|finding| Some(finding.problem.split(':').next()?.to_owned()))
        .collect();
    assert_eq!(open_questions, ["effect", "money", "secret"]);
    assert!(
        lint::open_questions(&doc)
            .iter()
            .any(|line| line.starts_with("POST /cards: texts: "))
    );

    // Without the todo lint passes, and nothing else in our document has changed.
    let operation = doc
        .pointer_mut("/paths/~1cards/post")
        .and_then(Json::as_object_mut);
    operation
        .ok_or("POST /cards: not adopted")?
        .shift_remove("x-partna-todo");
    assert_eq!(lint::document_findings(&doc), []);
    let paths = doc.pointer_mut("/paths").and_then(Json::as_object_mut);
    paths.ok_or("document: no paths")?.shift_remove("/cards");
    assert_eq!(doc.pointer("/paths"), ours.pointer("/paths"));
    Ok(())
}
