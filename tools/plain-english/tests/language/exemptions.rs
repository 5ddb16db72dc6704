//! Exemptions are few, exact and current.

use std::path::PathBuf;

use plain_english::{Exemptions, Finding, MAX_EXEMPTIONS, Report};

fn report() -> Report {
    Report {
        findings: vec![Finding {
            file: PathBuf::from("src/lib.rs"),
            line: 3,
            found: "old words".to_owned(),
            context: "the vendor writes \"old words\" here".to_owned(),
            write: "new words".to_owned(),
            rule: "old words".to_owned(),
        }],
        stale: Vec::new(),
    }
}

fn entry(phrase: &str, count: usize, reason: &str) -> String {
    format!(
        "[[exempt]]\npath = \"src/lib.rs\"\nphrase = \"{phrase}\"\ncount = {count}\nreason = \"{reason}\"\n"
    )
}

#[test]
fn removes_matching_finding() -> anyhow::Result<()> {
    let mut report = report();
    Exemptions::parse(&entry("old words", 1, "quotes the vendor"))?.apply(&mut report, &[]);
    assert!(report.is_clean(), "{report:?}");
    Ok(())
}

#[test]
fn reports_wrong_count_and_unused_exemption() -> anyhow::Result<()> {
    for list in [entry("old words", 2, "x"), entry("other words", 1, "x")] {
        let mut report = report();
        Exemptions::parse(&list)?.apply(&mut report, &[]);
        assert_eq!(report.stale.len(), 1, "{report:?}");
    }
    Ok(())
}

#[test]
fn skips_exemptions_of_files_that_are_not_checked() -> anyhow::Result<()> {
    let mut report = Report::default();
    let list = Exemptions::parse(&entry("old words", 1, "x"))?;
    list.apply(&mut report, &[PathBuf::from("docs")]);
    assert!(report.is_clean(), "{report:?}");
    Ok(())
}

#[test]
fn rejects_too_many_entries_and_missing_reasons() -> anyhow::Result<()> {
    let full = entry("old words", 1, "x").repeat(MAX_EXEMPTIONS);
    Exemptions::parse(&full)?;
    assert!(Exemptions::parse(&format!("{full}{}", entry("a", 1, "x"))).is_err());
    assert!(Exemptions::parse(&entry("a", 1, " ")).is_err());
    Ok(())
}

#[test]
fn workspace_list_is_valid() -> anyhow::Result<()> {
    assert_eq!(MAX_EXEMPTIONS, 20);
    Exemptions::load()?;
    Ok(())
}
