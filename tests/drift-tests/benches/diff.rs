//! Measures `upstream diff`: time and memory for a document as large as the vendor's, and for ones ten and a hundred times as
//! large.
//!
//! Run `cargo bench --package partna-drift-tests --bench diff`. The document of the vendor's size is our document with every
//! reference resolved. It is compared with a copy in which every tenth response field that can change its type does so. Larger
//! documents repeat its operations under other paths. A separate process measures each size, so that one peak of memory does not
//! hide another. The ratios compare with ten or a hundred times the smallest size; 1 is linear. The time includes reading and
//! parsing both documents.

#![allow(clippy::print_stdout, reason = "the benchmark prints its results")]

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use criterion::Criterion;
use openapi_facts::diff::{Acknowledged, Report, render};
use openapi_facts::facts;
use openapi_facts::json::{Json, Map};
use partna_codegen::report::REPORT_NAMES;
use partna_codegen::source::{self, Limits};
use partna_drift_tests::vendor_mutations::{all, inlined};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The sizes, as multiples of the vendor's document.
const SIZES: [usize; 3] = [1, 10, 100];
/// The environment variable with the directory of the documents, for a measuring process.
const DOCUMENTS_VARIABLE: &str = "PARTNA_BENCH_DIRECTORY";

fn main() -> Result {
    if let Some(directory) = std::env::var_os(DOCUMENTS_VARIABLE) {
        return measure(Path::new(&directory));
    }
    let mut criterion = Criterion::default().configure_from_args();
    let (old, new) = documents(1)?;
    criterion.bench_function("diff of a document as large as the vendor's", |bencher| {
        bencher.iter(|| compare(&old, &new).unwrap_or_default());
    });
    let mut smallest: Option<(f64, f64)> = None;
    println!(
        "{:>5} {:>10} {:>10} {:>9} {:>12} {:>14}",
        "size", "bytes", "seconds", "MiB", "time ratio", "memory ratio"
    );
    for size in SIZES {
        // A child process reads the documents from files, so that the memory to create them is not measured.
        let directory = tempfile::tempdir()?;
        let (old, new) = documents(size)?;
        std::fs::write(directory.path().join("old"), old)?;
        std::fs::write(directory.path().join("new"), new)?;
        let output = Command::new(std::env::current_exe()?)
            .env(DOCUMENTS_VARIABLE, directory.path())
            .output()?;
        let text = String::from_utf8(output.stdout)?;
        let mut numbers = text.split_whitespace().map(str::parse::<f64>);
        let mut next = || {
            numbers
                .next()
                .ok_or("measuring process: printed too few numbers; run it separately to see its error")?
                .map_err(Box::<dyn Error>::from)
        };
        let (bytes, seconds, memory) = (next()?, next()?, next()?);
        let (first_seconds, first_memory) = *smallest.get_or_insert((seconds, memory));
        let times = size as f64;
        println!(
            "{size:>5} {bytes:>10} {seconds:>10.4} {memory:>9.1} {:>12.2} {:>14.2}",
            seconds / first_seconds / times,
            memory / first_memory / times
        );
    }
    Ok(())
}

/// Prints the bytes, the seconds, and the peak of memory in MiB above the text of the documents.
fn measure(directory: &Path) -> Result {
    let (old, new) = (
        std::fs::read(directory.join("old"))?,
        std::fs::read(directory.join("new"))?,
    );
    let before = memory_mib("VmRSS:")?;
    let mut times = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        compare(&old, &new)?;
        times.push(start.elapsed());
    }
    times.sort();
    let median = times
        .get(times.len() / 2)
        .copied()
        .unwrap_or(Duration::ZERO);
    let peak = memory_mib("VmHWM:")? - before;
    println!("{} {} {peak}", old.len() + new.len(), median.as_secs_f64());
    Ok(())
}

/// Returns a value of `/proc/self/status` in MiB.
fn memory_mib(key: &str) -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    let kilobytes = line
        .and_then(|line| line.split_whitespace().next())
        .ok_or_else(|| format!("/proc/self/status: no line {key}; run the benchmark on Linux"))?;
    Ok(kilobytes.parse::<f64>()? / 1024.0)
}

/// Does the work of the command except for reading the files.
fn compare(old: &[u8], new: &[u8]) -> Result<usize> {
    let limits = Limits {
        values: usize::MAX,
        ..Limits::default()
    };
    let (old, new) = (source::parse(old, &limits)?, source::parse(new, &limits)?);
    let (old, new) = (facts::with_notes(&old)?, facts::with_notes(&new)?);
    let report = Report::new(&old, &new, None, &Acknowledged::default());
    Ok(render::text(&report, &REPORT_NAMES).len())
}

fn documents(size: usize) -> Result<(Vec<u8>, Vec<u8>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi/partna.json");
    let old = inlined(&Json::read(&path)?)?;
    let mut new = old.clone();
    for mutation in all(&old)
        .iter()
        .filter(|mutation| mutation.kind == "response field retyped")
        .step_by(10)
    {
        new = mutation.apply(&new);
    }
    let text =
        |doc: &Json| Ok::<_, Box<dyn Error>>(repeat_operations(doc, size).pretty()?.into_bytes());
    Ok((text(&old)?, text(&new)?))
}

/// Returns the document with `count` copies of its operations under other paths.
fn repeat_operations(doc: &Json, count: usize) -> Json {
    let mut doc = doc.clone();
    if let Some(Json::Object(paths)) = doc.pointer_mut("/paths") {
        let repeated: Map = (0..count)
            .flat_map(|at| {
                paths
                    .iter()
                    .map(move |(path, item)| (format!("/{at}{path}"), item.clone()))
            })
            .collect();
        *paths = repeated;
    }
    doc
}
