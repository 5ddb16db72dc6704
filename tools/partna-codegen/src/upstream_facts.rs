//! Reads and writes `openapi/upstream.facts`, which contains the last adopted facts of the vendor's document.

use anyhow::Context;
use data_encoding::HEXLOWER;
use openapi_facts::fact::Fact;
use openapi_facts::facts::Facts;
use openapi_facts::sanitize;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use crate::layout::Layout;

/// The content of an `upstream.facts`: the vendor's facts and their source.
pub struct UpstreamFactsFile {
    pub source: String,
    /// YYYY-MM-DD
    pub date: String,
    pub sha256: String,
    pub facts: Facts,
}

impl UpstreamFactsFile {
    pub fn read(layout: &Layout) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(layout.facts())
            .with_context(|| format!("cannot read {facts}", facts = Layout::FACTS))?;
        Self::parse(&text)
    }

    /// Parses an `upstream.facts`.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let field = |name: &str| -> anyhow::Result<String> {
            text.lines()
                .find_map(|line| line.strip_prefix(&format!("# {name}: ")))
                .map(str::to_owned)
                .with_context(|| {
                    format!(
                        "{facts}: the line `# {name}: …` is missing; restore the file from git",
                        facts = Layout::FACTS
                    )
                })
        };
        Ok(Self {
            source: field("source")?,
            date: field("date")?,
            sha256: field("sha256")?,
            facts: facts(text)?,
        })
    }
}

/// Parses the lines of an `upstream.facts`. A line that is not a fact is an error, because it could not be compared.
fn facts(text: &str) -> anyhow::Result<Facts> {
    let lines = (1..).zip(text.lines());
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(number, line)| {
            line.parse::<Fact>()
                .map(|fact| fact.line())
                .with_context(|| {
                    format!(
                        "{facts}, line {number}: not valid; restore the file from git",
                        facts = Layout::FACTS
                    )
                })
        })
        .collect()
}

/// Returns the SHA-256 digest of a document, in hexadecimal.
pub fn digest(document: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(document))
}

/// Returns the header of an `upstream.facts`.
pub fn facts_header(source: &str, date: &str, document: &[u8]) -> String {
    let digest = digest(document);
    format!(
        "# The wire facts of the vendor's document last adopted, one per line, sorted. Written by `cargo xtask facts`.\n\
         # source: {}\n# date: {}\n# sha256: {digest}\n",
        sanitize::fact(source.to_owned()),
        sanitize::fact(date.to_owned()),
    )
}

/// Returns the current date in UTC, as YYYY-MM-DD.
pub fn today() -> String {
    OffsetDateTime::now_utc().date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_line_that_is_not_a_fact() {
        let text = |line: &str| facts_header("x", "2026-01-01", b"") + "GET /a\n" + line + "\n";
        assert_eq!(
            UpstreamFactsFile::parse(&text("GET /b"))
                .unwrap()
                .facts
                .len(),
            2
        );
        for line in [
            "GET /a ->",
            "GET /a body.x[ string",
            "GETS /a",
            "GET /a ~deprecated",
        ] {
            let error = UpstreamFactsFile::parse(&text(line)).err().unwrap();
            let text = format!("{error:#}");
            assert!(
                text.contains("line 6") && text.contains("is not a fact"),
                "{text}"
            );
        }
    }
}
