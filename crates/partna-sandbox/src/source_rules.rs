//! Tests of the source code: a layer uses only lower layers, and operations use the generated requests and responses.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use partna_client::DOCUMENT_JSON;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;
use syn::{Item, Meta};

type TestResult<T = ()> = Result<T, Box<dyn Error>>;

/// The layers from the lowest, each with the modules that it must not use.
const LAYERS: [(&str, &[&str]); 3] = [
    (
        "pricing",
        &["state", "operations", "webhooks", "app", "http"],
    ),
    ("state", &["operations", "webhooks", "app", "http"]),
    ("operations", &["webhooks", "app", "http"]),
];

/// The maximum number of structs and enums for JSON that operations declare. All others are generated from the document.
const MAX_OWN_STRUCTS: usize = 15;

/// Fields of requests that have no effect in the sandbox.
const IGNORED_FIELDS: [&str; 6] = [
    "MerchantKycRequest.gender",
    "MerchantKycRequest.kycDocument",
    "MockDepositRequest.confirmations",
    "MockDepositRequest.fiatEvent",
    "MockDepositRequest.sourceAccount",
    "RampRequest.sendingAddress",
];

#[test]
fn lower_layers_do_not_use_upper_layers() -> TestResult {
    let mut found = Vec::new();
    for (layer, upper) in LAYERS {
        let files = files(layer)?;
        assert!(files.len() > 5, "{layer} has {} files", files.len());
        for (path, text) in files {
            let mut names = Vec::new();
            identifiers(text.parse()?, &mut names);
            let names = names.iter().filter(|name| upper.contains(&name.as_str()));
            found.extend(names.map(|name| format!("{} uses {name}", path.display())));
        }
    }
    assert_eq!(found, Vec::<String>::new());
    Ok(())
}

#[test]
fn operations_declare_few_structs_for_json() -> TestResult {
    let mut found = Vec::new();
    for (_, text) in files("operations")? {
        own_structs(&syn::parse_file(&text)?.items, &mut found);
    }
    assert!(found.contains(&"Envelope".to_owned()), "{found:?}");
    assert!(found.len() <= MAX_OWN_STRUCTS, "{found:?}");
    Ok(())
}

/// If the document renames a field, the generated type renames it too, and operations that use the field do not compile. This
/// protects only fields that operations use.
#[test]
fn operations_use_every_field_of_the_document() -> TestResult {
    let mut names = Vec::new();
    for (_, text) in files("operations")? {
        identifiers(text.parse()?, &mut names);
    }
    let names: BTreeSet<String> = names.iter().map(|name| normalize(name)).collect();
    let document: Value = serde_json::from_str(DOCUMENT_JSON)?;
    let schemas = document["components"]["schemas"].as_object();
    let mut missing = Vec::new();
    for (component, schema) in schemas.ok_or("no schemas")? {
        let fields = schema["properties"].as_object().into_iter().flatten();
        let fields = fields.filter(|_| component != "ApiError");
        let unnamed = fields.filter(|(field, _)| !names.contains(&normalize(field)));
        missing.extend(unnamed.map(|(field, _)| format!("{component}.{field}")));
    }
    assert_eq!(missing, IGNORED_FIELDS);
    Ok(())
}

/// Returns a name without case and separators, which differ between Rust and JSON.
fn normalize(name: &str) -> String {
    name.replace('_', "").to_ascii_lowercase()
}

/// Returns the files of a module with their paths.
fn files(module: &str) -> TestResult<Vec<(PathBuf, String)>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut directories = vec![source.join(module)];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory)? {
            let path = entry?.path();
            if path.is_dir() {
                directories.push(path);
            } else {
                let text = fs::read_to_string(&path)?;
                found.push((path, text));
            }
        }
    }
    Ok(found)
}

/// Collects every identifier in the code. Comments and literals are not included.
fn identifiers(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => found.push(name.to_string()),
            TokenTree::Group(group) => identifiers(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Collects the structs and enums that derive a trait of serde, including those in inline modules.
fn own_structs(items: &[Item], found: &mut Vec<String>) {
    for item in items {
        let (name, attributes) = match item {
            Item::Struct(item) => (&item.ident, &item.attrs),
            Item::Enum(item) => (&item.ident, &item.attrs),
            Item::Mod(item) => {
                let inner = item.content.iter().map(|(_, items)| items);
                inner.for_each(|items| own_structs(items, found));
                continue;
            }
            _ => continue,
        };
        let derives = attributes
            .iter()
            .filter_map(|attribute| match &attribute.meta {
                Meta::List(list) if list.path.is_ident("derive") => Some(list.tokens.clone()),
                _ => None,
            });
        let mut names = Vec::new();
        derives.for_each(|tokens| identifiers(tokens, &mut names));
        if names
            .iter()
            .any(|name| name == "Serialize" || name == "Deserialize")
        {
            found.push(name.to_string());
        }
    }
}
