//! Compares the README's shortened output of the quickstart with the real output.

use std::path::Path;

use super::{Result, printed, quickstart};

/// A line of the README that represents any number of lines.
const OMISSION: &str = "...";

/// The first block of plain text in the README, in parts between omissions.
fn shortened_output() -> Result<Vec<Vec<String>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = std::fs::read_to_string(path)?;
    let after = readme.split_once("\n```text\n").map(|(_, after)| after);
    let block = after.and_then(|after| after.split_once("```\n"));
    let (block, _) =
        block.ok_or("README.md: has no block of plain text; show the output of the quickstart")?;
    let lines: Vec<String> = block.lines().map(str::to_owned).collect();
    let parts = lines.split(|line| line == OMISSION);
    Ok(parts
        .filter(|part| !part.is_empty())
        .map(<[String]>::to_vec)
        .collect())
}

/// The lines of each part follow one another in the output, and the parts are in the order of the output.
#[tokio::test]
async fn readme_shows_lines_of_the_real_output_in_order() -> Result {
    let output = printed(quickstart(&[]).await?)?;
    let lines: Vec<&str> = output.lines().collect();
    let parts = shortened_output()?;
    assert!(parts.iter().flatten().count() >= 5, "{parts:?}");
    let mut rest = lines.as_slice();
    for part in parts {
        let start = rest.windows(part.len()).position(|window| window == part);
        let start = start.ok_or_else(|| {
            format!("README.md: shows {part:#?}, which is not in this order in {output}; update the README")
        })?;
        rest = rest.get(start + part.len()..).unwrap_or_default();
    }
    Ok(())
}
