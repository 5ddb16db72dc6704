//! The heavy forms of the suites: the same seeds as in `cargo test`, more of them, and mutants through the compiler.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use crate::ci::{cargo, step};
use crate::fresh::copy_tree;
use crate::generate::lower::reachable;
use crate::generate::operations::operations;
use crate::generate::{self, files};
use crate::history;
use crate::json::Json;
use crate::judge::Judge;
use crate::lint;
use crate::mutants::{Kind, Mutant, Owner, all};
use crate::public_api::sources;
use crate::schemathesis;
use crate::semver;
use crate::upstream::{Adopted, DOCUMENT};

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

#[derive(clap::Args)]
#[command(after_help = "EXAMPLES:\n  cargo xtask soak\n  cargo xtask soak drift hostile")]
pub struct Args {
    /// Run these suites alone: mutation, amounts, crash, sandbox_books, drift, hostile,
    /// history, semver, mutants, other_languages, contract
    suites: Vec<String>,
}

/// The suites, in the order in which they run.
const SUITES: [(&str, &str); 11] = [
    ("mutation", "the mutation net at every site"),
    ("amounts", "amounts, fifty times as many"),
    ("crash", "rotations that are hit time and again"),
    (
        "sandbox_books",
        "the sandbox's books under ten times as many operations",
    ),
    ("drift", "every change of the vendor's at every site"),
    (
        "hostile",
        "a hundred thousand documents that nobody should send",
    ),
    (
        "history",
        "the vendor's documents, imported and brought along",
    ),
    ("semver", "what cargo-semver-checks says of adopted changes"),
    ("mutants", "mutants through the compiler"),
    ("other_languages", "the webhook examples in Python and Node"),
    (
        "contract",
        "the sandbox against the document, by schemathesis",
    ),
];

/// Runs everything that is asked for, and prints what it took.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    let known = |name: &String| SUITES.iter().any(|(suite, _)| suite == name);
    if let Some(unknown) = args.suites.iter().find(|name| !known(name)) {
        let names: Vec<&str> = SUITES.iter().map(|(name, _)| *name).collect();
        bail!(
            "there is no suite `{unknown}`; there are {}",
            names.join(", ")
        );
    }
    for (name, title) in SUITES {
        if !args.suites.is_empty() && !args.suites.iter().any(|wanted| wanted == name) {
            continue;
        }
        step(title, || match name {
            "drift" | "hostile" => suite(root, "xtask", name),
            "history" => history::run(root),
            "semver" => semver::run(root),
            "other_languages" => other_languages(root),
            "contract" => schemathesis::run(root),
            "mutants" => (0..ROUNDS).try_for_each(|round| {
                println!("  round {} of {ROUNDS}", round + 1);
                through(root, round)
            }),
            _ => suite(root, "partna-tests", name),
        })?;
    }
    Ok(())
}

fn suite(root: &Path, package: &str, test: &str) -> anyhow::Result<()> {
    let mut arguments = vec!["test", "--quiet", "--package", package, "--test", test];
    // Those of documents do nothing but compute, and a lot of it.
    if package == "xtask" {
        arguments.push("--release");
    }
    arguments.extend(["--", "--nocapture"]);
    cargo(root, &arguments, &[("PARTNA_SOAK", "1")])
}

/// The test skips a language that is not installed, unless it is required.
fn other_languages(root: &Path) -> anyhow::Result<()> {
    let test = ["--package", "partna-sandbox", "--test", "other_languages"];
    let arguments = [["test", "--quiet"].as_slice(), &test].concat();
    cargo(root, &arguments, &[("PARTNA_REQUIRE_LANGUAGES", "1")])
}

/// A mutant with the operations that it may touch.
struct Chosen {
    mutant: Mutant,
    operations: BTreeSet<String>,
}

/// One mutant of each kind, at operations that no other touches, together through generate, compile and the wire net.
fn through(root: &Path, round: usize) -> anyhow::Result<()> {
    let doc = Json::read(&root.join(DOCUMENT))?;
    let adopted = Adopted::read(root)?;
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
    generate::into(&copy, &changed, &adopted)?;
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
        if !path.ends_with("generated.rs") {
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
    match lint::structure(doc).first() {
        Some(finding) => Some(finding.what.clone()),
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
            "wire",
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
    let changed = Json::read(&copy.join(DOCUMENT))?;
    let old = Json::read(&root.join(DOCUMENT))?;
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
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let doc = Json::read(&root.join(DOCUMENT))?;
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
