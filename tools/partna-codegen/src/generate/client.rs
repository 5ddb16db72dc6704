//! Runs progenitor.

use anyhow::Context;
use openapi_facts::json::Json;
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle, TypeImpl};
use schemars::schema::{InstanceType, SchemaObject};

use super::lower::lower;
use crate::names;
use crate::open_enums::rust_types;

/// The Rust types for schemas with a format. Each entry is the JSON type, the format and the Rust type.
const CONVERSIONS: [(InstanceType, &str, &str); 5] = [
    (InstanceType::Number, "decimal", "::partna_types::Amount"),
    (
        InstanceType::String,
        "decimal",
        "::partna_types::AmountParam",
    ),
    (InstanceType::String, "password", "::partna_types::Secret"),
    (
        InstanceType::Integer,
        "unix-seconds",
        "::partna_types::UnixSeconds",
    ),
    (
        InstanceType::Integer,
        "unix-millis",
        "::partna_types::UnixMillis",
    ),
];

/// Returns the client that progenitor generates from the document, as Rust syntax.
pub fn generate(doc: &Json) -> anyhow::Result<syn::File> {
    let spec: openapiv3::OpenAPI = lower(doc)?
        .convert()
        .context("openapi/partna.json: not valid OpenAPI 3.0")?;
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Merged)
        .with_map_type("::std::collections::BTreeMap")
        .with_inner_type(
            "crate::transport::SharedTransport"
                .parse()
                .map_err(|error| anyhow::anyhow!("{error}"))?,
        );
    for (kind, format, rust) in CONVERSIONS {
        let schema = SchemaObject {
            instance_type: Some(kind.into()),
            format: Some(format.to_owned()),
            ..SchemaObject::default()
        };
        let impls = [TypeImpl::Display, TypeImpl::FromStr];
        settings.with_conversion(schema, rust, impls.into_iter());
    }
    for (component, rust) in rust_types(doc) {
        let path = if rust == "bool" {
            "bool".to_owned()
        } else {
            format!("::partna_types::enums::{rust}")
        };
        settings.with_replacement(
            component,
            path,
            [TypeImpl::Display, TypeImpl::FromStr].into_iter(),
        );
    }
    let tokens = Generator::new(&settings)
        .generate_tokens(&spec)
        .context("progenitor rejected the document; run `cargo xtask lint`")?;
    syn::parse2(with_corrected_fields(tokens))
        .context("progenitor generated code that does not parse")
}

/// Renames fields with incorrectly divided words; see [`names::corrected_field`].
fn with_corrected_fields(tokens: TokenStream) -> TokenStream {
    let renamed = |token| match token {
        TokenTree::Ident(ident) => {
            let name = ident.to_string();
            match names::corrected_field(&name) {
                right if right == name => TokenTree::Ident(ident),
                right => TokenTree::Ident(Ident::new(right, ident.span())),
            }
        }
        TokenTree::Group(group) => {
            let inner = with_corrected_fields(group.stream());
            TokenTree::Group(Group::new(group.delimiter(), inner))
        }
        other => other,
    };
    tokens.into_iter().map(renamed).collect()
}
