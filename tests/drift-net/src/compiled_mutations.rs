//! Mutants through generate, the compiler and the wire net.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use openapi_facts::json::Json;
use partna_codegen::adopted::Adopted;
use partna_codegen::document::{operations, reachable};
use partna_codegen::fs::copy_tree;
use partna_codegen::generate::{self, files};
use partna_codegen::layout::Layout;
use partna_codegen::lint;

use crate::oracle::Judge;
use crate::our_mutations::{Kind, Mutant, Owner, all};
use crate::public_api::sources;

/// How many mutants of a kind go through the compiler, one a round.
const ROUNDS: usize = 2;

/// Kinds that change what travels or what comes of it, and so have to show in the wire net. Of the others some do (an
/// example of a request) and some do not (the documented value of an enum); the other nets show all.
const ON_THE_WIRE: [Kind; 8] = [
    Kind::OperationRemoved,
    Kind::OperationRenamed,
    Kind::PathChanged,
    Kind::ParameterAdded,
    Kind::ParameterRemoved,
    Kind::EffectChanged,
    Kind::FieldAdded,
    Kind::FieldRemoved,
];

/// Runs all rounds.
pub fn run(root: &Path) -> anyhow::Result<()> {
    (0..ROUNDS).try_for_each(|round| {
        println!("  round {} of {ROUNDS}", round + 1);
        through(root, round)
    })
}

/// A mutant with the operations that it may touch.
struct Chosen {
    mutant: Mutant,
    operations: BTreeSet<String>,
}

/// One mutant of each kind, at operations that no other touches, together through generate, compile and the wire net.
fn through(root: &Path, round: usize) -> anyhow::Result<()> {
    let doc = Json::read(&root.join(Layout::DOCUMENT))?;
    let adopted = Adopted::read(&Layout::new(root))?;
    let by_hand = by_hand(root, &doc)?;
    let (chosen, mut refused) = choose(&doc, &adopted, round, &by_hand)?;
    let mut changed = doc.clone();
    for Chosen { mutant, .. } in &chosen {
        let before = changed.clone();
        mutant.apply_to(&mut changed);
        if before == changed {
            bail!("{} at {} changes nothing", mutant.kind, mutant.pointer);
        }
    }
    let copy = root.join("target/soak");
    copy_tree(root, &copy)?;
    leave_out_sandbox(&copy)?;
    generate::write_into(&Layout::new(&copy), &changed, &adopted)?;
    let touched = wire_net(root, &copy)?;
    let mut problems = Vec::new();
    for Chosen { mutant, operations } in &chosen {
        let shown: Vec<&String> = operations.intersection(&touched).collect();
        println!(
            "  {:<24} {} {} -> {} of {} snapshots",
            mutant.kind.to_string(),
            mutant.pointer,
            mutant.subject,
            shown.len(),
            operations.len()
        );
        if shown.is_empty() && ON_THE_WIRE.contains(&mutant.kind) {
            problems.push(format!(
                "{} at {} does not show",
                mutant.kind, mutant.pointer
            ));
        }
    }
    refused.sort();
    refused.iter().for_each(|line| println!("  {line}"));
    let owned: BTreeSet<&String> = chosen
        .iter()
        .flat_map(|chosen| &chosen.operations)
        .collect();
    problems.extend(
        touched
            .iter()
            .filter(|name| !owned.contains(name))
            .map(|name| format!("{name} changed, and no mutant touches it")),
    );
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(())
}

/// Takes the sandbox out of the tests of a copy: it names every field that it reads or writes, so a mutant of one does not
/// compile with it. The wire net does not need it.
fn leave_out_sandbox(copy: &Path) -> anyhow::Result<()> {
    let manifest = copy.join("tests/Cargo.toml");
    let text = std::fs::read_to_string(&manifest)?;
    let lines = text.lines();
    let kept = lines.filter(|line| !line.starts_with("partna-sandbox"));
    let kept: String = kept.flat_map(|line| [line, "\n"]).collect();
    if kept.len() == text.len() {
        bail!("tests/Cargo.toml: the sandbox is not among the dependencies; remove this step");
    }
    std::fs::write(&manifest, kept)?;
    Ok(())
}

