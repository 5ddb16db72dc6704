//! `cargo xtask lint`.

use anyhow::bail;
use openapi_facts::json::Json;
use openapi_facts::sanitize::terminal_line;
use partna_codegen::adopted::Adopted;
use partna_codegen::document::canonical;
use partna_codegen::layout::Layout;
use partna_codegen::{fs, generate, lint};

#[derive(Default, clap::Args)]
#[command(after_help = "EXAMPLES:\n  cargo xtask lint\n  cargo xtask lint --fix")]
pub struct Args {
    /// Bring the document into its canonical form first; findings of other kinds need a person
    #[arg(long)]
    fix: bool,
}

/// Prints what there is to mend, and fails if there is anything.
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
        // The comments of generated code are what becomes of the document's texts.
        generate::files(&doc, &Adopted::read(layout)?)?;
    }
    match findings.len() {
        0 => println!("{document} is clean", document = Layout::DOCUMENT),
        1 => bail!("1 finding in {document}", document = Layout::DOCUMENT),
        count => bail!(
            "{count} findings in {document}",
            document = Layout::DOCUMENT
        ),
    }
    Ok(())
}
