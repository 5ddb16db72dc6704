//! `cargo xtask lint`.

use anyhow::bail;
use openapi_facts::json::Json;
use openapi_facts::sanitize::terminal_line;
use partna_codegen::document::canonical;
use partna_codegen::layout::Layout;
use partna_codegen::upstream_facts::UpstreamFactsFile;
use partna_codegen::{fs, generate, lint};

#[derive(Default, clap::Args)]
#[command(after_help = "EXAMPLES:\n  cargo xtask lint\n  cargo xtask lint --fix")]
pub struct Args {
    /// Write the document in its canonical form first. Other findings must be fixed by a person
    #[arg(long)]
    fix: bool,
}

/// Prints the findings, and fails if there are any.
pub fn run(layout: &Layout, args: &Args) -> anyhow::Result<()> {
    let path = layout.document();
    let doc = Json::read(&path)?;
    if args.fix {
        fs::replace(&path, &canonical(&doc).pretty()?)?;
    }
    let findings = lint::workspace_findings(layout, &Json::read(&path)?)?;
    for finding in &findings {
        println!("{finding}\n");
    }
    for line in lint::open_questions(&doc) {
        println!("open: {}", terminal_line(&line));
    }
    if findings.is_empty() {
        // The texts of the document become comments of generated code, which are checked too.
        generate::files(&doc, &UpstreamFactsFile::read(layout)?)?;
    }
    match findings.len() {
        0 => println!("{document} is clean", document = Layout::DOCUMENT),
        1 => bail!(
            "{document}: 1 finding; fix it as described above",
            document = Layout::DOCUMENT
        ),
        count => bail!(
            "{document}: {count} findings; fix them as described above",
            document = Layout::DOCUMENT
        ),
    }
    Ok(())
}
