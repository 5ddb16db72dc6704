//! Compiles mutations of our document and runs the wire tests on them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use openapi_facts::json::Json;
use partna_codegen::document::{operations, reachable};
use partna_codegen::fs::copy_tree;
use partna_codegen::generate::{self, files};
use partna_codegen::layout::Layout;
use partna_codegen::lint;
use partna_codegen::upstream_facts::UpstreamFactsFile;

use crate::oracle::Oracle;
use crate::our_mutations::{MutationKind, OurMutation, Owner, all};
use crate::public_api::sources;

/// The number of rounds. Each compiles one mutation of each kind.
const ROUNDS: usize = 2;

/// Kinds of mutation that a wire snapshot must show, because they change a request or the decoding of a response. Of the other
/// kinds, some change a wire snapshot (an example of a request) and some do not (the documented value of an enum). The snapshots
/// of the document show all kinds.
const VISIBLE_ON_THE_WIRE: [MutationKind; 8] = [
    MutationKind::OperationRemoved,
    MutationKind::OperationRenamed,
    MutationKind::PathChanged,
    MutationKind::ParameterAdded,
    MutationKind::ParameterRemoved,
    MutationKind::EffectChanged,
    MutationKind::FieldAdded,
    MutationKind::FieldRemoved,
];

/// Runs all rounds.
pub fn run(root: &Path) -> anyhow::Result<()> {
    (0..ROUNDS).try_for_each(|round| {
        println!("  round {} of {ROUNDS}", round + 1);
        run_round(root, round)
    })
}

/// A mutation with the operations that it may change.
struct SelectedMutation {
    mutation: OurMutation,
    operations: BTreeSet<String>,
}

/// Applies one mutation of each kind, at operations that no other mutation affects. Generates the code, compiles it, and runs the
/// wire tests.
fn run_round(root: &Path, round: usize) -> anyhow::Result<()> {
    let doc = Json::read(&root.join(Layout::DOCUMENT))?;
    let adopted = UpstreamFactsFile::read(&Layout::new(root))?;
    let hand_written = hand_written_operations(root, &doc)?;
    let (selected, mut rejected) = select(&doc, &adopted, round, &hand_written)?;
    let mut changed = doc.clone();
    for SelectedMutation { mutation, .. } in &selected {
        let before = changed.clone();
        mutation.apply_to(&mut changed);
        if before == changed {
            bail!(
                "{} at {}: the mutation changes nothing; correct its edit",
                mutation.kind,
                mutation.pointer
            );
        }
    }
    let copy = root.join("target/soak");
    copy_tree(root, &copy)?;
    remove_sandbox_dependency(&copy)?;
    generate::write_into(&Layout::new(&copy), &changed, &adopted)?;
    let changed_operations = run_wire_tests(root, &copy)?;
    let mut problems = Vec::new();
    for SelectedMutation {
        mutation,
        operations,
    } in &selected
    {
        let shown: Vec<&String> = operations.intersection(&changed_operations).collect();
        println!(
            "  {:<24} {} {} -> {} of {} snapshots",
            mutation.kind.to_string(),
            mutation.pointer,
            mutation.subject,
            shown.len(),
            operations.len()
        );
        if shown.is_empty() && VISIBLE_ON_THE_WIRE.contains(&mutation.kind) {
            problems.push(format!(
                "{} at {}: no wire snapshot shows the mutation",
                mutation.kind, mutation.pointer
            ));
        }
    }
    rejected.sort();
    rejected.iter().for_each(|line| println!("  {line}"));
    let allowed: BTreeSet<&String> = selected
        .iter()
        .flat_map(|selected| &selected.operations)
        .collect();
    problems.extend(
        changed_operations
            .iter()
            .filter(|name| !allowed.contains(name))
            .map(|name| format!("{name}: the wire snapshot changed although no mutation applies to the operation")),
    );
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(())
}

