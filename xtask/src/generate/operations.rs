//! The operation table: what the client has to know of each operation besides its types.

use anyhow::Context;
use quote::quote;

use crate::facts::{self, METHODS};
use crate::json::Json;
use crate::upstream::Adopted;

/// Every operation with its method, in capitals, and its path.
pub fn operations(doc: &Json) -> impl Iterator<Item = (String, &str, &Json)> {
    doc.get("paths")
        .into_iter()
        .flat_map(Json::entries)
        .flat_map(|(path, item)| {
            METHODS
                .iter()
                .filter_map(move |method| Some((method.to_uppercase(), path, item.get(method)?)))
        })
}

/// The table, sorted by id, as Rust syntax.
pub fn table(doc: &Json, adopted: &Adopted) -> anyhow::Result<syn::File> {
    let documented = documented_values(doc)?;
    let mut rows = Vec::new();
    for (method, path, operation) in operations(doc) {
        let id = operation
            .get("operationId")
            .and_then(Json::as_str)
            .with_context(|| format!("{method} {path} has no operationId"))?;
        rows.push((id, row(id, &method, path, operation, &documented)?));
    }
    rows.sort_by_key(|(id, _)| *id);
    let rows = rows.into_iter().map(|(_, row)| row);
    let (source, date, sha256) = (&adopted.source, &adopted.date, &adopted.sha256);
    Ok(syn::parse_quote! {
        use partna_types::Environment::{Production, Staging};

        use crate::operation::{Document, DocumentedValues, Duplicates, Effect, Lookup, Operation, ReferenceField};

        /// The vendor's document that these bindings were last brought in line with.
        pub const DOCUMENT: Document = Document {
            source: #source,
            date: #date,
            sha256: #sha256,
        };

        /// Every operation of the document, sorted by id.
        pub static OPERATIONS: &[Operation] = &[#(#rows),*];
    })
}

fn row(
    id: &str,
    method: &str,
    path: &str,
    operation: &Json,
    documented: &[(String, String, Vec<String>)],
) -> anyhow::Result<proc_macro2::TokenStream> {
    let text = |key: &str| operation.get(key).and_then(Json::as_str);
    let effect = match text("x-partna-effect") {
        Some("read") => quote!(Effect::Read),
        Some("acts") => quote!(Effect::Acts),
        Some("write") => quote!(Effect::Write),
        _ => anyhow::bail!("`{id}` has no x-partna-effect"),
    };
    let duplicates = match text("x-partna-duplicates") {
        Some("rejected") => quote!(Duplicates::Rejected),
        Some("unproven") => quote!(Duplicates::Unproven),
        _ => quote!(Duplicates::None),
    };
    let reference = optional(operation.get("x-partna-reference").map(reference));
    let guide = optional(text("x-partna-guide").map(|guide| quote!(#guide)));
    let environments = match operation.get("x-partna-environments") {
        Some(_) => quote!(&[Staging]),
        None => quote!(&[Staging, Production]),
    };
    let authenticated = operation
        .get("security")
        .is_none_or(|security| !security.items().is_empty());
    let name = format!("{method} {path}");
    let values = documented.iter().filter(|(operation, ..)| *operation == name).map(|(_, field, values)| {
        quote!(DocumentedValues { field: #field, values: &[#(#values),*] })
    });
    Ok(quote! {
        Operation {
            id: #id,
            method: #method,
            path: #path,
            effect: #effect,
            reference: #reference,
            duplicates: #duplicates,
            environments: #environments,
            authenticated: #authenticated,
            guide: #guide,
            values: &[#(#values),*],
        }
    })
}

fn optional(value: Option<proc_macro2::TokenStream>) -> proc_macro2::TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

fn reference(reference: &Json) -> proc_macro2::TokenStream {
    let text = |key| reference.get(key).and_then(Json::as_str);
    let field = text("field");
    let lookup = optional(text("lookup").zip(text("parameter")).map(
        |(operation, parameter)| quote!(Lookup { operation: #operation, parameter: #parameter }),
    ));
    quote!(ReferenceField { field: #field, lookup: #lookup })
}

/// Operation, field and values of every enum that a request takes, from the facts.
fn documented_values(doc: &Json) -> anyhow::Result<Vec<(String, String, Vec<String>)>> {
    let mut found: Vec<(String, String, Vec<String>)> = Vec::new();
    for fact in facts::of(doc)? {
        let (subject, statement) = facts::split(&fact);
        let Some((operation, value)) = facts::operation(&fact).zip(statement.strip_prefix('='))
        else {
            continue;
        };
        let field = subject[operation.len()..]
            .trim()
            .trim_end_matches('!')
            .to_owned();
        match found.last_mut() {
            Some((o, f, values)) if *o == operation && *f == field => values.push(value.to_owned()),
            _ => found.push((operation.to_owned(), field, vec![value.to_owned()])),
        }
    }
    Ok(found)
}
