//! Measures `upstream import` and `upstream adopt`: time and memory for the vendor's 66 operations, and for more.
//!
//! Run `cargo bench --package partna-drift-tests --bench adopt`. The documents are the vendor's last two, and ones that repeat
//! their operations under other paths. A separate process measures each task and each size, so that one peak of memory does
//! not hide another. The ratios compare with the smallest size, in proportion to the operations; 1 is linear. The time
//! includes reading, parsing, lint and code generation, and not the writing of files.

#![allow(clippy::print_stdout, reason = "the benchmark prints its results")]

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use openapi_facts::facts;
use openapi_facts::json::{Json, Map};
use partna_codegen::adopt::{OpenQuestionPolicy, adopt, declare};
use partna_codegen::source::{self, Document, Limits};
use partna_codegen::upstream_facts::{UpstreamFactsFile, facts_header};
use partna_codegen::workspace::import;
use partna_codegen::{generate, lint};
use partna_drift_tests::root;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The numbers of operations.
const SIZES: [usize; 3] = [66, 163, 660];
/// The environment variables of a measuring process: the task, and the directory of its documents.
const TASK_VARIABLE: &str = "PARTNA_BENCH_TASK";
const DOCUMENTS_VARIABLE: &str = "PARTNA_BENCH_DIRECTORY";

fn main() -> Result {
    if let (Some(task), Some(directory)) = (
        std::env::var_os(TASK_VARIABLE),
        std::env::var_os(DOCUMENTS_VARIABLE),
    ) {
        return measure(task == "import", Path::new(&directory));
    }
    println!(
        "{:<8} {:>10} {:>10} {:>9} {:>9} {:>12} {:>14}",
        "task", "operations", "bytes", "seconds", "MiB", "time ratio", "memory ratio"
    );
    for task in ["import", "adopt"] {
        let mut smallest: Option<(f64, f64)> = None;
        for size in SIZES {
            let directory = tempfile::tempdir()?;
            for (name, file) in [("old", "2025-12-23"), ("new", "2026-03-30")] {
                let path = root().join(format!("tests/fixtures/vendor-{file}.json"));
                let doc = with_operations(&Json::read(&path)?, size);
                std::fs::write(directory.path().join(name), doc.pretty()?)?;
            }
            if task == "adopt" {
                let old = parse(&directory.path().join("old"))?;
                let ours = import(&old, "a document", "2026-01-01")?.adoption.doc;
                std::fs::write(directory.path().join("ours"), ours.pretty()?)?;
            }
            let output = Command::new(std::env::current_exe()?)
                .env(TASK_VARIABLE, task)
                .env(DOCUMENTS_VARIABLE, directory.path())
                .output()?;
            let text = String::from_utf8(output.stdout)?;
            let numbers: std::result::Result<Vec<f64>, _> =
                text.split_whitespace().map(str::parse).collect();
            let [bytes, seconds, memory] = numbers?[..] else {
                let problem = String::from_utf8_lossy(&output.stderr).into_owned();
                return Err(format!("measuring process: {problem}").into());
            };
            let (first_seconds, first_memory) = *smallest.get_or_insert((seconds, memory));
            let times = size as f64 / 66.0;
            println!(
                "{task:<8} {size:>10} {bytes:>10} {seconds:>9.3} {memory:>9.1} {:>12.2} {:>14.2}",
                seconds / first_seconds / times,
                memory / first_memory / times
            );
        }
    }
    Ok(())
}

/// Prints the bytes, the seconds, and the peak of memory in MiB.
fn measure(is_import: bool, directory: &Path) -> Result {
    let start = Instant::now();
    let new = parse(&directory.join("new"))?;
    if is_import {
        import(&new, "a document", "2026-01-01")?;
    } else {
        let ours = Json::read(&directory.join("ours"))?;
        let old = facts::of(&parse(&directory.join("old"))?.json)?;
        let stated = facts::of(&new.json)?;
        let doc = adopt(&ours, &old, &new.json, OpenQuestionPolicy::UseDefaults)?.doc;
        declare::update_deviations("deviation = []\n", &stated, &facts::of(&doc)?)?;
        if let Some(finding) = lint::document_findings(&doc).first() {
            return Err(finding.to_string().into());
        }
        let adopted =
            UpstreamFactsFile::parse(&facts_header("a document", "2026-01-01", &new.bytes))?;
        generate::files(&doc, &adopted)?;
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{} {seconds} {}", new.bytes.len(), peak_mib()?);
    Ok(())
}

fn parse(path: &Path) -> Result<Document> {
    let limits = Limits {
        values: usize::MAX,
        ..Limits::default()
    };
    Ok(source::read_file(path, &limits)?)
}

fn peak_mib() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line
        .and_then(|line| line.split_whitespace().next())
        .ok_or("/proc/self/status: no line VmHWM; run the benchmark on Linux")?;
    Ok(kilobytes.parse::<f64>()? / 1024.0)
}

/// Returns the document with `count` operations: each path has one of the document's, repeated as often as necessary.
fn with_operations(doc: &Json, count: usize) -> Json {
    let mut doc = doc.clone();
    if let Some(Json::Object(paths)) = doc.pointer_mut("/paths") {
        let single: Vec<(String, Map)> = paths
            .iter()
            .flat_map(|(path, item)| {
                let methods = item
                    .entries()
                    .filter(|(_, part)| part.as_object().is_some());
                methods.map(move |(method, operation)| {
                    let item = Map::from([(method.to_owned(), operation.clone())]);
                    (path.clone(), item)
                })
            })
            .collect();
        let mut repeated = Map::new();
        for (number, (path, item)) in single.iter().cycle().take(count).enumerate() {
            let path = match number / single.len() {
                0 => path.clone(),
                round => format!("/r{round}{path}"),
            };
            let known = repeated
                .entry(path)
                .or_insert_with(|| Json::Object(Map::new()));
            if let Json::Object(known) = known {
                known.extend(item.clone());
            }
        }
        *paths = repeated;
    }
    doc
}
