//! Corrupt documents do not make the tools panic, hang or exhaust memory.

#![allow(clippy::print_stdout, reason = "the test prints counts by kind")]

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use partna_codegen::source::{Limits, parse};
use partna_drift_tests::corrupt_inputs::{
    CorruptDocuments, Format, KINDS, Target, check_document, run_commands,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const SEED: u64 = 20_260_330;
/// The maximum work for a document, counted in allocations, because nearly all work on a tree allocates. The worst of the 700
/// documents needs a quarter of it, most less than a hundredth.
const MAX_ALLOCATIONS: u64 = 50_000_000;

/// Set in the process that the test starts.
const CHILD: &str = "PARTNA_TEST_CHILD";

/// Returns a document of three operations, so that a test processes thousands in seconds.
fn small_document() -> Result<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut doc = Json::read(&root.join("openapi/partna.json"))?;
    if let Some(Json::Object(paths)) = doc.pointer_mut("/paths") {
        paths.retain(|path, _| ["/rate", "/transfer", "/phone"].contains(&path.as_str()));
    }
    let doc = partna_drift_tests::vendor_mutations::inlined(&doc)?;
    let mut doc = doc;
    if let Some(Json::Object(components)) = doc.pointer_mut("/components") {
        components.insert(
            "schemas".to_owned(),
            Json::Object(
                [("Rate".to_owned(), Json::parse("{\"type\":\"string\"}")?)]
                    .into_iter()
                    .collect(),
            ),
        );
    }
    doc.pretty().map_err(Into::into)
}

/// A document that is corrupted.
struct Source {
    name: &'static str,
    doc: Json,
    format: Format,
    facts: Facts,
}

/// Returns documents of each version and format: our document without references, one with compositions, one of OpenAPI 3.1.
fn sources() -> Result<Vec<Source>> {
    let read = |name: &str| {
        let path = format!("tests/drift-tests/documents/completeness/{name}.json");
        Json::read(&partna_drift_tests::root().join(path))
    };
    let documents = [
        ("JSON 3.0", Json::parse(&small_document()?)?, Format::Json),
        ("JSON 3.1", read("openapi31")?, Format::Json),
        ("YAML 3.0", read("composition")?, Format::Yaml),
        ("YAML 3.1", read("openapi31")?, Format::Yaml),
    ];
    let mut sources = Vec::new();
    for (name, doc, format) in documents {
        let internal = parse(doc.pretty()?.as_bytes(), &Limits::default())?;
        let facts = facts::with_notes(&internal)?;
        assert_eq!(
            check_document(doc.pretty()?.as_bytes(), &facts, true),
            "adopted",
            "{name}"
        );
        sources.push(Source {
            name,
            doc,
            format,
            facts,
        });
    }
    Ok(sources)
}

/// Returns the peak memory of this process in MiB.
fn peak_memory_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes >> 10)
}

#[test]
fn corrupt_documents_are_rejected_within_limits() -> Result {
    // Memory is measured per process, so the test runs itself in a process without other tests.
    if std::env::var_os(CHILD).is_none() {
        let mut command = std::process::Command::new(std::env::current_exe()?);
        let name = "corrupt_inputs::corrupt_documents_are_rejected_within_limits";
        command.args(["--exact", name, "--nocapture"]);
        let output = command.env(CHILD, "1").output()?;
        let printed = String::from_utf8_lossy(&output.stdout);
        println!("{printed}");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && printed.contains("1 passed"),
            "{stderr}"
        );
        return Ok(());
    }
    let is_soak = std::env::var_os("PARTNA_SOAK").is_some();
    let count = if is_soak { 100_000 } else { 700 };
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let (mut max_allocations, mut problems) = (0, Vec::new());
    let sources = sources()?;
    let count_per_source = count / sources.len();
    for (source, number, kind, bytes) in sources.iter().flat_map(|source| {
        let documents = CorruptDocuments::new(SEED, &source.doc, source.format);
        let documents = documents
            .into_iter()
            .flatten()
            .take(count_per_source)
            .enumerate();
        documents.map(move |(number, (kind, bytes))| (source, number, kind, bytes))
    }) {
        let base = &source.facts;
        let mut outcome = Ok("");
        let work = allocation_counter::measure(|| {
            outcome = catch_unwind(AssertUnwindSafe(|| {
                check_document(&bytes, base, (number / KINDS.len()).is_multiple_of(5))
            }));
        });
        max_allocations = max_allocations.max(work.count_total);
        // A document that was accepted must have facts.
        let is_over_limit = work.count_total > MAX_ALLOCATIONS;
        if outcome.is_err() || is_over_limit || matches!(outcome, Ok("no facts")) {
            problems.push(format!(
                "{} document {number} ({kind}): outcome {outcome:?} after {} allocations",
                source.name, work.count_total
            ));
        }
        *counts
            .entry((kind, outcome.unwrap_or("panicked")))
            .or_default() += 1;
    }
    for ((kind, outcome), count) in &counts {
        println!("{kind:<22} {outcome:<10} {count:>6}");
    }
    println!(
        "{count} documents, at most {max_allocations} allocations for one, peak memory {:?} MiB",
        peak_memory_mib()
    );
    problems.truncate(10);
    assert!(problems.is_empty(), "{problems:#?}");
    if let Some(peak) = peak_memory_mib() {
        assert!(peak < 1024, "peak memory: {peak} MiB; the limit is 1024");
    }
    Ok(())
}

/// The commands that read a document, on a few documents of each kind.
#[test]
fn commands_do_not_panic_on_corrupt_documents() -> Result {
    let is_soak = std::env::var_os("PARTNA_SOAK").is_some();
    let count = if is_soak { 2_000 } else { 70 };
    let text = small_document()?;
    let target = Target::of(&Json::parse(&text)?)?;
    assert_eq!(run_commands(text.as_bytes(), &target), "imported");
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (number, (kind, bytes)) in
        CorruptDocuments::new(SEED + 1, &Json::parse(&text)?, Format::Json)?
            .take(count)
            .enumerate()
    {
        let outcome = catch_unwind(AssertUnwindSafe(|| run_commands(&bytes, &target)));
        let outcome =
            outcome.map_err(|_| format!("document {number} ({kind}): a command panicked"))?;
        assert_ne!(outcome, "no facts", "document {number} ({kind})");
        *counts.entry((kind, outcome)).or_default() += 1;
    }
    for ((kind, outcome), count) in &counts {
        println!("{kind:<22} {outcome:<14} {count:>6}");
    }
    assert!(counts.keys().any(|(_, outcome)| *outcome == "imported"));
    Ok(())
}
