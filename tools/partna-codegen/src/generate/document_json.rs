//! The document as a constant: a packaged crate has no file beside it to read.

use openapi_facts::json::Json;

/// The constant, as Rust text. The document has a line for each member, so that a difference of the file is short.
pub fn constant(doc: &Json) -> anyhow::Result<String> {
    let json = doc.pretty()?;
    let hashes = hashes(&json);
    Ok(format!(
        "pub static DOCUMENT_JSON: &str = r{hashes}\"{json}\"{hashes};\n"
    ))
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
    fn constant_holds_document_with_quotes_and_hashes() -> anyhow::Result<()> {
        let doc = Json::parse(r###"{"b": "\"## quoted", "a": [1.50, null]}"###)?;
        let file = syn::parse_file(&constant(&doc)?)?;
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
