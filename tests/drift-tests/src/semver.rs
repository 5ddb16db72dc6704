//! Checks that `upstream diff` and cargo-semver-checks agree about changes of Rust code.
//!
//! Our document with all references resolved is used as the vendor's. One change of every kind is applied to it, at separate
//! operations, and adopted. The changes that the report calls patch, minor and major are applied to three copies of the client.
//! Each copy is compared with the unchanged client. cargo-semver-checks may not require a larger bump than the report, and must
//! detect the major copy. It has no lint for the type of a field or of an argument, so this suite prints the major kinds that
//! cargo-semver-checks detects.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use openapi_facts::diff::{Acknowledged, Report, VersionBump};
use openapi_facts::facts;
use openapi_facts::json::Json;
use partna_codegen::adopt::{OpenQuestionPolicy, adopt};
use partna_codegen::fs::copy_tree;
use partna_codegen::generate;
use partna_codegen::layout::Layout;
use partna_codegen::rust_names::RustApi;
use partna_codegen::upstream_facts::UpstreamFactsFile;

use crate::vendor_mutations::{VendorMutation, all, inlined};

/// A mutation with the result of its report.
struct ReportedMutation {
    mutation: VendorMutation,
    bump: VersionBump,
    /// The names of the items in the report, without their paths.
    names: BTreeSet<String>,
}

pub fn run(root: &Path) -> anyhow::Result<()> {
    let installed = Command::new("cargo")
        .args(["semver-checks", "--version"])
        .output();
    if !installed.is_ok_and(|output| output.status.success()) {
        bail!(
            "cargo-semver-checks: not installed; run `cargo install cargo-semver-checks --locked`"
        );
    }
    let ours = Json::read(&root.join(Layout::DOCUMENT))?;
    let vendor = inlined(&ours)?;
    let selected = select(&ours, &vendor)?;
    let base = root.join("target/semver/base");
    copy_tree(root, &base)?;
    for (bump, allowed) in [
        (VersionBump::Patch, "patch"),
        (VersionBump::Minor, "minor"),
        (VersionBump::Major, "minor"),
    ] {
        let group: Vec<&ReportedMutation> = selected
            .iter()
            .filter(|selected| selected.bump == bump)
            .collect();
        let findings = compare(root, &base, &ours, &vendor, &group, allowed)?;
        let kinds = group.len();
        match (bump, findings) {
            (VersionBump::Major, None) => {
                bail!(
                    "cargo-semver-checks: no finding for {kinds} kinds of change that the report calls major"
                )
            }
            (VersionBump::Major, Some(findings)) => {
                let seen = |selected: &&&ReportedMutation| {
                    selected
                        .names
                        .iter()
                        .any(|name| findings.contains(name.as_str()))
                };
                let (seen, unseen): (Vec<&ReportedMutation>, Vec<&ReportedMutation>) =
                    group.iter().copied().partition(|selected| seen(&selected));
                println!(
                    "  major: {kinds} kinds, cargo-semver-checks detects {}",
                    seen.len()
                );
                for selected in unseen {
                    println!(
                        "    not detected: {} ({:?})",
                        selected.mutation.kind, selected.names
                    );
                }
            }
            (_, None) => {
                println!("  {bump}: {kinds} kinds, cargo-semver-checks requires no larger bump")
            }
            (_, Some(findings)) => {
                bail!(
                    "report: {bump} is too small; cargo-semver-checks requires a larger bump:\n{findings}"
                )
            }
        }
    }
    Ok(())
}

/// Selects a mutation of every kind, each at an operation that no other mutation of its version bump has.
fn select(ours: &Json, vendor: &Json) -> anyhow::Result<Vec<ReportedMutation>> {
    let old = facts::with_notes(vendor)?;
    let mut selected: Vec<ReportedMutation> = Vec::new();
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    for mutation in all(vendor) {
        let Some(operation) = mutation.operation.clone() else {
            continue;
        };
        let is_selected = selected
            .iter()
            .any(|other| other.mutation.kind == mutation.kind);
        let is_path_change = mutation
            .edits
            .iter()
            .any(|(pointer, _)| pointer == "/paths");
        // Limits the attempts for kinds that have few suitable sites.
        let tries = tried.entry(mutation.kind).or_default();
        if is_selected || is_path_change || mutation.expected.is_empty() || *tries > 40 {
            continue;
        }
        let is_taken = |bump: VersionBump| {
            selected.iter().any(|other| {
                other.bump == bump && other.mutation.operation.as_ref() == Some(&operation)
            })
        };
        if is_taken(VersionBump::Patch)
            && is_taken(VersionBump::Minor)
            && is_taken(VersionBump::Major)
        {
            continue;
        }
        *tries += 1;
        let new = facts::with_notes(&mutation.apply(vendor))?;
        let report = Report::new(
            &old,
            &new,
            Some(&RustApi::of(ours)),
            &Acknowledged::default(),
        );
        let bump = report
            .version_bump()
            .context("report: no version bump for a mutation; correct its expected changes")?;
        if is_taken(bump) {
            continue;
        }
        let items = report
            .changes
            .iter()
            .filter_map(|change| change.item.as_deref());
        let last_segment = |item: &str| {
            item.split(' ')
                .next()?
                .rsplit("::")
                .next()
                .map(str::to_owned)
        };
        let names = items.filter_map(last_segment).collect();
        selected.push(ReportedMutation {
            mutation,
            bump,
            names,
        });
    }
    Ok(selected)
}

/// Compares the client with a copy that has these mutations. Returns the output of cargo-semver-checks if it requires a larger
/// bump than `allowed`.
fn compare(
    root: &Path,
    base: &Path,
    ours: &Json,
    vendor: &Json,
    group: &[&ReportedMutation],
    allowed: &str,
) -> anyhow::Result<Option<String>> {
    let changed = group.iter().fold(vendor.clone(), |doc, selected| {
        selected.mutation.apply(&doc)
    });
    let adoption = adopt(
        ours,
        &facts::of(vendor)?,
        &changed,
        OpenQuestionPolicy::UseDefaults,
    )?;
    let copy = root.join("target/semver/changed");
    copy_tree(root, &copy)?;
    generate::write_into(
        &Layout::new(&copy),
        &adoption.doc,
        &UpstreamFactsFile::read(&Layout::new(root))?,
    )?;
    let output = Command::new("cargo")
        .args([
            "semver-checks",
            "--package",
            "partna-client",
            "--package",
            "partna-types",
        ])
        .args(["--release-type", allowed, "--baseline-root"])
        .arg(base)
        .env("CARGO_TARGET_DIR", root.join("target/semver/build"))
        .current_dir(&copy)
        .output()
        .context("cargo-semver-checks: cannot be started; check PATH")?;
    let output_text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        return Ok(None);
    }
    if !output_text.contains("semver requires new") {
        bail!("cargo-semver-checks: failed without a comparison; see its output:\n{output_text}");
    }
    Ok(Some(output_text))
}
