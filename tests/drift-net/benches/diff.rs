//! What `upstream diff` costs: time and memory for a document of the size of the vendor's, ten and a hundred times as large.
//!
//! `cargo bench --package xtask --bench diff`. A document of the vendor's size is made of ours, with every reference written
//! out, and another in which one value in fifty is changed. Larger ones hold its operations several times, under other paths.
//! Each size is run in a process of its own, so that its peak of memory is its own; the ratios are to what ten or a hundred
//! times the smallest would be, and 1 is linear. Reading and parsing both documents is a part of it.

#![allow(clippy::print_stdout, reason = "what a bench is for")]

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use criterion::Criterion;
use openapi_facts::diff::{Acknowledged, Report, render};
use openapi_facts::facts;
use openapi_facts::json::{Json, Map};
use partna_codegen::report::LABELS;
use partna_codegen::source::{self, Limits};
use partna_drift_net::vendor_mutations::{all, inlined};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// How many times as large.
const SIZES: [usize; 3] = [1, 10, 100];
/// Where the documents of a child lie.
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
        // From files, so that what it took to make the documents is not counted.
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
                .ok_or("measuring process: printed too few numbers; run it alone to see its error")?
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

/// Prints bytes, seconds and the peak of memory in MiB above what the documents' text takes.
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

/// What the system says of this process, in MiB.
fn memory_mib(key: &str) -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    let kilobytes = line
        .and_then(|line| line.split_whitespace().next())
        .ok_or_else(|| format!("/proc/self/status: no line {key}; run the benchmark on Linux"))?;
    Ok(kilobytes.parse::<f64>()? / 1024.0)
}

/// All that the command does, reading the files aside.
fn compare(old: &[u8], new: &[u8]) -> Result<usize> {
    let limits = Limits {
        values: usize::MAX,
        ..Limits::default()
    };
    let (old, new) = (source::parse(old, &limits)?, source::parse(new, &limits)?);
    let (old, new) = (facts::with_notes(&old)?, facts::with_notes(&new)?);
    let report = Report::new(&old, &new, None, &Acknowledged::default());
    Ok(render::text(&report, &LABELS).len())
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

/// The document with its operations several times, under other paths.
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