/// Picks the mutants of a round. A kind that is refused at every site is caught there already.
fn choose(
    doc: &Json,
    adopted: &Adopted,
    round: usize,
    by_hand: &BTreeSet<String>,
) -> anyhow::Result<(Vec<Chosen>, Vec<String>)> {
    let judge = Judge::new(doc)?;
    let mutants = all(doc);
    let sent = reachable(doc, "requestBody");
    let kinds: BTreeSet<Kind> = mutants.iter().map(|mutant| mutant.kind).collect();
    let (mut chosen, mut refused): (Vec<Chosen>, Vec<String>) = (Vec::new(), Vec::new());
    for kind in kinds {
        let of_kind: Vec<&Mutant> = mutants
            .iter()
            .filter(|mutant| mutant.kind == kind)
            .collect();
        let free = order(&of_kind, round, &sent).into_iter().filter(|mutant| {
            let operations = judge.operations(&mutant.owner);
            let mut others = chosen.iter().map(|other| &other.operations);
            operations.is_disjoint(by_hand) && others.all(|other| other.is_disjoint(&operations))
        });
        let (mut taken, mut reason) = (None, None);
        for mutant in free {
            match refusal(&mutant.apply(doc), adopted) {
                None => {
                    taken = Some(mutant.clone());
                    break;
                }
                Some(why) => drop(reason.get_or_insert(format!(
                    "{:<24} {} is refused: {why}",
                    kind.to_string(),
                    mutant.pointer
                ))),
            }
        }
        match (taken, reason) {
            (Some(mutant), _) => chosen.push(Chosen {
                operations: judge.operations(&mutant.owner),
                mutant,
            }),
            (None, Some(reason)) => refused.push(reason),
            (None, None) => bail!("no site is left for `{kind}`"),
        }
    }
    Ok((chosen, refused))
}

/// The operations that `partna-auth` calls by their names, and those that reach a type with hand-written methods. A change to one
/// of them may not compile, which is a net of its own.
fn by_hand(root: &Path, doc: &Json) -> anyhow::Result<BTreeSet<String>> {
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
    let mut by_hand: BTreeSet<String> = named
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    let judge = Judge::new(doc)?;
    let mut methods = String::new();
    for (path, text) in sources(root, "partna-client")? {
        if !path.ends_with("generated/client.rs") {
            methods += &text;
        }
    }
    let components = doc.at(&["components", "schemas"]);
    for (name, _) in components.into_iter().flat_map(Json::entries) {
        if methods.contains(&format!("\nimpl {name} {{")) {
            by_hand.extend(judge.operations(&Owner::Component(name.to_owned())));
        }
    }
    Ok(by_hand)
}

/// The mutants of a kind in the order to try them: another start each round, and a step without a common divisor, which
/// meets every site. Those of requests come first, since they have to show on the wire.
fn order<'a>(of_kind: &[&'a Mutant], round: usize, sent: &BTreeSet<String>) -> Vec<&'a Mutant> {
    let count = of_kind.len();
    let step = [13, 11, 7]
        .into_iter()
        .find(|step| !count.is_multiple_of(*step))
        .unwrap_or(1);
    let indices = (0..count).map(|index| (index * step + round * 7 + 3) % count);
    let mut order: Vec<&Mutant> = indices
        .filter_map(|index| of_kind.get(index).copied())
        .collect();
    let is_sent =
        |mutant: &Mutant| matches!(&mutant.owner, Owner::Component(name) if sent.contains(name));
    order.sort_by_key(|mutant| !is_sent(mutant));
    order
}

/// Why a document does not get as far as the compiler: what lint has against it (examples aside, which a change leaves
/// behind), or the generator.
fn refusal(doc: &Json, adopted: &Adopted) -> Option<String> {
    match lint::structure_findings(doc).first() {
        Some(finding) => Some(finding.problem.clone()),
        None => files(doc, adopted).err().map(|error| error.to_string()),
    }
}

/// Compiles the copy, runs its wire net, and answers the operations whose snapshots are new, changed or orphaned.
fn wire_net(root: &Path, copy: &Path) -> anyhow::Result<BTreeSet<String>> {
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
        // A folder of its own: cargo takes the crates of two copies of a workspace for the same.
        .env("CARGO_TARGET_DIR", root.join("target/soak-build"))
        .env("INSTA_UPDATE", "new")
        .env("INSTA_FORCE_PASS", "1")
        .current_dir(copy)
        .output()
        .context("cannot run cargo")?;
    let told = String::from_utf8_lossy(&output.stderr);
    if told.contains("could not compile") {
        bail!("the mutants do not compile:\n{told}");
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
    let mut touched = BTreeSet::new();
    for entry in std::fs::read_dir(copy.join("tests/snapshots/wire"))? {
        let file = entry?.file_name().into_string().unwrap_or_default();
        match file.strip_suffix(".snap.new") {
            Some(id) => touched.extend(name_of(&new, id)),
            // An operation that is gone leaves its snapshot behind, and the net complains of it.
            None => {
                let id = file.trim_end_matches(".snap");
                if name_of(&new, id).is_none() {
                    touched.extend(name_of(&old, id));
                }
            }
        }
    }
    Ok(touched)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_with_hand_written_methods_are_left_out_of_mutations() -> anyhow::Result<()> {
        let root = crate::root();
        let doc = crate::document()?;
        let by_hand = by_hand(&root, &doc)?;
        for operation in [
            "POST /ramp",
            "POST /transfer/withdraw",
            "GET /supported/assets",
        ] {
            assert!(by_hand.contains(operation), "{operation}");
        }
        Ok(())
    }
}
