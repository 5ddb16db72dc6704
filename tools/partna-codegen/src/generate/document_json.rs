//! Generates a constant that contains our document, because a packaged crate cannot read files of the workspace.

use std::fmt::Write as _;

use openapi_facts::json::Json;

/// Returns the Rust code of the constant. The document has one line per member, so that diffs are short.
pub fn constant(doc: &Json) -> anyhow::Result<String> {
    let json = ascii(&doc.pretty()?);
    let hashes = hashes(&json);
    Ok(format!(
        "pub static DOCUMENT_JSON: &str = r{hashes}\"{json}\"{hashes};\n"
    ))
}

/// Escapes everything except printable ASCII and line breaks in JSON. rustc rejects bidirectional control characters, which a
/// document may contain.
fn ascii(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if matches!(character, '\n' | ' '..='~') {
            escaped.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "\\u{unit:04x}");
        }
    }
    escaped
}

/// Returns the `#` characters that a raw string around a text needs.
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
