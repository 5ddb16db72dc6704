//! The mutation net: whatever changes in the document, a snapshot shows it, in the right place and nowhere else.
//!
//! `cargo test` takes every seventh mutant of a kind, `cargo xtask soak` (which sets `PARTNA_SOAK`) all of them.

use std::collections::BTreeMap;
use std::error::Error;

use partna_drift_net::document;
use partna_drift_net::oracle::Judge;
use partna_drift_net::our_mutations::{Kind, Mutant, all};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A prime, so that the sample does not fall in step with the fields of a component.
const SAMPLE: usize = 7;

#[test]
fn every_mutant_is_caught() -> Result {
    let doc = document()?;
    let judge = Judge::new(&doc)?;
    let mutants = all(&doc);
    let step = if std::env::var_os("PARTNA_SOAK").is_some() {
        1
    } else {
        SAMPLE
    };
    let mut by_kind: BTreeMap<Kind, Vec<&Mutant>> = BTreeMap::new();
    mutants
        .iter()
        .for_each(|mutant| by_kind.entry(mutant.kind).or_default().push(mutant));
    let chosen: Vec<&Mutant> = by_kind
        .values()
        .flat_map(|kind| kind.iter().step_by(step).copied())
        .collect();
    let halves: Vec<Vec<String>> = std::thread::scope(|scope| {
        let judge_one = |mutant: &Mutant| -> Option<String> {
            let told = |what: String| {
                Some(format!(
                    "{} at {} ({}): {what}",
                    mutant.kind, mutant.pointer, mutant.subject
                ))
            };
            match judge.changes(&mutant.apply(&doc)) {
                Ok(changes) => judge.complaint(mutant, &changes).and_then(told),
                Err(error) => told(error.to_string()),
            }
        };
        let threads: Vec<_> = chosen
            .chunks(chosen.len().div_ceil(2))
            .map(|half| {
                scope.spawn(move || half.iter().filter_map(|mutant| judge_one(mutant)).collect())
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|_| vec!["a thread panicked".to_owned()])
            })
            .collect()
    });
    let complaints: Vec<String> = halves.into_iter().flatten().collect();
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    chosen
        .iter()
        .for_each(|mutant| *counts.entry(mutant.kind).or_default() += 1);
    for (kind, count) in &counts {
        println!("{count:>6} {kind}");
    }
    println!(
        "{:>6} of {} mutants, {} not caught",
        chosen.len(),
        mutants.len(),
        complaints.len()
    );
    assert!(
        complaints.is_empty(),
        "{} are not caught:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
    assert_eq!(counts.len(), 21, "a kind has no site");
    Ok(())
}
