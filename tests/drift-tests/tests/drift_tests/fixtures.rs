//! The vendor's documents in `tests/fixtures` are complete and contain no prose of the vendor.

use std::collections::BTreeSet;

use openapi_facts::facts;
use openapi_facts::json::Json;
use openapi_facts::strip::strip;
use partna_drift_tests::fixtures;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A text with more words or characters than these counts as prose.
const MAX_WORDS: usize = 3;
const MAX_CHARS: usize = 40;

#[test]
fn fixtures_have_as_many_facts_as_the_originals() -> Result {
    let mut found = Vec::new();
    for fixture in fixtures::all()? {
        let doc = fixture.read()?;
        assert_eq!(facts::of(&doc)?.len(), fixture.facts, "{}", fixture.date);
        found.push((fixture.date, fixture.facts));
    }
    let recorded = [("2025-12-23", 1_623), ("2026-03-30", 1_840)];
    assert_eq!(
        found,
        recorded.map(|(date, facts)| (date.to_owned(), facts))
    );
    Ok(())
}

/// Each file equals the output of the command, so nothing was added by hand.
#[test]
fn fixtures_are_stripped_and_unedited() -> Result {
    for fixture in fixtures::all()? {
        let text = std::fs::read_to_string(fixture.path())?;
        let expected = strip(&Json::parse(&text)?).pretty()?;
        assert!(
            text == expected,
            "{}: differs from the stripped document; run `cargo xtask upstream strip`",
            fixture.date
        );
    }
    Ok(())
}

/// Returns texts and keys that could be sentences, independently of the rules of the command.
fn find_prose(doc: &Json) -> Vec<String> {
    let mut found = Vec::new();
    let is_long = |text: &str| {
        text.split_whitespace().count() > MAX_WORDS || text.chars().count() > MAX_CHARS
    };
    doc.walk("", &mut |pointer, value| {
        let names = value.entries().map(|(name, _)| name);
        found.extend(
            names
                .filter(|name| is_long(name))
                .map(|name| format!("{pointer}: {name}")),
        );
        let mut parents = pointer.rsplit('/');
        let (last, above) = (parents.next(), parents.next());
        let is_wire = last == Some("pattern") || above == Some("enum");
        if let Some(text) = value.as_str().filter(|text| !is_wire && is_long(text)) {
            found.push(format!("{pointer}: {text}"));
        }
    });
    found
}

#[test]
fn fixtures_contain_no_prose() -> Result {
    for fixture in fixtures::all()? {
        assert_eq!(
            find_prose(&fixture.read()?),
            Vec::<String>::new(),
            "{}",
            fixture.date
        );
    }
    // The check detects the prose of our document.
    assert!(!find_prose(&partna_drift_tests::document()?).is_empty());
    Ok(())
}

/// Every file is recorded, and every record has its file.
#[test]
fn every_file_is_recorded_with_a_digest() -> Result {
    let mut recorded = BTreeSet::new();
    for fixture in fixtures::all()? {
        let is_hex = fixture
            .sha256
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        assert!(is_hex && fixture.sha256.len() == 64, "{}", fixture.date);
        recorded.insert(format!("vendor-{}.json", fixture.date));
    }
    let mut files = BTreeSet::new();
    for entry in std::fs::read_dir(fixtures::directory())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".json") {
            files.insert(name);
        }
    }
    assert_eq!(files, recorded);
    Ok(())
}