/// Removes the sandbox from the tests of a copy. Its code uses every field that it reads or writes, so a mutation of such a
/// field does not compile with it. The wire tests do not need it.
fn remove_sandbox_dependency(copy: &Path) -> anyhow::Result<()> {
    let manifest = copy.join("tests/Cargo.toml");
    let text = std::fs::read_to_string(&manifest)?;
    let lines = text.lines();
    let remaining = lines.filter(|line| !line.starts_with("partna-sandbox"));
    let remaining: String = remaining.flat_map(|line| [line, "\n"]).collect();
    if remaining.len() == text.len() {
        bail!(
            "tests/Cargo.toml: no dependency on partna-sandbox; delete remove_sandbox_dependency"
        );
    }
    std::fs::write(&manifest, remaining)?;
    Ok(())
}

/// Selects the mutations of a round. A kind that lint or the generator rejects at every site is detected already.
fn select(
    doc: &Json,
    adopted: &UpstreamFactsFile,
    round: usize,
    hand_written: &BTreeSet<String>,
) -> anyhow::Result<(Vec<SelectedMutation>, Vec<String>)> {
    let oracle = Oracle::new(doc)?;
    let mutations = all(doc);
    let sent = reachable(doc, "requestBody");
    let kinds: BTreeSet<MutationKind> = mutations.iter().map(|mutation| mutation.kind).collect();
    let (mut selected, mut rejected): (Vec<SelectedMutation>, Vec<String>) =
        (Vec::new(), Vec::new());
    for kind in kinds {
        let of_kind: Vec<&OurMutation> = mutations
            .iter()
            .filter(|mutation| mutation.kind == kind)
            .collect();
        let candidates = order_candidates(&of_kind, round, &sent)
            .into_iter()
            .filter(|mutation| {
                let operations = oracle.operations(&mutation.owner);
                let mut others = selected.iter().map(|other| &other.operations);
                operations.is_disjoint(hand_written)
                    && others.all(|other| other.is_disjoint(&operations))
            });
        let (mut accepted, mut reason) = (None, None);
        for mutation in candidates {
            match rejection_reason(&mutation.apply(doc), adopted) {
                None => {
                    accepted = Some(mutation.clone());
                    break;
                }
                Some(problem) => drop(reason.get_or_insert(format!(
                    "{:<24} {} rejected: {problem}",
                    kind.to_string(),
                    mutation.pointer
                ))),
            }
        }
        match (accepted, reason) {
            (Some(mutation), _) => selected.push(SelectedMutation {
                operations: oracle.operations(&mutation.owner),
                mutation,
            }),
            (None, Some(reason)) => rejected.push(reason),
            (None, None) => bail!(
                "{kind}: every site is at an operation of another mutation or with hand-written code; \
                 change the order of candidates"
            ),
        }
    }
    Ok((selected, rejected))
}

/// Returns the operations that `partna-auth` calls by name, and those that reach a type with hand-written methods. A change of
/// one of them may not compile, and the compiler detects it.
fn hand_written_operations(root: &Path, doc: &Json) -> anyhow::Result<BTreeSet<String>> {
    let mut code = String::new();
    for (_, text) in sources(root, "partna-auth")? {
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        code.extend(lines);
    }
    let named = operations(doc).filter(|(_, _, operation)| {
        let id = operation.text("operationId").unwrap_or_default();
        code.contains(&format!(".{id}()")) || code.contains(&format!("\"{id}\""))
    });
    let mut hand_written: BTreeSet<String> = named
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    let oracle = Oracle::new(doc)?;
    let mut methods = String::new();
    for (path, text) in sources(root, "partna-client")? {
        if !path.ends_with("generated/client.rs") {
            methods += &text;
        }
    }
    let components = doc.at(&["components", "schemas"]);
    for (name, _) in components.into_iter().flat_map(Json::entries) {
        if methods.contains(&format!("\nimpl {name} {{")) {
            hand_written.extend(oracle.operations(&Owner::Component(name.to_owned())));
        }
    }
    Ok(hand_written)
}

