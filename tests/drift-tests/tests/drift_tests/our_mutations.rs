//! Every mutation of our document is visible in a snapshot at its place, and nowhere else.
//!
//! `cargo test` applies every seventh mutation of a kind; `cargo xtask soak` sets `PARTNA_SOAK` and applies all of them.

use std::collections::BTreeMap;
use std::error::Error;

use partna_drift_tests::document;
use partna_drift_tests::oracle::Oracle;
use partna_drift_tests::our_mutations::{MutationKind, OurMutation, all};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A prime number, so that the sample covers all fields of a component.
const SAMPLE_STEP: usize = 7;

#[test]
fn snapshots_show_every_mutation() -> Result {
    let doc = document()?;
    let oracle = Oracle::new(&doc)?;
    let mutations = all(&doc);
    let step = if std::env::var_os("PARTNA_SOAK").is_some() {
        1
    } else {
        SAMPLE_STEP
    };
    let mut by_kind: BTreeMap<MutationKind, Vec<&OurMutation>> = BTreeMap::new();
    mutations
        .iter()
        .for_each(|mutation| by_kind.entry(mutation.kind).or_default().push(mutation));
    let sample: Vec<&OurMutation> = by_kind
        .values()
        .flat_map(|kind| kind.iter().step_by(step).copied())
        .collect();
    let halves: Vec<Vec<String>> = std::thread::scope(|scope| {
        let check = |mutation: &OurMutation| -> Option<String> {
            let problem = |problem: String| {
                Some(format!(
                    "{} at {} ({}): {problem}",
                    mutation.kind, mutation.pointer, mutation.subject
                ))
            };
            match oracle.changed_lines(&mutation.apply(&doc)) {
                Ok(changes) => oracle.find_problem(mutation, &changes).and_then(problem),
                Err(error) => problem(error.to_string()),
            }
        };
        let threads: Vec<_> = sample
            .chunks(sample.len().div_ceil(2))
            .map(|half| {
                scope.spawn(move || half.iter().filter_map(|mutation| check(mutation)).collect())
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| {
                thread.join().unwrap_or_else(|_| {
                    vec!["a checking thread panicked; see its message above".to_owned()]
                })
            })
            .collect()
    });
    let problems: Vec<String> = halves.into_iter().flatten().collect();
    let mut counts: BTreeMap<MutationKind, usize> = BTreeMap::new();
    sample
        .iter()
        .for_each(|mutation| *counts.entry(mutation.kind).or_default() += 1);
    for (kind, count) in &counts {
        println!("{count:>6} {kind}");
    }
    println!(
        "{:>6} of {} mutations, {} problems",
        sample.len(),
        mutations.len(),
        problems.len()
    );
    assert!(
        problems.is_empty(),
        "snapshots: {} mutations are not shown correctly:\n{}",
        problems.len(),
        problems.join("\n")
    );
    assert_eq!(counts.len(), 21, "kinds with a site: expected all 21");
    Ok(())
}
