//! The bindings do not compile for WebAssembly, and the error states the reason.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Output};

use partna_tests::root;

fn compile(source: &Path, cfg: &[&str]) -> Result<Output, Box<dyn Error>> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let out = Path::new(env!("CARGO_TARGET_TMPDIR"));
    Ok(Command::new(rustc)
        .args([
            "--edition",
            "2024",
            "--crate-type",
            "lib",
            "--emit",
            "metadata",
            "--out-dir",
        ])
        .arg(out)
        .args(cfg)
        .arg(source)
        .output()?)
}

/// A cfg replaces the WebAssembly target, which is not installed everywhere.
#[test]
fn rejects_webassembly() -> Result<(), Box<dyn Error>> {
    let source = root()?.join("crates/partna-client/src/platform.rs");
    let library = std::fs::read_to_string(source.with_file_name("lib.rs"))?;
    assert!(
        library.contains("\nmod platform;\n"),
        "the check is not part of the crate"
    );
    let here = compile(&source, &[])?;
    assert!(
        here.status.success(),
        "{}",
        String::from_utf8_lossy(&here.stderr)
    );
    let there = compile(&source, &["--cfg", "partna_assume_wasm"])?;
    let text = String::from_utf8(there.stderr)?;
    assert!(!there.status.success());
    assert!(
        text.contains("do not compile for WebAssembly") && text.contains("your own server"),
        "{text}"
    );
    Ok(())
}
