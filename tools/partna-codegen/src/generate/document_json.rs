//! The document as a constant: a packaged crate has no file beside it to read.

use std::fmt::Write as _;

use openapi_facts::json::Json;

/// The constant, as Rust text. The document has a line for each member, so that a difference of the file is short.
pub fn constant(doc: &Json) -> anyhow::Result<String> {
    let json = ascii(&doc.pretty()?);
    let hashes = hashes(&json);
    Ok(format!(
        "pub static DOCUMENT_JSON: &str = r{hashes}\"{json}\"{hashes};\n"
    ))
}

/// JSON with escapes in the place of everything but printable ASCII and line breaks: rustc refuses texts that change the
/// direction of writing, and a document may hold them.
fn ascii(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if matches!(character, '\n' | ' '..='~') {
            escaped.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // A string takes everything.
            let _ = write!(escaped, "\\u{unit:04x}");
        }
    }
    escaped
}

/// As many `#` as a raw string around a text needs.
fn hashes(text: &str) -> String {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constant_holds_document_with_quotes_hashes_and_bidirectional_text() -> anyhow::Result<()> {
        let doc = Json::parse(
            "{\"b\": \"\\\"## quoted \u{202e} \u{1f600}\u{7f}\", \"a\": [1.50, null]}",
        )?;
        let text = constant(&doc)?;
        assert!(text.is_ascii(), "{text}");
        let file = syn::parse_file(&text)?;
        let Some(syn::Item::Static(item)) = file.items.first() else {
            anyhow::bail!("no static");
        };
        let syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) = &*item.expr
        else {
            anyhow::bail!("no text");
        };
        assert_eq!(Json::parse(&text.value())?, doc);
        Ok(())
    }
}