/// Orders the mutations of a kind for the selection. The start depends on the round, and the step has no common divisor with the
/// number of mutations, so that the order contains every site. Mutations of requests are first, because the wire snapshots must
/// show them.
fn order_candidates<'a>(
    of_kind: &[&'a OurMutation],
    round: usize,
    sent: &BTreeSet<String>,
) -> Vec<&'a OurMutation> {
    let count = of_kind.len();
    let step = [13, 11, 7]
        .into_iter()
        .find(|step| !count.is_multiple_of(*step))
        .unwrap_or(1);
    let indices = (0..count).map(|index| (index * step + round * 7 + 3) % count);
    let mut order: Vec<&OurMutation> = indices
        .filter_map(|index| of_kind.get(index).copied())
        .collect();
    let is_sent = |mutation: &OurMutation| matches!(&mutation.owner, Owner::Component(name) if sent.contains(name));
    order.sort_by_key(|mutation| !is_sent(mutation));
    order
}

/// Returns the reason why a document is not compiled: a finding of lint (except for examples, which are not updated by a
/// mutation), or an error of the generator.
fn rejection_reason(doc: &Json, adopted: &UpstreamFactsFile) -> Option<String> {
    match lint::structure_findings(doc).first() {
        Some(finding) => Some(finding.problem.clone()),
        None => files(doc, adopted).err().map(|error| error.to_string()),
    }
}

/// Compiles the copy, runs its wire tests, and returns the operations whose snapshots are new, changed or orphaned.
fn run_wire_tests(root: &Path, copy: &Path) -> anyhow::Result<BTreeSet<String>> {
    let output = Command::new("cargo")
        .args([
            "test",
            "--quiet",
            "--package",
            "partna-tests",
            "--test",
            "document",
            "wire::",
        ])
        // A separate directory, because cargo cannot distinguish the crates of two copies of a workspace.
        .env("CARGO_TARGET_DIR", root.join("target/soak-build"))
        .env("INSTA_UPDATE", "new")
        .env("INSTA_FORCE_PASS", "1")
        .current_dir(copy)
        .output()
        .context("cargo: cannot be started; check PATH")?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    if stderr.contains("could not compile") {
        bail!(
            "mutated document: the generated code does not compile; see the output of cargo:\n{stderr}"
        );
    }
    let changed = Json::read(&copy.join(Layout::DOCUMENT))?;
    let old = Json::read(&root.join(Layout::DOCUMENT))?;
    let names = |doc: &Json| -> Vec<(String, String)> {
        operations(doc)
            .filter_map(|(method, path, operation)| {
                Some((
                    operation.text("operationId")?.to_owned(),
                    format!("{method} {path}"),
                ))
            })
            .collect()
    };
    let (new, old) = (names(&changed), names(&old));
    let name_of = |names: &[(String, String)], id: &str| {
        names
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, name)| name.clone())
    };
    let mut changed_operations = BTreeSet::new();
    for entry in std::fs::read_dir(copy.join("tests/snapshots/wire"))? {
        let file = entry?.file_name().into_string().unwrap_or_default();
        match file.strip_suffix(".snap.new") {
            Some(id) => changed_operations.extend(name_of(&new, id)),
            // A removed operation leaves an orphaned snapshot, which the tests report.
            None => {
                let id = file.trim_end_matches(".snap");
                if name_of(&new, id).is_none() {
                    changed_operations.extend(name_of(&old, id));
                }
            }
        }
    }
    Ok(changed_operations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_with_hand_written_methods_are_not_mutated() -> anyhow::Result<()> {
        let root = crate::root();
        let doc = crate::document()?;
        let hand_written = hand_written_operations(&root, &doc)?;
        for operation in [
            "POST /ramp",
            "POST /transfer/withdraw",
            "GET /supported/assets",
        ] {
            assert!(hand_written.contains(operation), "{operation}");
        }
        Ok(())
    }
}
